/** Ranges that are copied over others. */
import type { CellRange } from '../../../core/index.js';
import { shiftFormula } from '../spreadsheet/formulas/index.js';
import {
  columnCount,
  commonRanges,
  gridOf,
  intersection,
  isWithin,
  rowCount,
} from '../spreadsheet/ranges.js';
import { cellAt, putCell } from './cells.js';
import { ServiceError, Unsupported } from './errors.js';
import { guardCells } from './guarding.js';
import type { Part, Self } from './objects.js';
import { checkWithin, worksheetOf } from './places.js';
import type { Program } from './program.js';
import { valueAt } from './recalculation.js';
import { cutCells } from './structure/cut.js';
import { rebased } from './structure/follow.js';
import type { Cell, ConditionalFormat, Worksheet } from './workbook.js';

/** What is copied: as SpreadsheetApp.CopyPasteType names it. */
export type What =
  'PASTE_NORMAL' | 'PASTE_VALUES' | 'PASTE_FORMULA' | 'PASTE_FORMAT' | 'PASTE_DATA_VALIDATION';

const pasted: Readonly<Record<What, (target: Cell, source: Cell) => Cell>> = {
  PASTE_NORMAL: (_target, source) => source,
  PASTE_VALUES: (target, { content }) => ({ ...target, content, formula: null }),
  PASTE_FORMULA: (target, { content, formula }) => ({ ...target, content, formula }),
  PASTE_FORMAT: (target, { looks, borders, numberFormat }) => ({ ...target, looks, borders, numberFormat }),
  PASTE_DATA_VALIDATION: (target, { validation }) => ({ ...target, validation }),
};

/** The range of a copy: a whole multiple of the source, the target's size where that is one, else the source's own. */
function targetOf(worksheet: Worksheet, source: CellRange, target: CellRange): CellRange {
  const rows = rowCount(target) % rowCount(source) === 0 ? rowCount(target) : rowCount(source);
  const columns = columnCount(target) % columnCount(source) === 0 ? columnCount(target) : columnCount(source);
  const { top, left } = target;
  return checkWithin(worksheet, { top, left, bottom: top + rows - 1, right: left + columns - 1 });
}

const movedBy = (range: CellRange, down: number, right: number): CellRange => ({
  top: range.top + down,
  left: range.left + right,
  bottom: range.bottom + down,
  right: range.right + right,
});

/** A rule that lies on what is copied lies on the copy, too; on another worksheet it is there anew. */
function copyRules(from: Worksheet, source: CellRange, to: Worksheet, target: CellRange): void {
  const [down, right] = [target.top - source.top, target.left - source.left];
  const copyOf = (rule: ConditionalFormat) =>
    commonRanges(rule.ranges, [source]).map((range) => movedBy(range, down, right));
  if (from === to) {
    to.conditionalFormats = to.conditionalFormats.map((rule) => ({
      ...rule,
      ranges: [
        ...rule.ranges,
        ...copyOf(rule).filter((one) => !rule.ranges.some((range) => isWithin(one, range))),
      ],
    }));
    return;
  }
  const added = from.conditionalFormats.flatMap((rule) => {
    const ranges = copyOf(rule);
    return ranges.length === 0 ? [] : [{ ...rebased(rule, commonRanges(rule.ranges, [source])), ranges }];
  });
  to.conditionalFormats = [...to.conditionalFormats, ...added];
}

/** Copies a range over another once, or as often as the target has room for it. Returns what was copied over. */
export function copyRange(program: Program, from: Self<'Range'>, to: Self<'Range'>, what: What): CellRange {
  const [source, destination] = [worksheetOf(program, from.sheetId), worksheetOf(program, to.sheetId)];
  const target = targetOf(destination, from.range, to.range);
  const taken = gridOf(from.range, (row, column) => {
    const cell = cellAt(source, row, column);
    return what === 'PASTE_VALUES' ? { ...cell, content: valueAt(program, source, row, column) } : cell;
  });
  for (let top = target.top; top <= target.bottom; top += rowCount(from.range)) {
    for (let left = target.left; left <= target.right; left += columnCount(from.range)) {
      const [down, right] = [top - from.range.top, left - from.range.left];
      for (const [index, line] of taken.entries()) {
        for (const [offset, cell] of line.entries()) {
          const [row, column] = [top + index, left + offset];
          const formula = cell.formula === null ? null : shiftFormula(cell.formula, down, right);
          const changed = pasted[what](cellAt(destination, row, column), { ...cell, formula });
          putCell(destination, row, column, changed);
        }
      }
      if (what === 'PASTE_NORMAL' || what === 'PASTE_FORMAT')
        copyRules(source, from.range, destination, movedBy(from.range, down, right));
      if (what === 'PASTE_NORMAL') copyMerges(source, from.range, destination, down, right);
    }
  }
  program.markChanged();
  return target;
}

function copyMerges(from: Worksheet, source: CellRange, to: Worksheet, down: number, right: number): void {
  const target = movedBy(source, down, right);
  if (to.merges.some((merge) => intersection(merge, target) !== null && !isWithin(merge, target)))
    throw new ServiceError('You must select all cells in a merged range to merge or unmerge them.');
  const copied = from.merges
    .filter((merge) => isWithin(merge, source))
    .map((merge) => movedBy(merge, down, right));
  to.merges = [...to.merges.filter((merge) => !isWithin(merge, target)), ...copied];
}

interface CopyOptions {
  readonly contentsOnly?: boolean;
  readonly formatOnly?: boolean;
}

/** @throws Unsupported for ways of pasting that nobody needed yet */
function whatOf(how: string | CopyOptions | undefined, isTransposed: boolean): What {
  if (isTransposed) throw new Unsupported('copying with rows and columns exchanged');
  if (typeof how === 'object')
    return how.contentsOnly === true
      ? 'PASTE_VALUES'
      : how.formatOnly === true
        ? 'PASTE_FORMAT'
        : 'PASTE_NORMAL';
  const what = how ?? 'PASTE_NORMAL';
  if (!(what in pasted)) throw new Unsupported(`copying by ${what}`);
  return what as What;
}

export const copying: Part = {
  Range: {
    copyTo: (
      { program, execution, self },
      destination: Self<'Range'>,
      how?: string | CopyOptions,
      isTransposed = false,
    ) => {
      const worksheet = worksheetOf(program, destination.sheetId);
      const what = whatOf(how, isTransposed);
      const target = targetOf(worksheet, self.range, destination.range);
      guardCells(program, worksheet, [target], execution.user.email);
      copyRange(program, self, destination, what);
    },
    moveTo: ({ program, execution, self }, target: Self<'Range'>) => {
      const worksheet = worksheetOf(program, self.sheetId);
      if (target.sheetId !== self.sheetId) throw new Unsupported('moving cells to another worksheet');
      guardCells(program, worksheet, [self.range, target.range], execution.user.email);
      cutCells(program, worksheet, self.range, { row: target.range.top, column: target.range.left });
    },
  },
};
