/** Which rows of a column ranges cover. Ranges are never expanded: a hostile one covers the worksheet. */
import { rangeAddress, type CellRange } from '../entry/a1.js';

interface Rows {
  readonly top: number;
  readonly bottom: number;
}

/** The rows of a column that the ranges cover, merged and ascending. */
function coveredRows(ranges: readonly CellRange[], column: number): readonly Rows[] {
  const spans = ranges
    .filter(({ left, right }) => left <= column && column <= right)
    .map(({ top, bottom }) => ({ top, bottom }))
    .sort((a, b) => a.top - b.top);
  const merged: { top: number; bottom: number }[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (last && span.top <= last.bottom + 1) last.bottom = Math.max(last.bottom, span.bottom);
    else merged.push(span);
  }
  return merged;
}

/**
 * The cells of a column that no range covers, as ranges.
 * @param rows the rows to look at, ascending. Rows between two of them that are not looked at do not end a range.
 */
export function uncovered(
  ranges: readonly CellRange[],
  column: number,
  rows: readonly number[],
): readonly string[] {
  const covered = coveredRows(ranges, column);
  const gaps: { top: number; bottom: number }[] = [];
  let next = 0;
  let isOpen = false;
  for (const row of rows) {
    while (next < covered.length && covered[next]!.bottom < row) next += 1;
    const span = covered[next];
    if (span && span.top <= row) isOpen = false;
    else if (isOpen) gaps.at(-1)!.bottom = row;
    else {
      gaps.push({ top: row, bottom: row });
      isOpen = true;
    }
  }
  return gaps.map(({ top, bottom }) => rangeAddress({ top, bottom, left: column, right: column }));
}
