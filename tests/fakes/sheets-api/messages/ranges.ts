/** Ranges as the API says them: from 0, the end left out; of the worksheet whose number is 0 no number. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import type { CellRange } from '../../../../core/index.js';
import type { Area } from '../../sheets/workbook.js';

/** The number of a worksheet as messages carry it. */
export const sheetIdOf = (sheetId: number): { readonly sheetId?: number } =>
  sheetId === 0 ? {} : { sheetId };

export const gridRangeOf = (
  sheetId: number,
  { top, left, bottom, right }: CellRange,
): sheets_v4.Schema$GridRange => ({
  ...sheetIdOf(sheetId),
  startRowIndex: top - 1,
  endRowIndex: bottom,
  startColumnIndex: left - 1,
  endColumnIndex: right,
});

export const gridRangeOfArea = ({ sheetId, range }: Area) => gridRangeOf(sheetId, range);

/** @param first first and last row or column, from 1 */
export const dimensionRangeOf = (
  sheetId: number,
  dimension: 'ROWS' | 'COLUMNS',
  first: number,
  last: number,
): sheets_v4.Schema$DimensionRange => ({
  ...sheetIdOf(sheetId),
  dimension,
  startIndex: first - 1,
  endIndex: last,
});
