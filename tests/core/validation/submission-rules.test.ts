/** The rules about a submission as a whole, and which rows are checked at all. */
import { describe, expect, test } from 'vitest';
import type { DiagnosticCode } from '../../../core/diagnostics/codes.js';
import type { EntryValues } from '../../../core/entry/entry.js';
import { nispPlan } from '../../../core/plan/nisp.js';
import { wholeRules } from '../../../core/validation/rules.js';
import { validateSubmission } from '../../../core/validation/validate.js';
import { entryOf, submissionOf, type SubmissionParts } from '../../support/submission.js';

const context = { plan: nispPlan, asOf: '2019-03-31' };
const find = (code: DiagnosticCode, parts: SubmissionParts) =>
  validateSubmission(submissionOf(parts), context).filter((finding) => finding.code === code);
const paramsOf = (code: DiagnosticCode, parts: SubmissionParts) =>
  find(code, parts).map(({ params }) => params);
const ownRows = (unit: string) =>
  nispPlan.interventions.filter((row) => !row.isContainer && row.units.includes(unit)).map(({ no }) => no);
const each = (numbers: readonly string[], values: EntryValues) =>
  Object.fromEntries(numbers.map((no) => [no, values]));
const started: EntryValues = { status: 'In progress' };

test('there are no other rules about a submission', () => {
  expect(wholeRules.map(({ code }) => code).sort()).toEqual([
    'submission/empty',
    'submission/nil-return-with-entries',
    'submission/rows-cleared',
    'submission/timelines-not-set',
  ]);
});

describe('submission/empty', () => {
  const code = 'submission/empty';
  test('a workbook in which nothing is entered, at its worksheet', () => {
    expect(find(code, {})).toEqual([
      { code, severity: 'warning', params: {}, at: { file: 'federal.xlsx', worksheet: 'Matrix' } },
    ]);
  });
  test('timelines alone, untouched values and rows of others are nothing', () => {
    expect(paramsOf(code, { entries: { '1': { timeline: 'Long Term' } } })).toEqual([{}]);
    expect(paramsOf(code, { entries: { '1': started }, base: { '1': started } })).toEqual([{}]);
    expect(paramsOf(code, { unit: 'punjab', entries: { '1': started } })).toEqual([{}]);
  });
  test('a nil return, one entry and an entry that cannot be read are something', () => {
    expect(paramsOf(code, { nilReturn: true })).toEqual([]);
    expect(paramsOf(code, { entries: { '1': started } })).toEqual([]);
    expect(paramsOf(code, { replace: [entryOf('1', {}, { unusable: ['progress'] })] })).toEqual([]);
  });
});

describe('submission/nil-return-with-entries', () => {
  const code = 'submission/nil-return-with-entries';
  test('counts the rows that say something new', () => {
    const entries = { '1': started, '2': { remarks: 'x' }, '3': started };
    expect(paramsOf(code, { nilReturn: true, entries, base: { '3': started } })).toEqual([{ count: 2 }]);
  });
  test('a clean nil return, and entries without the mark', () => {
    expect(paramsOf(code, { nilReturn: true })).toEqual([]);
    expect(paramsOf(code, { entries: { '1': started } })).toEqual([]);
  });
});

describe('submission/rows-cleared', () => {
  const code = 'submission/rows-cleared';
  const numbers = ownRows('federal').slice(0, 10);
  const base = each(numbers, started);
  const kept = (count: number) => each(numbers.slice(0, count), started);
  test('more than a fifth of the rows that had entries', () => {
    expect(paramsOf(code, { base, entries: kept(7) })).toEqual([{ count: 3, of: 10 }]);
    expect(paramsOf(code, { base, entries: {} })).toEqual([{ count: 10, of: 10 }]);
  });
  test('a fifth or fewer, and a workbook that was built blank', () => {
    expect(paramsOf(code, { base, entries: kept(8) })).toEqual([]);
    expect(paramsOf(code, {})).toEqual([]);
  });
  test('a missing row and one that cannot be read are not cleared', () => {
    const [gone, damaged] = [numbers.slice(7, 9), numbers.slice(9)];
    const replace = damaged.map((no) => entryOf(no, {}, { unusable: ['status'] }));
    expect(paramsOf(code, { base, entries: kept(7), missing: gone, replace })).toEqual([]);
  });
});

describe('submission/timelines-not-set', () => {
  const code = 'submission/timelines-not-set';
  const numbers = ownRows('punjab');
  const set = (count: number) => each(numbers.slice(0, count), { timeline: 'Short Term' });
  const half = numbers.length / 2;
  test('one finding in place of one for each row, if more than half have none', () => {
    const findings = validateSubmission(submissionOf({ unit: 'punjab', entries: set(half - 1) }), context);
    expect(findings.filter((finding) => finding.code === 'timeline/not-set')).toEqual([]);
    expect(findings.filter((finding) => finding.code === code).map(({ params }) => params)).toEqual([
      { count: half + 1, of: numbers.length },
    ]);
  });
  test('otherwise each row is named', () => {
    const findings = validateSubmission(submissionOf({ unit: 'punjab', entries: set(half) }), context);
    expect(findings.filter((finding) => finding.code === code)).toEqual([]);
    expect(
      findings
        .filter((finding) => finding.code === 'timeline/not-set')
        .map((finding) => finding.intervention),
    ).toEqual(numbers.slice(half));
  });
});

describe('which rows are checked', () => {
  const nonsense: EntryValues = {
    status: 'Completed',
    progress: 0.2,
    start: '1999-01-01',
    due: '1998-01-01',
  };
  const all = each(
    nispPlan.interventions.map(({ no }) => no),
    nonsense,
  );
  test.each(['federal', 'punjab', 'khyber-pakhtunkhwa'])('those of %s, and no containers', (unit) => {
    const findings = validateSubmission(submissionOf({ unit, entries: all }), context);
    const checked = new Set(findings.flatMap(({ intervention }) => intervention ?? []));
    expect([...checked]).toEqual(ownRows(unit));
  });
  test('findings come in the order of the plan', () => {
    const submission = submissionOf({ entries: all });
    const reversed = { ...submission, entries: new Map([...submission.entries].reverse()) };
    expect(validateSubmission(reversed, context)).toEqual(validateSubmission(submission, context));
  });
  test('no finding carries a fix', () => {
    const findings = validateSubmission(submissionOf({ entries: all }), context);
    expect(findings.length).toBeGreaterThan(500);
    expect(findings.filter(({ fix }) => fix !== undefined)).toEqual([]);
  });
  test('a period that is no quarter leaves out the rule about its end, and nothing else', () => {
    const entries = each(['1'], { status: 'Completed', progress: 0.2, updatedOn: '2023-01-01' });
    const codes = (period: string) =>
      validateSubmission(submissionOf({ period, entries }), context).map((finding) => finding.code);
    expect(codes('2019-Q1')).toContain('date/updated-after-period');
    expect(codes('soon')).toEqual(codes('2019-Q1').filter((found) => found !== 'date/updated-after-period'));
  });
});
