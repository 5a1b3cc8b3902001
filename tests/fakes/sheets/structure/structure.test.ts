/** What follows when rows and columns of the fake Google Sheets are inserted, deleted and moved, and cells are cut and sorted. */
import { describe, expect, test } from 'vitest';
import { openSheets } from '../open.js';

/** A small list with all that can refer to cells. */
function opened() {
  const sheets = openSheets();
  const { app, workbook } = sheets;
  const spreadsheet = app.getActive();
  const sheet = spreadsheet.getSheetByName('Sheet1')!;
  const other = spreadsheet.insertSheet('Other');
  sheet.getRange('A1:C4').setValues([
    ['No', 'Status', 'Progress'],
    [3, 'c', '=A2*2'],
    [1, 'a', '=A3*2'],
    [2, 'b', '=A4*2'],
  ]);
  other.getRange('A1').setFormula('=SUM(Sheet1!A2:A4)');
  other.getRange('A2:A4').setValues([['a'], ['b'], ['c']]);
  spreadsheet.setNamedRange('STATUS', sheet.getRange('B2:B4'));
  sheet.getRange('B:B').addDeveloperMetadata('nisp-field', 'status');
  sheet.setColumnWidth(2, 200);
  sheet
    .getRange('B2:B4')
    .setDataValidation(app.newDataValidation().requireValueInRange(other.getRange('A2:A4')).build());
  sheet.setConditionalFormatRules([
    app
      .newConditionalFormatRule()
      .whenFormulaSatisfied('=$C2>2')
      .setBackground('#ff0000')
      .setRanges([sheet.getRange('A2:C4')])
      .build(),
  ]);
  sheet.getRange('B2:B4').protect().setWarningOnly(true);
  sheet.setFrozenRows(1);
  const worksheet = workbook.worksheets.find(({ sheetId }) => sheetId === 0)!;
  const address = (notation: string) => sheet.getRange(notation).getA1Notation();
  const state = () => {
    const [rule] = worksheet.conditionalFormats;
    const [validation] = Object.values(worksheet.cells).flatMap((row) =>
      Object.values(row).flatMap((cell) => cell.validation ?? []),
    );
    const text = (range: { top: number; left: number; bottom: number; right: number } | null | undefined) =>
      range ? `${range.top},${range.left}:${range.bottom},${range.right}` : null;
    return {
      sum: other.getRange('A1').getFormula(),
      name: text(workbook.names[0]?.area?.range),
      rule: rule ? [rule.ranges.map(text).join(' '), ...rule.values] : null,
      protection: text(worksheet.protections[0]?.range),
      metadata: workbook.metadata.map(({ location }) => ('at' in location ? location.at : null)),
      list: text((validation?.values[0] as { range: Parameters<typeof text>[0] } | undefined)?.range),
      widths: worksheet.columns.sizes,
    };
  };
  return { ...sheets, spreadsheet, sheet, other, worksheet, state, address };
}

test('to begin with', () => {
  const { state } = opened();
  expect(state()).toEqual({
    sum: '=SUM(Sheet1!A2:A4)',
    name: '2,2:4,2',
    rule: ['2,1:4,3', '=$C2>2'],
    protection: '2,2:4,2',
    metadata: [2],
    list: '2,1:4,1',
    widths: { 2: 200 },
  });
});

describe('rows', () => {
  test('inserted within grow what they are in; before it they move it', () => {
    const { sheet, state } = opened();
    sheet.insertRowsBefore(3, 2);
    expect(state()).toMatchObject({
      sum: '=SUM(Sheet1!A2:A6)',
      name: '2,2:6,2',
      rule: ['2,1:6,3', '=$C2>2'],
      protection: '2,2:6,2',
    });
    sheet.insertRowBefore(2);
    expect(state()).toMatchObject({
      sum: '=SUM(Sheet1!A3:A7)',
      name: '3,2:7,2',
      rule: ['3,1:7,3', '=$C3>2'],
    });
    expect(sheet.getMaxRows()).toBe(1003);
    expect(sheet.getRange('C6:C7').getFormulas()).toEqual([['=A6*2'], ['=A7*2']]);
  });

  test('inserted look like the one that they are inserted beside, and hold nothing', () => {
    const { sheet, worksheet } = opened();
    sheet.getRange('A3').setBackground('#00ff00').setNote('a note');
    sheet.insertRowBefore(3);
    expect(sheet.getRange('A3').getBackground()).toBe('#00ff00');
    expect([sheet.getRange('A3').getValue(), sheet.getRange('A3').getNote()]).toEqual(['', '']);
    expect(worksheet.cells[3]![2]!.validation).not.toBeNull();
    sheet.insertRowAfter(4);
    expect(sheet.getRange('A5').getBackground()).toBe('#00ff00');
  });

  test('deleted take what is theirs, and what only they were', () => {
    const { sheet, state, other } = opened();
    sheet.deleteRows(2, 2);
    expect(state()).toMatchObject({
      sum: '=SUM(Sheet1!A2:A2)',
      name: '2,2:2,2',
      rule: ['2,1:2,3', '=$C2>2'],
      protection: '2,2:2,2',
    });
    sheet.deleteRow(2);
    expect(state()).toMatchObject({ sum: '=SUM(Sheet1!#REF!)', name: null, rule: null, protection: null });
    expect(other.getRange('A1').getValue()).toBe('#REF!');
    expect(sheet.getMaxRows()).toBe(997);
  });

  test('are not deleted where there are none, nor all of them', () => {
    const { sheet } = opened();
    expect(() => sheet.deleteRow(1001)).toThrow('Those rows are out of bounds.');
    expect(() => {
      sheet.deleteRows(2, 999);
    }).toThrow('Sorry, it is not possible to delete all non-frozen rows.');
    expect(() => {
      sheet.deleteRows(1, 1000);
    }).toThrow("You can't delete all the rows on the sheet.");
  });

  test('frozen ones are counted', () => {
    const { sheet } = opened();
    sheet.insertRowBefore(1);
    expect(sheet.getFrozenRows()).toBe(2);
    sheet.insertRowAfter(2);
    expect(sheet.getFrozenRows()).toBe(2);
    sheet.deleteRow(1);
    expect(sheet.getFrozenRows()).toBe(1);
  });

  test('hidden, high and grouped ones are so wherever they come to stand', () => {
    const { sheet, worksheet } = opened();
    sheet.hideRows(4);
    sheet.setRowHeight(4, 50);
    sheet.getRange('4:4').shiftRowGroupDepth(1);
    sheet.insertRowBefore(2);
    expect([worksheet.rows.hidden, worksheet.rows.sizes, worksheet.rows.depths]).toEqual([
      { 5: true },
      { 5: 50 },
      { 5: 1 },
    ]);
  });
});

describe('columns', () => {
  test('inserted and deleted take metadata along, and with them', () => {
    const { person, state } = opened();
    person.insertColumns('Sheet1', 'A');
    expect(state()).toMatchObject({
      sum: '=SUM(Sheet1!B2:B4)',
      name: '2,3:4,3',
      rule: ['2,2:4,4', '=$D2>2'],
      metadata: [3],
      widths: { 3: 200 },
    });
    person.deleteColumns('Sheet1', 'C');
    expect(state()).toMatchObject({ name: null, metadata: [], protection: null, widths: {} });
  });

  test('dragged elsewhere take all that is theirs along', () => {
    const { person, state, sheet } = opened();
    person.moveColumn('Sheet1', 'B', 'E');
    expect(sheet.getRange('A1:D2').getDisplayValues()).toEqual([
      ['No', 'Progress', '', 'Status'],
      ['3', '6', '', 'c'],
    ]);
    expect(state()).toMatchObject({
      name: '2,4:4,4',
      metadata: [4],
      protection: '2,4:4,4',
      widths: { 4: 200 },
      rule: ['2,1:4,2', '=$B2>2'],
    });
    person.moveColumn('Sheet1', 'D', 'A');
    expect(sheet.getRange('A2:C2').getFormulas()).toEqual([['', '', '=B2*2']]);
    expect(state()).toMatchObject({ metadata: [1], name: '2,1:4,1', sum: '=SUM(Sheet1!B2:B4)' });
  });

  test('cut and pasted leave metadata and width behind', () => {
    const { person, state, sheet, worksheet } = opened();
    person.cutColumn('Sheet1', 'B', 'E');
    expect(sheet.getRange('E1:E4').getValues()).toEqual([['Status'], ['c'], ['a'], ['b']]);
    expect(sheet.getRange('B1:B4').isBlank()).toBe(true);
    expect(state()).toMatchObject({
      name: '2,5:4,5',
      metadata: [2],
      widths: { 2: 200 },
      list: '2,1:4,1',
    });
    expect(worksheet.cells[2]![5]!.validation).not.toBeNull();
    expect(worksheet.conditionalFormats.map(({ ranges }) => ranges.length)).toEqual([3]);
  });
});

test('cells that are cut and pasted are followed; those beneath are gone', () => {
  const { person, sheet, other } = opened();
  person.cut('Sheet1', 'A2:A4', 'E2');
  expect(other.getRange('A1').getFormula()).toBe('=SUM(Sheet1!E2:E4)');
  expect(sheet.getRange('C2').getFormula()).toBe('=E2*2');
  person.cut('Sheet1', 'B2:B4', 'E2');
  expect(other.getRange('A1').getValue()).toBe('#REF!');
});

test('rows that are sorted go with looks and notes; names stay', () => {
  const { person, sheet, state, spreadsheet } = opened();
  person.writeNote('Sheet1', 'A2', 'third');
  person.sort('Sheet1', 'A2:C4', 'A');
  expect(sheet.getRange('A2:C4').getValues()).toEqual([
    [1, 'a', 2],
    [2, 'b', 4],
    [3, 'c', 6],
  ]);
  expect(sheet.getRange('C4').getFormula()).toBe('=A4*2');
  expect(sheet.getRange('A4').getNote()).toBe('third');
  expect(state().name).toBe('2,2:4,2');
  sheet.sort(2, false);
  expect(sheet.getRange('B2:B4').getValues()).toEqual([['c'], ['b'], ['a']]);
  expect(spreadsheet.getRangeByName('STATUS')!.getA1Notation()).toBe('B2:B4');
});

test('merged cells stand in the way of sorting, moving and cutting', () => {
  const { person, sheet } = opened();
  sheet.getRange('A3:B3').merge();
  expect(() => {
    person.sort('Sheet1', 'A2:C4', 'A');
  }).toThrow("You can't sort a range with vertical merges.");
  expect(() => {
    person.moveColumn('Sheet1', 'B', 'E');
  }).toThrow("You can't move columns that cut through merged cells.");
  expect(() => {
    person.cut('Sheet1', 'A2:A4', 'E2');
  }).toThrow('You must select all cells in a merged range');
});
