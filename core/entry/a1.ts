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

/** How many cells a range covers. */
export const cellCount = ({ top, left, bottom, right }: CellRange): number =>
  (bottom - top + 1) * (right - left + 1);

/** True if a range covers all of another. */
export const covers = (range: CellRange, other: CellRange): boolean =>
  range.top <= other.top &&
  other.bottom <= range.bottom &&
  range.left <= other.left &&
  other.right <= range.right;

/** The cells of a range one by one, row by row: of ranges of our own, which are not large. */
export function* cellsOf({ top, left, bottom, right }: CellRange): Generator<CellRange> {
  for (let row = top; row <= bottom; row += 1) {
    for (let column = left; column <= right; column += 1) {
      yield { top: row, left: column, bottom: row, right: column };
    }
  }
}

/** Ascending numbers of rows or columns as runs, first and last: 6, 7, 8, 11 → [6, 8], [11, 11]. */
export function numberRuns(numbers: readonly number[]): readonly (readonly [first: number, last: number])[] {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last?.[1] === number - 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs;
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

/** The range that a text of our own names. @throws Error for any other text: a blueprint with a broken range is a bug */
export function rangeOf(text: string): CellRange {
  const range = parseRange(text);
  if (!range) throw new Error(`Blueprint: "${text}" is not a range in A1 notation`);
  return range;
}
