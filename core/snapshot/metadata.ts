/** Reads the worksheet `_nisp`: whose workbook this is, for which quarter, and what it was built with. */
import type { EntryValue, EntryValues } from '../entry/entry.js';
import { fieldByKey, type Field, type FieldKey } from '../entry/fields.js';
import { plainText } from '../entry/parse.js';
import type { SyncRecord } from '../entry/sync-record.js';
import {
  baseHeading,
  metadataKeys,
  metadataMarker,
  syncKey,
  syncParts,
  worksheetNames,
  type MetadataKey,
} from '../entry/template.js';
import type { Plan } from '../plan/schema.js';
import { baseValue } from './base-value.js';
import { cellAt, literalText as textOf } from './reference.js';
import type { WorkbookSnapshot, WorksheetSnapshot } from './snapshot.js';
import { readSyncRecord } from './sync-record.js';

export interface Metadata {
  readonly worksheet: string;
  /** Where the parts begin, 1-based. */
  readonly top: number;
  readonly left: number;
  /** By key; a key that is missing has none. */
  readonly values: ReadonlyMap<MetadataKey, string>;
  /** By intervention number, what the workbook was built with; null if that part is gone or has been tampered with. */
  readonly base: ReadonlyMap<string, EntryValues> | null;
  /** The first value of the base that cannot be, as text, or null. */
  readonly baseFault: string | null;
  /** Other worksheets of this kind say something else for these keys. */
  readonly contradicted: readonly MetadataKey[];
  /** What the workbook remembers of having been synced; null: it never was. */
  readonly record: SyncRecord | null;
}

/** The marker stands at the top; rows may have been inserted above it. */
const rowsSearched = 20;

/** Where the pair that marks the worksheet stands, or null if it is not such a worksheet. */
function findMarker({ rows }: WorksheetSnapshot): { index: number; column: number } | null {
  const [markerKey] = metadataKeys;
  for (let index = 0; index < Math.min(rows.length, rowsSearched); index += 1) {
    const row = rows[index]!;
    for (const cell of row.cells) {
      if (textOf(cell) === markerKey && textOf(cellAt(row, cell.column + 1)) === metadataMarker) {
        return { index, column: cell.column };
      }
    }
  }
  return null;
}

function readMetadata(
  worksheet: WorksheetSnapshot,
  { index, column }: { index: number; column: number },
  plan: Plan,
): Omit<Metadata, 'contradicted'> {
  const { rows } = worksheet;
  const keys: ReadonlySet<string> = new Set([...metadataKeys, syncKey]);
  const values = new Map<MetadataKey, string>();
  let base: Map<string, EntryValues> | null = null;
  let baseFault: string | null = null;
  let fieldOf: ReadonlyMap<number, Field> | null = null;
  const parts: ReadonlySet<string> = new Set(Object.values(syncParts).map(([heading]) => heading));
  let end = rows.length;
  for (let at = index; at < rows.length; at += 1) {
    const row = rows[at]!;
    const key = textOf(cellAt(row, column));
    if (base && parts.has(key)) {
      end = at;
      break;
    }
    if (!base || !fieldOf) {
      if (key === baseHeading) {
        base = new Map();
        fieldOf = new Map(
          row.cells.flatMap((cell) => {
            const field = fieldByKey.get(textOf(cell) as FieldKey);
            return field ? [[cell.column, field] as const] : [];
          }),
        );
        // A field without a column would pass for one that was blank.
        if (fieldOf.size < fieldByKey.size) baseFault = baseHeading;
      } else if (keys.has(key) && !values.has(key as MetadataKey)) {
        values.set(key as MetadataKey, textOf(cellAt(row, column + 1)));
      }
      continue;
    }
    const isKnown = plan.interventionByNo.has(key);
    const entry: Partial<Record<FieldKey, EntryValue>> = {};
    for (const cell of row.cells) {
      if (cell.column === column || !cell.content) continue;
      const field = fieldOf.get(cell.column);
      const value = field && isKnown && cell.formula === undefined ? baseValue(field, cell.content) : null;
      if (field && value !== null) entry[field.key] = value;
      else baseFault ??= `${key} ${field?.key ?? ''} ${plainText(cell.content)}`;
    }
    if (isKnown) base.set(key, entry as EntryValues);
  }
  return {
    worksheet: worksheet.name,
    top: rows[index]!.row,
    left: column,
    values,
    base: baseFault === null ? base : null,
    baseFault,
    record: values.has(syncKey) ? readSyncRecord(rows.slice(end), column) : null,
  };
}

/** The worksheets that carry the marker, the one of the proper name first. */
function findMarked({ worksheets }: WorkbookSnapshot) {
  const found = worksheets.flatMap((worksheet) => {
    const marker = findMarker(worksheet);
    return marker ? [{ worksheet, marker }] : [];
  });
  const own = found.find(({ worksheet }) => worksheet.name === worksheetNames.metadata) ?? found[0];
  return own ? [own, ...found.filter((other) => other !== own)] : [];
}

/**
 * Finds the worksheet by which a workbook of ours is recognised, and the version of the layout that it states (nothing if
 * it states none); null if there is no such worksheet.
 */
export function findTemplate(
  snapshot: WorkbookSnapshot,
): { readonly worksheet: string; readonly template: string } | null {
  const [own] = findMarked(snapshot);
  if (!own) return null;
  const { worksheet, marker } = own;
  const key: MetadataKey = 'template';
  const row = worksheet.rows.slice(marker.index).find((one) => textOf(cellAt(one, marker.column)) === key);
  return {
    worksheet: worksheet.name,
    template: row ? textOf(cellAt(row, marker.column + 1)) : '',
  };
}

/**
 * Finds and reads the metadata, wherever the worksheet is moved and whatever it is renamed to; null if there is none.
 * What it says is not checked against the plan here, the base excepted.
 */
export function findMetadata(snapshot: WorkbookSnapshot, plan: Plan): Metadata | null {
  const [own, ...others] = findMarked(snapshot);
  if (!own) return null;
  const metadata = readMetadata(own.worksheet, own.marker, plan);
  const said = others.map(({ worksheet, marker }) => readMetadata(worksheet, marker, plan).values);
  const contradicted = metadataKeys.filter((key) =>
    said.some((values) => values.get(key) !== metadata.values.get(key)),
  );
  return { ...metadata, contradicted };
}
