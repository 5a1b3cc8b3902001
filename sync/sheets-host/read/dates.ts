/** Days as Google Sheets counts them, from 30 December 1899. They have no time zone: a cell shows the same day to everybody. */
import { serialOfDate } from '../../../core/index.js';

const firstDay = Date.UTC(1899, 11, 30);
const earliest = Date.parse('0001-01-01T00:00:00Z');
const latest = Date.parse('9999-12-31T23:59:59Z');

/** The ISO text of a serial number, to the second, with a time of day where it is not midnight; null outside the years 1 to 9999. */
export function isoOfSerial(serial: number): string | null {
  const time = firstDay + Math.round(serial * 86_400) * 1_000;
  if (!(time >= earliest && time <= latest)) return null;
  const iso = new Date(time).toISOString();
  return iso.slice(11, 19) === '00:00:00' ? iso.slice(0, 10) : iso.slice(0, 19);
}

/**
 * The number of a day, null if it has none. Google Sheets counts as Excel does from 1 March 1900 on, and knows that there was
 * no 29 February before it. Source: the API's page on date and time serial numbers.
 */
export function serialOfIso(date: string): number | null {
  const serial = serialOfDate(date, 1900);
  return serial !== null && serial < 60 ? serial + 1 : serial;
}
