/** Outline groups of rows and columns in the fake Google Sheets. */
import { describe, expect, test } from 'vitest';
import { openSheets } from './open.js';

function opened() {
  const sheets = openSheets();
  const sheet = sheets.app.getActiveSpreadsheet().getSheets()[0]!;
  const depths = (last: number) =>
    Array.from({ length: last }, (_row, index) => sheet.getRowGroupDepth(index + 1));
  const hidden = (last: number) =>
    Array.from({ length: last }, (_row, index) => index + 1).filter((row) => sheet.isRowHiddenByUser(row));
  return { ...sheets, sheet, depths, hidden };
}

describe('groups', () => {
  test('lie within each other, and go as they came', () => {
    const { sheet, depths } = opened();
    sheet.getRange('A2:A9').shiftRowGroupDepth(1);
    sheet.getRange('4:5').shiftRowGroupDepth(1);
    expect(depths(10)).toEqual([0, 1, 1, 2, 2, 1, 1, 1, 1, 0]);
    expect(sheet.getRowGroup(3, 1)!.getRange().getA1Notation()).toBe('A2:Z9');
    expect(sheet.getRowGroup(4, 2)!.getDepth()).toBe(2);
    sheet.getRange('A1:A10').shiftRowGroupDepth(-8);
    expect(depths(10)).toEqual(Array.from({ length: 10 }, () => 0));
  });

  test('are found by their rows, or by the row of their button', () => {
    const { app, sheet } = opened();
    sheet.getRange('A3:A5').shiftRowGroupDepth(1);
    expect(sheet.getRowGroup(6, 1)!.getControlIndex()).toBe(6);
    expect(() => sheet.getRowGroup(2, 1)).toThrow('no rows group');
    sheet.setRowGroupControlPosition(app.GroupControlTogglePosition.BEFORE);
    expect(sheet.getRowGroupControlPosition()).toBe(app.GroupControlTogglePosition.BEFORE);
    expect(sheet.getRowGroup(2, 1)!.getControlIndex()).toBe(2);
    expect(() => sheet.getRowGroup(3, 2)).toThrow('depth 2');
    expect(() => sheet.getRowGroupDepth(5000)).toThrow();
  });

  test('have eight levels at most', () => {
    const { sheet, depths } = opened();
    sheet.getRange('A1').shiftRowGroupDepth(8);
    expect(() => sheet.getRange('A1:A2').shiftRowGroupDepth(1)).toThrow('8 levels');
    expect(depths(2)).toEqual([8, 0]);
  });

  test('hide their rows when they are closed, but for those within that stay closed when they are opened', () => {
    const { sheet, hidden } = opened();
    sheet.getRange('A2:A6').shiftRowGroupDepth(1);
    sheet.getRange('A3:A4').shiftRowGroupDepth(1);
    const inner = sheet.getRowGroup(3, 2)!.collapse();
    const outer = sheet.getRowGroup(2, 1)!.collapse();
    expect([inner.isCollapsed(), outer.isCollapsed(), hidden(7)]).toEqual([true, true, [2, 3, 4, 5, 6]]);
    outer.expand();
    expect(hidden(7)).toEqual([3, 4]);
    sheet.expandAllRowGroups();
    expect(hidden(7)).toEqual([]);
    sheet.expandRowGroupsUpToDepth(1);
    expect(hidden(7)).toEqual([3, 4]);
    sheet.collapseAllRowGroups();
    expect(hidden(7)).toEqual([2, 3, 4, 5, 6]);
    sheet.getRange('A2:A6').expandGroups();
    expect(hidden(7)).toEqual([3, 4]);
    inner.remove();
    expect(sheet.getRowGroupDepth(3)).toBe(1);
  });

  test('of columns are as those of rows', () => {
    const { sheet } = opened();
    sheet.getRange('C1:E1').shiftColumnGroupDepth(2);
    expect([sheet.getColumnGroupDepth(2), sheet.getColumnGroupDepth(3)]).toEqual([0, 2]);
    sheet.getColumnGroup(4, 1)!.collapse();
    expect([2, 3, 4, 5, 6].filter((column) => sheet.isColumnHiddenByUser(column))).toEqual([3, 4, 5]);
  });

  test('grow with rows that are inserted in them', () => {
    const { sheet, depths, person } = opened();
    sheet.getRange('A2:A3').shiftRowGroupDepth(1);
    person.insertRows('Sheet1', 3);
    expect(depths(5)).toEqual([0, 1, 1, 1, 0]);
  });
});
