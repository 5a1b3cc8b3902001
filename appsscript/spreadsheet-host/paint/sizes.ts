/** Paints how large rows and columns are, which are hidden, and how rows fold. */
import {
  columnPixels,
  pixelsPerPoint,
  rangeOf,
  runsOf,
  type Row,
  type Worksheet,
} from '../../../core/index.js';
import type { Canvas } from './canvas.js';

/** Pixels of rows and columns whose size nobody set. */
export const standardSize = { rowHeight: 21, columnWidth: 100 } as const;

export const rowPixels = ({ height }: Pick<Row, 'height'>): number => Math.round(height * pixelsPerPoint);

const isBlank = ({ cells }: Row) => cells.every(({ kind }) => kind === 'blank');

/**
 * The height of the rows below the titles, and of each row that has one of its own. Google Sheets makes a row as high as its text
 * needs but for text in merged cells: those rows have a height of their own, as have blank ones and the titles above the frozen
 * line. The others are given the smallest height that any of them has, and grow.
 */
export function heightsOf({ rows, merges, frozen }: Worksheet): {
  readonly body: number | null;
  /** By row from the first; null: as the body. */
  readonly own: readonly (number | null)[];
} {
  const merged = merges.map((merge) => rangeOf(merge));
  const isMerged = (row: number) => merged.some(({ top, bottom }) => top <= row && row <= bottom);
  const growing = (row: Row, index: number) => index >= frozen.rows && !isBlank(row) && !isMerged(index + 1);
  const body = rows.filter(growing).map(rowPixels);
  return {
    body: body.length > 0 ? Math.min(...body) : null,
    own: rows.map((row, index) => (growing(row, index) ? null : rowPixels(row))),
  };
}

/** In one call for the body and one for each run of titles, blank rows and merged cells. */
export function paintHeights({ sheet, worksheet }: Canvas): void {
  const { body, own } = heightsOf(worksheet);
  if (body !== null) sheet.setRowHeights(1, own.length, body);
  for (const { value, first, last } of runsOf(own)) sheet.setRowHeights(first, last - first + 1, value);
}

export function paintWidths({ sheet, worksheet }: Canvas): void {
  const widths = worksheet.columns.map(({ width }) => columnPixels(width));
  for (const { value, first, last } of runsOf(widths)) sheet.setColumnWidths(first, last - first + 1, value);
}

const hiddenRuns = (lines: readonly { readonly hidden?: boolean }[]) =>
  runsOf(lines.map(({ hidden }) => (hidden ? true : null)));

export function hideLines({ sheet, worksheet }: Canvas): void {
  for (const { first, last } of hiddenRuns(worksheet.rows)) sheet.hideRows(first, last - first + 1);
  for (const { first, last } of hiddenRuns(worksheet.columns)) sheet.hideColumns(first, last - first + 1);
}

/** Groups of rows, the outermost first, in a call for each. Their buttons stand above them, beside the headings. */
export function paintOutline({ sheet, worksheet }: Canvas): void {
  const levels = worksheet.rows.map(({ outlineLevel = 0 }) => outlineLevel);
  sheet.setRowGroupControlPosition(SpreadsheetApp.GroupControlTogglePosition.BEFORE);
  for (let level = 1; level <= Math.max(0, ...levels); level += 1) {
    for (const { first, last } of runsOf(levels.map((its) => (its >= level ? true : null))))
      sheet.getRange(first, 1, last - first + 1, 1).shiftRowGroupDepth(1);
  }
}
