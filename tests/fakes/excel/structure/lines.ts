/** Whole rows and columns that are inserted and deleted. */
import type { CellRange } from '../../../../core/index.js';
import { ExcelError } from '../excel-error.js';
import type { Border } from '../formats.js';
import { guard, guardContent } from '../protection.js';
import { wholeWorksheet } from '../../spreadsheet/ranges.js';
import { recalculate } from '../recalculation.js';
import { newCell, type Cell, type Workbook, type Worksheet } from '../workbook.js';
import { columns, moveAlong, movedRanges, rows, type Axis, type Move, type Span } from './axis.js';
import { moveLists, moveMerges, movePlaces, moveReferences, moveRules } from './follow.js';

/** Entries by cell, each line's at its new place; null takes them out. */
function rekeyed<T>(axis: Axis, entries: ReadonlyMap<number, T>, lineOf: (line: number) => number | null) {
  const moved = new Map<number, T>();
  for (const [key, entry] of entries) {
    const [line, place] = axis.placeOf(key);
    const target = lineOf(line);
    if (target !== null) moved.set(axis.keyOf(target, place), entry);
  }
  return moved;
}

function replace<T>(entries: Map<number, T>, by: ReadonlyMap<number, T>): void {
  entries.clear();
  for (const [key, entry] of by) entries.set(key, entry);
}

/** The entries of one line, by their places in it. */
const inLine = <T>(axis: Axis, entries: ReadonlyMap<number, T>, wanted: number) =>
  [...entries].flatMap(([key, entry]) => {
    const [line, place] = axis.placeOf(key);
    return line === wanted ? [[place, entry] as const] : [];
  });

/** New lines look like the one before them: cells, and the edges within and behind that line. */
function insertCells(axis: Axis, worksheet: Worksheet, at: number, count: number): void {
  const lineOf = (line: number) => (line >= at ? line + count : line);
  const looks: readonly (readonly [number, Cell])[] = inLine(axis, worksheet.cells, at - 1);
  const edges: readonly (readonly [Map<number, Border>, number])[] = [
    [axis.acrossOf(worksheet), at],
    [axis.alongOf(worksheet), at - 1],
  ];
  const copied = edges.map(([map, line]) => inLine(axis, map, line));
  replace(worksheet.cells, rekeyed(axis, worksheet.cells, lineOf));
  for (const [map] of edges) replace(map, rekeyed(axis, map, lineOf));
  for (let line = at; line < at + count; line += 1) {
    for (const [place, { format }] of looks) {
      if (Object.keys(format).length > 0)
        worksheet.cells.set(axis.keyOf(line, place), { ...newCell(), format: { ...format } });
    }
    edges.forEach(([map], index) => {
      for (const [place, border] of copied[index]!) map.set(axis.keyOf(line, place), border);
    });
  }
}

function deleteCells(axis: Axis, worksheet: Worksheet, at: number, count: number): void {
  const lineOf = (line: number) => (line < at ? line : line < at + count ? null : line - count);
  const across = axis.acrossOf(worksheet);
  // The line before keeps its edge, unless the line that comes up has one there.
  const edge = inLine(axis, across, at);
  replace(worksheet.cells, rekeyed(axis, worksheet.cells, lineOf));
  for (const map of [across, axis.alongOf(worksheet)]) replace(map, rekeyed(axis, map, lineOf));
  if (at === 1) return;
  for (const [place, border] of edge) {
    const key = axis.keyOf(at, place);
    if (!across.has(key)) across.set(key, border);
  }
}

const isHeld = (axis: Axis, { cells }: Worksheet, [first, last]: Span) =>
  [...cells].some(([key, { value, formula }]) => {
    const [line] = axis.placeOf(key);
    return line >= first && line <= last && (value !== null || formula !== null);
  });

/**
 * @returns where ranges are now, for those who hold on to some
 * @throws ExcelError if the worksheet is protected, or cells that hold something would be pushed out
 */
function insert(axis: Axis, workbook: Workbook, worksheet: Worksheet, at: number, count: number): Move {
  guard(worksheet, axis.name === 'row' ? 'allowInsertRows' : 'allowInsertColumns');
  if (isHeld(axis, worksheet, [axis.end - count + 1, axis.end]))
    throw new ExcelError('InvalidOperation', 'Cells that are not blank cannot be pushed off the worksheet.');
  /** @param from what ends on this line or beyond grows */
  const growing = (from: number) =>
    moveAlong(axis, ([first, last]) => {
      const start = first >= at ? first + count : first;
      const end = Math.min(last >= from ? last + count : last, axis.end);
      return start <= end ? [start, end] : null;
    });
  const move = growing(at);
  // Looks and checks are those of the line before, also where they ended with it.
  const moveLooks = growing(at > 1 ? at - 1 : at);
  insertCells(axis, worksheet, at, count);
  for (const runs of axis.runsOf(worksheet)) runs.insert(at, count);
  worksheet.layers = worksheet.layers.flatMap((layer) =>
    movedRanges([layer.range], moveLooks).map((range) => ({ ...layer, range })),
  );
  const frozen = worksheet.frozen[axis.frozen];
  worksheet.frozen = { ...worksheet.frozen, [axis.frozen]: at <= frozen ? frozen + count : frozen };
  moveMerges(worksheet, move);
  moveLists(worksheet, move);
  movePlaces(worksheet, move);
  moveRules(worksheet, moveLooks, []);
  moveReferences(workbook, worksheet, move);
  recalculate(workbook);
  return move;
}

/**
 * @returns where ranges are now, for those who hold on to some
 * @throws ExcelError if the worksheet is protected
 */
function remove(axis: Axis, workbook: Workbook, worksheet: Worksheet, at: number, count: number): Move {
  const next = at + count;
  const gone: CellRange = axis.withSpan(wholeWorksheet, [at, next - 1]);
  guard(worksheet, axis.name === 'row' ? 'allowDeleteRows' : 'allowDeleteColumns');
  guardContent(worksheet, [gone]);
  const move = moveAlong(axis, ([first, last]) => {
    const start = first < at ? first : Math.max(first, next) - count;
    const end = last < at ? last : Math.max(last, next - 1) - count;
    return start <= end ? [start, end] : null;
  });
  moveRules(worksheet, move, [gone]);
  deleteCells(axis, worksheet, at, count);
  for (const runs of axis.runsOf(worksheet)) runs.remove(at, count);
  worksheet.layers = worksheet.layers.flatMap((layer) =>
    movedRanges([layer.range], move).map((range) => ({ ...layer, range })),
  );
  const frozen = worksheet.frozen[axis.frozen];
  const taken = Math.max(0, Math.min(frozen, next - 1) - at + 1);
  worksheet.frozen = { ...worksheet.frozen, [axis.frozen]: frozen - taken };
  moveMerges(worksheet, move);
  moveLists(worksheet, move);
  movePlaces(worksheet, move);
  moveReferences(workbook, worksheet, move);
  recalculate(workbook);
  return move;
}

/** Inserts blank rows that look like the one above. Numbers from 1. */
export const insertRows = (workbook: Workbook, worksheet: Worksheet, before: number, count = 1): Move =>
  insert(rows, workbook, worksheet, before, count);

/** Inserts blank columns that look like the one to their left. */
export const insertColumns = (workbook: Workbook, worksheet: Worksheet, before: number, count = 1): Move =>
  insert(columns, workbook, worksheet, before, count);

export const deleteRows = (workbook: Workbook, worksheet: Worksheet, first: number, count = 1): Move =>
  remove(rows, workbook, worksheet, first, count);

export const deleteColumns = (workbook: Workbook, worksheet: Worksheet, first: number, count = 1): Move =>
  remove(columns, workbook, worksheet, first, count);
