/** Worksheets of the fake Google Sheets: made, renamed, moved, hidden, copied, deleted; their names, sizes and what is selected. */
import { describe, expect, test } from 'vitest';
import { openSheets } from './open.js';

const opened = () => {
  const sheets = openSheets();
  const spreadsheet = sheets.app.getActive();
  const sheet = spreadsheet.getSheetByName('Sheet1')!;
  return { ...sheets, spreadsheet, sheet };
};
type Spreadsheet = ReturnType<typeof opened>['spreadsheet'];
const names = (spreadsheet: Spreadsheet) => spreadsheet.getSheets().map((sheet) => sheet.getName());
const namesOf = (spreadsheet: Spreadsheet) =>
  spreadsheet.getNamedRanges().map((named) => `${named.getName()} ${named.getRange().getA1Notation()}`);

describe('worksheets', () => {
  test('are inserted behind the active one, or where it is said, and are active then', () => {
    const { spreadsheet, sheet } = opened();
    spreadsheet.insertSheet('C');
    spreadsheet.setActiveSheet(sheet);
    spreadsheet.insertSheet('B');
    spreadsheet.insertSheet('A', 0);
    expect(names(spreadsheet)).toEqual(['A', 'Sheet1', 'B', 'C']);
    expect(spreadsheet.getActiveSheet().getName()).toBe('A');
    spreadsheet.moveActiveSheet(4);
    expect(names(spreadsheet)).toEqual(['Sheet1', 'B', 'C', 'A']);
    expect(spreadsheet.getSheetByName('a')!.getIndex()).toBe(4);
    expect(() => {
      spreadsheet.moveActiveSheet(5);
    }).toThrow('The specified sheet position is out of range.');
  });

  test('have names of their own', () => {
    const { spreadsheet, sheet } = opened();
    const words = 'A sheet with the name "sheet1" already exists. Please enter another name.';
    expect(() => spreadsheet.insertSheet('sheet1')).toThrow(words);
    expect(() => spreadsheet.insertSheet('Other').setName('sheet1')).toThrow(words);
    expect(sheet.setName('SHEET1').getName()).toBe('SHEET1');
  });

  test('formulas know them by their new names, and lose what is deleted', () => {
    const { spreadsheet, sheet } = opened();
    const other = spreadsheet.insertSheet('Other');
    sheet.getRange('A1').setFormula('=Other!A1+1');
    other.setName('An other');
    expect(sheet.getRange('A1').getFormula()).toBe("='An other'!A1+1");
    spreadsheet.deleteSheet(other);
    expect(sheet.getRange('A1').getValue()).toBe('#REF!');
  });

  test('one at least is seen', () => {
    const { spreadsheet, sheet } = opened();
    expect(() => sheet.hideSheet()).toThrow("You can't hide all the sheets in a document.");
    const other = spreadsheet.insertSheet('Other');
    other.hideSheet();
    expect(spreadsheet.getActiveSheet().getName()).toBe('Sheet1');
    expect(() => {
      spreadsheet.deleteSheet(sheet);
    }).toThrow("You can't remove all the visible sheets in a document.");
    spreadsheet.setActiveSheet(other);
    expect(other.isSheetHidden()).toBe(false);
  });

  test('are as large as they were made, and filled as far as something stands', () => {
    const { sheet } = opened();
    expect([sheet.getLastRow(), sheet.getLastColumn(), sheet.getDataRange().getA1Notation()]).toEqual([
      0,
      0,
      'A1',
    ]);
    sheet.getRange('C2').setFormula('=""');
    sheet.getRange('E9').setBackground('#ff0000').setNote('a note');
    expect(sheet.getDataRange().getA1Notation()).toBe('A1:C2');
  });

  test('have tab colours, gridlines, frozen and hidden lines, and sizes', () => {
    const { sheet } = opened();
    sheet.setTabColor('#FF0000').setHiddenGridlines(true).setRowHeight(1, 40).setColumnWidths(2, 2, 50);
    sheet.setFrozenRows(2);
    sheet.hideRows(5, 2);
    sheet.hideColumns(3);
    sheet.showRows(6);
    expect([
      sheet.getTabColor(),
      sheet.hasHiddenGridlines(),
      sheet.getRowHeight(1),
      sheet.getRowHeight(2),
      sheet.getColumnWidth(3),
      sheet.getFrozenRows(),
      sheet.isRowHiddenByUser(5),
      sheet.isRowHiddenByUser(6),
      sheet.isColumnHiddenByUser(3),
      sheet.isRowHiddenByFilter(5),
    ]).toEqual(['#ff0000', true, 40, 21, 50, 2, true, false, true, false]);
    expect(() => {
      sheet.hideRows(1, 1000);
    }).toThrow("You can't hide all the rows on the sheet.");
    expect(() => {
      sheet.setFrozenColumns(26);
    }).toThrow("You can't freeze all the columns on the sheet.");
  });
});

describe('copies of a worksheet', () => {
  test('have all but the protection, their own names, and metadata twice', () => {
    const { spreadsheet, sheet, workbook } = opened();
    spreadsheet.setNamedRange('PART', sheet.getRange('A1:A2'));
    sheet.getRange('B:B').addDeveloperMetadata('nisp-field', 'status');
    sheet.getRange('A1').setValue(1).setBackground('#ff0000');
    sheet.protect().setWarningOnly(true);
    const copy = sheet.copyTo(spreadsheet);
    expect(copy.getName()).toBe('Copy of Sheet1');
    expect(names(spreadsheet)).toEqual(['Sheet1', 'Copy of Sheet1']);
    expect(copy.getRange('A1').getBackground()).toBe('#ff0000');
    expect(namesOf(spreadsheet)).toEqual(['PART A1:A2', "'Copy of Sheet1'!PART A1:A2"]);
    expect(workbook.worksheets.map(({ protections }) => protections.length)).toEqual([1, 0]);
    expect(workbook.metadata.map(({ key, location }) => [key, location])).toEqual([
      ['nisp-field', { kind: 'column', sheetId: 0, at: 2 }],
      ['nisp-field', { kind: 'column', sheetId: copy.getSheetId(), at: 2 }],
    ]);
    expect(spreadsheet.getRangeByName('PART')!.getSheet().getName()).toBe('Sheet1');
    expect(spreadsheet.getRangeByName("'Copy of Sheet1'!PART")!.getSheet().getName()).toBe('Copy of Sheet1');
  });

  test('go with what is their own', () => {
    const { spreadsheet, sheet, person, workbook } = opened();
    spreadsheet.setNamedRange('PART', sheet.getRange('A1:A2'));
    sheet.addDeveloperMetadata('key', 'value');
    person.deleteWorksheet(person.duplicateWorksheet('Sheet1'));
    expect(namesOf(spreadsheet)).toEqual(['PART A1:A2']);
    expect(workbook.metadata).toHaveLength(1);
  });
});

describe('named ranges', () => {
  test('are set anew, and removed', () => {
    const { spreadsheet, sheet } = opened();
    spreadsheet.setNamedRange('PART', sheet.getRange('A1'));
    spreadsheet.setNamedRange('part', sheet.getRange('B1:B2'));
    expect(namesOf(spreadsheet)).toEqual(['PART B1:B2']);
    spreadsheet.removeNamedRange('PART');
    expect(spreadsheet.getRangeByName('PART')).toBeNull();
    expect(() => {
      spreadsheet.removeNamedRange('PART');
    }).toThrow('The named range PART does not exist.');
  });

  test.each(['A1', 'R1C1', '1x', 'two words', 'TRUE', ''])('%j is no name', (name) => {
    const { spreadsheet, sheet } = opened();
    expect(() => {
      spreadsheet.setNamedRange(name, sheet.getRange('A1'));
    }).toThrow('The name you are trying to give this range is invalid.');
  });

  test('whose cells are deleted are listed, and lead nowhere', () => {
    const { spreadsheet, sheet } = opened();
    spreadsheet.setNamedRange('PART', sheet.getRange('A2'));
    sheet.deleteRow(2);
    const [named] = spreadsheet.getNamedRanges();
    expect(named!.getName()).toBe('PART');
    expect(() => named!.getRange()).toThrow('Range not found');
    expect(spreadsheet.getRangeByName('PART')).toBeNull();
  });
});

test('ranges know where they are', () => {
  const { spreadsheet, sheet } = opened();
  const range = sheet.getRange('B2:C4');
  expect([
    range.getRow(),
    range.getColumn(),
    range.getLastRow(),
    range.getLastColumn(),
    range.getNumRows(),
    range.getNumColumns(),
    range.getSheet().getSheetId(),
    range.offset(1, 1).getA1Notation(),
    range.offset(1, 1, 1, 1).getA1Notation(),
    range.getCell(2, 1).getA1Notation(),
    sheet.getRange('B:C').getA1Notation(),
    sheet.getRange('3:5').getA1Notation(),
    sheet.getRange('A2:B').getA1Notation(),
    spreadsheet.getRange('Sheet1!$B$2').getA1Notation(),
    sheet
      .getRangeList(['A1', 'B2:C3'])
      .getRanges()
      .map((one) => one.getA1Notation())
      .join(),
  ]).toEqual([2, 2, 4, 3, 3, 2, 0, 'C3:D5', 'C3', 'B3', 'B:C', 'A3:Z5', 'A2:B1000', 'B2', 'A1,B2:C3']);
  expect(() => range.offset(-2, 0)).toThrow('The coordinates or dimensions of the range are invalid.');
});

test('what is selected', () => {
  const { spreadsheet, person } = opened();
  const other = spreadsheet.insertSheet('Other');
  spreadsheet.setActiveRange(other.getRange('B2'));
  expect(spreadsheet.getSelection().getActiveRange()!.getA1Notation()).toBe('B2');
  person.select('Sheet1', 'A1', 'C3:D4');
  expect(spreadsheet.getActiveSheet().getName()).toBe('Sheet1');
  expect(spreadsheet.getActiveRange()!.getA1Notation()).toBe('C3:D4');
  expect(spreadsheet.getActiveRangeList()!.getRanges()).toHaveLength(2);
});

test('all that is kept is plain data', () => {
  const { workbook, sheet, spreadsheet } = opened();
  sheet.getRange('A1:B2').setValue('x').setBackground('#ff0000').merge();
  spreadsheet.setNamedRange('PART', sheet.getRange('A1'));
  const copy = JSON.parse(JSON.stringify(workbook)) as unknown;
  expect(copy).toEqual(workbook);
  sheet.getRange('A1').setValue('y');
  expect(copy).not.toEqual(workbook);
});
