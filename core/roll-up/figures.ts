/** The figures of a roll-up. Every share states its denominator; the absences are kept apart. */
import type { Status } from '../entry/fields.js';

/**
 * Figures over a set of rows, a row being one counted intervention of one reporting unit. Containers are not counted
 * (their figures are those of their sub-items), nor are interventions that the unit has no part in.
 * `interventions` = the sum of `byStatus` + the sum of `absent`.
 */
export interface Figures {
  /** Rows that count: the denominator of `completion of all`. */
  readonly interventions: number;
  readonly byStatus: Readonly<Record<Status, number>>;
  /** Rows with a status: the sum of `byStatus`. Reporting completeness = reported ÷ interventions. */
  readonly reported: number;
  /** Rows without a status, by the reason. */
  readonly absent: {
    /** The status cell is blank: no update. */
    readonly blank: number;
    /** The status cell holds something that is no status. */
    readonly unusable: number;
    /** The workbook lacks the row, or the status column: nothing is known. */
    readonly missing: number;
    /** The unit submitted "nothing to report". */
    readonly nilReturn: number;
    /** The unit submitted no workbook. */
    readonly notSubmitted: number;
  };
  /** Mean of the progress entered (0 to 1) and how many rows enter it; null if none does. */
  readonly progress: { readonly average: number | null; readonly of: number };
  /** Rows with a due date on or before the as-of date, whatever their status: the denominator of `done of due`. */
  readonly due: number;
  /** Completed rows among `due`. */
  readonly doneOfDue: number;
  /** Rows among `due` that are neither Completed nor Dropped. */
  readonly overdue: number;
  readonly budget: {
    /** Sum of the budgets entered, PKR million. */
    readonly known: number;
    /** Rows with a budget entered. */
    readonly costed: number;
    /** Rows whose printed budget is to be determined, finalized or borne by somebody and that enter none. Never zero rupees. */
    readonly notCosted: number;
  };
  /** Sum of the amounts spent, PKR million, and how many rows enter one. */
  readonly spent: { readonly known: number; readonly of: number };
}

/** What rows are grouped by. */
export type Grouping = 'pillar' | 'section' | 'body' | 'timeline' | 'goal' | 'priority' | 'unit';

/** The figures of one group. An intervention with two bodies counts in the group of each. */
export interface FiguresOf {
  readonly grouping: Grouping;
  /** Id of the pillar, body, goal or unit; the section's key; the timeline or `not-set`; the priority's number. */
  readonly id: string;
  readonly name: string;
  /** For a section: the pillar that it stands in. */
  readonly within: string | null;
  readonly figures: Figures;
}

export interface RollUp {
  /** Due and overdue are judged as of this ISO date. */
  readonly asOf: string;
  readonly total: Figures;
  readonly groups: Readonly<Record<Grouping, readonly FiguresOf[]>>;
}
