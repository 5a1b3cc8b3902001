/** Paints how large rows and columns are, which are hidden, and how rows fold. */
import {
  columnPixels,
  pixelsPerPoint,
  rangeOf,
  runsOf,
  type Row,
  type Worksheet,
} from '../../../core/index.js';
import { dimensionRange, type Painter } from './canvas.js';

const rowPixels = ({ height }: Row): number => Math.round(height * pixelsPerPoint);

const isBlank = ({ cells }: Row) => cells.every(({ kind }) => kind === 'blank');

/**
 * The height of each row that has one of its own, null for the others. Google Sheets makes a row as high as its text needs, now and
 * as people type, but for text in merged cells: those rows have a height of their own, as have blank ones and the titles above
 * the frozen line.
 */
export function ownHeights({ rows, merges, frozen }: Worksheet): readonly (number | null)[] {
  const merged = merges.map((merge) => rangeOf(merge));
  const isMerged = (row: number) => merged.some(({ top, bottom }) => top <= row && row <= bottom);
  return rows.map((row, index) =>
    index >= frozen.rows && !isBlank(row) && !isMerged(index + 1) ? null : rowPixels(row),
  );
}

export const paintWidths: Painter = ({ sheetId, worksheet: { columns } }) =>
  runsOf(columns.map(({ width }) => columnPixels(width))).map(({ value, first, last }) => ({
    updateDimensionProperties: {
      range: dimensionRange(sheetId, 'COLUMNS', first, last),
      properties: { pixelSize: value },
      fields: 'pixelSize',
    },
  }));

/** Widths, texts and fonts come before: of them the height of a row is made. */
export const paintHeights: Painter = ({ sheetId, size, worksheet }) => [
  { autoResizeDimensions: { dimensions: dimensionRange(sheetId, 'ROWS', 1, size.rows) } },
  ...runsOf(ownHeights(worksheet)).map(({ value, first, last }) => ({
    updateDimensionProperties: {
      range: dimensionRange(sheetId, 'ROWS', first, last),
      properties: { pixelSize: value },
      fields: 'pixelSize',
    },
  })),
];

/** Groups of rows, the outermost first. Their buttons stand above them, beside the headings. */
export const paintOutline: Painter = ({ sheetId, worksheet: { rows } }) => {
  const levels = rows.map(({ outlineLevel = 0 }) => outlineLevel);
  return Array.from({ length: Math.max(0, ...levels) }, (_, index) => index + 1).flatMap((level) =>
    runsOf(levels.map((its) => (its >= level ? true : null))).map(({ first, last }) => ({
      addDimensionGroup: { range: dimensionRange(sheetId, 'ROWS', first, last) },
    })),
  );
};

export const hideLines: Painter = ({ sheetId, worksheet: { rows, columns } }) =>
  (
    [
      ['ROWS', rows],
      ['COLUMNS', columns],
    ] as const
  ).flatMap(([dimension, lines]) =>
    runsOf(lines.map(({ hidden }) => (hidden ? true : null))).map(({ first, last }) => ({
      updateDimensionProperties: {
        range: dimensionRange(sheetId, dimension, first, last),
        properties: { hiddenByUser: true },
        fields: 'hiddenByUser',
      },
    })),
  );
