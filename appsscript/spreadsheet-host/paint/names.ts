/** Paints named ranges: each is led to its new place, so that formulas that use it go on with it. */
import type { Canvas } from './canvas.js';

/**
 * Leads the names of a worksheet to its cells, together with these: a name that leads to where a thing is going to be, or was, is
 * read wrongly if painting ends there.
 */
export function paintNames({ blueprint, worksheet, spreadsheet, sheet }: Canvas): void {
  for (const { name, worksheet: its, range } of blueprint.names)
    if (its === worksheet.name) spreadsheet.setNamedRange(name, sheet.getRange(range));
}
