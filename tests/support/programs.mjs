// The programs that the tests look through: LibreOffice opens our workbooks, poppler makes pictures of their pages, Chromium shows the panel.
import { execFile } from 'node:child_process';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What each program is called on the search path, and where installers put it without telling the search path. */
const programs = {
  soffice: {
    names: ['soffice'],
    places: [
      '/Applications/LibreOffice.app/Contents/MacOS/soffice',
      'C:\\Program Files\\LibreOffice\\program\\soffice.exe',
    ],
  },
  pdftoppm: { names: ['pdftoppm'], places: [] },
  chromium: {
    names: ['chromium', 'chromium-browser', 'google-chrome', 'chrome'],
    places: [
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
      'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
    ],
  },
};

/** What to install for each program, on Debian and its kin. */
export const debianPackages = {
  soffice: 'libreoffice-calc-nogui',
  pdftoppm: 'poppler-utils',
  chromium: 'chromium',
};

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The path of a program, or null where it is not installed. */
export function findProgram(name) {
  const endings = process.platform === 'win32' ? ['.exe', '.com'] : [''];
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) =>
      programs[name].names.flatMap((file) => endings.map((ending) => join(folder, file + ending))),
    );
  return [...onPath, ...programs[name].places].find(isProgram) ?? null;
}

/** The path of a program. @throws Error that says what to install */
export function program(name) {
  const path = findProgram(name);
  if (path) return path;
  const packages = Object.values(debianPackages).join(' ');
  throw new Error(
    `${name} is not installed. On Debian or Ubuntu: apt-get install --no-install-recommends ${packages}. ` +
      'Elsewhere: node tests/support/install.mjs says what to install.',
  );
}

const filters = {
  xlsx: 'xlsx:Calc MS Excel 2007 XML',
  ods: 'ods:calc8',
  pdf: 'pdf:calc_pdf_Export',
  // Comma, double quote, UTF-8, values as shown, every worksheet into a file of its own.
  csv: 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1',
};

/**
 * LibreOffice keeps the values it finds in an .xlsx file unless its profile says otherwise: 0 always, 1 never.
 * A profile that says it was set up already is not furnished anew over what has been put into it.
 */
function profileWith(recalculate) {
  const item = (path, name, value) =>
    `<item oor:path="${path}"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`;
  const load = '/org.openoffice.Office.Calc/Formula/Load';
  const mode = recalculate ? 0 : 1;
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry"' +
    ' xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    item(load, 'OOXMLRecalcMode', mode) +
    item(load, 'ODFRecalcMode', mode) +
    item('/org.openoffice.Setup/Office', 'ooSetupInstCompleted', true) +
    '</oor:items>\n'
  );
}

/** One LibreOffice at a time in this process. */
let turn = Promise.resolve();

/**
 * Starts LibreOffice, with a profile of its own: two with one profile refuse to work, and one person's settings change
 * results.
 * @param furnish puts more into the profile's folder
 * @returns what it said
 */
async function runOffice(argumentsOf, { recalculate, furnish = () => {} }) {
  const soffice = program('soffice');
  const earlier = turn;
  let finished = () => {};
  turn = new Promise((resolve) => {
    finished = resolve;
  });
  const profile = mkdtempSync(join(tmpdir(), 'nisp-libreoffice-'));
  try {
    await earlier;
    mkdirSync(join(profile, 'user'));
    writeFileSync(join(profile, 'user', 'registrymodifications.xcu'), profileWith(recalculate));
    furnish(join(profile, 'user'));
    const settings = [
      `-env:UserInstallation=${pathToFileURL(profile).href}`,
      '--headless',
      '--norestore',
      '--nolockcheck',
    ];
    const { stdout, stderr } = await run(soffice, [...settings, ...argumentsOf], {
      timeout: 120_000,
      maxBuffer: 16 * 1024 * 1024,
    });
    return stdout + stderr;
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    finished();
  }
}

/**
 * Has LibreOffice open files and save them in another format.
 * @returns the files it wrote, in the order of `files` (csv: one for each worksheet, the names ending in `-<worksheet>`)
 */
export async function convertFiles(files, to, { recalculate, into }) {
  const stems = files.map((file) => basename(file, extname(file)));
  if (new Set(stems).size < stems.length)
    throw new Error(`Two of the files have one name: ${stems.join(', ')}`);
  const said = await runOffice(['--convert-to', filters[to], '--outdir', into, ...files], { recalculate });
  const written = readdirSync(into);
  return stems.flatMap((stem, index) => {
    const own = written.filter((name) =>
      to === 'csv' ? name.startsWith(`${stem}-`) && name.endsWith('.csv') : name === `${stem}.${to}`,
    );
    // It ends well even when it could not read a file.
    if (own.length === 0) throw new Error(`LibreOffice made no ${to} of ${files[index]}: ${said}`);
    return own.sort().map((name) => join(into, name));
  });
}

const xmlText = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Runs a StarBasic module in LibreOffice: its `Sub Main`. The module has to close the program itself. */
export async function runBasic(module, { recalculate }) {
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
  const library = 'xmlns:library="http://openoffice.org/2000/library" library:name="Standard"';
  await runOffice(['macro:///Standard.Module.Main'], {
    recalculate,
    furnish(user) {
      const folder = join(user, 'basic', 'Standard');
      mkdirSync(folder, { recursive: true });
      const put = (path, xml) => {
        writeFileSync(path, declaration + xml);
      };
      put(
        join(user, 'basic', 'script.xlc'),
        '<library:libraries xmlns:library="http://openoffice.org/2000/library">' +
          `<library:library ${library} library:link="false"/></library:libraries>`,
      );
      put(
        join(folder, 'script.xlb'),
        `<library:library ${library} library:readonly="false" library:passwordprotected="false">` +
          '<library:element library:name="Module"/></library:library>',
      );
      put(
        join(folder, 'Module.xba'),
        '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module"' +
          ` script:language="StarBasic">${xmlText(module)}</script:module>`,
      );
    },
  });
}

/** Makes a PNG of each page of a PDF. @returns their paths, first page first */
export async function pagesOf(pdf, { into, dpi }) {
  const pdftoppm = program('pdftoppm');
  if (!existsSync(pdf)) throw new Error(`There is no ${pdf}`);
  const stem = basename(pdf, extname(pdf));
  await run(pdftoppm, ['-r', String(dpi), '-png', pdf, join(into, stem)], { timeout: 120_000 });
  const isPage = (name) => name.startsWith(`${stem}-`) && /^\d+\.png$/.test(name.slice(stem.length + 1));
  // pdftoppm pads the numbers to one width, so names sort as pages do.
  return readdirSync(into)
    .filter(isPage)
    .sort()
    .map((name) => join(into, name));
}
