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

interface Merge {
  readonly failed?: string;
  readonly merges: number;
  readonly kinds: readonly { readonly edits: number; readonly conflicts: number; readonly lost: number }[];
}

interface Figures {
  readonly reading: readonly Contestant[];
  readonly consolidations: readonly Run[];
  readonly paintings: readonly Run[];
  readonly sheets: Readonly<Record<'sheets' | 'read' | 'requests' | 'breaches' | 'callsOfSheet', number>>;
  readonly merges: readonly [ours: Merge, daff: Merge];
  readonly targets: readonly { readonly what: string; readonly shown: string }[];
}

test('the quick run reports every contestant, and all that read cells see the same ones', async () => {
  const json = join(temporaryFolder(), 'figures.json');
  const script = join(import.meta.dirname, 'bench.mjs');
  const args = [script, '--quick', '--no-install', '--json', json];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const { reading, consolidations, paintings, sheets, merges, targets } = JSON.parse(
    readFileSync(json, 'utf8'),
  ) as Figures;

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
  expect(sheets).toMatchObject({ sheets: 4, read: 4, requests: 8, breaches: 0, callsOfSheet: 2 });

  const [own, daff] = merges;
  expect([own.failed, daff.failed]).toEqual([undefined, undefined]);
  expect(own.kinds.map(({ lost }) => lost)).toEqual([0, 0, 0, 0, 0]);
  // Where rows and columns are all there, the two find the same conflicts: they were given the same.
  const conflicts = ({ kinds }: Merge) => kinds.map(({ conflicts: count }) => count);
  expect(conflicts(daff).slice(0, 3)).toEqual(conflicts(own).slice(0, 3));
  expect(Math.min(...conflicts(own))).toBeGreaterThan(0);

  for (const { title } of reading) expect(stdout).toContain(title);
  for (const { what, shown } of targets) expect(stdout).toContain(`${what}: ${shown}`);
});
