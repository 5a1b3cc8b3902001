/** Single cells of a person's file are changed, all or none, and nothing else in it is. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cellAddress,
  type CellBefore,
  type CellChange,
  type HostError,
  type NewValue,
  type WorkbookSnapshot,
} from '../../../core/index.js';
import { backupPath, digestOf } from '../../../sync/files.js';
import { changeableFile } from '../../../sync/xlsx-host/changeable.js';
import { changeCells } from '../../../sync/xlsx-host/edit/change.js';
import { unaskedDifferences } from '../../../sync/xlsx-host/edit/verify.js';
import { openPackage } from '../../../sync/xlsx-host/package/zip.js';
import { readWorkbook } from '../../../sync/xlsx-host/read/read.js';
import { contentsOf, newFolder } from '../files/folder.js';
import { crowdedWorkbook } from './crowded-workbook.js';
import { changedParts, foreignWorkbook, handmade, partOf, sameBytes } from './edit/support.js';
import { contentTypes, partsWith, relationships, worksheet, xlsx } from './read/workbook.js';

function snapshotOf(bytes: Uint8Array): WorkbookSnapshot {
  const result = readWorkbook(bytes);
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.snapshot;
}
/** What a cell holds. */
function at(snapshot: WorkbookSnapshot, name: string, address: string): CellBefore {
  const sheet = snapshot.worksheets.find((candidate) => candidate.name === name)!;
  const cells = sheet.rows.flatMap(({ row, cells }) =>
    cells.map((cell) => ({ address: cellAddress(row, cell.column), cell })),
  );
  const found = cells.find((candidate) => candidate.address === address)?.cell;
  return { content: found?.content ?? null, formula: found?.formula ?? null };
}
/** Changes that say rightly what the cells held. */
function changesOf(bytes: Uint8Array, wanted: Readonly<Record<string, NewValue>>): CellChange[] {
  const snapshot = snapshotOf(bytes);
  return Object.entries(wanted).map(([place, value]) => {
    const [name, range] = place.split('!') as [string, string];
    return { worksheet: name, range, value, before: at(snapshot, name, range) };
  });
}
function fileWith(bytes: Uint8Array): { folder: string; path: string } {
  const folder = newFolder();
  const path = join(folder, 'punjab.xlsx');
  writeFileSync(path, bytes);
  return { folder, path };
}
const failureOf = async (action: Promise<unknown>) =>
  (await action.then(
    () => new Error('It did not fail.'),
    (error: unknown) => error,
  )) as HostError;
const text = (value: string) => ({ kind: 'text', text: value }) as const;
const number = (value: number) => ({ kind: 'number', value }) as const;
const rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="inlineStr"><is><t>b</t></is></c></row>';
const small = handmade(worksheet(rows));

describe('reading', () => {
  it('gives the name, the digest and the snapshot', async () => {
    const { path } = fileWith(small);
    const file = changeableFile(path);
    expect(file.place).toBe(path);
    expect(file.copiesAtOnce).toBe(false);
    expect(await file.read()).toEqual({
      name: 'punjab.xlsx',
      snapshot: snapshotOf(small),
      hash: digestOf(small),
    });
  });
  it('of what cannot be read says why', async () => {
    const { folder, path } = fileWith(Buffer.from('%PDF-1.7'));
    expect(await failureOf(changeableFile(path).read())).toMatchObject({
      code: 'not-a-workbook',
      message: expect.stringMatching(/punjab\.xlsx: .*PDF/) as string,
    });
    expect(await failureOf(changeableFile(join(folder, 'nowhere.xlsx')).read())).toMatchObject({
      code: 'not-found',
    });
    expect(await failureOf(changeableFile(folder).read())).toMatchObject({ code: 'not-readable' });
  });
});

describe('changing', () => {
  it('writes what was asked and keeps the file before; the next change goes on from there', async () => {
    const { folder, path } = fileWith(small);
    const file = changeableFile(path);
    await file.requireChangeable();
    await file.read();
    const changes = changesOf(small, { 'Matrix!A1': '=1+1', 'Matrix!C7': { date: '2019-03-31' } });
    expect(await file.change(changes)).toEqual({ backup: backupPath(path), isOvertaken: false });
    expect(sameBytes(readFileSync(backupPath(path)), small)).toBe(true);
    const after = readFileSync(path);
    expect(at(snapshotOf(after), 'Matrix', 'A1')).toEqual({ content: text('=1+1'), formula: null });
    expect(at(snapshotOf(after), 'Matrix', 'C7')).toEqual({
      content: { kind: 'date', date: '2019-03-31' },
      formula: null,
    });
    await file.change(changesOf(after, { 'Matrix!B1': null }));
    expect(at(snapshotOf(readFileSync(path)), 'Matrix', 'B1').content).toBeNull();
    expect(sameBytes(readFileSync(backupPath(path)), after)).toBe(true);
    expect(readdirSync(folder)).toHaveLength(2);
  });
  it('nothing, or to what stands there, writes nothing', async () => {
    const { folder, path } = fileWith(small);
    const file = changeableFile(path);
    await file.read();
    const nothing = { backup: null, isOvertaken: false };
    expect(await file.change([])).toEqual(nothing);
    expect(
      await file.change(changesOf(small, { 'Matrix!A1': 1, 'Matrix!Z9': null, 'Matrix!Z8': '' })),
    ).toEqual(nothing);
    expect(Object.keys(contentsOf(folder))).toEqual(['punjab.xlsx']);
  });
  it('puts where it is asked what stood there before, as text where only a calculation makes it', () => {
    const copied = (place: string, range: string): CellChange => {
      const [change] = changesOf(crowdedWorkbook, { [place]: 'new' });
      return { ...change!, copyTo: { worksheet: 'pivot', range } };
    };
    const after = snapshotOf(
      changeCells('x.xlsx', crowdedWorkbook, [
        copied('Matrix!A2', 'C1'),
        copied('Matrix!B2', 'C2'),
        copied('Matrix!C2', 'C3'),
        copied('Matrix!A3', 'C4'),
        copied('Matrix!B3', 'C5'),
        copied('Matrix!C3', 'C6'),
        copied('Matrix!D2', 'C7'),
      ]),
    );
    const copies = ['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7'].map((cell) => at(after, 'Pivot', cell));
    expect(copies.map(({ content }) => content)).toEqual([
      { kind: 'date', date: '2019-03-31' },
      number(0.25),
      text('=B2*2'),
      text('rich text'),
      { kind: 'boolean', value: true },
      text('#REF!'),
      null,
    ]);
    expect(copies.filter(({ formula }) => formula !== null)).toEqual([]);
  });
  it('before it was read, or one cell twice, is a fault of the caller', async () => {
    const { path } = fileWith(small);
    const changes = changesOf(small, { 'Matrix!A1': 2 });
    await expect(changeableFile(path).change(changes)).rejects.toThrow(/was not read/);
    const again = { ...changes[0]!, worksheet: 'MATRIX', range: '$A$1' };
    expect(() => changeCells('x.xlsx', small, [...changes, again])).toThrow(/written twice/);
    expect(sameBytes(readFileSync(path), small)).toBe(true);
  });
  it('reads back any value, also such as nobody types', () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom(
        '=1',
        '+1',
        '-1',
        '@x',
        '\tx',
        ' x ',
        'a\r\nb',
        '_x0041_',
        '\u0000',
        '\ud800',
        'a_x000D_b',
      ),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer({ min: 61, max: 2_900_000 }),
      fc.boolean(),
      fc.constantFrom({ date: '2019-03-31' }, { date: '1900-03-01' }, { date: '2019-03-31T14:30' }),
      fc.constant(null),
    );
    const place = fc.constantFrom('Matrix!A1', 'Matrix!B1', 'Matrix!A2', 'Matrix!B2', 'Matrix!AA30');
    const given = handmade(
      worksheet(`${rows}<row r="2"><c r="A2" s="1"><v>43555</v></c><c r="B2" s="2"><v>0.5</v></c></row>`),
    );
    fc.assert(
      // It throws if a cell does not hold what was asked, or any other does not hold what it held.
      fc.property(fc.dictionary(place, value, { maxKeys: 5, noNullPrototype: true }), (wanted) => {
        const after = changeCells('x.xlsx', given, changesOf(given, wanted));
        expect(sameBytes(changeCells('x.xlsx', after, changesOf(after, wanted)), after)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});

describe('a cell that cannot be changed', () => {
  const crowded = (wanted: Readonly<Record<string, NewValue>>) => changesOf(crowdedWorkbook, wanted);
  it.each([
    ['A4', 5, 'other cells take their formula from it'],
    ['C5', 5, 'formula that fills several cells'],
    ['A1', 'Number', 'heading of a table'],
    ['B9', 'x', 'covered by a merged cell'],
    ['D1', { date: '1899-12-31x' }, 'cannot hold this date'],
    ['D1', 'x'.repeat(32_768), '32,767 characters'],
    ['A1:B2', 'x', 'not the address of a cell'],
  ])('%s is refused with a reason and advice, and no other is changed', async (range, value, reason) => {
    const { folder, path } = fileWith(crowdedWorkbook);
    const file = changeableFile(path);
    await file.read();
    const changes = crowded({ 'Matrix!A6': 'fine', [`Matrix!${range}`]: value });
    const failure = await failureOf(file.change(changes));
    expect(failure).toMatchObject({ code: 'not-writable', touched: [] });
    expect(failure.message).toMatch(
      new RegExp(
        `^${path}: Matrix!${range} cannot be changed: .*${reason}.*\\. Nothing was changed\\. .+, then try again\\.$`,
      ),
    );
    expect(Object.keys(contentsOf(folder))).toEqual(['punjab.xlsx']);
    expect(sameBytes(readFileSync(path), crowdedWorkbook)).toBe(true);
  });
  it('because its worksheet is not there is refused', () => {
    const [change] = crowded({ 'Matrix!A6': 'fine' });
    expect(() => changeCells('x.xlsx', crowdedWorkbook, [{ ...change!, worksheet: 'Gone' }])).toThrow(
      'x.xlsx: it has no worksheet named “Gone”.',
    );
  });
});

describe('what is no longer as it was read', () => {
  it.each<[string, CellBefore]>([
    ['another value', { content: number(2), formula: null }],
    ['another kind of value', { content: text('1'), formula: null }],
    ['blank', { content: null, formula: null }],
    ['a formula', { content: number(1), formula: '1' }],
  ])('a cell that held %s is not changed, nor any other', (_, before) => {
    const [fine, other] = changesOf(small, { 'Matrix!B1': 'fine', 'Matrix!A1': 3 });
    expect(() => changeCells('x.xlsx', small, [fine!, { ...other!, before }])).toThrow(
      expect.objectContaining({
        code: 'changed',
        message: expect.stringMatching(/^x\.xlsx: Matrix!A1 no longer holds/) as string,
      }),
    );
  });
  it('of a formula only the formula counts: its value may have been calculated anew', () => {
    const given = handmade(worksheet('<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>'));
    const change = { worksheet: 'Matrix', range: 'A1', value: 5 };
    const before = { content: number(7), formula: '1+1' };
    expect(at(snapshotOf(changeCells('x', given, [{ ...change, before }])), 'Matrix', 'A1')).toEqual({
      content: number(5),
      formula: null,
    });
    expect(() =>
      changeCells('x', given, [{ ...change, before: { content: number(2), formula: '2+0' } }]),
    ).toThrow(/no longer holds/);
  });
  it('a file that was saved since is not changed, and what was saved stays', async () => {
    const { folder, path } = fileWith(small);
    const file = changeableFile(path);
    await file.read();
    const theirs = changeCells(path, small, changesOf(small, { 'Matrix!D4': 'theirs' }));
    writeFileSync(path, theirs);
    const changes = changesOf(small, { 'Matrix!A1': 2 });
    expect(await failureOf(file.change(changes))).toMatchObject({ code: 'changed', touched: [] });
    expect(sameBytes(readFileSync(path), theirs)).toBe(true);
    expect(Object.keys(contentsOf(folder))).toEqual(['punjab.xlsx']);
    await file.read();
    await file.change(changes);
    expect(at(snapshotOf(readFileSync(path)), 'Matrix', 'D4').content).toEqual(text('theirs'));
  });
});

/** What of an entry other programs see: its name, its time, and its bytes, compressed as they came. */
function entryOf(bytes: Uint8Array, name: string): string {
  const { nameBytes, method, time, date, crc, size, raw } = openPackage(bytes).entry(name)!;
  return [nameBytes, raw]
    .map((part) => digestOf(part))
    .concat(String([method, time, date, crc, size]))
    .join();
}
function expectOnly(changed: readonly string[], before: Uint8Array, after: Uint8Array): void {
  expect(changedParts(before, after)).toEqual([...changed].sort());
  const names = (bytes: Uint8Array) => openPackage(bytes).entries.map(({ name }) => name);
  expect(names(after)).toEqual(names(before));
  const others = openPackage(before).partNames.filter((name) => !changed.includes(name));
  expect(others.filter((name) => entryOf(before, name) !== entryOf(after, name))).toEqual([]);
}

describe('everything else in the file', () => {
  it('stays byte for byte in a workbook with one of everything', () => {
    const after = changeCells(
      'x.xlsx',
      crowdedWorkbook,
      changesOf(crowdedWorkbook, { 'Matrix!A6': 'seen', 'Matrix!B2': 1, 'Own notes!A1': 'ہمارے' }),
    );
    expectOnly(
      ['xl/workbook.xml', 'xl/worksheets/sheet1.xml', 'xl/worksheets/sheet2.xml'],
      crowdedWorkbook,
      after,
    );
    // In the changed parts too: nothing but the cells, and the request to calculate.
    const cell = (value: string) => `t="inlineStr"><is><t xml:space="preserve">${value}</t></is></c>`;
    expect(partOf(after, 'xl/worksheets/sheet1.xml')).toBe(
      partOf(crowdedWorkbook, 'xl/worksheets/sheet1.xml')
        .replace('<c r="A6" t="s"><v>3</v></c>', `<c r="A6" ${cell('seen')}`)
        .replace('<v>0.25</v>', '<v>1</v>'),
    );
    expect(partOf(after, 'xl/workbook.xml')).toBe(
      partOf(crowdedWorkbook, 'xl/workbook.xml').replace('iterate="1"/>', 'iterate="1" fullCalcOnLoad="1"/>'),
    );
    const utf16 = (bytes: Uint8Array) =>
      Buffer.from(openPackage(bytes).part('xl/worksheets/sheet2.xml')!).toString('utf16le');
    expect(utf16(after)).toBe(
      utf16(crowdedWorkbook).replace('t="inlineStr"><is><t>ہمارے نوٹ</t></is></c>', cell('ہمارے')),
    );
  });
  it('gains a style where a date or a quoted text needs one', () => {
    const after = changeCells(
      'x.xlsx',
      crowdedWorkbook,
      changesOf(crowdedWorkbook, { 'Matrix!A6': '=1+1', 'Pivot!B2': { date: '2019-03-31' } }),
    );
    expectOnly(
      ['xl/styles.xml', 'xl/workbook.xml', 'xl/worksheets/sheet1.xml', 'xl/worksheets/sheet3.xml'],
      crowdedWorkbook,
      after,
    );
    const formats = (bytes: Uint8Array) =>
      /<cellXfs[^>]*>(.*)<\/cellXfs>/.exec(partOf(bytes, 'xl/styles.xml'))![1]!;
    expect(formats(after).startsWith(formats(crowdedWorkbook))).toBe(true);
  });
  it('loses the order of calculation only where a formula goes', () => {
    const after = changeCells('x.xlsx', crowdedWorkbook, changesOf(crowdedWorkbook, { 'Matrix!C2': 1 }));
    expect(changedParts(crowdedWorkbook, after)).toEqual([
      '[Content_Types].xml',
      'xl/_rels/workbook.xml.rels',
      'xl/calcChain.xml',
      'xl/workbook.xml',
      'xl/worksheets/sheet1.xml',
    ]);
    expect(openPackage(after).has('xl/calcChain.xml')).toBe(false);
  });

  const samples = join(import.meta.dirname, '../../../samples/2019-Q1');
  const given: [string, () => Uint8Array | Promise<Uint8Array>][] = [
    ...readdirSync(samples)
      .filter((name) => name.endsWith('.xlsx'))
      .map((name): [string, () => Uint8Array] => [name, () => readFileSync(join(samples, name))]),
    ['a workbook of another library', foreignWorkbook],
  ];
  it.each(given)('stays byte for byte in %s', async (_, make) => {
    const before = await make();
    const snapshot = snapshotOf(before);
    // In every worksheet a text, where it is one cell on its own, and a cell far from all others.
    const wanted = snapshot.worksheets.flatMap(({ name, rows: filled, merges }) => {
      const texts = filled.flatMap(({ row, cells }) =>
        cells
          .filter(({ content, formula }) => content?.kind === 'text' && formula === undefined)
          .filter(
            ({ column }) =>
              !merges.some(
                (range) =>
                  range.top <= row && row <= range.bottom && range.left <= column && column <= range.right,
              ),
          )
          .map(({ column }) => cellAddress(row, column)),
      );
      return [`${name}!AB1200`, ...texts.slice(-1).map((address) => `${name}!${address}`)];
    });
    expect(wanted.length).toBeGreaterThan(3);
    const after = changeCells(
      'x.xlsx',
      before,
      changesOf(before, Object.fromEntries(wanted.map((place, index) => [place, `changed ${index}`]))),
    );
    const worksheets = openPackage(before).partNames.filter((name) => /worksheets\/[^/]+\.xml$/.test(name));
    const isAsked = partOf(before, 'xl/workbook.xml').includes('fullCalcOnLoad="1"');
    expectOnly([...worksheets, ...(isAsked ? [] : ['xl/workbook.xml'])], before, after);
  });

  it('is looked at again before anything is written', () => {
    const before = snapshotOf(crowdedWorkbook);
    const after = snapshotOf(
      changeCells('x.xlsx', crowdedWorkbook, changesOf(crowdedWorkbook, { 'Matrix!A6': 'seen' })),
    );
    const asked = (name: string) => new Map(name === 'Matrix' ? [['A6', 'seen']] : []);
    const nothing = () => new Map<string, NewValue>();
    expect(unaskedDifferences(before, after, asked)).toEqual([]);
    expect(unaskedDifferences(before, after, nothing)).toEqual(['Matrix!A6']);
    expect(unaskedDifferences(before, before, asked)).toEqual(['Matrix!A6']);
    const [matrix, ...others] = after.worksheets;
    const differing = (sheet: Partial<typeof matrix>) =>
      unaskedDifferences(before, { ...after, worksheets: [{ ...matrix!, ...sheet }, ...others] }, asked);
    expect(differing({ rows: matrix!.rows.slice(1) })).toEqual(['Matrix!A1', 'Matrix!B1', 'Matrix!C1']);
    expect(differing({ rows: matrix!.rows.map((row) => ({ ...row, hidden: false })) })).toEqual([
      'Matrix!row 3',
    ]);
    expect(differing({ merges: [] })).toEqual(['Matrix!what is not in cells']);
    expect(unaskedDifferences(before, { ...after, worksheets: [matrix!] }, asked)).toEqual([
      'Own notes',
      'Pivot',
      'what is not in worksheets',
    ]);
    expect(unaskedDifferences(before, { ...after, definedNames: [] }, asked)).toEqual([
      'what is not in worksheets',
    ]);
  });
});

describe('T3: a workbook with macros or active content', () => {
  const sheet = worksheet(rows);
  const types = (part: string, type: string) => ({ '[Content_Types].xml': contentTypes({ [part]: type }) });
  const ofWorkbook = (kind: string, target: string) => ({
    'xl/_rels/workbook.xml.rels': relationships([
      ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
      ['rId9', kind, target],
    ]),
  });
  it.each([
    ['.xlsm', types('xl/workbook.xml', 'application/vnd.ms-excel.sheet.macroEnabled.main+xml')],
    ['VBA under .xlsx', { 'xl/vbaProject.bin': 'x', ...ofWorkbook('vbaProject', 'vbaProject.bin') }],
    ['XLM', { 'xl/m.xml': 'x', ...types('xl/m.xml', 'application/vnd.ms-excel.macrosheet+xml') }],
    ['ActiveX', { 'xl/activeX/activeX1.xml': '<x/>' }],
    ['OLE', { 'xl/embeddings/oleObject1.bin': 'x' }],
  ])('(%s) is neither read nor changed', async (_, parts) => {
    const bytes = xlsx(partsWith(sheet, parts));
    const { folder, path } = fileWith(bytes);
    const file = changeableFile(path);
    expect(await failureOf(file.read())).toMatchObject({ code: 'not-a-workbook' });
    const changes = changesOf(xlsx(partsWith(sheet)), { 'Matrix!A1': 2 });
    expect(() => changeCells(path, bytes, changes)).toThrow(
      expect.objectContaining({ code: 'not-a-workbook' }),
    );
    await expect(file.change(changes)).rejects.toThrow(/was not read/);
    expect(Object.keys(contentsOf(folder))).toEqual(['punjab.xlsx']);
    expect(sameBytes(readFileSync(path), bytes)).toBe(true);
  });
});
