/** Reading and changing single cells of the fake Google Sheets. Nothing here asks for permission. */
import type { CellRange } from '../../../core/index.js';
import { contains } from '../spreadsheet/ranges.js';
import { blankCell, standardLooks, type Cell, type Look, type Looks, type Worksheet } from './workbook.js';

export const cellAt = (worksheet: Worksheet, row: number, column: number): Cell =>
  worksheet.cells[row]?.[column] ?? blankCell;

const isEmptyObject = (value: object) => {
  for (const key in value) if (key !== '') return false;
  return true;
};

/** Whether nothing is kept of a cell. */
const isNothing = (cell: Cell) =>
  cell === blankCell ||
  (cell.content === null &&
    cell.formula === null &&
    cell.numberFormat === null &&
    cell.note === '' &&
    cell.validation === null &&
    isEmptyObject(cell.looks) &&
    isEmptyObject(cell.borders));

/** Whether a cell holds a value or a formula. */
export const isHeld = ({ content, formula }: Cell) => content !== null || formula !== null;

/** Puts a cell in the place of what is there. */
export function putCell(worksheet: Worksheet, row: number, column: number, cell: Cell): void {
  const line = worksheet.cells[row];
  if (!isNothing(cell)) {
    if (line) line[column] = cell;
    else worksheet.cells[row] = { [column]: cell };
  } else if (line) {
    Reflect.deleteProperty(line, column);
    if (isEmptyObject(line)) Reflect.deleteProperty(worksheet.cells, row);
  }
}

export function changeCells(
  worksheet: Worksheet,
  { top, left, bottom, right }: CellRange,
  change: (cell: Cell, row: number, column: number) => Cell,
): void {
  for (let row = top; row <= bottom; row += 1) {
    for (let column = left; column <= right; column += 1) {
      const cell = cellAt(worksheet, row, column);
      const changed = change(cell, row, column);
      if (changed !== cell) putCell(worksheet, row, column, changed);
    }
  }
}

/** Changes the cells of a range that anything is kept of, and leaves the others. */
export function changeKept(worksheet: Worksheet, range: CellRange, change: (cell: Cell) => Cell): void {
  for (const [row, column, cell] of keptCells(worksheet, range))
    putCell(worksheet, row, column, change(cell));
}

/** The cells that anything is kept of, in order. */
export function keptCells(worksheet: Worksheet, range?: CellRange): (readonly [number, number, Cell])[] {
  return Object.entries(worksheet.cells).flatMap(([row, line]) =>
    Object.entries(line).flatMap(([column, cell]) =>
      !range || contains(range, Number(row), Number(column))
        ? [[Number(row), Number(column), cell] as const]
        : [],
    ),
  );
}

export const lookAt = <K extends Look>({ looks }: Cell, look: K): Looks[K] =>
  (looks[look] as Looks[K] | undefined) ?? standardLooks[look];

/** A cell with another look; null: the standard one. */
export function withLook<K extends Look>(cell: Cell, look: K, value: Looks[K] | null): Cell {
  if (value === null || value === standardLooks[look]) {
    if (!(look in cell.looks)) return cell;
    const looks = { ...cell.looks };
    Reflect.deleteProperty(looks, look);
    return { ...cell, looks };
  }
  return { ...cell, looks: { ...cell.looks, [look]: value } };
}

/** The merged range that covers a cell; null if none does. */
const mergeAt = ({ merges }: Worksheet, row: number, column: number): CellRange | null =>
  merges.find((merge) => contains(merge, row, column)) ?? null;

/** Whether a merged range covers the cell, and it is not the one that shows. */
export function isCovered(worksheet: Worksheet, row: number, column: number): boolean {
  const merge = mergeAt(worksheet, row, column);
  return merge !== null && !(merge.top === row && merge.left === column);
}
