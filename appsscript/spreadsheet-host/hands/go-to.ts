/** Shows a place of the spreadsheet to the person who asked. */
import { HostError } from '../../../core/index.js';
import type { Takes } from '../../messages/methods.js';

/**
 * As `PanelHost.goTo`.
 * @throws HostError `not-found` if the worksheet is gone or hidden
 */
export function goTo({ worksheet, range }: Takes<'goTo'>): void {
  const sheet = SpreadsheetApp.getActiveSpreadsheet().getSheetByName(worksheet);
  if (!sheet) throw new HostError('not-found', `There is no worksheet “${worksheet}” any more.`);
  if (sheet.isSheetHidden()) {
    throw new HostError('not-found', `The worksheet “${worksheet}” is hidden. Show it, then try again.`);
  }
  if (range === null) sheet.activate();
  else sheet.getRange(range).activate();
}
