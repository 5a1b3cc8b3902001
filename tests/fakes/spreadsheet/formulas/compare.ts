/** How Excel compares values: numbers before texts before truth values, texts whatever their letter case. */
import { isError, type ErrorValue, type Value } from './values.js';

export type Comparison = '=' | '<>' | '<' | '>' | '<=' | '>=';

const collator = new Intl.Collator('en', { sensitivity: 'accent' });

/** Letter case is all that is overlooked; the order of other texts is that of English. */
export function orderOfTexts(a: string, b: string): number {
  if (a.toLowerCase() === b.toLowerCase()) return 0;
  return collator.compare(a, b) || (a.toLowerCase() < b.toLowerCase() ? -1 : 1);
}

/** Excel compares fifteen digits of a number. */
const rounded = (value: number) => Number(value.toPrecision(15));

type Known = number | string | boolean;
const rankOf = (value: Known) => ['number', 'string', 'boolean'].indexOf(typeof value);

function orderOf(a: Known, b: Known): number {
  if (typeof a === 'string' && typeof b === 'string') return orderOfTexts(a, b);
  return rankOf(a) - rankOf(b) || rounded(Number(a)) - rounded(Number(b));
}

/** A blank cell is 0 beside a number, nothing beside a text, FALSE beside a truth value. */
function likeOther(value: Known | null, other: Known | null): Known {
  if (value !== null) return value;
  if (typeof other === 'string') return '';
  return typeof other === 'boolean' ? false : 0;
}

/** Whether an order (negative, 0, positive) is what an operator asks for. */
export function isInOrder(operator: Comparison, order: number): boolean {
  switch (operator) {
    case '=':
      return order === 0;
    case '<>':
      return order !== 0;
    case '<':
      return order < 0;
    case '>':
      return order > 0;
    case '<=':
      return order <= 0;
    case '>=':
      return order >= 0;
  }
}

export function compare(operator: Comparison, left: Value, right: Value): boolean | ErrorValue {
  if (isError(left)) return left;
  if (isError(right)) return right;
  return isInOrder(operator, orderOf(likeOther(left, right), likeOther(right, left)));
}
