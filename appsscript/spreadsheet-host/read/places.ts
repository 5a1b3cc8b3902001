/** Where a range of the spreadsheet is. */
import { parseRange, type CellRange } from '../../../core/index.js';

type Range = GoogleAppsScript.Spreadsheet.Range;

/** Cells of a worksheet, in A1 notation. */
export interface Place {
  readonly worksheet: string;
  readonly range: string;
}

/** In three calls. */
export const placeOf = (range: Range): Place => ({
  worksheet: range.getSheet().getName(),
  range: range.getA1Notation(),
});

/** The cells of ranges of one worksheet, in a call for each. Whole columns reach to the last row that there can be. */
export const cellRangesOf = (ranges: readonly Range[]): readonly CellRange[] =>
  ranges.flatMap((range) => parseRange(range.getA1Notation()) ?? []);
