/** Ranges as the API writes them, from 0 and without their last line, and as the core does. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { lastColumn, lastRow, rangeOf, type CellRange } from '../../../core/index.js';

/** The cells of a range; where it is unbounded it reaches to the last cell that there can be. */
export const cellRangeOf = ({
  startRowIndex,
  endRowIndex,
  startColumnIndex,
  endColumnIndex,
}: sheets_v4.Schema$GridRange): CellRange => ({
  top: (startRowIndex ?? 0) + 1,
  left: (startColumnIndex ?? 0) + 1,
  bottom: endRowIndex ?? lastRow,
  right: endColumnIndex ?? lastColumn,
});

export const gridRangeOf = (
  sheetId: number,
  { top, left, bottom, right }: CellRange,
): sheets_v4.Schema$GridRange => ({
  sheetId,
  startRowIndex: top - 1,
  endRowIndex: bottom,
  startColumnIndex: left - 1,
  endColumnIndex: right,
});

/** A range of a blueprint, in A1 notation. */
export const gridRange = (sheetId: number, range: string): sheets_v4.Schema$GridRange =>
  gridRangeOf(sheetId, rangeOf(range));

/** True for a whole worksheet: unbounded on every side. */
export const isWhole = ({
  startRowIndex,
  endRowIndex,
  startColumnIndex,
  endColumnIndex,
}: sheets_v4.Schema$GridRange): boolean =>
  [startRowIndex, endRowIndex, startColumnIndex, endColumnIndex].every(
    (index) => index === undefined || index === null,
  );
