/** What a number format makes of a number: a date, a percentage, or a plain number; and dates as serial numbers. */

export type NumberKind = 'number' | 'date' | 'percent';

/** Where a workbook counts its days from. */
export type DateSystem = 1900 | 1904;

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
export function dateOfSerial(serial: number, system: DateSystem): string | null {
  // Half a second up may reach the next day.
  const whole = Math.floor(serial + 0.5 / 86_400);
  if (!(serial >= 0) || whole > lastSerial[system]) return null;
  if (system === 1900 && whole === 60) return null;
  const days = system === 1900 && whole > 60 ? serial - 1 : serial;
  return isoOf(Math.round((firstDay[system] + days) * 86_400));
}

/**
 * The number that a workbook stores for an ISO date (with or without a time of day), or null if it has none.
 * Source: ECMA-376 part 1, 18.17.4; the 1900 system counts a 29 February 1900 that never was.
 */
export function serialOfDate(date: string, system: DateSystem): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(date);
  if (!match) return null;
  const [year, month, dayOfMonth, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1)
    .map((part: string | undefined) => (part === undefined ? undefined : Number(part)));
  const midnight = Date.UTC(year!, month! - 1, dayOfMonth);
  // Date.UTC rolls 30 February over into March and takes the year 0019 as 1919.
  if (!new Date(midnight).toISOString().startsWith(date.slice(0, 10))) return null;
  if (hours > 23 || minutes > 59 || seconds > 59) return null;
  const time = (hours * 3600 + minutes * 60 + seconds) / 86_400;
  if (system === 1904) {
    const days = (midnight - Date.UTC(1904, 0, 1)) / 86_400_000;
    return days < 0 ? null : days + time;
  }
  const days = (midnight - Date.UTC(1899, 11, 31)) / 86_400_000;
  if (days < 1) return null;
  return (days < 60 ? days : days + 1) + time;
}
