/** The fake Sheets API through the real client: what is created, read and changed, who may, and what goes wrong. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createPerson } from '../sheets/person.js';
import { Program } from '../sheets/program.js';
import { createWorkbook } from '../sheets/workbook.js';
import { startSheetsServer, type SheetsServer } from './server.js';
import { refusal } from './refusal.js';
import { realClient } from './signed-in.js';

const id = 'spreadsheet-1';
const email = 'editor@example.org';

let now = 0;
const clock = { now: () => now, wait: () => Promise.resolve() };
let server: SheetsServer;
let program: Program;

beforeEach(async () => {
  now = 1_000_000;
  server = await startSheetsServer({ clock });
  program = server.add(createWorkbook(), { editors: [email], readers: ['reader@example.org'] });
});
afterEach(() => server.close());

const client = (who = email, options = {}) => realClient(server, server.signIn(who, options)).spreadsheets;

const batch = (requests: object[], who = client()) =>
  who.batchUpdate({ spreadsheetId: id, requestBody: { requests } }).then(({ data }) => data);

const read = async (fields: string, ranges?: string[]) =>
  (await client().get({ spreadsheetId: id, fields, ...(ranges ? { ranges } : {}) })).data;

describe('reading', () => {
  test('a new spreadsheet is created as it is wanted, and read', async () => {
    const created = await client().create({
      fields: 'spreadsheetId,spreadsheetUrl',
      requestBody: {
        properties: { title: 'Punjab', locale: 'en_GB' },
        sheets: [
          { properties: { sheetId: 7, title: 'Matrix', gridProperties: { rowCount: 20, columnCount: 4 } } },
        ],
      },
    });
    const { spreadsheetId, ...rest } = created.data;
    expect(rest).toEqual({ spreadsheetUrl: `https://docs.google.com/spreadsheets/d/${spreadsheetId!}/edit` });
    const { data } = await client().get({
      spreadsheetId: spreadsheetId!,
      fields: 'properties(title),sheets/properties',
    });
    expect(data).toEqual({
      properties: { title: 'Punjab' },
      sheets: [
        {
          properties: {
            sheetId: 7,
            title: 'Matrix',
            index: 0,
            sheetType: 'GRID',
            gridProperties: {
              rowCount: 20,
              columnCount: 4,
              rowGroupControlAfter: true,
              columnGroupControlAfter: true,
            },
          },
        },
      ],
    });
  });

  test('masks with nested parentheses, dots and slashes select; unknown paths are refused', async () => {
    createPerson(program, email).type('Sheet1', 'B2', '12%');
    expect(
      await read(
        'sheets(properties(title,gridProperties.rowCount),data/rowData/values(formattedValue,note))',
      ),
    ).toEqual({
      sheets: [
        {
          properties: { title: 'Sheet1', gridProperties: { rowCount: 1000 } },
          data: [{ rowData: [{}, { values: [{}, { formattedValue: '12%' }] }] }],
        },
      ],
    });
    expect(await refusal(read('sheets(properties(titel))'))).toMatchObject({
      code: 400,
      status: 'INVALID_ARGUMENT',
    });
    expect(await refusal(read('sheets(properties'))).toMatchObject({ code: 400 });
  });

  test('grid data is there where a mask, or the parameter, asks for it; ranges cut it down', async () => {
    createPerson(program, email).pasteBlock('Sheet1', 'A1', [
      ['1', '=A1*2'],
      ['x', ''],
    ]);
    const { data } = await client().get({ spreadsheetId: id });
    expect(data.sheets![0]).not.toHaveProperty('data');
    const whole = await client().get({ spreadsheetId: id, includeGridData: true });
    expect(whole.data.sheets![0]!.data![0]!.rowData![0]!.values![1]).toMatchObject({
      userEnteredValue: { formulaValue: '=A1*2' },
      effectiveValue: { numberValue: 2 },
      formattedValue: '2',
    });
    expect(whole.data.sheets![0]!.data![0]!.rowMetadata).toHaveLength(1000);
    expect(await read('sheets.data(startRow,rowData.values.userEnteredValue)', ['Sheet1!A2:B2'])).toEqual({
      sheets: [
        { data: [{ startRow: 1, rowData: [{ values: [{ userEnteredValue: { stringValue: 'x' } }] }] }] },
      ],
    });
    expect(await refusal(read('sheets.data', ['Sheet1!A1001']))).toMatchObject({
      code: 400,
      message: 'Range (Sheet1!A1001) exceeds grid limits. Max rows: 1000, max columns: 26',
    });
    expect(await refusal(read('sheets.data', ['Gone!A1']))).toMatchObject({
      message: 'Unable to parse range: Gone!A1',
    });
  });
});

describe('writing', () => {
  test('text is text whatever it begins with; formulas are calculated; numbers keep their format', async () => {
    await batch([
      {
        updateCells: {
          start: { sheetId: 0, rowIndex: 0, columnIndex: 0 },
          rows: [
            {
              values: [
                { userEnteredValue: { stringValue: '=1+1' } },
                { userEnteredValue: { formulaValue: '=1+1' } },
                {
                  userEnteredValue: { numberValue: 43_555 },
                  userEnteredFormat: { numberFormat: { type: 'DATE', pattern: 'd-mmm-yyyy' } },
                },
              ],
            },
          ],
          fields: 'userEnteredValue,userEnteredFormat.numberFormat',
        },
      },
    ]);
    const data = await read('sheets.data.rowData.values(effectiveValue,formattedValue,userEnteredFormat)');
    expect(data.sheets![0]!.data![0]!.rowData![0]!.values).toEqual([
      { effectiveValue: { stringValue: '=1+1' }, formattedValue: '=1+1' },
      { effectiveValue: { numberValue: 2 }, formattedValue: '2' },
      {
        effectiveValue: { numberValue: 43_555 },
        formattedValue: '31-Mar-2019',
        userEnteredFormat: { numberFormat: { type: 'DATE', pattern: 'd-mmm-yyyy' } },
      },
    ]);
  });

  test('only what the mask lists is changed, and what it lists and is not given is cleared', async () => {
    const range = { startRowIndex: 0, endRowIndex: 2, startColumnIndex: 0, endColumnIndex: 1 };
    const bold = { textFormat: { bold: true, fontSize: 12 }, backgroundColorStyle: { rgbColor: { red: 1 } } };
    await batch([
      {
        repeatCell: {
          range,
          cell: { note: 'Keep', userEnteredFormat: bold },
          fields: 'note,userEnteredFormat',
        },
      },
      {
        repeatCell: {
          range: { ...range, endRowIndex: 1 },
          cell: { note: 'no' },
          fields: 'userEnteredFormat(textFormat.bold)',
        },
      },
    ]);
    const data = await read(
      'sheets.data.rowData.values(note,userEnteredFormat(backgroundColorStyle,textFormat))',
    );
    const look = { backgroundColorStyle: { rgbColor: { red: 1 } } };
    expect(data.sheets![0]!.data![0]!.rowData).toEqual([
      { values: [{ note: 'Keep', userEnteredFormat: { ...look, textFormat: { fontSize: 12 } } }] },
      {
        values: [{ note: 'Keep', userEnteredFormat: { ...look, textFormat: { bold: true, fontSize: 12 } } }],
      },
    ]);
  });

  test('a batch is done as a whole or not at all, and is answered in its order', async () => {
    const before = structuredClone(program.workbook);
    const addSheet = { addSheet: { properties: { sheetId: 5, title: 'Two' } } };
    expect(await refusal(batch([addSheet, { deleteSheet: { sheetId: 99 } }]))).toMatchObject({
      code: 400,
      status: 'INVALID_ARGUMENT',
      message: 'Invalid requests[1].deleteSheet: No grid with id: 99',
    });
    expect(program.workbook).toEqual(before);
    const { replies } = await batch([{ deleteSheet: { sheetId: 5 } }, addSheet].reverse());
    expect(replies).toMatchObject([{ addSheet: { properties: { sheetId: 5, index: 1 } } }, {}]);
    expect((await batch([addSheet])).replies).toHaveLength(1);
    expect(await refusal(batch([{ addSheet: { properties: { sheetId: 5 } } }]))).toMatchObject({ code: 400 });
  });

  test('what no request may say is refused by name, and what is not emulated is a gap', async () => {
    const said = async (request: object) => (await refusal(batch([request]))).message;
    expect(await said({ repeatCell: { range: {}, cell: { colour: 1 }, fields: 'note' } })).toContain(
      'Unknown name "colour" at \'requests[0].repeat_cell.cell\'',
    );
    expect(await said({ repeatCell: { range: { sheetId: 'x' } } })).toContain('(TYPE_INT32), "x"');
    expect(await said({ repeatCell: { range: {}, fields: '' } })).toContain(
      "At least one field must be listed in 'fields'",
    );
    expect(await said({ repeatCell: { range: {}, fields: 'userEnteredFormat.bold' } })).toContain(
      'Invalid field: userEnteredFormat.bold',
    );
    expect(await said({ deleteSheet: { sheetId: 0 }, addSheet: {} })).toContain(
      "oneof field 'kind' is already set",
    );
    expect(await said({ repeatCell: { range: { startRowIndex: 1000 }, fields: 'note' } })).toBe(
      'Invalid requests[0].repeatCell: Range (Sheet1!A1001) exceeds grid limits. Max rows: 1000, max columns: 26',
    );
    expect(await refusal(batch([]))).toMatchObject({ message: 'Must specify at least one request.' });
    expect(server.gaps).toEqual([]);
    expect(await refusal(batch([{ findReplace: { find: 'a' } }]))).toMatchObject({ code: 501 });
    expect(
      await refusal(
        batch([{ repeatCell: { range: {}, cell: { userEnteredFormat: { padding: {} } }, fields: '*' } }]),
      ),
    ).toMatchObject({
      code: 501,
      message: 'fake: writing requests[0].repeat_cell.cell.user_entered_format.padding is not emulated',
    });
    expect(server.gaps.splice(0)).toHaveLength(2);
  });
});
