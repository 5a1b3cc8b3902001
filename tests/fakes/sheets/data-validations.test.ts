/** Data validation in the fake Google Sheets: what rules take, what they refuse, and how they read back. */
import { describe, expect, test } from 'vitest';
import { openSheets } from './open.js';
import { isValid, offeredBy } from './validity.js';

function opened() {
  const sheets = openSheets();
  const spreadsheet = sheets.app.getActiveSpreadsheet();
  const sheet = spreadsheet.getSheets()[0]!;
  const rule = () => sheets.app.newDataValidation();
  return { ...sheets, spreadsheet, sheet, rule };
}

const noon = (date: string) => new Date(`${date}T12:00:00Z`);
const refused = (cell: string) =>
  `The data you entered in cell ${cell} violates the data validation rules set on this cell.`;

describe('data validation', () => {
  test('what a person types is refused or kept, as the rule says', () => {
    const { sheet, rule, person } = opened();
    const list = rule().requireValueInList(['Completed', 'On hold'], true);
    sheet.getRange('A1').setDataValidation(list.setAllowInvalid(false).build());
    sheet.getRange('A2').setDataValidation(list.setAllowInvalid(true).build());
    expect(person.type('Sheet1', 'A1', 'Finished').reaction).toBe('rejected');
    expect(sheet.getRange('A1').getValue()).toBe('');
    expect(person.type('Sheet1', 'A2', 'Finished').reaction).toBe('warned');
    expect(sheet.getRange('A2').getValue()).toBe('Finished');
    expect(person.type('Sheet1', 'A1', 'On hold').reaction).toBe('accepted');
    person.clear('Sheet1', 'A1');
    expect(sheet.getRange('A1').isBlank()).toBe(true);
  });

  test('a script is refused what a rule rejects, and nothing is written then', () => {
    const { sheet, rule } = opened();
    const range = sheet.getRange('B2:B4');
    range.setDataValidation(rule().requireNumberBetween(0, 1).setAllowInvalid(false).build());
    range.setValues([[0], [0.5], [1]]);
    expect(() => range.setValues([[1], [2], [3]])).toThrow(refused('B3'));
    expect(range.getValues()).toEqual([[0], [0.5], [1]]);
    expect(() => sheet.getRange('B2').setValue('many')).toThrow(refused('B2'));
  });

  test('days are compared, in cells that show days', () => {
    const { sheet, rule, person, app } = opened();
    const range = sheet.getRange('C1:C2');
    range.setDataValidation(
      rule().requireDateBetween(noon('2018-01-01'), noon('2020-12-31')).setAllowInvalid(false).build(),
    );
    for (const [entry, reaction] of [
      ['2018-01-01', 'accepted'],
      ['31-Dec-2020', 'accepted'],
      ['2021-01-01', 'rejected'],
      ['2017-12-31', 'rejected'],
      ['soon', 'rejected'],
    ] as const)
      expect(person.type('Sheet1', 'C1', entry).reaction, entry).toBe(reaction);
    // Without a date format a number is no date.
    expect(() => sheet.getRange('C2').setValue(43_555)).toThrow(refused('C2'));
    sheet.getRange('C2').setNumberFormat('d-mmm-yyyy').setValue(43_555);
    const found = range.getDataValidation()!;
    expect(found.getCriteriaType()).toBe(app.DataValidationCriteria.DATE_BETWEEN);
    expect((found.getCriteriaValues() as Date[]).map((date) => date.toISOString())).toEqual([
      '2017-12-31T19:00:00.000Z',
      '2020-12-30T19:00:00.000Z',
    ]);
  });

  test('an instant that is of two days in two time zones is not taken', () => {
    const { rule, program } = opened();
    expect(() => rule().requireDateAfter(new Date('2019-03-31T21:00:00Z'))).toThrow('two days');
    expect(program.faults).toHaveLength(1);
  });

  test('a formula means the same in each of its cells, also when rows come between', () => {
    const { sheet, rule } = opened();
    const range = sheet.getRange('D5:E6');
    range.setDataValidation(rule().requireFormulaSatisfied('=LEN(D5)<4').setAllowInvalid(false).build());
    const formulas = () =>
      sheet
        .getRange('D5:E7')
        .getDataValidations()
        .map((row) => row.map((one) => (one?.getCriteriaValues() as string[] | undefined)?.[0]));
    expect(formulas()).toEqual([
      ['=LEN(D5)<4', '=LEN(E5)<4'],
      ['=LEN(D6)<4', '=LEN(E6)<4'],
      [undefined, undefined],
    ]);
    sheet.insertRowBefore(6);
    expect(formulas()[2]).toEqual(['=LEN(D7)<4', '=LEN(E7)<4']);
    expect(() => sheet.getRange('E7').setValue('long')).toThrow(refused('E7'));
    sheet.getRange('E7').setValue('abc');
  });

  test('a list of cells offers their texts, and follows them', () => {
    const { workbook, program, spreadsheet, sheet, rule } = opened();
    const lists = spreadsheet.insertSheet('Lists');
    lists.getRange('A1:A4').setValues([['one'], [''], ['two'], ['three']]);
    sheet.getRange('F1').setDataValidation(rule().requireValueInRange(lists.getRange('A1:A4')).build());
    sheet
      .getRange('F2')
      .setDataValidation(rule().requireValueInRange(lists.getRange('A1:A4'), false).build());
    lists.insertRowBefore(1);
    const [first, second] = [1, 2].map((row) => workbook.worksheets[0]!.cells[row]![6]!.validation!);
    expect(offeredBy(program, first!)).toEqual(['one', 'two', 'three']);
    expect(offeredBy(program, second!)).toBeNull();
    const [range] = sheet.getRange('F1').getDataValidation()!.getCriteriaValues() as [
      GoogleAppsScript.Spreadsheet.Range,
      boolean,
    ];
    expect([range.getSheet().getName(), range.getA1Notation()]).toEqual(['Lists', 'A2:A5']);
  });

  test.each<
    [string, (builder: GoogleAppsScript.Spreadsheet.DataValidationBuilder) => unknown, unknown[], unknown[]]
  >([
    ['a check box', (one) => one.requireCheckbox(), [true, false], ['TRUE!', 1]],
    ['a check box of its own', (one) => one.requireCheckbox('x', 'o'), ['x', 'o'], [true]],
    ['a number', (one) => one.requireNumberGreaterThanOrEqualTo(0), [0, 7.5], [-1, 'many']],
    ['no number between', (one) => one.requireNumberNotBetween(1, 2), [0, 3], [1, 2]],
    ['a text', (one) => one.requireTextContains('ab'), ['CABLE'], ['car']],
    ['a list', (one) => one.requireValueInList(['5', 'b']), [5, 'b'], ['B', 6]],
  ])('%s', (_name, build, right, wrong) => {
    const { program, workbook, sheet, rule } = opened();
    const builder = rule();
    build(builder);
    sheet.getRange('A1').setDataValidation(builder.build());
    const worksheet = workbook.worksheets[0]!;
    const cell = worksheet.cells[1]![1]!;
    const accepted = (value: unknown) =>
      isValid(program, worksheet, { row: 1, column: 1 }, cell, value as string | number | boolean);
    expect(right.filter((value) => !accepted(value))).toEqual([]);
    expect(wrong.filter(accepted)).toEqual([]);
  });

  test('each cell gives an object of its own, and a whole grid can be set at once', () => {
    const { sheet, rule } = opened();
    const range = sheet.getRange('A1:B2');
    const first = rule().requireNumberEqualTo(1).setHelpText('one').build();
    range.setDataValidations([
      [first, null],
      [null, first],
    ]);
    const [[a], [, d]] = range.getDataValidations() as [
      GoogleAppsScript.Spreadsheet.DataValidation[],
      GoogleAppsScript.Spreadsheet.DataValidation[],
    ];
    expect(a).not.toBe(d);
    expect([a!.getHelpText(), d!.getHelpText(), a!.getAllowInvalid()]).toEqual(['one', 'one', true]);
    expect(sheet.getRange('B1').getDataValidation()).toBeNull();
    expect(() => range.setDataValidations([[first, null]])).toThrow('The data has 1 but the range has 2.');
    sheet.getRangeList(['A1', 'B2']).clearDataValidations();
    expect(range.getDataValidations().flat()).toEqual([null, null, null, null]);
    expect(() => rule().build()).toThrow('criteria');
  });
});
