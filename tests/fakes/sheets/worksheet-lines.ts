/** Rows and columns of a worksheet: inserted, deleted, moved, hidden, sized and frozen. */
import type { CellRange } from '../../../core/index.js';
import { outOfBounds, ServiceError } from './errors.js';
import { guardCells } from './guarding.js';
import type { Methods, On, Part, Self } from './objects.js';
import { wholeGrid, worksheetOf } from './places.js';
import { columns, rows, type Axis, type Span } from './structure/axis.js';
import {
  deleteColumns,
  deleteRows,
  insertColumns,
  insertRows,
  moveColumns,
  moveRows,
} from './structure/lines.js';
import { standardColumnWidth, standardRowHeight, type ByLine, type Worksheet } from './workbook.js';

type OnSheet = On<'Sheet'>;
const worksheetOn = ({ program, self }: OnSheet) => worksheetOf(program, self.sheetId);

/** @throws ServiceError unless there are so many lines from the first on */
function checked(axis: Axis, worksheet: Worksheet, first: number, count: number): Span {
  if (first < 1 || count < 1 || first + count - 1 > worksheet[axis.grid])
    throw new ServiceError(`Those ${axis.name}s are out of bounds.`);
  return [first, first + count - 1];
}

export function setLines<T>(kept: ByLine<T>, [first, last]: Span, value: NoInfer<T> | null): void {
  for (let line = first; line <= last; line += 1) {
    if (value === null) Reflect.deleteProperty(kept, line);
    else kept[line] = value;
  }
}

/** @throws ServiceError if no line would be seen */
export function hideLinesOf(axis: Axis, worksheet: Worksheet, [first, last]: Span): void {
  const { hidden } = axis.linesOf(worksheet);
  const isOtherShown = Array.from({ length: worksheet[axis.grid] }, (_, index) => index + 1).some(
    (line) => (line < first || line > last) && !hidden[line],
  );
  if (!isOtherShown) throw new ServiceError(`You can't hide all the ${axis.name}s on the sheet.`);
  setLines(hidden, [first, last], true);
}

/** The lines of a range that stands for rows or columns. */
const spanOfRange = (axis: Axis, { range }: Self<'Range'>): Span => axis.spanOf(range);

/** @param size in pixels. @throws ServiceError for one that lines cannot have */
export function sizeLines(axis: Axis, worksheet: Worksheet, span: Span, size: number): void {
  // Sheets keeps at least this much of a line that is not hidden.
  if (size < 2 || size > 2_000) throw outOfBounds(axis.name);
  const standard = axis === rows ? standardRowHeight : standardColumnWidth;
  setLines(axis.linesOf(worksheet).sizes, span, size === standard ? null : size);
}

function setSize(axis: Axis, on: OnSheet, first: number, count: number, size: number) {
  const worksheet = worksheetOn(on);
  sizeLines(axis, worksheet, checked(axis, worksheet, first, count), size);
  return on.me;
}

/** @throws ServiceError if nothing would be left to scroll, or a merged range would be torn */
export function freeze(axis: Axis, worksheet: Worksheet, count: number): void {
  if (count < 0 || count >= worksheet[axis.grid])
    throw new ServiceError(`You can't freeze all the ${axis.name}s on the sheet.`);
  const isTorn = worksheet.merges.some((merge) => {
    const [first, last] = axis.spanOf(merge);
    return first <= count && last > count;
  });
  if (isTorn)
    throw new ServiceError(
      `Sorry, it is not possible to freeze ${axis.name}s which contain only part of a merged cell.`,
    );
  worksheet[axis.frozen] = count;
}

interface Way {
  readonly axis: Axis;
  readonly insert: typeof insertRows;
  readonly remove: typeof deleteRows;
  readonly move: typeof moveRows;
  readonly wholeLines: (worksheet: Worksheet, span: Span) => CellRange;
}

/** What only an editor of all the cells may do. */
function guard(on: OnSheet, worksheet: Worksheet, { wholeLines }: Way, span: Span): void {
  guardCells(on.program, worksheet, [wholeLines(worksheet, span)], on.execution.user.email);
}

/** The members of one axis; `Row` and `Column` are all that their names differ by. */
function linesPart(way: Way): Methods<'Sheet'> {
  const { axis, insert, remove, move } = way;
  const one = axis.name === 'row' ? 'Row' : 'Column';
  const many = `${one}s`;
  const insertBefore = (on: OnSheet, at: number, count: number) => {
    const worksheet = worksheetOn(on);
    checked(axis, worksheet, at, 1);
    insert(on.program, worksheet, at, count, at);
    return on.me;
  };
  const insertAfter = (on: OnSheet, after: number, count: number) => {
    const worksheet = worksheetOn(on);
    checked(axis, worksheet, after, 1);
    insert(on.program, worksheet, after + 1, count, after);
    return on.me;
  };
  const removeLines = (on: OnSheet, first: number, count: number) => {
    const worksheet = worksheetOn(on);
    guard(on, worksheet, way, checked(axis, worksheet, first, count));
    remove(on.program, worksheet, first, count);
  };
  const hideLines = (on: OnSheet, first: number, count = 1) => {
    const worksheet = worksheetOn(on);
    hideLinesOf(axis, worksheet, checked(axis, worksheet, first, count));
  };
  const showLines = (on: OnSheet, first: number, count = 1) => {
    const worksheet = worksheetOn(on);
    setLines(axis.linesOf(worksheet).hidden, checked(axis, worksheet, first, count), null);
  };
  return {
    [`insert${one}Before`]: (on, at: number) => insertBefore(on, at, 1),
    [`insert${one}After`]: (on, after: number) => insertAfter(on, after, 1),
    [`insert${many}Before`]: insertBefore,
    [`insert${many}After`]: insertAfter,
    [`insert${many}`]: (on, at: number, count = 1) => void insertBefore(on, at, count),
    [`delete${one}`]: (on, first: number) => {
      removeLines(on, first, 1);
      return on.me;
    },
    [`delete${many}`]: removeLines,
    [`move${many}`]: (on, spec: Self<'Range'>, before: number) => {
      const worksheet = worksheetOn(on);
      const [first, last] = spanOfRange(axis, spec);
      guard(on, worksheet, way, [first, last]);
      move(on.program, worksheet, first, last - first + 1, before);
    },
    [`hide${many}`]: hideLines,
    [`hide${one}`]: (on, spec: Self<'Range'>) => {
      hideLinesOf(axis, worksheetOn(on), spanOfRange(axis, spec));
    },
    [`show${many}`]: showLines,
    [`unhide${one}`]: (on, spec: Self<'Range'>) => {
      setLines(axis.linesOf(worksheetOn(on)).hidden, spanOfRange(axis, spec), null);
    },
    [`is${one}HiddenByUser`]: (on, line: number) => {
      const worksheet = worksheetOn(on);
      checked(axis, worksheet, line, 1);
      return axis.linesOf(worksheet).hidden[line] ?? false;
    },
    [`setFrozen${many}`]: (on, count: number) => {
      freeze(axis, worksheetOn(on), count);
    },
    [`getFrozen${many}`]: (on) => worksheetOn(on)[axis.frozen],
    [`getMax${many}`]: (on) => worksheetOn(on)[axis.grid],
  };
}

const ofRows: Way = {
  axis: rows,
  insert: insertRows,
  remove: deleteRows,
  move: moveRows,
  wholeLines: (worksheet, [top, bottom]) => ({ ...wholeGrid(worksheet), top, bottom }),
};
const ofColumns: Way = {
  axis: columns,
  insert: insertColumns,
  remove: deleteColumns,
  move: moveColumns,
  wholeLines: (worksheet, [left, right]) => ({ ...wholeGrid(worksheet), left, right }),
};

export const worksheetLines: readonly Part[] = [
  { Sheet: linesPart(ofRows) },
  { Sheet: linesPart(ofColumns) },
  {
    Sheet: {
      isRowHiddenByFilter: (on, row: number) => {
        const worksheet = worksheetOn(on);
        checked(rows, worksheet, row, 1);
        return worksheet.rows.filtered[row] ?? false;
      },
      // A row grows with what is in it, whatever height it was given; the fake does not measure texts.
      setRowHeight: (on, row: number, height: number) => setSize(rows, on, row, 1, height),
      setRowHeights: (on, first: number, count: number, height: number) =>
        setSize(rows, on, first, count, height),
      setRowHeightsForced: (on, first: number, count: number, height: number) =>
        setSize(rows, on, first, count, height),
      getRowHeight: (on, row: number) => {
        const worksheet = worksheetOn(on);
        checked(rows, worksheet, row, 1);
        return worksheet.rows.sizes[row] ?? standardRowHeight;
      },
      setColumnWidth: (on, column: number, width: number) => setSize(columns, on, column, 1, width),
      setColumnWidths: (on, first: number, count: number, width: number) =>
        setSize(columns, on, first, count, width),
      getColumnWidth: (on, column: number) => {
        const worksheet = worksheetOn(on);
        checked(columns, worksheet, column, 1);
        return worksheet.columns.sizes[column] ?? standardColumnWidth;
      },
    },
  },
];
