/** A spreadsheet of Google Sheets as a host, reached over its API. */
import { HostError, type Blueprint, type WorkbookHost } from '../../core/index.js';
import { sheetsApiCapabilities } from './capabilities.js';
import type { SheetsConnection } from './connect.js';
import { contentRows } from './paint/contents.js';
import { paintSpreadsheet } from './paint/paint.js';
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

/**
 * The spreadsheet of this id. Reading takes two calls, painting three, however many rows there are.
 *
 * Worksheets of ours are cleared and painted in their place; others stay as they are. What was entered since this host last read
 * or painted the workbook is not painted over (HostError `changed`). A painting that fails has changed nothing; if its answer
 * got lost, and so did that to whether it was done, `touched` names all worksheets of the blueprint.
 * @param spreadsheetId as it stands in the address of the spreadsheet
 */
export function sheetsHost(connection: SheetsConnection, spreadsheetId: string): WorkbookHost {
  /** What stood in worksheets when they were last read or painted, by their names in small letters. */
  let known: ReadonlyMap<string, string> = new Map();
  const knowPainted = ({ worksheets }: Blueprint) => {
    const painted = worksheets.map(
      (worksheet) => [folded(worksheet.name), fingerprintOf(contentRows(worksheet))] as const,
    );
    known = new Map([...known, ...painted]);
  };
  return {
    name: 'sheets-api',
    capabilities: sheetsApiCapabilities,
    paint: async (blueprint) => {
      const counted = counting(connection);
      try {
        const report = await paintSpreadsheet(counted, spreadsheetId, blueprint, known);
        knowPainted(blueprint);
        return { ...report, calls: counted.calls() };
      } catch (error) {
        // Of what may have been painted nothing is known any more.
        const touched = error instanceof HostError ? error.touched : [];
        known = new Map([...known].filter(([name]) => !touched.map(folded).includes(name)));
        throw error;
      }
    },
    read: async () => {
      const { snapshot, structure, contents } = await readSpreadsheet(connection, spreadsheetId);
      known = new Map(
        structure.tabs.flatMap(({ title, sheetId }) => {
          const data = contents.get(sheetId);
          return data ? [[folded(title), fingerprintOf(data.rowData ?? [])] as const] : [];
        }),
      );
      return snapshot;
    },
  };
}
