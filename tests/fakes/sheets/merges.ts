/** Merged cells. */
import type { CellRange } from '../../../core/index.js';
import { cellCount, cutOut, intersection, isWithin } from '../spreadsheet/ranges.js';
import { cellAt, changeCells, isHeld, keptCells, putCell } from './cells.js';
import { ServiceError } from './errors.js';
import { guardCells } from './guarding.js';
import { give, type On, type Part } from './objects.js';
import type { Program } from './program.js';
import { onBoth, rangeOfOn } from './ranges-of.js';
import type { Worksheet } from './workbook.js';

/** @throws ServiceError if a merged range lies only partly within */
function checkWhole({ merges }: Worksheet, range: CellRange): void {
  if (merges.some((merge) => intersection(merge, range) !== null && !isWithin(merge, range)))
    throw new ServiceError('You must select all cells in a merged range to merge or unmerge them.');
}

function checkFrozen(
  { frozenRows, frozenColumns }: Worksheet,
  { top, left, bottom, right }: CellRange,
): void {
  if (top <= frozenRows && bottom > frozenRows)
    throw new ServiceError("You can't merge frozen and non-frozen rows.");
  if (left <= frozenColumns && right > frozenColumns)
    throw new ServiceError("You can't merge frozen and non-frozen columns.");
}

const without = (worksheet: Worksheet, range: CellRange) =>
  worksheet.merges.filter((merge) => !isWithin(merge, range));

/** Merges a range. Only the first value stays, in the upper left cell; so do its looks. @throws ServiceError */
export function merge(program: Program, worksheet: Worksheet, range: CellRange): void {
  checkWhole(worksheet, range);
  checkFrozen(worksheet, range);
  worksheet.merges = without(worksheet, range);
  if (cellCount(range) === 1) return;
  const first = keptCells(worksheet, range).find(([, , cell]) => isHeld(cell));
  const corner = cellAt(worksheet, range.top, range.left);
  if (first) {
    const { content, formula, numberFormat } = first[2];
    putCell(worksheet, range.top, range.left, { ...corner, content, formula, numberFormat });
  }
  for (const rest of cutOut(range, { ...range, bottom: range.top, right: range.left }))
    changeCells(worksheet, rest, (cell) => (isHeld(cell) ? { ...cell, content: null, formula: null } : cell));
  worksheet.merges = [...worksheet.merges, range];
  program.markChanged();
}

/** Parts merged cells. @throws ServiceError if a merged range lies only partly within */
export function unmerge(worksheet: Worksheet, range: CellRange): void {
  checkWhole(worksheet, range);
  worksheet.merges = without(worksheet, range);
}

/** Merges each of the ranges that a Range is made of. */
const mergeEach = (partsOf: (range: CellRange) => CellRange[]) => (on: On<'Range'>) => {
  const { worksheet, range } = rangeOfOn(on);
  guardCells(on.program, worksheet, [range], on.execution.user.email);
  for (const part of partsOf(range)) merge(on.program, worksheet, part);
  return on.me;
};

/** The rows or columns of a range, each as a range of its own. */
export const rowsOf = (range: CellRange): CellRange[] =>
  numbers(range.top, range.bottom).map((row) => ({ ...range, top: row, bottom: row }));
export const columnsOf = (range: CellRange): CellRange[] =>
  numbers(range.left, range.right).map((column) => ({ ...range, left: column, right: column }));

const numbers = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

export const merges: readonly Part[] = [
  onBoth({
    breakApart: ({ program, execution }, { worksheet, ranges }) => {
      guardCells(program, worksheet, ranges, execution.user.email);
      for (const range of ranges) unmerge(worksheet, range);
    },
  }),
  {
    Range: {
      merge: mergeEach((range) => [range]),
      mergeAcross: mergeEach(rowsOf),
      mergeVertically: mergeEach(columnsOf),
      getMergedRanges: (on) => {
        const { worksheet, range } = rangeOfOn(on);
        return worksheet.merges
          .filter((one) => intersection(one, range) !== null)
          .map((one) => give('Range', { sheetId: worksheet.sheetId, range: one }));
      },
      isPartOfMerge: (on) => {
        const { worksheet, range } = rangeOfOn(on);
        return worksheet.merges.some((one) => isWithin(range, one));
      },
    },
  },
];
