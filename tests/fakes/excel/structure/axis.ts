/** Rows and columns are handled alike: what of a worksheet belongs to which of the two. */
import { lastColumn, lastRow, type CellRange } from '../../../../core/index.js';
import type { Runs } from '../runs.js';
import type { Border } from '../formats.js';
import { cellKey, cellOfKey, type Worksheet } from '../workbook.js';

/** Where a range of a worksheet is now; null if it is gone. */
export type Move = (range: CellRange) => CellRange | null;

/** First and last of some rows or columns. */
export type Span = readonly [first: number, last: number];

export interface Axis {
  readonly name: 'row' | 'column';
  readonly end: number;
  readonly spanOf: (range: CellRange) => Span;
  readonly withSpan: (range: CellRange, span: Span) => CellRange;
  /** The line that a cell is in, and its place in that line. */
  readonly placeOf: (key: number) => readonly [line: number, place: number];
  readonly keyOf: (line: number, place: number) => number;
  /** What each line has of its own: size, hidden, outline level. */
  readonly runsOf: (worksheet: Worksheet) => readonly Runs<number | boolean>[];
  /** Edges between lines, and edges between the cells of a line. */
  readonly acrossOf: (worksheet: Worksheet) => Map<number, Border>;
  readonly alongOf: (worksheet: Worksheet) => Map<number, Border>;
  readonly frozen: 'rows' | 'columns';
}

export const rows: Axis = {
  name: 'row',
  end: lastRow,
  spanOf: ({ top, bottom }) => [top, bottom],
  withSpan: (range, [top, bottom]) => ({ ...range, top, bottom }),
  placeOf: cellOfKey,
  keyOf: cellKey,
  runsOf: ({ rowHeights, hiddenRows, rowLevels }) =>
    [rowHeights, hiddenRows, rowLevels] as Runs<number | boolean>[],
  acrossOf: ({ edges }) => edges.above,
  alongOf: ({ edges }) => edges.before,
  frozen: 'rows',
};

export const columns: Axis = {
  name: 'column',
  end: lastColumn,
  spanOf: ({ left, right }) => [left, right],
  withSpan: (range, [left, right]) => ({ ...range, left, right }),
  placeOf: (key) => {
    const [row, column] = cellOfKey(key);
    return [column, row];
  },
  keyOf: (column, row) => cellKey(row, column),
  runsOf: ({ columnWidths, hiddenColumns, columnLevels }) =>
    [columnWidths, hiddenColumns, columnLevels] as Runs<number | boolean>[],
  acrossOf: ({ edges }) => edges.before,
  alongOf: ({ edges }) => edges.above,
  frozen: 'columns',
};

/** A move of ranges from one of spans. What spans the whole axis stays as it is. */
export const moveAlong =
  (axis: Axis, moveSpan: (span: Span) => Span | null): Move =>
  (range) => {
    const [first, last] = axis.spanOf(range);
    if (first === 1 && last === axis.end) return range;
    const span = moveSpan([first, last]);
    return span && axis.withSpan(range, span);
  };

export const movedRanges = (ranges: readonly CellRange[], move: Move): CellRange[] =>
  ranges.flatMap((range) => move(range) ?? []);
