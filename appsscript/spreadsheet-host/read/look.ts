/** Looks at the spreadsheet while the panel is open: what is selected, and in short what stands in the cells of our worksheets. */
import { worksheetNames } from '../../../core/index.js';
import type { Gives } from '../../messages/methods.js';
import { readContents, rowHashes } from '../contents.js';
import { namedSheets, ownWorksheets } from '../own-worksheets.js';
import { placeOf } from './places.js';

/** These say nothing of the submission: what is edited there need not be read again. */
const unwatched: ReadonlySet<string> = new Set(
  [worksheetNames.findings, worksheetNames.lists].map((name) => name.toLowerCase()),
);

/** In the same number of calls however many rows there are: four for each of our worksheets, two for each other. */
export function look(): Gives<'look'> {
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  const sheets = namedSheets(spreadsheet);
  const selected = spreadsheet.getActiveRange();
  return {
    selection: selected && placeOf(selected),
    worksheets: sheets.map(({ name }) => name),
    rows: ownWorksheets(spreadsheet, sheets)
      .filter(({ name }) => !unwatched.has(name.toLowerCase()))
      .map(({ sheet, name }) => [name, rowHashes(readContents(sheet))] as const),
  };
}
