/** What happened between two looks at the spreadsheet, as the events that a panel hears. */
import { numberRuns } from '../../core/index.js';
import type { HostEvent } from '../../panel/index.js';
import type { Gives } from '../messages/methods.js';

export type Look = Gives<'look'>;

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Rows of a worksheet that hold something else than before, from 1; null: rows were moved, added or taken away. */
function changedRows(before: readonly string[], after: readonly string[]): readonly number[] | null {
  if (before.length !== after.length) return null;
  const changed = after.flatMap((hash, index) => (hash === before[index] ? [] : [index]));
  // What stands in another row now, and no longer in its own, was moved.
  const left = new Set(changed.flatMap((index) => (before[index] === '' ? [] : [before[index]])));
  return changed.some((index) => left.has(after[index])) ? null : changed.map((index) => index + 1);
}

/**
 * What was edited, in whole rows, or that places no longer hold; and what is selected, if it is something else. Edits of others
 * count, and so do our own.
 */
export function differences(before: Look, after: Look): readonly HostEvent[] {
  const { selection } = after;
  const selected: readonly HostEvent[] =
    selection && !isSame(selection, before.selection) ? [{ kind: 'selected', ...selection }] : [];
  const worksheetsOf = ({ worksheets, rows }: Look) => [worksheets, rows.map(([name]) => name)];
  if (!isSame(worksheetsOf(before), worksheetsOf(after))) return [{ kind: 'rearranged' }, ...selected];

  const edited: HostEvent[] = [];
  for (const [index, [worksheet, hashes]] of after.rows.entries()) {
    const rows = changedRows(before.rows[index]![1], hashes);
    if (!rows) return [{ kind: 'rearranged' }, ...selected];
    edited.push(
      ...numberRuns(rows).map(([first, last]): HostEvent => ({
        kind: 'edited',
        worksheet,
        range: `${first}:${last}`,
      })),
    );
  }
  return [...edited, ...selected];
}
