/** Google Sheets for a command: connected to when the first is asked for, with every wait told to the person. */
import type { SheetReader } from '../check-places.js';
import { readSpreadsheet, type SheetsConnection, type SheetsWait } from '../sheets-host/index.js';
import type { Surroundings } from './surroundings.js';
import type { Progress } from './terminal.js';

export interface ConnectedSheets {
  readonly connection: SheetsConnection;
  readonly read: SheetReader;
}

/** Waits in words, each only if it ends later than what was said before: sheets that are read at a time wait together. */
function waitsIn(shown: Pick<Progress, 'say'>, { clock }: Surroundings): (wait: SheetsWait) => void {
  let saidUntil = 0;
  return ({ seconds, reason }) => {
    const until = clock.now() + seconds * 1000;
    if (until <= saidUntil) return;
    saidUntil = until;
    shown.say(`${reason.replace(/\.$/u, '')}: going on in ${Math.ceil(seconds)} s.`);
  };
}

/** @param shown where waits are told */
export function connectedSheets(surroundings: Surroundings, shown: Pick<Progress, 'say'>): ConnectedSheets {
  const connection = surroundings.connectSheets(waitsIn(shown, surroundings));
  return { connection, read: (id) => readSpreadsheet(connection, id) };
}
