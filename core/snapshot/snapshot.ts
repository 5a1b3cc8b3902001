/** What a host read out of a workbook, as plain data. The core alone decides what it means. */
import type { CellRange } from '../entry/a1.js';
import type { CellContent } from '../entry/cell.js';
import type { DateSystem } from '../entry/number-format.js';

/** A cell that is not blank, or that carries a formula or a fill of its own. */
export interface CellSnapshot {
  /** 1-based column number. */
  readonly column: number;
  /** Null: the cell is blank (but has a fill). For a formula: the value that was last calculated, untrusted. */
  readonly content: CellContent | null;
  /** The formula without the leading `=`, where there is one. */
  readonly formula?: string;
  /** Solid fill painted on the cell itself (not by a conditional format), `#RRGGBB`. */
  readonly fill?: string;
}

export interface RowSnapshot {
  /** 1-based row number. */
  readonly row: number;
  readonly hidden: boolean;
  /** In ascending order of column; blank cells left out. */
  readonly cells: readonly CellSnapshot[];
}

export interface ValidationSnapshot {
  readonly type: 'list' | 'whole' | 'decimal' | 'date' | 'time' | 'text-length' | 'custom' | 'any';
  readonly ranges: readonly CellRange[];
  /** First formula as stored (`NISP_Statuses`, `"a,b"`, `0`), or null. */
  readonly formula: string | null;
}

export interface WorksheetSnapshot {
  readonly name: string;
  readonly visibility: 'visible' | 'hidden' | 'very-hidden';
  /** In ascending order; rows without any content left out. */
  readonly rows: readonly RowSnapshot[];
  readonly hiddenColumns: readonly CellRange[];
  /**
   * Keys that the program keeps with columns, beside what stands in their cells; absent: it keeps none. They stay where they
   * are when cells are cut and put elsewhere: what stands in the cells is trusted first.
   */
  readonly columnKeys?: readonly { readonly column: number; readonly key: string }[];
  readonly merges: readonly CellRange[];
  /** Null: the program does not tell. */
  readonly validations: readonly ValidationSnapshot[] | null;
  /** Ranges that conditional formats cover. */
  readonly conditionalFormats: readonly CellRange[];
  readonly isProtected: boolean;
  /** An autofilter with criteria is active. */
  readonly isFiltered: boolean;
}

export interface DefinedName {
  readonly name: string;
  /** Formula text, such as `Guide!$C$5`. */
  readonly refersTo: string;
}

/** A workbook as a host read it. */
export interface WorkbookSnapshot {
  /** In the workbook's order. A worksheet that the host was told to skip is listed without rows. */
  readonly worksheets: readonly WorksheetSnapshot[];
  readonly definedNames: readonly DefinedName[];
  /** Where the file counts its days from; absent: 1900. Dates are converted already; plain numbers are not. */
  readonly dateSystem?: DateSystem;
}
