/** Writing what cells of the fake Excel hold: the one way for the API and for a person's hands. */
import type { CellRange } from '../../../core/index.js';
import { cellAt, clearContent, formatAt, isCovered, setFormat, touch } from './cells.js';
import type { Program } from './objects/object.js';
import { addressOf, cellCount, gridOf, oneCell } from '../spreadsheet/ranges.js';
import { apiValue, valueTypeOf } from './shown.js';
import { enter } from './typing.js';
import type { Json, JsonObject, Worksheet } from './workbook.js';

/** A cell's new content; null leaves it as it is. */
export type Input = string | number | boolean | null;

export type Source = 'ThisLocalAddin' | 'Unknown';

const isAtLeast = (version: string, wanted: string) => {
  const [[major = 0, minor = 0], [wantedMajor = 0, wantedMinor = 0]] = [version, wanted].map((text) =>
    text.split('.').map(Number),
  ) as [number[], number[]];
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
};

/** What a cell was, for the event that tells of its change. */
export function before(worksheet: Worksheet, range: CellRange): JsonObject | null {
  if (cellCount(range) !== 1) return null;
  const value = cellAt(worksheet, range.top, range.left)?.value ?? null;
  return { valueBefore: apiValue(value), valueTypeBefore: valueTypeOf(value) };
}

/** Tells that the content of cells changed. @param was what `before` gave for one cell */
export function raiseChanged(
  program: Program,
  worksheet: Worksheet,
  range: CellRange,
  source: Source,
  was: JsonObject | null = null,
  changeType = 'RangeEdited',
): void {
  const value = cellAt(worksheet, range.top, range.left)?.value ?? null;
  const details: Record<string, Json> = was
    ? { ...was, valueAfter: apiValue(value), valueTypeAfter: valueTypeOf(value) }
    : {};
  program.events.raise('DataChanged', worksheet, {
    address: addressOf(range),
    changeType,
    shiftDirection: 'None',
    ...(isAtLeast(program.version, '1.14') ? { triggerSource: source } : {}),
    ...details,
  });
}

/**
 * Enters a grid of the range's own size. Nothing is entered if any of it cannot be. Cells that a merged area covers
 * take nothing.
 */
export function enterAll(
  program: Program,
  worksheet: Worksheet,
  range: CellRange,
  grid: readonly (readonly Input[])[],
  source: Source,
): void {
  const entries = gridOf(range, (row, column) => {
    const input = grid[row - range.top]?.[column - range.left] ?? null;
    if (input === null || isCovered(worksheet, row, column)) return null;
    return {
      row,
      column,
      entered: enter(input, formatAt(worksheet, row, column, 'numberFormat'), program.workbook),
    };
  }).flat();
  const was = before(worksheet, range);
  for (const entry of entries) {
    if (entry === null) continue;
    const { row, column, entered } = entry;
    if (entered.value === null && entered.formula === null) {
      const cell = cellAt(worksheet, row, column);
      if (cell) clearContent(cell);
      continue;
    }
    const { value, formula, isPrefixed } = entered;
    Object.assign(touch(worksheet, row, column), { value, formula, isPrefixed });
    if (entered.numberFormat !== undefined)
      setFormat(worksheet, oneCell(row, column), 'numberFormat', entered.numberFormat);
  }
  program.markChanged();
  raiseChanged(program, worksheet, range, source, was);
}
