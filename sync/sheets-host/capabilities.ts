/** What Google Sheets can do of what a blueprint says, over its API. */
import { fullCapabilities, type HostCapabilities } from '../../core/index.js';

/**
 * The same as from within Google Sheets: bars in cells and the print set-up are not in the API either. Protection asks before it
 * lets anybody type, so that everybody who works together in the spreadsheet can build and repair.
 */
export const sheetsApiCapabilities: HostCapabilities = {
  ...fullCapabilities,
  dataBars: false,
  printSetup: false,
  veryHiddenWorksheets: false,
  links: false,
  refusesLockedEdits: false,
};
