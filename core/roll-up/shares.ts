/** The shares that figures are told as, each with its denominator. */
import type { Figures } from './figures.js';

/** A part of a whole. `ratio` is from 0 to 1; null where there is no denominator, which is not 0%. */
export interface Share {
  readonly count: number;
  readonly of: number;
  readonly ratio: number | null;
}

/** What a set of rows comes to, as shares. */
export interface Shares {
  /** Rows with a status ÷ all rows. */
  readonly reported: Share;
  /** Completed rows ÷ all rows. */
  readonly doneOfAll: Share;
  /** Completed rows that are due ÷ due rows. */
  readonly doneOfDue: Share;
  /** Overdue rows ÷ due rows. */
  readonly overdueOfDue: Share;
  /** Rows with a budget entered ÷ those and the rows not costed. */
  readonly costed: Share;
}

const share = (count: number, of: number): Share => ({ count, of, ratio: of === 0 ? null : count / of });

/** The shares of a set of figures. */
export function sharesOf(figures: Figures): Shares {
  const { interventions, byStatus, reported, due, doneOfDue, overdue, budget } = figures;
  return {
    reported: share(reported, interventions),
    doneOfAll: share(byStatus.Completed, interventions),
    doneOfDue: share(doneOfDue, due),
    overdueOfDue: share(overdue, due),
    costed: share(budget.costed, budget.costed + budget.notCosted),
  };
}
