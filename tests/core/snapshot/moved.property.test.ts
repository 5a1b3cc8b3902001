// Any mixture of what people do to the layout of a workbook leaves its entries as they were.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { columnLetters } from '../../../core/entry/a1.js';
import { matrixColumns } from '../../../core/entry/template.js';
import { hasPart } from '../../../core/plan/load.js';
import { nispPlan } from '../../../core/plan/nisp.js';
import { readSubmission } from '../../../core/snapshot/check.js';
import type { WorkbookSnapshot } from '../../../core/snapshot/snapshot.js';
import { anyEntryValues } from '../../support/arbitraries.js';
import {
  all,
  edit,
  insertColumns,
  insertRows,
  moveColumns,
  moveRows,
  setCell,
  text,
  unitSnapshot,
  worksheetOfSnapshot,
} from '../../support/snapshot.js';

const context = { plan: nispPlan, file: 'sindh.xlsx', hash: null, received: null };
const own = nispPlan.interventions.filter((row) => hasPart(row, 'sindh') && !row.isContainer);

function entriesOf(snapshot: WorkbookSnapshot) {
  const { submission } = readSubmission(snapshot, context);
  return [...submission!.entries.values()].map(({ no, values, unusable }) => ({ no, values, unusable }));
}

/** A permutation of 1 to n, as where each goes. */
const permutation = (n: number) =>
  fc
    .shuffledSubarray(
      Array.from({ length: n }, (_, index) => index + 1),
      { minLength: n },
    )
    .map((order) => new Map(order.map((from, index) => [from, index + 1])));

const lastRow = worksheetOfSnapshot(unitSnapshot({ unit: 'sindh' })).rows.length;

it('columns and rows in any order, blank ones between, headings of any kind: the same entries', () => {
  const changes = fc.record({
    entries: fc.uniqueArray(fc.tuple(fc.constantFrom(...own.map(({ no }) => no)), anyEntryValues), {
      selector: ([no]) => no,
      maxLength: 20,
    }),
    columns: permutation(matrixColumns.length),
    rows: permutation(lastRow - 5),
    blankRows: fc.array(fc.tuple(fc.integer({ min: 1, max: lastRow }), fc.integer({ min: 1, max: 3 })), {
      maxLength: 5,
    }),
    blankColumns: fc.array(fc.tuple(fc.integer({ min: 1, max: 25 }), fc.integer({ min: 1, max: 3 })), {
      maxLength: 4,
    }),
    headings: fc.array(
      fc.tuple(fc.integer({ min: 1, max: 23 }), fc.string({ unit: 'binary', maxLength: 30 })),
      {
        maxLength: 23,
      },
    ),
  });
  fc.assert(
    fc.property(changes, ({ entries, columns, rows, blankRows, blankColumns, headings }) => {
      const before = unitSnapshot({ unit: 'sindh', entries: new Map(entries) });
      const sorted = new Map([...rows].map(([from, to]) => [from + 5, to + 5]));
      const after = edit(
        before,
        all(
          ...headings.map(([column, heading]) => setCell(`${columnLetters(column)}5`, text(heading))),
          moveRows(sorted),
          moveColumns((column) => columns.get(column) ?? column),
          ...blankRows.map(([row, count]) => insertRows(row, count)),
          ...blankColumns.map(([column, count]) => insertColumns(column, count)),
        ),
      );
      expect(entriesOf(after)).toEqual(entriesOf(before));
    }),
    { numRuns: 60 },
  );
});
