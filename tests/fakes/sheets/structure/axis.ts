/** Rows and columns are handled alike: what of a worksheet belongs to which of the two. */
import { lastColumn, lastRow, type CellRange } from '../../../../core/index.js';
import type { ByLine, Cell, Lines, Worksheet } from '../workbook.js';

/** Where a range of a worksheet is now; null if it is gone. */
export type Move = (range: CellRange) => CellRange | null;

/** First and last of some rows or columns. */
export type Span = readonly [first: number, last: number];

export interface Axis {
  readonly name: 'row' | 'column';
  /** The last one that a formula can name: what reaches from the first to it is all there are. */
  readonly end: number;
  readonly spanOf: (range: CellRange) => Span;
  readonly withSpan: (range: CellRange, span: Span) => CellRange;
  readonly linesOf: (worksheet: Worksheet) => Lines;
  readonly grid: 'maxRows' | 'maxColumns';
  readonly frozen: 'frozenRows' | 'frozenColumns';
  /** Puts the cells of each line where a line comes to stand; null takes them out. */
  readonly rekey: (worksheet: Worksheet, lineOf: (line: number) => number | null) => void;
  /** The cells of a line by their places in it. */
  readonly cellsIn: (worksheet: Worksheet, line: number) => ByLine<Cell>;
  readonly put: (worksheet: Worksheet, line: number, place: number, cell: Cell) => void;
}

/** What is kept by line, each at its new place. */
export function rekeyed<T>(kept: ByLine<T>, lineOf: (line: number) => number | null): ByLine<T> {
  const moved: ByLine<T> = {};
  for (const [line, value] of Object.entries(kept)) {
    const target = lineOf(Number(line));
    if (target !== null) moved[target] = value;
  }
  return moved;
}

export const rows: Axis = {
  name: 'row',
  end: lastRow,
  spanOf: ({ top, bottom }) => [top, bottom],
  withSpan: (range, [top, bottom]) => ({ ...range, top, bottom }),
  linesOf: (worksheet) => worksheet.rows,
  grid: 'maxRows',
  frozen: 'frozenRows',
  rekey: (worksheet, lineOf) => {
    worksheet.cells = rekeyed(worksheet.cells, lineOf);
  },
  cellsIn: ({ cells }, line) => cells[line] ?? {},
  put: ({ cells }, row, column, cell) => {
    (cells[row] ??= {})[column] = cell;
  },
};

export const columns: Axis = {
  name: 'column',
  end: lastColumn,
  spanOf: ({ left, right }) => [left, right],
  withSpan: (range, [left, right]) => ({ ...range, left, right }),
  linesOf: (worksheet) => worksheet.columns,
  grid: 'maxColumns',
  frozen: 'frozenColumns',
  rekey: (worksheet, lineOf) => {
    const moved = Object.entries(worksheet.cells).map(([row, line]) => [row, rekeyed(line, lineOf)] as const);
    worksheet.cells = Object.fromEntries(moved.filter(([, line]) => Object.keys(line).length > 0));
  },
  cellsIn: ({ cells }, line) =>
    Object.fromEntries(
      Object.entries(cells).flatMap(([row, cellsOfRow]) => {
        const cell = cellsOfRow[line];
        return cell ? [[row, cell] as const] : [];
      }),
    ),
  put: ({ cells }, column, row, cell) => {
    (cells[row] ??= {})[column] = cell;
  },
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
