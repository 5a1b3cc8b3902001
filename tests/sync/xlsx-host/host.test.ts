/** What is particular to .xlsx files as a host: the file on the disk, its backup, and what stops a painting. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildUnitWorkbook, HostError, nispPlan, parsePeriod, type Blueprint } from '../../../core/index.js';
import { xlsxHost } from '../../../sync/xlsx-host/host.js';
import { orderSheets } from '../../../sync/xlsx-host/edit/order.js';
import { paintWorkbook } from '../../../sync/xlsx-host/paint/paint.js';
import { readWorkbook } from '../../../sync/xlsx-host/read/read.js';
import { sheetNames } from '../../../sync/xlsx-host/package/workbook-part.js';
import { temporaryFolder } from '../../support/libreoffice.js';
import {
  changedParts,
  foreignWorkbook,
  main,
  office,
  packageOf,
  partNames,
  partOf,
  sameBytes,
} from './edit/support.js';

const build = (more: Partial<Parameters<typeof buildUnitWorkbook>[0]> = {}): Blueprint =>
  buildUnitWorkbook({ plan: nispPlan, unit: 'sindh', period: parsePeriod('2019-Q1')!, ...more });
const handedOut = build();
const filled = build({ entries: new Map([['12', { status: 'Completed', progress: 1 }]]) });
const ours = handedOut.worksheets.map(({ name }) => name);

let foreign: Uint8Array;
let paintedBytes: Uint8Array;
beforeAll(async () => {
  foreign = await foreignWorkbook();
  ({ bytes: paintedBytes } = await paintWorkbook(handedOut));
});

const newPath = () => join(temporaryFolder(), 'workbook.xlsx');
const filesBeside = (path: string) => readdirSync(dirname(path)).sort();
const failure = async (action: Promise<unknown>): Promise<HostError> => {
  const outcome = await action.catch((error: unknown) => error);
  if (!(outcome instanceof HostError))
    throw new Error('It did not fail with a HostError', { cause: outcome });
  return outcome;
};

describe('a file that is not there', () => {
  it('is painted, in folders that are made for it', async () => {
    const path = join(temporaryFolder(), 'a', 'b', 'workbook.xlsx');
    expect(await xlsxHost(path).paint(handedOut)).toEqual({
      painted: ours,
      untouched: [],
      omitted: [],
      calls: 2,
    });
    expect(sameBytes(readFileSync(path), paintedBytes)).toBe(true);
    expect(filesBeside(path)).toEqual(['workbook.xlsx']);
  });
  it('is not read', async () => {
    expect(await failure(xlsxHost(newPath()).read())).toMatchObject({ code: 'not-found' });
  });
});

describe('a file that is there', () => {
  it('is replaced and kept beside, once', async () => {
    const path = newPath();
    const host = xlsxHost(path);
    await host.paint(handedOut);
    expect((await host.paint(filled)).calls).toBe(2);
    expect(filesBeside(path)).toEqual(['workbook.backup.xlsx', 'workbook.xlsx']);
    const backup = () => readFileSync(join(dirname(path), 'workbook.backup.xlsx'));
    expect(sameBytes(backup(), paintedBytes)).toBe(true);
    // The same again is not written, so that the backup stays what it is worth.
    expect((await host.paint(filled)).calls).toBe(1);
    expect(sameBytes(backup(), paintedBytes)).toBe(true);
  });
  it('keeps a person’s sheets, names and formats part by part', async () => {
    const path = newPath();
    writeFileSync(path, foreign);
    expect(await xlsxHost(path).paint(filled)).toMatchObject({ untouched: ['Own', 'Second'] });
    const after = readFileSync(path);
    expect(changedParts(foreign, after).filter((name) => partNames(foreign).includes(name))).toEqual([
      '[Content_Types].xml',
      'xl/_rels/workbook.xml.rels',
      'xl/styles.xml',
      'xl/workbook.xml',
    ]);
    expect(partOf(after, 'xl/worksheets/sheet1.xml')).toBe(partOf(foreign, 'xl/worksheets/sheet1.xml'));
    const result = readWorkbook(after);
    expect(result.ok && result.snapshot.definedNames.map(({ name }) => name)).toContain('Mine');
  });
  it('keeps a chart that has a tab of its own, and a name that a person gave to a cell of ours', async () => {
    const path = newPath();
    const chartSheet = `<chartsheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"/></sheetViews></chartsheet>`;
    const parts = new Map(
      partNames(paintedBytes).map((name): [string, string] => [name, partOf(paintedBytes, name)]),
    );
    const put = (name: string, before: string, added: string) => {
      parts.set(name, parts.get(name)!.replace(before, added + before));
    };
    parts.set('xl/chartsheets/sheet1.xml', chartSheet);
    put(
      '[Content_Types].xml',
      '</Types>',
      '<Override PartName="/xl/chartsheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.chartsheet+xml"/>',
    );
    put(
      'xl/_rels/workbook.xml.rels',
      '</Relationships>',
      `<Relationship Id="rIdChart" Type="${office}/chartsheet" Target="chartsheets/sheet1.xml"/>`,
    );
    put('xl/workbook.xml', '</sheets>', '<sheet name="Diagram" sheetId="77" r:id="rIdChart"/>');
    put('xl/workbook.xml', '</definedNames>', '<definedName name="Mine">\'Matrix\'!$F$9</definedName>');
    writeFileSync(path, packageOf(Object.fromEntries(parts)));
    expect(await xlsxHost(path).paint(filled)).toMatchObject({ painted: ours, untouched: ['Diagram'] });
    const after = readFileSync(path);
    expect(sheetNames(after)).toEqual([...ours, 'Diagram']);
    expect(partOf(after, 'xl/chartsheets/sheet1.xml')).toBe(chartSheet);
    const result = readWorkbook(after);
    expect(result.ok && result.snapshot.definedNames).toContainEqual({
      name: 'Mine',
      refersTo: "'Matrix'!$F$9",
    });
  });
  it('that is no workbook is refused with the reason, and left alone', async () => {
    const path = newPath();
    writeFileSync(path, '%PDF-1.7 not a workbook');
    for (const action of [xlsxHost(path).read(), xlsxHost(path).paint(handedOut)]) {
      const { code, message, touched } = await failure(action);
      expect({ code, touched }).toEqual({ code: 'not-a-workbook', touched: [] });
      expect(message).toContain(path);
      expect(message).toMatch(/PDF/);
    }
    expect(readFileSync(path, 'utf8')).toBe('%PDF-1.7 not a workbook');
    expect(filesBeside(path)).toEqual(['workbook.xlsx']);
  });
  it('that changed since it was read is not painted over', async () => {
    const path = newPath();
    const host = xlsxHost(path);
    await host.paint(handedOut);
    await host.read();
    await xlsxHost(path).paint(filled);
    const between = readFileSync(path);
    expect(await failure(host.paint(handedOut))).toMatchObject({ code: 'changed', touched: [] });
    expect(sameBytes(readFileSync(path), between)).toBe(true);
    await host.read();
    await host.paint(handedOut);
    expect(sameBytes(readFileSync(path), paintedBytes)).toBe(true);
  });
  it.each(['~$workbook.xlsx', '.~lock.workbook.xlsx#'])(
    'that is open (%s) is not painted over',
    async (lock) => {
      const path = newPath();
      const host = xlsxHost(path);
      await host.paint(handedOut);
      const beside = join(dirname(path), lock);
      writeFileSync(beside, '');
      expect(await failure(host.paint(filled))).toMatchObject({ code: 'in-use', touched: [] });
      expect(sameBytes(readFileSync(path), paintedBytes)).toBe(true);
      rmSync(beside);
      await host.paint(filled);
      expect(sameBytes(readFileSync(path), paintedBytes)).toBe(false);
    },
  );
});

describe('a disk that fails', () => {
  it('leaves the file as it was when the backup cannot be written', async () => {
    const path = newPath();
    const host = xlsxHost(path);
    await host.paint(handedOut);
    const inTheWay = join(dirname(path), 'workbook.backup.xlsx');
    mkdirSync(inTheWay);
    expect((await failure(host.paint(filled))).touched).toEqual([]);
    expect(sameBytes(readFileSync(path), paintedBytes)).toBe(true);
    expect(filesBeside(path)).toEqual(['workbook.backup.xlsx', 'workbook.xlsx']);
    rmdirSync(inTheWay);
    await host.paint(filled);
    expect(sameBytes(readFileSync(path), paintedBytes)).toBe(false);
  });
  it('writes nothing where a folder has the file’s name', async () => {
    const path = newPath();
    mkdirSync(path);
    expect(await failure(xlsxHost(path).paint(handedOut))).toMatchObject({
      code: 'not-readable',
      touched: [],
    });
    expect(filesBeside(path)).toEqual(['workbook.xlsx']);
  });
  it('writes nothing where the folder is a file', async () => {
    const folder = newPath();
    writeFileSync(folder, '');
    const path = join(folder, 'workbook.xlsx');
    expect(await failure(xlsxHost(path).paint(handedOut))).toMatchObject({ touched: [] });
    expect(existsSync(path)).toBe(false);
  });
});

describe('the order of sheets', () => {
  it('is put back among a person’s own, with the names of each sheet', async () => {
    const path = newPath();
    writeFileSync(path, foreign);
    const host = xlsxHost(path);
    await host.paint(handedOut);
    const before = readFileSync(path);
    const shuffled = ['Matrix', 'Own', '_nisp', 'Findings', 'Second', 'Guide', 'Lists', 'Roll-up'];
    const moved = orderSheets(before, shuffled);
    expect(sheetNames(moved)).toEqual(shuffled);
    expect(changedParts(before, moved)).toEqual(['xl/workbook.xml']);
    const scopes = (bytes: Uint8Array) =>
      Array.from(
        partOf(bytes, 'xl/workbook.xml').matchAll(/<definedName [^>]*localSheetId="(\d+)"[^>]*>([^<]*)</g),
        ([, scope, refersTo]) => [sheetNames(bytes)[Number(scope)], refersTo!],
      );
    expect(scopes(moved).sort()).toEqual(scopes(before).sort());
    for (const [sheet, refersTo] of scopes(moved)) expect(refersTo).toContain(`'${sheet!}'!`);

    writeFileSync(path, moved);
    await host.read();
    await host.paint(handedOut);
    expect(sheetNames(readFileSync(path))).toEqual([
      'Guide',
      'Own',
      'Matrix',
      'Roll-up',
      'Second',
      'Findings',
      'Lists',
      '_nisp',
    ]);
  });
  it('names each sheet once', () => {
    expect(sameBytes(orderSheets(paintedBytes, ours), paintedBytes)).toBe(true);
    expect(() => orderSheets(paintedBytes, ours.slice(1))).toThrow(/each sheet once/);
    expect(() => orderSheets(paintedBytes, [...ours.slice(1), 'Absent'])).toThrow(/no worksheet named/);
  });
});
