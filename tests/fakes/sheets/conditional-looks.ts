/** What the conditional formats of the fake Google Sheets make of a cell: all rules that hold, an earlier one before a later. */
import { contains } from '../spreadsheet/ranges.js';
import { shiftFormula, type FormulaSource } from '../spreadsheet/formulas/index.js';
import { conditionHolds } from './conditions.js';
import { Unsupported } from './errors.js';
import type { ConditionalFormat, Worksheet } from './workbook.js';

export type ConditionalLooks = Pick<
  ConditionalFormat,
  'background' | 'fontColour' | 'bold' | 'italic' | 'underline' | 'strikethrough'
>;

/** A rule's values as they read in a cell: its formula is written for the upper left one. */
function valuesAt({ criteria, values, ranges }: ConditionalFormat, row: number, column: number) {
  if (criteria !== 'CUSTOM_FORMULA') return values;
  const { top, left } = ranges[0]!;
  if (ranges.some((range) => range.top < top || range.left < left))
    throw new Unsupported(
      'which cell a formula is written for when a later range begins above or before the first',
    );
  return values.map((value) => shiftFormula(String(value), row - top, column - left));
}

/**
 * What a cell's conditional formats set; null where none sets it.
 * @param source the workbook, or the workbook as it would be
 * @param isDate whether the cell shows numbers as dates
 */
export function conditionalLooksAt(
  worksheet: Worksheet,
  row: number,
  column: number,
  source: FormulaSource,
  isDate: boolean,
): ConditionalLooks {
  const value = source.cell(worksheet.name, row, column);
  const at = { worksheet: worksheet.name, row, column };
  let looks: ConditionalLooks = {
    background: null,
    fontColour: null,
    bold: null,
    italic: null,
    underline: null,
    strikethrough: null,
  };
  for (const format of worksheet.conditionalFormats) {
    if (!format.ranges.some((range) => contains(range, row, column))) continue;
    const values = valuesAt(format, row, column);
    if (!conditionHolds(format.criteria, values, { value, isDate, at, source })) continue;
    looks = {
      background: looks.background ?? format.background,
      fontColour: looks.fontColour ?? format.fontColour,
      bold: looks.bold ?? format.bold,
      italic: looks.italic ?? format.italic,
      underline: looks.underline ?? format.underline,
      strikethrough: looks.strikethrough ?? format.strikethrough,
    };
  }
  return looks;
}
