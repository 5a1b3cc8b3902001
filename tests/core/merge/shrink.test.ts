/** Submissions kept small: what is equal is kept once, and what a submission says stays the same. */
import { describe, expect, test } from 'vitest';
import type { Submission } from '../../../core/entry/entry.js';
import { submissionShrinker } from '../../../core/merge/submissions.js';
import { submissionOf } from '../../support/submission.js';

const said = {
  status: 'In progress',
  progress: 0.4,
  due: '2020-06-30',
  remarks: 'Draft under review',
} as const;
const valuesOf = ({ entries }: Submission, no: string) => entries.get(no)!.values;

describe('submissionShrinker', () => {
  test('changes nothing that a submission says', () => {
    const submission = submissionOf({
      entries: { '1': said, '2': { ...said, progress: 1 }, '3': { actual: 0, target: 12 } },
      base: { '1': { status: 'Not started' }, '3': { target: 12 } },
    });
    expect(submissionShrinker()(submission)).toEqual(submission);
  });

  test('keeps values, bases and cells once that are equal in several submissions', () => {
    const shrink = submissionShrinker();
    const first = shrink(submissionOf({ entries: { '1': { ...said } }, base: { '1': { ...said } } }));
    const second = shrink(
      submissionOf({ unit: 'punjab', entries: { '1': { ...said } }, base: { '2': { ...said } } }),
    );
    expect(valuesOf(second, '1')).toBe(valuesOf(first, '1'));
    expect(second.base.get('2')).toBe(first.base.get('1'));
    expect(second.entries.get('1')!.cells).toBe(first.entries.get('1')!.cells);
  });

  test.each([
    ['texts of one hash', { remarks: 'Aa' }, { remarks: 'BB' }],
    ['a number and its text', { target: 1 }, { target: '1' as unknown as number }],
    ['a value in one field and in another', { baseline: 5 }, { target: 5 }],
    ['nothing and the empty text', {}, { remarks: '' }],
  ])('keeps apart %s', (_, one, other) => {
    const shrunk = submissionShrinker()(submissionOf({ entries: { '1': one, '2': other } }));
    expect(valuesOf(shrunk, '1')).toEqual(one);
    expect(valuesOf(shrunk, '2')).toEqual(other);
  });
});
