/** Columns that are cut out and put elsewhere: over another column, or between two. */
import type { CellRange } from '../../../../core/index.js';
import { ExcelError, Unsupported } from '../excel-error.js';
import { guardContent } from '../protection.js';
import {
  canonical,
  commonRanges,
  cutOutAll,
  intersection,
  isSameRange,
  isWithin,
  touches,
  wholeWorksheet,
} from '../../spreadsheet/ranges.js';
import { recalculate } from '../recalculation.js';
import { joinValidations } from '../validations.js';
import {
  cellKey,
  cellOfKey,
  newGuid,
  type ConditionalFormat,
  type Workbook,
  type Worksheet,
} from '../workbook.js';
import { movedRanges, type Move } from './axis.js';
import { moveReferences, rebasedValidation, rebaseFormat } from './follow.js';
import { deleteColumns, insertColumns } from './lines.js';

const wholeColumn = (column: number): CellRange => ({ ...wholeWorksheet, left: column, right: column });

/** The entries of the target give way to those of the source. */
function putOver<T>(entries: Map<number, T>, from: number, to: number, isCut: boolean): void {
  const taken: [row: number, entry: T][] = [];
  for (const [key, entry] of [...entries]) {
    const [row, column] = cellOfKey(key);
    if (column === from) taken.push([row, entry]);
    if (column === to || (column === from && isCut)) entries.delete(key);
  }
  for (const [row, entry] of taken) entries.set(cellKey(row, to), entry);
}

/** What lies in the source as it lies in the target then, and what lies in neither. */
function parts(ranges: readonly CellRange[], source: CellRange, target: CellRange, move: Move) {
  const cut = commonRanges(ranges, [source]);
  return { cut, moved: movedRanges(cut, move), rest: cutOutAll(ranges, [source, target]) };
}

const settingsText = ({ settings }: ConditionalFormat) => JSON.stringify([...settings]);

/** A rule that lies partly in the column becomes two, which are one again if they say the same. */
function moveFormats(
  workbook: Workbook,
  worksheet: Worksheet,
  source: CellRange,
  target: CellRange,
  move: Move,
) {
  const split: (readonly [rest: ConditionalFormat, moved: ConditionalFormat])[] = [];
  worksheet.conditionalFormats = worksheet.conditionalFormats.flatMap((format) => {
    if (!touches(format.ranges, [source, target])) return [format];
    const { cut, moved, rest } = parts(format.ranges, source, target, move);
    if (cut.length === 0)
      return rest.length === 0 ? [] : [Object.assign(format, { ranges: canonical(rest) })];
    if (rest.length === 0) {
      rebaseFormat(format, cut);
      return [Object.assign(format, { ranges: canonical(moved) })];
    }
    const other = { ...format, id: newGuid(workbook, 'CF'), settings: new Map(format.settings) };
    rebaseFormat(other, cut);
    rebaseFormat(format, rest);
    format.ranges = canonical(rest);
    other.ranges = canonical(moved);
    split.push([format, other]);
    return [format, other];
  });
  return () => {
    for (const [rest, moved] of split) {
      if (settingsText(rest) !== settingsText(moved)) continue;
      rest.ranges = canonical([...rest.ranges, ...moved.ranges]);
      worksheet.conditionalFormats = worksheet.conditionalFormats.filter((format) => format !== moved);
    }
  };
}

function moveValidations(worksheet: Worksheet, source: CellRange, target: CellRange, move: Move): void {
  worksheet.validations = worksheet.validations.flatMap((validation) => {
    if (!touches(validation.ranges, [source, target])) return [validation];
    const { cut, moved, rest } = parts(validation.ranges, source, target, move);
    return [
      ...(rest.length > 0 ? [rebasedValidation(validation, rest)] : []),
      ...(cut.length > 0 ? [{ ...rebasedValidation(validation, cut), ranges: moved }] : []),
    ];
  });
}

/**
 * Cuts a whole column out and puts it over another, which gives way. Behind it stays a blank column; the edges that it shares
 * with its neighbours are theirs, too, and stay.
 * @returns where ranges are now, for those who hold on to some
 * @throws ExcelError if the worksheet is protected, or merged cells would be torn
 */
export function cutColumn(workbook: Workbook, worksheet: Worksheet, column: number, to: number): Move {
  const [source, target] = [wholeColumn(column), wholeColumn(to)];
  guardContent(worksheet, [source, target]);
  const isTorn = (range: CellRange) =>
    [source, target].some((one) => intersection(range, one) && !isWithin(range, one));
  if (worksheet.merges.some(isTorn))
    throw new ExcelError('MergedRangeConflict', 'To do this, all the merged cells need to be the same size.');
  if (worksheet.tables.some(({ range }) => touches([range], [source, target])))
    throw new Unsupported('cutting columns of tables');
  const move: Move = (range) => {
    if (isWithin(range, source)) return { ...range, left: to, right: to };
    return isWithin(range, target) && !isSameRange(range, wholeWorksheet) ? null : range;
  };
  const inTarget = (range: CellRange) => isWithin(range, target);
  putOver(worksheet.cells, column, to, true);
  const { above, before } = worksheet.edges;
  for (const [edges, from, over] of [
    [above, column, to],
    [before, column, to],
    [before, column + 1, to + 1],
  ] as const)
    putOver(edges, from, over, edges === above);
  worksheet.columnWidths.set(to, to, worksheet.columnWidths.at(column));
  worksheet.layers = worksheet.layers.flatMap((layer) => {
    const { moved, rest } = parts([layer.range], source, target, move);
    return [...rest, ...moved].map((range) => ({ ...layer, range }));
  });
  worksheet.merges = movedRanges(
    worksheet.merges.filter((range) => !inTarget(range)),
    move,
  );
  const joinFormats = moveFormats(workbook, worksheet, source, target, move);
  moveValidations(worksheet, source, target, move);
  moveReferences(workbook, worksheet, move);
  joinFormats();
  worksheet.validations = joinValidations(worksheet.validations);
  recalculate(workbook);
  return move;
}

/**
 * Cuts a whole column out and inserts it before another; the columns between move up.
 * @returns where ranges are now, for those who hold on to some
 * @throws ExcelError as `cutColumn`
 */
export function moveColumn(workbook: Workbook, worksheet: Worksheet, column: number, before: number): Move {
  const inserted = insertColumns(workbook, worksheet, before);
  const from = column < before ? column : column + 1;
  const cut = cutColumn(workbook, worksheet, from, before);
  const closed = deleteColumns(workbook, worksheet, from);
  return (range) => {
    const first = inserted(range);
    const second = first && cut(first);
    return second && closed(second);
  };
}
