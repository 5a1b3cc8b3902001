/** What a cell shows: its value by its number format. */
import { dateOfSerial, kindOfFormatCode } from '../../../core/index.js';
import { Unsupported } from './excel-error.js';
import { isError, type Value } from '../spreadsheet/formulas/index.js';
import { dateText, numberText } from '../spreadsheet/number-text.js';
import type { Workbook } from './workbook.js';

function known(text: string | null, numberFormat: string): string {
  if (text === null) throw new Unsupported(`the number format ${numberFormat}`);
  return text;
}

/** The text that a cell shows. @throws Unsupported for number formats that are not known here */
export function shownText(
  value: Value,
  numberFormat: string,
  { dateSystem }: Pick<Workbook, 'dateSystem'>,
): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value).toUpperCase();
  if (isError(value)) return value.error;
  const [first = 'General'] = numberFormat.split(';');
  if (numberFormat === '@') return String(value);
  if (/^general$/i.test(first)) return String(Number(value.toPrecision(11)));
  if (kindOfFormatCode(first) !== 'date') return known(numberText(value, first), first);
  const iso = dateOfSerial(value, dateSystem);
  return iso === null ? '########' : known(dateText(iso, first), first);
}

/** A value as the API gives it: blank is an empty text, an error its code. */
export const apiValue = (value: Value): string | number | boolean =>
  value === null ? '' : isError(value) ? value.error : value;

/** What the API calls the type of a value. */
export function valueTypeOf(value: Value): 'Empty' | 'String' | 'Double' | 'Boolean' | 'Error' {
  if (value === null) return 'Empty';
  if (isError(value)) return 'Error';
  return typeof value === 'string' ? 'String' : typeof value === 'number' ? 'Double' : 'Boolean';
}
