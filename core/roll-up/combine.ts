/** One status, progress and amount for several rows: a container from its sub-items, the nation from its units. */
import type { EntryValues } from '../entry/entry.js';
import { statuses, type Status } from '../entry/fields.js';

/** How many rows have each status. */
export type StatusCounts = Readonly<Record<Status, number>>;

/** How many of the statuses there are of each kind; blank ones (null) are left out. */
export function countStatuses(given: Iterable<Status | null>): StatusCounts {
  const counts = Object.fromEntries(statuses.map((status) => [status, 0])) as Record<Status, number>;
  for (const status of given) if (status !== null) counts[status] += 1;
  return counts;
}

/**
 * The one status of several rows. Dropped rows are set aside, and the rest decides:
 * 1. every row is Completed or Dropped → Completed; Dropped if none is Completed;
 * 2. none of the rest has a status → blank;
 * 3. those of the rest that have a status are all Not started → Not started; all On hold → On hold;
 * 4. otherwise → In progress.
 * A row without a status never lets the whole be Completed or Dropped: nobody has said so of it.
 *
 * The same as a formula, with C, D, NS, IP and OH counted by COUNTIFS over `n` rows, `n` being 1 or more:
 * `IF(C+D=n,IF(C>0,"Completed","Dropped"),IF(NS+IP+OH+C=0,"",IF(IP+OH+C=0,"Not started",IF(NS+IP+C=0,"On hold","In progress"))))`
 * @param counts rows by status
 * @param of all rows, those without a status included
 * @returns the status, or null for blank (also if there are no rows)
 */
export function combineStatuses(counts: StatusCounts, of: number): Status | null {
  const { Completed: completed, Dropped: dropped } = counts;
  const [notStarted, inProgress, onHold] = [counts['Not started'], counts['In progress'], counts['On hold']];
  if (of === 0) return null;
  if (completed + dropped === of) return completed > 0 ? 'Completed' : 'Dropped';
  if (notStarted + inProgress + onHold + completed === 0) return null;
  if (inProgress + onHold + completed === 0) return 'Not started';
  if (notStarted + inProgress + completed === 0) return 'On hold';
  return 'In progress';
}

/**
 * The national status of an intervention, by the rule of `combineStatuses`.
 * @param given one item for each unit that has a part in it; null where the unit gave no status or did not submit
 */
export function nationalStatus(given: readonly (Status | null)[]): Status | null {
  return combineStatuses(countStatuses(given), given.length);
}

/** What a container shows: derived from its sub-items, never entered. Null is blank. */
export interface ContainerFigures {
  readonly status: Status | null;
  /** Mean of the progress entered, 0 to 1. */
  readonly progress: number | null;
  /** Sums of the amounts entered, PKR million; null (not zero) where no sub-item enters one. */
  readonly budget: number | null;
  readonly spent: number | null;
}

/** The sum of the numbers, or null if there are none. */
function sum(numbers: readonly number[]): number | null {
  return numbers.length === 0 ? null : numbers.reduce((total, number) => total + number, 0);
}

/**
 * What a container's sub-items say together: status by `combineStatuses`, the mean of the progress entered, the sums of
 * budget and spent.
 * @param subItems the values of each sub-item that the unit has a part in, in the plan's order; `{}` for a row that
 *   says nothing or is missing
 */
export function deriveContainer(subItems: readonly EntryValues[]): ContainerFigures {
  const entered = (key: 'progress' | 'budget' | 'spent') => subItems.flatMap((values) => values[key] ?? []);
  const progress = entered('progress');
  const total = sum(progress);
  return {
    status: nationalStatus(subItems.map(({ status }) => status ?? null)),
    progress: total === null ? null : total / progress.length,
    budget: sum(entered('budget')),
    spent: sum(entered('spent')),
  };
}
