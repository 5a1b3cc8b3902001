/** Each sense rule about one row: fires when it should, not when it should not, and points at the right cell. */
import { describe, expect, test } from 'vitest';
import type { DiagnosticCode, DiagnosticParams } from '../../../core/diagnostics/codes.js';
import type { EntryValues } from '../../../core/entry/entry.js';
import type { FieldKey } from '../../../core/entry/fields.js';
import { applyTimelines } from '../../../core/plan/timelines.js';
import { nispPlan } from '../../../core/plan/nisp.js';
import { entryRules } from '../../../core/validation/rules.js';
import { validateSubmission } from '../../../core/validation/validate.js';
import { cellOf, entryOf, submissionOf } from '../../support/submission.js';

/** A federal row without sub-items. */
const no = '1';
const asOf = '2019-03-31';

/** A row that no rule has anything to say about. */
const sound: EntryValues = {
  timeline: 'Short Term',
  status: 'In progress',
  progress: 0.5,
  baseline: 0,
  target: 10,
  actual: 5,
  budget: 100,
  spent: 40,
  start: '2018-07-01',
  due: '2020-06-30',
  updatedOn: '2019-03-15',
  focalPerson: 'Section Officer (Coordination), MoI',
  evidence: 'Notification 12/2018',
  remarks: 'On track',
};
const completed: EntryValues = { ...sound, status: 'Completed', progress: 1, actual: 10 };

/** The sound row with some fields changed, and those given as undefined blank. */
function row(changes: { [K in keyof EntryValues]?: EntryValues[K] | undefined }, from = sound): EntryValues {
  const values = Object.entries({ ...from, ...changes }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(values);
}

const withTimelines = applyTimelines(nispPlan, '1,Long Term\n');
if (!withTimelines.ok) throw new Error('The timelines of this test are broken.');

interface Situation {
  readonly values: EntryValues;
  readonly base?: EntryValues;
  readonly unusable?: readonly FieldKey[];
  readonly without?: readonly FieldKey[];
  readonly plan?: typeof nispPlan;
}

/** Findings about row 1; the other rows have a timeline, so that the missing one of a row is named for itself. */
function findingsOf({ values, base, unusable = [], without = [], plan = nispPlan }: Situation) {
  const others = plan.interventions.filter((intervention) => intervention.no !== no);
  const submission = submissionOf({
    plan,
    entries: Object.fromEntries(others.map((other) => [other.no, { timeline: 'Short Term' }])),
    replace: [entryOf(no, values, { unusable, without })],
    base: base ? { [no]: base } : {},
  });
  return validateSubmission(submission, { plan, asOf }).filter(({ intervention }) => intervention === no);
}

interface Case<C extends DiagnosticCode = DiagnosticCode> {
  readonly code: C;
  readonly field: FieldKey;
  readonly fires: readonly (Situation & { readonly params: DiagnosticParams[C] })[];
  readonly silent: readonly Situation[];
}

const cases: readonly { [C in DiagnosticCode]: Case<C> }[DiagnosticCode][] = [
  {
    code: 'timeline/not-set',
    field: 'timeline',
    fires: [{ values: row({ timeline: undefined }), params: { no } }],
    silent: [
      { values: row({ timeline: undefined }), unusable: ['timeline'] },
      { values: row({ timeline: undefined }), without: ['timeline'] },
      { values: row({ timeline: undefined }), plan: withTimelines.plan },
    ],
  },
  {
    code: 'timeline/differs-from-plan',
    field: 'timeline',
    fires: [
      {
        values: sound,
        plan: withTimelines.plan,
        params: { found: 'Short Term', planned: 'Long Term' },
      },
    ],
    silent: [
      { values: row({ timeline: 'Long Term' }), plan: withTimelines.plan },
      { values: row({ timeline: undefined }), plan: withTimelines.plan },
    ],
  },
  {
    code: 'status/missing',
    field: 'status',
    fires: [
      { values: row({ status: undefined }), params: { no } },
      { values: { progress: 0.5 }, base: { progress: 0.4 }, params: { no } },
      { values: {}, unusable: ['progress'], params: { no } },
    ],
    silent: [
      { values: row({ status: undefined }), unusable: ['status'] },
      { values: row({ status: undefined }), without: ['status'] },
      { values: { timeline: 'Short Term' } },
      { values: { focalPerson: 'A. Khan' }, base: { focalPerson: 'A. Khan' } },
      { values: {}, base: { status: 'In progress', progress: 0.4 } },
    ],
  },
  {
    code: 'status/progress-disagree',
    field: 'progress',
    fires: [
      { values: row({ progress: 0.99 }, completed), params: { progress: 0.99 } },
      { values: row({ progress: 0 }, completed), params: { progress: 0 } },
    ],
    silent: [{ values: completed }, { values: row({ progress: undefined }, completed) }],
  },
  {
    code: 'status/completed-without-evidence',
    field: 'evidence',
    fires: [{ values: row({ evidence: undefined }, completed), params: { no } }],
    silent: [
      { values: row({ evidence: undefined }, completed), unusable: ['evidence'] },
      { values: row({ evidence: undefined }, completed), without: ['evidence'] },
      { values: row({ evidence: undefined }) },
    ],
  },
  {
    code: 'status/reason-missing',
    field: 'remarks',
    fires: [
      { values: row({ status: 'On hold', remarks: undefined }), params: { status: 'On hold' } },
      { values: row({ status: 'Dropped', remarks: undefined }), params: { status: 'Dropped' } },
    ],
    silent: [
      { values: row({ status: 'On hold' }) },
      { values: row({ remarks: undefined }) },
      { values: row({ status: 'Dropped', remarks: undefined }), unusable: ['remarks'] },
    ],
  },
  {
    code: 'status/reversed',
    field: 'status',
    fires: [
      { values: sound, base: completed, params: { before: 'Completed', now: 'In progress' } },
      {
        values: row({ status: 'Not started', progress: 0 }),
        base: sound,
        params: { before: 'In progress', now: 'Not started' },
      },
      { values: sound, base: row({ status: 'Dropped' }), params: { before: 'Dropped', now: 'In progress' } },
      {
        values: row({ status: 'Dropped' }),
        base: completed,
        params: { before: 'Completed', now: 'Dropped' },
      },
      {
        values: row({ remarks: undefined }),
        base: completed,
        params: { before: 'Completed', now: 'In progress' },
      },
    ],
    silent: [
      { values: completed, base: sound },
      { values: row({ status: 'On hold' }), base: sound },
      { values: sound, base: row({ status: 'On hold' }) },
      { values: sound, base: row({ status: 'Not started' }) },
      { values: row({ remarks: 'The court reopened the case' }), base: completed },
      { values: row({ remarks: undefined }), base: completed, unusable: ['remarks'] },
      { values: row({ status: undefined }), base: completed },
    ],
  },
  {
    code: 'status/overdue',
    field: 'due',
    fires: [
      { values: row({ due: '2019-03-30' }), params: { due: '2019-03-30', asOf } },
      { values: row({ due: asOf }), params: { due: asOf, asOf } },
      { values: row({ due: asOf, status: undefined }), params: { due: asOf, asOf } },
      { values: row({ due: asOf, status: 'On hold' }), params: { due: asOf, asOf } },
    ],
    silent: [
      { values: row({ due: '2019-04-01' }) },
      { values: row({ due: asOf }, completed) },
      { values: row({ due: asOf, status: 'Dropped' }) },
      { values: row({ due: asOf, status: undefined }), unusable: ['status'] },
      { values: row({ due: undefined }) },
    ],
  },
  {
    code: 'progress/status-disagree',
    field: 'status',
    fires: [
      { values: row({ progress: 1 }), params: { status: 'In progress' } },
      { values: row({ progress: 1, status: 'On hold' }), params: { status: 'On hold' } },
    ],
    silent: [
      { values: completed },
      { values: row({ progress: 0.999 }) },
      { values: row({ progress: 1, status: 'Not started' }) },
      { values: row({ progress: 1, status: undefined }) },
    ],
  },
  {
    code: 'progress/not-started',
    field: 'progress',
    fires: [
      { values: row({ status: 'Not started', progress: 0.01 }), params: { progress: 0.01 } },
      { values: row({ status: 'Not started', progress: 1 }), params: { progress: 1 } },
    ],
    silent: [
      { values: row({ status: 'Not started', progress: 0 }) },
      { values: row({ status: 'Not started', progress: undefined }) },
      { values: sound },
    ],
  },
  {
    code: 'progress/without-start',
    field: 'start',
    fires: [
      { values: row({ start: undefined }), params: { progress: 0.5 } },
      { values: row({ start: undefined, status: undefined }), params: { progress: 0.5 } },
    ],
    silent: [
      { values: row({ start: undefined, progress: 0 }) },
      { values: row({ start: undefined, progress: undefined }) },
      { values: row({ start: undefined, status: 'Not started' }) },
      { values: row({ start: undefined }), unusable: ['start'] },
      { values: row({ start: undefined }), without: ['start'] },
    ],
  },
  {
    code: 'progress/decreased',
    field: 'progress',
    fires: [{ values: sound, base: row({ progress: 0.6 }), params: { before: 0.6, now: 0.5 } }],
    silent: [
      { values: sound, base: row({ progress: 0.5 }) },
      { values: sound, base: row({ progress: 0.4 }) },
      { values: sound, base: {} },
      { values: row({ progress: undefined }), base: row({ progress: 0.6 }) },
      { values: row({ remarks: 'Two districts withdrew' }), base: row({ progress: 0.6 }) },
    ],
  },
  {
    code: 'budget/spent-above',
    field: 'spent',
    fires: [{ values: row({ spent: 100.01 }), params: { spent: 100.01, budget: 100 } }],
    silent: [{ values: row({ spent: 100 }) }, { values: row({ spent: 200, budget: undefined }) }],
  },
  {
    code: 'budget/spent-without-budget',
    field: 'budget',
    fires: [{ values: row({ budget: undefined }), params: { spent: 40 } }],
    silent: [
      { values: row({ budget: undefined, spent: 0 }) },
      { values: row({ budget: 0, spent: 0 }) },
      { values: row({ budget: undefined }), unusable: ['budget'] },
    ],
  },
  {
    code: 'actual/above-target',
    field: 'actual',
    fires: [{ values: row({ actual: 101 }), params: { actual: 101, target: 10, factor: 10 } }],
    silent: [
      { values: row({ actual: 100 }) },
      { values: row({ actual: 500, target: 0 }) },
      { values: row({ actual: 500, target: undefined }) },
      { values: row({ baseline: 900, actual: 500 }) },
    ],
  },
  {
    code: 'actual/without-target',
    field: 'target',
    fires: [{ values: row({ target: undefined }), params: { actual: 5 } }],
    silent: [
      { values: row({ target: undefined, actual: undefined }) },
      { values: row({ target: undefined }), unusable: ['target'] },
      { values: row({ target: undefined }), without: ['target'] },
    ],
  },
  {
    code: 'actual/completed-below-target',
    field: 'actual',
    fires: [
      { values: row({ actual: 9 }, completed), params: { actual: 9, target: 10 } },
      { values: row({ actual: 9, baseline: undefined }, completed), params: { actual: 9, target: 10 } },
    ],
    silent: [
      { values: completed },
      { values: sound },
      { values: row({ actual: undefined }, completed) },
      { values: row({ baseline: 90, actual: 9 }, completed) },
    ],
  },
  {
    code: 'date/end-before-start',
    field: 'due',
    fires: [
      {
        values: row({ start: '2019-01-02', due: '2019-01-01', status: 'On hold' }),
        params: { start: '2019-01-02', due: '2019-01-01' },
      },
    ],
    silent: [
      { values: row({ start: '2019-01-01', due: '2019-01-01' }) },
      { values: row({ start: undefined, due: '2018-02-01' }) },
      { values: row({ due: undefined }) },
    ],
  },
  {
    code: 'date/outside-policy',
    field: 'start',
    fires: [
      {
        values: row({ start: '2017-12-31' }),
        params: { header: 'Start', date: '2017-12-31', from: '2018-01-01', to: '2023-12-31' },
      },
    ],
    silent: [{ values: row({ start: '2018-01-01' }) }, { values: row({ start: undefined }) }],
  },
  {
    code: 'date/outside-policy',
    field: 'due',
    fires: [
      {
        values: row({ due: '2024-01-01' }),
        params: { header: 'Due', date: '2024-01-01', from: '2018-01-01', to: '2023-12-31' },
      },
    ],
    silent: [{ values: row({ due: '2023-12-31' }) }],
  },
  {
    code: 'date/outside-policy',
    field: 'updatedOn',
    fires: [
      {
        values: row({ updatedOn: '1919-03-15' }),
        params: { header: 'Updated on', date: '1919-03-15', from: '2018-01-01', to: '2023-12-31' },
      },
    ],
    silent: [{ values: sound }],
  },
  {
    code: 'date/updated-after-period',
    field: 'updatedOn',
    fires: [
      {
        values: row({ updatedOn: '2019-05-16' }),
        params: { date: '2019-05-16', end: '2019-03-31', days: 45 },
      },
    ],
    silent: [{ values: row({ updatedOn: '2019-05-15' }) }, { values: row({ updatedOn: undefined }) }],
  },
  {
    code: 'date/start-in-future',
    field: 'start',
    fires: [
      { values: row({ start: '2019-04-01' }), params: { date: '2019-04-01', status: 'In progress' } },
      {
        values: row({ start: '2019-04-01' }, completed),
        params: { date: '2019-04-01', status: 'Completed' },
      },
    ],
    silent: [
      { values: row({ start: asOf }) },
      { values: row({ start: '2019-04-01', status: 'Not started', progress: 0 }) },
    ],
  },
  {
    code: 'date/due-missing',
    field: 'due',
    fires: [{ values: row({ due: undefined }), params: { no } }],
    silent: [
      { values: row({ due: undefined }, completed) },
      { values: row({ due: undefined }), unusable: ['due'] },
      { values: row({ due: undefined }), without: ['due'] },
    ],
  },
  {
    code: 'entry/focal-person-missing',
    field: 'focalPerson',
    fires: [{ values: row({ focalPerson: undefined }), params: { no } }],
    silent: [
      { values: row({ focalPerson: undefined, status: undefined }) },
      { values: row({ focalPerson: undefined }), unusable: ['focalPerson'] },
      { values: row({ focalPerson: undefined }), without: ['focalPerson'] },
    ],
  },
  {
    code: 'entry/focal-person-contact',
    field: 'focalPerson',
    fires: [
      '051-9201234',
      '+92 (51) 920 1234',
      'so.coord@moi.gov.pk',
      ' so@moi.gov.pk ',
      '٠٥١٩٢٠',
      '??',
      'https://moi.gov.pk/so',
    ].map((found) => ({ values: row({ focalPerson: found }), params: { found } })),
    silent: ['A. Khan', 'احمد خان', 'A. Khan <a.khan@moi.gov.pk>', 'SO (C) 051-9201234', 'Khan'].map(
      (focalPerson) => ({ values: row({ focalPerson }) }),
    ),
  },
];

test('a sound row has no findings', () => {
  expect(findingsOf({ values: sound })).toEqual([]);
  expect(findingsOf({ values: completed })).toEqual([]);
});

test('a blank row has no findings', () => {
  expect(findingsOf({ values: { timeline: 'Short Term' } })).toEqual([]);
});

test('every rule about one row is in the table, but for the one about sub-items', () => {
  const key = ({ code, field }: { code: string; field: string }) => `${code} at ${field}`;
  const other = 'status/parent-before-sub-items at status';
  expect([...cases.map(key), other].sort()).toEqual(entryRules.map(key).sort());
});

describe.each(cases)('$code at $field', ({ code, field, fires, silent }) => {
  test.each(fires.map((situation, index) => ({ index, situation })))('fires: $index', ({ situation }) => {
    const found = findingsOf(situation).filter((finding) => finding.code === code);
    expect(found).toEqual([
      {
        code,
        severity: expect.stringMatching(/^(error|warning|information)$/) as string,
        params: situation.params,
        at: { file: 'federal.xlsx', worksheet: 'Matrix', range: cellOf(no, field) },
        intervention: no,
        field,
      },
    ]);
  });
  test.each(silent.map((situation, index) => ({ index, situation })))('silent: $index', ({ situation }) => {
    const found = findingsOf(situation).filter((finding) => finding.code === code && finding.field === field);
    expect(found).toEqual([]);
  });
});
