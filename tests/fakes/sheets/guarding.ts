/** What protection of the fake Google Sheets refuses. */
import type { CellRange } from '../../../core/index.js';
import { commonRanges, cutOutAll } from '../spreadsheet/ranges.js';
import { ServiceError } from './errors.js';
import { wholeGrid } from './places.js';
import type { Program } from './program.js';
import type { Protection, Worksheet } from './workbook.js';

const protectedCells = (worksheet: Worksheet, { range, unprotected }: Protection): CellRange[] =>
  cutOutAll([range ?? wholeGrid(worksheet)], unprotected);

/**
 * Asks whether somebody may change cells. Protection that only warns lets scripts pass, and people who say yes.
 * @param email who wants to
 * @throws ServiceError if a protected range that others may edit is touched
 */
export function guardCells(
  { workbook }: Program,
  worksheet: Worksheet,
  ranges: readonly CellRange[],
  email: string,
): void {
  if (email === workbook.owner) return;
  const closed = worksheet.protections.filter(
    ({ warningOnly, editors }) => !warningOnly && !editors.includes(email),
  );
  if (closed.some((one) => commonRanges(protectedCells(worksheet, one), ranges).length > 0))
    throw new ServiceError(
      'You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.',
    );
}
