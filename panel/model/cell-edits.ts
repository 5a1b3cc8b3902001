/** Changes of entry cells: those that fixes ask for, and those that put back what stood there. */
import {
  fieldByKey,
  type Diagnostic,
  type EntryValue,
  type Field,
  type FieldKey,
  type Submission,
  type WorkbookSnapshot,
} from '../../core/index.js';
import type { CellChange, CellState, WriteReport } from '../panel-host.js';
import { heldIn, properState, type Held } from './cell-values.js';

/** A change of the cell in which a field of an intervention stands. */
export interface CellEdit {
  readonly no: string;
  readonly field: FieldKey;
  readonly change: CellChange;
}

/** What was written into the cell of a field, and what stood there before: kept by field, for cells move. */
export interface Written {
  readonly no: string;
  readonly field: FieldKey;
  readonly wrote: Held;
  readonly before: CellState;
}

/** The change that puts a value into a cell in its proper form (null clears it), if nobody has changed it since. */
export function entering(
  snapshot: WorkbookSnapshot,
  place: { readonly worksheet: string; readonly range: string },
  field: Field,
  value: EntryValue | null,
): CellChange & { readonly from: Held } {
  const { worksheet, range } = place;
  const to = value === null ? { content: null } : properState(field, value);
  return { worksheet, range, to, from: heldIn(snapshot, worksheet, range) };
}

/** What applying the fix of a finding changes; null if it has none, or one that is not about an entry's value. */
export function editOf(
  { fix, intervention, field }: Diagnostic,
  snapshot: WorkbookSnapshot,
): CellEdit | null {
  const known = fieldByKey.get(field as FieldKey);
  if (!fix || fix.kind === 'restore-validation' || intervention === undefined || !known) return null;
  const value =
    fix.kind === 'clear-value' ? null : typeof fix.value === 'object' ? fix.value.date : fix.value;
  return { no: intervention, field: known.key, change: entering(snapshot, fix, known, value) };
}

/** What a write did, so that it can be undone. */
export function writtenBy(edits: readonly CellEdit[], { before, refused }: WriteReport): readonly Written[] {
  return edits.flatMap(({ no, field, change }, index): Written[] => {
    if (refused.includes(change)) return [];
    const { content, formula } = change.to;
    const wrote = formula === undefined ? { content } : { content, formula };
    return [{ no, field, wrote, before: before[index]! }];
  });
}

/** The changes that put back what stood in cells, wherever they are now; a cell that is gone has none. */
export function undoing(written: readonly Written[], { entries, source }: Submission): readonly CellChange[] {
  const { worksheet } = source;
  return written.flatMap(({ no, field, wrote, before }) => {
    const range = entries.get(no)?.cells.get(field);
    return range === undefined ? [] : [{ worksheet, range, to: before, from: wrote }];
  });
}
