/** Lists with something put in between. */

/** @param index where it stands then, from 0 */
export const withInserted = <T>(list: readonly T[], index: number, item: T): T[] => [
  ...list.slice(0, index),
  item,
  ...list.slice(index),
];
