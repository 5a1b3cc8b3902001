/** What the headings of a roll-up promise: the core's figure that a person takes each for. */
import { statuses } from '../../core/entry/fields.js';
import type { Figures } from '../../core/roll-up/figures.js';

/** What stands where nothing is known. */
export const unknown = '–';

const ratio = (part: number, whole: number) => (whole === 0 ? null : part / whole);

/** The figures by the headings that they stand under; null where nothing is known. */
export const figureUnder: ReadonlyMap<string, (figures: Figures) => number | null> = new Map<
  string,
  (figures: Figures) => number | null
>([
  ['Interventions', ({ interventions }) => interventions],
  ...statuses.map((status) => [status, ({ byStatus }: Figures) => byStatus[status]] as const),
  ['No update', ({ interventions, reported }) => interventions - reported],
  ['Reported ÷ all', ({ reported, interventions }) => ratio(reported, interventions)],
  ['Average progress', ({ progress }) => progress.average],
  ['of so many that state it', ({ progress }) => progress.of],
  ['Done ÷ all', ({ byStatus, interventions }) => ratio(byStatus.Completed, interventions)],
  ['Due so far', ({ due }) => due],
  ['Done of these', ({ doneOfDue }) => doneOfDue],
  ['Done ÷ due', ({ doneOfDue, due }) => ratio(doneOfDue, due)],
  ['Overdue', ({ overdue }) => overdue],
  ['Budget known', ({ budget }) => (budget.costed === 0 ? null : budget.known)],
  ['from so many', ({ budget }) => budget.costed],
  ['Not costed yet', ({ budget }) => budget.notCosted],
  ['Spent', ({ spent }) => (spent.of === 0 ? null : spent.known)],
]);

/** Headings of the national roll-up that mean something else, or are only there. */
export const nationalFigureUnder: typeof figureUnder = new Map([
  ...figureUnder,
  ['Rows: intervention × unit', ({ interventions }: Figures) => interventions],
  ['Without a status', ({ interventions, reported }: Figures) => interventions - reported],
  ['No update', ({ absent }: Figures) => absent.blank],
  ['Unclear', ({ absent }: Figures) => absent.unusable],
  ['Row missing', ({ absent }: Figures) => absent.missing],
  ['Nil return', ({ absent }: Figures) => absent.nilReturn],
  ['Not submitted', ({ absent }: Figures) => absent.notSubmitted],
]);
