/** A1 notation: cell addresses and ranges as text, and back. */

/** A rectangle of cells, 1-based and inclusive. Never expanded cell by cell: a hostile one covers the worksheet. */
export interface CellRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** Limits of an .xlsx worksheet. Source: Excel specifications and limits. */
export const lastRow = 1_048_576;
export const lastColumn = 16_384;

/** The letters of a 1-based column number: 1 → A, 27 → AA. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** The address of a cell from its 1-based row and column: (5, 3) → C5. */
export function cellAddress(row: number, column: number): string {
  return `${columnLetters(column)}${row}`;
}

/** The text of a range; one cell gives one address. */
export function rangeAddress({ top, left, bottom, right }: CellRange): string {
  const first = cellAddress(top, left);
  return top === bottom && left === right ? first : `${first}:${cellAddress(bottom, right)}`;
}

function parseCell(text: string): { row: number; column: number } | null {
  const match = /^\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})$/.exec(text);
  if (!match) return null;
  let column = 0;
  for (const letter of match[1]!.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  const row = Number(match[2]);
  return row <= lastRow && column <= lastColumn ? { row, column } : null;
}

/** The range that `B2`, `$B$2:$C$9`, `A:C` or `3:5` names, or null if it names none. No worksheet name. */
export function parseRange(text: string): CellRange | null {
  const [first = '', second = first, ...rest] = text.split(':');
  if (rest.length > 0) return null;
  const from = parseCell(first);
  const to = parseCell(second);
  if (from && to) {
    return {
      top: Math.min(from.row, to.row),
      left: Math.min(from.column, to.column),
      bottom: Math.max(from.row, to.row),
      right: Math.max(from.column, to.column),
    };
  }
  const columns = [first, second].map((part) => parseCell(`${part}1`));
  if (/^\$?[A-Za-z]+$/.test(first) && columns[0] && columns[1]) {
    const [a, b] = [columns[0].column, columns[1].column];
    return { top: 1, left: Math.min(a, b), bottom: lastRow, right: Math.max(a, b) };
  }
  const rows = [first, second].map((part) => parseCell(`A${part.replace('$', '')}`));
  if (/^\$?\d+$/.test(first) && rows[0] && rows[1]) {
    const [a, b] = [rows[0].row, rows[1].row];
    return { top: Math.min(a, b), left: 1, bottom: Math.max(a, b), right: lastColumn };
  }
  return null;
}
