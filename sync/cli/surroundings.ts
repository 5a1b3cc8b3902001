/** What the command line finds around it, beside the terminal: Google Sheets, and the time. Tests pass their own. */
import { systemClock, type Clock } from '../clock.js';
import {
  applicationDefaultAccess,
  connectSheets,
  type SheetsConnection,
  type SheetsWait,
} from '../sheets-host/index.js';

export interface Surroundings {
  /** Connects to Google Sheets. Nothing is loaded, sent or looked for before a sheet is asked for. */
  readonly connectSheets: (onWait: (wait: SheetsWait) => void) => SheetsConnection;
  readonly clock: Clock;
}

/** Google itself, with the credentials of whoever uses this computer. */
export const processSurroundings: Surroundings = {
  connectSheets: (onWait) => connectSheets({ access: applicationDefaultAccess(), onWait }),
  clock: systemClock,
};
