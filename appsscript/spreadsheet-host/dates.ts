/** From the instants that Apps Script gives for dates to what the cells show: the day and time of the spreadsheet's own zone. */

/** Known by what it is: it may come from another realm than our own `Date`. */
export const isDate = (value: unknown): value is Date =>
  Object.prototype.toString.call(value) === '[object Date]';

/** The ISO text of an instant, with a time of day where it is not midnight; null if it lies outside the years 1 to 9999. */
export type IsoOf = (instant: Date) => string | null;

/** Zones can have been a fraction of a second off, and a time of day can be a fraction of a second short. */
const second = 1_000;

/**
 * How instants read on the clocks of a time zone. It asks nothing of the spreadsheet, however many dates there are.
 * @param timeZone of the spreadsheet, as IANA names it: `Asia/Karachi`
 */
export function isoIn(timeZone: string): IsoOf {
  const format = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  /** Many rows have the same dates. */
  const known = new Map<number, string | null>();
  const iso = (time: number): string | null => {
    const part = new Map(format.formatToParts(time).map(({ type, value }) => [type, value]));
    const get = (type: Intl.DateTimeFormatPartTypes) => part.get(type) ?? '';
    const year = Number(get('year'));
    if (!(year >= 1 && year <= 9_999) || get('era').startsWith('B')) return null;
    const date = `${String(year).padStart(4, '0')}-${get('month')}-${get('day')}`;
    const clock = `${get('hour')}:${get('minute')}:${get('second')}`;
    return clock === '00:00:00' ? date : `${date}T${clock}`;
  };
  return (instant) => {
    const time = Math.round(instant.getTime() / second) * second;
    if (Number.isNaN(time)) return null;
    let found = known.get(time);
    if (found === undefined) known.set(time, (found = iso(time)));
    return found;
  };
}
