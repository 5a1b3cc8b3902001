/** Which rows of a column ranges cover. Ranges are never expanded: a hostile one covers the worksheet. */
import { rangeAddress, type CellRange } from '../entry/a1.js';

interface Rows {
  readonly top: number;
  readonly bottom: number;
}

/** The rows that ranges cover in each of some columns, whatever else they cover. */
export function rowsCovered(
  ranges: Iterable<CellRange>,
  columns: readonly number[],
): ReadonlyMap<number, readonly Rows[]> {
  const covered = new Map<number, CellRange[]>(columns.map((column) => [column, []]));
  for (const range of ranges) {
    if (range.left === range.right) covered.get(range.left)?.push(range);
    else
      for (const [column, found] of covered)
        if (range.left <= column && column <= range.right) found.push(range);
  }
  for (const found of covered.values()) found.sort((a, b) => a.top - b.top);
  return covered;
}

/**
 * The cells of a column that no range covers, as ranges.
 * @param covered what covers the column, by its first row (see `rowsCovered`)
 * @param rows the rows to look at, ascending. Rows between two of them that are not looked at do not end a range.
 */
export function uncovered(
  covered: readonly Rows[],
  column: number,
  rows: readonly number[],
): readonly string[] {
  const gaps: { top: number; bottom: number }[] = [];
  let next = 0;
  /** The last row that the ranges looked at so far reach: they may overlap. */
  let reached = 0;
  let isOpen = false;
  for (const row of rows) {
    for (; next < covered.length && covered[next]!.top <= row; next += 1) {
      reached = Math.max(reached, covered[next]!.bottom);
    }
    if (row <= reached) isOpen = false;
    else if (isOpen) gaps.at(-1)!.bottom = row;
    else {
      gaps.push({ top: row, bottom: row });
      isOpen = true;
    }
  }
  return gaps.map(({ top, bottom }) => rangeAddress({ top, bottom, left: column, right: column }));
}
