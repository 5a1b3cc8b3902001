/** The spreadsheet beside this sidebar, as a host: everything is asked of the script, which alone reaches it. */
import type { PanelHost, Wait } from '../../panel/index.js';
import { sheetsCapabilities } from './capabilities.js';
import { Known } from './known.js';
import { paintBlueprint } from './paint.js';
import { repairBlueprint } from './repair.js';
import { callingOf } from './script.js';
import type { Transport } from './transport.js';
import { watch } from './watch.js';

export interface SheetsHostOptions {
  /** Time that passes between two looks at the spreadsheet. Absent: the clock's. */
  readonly wait?: Wait;
  /** Whether nobody sees the page. Absent: as the page says. */
  readonly isHidden?: () => boolean;
}

const sleep: Wait = (milliseconds) =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/**
 * The spreadsheet that the script is bound to. Reading takes one execution of the script; painting one for each worksheet and
 * one or two more, however many rows there are.
 *
 * Worksheets of ours are cleared and painted in their place; others stay as they are. What was entered since this host last read
 * or painted the workbook is not painted over (HostError `changed`).
 */
export function createSheetsHost(transport: Transport, options: SheetsHostOptions = {}): PanelHost {
  const { wait = sleep, isHidden = () => document.hidden } = options;
  const call = callingOf(transport);
  const known = new Known();
  return {
    name: 'sheets',
    program: 'Google Sheets',
    capabilities: sheetsCapabilities,
    paint: (blueprint, tell) => {
      const names = blueprint.worksheets.map(({ name }) => name);
      return paintBlueprint(call, known, blueprint, names, tell);
    },
    paintWorksheets: (blueprint, names) => paintBlueprint(call, known, blueprint, names),
    read: async () => {
      const { snapshot, fingerprints } = await call('read', {});
      known.replace(fingerprints);
      return snapshot;
    },
    repair: (blueprint, what, tell) => {
      // Formulas of ours are put back.
      known.forget(blueprint.worksheets.map(({ name }) => name));
      return repairBlueprint(call, blueprint, what, tell);
    },
    readRows: (worksheet, rows) => call('readRows', { worksheet, rows }),
    write: (changes) => {
      known.forget(changes.map(({ worksheet }) => worksheet));
      return call('write', { changes });
    },
    mark: async (marks) => {
      await call('mark', { marks });
    },
    copyWorksheet: async (worksheet, name, blank) => {
      await call('copyWorksheet', { worksheet, name, blank });
    },
    goTo: async ({ worksheet, range }) => {
      await call('goTo', { worksheet, range });
    },
    watch: (listener) => watch(() => call('look', {}), { wait, isHidden }, listener),
  };
}
