/** Rolls up what units report: counts by status, averages and sums, with the four absences kept apart. */
import type { Entry, EntryValues, Submission } from '../entry/entry.js';
import { statuses } from '../entry/fields.js';
import { hasPart } from '../plan/load.js';
import { timelines, type Intervention, type Plan } from '../plan/schema.js';
import { sectionKey, sectionsOf } from '../plan/sections.js';
import { countStatuses } from './combine.js';
import type { Figures, FiguresOf, Grouping, RollUp } from './figures.js';

/** What came from a unit: its submission, or null if it submitted none. */
export interface UnitReturn {
  /** Id of the reporting unit. */
  readonly unit: string;
  readonly submission: Submission | null;
}

/** Id of the group of rows whose timeline nobody has stated. */
export const timelineNotSet = 'not-set';

/** Why a row has no status. */
export type Absence = keyof Figures['absent'];

/** What is counted of a row. */
export interface CountedEntry {
  readonly values: EntryValues;
  /** Why it has no status; null if it has one. */
  readonly absence: Absence | null;
  /** The plan leaves its budget to be determined, finalized or borne by somebody. */
  readonly isToBeCosted: boolean;
}

/** One counted intervention of one reporting unit. */
interface CountedRow extends CountedEntry {
  readonly unit: string;
  readonly intervention: Intervention;
}

const nothing: EntryValues = {};

/** Why a row has no status. A nil return answers for every row that enters none, also for one that was deleted. */
export function absenceOf(entry: Entry | undefined, submission: Submission | null): Absence | null {
  if (submission === null) return 'notSubmitted';
  if (entry?.values.status !== undefined) return null;
  if (entry?.unusable.has('status')) return 'unusable';
  if (submission.nilReturn) return 'nilReturn';
  return entry?.cells.has('status') ? 'blank' : 'missing';
}

function rowsOf({ unit, submission }: UnitReturn, plan: Plan): readonly CountedRow[] {
  return plan.interventions
    .filter((intervention) => !intervention.isContainer && hasPart(intervention, unit))
    .map((intervention) => {
      const entry = submission?.entries.get(intervention.no);
      return {
        unit,
        intervention,
        values: entry?.values ?? nothing,
        absence: absenceOf(entry, submission),
        isToBeCosted: intervention.budget.kind !== 'none',
      };
    });
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/**
 * The figures of a set of rows. Sums are made in the order of the rows.
 * @param asOf ISO date as of which due and overdue are judged
 */
export function figuresOf(rows: readonly CountedEntry[], asOf: string): Figures {
  const entered = (key: 'progress' | 'budget' | 'spent') => rows.flatMap(({ values }) => values[key] ?? []);
  const absent = { blank: 0, unusable: 0, missing: 0, nilReturn: 0, notSubmitted: 0 };
  for (const { absence } of rows) if (absence !== null) absent[absence] += 1;
  const byStatus = countStatuses(rows.map(({ values }) => values.status ?? null));
  const dueRows = rows.filter(({ values }) => values.due !== undefined && values.due <= asOf);
  const dueByStatus = countStatuses(dueRows.map(({ values }) => values.status ?? null));
  const progress = entered('progress');
  const budget = entered('budget');
  const spent = entered('spent');
  return {
    interventions: rows.length,
    byStatus,
    reported: sum(statuses.map((status) => byStatus[status])),
    absent,
    progress: {
      average: progress.length === 0 ? null : sum(progress) / progress.length,
      of: progress.length,
    },
    due: dueRows.length,
    doneOfDue: dueByStatus.Completed,
    overdue: dueRows.length - dueByStatus.Completed - dueByStatus.Dropped,
    budget: {
      known: sum(budget),
      costed: budget.length,
      notCosted: rows.filter(({ values, isToBeCosted }) => isToBeCosted && values.budget === undefined)
        .length,
    },
    spent: { known: sum(spent), of: spent.length },
  };
}

/** The numbers that a priority stands for: a top-level number listed also stands for its sub-items. */
function interventionsOfPriority(listed: readonly string[], plan: Plan): ReadonlySet<string> {
  return new Set(listed.flatMap((no) => [no, ...plan.interventionByNo.get(no)!.subItems]));
}

/** The goal that an intervention's pillar serves, if it serves one. */
function goalsOf(plan: Plan, { pillar }: Intervention): readonly string[] {
  const { goal } = plan.pillarById.get(pillar)!;
  return goal === null ? [] : [goal];
}

/** A group before its rows are looked up. */
interface Group {
  readonly id: string;
  readonly name: string;
  readonly within?: string;
}

/** A grouping: its groups in the plan's order, and the ids of the groups that a row belongs to. */
interface GroupingOf {
  readonly groups: readonly Group[];
  readonly idsOf: (row: CountedRow) => readonly string[];
}

function groupingsOf(plan: Plan, returns: readonly UnitReturn[]): Readonly<Record<Grouping, GroupingOf>> {
  const returned = new Set(returns.map(({ unit }) => unit));
  const priorities = plan.priorities.map(({ no, interventions }) => ({
    id: String(no),
    interventions: interventionsOfPriority(interventions, plan),
  }));
  return {
    pillar: { groups: plan.pillars, idsOf: ({ intervention }) => [intervention.pillar] },
    section: {
      groups: sectionsOf(plan).map(({ key, name, pillar }) => ({ id: key, name, within: pillar })),
      idsOf: ({ intervention }) => [sectionKey(intervention)],
    },
    body: {
      groups: plan.bodies.map(({ id, name }) => ({ id, name })),
      idsOf: ({ intervention }) => [...new Set(intervention.bodies)],
    },
    timeline: {
      groups: [...timelines.map((name) => ({ id: name, name })), { id: timelineNotSet, name: 'Not set' }],
      idsOf: ({ intervention, values }) => [intervention.timeline ?? values.timeline ?? timelineNotSet],
    },
    goal: {
      groups: plan.goals,
      idsOf: ({ intervention }) => goalsOf(plan, intervention),
    },
    priority: {
      groups: plan.priorities.map(({ no, text }) => ({ id: String(no), name: text })),
      idsOf: ({ intervention }) =>
        priorities.filter(({ interventions }) => interventions.has(intervention.no)).map(({ id }) => id),
    },
    unit: {
      groups: plan.units.filter(({ id }) => returned.has(id)),
      idsOf: ({ unit }) => [unit],
    },
  };
}

/**
 * Rolls up what the units report. The order of the returns does not matter: rows are always summed unit by unit in the
 * plan's order. Containers, and rows that a unit has no part in, are never counted. Every group that the plan knows is
 * listed, also one without rows; a row whose pillar serves no goal is in no goal's group, one that no priority names in
 * no priority's, and one with two bodies in the group of each. Units are those of `returns`.
 * @param returns one for each unit that is to be counted, at most one for each
 * @param context due and overdue are judged as of the ISO date `asOf`
 * @throws Error if a unit returns twice or is not the plan's: the caller has to settle that first
 */
export function rollUp(
  returns: readonly UnitReturn[],
  { plan, asOf }: { readonly plan: Plan; readonly asOf: string },
): RollUp {
  const returnOf = new Map(returns.map((unitReturn) => [unitReturn.unit, unitReturn]));
  if (returnOf.size < returns.length) throw new Error('A unit can only be rolled up once.');
  const stranger = returns.find(({ unit }) => !plan.unitById.has(unit));
  if (stranger) throw new Error(`The plan knows no reporting unit ${JSON.stringify(stranger.unit)}.`);

  const rows = plan.units.flatMap(({ id }) => {
    const unitReturn = returnOf.get(id);
    return unitReturn ? rowsOf(unitReturn, plan) : [];
  });
  const groupings = groupingsOf(plan, returns);
  const figuresBy = (grouping: Grouping): readonly FiguresOf[] => {
    const { groups, idsOf } = groupings[grouping];
    const rowsById = new Map<string, CountedRow[]>(groups.map(({ id }) => [id, []]));
    for (const row of rows) for (const id of idsOf(row)) rowsById.get(id)!.push(row);
    return groups.map(({ id, name, within = null }) => ({
      grouping,
      id,
      name,
      within,
      figures: figuresOf(rowsById.get(id)!, asOf),
    }));
  };
  return {
    asOf,
    total: figuresOf(rows, asOf),
    groups: {
      pillar: figuresBy('pillar'),
      section: figuresBy('section'),
      body: figuresBy('body'),
      timeline: figuresBy('timeline'),
      goal: figuresBy('goal'),
      priority: figuresBy('priority'),
      unit: figuresBy('unit'),
    },
  };
}
