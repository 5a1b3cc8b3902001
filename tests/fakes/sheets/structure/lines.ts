/** Whole rows and columns that are inserted, deleted and moved. */
import type { CellRange } from '../../../../core/index.js';
import { wholeWorksheet } from '../../spreadsheet/ranges.js';

import { ServiceError } from '../errors.js';
import type { Program } from '../program.js';
import { blankCell, type Cell, type Chart, type Lines, type Worksheet } from '../workbook.js';
import { columns, moveAlong, rekeyed, rows, type Axis, type Move, type Span } from './axis.js';
import { moveConditionalFormats, moveMergesAndProtections, moveReferences } from './follow.js';

/** What becomes of the lines of one axis. */
interface Shift {
  /** Where a line comes to stand; null: it is gone. */
  readonly lineOf: (line: number) => number | null;
  readonly move: Move;
  readonly gone: readonly CellRange[];
}

const plural = ({ name }: Axis) => `${name}s`;

function moveLines(lines: Lines, axis: Axis, { lineOf, move }: Shift): Lines {
  const collapsed = lines.collapsed.flatMap(({ first, last, depth }) => {
    const moved = move(axis.withSpan(wholeWorksheet, [first, last]));
    if (!moved) return [];
    const [start, end] = axis.spanOf(moved);
    return [{ first: start, last: end, depth }];
  });
  return {
    ...lines,
    sizes: rekeyed(lines.sizes, lineOf),
    hidden: rekeyed(lines.hidden, lineOf),
    filtered: rekeyed(lines.filtered, lineOf),
    depths: rekeyed(lines.depths, lineOf),
    collapsed,
  };
}

/** A chart stays on the cell that it stands on; without that cell it stays where it is. */
function movedChart(chart: Chart, { name }: Axis, { lineOf }: Shift): Chart {
  const at = chart.anchor[name];
  return { ...chart, anchor: { ...chart.anchor, [name]: lineOf(at) ?? at } };
}

function shift(program: Program, worksheet: Worksheet, axis: Axis, how: Shift): void {
  const { workbook } = program;
  const { lineOf, move, gone } = how;
  moveConditionalFormats(worksheet, move, gone);
  axis.rekey(worksheet, lineOf);
  Object.assign(axis.linesOf(worksheet), moveLines(axis.linesOf(worksheet), axis, how));
  moveMergesAndProtections(worksheet, move);
  const filtered = worksheet.filter && move(worksheet.filter.range);
  worksheet.filter = filtered && {
    range: filtered,
    criteria: axis === columns ? rekeyed(worksheet.filter!.criteria, lineOf) : worksheet.filter!.criteria,
  };
  worksheet.charts = worksheet.charts.map((chart) => movedChart(chart, axis, how));
  // Metadata of a row or column goes where it goes, and is gone with it.
  workbook.metadata = workbook.metadata.flatMap((one) => {
    const { location } = one;
    if (location.kind !== axis.name || location.sheetId !== worksheet.sheetId) return [one];
    const at = lineOf(location.at);
    return at === null ? [] : [{ ...one, location: { ...location, at } }];
  });
  moveReferences(workbook, worksheet, move);
  program.markChanged();
}

const outOfBounds = (axis: Axis) => new ServiceError(`Those ${plural(axis)} are out of bounds.`);

function checkLines(axis: Axis, worksheet: Worksheet, first: number, count: number): void {
  if (first < 1 || count < 1 || first + count - 1 > worksheet[axis.grid]) throw outOfBounds(axis);
}

/** What a new cell takes over from its neighbour: how it looks and what it accepts, not what it holds. */
const likeness = ({ looks, borders, numberFormat, validation }: Cell): Cell => ({
  ...blankCell,
  looks,
  borders,
  numberFormat,
  validation,
});

/**
 * Inserts blank lines. Ranges that end before them do not grow: stricter than Sheets may be where somebody types behind a list.
 * @param at where the first of them stands then
 * @param like the line, by its number before, that they look like
 */
function insert(program: Program, worksheet: Worksheet, axis: Axis, at: number, count: number, like: number) {
  if (at < 1 || at > worksheet[axis.grid] + 1 || count < 1) throw outOfBounds(axis);
  const lines = axis.linesOf(worksheet);
  const [cells, size, depth] = [axis.cellsIn(worksheet, like), lines.sizes[like], lines.depths[like]];
  const after = (line: number) => (line >= at ? line + count : line);
  const move = moveAlong(axis, ([first, last]): Span => [after(first), after(last)]);
  worksheet[axis.grid] += count;
  if (at <= worksheet[axis.frozen]) worksheet[axis.frozen] += count;
  shift(program, worksheet, axis, { lineOf: after, move, gone: [] });
  for (let line = at; line < at + count; line += 1) {
    if (size !== undefined) lines.sizes[line] = size;
    if (depth !== undefined) lines.depths[line] = depth;
    for (const [place, cell] of Object.entries(cells)) {
      const isPlain =
        cell.validation === null && cell.numberFormat === null && [cell.looks, cell.borders].every(isEmpty);
      if (!isPlain) axis.put(worksheet, line, Number(place), likeness(cell));
    }
  }
}

const isEmpty = (value: object) => Object.keys(value).length === 0;

function remove(program: Program, worksheet: Worksheet, axis: Axis, at: number, count: number): void {
  checkLines(axis, worksheet, at, count);
  const next = at + count;
  const total = worksheet[axis.grid];
  if (count === total) throw new ServiceError(`You can't delete all the ${plural(axis)} on the sheet.`);
  const frozen = worksheet[axis.frozen];
  const taken = Math.max(0, Math.min(frozen, next - 1) - at + 1);
  if (frozen > 0 && count - taken === total - frozen)
    throw new ServiceError(`Sorry, it is not possible to delete all non-frozen ${plural(axis)}.`);
  const move = moveAlong(axis, ([first, last]) => {
    const start = first < at ? first : Math.max(first, next) - count;
    const end = last < at ? last : Math.max(last, next - 1) - count;
    return start <= end ? [start, end] : null;
  });
  const lineOf = (line: number) => (line < at ? line : line < next ? null : line - count);
  shift(program, worksheet, axis, { lineOf, move, gone: [axis.withSpan(wholeWorksheet, [at, next - 1])] });
  worksheet[axis.grid] -= count;
  worksheet[axis.frozen] -= taken;
}

/**
 * Moves lines before another, as dragging their headers does: all that is theirs goes along, metadata too. Ranges that reach over
 * them and others keep to the others.
 */
function moveBefore(
  program: Program,
  worksheet: Worksheet,
  axis: Axis,
  first: number,
  count: number,
  before: number,
): void {
  checkLines(axis, worksheet, first, count);
  if (before < 1 || before > worksheet[axis.grid] + 1) throw outOfBounds(axis);
  const next = first + count;
  if (before >= first && before <= next) return;
  const isBack = before < first;
  const target = isBack ? before : before - count;
  const lineOf = (line: number) => {
    if (line >= first && line < next) return line - first + target;
    if (isBack) return line >= before && line < first ? line + count : line;
    return line >= next && line < before ? line - count : line;
  };
  const move = moveAlong(axis, ([start, end]): Span => {
    if (start >= first && end < next) return [lineOf(start), lineOf(end)];
    // What ends among the moved lines ends with the nearest of the others.
    const [from, to] = [
      start >= first && start < next ? next : start,
      end >= first && end < next ? first - 1 : end,
    ];
    return from <= to ? [lineOf(from), lineOf(to)] : [lineOf(start), lineOf(end)];
  });
  if (worksheet.merges.some((merge) => tears(axis.spanOf(merge), [first, next - 1], before)))
    throw new ServiceError(`You can't move ${plural(axis)} that cut through merged cells.`);
  shift(program, worksheet, axis, { lineOf, move, gone: [] });
}

const tears = ([start, end]: Span, [first, last]: Span, before: number) =>
  (start < first && end >= first) || (start <= last && end > last) || (start < before && end >= before);

export const insertRows = (
  program: Program,
  worksheet: Worksheet,
  at: number,
  count: number,
  like: number,
) => {
  insert(program, worksheet, rows, at, count, like);
};
export const insertColumns = (
  program: Program,
  worksheet: Worksheet,
  at: number,
  count: number,
  like: number,
) => {
  insert(program, worksheet, columns, at, count, like);
};
export const deleteRows = (program: Program, worksheet: Worksheet, first: number, count: number) => {
  remove(program, worksheet, rows, first, count);
};
export const deleteColumns = (program: Program, worksheet: Worksheet, first: number, count: number) => {
  remove(program, worksheet, columns, first, count);
};
export const moveRows = (
  program: Program,
  worksheet: Worksheet,
  first: number,
  count: number,
  before: number,
) => {
  moveBefore(program, worksheet, rows, first, count, before);
};
export const moveColumns = (
  program: Program,
  worksheet: Worksheet,
  first: number,
  count: number,
  before: number,
) => {
  moveBefore(program, worksheet, columns, first, count, before);
};
