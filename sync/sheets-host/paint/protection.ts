/** Paints which cells are protected: against slips, for it only warns. Everybody who works together here may still build and repair. */
import { gridRange, isWhole } from '../read/ranges.js';
import type { Painter } from './canvas.js';

/** What people see in the list of protected sheets and ranges. */
const description = 'NISP Matrix: the white cells are open';

/** A protection that stands there already stays as strict as somebody made it. */
export const paintProtection: Painter = ({ sheetId, sheet, worksheet: { protection } }) => {
  const standing = (sheet.protectedRanges ?? []).find(({ range }) => range && isWhole(range));
  const id = standing?.protectedRangeId ?? null;
  if (!protection) return id === null ? [] : [{ deleteProtectedRange: { protectedRangeId: id } }];
  const unprotectedRanges = protection.unlocked.map((range) => gridRange(sheetId, range));
  return id === null
    ? [
        {
          addProtectedRange: {
            protectedRange: { range: { sheetId }, unprotectedRanges, description, warningOnly: true },
          },
        },
      ]
    : [
        {
          updateProtectedRange: {
            protectedRange: { protectedRangeId: id, unprotectedRanges, description },
            fields: 'unprotectedRanges,description',
          },
        },
      ];
};
