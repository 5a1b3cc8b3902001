/** Each kind of request to the fake Sheets API: what it does, and what it refuses. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { beforeEach, describe, expect, test } from 'vitest';
import { createPerson } from '../sheets/person.js';
import { Program } from '../sheets/program.js';
import { createWorkbook } from '../sheets/workbook.js';
import { SheetsApi } from './server.js';

type Request = sheets_v4.Schema$Request;

const owner = 'owner@example.org';
const editor = 'editor@example.org';

let api: SheetsApi;
let program: Program;

beforeEach(() => {
  api = new SheetsApi();
  program = api.add(createWorkbook(), { editors: [editor] });
  const person = createPerson(program, owner);
  person.pasteBlock('Sheet1', 'A1', [
    ['Unit', 'Actual', 'Target'],
    ['Sindh', '3', '10'],
    ['Punjab', '12', '10'],
  ]);
});

interface Answer {
  readonly replies?: sheets_v4.Schema$Response[];
  readonly error?: { readonly code: number; readonly message: string };
}

const url = 'https://sheets.googleapis.com/v4/spreadsheets/spreadsheet-1';
const ask = async (path: string, init: RequestInit, email: string): Promise<unknown> => {
  const headers = { authorization: `Bearer ${api.signIn(email)}` };
  return (await api.fetch(`${url}${path}`, { ...init, headers })).json();
};

/** The replies to a batch. */
async function change(requests: Request[], email = editor): Promise<sheets_v4.Schema$Response[]> {
  const body = JSON.stringify({ requests });
  const { replies, error } = (await ask(':batchUpdate', { method: 'POST', body }, email)) as Answer;
  if (!replies) throw new Error(`${error?.code ?? 0} ${error?.message ?? ''}`);
  return replies;
}

/** What of the first worksheet a mask selects. */
async function sheet(fields: string): Promise<sheets_v4.Schema$Sheet> {
  const { sheets } = (await ask(`?fields=sheets(${fields})`, {}, editor)) as sheets_v4.Schema$Spreadsheet;
  return sheets![0]!;
}

const range = (
  startRowIndex: number,
  endRowIndex: number,
  startColumnIndex: number,
  endColumnIndex: number,
) => ({
  ...{ startRowIndex, endRowIndex, startColumnIndex, endColumnIndex },
});
const rowsAt = (startIndex: number, endIndex: number) => ({
  sheetId: 0,
  dimension: 'ROWS',
  startIndex,
  endIndex,
});
const columnsAt = (startIndex: number, endIndex: number) => ({
  sheetId: 0,
  dimension: 'COLUMNS',
  startIndex,
  endIndex,
});

describe('worksheets', () => {
  test('have properties, and stand where their index says, as before the move', async () => {
    await change([
      { addSheet: { properties: { sheetId: 1, title: 'One' } } },
      { addSheet: { properties: { sheetId: 2, title: 'Two', hidden: true, rightToLeft: true } } },
      { updateSheetProperties: { properties: { sheetId: 0, index: 2 }, fields: 'index' } },
      {
        updateSheetProperties: {
          properties: {
            sheetId: 1,
            title: 'First',
            tabColorStyle: { rgbColor: { green: 1 } },
            gridProperties: { rowCount: 30, columnCount: 5, frozenRowCount: 2, hideGridlines: true },
          },
          fields: 'title,tabColorStyle,gridProperties(rowCount,columnCount,frozenRowCount,hideGridlines)',
        },
      },
    ]);
    expect(program.workbook.worksheets).toMatchObject([
      { sheetId: 1, name: 'First', tabColour: '#00ff00', maxRows: 30, frozenRows: 2, hiddenGridlines: true },
      { sheetId: 0, name: 'Sheet1' },
      { sheetId: 2, hidden: true, rightToLeft: true },
    ]);
  });
  test('are refused where the name is taken, none would be seen, or there would be too many cells', async () => {
    const rename = {
      updateSheetProperties: { properties: { title: 'SHEET1', sheetId: 1 }, fields: 'title' },
    };
    await change([{ addSheet: { properties: { sheetId: 1, title: 'Hidden', hidden: true } } }]);
    await expect(change([rename])).rejects.toThrow('A sheet with the name "SHEET1" already exists');
    await expect(change([{ deleteSheet: { sheetId: 0 } }])).rejects.toThrow('400');
    const hide = { updateSheetProperties: { properties: { hidden: true }, fields: 'hidden' } };
    await expect(change([hide])).rejects.toThrow("You can't hide all the sheets");
    const grid = { gridProperties: { rowCount: 400_000, columnCount: 26 } };
    await expect(change([{ addSheet: { properties: grid } }])).rejects.toThrow('limit of 10000000 cells');
  });
});

describe('cells', () => {
  test('of a range without data lose what the mask lists; those merged over take no value', async () => {
    await change([
      { mergeCells: { range: range(4, 5, 0, 2), mergeType: 'MERGE_ALL' } },
      {
        updateCells: {
          range: range(1, 3, 0, 2),
          rows: [{ values: [{}, { note: 'n' }] }],
          fields: 'userEnteredValue,note',
        },
      },
      {
        repeatCell: {
          range: range(4, 5, 0, 2),
          cell: { userEnteredValue: { stringValue: 'm' } },
          fields: 'userEnteredValue',
        },
      },
    ]);
    const { data } = await sheet(
      'data.rowData.values(userEnteredValue.stringValue,userEnteredValue.numberValue,note)',
    );
    expect(data![0]!.rowData!.slice(1)).toEqual([
      { values: [{}, { note: 'n' }, { userEnteredValue: { numberValue: 10 } }] },
      { values: [{}, {}, { userEnteredValue: { numberValue: 10 } }] },
      {},
      { values: [{ userEnteredValue: { stringValue: 'm' } }] },
    ]);
  });
  test('hold texts up to 50,000 characters, and formulas that move along where they are repeated', async () => {
    const write = (cell: sheets_v4.Schema$CellData, at = range(1, 3, 3, 4)) =>
      change([{ repeatCell: { range: at, cell, fields: 'userEnteredValue' } }]);
    await write({ userEnteredValue: { formulaValue: '=B2>=C2' } });
    const { data } = await sheet('data.rowData.values.effectiveValue.boolValue');
    expect(data![0]!.rowData!.map(({ values }) => values?.[3])).toEqual([
      undefined,
      { effectiveValue: { boolValue: false } },
      { effectiveValue: { boolValue: true } },
    ]);
    await expect(write({ userEnteredValue: { stringValue: 'x'.repeat(50_001) } })).rejects.toThrow(
      'maximum of 50000 characters',
    );
    await expect(write({ userEnteredValue: { stringValue: 'x', numberValue: 1 } })).rejects.toThrow('oneof');
    await expect(write({ userEnteredValue: { formulaValue: 'B2' } })).rejects.toThrow('Invalid formula');
  });
  test('are copied with all they have, by value, or by look', async () => {
    await change([
      {
        repeatCell: {
          range: range(1, 2, 1, 2),
          cell: { userEnteredFormat: { textFormat: { bold: true } } },
          fields: 'userEnteredFormat',
        },
      },
      {
        updateCells: {
          start: { rowIndex: 0, columnIndex: 3 },
          rows: [{ values: [{ userEnteredValue: { formulaValue: '=B2*2' } }] }],
          fields: 'userEnteredValue',
        },
      },
      { copyPaste: { source: range(0, 1, 3, 4), destination: range(6, 7, 0, 1), pasteType: 'PASTE_VALUES' } },
      { copyPaste: { source: range(1, 2, 1, 2), destination: range(6, 7, 0, 1), pasteType: 'PASTE_FORMAT' } },
    ]);
    expect(program.workbook.worksheets[0]!.cells[7]![1]).toMatchObject({
      content: 6,
      formula: null,
      looks: { fontWeight: 'bold' },
    });
  });
  test('share the lines between them', async () => {
    const line = { style: 'SOLID', colorStyle: { rgbColor: {} } };
    const borders = 'data.rowData.values.userEnteredFormat.borders(top.style,left.style)';
    await change([{ updateBorders: { range: range(0, 1, 0, 1), right: line, bottom: line } }]);
    const drawn = (await sheet(borders)).data![0]!.rowData!;
    expect(drawn[0]!.values![1]).toEqual({ userEnteredFormat: { borders: { left: { style: 'SOLID' } } } });
    expect(drawn[1]!.values![0]).toEqual({ userEnteredFormat: { borders: { top: { style: 'SOLID' } } } });
    await change([{ updateBorders: { range: range(1, 2, 0, 1), top: { style: 'NONE' } } }]);
    expect(program.workbook.worksheets[0]!.cells[1]![1]!.borders).not.toHaveProperty('bottom');
  });
});

test('rows and columns are sized, hidden, added, deleted and moved, with what refers to them', async () => {
  await change([
    { addNamedRange: { namedRange: { namedRangeId: 'n1', name: 'TARGET', range: range(1, 3, 2, 3) } } },
    {
      createDeveloperMetadata: {
        developerMetadata: {
          metadataKey: 'k',
          metadataValue: 'target',
          visibility: 'DOCUMENT',
          location: { dimensionRange: columnsAt(2, 3) },
        },
      },
    },
    {
      updateDimensionProperties: {
        range: columnsAt(1, 2),
        properties: { pixelSize: 55, hiddenByUser: true },
        fields: 'pixelSize,hiddenByUser',
      },
    },
    { moveDimension: { source: columnsAt(2, 3), destinationIndex: 0 } },
    { insertDimension: { range: rowsAt(1, 3), inheritFromBefore: true } },
    { appendDimension: { sheetId: 0, dimension: 'ROWS', length: 5 } },
    { deleteDimension: { range: rowsAt(3, 4) } },
  ]);
  const { data, properties } = await sheet(
    'properties.gridProperties.rowCount,data(columnMetadata(pixelSize,hiddenByUser,developerMetadata.metadataValue))',
  );
  expect(properties!.gridProperties!.rowCount).toBe(1006);
  expect(data![0]!.columnMetadata!.slice(0, 4)).toEqual([
    { pixelSize: 100, developerMetadata: [{ metadataValue: 'target' }] },
    { pixelSize: 100 },
    { pixelSize: 55, hiddenByUser: true },
    { pixelSize: 100 },
  ]);
  expect(program.workbook.names).toMatchObject([
    { area: { range: { top: 4, left: 1, bottom: 4, right: 1 } } },
  ]);
  const tooFar = { insertDimension: { range: rowsAt(1006, 1007), inheritFromBefore: false } };
  await expect(change([tooFar])).rejects.toThrow('must be less than the grid size (1006)');
});

test('groups lie in each other, and hide their rows when they are closed', async () => {
  const replies = await change([
    { addDimensionGroup: { range: rowsAt(1, 5) } },
    { addDimensionGroup: { range: rowsAt(2, 4) } },
    {
      updateDimensionGroup: {
        dimensionGroup: { range: rowsAt(2, 4), depth: 2, collapsed: true },
        fields: 'collapsed',
      },
    },
  ]);
  expect(replies[1]!.addDimensionGroup!.dimensionGroups).toMatchObject([
    { depth: 1, range: { startIndex: 1, endIndex: 5 } },
    { depth: 2, range: { startIndex: 2, endIndex: 4 } },
  ]);
  expect((await sheet('rowGroups(depth,collapsed)')).rowGroups).toEqual([
    { depth: 1 },
    { depth: 2, collapsed: true },
  ]);
  expect(Object.keys(program.workbook.worksheets[0]!.rows.hidden)).toEqual(['3', '4']);
  await change([{ deleteDimensionGroup: { range: rowsAt(2, 4) } }]);
  await expect(change([{ deleteDimensionGroup: { range: rowsAt(8, 9) } }])).rejects.toThrow(
    'no dimension group',
  );
});

describe('validations', () => {
  const plain = (type: string, ...values: string[]): sheets_v4.Schema$DataValidationRule => ({
    condition: {
      type,
      ...(values.length > 0 ? { values: values.map((userEnteredValue) => ({ userEnteredValue })) } : {}),
    },
    strict: true,
    inputMessage: 'Choose',
  });
  const rule = (type: string, ...values: string[]) => ({ ...plain(type, ...values), showCustomUi: true });
  const set = (said: sheets_v4.Schema$DataValidationRule) =>
    change([{ setDataValidation: { range: range(1, 2, 1, 2), rule: said } }]);
  test.each([
    rule('ONE_OF_LIST', 'yes', 'no'),
    rule('ONE_OF_RANGE', '=Sheet1!$A$2:$A$3'),
    plain('NUMBER_BETWEEN', '0', '100'),
    plain('DATE_ON_OR_AFTER', '2019-01-01'),
    plain('CUSTOM_FORMULA', '=LEN(B2)<5'),
    rule('BOOLEAN'),
  ])('$condition.type is kept', async (said) => {
    await set(said);
    const { data } = await sheet('data.rowData.values.dataValidation');
    expect(data![0]!.rowData![1]!.values![1]!.dataValidation).toEqual(said);
  });
  test('bind people, and not the API', async () => {
    await set(rule('ONE_OF_LIST', 'yes', 'no'));
    expect(createPerson(program, editor).type('Sheet1', 'B2', 'maybe').reaction).toBe('rejected');
    const start = { rowIndex: 1, columnIndex: 1 };
    const rows = [{ values: [{ userEnteredValue: { stringValue: 'maybe' } }] }];
    await change([{ updateCells: { start, rows, fields: 'userEnteredValue' } }]);
  });
  test('need as many values as their type takes', async () => {
    await expect(set(rule('NUMBER_BETWEEN', '1'))).rejects.toThrow('must have exactly 2 values');
    await expect(set(rule('NUMBER_LESS', 'much'))).rejects.toThrow('Invalid ConditionValue');
  });
});

test('conditional formats have their priority by index, and look at no other worksheet', async () => {
  const add = (formula: string, index: number): Request => ({
    addConditionalFormatRule: {
      index,
      rule: {
        ranges: [range(1, 3, 1, 2)],
        booleanRule: {
          condition: { type: 'CUSTOM_FORMULA', values: [{ userEnteredValue: formula }] },
          format: { backgroundColorStyle: { rgbColor: { red: 1 } }, textFormat: { bold: true } },
        },
      },
    },
  });
  await change([add('=B2>C2', 0), add('=B2<C2', 0)]);
  const read = async () =>
    (await sheet('conditionalFormats.booleanRule.condition.values')).conditionalFormats!.map(
      ({ booleanRule }) => booleanRule!.condition!.values![0]!.userEnteredValue,
    );
  expect(await read()).toEqual(['=B2<C2', '=B2>C2']);
  const { data } = await sheet('data.rowData.values.effectiveFormat.backgroundColorStyle');
  expect(data![0]!.rowData![1]!.values![1]!.effectiveFormat).toEqual({
    backgroundColorStyle: { rgbColor: { red: 1 } },
  });
  await change([{ deleteConditionalFormatRule: { sheetId: 0, index: 0 } }]);
  expect(await read()).toEqual(['=B2>C2']);
  await change([{ addSheet: { properties: { title: 'Lists' } } }]);
  await expect(change([add('=B2>Lists!A1', 0)])).rejects.toThrow(
    'Conditional format rule cannot reference a different sheet.',
  );
  await expect(change([add('=B2>C2', 5)])).rejects.toThrow('Invalid index');
});

test('names are added, led elsewhere and taken away', async () => {
  const [added] = await change([
    { addNamedRange: { namedRange: { name: 'UNITS', range: range(1, 3, 0, 1) } } },
  ]);
  const { namedRangeId } = added!.addNamedRange!.namedRange!;
  const again = { addNamedRange: { namedRange: { name: 'units', range: range(0, 1, 0, 1) } } };
  await expect(change([again])).rejects.toThrow('A named range with the name "units" already exists');
  await change([
    {
      updateNamedRange: {
        namedRange: { namedRangeId: namedRangeId!, name: 'BODIES', range: range(0, 1, 0, 1) },
        fields: 'name',
      },
    },
  ]);
  expect(program.workbook.names).toMatchObject([{ name: 'BODIES', area: { range: { top: 2, bottom: 3 } } }]);
  await change([{ deleteNamedRange: { namedRangeId: namedRangeId! } }]);
  expect(program.workbook.names).toEqual([]);
});

describe('protection', () => {
  const write: Request[] = [
    {
      repeatCell: {
        range: range(1, 2, 1, 2),
        cell: { userEnteredValue: { numberValue: 1 } },
        fields: 'userEnteredValue',
      },
    },
  ];
  const protect = (protectedRange: sheets_v4.Schema$ProtectedRange, who = owner) =>
    change([{ addProtectedRange: { protectedRange } }], who);
  test('keeps out who is no editor of it, but for where it is open', async () => {
    const [reply] = await protect({ range: { sheetId: 0 }, unprotectedRanges: [range(2, 3, 0, 3)] });
    await expect(change(write)).rejects.toThrow('You are trying to edit a protected cell or object.');
    await change(write, owner);
    await change([{ repeatCell: { range: range(2, 3, 0, 3), cell: { note: 'open' }, fields: 'note' } }]);
    const { protectedRangeId } = reply!.addProtectedRange!.protectedRange!;
    const allow = { protectedRangeId: protectedRangeId!, editors: { users: [editor] } };
    await expect(change([{ deleteProtectedRange: { protectedRangeId: protectedRangeId! } }])).rejects.toThrow(
      'protected',
    );
    await change([{ updateProtectedRange: { protectedRange: allow, fields: 'editors' } }], owner);
    await change(write);
  });
  test('that only warns stops nobody here, and has no editors', async () => {
    await protect({ range: range(1, 2, 1, 2), warningOnly: true });
    await change(write);
    await expect(
      protect({ range: range(5, 6, 0, 1), warningOnly: true, editors: { users: [editor] } }),
    ).rejects.toThrow('Cannot set editors');
    await expect(
      protect({ range: range(5, 6, 0, 1), unprotectedRanges: [range(5, 6, 0, 1)] }),
    ).rejects.toThrow('Unprotected ranges can only be set on a protected sheet');
  });
});

test('merged cells keep the first value, and are not torn by what is frozen', async () => {
  await change([{ mergeCells: { range: range(0, 2, 0, 3), mergeType: 'MERGE_ROWS' } }]);
  expect((await sheet('merges')).merges).toEqual([range(0, 1, 0, 3), range(1, 2, 0, 3)]);
  const freeze = {
    updateSheetProperties: {
      properties: { gridProperties: { frozenColumnCount: 1 } },
      fields: 'gridProperties.frozenColumnCount',
    },
  };
  await expect(change([freeze])).rejects.toThrow('only part of a merged cell');
  await expect(change([{ unmergeCells: { range: range(0, 1, 0, 2) } }])).rejects.toThrow(
    'You must select all cells',
  );
  await change([{ unmergeCells: { range: range(0, 5, 0, 5) } }, freeze]);
  expect(program.workbook.worksheets[0]!.merges).toEqual([]);
});

test('a filter hides rows until it is cleared', async () => {
  const filterSpecs = [{ columnIndex: 0, filterCriteria: { hiddenValues: ['Sindh'] } }];
  await change([{ setBasicFilter: { filter: { range: range(0, 3, 0, 3), filterSpecs } } }]);
  const { basicFilter, data } = await sheet('basicFilter(range,filterSpecs),data.rowMetadata.hiddenByFilter');
  expect(basicFilter).toEqual({ range: range(0, 3, 0, 3), filterSpecs });
  expect(data![0]!.rowMetadata!.slice(0, 3)).toEqual([{}, { hiddenByFilter: true }, {}]);
  await change([{ clearBasicFilter: { sheetId: 0 } }]);
  expect(await sheet('basicFilter')).toEqual({});
});

test('charts keep what is said of them, follow their cells, and go', async () => {
  const source = (startColumnIndex: number) => ({
    sourceRange: { sources: [range(0, 3, startColumnIndex, startColumnIndex + 1)] },
  });
  const spec: sheets_v4.Schema$ChartSpec = {
    title: 'Progress',
    altText: 'What was reached',
    basicChart: {
      chartType: 'BAR',
      stackedType: 'STACKED',
      headerCount: 1,
      domains: [{ domain: source(0), reversed: true }],
      series: [{ series: source(1), targetAxis: 'BOTTOM_AXIS', colorStyle: { rgbColor: { blue: 1 } } }],
    },
  };
  const position = {
    overlayPosition: { anchorCell: { rowIndex: 5, columnIndex: 1 }, widthPixels: 300, heightPixels: 200 },
  };
  const [reply] = await change([{ addChart: { chart: { spec, position } } }]);
  const { chartId, ...rest } = reply!.addChart!.chart!;
  expect(rest).toEqual({ spec, position });
  await change([{ insertDimension: { range: columnsAt(0, 1), inheritFromBefore: false } }]);
  const [chart] = (await sheet('charts')).charts!;
  expect(chart!.spec!.basicChart!.domains).toEqual([{ domain: source(1), reversed: true }]);
  await change([
    { updateChartSpec: { chartId: chartId!, spec: { ...spec, title: 'New' } } },
    { deleteEmbeddedObject: { objectId: chartId! } },
  ]);
  expect(await sheet('charts')).toEqual({});
  await expect(change([{ deleteEmbeddedObject: { objectId: chartId! } }])).rejects.toThrow(
    'No chart with id',
  );
});

test('developer metadata is kept once for a line, found by its key, and gone', async () => {
  const at = (location: sheets_v4.Schema$DeveloperMetadataLocation, metadataId: number): Request => ({
    createDeveloperMetadata: {
      developerMetadata: {
        metadataId,
        metadataKey: 'key',
        metadataValue: 'v',
        visibility: 'DOCUMENT',
        location,
      },
    },
  });
  await change([
    at({ spreadsheet: true }, 1),
    at({ sheetId: 0 }, 2),
    at({ dimensionRange: rowsAt(4, 5) }, 3),
  ]);
  await expect(change([at({ spreadsheet: true }, 1)])).rejects.toThrow('already exists');
  await expect(change([at({ dimensionRange: rowsAt(4, 6) }, 4)])).rejects.toThrow('arbitrary ranges');
  const filter = (locationType: string) => ({
    developerMetadataLookup: { metadataKey: 'key', locationType },
  });
  await change([
    {
      updateDeveloperMetadata: {
        dataFilters: [filter('SHEET')],
        developerMetadata: { metadataValue: 'new' },
        fields: 'metadataValue',
      },
    },
    { deleteDeveloperMetadata: { dataFilter: filter('ROW') } },
  ]);
  expect(program.workbook.metadata).toMatchObject([
    { id: 1, value: 'v', location: { kind: 'spreadsheet' } },
    { id: 2, value: 'new', location: { kind: 'sheet' } },
  ]);
});
