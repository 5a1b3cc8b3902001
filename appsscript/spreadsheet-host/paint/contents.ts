/** Paints what cells hold: texts, numbers, dates, formulas, the number formats that show them, and notes. */
import type { Style } from '../../../core/index.js';
import { typedCell } from '../text.js';
import { gridOf, styleGrid, type Canvas } from './canvas.js';

/** Contents are put into cleared cells, whose number format is automatic. */
export function paintContents({ painted, worksheet }: Canvas): void {
  painted.setValues(gridOf(worksheet, (cell) => (cell ? typedCell(cell) : '')));
}

/** The number format of a style; `General` is the automatic one. */
export const numberFormatOf = (style: Style | null): string => style?.numberFormat ?? 'General';

/**
 * Number formats come after the contents: a formula that takes on the format of the cells it is about, a number that is a date by
 * its format alone, all end with the blueprint's; and in a cell of plain text an apostrophe would be part of the text.
 */
export function paintNumberFormats(canvas: Canvas): void {
  canvas.painted.setNumberFormats(styleGrid(canvas, numberFormatOf));
}

export function paintNotes({ painted, worksheet }: Canvas): void {
  painted.setNotes(gridOf(worksheet, (cell) => cell?.note ?? null));
}
