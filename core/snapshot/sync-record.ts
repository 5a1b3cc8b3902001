/** Reads what a workbook remembers of having been synced, from its worksheet `_nisp`. Rows that make no sense are passed over. */
import { fieldByKey, type FieldKey } from '../entry/fields.js';
import {
  coverKeys,
  coverRow,
  type CoverKey,
  type CoverValues,
  type RecordedConflict,
  type RecordedState,
  type ReplacedCell,
  type SyncedName,
  type SyncRecord,
} from '../entry/sync-record.js';
import { syncParts, type MetadataKey } from '../entry/template.js';
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

function conflictIn(row: RowSnapshot, left: number): RecordedConflict | null {
  const name = nameIn(row, left);
  if (!name) return null;
  const [here, there, base] = [2, 3, 4].map((offset) => stateIn(name, cellAt(row, left + offset)));
  const isKnown = literalText(cellAt(row, left + 5)) !== 'no';
  return here && there ? { name, here, there, base: (isKnown ? base : null) ?? { kind: 'unknown' } } : null;
}

function replacedIn(row: RowSnapshot, left: number): ReplacedCell | null {
  const name = nameIn(row, left);
  if (!name) return null;
  const [expected, written] = [2, 3].map((offset) => stateIn(name, cellAt(row, left + offset)));
  const content = cellAt(row, left + 4)?.content ?? null;
  if (!expected || !written) return null;
  const found =
    content === null
      ? null
      : content.kind === 'number' || content.kind === 'boolean'
        ? content.value
        : literalText(cellAt(row, left + 4));
  return { name, expected, written, found };
}

const keyOf: Readonly<Record<CoverKey, MetadataKey>> = {
  nilReturn: 'syncNilReturn',
  preparedBy: 'syncPreparedBy',
  submittedOn: 'syncSubmittedOn',
};

function coverIn(values: ReadonlyMap<MetadataKey, string>): CoverValues {
  const cover: Partial<Record<CoverKey, string>> = {};
  for (const key of coverKeys) {
    const value = values.get(keyOf[key]) ?? '';
    if (value !== '') cover[key] = value;
  }
  return cover;
}

/**
 * @param values the pairs at the top of the worksheet
 * @param rows those below the base
 * @param left number of the column in which they begin
 */
export function readSyncRecord(
  values: ReadonlyMap<MetadataKey, string>,
  rows: readonly RowSnapshot[],
  left: number,
): SyncRecord {
  const conflicts: RecordedConflict[] = [];
  const replaced: ReplacedCell[] = [];
  let part = '';
  for (const row of rows) {
    const key = literalText(cellAt(row, left));
    if (key === syncParts.conflicts[0] || key === syncParts.replaced[0]) part = key;
    else if (part === syncParts.conflicts[0]) {
      const conflict = conflictIn(row, left);
      if (conflict) conflicts.push(conflict);
    } else {
      const cell = replacedIn(row, left);
      if (cell) replaced.push(cell);
    }
  }
  const point = values.get('sync') ?? '';
  return {
    point: point === '' ? null : point,
    earlier: (values.get('syncEarlier') ?? '').split(' ').filter((name) => name !== ''),
    cover: coverIn(values),
    conflicts,
    replaced,
  };
}
