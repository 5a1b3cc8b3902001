/** Paints what lies over the cells: merged cells and the filter's buttons. */
import { gridRange } from '../read/ranges.js';
import type { Painter } from './canvas.js';

export const paintMerges: Painter = ({ sheetId, worksheet: { merges } }) =>
  merges.map((merge) => ({ mergeCells: { range: gridRange(sheetId, merge), mergeType: 'MERGE_ALL' } }));

export const paintFilter: Painter = ({ sheetId, worksheet: { autoFilter } }) =>
  autoFilter === null ? [] : [{ setBasicFilter: { filter: { range: gridRange(sheetId, autoFilter) } } }];
