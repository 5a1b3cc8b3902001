/**
 * Two-way sync of one unit's workbooks, as values: what two workbooks made of the values that both began with.
 *
 * Each workbook carries, for each of its cells, the value with which it was built or last left by a sync, and the names of the
 * versions that went into it. Whoever enters something else makes one version more. A cell that knows all that the other one knows
 * gives its value; where each knows something that the other does not, two people changed it apart from each other, and it is
 * in conflict. So the merge depends neither on which workbooks were synced with each other before, nor on copies that come
 * back late. A conflict is kept as it is, with what each side held, until a person who has it before their eyes settles it: by
 * entering something else on one side, or by making both the same.
 */
import type { EntryValue, EntryValues } from '../entry/entry.js';
import { entryFields } from '../entry/fields.js';
import {
  coverKeys,
  syncedKey,
  type CellHistory,
  type CoverKey,
  type CoverValues,
  type RecordedConflict,
  type RecordedState,
  type ReplacedCell,
  type SyncedName,
  type SyncRecord,
  type Versions,
} from '../entry/sync-record.js';
import { compareNumbers } from './order.js';
import { sameState, stateOf, type CellState, type SideRow } from './three-way.js';
import { allVersions, builtVersions, knowsAll, nextVersions } from './versions.js';

/** One of the two workbooks. */
export interface SyncSide {
  readonly rows: ReadonlyMap<string, SideRow>;
  readonly cover: {
    readonly values: CoverValues;
    readonly unusable: ReadonlySet<CoverKey>;
    /** Cells that are nowhere in the workbook. */
    readonly unknown: ReadonlySet<CoverKey>;
  };
  /** What the workbook was built with; null if it no longer says so. */
  readonly built: ReadonlyMap<string, EntryValues> | null;
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
  /** What both held before; unknown: nobody knows, or they did not hold the same. */
  readonly base: CellState;
  /** What each side says: what it holds, or what somebody entered there at the instant at which it was written over. */
  readonly states: readonly [CellState, CellState];
  readonly outcome: CellOutcome;
  /** What each side is to hold. */
  readonly results: readonly [CellState, CellState];
  /** The versions that went into what stands in the cell on each side. */
  readonly versions: readonly [Versions, Versions];
  /** Of each side: the entry that was replaced there and is to be put back, if there is one. */
  readonly restored: readonly [ReplacedCell | null, ReplacedCell | null];
}

export interface SyncMerge {
  /** Every cell of either side, by intervention number and field, the cover's first. */
  readonly cells: readonly CellSync[];
  /** What each side is to remember. */
  readonly records: readonly [SyncRecord, SyncRecord];
}

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

/** What a cell was built with. A workbook is built with a blank cover. */
function builtState({ built }: SyncSide, { no, field }: SyncedName): RecordedState {
  if (!built) return { kind: 'unknown' };
  const value = no === null ? undefined : built.get(no)?.[field];
  return value === undefined ? { kind: 'blank' } : { kind: 'value', value };
}

/** A state as it is recorded: what is no value of the field cannot be. */
export const recorded = (state: CellState): RecordedState =>
  state.kind === 'unusable' ? { kind: 'unknown' } : state;

/** Records by the cell. */
function byName<T extends { readonly name: SyncedName }>(
  items: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>();
  for (const item of items) {
    const key = syncedKey(item.name);
    const known = found.get(key);
    if (known) known.push(item);
    else found.set(key, [item]);
  }
  return found;
}

/** A value, and the versions that went into it. */
interface Origin {
  readonly base: CellState;
  readonly versions: Versions;
}

/** One cell on one side. */
interface SideCell {
  readonly state: CellState;
  /** In what the side was left before. */
  readonly origin: Origin;
  /** The versions that went into what it says now. */
  readonly versions: Versions;
  /** In what stands there: not what it says, where an entry was written over. */
  readonly standing: Versions;
  /** In what it says, had nobody seen what the cell is in conflict with. */
  readonly unseeing: Versions;
  readonly conflicts: readonly RecordedConflict[];
  /** The entry that was replaced and is to be put back. */
  readonly restored: ReplacedCell | null;
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

/**
 * An entry that was written over at the instant at which it was made, and over which somebody entered something else before it
 * was put back: as a conflict of the workbook with itself.
 */
function overrunIn(
  side: SyncSide,
  name: SyncedName,
  replaced: ReplacedCell | undefined,
  now: CellState,
): readonly RecordedConflict[] {
  if (!replaced || sameState(now, replaced.written)) return [];
  const found = side.meaningOf(replaced);
  const { expected: base, versions } = replaced;
  if ([base, replaced.written, now].some((state) => sameState(found, state))) return [];
  const [here, there] = [recorded(now), recorded(found)];
  return [{ name, here, there, base, versions: nextVersions(versions, there) }];
}

/** The versions of what stands in a cell that was left otherwise, or of which nobody knows how it was left. */
function versionsOf(state: CellState, { base, versions }: Origin, seen: Versions): Versions {
  const isEntered = state.kind === 'value' || state.kind === 'blank';
  const isAsLeft = sameState(state, base) && seen.length === 0;
  return !isEntered || isAsLeft ? versions : nextVersions(allVersions(versions, seen), recorded(state));
}

/** Looks up the cells of a side. */
function cellsOf(side: SyncSide): (name: SyncedName) => SideCell {
  const histories = byName(side.record.histories);
  const known = byName(side.record.conflicts);
  const replaced = byName(side.record.replaced);
  return (name) => {
    const key = syncedKey(name);
    const now = sideState(side, name);
    const restored = overtakenIn(side, replaced.get(key)?.[0], now);
    const history = histories.get(key)?.[0];
    const built = builtState(side, name);
    const left: Origin = history
      ? { base: history.left, versions: history.versions }
      : { base: built, versions: builtVersions(built) };
    // Whoever was faster than our writing began with what had been read there, not with what was written.
    const origin = restored ? { base: restored.expected, versions: restored.versions } : left;
    const state = restored ? side.meaningOf(restored) : now;
    const overrun = overrunIn(side, name, replaced.get(key)?.[0], now);
    const conflicts = [...(known.get(key) ?? []), ...overrun];
    // Whoever entered something else than what was in conflict had the conflict before their eyes.
    // At that instant nobody had seen what was written then.
    const seen = (restored ? [] : conflicts)
      .filter(({ here }) => !sameState(state, here))
      .reduce<Versions>((all, { versions }) => allVersions(all, versions), []);
    const versions = versionsOf(state, origin, seen);
    return {
      state,
      origin,
      versions,
      standing: restored ? left.versions : versions,
      unseeing: versionsOf(state, origin, []),
      conflicts,
      restored,
    };
  };
}

const otherOf = (side: SideIndex): SideIndex => (side === 0 ? 1 : 0);
const sideIndices: readonly SideIndex[] = [0, 1];
type Pair<T> = readonly [T, T];

/** What both held before. Of a cell that is in conflict, what was recorded then. */
function commonState([first, second]: Pair<SideCell>): CellState {
  const isOpen = (here: SideCell, there: SideCell) =>
    here.conflicts.find(({ versions }) => knowsAll(there.versions, versions));
  const open = isOpen(first, second) ?? isOpen(second, first);
  if (open) return open.base;
  const [a, b] = [first.origin, second.origin];
  if (knowsAll(b.versions, a.versions)) return a.base;
  return knowsAll(a.versions, b.versions) || sameState(a.base, b.base) ? b.base : unknown;
}

function outcomeOf(cells: Pair<SideCell>, prefer: SideIndex | null): CellOutcome {
  const [first, second] = cells;
  for (const side of sideIndices) {
    if (cells[side].state.kind === 'unusable') return { kind: 'held', reason: 'unusable', side };
  }
  for (const side of sideIndices) {
    if (cells[side].state.kind !== 'unknown') continue;
    const other = cells[otherOf(side)];
    const isNothingNew =
      other.state.kind === 'unknown' || knowsAll(cells[side].origin.versions, other.versions);
    return isNothingNew ? { kind: 'same' } : { kind: 'held', reason: 'no-cell', side };
  }
  if (sameState(first.state, second.state)) return { kind: 'same' };
  const newer = sideIndices.filter((side) => knowsAll(cells[side].versions, cells[otherOf(side)].versions));
  // Each of two different values cannot have come of the other.
  if (newer.length === 1) {
    const from = newer[0]!;
    const isSettled = !knowsAll(cells[from].unseeing, cells[otherOf(from)].versions);
    return { kind: isSettled ? 'settled' : 'taken', from };
  }
  return prefer === null ? { kind: 'conflict' } : { kind: 'preferred', from: prefer };
}

/** What a side is left in. */
function originAfter(
  cells: Pair<SideCell>,
  side: SideIndex,
  outcome: CellOutcome,
  result: CellState,
): Origin {
  const { state, origin, versions } = cells[side];
  const all = () => allVersions(cells[0].versions, cells[1].versions);
  switch (outcome.kind) {
    case 'held':
      return origin;
    case 'conflict':
      return { base: state, versions };
    case 'preferred':
      return { base: result, versions: nextVersions(all(), recorded(result)) };
    default: {
      const isMissing = cells.some((cell) => cell.state.kind === 'unknown');
      return isMissing ? origin : { base: result, versions: all() };
    }
  }
}

/** The conflicts that stay recorded on a side, and the one that came of this merge. */
function conflictsAfter(
  name: SyncedName,
  cells: Pair<SideCell>,
  side: SideIndex,
  outcome: CellOutcome,
  { result, base, versions }: { result: CellState; base: CellState; versions: Versions },
): RecordedConflict[] {
  const [own, other] = [cells[side], cells[otherOf(side)]];
  const isConflict = outcome.kind === 'conflict';
  const kept = own.conflicts
    .filter(
      ({ there, versions: seen }) =>
        !sameState(result, there) &&
        !knowsAll(versions, seen) &&
        !(isConflict && knowsAll(other.versions, seen)),
    )
    // What sync writes settles nothing: only what a person enters is something else than what is recorded.
    .map((one) =>
      own.restored || sameState(own.state, one.here) ? { ...one, here: recorded(result) } : one,
    );
  // A later value of another workbook speaks for the one that it came of.
  if (!isConflict || kept.some(({ versions: seen }) => knowsAll(seen, other.versions))) return kept;
  const [here, there] = [recorded(own.state), recorded(other.state)];
  return [...kept, { name, here, there, base: recorded(base), versions: other.versions }];
}

/** Every cell that either side may have, in order. */
function namesOf(sides: Pair<SyncSide>): SyncedName[] {
  const numbers = new Set(
    sides.flatMap(({ rows, built, record }) => [
      ...rows.keys(),
      ...(built?.keys() ?? []),
      ...record.histories.flatMap(({ name }) => name.no ?? []),
    ]),
  );
  return [
    ...coverKeys.map((field): SyncedName => ({ no: null, field })),
    ...[...numbers]
      .sort(compareNumbers)
      .flatMap((no) => entryFields.map(({ key: field }): SyncedName => ({ no, field }))),
  ];
}

/** What is to be remembered of a cell that is left like this; nothing, if it is as it was built. */
function historyOf(side: SyncSide, name: SyncedName, { base, versions }: Origin): CellHistory[] {
  const known = builtVersions(builtState(side, name));
  const isAsBuilt = versions.length === known.length && versions.every((one, at) => one === known[at]);
  return isAsBuilt ? [] : [{ name, left: recorded(base), versions }];
}

/**
 * Merges two workbooks of one unit and one period.
 * @param prefer whose value counts where both changed a cell; null: it stays in conflict
 */
export function mergeSides(sides: readonly [SyncSide, SyncSide], prefer: SideIndex | null = null): SyncMerge {
  const [firstCell, secondCell] = [cellsOf(sides[0]), cellsOf(sides[1])];
  const histories: Pair<CellHistory[]> = [[], []];
  const conflicts: Pair<RecordedConflict[]> = [[], []];
  const merged: CellSync[] = [];
  for (const name of namesOf(sides)) {
    const cells = [firstCell(name), secondCell(name)] as const;
    const outcome = outcomeOf(cells, prefer);
    const base = commonState(cells);
    const states = [cells[0].state, cells[1].state] as const;
    const results = 'from' in outcome ? ([states[outcome.from], states[outcome.from]] as const) : states;
    for (const side of sideIndices) {
      const result = results[side];
      const origin = originAfter(cells, side, outcome, result);
      const { versions } = origin;
      histories[side].push(...historyOf(sides[side], name, origin));
      conflicts[side].push(...conflictsAfter(name, cells, side, outcome, { result, base, versions }));
    }
    merged.push({
      name,
      base,
      states,
      outcome,
      results,
      versions: [cells[0].standing, cells[1].standing],
      restored: [cells[0].restored, cells[1].restored],
    });
  }
  const record = (side: SideIndex): SyncRecord => ({
    histories: histories[side],
    conflicts: conflicts[side],
    replaced: [],
  });
  return {
    cells: merged,
    records: [record(0), record(1)],
  };
}
