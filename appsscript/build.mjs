// `npm run appsscript:build`: makes the folder that `clasp push` takes into a spreadsheet's script.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { licencesOf } from '../panel/licences.mjs';
import { globalFunctions, writtenOut } from './global-functions.mjs';

const here = import.meta.dirname;
const root = join(here, '..');

const usage = `npm run appsscript:build [-- --help]

Makes the script of the Google Sheets project in out/appsscript, as clasp pushes it:

  Code.js           the script, as one file that can be read
  Panel.html        the sidebar, with all that it needs
  appsscript.json   the manifest

.claspignore keeps everything else back. A .clasp.json that lies there stays.`;

/** Bytes that the files may have: every edit starts the script anew, and every opening of the sidebar loads the page. */
export const limits = { 'Code.js': 800_000, 'Panel.html': 800_000 };

/** What is pushed; everything else stays here. */
const pushed = ['Code.js', 'Panel.html', 'appsscript.json'];

const bundle = (entry, options) =>
  build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'iife',
    charset: 'utf8',
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
    ...options,
  });

const textOf = ({ outputFiles: [file] }) => file.text;
const sourcesOf = ({ metafile }) => Object.keys(metafile.inputs);

/** The bundle's variable in the script. */
const bundleName = 'nisp';

/**
 * The script alone. Not minified: whoever is to trust it with a spreadsheet can read it in the script editor.
 * @param entry path of the source whose exports become global functions
 * @returns its text, and the sources that it was made of
 * @throws Error if the entry exports what is no function
 */
export async function makeCode(entry = join(here, 'main.ts')) {
  const functions = writtenOut(globalFunctions(entry), bundleName);
  const made = await bundle(entry, { globalName: bundleName, target: 'es2020', platform: 'neutral' });
  return { text: `/** @OnlyCurrentDoc */\n${textOf(made)}\n${functions}`, sources: sourcesOf(made) };
}

/**
 * Code that can stand in an element `script`: nothing in it ends the element, begins a comment, or is taken for a template
 * of Apps Script. esbuild writes such characters only where they are text.
 */
const inlined = (code) => code.replace(/<(?=!--|\/script|\?)/gi, '\\x3C');

/** The sidebar's page, of one file: HtmlService serves no others. */
async function makePanel(entry) {
  const made = await bundle(entry, {
    target: 'es2022',
    platform: 'browser',
    // Names stay, so that a stack trace can be read.
    minifyWhitespace: true,
    minifySyntax: true,
    lineLimit: 500,
    // HtmlService takes `//` within a template for a comment and strips it (enuchi/React-Google-Apps-Script#157).
    supported: { 'template-literal': false },
  });
  const html = readFileSync(join(here, 'sidebar', 'Panel.html'), 'utf8');
  const script = `<script>${inlined(textOf(made))}</script>`;
  return { text: html.replace('{{script}}', () => script), sources: sourcesOf(made) };
}

/** Patterns are relative to the folder that clasp pushes. */
const claspIgnore = ['**/**', ...pushed.map((name) => `!${name}`), ''].join('\n');

/** @throws Error for a file that is larger than it may be */
function checkSizes(files, most) {
  for (const [name, limit] of Object.entries(most)) {
    const bytes = Buffer.byteLength(files[name]);
    if (bytes > limit)
      throw new Error(
        `${name} has ${bytes} bytes, and may have ${limit}: see limits in appsscript/build.mjs.`,
      );
  }
}

/**
 * Makes the files in memory.
 * @param options.entry path of the source whose exports become global functions
 * @param options.most bytes that files may have, by name
 * @returns each file's text, by its name
 * @throws Error if the entry exports what is no function, or a file is too large
 */
export async function makeScript({ entry, most = limits } = {}) {
  const [code, panel] = await Promise.all([makeCode(entry), makePanel(join(here, 'sidebar', 'panel.ts'))]);
  const files = {
    'Code.js': code.text,
    'Panel.html': panel.text,
    'appsscript.json': readFileSync(join(here, 'appsscript.json'), 'utf8'),
    '.claspignore': claspIgnore,
    'third-party-licences.txt': licencesOf([...code.sources, ...panel.sources], root),
  };
  checkSizes(files, most);
  return files;
}

/**
 * Writes the files into a folder. What else lies there stays: `.clasp.json` may be there, and is not ours.
 * @returns the files with their sizes in bytes
 */
export async function buildScript({ into }) {
  const files = await makeScript();
  mkdirSync(into, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(into, name), text);
  return Object.entries(files).map(([path, text]) => ({ path, bytes: Buffer.byteLength(text) }));
}

async function main() {
  const { values } = parseArgs({ options: { help: { type: 'boolean' } } });
  if (values.help) return console.log(usage);
  const files = await buildScript({ into: join(root, 'out', 'appsscript') });
  const lines = files.map(({ path, bytes }) => {
    const size = `${Math.ceil(bytes / 1024)} KB`.padStart(9);
    return `${size}  ${path}${pushed.includes(path) ? '' : ' (stays here)'}`;
  });
  console.log(['out/appsscript, for clasp push:', ...lines].join('\n'));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main().catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
