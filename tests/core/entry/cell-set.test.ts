/** Cells one by one, joined to rectangles without loss. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinCells, parseRange, rangeAddress } from '../../../core/index.js';
import { cellsOf } from '../../contract/workbooks.js';

const rangesOf = (...addresses: readonly string[]) => addresses.map((address) => parseRange(address)!);
const addressesOf = (ranges: ReturnType<typeof joinCells>) => ranges.map(rangeAddress);

describe('cells', () => {
  test('are joined along rows and then down', () => {
    expect(addressesOf(joinCells(rangesOf('A1', 'B1', 'A2', 'B2', 'D4')))).toEqual(['A1:B2', 'D4']);
    expect(addressesOf(joinCells(rangesOf('B3', 'B1', 'B2')))).toEqual(['B1:B3']);
    expect(joinCells([])).toEqual([]);
  });
  test('are the same ones afterwards, each once', () => {
    const cell = fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 8 }));
    fc.assert(
      fc.property(fc.uniqueArray(cell, { selector: String }), (cells) => {
        const ranges = cells.map(([row, column]) => ({ top: row, left: column, bottom: row, right: column }));
        const joined = joinCells(ranges);
        expect(cellsOf(addressesOf(joined)).sort()).toEqual(ranges.map(rangeAddress).sort());
        expect(joined.length).toBeLessThanOrEqual(ranges.length);
      }),
    );
  });
});
