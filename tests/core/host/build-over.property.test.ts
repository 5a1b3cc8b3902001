/** Whatever a unit was handed out, entered since and cleared: building over its workbook keeps all of it. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildUnitWorkbook } from '../../../core/blueprint/unit-workbook.js';
import { dateOrders } from '../../../core/entry/template.js';
import { buildOver } from '../../../core/host/build-over.js';
import { nispPlan as plan } from '../../../core/plan/nisp.js';
import { parsePeriod } from '../../../core/plan/period.js';
import { readSubmission } from '../../../core/snapshot/check.js';
import { snapshotOf } from '../../../core/snapshot/of-blueprint.js';
import { anyEntryValues, anyUnit } from '../../support/arbitraries.js';

const period = parsePeriod('2019-Q1')!;
/** A container's figures are derived: nobody enters anything there. */
const numbers = plan.interventions.filter(({ isContainer }) => !isContainer).map(({ no }) => no);
const rows = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...numbers), anyEntryValues), {
    selector: ([no]) => no,
    maxLength: 25,
  })
  .map((list) => new Map(list));

it('a workbook built over itself says the same, cell by cell, and so does one built over that', () => {
  const workbooks = fc.record({
    unit: anyUnit,
    base: rows,
    entries: rows,
    cover: fc.record(
      {
        nilReturn: fc.boolean(),
        dateOrder: fc.constantFrom(...dateOrders),
        preparedBy: fc.constantFrom('Ali', '=Ali', 'علی'),
        submittedOn: fc.constantFrom('2019-04-01', '2020-02-29'),
      },
      { requiredKeys: [] },
    ),
    asOf: fc.constantFrom('2019-03-31', '2019-06-30'),
  });
  fc.assert(
    fc.property(workbooks, ({ unit, ...input }) => {
      const read = (snapshot: ReturnType<typeof snapshotOf>) =>
        readSubmission(snapshot, { plan, file: '', hash: null, received: null }).submission!;
      const before = snapshotOf(buildUnitWorkbook({ plan, unit, period, ...input }));
      const { blueprint, diagnostics } = buildOver(before, { plan, unit, period });
      expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
      const after = snapshotOf(blueprint!);
      expect(read(after)).toEqual(read(before));
      expect(snapshotOf(buildOver(after, { plan, unit, period }).blueprint!)).toEqual(after);
    }),
    { numRuns: 40 },
  );
});
