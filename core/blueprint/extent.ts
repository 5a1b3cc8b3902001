/** How far a blueprint's worksheet reaches. */
import type { Worksheet } from './blueprint.js';

/** Rows and columns of the worksheet's painted part; at least one of each. */
export function extentOf({ rows, columns }: Worksheet): { readonly rows: number; readonly columns: number } {
  const widest = rows.reduce((most, { cells }) => Math.max(most, cells.length), columns.length);
  return { rows: Math.max(rows.length, 1), columns: Math.max(widest, 1) };
}
