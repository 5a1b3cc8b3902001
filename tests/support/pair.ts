/** Two workbooks of one unit as plain data, people who enter things into them, and syncing without a host. */
import {
  buildUnitWorkbook,
  cellBefore,
  planSync,
  snapshotOf,
  syncedKey,
  withChanges,
  type CellChange,
  type NewValue,
  type Plan,
  type PlannedCell,
  type SideIndex,
  type SyncPlan,
  type WorkbookSnapshot,
} from '../../core/index.js';
import type { EntryValues } from '../../core/entry/entry.js';
import type { FieldKey } from '../../core/entry/fields.js';
import type { CoverKey } from '../../core/entry/sync-record.js';
import { parsePeriod } from '../../core/plan/period.js';
import { checkWorkbook } from '../../core/snapshot/check.js';
import { readSide } from '../../core/host/sync-side.js';
import { smallPlan } from '../core/merge/small-plan.js';

export const period = parsePeriod('2019-Q1')!;

/** The workbook of a unit, as it is handed out. */
export function handedOut(
  entries: Readonly<Record<string, EntryValues>> = {},
  { plan = smallPlan, unit = 'north' }: { plan?: Plan; unit?: string } = {},
): WorkbookSnapshot {
  return snapshotOf(buildUnitWorkbook({ plan, unit, period, entries: new Map(Object.entries(entries)) }));
}

const context = (plan: Plan) => ({ plan, file: 'test', hash: null, received: null });

export function sideOf(workbook: WorkbookSnapshot, plan: Plan = smallPlan) {
  const read = readSide(workbook, context(plan));
  if (!('submission' in read)) throw new Error(`No submission: ${JSON.stringify(read.diagnostics)}`);
  return read;
}

export type Name = readonly [no: string, field: FieldKey] | readonly [no: null, field: CoverKey];
const named = ([no, field]: Name) => ({ no, field }) as Parameters<typeof syncedKey>[0];

/** What the workbook holds in a cell, as the core reads it: undefined where it is blank. */
export function valueIn(workbook: WorkbookSnapshot, [no, field]: Name, plan: Plan = smallPlan): unknown {
  const { submission, side } = sideOf(workbook, plan);
  return no === null ? side.cover.values[field] : submission.entries.get(no)?.values[field];
}

/** A person enters something; null clears the cell. */
export function entered(
  workbook: WorkbookSnapshot,
  name: Name,
  value: NewValue,
  plan: Plan = smallPlan,
): WorkbookSnapshot {
  const place = sideOf(workbook, plan).placeOf(named(name));
  if (!place) throw new Error(`There is no cell ${name.join(' ')}`);
  return withChanges(workbook, [{ ...place, value }]);
}

export type Pair = readonly [WorkbookSnapshot, WorkbookSnapshot];

export interface StepOptions {
  readonly plan?: Plan;
  readonly prefer?: SideIndex | null;
  readonly copiesAtOnce?: readonly [boolean, boolean];
}

/** Plans the sync of two workbooks; throws what a refusal says. */
export function planned(
  pair: Pair,
  { plan = smallPlan, prefer = null, copiesAtOnce = [false, false] }: StepOptions = {},
): SyncPlan {
  const input = (side: SideIndex) => ({
    name: side === 0 ? 'first' : 'second',
    snapshot: pair[side],
    hash: null,
    copiesAtOnce: copiesAtOnce[side],
  });
  const result = planSync([input(0), input(1)], { plan, prefer });
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.plan;
}

/** Changes a workbook as a host does: copies are made of what the cells hold at that instant. */
export function changed(workbook: WorkbookSnapshot, changes: readonly CellChange[]): WorkbookSnapshot {
  const copies = changes.flatMap(({ copyTo, worksheet, range }) => {
    if (!copyTo) return [];
    const { content } = cellBefore(workbook, worksheet, range);
    if (content?.kind === 'date' || content?.kind === 'error') throw new Error('Not needed yet');
    return [{ ...copyTo, value: content && (content.kind === 'text' ? content.text : content.value) }];
  });
  return withChanges(workbook, [...changes, ...copies]);
}

/** Syncs two workbooks. */
export function synced(pair: Pair, options: StepOptions = {}): Pair {
  const { changes } = planned(pair, options);
  return [changed(pair[0], changes[0]), changed(pair[1], changes[1])];
}

/** What is said of each cell that is not the same: `5a status conflict`. */
export const outcomes = ({ cells }: SyncPlan): string[] =>
  cells.map(({ name, outcome }: PlannedCell) => {
    const more =
      'from' in outcome ? ` from ${outcome.from}` : 'reason' in outcome ? ` ${outcome.reason}` : '';
    return `${syncedKey(name)} ${outcome.kind}${more}`;
  });

/** The codes of what checking the workbook finds. */
export const findingsIn = (workbook: WorkbookSnapshot, plan: Plan = smallPlan) =>
  checkWorkbook(workbook, context(plan)).diagnostics;
