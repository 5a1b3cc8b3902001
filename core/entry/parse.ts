/** Reads the content of a cell as the value of a field: exactly or not at all; what is doubtful is asked about. */
import type { DiagnosticCode, DiagnosticParams } from '../diagnostics/codes.js';
import type { DateValue } from '../diagnostics/diagnostic.js';
import type { CellContent } from './cell.js';
import type { EntryValue } from './entry.js';
import { longestText, statusCodes, type Field, type Status } from './fields.js';
import {
  controlCharacters,
  foldText,
  invisibleCharacters,
  isBlankText,
  mixedScriptWords,
  withoutControlCharacters,
} from './fold.js';
import type { DateOrder } from './template.js';

/** What the workbook states about how its cells are to be read. */
export interface ParseContext {
  /** How dates typed as text are written; null: nobody said, so an ambiguous one is asked about. */
  readonly dateOrder: DateOrder | null;
  /** Where the workbook counts its days from, for a day's number in a cell without date format. Default 1900. */
  readonly dateSystem?: 1900 | 1904;
}

/** A finding about a cell's content, without its place. `fix`: the same value in its proper form, where that is safe. */
export interface ParseFindingOf<C extends DiagnosticCode> {
  readonly code: C;
  readonly params: DiagnosticParams[C];
  readonly fix?: EntryValue | DateValue;
}
export type ParseFinding = { [C in DiagnosticCode]: ParseFindingOf<C> }[DiagnosticCode];

/**
 * - `value`: text byte for byte, a number, progress as a fraction, or an ISO date
 * - `blank`: nothing that a person could see stands there
 * - `fault`: something stands there that cannot be used; at least one finding says why
 */
export type ParsedValue =
  | { readonly kind: 'value'; readonly value: EntryValue; readonly findings: readonly ParseFinding[] }
  | { readonly kind: 'blank'; readonly findings: readonly ParseFinding[] }
  | { readonly kind: 'fault'; readonly findings: readonly ParseFinding[] };

const none: readonly ParseFinding[] = [];
const blank: ParsedValue = { kind: 'blank', findings: none };

function finding<C extends DiagnosticCode>(
  code: C,
  params: DiagnosticParams[C],
  fix?: EntryValue | DateValue,
): ParseFinding {
  return (fix === undefined ? { code, params } : { code, params, fix }) as ParseFindingOf<C> as ParseFinding;
}

const read = (value: EntryValue, ...findings: ParseFinding[]): ParsedValue => ({
  kind: 'value',
  value,
  findings: findings.length > 0 ? findings : none,
});
const refuse = (...findings: ParseFinding[]): ParsedValue => ({ kind: 'fault', findings });

/** A number with the 15 digits that spreadsheets keep: 0.1 + 0.2 → 0.3. */
const fifteenDigits = (value: number) => Number(value.toPrecision(15));

/** What a cell shows, as plain text: `45%` for a percentage, `TRUE`, an ISO date. */
export function plainText(content: CellContent): string {
  switch (content.kind) {
    case 'text':
      return content.text;
    case 'number':
      return content.format === 'percent'
        ? `${fifteenDigits(content.value * 100)}%`
        : String(fifteenDigits(content.value));
    case 'boolean':
      return content.value ? 'TRUE' : 'FALSE';
    case 'date':
      return content.date;
    case 'error':
      return content.error;
  }
}

/** Notes about characters in a text that a person cannot see or tell apart. */
function characterFindings(text: string): ParseFinding[] {
  const found: ParseFinding[] = [];
  const controls = controlCharacters(text);
  if (controls.length > 0) {
    found.push(
      finding('cell/control-character', { found: controls.join(', ') }, withoutControlCharacters(text)),
    );
  }
  const invisible = invisibleCharacters(text);
  if (invisible.length > 0) found.push(finding('cell/invisible-character', { found: invisible.join(', ') }));
  for (const word of mixedScriptWords(text)) found.push(finding('cell/mixed-script', { found: word }));
  return found;
}

/** Why a text cannot be used, with what may have caused it. A repair by dropping characters would guess: none. */
function refuseText(text: string, why: ParseFinding): ParsedValue {
  return refuse(why, ...characterFindings(text).map((note) => finding(note.code, note.params)));
}

// Choices

/** Letters and digits only: `In-Progress.` and `in progress` are the same. */
const compact = (text: string) => foldText(text).replace(/[ \-._/,;:'"()]+/g, '');

/** Words that people use for a status. They are offered, never taken: only the person knows what was meant. */
const statusSynonyms: readonly (readonly [words: readonly string[], status: Status])[] = [
  [['Not yet started', 'Yet to start', 'Not begun', 'Pending', 'شروع نہیں ہوا'], 'Not started'],
  [
    [
      'Ongoing',
      'In process',
      'Under process',
      'Under way',
      'Started',
      'Partially completed',
      'جاری',
      'زیر عمل',
    ],
    'In progress',
  ],
  [['Done', 'Complete', 'Finished', 'Achieved', 'Implemented', '100%', 'مکمل'], 'Completed'],
  [['Halted', 'Suspended', 'Deferred', 'Stopped', 'معطل'], 'On hold'],
  [['Cancelled', 'Canceled', 'Abandoned', 'Withdrawn', 'منسوخ'], 'Dropped'],
];

interface Choices {
  /** Allowed value by its compact form; also the short codes that the workbook itself shows, and first words. */
  readonly byForm: ReadonlyMap<string, string>;
  readonly suggestions: ReadonlyMap<string, string>;
}

/** Longest text that is compared with the allowed values; more is a sentence. */
const longestChoice = 60;

const choicesOf = new Map<readonly string[], Choices>();

function choices(field: Field): Choices {
  const allowed = field.allowed ?? [];
  const known = choicesOf.get(allowed);
  if (known) return known;
  const isStatus = field.key === 'status';
  const byForm = new Map<string, string>();
  for (const value of allowed) {
    byForm.set(compact(value), value);
    if (isStatus) byForm.set(compact(statusCodes[value as Status]), value);
    else {
      // Short Term: `Short` and `S`.
      const [word = value] = value.split(' ');
      byForm.set(compact(word), value).set(compact(word.charAt(0)), value);
    }
  }
  const synonyms = isStatus ? statusSynonyms : [];
  const suggestions = new Map(
    synonyms.flatMap(([words, value]) => words.map((word) => [compact(word), value] as const)),
  );
  const made = { byForm, suggestions };
  choicesOf.set(allowed, made);
  return made;
}

/** Letters to insert, delete, replace or swap with their neighbour to get from `a` to `b`; `limit` + 1 if more. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(previous[j]! + 1, current[j - 1]! + 1, previous[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, beforePrevious[j - 2]! + 1);
      }
      current.push(cost);
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[b.length]!;
}

/** The allowed value that was probably meant, or null: a known synonym, or at most one slip in four letters. */
function suggest(form: string, allowed: readonly string[], { suggestions }: Choices): string | null {
  const synonym = suggestions.get(form);
  if (synonym !== undefined) return synonym;
  let nearest: string | null = null;
  let least = Infinity;
  let isTied = false;
  for (const value of allowed) {
    const target = compact(value);
    const limit = Math.floor(target.length / 4);
    const distance = editDistance(form, target, limit);
    if (distance > limit || distance > least) continue;
    isTied = distance === least;
    least = distance;
    nearest = value;
  }
  return isTied ? null : nearest;
}

function parseChoice(field: Field, content: CellContent): ParsedValue {
  const allowed = field.allowed ?? [];
  const found = plainText(content);
  if (allowed.includes(found)) return read(found);
  const isStatus = field.key === 'status';
  const unknown = (suggestion: string | null) =>
    finding(isStatus ? 'status/unknown' : 'timeline/unknown', { found, suggestion });
  if (found.length > 4 * longestChoice) return isBlankText(found) ? blank : refuse(unknown(null));
  const form = compact(found);
  if (form === '' && isBlankText(found)) return blank;
  if (form.length > longestChoice) return refuseText(found, unknown(null));
  const known = choices(field);
  const value = content.kind === 'text' ? known.byForm.get(form) : undefined;
  if (value === undefined) return refuseText(found, unknown(suggest(form, allowed, known)));
  return read(value, finding(isStatus ? 'status/spelling' : 'timeline/spelling', { found, value }, value));
}

// Numbers

/** Longest text that is looked at as a number or a date. */
const longestNumber = 40;
const longestDate = 60;

type NumberText =
  | { readonly kind: 'number'; readonly value: number; readonly isPercent: boolean }
  | { readonly kind: 'ambiguous'; readonly readings: string }
  | { readonly kind: 'none' };

/** 1,234,567 or 12,34,567: groups of three, or the last of three and twos before it (lakh, crore). */
const grouped = /^\d{1,3}(?:,\d{3})+$|^\d{1,2}(?:,\d{2})*,\d{3}$/;

/** A decimal number without separators, of at most 15 significant digits, so that it is exact. */
function exactNumber(text: string): number | null {
  if (!/^(?:\d+(?:\.\d*)?|\.\d+)$/.test(text)) return null;
  const significant = text.replace('.', '').replace(/^0+/, '');
  return significant.length <= 15 ? Number(text) : null;
}

/** The number that a folded text is. Units, words and currencies make it none: they would have to be guessed. */
function readNumber(text: string): NumberText {
  const none: NumberText = { kind: 'none' };
  let rest = text;
  let isPercent = false;
  const suffix = /%$| ?(?:percent|per cent|pct)$/.exec(rest);
  if (suffix) rest = rest.slice(0, suffix.index).trimEnd();
  else if (rest.startsWith('%')) rest = rest.slice(1).trimStart();
  isPercent = rest !== text;
  const sign = rest.startsWith('-') ? -1 : 1;
  if (/^[+-]/.test(rest)) rest = rest.slice(1).trimStart();

  const [whole = '', ...decimals] = rest.split('.');
  if (whole.includes(',') && decimals.length <= 1 && grouped.test(whole)) {
    const value = exactNumber([whole.replaceAll(',', ''), ...decimals].join('.'));
    return value === null ? none : { kind: 'number', value: sign * value, isPercent };
  }
  if (rest.includes(',')) {
    // 12,5 and 1.234,5: a decimal comma, or a slip in the separators.
    const parts = rest.split(',');
    const asDecimal =
      parts.length === 2 && /^\d{1,3}(?:\.\d{3})*$|^\d+$/.test(parts[0]!) && /^\d+$/.test(parts[1]!)
        ? exactNumber(`${parts[0]!.replaceAll('.', '')}.${parts[1]!}`)
        : null;
    const asGroups = decimals.length <= 1 ? exactNumber(rest.replaceAll(',', '')) : null;
    const readings = [asDecimal, asGroups].filter((value) => value !== null);
    if (readings.length === 0) return none;
    const mark = isPercent ? '%' : '';
    return {
      kind: 'ambiguous',
      readings: readings.map((value) => `${sign * value}${mark}`).join(' or '),
    };
  }
  const value = exactNumber(rest);
  return value === null ? none : { kind: 'number', value: sign * value, isPercent };
}

/** A number as the cell holds it, or as its text says it. */
type StatedNumber =
  | { readonly kind: 'number'; readonly value: number; readonly isPercent: boolean }
  | { readonly kind: 'text'; readonly value: number; readonly isPercent: boolean; readonly found: string };

/** The number that a cell states; or what becomes of a cell that states none. */
function statedNumber(header: string, content: CellContent): StatedNumber | ParsedValue {
  if (content.kind === 'number') {
    const { value, format } = content;
    if (!Number.isFinite(value)) return refuse(finding('cell/error', { found: String(value) }));
    return { kind: 'number', value, isPercent: format === 'percent' };
  }
  const found = plainText(content);
  const invalid = () => finding('number/invalid', { header, found });
  if (content.kind !== 'text') return refuse(invalid());
  if (found.length > 4 * longestNumber) return isBlankText(found) ? blank : refuse(invalid());
  const text = foldText(found);
  if (text === '') return blank;
  const number = readNumber(text);
  if (number.kind === 'none') return refuseText(found, invalid());
  if (number.kind === 'ambiguous') {
    return refuse(finding('number/ambiguous', { header, found, readings: number.readings }));
  }
  return { kind: 'text', value: number.value, isPercent: number.isPercent, found };
}

/** A plain number, once its range has been looked at. */
function parseNumber(field: Field, content: CellContent): ParsedValue {
  const { header } = field;
  const outside = (value: number) =>
    refuse(finding('number/out-of-range', { header, found: value, min: 0, max: null }));
  const stated = statedNumber(header, content);
  if (stated.kind === 'number') return stated.value < 0 ? outside(stated.value) : read(stated.value + 0);
  if (stated.kind !== 'text') return stated;
  const { found, value } = stated;
  if (stated.isPercent) {
    // A target of "45%" may be kept as 45 or as 0.45: it depends on how the other figures of the row are kept.
    if (field.type === 'money') return refuse(finding('number/invalid', { header, found }));
    const readings = `${value} or ${fifteenDigits(value / 100)}`;
    return refuse(finding('number/ambiguous', { header, found, readings }));
  }
  if (value < 0) return outside(value);
  return read(value + 0, finding('number/as-text', { header, found, value: value + 0 }, value + 0));
}

/** Progress in a cell or text without a percent sign: 0.45 is a fraction, 45 are points, 1 can be either. */
function plainProgress(field: Field, found: number, note: (value: number) => ParseFinding[]): ParsedValue {
  if (found < 0 || found > 100) {
    return refuse(
      finding('number/out-of-range', { header: field.header, found: fifteenDigits(found), min: 0, max: 100 }),
    );
  }
  if (found === 1) return refuse(finding('progress/ambiguous', { found }));
  if (found < 1) return read(found + 0, ...note(found + 0));
  const value = fifteenDigits(found / 100);
  return read(value, finding('progress/points', { found, value }, value));
}

function parseProgress(field: Field, content: CellContent): ParsedValue {
  const { header } = field;
  const percentage = (value: number, ...notes: ParseFinding[]) =>
    value < 0 || value > 1
      ? refuse(
          finding('number/out-of-range', { header, found: fifteenDigits(value * 100), min: 0, max: 100 }),
        )
      : read(value + 0, ...notes);
  const stated = statedNumber(header, content);
  if (stated.kind === 'number') {
    return stated.isPercent ? percentage(stated.value) : plainProgress(field, stated.value, () => []);
  }
  if (stated.kind !== 'text') return stated;
  const { found } = stated;
  const asText = (value: number) => finding('number/as-text', { header, found, value }, value);
  if (stated.isPercent) {
    const value = fifteenDigits(stated.value / 100);
    return percentage(value, asText(value + 0));
  }
  return plainProgress(field, stated.value, (value) => [asText(value)]);
}

// Dates

const monthNames: readonly (readonly string[])[] = [
  ['January', 'Jan', 'جنوری'],
  ['February', 'Feb', 'فروری'],
  ['March', 'Mar', 'مارچ'],
  ['April', 'Apr', 'اپریل'],
  ['May', 'مئی'],
  ['June', 'Jun', 'جون'],
  ['July', 'Jul', 'جولائی'],
  ['August', 'Aug', 'اگست'],
  ['September', 'Sept', 'Sep', 'ستمبر'],
  ['October', 'Oct', 'اکتوبر'],
  ['November', 'Nov', 'نومبر'],
  ['December', 'Dec', 'دسمبر'],
];
const monthByName: ReadonlyMap<string, number> = new Map(
  monthNames.flatMap((names, index) => names.map((name) => [foldText(name), index + 1] as const)),
);
/** Words of a written date that say nothing more. */
const idleWords: ReadonlySet<string> = new Set(
  [
    'of',
    'the',
    'on',
    'dated',
    'monday',
    'tuesday',
    'wednesday',
    'thursday',
    'friday',
    'saturday',
    'sunday',
  ].concat(['mon', 'tue', 'tues', 'wed', 'thu', 'thur', 'thurs', 'fri', 'sat', 'sun']),
);

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Years that a date of this kind of record can have; serial numbers and slips are far outside. */
const earliestYear = 1900;
const latestYear = 2199;
/** Years of the Hijri and Jalali calendars that fall into our time (1300 AH = 1882, 1499 AP = 2120). */
const isOtherCalendar = (year: number) => year >= 1300 && year < 1500;

/** The ISO text of a day, or null if there is no such day. */
function isoDate(year: number, month: number, day: number): string | null {
  if (year < earliestYear || year > latestYear || month < 1 || month > 12 || day < 1) return null;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  if (day > monthLengths[month - 1]! + (month === 2 && isLeap ? 1 : 0)) return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** The ISO date that an ISO text (with or without a time of day) names, or null: 2019-02-30 names none. */
export function readIsoDate(text: string): string | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)(?:$|[T ])/.exec(text);
  return match ? isoDate(Number(match[1]), Number(match[2]), Number(match[3])) : null;
}

/** Days' numbers from 2000-01-01 to 2049-12-31: only these are taken for a date that lost its format. */
const firstSerial = 36_526;
const lastSerial = 54_788;
/** Days between the two date systems of Excel. */
const daysOf1904 = 1_462;

/** The date of a day's number in the 1900 date system. */
function dateOfSerial(serial: number): string {
  // 25,569 is 1970-01-01.
  return new Date((Math.floor(serial) - 25_569) * 86_400_000).toISOString().slice(0, 10);
}

type DateText =
  | { readonly kind: 'date'; readonly date: string }
  | { readonly kind: 'ambiguous'; readonly dayFirst: string; readonly monthFirst: string }
  | { readonly kind: 'other-calendar' }
  | { readonly kind: 'none' };

/** Two digits as Excel reads them: 00-29 → 20xx, 30-99 → 19xx. */
function fullYear(token: string): number {
  const year = Number(token);
  return token.length > 2 ? year : year < 30 ? 2000 + year : 1900 + year;
}

/** The date that a folded text is. */
function readDate(text: string, order: DateOrder | null): DateText {
  const none: DateText = { kind: 'none' };
  const of = (date: string | null): DateText => (date === null ? none : { kind: 'date', date });
  // A time of day at the end is dropped: fields hold days.
  const day = text.replace(/[t ,]\d{1,2}:\d\d(?::\d\d(?:\.\d{1,9})?)?(?: ?[ap]m)?(?:z|[+-]\d\d:?\d\d)?$/, '');
  const tokens = day.split(/[ ,./-]+/).filter((token) => token !== '' && !idleWords.has(token));
  if (tokens.some((token) => /^\d{4}$/.test(token) && isOtherCalendar(Number(token)))) {
    return { kind: 'other-calendar' };
  }
  if (tokens.length !== 3) return none;
  const months = tokens.map((token) => monthByName.get(token));
  const named = months.findIndex((month) => month !== undefined);
  if (named >= 0) {
    const [first = '', second = ''] = tokens.filter((_, index) => index !== named);
    const month = months[named]!;
    const dayOf = (token: string) => /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(token)?.[1];
    if (/^\d{4}$/.test(first))
      return dayOf(second) ? of(isoDate(Number(first), month, Number(dayOf(second)))) : none;
    if (!dayOf(first) || !/^(?:\d\d|\d{4})$/.test(second)) return none;
    return of(isoDate(fullYear(second), month, Number(dayOf(first))));
  }
  const [a = '', b = '', c = ''] = tokens;
  if (/^\d{4}$/.test(a)) {
    return /^\d{1,2}$/.test(b) && /^\d{1,2}$/.test(c) ? of(isoDate(Number(a), Number(b), Number(c))) : none;
  }
  if (!/^\d{1,2}$/.test(a) || !/^\d{1,2}$/.test(b) || !/^(?:\d\d|\d{4})$/.test(c)) return none;
  const dayFirst = isoDate(fullYear(c), Number(b), Number(a));
  const monthFirst = isoDate(fullYear(c), Number(a), Number(b));
  if (order !== null) return of(order === 'day/month/year' ? dayFirst : monthFirst);
  if (dayFirst !== null && monthFirst !== null && dayFirst !== monthFirst) {
    return { kind: 'ambiguous', dayFirst, monthFirst };
  }
  return of(dayFirst ?? monthFirst);
}

function parseDate(field: Field, content: CellContent, context: ParseContext): ParsedValue {
  const { header } = field;
  const found = plainText(content);
  const invalid = () => finding('date/invalid', { header, found });
  const asText = (date: string) =>
    read(date, finding('date/as-text', { header, found, value: date }, { date }));
  if (content.kind === 'date') {
    const date = readIsoDate(content.date);
    if (date !== null) return read(date);
    return isOtherCalendar(Number(content.date.slice(0, 4)))
      ? refuse(finding('date/other-calendar', { header, found }))
      : refuse(invalid());
  }
  if (content.kind === 'number' && content.format !== 'percent') {
    const serial = content.value + (context.dateSystem === 1904 ? daysOf1904 : 0);
    return serial >= firstSerial && serial < lastSerial + 1
      ? asText(dateOfSerial(serial))
      : refuse(invalid());
  }
  if (content.kind !== 'text') return refuse(invalid());
  if (found.length > 4 * longestDate) return isBlankText(found) ? blank : refuse(invalid());
  const text = foldText(found);
  if (text === '') return blank;
  if (text.length > longestDate) return refuseText(found, invalid());
  const date = readDate(text, context.dateOrder);
  switch (date.kind) {
    case 'date':
      return asText(date.date);
    case 'ambiguous': {
      const { dayFirst, monthFirst } = date;
      return refuse(finding('date/ambiguous', { header, found, dayFirst, monthFirst }));
    }
    case 'other-calendar':
      return refuse(finding('date/other-calendar', { header, found }));
    case 'none':
      return refuseText(found, invalid());
  }
}

// Text

function parseText(content: CellContent): ParsedValue {
  const text = plainText(content);
  if (content.kind !== 'text') return read(text);
  if (isBlankText(text)) return blank;
  if (text.length > longestText) {
    return refuse(finding('cell/text-too-long', { length: text.length, limit: longestText }));
  }
  return read(text, ...characterFindings(text));
}

/**
 * Reads the content of a cell as the value of a field.
 * Text is kept byte for byte, whatever it begins with; everything else is read exactly or refused, and what can be read
 * in two ways is asked about, never guessed. A formula is not this function's affair: its result is not to be trusted.
 * Never throws; time is linear in the length of the text.
 */
export function parseFieldValue(field: Field, content: CellContent, context: ParseContext): ParsedValue {
  if (content.kind === 'error') return refuse(finding('cell/error', { found: content.error }));
  switch (field.type) {
    case 'choice':
      return parseChoice(field, content);
    case 'progress':
      return parseProgress(field, content);
    case 'number':
    case 'money':
      return parseNumber(field, content);
    case 'date':
      return parseDate(field, content, context);
    case 'text':
      return parseText(content);
  }
}
