/** Cells that differ, gathered one by one and put back rectangle by rectangle. */
import { lastColumn, lastRow, rangeAddress, type CellRange } from '../../../core/index.js';
import { joinCells } from '../areas.js';

export const cellRange = (row: number, column: number): CellRange => ({
  top: row,
  left: column,
  bottom: row,
  right: column,
});

/** Not of whole rows or columns. */
export const isBounded = ({ bottom, right }: CellRange): boolean => bottom < lastRow && right < lastColumn;

/** The cells of a range one by one. */
export function* cellsOf({ top, left, bottom, right }: CellRange): Generator<CellRange> {
  for (let row = top; row <= bottom; row += 1) {
    for (let column = left; column <= right; column += 1) yield cellRange(row, column);
  }
}

/** The fewest rectangles that cover the cells, each of which may be named more than once. */
export function joined(cells: Iterable<CellRange>): readonly CellRange[] {
  return joinCells([...new Map([...cells].map((cell) => [rangeAddress(cell), cell])).values()]);
}

export const joinedAddresses = (cells: Iterable<CellRange>): readonly string[] =>
  joined(cells).map((range) => rangeAddress(range));

/** The same things under one key. */
export function groupBy<K, T>(all: Iterable<T>, keyOf: (one: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}
