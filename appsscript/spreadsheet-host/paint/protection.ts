/** Paints which cells are protected: against slips, for it only warns. Everybody who works together here may still build and repair. */
import type { Canvas, Sheet } from './canvas.js';

/** What people see in the list of protected sheets and ranges. */
const protectionName = 'NISP Matrix: the white cells are open';

/**
 * Protects a worksheet but for some cells. A protection that stands there already stays as strict as somebody made it.
 * @param unlocked ranges in which people may type
 */
export function protectWorksheet(sheet: Sheet, unlocked: readonly string[]): void {
  const [standing] = sheet.getProtections(SpreadsheetApp.ProtectionType.SHEET);
  const open = unlocked.length > 0 ? sheet.getRangeList([...unlocked]).getRanges() : [];
  const protecting = standing ?? sheet.protect().setWarningOnly(true);
  protecting.setDescription(protectionName).setUnprotectedRanges(open);
}

export function paintProtection({ sheet, worksheet: { protection } }: Canvas): void {
  if (protection) protectWorksheet(sheet, protection.unlocked);
  else sheet.getProtections(SpreadsheetApp.ProtectionType.SHEET)[0]?.remove();
}
