/**
 * The same workbooks read by us and by SheetJS: the same worksheets, cells, values and formulas. Some are written by our
 * own painter, some by SheetJS and by hucre, and all of them again by LibreOffice.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as sheetjs from '@e965/xlsx';
import fc from 'fast-check';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { cellAddress, nispPlan, parsePeriod, type CellContent } from '../../../../core/index.js';
import { buildUnitWorkbook } from '../../../../core/blueprint/unit-workbook.js';
import { paintWorkbook } from '../../../../sync/xlsx-host/paint/paint.js';
import { convert, temporaryFolder } from '../../../support/libreoffice.js';
import { snapshotOf } from './workbook.js';

type Cells = Record<string, { value: unknown; formula?: string }>;

/** What a worksheet holds, in words that both readers share. */
interface Contents {
  readonly name: string;
  readonly cells: Cells;
  readonly merges: readonly string[];
  readonly hiddenRows: readonly number[];
}

const { parse_date_code: partsOfDate, is_date: isDateFormat } = sheetjs.SSF as {
  parse_date_code: (
    serial: number,
    options: { date1904: boolean },
  ) => Record<'y' | 'm' | 'd' | 'H' | 'M' | 'S' | 'u', number>;
  is_date: (format: string) => boolean;
};

function isoOf(serial: number, date1904: boolean): string {
  const { y, m, d, H, M, S, u } = partsOfDate(serial, { date1904 });
  // SheetJS keeps the rest of a second apart, also where it makes a whole one.
  const iso = new Date(Date.UTC(y, m - 1, d, H, M, S + Math.round(u))).toISOString();
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19);
}

function theirValue(cell: sheetjs.CellObject, date1904: boolean): unknown {
  switch (cell.t) {
    case 's':
      return cell.v === '' ? null : cell.v;
    case 'n': {
      const format = String(cell.z ?? 'General');
      // An elapsed time is a duration, not a date.
      return isDateFormat(format) && !/\[[hms]+\]/i.test(format)
        ? `date ${isoOf(cell.v as number, date1904)}`
        : cell.v;
    }
    case 'b':
      return cell.v;
    case 'e':
      return `error ${String(cell.w)}`;
    default:
      return null;
  }
}

function theirs(bytes: Uint8Array): Contents[] {
  const book = sheetjs.read(bytes, {
    type: 'buffer',
    cellNF: true,
    cellFormula: true,
    xlfn: true,
    cellStyles: true,
  });
  const date1904 = book.Workbook?.WBProps?.date1904 ?? false;
  return book.SheetNames.map((name) => {
    const sheet = book.Sheets[name]!;
    const cells: Cells = {};
    for (const [address, cell] of Object.entries(sheet) as [string, sheetjs.CellObject][]) {
      if (address.startsWith('!')) continue;
      const value = theirValue(cell, date1904);
      // The first cell of an array formula holds it; the others only say which range it covers.
      const formula = cell.f ?? (sheet[cell.F?.split(':')[0] ?? ''] as sheetjs.CellObject | undefined)?.f;
      if (value === null && formula === undefined) continue;
      cells[address] = formula === undefined ? { value } : { value, formula };
    }
    return {
      name,
      cells,
      merges: (sheet['!merges'] ?? []).map((range) => sheetjs.utils.encode_range(range)).sort(),
      hiddenRows: [...(sheet['!rows'] ?? [])].flatMap((row, index) =>
        (row as sheetjs.RowInfo | undefined)?.hidden ? [index + 1] : [],
      ),
    };
  });
}

function ourValue(content: CellContent | null): unknown {
  switch (content?.kind) {
    case 'text':
      return content.text;
    case 'number':
    case 'boolean':
      return content.value;
    case 'date':
      return `date ${content.date}`;
    case 'error':
      return `error ${content.error}`;
    case undefined:
      return null;
  }
}

function ours(bytes: Uint8Array): Contents[] {
  return snapshotOf(bytes).worksheets.map(({ name, rows, merges }) => {
    const cells: Cells = {};
    for (const { row, cells: found } of rows) {
      for (const { column, content, formula } of found) {
        const value = ourValue(content);
        if (value === null && formula === undefined) continue;
        cells[cellAddress(row, column)] = formula === undefined ? { value } : { value, formula };
      }
    }
    return {
      name,
      cells,
      merges: merges
        .map(({ top, left, bottom, right }) => `${cellAddress(top, left)}:${cellAddress(bottom, right)}`)
        .sort(),
      hiddenRows: rows.filter(({ hidden }) => hidden).map(({ row }) => row),
    };
  });
}

/** Compares all but hidden rows without content, which we leave out. */
function expectSame(bytes: Uint8Array): void {
  const mine = ours(bytes);
  const others = theirs(bytes);
  const rowsOf = (cells: Cells) =>
    new Set(Object.keys(cells).map((address) => Number(address.replace(/^[A-Z]+/, ''))));
  expect(
    mine.map(({ hiddenRows, ...rest }) => ({
      ...rest,
      hiddenRows: hiddenRows.filter((row) => rowsOf(rest.cells).has(row)),
    })),
  ).toEqual(
    others.map(({ hiddenRows, ...rest }) => ({
      ...rest,
      hiddenRows: hiddenRows.filter((row) => rowsOf(rest.cells).has(row)),
    })),
  );
  expect(Object.keys(mine[0]!.cells).length).toBeGreaterThan(0);
}

const texts = [
  'plain',
  ' spaces ',
  'a\nb',
  'حالت ۱۲۳',
  '=1+1',
  '_x0041_',
  '<&>"\'',
  'é e\u0301',
  '\u{1F600}',
  '123',
  'TRUE',
];

async function ofHucre(): Promise<Uint8Array> {
  return writeXlsx({
    sheets: [
      {
        name: 'Values',
        rows: [
          texts,
          [1, -2.5, 1e21, 1e-7, 0.1 + 0.2, 0, true, false, null, ''],
          [
            new Date(Date.UTC(2019, 2, 31)),
            new Date(Date.UTC(1900, 0, 15)),
            new Date(Date.UTC(2019, 2, 31, 14, 30, 15)),
          ],
        ],
        merges: [{ startRow: 4, startCol: 0, endRow: 5, endCol: 3 }],
      },
      { name: 'Ärger & Co', rows: [['only']], hidden: true },
    ],
  });
}

function ofSheetjs(options: sheetjs.WritingOptions, date1904 = false): Uint8Array {
  const sheet = sheetjs.utils.aoa_to_sheet([
    texts.filter((text) => text !== '_x0041_'),
    [1, -2.5, 1e21, 1e-7, true, false, null, ''],
    [],
  ]);
  const set = (address: string, cell: sheetjs.CellObject) => {
    sheet[address] = cell;
  };
  set('A3', { t: 'n', v: 43_555, z: 'dd/mm/yyyy' });
  set('B3', { t: 'n', v: 43_555.75, z: 'yyyy-mm-dd hh:mm' });
  set('C3', { t: 'n', v: 0.25, z: '0.0%' });
  set('D3', { t: 'n', v: 1.5, z: '[h]:mm' });
  set('E3', { t: 'e', v: 0x2a });
  set('F3', { t: 'e', v: 0x07 });
  set('G3', { t: 'n', v: 3, f: 'A2+2' });
  set('H3', { t: 's', v: 'x', f: 'CONCATENATE("x","")' });
  set('I3', { t: 'n', v: 61, z: 'yyyy-mm-dd' });
  set('J3', { t: 'n', v: 5, F: 'J3:K3', f: 'A2:B2*2' });
  set('K3', { t: 'n', v: 6, F: 'J3:K3' });
  sheet['!ref'] = 'A1:K4';
  sheet['!merges'] = [sheetjs.utils.decode_range('A4:C4')];
  sheet['!rows'] = [{}, { hidden: true }];
  const book = sheetjs.utils.book_new(sheet, 'Sheet "1"');
  book.Workbook = { WBProps: { date1904 } };
  return sheetjs.write(book, { ...options, type: 'buffer', bookType: 'xlsx' }) as Uint8Array;
}

async function ofOurs(unit: string): Promise<Uint8Array> {
  const entries = new Map(
    nispPlan.interventions.slice(0, 60).map(({ no }, index) => [
      no,
      {
        status: 'In progress' as const,
        progress: (index % 5) / 4,
        budget: index / 4,
        start: '2018-07-01',
        due: '2020-12-31',
        remarks: `ریمارکس ${index}\n=not a formula`,
      },
    ]),
  );
  const blueprint = buildUnitWorkbook({ plan: nispPlan, unit, period: parsePeriod('2019-Q1')!, entries });
  return (await paintWorkbook(blueprint)).bytes;
}

const written: readonly (readonly [name: string, write: () => Uint8Array | Promise<Uint8Array>])[] = [
  ['ours', () => ofOurs('punjab')],
  ['hucre', ofHucre],
  ['sheetjs', () => ofSheetjs({})],
  ['sheetjs-strings', () => ofSheetjs({ bookSST: true, compression: true })],
  ['sheetjs-1904', () => ofSheetjs({}, true)],
];

describe('agrees with SheetJS on workbooks', () => {
  test.each(written)('of %s', async (_, write) => {
    expectSame(await write());
  });

  test('saved again by LibreOffice', async () => {
    const folder = temporaryFolder();
    const files: string[] = [];
    for (const [name, write] of written) {
      files.push(join(folder, `${name}.xlsx`));
      writeFileSync(files.at(-1)!, await write());
    }
    for (const file of await convert(files, 'xlsx', { recalculate: false })) expectSame(readFileSync(file));
  });

  test('of generated contents', () => {
    const anyText = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
    const anyCell: fc.Arbitrary<sheetjs.CellObject> = fc.oneof(
      anyText.map((v): sheetjs.CellObject => ({ t: 's', v })),
      fc
        .double({ noNaN: true, noDefaultInfinity: true })
        .map((v): sheetjs.CellObject => ({ t: 'n', v: v === 0 ? 0 : v })),
      fc.integer().map((v): sheetjs.CellObject => ({ t: 'n', v })),
      fc.boolean().map((v): sheetjs.CellObject => ({ t: 'b', v })),
      fc
        .tuple(fc.integer({ min: 61, max: 2_957_002 }), fc.integer({ min: 0, max: 1439 }))
        .map(([day, minute]): sheetjs.CellObject => ({
          t: 'n',
          v: day + minute / 1440,
          z: 'yyyy-mm-dd hh:mm',
        })),
    );
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(fc.nat(40), fc.nat(30), anyCell), {
          minLength: 1,
          maxLength: 30,
          selector: ([row, column]) => `${row}:${column}`,
        }),
        fc.boolean(),
        fc.boolean(),
        (cells, bookSST, date1904) => {
          const sheet: sheetjs.WorkSheet = { '!ref': 'A1:AZ60' };
          for (const [r, c, cell] of cells) sheet[sheetjs.utils.encode_cell({ r, c })] = cell;
          const book = sheetjs.utils.book_new(sheet, 'S');
          book.Workbook = { WBProps: { date1904 } };
          expectSame(sheetjs.write(book, { type: 'buffer', bookType: 'xlsx', bookSST }) as Uint8Array);
        },
      ),
      { seed: 2019, numRuns: 100 },
    );
  });
});
