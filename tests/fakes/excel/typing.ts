/** What Excel makes of what is entered into a cell, by the API or by a person. */
import { serialOfDate } from '../../../core/index.js';
import { ExcelError } from './excel-error.js';
import type { Value } from '../spreadsheet/formulas/index.js';
import type { Workbook } from './workbook.js';

/** What becomes of an entry. `numberFormat` is what a cell without one of its own takes on. */
export interface Entered {
  readonly value: Value;
  readonly formula: string | null;
  readonly isPrefixed: boolean;
  readonly numberFormat?: string;
}

type Reading = Pick<Workbook, 'dateSystem' | 'dateOrder' | 'today'>;

/** Source: Excel specifications and limits. */
const longestText = 32_767;
const longestFormula = 8_192;

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const fullMonths = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

function monthOf(word: string): number | null {
  const name = word.toLowerCase();
  const index = months.includes(name) ? months.indexOf(name) : fullMonths.indexOf(name);
  return index < 0 ? null : index + 1;
}

const longYear = (digits: string) => {
  const year = Number(digits);
  // Two digits: 1930 to 2029. Source: Windows' regional settings as they come.
  return digits.length > 2 ? year : year + (year < 30 ? 2000 : 1900);
};

function serialOf(year: number, month: number, day: number, { dateSystem }: Reading): number | null {
  const two = (part: number) => String(part).padStart(2, '0');
  return serialOfDate(`${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`, dateSystem);
}

const dated = (serial: number | null, numberFormat: string) =>
  serial === null ? null : { value: serial, numberFormat };

/** Dates as people in English-speaking countries write them. */
function readDate(text: string, reading: Reading): { value: number; numberFormat: string } | null {
  const thisYear = Number(reading.today.slice(0, 4));
  const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(text);
  if (iso) return dated(serialOf(Number(iso[1]), Number(iso[2]), Number(iso[3]), reading), 'm/d/yyyy');
  const digits = /^(\d{1,2})([-/])(\d{1,2})(?:\2(\d{4}|\d{2}))?$/.exec(text);
  if (digits) {
    const [, first, , second, year] = digits;
    const [day, month] = reading.dateOrder === 'dmy' ? [first, second] : [second, first];
    const serial = serialOf(
      year === undefined ? thisYear : longYear(year),
      Number(month),
      Number(day),
      reading,
    );
    return dated(serial, year === undefined ? 'd-mmm' : 'm/d/yyyy');
  }
  const named = /^(\d{1,2})[-/ ]([a-z]{3,9})(?:[-/, ]+(\d{4}|\d{2}))?$/i.exec(text);
  if (named) {
    const month = monthOf(named[2]!);
    if (month === null) return null;
    const year = named[3] === undefined ? thisYear : longYear(named[3]);
    return dated(
      serialOf(year, month, Number(named[1]), reading),
      named[3] === undefined ? 'd-mmm' : 'd-mmm-yy',
    );
  }
  const american = /^([a-z]{3,9})[-/ ](\d{1,2}),? (\d{4})$/i.exec(text);
  if (american) {
    const month = monthOf(american[1]!);
    return month === null
      ? null
      : dated(serialOf(Number(american[3]), month, Number(american[2]), reading), 'd-mmm-yy');
  }
  const whole = /^([a-z]{3,9})[-/ ](\d{4}|\d{2})$/i.exec(text);
  if (whole) {
    const month = monthOf(whole[1]!);
    if (month === null) return null;
    // "May 19" is a day of this year if there is one, and else a month.
    if (whole[2]!.length === 2) {
      const day = serialOf(thisYear, month, Number(whole[2]), reading);
      if (day !== null) return { value: day, numberFormat: 'd-mmm' };
    }
    return dated(serialOf(longYear(whole[2]!), month, 1, reading), 'mmm-yy');
  }
  return null;
}

function readNumber(text: string): { value: number; numberFormat?: string } | null {
  const match = /^([-+]?)(\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*(%?)$/i.exec(text);
  if (!match) return null;
  const [, sign, digits, exponent = '', percent] = match as unknown as [
    string,
    string,
    string,
    string?,
    string?,
  ];
  const size = Number(digits.replaceAll(',', '') + exponent);
  const value = sign === '-' ? -size : size;
  if (percent === '%')
    return {
      value: Number((value / 100).toPrecision(15)),
      numberFormat: digits.includes('.') ? '0.00%' : '0%',
    };
  if (exponent !== '') return { value, numberFormat: '0.00E+00' };
  if (digits.includes(',')) return { value, numberFormat: digits.includes('.') ? '#,##0.00' : '#,##0' };
  return { value };
}

function readTime(text: string): { value: number; numberFormat: string } | null {
  const match = /^(\d{1,2}):([0-5]\d)(?::([0-5]\d))?$/.exec(text);
  if (!match || Number(match[1]) > 23) return null;
  const seconds = Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3] ?? 0);
  return { value: seconds / 86_400, numberFormat: match[3] === undefined ? 'h:mm' : 'h:mm:ss' };
}

const errorPattern = /^#(NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|N\/A)$/i;

/**
 * What a cell holds after an entry.
 * @param input what was typed or written; an empty text clears the cell
 * @param numberFormat that of the cell: in one of text, `@`, all stays as it is written
 * @throws ExcelError InvalidArgument for what is too long or no value
 */
export function enter(input: string | number | boolean, numberFormat: string, reading: Reading): Entered {
  const plain = (value: Value) => ({ value, formula: null, isPrefixed: false });
  if (typeof input === 'boolean') return plain(numberFormat === '@' ? String(input).toUpperCase() : input);
  if (typeof input === 'number') {
    if (!Number.isFinite(input)) throw new ExcelError('InvalidArgument', `${input} is no value of a cell.`);
    return plain(numberFormat === '@' ? String(input) : input);
  }
  if (input === '') return plain(null);
  const isFormula = input.length > 1 && input.startsWith('=') && numberFormat !== '@';
  if (input.length > (isFormula ? longestFormula : longestText))
    throw new ExcelError('InvalidArgument', `A cell cannot hold ${input.length} characters.`);
  if (numberFormat === '@') return plain(input);
  if (input.startsWith("'")) return { value: input.slice(1), formula: null, isPrefixed: true };
  if (isFormula) return { value: null, formula: input, isPrefixed: false };
  const text = input.trim();
  if (/^(true|false)$/i.test(text)) return plain(text.toLowerCase() === 'true');
  if (errorPattern.test(text)) return plain({ error: text.toUpperCase() as '#N/A' });
  const read = readNumber(text) ?? readTime(text) ?? readDate(text, reading);
  if (!read) return plain(input);
  return {
    ...plain(read.value),
    ...(read.numberFormat !== undefined && numberFormat === 'General'
      ? { numberFormat: read.numberFormat }
      : {}),
  };
}
