/** The smaller parts of the plan: timelines, budgets, periods, sections. */
import { describe, expect, test } from 'vitest';
import { severities } from '../../../core/diagnostics/codes.js';
import { parseBudget } from '../../../core/plan/budget.js';
import { loadPlan } from '../../../core/plan/load.js';
import { nispPlan } from '../../../core/plan/nisp.js';
import { parsePeriod } from '../../../core/plan/period.js';
import { sectionKey, sectionsOf } from '../../../core/plan/sections.js';
import { applyTimelines } from '../../../core/plan/timelines.js';
import { planRow, smallPlanFile } from '../../support/plans.js';

describe('applyTimelines', () => {
  const timelinesOf = (list: string) => {
    const applied = applyTimelines(nispPlan, list);
    if (!applied.ok) throw new Error(JSON.stringify(applied.diagnostics));
    return applied.plan.interventions.flatMap(({ no, timeline }) => (timeline ? [`${no} ${timeline}`] : []));
  };
  const faultsOf = (list: string) => {
    const applied = applyTimelines(nispPlan, list);
    return applied.ok ? [] : applied.diagnostics.map(({ code, params }) => ({ code, ...params }));
  };
  test('takes full words, first words and letters, in any case, and every common separator', () => {
    const list =
      '\uFEFFIntervention,Timeline\r\n\r\n# read off page 61\r\n1,Short Term\r2;medium\n"3","Long-Term"\n5A\tL\n4,S,,\n';
    expect(timelinesOf(list)).toEqual([
      '1 Short Term',
      '2 Medium Term',
      '3 Long Term',
      '4 Short Term',
      '5a Long Term',
    ]);
  });
  test('counts what it took, leaves the given plan alone, and keeps both look-ups in step', () => {
    const applied = applyTimelines(nispPlan, '1,S\n2,M');
    expect(applied.ok && applied.count).toBe(2);
    expect(nispPlan.interventionByNo.get('1')!.timeline).toBeNull();
    expect(applied.ok && applied.plan.interventionByNo.get('1')!.timeline).toBe('Short Term');
  });
  test('a timeline that the plan already has stays unless the list names it', () => {
    const first = applyTimelines(nispPlan, '1,S\n2,M');
    const second = first.ok ? applyTimelines(first.plan, '2,L') : first;
    expect(second.ok && second.plan.interventions.slice(0, 2).map(({ timeline }) => timeline)).toEqual([
      'Short Term',
      'Long Term',
    ]);
  });
  test.each([
    ['1', { code: 'timelines/invalid', line: 1, found: '1' }],
    ['1,S,and more', { code: 'timelines/invalid', line: 1, found: '1,S,and more' }],
    ['121,S', { code: 'timelines/intervention-unknown', no: '121' }],
    ['__proto__,S', { code: 'timelines/intervention-unknown', no: '__proto__' }],
    ['1,Soon', { code: 'timelines/value-unknown', no: '1', found: 'Soon' }],
    ['1,', { code: 'timelines/value-unknown', no: '1', found: '' }],
    ['1,S\n1,S', { code: 'timelines/duplicate', no: '1' }],
  ])('%j is refused', (list, fault) => {
    expect(faultsOf(list)).toEqual([fault]);
  });
  test('every fault is named, and none of the list is taken', () => {
    expect(faultsOf('1,S\n2,X\n999,S\nnonsense').map(({ code }) => code)).toEqual([
      'timelines/value-unknown',
      'timelines/intervention-unknown',
      'timelines/invalid',
    ]);
  });
  test('every code of the list is tested here', () => {
    const codes = Object.keys(severities).filter((code) => code.startsWith('timelines/'));
    expect(codes.sort()).toEqual([
      'timelines/duplicate',
      'timelines/intervention-unknown',
      'timelines/invalid',
      'timelines/value-unknown',
    ]);
  });
});

describe('parseBudget', () => {
  test.each([
    [null, 'none', null],
    ['-', 'none', null],
    [' ', 'none', null],
    ['TBD by MoI and NACTA', 'to-be-determined', 'MoI and NACTA'],
    ['TBD to MoH', 'to-be-determined', 'MoH'],
    ['TBD of Dept. of Social Protection', 'to-be-determined', 'Dept. of Social Protection'],
    ['TBD', 'to-be-determined', ''],
    ['As finalized by NACTA', 'as-finalized', 'NACTA'],
    ['as finalised by NACTA', 'as-finalized', 'NACTA'],
    ['As decided by relevant ministries', 'as-finalized', 'relevant ministries'],
    ['MoI/MoD', 'borne', 'MoI/MoD'],
  ] as const)('%j → %s', (printed, kind, by) => {
    expect(parseBudget(printed)).toEqual({ kind, by, printed });
  });
});

describe('parsePeriod', () => {
  test.each([
    ['2019-Q1', '2019-01-01', '2019-03-31', 'January to March 2019'],
    ['2020-Q2', '2020-04-01', '2020-06-30', 'April to June 2020'],
    ['2019-Q3', '2019-07-01', '2019-09-30', 'July to September 2019'],
    ['2023-Q4', '2023-10-01', '2023-12-31', 'October to December 2023'],
  ])('%s runs from %s to %s', (id, start, end, label) => {
    expect(parsePeriod(id)).toMatchObject({ id, start, end, label });
  });
  test.each(['2019q1', ' 2019 - Q1 ', '2019Q1'])('“%s” is 2019-Q1', (text) => {
    expect(parsePeriod(text)?.id).toBe('2019-Q1');
  });
  test.each(['', '2019', '2019-Q0', '2019-Q5', '1919-Q1', '2019-Q11', 'Q1-2019', '2019-01'])(
    '“%s” is none',
    (text) => {
      expect(parsePeriod(text)).toBeNull();
    },
  );
});

describe('sections', () => {
  test('Annex A has 19 with a heading and four pillars without any', () => {
    const sections = sectionsOf(nispPlan);
    expect(sections.filter(({ isWholePillar }) => !isWholePillar)).toHaveLength(19);
    expect(sections.filter(({ isWholePillar }) => isWholePillar)).toEqual([
      { key: 'reconcile', pillar: 'reconcile', name: 'Reconcile', isWholePillar: true },
      { key: 'redistribute', pillar: 'redistribute', name: 'Redistribute', isWholePillar: true },
      {
        key: 'regional-approach',
        pillar: 'regional-approach',
        name: 'Regional Approach',
        isWholePillar: true,
      },
      { key: 'recognize', pillar: 'recognize', name: 'Recognize', isWholePillar: true },
    ]);
  });
  test('keys are unique, and those of the interventions in their order', () => {
    const keys = sectionsOf(nispPlan).map(({ key }) => key);
    expect(keys).toEqual([...new Set(nispPlan.interventions.map(sectionKey))]);
    expect(new Set(keys).size).toBe(keys.length);
  });
  test('keys hold nothing that a spreadsheet’s criteria would read as more than text', () => {
    for (const { key } of sectionsOf(nispPlan)) expect(key).toMatch(/^[a-z0-9/-]+$/);
    const key = (section: string) => sectionKey({ pillar: 'p', section });
    expect(key('=* Police & LEA’s ~ <> "?"')).toBe('p/police-lea-s');
    expect(key('مدارس کی اصلاح')).toBe('p/مدارس-کی-اصلاح');
    expect(key('x'.repeat(5_000))).toHaveLength(202);
  });
  test('headings that differ only in case and punctuation are one section, named as first printed', () => {
    const loaded = loadPlan({
      ...smallPlanFile,
      interventions: [
        planRow('1', { section: 'Mosque Reforms' }),
        planRow('2', { section: 'Mosque reforms.' }),
        planRow('3', { section: null }),
      ],
      priorities: [],
    });
    expect(loaded.ok && sectionsOf(loaded.plan)).toEqual([
      { key: 'first/mosque-reforms', pillar: 'first', name: 'Mosque Reforms', isWholePillar: false },
      { key: 'first', pillar: 'first', name: 'First', isWholePillar: true },
    ]);
  });
});
