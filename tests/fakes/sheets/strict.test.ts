/** The fake Google Sheets has what Apps Script's types say, no more; it takes nothing else, counts every call, and fails when told. */
import { describe, expect, test } from 'vitest';
import { read } from './members.js';
import { openSheets } from './open.js';

const opened = () => {
  const { app, program, workbook } = openSheets();
  const spreadsheet = app.getActive();
  const sheet = spreadsheet.getSheetByName('Sheet1')!;
  program.resetCalls();
  return { app, program, workbook, spreadsheet, sheet };
};
const anything = (object: unknown) => object as Record<string, (...given: unknown[]) => unknown>;

describe('members', () => {
  test('are read out of the types, those taken over from others too', () => {
    expect(read('Range').size).toBeGreaterThan(150);
    expect(read('Blob').has('getBytes')).toBe(true);
    expect(read('SpreadsheetApp').get('BorderStyle')).toEqual({
      kind: 'property',
      enumeration: 'BorderStyle',
    });
  });

  test('that do not exist are undefined', () => {
    const { app, sheet } = opened();
    expect(anything(app).getActiveShet).toBeUndefined();
    expect(anything(sheet).getRnge).toBeUndefined();
    expect(() => anything(sheet).getRnge!()).toThrow(TypeError);
  });

  test('that exist and are not emulated fail the test, also if the script catches what they throw', () => {
    const { program, sheet } = opened();
    expect(() => sheet.getRange('A1').randomize()).toThrow('fake: Range.randomize is real but not emulated');
    expect(program.faults).toHaveLength(1);
  });

  test('enumerations are those of the types', () => {
    const { app } = opened();
    expect(String(app.BorderStyle.SOLID_MEDIUM)).toBe('SOLID_MEDIUM');
    expect((app.BorderStyle as unknown as Record<string, unknown>).WAVY).toBeUndefined();
    expect(app.WrapStrategy.WRAP).toBe(app.WrapStrategy.WRAP);
  });
});

describe('parameters', () => {
  test.each([
    ['too few', 'getRange', []],
    ['too many', 'getRange', [1, 1, 1, 1, 1]],
    ['of another type', 'getRange', [true]],
    ['undefined', 'getRange', [1, 1, undefined]],
    ['not whole', 'getRange', [1.5, 1]],
    ['null where there is no null', 'setName', [null]],
    ['a plain object for an object of the service', 'hideRow', [{}]],
    ['an option that there is not', 'clear', [{ notesOnly: true }]],
  ])('%s', (_, name, given) => {
    const { sheet } = opened();
    expect(() => anything(sheet)[name]!(...given)).toThrow(
      /^The parameters \(.*\) don't match the method signature for SpreadsheetApp\.Sheet\.\w+\.$/,
    );
  });

  test('are named by their types in the message', () => {
    const { sheet } = opened();
    const range = sheet.getRange('A1');
    expect(() => anything(range).setBorder!('solid', null)).toThrow(
      "The parameters (String,null) don't match the method signature for SpreadsheetApp.Range.setBorder.",
    );
    expect(() => anything(range).copyTo!(sheet)).toThrow('The parameters (SpreadsheetApp.Sheet)');
  });

  test('a value of another enumeration is refused', () => {
    const { app, sheet } = opened();
    expect(() => anything(sheet.getRange('A1')).setWrapStrategy!(app.BorderStyle.SOLID)).toThrow(
      "The parameters (SpreadsheetApp.BorderStyle) don't match",
    );
  });

  test('grids have the size of the range', () => {
    const { sheet } = opened();
    const range = sheet.getRange('A1:B2');
    expect(() => range.setValues([[1, 2]])).toThrow(
      'The number of rows in the data does not match the number of rows in the range. The data has 1 but the range has 2.',
    );
    expect(() => range.setBackgrounds([['#ffffff'], ['#ffffff']])).toThrow(
      'The number of columns in the data does not match the number of columns in the range. The data has 1 but the range has 2.',
    );
  });

  test('ranges lie within the grid', () => {
    const { sheet } = opened();
    expect([sheet.getMaxRows(), sheet.getMaxColumns()]).toEqual([1000, 26]);
    expect(() => sheet.getRange(1001, 1)).toThrow('The coordinates or dimensions of the range are invalid.');
    expect(() => sheet.getRange('AA1')).toThrow('The coordinates or dimensions of the range are invalid.');
    expect(() => sheet.getRange(1, 1, 0, 1)).toThrow(
      'The coordinates or dimensions of the range are invalid.',
    );
    expect(() => sheet.getRange('no range')).toThrow('Range not found');
  });
});

describe('the scope spreadsheets.currentonly', () => {
  test.each([
    ['openById', ['x']],
    ['openByUrl', ['https://docs.google.com/spreadsheets/d/x/edit']],
    ['create', ['x']],
    ['getActiveRangeList', []],
  ])('%s is refused', (name, given) => {
    const { app } = opened();
    expect(() => anything(app)[name]!(...given)).toThrow(
      `Specified permissions are not sufficient to call SpreadsheetApp.${name}.`,
    );
  });

  test('the active spreadsheet has the list of what is selected', () => {
    const { spreadsheet } = opened();
    expect(spreadsheet.getActiveRangeList()!.getRanges()[0]!.getA1Notation()).toBe('A1');
  });
});

describe('calls', () => {
  test('are counted by name', () => {
    const { program, sheet } = opened();
    sheet.getRange('A1').setValue(1).setBackground('#ff0000').getValue();
    expect(program.calls).toEqual({
      total: 4,
      byName: {
        'Sheet.getRange': 1,
        'Range.setValue': 1,
        'Range.setBackground': 1,
        'Range.getValue': 1,
      },
    });
  });

  test('the n-th from now fails as the service does, and does nothing', () => {
    const { program, sheet } = opened();
    const range = sheet.getRange('A1');
    program.failAt(2);
    range.setValue(1);
    expect(() => range.setValue(2)).toThrow('Service Spreadsheets failed while accessing document');
    expect(range.getValue()).toBe(1);
    expect(program.faults).toEqual([]);
  });

  test('something else can happen before one', () => {
    const { program, sheet } = opened();
    const range = sheet.getRange('A1');
    program.beforeCall(1, () => {
      sheet.setName('Renamed meanwhile');
    });
    range.setValue(1);
    expect(sheet.getName()).toBe('Renamed meanwhile');
  });

  test('on a worksheet that is gone fail', () => {
    const { spreadsheet, sheet } = opened();
    spreadsheet.insertSheet('Other');
    const range = sheet.getRange('A1');
    spreadsheet.deleteSheet(sheet);
    expect(() => void range.getValue()).toThrow('Sheet 0 not found');
  });
});
