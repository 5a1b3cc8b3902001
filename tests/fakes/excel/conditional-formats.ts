/** Conditional formats of the fake Excel: where they lie, and what a new one says. */
import type { CellRange } from '../../../core/index.js';
import { invalidArgument, Unsupported } from './excel-error.js';
import { shiftFormula } from '../spreadsheet/formulas/index.js';
import { canonical, commonRanges, cutOutAll, touches } from '../spreadsheet/ranges.js';
import { newGuid, type ConditionalFormat, type Workbook, type Worksheet } from './workbook.js';

/** The types that are known here, and where each keeps its rule and looks. Source: Excel.ConditionalFormatType. */
export const conditionalTypes = {
  CellValue: 'cellValue',
  Custom: 'custom',
  ContainsText: 'textComparison',
  DataBar: 'dataBar',
} as const;

const otherTypes = ['ColorScale', 'IconSet', 'TopBottom', 'PresetCriteria'];

export const conditionalFormatsWithin = (worksheet: Worksheet, ranges: readonly CellRange[]) =>
  worksheet.conditionalFormats.filter((format) => touches(format.ranges, ranges));

/** Adds one above all others. */
export function addConditionalFormat(
  workbook: Workbook,
  worksheet: Worksheet,
  ranges: readonly CellRange[],
  type: string,
): ConditionalFormat {
  if (otherTypes.includes(type)) throw new Unsupported(`conditional formats of the type ${type}`);
  if (!(type in conditionalTypes)) throw invalidArgument('The type of the conditional format');
  const id = newGuid(workbook, 'CF');
  const added = { id, type, ranges: canonical(ranges), stopIfTrue: false, settings: new Map() };
  worksheet.conditionalFormats.unshift(added);
  return added;
}

/** The cell that the formulas of a conditional format are written for. */
export const anchorOf = (ranges: readonly CellRange[]) => ({
  row: Math.min(...ranges.map(({ top }) => top)),
  column: Math.min(...ranges.map(({ left }) => left)),
});

/** Lays a conditional format on other cells; its formula still means the same for those that stay. */
export function layOn(format: ConditionalFormat, ranges: readonly CellRange[]): void {
  const [from, to] = [anchorOf(format.ranges), anchorOf(ranges)];
  format.ranges = canonical(ranges);
  const formula = format.settings.get('custom/rule/formula');
  if (typeof formula !== 'string' || ranges.length === 0) return;
  const shifted = shiftFormula(formula, to.row - from.row, to.column - from.column);
  format.settings.set('custom/rule/formula', shifted);
}

/** Takes the cells out of all conditional formats; those without any cell left are gone. */
export function clearConditionalFormats(worksheet: Worksheet, ranges: readonly CellRange[]): void {
  worksheet.conditionalFormats = worksheet.conditionalFormats.flatMap((format) => {
    if (!touches(format.ranges, ranges)) return [format];
    const rest = cutOutAll(format.ranges, ranges);
    if (rest.length === 0) return [];
    layOn(format, rest);
    return [format];
  });
}

/** The conditional formats of some cells, each with those of its cells that lie there. */
export const conditionalFormatsIn = (worksheet: Worksheet, range: CellRange) =>
  conditionalFormatsWithin(worksheet, [range]).map((format) => ({
    format,
    ranges: commonRanges(format.ranges, [range]),
  }));
