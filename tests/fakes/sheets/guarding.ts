/** What protection of the fake Google Sheets refuses, and what it asks about. */
import type { CellRange } from '../../../core/index.js';
import { cutOutAll, intersection } from '../spreadsheet/ranges.js';
import { ServiceError } from './errors.js';
import type { Program } from './program.js';
import type { Protection, Workbook, Worksheet } from './workbook.js';

/** What changing cells meets: nothing, a question whether it is meant, or a refusal. */
export type Access = 'free' | 'asks' | 'refused';

/** Whether somebody may change what is protected, and the protection. The owner always may. */
export const mayEdit = (workbook: Workbook, { editors }: Protection, email: string) =>
  email === workbook.owner || editors.includes(email);

const covers = ({ range: own, unprotected }: Protection, range: CellRange) =>
  own ? intersection(own, range) !== null : cutOutAll([range], unprotected).length > 0;

/** What stands in somebody's way where a range is to be changed, in the worst of its cells. */
export function accessTo(workbook: Workbook, worksheet: Worksheet, range: CellRange, email: string): Access {
  const met = worksheet.protections.filter((one) => covers(one, range));
  if (met.some((one) => !one.warningOnly && !mayEdit(workbook, one, email))) return 'refused';
  return met.some(({ warningOnly }) => warningOnly) ? 'asks' : 'free';
}

export const protectedCell = () =>
  new ServiceError(
    'You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.',
  );

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
  if (ranges.some((range) => accessTo(workbook, worksheet, range, email) === 'refused'))
    throw protectedCell();
}
