/** Instants and what a clock on the wall of a time zone shows: cells hold the latter, scripts see the former. */

const day = 86_400_000;
const epoch = Date.UTC(1899, 11, 30);

const formatters = new Map<string, Intl.DateTimeFormat>();
function formatterOf(timeZone: string): Intl.DateTimeFormat {
  let found = formatters.get(timeZone);
  if (!found) {
    found = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formatters.set(timeZone, found);
  }
  return found;
}

/** What the wall shows at an instant, as if it were UTC. */
function wallTime(instant: number, timeZone: string): number {
  const parts = formatterOf(timeZone).formatToParts(instant);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0);
  const date = new Date(0);
  date.setUTCFullYear(part('year'), part('month') - 1, part('day'));
  date.setUTCHours(part('hour'), part('minute'), part('second'), 0);
  return date.getTime();
}

/** The serial number of what the wall of a time zone shows at an instant. */
export function wallClockOf(instant: Date, timeZone: string): { readonly serial: number } {
  return { serial: (wallTime(instant.getTime(), timeZone) - epoch) / day };
}

/** The instant at which the wall of a time zone shows a serial number. */
export function instantOf(serial: number, timeZone: string): Date {
  const wall = epoch + Math.round(serial * 86_400) * 1000;
  let instant = wall;
  // The offset is that of the instant itself; the second step finds it across a change of the clocks.
  for (let step = 0; step < 2; step += 1) instant += wall - wallTime(instant, timeZone);
  return new Date(instant);
}
