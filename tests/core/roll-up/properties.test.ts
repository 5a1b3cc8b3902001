/** What holds of every roll-up: the parts make up the whole, and the order of the returns does not matter. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nispPlan } from '../../../core/plan/nisp.js';
import { sectionKey } from '../../../core/plan/sections.js';
import type { Figures, RollUp } from '../../../core/roll-up/figures.js';
import { rollUp, type UnitReturn } from '../../../core/roll-up/roll-up.js';
import { anySubmission } from '../../support/arbitraries.js';
import { entryOf } from '../../support/submission.js';

const context = { plan: nispPlan, asOf: '2020-06-30' };
const check = { numRuns: 40 };

/** Some units' returns, each a submission or none. */
const anyReturns: fc.Arbitrary<UnitReturn[]> = fc
  .subarray(
    nispPlan.units.map(({ id }) => id),
    { minLength: 1, maxLength: 4 },
  )
  .chain((units) =>
    fc.tuple(
      ...units.map((unit) =>
        fc.option(anySubmission(unit), { freq: 6 }).map((submission) => ({ unit, submission })),
      ),
    ),
  );

/** Every number of a set of figures, by its path; the average as the sum that it is made of. */
function numbersOf(figures: Figures): Map<string, number> {
  const numbers = new Map<string, number>();
  const walk = (value: unknown, path: string) => {
    if (typeof value === 'number') numbers.set(path, value);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, part] of Object.entries(value)) walk(part, `${path}.${key}`);
    }
  };
  const { average, of } = figures.progress;
  walk({ ...figures, progress: { sum: (average ?? 0) * of, of } }, '');
  return numbers;
}

function expectSum(parts: readonly Figures[], whole: Figures) {
  const sums = new Map<string, number>();
  for (const part of parts) {
    for (const [path, number] of numbersOf(part)) sums.set(path, (sums.get(path) ?? 0) + number);
  }
  for (const [path, number] of numbersOf(whole)) expect(sums.get(path), path).toBeCloseTo(number, 6);
}

const holds = (property: (rolled: RollUp, returns: readonly UnitReturn[]) => void) => {
  fc.assert(
    fc.property(anyReturns, (returns) => {
      property(rollUp(returns, context), returns);
    }),
    check,
  );
};
const figures = ({ groups }: RollUp, grouping: keyof RollUp['groups']) =>
  groups[grouping].map((group) => group.figures);

describe('the parts make up the whole', () => {
  test.each(['pillar', 'section', 'unit', 'timeline'] as const)('over each %s', (grouping) => {
    holds((rolled) => {
      expectSum(figures(rolled, grouping), rolled.total);
    });
  });
  test('the sections of a pillar make up the pillar', () => {
    holds((rolled) => {
      for (const pillar of rolled.groups.pillar) {
        const sections = rolled.groups.section.filter(({ within }) => within === pillar.id);
        expectSum(
          sections.map((section) => section.figures),
          pillar.figures,
        );
      }
    });
  });
  test('rolling up each unit for itself and adding gives the roll-up of all', () => {
    holds((rolled, returns) => {
      expectSum(
        returns.map((unitReturn) => rollUp([unitReturn], context).total),
        rolled.total,
      );
    });
  });
  test('in every group: rows = reported + absences; done ≤ due; overdue ≤ due − done; costed ≤ rows', () => {
    holds((rolled) => {
      const all = [
        rolled.total,
        ...Object.values(rolled.groups)
          .flat()
          .map((group) => group.figures),
      ];
      for (const one of all) {
        const reported = Object.values(one.byStatus).reduce((sum, count) => sum + count, 0);
        const absent = Object.values(one.absent).reduce((sum, count) => sum + count, 0);
        expect(one.reported).toBe(reported);
        expect(one.interventions).toBe(reported + absent);
        expect(one.doneOfDue).toBeLessThanOrEqual(one.byStatus.Completed);
        expect(one.overdue + one.doneOfDue).toBeLessThanOrEqual(one.due);
        expect(one.budget.costed + one.budget.notCosted).toBeLessThanOrEqual(one.interventions);
        expect(one.progress.average === null).toBe(one.progress.of === 0);
      }
    });
  });
});

test('the order of the returns does not matter', () => {
  fc.assert(
    fc.property(
      anyReturns.chain((returns) =>
        fc.tuple(
          fc.constant(returns),
          fc.shuffledSubarray(returns, { minLength: returns.length, maxLength: returns.length }),
        ),
      ),
      ([returns, shuffled]) => {
        expect(rollUp(shuffled, context)).toEqual(rollUp(returns, context));
      },
    ),
    check,
  );
});

test('the order of the entries does not matter', () => {
  fc.assert(
    fc.property(anySubmission('federal'), (submission) => {
      const reversed = { ...submission, entries: new Map([...submission.entries].reverse()) };
      expect(rollUp([{ unit: 'federal', submission: reversed }], context)).toEqual(
        rollUp([{ unit: 'federal', submission }], context),
      );
    }),
    check,
  );
});

test('adding a blank row changes only missing to blank, in the groups that it belongs to', () => {
  fc.assert(
    fc.property(
      anySubmission('federal'),
      fc.constantFrom(...nispPlan.interventions.filter((row) => row.units.includes('federal'))),
      (given, row) => {
        const submission = { ...given, nilReturn: false };
        const without = new Map(submission.entries);
        without.delete(row.no);
        const withBlank = new Map(without).set(row.no, entryOf(row.no));
        const before = rollUp(
          [{ unit: 'federal', submission: { ...submission, entries: without } }],
          context,
        );
        const after = rollUp(
          [{ unit: 'federal', submission: { ...submission, entries: withBlank } }],
          context,
        );
        const moved = row.isContainer ? 0 : 1;
        const expected = (one: Figures): Figures => ({
          ...one,
          absent: { ...one.absent, missing: one.absent.missing - moved, blank: one.absent.blank + moved },
        });
        expect(after.total).toEqual(expected(before.total));
        for (const [index, group] of before.groups.section.entries()) {
          const isOwn = group.id === sectionKey(row);
          expect(after.groups.section[index]!.figures).toEqual(
            isOwn ? expected(group.figures) : group.figures,
          );
        }
      },
    ),
    check,
  );
});

test('giving a blank row a status moves exactly one row from blank to that status', () => {
  fc.assert(
    fc.property(fc.constantFrom(...nispPlan.units.map(({ id }) => id)).chain(anySubmission), (given) => {
      const submission = { ...given, nilReturn: false };
      const { unit } = submission;
      const blank = nispPlan.interventions.find((row) => {
        const entry = submission.entries.get(row.no);
        return (
          !row.isContainer &&
          row.units.includes(unit) &&
          entry !== undefined &&
          entry.values.status === undefined &&
          !entry.unusable.has('status')
        );
      });
      fc.pre(blank !== undefined);
      const entry = submission.entries.get(blank.no)!;
      const entries = new Map(submission.entries).set(blank.no, {
        ...entry,
        values: { ...entry.values, status: 'Completed' },
      });
      const before = rollUp([{ unit, submission }], context).total;
      const after = rollUp([{ unit, submission: { ...submission, entries } }], context).total;
      expect(after.interventions).toBe(before.interventions);
      expect(after.byStatus).toEqual({ ...before.byStatus, Completed: before.byStatus.Completed + 1 });
      expect(after.absent).toEqual({ ...before.absent, blank: before.absent.blank - 1 });
      expect(after.budget).toEqual(before.budget);
    }),
    check,
  );
});
