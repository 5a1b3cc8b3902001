/** Cells that differ, gathered one by one and put back rectangle by rectangle. */
import { cellAddress, lastColumn, lastRow, rangeAddress, type CellRange } from './a1.js';

export const cellRange = (row: number, column: number): CellRange => ({
  top: row,
  left: column,
  bottom: row,
  right: column,
});

/** Not of whole rows or columns. */
export const isBounded = ({ bottom, right }: CellRange): boolean => bottom < lastRow && right < lastColumn;

/** Rectangles one after the other joined where they touch along the whole of a side. */
function joinAlong(
  ranges: readonly CellRange[],
  before: (a: CellRange, b: CellRange) => number,
  join: (last: CellRange, next: CellRange) => CellRange | null,
): CellRange[] {
  const joined: CellRange[] = [];
  for (const range of [...ranges].sort(before)) {
    const last = joined.at(-1);
    const both = last ? join(last, range) : null;
    if (both) joined[joined.length - 1] = both;
    else joined.push(range);
  }
  return joined;
}

/** Joins ranges that do not overlap to fewer and larger ones that cover the same cells: first along rows, then down. */
export function joinCells(ranges: readonly CellRange[]): readonly CellRange[] {
  const across = joinAlong(
    ranges,
    (a, b) => a.top - b.top || a.bottom - b.bottom || a.left - b.left,
    (last, next) =>
      last.top === next.top && last.bottom === next.bottom && last.right + 1 === next.left
        ? { ...last, right: next.right }
        : null,
  );
  return joinAlong(
    across,
    (a, b) => a.left - b.left || a.right - b.right || a.top - b.top,
    (last, next) =>
      last.left === next.left && last.right === next.right && last.bottom + 1 === next.top
        ? { ...last, bottom: next.bottom }
        : null,
  );
}

/** The fewest rectangles that cover the cells, each of which may be named more than once. */
export function joinedRanges(cells: Iterable<CellRange>): readonly CellRange[] {
  return joinCells([...new Map([...cells].map((cell) => [rangeAddress(cell), cell])).values()]);
}

export const joinedAddresses = (cells: Iterable<CellRange>): readonly string[] =>
  joinedRanges(cells).map((range) => rangeAddress(range));

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
