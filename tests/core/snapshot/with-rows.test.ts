/** Rows that were read anew stand in the snapshot as if everything had been read. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { withRows, type RowRun } from '../../../core/snapshot/with-rows.js';
import {
  number,
  edit,
  removeRows,
  setCell,
  unitSnapshot,
  worksheetOfSnapshot,
} from '../../support/snapshot.js';

const before = unitSnapshot();
const last = worksheetOfSnapshot(before).rows.at(-1)!.row;

it('whatever was typed or cleared in them', () => {
  const anyRow = fc.integer({ min: 1, max: last + 20 });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(anyRow, fc.boolean()), { minLength: 1, maxLength: 10 }),
      fc.integer({ min: 0, max: 5 }),
      (edits, more) => {
        const after = edits.reduce(
          (snapshot, [row, isCleared]) =>
            edit(snapshot, isCleared ? removeRows(row) : setCell(`Y${row}`, number(row))),
          before,
        );
        const runs = edits.map(([row]): RowRun => [Math.max(1, row - more), row + more]);
        const read = worksheetOfSnapshot(after).rows.filter(({ row }) =>
          runs.some(([top, bottom]) => top <= row && row <= bottom),
        );
        expect(withRows(before, 'Matrix', runs, read)).toEqual(after);
      },
    ),
    { numRuns: 50 },
  );
});

it('rows that were not asked for are left as they are, and so are other worksheets', () => {
  const stray = [{ row: 9, hidden: false, cells: [] }];
  expect(withRows(before, 'Matrix', [], stray)).toEqual(before);
  expect(withRows(before, 'No such worksheet', [[1, 99]], stray)).toEqual(before);
});
