import { beforeAll, describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import {
  lastColumn,
  lastRow,
  parseRange,
  rangeAddress,
  type CellRange,
  type Fix,
} from '../../../../core/index.js';
import { applyFixes } from '../../../../sync/xlsx-host/edit/fixes.js';
import { paintWorkbook } from '../../../../sync/xlsx-host/paint/paint.js';
import { readWorkbook } from '../../../../sync/xlsx-host/read/read.js';
import { subtractRange } from '../../../../sync/xlsx-host/edit/validations.js';
import { convert, temporaryFile } from '../../../support/libreoffice.js';
import { row, text, workbook, worksheet } from '../paint/fixture.js';
import { changedParts, differentParts, handmade, main, partOf, readBySheetJs, sameBytes } from './support.js';

const sheet = 'xl/worksheets/sheet1.xml';
const prompt = { title: 'T', text: 'Choose' };
let painted: Uint8Array;

beforeAll(async () => {
  const matrix = worksheet({
    name: 'Matrix',
    role: 'matrix',
    rows: Array.from({ length: 9 }, () => row(text('x'), text('Completed'))),
    validations: [
      {
        kind: 'list',
        ranges: ['B2:B9'],
        listName: 'NISP_List_Status',
        allowed: ['Completed', 'Dropped'],
        prompt,
        error: prompt,
        onInvalid: 'reject',
      },
      { kind: 'number', ranges: ['C2:C9'], min: 0, max: 1, prompt, error: prompt, onInvalid: 'reject' },
    ],
  });
  const lists = worksheet({ name: 'Lists', rows: [row(text('Completed')), row(text('Dropped'))] });
  painted = (
    await paintWorkbook(
      workbook(
        [matrix, lists],
        [
          { name: 'NISP_status', worksheet: 'Matrix', range: 'B2:B9' },
          { name: 'NISP_progress', worksheet: 'Matrix', range: 'C2:C9' },
          { name: 'NISP_List_Status', worksheet: 'Lists', range: 'A1:A2' },
        ],
      ),
    )
  ).bytes;
});

const restore = (range: string, field = 'progress', name = 'Matrix'): Fix => ({
  kind: 'restore-validation',
  worksheet: name,
  range,
  field,
});

describe('values', () => {
  it('are set and cleared, and what cannot be done is said', () => {
    const bytes = handmade(
      `<worksheet xmlns="${main}"><sheetData><row r="2"><c r="B2" t="inlineStr"><is><t>complted</t></is></c><c r="C2" s="2"><v>5</v></c><c r="D2" t="str"><f t="array" ref="D2:D3">A1:A2</f><v>1</v></c></row></sheetData></worksheet>`,
    );
    const fixes: Fix[] = [
      { kind: 'set-value', worksheet: 'matrix', range: 'B2', value: 'Completed' },
      { kind: 'clear-value', worksheet: 'Matrix', range: 'C2' },
      { kind: 'set-value', worksheet: 'Matrix', range: 'E2', value: { date: '2019-03-31' } },
      { kind: 'set-value', worksheet: 'Matrix', range: 'D3', value: 1 },
      { kind: 'set-value', worksheet: 'Elsewhere', range: 'A1', value: 1 },
    ];
    const result = applyFixes(bytes, fixes, null);
    expect(result.applied).toEqual(fixes.slice(0, 3));
    expect(result.notApplied).toEqual([
      { fix: fixes[4], reason: 'no-worksheet' },
      { fix: fixes[3], reason: 'array-formula' },
    ]);
    expect(Object.fromEntries(readBySheetJs(result.bytes).get('Matrix')!)).toMatchObject({
      B2: 'Completed',
      E2: 43555,
    });
    expect(readBySheetJs(result.bytes).get('Matrix')!.has('C2')).toBe(false);
    expect(sameBytes(applyFixes(result.bytes, fixes, null).bytes, result.bytes)).toBe(true);
  });
});

describe('validations', () => {
  const given = (validations: string, rest = '') =>
    handmade(
      `<worksheet xmlns="${main}"><sheetData/><pageMargins left="1"/>${rest}</worksheet>`.replace(
        '<pageMargins',
        `${validations}<pageMargins`,
      ),
    );
  const restored = (bytes: Uint8Array, ...fixes: Fix[]) =>
    partOf(applyFixes(bytes, fixes, painted).bytes, sheet);
  const decimal = /<dataValidation [^>]*type="decimal"[^>]*>.*?<\/dataValidation>/;

  it('are put where there were none, in their place', () => {
    const xml = restored(
      given('<mergeCells count="1"><mergeCell ref="A1:A2"/></mergeCells>'),
      restore('C2:C9'),
    );
    expect(xml).toMatch(
      /<\/mergeCells><dataValidations count="1"><dataValidation [^>]*sqref="C2:C9"[^>]*>.*<\/dataValidations><pageMargins/,
    );
    const [own] = decimal.exec(partOf(painted, sheet))!;
    for (const attribute of own.matchAll(/ ([a-zA-Z]+)="([^"]*)"/g)) expect(xml).toContain(attribute[0]);
    expect(xml).toContain('<formula1>0</formula1><formula2>1</formula2>');
  });

  it('push others off the range, and only off the range', () => {
    const xml = restored(
      given(
        '<dataValidations count="3"><dataValidation type="whole" sqref="A1:D5"><formula1>1</formula1></dataValidation><dataValidation type="date" sqref="C3"/><dataValidation type="time" sqref="A9 C3:C4 F1"/></dataValidations>',
      ),
      restore('C2:C4'),
    );
    expect(xml).toContain('<dataValidations count="3">');
    expect(xml).toContain(
      '<dataValidation type="whole" sqref="A1:D1 A2:B4 D2:D4 A5:D5"><formula1>1</formula1></dataValidation><dataValidation type="time" sqref="A9 F1"/><dataValidation ',
    );
  });

  it('push out those that newer programs keep in an extension', () => {
    const extension = (inside: string) =>
      `<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">${inside}</ext></extLst>`;
    const two =
      '<x14:dataValidations count="2" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:dataValidation type="list"><x14:formula1><xm:f>Lists!$A$1:$A$2</xm:f></x14:formula1><xm:sqref>C1:C3</xm:sqref></x14:dataValidation><x14:dataValidation type="list"><xm:sqref>C4</xm:sqref></x14:dataValidation></x14:dataValidations>';
    const xml = restored(given('', extension(two)), restore('C2:C9'));
    expect(xml).toContain(
      '<x14:dataValidations xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" count="1">'.replace(
        / xmlns:xm="[^"]*" count="1"/,
        ' count="1" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"',
      ),
    );
    expect(xml).toContain('<xm:sqref>C1</xm:sqref></x14:dataValidation></x14:dataValidations>');
    expect(restored(given('', extension(two)), restore('C1:C9'))).not.toContain('extLst');
  });

  it('extend the same validation, and change nothing the second time', () => {
    const once = applyFixes(given(''), [restore('C2:C3'), restore('C5:C6')], painted).bytes;
    expect(partOf(once, sheet).match(/<dataValidation /g)).toHaveLength(1);
    expect(partOf(once, sheet)).toContain('sqref="C2:C3 C5:C6"');
    const more = applyFixes(once, [restore('C3:C5')], painted).bytes;
    expect(partOf(more, sheet).match(/<dataValidation /g)).toHaveLength(1);
    expect(partOf(more, sheet)).toContain('sqref="C2:C3 C5:C6 C4"');
    expect(sameBytes(applyFixes(more, [restore('C3:C5'), restore('C2')], painted).bytes, more)).toBe(true);
  });

  it('are not put back without the list that they offer, or for a field that has none', () => {
    const fixes = [
      restore('B2:B9', 'status'),
      restore('D2', 'remarks'),
      restore('C2', 'progress', 'Elsewhere'),
    ];
    const result = applyFixes(given(''), fixes, painted);
    expect(result.notApplied.map(({ fix, reason }) => [fix, reason])).toEqual([
      [fixes[2], 'no-worksheet'],
      [fixes[0], 'no-list'],
      [fixes[1], 'no-validation'],
    ]);
    expect(differentParts(given(''), result.bytes)).toEqual([]);
    expect(applyFixes(given(''), [restore('C2')], null).notApplied).toHaveLength(1);
  });

  it('offer their list again in a workbook that LibreOffice saved after they were lost', async () => {
    const lost = (xml: string) => xml.replace(/<dataValidations.*<\/dataValidations>/s, '');
    const { openPackage } = await import('../../../../sync/xlsx-host/package/zip.js');
    const { writeZip } = await import('../../../../sync/xlsx-host/package/zip-write.js');
    const opened = openPackage(painted);
    const without = writeZip(
      opened.partNames.map((name) => ({
        name,
        content: name === sheet ? Buffer.from(lost(partOf(painted, sheet))) : opened.part(name)!,
      })),
    );
    const [file] = await convert([temporaryFile('lost.xlsx', without)], 'xlsx', { recalculate: false });
    const resaved = readFileSync(file!);
    const mended = applyFixes(resaved, [restore('B2:B9', 'status'), restore('C2:C9')], painted).bytes;
    expect(changedParts(resaved, mended)).toEqual([sheet]);
    const [again] = await convert([temporaryFile('mended.xlsx', mended)], 'xlsx', { recalculate: false });
    const read = readWorkbook(readFileSync(again!));
    expect(read.ok && read.snapshot.worksheets[0]!.validations).toMatchObject([
      { type: 'list', ranges: [parseRange('B2:B9')], formula: 'NISP_List_Status' },
      { type: 'decimal', ranges: [parseRange('C2:C9')] },
    ]);
  });
});

describe('a range without another', () => {
  const side = (last: number) =>
    fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: last - 9, max: last }));
  const range: fc.Arbitrary<CellRange> = fc
    .tuple(side(lastRow), side(lastRow), side(lastColumn), side(lastColumn))
    .map(([a, b, c, d]) => ({
      top: Math.min(a, b),
      bottom: Math.max(a, b),
      left: Math.min(c, d),
      right: Math.max(c, d),
    }));
  const size = ({ top, bottom, left, right }: CellRange) => (bottom - top + 1) * (right - left + 1);
  const common = (a: CellRange, b: CellRange) =>
    Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) + 1) *
    Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left) + 1);

  it('covers each remaining cell once and no other', () => {
    fc.assert(
      fc.property(range, range, (from, gone) => {
        const pieces = subtractRange(from, gone);
        expect(pieces.reduce((sum, piece) => sum + size(piece), 0)).toBe(size(from) - common(from, gone));
        for (const [index, piece] of pieces.entries()) {
          expect(common(piece, gone)).toBe(0);
          expect(common(piece, from)).toBe(size(piece));
          for (const other of pieces.slice(index + 1)) expect(common(piece, other)).toBe(0);
          expect(parseRange(rangeAddress(piece))).toEqual(piece);
        }
      }),
    );
  });
});
