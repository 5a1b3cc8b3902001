/** Consolidation: any number of submissions, in any order, as one national picture in which nothing is lost. */
import { diagnose, type Diagnostic } from '../diagnostics/diagnostic.js';
import type { EntryValue, Submission, SubmissionSource } from '../entry/entry.js';
import { entryFields, type FieldKey } from '../entry/fields.js';
import type { Plan } from '../plan/schema.js';
import type { RollUp } from '../roll-up/figures.js';
import { rollUp } from '../roll-up/roll-up.js';
import { nationalRows, type NationalRow } from './national.js';
import { headerOf, isFilled, mergeReceived, receive } from './same-unit.js';
import type { CellSource, Conflict, SubmissionHeader, ReceivedFromUnit, UnitMerge } from './same-unit.js';
import { compareSources, submissionShrinker } from './submissions.js';
import { compareNumbers, compareTexts } from './order.js';

/** A file that came and could not be consolidated. */
export interface RefusedFile {
  readonly file: string;
  readonly hash: string | null;
  /** Id of the unit that it came from, or null if it does not say, or names none of the plan's. */
  readonly unit: string | null;
  /** Why. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * How far a unit's report has come.
 * - `complete`: every counted row has a status; `incomplete`: some have none
 * - `nil-return`: submitted, "nothing to report"
 * - `conflict`: its workbooks disagree, and somebody must settle it
 * - `refused`: workbooks came, and none could be used; `not-submitted`: none came
 */
export type UnitState = 'complete' | 'incomplete' | 'nil-return' | 'not-submitted' | 'refused' | 'conflict';

/** What has come from one reporting unit. */
export interface ConsolidatedUnit {
  /** Id of the reporting unit. */
  readonly unit: string;
  readonly state: UnitState;
  /** Every submission accepted, in order; `sameAs` is the one that says the same and was counted in its place. */
  readonly sources: readonly (SubmissionSource &
    Omit<SubmissionHeader, 'source'> & { readonly sameAs: SubmissionSource | null })[];
  /** Counted rows with a status ÷ counted rows. */
  readonly rows: { readonly reported: number; readonly expected: number };
  /** The submissions merged into one; null if there is none. */
  readonly merged: Submission | null;
  /** The submissions that it was merged from: those that differ in what they say. */
  readonly distinct: readonly Submission[];
}

/** Many submissions as one. The same inputs give the same consolidation, whatever their order. */
export interface Consolidation {
  readonly plan: Plan;
  readonly period: string;
  /** Due and overdue are judged as of this ISO date. */
  readonly asOf: string;
  /** Every reporting unit of the plan, in its order. */
  readonly units: readonly ConsolidatedUnit[];
  /** By unit in the plan's order (those of no unit last), then by hash and name. */
  readonly refused: readonly RefusedFile[];
  /** Every intervention of the plan, in its order. */
  readonly national: readonly NationalRow[];
  /** Over all units of the plan. */
  readonly rollUp: RollUp;
  /** By unit, intervention and field, in the plan's order. */
  readonly conflicts: readonly Conflict[];
  /**
   * What consolidation itself found: why it refused a submission, then unit by unit what is missing, sent twice or in
   * conflict, then timelines that differ. The findings in each file stand with the file.
   */
  readonly diagnostics: readonly Diagnostic[];
}

export interface ConsolidationContext {
  readonly plan: Plan;
  /** `2019-Q1` */
  readonly period: string;
  /** ISO date. */
  readonly asOf: string;
  /** Files that could not be read, so that they are listed too. */
  readonly refused?: readonly RefusedFile[];
}

/** Why a submission has no place in this consolidation; null if it has one. */
function refusalOf(submission: Submission, { plan, period }: ConsolidationContext): Diagnostic | null {
  const { file, worksheet } = submission.source;
  const place = { at: { file, worksheet } };
  if (submission.planId !== plan.id) {
    return diagnose('workbook/plan-different', { found: submission.planId, expected: plan.id }, place);
  }
  if (!plan.unitById.has(submission.unit)) {
    return diagnose('workbook/unit-unknown', { found: submission.unit }, place);
  }
  if (submission.period !== period) {
    return diagnose('workbook/period-different', { found: submission.period, expected: period }, place);
  }
  return null;
}

/** The refused files in order. Those that not even a name tells apart are ordered by what is said of them. */
function sortRefused(refused: readonly RefusedFile[], plan: Plan): RefusedFile[] {
  const rank = new Map(plan.units.map(({ id }, index) => [id, index]));
  const rankOf = ({ unit }: RefusedFile) => (unit === null ? undefined : rank.get(unit)) ?? rank.size;
  return [...refused].sort(
    (a, b) =>
      rankOf(a) - rankOf(b) ||
      compareSources(a, b) ||
      compareTexts(JSON.stringify(a.diagnostics), JSON.stringify(b.diagnostics)),
  );
}

/** The sources of a unit's submissions, in order. */
function sourcesOf({ distinct, duplicates }: UnitMerge): ConsolidatedUnit['sources'] {
  const listed = ({ source, ...header }: SubmissionHeader, sameAs: SubmissionSource | null) => ({
    ...source,
    ...header,
    sameAs,
  });
  return [
    ...distinct.map((submission) => listed(headerOf(submission), null)),
    ...duplicates.map(({ header, sameAs }) => listed(header, sameAs)),
  ].sort(compareSources);
}

const isOpen = ({ resolution }: Conflict) => resolution === 'open';

/** What is to be said of a unit's submissions. */
function unitFindings(name: string, { distinct, duplicates, conflicts }: UnitMerge): Diagnostic[] {
  const open = conflicts.filter(isOpen).length;
  const files = distinct.map(({ source }) => source.file).join(', ');
  return [
    ...duplicates.map(({ header: { source }, sameAs }) =>
      diagnose(
        'submission/duplicate',
        { unit: name, sameAs: sameAs.file },
        { at: { file: source.file, worksheet: source.worksheet } },
      ),
    ),
    ...(open > 0 ? [diagnose('submission/conflict', { unit: name, count: open, files })] : []),
  ];
}

/** Rows that the plan does not know. A reader leaves them out; from anywhere else they are kept, and reported. */
function strangers(plan: Plan, { entries, source: { file, worksheet } }: Submission): Diagnostic[] {
  return [...entries.keys()]
    .filter((no) => !plan.interventionByNo.has(no))
    .sort(compareNumbers)
    .map((no) => diagnose('intervention/unknown', { found: no }, { at: { file, worksheet } }));
}

function stateOfUnit(
  merge: UnitMerge | undefined,
  isRefused: boolean,
  rows: ConsolidatedUnit['rows'],
): UnitState {
  if (!merge) return isRefused ? 'refused' : 'not-submitted';
  if (merge.conflicts.some(isOpen)) return 'conflict';
  if (merge.merged.nilReturn && !isFilled(merge.merged)) return 'nil-return';
  return rows.reported === rows.expected ? 'complete' : 'incomplete';
}

/** The timelines that the units give for an intervention, in words. */
function differingTimelines(plan: Plan, { no, timelinesGiven }: NationalRow): Diagnostic[] {
  if (timelinesGiven.length < 2) return [];
  const values = timelinesGiven.map(({ timeline, units }) => {
    const names = units.map((unit) => plan.unitById.get(unit)!.shortName);
    return `${timeline} (${names.join(', ')})`;
  });
  const params = { no, values: values.join('; ') };
  return [diagnose('consolidation/timelines-differ', params, { intervention: no, field: 'timeline' })];
}

function finish(
  context: ConsolidationContext,
  received: ReadonlyMap<string, ReceivedFromUnit>,
  refusals: readonly RefusedFile[],
): Consolidation {
  const { plan, period, asOf } = context;
  const merges = new Map([...received].map(([unit, items]) => [unit, mergeReceived(items)]));
  const refused = sortRefused([...(context.refused ?? []), ...refusals], plan);
  const mergeOf = plan.units.map(({ id, name }) => ({ unit: id, name, merge: merges.get(id) }));

  const returns = mergeOf.map(({ unit, merge }) => ({ unit, submission: merge?.merged ?? null }));
  const figures = rollUp(returns, { plan, asOf });
  const figuresOfUnit = new Map(figures.groups.unit.map((group) => [group.id, group.figures]));
  const units = mergeOf.map(({ unit, merge }): ConsolidatedUnit => {
    const { reported, interventions: expected } = figuresOfUnit.get(unit)!;
    const isRefused = refused.some((file) => file.unit === unit);
    return {
      unit,
      state: stateOfUnit(merge, isRefused, { reported, expected }),
      sources: merge ? sourcesOf(merge) : [],
      rows: { reported, expected },
      merged: merge?.merged ?? null,
      distinct: merge?.distinct ?? [],
    };
  });

  const submissions = returns.flatMap(({ unit, submission }) =>
    submission ? [[unit, submission] as const] : [],
  );
  const national = nationalRows(plan, new Map(submissions));
  const missing = new Set(units.filter(({ state }) => state === 'not-submitted').map(({ unit }) => unit));
  return {
    plan,
    period,
    asOf,
    units,
    refused,
    national,
    rollUp: figures,
    conflicts: mergeOf.flatMap(({ merge }) => merge?.conflicts ?? []),
    diagnostics: [
      ...sortRefused(refusals, plan).flatMap(({ diagnostics }) => diagnostics),
      ...mergeOf.flatMap(({ unit, name, merge }) => [
        ...(missing.has(unit) ? [diagnose('submission/missing', { unit: name, period })] : []),
        ...(merge ? unitFindings(name, merge) : []),
        ...(merge?.distinct ?? []).flatMap((submission) => strangers(plan, submission)),
      ]),
      ...national.flatMap((row) => differingTimelines(plan, row)),
    ],
  };
}

/** A consolidation to which submissions are added one at a time, as they are read. */
export interface OpenConsolidation {
  /** Takes a submission in. Nothing of it is kept but what it says and where; one of no place here is listed as refused. */
  readonly add: (submission: Submission) => void;
  /** Lists a file that could not be read. */
  readonly refuse: (file: RefusedFile) => void;
  /** The consolidation of what has come so far. */
  readonly finish: () => Consolidation;
}

/** Begins a consolidation. The order in which submissions are added makes no difference. */
export function openConsolidation(context: ConsolidationContext): OpenConsolidation {
  const shrink = submissionShrinker();
  const received = new Map<string, ReceivedFromUnit>();
  const refusals: RefusedFile[] = [];
  const unread: RefusedFile[] = [];
  return {
    add: (submission) => {
      const refusal = refusalOf(submission, context);
      if (refusal) {
        const { file, hash } = submission.source;
        const unit = context.plan.unitById.has(submission.unit) ? submission.unit : null;
        refusals.push({ file, hash, unit, diagnostics: [refusal] });
      } else {
        received.set(submission.unit, receive(received.get(submission.unit) ?? [], shrink(submission)));
      }
    },
    refuse: (file) => {
      unread.push(file);
    },
    finish: () =>
      finish({ ...context, refused: [...(context.refused ?? []), ...unread] }, received, refusals),
  };
}

/**
 * Consolidates submissions of any number of units. A unit that submitted more than once is merged cell by cell; what is
 * in conflict has no value until somebody settles it. A submission for another plan or period, or of no unit of the
 * plan, is listed as refused. Every submission given stands in `units[].sources` or in `refused`.
 */
export function consolidate(submissions: Iterable<Submission>, context: ConsolidationContext): Consolidation {
  const consolidation = openConsolidation(context);
  for (const submission of submissions) consolidation.add(submission);
  return consolidation.finish();
}

/** A value and the cell that it was read from. */
export interface ProvenValue extends CellSource {
  readonly unit: string;
  readonly no: string;
  readonly field: FieldKey;
  readonly value: EntryValue;
  /** False if it is one of several and did not come through: it stands in the conflicts. */
  readonly isTaken: boolean;
}

/** Every value that came, with the cell that it was read from: by intervention, unit, submission and field. */
export function* provenance({ units }: Pick<Consolidation, 'units'>): Generator<ProvenValue, void> {
  const numbers = new Set(
    units.flatMap(({ distinct }) => distinct.flatMap(({ entries }) => [...entries.keys()])),
  );
  for (const no of [...numbers].sort(compareNumbers)) {
    for (const { unit, distinct, merged } of units) {
      const taken = merged?.entries.get(no)?.values;
      for (const { source, entries } of distinct) {
        const entry = entries.get(no);
        if (!entry) continue;
        const { file, hash, worksheet } = source;
        for (const { key: field } of entryFields) {
          const value = entry.values[field];
          if (value === undefined) continue;
          const cell = entry.cells.get(field) ?? null;
          yield { unit, no, field, value, file, hash, worksheet, cell, isTaken: taken?.[field] === value };
        }
      }
    }
  }
}

/** The roll-up of one unit alone: a row of the matrix pillar × unit. */
export function rollUpOfUnit({ plan, asOf, units }: Consolidation, unit: string): RollUp {
  const submission = units.find((candidate) => candidate.unit === unit)?.merged ?? null;
  return rollUp([{ unit, submission }], { plan, asOf });
}
