/** The built-in plan says what Annex A of the printed policy says. */
import { describe, expect, test } from 'vitest';
import { hasPart, interventionOrder } from '../../../core/plan/load.js';
import { nispPlan, nispPlanFile } from '../../../core/plan/nisp.js';
import type { PlannedBudget } from '../../../core/plan/schema.js';

const rows = nispPlan.interventions;
const row = (no: string) => nispPlan.interventionByNo.get(no)!;
const numbersWhere = (holds: (intervention: (typeof rows)[number]) => boolean) =>
  rows.filter(holds).map(({ no }) => no);

describe('rows', () => {
  test('177: 120 numbered 1 to 120 without a gap, 57 sub-items', () => {
    expect(rows).toHaveLength(177);
    expect(numbersWhere(({ parent }) => parent === null)).toEqual(
      Array.from({ length: 120 }, (_, index) => String(index + 1)),
    );
    expect(numbersWhere(({ parent }) => parent !== null)).toHaveLength(57);
  });
  test('stand in ascending order, sub-items lettered without a gap', () => {
    const order = rows.map(({ no }) => interventionOrder(no)!);
    expect([...order].sort((a, b) => a - b)).toEqual(order);
    for (const { no, subItems } of rows) {
      expect(subItems).toEqual(subItems.map((_, index) => `${no}${'abcdefg'.charAt(index)}`));
    }
  });
  test('per pillar: 90, 34, 11, 24, 7, 11', () => {
    const count = (pillar: string) => rows.filter((one) => one.pillar === pillar).length;
    expect(nispPlan.pillars.map(({ name, id }) => [name, count(id)])).toEqual([
      ['Reorient', 90],
      ['Reimagine', 34],
      ['Reconcile', 11],
      ['Redistribute', 24],
      ['Regional Approach', 7],
      ['Recognize', 11],
    ]);
  });
  test('containers are exactly 11, 57, 84, 96 and 99', () => {
    expect(numbersWhere(({ isContainer }) => isContainer)).toEqual(['11', '57', '84', '96', '99']);
  });
  test('every row without a body is a container that inherits the units of its sub-items', () => {
    expect(numbersWhere(({ bodies }) => bodies.length === 0)).toEqual(['99']);
    expect(row('99').units).toEqual(nispPlan.units.map(({ id }) => id));
  });
  test('only the wording of 84c comes from section H', () => {
    expect(numbersWhere(({ textSource }) => textSource !== 'annex-a')).toEqual(['84c']);
    expect(row('84c').textSource).toBe('section-h');
  });
  test('no text is blank, and notes where print and section H differ are kept', () => {
    for (const { text, section } of rows) {
      expect(text.trim()).not.toBe('');
      expect(section?.trim()).not.toBe('');
    }
    expect(row('9a').sectionHNotes.join(' ')).toContain('1898');
    expect(row('5a').readingNotes.join(' ')).toContain("Number reads '53'");
  });
  test('every timeline is null: Annex A prints it as a colour', () => {
    expect(numbersWhere(({ timeline }) => timeline !== null)).toEqual([]);
  });
});

describe('reporting units', () => {
  const provinces = nispPlan.units.filter(({ level }) => level === 'provincial').map(({ id }) => id);
  test('row 24 names Khyber Pakhtunkhwa, AJK, ICT and GB only', () => {
    expect([...row('24').units].sort()).toEqual([
      'azad-jammu-kashmir',
      'gilgit-baltistan',
      'islamabad-capital-territory',
      'khyber-pakhtunkhwa',
    ]);
    expect(hasPart(row('24'), 'punjab')).toBe(false);
  });
  test('one federal unit and seven provincial ones', () => {
    expect(nispPlan.units).toHaveLength(8);
    expect(provinces).toHaveLength(7);
  });
  test('follow from the level of the bodies', () => {
    expect(row('1').units).toEqual(['federal']);
    expect(row('80').units).toEqual(provinces);
    for (const { no, bodies, units } of rows) {
      if (no === '24' || no === '99') continue;
      const levels = new Set(bodies.map((id) => nispPlan.bodyById.get(id)!.level));
      if (levels.has('federal')) expect(units, no).toContain('federal');
      if (levels.has('provincial')) expect(units, no).toEqual(expect.arrayContaining(provinces));
      if (!levels.has('provincial') && !levels.has('judicial')) expect(units, no).toEqual(['federal']);
    }
  });
  test('judicial bodies report through their seat: High Courts in the provinces, NJPMC federally, academies both', () => {
    expect(row('29').bodies).toEqual(['high-courts']);
    expect(row('29').units).toEqual(provinces);
    expect(row('40').bodies).toEqual(['njpmc']);
    expect(row('40').units).toEqual(['federal']);
    expect(row('27').bodies).toEqual(['judicial-academies']);
    expect(row('27').units).toHaveLength(8);
  });
  test('units stand in the order of the plan in every row', () => {
    const rank = new Map(nispPlan.units.map(({ id }, index) => [id, index]));
    for (const { units } of rows) {
      const ranks = units.map((unit) => rank.get(unit)!);
      expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    }
  });
});

describe('budgets', () => {
  const kinds = (kind: PlannedBudget['kind']) => numbersWhere(({ budget }) => budget.kind === kind);
  test('99 none, 63 to be determined, 6 as finalized, 9 borne', () => {
    expect(kinds('none')).toHaveLength(99);
    expect(kinds('to-be-determined')).toHaveLength(63);
    expect(kinds('as-finalized')).toEqual(['37', '76', '94', '96e', '96g', '112']);
    expect(kinds('borne')).toEqual(['57a', '57b', '57c', '60', '61', '62', '63', '64', '95']);
  });
  test('the printed text is kept as it is', () => {
    for (const [index, { budget }] of rows.entries()) {
      expect(budget.printed).toBe(nispPlanFile.interventions[index]!.budget);
    }
    expect(row('97a').budget).toEqual({ kind: 'to-be-determined', by: 'MoH', printed: 'TBD to MoH' });
  });
});

describe('goals and priorities', () => {
  test('four pillars serve a goal each, two none', () => {
    const goalName = (id: string | null) => nispPlan.goals.find((goal) => goal.id === id)?.name ?? null;
    expect(nispPlan.pillars.map(({ name, goal }) => [name, goalName(goal)])).toEqual([
      ['Reorient', 'Rule of law'],
      ['Reimagine', 'Shared vision'],
      ['Reconcile', 'Political stability'],
      ['Redistribute', 'Social justice'],
      ['Regional Approach', null],
      ['Recognize', null],
    ]);
    expect(nispPlan.goals).toHaveLength(4);
  });
  test('20 priorities link to interventions; only the one about the image of the country has none', () => {
    expect(nispPlan.priorities.map(({ no }) => no)).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 1),
    );
    for (const { no, interventions } of nispPlan.priorities) {
      for (const linked of interventions) expect(nispPlan.interventionByNo.has(linked)).toBe(true);
      expect(interventions.length === 0).toBe(no === 6);
    }
  });
  test('a priority stands in a pillar of the plan, and its links in that pillar', () => {
    for (const { no, pillar, interventions } of nispPlan.priorities) {
      expect(nispPlan.pillarById.has(pillar)).toBe(true);
      for (const linked of interventions) expect(row(linked).pillar, `priority ${no}`).toBe(pillar);
    }
  });
});

test('the policy covers 2018 to 2023', () => {
  expect(nispPlan.validity).toEqual({ from: '2018-01-01', to: '2023-12-31' });
});
