/** Worksheets of a person's own that bear names of ours are told of before anybody paints; ours are never. */
import { expect, it } from 'vitest';
import { buildUnitWorkbook } from '../../../core/blueprint/unit-workbook.js';
import { findForeignWorksheets } from '../../../core/host/foreign-worksheets.js';
import { HostError } from '../../../core/host/host.js';
import { placeWorksheets } from '../../../core/host/placement.js';
import { nispPlan } from '../../../core/plan/nisp.js';
import { parsePeriod } from '../../../core/plan/period.js';
import { unitSnapshot } from '../../support/snapshot.js';

const ours = unitSnapshot();
const blueprint = buildUnitWorkbook({ plan: nispPlan, unit: 'punjab', period: parsePeriod('2019-Q1')! });
const own = (...names: readonly string[]) => ({
  worksheets: names.map((name) => ({ ...ours.worksheets[0]!, name, rows: [] })),
  definedNames: [],
});

it('says which, whatever the letter case', () => {
  expect(findForeignWorksheets(own('Sheet1', 'matrix', 'Lists')).map(({ at }) => at)).toEqual([
    { worksheet: 'matrix' },
    { worksheet: 'Lists' },
  ]);
});
it('says it just where painting would refuse', () => {
  for (const workbook of [own('Sheet1'), own('Roll-up'), own('_nisp', 'Sheet1'), ours]) {
    const isRefused = () => {
      try {
        placeWorksheets(workbook, blueprint);
        return false;
      } catch (error) {
        return error instanceof HostError && error.code === 'foreign-worksheet';
      }
    };
    expect(findForeignWorksheets(workbook).length > 0).toBe(isRefused());
  }
});
