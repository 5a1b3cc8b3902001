/** Grids of values that go into, or come out of, the cells of a range. */
import type { CellRange } from '../../../core/index.js';
import { columnCount, rowCount } from '../spreadsheet/ranges.js';
import { wrongColumnCount, wrongRowCount } from './errors.js';

/** @throws ServiceError unless the grid has the size of the range */
export function checkGrid(range: CellRange, grid: readonly (readonly unknown[])[]): void {
  if (grid.length !== rowCount(range)) throw wrongRowCount(grid.length, rowCount(range));
  for (const row of grid)
    if (row.length !== columnCount(range)) throw wrongColumnCount(row.length, columnCount(range));
}

/** The value of a grid that belongs to a cell. */
export const inGrid = <T>(
  range: CellRange,
  grid: readonly (readonly T[])[],
  row: number,
  column: number,
): T => grid[row - range.top]![column - range.left]!;
