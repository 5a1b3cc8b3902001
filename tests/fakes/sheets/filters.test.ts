/** The filter of a worksheet in the fake Google Sheets. */
import { describe, expect, test } from 'vitest';
import { openSheets } from './open.js';

function opened() {
  const sheets = openSheets();
  const sheet = sheets.app.getActiveSpreadsheet().getSheets()[0]!;
  sheet.getRange('B2:C5').setValues([
    ['Status', 'Budget'],
    ['On hold', 5],
    ['Completed', 10],
    ['', ''],
  ]);
  const hidden = () => [1, 2, 3, 4, 5, 6].filter((row) => sheet.isRowHiddenByFilter(row));
  return { ...sheets, sheet, hidden };
}

describe('the filter', () => {
  test('is one only', () => {
    const { sheet } = opened();
    expect(sheet.getFilter()).toBeNull();
    const filter = sheet.getRange('B2:C5').createFilter();
    expect(filter.getRange().getA1Notation()).toBe('B2:C5');
    expect(sheet.getRange('B2:C5').getFilter()).not.toBeNull();
    expect(() => sheet.getRange('A1').createFilter()).toThrow(
      "You can't create a filter in a sheet that already has a filter.",
    );
    filter.remove();
    expect(sheet.getFilter()).toBeNull();
    expect(() => filter.getRange()).toThrow('removed');
    sheet.getRange('A1:B2').createFilter();
  });

  test('hides what its criteria do not let pass, never its headings', () => {
    const { app, sheet, hidden } = opened();
    const filter = sheet.getRange('B2:C5').createFilter();
    const hiding = app.newFilterCriteria().setHiddenValues(['On hold', 'Status']).build();
    filter.setColumnFilterCriteria(2, hiding);
    expect(hidden()).toEqual([3]);
    filter.setColumnFilterCriteria(3, app.newFilterCriteria().whenNumberGreaterThan(10).build());
    expect(hidden()).toEqual([3, 4, 5]);
    filter.removeColumnFilterCriteria(3);
    expect(filter.getColumnFilterCriteria(3)).toBeNull();
    expect(filter.getColumnFilterCriteria(2)!.getHiddenValues()).toEqual(['On hold', 'Status']);
    expect(() => filter.setColumnFilterCriteria(1, hiding)).toThrow('column');
    filter.remove();
    expect(hidden()).toEqual([]);
  });

  test('moves with its columns', () => {
    const { app, sheet } = opened();
    const filter = sheet.getRange('B2:C5').createFilter();
    filter.setColumnFilterCriteria(3, app.newFilterCriteria().whenCellNotEmpty().build());
    sheet.insertColumnBefore(1);
    expect(filter.getRange().getA1Notation()).toBe('C2:D5');
    expect(filter.getColumnFilterCriteria(4)!.getCriteriaType()).toBe(app.BooleanCriteria.CELL_NOT_EMPTY);
  });
});
