/** Which worksheets of the spreadsheet are ours. */
import { columnRangeName, worksheetNames } from '../../core/index.js';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;

/** A worksheet, or a chart that has a tab of its own. */
export interface NamedSheet {
  readonly name: string;
  readonly sheet: Sheet;
}

/** Everything that has a tab, in order. In a call for each. */
export const namedSheets = (spreadsheet: Spreadsheet): readonly NamedSheet[] =>
  spreadsheet.getSheets().map((sheet) => ({ name: sheet.getName(), sheet }));

const ownNames: ReadonlySet<string> = new Set(
  Object.values(worksheetNames).map((name) => name.toLowerCase()),
);

/** True for a name of ours, whatever its letter case. */
export const isOwnName = (name: string): boolean => ownNames.has(name.toLowerCase());

/** Number of the worksheet that our name of the column of numbers leads to; null if the name is gone. */
const namedMatrix = (spreadsheet: Spreadsheet): number | null =>
  spreadsheet.getRangeByName(columnRangeName('no'))?.getSheet().getSheetId() ?? null;

/** Whether a worksheet is the matrix: by its name, or where that was changed by the name of a column. */
export function isMatrix(sheet: Sheet, spreadsheet: Spreadsheet): boolean {
  const name = sheet.getName();
  if (isOwnName(name)) return name.toLowerCase() === worksheetNames.matrix.toLowerCase();
  return namedMatrix(spreadsheet) === sheet.getSheetId();
}

/** Our worksheets in order; the matrix also if it was renamed. */
export function ownWorksheets(
  spreadsheet: Spreadsheet,
  sheets: readonly NamedSheet[] = namedSheets(spreadsheet),
): readonly NamedSheet[] {
  const matrix = namedMatrix(spreadsheet);
  return sheets.filter(({ name, sheet }) => isOwnName(name) || sheet.getSheetId() === matrix);
}
