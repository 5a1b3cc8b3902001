/** What happened between two looks at the spreadsheet, as the events that a panel hears. */
import { numberRuns, rangeAddress, type CellRange } from '../../core/index.js';
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

/** Columns, from 1, in which a row holds something else than before. */
function changedColumns(before: string, after: string): readonly number[] {
  const [old, now] = [before.split(','), after.split(',')];
  return Array.from({ length: Math.max(old.length, now.length) }, (_, index) => index)
    .filter((index) => (old[index] ?? '') !== (now[index] ?? ''))
    .map((index) => index + 1);
}

/**
 * The blocks that were edited in rows that stand together: in a single row neighbours together, several rows at once as one. A
 * block may have been pasted, and then more changed than what its cells hold; a cell alone was typed.
 */
function blocksIn(
  [first, last]: readonly [number, number],
  before: readonly string[],
  after: readonly string[],
): readonly CellRange[] {
  const columns = Array.from({ length: last - first + 1 }, (_, index) => first + index).flatMap((row) =>
    changedColumns(before[row - 1]!, after[row - 1]!),
  );
  const spans =
    first === last ? numberRuns(columns) : [[Math.min(...columns), Math.max(...columns)] as const];
  return spans.map(([left, right]) => ({ top: first, left, bottom: last, right }));
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
    const blocks = numberRuns(rows).flatMap((run) => blocksIn(run, old, now));
    edited.push(
      ...blocks.map((block): HostEvent => ({ kind: 'edited', worksheet, range: rangeAddress(block) })),
    );
  }
  return [...edited, ...selected];
}
