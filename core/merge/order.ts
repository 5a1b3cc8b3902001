/** Orders that are the same on every machine, whatever its language. */
import { interventionOrder } from '../plan/load.js';

/** Compares texts by their code units. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Compares intervention numbers: 5 before 5a before 6; what is no number comes last. */
export function compareNumbers(a: string, b: string): number {
  const [first, second] = [interventionOrder(a) ?? Infinity, interventionOrder(b) ?? Infinity];
  return first === second ? compareTexts(a, b) : first - second;
}
