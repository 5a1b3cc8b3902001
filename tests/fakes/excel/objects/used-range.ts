/** How much of a worksheet is in use. */
import type { CellRange } from '../../../../core/index.js';
import { isBlank } from '../cells.js';
import { intersection } from '../../spreadsheet/ranges.js';
import { cellOfKey, type Worksheet } from '../workbook.js';

/**
 * The smallest range around all that is used; null if nothing is.
 * @param valuesOnly without cells that only look like something
 */
export function usedRange(worksheet: Worksheet, valuesOnly: boolean, within?: CellRange): CellRange | null {
  const keys = [...worksheet.cells]
    .filter(([, cell]) => !isBlank(cell) || (!valuesOnly && Object.keys(cell.format).length > 0))
    .map(([key]) => key);
  if (!valuesOnly) keys.push(...worksheet.edges.above.keys(), ...worksheet.edges.before.keys());
  const places = keys.map(cellOfKey).filter(([row, column]) => {
    const cell = { top: row, left: column, bottom: row, right: column };
    return !within || intersection(cell, within) !== null;
  });
  if (places.length === 0) return null;
  const range = { top: Infinity, left: Infinity, bottom: 0, right: 0 };
  for (const [row, column] of places) {
    range.top = Math.min(range.top, row);
    range.left = Math.min(range.left, column);
    range.bottom = Math.max(range.bottom, row);
    range.right = Math.max(range.right, column);
  }
  return range;
}
