/** Looks at the spreadsheet while the panel is open: what is selected, and in short what stands in the rows of our worksheets. */
import { columnRangeName, worksheetNames } from '../../../core/index.js';
import type { Gives } from '../../messages/methods.js';
import { readContents, rowHashes } from '../contents.js';
import { placeOf } from './places.js';

type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;
type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

interface Named {
  readonly sheet: Sheet;
  readonly name: string;
}

/** Those that say something of the submission: what stands elsewhere is not read again for an edit. */
const watched: ReadonlySet<string> = new Set(
  (['guide', 'matrix', 'rollUp', 'metadata'] as const).map((key) => worksheetNames[key].toLowerCase()),
);

/** The worksheet of the matrix where a person gave it another name: by the named range over its numbers. */
function findRenamed(spreadsheet: Spreadsheet): readonly Named[] {
  const sheet = spreadsheet.getRangeByName(columnRangeName('no'))?.getSheet();
  return sheet ? [{ sheet, name: sheet.getName() }] : [];
}

/** In the same number of calls however many rows there are: three for each of our worksheets, one for each other. */
export function look(): Gives<'look'> {
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  const sheets = spreadsheet.getSheets().map((sheet) => ({ sheet, name: sheet.getName() }));
  const own = sheets.filter(({ name }) => watched.has(name.toLowerCase()));
  const hasMatrix = own.some(({ name }) => name.toLowerCase() === worksheetNames.matrix.toLowerCase());
  const selected = spreadsheet.getActiveRange();
  return {
    selection: selected && placeOf(selected),
    worksheets: sheets.map(({ name }) => name),
    rows: [...own, ...(hasMatrix ? [] : findRenamed(spreadsheet))].map(
      ({ sheet, name }) => [name, rowHashes(readContents(sheet))] as const,
    ),
  };
}
