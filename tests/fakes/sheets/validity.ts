/** What a data validation of the fake Google Sheets makes of an entry, and what its drop-down offers. */
import { kindOfFormatCode } from '../../../core/index.js';
import { cellsOf } from '../spreadsheet/ranges.js';
import { isError, type FormulaSource, type Value } from '../spreadsheet/formulas/index.js';
import { conditionHolds, type Argument } from './conditions.js';
import { Unsupported } from './errors.js';
import { worksheetOf } from './places.js';
import type { Program } from './program.js';
import { formulaSource, valueAt } from './recalculation.js';
import { formulaAt } from './relative-formulas.js';
import type { Area, Cell, Validation, Worksheet } from './workbook.js';

/** A workbook as it would be if one cell held another value. */
export function supposing(
  source: FormulaSource,
  worksheet: string,
  at: { readonly row: number; readonly column: number },
  value: Value,
): FormulaSource {
  return {
    name: (name) => source.name(name),
    cell: (inWorksheet, row, column) =>
      inWorksheet.toLowerCase() === worksheet.toLowerCase() && row === at.row && column === at.column
        ? value
        : source.cell(inWorksheet, row, column),
  };
}

const isArea = (value: Validation['values'][number] | undefined): value is Area =>
  typeof value === 'object' && value !== null && 'sheetId' in value;

/** The texts of a list's cells, blank ones left out. */
function textsIn(program: Program, { sheetId, range }: Area): string[] {
  const worksheet = worksheetOf(program, sheetId);
  return [...cellsOf(range)].flatMap(([row, column]) => {
    const value = valueAt(program, worksheet, row, column);
    if (value === null || value === '') return [];
    if (typeof value !== 'string') throw new Unsupported('a drop-down of anything but texts');
    return [value];
  });
}

/** What a list allows; null for a validation that is no list. */
function listOf(program: Program, { values: [list] }: Validation): readonly string[] | null {
  if (Array.isArray(list)) return list as readonly string[];
  return isArea(list) ? textsIn(program, list) : null;
}

/** What the drop-down of a validation offers, in order; null for one without a drop-down. */
export function offeredBy(program: Program, validation: Validation): readonly string[] | null {
  const [, hasDropDown] = validation.values;
  return hasDropDown === true ? listOf(program, validation) : null;
}

/** Without values of its own a check box holds TRUE and FALSE; with one, that or nothing. */
function isChecked({ values }: Validation, value: Value): boolean {
  return values.length === 0 ? typeof value === 'boolean' : values.some((one) => one === value);
}

const textOf = (value: string | number | boolean) =>
  typeof value === 'boolean' ? String(value).toUpperCase() : String(value);

/**
 * Whether a cell's validation lets the cell hold a value; without a validation everything. A formula is judged by its result.
 * Lists tell letter case apart: stricter than Sheets may be.
 * @param cell as it is going to be, with its number format
 */
export function isValid(
  program: Program,
  worksheet: Worksheet,
  at: { readonly row: number; readonly column: number },
  { validation, numberFormat }: Pick<Cell, 'validation' | 'numberFormat'>,
  value: Value,
): boolean {
  // Nothing is asked of cells that are cleared.
  if (validation === null || value === null || value === '') return true;
  if (isError(value)) return false;
  const { criteria, values } = validation;
  if (criteria === 'CHECKBOX') return isChecked(validation, value);
  const list = listOf(program, validation);
  if (list) return list.includes(textOf(value));
  const given = (values as readonly Argument[]).map((one) =>
    criteria === 'CUSTOM_FORMULA' ? formulaAt(String(one), at.row, at.column) : one,
  );
  return conditionHolds(criteria, given, {
    value,
    isDate: kindOfFormatCode(numberFormat ?? 'General') === 'date',
    at: { worksheet: worksheet.name, ...at },
    source: supposing(formulaSource(program), worksheet.name, at, value),
  });
}
