/** Finds cells of a snapshot by row, column, and by the text that a defined name refers to. */
import { parseRange, type CellRange } from '../entry/a1.js';
import { isBlankText } from '../entry/fold.js';
import { plainText } from '../entry/parse.js';
import type { CellSnapshot, RowSnapshot, WorkbookSnapshot, WorksheetSnapshot } from './snapshot.js';

export interface Reference {
  readonly worksheet: string;
  readonly range: CellRange;
}

/**
 * The range that a text such as `Guide!$C$5` or `'Bob''s Guide'!$C$5` refers to; null for anything else: `#REF!`, several
 * ranges, another workbook, a formula.
 */
export function parseReference(text: string): Reference | null {
  const isQuoted = text.startsWith("'");
  let end = text.indexOf('!');
  if (isQuoted) {
    // A doubled quote stands for one quote within the name.
    end = 1;
    while (end < text.length && (text[end] !== "'" || text[end + 1] === "'"))
      end += text[end] === "'" ? 2 : 1;
    end += 1;
  }
  if (end <= 0 || text[end] !== '!') return null;
  const worksheet = isQuoted ? text.slice(1, end - 1).replaceAll("''", "'") : text.slice(0, end);
  const range = parseRange(text.slice(end + 1));
  return range && worksheet !== '' && !worksheet.includes('[') ? { worksheet, range } : null;
}

/** The worksheet of a name; letter case is ignored, as spreadsheet programs do. */
export function worksheetNamed(snapshot: WorkbookSnapshot, name: string): WorksheetSnapshot | null {
  const lower = name.toLowerCase();
  return (
    snapshot.worksheets.find((worksheet) => worksheet.name === name) ??
    snapshot.worksheets.find((worksheet) => worksheet.name.toLowerCase() === lower) ??
    null
  );
}

/** The cell of a row in a column, or undefined if it is blank and unpainted. */
export function cellAt(row: RowSnapshot, column: number): CellSnapshot | undefined {
  for (const cell of row.cells) {
    if (cell.column === column) return cell;
    if (cell.column > column) return undefined;
  }
  return undefined;
}

/** The row of a number, by halving: rows ascend. */
export function rowAt(rows: readonly RowSnapshot[], number: number): RowSnapshot | undefined {
  let low = 0;
  let high = rows.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const row = rows[middle]!;
    if (row.row === number) return row;
    if (row.row < number) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}

/** What a cell shows, as text; nothing for a blank one. */
export const textOf = (cell: CellSnapshot | undefined) => (cell?.content ? plainText(cell.content) : '');

/** What was entered into a cell, as text; nothing for a blank one and for a formula. */
export const literalText = (cell: CellSnapshot | undefined) =>
  cell?.formula === undefined ? textOf(cell) : '';

/** True if a person sees something in the cell, or would if its formula worked. */
export function holdsSomething(cell: CellSnapshot | undefined): boolean {
  if (!cell) return false;
  return cell.formula !== undefined || (cell.content !== null && !isBlankText(plainText(cell.content)));
}
