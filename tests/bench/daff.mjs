// Three-way merges by daff, as its command line makes them: `daff merge --id No. parent.csv a.csv b.csv`, in memory.
import daff from 'daff';
import { columnHeader } from '../../dist/core/index.js';

/** How daff writes a cell that both changed: `((( parent ))) a /// b`. */
const conflictPattern = /^\(\(\( (.*) \)\)\) (.*) \/\/\/ (.*)$/s;
const key = 'No.';

/** What stands in a cell, as texts: one, or both of a conflict. */
function heldIn(text) {
  const [, , first, second] = conflictPattern.exec(text) ?? [];
  // An empty cell is written as NULL there.
  return first === undefined ? [text] : [first, second].map((one) => (one === 'NULL' ? '' : one));
}

/**
 * Merges two tables that come of one. Their first lines are the headings; all cells are texts.
 * @returns the number of conflicts, and whether an edit is kept: in its cell, or as one of the two of a conflict there
 */
export function mergeTables(parent, first, second) {
  const flags = new daff.CompareFlags();
  flags.addPrimaryKey(key);
  const merger = new daff.Merger(
    new daff.TableView(parent),
    new daff.TableView(first),
    new daff.TableView(second),
    flags,
  );
  const conflicts = merger.apply();
  // It leaves the result in the first of the two.
  const [headings, ...rows] = first;
  const number = headings.indexOf(key);
  const byNumber = grouped(rows, number);
  return {
    conflicts,
    keeps: ({ no, field, value }) => {
      const column = headings.indexOf(columnHeader(field));
      const text = value === null ? '' : String(value);
      return (byNumber.get(no) ?? []).some((row) => heldIn(row[column] ?? '').includes(text));
    },
  };
}

function grouped(rows, column) {
  const groups = new Map();
  for (const row of rows) groups.set(row[column], [...(groups.get(row[column]) ?? []), row]);
  return groups;
}
