/** What property tests draw from: entries as units may fill them in, and submissions made of them. */
import fc from 'fast-check';
import type { EntryValues, Submission } from '../../core/entry/entry.js';
import { statuses, type FieldKey } from '../../core/entry/fields.js';
import { nispPlan } from '../../core/plan/nisp.js';
import { timelines } from '../../core/plan/schema.js';
import { entryOf, submissionOf } from './submission.js';

/** Amounts in quarters of a million: sums of them are exact, in whatever order they are added. */
const anyAmount = fc.integer({ min: 0, max: 4_000_000 }).map((quarters) => quarters / 4);
const anyDate = fc
  .tuple(
    fc.integer({ min: 2017, max: 2024 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
  )
  .map(([year, month, day]) => `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);
const anyText = fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' });

/** Values of an entry, each field present or not. Progress in quarters, so that sums are exact. */
export const anyEntryValues: fc.Arbitrary<EntryValues> = fc.record(
  {
    timeline: fc.constantFrom(...timelines),
    status: fc.constantFrom(...statuses),
    progress: fc.constantFrom(0, 0.25, 0.5, 0.75, 1),
    baseline: anyAmount,
    target: anyAmount,
    actual: anyAmount,
    budget: anyAmount,
    spent: anyAmount,
    start: anyDate,
    due: anyDate,
    updatedOn: anyDate,
    focalPerson: anyText,
    evidence: anyText,
    remarks: anyText,
  },
  { requiredKeys: [], noNullPrototype: true },
);

export const anyUnit = fc.constantFrom(...nispPlan.units.map(({ id }) => id));

/** A row of a workbook: gone, or an entry, of which some fields may hold something that could not be used. */
const anyRow = fc.oneof(
  { weight: 1, arbitrary: fc.constant('missing' as const) },
  {
    weight: 9,
    arbitrary: fc.record({
      values: anyEntryValues,
      unusable: fc.subarray<FieldKey>(['status', 'progress', 'budget', 'due'], { maxLength: 2 }),
    }),
  },
);

/** A submission of a unit with up to 60 rows filled in, missing or damaged anywhere in the plan. */
export function anySubmission(unit: string): fc.Arbitrary<Submission> {
  const numbers = nispPlan.interventions.map(({ no }) => no);
  return fc
    .record({
      rows: fc.uniqueArray(fc.tuple(fc.constantFrom(...numbers), anyRow), {
        maxLength: 60,
        selector: ([no]) => no,
      }),
      nilReturn: fc.boolean(),
    })
    .map(({ rows, nilReturn }) =>
      submissionOf({
        unit,
        nilReturn,
        missing: rows.flatMap(([no, row]) => (row === 'missing' ? no : [])),
        replace: rows.flatMap(([no, row]) => {
          if (row === 'missing') return [];
          const usable = Object.entries(row.values).filter(
            ([key]) => !row.unusable.includes(key as FieldKey),
          );
          return entryOf(no, Object.fromEntries(usable), { unusable: row.unusable });
        }),
      }),
    );
}
