/** What the formulas count by: criteria of COUNTIFS, SUMIFS and AVERAGEIFS. */
import type { FieldKey } from '../entry/fields.js';

/** Fields that are averaged or summed. */
export type AmountKey = Extract<FieldKey, 'progress' | 'budget' | 'spent'>;

/** The cells of a range that hold an amount which counts. What validation refuses can still be pasted in. */
export function enteredCriteria(key: AmountKey, range: string): string {
  return key === 'progress' ? `${range},">=0",${range},"<=1"` : `${range},">=0"`;
}

/**
 * The key by which the rows of a pillar, section or container are counted. The word in front makes a text of it for every program:
 * Excel's COUNTIFS takes `1`, `01` and `1e0` for one number, and `may/2019` for a date.
 */
export function groupKey(grouping: 'pillar' | 'section' | 'container', id: string): string {
  return `${grouping}:${id}`;
}
