/** The national view: what all units say of each intervention, side by side, and what that comes to. */
import type { EntryValues, Submission } from '../entry/entry.js';
import type { Status } from '../entry/fields.js';
import { hasPart } from '../plan/load.js';
import { timelines, type Intervention, type Plan, type Timeline } from '../plan/schema.js';
import { deriveContainer, nationalStatus } from '../roll-up/combine.js';
import { absenceOf, type Absence } from '../roll-up/roll-up.js';
import { compareTexts } from './order.js';

/** How the national status of an intervention follows from its units, in words: what `nationalStatus` computes. */
export const nationalStatusRule: readonly string[] = [
  'Every unit with a part in the intervention counts once. Units that say Dropped are set aside; the others decide.',
  'Completed: every unit with a part says Completed or Dropped, and at least one says Completed.',
  'Dropped: every unit with a part says Dropped.',
  'Blank: none of the other units has given a status.',
  'Not started, or On hold: all of the other units that have given a status say so.',
  'In progress: everything else, also where all that have reported say Completed while another unit has not reported.',
  'Coverage beside it says how many of the units with a part have given a status.',
];

/** Why a unit gives no status. `notApplicable`: it has no part in the intervention. */
export type NationalAbsence = Absence | 'notApplicable';

/** What one unit says of one intervention; of a container, what its sub-items come to. */
export interface NationalCell {
  /** Id of the reporting unit. */
  readonly unit: string;
  readonly status: Status | null;
  /** 0 to 1. */
  readonly progress: number | null;
  /** Why there is no status; null if there is one. */
  readonly absence: NationalAbsence | null;
}

/** What all units say of one intervention. */
export interface NationalRow {
  readonly no: string;
  readonly isContainer: boolean;
  /** By the stated rule; null is blank. */
  readonly status: Status | null;
  /** One for each unit of the plan, in its order. */
  readonly cells: readonly NationalCell[];
  /** Units with a status ÷ units with a part. */
  readonly coverage: { readonly reported: number; readonly of: number };
  /** Mean of the units' progress, and how many units give one; null if none does. */
  readonly progress: { readonly average: number | null; readonly of: number };
  /** First and last due date of any unit, ISO dates. */
  readonly due: { readonly earliest: string | null; readonly latest: string | null };
  /**
   * The sum entered in PKR million; how many units enter a budget; and how many enter none although the plan's own is
   * to be determined, finalized or borne by somebody. Of a container: how many of the units' sub-items.
   */
  readonly budget: { readonly known: number; readonly costed: number; readonly notCosted: number };
  /** The plan's; where it has none, what the units agree in; null if they differ or none gives one. */
  readonly timeline: Timeline | null;
  /** What the units give where the plan has none, with their ids. More than one: they differ. */
  readonly timelinesGiven: readonly { readonly timeline: Timeline; readonly units: readonly string[] }[];
}

/** What a unit says of an intervention, and of the counted rows under it. */
interface UnitPart {
  readonly cell: NationalCell;
  readonly own: EntryValues | null;
  /** The row itself, or the sub-items of a container; only those that the unit has a part in. */
  readonly rows: readonly { readonly intervention: Intervention; readonly values: EntryValues }[];
}

/** The one reason that all rows without a status share; blank if they have several. */
function commonAbsence(absences: readonly (Absence | null)[]): Absence {
  const [reason = 'blank', ...others] = new Set(absences.filter((absence) => absence !== null));
  return others.length === 0 ? reason : 'blank';
}

function partOf(
  unit: string,
  submission: Submission | null,
  counted: readonly Intervention[],
  row: Intervention,
): UnitPart {
  const rows = counted
    .filter((intervention) => hasPart(intervention, unit))
    .map((intervention) => {
      const entry = submission?.entries.get(intervention.no);
      return { intervention, values: entry?.values ?? {}, absence: absenceOf(entry, submission) };
    });
  const own = submission?.entries.get(row.no)?.values ?? null;
  if (rows.length === 0) {
    return { cell: { unit, status: null, progress: null, absence: 'notApplicable' }, own: null, rows };
  }
  const values = rows.map((counted) => counted.values);
  const derived = row.isContainer ? deriveContainer(values) : values[0]!;
  const status = derived.status ?? null;
  const absence = status === null ? commonAbsence(rows.map((counted) => counted.absence)) : null;
  return { cell: { unit, status, progress: derived.progress ?? null, absence }, own, rows };
}

function nationalRow(
  plan: Plan,
  row: Intervention,
  submissionOf: (unit: string) => Submission | null,
): NationalRow {
  const counted = row.isContainer ? row.subItems.map((no) => plan.interventionByNo.get(no)!) : [row];
  const all = plan.units.map(({ id }) => partOf(id, submissionOf(id), counted, row));
  const parts = all.filter(({ rows }) => rows.length > 0);
  const rows = parts.flatMap((part) => part.rows);
  const progress = parts.flatMap(({ cell }) => cell.progress ?? []);
  const due = rows.flatMap(({ values }) => values.due ?? []).sort(compareTexts);
  const budgets = rows.flatMap(({ values }) => values.budget ?? []);
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  const timelinesGiven = row.timeline
    ? []
    : timelines
        .map((timeline) => ({
          timeline,
          units: parts.filter(({ own }) => own?.timeline === timeline).map(({ cell }) => cell.unit),
        }))
        .filter(({ units }) => units.length > 0);
  return {
    no: row.no,
    isContainer: row.isContainer,
    status: nationalStatus(parts.map(({ cell }) => cell.status)),
    cells: all.map(({ cell }) => cell),
    coverage: { reported: parts.filter(({ cell }) => cell.status !== null).length, of: parts.length },
    progress: {
      average: progress.length === 0 ? null : sum(progress) / progress.length,
      of: progress.length,
    },
    due: { earliest: due[0] ?? null, latest: due.at(-1) ?? null },
    budget: {
      known: sum(budgets),
      costed: budgets.length,
      notCosted: rows.filter(
        ({ intervention, values }) => intervention.budget.kind !== 'none' && values.budget === undefined,
      ).length,
    },
    timeline: row.timeline ?? (timelinesGiven.length === 1 ? timelinesGiven[0]!.timeline : null),
    timelinesGiven,
  };
}

/**
 * What all units say of every intervention of the plan, in its order.
 * @param submissions at most one for each unit, by its id; a unit without one has not submitted
 */
export function nationalRows(
  plan: Plan,
  submissions: ReadonlyMap<string, Submission>,
): readonly NationalRow[] {
  return plan.interventions.map((row) => nationalRow(plan, row, (unit) => submissions.get(unit) ?? null));
}
