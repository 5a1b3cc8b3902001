/** What the painters of a worksheet's parts have in common. */
import { extentOf, type Blueprint, type Cell, type Style, type Worksheet } from '../../../core/index.js';

export type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
export type Range = GoogleAppsScript.Spreadsheet.Range;
export type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;

/** One worksheet while it is being painted. */
export interface Canvas {
  readonly blueprint: Blueprint;
  readonly worksheet: Worksheet;
  readonly spreadsheet: Spreadsheet;
  readonly sheet: Sheet;
  /** Rows and columns that the worksheet has, those that nothing is painted in among them. */
  readonly size: { readonly rows: number; readonly columns: number };
  /** The cells that are painted. */
  readonly painted: Range;
}

/** A value for each cell that is painted, row by row; of those beyond the end of their row there is no cell. */
export function gridOf<T>(worksheet: Worksheet, valueOf: (cell: Cell | undefined) => T): T[][] {
  const { rows, columns } = extentOf(worksheet);
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (__, column) => valueOf(worksheet.rows[row]?.cells[column])),
  );
}

/** A value for the style of each cell that is painted. @throws Error for a style that is not the blueprint's: a bug of whoever built it */
export function styleGrid<T>(
  { worksheet, blueprint: { styles } }: Pick<Canvas, 'worksheet' | 'blueprint'>,
  valueOf: (style: Style | null) => T,
): T[][] {
  return gridOf(worksheet, (cell) => {
    const style = cell === undefined ? null : styles[cell.style];
    if (style === undefined) throw new Error(`Blueprint: no style is called “${cell?.style ?? ''}”`);
    return valueOf(style);
  });
}
