/** The workbook of one reporting unit for one quarter. */
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { EntryValues, Submission } from '../entry/entry.js';
import type { SyncRecord } from '../entry/sync-record.js';
import { templateVersion, worksheetNames } from '../entry/template.js';
import type { Period } from '../plan/period.js';
import type { Plan } from '../plan/schema.js';
import { rollUp } from '../roll-up/roll-up.js';
import type { Blueprint, Worksheet } from './blueprint.js';
import { buildFindings } from './findings.js';
import { buildGuide, type Cover } from './guide.js';
import { buildLists, buildMetadata } from './lists.js';
import { buildMatrix } from './matrix.js';
import { buildRollUp } from './roll-up.js';
import { styles } from './styles.js';

export interface UnitWorkbookInput {
  readonly plan: Plan;
  /** Id of the reporting unit; must be one of the plan's. */
  readonly unit: string;
  readonly period: Period;
  /** What the entry columns hold, by intervention number. Absent: an empty workbook to be filled in. */
  readonly entries?: ReadonlyMap<string, EntryValues>;
  /** The values to merge against later. Absent: what the cells hold, as for a workbook that is newly handed out. */
  readonly base?: ReadonlyMap<string, EntryValues>;
  /** What the workbook remembers of having been synced; absent: it never was. */
  readonly record?: SyncRecord;
  readonly cover?: Cover;
  /** Findings to show; absent: not checked yet. */
  readonly findings?: readonly Diagnostic[];
  /** Due and overdue are judged as of this ISO date. Absent: the period's last day. */
  readonly asOf?: string;
}

/** A submission made of values alone, so that the core's figures can be taken of them. */
function asSubmission(input: UnitWorkbookInput, entries: ReadonlyMap<string, EntryValues>): Submission {
  const { plan, unit, period } = input;
  return {
    unit,
    period: period.id,
    planId: plan.id,
    templateVersion,
    source: { file: '', hash: null, worksheet: worksheetNames.matrix, received: null },
    nilReturn: false,
    entries: new Map(
      plan.interventions.map(({ no }) => [
        no,
        { no, values: entries.get(no) ?? {}, cells: new Map(), unusable: new Set() },
      ]),
    ),
    base: new Map(),
  };
}

/** What the entry cells hold: the entries, and the plan's own timelines. */
function valuesShown(
  { interventions }: Plan,
  entries: ReadonlyMap<string, EntryValues>,
): ReadonlyMap<string, EntryValues> {
  return new Map(
    interventions.map(({ no, timeline }) => [no, { ...entries.get(no), ...(timeline ? { timeline } : {}) }]),
  );
}

/** The worksheet Findings of a unit's workbook; `findings` null: it was not checked yet. */
export function buildUnitFindings({
  plan,
  unit,
  period,
  findings,
}: Pick<UnitWorkbookInput, 'plan' | 'unit' | 'period'> & {
  readonly findings: readonly Diagnostic[] | null;
}): Worksheet {
  const { name } = plan.unitById.get(unit)!;
  return buildFindings({
    title: `Findings · ${name} · ${period.id}`,
    footer: `${plan.shortTitle} · ${name} · ${period.id}`,
    findings,
    linkable: [worksheetNames.guide, worksheetNames.matrix],
  });
}

/**
 * Builds the workbook of a unit and a quarter: Guide, Matrix, Roll-up, Findings, and the hidden Lists and _nisp.
 * The same input gives the same blueprint.
 * @throws Error if the plan does not know the unit
 */
export function buildUnitWorkbook(input: UnitWorkbookInput): Blueprint {
  const { plan, unit, period, cover = {} } = input;
  const unitName = plan.unitById.get(unit)?.name;
  if (unitName === undefined) throw new Error(`The plan has no reporting unit “${unit}”.`);
  const entries = input.entries ?? new Map<string, EntryValues>();
  const asOf = input.asOf ?? period.end;
  const figures = rollUp([{ unit, submission: asSubmission(input, entries) }], { plan, asOf });

  const matrix = buildMatrix({ plan, unit, period, entries });
  const guide = buildGuide({ plan, unit, period, cover, bandOf: matrix.bandOf });
  const rollUpSheet = buildRollUp({ plan, unit, period, rollUp: figures });
  const lists = buildLists();
  return {
    kind: 'workbook',
    templateVersion,
    properties: {
      title: `${plan.shortTitle} implementation matrix, ${unitName}, ${period.id}`,
      subject: `${plan.title}: implementation by ${unitName} in ${period.label}`,
      creator: 'NISP Matrix',
      description: 'Fill in the worksheet Matrix; the worksheet Guide says how.',
      created: period.start,
    },
    styles,
    worksheets: [
      guide.worksheet,
      matrix.worksheet,
      rollUpSheet.worksheet,
      buildUnitFindings({ plan, unit, period, findings: input.findings ?? null }),
      lists.worksheet,
      buildMetadata({
        plan,
        unit,
        period: period.id,
        base: input.base ?? valuesShown(plan, entries),
        ...(input.record === undefined ? {} : { record: input.record }),
      }),
    ],
    names: [...matrix.names, ...guide.names, ...rollUpSheet.names, ...lists.names],
  };
}
