/** A worksheet that a repair looks at, and what it finds to put back there. */
import {
  cellRange,
  covers,
  notOurs,
  rangeOf,
  type Blueprint,
  type Cell,
  type CellRange,
  type Style,
  type Worksheet,
} from '../../../core/index.js';
import type { Repairable } from '../../../panel/index.js';

/** A cell as it is to be. */
export interface OwnCell {
  readonly at: CellRange;
  readonly cell: Cell;
  readonly style: Style;
}

export interface Patient {
  readonly wanted: Worksheet;
  readonly blueprint: Blueprint;
  readonly sheet: GoogleAppsScript.Spreadsheet.Sheet;
  /** All cells of ours that the worksheet has, row by row; of merged cells the one that shows. */
  readonly cells: readonly OwnCell[];
  /** The least block from A1 on that they stand in; its rows and columns. */
  readonly size: { readonly rows: number; readonly columns: number };
}

/** Something that was found to differ, and how it is put back. */
export interface Mending {
  readonly what: Repairable;
  /** The cells that differ (names for `name`); none for what is the worksheet's as a whole. */
  readonly ranges: readonly string[];
  readonly mend: () => void;
}

/** Rows and columns at the end that people deleted are not there to be looked at. */
export function patientOf(
  wanted: Worksheet,
  blueprint: Blueprint,
  sheet: GoogleAppsScript.Spreadsheet.Sheet,
): Patient {
  const [lastRow, lastColumn] = [sheet.getMaxRows(), sheet.getMaxColumns()];
  const merges = wanted.merges.map((text) => rangeOf(text));
  const isCovered = (at: CellRange) =>
    merges.some((merge) => covers(merge, at) && (merge.top !== at.top || merge.left !== at.left));
  const cells = wanted.rows.slice(0, lastRow).flatMap((row, down) =>
    row.cells.slice(0, lastColumn).flatMap((cell, across): OwnCell[] => {
      const at = cellRange(down + 1, across + 1);
      if (cell.style === notOurs || isCovered(at)) return [];
      return [{ at, cell, style: blueprint.styles[cell.style]! }];
    }),
  );
  const size = cells.reduce(
    ({ rows, columns }, { at }) => ({
      rows: Math.max(rows, at.bottom),
      columns: Math.max(columns, at.right),
    }),
    { rows: 0, columns: 0 },
  );
  return { wanted, blueprint, sheet, cells, size };
}

/** All cells of the block that ours stand in. There is at least one. */
export const blockOf = ({ sheet, size }: Patient): GoogleAppsScript.Spreadsheet.Range =>
  sheet.getRange(1, 1, size.rows, size.columns);
