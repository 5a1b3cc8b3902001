/** Where the rows and columns of a blueprint's matrix are in a workbook that people have rearranged. */
import type { Worksheet } from '../blueprint/blueprint.js';
import { parseRange, rangeAddress, type CellRange } from '../entry/a1.js';
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
export interface Arrangement {
  readonly rows: ReadonlyMap<number, number>;
  readonly columns: ReadonlyMap<number, number>;
  /** The rows below the headings: those of the blueprint, and those of the workbook, with what people put among them. */
  readonly body: { readonly built: Rows; readonly now: Rows };
}

const textIn = ({ rows }: Worksheet, row: number, column: number): string => {
  const cell = rows[row - 1]?.cells[column - 1];
  return cell?.kind === 'text' ? cell.text : '';
};

/** Texts that tell a row without a number from others: its first one, and the groups that it is counted in. */
function rowSignature(texts: ReadonlyMap<string, string>): string {
  const label = [...texts].find(([, text]) => text !== '') ?? ['', ''];
  const groups = (['pillar', 'section'] as const).map((key) => texts.get(key) ?? '');
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
  const keyed = worksheet.columns.flatMap(({ key }, index) =>
    key === undefined ? [] : [{ key: key as ColumnKey, column: index + 1 }],
  );
  const columns = new Map(
    keyed.flatMap(({ key, column }) => {
      const now = matrix.columns.get(key);
      return now === undefined ? [] : [[column, now] as const];
    }),
  );
  const present = keyed.filter(({ column }) => columns.has(column));
  const numberColumn = keyed.find(({ key }) => key === 'no')!.column;
  const keyRow =
    worksheet.rows.findIndex(({ cells }) =>
      cells.some((cell) => cell.kind === 'text' && cell.text.startsWith(columnKeyPrefix)),
    ) + 1;
  const headingRow = keyRow + 1;

  const isKey = (row: RowSnapshot) =>
    present.some(({ key, column }) => {
      return textOf(cellAt(row, columns.get(column)!)) === columnKeyPrefix + key;
    });
  const keysNow = matrix.worksheet.rows.find((row) => row.row <= matrix.headingRow && isKey(row))?.row;

  const numbered = new Map<string, number>();
  const built = new Map<number, string>();
  worksheet.rows.forEach((_, index) => {
    const row = index + 1;
    const no = textIn(worksheet, row, numberColumn);
    if (row > headingRow && no !== '') numbered.set(no, row);
    else if (row !== keyRow && row !== headingRow) {
      const texts = present.map(({ key, column }) => [key, textIn(worksheet, row, column)] as const);
      built.set(row, rowSignature(new Map(texts)));
    }
  });
  const numbersNow = rowsByNumber(matrix, (no) => numbered.has(no));
  const taken = new Set(numbersNow.values());
  const others = matrix.worksheet.rows.filter(({ row }) => !taken.has(row) && row !== matrix.headingRow);
  const presentRows = new Map(
    others.map((row) => {
      const texts = present.map(
        ({ key, column }) => [key, textOf(cellAt(row, columns.get(column)!))] as const,
      );
      return [row.row, rowSignature(new Map(texts))] as const;
    }),
  );
  const rows = new Map([
    ...(keysNow === undefined ? [] : [[keyRow, keysNow] as const]),
    ...(keysNow === matrix.headingRow ? [] : [[headingRow, matrix.headingRow] as const]),
    ...[...numbersNow].map(([no, now]) => [numbered.get(no)!, now] as const),
    ...matchRows(built, presentRows),
  ]);
  const bodyRows = [...rows].flatMap(([row, now]) => (row > headingRow ? [now] : []));
  if (bodyRows.length === 0) return null;
  return {
    rows,
    columns,
    body: {
      built: { top: headingRow + 1, bottom: worksheet.rows.length },
      now: bodyOf(
        bodyRows,
        matrix,
        present.map(({ key }) => key),
        names,
      ),
    },
  };
}

/** True if every row and column stands where it was built. */
export function isUnmoved({ rows, columns, body }: Arrangement, worksheet: Worksheet): boolean {
  const isSame = (places: ReadonlyMap<number, number>, count: number) =>
    places.size === count && [...places].every(([built, now]) => built === now);
  return (
    isSame(rows, worksheet.rows.length) &&
    isSame(columns, worksheet.columns.length) &&
    body.now.top === body.built.top &&
    body.now.bottom === body.built.bottom
  );
}

/** What of a run of rows or columns is there, ascending. */
function present(places: ReadonlyMap<number, number>, first: number, last: number): number[] {
  const found: number[] = [];
  for (const [built, now] of places) if (first <= built && built <= last) found.push(now);
  return found.sort((a, b) => a - b);
}

/** Ascending numbers as runs: 6,7,8,11 → [6,8],[11,11]. */
function runs(numbers: readonly number[]): readonly (readonly [first: number, last: number])[] {
  const found: [number, number][] = [];
  for (const number of numbers) {
    const last = found.at(-1);
    if (last?.[1] === number - 1) last[1] = number;
    else found.push([number, number]);
  }
  return found;
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
  const blocks: { left: number; right: number; readonly runs: ReturnType<typeof runs> }[] = [];
  const isSame = (one: ReturnType<typeof runs>, other: ReturnType<typeof runs>) =>
    one.length === other.length &&
    one.every(([first, last], index) => first === other[index]![0] && last === other[index]![1]);
  for (const [column, found] of [...cells].sort(([a], [b]) => a - b)) {
    const own = runs([...found].sort((a, b) => a - b));
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
