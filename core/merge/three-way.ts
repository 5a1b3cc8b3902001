/**
 * Three-way merge, cell by cell: what several sides made of the values that they all began with.
 *
 * Each side is looked at for what it changed from the base it was built with. Sides that changed nothing give way; equal
 * changes are one; different changes, a deletion against an edit among them, are a conflict that keeps every value. A
 * row or column that a side lacks is unknown, never a deletion. The result is the union of the changes, so that it depends
 * neither on the order of the sides nor on which of them are merged first, and merging a side with itself changes nothing.
 */
import type { EntryValue, EntryValues } from '../entry/entry.js';
import { entryFields, type FieldKey } from '../entry/fields.js';
import { compareNumbers } from './order.js';

/** What one side holds in a cell. */
export type CellState =
  | { readonly kind: 'value'; readonly value: EntryValue }
  | { readonly kind: 'blank' }
  /** Something that is no value of the field. What it is stands in the file's own findings. */
  | { readonly kind: 'unusable' }
  /** The side lacks the row or the column, or does not say what it began with. */
  | { readonly kind: 'unknown' };

const blank: CellState = { kind: 'blank' };
const unusable: CellState = { kind: 'unusable' };
const unknown: CellState = { kind: 'unknown' };

/** True if both hold the same: texts and dates byte for byte, numbers exactly. */
export function sameState(a: CellState, b: CellState): boolean {
  return a.kind === 'value' && b.kind === 'value' ? a.value === b.value : a.kind === b.kind;
}

/** What came of one cell. `sides` are in the order in which they were given. */
export type CellMerge =
  /** No side changed it; unknown if no side has it. */
  | { readonly kind: 'unchanged'; readonly state: CellState }
  /** Every side that has it says the same. */
  | { readonly kind: 'agreed'; readonly state: CellState }
  /** Some sides left it as it was, and the others made the same change of it: theirs is taken. */
  | {
      readonly kind: 'one-sided';
      readonly state: CellState;
      readonly base: CellState;
      readonly sides: readonly CellState[];
    }
  /** It was changed differently, or differs and nobody knows from what. All values are kept, none is taken. */
  | { readonly kind: 'conflict'; readonly base: CellState; readonly sides: readonly CellState[] };

/**
 * Merges one cell.
 * @param base what every side began with; `unknown` makes any difference a conflict
 * @param sides any number of them: ours and theirs, or the workbooks that a unit sent twice
 */
export function mergeCell(base: CellState, sides: readonly CellState[]): CellMerge {
  const known = sides.filter(({ kind }) => kind !== 'unknown');
  const changes = base.kind === 'unknown' ? known : known.filter((state) => !sameState(state, base));
  const [change] = changes;
  if (!change) return { kind: 'unchanged', state: known[0] ?? unknown };
  if (!changes.every((state) => sameState(state, change))) return { kind: 'conflict', base, sides };
  return changes.length === known.length
    ? { kind: 'agreed', state: change }
    : { kind: 'one-sided', state: change, base, sides };
}

/** A row of one side; an `Entry` is one. A field absent from `values` is blank unless it is listed as unusable. */
export interface SideRow {
  readonly values: EntryValues;
  readonly unusable?: ReadonlySet<FieldKey>;
  /**
   * The cells that the side has. A field without one is unknown, not blank: a column that is gone deletes nothing.
   * Absent: it has them all.
   */
  readonly cells?: ReadonlyMap<FieldKey, string>;
}

/** One side of a merge. */
export interface MergeSide {
  /** By intervention number. A row that is absent is unknown. */
  readonly rows: ReadonlyMap<string, SideRow>;
  /** What the side began with; a row that is absent was blank. Null if that is not known. */
  readonly base: ReadonlyMap<string, EntryValues> | null;
}

/**
 * A row of the result. Only a field that stands in none of the three sets and not in `values` is blank; whoever writes
 * the row leaves the cells of those sets alone.
 */
export interface MergedRow {
  readonly values: EntryValues;
  /** Fields that hold no usable value, but are not blank. */
  readonly unusable: ReadonlySet<FieldKey>;
  /** Fields in conflict. */
  readonly open: ReadonlySet<FieldKey>;
  /** Fields of which no side knows anything. */
  readonly unknown: ReadonlySet<FieldKey>;
}

/** A cell on which the sides differ. */
export interface CellDifference {
  readonly no: string;
  readonly field: FieldKey;
  readonly merge: Extract<CellMerge, { kind: 'one-sided' | 'conflict' }>;
}

export interface EntriesMerge {
  /** Every row that some side has, by intervention number and in its order. */
  readonly rows: ReadonlyMap<string, MergedRow>;
  /** By intervention number, then in the order of the fields. */
  readonly differences: readonly CellDifference[];
}

/** What a row holds in a field. */
export function stateOf(row: SideRow | undefined, field: FieldKey): CellState {
  if (!row) return unknown;
  const value = row.values[field];
  if (value !== undefined) return { kind: 'value', value };
  if (row.unusable?.has(field)) return unusable;
  return row.cells?.has(field) === false ? unknown : blank;
}

/**
 * What the sides began with in a cell; unknown if they did not begin with the same, or one of them cannot say. Sides
 * that do not know the cell are not asked.
 */
function commonBase(
  sides: readonly MergeSide[],
  states: readonly CellState[],
  no: string,
  field: FieldKey,
): CellState {
  let common: CellState | null = null;
  for (const [index, { base }] of sides.entries()) {
    if (states[index]!.kind === 'unknown') continue;
    if (!base) return unknown;
    const value = base.get(no)?.[field];
    const state: CellState = value === undefined ? blank : { kind: 'value', value };
    if (common && !sameState(common, state)) return unknown;
    common = state;
  }
  return common ?? unknown;
}

/**
 * Merges the entries of any number of sides, cell by cell. A cell's base is what the sides that know it all began with; two-way sync gives both sides the same base, workbooks bring their own.
 */
export function mergeEntries(sides: readonly MergeSide[]): EntriesMerge {
  const numbers = [...new Set(sides.flatMap(({ rows }) => [...rows.keys()]))].sort(compareNumbers);
  const rows = new Map<string, MergedRow>();
  const differences: CellDifference[] = [];
  for (const no of numbers) {
    const values: Partial<Record<FieldKey, EntryValue>> = {};
    const without = {
      unusable: new Set<FieldKey>(),
      open: new Set<FieldKey>(),
      unknown: new Set<FieldKey>(),
    };
    const sideRows = sides.map((side) => side.rows.get(no));
    for (const { key: field } of entryFields) {
      const states = sideRows.map((row) => stateOf(row, field));
      const merge = mergeCell(commonBase(sides, states, no, field), states);
      if (merge.kind === 'conflict') without.open.add(field);
      else if (merge.state.kind === 'value') values[field] = merge.state.value;
      else if (merge.state.kind !== 'blank') without[merge.state.kind].add(field);
      if (merge.kind === 'conflict' || merge.kind === 'one-sided') differences.push({ no, field, merge });
    }
    rows.set(no, { values: values as EntryValues, ...without });
  }
  return { rows, differences };
}
