/** What a cell shows: its value by its number format. */
import { dateOfSerial, kindOfFormatCode } from '../../../core/index.js';
import { Unsupported } from './excel-error.js';
import { isError, type Value } from '../spreadsheet/formulas/index.js';
import type { Workbook } from './workbook.js';

const shortMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const longMonths = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

function shownDate(iso: string, code: string): string {
  const [year = '', month = '', day = '', hours = '00', minutes = '00', seconds = '00'] = iso.split(/[-T:]/);
  const parts: Readonly<Record<string, string>> = {
    yyyy: year,
    yy: year.slice(2),
    mmmm: longMonths[Number(month) - 1]!,
    mmm: shortMonths[Number(month) - 1]!,
    mm: month,
    m: String(Number(month)),
    dd: day,
    d: String(Number(day)),
    hh: hours,
    h: String(Number(hours)),
    ss: seconds,
  };
  const known = /"[^"]*"|\\.|h{1,2}:mm|[a-z]+|[^a-z"\\]/gi;
  return (code.match(known) ?? [])
    .map((part) => {
      if (part.startsWith('"')) return part.slice(1, -1);
      if (part.startsWith('\\')) return part.slice(1);
      if (/^h{1,2}:mm$/i.test(part)) return `${part.length === 4 ? String(Number(hours)) : hours}:${minutes}`;
      if (!/^[a-z]/i.test(part)) return part;
      const shown = parts[part.toLowerCase()];
      if (shown === undefined) throw new Unsupported(`the number format ${code}`);
      return shown;
    })
    .join('');
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

function shownNumber(value: number, code: string): string {
  if (/^general$/i.test(code)) return String(Number(value.toPrecision(11)));
  const match = /^(#,##)?0(?:\.(0*)(#*))?(%?)((?:"[^"]*"|\\.| )*)$/.exec(code);
  if (!match) throw new Unsupported(`the number format ${code}`);
  const [, groups, decimals, optional = '', percent = '', rest = ''] = match;
  const scaled = Math.abs(percent === '%' ? value * 100 : value);
  const least = decimals?.length ?? 0;
  const [whole = '', most = ''] = Number(scaled.toPrecision(15))
    .toFixed(least + optional.length)
    .split('.');
  const fraction = most.slice(0, least) + most.slice(least).replace(/0+$/, '');
  // The point stands even where nothing follows it, as in Excel.
  const digits =
    (groups === undefined ? whole : grouped(whole)) + (decimals === undefined ? '' : `.${fraction}`);
  return (value < 0 ? '-' : '') + digits + percent + rest.replace(/["\\]/g, '');
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
  if (kindOfFormatCode(first) !== 'date') return shownNumber(value, first);
  const iso = dateOfSerial(value, dateSystem);
  return iso === null ? '########' : shownDate(iso, first);
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
