/** Loading a plan file: what follows from it is worked out, and a broken one is refused with what is wrong. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { severities, type DiagnosticCode } from '../../../core/diagnostics/codes.js';
import { describe as words } from '../../../core/diagnostics/messages/en.js';
import { interventionOrder, loadPlan } from '../../../core/plan/load.js';
import { nispPlan, nispPlanFile } from '../../../core/plan/nisp.js';
import type { PlanFile } from '../../../core/plan/schema.js';
import { sectionsOf } from '../../../core/plan/sections.js';
import { anyPlanFile, planRow, smallPlanFile } from '../../support/plans.js';

type Rows = PlanFile['interventions'];

/** The small plan with its rows changed. */
const withRows = (change: (rows: Rows) => Rows): PlanFile => ({
  ...smallPlanFile,
  interventions: change(smallPlanFile.interventions),
});
const changeRow = (no: string, change: Partial<Rows[number]>) =>
  withRows((rows) => rows.map((row) => (row.no === no ? { ...row, ...change } : row)));
const faultsOf = (value: unknown) => loadPlan(value).diagnostics;

describe('a plan file that is in order', () => {
  const loaded = loadPlan(smallPlanFile);
  const plan = loaded.ok ? loaded.plan : null;
  test('loads', () => {
    expect(loaded.diagnostics).toEqual([]);
    expect(plan).not.toBeNull();
  });
  test('knows parents, sub-items and containers', () => {
    expect(
      plan!.interventions.map(({ no, parent, subItems, isContainer }) => [no, parent, subItems, isContainer]),
    ).toEqual([
      ['1', null, [], false],
      ['2', null, ['2a', '2b'], true],
      ['2a', '2', [], false],
      ['2b', '2', [], false],
      ['3', null, [], false],
    ]);
  });
  test('a row with sub-items and an indicator of its own is no container', () => {
    const own = loadPlan(changeRow('2', { indicators: 'Made', bodies: ['ministry'] }));
    expect(own.ok && own.plan.interventionByNo.get('2')!.isContainer).toBe(false);
  });
  test('units follow from bodies, seats and, for a row that names nobody, its sub-items', () => {
    expect(plan!.interventions.map(({ no, units }) => [no, units])).toEqual([
      ['1', ['centre']],
      ['2', ['centre', 'north', 'south']],
      ['2a', ['north', 'south']],
      ['2b', ['centre']],
      ['3', ['north', 'south']],
    ]);
  });
  test('a judicial body without a seat reports through both levels', () => {
    const academy = loadPlan(changeRow('1', { bodies: ['academy'] }));
    expect(academy.ok && academy.plan.interventionByNo.get('1')!.units).toEqual(['centre', 'north', 'south']);
  });
  test('units that a row names itself go before its bodies, in the plan’s order', () => {
    const named = loadPlan(changeRow('1', { units: ['south', 'centre'] }));
    expect(named.ok && named.plan.interventionByNo.get('1')!.units).toEqual(['centre', 'south']);
  });
  test('the built-in plan as a file loads again to the same plan', () => {
    const again = loadPlan(JSON.parse(JSON.stringify(nispPlanFile)));
    expect(again.ok && again.plan).toEqual(nispPlan);
  });
});

describe('a broken plan file', () => {
  /** One fault for each code. */
  const broken: readonly [DiagnosticCode, unknown, string | undefined][] = [
    ['plan/invalid', { ...smallPlanFile, title: 7 }, undefined],
    [
      'plan/id-duplicate',
      { ...smallPlanFile, goals: [...smallPlanFile.goals, ...smallPlanFile.goals] },
      undefined,
    ],
    [
      'plan/goal-unknown',
      { ...smallPlanFile, pillars: [{ id: 'first', name: 'First', goal: 'war' }, smallPlanFile.pillars[1]] },
      undefined,
    ],
    ['plan/number-invalid', withRows((rows) => [...rows, planRow('04', { pillar: 'second' })]), '04'],
    ['plan/number-duplicate', withRows(([first, ...rest]) => [first!, first!, ...rest]), '1'],
    [
      'plan/number-order',
      withRows(([first, ...rest]) => [planRow('9', { pillar: 'first' }), first!, ...rest]),
      '1',
    ],
    ['plan/parent-missing', withRows((rows) => rows.filter(({ no }) => no !== '2')), '2a'],
    ['plan/parent-mismatch', changeRow('2b', { parent: null }), '2b'],
    ['plan/pillar-unknown', changeRow('3', { pillar: 'third' }), '3'],
    [
      'plan/pillar-order',
      withRows((rows) => [...rows, planRow('4', { pillar: 'first', section: 'Later' })]),
      '4',
    ],
    [
      'plan/section-order',
      withRows(() => [planRow('1'), planRow('2', { section: 'Other' }), planRow('3')]),
      '3',
    ],
    ['plan/sub-item-elsewhere', changeRow('2b', { section: 'Elsewhere' }), '2b'],
    ['plan/body-unknown', changeRow('1', { bodies: ['ministry', 'nobody'] }), '1'],
    ['plan/unit-unknown', changeRow('1', { units: ['west'] }), '1'],
    ['plan/no-unit', changeRow('1', { bodies: [] }), '1'],
    ['plan/validity', { ...smallPlanFile, validity: { from: '2020-01-01', to: '2019-12-31' } }, undefined],
    [
      'plan/priority-unknown-intervention',
      { ...smallPlanFile, priorities: [{ ...smallPlanFile.priorities[0], interventions: ['1', '8'] }] },
      undefined,
    ],
  ];

  test.each(broken)('%s', (code, file, intervention) => {
    const found = faultsOf(file);
    const fault = found.find((one) => one.code === code);
    expect(found.map((one) => one.code)).toContain(code);
    expect(fault!.severity).toBe('error');
    expect(fault!.intervention).toBe(intervention);
    expect(loadPlan(file).ok).toBe(false);
  });
  test('every code of plan files is tested here', () => {
    const codes = Object.keys(severities).filter((code) => code.startsWith('plan/'));
    expect(broken.map(([code]) => code).sort()).toEqual(codes.sort());
  });
  test('all faults are found at once', () => {
    const file = {
      ...changeRow('1', { bodies: ['nobody'], units: ['west'] }),
      validity: { from: '2020-01-01', to: '2019-12-31' },
    };
    expect(faultsOf(file).map(({ code }) => code)).toEqual([
      'plan/validity',
      'plan/body-unknown',
      'plan/unit-unknown',
    ]);
  });
  test('a fault of the schema names its place in the file', () => {
    const file = withRows(([first, ...rest]) => [{ ...first, timeline: 'Soon' } as never, ...rest]);
    expect(faultsOf(file).map(({ params }) => params)).toEqual([
      expect.objectContaining({ path: 'interventions.0.timeline' }),
    ]);
  });
  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'plan'],
    ['a number', 5],
    ['a list', []],
    ['an empty object', {}],
    ['JSON with __proto__', JSON.parse('{"__proto__":{"id":"x"}}')],
    ['an unknown key', { ...smallPlanFile, extra: 1 }],
    ['no interventions', { ...smallPlanFile, interventions: [] }],
    ['a text beyond all measure', { ...smallPlanFile, title: 'x'.repeat(6_000) }],
  ])('%s is refused in words, not thrown', (_, value) => {
    const found = faultsOf(value);
    expect(found.length).toBeGreaterThan(0);
    for (const fault of found) {
      expect(fault.code).toBe('plan/invalid');
      expect(words(fault).text).toMatch(/\.$/);
    }
  });
});

describe('interventionOrder', () => {
  test('sorts 5 < 5a < 5b < 5z < 6 < 10', () => {
    const order = ['5', '5a', '5b', '5z', '6', '10'].map((no) => interventionOrder(no)!);
    expect([...order].sort((a, b) => a - b)).toEqual(order);
    expect(new Set(order).size).toBe(6);
  });
  test.each(['', '0', '05', '5A', '5ab', 'a', '5 a', '5.0', '-5', '١', '99999', '__proto__'])(
    '“%s” is no number',
    (no) => {
      expect(interventionOrder(no)).toBeNull();
    },
  );
});

describe('any plan of this structure', () => {
  const check = { numRuns: 80 };
  test('loads, with every row in one section and with at least one unit', () => {
    fc.assert(
      fc.property(anyPlanFile, (file) => {
        const loaded = loadPlan(file);
        expect(loaded.diagnostics).toEqual([]);
        if (!loaded.ok) return;
        const { plan } = loaded;
        expect(plan.interventions.map(({ no }) => no)).toEqual(file.interventions.map(({ no }) => no));
        for (const row of plan.interventions) {
          expect(row.units.length).toBeGreaterThan(0);
          expect(row.isContainer).toBe(row.subItems.length > 0 && row.indicators === null);
          for (const no of row.subItems) expect(plan.interventionByNo.get(no)!.parent).toBe(row.no);
        }
        const headings = new Set(
          file.interventions.map(({ pillar, section }) => JSON.stringify([pillar, section])),
        );
        expect(sectionsOf(plan)).toHaveLength(headings.size);
      }),
      check,
    );
  });

  const change = (rows: Rows, index: number, changes: Partial<Rows[number]>) =>
    rows.map((row, at) => (at === index ? { ...row, ...changes } : row));
  /** Ways to break any plan file, each with the code that must be among the findings. */
  const mutations: readonly [DiagnosticCode, (rows: Rows, index: number) => Rows][] = [
    ['plan/number-duplicate', (rows, index) => [...rows, rows[index]!]],
    ['plan/number-invalid', (rows, index) => change(rows, index, { no: `${rows[index]!.no}!` })],
    ['plan/body-unknown', (rows, index) => change(rows, index, { bodies: ['nobody'] })],
    ['plan/unit-unknown', (rows, index) => change(rows, index, { units: ['nowhere'] })],
    ['plan/pillar-unknown', (rows, index) => change(rows, index, { pillar: 'nowhere' })],
    ['plan/parent-mismatch', (rows, index) => change(rows, index, { parent: '4000' })],
    ['plan/number-order', (rows, index) => [planRow('4001', { pillar: rows[index]!.pillar }), ...rows]],
    ['plan/parent-missing', (rows, index) => [...rows, planRow('4001a', { pillar: rows[index]!.pillar })]],
  ];
  test.each(mutations)('is refused when broken: %s', (code, mutate) => {
    fc.assert(
      fc.property(anyPlanFile, fc.nat(), (file, at) => {
        const index = at % file.interventions.length;
        const loaded = loadPlan({ ...file, interventions: mutate(file.interventions, index) });
        expect(loaded.ok).toBe(false);
        expect(loaded.diagnostics.map((fault) => fault.code)).toContain(code);
      }),
      check,
    );
  });
  test('is refused, not half-loaded, whatever stands in its place', () => {
    fc.assert(
      fc.property(
        fc.anything(),
        fc.constantFrom(...(Object.keys(smallPlanFile) as (keyof PlanFile)[])),
        (value, key) => {
          const loaded = loadPlan({ ...smallPlanFile, [key]: value });
          expect(loaded.ok).toBe(loaded.diagnostics.length === 0);
        },
      ),
      check,
    );
  });
});

describe('references that the rows do not make', () => {
  test.each([
    ['a day that is none', { validity: { from: '2018-02-31', to: '2023-12-31' } }, 'validity.from'],
    ['a seat of a body that is not judicial', { judicialSeats: { nobody: 'both' } }, 'judicialSeats.nobody'],
    [
      'a priority in no pillar',
      { priorities: [{ no: 1, pillar: 'nowhere', text: 'Peace', interventions: [], notes: [] }] },
      'priorities.0.pillar',
    ],
  ])('%s is refused with its place in the file', (_, change, path) => {
    expect(faultsOf({ ...smallPlanFile, ...change })).toEqual([
      expect.objectContaining({ code: 'plan/invalid', params: expect.objectContaining({ path }) as unknown }),
    ]);
  });
});
