/** What validations and conditional formats do to a value, for programs that keep them as data. */
import type { Typed, Reaction } from './adapter.js';

type Value = Exclude<Typed, null>;

/** A check of a cell, in the terms that every program has. Dates are ISO texts. */
export type Criterion =
  | { readonly kind: 'list'; readonly allowed: readonly string[] }
  | { readonly kind: 'number'; readonly min: number; readonly max: number | null }
  | { readonly kind: 'date'; readonly min: string; readonly max: string }
  | { readonly kind: 'text-length'; readonly max: number };

function fits(criterion: Criterion, value: Value): boolean {
  switch (criterion.kind) {
    case 'list':
      return typeof value === 'string' && criterion.allowed.includes(value);
    case 'number':
      return (
        typeof value === 'number' &&
        value >= criterion.min &&
        (criterion.max === null || value <= criterion.max)
      );
    case 'date':
      return typeof value === 'object' && value.date >= criterion.min && value.date <= criterion.max;
    case 'text-length':
      return String(typeof value === 'object' ? value.date : value).length <= criterion.max;
  }
}

/** @param onInvalid what the program does with what does not fit */
export function reactionTo(criterion: Criterion, onInvalid: 'reject' | 'warn', value: Value): Reaction {
  if (fits(criterion, value)) return 'accepted';
  return onInvalid === 'reject' ? 'rejected' : 'warned';
}

/** Spreadsheet programs compare texts whatever their letter case. */
export function sameText(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
