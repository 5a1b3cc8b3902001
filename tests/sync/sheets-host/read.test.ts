/** Reading a spreadsheet over the API: what people make of it, and how much of it is asked for. */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  addDays,
  rangeAddress,
  type CellContent,
  type CellSnapshot,
  type Colour,
  type WorkbookSnapshot,
  type WorksheetSnapshot,
} from '../../../core/index.js';
import { contentOf, rowsOf } from '../../../sync/sheets-host/read/cells.js';
import { colourOf, colourStyle, themeOf } from '../../../sync/sheets-host/read/colours.js';
import { isoOfSerial, serialOfIso } from '../../../sync/sheets-host/read/dates.js';
import { fingerprintOf } from '../../../sync/sheets-host/read/fingerprint.js';
import { readSpreadsheet, type ReadSpreadsheet } from '../../../sync/sheets-host/read/spreadsheet.js';
import { structureOf } from '../../../sync/sheets-host/read/structure.js';
import { validationsOf } from '../../../sync/sheets-host/read/validations.js';
import { openSpreadsheet } from '../../contract/sheets-api.js';
import { foreignWorkbook } from '../../contract/sheets-foreign.js';
import { smallWorkbook } from '../../contract/workbooks.js';
import { createPerson } from '../../fakes/sheets/person.js';
import { newWorksheet } from '../../fakes/sheets/workbook.js';

const worksheetIn = ({ worksheets }: WorkbookSnapshot, name: string) =>
  worksheets.find((one) => one.name === name)!;

describe('a person’s own spreadsheet', () => {
  let read: ReadSpreadsheet;
  let own: WorksheetSnapshot;
  let second: WorksheetSnapshot;
  beforeAll(async () => {
    const { connection, program } = openSpreadsheet(foreignWorkbook());
    createPerson(program, program.workbook.owner).hideRows('Own', 2);
    read = await readSpreadsheet(connection, program.workbook.id);
    [own, second] = [worksheetIn(read.snapshot, 'Own'), worksheetIn(read.snapshot, 'Second')];
  });
  const cellsOf = ({ rows }: WorksheetSnapshot) =>
    rows.map(({ row, hidden, cells }) => [row, hidden, cells.map(({ content }) => content)]);

  test('is named by its title', () => {
    expect(read).toMatchObject({ name: 'My own', hash: null });
  });
  test('values, dates, formulas and literal texts', () => {
    expect(cellsOf(own)).toEqual([
      [1, false, [{ kind: 'text', text: 'person' }, null, null]],
      [
        2,
        true,
        [
          { kind: 'text', text: 'اردو' },
          { kind: 'number', value: 12.5 },
          { kind: 'boolean', value: true },
        ],
      ],
      [
        3,
        false,
        [
          { kind: 'text', text: '=1+1' },
          { kind: 'date', date: '2019-03-31' },
          { kind: 'error', error: '#N/A' },
        ],
      ],
      [4, false, [{ kind: 'number', value: 35 }]],
    ]);
    expect(own.rows[3]!.cells[0]).toMatchObject({ column: 2, formula: 'SUM(B2,Second!A1)*2' });
    expect(own.rows[2]!.cells.every((cell: CellSnapshot) => cell.formula === undefined)).toBe(true);
  });
  test('fills, merges, what is hidden, checked and coloured', () => {
    expect(own.rows[0]!.cells.map(({ fill }) => fill)).toEqual(['#FFEE00', '#FFEE00', '#FFEE00']);
    expect(own.merges.map(rangeAddress)).toEqual(['E3:F4']);
    expect(own.hiddenColumns.map(({ left, right }) => [left, right])).toEqual([[9, 9]]);
    expect(
      own.validations!.map(({ type, ranges, formula }) => [type, ranges.map(rangeAddress), formula]),
    ).toEqual([
      ['list', ['D2:D9'], '"yes,no"'],
      ['any', ['H2:H9'], null],
    ]);
    expect(own.conditionalFormats.map(rangeAddress)).toEqual(['A1:C9', 'D1:D9', 'G1:G9']);
    expect(own.columnKeys).toEqual([{ column: 2, key: 'status' }]);
    expect(own).toMatchObject({ visibility: 'visible', isProtected: false, isFiltered: false });
  });
  test('an active filter, with the rows that it hides; protection; names', () => {
    expect(second).toMatchObject({ visibility: 'hidden', isProtected: true, isFiltered: true });
    expect(second.rows.map(({ row, hidden }) => [row, hidden])).toEqual([
      [1, false],
      [3, false],
      [4, false],
      [5, true],
    ]);
    expect(read.snapshot.definedNames).toEqual([
      { name: 'Mine', refersTo: "'Own'!$A$1:$B$3" },
      { name: 'Secret', refersTo: "'Second'!$A$1" },
    ]);
  });
});

describe('how much is asked for', () => {
  const opened = async (...more: readonly { readonly name: string; readonly rows: number }[]) => {
    const { api, host, program, connection } = openSpreadsheet();
    await host.paint(smallWorkbook());
    const { workbook } = program;
    more.forEach(({ name, rows }, index) => {
      const own = newWorksheet(7_000 + index, name);
      own.maxRows = rows;
      // They stand before ours, and are read behind them.
      workbook.worksheets.unshift(own);
      createPerson(program).type(name, 'A1', 'mine');
    });
    const before = api.requests.length;
    const { snapshot } = await readSpreadsheet(connection, workbook.id);
    api.checkGaps();
    return { snapshot, asked: api.requests.slice(before).map(({ query }) => query) };
  };
  const unread = ({ worksheets }: WorkbookSnapshot) =>
    worksheets.filter(({ rows }) => rows.length === 0).map(({ name }) => name);

  test('two calls with masks, no cells in the first', async () => {
    const { snapshot, asked } = await opened({ name: 'Mine', rows: 1_000 });
    expect(unread(snapshot)).toEqual([]);
    expect(asked.map((query) => query.getAll('ranges').length)).toEqual([0, 7]);
    const masks = asked.map((query) => query.get('fields')!);
    expect(masks[0]).not.toMatch(/\bdata\b|\*/);
    expect(masks[1]).not.toMatch(/\bnote\b|textFormat|\*/);
  });
  test('a worksheet of a person’s own that is too large is listed without rows; ours are read', async () => {
    const { snapshot, asked } = await opened({ name: 'Mine', rows: 1_000 }, { name: 'Huge', rows: 300_000 });
    expect(unread(snapshot)).toEqual(['Huge']);
    expect(asked[1]!.getAll('ranges').filter((range) => range.includes('Huge'))).toEqual([]);
    expect(worksheetIn(snapshot, 'Huge').validations).toBeNull();
  });
  test('of very many worksheets as many as an address can name', async () => {
    const many = Array.from({ length: 60 }, (_, at) => ({
      name: `${'صوبائی رپورٹ '.repeat(5)}${at}`,
      rows: 1,
    }));
    const { snapshot, asked } = await opened(...many);
    expect(asked.join('').length).toBeLessThan(8_000);
    expect(unread(snapshot).length).toBeGreaterThan(20);
    expect(unread(snapshot).filter((name) => !name.startsWith('صوبائی'))).toEqual([]);
  });
  test('ours are read before what is not ours, the matrix also if it was renamed', async () => {
    const { host, program, connection } = openSpreadsheet();
    await host.paint(smallWorkbook());
    const { workbook } = program;
    createPerson(program).rename('Matrix', 'Our matrix');
    const ours = workbook.worksheets.reduce((sum, { maxRows, maxColumns }) => sum + maxRows * maxColumns, 0);
    const own = Object.assign(newWorksheet(7_000, 'Own'), { maxColumns: 1 });
    workbook.worksheets.unshift(own);
    createPerson(program).type('Own', 'A1', 'mine');
    const unreadWith = async (cells: number) => {
      own.maxRows = cells;
      return unread((await readSpreadsheet(connection, workbook.id)).snapshot);
    };
    expect(await unreadWith(100_000 - ours)).toEqual([]);
    expect(await unreadWith(100_000 - ours + 1)).toEqual(['Own']);
  });
});

describe('days', () => {
  test.each([
    [0, '1899-12-30'],
    [1, '1899-12-31'],
    [-1.5, '1899-12-28T12:00:00'],
    [59, '1900-02-27'],
    [60, '1900-02-28'],
    [61, '1900-03-01'],
    [43_555, '2019-03-31'],
    [43_555.999_999_9, '2019-04-01'],
    [43_555.604_166_67, '2019-03-31T14:30:00'],
    [2_958_465, '9999-12-31'],
    [2_958_466, null],
    [-693_594, null],
  ])('%d is %s', (serial, iso) => {
    expect(isoOfSerial(serial)).toBe(iso);
  });
  test('each day has a number, and each number that day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 70_000 }), (days) => {
        const day = addDays('1900-01-01', days);
        expect(isoOfSerial(serialOfIso(day)!)).toBe(day);
        expect(serialOfIso(day)).toBe(days + 2);
      }),
    );
  });
});

describe('colours', () => {
  test('each of 256 shades is written and read as it is', () => {
    for (let shade = 0; shade < 256; shade += 1) {
      const hex = shade.toString(16).padStart(2, '0').toUpperCase();
      const colour: Colour = `#${hex}00${hex}`;
      expect(colourOf(colourStyle(colour), new Map())).toBe(colour);
    }
  });
  test('a colour of the theme is the one that it has in this spreadsheet', () => {
    const theme = themeOf({
      properties: {
        spreadsheetTheme: { themeColors: [{ colorType: 'ACCENT1', color: { rgbColor: { green: 1 } } }] },
      },
    });
    expect(colourOf({ themeColor: 'ACCENT1' }, theme)).toBe('#00FF00');
    expect(colourOf({ themeColor: 'ACCENT2' }, theme)).toBeNull();
    expect(colourOf(undefined, theme)).toBeNull();
  });
});

describe('cells', () => {
  const number = (numberFormat: { type?: string; pattern?: string } | null): CellContent | null =>
    contentOf({
      effectiveValue: { numberValue: 0.5 },
      ...(numberFormat ? { effectiveFormat: { numberFormat } } : {}),
    });
  test.each([
    [null, { kind: 'number', value: 0.5 }],
    [{ type: 'PERCENT' }, { kind: 'number', value: 0.5, format: 'percent' }],
    [
      { type: 'NUMBER', pattern: '0.0%' },
      { kind: 'number', value: 0.5, format: 'percent' },
    ],
    [{ type: 'TIME' }, { kind: 'date', date: '1899-12-30T12:00:00' }],
    [
      { type: 'TIME', pattern: '[h]:mm' },
      { kind: 'number', value: 0.5 },
    ],
    [
      { type: 'CURRENCY', pattern: '"Rs" #,##0' },
      { kind: 'number', value: 0.5 },
    ],
  ])('a number shown by %j', (format, content) => {
    expect(number(format)).toEqual(content);
  });
  test('errors by what they show', () => {
    const shown = (type: string) => contentOf({ effectiveValue: { errorValue: { type } } });
    expect(shown('DIVIDE_BY_ZERO')).toEqual({ kind: 'error', error: '#DIV/0!' });
    expect(shown('LOADING')).toEqual({ kind: 'error', error: '#ERROR!' });
  });
  test('white on purpose is a fill; a formula that shows nothing is a cell', () => {
    const white = { userEnteredFormat: { backgroundColorStyle: colourStyle('#FFFFFF') } };
    const formula = { userEnteredValue: { formulaValue: '=""' }, effectiveValue: { stringValue: '' } };
    expect(rowsOf({ startRow: 4, rowData: [{ values: [{}, white, formula] }, {}] }, new Map())).toEqual([
      {
        row: 5,
        hidden: false,
        cells: [
          { column: 2, content: null, fill: '#FFFFFF' },
          { column: 3, content: null, formula: '""' },
        ],
      },
    ]);
  });
  test('what a worksheet holds is told apart in short: values, formulas and where they stand, not what formulas show', () => {
    const text = (stringValue: string) => ({ effectiveValue: { stringValue } });
    const formula = (formulaValue: string, numberValue: number) => ({
      userEnteredValue: { formulaValue },
      effectiveValue: { numberValue },
    });
    const of = (...values: readonly object[]) => fingerprintOf([{ values: [...values] }]);
    expect(of(text('a'), {})).toBe(of(text('a')));
    expect(of({ userEnteredValue: { stringValue: 'a' } })).toBe(of(text('a')));
    expect(of(formula("=SUM( 'A'!B1)", 1))).toBe(of(formula('=SUM(A!B1)', 2)));
    const different = [
      of(),
      of(text('a')),
      of(text('=a')),
      of(formula('=a', 1)),
      of({}, text('a')),
      of({ effectiveValue: { numberValue: 1 } }),
      of(text('1')),
      of({ effectiveValue: { boolValue: true } }),
      of(text('true')),
    ];
    expect(new Set(different).size).toBe(different.length);
  });
});

test('checks by what they say, a range by its name where it has one', () => {
  const { names } = structureOf({
    sheets: [{ properties: { sheetId: 0, title: 'My lists' } }],
    namedRanges: [
      { name: 'Words', range: { startRowIndex: 0, endRowIndex: 2, startColumnIndex: 0, endColumnIndex: 1 } },
      { name: 'Gone' },
      { name: "'Copy of Matrix'!NISP_no", range: {} },
    ],
  });
  expect(names.map(({ name, place }) => [name, place?.range])).toEqual([
    ['Words', 'A1:A2'],
    ['Gone', undefined],
  ]);
  const checked = (type: string, ...values: readonly string[]) => ({
    dataValidation: { condition: { type, values: values.map((userEnteredValue) => ({ userEnteredValue })) } },
  });
  const values = [
    checked('ONE_OF_RANGE', "='My lists'!$A$1:$A$2"),
    checked('ONE_OF_RANGE', '=Other!$A$1:$A$2'),
    checked('ONE_OF_LIST', 'yes', 'say "no"'),
    checked('NUMBER_BETWEEN', '0', '1'),
    checked('DATE_IS_VALID'),
    checked('CUSTOM_FORMULA', '=LEN(A1)<9'),
    checked('CUSTOM_FORMULA', '=A1>B1'),
    checked('TEXT_IS_EMAIL'),
  ];
  expect(validationsOf({ rowData: [{ values }] }, names).map(({ type, formula }) => [type, formula])).toEqual(
    [
      ['list', 'Words'],
      ['list', 'Other!$A$1:$A$2'],
      ['list', '"yes,say ""no"""'],
      ['decimal', null],
      ['date', null],
      ['text-length', 'LEN(A1)<9'],
      ['custom', 'A1>B1'],
      ['any', null],
    ],
  );
});
