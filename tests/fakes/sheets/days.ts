/** Days in the criteria of validations, conditional formats and filters: scripts give and get instants. */
import { dateOfSerial, serialOfDate } from '../../../core/index.js';
import { Unsupported } from './errors.js';
import type { Execution } from './execution.js';
import { instantOf, wallClockOf } from './instants.js';
import type { Program } from './program.js';

/**
 * The ISO date of an instant. Whether the service takes the script's or the spreadsheet's time zone is not known: only an instant
 * that is of one day in both goes in.
 */
export function dayOf(
  { program, execution }: { program: Program; execution: Execution },
  date: Date,
): string {
  const [here, there] = [program.workbook.timeZone, execution.timeZone].map((timeZone) =>
    dateOfSerial(Math.floor(wallClockOf(date, timeZone).serial), 1900),
  );
  if (here !== there || here == null)
    throw new Unsupported(`a rule by ${date.toISOString()}, which is of two days in two time zones`);
  return here;
}

/** The values of a rule as scripts get them: a day as the instant at which it begins in the spreadsheet's time zone. */
export function withInstants<T>(
  { program }: { program: Program },
  criteria: string | null,
  values: readonly T[],
): (T | Date)[] {
  if (!criteria?.startsWith('DATE_')) return [...values];
  return values.map((value) => {
    const serial = typeof value === 'string' ? serialOfDate(value, 1900) : null;
    return serial === null ? value : instantOf(serial, program.workbook.timeZone);
  });
}
