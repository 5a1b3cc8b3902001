/** What Google Sheets makes of what is entered into a cell, by a script or by a person: numbers, dates, formulas, plain text. */
import { serialOfDate } from '../../../core/index.js';
import type { ErrorValue } from '../spreadsheet/formulas/index.js';
import { ServiceError, Unsupported } from './errors.js';
import { wallClockOf } from './instants.js';
import type { Cell, Workbook } from './workbook.js';

/** What becomes of an entry. `numberFormat` is what a cell with the automatic one takes on. */
export interface Entered extends Pick<Cell, 'content' | 'formula'> {
  readonly numberFormat?: string;
}

/** Source: Google's limits of Sheets, and the words of the service. */
const longestText = 50_000;

const plain = (content: Cell['content'], numberFormat?: string): Entered => ({
  content,
  formula: null,
  ...(numberFormat === undefined ? {} : { numberFormat }),
});
export const blank: Entered = plain(null);

const separators = new Map<string, { readonly decimal: string; readonly group: string }>();

/** How a locale, `en_GB`, writes numbers. */
function separatorsOf(locale: string): { readonly decimal: string; readonly group: string } {
  let found = separators.get(locale);
  if (!found) {
    const parts = new Intl.NumberFormat(locale.replace('_', '-')).formatToParts(1_234_567.5);
    const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
    separators.set(locale, (found = { decimal: of('decimal'), group: of('group') }));
  }
  return found;
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** `1,234.5`, `-3`, `50%`, `£20`, `(5)`, `1e5`. */
function readNumber(text: string, locale: string): Entered | null {
  const { decimal, group } = separatorsOf(locale);
  const [point, comma] = [escaped(decimal), escaped(group)];
  const pattern = new RegExp(
    String.raw`^(\()?([-+])?([£$€¥₹₨])?\s*([-+])?(\d{1,3}(?:${comma}\d{3})+(?:${point}\d*)?|\d+(?:${point}\d*)?|${point}\d+)(e[-+]?\d+)?\s*(%)?(\))?$`,
    'i',
  );
  const match = pattern.exec(text);
  if (!match) return null;
  const [, open, before, currency, behind, digits = '', exponent, percent, close] = match;
  if ((open === undefined) !== (close === undefined) || (before !== undefined && behind !== undefined))
    return null;
  const size = Number(digits.replaceAll(group, '').replace(decimal, '.') + (exponent ?? ''));
  if (!Number.isFinite(size)) return null;
  const signed = open !== undefined || before === '-' || behind === '-' ? -size : size;
  const hasDecimals = digits.includes(decimal);
  if (percent !== undefined)
    return plain(Number((signed / 100).toPrecision(15)), hasDecimals ? '0.00%' : '0%');
  if (currency !== undefined) return plain(signed, `"${currency}"#,##0${hasDecimals ? '.00' : ''}`);
  if (exponent !== undefined) return plain(signed, '0.00E+00');
  if (group !== '' && digits.includes(group)) return plain(signed, hasDecimals ? '#,##0.00' : '#,##0');
  return plain(signed);
}

const months = [
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
  const name = word.toLowerCase().replace(/\.$/, '');
  const index = months.findIndex((month) => month === name || month.slice(0, 3) === name);
  return index < 0 && name === 'sept' ? 9 : index < 0 ? null : index + 1;
}

/** Two digits: 1930 to 2029. */
function yearOf(digits: string | undefined, today: string): number {
  if (digits === undefined) return Number(today.slice(0, 4));
  const year = Number(digits);
  return digits.length > 2 ? year : year + (year < 30 ? 2000 : 1900);
}

function dated(year: number, month: number, day: number, numberFormat: string): Entered | null {
  const two = (part: number) => String(part).padStart(2, '0');
  const serial = serialOfDate(`${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`, 1900);
  return serial === null ? null : plain(serial, numberFormat);
}

/** Dates as people in the locale's country, and in English, write them. */
function readDate(text: string, { locale, today }: Pick<Workbook, 'locale' | 'today'>): Entered | null {
  const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(text);
  if (iso) return dated(Number(iso[1]), Number(iso[2]), Number(iso[3]), 'yyyy-mm-dd');
  const isAmerican = locale === 'en_US';
  const digits = /^(\d{1,2})([-/.])(\d{1,2})(?:\2(\d{4}|\d{2}))?$/.exec(text);
  // `1.5` is a number, and `1.2.2019` a date.
  if (digits && !(digits[2] === '.' && digits[4] === undefined)) {
    const [first, second] = [Number(digits[1]), Number(digits[3])];
    const [day, month] = isAmerican ? [second, first] : [first, second];
    const code = isAmerican ? 'm/d' : 'dd/mm';
    const hasYear = digits[4] !== undefined;
    return dated(yearOf(digits[4], today), month, day, hasYear ? `${code}/yyyy` : code);
  }
  const named = /^(\d{1,2})[-/ ]([a-z]{3,9}\.?)(?:[-/, ]+(\d{4}|\d{2}))?$/i.exec(text);
  const namedMonth = named && monthOf(named[2]!);
  if (named && namedMonth != null)
    return dated(
      yearOf(named[3], today),
      namedMonth,
      Number(named[1]),
      named[3] === undefined ? 'd mmm' : 'd mmm yyyy',
    );
  const monthFirst = /^([a-z]{3,9}\.?)[-/ ](\d{1,2})(?:,? (\d{4}))?$/i.exec(text);
  const firstMonth = monthFirst && monthOf(monthFirst[1]!);
  if (monthFirst && firstMonth != null) {
    const code = monthFirst[3] === undefined ? 'd mmm' : 'd mmm yyyy';
    return dated(yearOf(monthFirst[3], today), firstMonth, Number(monthFirst[2]), code);
  }
  const whole = /^([a-z]{3,9}\.?)[-/ ](\d{4})$/i.exec(text);
  const wholeMonth = whole && monthOf(whole[1]!);
  return whole && wholeMonth != null ? dated(Number(whole[2]), wholeMonth, 1, 'mmm yyyy') : null;
}

function readTime(text: string): Entered | null {
  const match = /^(\d{1,2}):([0-5]\d)(?::([0-5]\d))?(?: ?([ap])m)?$/i.exec(text);
  if (!match) return null;
  const half = match[4]?.toLowerCase();
  const hours = half === undefined ? Number(match[1]) : (Number(match[1]) % 12) + (half === 'p' ? 12 : 0);
  if (hours > 23) return null;
  const seconds = hours * 3600 + Number(match[2]) * 60 + Number(match[3] ?? 0);
  return plain(seconds / 86_400, match[3] === undefined ? 'hh:mm' : 'hh:mm:ss');
}

function readMoment(text: string, workbook: Pick<Workbook, 'locale' | 'today'>): Entered | null {
  const space = text.search(/[ T]\d{1,2}:/);
  if (space < 0) return null;
  const [day, time] = [readDate(text.slice(0, space), workbook), readTime(text.slice(space + 1))];
  if (typeof day?.content !== 'number' || typeof time?.content !== 'number') return null;
  return plain(day.content + time.content, `${day.numberFormat ?? ''} ${time.numberFormat ?? ''}`);
}

const errorPattern = /^#(NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|N\/A|ERROR!)$/i;

function checkLength(text: string): void {
  if (text.length > longestText)
    throw new ServiceError(
      `Your input contains more than the maximum of ${longestText} characters in a single cell.`,
    );
}

/** @param formula with or without the leading `=` */
export function enterFormula(formula: string, { locale }: Pick<Workbook, 'locale'>): Entered {
  checkLength(formula);
  // Where numbers have a comma, the parts of a formula are parted by a semicolon.
  if (separatorsOf(locale).decimal === ',' && formula.includes(','))
    throw new Unsupported(`formulas of the locale ${locale}`);
  return { content: null, formula: formula.startsWith('=') ? formula : `=${formula}` };
}

/** What a cell holds after a value was entered as it is: no text is read as anything else. @throws ServiceError */
export function enterLiteral(content: string | number | boolean | null): Entered {
  if (typeof content === 'string') checkLength(content);
  return content === null || content === '' ? blank : plain(content);
}

/**
 * What a cell holds after a text was entered. Where it is not known how much Sheets takes for something else than text, more is
 * taken here: white space before a number or a formula is passed over, `+` and `-` before anything else begin a formula, and in a
 * cell of plain text (`@`) a leading apostrophe stays, while a formula stays a formula.
 */
export function enterText(text: string, { numberFormat }: Cell, workbook: Workbook): Entered {
  checkLength(text);
  if (text === '') return blank;
  const trimmed = text.trim();
  if (trimmed.length > 1 && trimmed.startsWith('=')) return enterFormula(trimmed, workbook);
  if (numberFormat === '@') return plain(text);
  if (text.startsWith("'")) return plain(text.slice(1));
  if (/^(true|false)$/i.test(trimmed)) return plain(trimmed.toLowerCase() === 'true');
  if (errorPattern.test(trimmed)) return plain({ error: trimmed.toUpperCase() } as ErrorValue);
  const read =
    readNumber(trimmed, workbook.locale) ??
    readTime(trimmed) ??
    readDate(trimmed, workbook) ??
    readMoment(trimmed, workbook);
  if (read) return read;
  if (trimmed.length > 1 && /^[-+]/.test(trimmed)) return enterFormula(trimmed, workbook);
  return plain(text);
}

const isDate = (value: unknown): value is Date => Object.prototype.toString.call(value) === '[object Date]';

/**
 * What a cell holds after a script set a value.
 * @throws ServiceError for a text that is too long
 * @throws Unsupported for what is no value of a cell
 */
export function enterValue(value: unknown, cell: Cell, workbook: Workbook): Entered {
  if (value === null) return blank;
  if (typeof value === 'string') return enterText(value, cell, workbook);
  if (typeof value === 'boolean') return plain(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Unsupported(`${value} in a cell`);
    // A cell of plain text makes a text of a number: nobody may count on the contrary.
    return plain(cell.numberFormat === '@' ? String(value) : value);
  }
  if (isDate(value)) {
    const { serial } = wallClockOf(value, workbook.timeZone);
    const day = workbook.locale === 'en_US' ? 'm/d/yyyy' : 'dd/mm/yyyy';
    return plain(serial, Number.isInteger(serial) ? day : `${day} hh:mm:ss`);
  }
  throw new Unsupported('an object in a cell');
}

/** The cell with the entry in the place of what it held. */
export function entered(cell: Cell, { content, formula, numberFormat }: Entered): Cell {
  const takesFormat = cell.numberFormat === null && numberFormat !== undefined;
  return { ...cell, content, formula, numberFormat: takesFormat ? numberFormat : cell.numberFormat };
}
