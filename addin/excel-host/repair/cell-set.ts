/** Cells that differ, gathered one by one and put back rectangle by rectangle. */
import { cellAddress, lastColumn, lastRow, rangeAddress, type CellRange } from '../../../core/index.js';
import { joinCells } from '../areas.js';

export const cellRange = (row: number, column: number): CellRange => ({
  top: row,
  left: column,
  bottom: row,
  right: column,
});

/** Not of whole rows or columns. */
export const isBounded = ({ bottom, right }: CellRange): boolean => bottom < lastRow && right < lastColumn;

/** The fewest rectangles that cover the cells, each of which may be named more than once. */
export function joined(cells: Iterable<CellRange>): readonly CellRange[] {
  return joinCells([...new Map([...cells].map((cell) => [rangeAddress(cell), cell])).values()]);
}

export const joinedAddresses = (cells: Iterable<CellRange>): readonly string[] =>
  joined(cells).map((range) => rangeAddress(range));

/** The smallest rectangle with all of the cells in it, of which there is at least one. */
export const boundsOf = (cells: readonly CellRange[]): CellRange =>
  cells.reduce((bounds, { top, left, bottom, right }) => ({
    top: Math.min(bounds.top, top),
    left: Math.min(bounds.left, left),
    bottom: Math.max(bounds.bottom, bottom),
    right: Math.max(bounds.right, right),
  }));

/** A grid over a rectangle: what is said of each of its cells, null where nothing is. */
export function gridOver<T>(
  { top, left, bottom, right }: CellRange,
  said: readonly (readonly [CellRange, T])[],
): (T | null)[][] {
  const byCell = new Map(said.map(([cell, value]) => [rangeAddress(cell), value]));
  return Array.from({ length: bottom - top + 1 }, (_, down) =>
    Array.from(
      { length: right - left + 1 },
      (__, across) => byCell.get(cellAddress(top + down, left + across)) ?? null,
    ),
  );
}

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
