/** Sense rules about dates. ISO dates compare as texts. */
import { fieldByKey } from '../entry/fields.js';
import { addDays } from '../plan/period.js';
import type { EntryRule } from './rule.js';

/** A quarter is reported in the weeks after it: an update in so many days after its end is about that quarter. */
const daysToReport = 45;

const datesInPolicy = ['start', 'due', 'updatedOn'] as const;

export const dateRules: readonly EntryRule[] = [
  {
    code: 'date/end-before-start',
    field: 'due',
    find: ({ values: { start, due } }) =>
      start !== undefined && due !== undefined && due < start ? { start, due } : null,
  },
  ...datesInPolicy.map((field): EntryRule => ({
    code: 'date/outside-policy',
    field,
    find: ({ values, plan: { validity } }) => {
      const date = values[field];
      if (date === undefined || (date >= validity.from && date <= validity.to)) return null;
      return { header: fieldByKey.get(field)!.header, date, from: validity.from, to: validity.to };
    },
  })),
  {
    code: 'date/updated-after-period',
    field: 'updatedOn',
    find: ({ values: { updatedOn }, period }) =>
      updatedOn !== undefined &&
      period !== null &&
      // Most are: no calendar is needed for them.
      updatedOn > period.end &&
      updatedOn > addDays(period.end, daysToReport)
        ? { date: updatedOn, end: period.end, days: daysToReport }
        : null,
  },
  {
    code: 'date/start-in-future',
    field: 'start',
    find: ({ values: { status, start }, asOf }) =>
      (status === 'In progress' || status === 'Completed') && start !== undefined && start > asOf
        ? { date: start, status }
        : null,
  },
  {
    code: 'date/due-missing',
    field: 'due',
    find: ({ intervention, values, isBlank }) =>
      values.status === 'In progress' && isBlank('due') ? { no: intervention.no } : null,
  },
];
