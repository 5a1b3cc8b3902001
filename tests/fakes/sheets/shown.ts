/** What a cell of the fake Google Sheets shows, and what its value is to a script. */
import { dateOfSerial, kindOfFormatCode } from '../../../core/index.js';
import { isError, type Value } from '../spreadsheet/formulas/index.js';
import { dateText, numberText } from '../spreadsheet/number-text.js';
import { cellAt } from './cells.js';
import { Unsupported } from './errors.js';
import { instantOf } from './instants.js';
import type { Program } from './program.js';
import { valueAt } from './recalculation.js';
import type { Worksheet } from './workbook.js';

/**
 * Whether numbers are shown as dates or times. A formula does not take over the format of what it refers to, as Sheets has it
 * where the format is automatic: nobody may count on that.
 * @param numberFormat null: automatic
 */
export const showsDates = (numberFormat: string | null) =>
  numberFormat !== null && kindOfFormatCode(numberFormat) === 'date';

/** As the service calls the automatic number format. */
export const automaticFormat = '0.###############';

export function shownText(value: Value, numberFormat: string | null): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value).toUpperCase();
  if (isError(value)) return value.error;
  if (numberFormat === null || numberFormat === '@') return String(Number(value.toPrecision(10)));
  const [first = ''] = numberFormat.split(';');
  const iso = showsDates(first) ? dateOfSerial(value, 1900) : null;
  const currency = /^"([^"]*)"(.*)$/.exec(first);
  const text =
    iso !== null
      ? dateText(iso, first)
      : currency
        ? `${value < 0 ? '-' : ''}${currency[1]!}${numberText(Math.abs(value), currency[2]!) ?? ''}`
        : numberText(value, first);
  if (text === null) throw new Unsupported(`what ${value} looks like as ${numberFormat}`);
  return text;
}

export function shownAt(program: Program, worksheet: Worksheet, row: number, column: number): string {
  return shownText(valueAt(program, worksheet, row, column), cellAt(worksheet, row, column).numberFormat);
}

/** The value of a cell as `getValues` gives it: blank is an empty text, an error its code, a date an instant. */
export function scriptValueAt(
  program: Program,
  worksheet: Worksheet,
  row: number,
  column: number,
): string | number | boolean | Date {
  const value = valueAt(program, worksheet, row, column);
  if (value === null) return '';
  if (isError(value)) return value.error;
  if (typeof value === 'number' && showsDates(cellAt(worksheet, row, column).numberFormat))
    return instantOf(value, program.workbook.timeZone);
  return value;
}
