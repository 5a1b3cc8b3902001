/** References in formulas: `A1`, `$B$2:C9`, `'Roll-up'!B3`, `$1:$5`, with what is fixed by `$`. */
import { columnLetters, lastColumn, lastRow, type CellRange } from '../../../../core/index.js';

/** One coordinate; `isFixed` if a `$` stands before it. */
export interface Coordinate {
  readonly at: number;
  readonly isFixed: boolean;
}

export interface Corner {
  readonly row: Coordinate;
  readonly column: Coordinate;
}

/** Cells that a formula names. The corners stand as they are written, whichever is the upper left. */
export interface Reference {
  /** Null: the formula's own worksheet. */
  readonly worksheet: string | null;
  readonly from: Corner;
  /** Null: one cell. */
  readonly to: Corner | null;
  /** Whole rows (`1:5`) or columns (`A:C`): written without the other coordinate. */
  readonly whole: 'rows' | 'columns' | null;
}

const cornerPattern = /^(\$?)([A-Za-z]{1,3})(\$?)([1-9]\d{0,6})$/;

function parseCorner(text: string): Corner | null {
  const match = cornerPattern.exec(text);
  if (!match) return null;
  const [, columnSign, letters, rowSign, digits] = match as unknown as [
    string,
    string,
    string,
    string,
    string,
  ];
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  const row = Number(digits);
  if (row > lastRow || column > lastColumn) return null;
  return {
    row: { at: row, isFixed: rowSign === '$' },
    column: { at: column, isFixed: columnSign === '$' },
  };
}

/** The end of a reference to whole columns or rows: `$A`, `5`. */
function parseWhole(text: string, other: number): { corner: Corner; whole: 'rows' | 'columns' } | null {
  const isFixed = { at: other, isFixed: true };
  const column = /^\$?[A-Za-z]/.test(text) ? parseCorner(`${text}1`)?.column : undefined;
  if (column) return { corner: { column, row: isFixed }, whole: 'columns' };
  const row = /^\$?\d/.test(text) ? parseCorner(`A${text}`)?.row : undefined;
  return row ? { corner: { column: isFixed, row }, whole: 'rows' } : null;
}

/** The reference that a text is; null for a text that is none. */
export function parseReference(text: string): Reference | null {
  const mark = text.lastIndexOf('!');
  const prefix = mark < 0 ? null : text.slice(0, mark);
  const worksheet = prefix?.startsWith("'") ? prefix.slice(1, -1).replaceAll("''", "'") : prefix;
  const [first = '', second, ...rest] = text.slice(mark + 1).split(':');
  if (rest.length > 0) return null;
  const from = parseCorner(first);
  if (second === undefined) return from && { worksheet, from, to: null, whole: null };
  const to = parseCorner(second);
  if (from && to) return { worksheet, from, to, whole: null };
  const start = parseWhole(first, 1);
  const end = parseWhole(second, start?.whole === 'rows' ? lastColumn : lastRow);
  if (!start || start.whole !== end?.whole) return null;
  return { worksheet, from: start.corner, to: end.corner, whole: start.whole };
}

/** A worksheet's name as formulas write it, in quotes where it needs them. */
export function worksheetPrefix(name: string): string {
  const isPlain = /^[A-Za-z_][\w.]*$/.test(name) && !cornerPattern.test(name) && !/^R\d*C\d*$/i.test(name);
  return isPlain ? `${name}!` : `'${name.replaceAll("'", "''")}'!`;
}

const rowText = ({ row }: Corner) => `${row.isFixed ? '$' : ''}${row.at}`;
const columnText = ({ column }: Corner) => `${column.isFixed ? '$' : ''}${columnLetters(column.at)}`;

export function referenceText({ worksheet, from, to, whole }: Reference): string {
  const cornerText = (corner: Corner) =>
    (whole === 'rows' ? '' : columnText(corner)) + (whole === 'columns' ? '' : rowText(corner));
  const range = to ? `${cornerText(from)}:${cornerText(to)}` : cornerText(from);
  return (worksheet === null ? '' : worksheetPrefix(worksheet)) + range;
}

/** The cells of a reference, whichever corners it names. */
export function rangeOfReference({ from, to }: Reference): CellRange {
  const other = to ?? from;
  return {
    top: Math.min(from.row.at, other.row.at),
    left: Math.min(from.column.at, other.column.at),
    bottom: Math.max(from.row.at, other.row.at),
    right: Math.max(from.column.at, other.column.at),
  };
}

/** The same reference, to other cells. What was one cell and is one cell stays without a colon. */
export function withRange(reference: Reference, range: CellRange): Reference {
  const { from, to } = reference;
  const corner = (like: Corner, row: number, column: number): Corner => ({
    row: { at: row, isFixed: like.row.isFixed },
    column: { at: column, isFixed: like.column.isFixed },
  });
  return {
    ...reference,
    from: corner(from, range.top, range.left),
    to: to && corner(to, range.bottom, range.right),
  };
}
