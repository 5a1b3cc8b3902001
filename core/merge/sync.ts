/**
 * Two-way sync of one unit's workbooks, as values: what two workbooks made of the values that both began with.
 *
 * Each workbook carries the state in which it was last left (its base, by name), and the names of the states that went into
 * it. Where one of them knows the other's state, that state is what both began with, however often either was synced with
 * others since; where neither does, only cells in which both bases agree have a beginning, and any difference in another is a
 * conflict. A conflict is kept as it is, with what each side held, until a person who has it before their eyes settles it: by
 * entering something else on one side, or by making both the same.
 */
import type { EntryValue, EntryValues } from '../entry/entry.js';
import { entryFields, type FieldKey } from '../entry/fields.js';
import {
  coverKeys,
  syncedKey,
  type CoverKey,
  type CoverValues,
  type RecordedConflict,
  type RecordedState,
  type ReplacedCell,
  type SyncBase,
  type SyncedName,
  type SyncRecord,
} from '../entry/sync-record.js';
import { compareNumbers } from './order.js';
import { builtPoint, mergedPoint } from './point.js';
import { mergeCell, sameState, stateOf, type CellState, type SideRow } from './three-way.js';

/** One of the two workbooks. */
export interface SyncSide {
  readonly rows: ReadonlyMap<string, SideRow>;
  readonly cover: {
    readonly values: CoverValues;
    readonly unusable: ReadonlySet<CoverKey>;
    /** Cells that are nowhere in the workbook. */
    readonly unknown: ReadonlySet<CoverKey>;
  };
  /** What the workbook began with; null if it no longer says so. */
  readonly base: ReadonlyMap<string, EntryValues> | null;
  readonly record: SyncRecord;
  /** What an entry that was replaced at the instant of writing (`ReplacedCell.found`) means as a value of its cell. */
  readonly meaningOf: (replaced: ReplacedCell) => CellState;
}

/** The first or the second of the two. */
export type SideIndex = 0 | 1;

/**
 * What comes of one cell.
 * - `same`: both hold the same. `taken`: one left it as it was, and the other's change is taken
 * - `settled`: it was in conflict, and a person has entered something else on one side since
 * - `preferred`: it is in conflict, and whoever syncs says whose value counts
 * - `conflict`: changed differently; each side keeps its own
 * - `held`: it cannot be merged now, and stays as it is: one side holds what is no value of the field (`unusable`), or has no
 *   such cell (`no-cell`)
 */
export type CellOutcome =
  | { readonly kind: 'same' }
  | { readonly kind: 'taken' | 'settled' | 'preferred'; readonly from: SideIndex }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'held'; readonly reason: 'unusable' | 'no-cell'; readonly side: SideIndex };

/** One cell on both sides, before and after. */
export interface CellSync {
  readonly name: SyncedName;
  readonly base: CellState;
  /** What each side says: what it holds, or what somebody entered there at the instant at which it was written over. */
  readonly states: readonly [CellState, CellState];
  readonly outcome: CellOutcome;
  /** What each side is to hold. */
  readonly results: readonly [CellState, CellState];
  /** Of each side: the entry that was replaced there and is to be put back, if there is one. */
  readonly restored: readonly [ReplacedCell | null, ReplacedCell | null];
}

export interface SyncMerge {
  /** Every cell of either side, by intervention number and field, the cover's first. */
  readonly cells: readonly CellSync[];
  /** What each side is to remember. */
  readonly records: readonly [SyncRecord, SyncRecord];
  /** What both began with from now on. */
  readonly base: SyncBase;
}

/** So many names of earlier states a workbook carries: years of daily syncs. */
const mostEarlier = 1_000;

const blank: CellState = { kind: 'blank' };
const unknown: CellState = { kind: 'unknown' };
const stateOfValue = (value: EntryValue | undefined): CellState =>
  value === undefined ? blank : { kind: 'value', value };

function sideState(side: SyncSide, name: SyncedName): CellState {
  if (name.no !== null) return stateOf(side.rows.get(name.no), name.field);
  const { values, unusable, unknown: missing } = side.cover;
  if (missing.has(name.field)) return unknown;
  return unusable.has(name.field) ? { kind: 'unusable' } : stateOfValue(values[name.field]);
}

function baseState({ base, record }: SyncSide, name: SyncedName): CellState {
  if (!base) return unknown;
  return stateOfValue(name.no === null ? record.cover[name.field] : base.get(name.no)?.[name.field]);
}

/** A side with the name of its state. */
interface PlacedSide extends SyncSide {
  readonly point: string | null;
}

function placed(side: SyncSide): PlacedSide {
  const { base, record } = side;
  const built = base ? builtPoint({ entries: base, cover: record.cover }) : null;
  return { ...side, point: base ? (record.point ?? built) : null };
}

/** Whose base both began with: that of the side which knows less. Null: neither knows the other's state. */
function olderSide([first, second]: readonly [PlacedSide, PlacedSide]): SideIndex | null {
  if (first.point === null || second.point === null) return null;
  if (first.point === second.point) return 0;
  if (first.record.earlier.includes(second.point)) return 1;
  return second.record.earlier.includes(first.point) ? 0 : null;
}

/** What both began with in a cell. */
function commonState(sides: readonly [PlacedSide, PlacedSide], name: SyncedName): CellState {
  const older = olderSide(sides);
  if (older !== null) return baseState(sides[older], name);
  const [first, second] = [baseState(sides[0], name), baseState(sides[1], name)];
  return sameState(first, second) ? first : unknown;
}

/** Which side a person settled a conflict on: they had it before their eyes, and entered something else since. */
function settledOn(
  states: readonly [CellState, CellState],
  records: readonly [RecordedConflict | undefined, RecordedConflict | undefined],
): SideIndex | null {
  const on = ([0, 1] as const).filter((side) => {
    const record = records[side];
    return (
      record !== undefined &&
      !sameState(states[side], record.here) &&
      sameState(states[side === 0 ? 1 : 0], record.there)
    );
  });
  return on.length === 1 ? on[0]! : null;
}

/** The record which says that the cell is in conflict, if neither side has changed since. */
function openRecord(
  [first, second]: readonly [CellState, CellState],
  records: readonly [RecordedConflict | undefined, RecordedConflict | undefined],
): RecordedConflict | undefined {
  const isOpen = (record: RecordedConflict | undefined, here: CellState, there: CellState) =>
    record !== undefined && sameState(here, record.here) && sameState(there, record.there);
  if (isOpen(records[0], first, second)) return records[0];
  return isOpen(records[1], second, first) ? records[1] : undefined;
}

function outcomeOf(
  base: CellState,
  states: readonly [CellState, CellState],
  records: readonly [RecordedConflict | undefined, RecordedConflict | undefined],
  prefer: SideIndex | null,
): CellOutcome {
  const [first, second] = states;
  for (const side of [0, 1] as const) {
    if (states[side].kind === 'unusable') return { kind: 'held', reason: 'unusable', side };
  }
  for (const side of [0, 1] as const) {
    if (states[side].kind !== 'unknown') continue;
    const other = states[side === 0 ? 1 : 0];
    const isNothingNew = other.kind === 'unknown' || sameState(other, base);
    return isNothingNew ? { kind: 'same' } : { kind: 'held', reason: 'no-cell', side };
  }
  if (sameState(first, second)) return { kind: 'same' };
  const settled = settledOn(states, records);
  if (settled !== null) return { kind: 'settled', from: settled };
  const isOpen = mergeCell(base, states).kind === 'conflict' || openRecord(states, records) !== undefined;
  if (isOpen) return prefer === null ? { kind: 'conflict' } : { kind: 'preferred', from: prefer };
  return { kind: 'taken', from: sameState(first, base) ? 1 : 0 };
}

/** A state as it is recorded: what is no value of the field cannot be. */
export const recorded = (state: CellState): RecordedState =>
  state.kind === 'unusable' ? { kind: 'unknown' } : state;

/** The records of a side by the cell. */
function byName<T extends { readonly name: SyncedName }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [syncedKey(item.name), item]));
}

/** The entry that somebody made in a cell at the instant at which it was written over; null if it was as it had been read. */
function overtakenIn(
  side: SyncSide,
  replaced: ReplacedCell | undefined,
  now: CellState,
): ReplacedCell | null {
  if (!replaced || !sameState(now, replaced.written)) return null;
  const found = side.meaningOf(replaced);
  return sameState(found, replaced.expected) || sameState(found, replaced.written) ? null : replaced;
}

/** Every cell that either side may have, in order. */
function namesOf(sides: readonly [SyncSide, SyncSide]): SyncedName[] {
  const numbers = new Set(sides.flatMap(({ rows, base }) => [...rows.keys(), ...(base?.keys() ?? [])]));
  return [
    ...coverKeys.map((field): SyncedName => ({ no: null, field })),
    ...[...numbers]
      .sort(compareNumbers)
      .flatMap((no) => entryFields.map(({ key: field }): SyncedName => ({ no, field }))),
  ];
}

/** What is left of a conflict that a side had recorded before this merge; null: nothing. */
function keptConflict(
  record: RecordedConflict,
  mirror: RecordedConflict | undefined,
  result: CellState,
): RecordedConflict | null {
  const isOfThisPair =
    mirror !== undefined && sameState(mirror.here, record.there) && sameState(mirror.there, record.here);
  // One with a third workbook stays open: what sync writes settles nothing.
  if (isOfThisPair || sameState(result, record.there)) return null;
  return { ...record, here: recorded(result) };
}

/**
 * Merges two workbooks of one unit and one period.
 * @param prefer whose value counts where both changed a cell; null: it stays in conflict
 */
export function mergeSides(sides: readonly [SyncSide, SyncSide], prefer: SideIndex | null = null): SyncMerge {
  const both = [placed(sides[0]), placed(sides[1])] as const;
  const known = [byName(both[0].record.conflicts), byName(both[1].record.conflicts)] as const;
  const replaced = [byName(both[0].record.replaced), byName(both[1].record.replaced)] as const;
  const cells: CellSync[] = [];
  const conflicts: [RecordedConflict[], RecordedConflict[]] = [[], []];
  const entries = new Map<string, Partial<Record<FieldKey, EntryValue>>>();
  const cover: Partial<Record<CoverKey, string>> = {};
  for (const name of namesOf(both)) {
    const key = syncedKey(name);
    const now = [sideState(both[0], name), sideState(both[1], name)] as const;
    const restored = [
      overtakenIn(both[0], replaced[0].get(key), now[0]),
      overtakenIn(both[1], replaced[1].get(key), now[1]),
    ] as const;
    const states = [
      restored[0] ? both[0].meaningOf(restored[0]) : now[0],
      restored[1] ? both[1].meaningOf(restored[1]) : now[1],
    ] as const;
    // Whoever was faster than our writing began with what had been read there, not with what was written.
    const records = [known[0].get(key), known[1].get(key)] as const;
    const open = openRecord(states, records);
    const base = (restored[0] ?? restored[1])?.expected ?? open?.base ?? commonState(both, name);
    const outcome = outcomeOf(base, states, records, prefer);
    const isTaken = outcome.kind === 'taken' || outcome.kind === 'settled' || outcome.kind === 'preferred';
    const results = isTaken ? ([states[outcome.from], states[outcome.from]] as const) : states;
    cells.push({ name, base, states, outcome, results, restored });

    for (const side of [0, 1] as const) {
      const other = side === 0 ? 1 : 0;
      if (outcome.kind === 'conflict') {
        conflicts[side].push({
          name,
          here: recorded(states[side]),
          there: recorded(states[other]),
          base: recorded(base),
        });
        continue;
      }
      const record = records[side];
      const isDone = outcome.kind === 'settled' || outcome.kind === 'preferred';
      const kept =
        record && !isDone
          ? outcome.kind === 'held'
            ? record
            : keptConflict(record, records[other], results[side])
          : null;
      if (kept) conflicts[side].push(kept);
    }

    // What is not the same on both sides keeps its old beginning.
    const isOpen = outcome.kind === 'conflict' || outcome.kind === 'held';
    const agreed =
      isOpen || results[0].kind === 'unknown' || results[1].kind === 'unknown' ? base : results[0];
    if (agreed.kind !== 'value') continue;
    if (name.no === null) cover[name.field] = String(agreed.value);
    else {
      const row = entries.get(name.no) ?? {};
      row[name.field] = agreed.value;
      entries.set(name.no, row);
    }
  }
  const base: SyncBase = { entries: entries as ReadonlyMap<string, EntryValues>, cover };
  const { point, earlier } = nextPoint(both, base);
  const record = (side: SideIndex): SyncRecord => ({
    point,
    earlier,
    cover,
    conflicts: conflicts[side],
    replaced: [],
  });
  return { cells, records: [record(0), record(1)], base };
}

/** The name of the state that both are left in. Where nothing new came of it, that of the side which knows more stays. */
function nextPoint(
  sides: readonly [PlacedSide, PlacedSide],
  base: SyncBase,
): { readonly point: string; readonly earlier: readonly string[] } {
  const built = builtPoint(base);
  const isBaseOf = ({ base: entries, record }: PlacedSide) =>
    entries !== null && builtPoint({ entries, cover: record.cover }) === built;
  const older = olderSide(sides);
  const newer = older === null ? null : sides[older === 0 ? 1 : 0];
  if (newer?.point != null && isBaseOf(newer)) return { point: newer.point, earlier: newer.record.earlier };
  const [first, second] = sides;
  const names = [first.point ?? '', second.point ?? ''] as const;
  const point = mergedPoint(base, names);
  const earlier = [...new Set([...first.record.earlier, ...second.record.earlier, ...names])].filter(
    (name) => name !== '' && name !== point,
  );
  return { point, earlier: earlier.slice(-mostEarlier) };
}
