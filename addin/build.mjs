// `npm run addin:build`: makes the folder of static files that Excel loads the add-in from.
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { readOrigin } from '../manifests/add-in.mjs';
import { makeManifests } from '../manifests/make.mjs';
import { contentSecurityPolicy, officeJsFolder, securityHeaders } from './content-security-policy.mjs';
import { licencesOf } from '../panel/licences.mjs';
import { copyOfficeJs, installedOfficeJs } from './office-js.mjs';

const here = import.meta.dirname;
const root = join(here, '..');
const pages = ['taskpane.html', 'commands.html', 'notice.html', 'about.html'];
/** Where a copy of Office.js lies, from the pages. */
const ownFolder = 'office-js/';

const usage = `npm run addin:build [-- --help]

Makes the add-in as static files in out/addin, to be hosted at any https address.

  ADDIN_ORIGIN   the address it will be hosted at; the manifests say it. Default: https://localhost:3000
  OFFICE_JS      cdn: the pages load Office.js from Microsoft (default)
                 self: a copy of Office.js lies beside them, for networks without internet`;

/** @param text the value of OFFICE_JS @throws Error for a word that is neither */
export function readOfficeJs(text = 'cdn') {
  if (text !== 'cdn' && text !== 'self') throw new Error(`OFFICE_JS is cdn or self, not ${text}`);
  return text;
}

/** The folder that pages load Office.js from: an address, or null where it is their own. */
const foreignFolder = (officeJs) => (officeJs === 'cdn' ? officeJsFolder : null);

function bundle(entryPoints, format, { into, folder }) {
  return build({
    absWorkingDir: root,
    entryPoints: entryPoints.map((name) => `addin/${name}`),
    outdir: into,
    bundle: true,
    format,
    target: 'es2022',
    charset: 'utf8',
    // Names stay, so that a stack trace can be read; the maps bring the lines.
    minifyWhitespace: true,
    minifySyntax: true,
    sourcemap: 'linked',
    legalComments: 'none',
    define: { officeJsFolder: JSON.stringify(folder) },
    metafile: true,
    logLevel: 'warning',
  });
}

function writePages(into, { folder, policy }) {
  for (const name of pages) {
    const html = readFileSync(join(here, name), 'utf8')
      .replace('{{policy}}', () => policy)
      .replace('{{office.js}}', () => `${folder}office.js`);
    writeFileSync(join(into, name), html);
  }
}

const inHeaderLines = (headers) =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('');

/** Each file below a folder with its size in bytes, by path. */
function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: relative(folder, path).replaceAll('\\', '/'), bytes: statSync(path).size }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * Builds the add-in. What was in the folder before is gone.
 * @param options.origin as `readOrigin` gives it
 * @param options.officeJs `cdn` or `self`
 * @param options.into the folder
 * @returns its files with their sizes in bytes
 */
export async function buildAddIn({ origin, officeJs, into }) {
  const foreign = foreignFolder(officeJs);
  const folder = foreign ?? ownFolder;
  rmSync(into, { recursive: true, force: true });
  mkdirSync(join(into, 'icons'), { recursive: true });
  const modules = await bundle(['taskpane.ts', 'commands.ts', 'notice.ts'], 'esm', { into, folder });
  await bundle(['trusted-types.ts'], 'iife', { into, folder });
  for (const name of ['old-browser.js', 'pages.css']) cpSync(join(here, name), join(into, name));
  writePages(into, { folder, policy: contentSecurityPolicy(foreign) });
  const icons = join(root, 'manifests', 'icons');
  for (const name of readdirSync(icons).filter((file) => file.endsWith('.png')))
    cpSync(join(icons, name), join(into, 'icons', name));
  for (const [name, text] of Object.entries(makeManifests(origin))) writeFileSync(join(into, name), text);
  if (!foreign) copyOfficeJs(join(into, ownFolder));
  const sources = Object.keys(modules.metafile.inputs);
  if (!foreign) sources.push(join(relative(root, installedOfficeJs), 'office.js'));
  writeFileSync(join(into, 'third-party-licences.txt'), licencesOf(sources, root));
  writeFileSync(join(into, 'headers.txt'), inHeaderLines(securityHeaders(foreign)));
  return filesIn(into);
}

/** The files as lines for a person; those of a folder as one. */
function summary(files) {
  const groups = new Map();
  for (const { path, bytes } of files) {
    const name = path.includes('/') ? `${path.slice(0, path.indexOf('/'))}/` : path;
    const group = groups.get(name) ?? { bytes: 0, count: 0 };
    groups.set(name, { bytes: group.bytes + bytes, count: group.count + 1 });
  }
  return [...groups].map(([name, { bytes, count }]) => {
    const size = `${Math.ceil(bytes / 1024)} KB`.padStart(9);
    return `${size}  ${name}${count > 1 ? ` (${count} files)` : ''}`;
  });
}

async function main() {
  const { values } = parseArgs({ options: { help: { type: 'boolean' } } });
  if (values.help) return console.log(usage);
  const origin = readOrigin(process.env.ADDIN_ORIGIN);
  const officeJs = readOfficeJs(process.env.OFFICE_JS);
  const files = await buildAddIn({ origin, officeJs, into: join(root, 'out', 'addin') });
  console.log([`out/addin, to be hosted at ${origin}:`, ...summary(files)].join('\n'));
  console.log(
    officeJs === 'cdn'
      ? `Office.js comes from ${officeJsFolder}; OFFICE_JS=self puts a copy beside the pages.`
      : 'Office.js is a copy beside the pages: nothing is loaded from anywhere else.',
  );
  console.log('headers.txt says which headers to send with every file.');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main().catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
