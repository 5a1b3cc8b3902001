import { beforeAll, describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import * as XLSX from '@e965/xlsx';
import type { Blueprint } from '../../../../core/index.js';
import { graftWorksheets, removeWorksheet } from '../../../../sync/xlsx-host/edit/graft.js';
import { paintWorkbook } from '../../../../sync/xlsx-host/paint/paint.js';
import { readWorkbook } from '../../../../sync/xlsx-host/read/read.js';
import { sheetNames } from '../../../../sync/xlsx-host/package/workbook-part.js';
import { convert, temporaryFile } from '../../../support/libreoffice.js';
import { everything, row, text, workbook, worksheet } from '../paint/fixture.js';
import {
  changedParts,
  differentParts,
  foreignWorkbook,
  partNames,
  partOf,
  readBySheetJs,
  sameBytes,
} from './support.js';

const ours = ["Unit's Matrix", 'Roll-up', 'Lists'];
const paint = async (blueprint: Blueprint) => (await paintWorkbook(blueprint)).bytes;
let painted: Uint8Array;
let foreign: Uint8Array;
let resaved: Uint8Array;

beforeAll(async () => {
  painted = await paint(everything);
  foreign = await foreignWorkbook();
  const [file] = await convert([temporaryFile('foreign.xlsx', foreign)], 'xlsx', { recalculate: false });
  resaved = readFileSync(file!);
});

function snapshotOf(bytes: Uint8Array) {
  const result = readWorkbook(bytes);
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result.snapshot;
}

describe.each([
  ['a workbook of another library', () => foreign],
  ['the same workbook saved by LibreOffice', () => resaved],
])('grafting into %s', (_, given) => {
  it('keeps every part of the person’s worksheets byte for byte', () => {
    const into = given();
    const after = graftWorksheets(into, painted, ours);
    const changed = changedParts(into, after).filter((name) => partNames(into).includes(name));
    expect(changed).toEqual([
      '[Content_Types].xml',
      'xl/_rels/workbook.xml.rels',
      'xl/styles.xml',
      'xl/workbook.xml',
    ]);
    expect(sheetNames(after)).toEqual([...sheetNames(into), ...ours]);
    const [before, now] = [readBySheetJs(into), readBySheetJs(after)];
    for (const name of sheetNames(into)) expect(now.get(name)).toEqual(before.get(name));
  });

  it('brings cells, styles, names and notes along', () => {
    const after = snapshotOf(graftWorksheets(given(), painted, ours));
    const alone = snapshotOf(painted);
    for (const name of ours) {
      expect(after.worksheets.find((sheet) => sheet.name === name)).toEqual(
        alone.worksheets.find((sheet) => sheet.name === name),
      );
    }
    expect(after.definedNames).toEqual(expect.arrayContaining([...alone.definedNames]));
  });

  it('only adds to the styles', () => {
    const before = partOf(given(), 'xl/styles.xml');
    const after = partOf(graftWorksheets(given(), painted, ours), 'xl/styles.xml');
    const formats = (xml: string) => /<cellXfs[^>]*>(.*)<\/cellXfs>/s.exec(xml)![1]!;
    expect(formats(after).startsWith(formats(before))).toBe(true);
  });

  it('gives the same bytes the second time', () => {
    const once = graftWorksheets(given(), painted, ours);
    expect(sameBytes(graftWorksheets(once, painted, ours), once)).toBe(true);
  });

  it('opens in LibreOffice with all worksheets, charts and notes', async () => {
    const file = temporaryFile('grafted.xlsx', graftWorksheets(given(), painted, ours));
    const [saved] = await convert([file], 'xlsx', { recalculate: true });
    const bytes = readFileSync(saved!);
    expect(sheetNames(bytes)).toEqual(['Own', 'Second', ...ours]);
    const cells = readBySheetJs(bytes);
    expect(cells.get('Own')!.get('A1')).toBe('person');
    expect(cells.get('Roll-up')!.get('B3')).toBe(1);
    expect(cells.get("Unit's Matrix")!.get('C6')).toBe(
      readBySheetJs(painted).get("Unit's Matrix")!.get('C6'),
    );
    const charts = partNames(bytes).filter((name) => name.startsWith('xl/charts/chart'));
    const own = partNames(given()).filter((name) => /^xl\/charts\/chart\d+\.xml/.test(name)).length;
    expect(charts.length).toBe(own + 2);
    expect(partNames(bytes).filter((name) => /comments\d+\.xml$/.test(name)).length).toBe(2);
  });

  it('leaves nothing behind when the worksheets are removed again', () => {
    const into = given();
    const after = ours.reduce(removeWorksheet, graftWorksheets(into, painted, ours));
    expect(sheetNames(after)).toEqual(sheetNames(into));
    expect([...partNames(after)].sort()).toEqual([...partNames(into)].sort());
    // Formats are only ever added; the workbook part now asks for a calculation.
    expect(differentParts(into, after)).toEqual(['xl/styles.xml', 'xl/workbook.xml']);
  });
});

describe('grafting over an earlier worksheet', () => {
  const sheet = (value: string) =>
    worksheet({ name: 'Findings', rows: [row(text(value, 'heading'))], autoFilter: 'A1:A1' });

  it('replaces it in its place and keeps its names up to date', async () => {
    const before = await paint(
      workbook(
        [sheet('old'), worksheet({ name: 'Guide', rows: [row(text('g'))], autoFilter: 'A1:A1' })],
        [{ name: 'NISP_x', worksheet: 'Findings', range: 'A1' }],
      ),
    );
    const after = graftWorksheets(
      before,
      await paint(workbook([sheet('new')], [{ name: 'NISP_x', worksheet: 'Findings', range: 'B2:B3' }])),
      ['Findings'],
    );
    expect(sheetNames(after)).toEqual(['Findings', 'Guide']);
    expect(readBySheetJs(after).get('Findings')!.get('A1')).toBe('new');
    const names = XLSX.read(after, { bookDeps: true }).Workbook!.Names!;
    expect(names.filter(({ Name }) => Name === 'NISP_x')).toMatchObject([{ Ref: "'Findings'!$B$2:$B$3" }]);
    expect(
      names.filter(({ Name }) => Name === '_xlnm._FilterDatabase').map((name) => [name.Sheet, name.Ref]),
    ).toEqual([
      [0, "'Findings'!$A$1:$A$1"],
      [1, "'Guide'!$A$1:$A$1"],
    ]);
    expect(partOf(after, 'xl/worksheets/sheet1.xml')).toContain('tabSelected="1"');
  });

  it('at a given place moves the scope of the other worksheets’ names along', async () => {
    const into = await paint(
      workbook([
        worksheet({ name: 'A', rows: [row(text('a'))] }),
        worksheet({ name: 'B', rows: [row(text('b'))], autoFilter: 'A1:A1' }),
      ]),
    );
    const after = graftWorksheets(into, await paint(workbook([sheet('new')])), ['Findings'], 1);
    expect(sheetNames(after)).toEqual(['A', 'Findings', 'B']);
    const names = XLSX.read(after).Workbook!.Names!;
    expect(names.map((name) => [name.Name, name.Sheet, name.Ref])).toEqual(
      expect.arrayContaining([
        ['_xlnm._FilterDatabase', 2, "'B'!$A$1:$A$1"],
        ['_xlnm._FilterDatabase', 1, "'Findings'!$A$1:$A$1"],
      ]),
    );
    // Two selected tabs would be a group: what is typed into one would be typed into the other.
    expect(partOf(after, 'xl/worksheets/sheet3.xml')).not.toContain('tabSelected');
    const back = removeWorksheet(after, 'Findings');
    expect(XLSX.read(back).Workbook!.Names).toMatchObject([{ Name: '_xlnm._FilterDatabase', Sheet: 1 }]);
  });

  it('does not remove the last visible worksheet', async () => {
    const only = await paint(
      workbook([worksheet({ name: 'Only' }), worksheet({ name: 'Hidden', visibility: 'hidden' })]),
    );
    expect(() => removeWorksheet(only, 'Only')).toThrow(/only visible worksheet/);
    expect(() => removeWorksheet(only, 'Absent')).toThrow(/no worksheet named/);
  });
});
