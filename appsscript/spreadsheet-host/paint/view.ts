/** Paints what lies over the cells and how a worksheet presents itself: merged cells, frozen lines, tab, grid lines, filter. */
import type { Canvas } from './canvas.js';

/** In two calls for each. */
export function paintMerges({ sheet, worksheet }: Canvas): void {
  for (const merge of worksheet.merges) sheet.getRange(merge).merge();
}

export function paintView({ sheet, worksheet }: Canvas): void {
  const { frozen, tabColour, showGridLines, autoFilter } = worksheet;
  sheet.setFrozenRows(frozen.rows);
  sheet.setFrozenColumns(frozen.columns);
  sheet.setTabColor(tabColour);
  sheet.setHiddenGridlines(!showGridLines);
  if (autoFilter !== null) sheet.getRange(autoFilter).createFilter();
}
