/** Rows of a block that are sorted. */
import type { CellRange } from '../../../../core/index.js';
import { compare, isError, shiftFormula, type Value } from '../../spreadsheet/formulas/index.js';
import { touches } from '../../spreadsheet/ranges.js';
import { cellAt, putCell } from '../cells.js';
import { ServiceError } from '../errors.js';
import type { Program } from '../program.js';
import { valueAt } from '../recalculation.js';
import type { Cell, Worksheet } from '../workbook.js';

export interface SortKey {
  /** Number of the column on the worksheet. */
  readonly column: number;
  readonly isAscending: boolean;
}

const rankOf = (value: Value) => (value === null ? 2 : isError(value) ? 1 : 0);

/** Numbers, texts, truth values, errors; blank cells last, whichever way it is sorted. */
function orderOf(a: Value, b: Value, isAscending: boolean): number {
  const rank = rankOf(a) - rankOf(b);
  if (a === null || b === null) return rank;
  const order = rank || (compare('<', a, b) === true ? -1 : compare('>', a, b) === true ? 1 : 0);
  return isAscending ? order : -order;
}

/** What a formula says without `$` moves along. */
const movedDown = (cell: Cell, rows: number): Cell => ({
  ...cell,
  formula: cell.formula === null ? null : shiftFormula(cell.formula, rows, 0),
});

/**
 * Sorts the rows of a block. All that cells have moves with them; names, conditional formats and rows that a filter hides stay.
 * @throws ServiceError if merged cells are in the way
 */
export function sortRows(
  program: Program,
  worksheet: Worksheet,
  range: CellRange,
  keys: readonly SortKey[],
): void {
  if (touches(worksheet.merges, [range]))
    throw new ServiceError("You can't sort a range with vertical merges.");
  const places = Array.from({ length: range.bottom - range.top + 1 }, (_, index) => range.top + index).filter(
    (row) => !worksheet.rows.filtered[row],
  );
  const order = (a: number, b: number) => {
    for (const { column, isAscending } of keys) {
      const found = orderOf(
        valueAt(program, worksheet, a, column),
        valueAt(program, worksheet, b, column),
        isAscending,
      );
      if (found !== 0) return found;
    }
    return 0;
  };
  const sorted = [...places].sort(order);
  const moved = sorted.flatMap((from, index) =>
    Array.from({ length: range.right - range.left + 1 }, (_, offset) => ({
      row: places[index]!,
      column: range.left + offset,
      cell: movedDown(cellAt(worksheet, from, range.left + offset), places[index]! - from),
    })),
  );
  for (const { row, column, cell } of moved) putCell(worksheet, row, column, cell);
  program.markChanged();
}
