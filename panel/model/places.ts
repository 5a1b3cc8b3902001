/** Where interventions and findings are in the worksheets by now. */
import { parseRange, type Diagnostic, type Submission } from '../../core/index.js';
import type { CellPlace } from '../panel-host.js';

/** Where an intervention stands: the cell that a person fills in first; null if the workbook lacks it. */
export function placeOf({ entries, source }: Submission, no: string): CellPlace | null {
  const cells = entries.get(no)?.cells;
  const range = cells?.get('status') ?? cells?.values().next().value;
  return range === undefined ? null : { worksheet: source.worksheet, range };
}

/** The intervention whose row a cell stands in; null if there is none. */
export function interventionAt(
  { entries, source }: Submission,
  { worksheet, range }: CellPlace,
): string | null {
  const row = range === null ? undefined : parseRange(range)?.top;
  if (row === undefined || worksheet !== source.worksheet) return null;
  for (const { no, cells } of entries.values()) {
    const [cell] = cells.values();
    if (cell !== undefined && parseRange(cell)?.top === row) return no;
  }
  return null;
}

/** A finding as it stands now, wherever its cell is by now; null if it is no longer made. */
export function sameFinding(now: readonly Diagnostic[], finding: Diagnostic): Diagnostic | null {
  const { code, intervention, field, at } = finding;
  const isSamePlace = (other: Diagnostic) =>
    intervention === undefined
      ? other.at?.worksheet === at?.worksheet && other.at?.range === at?.range
      : other.intervention === intervention;
  return now.find((one) => one.code === code && one.field === field && isSamePlace(one)) ?? null;
}
