/** Rectangles of cells as the fake spreadsheets need them: as addresses, cut out of each other, and in one canonical form. */
import {
  columnLetters,
  lastColumn,
  lastRow,
  parseRange,
  rangeAddress,
  type CellRange,
} from '../../../core/index.js';

export const wholeWorksheet: CellRange = { top: 1, left: 1, bottom: lastRow, right: lastColumn };
export const oneCell = (row: number, column: number): CellRange => ({
  top: row,
  left: column,
  bottom: row,
  right: column,
});
export const rowCount = ({ top, bottom }: CellRange) => bottom - top + 1;
export const columnCount = ({ left, right }: CellRange) => right - left + 1;
export const cellCount = (range: CellRange) => rowCount(range) * columnCount(range);
export const isEntireRow = ({ left, right }: CellRange) => left === 1 && right === lastColumn;
export const isEntireColumn = ({ top, bottom }: CellRange) => top === 1 && bottom === lastRow;

/** Whether a range is too large to be kept cell by cell: whole rows, whole columns, or as many cells. */
export const isVast = (range: CellRange) =>
  isEntireRow(range) || isEntireColumn(range) || cellCount(range) > 50_000;

export const contains = ({ top, left, bottom, right }: CellRange, row: number, column: number) =>
  row >= top && row <= bottom && column >= left && column <= right;

export const isWithin = (inner: CellRange, outer: CellRange) =>
  contains(outer, inner.top, inner.left) && contains(outer, inner.bottom, inner.right);

export const isSameRange = (a: CellRange, b: CellRange) => isWithin(a, b) && isWithin(b, a);

export function intersection(a: CellRange, b: CellRange): CellRange | null {
  const top = Math.max(a.top, b.top);
  const left = Math.max(a.left, b.left);
  const bottom = Math.min(a.bottom, b.bottom);
  const right = Math.min(a.right, b.right);
  return top <= bottom && left <= right ? { top, left, bottom, right } : null;
}

export const touches = (a: readonly CellRange[], b: readonly CellRange[]) =>
  a.some((one) => b.some((other) => intersection(one, other) !== null));

/** What is left of a range when another is cut out: at most four ranges. */
export function cutOut(from: CellRange, hole: CellRange): CellRange[] {
  const common = intersection(from, hole);
  if (!common) return [from];
  const { top, left, bottom, right } = from;
  return [
    { top, left, bottom: common.top - 1, right },
    { top: common.top, left, bottom: common.bottom, right: common.left - 1 },
    { top: common.top, left: common.right + 1, bottom: common.bottom, right },
    { top: common.bottom + 1, left, bottom, right },
  ].filter((rest) => rest.top <= rest.bottom && rest.left <= rest.right);
}

export const cutOutAll = (from: readonly CellRange[], holes: readonly CellRange[]): CellRange[] =>
  holes.reduce<CellRange[]>((rest, hole) => rest.flatMap((one) => cutOut(one, hole)), [...from]);

export const commonRanges = (a: readonly CellRange[], b: readonly CellRange[]): CellRange[] =>
  a.flatMap((one) => b.flatMap((other) => intersection(one, other) ?? []));

type Span = { left: number; right: number };

/** The columns of some ranges, those that touch joined. */
function spansOf(ranges: readonly CellRange[]): Span[] {
  const spans: Span[] = [];
  for (const { left, right } of [...ranges].sort((a, b) => a.left - b.left)) {
    const last = spans.at(-1);
    if (last && left <= last.right + 1) last.right = Math.max(last.right, right);
    else spans.push({ left, right });
  }
  return spans;
}

/** The same cells as ranges that do not overlap, in one form only, whatever they were put together from. */
export function canonical(ranges: readonly CellRange[]): CellRange[] {
  const edges = [...new Set(ranges.flatMap(({ top, bottom }) => [top, bottom + 1]))].sort((a, b) => a - b);
  const coming = [...ranges].sort((a, b) => a.top - b.top);
  const result: { -readonly [K in keyof CellRange]: CellRange[K] }[] = [];
  let across: CellRange[] = [];
  let above: typeof result = [];
  let next = 0;
  for (const [index, top] of edges.slice(0, -1).entries()) {
    const bottom = edges[index + 1]! - 1;
    across = across.filter((range) => range.bottom >= top);
    for (let range = coming[next]; range?.top === top; range = coming[(next += 1)]) across.push(range);
    above = spansOf(across).map(({ left, right }) => {
      const grown = above.find((range) => range.left === left && range.right === right);
      if (grown) grown.bottom = bottom;
      else result.push({ top, left, bottom, right });
      return grown ?? result.at(-1)!;
    });
  }
  return result.sort((a, b) => a.top - b.top || a.left - b.left);
}

export function* cellsOf({
  top,
  left,
  bottom,
  right,
}: CellRange): Generator<readonly [row: number, column: number]> {
  for (let row = top; row <= bottom; row += 1)
    for (let column = left; column <= right; column += 1) yield [row, column];
}

/** A grid of what each cell of a range gives, row by row. */
export function gridOf<T>(range: CellRange, of: (row: number, column: number) => T): T[][] {
  return Array.from({ length: rowCount(range) }, (_row, down) =>
    Array.from({ length: columnCount(range) }, (_cell, across) => of(range.top + down, range.left + across)),
  );
}

/** `A1:B2`, `A:C` for whole columns, `3:5` for whole rows. */
export function addressOf(range: CellRange): string {
  if (isEntireRow(range)) return `${range.top}:${range.bottom}`;
  if (isEntireColumn(range)) return `${columnLetters(range.left)}:${columnLetters(range.right)}`;
  return rangeAddress(range);
}

/** With all `$`, as names and charts keep it. */
export const absoluteAddressOf = (range: CellRange) => addressOf(range).replace(/[A-Z]+|\d+/g, '$$$&');

/** A worksheet's name as it stands before `!`. */
export const quoted = (name: string) =>
  /^[A-Za-z_][\w.]*$/.test(name) && !/^[A-Za-z]{1,3}\d+$/.test(name)
    ? name
    : `'${name.replaceAll("'", "''")}'`;

/** Splits `'A sheet'!B2:C3` into the worksheet's name (null without one) and what follows. */
export function splitAddress(address: string): { readonly worksheet: string | null; readonly rest: string } {
  const match = /^(?:'((?:[^']|'')+)'|([^'!]+))!(.*)$/s.exec(address);
  if (!match) return { worksheet: null, rest: address };
  return { worksheet: match[1]?.replaceAll("''", "'") ?? match[2]!, rest: match[3]! };
}

/** The range of an address as Excel takes it: `A:C` and `3:5`, but `A` and `3` are none. */
export const parseAddress = (address: string): CellRange | null =>
  /^\$?(?:[A-Za-z]+|\d+)$/.test(address) ? null : parseRange(address);

export { parseRange };
