/** How a workbook is to look in the arrangement that people gave it: what a repair puts back. */
import {
  arrangedAs,
  buildUnitWorkbook,
  readAsOf,
  type Blueprint,
  type Period,
  type Plan,
  type Submission,
  type WorkbookSnapshot,
} from '../../core/index.js';

/** The workbook of a unit with what stands in it now, as it was built, in the arrangement that it has now. */
export function arrangedBlueprint(
  snapshot: WorkbookSnapshot,
  {
    unit,
    period,
    submission,
  }: { readonly unit: string; readonly period: Period; readonly submission: Submission },
  plan: Plan,
): Blueprint {
  const asOf = readAsOf(snapshot);
  const blueprint = buildUnitWorkbook({
    plan,
    unit,
    period,
    entries: new Map([...submission.entries].map(([no, { values }]) => [no, values])),
    base: submission.base,
    ...(submission.record === undefined ? {} : { record: submission.record }),
    ...(asOf === null ? {} : { asOf }),
  });
  return arrangedAs(blueprint, snapshot);
}
