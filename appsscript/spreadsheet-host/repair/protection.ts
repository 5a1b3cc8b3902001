/** Puts back our protection, which warns and does not refuse, with the cells that stay open. */
import {
  cellsOf,
  covers,
  joinedAddresses,
  joinedRanges,
  rangeAddress,
  rangeOf,
  type CellRange,
} from '../../../core/index.js';
import { protectWorksheet } from '../paint/protection.js';
import { cellRangesOf } from '../read/places.js';
import type { Mending, Patient } from './patient.js';

/** The parts of a range that lie outside a block that begins at A1. */
function beyond(range: CellRange, { rows, columns }: Patient['size']): readonly CellRange[] {
  const below = { ...range, top: Math.max(range.top, rows + 1) };
  const right = { ...range, bottom: Math.min(range.bottom, rows), left: Math.max(range.left, columns + 1) };
  return [below, right].filter(({ top, left, bottom, right: last }) => top <= bottom && left <= last);
}

/**
 * A protection that refuses edits is a person's own: it does for ours, and stays. Besides a few calls there is one for each range that is
 * open: as many as the matrix has pieces between its bands.
 */
export function examineProtection(patient: Patient): readonly Mending[] {
  const { wanted, sheet, cells, size } = patient;
  const { protection } = wanted;
  if (protection === null) return [];
  const found = sheet.getProtections(SpreadsheetApp.ProtectionType.SHEET);
  const [present] = found;
  if (present && !present.isWarningOnly()) return [];
  const open = protection.unlocked.map((text) => rangeOf(text));
  const openNow = cellRangesOf(present?.getUnprotectedRanges() ?? []);
  const isOpen = (cell: CellRange, ranges: readonly CellRange[]) =>
    ranges.some((range) => covers(range, cell));
  const differing = cells.filter(({ at }) => isOpen(at, open) !== isOpen(at, openNow));
  if (present && differing.length === 0) return [];
  const blockRange = { top: 1, left: 1, bottom: size.rows, right: size.columns };
  const mend = () => {
    const own = new Set(cells.map(({ at }) => rangeAddress(at)));
    // A person's own rows and columns among ours stay as they are.
    const within = [...cellsOf(blockRange)].filter((at) =>
      isOpen(at, own.has(rangeAddress(at)) ? open : openNow),
    );
    const unlocked = [...joinedRanges(within), ...openNow.flatMap((range) => beyond(range, size))];
    protectWorksheet(
      sheet,
      unlocked.map((range) => rangeAddress(range)),
    );
  };
  const ranges = present ? joinedAddresses(differing.map(({ at }) => at)) : [];
  return [{ what: 'protection', ranges, mend }];
}
