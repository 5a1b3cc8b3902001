/** The rule that looks at other rows: a parent is not Completed before its sub-items. */
import { describe, expect, test } from 'vitest';
import type { EntryValues } from '../../../core/entry/entry.js';
import { nispPlan } from '../../../core/plan/nisp.js';
import { rowsAffectedBy, validateEntry, validateSubmission } from '../../../core/validation/validate.js';
import { cellOf, entryOf, submissionOf, type SubmissionParts } from '../../support/submission.js';

const context = { plan: nispPlan, asOf: '2019-03-31' };
const code = 'status/parent-before-sub-items';
const completed: EntryValues = { status: 'Completed' };
const find = (parts: SubmissionParts) =>
  validateSubmission(submissionOf(parts), context).filter((finding) => finding.code === code);

describe('a parent with sub-items of its own unit (5: 5a, 5b)', () => {
  test('Completed before its sub-items is reported at its status', () => {
    expect(find({ entries: { '5': completed, '5a': { status: 'In progress' } } })).toEqual([
      {
        code,
        severity: 'warning',
        params: { no: '5', open: '5a, 5b' },
        at: { file: 'federal.xlsx', worksheet: 'Matrix', range: cellOf('5', 'status') },
        intervention: '5',
        field: 'status',
      },
    ]);
  });
  test('sub-items that are Completed or Dropped are closed', () => {
    expect(find({ entries: { '5': completed, '5a': completed, '5b': { status: 'Dropped' } } })).toEqual([]);
  });
  test('a parent that is not Completed is not reported', () => {
    expect(find({ entries: { '5': { status: 'In progress' }, '5a': completed } })).toEqual([]);
  });
  test('of a sub-item whose row, status column or status cannot be read nothing is known', () => {
    const replace = [entryOf('5a', {}, { unusable: ['status'] })];
    expect(find({ entries: { '5': completed }, replace, missing: ['5b'] })).toEqual([]);
    const withoutColumn = [entryOf('5b', {}, { without: ['status'] })];
    expect(find({ entries: { '5': completed }, replace: withoutColumn, missing: ['5a'] })).toEqual([]);
  });
});

test('sub-items that the unit has no part in do not hold the parent up', () => {
  // 97 is everybody's; 97a is federal, 97b provincial.
  const [shared, federal, provincial] = ['97', '97a', '97b'].map((no) => nispPlan.interventionByNo.get(no)!);
  expect([shared!.units.length, federal!.units, provincial!.units.includes('federal')]).toEqual([
    8,
    ['federal'],
    false,
  ]);
  expect(find({ entries: { '97': completed } })[0]?.params).toEqual({ no: '97', open: '97a' });
  expect(find({ unit: 'punjab', entries: { '97': completed } })[0]?.params).toEqual({
    no: '97',
    open: '97b',
  });
});

test('a container is derived and therefore never reported', () => {
  expect(find({ entries: { '57': completed } })).toEqual([]);
});

describe('while a person types', () => {
  test('changing a sub-item affects its parent', () => {
    expect(rowsAffectedBy('5a', nispPlan)).toEqual(['5a', '5']);
    expect(rowsAffectedBy('5', nispPlan)).toEqual(['5']);
    expect(rowsAffectedBy('999', nispPlan)).toEqual([]);
  });
  test('the parent is judged by the entry as it stands now', () => {
    const submission = submissionOf({ entries: { '5a': completed } });
    const findings = validateEntry(entryOf('5', completed), { ...context, submission });
    expect(findings.filter((finding) => finding.code === code).map(({ params }) => params)).toEqual([
      { no: '5', open: '5b' },
    ]);
  });
});
