/** What a sense rule is, and what it is given to look at. */
import type { DiagnosticCode, DiagnosticParams } from '../diagnostics/codes.js';
import type { Entry, EntryValues, Submission } from '../entry/entry.js';
import type { FieldKey } from '../entry/fields.js';
import type { Period } from '../plan/period.js';
import type { Intervention, Plan } from '../plan/schema.js';

/** One row as a rule sees it: an entry of a counted intervention that the unit has a part in. */
export interface Row {
  readonly plan: Plan;
  readonly intervention: Intervention;
  readonly values: EntryValues;
  /** The values that the workbook was built with; `{}` if the row had none. */
  readonly base: EntryValues;
  /** Due and overdue are judged as of this ISO date. */
  readonly asOf: string;
  /** Null if the submission names no calendar quarter. */
  readonly period: Period | null;
  /** The entries of the sub-items that the unit has a part in; one whose row the workbook lacks is left out. */
  readonly subItems: readonly Entry[];
  /**
   * True if the field's cell is there and empty. A cell that holds something unusable is not blank, nor is one whose
   * column the workbook lacks: nothing is known of it.
   */
  readonly isBlank: (field: FieldKey) => boolean;
  /** True if the row says something, and something else than when the workbook was built. */
  readonly hasNews: boolean;
}

/** A rule about one row. `find` gives the parameters of the finding, or null if there is nothing to say. */
export interface EntryRuleOf<C extends DiagnosticCode> {
  readonly code: C;
  /** The field to look at first: the finding is placed at its cell. */
  readonly field: FieldKey;
  /** Code of the finding about the submission that says this of all rows at once: where it is made, this one is not. */
  readonly toldBy?: DiagnosticCode;
  readonly find: (row: Row) => DiagnosticParams[C] | null;
}
export type EntryRule = { [C in DiagnosticCode]: EntryRuleOf<C> }[DiagnosticCode];

/** A submission as a rule sees it. */
export interface Return {
  readonly submission: Submission;
  /** The rows that are checked, in the plan's order. */
  readonly rows: readonly Row[];
}

/** A rule about a submission as a whole; the finding is placed at its worksheet. */
export interface SubmissionRuleOf<C extends DiagnosticCode> {
  readonly code: C;
  readonly find: (whole: Return) => DiagnosticParams[C] | null;
}
export type SubmissionRule = { [C in DiagnosticCode]: SubmissionRuleOf<C> }[DiagnosticCode];
