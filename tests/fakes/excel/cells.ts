/** Reading and changing what single cells of the fake Excel hold and look like. Nothing here asks for permission. */
import { lastColumn, lastRow, type CellRange } from '../../../core/index.js';
import { Unsupported } from './excel-error.js';
import {
  formatKeys,
  noBorder,
  standardFormat,
  type Border,
  type CellFormat,
  type FormatKey,
} from './formats.js';
import { cellCount, cellsOf, contains, intersection, isVast, isWithin } from '../spreadsheet/ranges.js';
import { cellKey, cellOfKey, newCell, type Cell, type Layer, type Worksheet } from './workbook.js';

export const cellAt = (worksheet: Worksheet, row: number, column: number): Cell | undefined =>
  worksheet.cells.get(cellKey(row, column));

/** The cell to be changed; made if there is none yet. */
export function touch(worksheet: Worksheet, row: number, column: number): Cell {
  const key = cellKey(row, column);
  const found = worksheet.cells.get(key);
  if (found) return found;
  const made = newCell();
  worksheet.cells.set(key, made);
  return made;
}

/** The cells of a range that anything is kept of, in order. */
export function* keptCells(
  worksheet: Worksheet,
  range: CellRange,
): Generator<readonly [cell: Cell, row: number, column: number]> {
  if (cellCount(range) <= worksheet.cells.size) {
    for (const [row, column] of cellsOf(range)) {
      const cell = cellAt(worksheet, row, column);
      if (cell) yield [cell, row, column];
    }
    return;
  }
  const keys = [...worksheet.cells.keys()].sort((a, b) => a - b);
  for (const key of keys) {
    const [row, column] = cellOfKey(key);
    if (contains(range, row, column)) yield [worksheet.cells.get(key)!, row, column];
  }
}

export const isBlank = (cell: Cell) => cell.value === null && cell.formula === null;

export function clearContent(cell: Cell): void {
  cell.value = null;
  cell.formula = null;
  cell.isPrefixed = false;
}

/** Whether a merged area covers the cell, and it is not the one that shows. */
export const isCovered = (worksheet: Worksheet, row: number, column: number) =>
  worksheet.merges.some(
    (merged) => contains(merged, row, column) && !(merged.top === row && merged.left === column),
  );

// Formats

const layerAt = (layers: readonly Layer[], key: FormatKey, row: number, column: number): Layer | undefined =>
  layers.filter((layer) => layer.key === key && contains(layer.range, row, column)).at(-1);

/** What a cell has without any format of its own. */
function inheritedFormat<K extends FormatKey>(
  worksheet: Worksheet,
  row: number,
  column: number,
  key: K,
): CellFormat[K] {
  const layer = layerAt(worksheet.layers, key, row, column) as Layer<K> | undefined;
  return layer ? layer.value : standardFormat[key];
}

export function formatAt<K extends FormatKey>(
  worksheet: Worksheet,
  row: number,
  column: number,
  key: K,
): CellFormat[K] {
  const own = cellAt(worksheet, row, column)?.format[key];
  return own ?? inheritedFormat(worksheet, row, column, key);
}

export function setFormat<K extends FormatKey>(
  worksheet: Worksheet,
  range: CellRange,
  key: K,
  value: CellFormat[K],
): void {
  if (isVast(range)) {
    for (const [cell] of keptCells(worksheet, range)) Reflect.deleteProperty(cell.format, key);
    worksheet.layers = worksheet.layers.filter((layer) => layer.key !== key || !isWithin(layer.range, range));
    const isStandard = value === standardFormat[key];
    const isOverOthers = worksheet.layers.some(
      (layer) => layer.key === key && intersection(layer.range, range),
    );
    if (!isStandard || isOverOthers) worksheet.layers.push({ range, key, value });
    return;
  }
  for (const [row, column] of cellsOf(range)) {
    if (inheritedFormat(worksheet, row, column, key) !== value)
      touch(worksheet, row, column).format[key] = value;
    else {
      const cell = cellAt(worksheet, row, column);
      if (cell) Reflect.deleteProperty(cell.format, key);
    }
  }
}

export function clearFormats(worksheet: Worksheet, range: CellRange): void {
  for (const key of formatKeys) {
    const isKept =
      worksheet.layers.some((layer) => layer.key === key && intersection(layer.range, range)) ||
      !isVast(range);
    if (isKept) setFormat(worksheet, range, key, standardFormat[key]);
    else for (const [cell] of keptCells(worksheet, range)) Reflect.deleteProperty(cell.format, key);
  }
  clearEdges(worksheet, range);
}

/** The values of a format found in a range, each once. */
export function formatsWithin<K extends FormatKey>(
  worksheet: Worksheet,
  range: CellRange,
  key: K,
): ReadonlySet<CellFormat[K]> {
  const found = new Set<CellFormat[K]>();
  if (!isVast(range)) {
    for (const [row, column] of cellsOf(range)) found.add(formatAt(worksheet, row, column, key));
    return found;
  }
  for (const [, row, column] of keptCells(worksheet, range)) found.add(formatAt(worksheet, row, column, key));
  const layers = worksheet.layers.filter((layer) => layer.key === key && intersection(layer.range, range));
  for (const layer of layers) found.add(layer.value as CellFormat[K]);
  if (!layers.some((layer) => isWithin(range, layer.range))) found.add(standardFormat[key]);
  return found;
}

// Borders

export type Side =
  'EdgeTop' | 'EdgeBottom' | 'EdgeLeft' | 'EdgeRight' | 'InsideHorizontal' | 'InsideVertical';

/** The edges of a range that a side stands for, each with the map that keeps it. */
function* edgesOf(worksheet: Worksheet, range: CellRange, side: Side) {
  const { above, before } = worksheet.edges;
  const { top, left, bottom, right } = range;
  const horizontal = {
    EdgeTop: [top, top],
    EdgeBottom: [bottom + 1, bottom + 1],
    InsideHorizontal: [top + 1, bottom],
  };
  const vertical = {
    EdgeLeft: [left, left],
    EdgeRight: [right + 1, right + 1],
    InsideVertical: [left + 1, right],
  };
  if (bottom - top > 50_000 || right - left > 1_000)
    throw new Unsupported('borders of whole rows and columns');
  if (side in horizontal) {
    const [first, last] = horizontal[side as keyof typeof horizontal] as [number, number];
    for (let row = first; row <= last; row += 1)
      for (let column = left; column <= right; column += 1) yield [above, cellKey(row, column)] as const;
  } else {
    const [first, last] = vertical[side as keyof typeof vertical] as [number, number];
    for (let column = first; column <= last; column += 1)
      for (let row = top; row <= bottom; row += 1) yield [before, cellKey(row, column)] as const;
  }
}

export function bordersWithin(worksheet: Worksheet, range: CellRange, side: Side): Border[] {
  return [...edgesOf(worksheet, range, side)].map(([edges, key]) => edges.get(key) ?? noBorder);
}

export function changeBorders(
  worksheet: Worksheet,
  range: CellRange,
  side: Side,
  change: (border: Border) => Border,
): void {
  for (const [edges, key] of edgesOf(worksheet, range, side)) {
    const border = change(edges.get(key) ?? noBorder);
    if (border.style === 'None') edges.delete(key);
    else edges.set(key, border);
  }
}

/** Takes away all edges in and around a range, however large. */
function clearEdges(worksheet: Worksheet, { top, left, bottom, right }: CellRange): void {
  const below = { top, left, bottom: Math.min(bottom + 1, lastRow + 1), right };
  const beyond = { top, left, bottom, right: Math.min(right + 1, lastColumn + 1) };
  for (const [edges, reach] of [
    [worksheet.edges.above, below],
    [worksheet.edges.before, beyond],
  ] as const) {
    for (const key of [...edges.keys()]) if (contains(reach, ...cellOfKey(key))) edges.delete(key);
  }
}
