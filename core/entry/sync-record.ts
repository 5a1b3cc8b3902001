/** What a workbook remembers of having been synced: it travels on the worksheet `_nisp`, beside what the workbook was built with. */
import type { EntryValue, EntryValues } from './values.js';
import type { FieldKey } from './fields.js';
import { nothingToReport, type submissionCells } from './template.js';

/** The cells of the Guide worksheet that are synced. How typed dates are read is each workbook's own matter. */
export const coverKeys = [
  'nilReturn',
  'preparedBy',
  'submittedOn',
] as const satisfies readonly (keyof typeof submissionCells)[];
export type CoverKey = (typeof coverKeys)[number];

/** What the cover's cells hold; absent: blank. `nilReturn` holds the words of its list, the date is an ISO text. */
export type CoverValues = Readonly<Partial<Record<CoverKey, string>>>;

/** A cell that is synced, wherever it stands in a workbook: an entry's, or (`no` null) the cover's. */
export type SyncedName =
  { readonly no: string; readonly field: FieldKey } | { readonly no: null; readonly field: CoverKey };

/** A name as a key of maps, and as it stands on the worksheet `_nisp` in two cells. */
export const syncedKey = ({ no, field }: SyncedName): string => `${no ?? coverRow} ${field}`;

/** What stands in the place of an intervention's number for a cell of the cover. */
export const coverRow = 'cover';

/** What was in a cell when it was recorded; `unknown`: nobody could say. */
export type RecordedState =
  | { readonly kind: 'value'; readonly value: EntryValue }
  | { readonly kind: 'blank' }
  | { readonly kind: 'unknown' };

/** Names of versions of a cell, the earliest first (`core/merge/versions.ts`). */
export type Versions = readonly string[];

/** A cell that the last sync left otherwise than it was built. */
export interface CellHistory {
  readonly name: SyncedName;
  /** What it was left with. */
  readonly left: RecordedState;
  /** Which versions went into that; empty: nobody knows what it began with. */
  readonly versions: Versions;
}

/** Two workbooks differ in a cell, and somebody has to settle it. Each keeps its own value meanwhile. */
export interface RecordedConflict {
  readonly name: SyncedName;
  /** What this workbook held. If it holds something else by now, somebody has settled it here. */
  readonly here: RecordedState;
  /** What the other one held. */
  readonly there: RecordedState;
  /** What both held before. */
  readonly base: RecordedState;
  /** Versions that went into what the other one held: whoever enters something else here has seen them. */
  readonly versions: Versions;
}

/** A cell that was written over, with a copy of what stood in it at that very instant. */
export interface ReplacedCell {
  readonly name: SyncedName;
  /** What had been read there a moment before. */
  readonly expected: RecordedState;
  /** What was written. */
  readonly written: RecordedState;
  /** Versions that had gone into what had been read there. */
  readonly versions: Versions;
  /** The copy as it is: a number, a text; null: blank. Not what was expected: somebody was faster, and this is their entry. */
  readonly found: EntryValue | boolean | null;
}

export interface SyncRecord {
  /** Of the cells that are not as they were built. */
  readonly histories: readonly CellHistory[];
  readonly conflicts: readonly RecordedConflict[];
  readonly replaced: readonly ReplacedCell[];
}

/** Of a workbook that never was synced. */
export const neverSynced: SyncRecord = { histories: [], conflicts: [], replaced: [] };

/** The cover of a submission in the form in which it is synced. */
export function coverValuesOf(of: {
  readonly nilReturn: boolean;
  readonly preparedBy?: string | null;
  readonly submittedOn?: string | null;
}): CoverValues {
  return {
    ...(of.nilReturn ? { nilReturn: nothingToReport } : {}),
    ...(of.preparedBy == null ? {} : { preparedBy: of.preparedBy }),
    ...(of.submittedOn == null ? {} : { submittedOn: of.submittedOn }),
  };
}

/** The entries as a workbook was last left: by the last sync, or else as it was built. */
export function lastLeft(
  built: ReadonlyMap<string, EntryValues>,
  record: SyncRecord | undefined,
): ReadonlyMap<string, EntryValues> {
  if (!record || record.histories.length === 0) return built;
  const rows = new Map(
    [...built].map(([no, values]) => [no, new Map<string, EntryValue>(Object.entries(values))]),
  );
  for (const { name, left } of record.histories) {
    if (name.no === null || left.kind === 'unknown') continue;
    const row = rows.get(name.no) ?? new Map<string, EntryValue>();
    if (left.kind === 'value') row.set(name.field, left.value);
    else row.delete(name.field);
    rows.set(name.no, row);
  }
  return new Map([...rows].map(([no, row]) => [no, Object.fromEntries(row) as EntryValues]));
}
