/** What happened between two looks at the spreadsheet, as the events that a panel hears. */
import { boundsOf, cellRange, numberRuns, rangeAddress, type CellRange } from '../../core/index.js';
import type { HostEvent } from '../../panel/index.js';
import type { Gives } from '../messages/methods.js';

export type Look = Gives<'look'>;

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Rows of a worksheet that hold something else than before, from 1; null: rows were moved, added or taken away. */
function changedRows(before: readonly string[], after: readonly string[]): readonly number[] | null {
  if (before.length !== after.length) return null;
  const changed = after.flatMap((cells, index) => (cells === before[index] ? [] : [index]));
  // What stands in another row now, and no longer in its own, was moved.
  const left = new Set(changed.flatMap((index) => (before[index] === '' ? [] : [before[index]])));
  return changed.some((index) => left.has(after[index])) ? null : changed.map((index) => index + 1);
}

/** Cells of a row that hold something else than before. */
function changedCells(row: number, before: string, after: string): readonly CellRange[] {
  const [old, now] = [before.split(','), after.split(',')];
  const width = Math.max(old.length, now.length);
  return Array.from({ length: width }, (_, index) => index + 1)
    .filter((column) => (old[column - 1] ?? '') !== (now[column - 1] ?? ''))
    .map((column) => cellRange(row, column));
}

/**
 * What was edited in rows that stand together. Cells of a single row are told one by one, as they are typed; several rows at once are
 * one block, as they are pasted: then more may have changed than what the cells hold.
 */
function editedIn(
  worksheet: string,
  [first, last]: readonly [number, number],
  before: readonly string[],
  after: readonly string[],
): readonly HostEvent[] {
  const cells = Array.from({ length: last - first + 1 }, (_, index) => first + index).flatMap((row) =>
    changedCells(row, before[row - 1]!, after[row - 1]!),
  );
  const ranges = first === last ? cells : [boundsOf(cells)];
  return ranges.map((range) => ({ kind: 'edited', worksheet, range: rangeAddress(range) }));
}

/**
 * What was edited, or that places no longer hold; and what is selected, if it is something else. Edits of others count, and so do our
 * own.
 */
export function differences(before: Look, after: Look): readonly HostEvent[] {
  const { selection } = after;
  const selected: readonly HostEvent[] =
    selection && !isSame(selection, before.selection) ? [{ kind: 'selected', ...selection }] : [];
  const worksheetsOf = ({ worksheets, rows }: Look) => [worksheets, rows.map(([name]) => name)];
  if (!isSame(worksheetsOf(before), worksheetsOf(after))) return [{ kind: 'rearranged' }, ...selected];

  const edited: HostEvent[] = [];
  for (const [index, [worksheet, now]] of after.rows.entries()) {
    const old = before.rows[index]![1];
    const rows = changedRows(old, now);
    if (!rows) return [{ kind: 'rearranged' }, ...selected];
    edited.push(...numberRuns(rows).flatMap((run) => editedIn(worksheet, run, old, now)));
  }
  return [...edited, ...selected];
}
