/** Ranges as people read them: cells that stand one under another as one range. */
import { parseRange, rangeAddress, type CellRange } from '../../core/index.js';

/**
 * Joins ranges of the same columns that follow each other: F30, F31, F33 → F30:F31, F33. What is no range (a name)
 * stays as it is, where it is.
 */
export function joinRanges(ranges: readonly string[]): readonly string[] {
  const joined: (CellRange | string)[] = [];
  for (const text of ranges) {
    const range = parseRange(text);
    const last = joined.at(-1);
    if (
      range &&
      typeof last === 'object' &&
      last.left === range.left &&
      last.right === range.right &&
      last.bottom + 1 === range.top
    ) {
      joined[joined.length - 1] = { ...last, bottom: range.bottom };
    } else joined.push(range ?? text);
  }
  return joined.map((part) => (typeof part === 'string' ? part : rangeAddress(part)));
}
