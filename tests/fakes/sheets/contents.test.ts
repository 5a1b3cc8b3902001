/** What cells of the fake Google Sheets hold after values, texts and formulas were written, and what is read. */
import { describe, expect, test } from 'vitest';
import { openSheets } from './open.js';

const opened = (options: Parameters<typeof openSheets>[0] = {}) => {
  const sheets = openSheets(options);
  const sheet = sheets.app.getActive().getSheetByName('Sheet1')!;
  return { ...sheets, sheet };
};

describe('a text that a script sets is read as if it were typed', () => {
  test.each([
    ['12', 12, '12', null],
    [' 12', 12, '12', null],
    ['-3.5', -3.5, '-3.5', null],
    ['1,234', 1234, '1,234', '#,##0'],
    ['50%', 0.5, '50%', '0%'],
    ['£20', 20, '£20', '"£"#,##0'],
    ['(5)', -5, '-5', null],
    ['1e5', 100_000, '1.00E+05', '0.00E+00'],
    ['true', true, 'TRUE', null],
    ['#N/A', '#N/A', '#N/A', null],
    ['007', 7, '7', null],
    ['5a', '5a', '5a', null],
    ['', '', '', null],
    ["'007", '007', '007', null],
    ["'=1+1", '=1+1', '=1+1', null],
    ["''x", "'x", "'x", null],
    ['@x', '@x', '@x', null],
    ['1.2', 1.2, '1.2', null],
    ['2019-Q1', '2019-Q1', '2019-Q1', null],
  ])('%j', (text, value, shown, numberFormat) => {
    const { sheet, workbook } = opened();
    const range = sheet.getRange('A1').setValue(text);
    expect(range.getValue()).toBe(value);
    expect(workbook.worksheets[0]!.cells[1]?.[1]?.numberFormat ?? null).toBe(numberFormat);
    if (numberFormat !== '0.00E+00') expect(range.getDisplayValue()).toBe(shown);
  });

  test.each([
    ['31/03/2019', '2019-03-31', 'dd/mm/yyyy'],
    ['3/4', '2019-04-03', 'dd/mm'],
    ['2019-03-31', '2019-03-31', 'yyyy-mm-dd'],
    ['31 Mar 2019', '2019-03-31', 'd mmm yyyy'],
    ['31-Mar-19', '2019-03-31', 'd mmm yyyy'],
    ['March 2019', '2019-03-01', 'mmm yyyy'],
    ['1.2.2019', '2019-02-01', 'dd/mm/yyyy'],
  ])('%j is a date', (text, date, numberFormat) => {
    const { sheet, workbook } = opened({ timeZone: 'UTC' });
    const value: unknown = sheet.getRange('A1').setValue(text).getValue();
    expect(value).toEqual(new Date(`${date}T00:00:00Z`));
    expect(workbook.worksheets[0]!.cells[1]![1]!.numberFormat).toBe(numberFormat);
  });

  test('13/31/2019 is no date in Britain, and one in America', () => {
    expect(opened().sheet.getRange('A1').setValue('03/31/2019').getValue()).toBe('03/31/2019');
    const american = opened({ locale: 'en_US', timeZone: 'UTC' });
    expect(american.sheet.getRange('A1').setValue('03/31/2019').getValue()).toEqual(
      new Date('2019-03-31T00:00:00Z'),
    );
  });

  test('a decimal comma where people write one', () => {
    const { sheet } = opened({ locale: 'de_DE' });
    expect(sheet.getRange('A1').setValue('1,5').getValue()).toBe(1.5);
    expect(() => sheet.getRange('A1').setFormula('=SUM(1,2)')).toThrow('formulas of the locale de_DE');
  });

  test.each(['=1+1', '+1+1', ' =1+1'])('%j is a formula', (text) => {
    const { sheet } = opened();
    const range = sheet.getRange('A1').setValue(text);
    expect(range.getFormula()).toBe(text.trim().startsWith('+') ? '=+1+1' : '=1+1');
    expect(range.getValue()).toBe(2);
  });

  test('a cell of plain text keeps texts as they are, but formulas', () => {
    const { sheet } = opened();
    const range = sheet
      .getRange('A1:C1')
      .setNumberFormat('@')
      .setValues([['1', "'1", '=1+1']]);
    expect(range.getValues()).toEqual([['1', "'1", 2]]);
  });

  test('is not longer than 50,000 characters', () => {
    const { sheet } = opened();
    const range = sheet.getRange('A1').setValue('x'.repeat(50_000));
    expect(() => range.setValue('x'.repeat(50_001))).toThrow('more than the maximum of 50000 characters');
  });

  test('null clears; undefined, NaN and objects are mistakes', () => {
    const { sheet } = opened();
    const range = sheet.getRange('A1').setValue(1);
    expect(range.setValue(null).isBlank()).toBe(true);
    expect(() => range.setValue(undefined)).toThrow("don't match the method signature");
    expect(() => range.setValue(NaN)).toThrow('fake: NaN in a cell');
    expect(() => range.setValue({})).toThrow('fake: an object in a cell');
  });
});

describe('dates', () => {
  test('are instants whose wall clock in the spreadsheet’s time zone is the cell’s', () => {
    const { sheet } = opened({ timeZone: 'Asia/Karachi' });
    const range = sheet.getRange('A1').setValue(43_555).setNumberFormat('d mmm yyyy');
    expect(range.getValue()).toEqual(new Date('2019-03-31T00:00:00+05:00'));
    expect(range.getDisplayValue()).toBe('31 Mar 2019');
  });

  test('also on the day the clocks change', () => {
    const { sheet } = opened({ timeZone: 'Europe/London' });
    const range = sheet
      .getRange('A1:A2')
      .setValues([[43_555], [43_555.5]])
      .setNumberFormat('dd/mm/yyyy hh:mm');
    expect(range.getValues()).toEqual([
      [new Date('2019-03-31T00:00:00Z')],
      [new Date('2019-03-31T11:00:00Z')],
    ]);
  });

  test('that a script sets become what the wall shows there', () => {
    const { sheet, workbook } = opened({ timeZone: 'Asia/Karachi' });
    sheet.getRange('A1').setValue(new Date('2019-03-30T19:00:00Z'));
    expect(workbook.worksheets[0]!.cells[1]![1]).toMatchObject({
      content: 43_555,
      numberFormat: 'dd/mm/yyyy',
    });
  });

  test('a number is one only by its format', () => {
    const { sheet } = opened();
    expect(sheet.getRange('A1').setValue(43_555).getValue()).toBe(43_555);
  });
});

describe('formulas', () => {
  test('are computed anew when something changes', () => {
    const { sheet } = opened();
    sheet.getRange('A1:B2').setValues([
      ['=SUM(B1:B2)', 1],
      ['=IF(A1>2,"much","little")', 1],
    ]);
    expect(sheet.getRange('A1:A2').getValues()).toEqual([[2], ['little']]);
    sheet.getRange('B2').setValue(5);
    expect(sheet.getRange('A1:A2').getValues()).toEqual([[6], ['much']]);
    expect(sheet.getRange('A1:B1').getFormulas()).toEqual([['=SUM(B1:B2)', '']]);
  });

  test('show errors as their codes, and nothing of a blank cell', () => {
    const { sheet } = opened();
    const formulas = ['=1/0', '=A3', '=B9', '=Absent!A1', '=1+', '=IMPORTXML("x","y")', '=WEBSERVICE("x")'];
    const range = sheet.getRange(1, 1, formulas.length, 1).setFormulas(formulas.map((one) => [one]));
    expect(range.getValues().flat()).toEqual(['#DIV/0!', '', '', '#REF!', '#ERROR!', '#N/A', '#NAME?']);
  });

  test('that lead back to themselves are an error', () => {
    const { sheet } = opened();
    sheet.getRange('A1:A2').setFormulas([['=A2'], ['=A1']]);
    expect(sheet.getRange('A1').getValue()).toBe('#REF!');
  });

  test('that the fake cannot compute fail the test', () => {
    const { sheet } = opened();
    sheet.getRange('A1').setFormula('=XLOOKUP(1,B1:B2,C1:C2)');
    expect(() => void sheet.getRange('A1').getValue()).toThrow('fake: what =XLOOKUP(1,B1:B2,C1:C2) gives');
  });

  test('see names', () => {
    const { sheet, app } = opened();
    app.getActive().setNamedRange('PART', sheet.getRange('B1:B2'));
    sheet.getRange('A1:B2').setValues([
      ['=SUM(PART)', 1],
      ['', 2],
    ]);
    expect(sheet.getRange('A1').getValue()).toBe(3);
  });
});

describe('entries that are refused', () => {
  test('nothing of a grid is written if a validation refuses a part of it', () => {
    const { sheet, app } = opened();
    const rule = app.newDataValidation().requireNumberBetween(0, 1).setAllowInvalid(false).build();
    sheet.getRange('A2').setDataValidation(rule);
    expect(() => sheet.getRange('A1:A2').setValues([[1], [2]])).toThrow(
      'The data you entered in cell A2 violates the data validation rules set on this cell.',
    );
    expect(sheet.getRange('A1:A2').isBlank()).toBe(true);
  });

  test('cells that merged cells cover take nothing', () => {
    const { sheet } = opened();
    sheet.getRange('A1:B1').merge();
    sheet.getRange('A1:B1').setValues([[1, 2]]);
    expect(sheet.getRange('A1:B1').breakApart().getValues()).toEqual([[1, '']]);
  });
});

describe('a person', () => {
  test('types', () => {
    const { person, sheet, app } = opened();
    sheet.getRange('A1').setNumberFormat('0%');
    const list = app.newDataValidation().requireValueInList(['Completed']).setAllowInvalid(false).build();
    const warned = list.copy().setAllowInvalid(true).build();
    sheet.getRange('B1').setDataValidation(list);
    sheet.getRange('C1').setDataValidation(warned);
    expect(person.type('Sheet1', 'A1', '50')).toMatchObject({ reaction: 'accepted', edit: { value: '0.5' } });
    expect(person.type('Sheet1', 'B1', 'Done')).toEqual({ reaction: 'rejected', access: 'free', edit: null });
    expect(person.type('Sheet1', 'C1', 'Done').reaction).toBe('warned');
    expect(sheet.getRange('A1:C1').getValues()).toEqual([[0.5, '', 'Done']]);
  });

  test('is asked where protection only warns, and refused where it does not', () => {
    const { person, sheet, personOf, workbook } = opened();
    sheet.getRange('A1').protect().setWarningOnly(true);
    expect(person.type('Sheet1', 'A1', 'x')).toMatchObject({ access: 'asks', reaction: 'accepted' });
    const [protection] = workbook.worksheets[0]!.protections;
    Object.assign(protection!, { warningOnly: false, editors: [workbook.owner] });
    expect(() => person.type('Sheet1', 'A1', 'y')).toThrow('You are trying to edit a protected cell');
    expect(() => sheet.getRange('A1').setValue('y')).toThrow('You are trying to edit a protected cell');
    expect(personOf(workbook.owner).type('Sheet1', 'A1', 'z').reaction).toBe('accepted');
  });

  test('pastes beyond the end of the grid', () => {
    const { person, sheet } = opened();
    person.pasteBlock('Sheet1', 'Z1000', [
      ['1', '2'],
      ['3', '=AA1000'],
    ]);
    expect([sheet.getMaxRows(), sheet.getMaxColumns()]).toEqual([1001, 27]);
    expect(sheet.getRange('AA1001').getValue()).toBe(2);
  });

  test('copies with all that lies on the cells, or values alone', () => {
    const { person, sheet } = opened();
    sheet
      .getRange('A1:B1')
      .setValues([[1, '=A1*2']])
      .setBackground('#ff0000');
    person.writeNote('Sheet1', 'A1', 'a note');
    person.paste(['Sheet1', 'A1:B1'], ['Sheet1', 'A3:A4']);
    person.paste(['Sheet1', 'A1:B1'], ['Sheet1', 'A6'], 'PASTE_VALUES');
    expect(sheet.getRange('A3:B4').getFormulas()).toEqual([
      ['', '=A3*2'],
      ['', '=A4*2'],
    ]);
    expect(sheet.getRange('A4').getNote()).toBe('a note');
    expect(sheet.getRange('A6:B6').getFormulas()).toEqual([['', '']]);
    expect(sheet.getRange('A6:B6').getValues()).toEqual([[1, 2]]);
    expect(sheet.getRange('A6').getBackground()).toBe('#ffffff');
  });
});
