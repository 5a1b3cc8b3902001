/** Reads what a workbook remembers of having been synced, from its worksheet `_nisp`. Rows that make no sense are passed over. */
import { fieldByKey, type FieldKey } from '../entry/fields.js';
import {
  coverKeys,
  coverRow,
  type CellHistory,
  type RecordedConflict,
  type RecordedState,
  type ReplacedCell,
  type SyncedName,
  type SyncRecord,
  type Versions,
} from '../entry/sync-record.js';
import { syncParts } from '../entry/template.js';
import { baseValue } from './base-value.js';
import { cellAt, literalText } from './reference.js';
import type { CellSnapshot, RowSnapshot } from './snapshot.js';

function nameIn(row: RowSnapshot, left: number): SyncedName | null {
  const no = literalText(cellAt(row, left));
  const field = literalText(cellAt(row, left + 1));
  if (no === coverRow) {
    const key = coverKeys.find((one) => one === field);
    return key ? { no: null, field: key } : null;
  }
  return no !== '' && fieldByKey.has(field as FieldKey) ? { no, field: field as FieldKey } : null;
}

/** Null: something stands there that cannot be. */
function stateIn(name: SyncedName, cell: CellSnapshot | undefined): RecordedState | null {
  if (!cell?.content) return { kind: 'blank' };
  if (cell.formula !== undefined) return null;
  const value = name.no === null ? literalText(cell) : baseValue(fieldByKey.get(name.field)!, cell.content);
  return value === null ? null : { kind: 'value', value };
}

const versionsIn = (cell: CellSnapshot | undefined): Versions =>
  literalText(cell)
    .split(' ')
    .filter((name) => name !== '');

function historyIn(row: RowSnapshot, left: number): CellHistory | null {
  const name = nameIn(row, left);
  const state = name && stateIn(name, cellAt(row, left + 2));
  const versions = versionsIn(cellAt(row, left + 3));
  if (!name || !state) return null;
  return { name, left: versions.length === 0 ? { kind: 'unknown' } : state, versions };
}

function conflictIn(row: RowSnapshot, left: number): RecordedConflict | null {
  const name = nameIn(row, left);
  if (!name) return null;
  const [here, there, base] = [2, 3, 4].map((offset) => stateIn(name, cellAt(row, left + offset)));
  const isKnown = literalText(cellAt(row, left + 5)) !== 'no';
  if (!here || !there) return null;
  const versions = versionsIn(cellAt(row, left + 6));
  return { name, here, there, base: (isKnown ? base : null) ?? { kind: 'unknown' }, versions };
}

function replacedIn(row: RowSnapshot, left: number): ReplacedCell | null {
  const name = nameIn(row, left);
  if (!name) return null;
  const [expected, written] = [2, 3].map((offset) => stateIn(name, cellAt(row, left + offset)));
  const versions = versionsIn(cellAt(row, left + 4));
  const content = cellAt(row, left + 5)?.content ?? null;
  if (!expected || !written) return null;
  const found =
    content === null
      ? null
      : content.kind === 'number' || content.kind === 'boolean'
        ? content.value
        : literalText(cellAt(row, left + 5));
  return { name, expected, written, versions, found };
}

const present = <T>(found: T | null): T[] => (found === null ? [] : [found]);

/**
 * @param rows those below the base
 * @param left number of the column in which they begin
 */
export function readSyncRecord(rows: readonly RowSnapshot[], left: number): SyncRecord {
  const histories: CellHistory[] = [];
  const conflicts: RecordedConflict[] = [];
  const replaced: ReplacedCell[] = [];
  const readers = new Map<string, (row: RowSnapshot) => void>([
    [syncParts.histories[0], (row) => histories.push(...present(historyIn(row, left)))],
    [syncParts.conflicts[0], (row) => conflicts.push(...present(conflictIn(row, left)))],
    [syncParts.replaced[0], (row) => replaced.push(...present(replacedIn(row, left)))],
  ]);
  let part: ((row: RowSnapshot) => void) | undefined;
  for (const row of rows) {
    const next = readers.get(literalText(cellAt(row, left)));
    if (next) part = next;
    else part?.(row);
  }
  return { histories, conflicts, replaced };
}
