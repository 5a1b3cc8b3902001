/** Sense rules about money, and about the indicator's baseline, target and actual. */
import type { EntryValues } from '../entry/entry.js';
import type { EntryRule } from './rule.js';

/** Above how many times the target an actual is taken for a slipped digit. */
export const slippedDigitFactor = 10;

/** An indicator that is to fall (prisoners awaiting trial): its baseline lies above its target. */
const isToFall = ({ baseline, target }: EntryValues) =>
  baseline !== undefined && target !== undefined && baseline > target;

export const amountRules: readonly EntryRule[] = [
  {
    code: 'budget/spent-above',
    field: 'spent',
    find: ({ values: { budget, spent } }) =>
      budget !== undefined && spent !== undefined && spent > budget ? { spent, budget } : null,
  },
  {
    code: 'budget/spent-without-budget',
    field: 'budget',
    find: ({ values: { spent }, isBlank }) =>
      spent !== undefined && spent > 0 && isBlank('budget') ? { spent } : null,
  },
  {
    code: 'actual/above-target',
    field: 'actual',
    find: ({ values }) => {
      const { actual, target } = values;
      if (actual === undefined || target === undefined || target <= 0 || isToFall(values)) return null;
      return actual > slippedDigitFactor * target ? { actual, target, factor: slippedDigitFactor } : null;
    },
  },
  {
    code: 'actual/without-target',
    field: 'target',
    find: ({ values: { actual }, isBlank }) =>
      actual !== undefined && isBlank('target') ? { actual } : null,
  },
  {
    code: 'actual/completed-below-target',
    field: 'actual',
    find: ({ values }) => {
      const { status, actual, target } = values;
      if (status !== 'Completed' || actual === undefined || target === undefined || isToFall(values))
        return null;
      return actual < target ? { actual, target } : null;
    },
  },
];
