/** Reads what a check of the entries needs and no more: it has to be done within the seconds that a trigger has. */
import {
  asOfName,
  bareWorksheet,
  columnKeyPrefix,
  columnLetters,
  joinCells,
  matrixColumns,
  rangeOf,
  submissionCells,
  worksheetNames,
  type CellRange,
  type RowSnapshot,
  type ValidationSnapshot,
  type WorkbookSnapshot,
  type WorksheetSnapshot,
} from '../../../core/index.js';
import { isoIn, type IsoOf } from '../dates.js';
import { readGrids, rowsOf } from './cells.js';
import { readColumnKeys } from './column-keys.js';
import { definedNamesOf } from './names.js';
import { cellRangesOf, placeOf } from './places.js';

type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;
type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type Range = GoogleAppsScript.Spreadsheet.Range;

/** A worksheet with more cells than this is left alone. Our own have a few thousand. */
const mostCells = 40_000;

/** Kinds of validation, any of which may stand for one that is there: asking each cell for its kind would cost a call. */
const kinds: readonly ValidationSnapshot['type'][] = ['list', 'decimal', 'date', 'text-length'];

/** Where cells are checked, whatever by; `validation/lost` is about those that are not. */
function checkedCells(range: Range): readonly CellRange[] {
  const grid = range.getDataValidations() as readonly (readonly unknown[])[];
  return joinCells(
    grid.flatMap((row, down) =>
      row.flatMap((validation, across) =>
        validation === null ? [] : [rangeOf(`${columnLetters(across + 1)}${down + 1}`)],
      ),
    ),
  );
}

const hasAllKeys = (rows: readonly RowSnapshot[]) =>
  rows.some(
    ({ cells }) =>
      cells.filter(({ content }) => content?.kind === 'text' && content.text.startsWith(columnKeyPrefix))
        .length >= matrixColumns.length,
  );

/** What stands in a worksheet; of the rest nothing is told. Null: there is too much of it. */
function readCells(sheet: Sheet, name: string, isoOf: IsoOf): WorksheetSnapshot | null {
  const range = sheet.getDataRange();
  if (range.getNumRows() * range.getNumColumns() > mostCells) return null;
  // That nobody unprotected it is not looked at here.
  return { ...bareWorksheet(name, rowsOf(readGrids(range, 1), isoOf)), isProtected: true };
}

/** The cells of the matrix, with what bears on the findings of single cells. */
function readMatrix(sheet: Sheet, name: string, isoOf: IsoOf): WorksheetSnapshot | null {
  const worksheet = readCells(sheet, name, isoOf);
  if (!worksheet) return null;
  const range = sheet.getDataRange();
  const checked = checkedCells(range);
  return {
    ...worksheet,
    merges: cellRangesOf(range.getMergedRanges()),
    validations: kinds.map((type) => ({ type, ranges: checked, formula: null })),
    ...(hasAllKeys(worksheet.rows) ? {} : { columnKeys: readColumnKeys(sheet) }),
  };
}

/**
 * Reads the matrix, whose workbook it is, and what its cover says. The number of calls does not grow with rows, but with the
 * merged ranges of the matrix.
 * @param matrix its worksheet
 * @returns null if one of the worksheets is too large
 */
export function readForEntries(spreadsheet: Spreadsheet, matrix: Sheet): WorkbookSnapshot | null {
  const isoOf = isoIn(spreadsheet.getSpreadsheetTimeZone());
  const named = [asOfName, ...Object.values(submissionCells)].flatMap((name) => {
    const range = spreadsheet.getRangeByName(name);
    return range ? [{ name, sheet: range.getSheet(), place: placeOf(range) }] : [];
  });
  const matrixName = matrix.getName();
  const others = new Map(named.map(({ sheet, place }) => [place.worksheet, sheet]));
  for (const name of [worksheetNames.guide, worksheetNames.metadata]) {
    const sheet = others.has(name) ? null : spreadsheet.getSheetByName(name);
    if (sheet) others.set(name, sheet);
  }
  others.delete(matrixName);
  const worksheets = [
    readMatrix(matrix, matrixName, isoOf),
    ...[...others].map(([name, sheet]) => readCells(sheet, name, isoOf)),
  ];
  const found = worksheets.filter((worksheet) => worksheet !== null);
  return found.length === worksheets.length
    ? { worksheets: found, definedNames: definedNamesOf(named) }
    : null;
}
