/** A1 notation: what ranges cover, and numbers as runs. */
import { describe, expect, test } from 'vitest';
import {
  cellCount,
  cellsOf,
  covers,
  lastRow,
  numberRuns,
  parseRange,
  rangeAddress,
  rangeOf,
} from '../../../core/index.js';

describe('ranges', () => {
  test('count their cells without listing them', () => {
    expect(cellCount(rangeOf('B2:C4'))).toBe(6);
    expect(cellCount(rangeOf('A1'))).toBe(1);
    expect(cellCount(rangeOf('A:B'))).toBe(2 * lastRow);
  });
  test('list their cells row by row', () => {
    expect([...cellsOf(rangeOf('B2:C3'))].map(rangeAddress)).toEqual(['B2', 'C2', 'B3', 'C3']);
  });
  test.each([
    ['B2:D4', 'C3', true],
    ['B2:D4', 'B2:D4', true],
    ['B2:D4', 'B2:E4', false],
    ['B2:D4', 'A2', false],
    ['B2:D4', 'D5', false],
    ['B:D', 'C7:D9', true],
  ])('%s covers %s: %s', (range, other, isCovered) => {
    expect(covers(rangeOf(range), rangeOf(other))).toBe(isCovered);
  });
  test('of our own are right, or it is a bug', () => {
    expect(parseRange('nonsense!')).toBeNull();
    expect(() => rangeOf('nonsense!')).toThrow('"nonsense!" is not a range');
  });
});

test('numbers beside each other make runs', () => {
  expect(numberRuns([6, 7, 8, 11])).toEqual([
    [6, 8],
    [11, 11],
  ]);
  expect(numberRuns([])).toEqual([]);
});
