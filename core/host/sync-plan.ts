/**
 * What syncing two workbooks would change in each: cell by cell, so that nothing else in either is touched. Each side also gets
 * what it is to remember, on `_nisp`, and where conflicts came or went the worksheet Findings says so.
 */
import { buildMetadata } from '../blueprint/lists.js';
import { buildUnitFindings } from '../blueprint/unit-workbook.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { cellAddress } from '../entry/a1.js';
import type { CellContent } from '../entry/cell.js';
import { saysAnything } from '../entry/entry.js';
import { fieldByKey } from '../entry/fields.js';
import { groupBy } from '../entry/group.js';
import {
  neverSynced,
  syncedKey,
  type RecordedState,
  type ReplacedCell,
  type SyncedName,
  type SyncRecord,
  type Versions,
} from '../entry/sync-record.js';
import { syncParts, worksheetNames, type DateOrder } from '../entry/template.js';
import { mergeSides, recorded, type CellSync, type SideIndex, type SyncMerge } from '../merge/sync.js';
import { sameState, type CellState } from '../merge/three-way.js';
import { parsePeriod, type Period } from '../plan/period.js';
import type { Plan } from '../plan/schema.js';
import { checkWorkbook } from '../snapshot/check.js';
import { worksheetNamed } from '../snapshot/reference.js';
import type { WorkbookSnapshot } from '../snapshot/snapshot.js';
import type { CellChange, NewValue } from './changes.js';
import { readSide, type CellPlace, type ReadSide } from './sync-side.js';
import { cellBefore, withChanges } from './with-changes.js';
import { worksheetChanges } from './worksheet-changes.js';

/** One of the two workbooks as it was read. */
export interface SyncInput {
  /** Name of the file or sheet, as the person knows it. */
  readonly name: string;
  readonly snapshot: WorkbookSnapshot;
  /** SHA-256 of the file's bytes in hex; null for a spreadsheet online. */
  readonly hash: string | null;
  /** The program behind it can copy what it writes over in the same step (`CellChange.copyTo`). */
  readonly copiesAtOnce: boolean;
}

export interface SyncContext {
  readonly plan: Plan;
  /** Whose value counts where both changed a cell; null: it stays in conflict. */
  readonly prefer: SideIndex | null;
  /** How dates typed as text are read in a workbook that does not say so itself. */
  readonly dateOrder?: DateOrder;
}

/** A cell of which something is to be said, and where it stands on each side. */
export interface PlannedCell extends CellSync {
  readonly places: readonly [CellPlace | null, CellPlace | null];
}

/** Rows of a workbook in which syncing would clear something, of those that say anything. */
export interface Clearing {
  readonly rows: number;
  readonly of: number;
}

export interface SyncPlan {
  /** Id of the reporting unit. */
  readonly unit: string;
  readonly period: Period;
  /** Every cell that the sides do not both hold the same in; those that are the same are left out. */
  readonly cells: readonly PlannedCell[];
  /** What is to be changed in each workbook. Both empty: they are in step. */
  readonly changes: readonly [readonly CellChange[], readonly CellChange[]];
  readonly clearing: readonly [Clearing, Clearing];
}

export type PlannedSync =
  | {
      readonly ok: true;
      readonly plan: SyncPlan;
      readonly diagnostics: readonly [readonly Diagnostic[], readonly Diagnostic[]];
    }
  /** One of them cannot be synced, or they are not of one unit and quarter; the findings of each say why. */
  | { readonly ok: false; readonly diagnostics: readonly [readonly Diagnostic[], readonly Diagnostic[]] };

function newValue({ no, field }: SyncedName, state: CellState): NewValue {
  if (state.kind !== 'value') return null;
  const isDate = no === null ? field === 'submittedOn' : fieldByKey.get(field)!.type === 'date';
  return isDate ? { date: String(state.value) } : state.value;
}

/** The value of an entry that is put back: as it was entered, a day as a date and not as its number. */
const restoredValue = ({ name, found }: ReplacedCell, state: CellState): NewValue =>
  typeof found === 'number' && state.kind === 'value' ? newValue(name, state) : found;

/** A change of an entry or of the cover, with what it replaces. */
interface ValueChange {
  readonly name: SyncedName;
  readonly change: CellChange;
  readonly expected: RecordedState;
  readonly written: RecordedState;
  /** Versions that went into what it replaces. */
  readonly versions: Versions;
}

/** What of the merge has to be written into the cells of a side. */
function valueChanges(read: ReadSide, cells: readonly CellSync[], side: SideIndex): ValueChange[] {
  return cells.flatMap(({ name, states, results, versions, restored }): ValueChange[] => {
    const [state, result, back] = [states[side], results[side], restored[side]];
    // Where an entry was written over, the cell still holds what was written.
    const now = back ? back.written : state;
    const place = read.placeOf(name);
    if (sameState(result, now) || !place) return [];
    const value = back && sameState(result, state) ? restoredValue(back, state) : newValue(name, result);
    const before = cellBefore(read.snapshot, place.worksheet, place.range);
    const change = { ...place, value, before };
    return [{ name, change, expected: recorded(now), written: recorded(result), versions: versions[side] }];
  });
}

/** A content as it is written again; undefined: an error cannot be. */
function sameAgain(content: CellContent | null): NewValue | undefined {
  if (content === null) return null;
  switch (content.kind) {
    case 'text':
      return content.text;
    case 'date':
      return { date: content.date };
    case 'error':
      return undefined;
    default:
      return content.value;
  }
}

/**
 * Cells whose conflict is new to a side. They are written again as they are, so that an entry made meanwhile is noticed: whoever
 * made it had not seen the conflict yet, and has not settled it.
 */
function guardedCells(read: ReadSide, { cells, records }: SyncMerge, side: SideIndex): ValueChange[] {
  const known = conflictsByCell(read.side.record);
  const next = conflictsByCell(records[side]);
  return cells.flatMap(({ name, states, outcome, versions, restored }): ValueChange[] => {
    const key = syncedKey(name);
    const place = read.placeOf(name);
    if (outcome.kind !== 'conflict' || restored[side] || known.get(key) === next.get(key) || !place)
      return [];
    const before = cellBefore(read.snapshot, place.worksheet, place.range);
    const value = before.formula === null ? sameAgain(before.content) : undefined;
    if (value === undefined) return [];
    const state = recorded(states[side]);
    return [
      {
        name,
        change: { ...place, value, before },
        expected: state,
        written: state,
        versions: versions[side],
      },
    ];
  });
}

/** What a side remembers of the conflicts of each cell, as a text to be compared. */
function conflictsByCell({ conflicts }: SyncRecord): ReadonlyMap<string, string> {
  const byCell = groupBy(conflicts, ({ name }) => syncedKey(name));
  return new Map([...byCell].map(([key, of]) => [key, JSON.stringify(of)]));
}

/** The same whatever the order of what is recorded. */
const textOf = <T extends { readonly name: SyncedName }>(items: readonly T[], more: (item: T) => unknown) =>
  JSON.stringify(items.map((item) => JSON.stringify([syncedKey(item.name), more(item)])).sort());

const sameConflicts = (a: SyncRecord, b: SyncRecord) => {
  const text = ({ conflicts }: SyncRecord) =>
    textOf(conflicts, ({ here, there, base, versions }) => [here, there, base, versions]);
  return text(a) === text(b);
};

const sameHistories = (a: SyncRecord, b: SyncRecord) => {
  const text = ({ histories }: SyncRecord) => textOf(histories, ({ left, versions }) => [left, versions]);
  return text(a) === text(b);
};

/** True if a side has nothing new to remember. */
const isUpToDate = ({ side: { record: known } }: ReadSide, record: SyncRecord): boolean =>
  sameHistories(known, record) && sameConflicts(known, record);

/** The changes on `_nisp`: what the side is to remember, and where copies of what is written over go. */
function recordChanges(
  read: ReadSide,
  values: readonly ValueChange[],
  { records }: SyncMerge,
  side: SideIndex,
  { plan, copiesAtOnce }: { readonly plan: Plan; readonly copiesAtOnce: boolean },
): { readonly changes: readonly CellChange[]; readonly copies: readonly CellPlace[] } {
  const { submission, metadata, snapshot } = read;
  const worksheet = worksheetNamed(snapshot, metadata.worksheet)!;
  const replaced: readonly ReplacedCell[] = copiesAtOnce
    ? values.map(({ name, expected, written, versions }) => ({
        name,
        expected,
        written,
        versions,
        found: null,
      }))
    : [];
  const blueprint = buildMetadata({
    plan,
    unit: submission.unit,
    period: submission.period,
    base: submission.base,
    record: { ...records[side], replaced },
  });
  // The last rows are those of the cells that are written over; their last column is filled with the copies.
  const first = blueprint.rows.length - replaced.length + 1;
  const copyColumn = syncParts.replaced.length;
  const from = { row: metadata.top, column: metadata.left };
  const changes = worksheetChanges(
    worksheet,
    blueprint,
    from,
    (row, column) => row >= first && row < first + replaced.length && column === copyColumn,
  );
  const copies = replaced.map((_, index) => ({
    worksheet: worksheet.name,
    range: cellAddress(from.row + first - 1 + index, from.column + copyColumn - 1),
  }));
  return { changes, copies };
}

/** The changes on the worksheet Findings: all that a check would find in the workbook as it is to be. */
function findingsChanges(
  { snapshot, submission }: ReadSide,
  changes: readonly CellChange[],
  { name, hash }: SyncInput,
  { plan, dateOrder }: SyncContext,
  period: Period,
): readonly CellChange[] {
  const worksheet = worksheetNamed(snapshot, worksheetNames.findings);
  if (!worksheet) return [];
  const { diagnostics } = checkWorkbook(withChanges(snapshot, changes), {
    plan,
    file: name,
    hash,
    received: null,
    ...(dateOrder === undefined ? {} : { dateOrder }),
  });
  const blueprint = buildUnitFindings({ plan, unit: submission.unit, period, findings: diagnostics });
  return worksheetChanges(worksheet, blueprint);
}

function changesOf(
  read: ReadSide,
  merge: SyncMerge,
  side: SideIndex,
  input: SyncInput,
  context: SyncContext,
  period: Period,
): readonly CellChange[] {
  const taken = valueChanges(read, merge.cells, side);
  const record = merge.records[side];
  if (taken.length === 0 && isUpToDate(read, record)) return [];
  const values = input.copiesAtOnce ? [...taken, ...guardedCells(read, merge, side)] : taken;
  const { changes, copies } = recordChanges(read, values, merge, side, {
    plan: context.plan,
    copiesAtOnce: input.copiesAtOnce,
  });
  const written = [
    ...values.map(({ change }, index): CellChange => {
      const copyTo = copies[index];
      return copyTo ? { ...change, copyTo } : change;
    }),
    ...changes,
  ];
  const isFindings = !sameConflicts(read.submission.record ?? neverSynced, record);
  return isFindings ? [...written, ...findingsChanges(read, written, input, context, period)] : written;
}

/** How many rows of a side would lose something that stands there. */
function clearingOf({ submission }: ReadSide, cells: readonly CellSync[], side: SideIndex): Clearing {
  const cleared = new Set(
    cells.flatMap(({ name, states, results }) =>
      name.no !== null && states[side].kind === 'value' && results[side].kind === 'blank' ? [name.no] : [],
    ),
  );
  let of = 0;
  for (const { values } of submission.entries.values()) if (saysAnything(values)) of += 1;
  return { rows: cleared.size, of };
}

/** More than a fifth of the rows that say anything, and more than one: somebody has to confirm that it was meant. */
export const isMassClearing = ({ rows, of }: Clearing): boolean => rows > 1 && rows > of / 5;

/**
 * Plans the sync of two workbooks of one unit and one quarter. Nothing is changed here: the hosts change the cells, each only
 * if it still holds what was read.
 */
export function planSync(inputs: readonly [SyncInput, SyncInput], context: SyncContext): PlannedSync {
  const { plan, prefer, dateOrder } = context;
  const check = ({ name, hash }: SyncInput) => ({
    plan,
    file: name,
    hash,
    received: null,
    ...(dateOrder === undefined ? {} : { dateOrder }),
  });
  const first = readSide(inputs[0].snapshot, check(inputs[0]));
  const expected =
    'submission' in first
      ? { expected: { unit: first.submission.unit, period: first.submission.period } }
      : {};
  const second = readSide(inputs[1].snapshot, { ...check(inputs[1]), ...expected });
  const diagnostics = [first.diagnostics, second.diagnostics] as const;
  if (!('submission' in first) || !('submission' in second)) return { ok: false, diagnostics };

  const sides = [first, second] as const;
  const merge = mergeSides([first.side, second.side], prefer);
  const period = parsePeriod(first.submission.period)!;
  const changes = [
    changesOf(first, merge, 0, inputs[0], context, period),
    changesOf(second, merge, 1, inputs[1], context, period),
  ] as const;
  const cells = merge.cells
    .filter(({ outcome, restored }) => outcome.kind !== 'same' || restored.some((back) => back !== null))
    .map((cell): PlannedCell => ({
      ...cell,
      places: [sides[0].placeOf(cell.name), sides[1].placeOf(cell.name)],
    }));
  return {
    ok: true,
    diagnostics,
    plan: {
      unit: first.submission.unit,
      period,
      cells,
      changes,
      clearing: [clearingOf(first, merge.cells, 0), clearingOf(second, merge.cells, 1)],
    },
  };
}
