/** Conditional formats in the fake Google Sheets: what a rule may say, and which of them a cell shows. */
import { describe, expect, test } from 'vitest';
import { conditionalLooksAt } from './conditional-looks.js';
import { openSheets } from './open.js';
import { formulaSource } from './recalculation.js';

function opened() {
  const sheets = openSheets();
  const spreadsheet = sheets.app.getActiveSpreadsheet();
  const sheet = spreadsheet.getSheets()[0]!;
  const builder = (range: string) => sheets.app.newConditionalFormatRule().setRanges([sheet.getRange(range)]);
  const shown = (row: number, column: number, isDate = false) =>
    conditionalLooksAt(sheets.workbook.worksheets[0]!, row, column, formulaSource(sheets.program), isDate);
  return { ...sheets, spreadsheet, sheet, builder, shown };
}

const elsewhere = 'Conditional format rule cannot reference a different sheet.';

describe('conditional formats', () => {
  test('all rules that hold apply, an earlier one before a later one', () => {
    const { sheet, builder, shown } = opened();
    sheet.getRange('A1:A3').setValues([['yes'], ['YES'], ['no']]);
    sheet.setConditionalFormatRules([
      builder('A1:A3').whenTextEqualTo('Yes').setBackground('#ABCDEF').build(),
      builder('A1:A3').whenCellNotEmpty().setBackground('#000000').setFontColor('red').setBold(true).build(),
    ]);
    const both = { background: '#abcdef', fontColour: '#ff0000', bold: true };
    expect(shown(1, 1)).toMatchObject(both);
    expect(shown(2, 1)).toMatchObject(both);
    expect(shown(3, 1)).toMatchObject({ background: '#000000', fontColour: '#ff0000', italic: null });
    expect(Object.values(shown(4, 1))).toEqual([null, null, null, null, null, null]);
  });

  test('a formula is written for the upper left cell, and looks elsewhere by INDIRECT only', () => {
    const { spreadsheet, sheet, builder, shown } = opened();
    const other = spreadsheet.insertSheet('Other');
    other.getRange('B2').setValue(10);
    spreadsheet.setNamedRange('Limit', other.getRange('B2'));
    sheet.getRange('A1:A3').setValues([[5], [10], [11]]);
    const rule = (formula: string) =>
      builder('A1:B3').whenFormulaSatisfied(formula).setBackground('#ff0000').build();
    sheet.setConditionalFormatRules([rule('=$A1>INDIRECT("limit")')]);
    expect([1, 2, 3].map((row) => shown(row, 2).background)).toEqual([null, null, '#ff0000']);
    for (const formula of ['=$A1>Limit', "=$A1>'Other'!$B$2", '=$A1>Other!B2', '=unheard_of'])
      expect(() => {
        sheet.setConditionalFormatRules([rule('=TRUE'), rule(formula)]);
      }, formula).toThrow(elsewhere);
    expect(sheet.getConditionalFormatRules()).toHaveLength(1);
  });

  test('rules read back as they were built, and can be built upon', () => {
    const { app, sheet, builder } = opened();
    const noon = new Date(Date.UTC(2019, 2, 31, 12));
    sheet.setConditionalFormatRules([builder('C4:D5').whenDateAfter(noon).setItalic(true).build()]);
    const [rule] = sheet.getConditionalFormatRules();
    const condition = rule!.getBooleanCondition()!;
    expect(condition.getCriteriaType()).toBe(app.BooleanCriteria.DATE_AFTER);
    expect((condition.getCriteriaValues() as Date[]).map((date) => date.toISOString())).toEqual([
      '2019-03-30T19:00:00.000Z',
    ]);
    expect([condition.getItalic(), condition.getBold(), condition.getBackground()]).toEqual([
      true,
      null,
      null,
    ]);
    expect(rule!.getRanges().map((range) => range.getA1Notation())).toEqual(['C4:D5']);
    const copy = rule!.copy().setBold(true).build();
    expect(copy.getBooleanCondition()!.getBold()).toBe(true);
    expect(condition.getBold()).toBeNull();
  });

  test('a rule that is not said in full is not built', () => {
    const { app, sheet, builder } = opened();
    expect(() => app.newConditionalFormatRule().whenCellEmpty().setBold(true).build()).toThrow('range');
    expect(() => builder('A1').setBold(true).build()).toThrow('condition');
    expect(() => builder('A1').whenCellEmpty().build()).toThrow('format');
    expect(() => builder('A1').setRanges([])).toThrow('one sheet');
    expect(() => builder('A1').setBackground('no colour!')).toThrow('Invalid argument');
    sheet.setConditionalFormatRules([builder('A1').whenCellEmpty().setBold(true).build()]);
    sheet.clearConditionalFormatRules();
    expect(sheet.getConditionalFormatRules()).toEqual([]);
  });

  test('a rule follows its cells', () => {
    const { sheet, builder, shown } = opened();
    sheet.getRange('A1:B4').setValues([
      [1, 'a'],
      [2, 'b'],
      [3, 'c'],
      [4, 'd'],
    ]);
    sheet.setConditionalFormatRules([
      builder('B2:B4').whenFormulaSatisfied('=$A2>2').setBackground('#00ff00').build(),
    ]);
    sheet.insertRowBefore(2);
    sheet.insertRowBefore(4);
    expect([1, 2, 3, 4, 5, 6].map((row) => shown(row, 2).background)).toEqual([
      null,
      null,
      null,
      null,
      '#00ff00',
      '#00ff00',
    ]);
  });
});
