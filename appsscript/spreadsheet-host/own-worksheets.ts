/** Which worksheets of the spreadsheet are ours. */
import { columnRangeName, worksheetNames } from '../../core/index.js';

const ownNames: ReadonlySet<string> = new Set(
  Object.values(worksheetNames).map((name) => name.toLowerCase()),
);

/** Number of the worksheet that our name of the column of numbers leads to; null if the name is gone. */
const namedMatrix = (spreadsheet: GoogleAppsScript.Spreadsheet.Spreadsheet): number | null =>
  spreadsheet.getRangeByName(columnRangeName('no'))?.getSheet().getSheetId() ?? null;

/** Whether a worksheet is the matrix: by its name, or where that was changed by the name of a column. */
export function isMatrix(
  sheet: GoogleAppsScript.Spreadsheet.Sheet,
  spreadsheet: GoogleAppsScript.Spreadsheet.Spreadsheet,
): boolean {
  const name = sheet.getName().toLowerCase();
  if (ownNames.has(name)) return name === worksheetNames.matrix.toLowerCase();
  return namedMatrix(spreadsheet) === sheet.getSheetId();
}

/** Our worksheets in order, each with its name; the matrix also if it was renamed. */
export function ownWorksheets(
  spreadsheet: GoogleAppsScript.Spreadsheet.Spreadsheet,
): readonly { readonly name: string; readonly sheet: GoogleAppsScript.Spreadsheet.Sheet }[] {
  const matrix = namedMatrix(spreadsheet);
  return spreadsheet
    .getSheets()
    .map((sheet) => ({ name: sheet.getName(), sheet }))
    .filter(({ name, sheet }) => ownNames.has(name.toLowerCase()) || sheet.getSheetId() === matrix);
}
