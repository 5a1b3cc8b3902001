// The package as others install it: what is in it, that its types hold, and that it runs with nothing but its dependencies.
import { execFile } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'nisp-package-'));
const modules = join(folder, 'node_modules');
const installed = join(modules, 'nisp-matrix');

interface Manifest {
  readonly version: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
}
const manifestIn = (path: string) => JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as Manifest;
const link = (target: string, path: string) => {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path);
};

/** Packs what is built and unpacks it as npm installs it, with the dependencies that it names and no others. */
beforeAll(async () => {
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  const { stdout } = await run('npm', args, { cwd: root });
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  mkdirSync(installed, { recursive: true });
  await run('tar', ['-xzf', join(folder, filename), '-C', installed, '--strip-components=1']);
  const { bin, dependencies } = manifestIn(installed);
  for (const name of [...Object.keys(dependencies), '@types/node']) {
    link(join(root, 'node_modules', name), join(modules, name));
  }
  for (const [name, path] of Object.entries(bin)) {
    chmodSync(join(installed, path), 0o755);
    link(join(installed, path), join(modules, '.bin', name));
  }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module', private: true }));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

it('has the built core and sync in it, and the few files that every package has', () => {
  expect(readdirSync(installed).sort()).toEqual(
    ['CHANGELOG.md', 'LICENSE', 'README.md', 'dist', 'package.json'].sort(),
  );
  expect(readdirSync(join(installed, 'dist')).sort()).toEqual(['core', 'sync']);
  const built = readdirSync(join(installed, 'dist'), { recursive: true, withFileTypes: true });
  const strange = built.filter((entry) => entry.isFile() && !/\.(js|d\.ts|json)$/.test(entry.name));
  expect(strange.map(({ name }) => name)).toEqual([]);
});

/** Somebody's program: it syncs two files, and would sync a file with a spreadsheet. */
const consumer = `
import { buildUnitWorkbook, HostError, nispPlan, parsePeriod, type Plan } from 'nisp-matrix/core';
import {
  applicationDefaultAccess,
  changeableFile,
  changeableSpreadsheet,
  connectSheets,
  createSpreadsheet,
  loadSources,
  paintWorkbook,
  parsePlace,
  planWorkbooks,
  sheetsHost,
  syncWorkbooks,
  writeWhole,
  type ChangeableWorkbook,
  type SheetsConnection,
  type SyncResult,
} from 'nisp-matrix/sync';
import { createRequire } from 'node:module';

const plan: Plan = nispPlan;
const period = parsePeriod('2019-Q1');
if (!period) throw new Error('No quarter');

export async function syncWithSheet(path: string, address: string): Promise<SyncResult> {
  const place = parsePlace(address);
  if (!place.ok || place.place.kind !== 'sheet') throw new HostError('not-found', address);
  const connection: SheetsConnection = connectSheets({
    access: applicationDefaultAccess(),
    onWait: ({ seconds, reason }) => console.error(seconds.toFixed(), reason),
  });
  const pair: [ChangeableWorkbook, ChangeableWorkbook] = [
    changeableFile(path),
    changeableSpreadsheet(connection, place.place.id),
  ];
  return syncWorkbooks(pair, { plan, prefer: 0 });
}
export const handOut = async (connection: SheetsConnection): Promise<string> => {
  const { id, url } = await createSpreadsheet(connection, 'NISP 2019-Q1 Punjab');
  await sheetsHost(connection, id).paint(buildUnitWorkbook({ plan, unit: 'punjab', period }));
  return url;
};
// A type that got lost would be any, and fit everything.
// @ts-expect-error
export const notNumbers: number = nispPlan.units;
// @ts-expect-error
export const noText = async (connection: SheetsConnection): Promise<string> => connection.get('', { fields: '' });
export const sources = loadSources('{"units":{}}', { plan, folder: '.' });

const { bytes } = await paintWorkbook(buildUnitWorkbook({ plan, unit: 'punjab', period }));
for (const path of ['a.xlsx', 'b.xlsx']) await writeWhole(path, bytes, { replace: false });
const pair = [changeableFile('a.xlsx'), changeableFile('b.xlsx')] as const;
const { planned } = await planWorkbooks(pair, { plan });
const result = await syncWorkbooks(pair, { plan });
const loaded = Object.keys(createRequire(import.meta.url).cache).filter((path) => /google/.test(path));
console.log(JSON.stringify({ isPlanned: planned.ok, kind: result.kind, google: loaded.length }));
`;

it('type-checks in somebody’s strict program, which runs and loads nothing of Google’s for files', async () => {
  writeFileSync(join(folder, 'consumer.ts'), consumer);
  const options = [
    ...['--module', 'nodenext', '--target', 'es2023', '--types', 'node'],
    ...['--strict', '--exactOptionalPropertyTypes'],
    // Google's declarations alone would take ten seconds to check; ours are checked when they are built.
    '--skipLibCheck',
  ];
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  await run(process.execPath, [compiler, ...options, 'consumer.ts'], { cwd: folder });
  const { stdout } = await run(process.execPath, ['consumer.js'], { cwd: folder });
  expect(JSON.parse(stdout)).toEqual({ isPlanned: true, kind: 'synced', google: 0 });
});

it('has a command line that npx finds', async () => {
  const npx = (...args: string[]) => run('npx', ['--no', '--offline', 'nisp', ...args], { cwd: folder });
  const { stdout } = await npx('--help');
  expect(stdout).toContain('sync');
  expect((await npx('--version')).stdout.trim()).toBe(manifestIn(root).version);
});
