/** Where the rows and columns of a blueprint's matrix are in a workbook that people have rearranged. */
import type { Cell, Worksheet } from '../blueprint/blueprint.js';
import { numberRuns, parseRange, rangeAddress, type CellRange } from '../entry/a1.js';
import { foldText } from '../entry/fold.js';
import { columnKeyPrefix, columnRangeName, type ColumnKey } from '../entry/template.js';
import type { Matrix } from '../snapshot/locate.js';
import { cellAt, parseReference, textOf } from '../snapshot/reference.js';
import { rowsByNumber } from '../snapshot/rows.js';
import type { DefinedName, RowSnapshot } from '../snapshot/snapshot.js';

/** First and last row, 1-based. */
interface Rows {
  readonly top: number;
  readonly bottom: number;
}

/** By number in the blueprint, from 1: the number in the workbook. What is gone, or cannot be told, is absent. */
export type Places = ReadonlyMap<number, number>;

export interface Arrangement {
  readonly rows: Places;
  readonly columns: Places;
  /** The rows below the headings: those of the blueprint, and those of the workbook, with what people put among them. */
  readonly body: { readonly built: Rows; readonly now: Rows };
}

const textIn = ({ rows }: Worksheet, row: number, column: number): string => {
  const cell = rows[row - 1]?.cells[column - 1];
  return cell?.kind === 'text' ? cell.text : '';
};

/** Texts that tell a row without a number from others: its first one, and the groups that it is counted in. */
function rowSignature(texts: readonly (readonly [key: ColumnKey, text: string])[]): string {
  const label = texts.find(([, text]) => text !== '') ?? [];
  const groups = texts.flatMap(([key, text]) => (key === 'pillar' || key === 'section' ? [text] : []));
  return [...label, ...groups].map(foldText).join('\n');
}

/** The rows of a blueprint and of a workbook that have one signature, and no other row does. */
function matchRows(
  built: ReadonlyMap<number, string>,
  present: ReadonlyMap<number, string>,
): readonly (readonly [built: number, present: number])[] {
  const bySignature = (rows: ReadonlyMap<number, string>) => {
    const found = new Map<string, number | null>();
    for (const [row, signature] of rows) found.set(signature, found.has(signature) ? null : row);
    return found;
  };
  const there = bySignature(present);
  return [...bySignature(built)].flatMap(([signature, row]) => {
    const now = there.get(signature) ?? null;
    return row === null || now === null ? [] : [[row, now] as const];
  });
}

/**
 * The rows that the matrix's named ranges cover now, if they agree with each other and leave out none of its rows; else
 * those from the first of its rows to the last.
 */
function bodyOf(
  rows: readonly number[],
  { worksheet, headingRow }: Matrix,
  keys: readonly ColumnKey[],
  names: readonly DefinedName[],
): Rows {
  const [top, bottom] = [Math.min(...rows), Math.max(...rows)];
  const wanted = new Set(keys.map(columnRangeName));
  const covered = names.flatMap(({ name, refersTo }) => {
    const reference = wanted.has(name) ? parseReference(refersTo) : null;
    return reference?.worksheet === worksheet.name ? [reference.range] : [];
  });
  const [first] = covered;
  const isRight =
    first !== undefined &&
    first.top > headingRow &&
    first.top <= top &&
    first.bottom >= bottom &&
    covered.every((range) => range.top === first.top && range.bottom === first.bottom);
  return isRight ? { top: first.top, bottom: first.bottom } : { top, bottom };
}

/** A column of the blueprint that is in the workbook. */
interface KnownColumn {
  readonly key: ColumnKey;
  readonly built: number;
  readonly now: number;
}

/** The row of keys of a blueprint's matrix; that of the headings follows it. */
function keyRowOf({ rows }: Worksheet): number {
  const isKey = (cell: Cell) => cell.kind === 'text' && cell.text.startsWith(columnKeyPrefix);
  return rows.findIndex(({ cells }) => cells.some(isKey)) + 1;
}

/** The rows of keys and headings, as far as they are there. */
function findTop(keyRow: number, matrix: Matrix, columns: readonly KnownColumn[]): Places {
  const hasKey = (row: RowSnapshot) =>
    columns.some(({ key, now }) => textOf(cellAt(row, now)) === columnKeyPrefix + key);
  const keysNow = matrix.worksheet.rows.find((row) => row.row <= matrix.headingRow && hasKey(row))?.row;
  return new Map([
    ...(keysNow === undefined ? [] : [[keyRow, keysNow] as const]),
    // Where the headings are gone, the matrix begins below its keys.
    ...(keysNow === matrix.headingRow ? [] : [[keyRow + 1, matrix.headingRow] as const]),
  ]);
}

/** The rows of interventions by their numbers, and all others by their texts. */
function findOthers(
  worksheet: Worksheet,
  matrix: Matrix,
  columns: readonly KnownColumn[],
  top: Places,
): Places {
  const keyRow = keyRowOf(worksheet);
  const numberColumn = columns.find(({ key }) => key === 'no')!.built;
  const numbered = new Map<string, number>();
  const built = new Map<number, string>();
  for (let row = 1; row <= worksheet.rows.length; row += 1) {
    const no = textIn(worksheet, row, numberColumn);
    if (row > keyRow + 1 && no !== '') numbered.set(no, row);
    else if (row !== keyRow && row !== keyRow + 1) {
      built.set(
        row,
        rowSignature(columns.map(({ key, built: column }) => [key, textIn(worksheet, row, column)])),
      );
    }
  }
  const numbersNow = rowsByNumber(matrix, (no) => numbered.has(no));
  const taken = new Set([...numbersNow.values(), ...top.values()]);
  const present = matrix.worksheet.rows.filter(({ row }) => !taken.has(row));
  const signatures = present.map(
    (row) => [row.row, rowSignature(columns.map(({ key, now }) => [key, textOf(cellAt(row, now))]))] as const,
  );
  return new Map([
    ...[...numbersNow].map(([no, now]) => [numbered.get(no)!, now] as const),
    ...matchRows(built, new Map(signatures)),
  ]);
}

/**
 * Finds the rows and columns of a blueprint's matrix in a workbook: columns by key, rows by intervention number, others
 * (titles, bands) by their texts.
 * @returns null if none of its rows is there
 */
export function findArrangement(
  worksheet: Worksheet,
  matrix: Matrix,
  names: readonly DefinedName[],
): Arrangement | null {
  const columns = worksheet.columns.flatMap(({ key }, index): KnownColumn[] => {
    const now = matrix.columns.get(key as ColumnKey);
    return now === undefined ? [] : [{ key: key as ColumnKey, built: index + 1, now }];
  });
  const keyRow = keyRowOf(worksheet);
  const top = findTop(keyRow, matrix, columns);
  const rows = new Map([...top, ...findOthers(worksheet, matrix, columns, top)]);
  const bodyRows = [...rows].flatMap(([built, now]) => (built > keyRow + 1 ? [now] : []));
  if (bodyRows.length === 0) return null;
  const keys = columns.map(({ key }) => key);
  return {
    rows,
    columns: new Map(columns.map(({ built, now }) => [built, now])),
    body: {
      built: { top: keyRow + 2, bottom: worksheet.rows.length },
      now: bodyOf(bodyRows, matrix, keys, names),
    },
  };
}

/** True if every row and column stands where it was built. */
export function isUnmoved({ rows, columns, body }: Arrangement, worksheet: Worksheet): boolean {
  const isSame = (places: Places, count: number) =>
    places.size === count && [...places].every(([built, now]) => built === now);
  return (
    isSame(rows, worksheet.rows.length) &&
    isSame(columns, worksheet.columns.length) &&
    body.now.top === body.built.top &&
    body.now.bottom === body.built.bottom
  );
}

/** What of a run of rows or columns is there, ascending. */
function present(places: Places, first: number, last: number): number[] {
  const found: number[] = [];
  for (const [built, now] of places) if (first <= built && built <= last) found.push(now);
  return found.sort((a, b) => a - b);
}

/** Exactly the cells of some ranges, wherever they are now, as few rectangles. */
export function moveCells({ rows, columns }: Arrangement, ranges: readonly string[]): readonly string[] {
  const cells = new Map<number, Set<number>>();
  for (const text of ranges) {
    const { top, left, bottom, right } = parseRange(text)!;
    for (const column of present(columns, left, right)) {
      const found = cells.get(column) ?? new Set();
      for (const row of present(rows, top, bottom)) found.add(row);
      cells.set(column, found);
    }
  }
  // Columns beside each other with the same rows make one rectangle.
  const blocks: { left: number; right: number; readonly runs: ReturnType<typeof numberRuns> }[] = [];
  const isSame = (one: ReturnType<typeof numberRuns>, other: ReturnType<typeof numberRuns>) =>
    one.length === other.length &&
    one.every(([first, last], index) => first === other[index]![0] && last === other[index]![1]);
  for (const [column, found] of [...cells].sort(([a], [b]) => a - b)) {
    const own = numberRuns([...found].sort((a, b) => a - b));
    const last = blocks.at(-1);
    if (last?.right === column - 1 && isSame(last.runs, own)) last.right = column;
    else blocks.push({ left: column, right: column, runs: own });
  }
  return blocks.flatMap(({ left, right, runs: own }) =>
    own.map(([top, bottom]) => rangeAddress({ top, left, bottom, right })),
  );
}

/**
 * The range from the first to the last of a range's rows and columns, wherever they are now, with whatever people put
 * among them; null if none of them is there.
 */
export function moveSpan(arrangement: Arrangement, text: string): string | null {
  const { body } = arrangement;
  const { top, left, bottom, right } = parseRange(text)!;
  const rows = present(arrangement.rows, top, bottom);
  const columns = present(arrangement.columns, left, right);
  const [firstRow, firstColumn] = [rows[0], columns[0]];
  if (firstRow === undefined || firstColumn === undefined) return null;
  return rangeAddress({
    top: top === body.built.top ? body.now.top : firstRow,
    left: firstColumn,
    bottom: bottom === body.built.bottom ? body.now.bottom : rows.at(-1)!,
    right: columns.at(-1)!,
  });
}

/** Where a cell is now; null if its row or column is gone. */
export function moveCell({ rows, columns }: Arrangement, { top, left }: CellRange): string | null {
  const [row, column] = [rows.get(top), columns.get(left)];
  return row === undefined || column === undefined
    ? null
    : rangeAddress({ top: row, bottom: row, left: column, right: column });
}
