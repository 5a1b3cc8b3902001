/** Reads the spreadsheet that the script is bound to. */
import type { Gives } from '../../messages/methods.js';
import { isoIn } from '../dates.js';
import { isOwnName, namedSheets, type NamedSheet } from '../own-worksheets.js';
import { definedNamesOf, readNames } from './names.js';
import { readWorksheet, type Reading } from './worksheet.js';

/**
 * The most cells that are read: a cell takes some hundred bytes of the answer. Our own worksheets have about 7,000 in all; they
 * come first, and of the others as many as there is room for. A worksheet that is too large is listed without rows.
 */
const mostCells = 40_000;

/**
 * Reads all worksheets, and in short what stands in each. The number of calls does not grow with rows. Google Sheets does not
 * tell which rows are hidden, unless asked row by row, and which cells are white on purpose.
 */
export function readWorkbook(): Gives<'read'> {
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  const names = readNames(spreadsheet);
  const reading: Reading = {
    isoOf: isoIn(spreadsheet.getSpreadsheetTimeZone()),
    names,
    budget: { cells: mostCells },
  };
  const sheets = namedSheets(spreadsheet);
  const isOwn = ({ name }: NamedSheet) => isOwnName(name);
  const found = new Map(
    [...sheets.filter(isOwn), ...sheets.filter((one) => !isOwn(one))].map(({ sheet, name }) => [
      name,
      readWorksheet(sheet, name, reading),
    ]),
  );
  const worksheets = sheets.map(({ name }) => found.get(name)!);
  return {
    snapshot: {
      worksheets: worksheets.map(({ snapshot }) => snapshot),
      definedNames: definedNamesOf(names),
    },
    fingerprints: worksheets.flatMap(({ snapshot: { name }, fingerprint }) =>
      fingerprint === null ? [] : [[name, fingerprint] as const],
    ),
  };
}
