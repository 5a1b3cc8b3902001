/** A spreadsheet of Google Sheets as a host, reached over its API. */
import { HostError, type WorkbookHost } from '../../core/index.js';
import { sheetsApiCapabilities } from './capabilities.js';
import type { SheetsConnection } from './connect.js';
import { contentRows } from './paint/contents.js';
import { paintSpreadsheet, type Known } from './paint/paint.js';
import { folded } from './paint/present.js';
import { fingerprintOf } from './read/fingerprint.js';
import { readSpreadsheet } from './read/spreadsheet.js';

/** The same connection, with a count of what is asked of it: others may use it too. */
function counting(connection: SheetsConnection) {
  let calls = 0;
  return {
    get: (...asked: Parameters<SheetsConnection['get']>) => {
      calls += 1;
      return connection.get(...asked);
    },
    batchUpdate: (...asked: Parameters<SheetsConnection['batchUpdate']>) => {
      calls += 1;
      return connection.batchUpdate(...asked);
    },
    calls: () => calls,
  };
}

export interface SheetsHostOptions {
  /**
   * `createSpreadsheet` has just made it, in a locale with a decimal point, and nobody has been in it: the first painting takes one
   * call, and looks at nothing.
   */
  readonly isNew?: boolean;
}

/**
 * The spreadsheet of this id. Reading takes two calls, painting three: two that look, and one that changes. There are not more for
 * more rows.
 *
 * Worksheets of ours are cleared and painted in their place; others stay as they are. What was entered since this host last read
 * or painted the workbook is not painted over (HostError `changed`). A painting that fails has changed nothing; if its answer
 * got lost, and so did that to whether it was done, `touched` names all worksheets of the blueprint.
 * @param spreadsheetId as it stands in the address of the spreadsheet
 */
export function sheetsHost(
  connection: SheetsConnection,
  spreadsheetId: string,
  { isNew = false }: SheetsHostOptions = {},
): WorkbookHost {
  /** What stood in worksheets when they were last read or painted. */
  let known: Known = { isNew, fingerprints: new Map() };
  const know = (fingerprints: Iterable<readonly [name: string, fingerprint: string]>) => {
    known = {
      isNew: false,
      fingerprints: new Map([...fingerprints].map(([name, of]) => [folded(name), of])),
    };
  };
  return {
    name: 'sheets-api',
    capabilities: sheetsApiCapabilities,
    paint: async (blueprint) => {
      const { worksheets } = blueprint;
      const counted = counting(connection);
      try {
        const report = await paintSpreadsheet(counted, spreadsheetId, blueprint, known);
        know([
          ...known.fingerprints,
          ...worksheets.map((one) => [one.name, fingerprintOf(contentRows(one))] as const),
        ]);
        return { ...report, calls: counted.calls() };
      } catch (error) {
        // Of what may have been painted nothing is known any more.
        const touched = error instanceof HostError ? error.touched : worksheets.map(({ name }) => name);
        const forgotten = new Set(touched.map(folded));
        know([...known.fingerprints].filter(([name]) => !forgotten.has(name)));
        throw error;
      }
    },
    read: async () => {
      const { snapshot, structure, contents } = await readSpreadsheet(connection, spreadsheetId);
      know(
        structure.tabs.flatMap(({ title, sheetId }) => {
          const data = contents.get(sheetId);
          return data ? [[title, fingerprintOf(data.rowData ?? [])] as const] : [];
        }),
      );
      return snapshot;
    },
  };
}
