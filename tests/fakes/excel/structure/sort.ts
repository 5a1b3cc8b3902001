/** Rows of a block that are sorted, as people sort a list without a filter. */
import type { CellRange } from '../../../../core/index.js';
import { cellAt } from '../cells.js';
import { ExcelError } from '../excel-error.js';
import { compare, isError, shiftFormula, type Value } from '../../spreadsheet/formulas/index.js';
import { guard, guardContent } from '../protection.js';
import { touches } from '../../spreadsheet/ranges.js';
import { recalculate } from '../recalculation.js';
import { cellKey, type Cell, type Workbook, type Worksheet } from '../workbook.js';

const rankOf = (value: Value) => (value === null ? 2 : isError(value) ? 1 : 0);

/** Numbers, texts, truth values, errors; blank cells last, whichever way it is sorted. Source: Excel's sort order. */
function orderOf(a: Value, b: Value, isAscending: boolean): number {
  const rank = rankOf(a) - rankOf(b);
  if (a === null || b === null) return rank;
  const order = rank || (compare('<', a, b) === true ? -1 : compare('>', a, b) === true ? 1 : 0);
  return isAscending ? order : -order;
}

/** A cell as it is so many rows further down: what its formula says without `$` moves along. */
const movedDown = (cell: Cell, rows: number): Cell => ({
  ...cell,
  formula: cell.formula === null ? null : shiftFormula(cell.formula, rows, 0),
});

/**
 * Sorts the rows of a block by one column. Contents, notes, links and formats move with their rows; validations,
 * conditional formats, borders and names stay where they are, and so do rows that are hidden.
 * @param column number of the column, from 1 on the worksheet
 * @throws ExcelError if the worksheet is protected, or has merged cells there
 */
export function sortRows(
  workbook: Workbook,
  worksheet: Worksheet,
  range: CellRange,
  column: number,
  isAscending = true,
): void {
  guard(worksheet, 'allowSort');
  guardContent(worksheet, [range]);
  if (touches(worksheet.merges, [range]))
    throw new ExcelError('MergedRangeConflict', 'To do this, all the merged cells need to be the same size.');
  const places = Array.from({ length: range.bottom - range.top + 1 }, (_, index) => range.top + index).filter(
    (row) => !worksheet.hiddenRows.at(row),
  );
  const keyOf = (row: number) => cellAt(worksheet, row, column)?.value ?? null;
  const sorted = [...places].sort((a, b) => orderOf(keyOf(a), keyOf(b), isAscending));
  const moved = sorted.flatMap((from, index) => {
    const to = places[index]!;
    return Array.from({ length: range.right - range.left + 1 }, (_, offset) => {
      const cell = cellAt(worksheet, from, range.left + offset);
      return { key: cellKey(to, range.left + offset), cell: cell && movedDown(cell, to - from) };
    });
  });
  for (const { key, cell } of moved) {
    if (cell) worksheet.cells.set(key, cell);
    else worksheet.cells.delete(key);
  }
  recalculate(workbook);
}
