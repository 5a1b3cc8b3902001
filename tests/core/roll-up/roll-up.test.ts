/** The figures of a roll-up by example: what counts, what does not, and the absences kept apart. */
import { describe, expect, test } from 'vitest';
import type { EntryValues } from '../../../core/entry/entry.js';
import { loadPlan } from '../../../core/plan/load.js';
import { nispPlan, nispPlanFile } from '../../../core/plan/nisp.js';
import { applyTimelines } from '../../../core/plan/timelines.js';
import type { Grouping } from '../../../core/roll-up/figures.js';
import { rollUp, type UnitReturn } from '../../../core/roll-up/roll-up.js';
import { sharesOf } from '../../../core/roll-up/shares.js';
import { entryOf, submissionOf, type SubmissionParts } from '../../support/submission.js';

const context = { plan: nispPlan, asOf: '2019-03-31' };
const of = (parts: SubmissionParts = {}): UnitReturn => ({
  unit: parts.unit ?? 'federal',
  submission: submissionOf(parts),
});
const total = (parts: SubmissionParts) => rollUp([of(parts)], context).total;
const figuresOf = (returns: readonly UnitReturn[], grouping: Grouping, id: string) =>
  rollUp(returns, context).groups[grouping].find((group) => group.id === id)!.figures;

describe('what counts', () => {
  test('federal has 140 rows, Punjab 88, Khyber Pakhtunkhwa 89 (row 24), all units 760', () => {
    expect(total({}).interventions).toBe(140);
    expect(total({ unit: 'punjab' }).interventions).toBe(88);
    expect(total({ unit: 'khyber-pakhtunkhwa' }).interventions).toBe(89);
    const all = nispPlan.units.map(({ id }) => ({ unit: id, submission: null }));
    expect(rollUp(all, context).total.interventions).toBe(140 + 3 * 88 + 4 * 89);
  });
  test('a container is never counted, whatever stands in its row', () => {
    const blank = rollUp([of()], context);
    const containers = { '11': { status: 'Completed', budget: 5, progress: 1 } as const };
    expect(rollUp([of({ entries: containers })], context)).toEqual(blank);
  });
  test('an entry in a row that is not the unit’s is never counted', () => {
    const blank = rollUp([of({ unit: 'punjab' })], context);
    expect(
      rollUp([of({ unit: 'punjab', entries: { '1': { status: 'Completed', budget: 5 } } })], context),
    ).toEqual(blank);
  });
});

describe('absences', () => {
  const none = { blank: 0, unusable: 0, missing: 0, nilReturn: 0, notSubmitted: 0 };
  test('not submitted', () => {
    const figures = rollUp([{ unit: 'punjab', submission: null }], context).total;
    expect(figures.absent).toEqual({ ...none, notSubmitted: 88 });
    expect(figures.reported).toBe(0);
  });
  test('nil return; its entries count after all', () => {
    expect(total({ unit: 'punjab', nilReturn: true, missing: ['65'] }).absent).toEqual({
      ...none,
      nilReturn: 88,
    });
    const entries = { '10a': { status: 'Completed', budget: 3 } as const };
    const figures = total({ unit: 'punjab', nilReturn: true, entries });
    expect(figures.absent).toEqual({ ...none, nilReturn: 87 });
    expect([figures.byStatus.Completed, figures.budget.known]).toEqual([1, 3]);
  });
  test('blank, unusable and missing', () => {
    const figures = total({
      replace: [entryOf('1', { progress: 0.5 }, { unusable: ['status'] })],
      missing: ['2', '3'],
      entries: { '4': { status: 'Not started' }, '4a': { remarks: 'x' } },
    });
    expect(figures.absent).toEqual({ ...none, unusable: 1, missing: 2, blank: 136 });
    expect(figures.byStatus['Not started']).toBe(1);
  });
  test('without a status column nothing is known of a row, and what stands beside it counts', () => {
    const replace = [entryOf('1', { budget: 4 }, { without: ['status'] })];
    const figures = total({ replace });
    expect(figures.absent).toEqual({ ...none, missing: 1, blank: 139 });
    expect(figures.budget.known).toBe(4);
  });
  test('an unusable status in a nil return is not "nothing to report"', () => {
    const replace = [entryOf('1', {}, { unusable: ['status'] })];
    expect(total({ nilReturn: true, replace }).absent).toEqual({ ...none, unusable: 1, nilReturn: 139 });
  });
});

describe('figures', () => {
  const entries: Record<string, EntryValues> = {
    '1': { status: 'Completed', progress: 1, due: '2019-03-31', budget: 100, spent: 60 },
    '2': { status: 'In progress', progress: 0.5, due: '2019-03-30' },
    '3': { status: 'Dropped', due: '2018-12-31' },
    '4': { due: '2019-01-31', spent: 2.5 },
    '4a': { status: 'On hold', progress: 0, due: '2019-04-01' },
    '5': { status: 'Not started', budget: 20 },
  };
  const figures = total({ entries });
  test('status, progress and deadlines', () => {
    expect(figures.byStatus).toEqual({
      'Not started': 1,
      'In progress': 1,
      Completed: 1,
      'On hold': 1,
      Dropped: 1,
    });
    expect(figures.reported).toBe(5);
    expect(figures.progress).toEqual({ average: 0.5, of: 3 });
    expect([figures.due, figures.doneOfDue, figures.overdue]).toEqual([4, 1, 2]);
    expect(total({}).progress).toEqual({ average: null, of: 0 });
  });
  test('a budget that is not known is counted, never added as zero', () => {
    const uncosted = nispPlan.interventions.filter(
      (row) => !row.isContainer && row.units.includes('federal') && row.budget.kind !== 'none',
    );
    expect(nispPlan.interventionByNo.get('1')!.budget.kind).toBe('none');
    expect(nispPlan.interventionByNo.get('5')!.budget.kind).toBe('to-be-determined');
    expect(figures.budget).toEqual({ known: 120, costed: 2, notCosted: uncosted.length - 1 });
    expect(figures.spent).toEqual({ known: 62.5, of: 2 });
  });
  test('a budget of zero is known', () => {
    expect(total({ entries: { '5': { budget: 0 } } }).budget).toEqual({
      known: 0,
      costed: 1,
      notCosted: total({}).budget.notCosted - 1,
    });
  });
  test('shares state their denominators; none is not 0%', () => {
    expect(sharesOf(figures)).toEqual({
      reported: { count: 5, of: 140, ratio: 5 / 140 },
      doneOfAll: { count: 1, of: 140, ratio: 1 / 140 },
      doneOfDue: { count: 1, of: 4, ratio: 0.25 },
      overdueOfDue: { count: 2, of: 4, ratio: 0.5 },
      costed: { count: 2, of: 2 + figures.budget.notCosted, ratio: 2 / (2 + figures.budget.notCosted) },
    });
    expect(sharesOf(total({})).doneOfDue).toEqual({ count: 0, of: 0, ratio: null });
  });
});

describe('groups', () => {
  test('list everything that the plan lists, in its order', () => {
    const { groups } = rollUp([of({ unit: 'sindh' }), of()], context);
    const ids = (grouping: Grouping) => groups[grouping].map(({ id }) => id);
    expect(ids('pillar')).toEqual(nispPlan.pillars.map(({ id }) => id));
    expect(ids('section')).toHaveLength(23);
    expect(ids('body')).toEqual(nispPlan.bodies.map(({ id }) => id));
    expect(ids('timeline')).toEqual(['Short Term', 'Medium Term', 'Long Term', 'not-set']);
    expect(ids('goal')).toEqual(nispPlan.goals.map(({ id }) => id));
    expect(ids('priority')).toEqual(Array.from({ length: 20 }, (_, index) => String(index + 1)));
    expect(ids('unit')).toEqual(['federal', 'sindh']);
  });
  test('a section names the pillar that it stands in', () => {
    expect(
      rollUp([], context)
        .groups.section.filter(({ within }) => within !== 'reorient')
        .map(({ id, name, within }) => [id, name, within]),
    ).toEqual([
      ['reimagine/national-narrative', 'National Narrative', 'reimagine'],
      ['reimagine/education-system-reform', 'Education System Reform', 'reimagine'],
      ['reimagine/madrassa-reforms', 'Madrassa Reforms', 'reimagine'],
      ['reimagine/mosque-reforms', 'Mosque Reforms', 'reimagine'],
      ['reimagine/media-regulation', 'Media Regulation', 'reimagine'],
      ['reimagine/tourism-and-cultural-activities', 'Tourism and Cultural Activities', 'reimagine'],
      ['reconcile', 'Reconcile', 'reconcile'],
      ['redistribute', 'Redistribute', 'redistribute'],
      ['regional-approach', 'Regional Approach', 'regional-approach'],
      ['recognize', 'Recognize', 'recognize'],
    ]);
  });
  test('an intervention with two bodies counts in the group of each', () => {
    const returns = [of({ entries: { '3': { status: 'Completed' } } })];
    expect(figuresOf(returns, 'body', 'moi').byStatus.Completed).toBe(1);
    expect(figuresOf(returns, 'body', 'nacta').byStatus.Completed).toBe(1);
    expect(figuresOf(returns, 'body', 'moi').interventions).toBe(
      nispPlan.interventions.filter(
        (row) => row.bodies.includes('moi') && !row.isContainer && row.units.includes('federal'),
      ).length,
    );
  });
  test('the plan’s timeline goes before the entry’s; without either it is not set', () => {
    const given = applyTimelines(nispPlan, '1,L\n2,S\n');
    if (!given.ok) throw new Error('The timelines of this test are broken.');
    const entries = { '1': { timeline: 'Short Term' }, '3': { timeline: 'Medium Term' } } as const;
    const { groups } = rollUp([of({ entries })], { ...context, plan: given.plan });
    expect(groups.timeline.map(({ id, figures }) => [id, figures.interventions])).toEqual([
      ['Short Term', 1],
      ['Medium Term', 1],
      ['Long Term', 1],
      ['not-set', 137],
    ]);
  });
  test('goals are those of the pillars; two pillars serve none', () => {
    const { groups, total: all } = rollUp([of()], context);
    const count = (grouping: Grouping, id: string) =>
      groups[grouping].find((group) => group.id === id)!.figures.interventions;
    expect(count('goal', 'rule-of-law')).toBe(count('pillar', 'reorient'));
    expect(count('goal', 'shared-vision')).toBe(count('pillar', 'reimagine'));
    expect(count('goal', 'social-justice')).toBe(count('pillar', 'redistribute'));
    expect(count('goal', 'political-stability')).toBe(count('pillar', 'reconcile'));
    const goals = groups.goal.reduce((sum, { figures }) => sum + figures.interventions, 0);
    expect(goals).toBe(
      all.interventions - count('pillar', 'regional-approach') - count('pillar', 'recognize'),
    );
  });
  test('a priority stands for the interventions it names and their sub-items', () => {
    const completed = { status: 'Completed' } as const;
    const returns = [
      of({ entries: { '56': completed, '56a': completed, '91': completed, '91b': completed } }),
    ];
    expect(figuresOf(returns, 'priority', '4').byStatus.Completed).toBe(2);
    expect(figuresOf(returns, 'priority', '4').interventions).toBe(5);
    // 91 with its sub-items, one of which (91b) is also a priority of its own.
    expect(figuresOf(returns, 'priority', '10').byStatus.Completed).toBe(2);
    expect(figuresOf(returns, 'priority', '11').interventions).toBe(1);
    expect(figuresOf(returns, 'priority', '6').interventions).toBe(0);
  });
  test('a priority that names a sub-item beside its container counts it once', () => {
    // Priority 8: rows 80 (provincial), 84 (a container: 84a to 84e) and 84d.
    expect(figuresOf([of()], 'priority', '8').interventions).toBe(5);
    expect(figuresOf([of({ unit: 'punjab' })], 'priority', '8').interventions).toBe(6);
  });
  test('a body that a plan names twice in a row counts that row once', () => {
    const [first, ...rest] = nispPlanFile.interventions;
    const loaded = loadPlan({
      ...nispPlanFile,
      interventions: [{ ...first, bodies: ['moi', 'moi'] }, ...rest],
    });
    if (!loaded.ok) throw new Error('The plan of this test is broken.');
    const twice = rollUp([of()], { ...context, plan: loaded.plan });
    expect(twice.groups.body).toEqual(rollUp([of()], context).groups.body);
  });
});

describe('what the caller has to settle first', () => {
  test('one return for each unit', () => {
    expect(() => rollUp([of(), of()], context)).toThrow('only be rolled up once');
  });
  test('units of the plan only', () => {
    expect(() => rollUp([{ unit: '__proto__', submission: null }], context)).toThrow('__proto__');
  });
});
