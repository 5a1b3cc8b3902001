/** The entry of the script: what it exports becomes a global function, and nothing else does. */
import { checkEdit, type Edit } from './live-check.js';
import { answer } from './requests.js';

export { NISP_BUDGET, NISP_COMPLETION, NISP_STATUS_COUNTS } from './custom-functions/figures.js';
export { onOpen, showPanel } from './menu.js';
export { checkEntries } from './tasks/check.js';
export { repairWorkbook } from './tasks/repair.js';
export { showRollUp } from './tasks/roll-up.js';

/** Checks what was edited. Google runs this after each edit by hand. */
export function onEdit(edit: Edit): void {
  checkEdit(edit);
}

/**
 * Carries out a request of the panel, and never throws.
 * @param request as `encodeRequest` writes it
 * @returns the answer, as `decodeAnswer` reads it
 */
export function callHost(request: string): string {
  return answer(request);
}
