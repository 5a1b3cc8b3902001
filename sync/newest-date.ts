/** How old a report is by its own account: the Sheets API does not tell when a spreadsheet was last edited. */
import type { Submission } from '../core/index.js';

/** The newest date that people have entered for an update or for handing the report in (ISO); null if there is none. */
export function newestDate({ entries, submittedOn }: Submission): string | null {
  const dates = [...entries.values()].flatMap(({ values }) => values.updatedOn ?? []);
  return [...dates, ...(submittedOn === undefined ? [] : [submittedOn])].sort().at(-1) ?? null;
}
