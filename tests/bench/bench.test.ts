/** The benchmark runs, and its contestants read the same: how quickly is for `npm run bench` to say. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/libreoffice.js';

interface Contestant {
  readonly name: string;
  readonly title: string;
  readonly kind: 'floor' | 'own' | 'peer';
  readonly missing?: string;
  readonly failed?: string;
  readonly rounds?: number;
  readonly cells?: number | null;
  readonly quirk?: string;
}

interface Run {
  readonly files: number;
  readonly threads: number;
  readonly failed?: string;
  readonly submissions: number;
  readonly maxRss: number;
}

interface Figures {
  readonly reading: readonly Contestant[];
  readonly consolidations: readonly Run[];
  readonly paintings: readonly Run[];
  readonly targets: readonly { readonly what: string; readonly shown: string }[];
}

test('the quick run reports every contestant, and all that read cells see the same ones', async () => {
  const json = join(temporaryFolder(), 'figures.json');
  const script = join(import.meta.dirname, 'bench.mjs');
  const args = [script, '--quick', '--no-install', '--json', json];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const { reading, consolidations, paintings, targets } = JSON.parse(readFileSync(json, 'utf8')) as Figures;

  expect(reading.map(({ name }) => name)).toEqual([
    'floor',
    'floor-needed',
    'read',
    'check',
    'sheetjs',
    'exceljs',
    'openpyxl',
    'openpyxl-read-only',
  ]);
  // Peers that are no dependency may be absent, and then the reason is given; nobody fails.
  const absent = reading.filter(({ missing }) => missing !== undefined);
  expect(absent.filter(({ name }) => !/exceljs|openpyxl/.test(name))).toEqual([]);
  const present = reading.filter((contestant) => !absent.includes(contestant));
  expect(present.filter(({ rounds, failed }) => rounds !== 1 || failed !== undefined)).toEqual([]);

  const cells = new Map(present.map(({ name, cells: count }) => [name, count]));
  const ours = cells.get('read')!;
  expect(ours).toBeGreaterThan(10_000);
  const alike = present.filter(({ cells: count, quirk }) => typeof count === 'number' && quirk === undefined);
  expect(new Set(alike.map(({ cells: count }) => count))).toEqual(new Set([ours]));
  expect(alike.length).toBeGreaterThanOrEqual(2);

  expect(consolidations.length).toBeGreaterThanOrEqual(1);
  for (const run of [...consolidations, ...paintings]) {
    expect(run.failed).toBeUndefined();
    expect(run.submissions).toBe(run.files);
    expect(run.maxRss).toBeGreaterThan(0);
  }
  for (const { title } of reading) expect(stdout).toContain(title);
  for (const { what, shown } of targets) expect(stdout).toContain(`${what}: ${shown}`);
});
