/** Cells that are cut out and put elsewhere on the same worksheet: what refers to them follows, rows and columns stay. */
import type { CellRange } from '../../../../core/index.js';
import {
  commonRanges,
  cutOutAll,
  gridOf,
  intersection,
  isWithin,
  touches,
} from '../../spreadsheet/ranges.js';
import { cellAt, changeCells, putCell } from '../cells.js';
import { ServiceError } from '../errors.js';
import { checkWithin } from '../places.js';
import type { Program } from '../program.js';
import { blankCell, type ConditionalFormat, type Worksheet } from '../workbook.js';
import { movedRanges, type Move } from './axis.js';
import { moveReferences, rebased } from './follow.js';

const same = (a: ConditionalFormat, b: ConditionalFormat) =>
  JSON.stringify({ ...a, ranges: [] }) === JSON.stringify({ ...b, ranges: [] });

/** A rule that lies partly in the cut cells becomes two, unless it says the same in both places. */
function cutRule(
  rule: ConditionalFormat,
  source: CellRange,
  target: CellRange,
  move: Move,
): ConditionalFormat[] {
  if (!touches(rule.ranges, [source, target])) return [rule];
  const rest = cutOutAll(rule.ranges, [source, target]);
  const cut = commonRanges(rule.ranges, [source]);
  const kept = rest.length === 0 ? [] : [rebased(rule, rest)];
  if (cut.length === 0) return kept;
  const moved = { ...rebased(rule, cut), ranges: movedRanges(cut, move) };
  const [first] = kept;
  return first && same(rebased(first, moved.ranges), moved)
    ? [{ ...first, ranges: [...first.ranges, ...moved.ranges] }]
    : [...kept, moved];
}

/**
 * Cuts cells and puts them over others, which give way: contents, looks, notes, validations, conditional formats and merged
 * cells go along; names that lie within them lead to them still. Developer metadata, sizes and groups stay with their lines.
 * @throws ServiceError if merged cells would be torn, or the target lies outside the grid
 */
export function cutCells(
  program: Program,
  worksheet: Worksheet,
  source: CellRange,
  to: { readonly row: number; readonly column: number },
): void {
  const [down, right] = [to.row - source.top, to.column - source.left];
  const by = (range: CellRange): CellRange => ({
    top: range.top + down,
    left: range.left + right,
    bottom: range.bottom + down,
    right: range.right + right,
  });
  const target = checkWithin(worksheet, by(source));
  const isTorn = (merge: CellRange) =>
    [source, target].some((one) => intersection(merge, one) !== null && !isWithin(merge, one));
  if (worksheet.merges.some(isTorn))
    throw new ServiceError('You must select all cells in a merged range to merge or unmerge them.');
  const move: Move = (range) => {
    if (isWithin(range, source)) return by(range);
    return isWithin(range, target) ? null : range;
  };
  const taken = gridOf(source, (row, column) => ({
    row,
    column,
    cell: cellAt(worksheet, row, column),
  })).flat();
  changeCells(worksheet, source, () => blankCell);
  for (const { row, column, cell } of taken) putCell(worksheet, row + down, column + right, cell);
  worksheet.merges = movedRanges(
    worksheet.merges.filter((merge) => isWithin(merge, source) || !isWithin(merge, target)),
    move,
  );
  worksheet.conditionalFormats = worksheet.conditionalFormats.flatMap((rule) =>
    cutRule(rule, source, target, move),
  );
  moveReferences(program.workbook, worksheet, move);
  program.markChanged();
}
