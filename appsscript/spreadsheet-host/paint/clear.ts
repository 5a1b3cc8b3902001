/** Makes a worksheet of ours as blank as a new one, in its place: people's formulas may refer to it. */
import { standardSize } from './sizes.js';
import type { Canvas, Range, Sheet } from './canvas.js';

/** Groups within groups. Source: Google's page on groups, “up to eight levels”. */
const deepestLevel = 8;

/** How rows, and how columns, are grouped. */
const axes = [
  {
    position: (sheet: Sheet) => sheet.getRowGroupControlPosition(),
    cells: (sheet: Sheet, first: number, count: number) => sheet.getRange(first, 1, count, 1),
    shift: (cells: Range) => cells.shiftRowGroupDepth(-deepestLevel),
    count: ({ rows }: Canvas['size']) => rows,
  },
  {
    position: (sheet: Sheet) => sheet.getColumnGroupControlPosition(),
    cells: (sheet: Sheet, first: number, count: number) => sheet.getRange(1, first, 1, count),
    shift: (cells: Range) => cells.shiftColumnGroupDepth(-deepestLevel),
    count: ({ columns }: Canvas['size']) => columns,
  },
] as const;

/**
 * Takes all groups away. The line beside which a group has its button, the first or the last of the worksheet, cannot be
 * grouped, and to try it is an error.
 */
function ungroup({ sheet, size }: Canvas): void {
  for (const { position, cells, shift, count } of axes) {
    const isBefore = position(sheet) === SpreadsheetApp.GroupControlTogglePosition.BEFORE;
    shift(cells(sheet, isBefore ? 2 : 1, count(size) - 1));
  }
}

/**
 * Clears contents, looks, notes, validations, merged cells, groups, the filter, charts, sizes and what is hidden. Validations go
 * before contents are written: they would refuse them. Conditional formats are replaced as a whole when they are painted.
 */
export function clearWorksheet(canvas: Canvas): void {
  const { sheet, size } = canvas;
  for (const chart of sheet.getCharts()) sheet.removeChart(chart);
  sheet.getFilter()?.remove();
  sheet.setFrozenRows(0);
  sheet.setFrozenColumns(0);
  ungroup(canvas);
  sheet.showRows(1, size.rows);
  sheet.showColumns(1, size.columns);
  const all = sheet.getRange(1, 1, size.rows, size.columns);
  all.breakApart();
  all.clearDataValidations();
  sheet.clear();
  sheet.clearNotes();
  // What clearing makes of number formats is said of each way to clear in another way.
  all.setNumberFormat('General');
  sheet.setRowHeights(1, size.rows, standardSize.rowHeight);
  sheet.setColumnWidths(1, size.columns, standardSize.columnWidth);
}
