/** Reporting periods: calendar quarters, written `2019-Q1`. */

export interface Period {
  /** `2019-Q1` */
  readonly id: string;
  readonly year: number;
  readonly quarter: 1 | 2 | 3 | 4;
  /** First and last day, ISO dates. */
  readonly start: string;
  readonly end: string;
  /** `January to March 2019` */
  readonly label: string;
}

const quarters = [
  { from: '01-01', to: '03-31', label: 'January to March' },
  { from: '04-01', to: '06-30', label: 'April to June' },
  { from: '07-01', to: '09-30', label: 'July to September' },
  { from: '10-01', to: '12-31', label: 'October to December' },
] as const;

/** The quarter that a text such as `2019-Q1` or `2019q1` names, or null if it names none. */
export function parsePeriod(text: string): Period | null {
  const match = /^\s*(20\d\d)\s*-?\s*[Qq]([1-4])\s*$/.exec(text);
  if (!match) return null;
  const year = Number(match[1]);
  const quarter = Number(match[2]) as 1 | 2 | 3 | 4;
  const days = quarters[quarter - 1]!;
  return {
    id: `${year}-Q${quarter}`,
    year,
    quarter,
    start: `${year}-${days.from}`,
    end: `${year}-${days.to}`,
    label: `${days.label} ${year}`,
  };
}

/** The ISO date so many days after another. */
export function addDays(date: string, days: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(0, 10);
}
