/** The parts of the panel, and which of them a person needs first. */
import type { WorkbookState } from '../model/state.js';

/** In the order in which they stand. */
export const tabIds = ['start', 'check', 'roll-up', 'row', 'key'] as const;
export type TabId = (typeof tabIds)[number];

/** The part that is of use first: where there is no matrix, building one; where there is one, what is wrong with it. */
export function firstTab(workbook: WorkbookState): TabId {
  return workbook.kind === 'matrix' ? 'check' : 'start';
}
