/** What refers to cells of a worksheet, or lies on them, follows when they move. */
import { parseRange, type CellRange } from '../../../../core/index.js';
import { adjustFormula, shiftFormula } from '../../spreadsheet/formulas/index.js';
import { addressOf, canonical, cellCount, cutOutAll } from '../../spreadsheet/ranges.js';
import { changeFormulas, inJson } from '../renaming.js';
import { joinValidations } from '../validations.js';
import type { ConditionalFormat, JsonObject, Validation, Workbook, Worksheet } from '../workbook.js';
import { movedRanges, type Move } from './axis.js';

const upperLeft = (ranges: readonly CellRange[]) => ({
  row: Math.min(...ranges.map(({ top }) => top)),
  column: Math.min(...ranges.map(({ left }) => left)),
});

/** A rule's formulas, written for the upper left cell of some ranges, as they are for that of others. */
function shifted(from: readonly CellRange[], to: readonly CellRange[]): (formula: string) => string {
  const [old, now] = [upperLeft(from), upperLeft(to)];
  return (formula) => shiftFormula(formula, now.row - old.row, now.column - old.column);
}

/** Writes a conditional format's formulas for the upper left of other cells. */
export function rebaseFormat({ settings, ranges }: ConditionalFormat, to: readonly CellRange[]): void {
  for (const [path, value] of settings) settings.set(path, inJson(value, shifted(ranges, to)));
}

export const rebasedValidation = (validation: Validation, to: readonly CellRange[]): Validation => ({
  ...validation,
  rule: inJson(validation.rule, shifted(validation.ranges, to)) as JsonObject,
  ranges: to,
});

/**
 * Moves the ranges of conditional formats and validations. Their formulas are not touched, but for those whose upper left
 * cell is gone: they are written for the cell that is the upper left then.
 * @param gone cells that are deleted
 */
export function moveRules(worksheet: Worksheet, move: Move, gone: readonly CellRange[]): void {
  worksheet.conditionalFormats = worksheet.conditionalFormats.filter((format) => {
    const left = cutOutAll(format.ranges, gone);
    if (left.length === 0) return false;
    rebaseFormat(format, left);
    format.ranges = canonical(movedRanges(format.ranges, move));
    return true;
  });
  worksheet.validations = worksheet.validations.flatMap((validation) => {
    const left = cutOutAll(validation.ranges, gone);
    if (left.length === 0) return [];
    return [{ ...rebasedValidation(validation, left), ranges: movedRanges(validation.ranges, move) }];
  });
  worksheet.validations = joinValidations(worksheet.validations);
}

/** Merged cells; one cell alone is not merged. */
export function moveMerges(worksheet: Worksheet, move: Move): void {
  worksheet.merges = movedRanges(worksheet.merges, move).filter((range) => cellCount(range) > 1);
}

/** The filter and the tables. */
export function moveLists(worksheet: Worksheet, move: Move): void {
  const { autoFilter } = worksheet;
  const filtered = autoFilter && move(autoFilter.range);
  worksheet.autoFilter = filtered && {
    range: filtered,
    criteria: new Map(
      [...autoFilter.criteria].flatMap(([offset, criterion]) => {
        const column = autoFilter.range.left + offset;
        const moved = move({ ...autoFilter.range, left: column, right: column });
        return moved ? [[moved.left - filtered.left, criterion] as const] : [];
      }),
    ),
  };
  worksheet.tables = worksheet.tables.flatMap((table) => {
    const range = move(table.range);
    return range ? [{ ...table, range }] : [];
  });
}

/** What is printed, and where charts lie: they move and grow with the cells beneath them, as Excel has it unless told otherwise. */
export function movePlaces({ page, charts }: Worksheet, move: Move): void {
  const moved = (addresses: string) =>
    movedRanges(
      addresses.split(',').map((address) => parseRange(address)!),
      move,
    )
      .map(addressOf)
      .join(',');
  for (const name of ['printArea', 'printTitleRows', 'printTitleColumns']) {
    const addresses = page.get(name);
    if (typeof addresses !== 'string') continue;
    const now = moved(addresses);
    if (now === '') page.delete(name);
    else page.set(name, now);
  }
  for (const { settings } of charts) {
    const position = settings.get('position');
    const now = typeof position === 'string' ? moved(position) : '';
    if (now !== '') settings.set('position', now);
  }
}

/** Formulas wherever they are, and names. */
export function moveReferences(workbook: Workbook, worksheet: Worksheet, move: Move): void {
  changeFormulas(workbook, (formula, own) => adjustFormula(formula, own?.name ?? '', worksheet.name, move));
}
