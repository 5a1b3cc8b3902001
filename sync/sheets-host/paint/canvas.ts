/** What the painters of a worksheet's parts have in common. Each says what is asked of the API, and asks nothing itself. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import type { Blueprint, Worksheet } from '../../../core/index.js';

export type Request = sheets_v4.Schema$Request;

/** One worksheet that is to be painted. */
export interface Canvas {
  readonly blueprint: Blueprint;
  readonly worksheet: Worksheet;
  readonly sheetId: number;
  /** Rows and columns that it is to have, those that nothing is painted in among them. */
  readonly size: { readonly rows: number; readonly columns: number };
  /** What lies on it; of a worksheet that is made nothing. */
  readonly sheet: sheets_v4.Schema$Sheet;
  /** Numbers of the developer metadata that its columns have of ours. */
  readonly columnKeys: readonly number[];
  /** The number of the worksheet that bears, or will bear, a name of the blueprint. */
  readonly sheetIdOf: (worksheet: string) => number;
}

export type Painter = (canvas: Canvas) => readonly Request[];

/** Rows or columns, from the first to the last, counted from 1. */
export const dimensionRange = (
  sheetId: number,
  dimension: 'ROWS' | 'COLUMNS',
  first: number,
  last: number,
): sheets_v4.Schema$DimensionRange => ({ sheetId, dimension, startIndex: first - 1, endIndex: last });
