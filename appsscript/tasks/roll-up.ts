/** The menu's Roll-up: shows the worksheet with the figures. */
import { HostError, worksheetNames } from '../../core/index.js';
import { goTo } from '../spreadsheet-host/hands/go-to.js';
import { told } from './told.js';
import { words } from './words.js';

/** Shows the worksheet Roll-up. Its formulas say what the matrix says, so that nothing is to be computed. */
export function showRollUp(): void {
  told('showing', () => {
    const worksheet = worksheetNames.rollUp;
    const sheet = SpreadsheetApp.getActiveSpreadsheet().getSheetByName(worksheet);
    if (!sheet) throw new HostError('not-found', words.noRollUp);
    goTo({ worksheet, range: null });
    return null;
  });
}
