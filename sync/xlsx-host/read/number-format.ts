/** What a number format makes of a number: a date, a percentage, or a plain number. */

export type NumberKind = 'number' | 'date' | 'percent';

/**
 * Built-in formats that show a date or a time of day, in any language version of Excel. Source: ECMA-376-1, 18.8.30.
 * 46, `[h]:mm:ss`, is a duration: a number.
 */
const isBuiltInDate = (id: number) =>
  (id >= 14 && id <= 22) ||
  (id >= 27 && id <= 36) ||
  id === 45 ||
  id === 47 ||
  (id >= 50 && id <= 58) ||
  (id >= 71 && id <= 81);

/** The kind of a format code. Only its first section counts, which is the one for positive numbers. */
export function kindOfFormatCode(code: string): NumberKind {
  let kind: NumberKind = 'number';
  for (let at = 0; at < code.length; at += 1) {
    switch (code[at]) {
      case ';':
        return kind;
      case '"': {
        const end = code.indexOf('"', at + 1);
        if (end < 0) return kind;
        at = end;
        break;
      }
      case '[': {
        const end = code.indexOf(']', at + 1);
        if (end < 0) return kind;
        // [h], [mm], [ss]: elapsed time, which is a duration and no date.
        if (end - at <= 3 && /^[hms]+$/i.test(code.slice(at + 1, end))) return 'number';
        at = end;
        break;
      }
      case '\\':
      case '_':
      case '*':
        at += 1;
        break;
      case '%':
        return 'percent';
      case 'G':
      case 'g':
        // "General" is a word, not a Japanese era.
        if (code.slice(at, at + 7).toLowerCase() === 'general') at += 6;
        break;
      case 'd':
      case 'D':
      case 'm':
      case 'M':
      case 'y':
      case 'Y':
      case 'h':
      case 'H':
      case 's':
      case 'S':
        kind = 'date';
        break;
      default:
    }
  }
  return kind;
}

/** The kind of a number format id, given the workbook's own format codes. */
export function kindOfNumberFormat(id: number, codes: ReadonlyMap<number, string>): NumberKind {
  const code = codes.get(id);
  if (code !== undefined) return kindOfFormatCode(code);
  if (id === 9 || id === 10) return 'percent';
  return isBuiltInDate(id) ? 'date' : 'number';
}

/** Days from 1970 to the day that serial number 0 stands for: 31 December 1899, 1 January 1904. */
const firstDay = { 1900: -25_568, 1904: -24_107 } as const;
/** 31 December 9999. */
const lastSerial = { 1900: 2_958_465, 1904: 2_957_003 } as const;

const twoDigits = (value: number) => (value < 10 ? `0${value}` : String(value));

/** The ISO text of a time in whole seconds since 1970; the time of day only if it is not midnight. */
function isoOf(time: number): string {
  const days = Math.floor(time / 86_400);
  // The calendar from the day number, in eras of 400 years that begin on 1 March. A Date for each cell costs more.
  const since = days + 719_468;
  const era = Math.floor(since / 146_097);
  const inEra = since - era * 146_097;
  const year = Math.floor(
    (inEra - Math.floor(inEra / 1460) + Math.floor(inEra / 36_524) - Math.floor(inEra / 146_096)) / 365,
  );
  const inYear = inEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const shifted = Math.floor((5 * inYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const dayOfMonth = inYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const fullYear = String(year + era * 400 + (month <= 2 ? 1 : 0)).padStart(4, '0');
  const date = `${fullYear}-${twoDigits(month)}-${twoDigits(dayOfMonth)}`;
  const seconds = time - days * 86_400;
  if (seconds === 0) return date;
  const minutes = Math.floor(seconds / 60);
  return `${date}T${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}:${twoDigits(seconds % 60)}`;
}

/**
 * The ISO date (with a time of day where there is one, to the second) that a serial number shows as, or null if it shows
 * as none: negative, after 9999, or 29 February 1900, a day that Excel counts and the calendar does not have.
 */
export function dateOfSerial(serial: number, system: 1900 | 1904): string | null {
  // Half a second up may reach the next day.
  const whole = Math.floor(serial + 0.5 / 86_400);
  if (!(serial >= 0) || whole > lastSerial[system]) return null;
  if (system === 1900 && whole === 60) return null;
  const days = system === 1900 && whole > 60 ? serial - 1 : serial;
  return isoOf(Math.round((firstDay[system] + days) * 86_400));
}

const isoDate = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::(\d{2})(?:\.\d{1,9})?)?)?(?:Z|[+-]\d{2}:\d{2})?$/;

/** The same for a date that the file states as ISO 8601; the time of day is taken as written, whatever its zone. */
export function dateOfIso(text: string): string | null {
  const match = text.length <= 40 ? isoDate.exec(text) : null;
  if (!match) return null;
  const [, date, time = '00:00', seconds = '00'] = match;
  const parsed = Date.parse(`${date!}T${time}:${seconds}Z`);
  return Number.isNaN(parsed) || !new Date(parsed).toISOString().startsWith(date!)
    ? null
    : isoOf(parsed / 1000);
}
