/** What a request of a batch has to work with: the spreadsheet as the requests before it left it, and who asks. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { cellAddress, columnLetters, type CellRange } from '../../../../core/index.js';
import { guardCells } from '../../sheets/guarding.js';
import type { Program } from '../../sheets/program.js';
import { columns, rows, type Axis, type Span } from '../../sheets/structure/axis.js';
import { wholeGrid } from '../../sheets/places.js';
import { nextId, type Area, type Workbook, type Worksheet } from '../../sheets/workbook.js';
import { quoted } from '../../spreadsheet/ranges.js';
import { invalidArgument } from '../errors.js';

export interface Change {
  readonly program: Program;
  readonly workbook: Workbook;
  /** Of whoever asks. */
  readonly email: string;
}

type Request = sheets_v4.Schema$Request;
type Reply = sheets_v4.Schema$Response;

/** The kinds of requests that are emulated, each with what it does. It answers its reply, if it has one. */
export type Kinds = {
  readonly [K in keyof Request]?: (on: Change, request: NonNullable<Request[K]>) => Reply | undefined;
};

/** @throws ApiError if a request lacks what it cannot do without */
export function required<T>(value: T, name: string): NonNullable<T> {
  if (value == null) throw invalidArgument(`Must specify ${name}.`);
  return value;
}

export function worksheetWith({ workbook }: Change, sheetId: number | null | undefined): Worksheet {
  const found = workbook.worksheets.find((one) => one.sheetId === (sheetId ?? 0));
  if (!found) throw invalidArgument(`No grid with id: ${sheetId ?? 0}`);
  return found;
}

/** A number that nothing of the spreadsheet has yet. */
export function freshId(workbook: Workbook): number {
  const { worksheets, metadata } = workbook;
  const taken = new Set([
    ...worksheets.flatMap(({ sheetId, protections, charts }) => [
      sheetId,
      ...protections.map(({ id }) => id),
      ...charts.map(({ id }) => id),
    ]),
    ...metadata.map(({ id }) => id),
  ]);
  let id = nextId(workbook);
  while (taken.has(id)) id = nextId(workbook);
  return id;
}

const exceedsGrid = ({ name, maxRows, maxColumns }: Worksheet, address: string) =>
  invalidArgument(
    `Range (${quoted(name)}!${address}) exceeds grid limits. Max rows: ${maxRows}, max columns: ${maxColumns}`,
  );

function checkOrder(name: string, start: number | null | undefined, end: number | null | undefined): void {
  if ((start ?? 0) < 0 || (end ?? 0) < 0) throw invalidArgument(`${name} index must be at least 0.`);
  if (start != null && end != null && end < start)
    throw invalidArgument(
      `GridRange.end${name}Index[${end}] is before GridRange.start${name}Index[${start}]`,
    );
}

/**
 * The cells of a range; null: it has none. What reaches beyond the grid ends with the grid.
 * Source: what others met who asked the service.
 * @throws ApiError if it begins beyond the grid
 */
export function cellsOf(
  on: Change,
  range: sheets_v4.Schema$GridRange,
): { worksheet: Worksheet; range: CellRange | null } {
  const worksheet = worksheetWith(on, range.sheetId);
  const { startRowIndex, endRowIndex, startColumnIndex, endColumnIndex } = range;
  checkOrder('Row', startRowIndex, endRowIndex);
  checkOrder('Column', startColumnIndex, endColumnIndex);
  const [top, left] = [(startRowIndex ?? 0) + 1, (startColumnIndex ?? 0) + 1];
  const { maxRows, maxColumns } = worksheet;
  if (top > maxRows || left > maxColumns) {
    const end = `${endColumnIndex == null ? '' : columnLetters(endColumnIndex)}${endRowIndex ?? ''}`;
    throw exceedsGrid(worksheet, `${cellAddress(top, left)}${end === '' ? '' : `:${end}`}`);
  }
  const bottom = Math.min(endRowIndex ?? maxRows, maxRows);
  const right = Math.min(endColumnIndex ?? maxColumns, maxColumns);
  return { worksheet, range: top <= bottom && left <= right ? { top, left, bottom, right } : null };
}

/** A range that has to have cells. @throws ApiError */
export function rangeIn(
  on: Change,
  range: sheets_v4.Schema$GridRange,
): { worksheet: Worksheet; range: CellRange } {
  const found = cellsOf(on, range);
  if (!found.range) throw invalidArgument('The range must not be empty.');
  return { worksheet: found.worksheet, range: found.range };
}

export function areaIn(on: Change, range: sheets_v4.Schema$GridRange): Area {
  const found = rangeIn(on, range);
  return { sheetId: found.worksheet.sheetId, range: found.range };
}

/** Whether a range says no more than a worksheet. */
export const isWholeSheet = (range: sheets_v4.Schema$GridRange): boolean =>
  [range.startRowIndex, range.endRowIndex, range.startColumnIndex, range.endColumnIndex].every(
    (one) => one == null,
  );

/** Where cells begin. @throws ApiError beyond the grid */
export function coordinateIn(
  on: Change,
  { sheetId, rowIndex, columnIndex }: sheets_v4.Schema$GridCoordinate,
) {
  const worksheet = worksheetWith(on, sheetId);
  const [row, column] = [(rowIndex ?? 0) + 1, (columnIndex ?? 0) + 1];
  const { maxRows, maxColumns } = worksheet;
  if (row < 1 || row > maxRows)
    throw invalidArgument(`GridCoordinate.rowIndex[${row - 1}] is after last row in grid[${maxRows - 1}]`);
  if (column < 1 || column > maxColumns)
    throw invalidArgument(
      `GridCoordinate.columnIndex[${column - 1}] is after last column in grid[${maxColumns - 1}]`,
    );
  return { worksheet, row, column };
}

/** @throws ApiError for what lies beyond the grid */
export function checkFits(worksheet: Worksheet, range: CellRange): void {
  const { top, left, bottom, right } = range;
  if (bottom > worksheet.maxRows || right > worksheet.maxColumns)
    throw exceedsGrid(worksheet, `${cellAddress(top, left)}:${cellAddress(bottom, right)}`);
}

export interface LinesIn {
  readonly worksheet: Worksheet;
  readonly axis: Axis;
  readonly span: Span;
}

export function axisOf(dimension: string | null | undefined): Axis {
  if (dimension === 'ROWS') return rows;
  if (dimension === 'COLUMNS') return columns;
  throw invalidArgument('Must specify a dimension.');
}

/**
 * Rows or columns of a worksheet. @throws ApiError if there are none, or not as many
 * @param last number of the last one that there may be; null: as many as the worksheet has
 */
export function linesIn(
  on: Change,
  range: sheets_v4.Schema$DimensionRange,
  last: number | null = null,
): LinesIn {
  const worksheet = worksheetWith(on, range.sheetId);
  const axis = axisOf(range.dimension);
  const first = (range.startIndex ?? 0) + 1;
  const end = range.endIndex ?? worksheet[axis.grid];
  if (first < 1 || end < first)
    throw invalidArgument(`range.endIndex[${end}] must be after range.startIndex[${first - 1}]`);
  const most = last ?? worksheet[axis.grid];
  if (end > most)
    throw invalidArgument(
      `range.endIndex[${end}] is after last ${axis.name} in grid[${worksheet[axis.grid]}]`,
    );
  return { worksheet, axis, span: [first, end] };
}

/** @throws ServiceError if any of the cells is protected from whoever asks */
export function guard(
  { program, email }: Change,
  worksheet: Worksheet,
  ...ranges: readonly CellRange[]
): void {
  guardCells(program, worksheet, ranges, email);
}

/** All cells of some rows or columns. */
export const cellsOfLines = ({ worksheet, axis, span }: LinesIn): CellRange =>
  axis.withSpan(wholeGrid(worksheet), span);
