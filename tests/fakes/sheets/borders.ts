/** Borders: a line between two cells belongs to both of them. */
import type { CellRange } from '../../../core/index.js';
import { contains } from '../spreadsheet/ranges.js';
import { cellAt, putCell } from './cells.js';
import { colourOf } from './colours.js';
import { guardCells } from './guarding.js';
import type { Part } from './objects.js';
import { onBoth } from './ranges-of.js';
import type { Border, Side, Worksheet } from './workbook.js';

const opposite: Readonly<Record<Side, readonly [Side, down: number, right: number]>> = {
  top: ['bottom', -1, 0],
  left: ['right', 0, -1],
  bottom: ['top', 1, 0],
  right: ['left', 0, 1],
};

function putSide(worksheet: Worksheet, row: number, column: number, side: Side, border: Border | null): void {
  if (row < 1 || column < 1 || row > worksheet.maxRows || column > worksheet.maxColumns) return;
  const cell = cellAt(worksheet, row, column);
  const borders = { ...cell.borders };
  if (border) borders[side] = border;
  else Reflect.deleteProperty(borders, side);
  putCell(worksheet, row, column, { ...cell, borders });
}

/** Draws a line on one side of a cell, or takes it away. */
export function setSide(
  worksheet: Worksheet,
  row: number,
  column: number,
  side: Side,
  border: Border | null,
) {
  const [other, down, right] = opposite[side];
  putSide(worksheet, row, column, side, border);
  putSide(worksheet, row + down, column + right, other, border);
}

/** What each of the six parameters of `setBorder` is about, in their order. */
const parts: readonly (readonly [Side, inside: boolean])[] = [
  ['top', false],
  ['left', false],
  ['bottom', false],
  ['right', false],
  ['right', true],
  ['bottom', true],
];

/**
 * Draws borders around and within a range.
 * @param wanted at the top, left, bottom, right, between columns, between rows: drawn, taken away, or (null) left
 */
export function drawBorders(
  worksheet: Worksheet,
  range: CellRange,
  wanted: readonly (boolean | null)[],
  border: Border,
): void {
  for (const [index, [side, inside]] of parts.entries()) {
    const isDrawn = wanted[index] ?? null;
    if (isDrawn === null) continue;
    const [, down, right] = opposite[side];
    for (let row = range.top; row <= range.bottom; row += 1) {
      for (let column = range.left; column <= range.right; column += 1) {
        if (contains(range, row + down, column + right) === inside)
          setSide(worksheet, row, column, side, isDrawn ? border : null);
      }
    }
  }
}

export const borders: Part = onBoth({
  setBorder: (
    { program, execution },
    { worksheet, ranges },
    ...[top, left, bottom, right, vertical, horizontal, colour = null, style = null]: [
      boolean | null,
      boolean | null,
      boolean | null,
      boolean | null,
      boolean | null,
      boolean | null,
      (string | null)?,
      (string | null)?,
    ]
  ) => {
    guardCells(program, worksheet, ranges, execution.user.email);
    const border = { style: style ?? 'SOLID', colour: colour === null ? '#000000' : colourOf(colour) };
    for (const range of ranges)
      drawBorders(worksheet, range, [top, left, bottom, right, vertical, horizontal], border);
  },
});
