/** What a repair put back, brought into the form and order in which it is reported. */
import { cellsOf, isBounded, joinedAddresses, parseRange } from '../core/index.js';
import { repairables, type RepairReport } from './panel-host.js';

type Restored = RepairReport['restored'][number];

/** Ranges of cells joined; whole rows and columns, and names, as they are. */
function merged(ranges: readonly string[]): readonly string[] {
  const cells = ranges.map((range) => parseRange(range));
  return cells.every((range) => range !== null && isBounded(range))
    ? joinedAddresses(cells.flatMap((range) => [...cellsOf(range!)]))
    : [...new Set(ranges)];
}

/**
 * The parts in the order of the worksheets and of `repairables`: each kind once a worksheet, with all its ranges, and what
 * is the worksheet's as a whole apart.
 */
export function restoredParts(
  found: readonly Restored[],
  worksheets: readonly string[],
): RepairReport['restored'] {
  return worksheets.flatMap((worksheet) =>
    repairables.flatMap((what) => {
      const parts = found.filter((part) => part.worksheet === worksheet && part.what === what);
      const ranges = merged(parts.flatMap((part) => part.ranges));
      return [
        ...(parts.some((part) => part.ranges.length === 0) ? [{ what, worksheet, ranges: [] }] : []),
        ...(ranges.length > 0 ? [{ what, worksheet, ranges }] : []),
      ];
    }),
  );
}
