/** Reads one worksheet. */
import {
  bareWorksheet,
  columnLetters,
  rangeOf,
  type CellRange,
  type WorksheetSnapshot,
} from '../../../core/index.js';
import { fingerprintOfRows, rowHashes } from '../contents.js';
import type { IsoOf } from '../dates.js';
import { readGrids, rowsOf } from './cells.js';
import { readColumnKeys } from './column-keys.js';
import type { FoundName } from './names.js';
import { cellRangesOf } from './places.js';
import { validationsOf } from './validations.js';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

export interface Reading {
  readonly isoOf: IsoOf;
  readonly names: readonly FoundName[];
  /** How many more cells may be read. */
  readonly budget: { cells: number };
}

/** A column further out than this is not told to be hidden: each costs a call. */
const mostColumns = 100;

function hiddenColumnsOf(sheet: Sheet, columns: number): readonly CellRange[] {
  const hidden: CellRange[] = [];
  for (let column = 1; column <= Math.min(columns, mostColumns); column += 1) {
    const letters = columnLetters(column);
    if (sheet.isColumnHiddenByUser(column)) hidden.push(rangeOf(`${letters}:${letters}`));
  }
  return hidden;
}

/** Whether the filter hides anything: it has criteria for one of its columns at least. */
function isFiltered(sheet: Sheet): boolean {
  const filter = sheet.getFilter();
  if (!filter) return false;
  const range = filter.getRange();
  const first = range.getColumn();
  const count = Math.min(range.getNumColumns(), mostColumns);
  return Array.from({ length: count }, (_, index) => first + index).some(
    (column) => filter.getColumnFilterCriteria(column) !== null,
  );
}

export interface ReadWorksheet {
  readonly snapshot: WorksheetSnapshot;
  /** Null: it was not read. */
  readonly fingerprint: string | null;
}

const visibilityOf = (sheet: Sheet) => (sheet.isSheetHidden() ? 'hidden' : 'visible');

/** A sheet that has no cells, such as a chart's own; or more of them than may be read. */
function withoutCells(sheet: Sheet, name: string): ReadWorksheet {
  return {
    snapshot: { ...bareWorksheet(name, []), visibility: visibilityOf(sheet) },
    fingerprint: null,
  };
}

/**
 * Reads what lies between A1 and the last cell with something in it, in as many calls as there are columns, merged cells,
 * conditional formats and kinds of validations, and not more for more rows.
 */
export function readWorksheet(sheet: Sheet, name: string, { isoOf, names, budget }: Reading): ReadWorksheet {
  if (sheet.getType() !== SpreadsheetApp.SheetType.GRID) return withoutCells(sheet, name);
  const range = sheet.getDataRange();
  const columns = range.getNumColumns();
  const cells = columns * range.getNumRows();
  if (cells > budget.cells) return withoutCells(sheet, name);
  budget.cells -= cells;

  const grids = readGrids(range, 1);
  const whole = sheet.getRange(1, 1, sheet.getMaxRows(), sheet.getMaxColumns());
  const columnKeys = readColumnKeys(sheet);
  return {
    snapshot: {
      name,
      visibility: visibilityOf(sheet),
      rows: rowsOf(grids, isoOf),
      hiddenColumns: hiddenColumnsOf(sheet, columns),
      ...(columnKeys.length > 0 ? { columnKeys } : {}),
      merges: cellRangesOf(whole.getMergedRanges()),
      validations: validationsOf(range.getDataValidations(), names),
      conditionalFormats: cellRangesOf(sheet.getConditionalFormatRules().flatMap((rule) => rule.getRanges())),
      isProtected: sheet.getProtections(SpreadsheetApp.ProtectionType.SHEET).length > 0,
      isFiltered: isFiltered(sheet),
    },
    fingerprint: fingerprintOfRows(rowHashes(grids)),
  };
}
