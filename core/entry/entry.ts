/** An entry: what one unit says of one intervention in one period; and a submission: all of a unit's entries. */
import type { FieldKey } from './fields.js';
import type { SyncRecord } from './sync-record.js';
import type { EntryValues } from './values.js';

export type { EntryValue, EntryValues } from './values.js';

export interface Entry {
  /** Number of the intervention. */
  readonly no: string;
  readonly values: EntryValues;
  /**
   * The cell (A1 notation) that each field was read from, or would stand in if it is blank. A field without a cell has
   * no column in the workbook: nothing is known of it, which is not blank.
   */
  readonly cells: ReadonlyMap<FieldKey, string>;
  /** Fields whose cell holds something that could not be used. Their value is absent, but they are not blank. */
  readonly unusable: ReadonlySet<FieldKey>;
}

/** Where a submission came from. */
export interface SubmissionSource {
  /** Name of the file or sheet, as the person knows it. */
  readonly file: string;
  /** SHA-256 of its bytes in hex, or null for a source without bytes of its own (memory, an online sheet). */
  readonly hash: string | null;
  /** The worksheet that held the matrix. */
  readonly worksheet: string;
  /** When it arrived, an ISO date, or null if nobody said. */
  readonly received: string | null;
}

/** One unit's entries for one period. */
export interface Submission {
  readonly unit: string;
  /** `2019-Q1` */
  readonly period: string;
  readonly planId: string;
  readonly templateVersion: string;
  readonly source: SubmissionSource;
  /** "Submitted, nothing to report": not the same as not submitted, and not the same as blank. */
  readonly nilReturn: boolean;
  /** Who filled it in, and when (ISO date), where the unit says so. */
  readonly preparedBy?: string;
  readonly submittedOn?: string;
  /** By intervention number, in the plan's order. A row that the workbook lacks is absent: unknown, not blank. */
  readonly entries: ReadonlyMap<string, Entry>;
  /**
   * The values that the workbook was built with (the base of a three-way merge), by intervention number. A row that is
   * absent was built blank.
   */
  readonly base: ReadonlyMap<string, EntryValues>;
  /** The workbook no longer says what it was built with: `base` is empty and means nothing. */
  readonly baseMissing?: true;
  /** What the workbook remembers of having been synced; absent: it never was. */
  readonly record?: SyncRecord;
}

/** True if an entry says anything at all of its own (the timeline is the plan's and does not count). */
export function saysAnything(values: EntryValues): boolean {
  for (const key in values) if (key !== 'timeline') return true;
  return false;
}
