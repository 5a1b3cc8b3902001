/** Checking one row while a person types says exactly what checking the whole submission says of it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nispPlan } from '../../../core/plan/nisp.js';
import { validateEntry, validateSubmission } from '../../../core/validation/validate.js';
import { entryOf, submissionOf } from '../../support/submission.js';
import { anyEntryValues, anyUnit } from '../../support/arbitraries.js';

const context = { plan: nispPlan, asOf: '2019-03-31' };
const anyNumber = fc.constantFrom(...nispPlan.interventions.map(({ no }) => no));

test('validateEntry agrees with validateSubmission', () => {
  fc.assert(
    fc.property(
      anyUnit,
      fc.dictionary(anyNumber, anyEntryValues, { noNullPrototype: true }),
      fc.dictionary(anyNumber, anyEntryValues, { noNullPrototype: true }),
      anyNumber,
      anyEntryValues,
      (unit, entries, base, no, values) => {
        const before = submissionOf({ unit, entries, base });
        const after = submissionOf({ unit, entries: { ...entries, [no]: values }, base });
        const live = validateEntry(entryOf(no, values), { ...context, submission: before });
        const whole = validateSubmission(after, context);
        expect(live).toEqual(whole.filter(({ intervention }) => intervention === no));
      },
    ),
    { numRuns: 60 },
  );
});

test('a row of no plan has no findings', () => {
  const submission = submissionOf();
  expect(validateEntry(entryOf('999', { status: 'Completed' }), { ...context, submission })).toEqual([]);
  expect(validateEntry(entryOf('__proto__', {}), { ...context, submission })).toEqual([]);
});
