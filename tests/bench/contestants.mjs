// Who reads the workbooks in the benchmark: the bare floor, this project, and its peers, which are installed on demand.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { version as sheetjsVersion } from '@e965/xlsx';
import { temporary } from './places.mjs';

const succeeds = (command, args, options = {}) =>
  spawnSync(command, args, { stdio: 'ignore', ...options }).status === 0;
const reader = (name) => [process.execPath, [join(import.meta.dirname, 'reader.mjs'), name]];

const exceljsVersion = '4.4.0';
const exceljsFolder = join(temporary, `exceljs-${exceljsVersion}`);
const exceljsModule = join(exceljsFolder, 'node_modules', 'exceljs');

/** Puts exceljs into a folder of its own. @returns what is missing, in words, or null */
function findExceljs(mayInstall) {
  if (existsSync(join(exceljsModule, 'package.json'))) return null;
  if (!mayInstall) return 'not installed, and this run installs nothing (npm run bench without --no-install)';
  mkdirSync(exceljsFolder, { recursive: true });
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const args = ['install', '--prefix', exceljsFolder, '--ignore-scripts', '--no-audit', '--no-fund'];
  return succeeds(npm, [...args, `exceljs@${exceljsVersion}`])
    ? null
    : `could not be installed; by hand: npm ${args.join(' ')} exceljs@${exceljsVersion}`;
}

const pythonFolder = join(temporary, 'python');
const pythonPackages = join(pythonFolder, 'usr', 'lib', 'python3', 'dist-packages');
/** openpyxl and what it needs to read. */
const debianPackages = ['python3-openpyxl', 'python3-et-xmlfile', 'python3-jdcal'];

/** Pythons that may have openpyxl: the person's own, and the system's with the packages unpacked for the benchmark. */
const pythons = [
  { command: 'python3', env: process.env },
  { command: '/usr/bin/python3', env: process.env },
  { command: '/usr/bin/python3', env: { ...process.env, PYTHONPATH: pythonPackages } },
];
const findPython = () =>
  pythons.find(({ command, env }) => succeeds(command, ['-c', 'import openpyxl'], { env }));

/** Unpacks Debian's packages into a folder of their own. @returns what is missing, in words, or null */
function findOpenpyxl(mayInstall) {
  if (findPython()) return null;
  if (!mayInstall) return 'not installed, and this run installs nothing (npm run bench without --no-install)';
  const byHand = 'install it with apt-get install python3-openpyxl, or pip install openpyxl';
  mkdirSync(pythonFolder, { recursive: true });
  const fetch = () => succeeds('apt-get', ['-q', 'download', ...debianPackages], { cwd: pythonFolder });
  // A fresh image has no package lists yet; only root may get them.
  const isFetched = fetch() || (process.getuid?.() === 0 && succeeds('apt-get', ['-q', 'update']) && fetch());
  if (!isFetched) return byHand;
  for (const name of readdirSync(pythonFolder).filter((file) => file.endsWith('.deb'))) {
    succeeds('dpkg-deb', ['-x', join(pythonFolder, name), pythonFolder]);
  }
  return findPython() ? null : byHand;
}

function pythonReader(mode) {
  const { command, env } = findPython();
  return [command, [join(import.meta.dirname, 'openpyxl_reader.py'), mode], env];
}

/**
 * The contestants in the order of the table. `quirk` says why one sees other cells than the rest; `missing` says what to install, or is null; `start` gives the command, its
 * arguments and its environment, for a reader that speaks the protocol of `reader.mjs`.
 */
export const contestants = [
  { name: 'floor', title: 'Floor: unzip + SAX, all parts', kind: 'floor', start: () => reader('floor') },
  {
    name: 'floor-needed',
    title: 'Floor: only the parts we need',
    kind: 'floor',
    start: () => reader('floor-needed'),
  },
  { name: 'read', title: 'NISP Matrix: read', kind: 'own', start: () => reader('read') },
  { name: 'check', title: 'NISP Matrix: read + check', kind: 'own', start: () => reader('check') },
  {
    name: 'sheetjs',
    title: `SheetJS ${sheetjsVersion}`,
    kind: 'peer',
    start: () => reader('sheetjs'),
  },
  {
    name: 'exceljs',
    title: `exceljs ${exceljsVersion}`,
    kind: 'peer',
    quirk: 'it loses the result of a formula where that is 0',
    missing: findExceljs,
    start: () => reader('exceljs'),
  },
  {
    name: 'openpyxl',
    title: 'openpyxl',
    kind: 'peer',
    missing: findOpenpyxl,
    start: () => pythonReader('whole'),
  },
  {
    name: 'openpyxl-read-only',
    title: 'openpyxl, read-only mode',
    kind: 'peer',
    missing: findOpenpyxl,
    start: () => pythonReader('read-only'),
  },
].map(({ missing = () => null, ...contestant }) => ({ ...contestant, missing }));

/** exceljs, once `missing` has found or installed it. */
export const loadExceljs = () => createRequire(join(exceljsFolder, 'index.js'))('exceljs');
