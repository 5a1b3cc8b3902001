/** A worksheet of which nothing is told but what stands in its cells. */
import type { RowSnapshot, WorksheetSnapshot } from './snapshot.js';

export const bareWorksheet = (name: string, rows: readonly RowSnapshot[]): WorksheetSnapshot => ({
  name,
  visibility: 'visible',
  rows,
  hiddenColumns: [],
  merges: [],
  validations: null,
  conditionalFormats: [],
  isProtected: false,
  isFiltered: false,
});
