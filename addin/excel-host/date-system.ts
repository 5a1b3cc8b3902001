/** Where a workbook counts its days from. */
import type { DateSystem } from '../../core/index.js';

/** The number of 1 January 2000 in the system of 1904; it is 36,526 in the other. Source: ECMA-376 part 1, 18.17.4. */
const in1904 = 35_064;

/**
 * Queues the question. Office.js has no property for it; but Excel computes DATE in the system of the workbook.
 * @returns the answer, after the next sync
 */
export function loadDateSystem({ functions }: Excel.Workbook): () => DateSystem {
  const day = functions.date(2000, 1, 1);
  day.load('value');
  return () => (day.value === in1904 ? 1904 : 1900);
}
