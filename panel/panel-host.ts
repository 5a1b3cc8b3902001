/**
 * The port between the panel and the program beside it: painting and reading, and what a person's hands do.
 * Excel (Office.js) and Google Sheets implement it; everything that needs thought is the core's or the model's.
 */
import type {
  Blueprint,
  CellContent,
  HostCapability,
  PaintReport,
  RowSnapshot,
  WorkbookHost,
} from '../core/index.js';

/** Cells of a worksheet, in A1 notation; null: the worksheet as a whole. */
export interface CellPlace {
  readonly worksheet: string;
  readonly range: string | null;
}

/** All that a person put into a cell, so that it can be put back. */
export interface CellState {
  /** Null: blank. Of a formula: what it last showed. */
  readonly content: CellContent | null;
  /** Without the leading `=`. */
  readonly formula?: string;
  /** Excel number format. */
  readonly numberFormat: string;
}

/** One cell's new state. */
export interface CellChange {
  readonly worksheet: string;
  /** One cell. */
  readonly range: string;
  /** Text is text, whatever it looks like. Without `numberFormat` the cell keeps its own. */
  readonly to: Omit<CellState, 'numberFormat'> & { readonly numberFormat?: string };
  /** Written only if this is what stands there (content and formula); absent: whatever stands there. */
  readonly from?: Omit<CellState, 'numberFormat'>;
}

export interface WriteReport {
  /** What stood in each cell before, in the order of the changes. */
  readonly before: readonly CellState[];
  /** Changes that were not made, because something else stood there than was expected. */
  readonly refused: readonly CellChange[];
}

/** A sign on a cell that something is wrong with it: shape as well as colour, and nothing of the cell's own is altered. */
export interface Mark {
  readonly worksheet: string;
  /** One cell. */
  readonly range: string;
  readonly severity: 'error' | 'warning';
  /** What is wrong and what to do, a line for each finding; for programs whose marks can say it. */
  readonly text: string;
}

/** What a repair puts back. */
export const repairables = [
  'validation',
  'conditional-format',
  'format',
  'formula',
  'protection',
  'visibility',
  'name',
] as const;
export type Repairable = (typeof repairables)[number];

/** What a repair found missing and put back. */
export interface RepairReport {
  /** In the order of worksheets; empty: nothing was missing. */
  readonly restored: readonly {
    readonly what: Repairable;
    readonly worksheet: string;
    /** The cells that were mended; names instead of ranges for `name`, none for what is the worksheet's as a whole. */
    readonly ranges: readonly string[];
  }[];
  /** What could not be looked at here, because the program does not tell or cannot do it. */
  readonly omitted: readonly HostCapability[];
  /** Round trips to the program. */
  readonly calls: number;
}

export type HostEvent =
  /** Somebody typed, pasted or cleared. */
  | { readonly kind: 'edited'; readonly worksheet: string; readonly range: string }
  /** Rows or columns were inserted, deleted or sorted, or worksheets added, renamed or deleted: places no longer hold. */
  | { readonly kind: 'rearranged' }
  | { readonly kind: 'selected'; readonly worksheet: string; readonly range: string };

/** Tells how much of something long is done. A program that does all at once tells nothing. */
export type TellProgress = (done: number, of: number) => void;

export interface PanelHost extends WorkbookHost {
  /** The program's name as people know it: `Excel`. */
  readonly program: string;
  /** As every host paints. */
  paint(blueprint: Blueprint, tell?: TellProgress): Promise<PaintReport>;
  /**
   * Paints some worksheets of a blueprint whose workbook is there already; all others stay as they are.
   * @throws HostError as `paint` does
   */
  paintWorksheets(blueprint: Blueprint, names: readonly string[]): Promise<PaintReport>;
  /**
   * Puts back what pasting destroyed, and touches no value but the results of our own formulas.
   * @param blueprint how the workbook is to look in the arrangement that it has now (`arrangedAs`): cells of other kinds
   *   than `formula` say how they look, not what they hold; cells of the style `notOurs` are left as they are
   * @param what only these; absent: all
   * @throws HostError
   */
  repair(blueprint: Blueprint, what?: readonly Repairable[], tell?: TellProgress): Promise<RepairReport>;
  /**
   * Reads rows anew.
   * @param rows first and last row of each run, from 1
   * @returns the rows that are not blank, ascending; null if there is no such worksheet
   */
  readRows(
    worksheet: string,
    rows: readonly (readonly [first: number, last: number])[],
  ): Promise<readonly RowSnapshot[] | null>;
  /** Writes into cells as a person would. Locked cells are written too. @throws HostError */
  write(changes: readonly CellChange[]): Promise<WriteReport>;
  /** Makes the marks of the workbook exactly these. Without a difference nothing is written. */
  mark(marks: readonly Mark[]): Promise<void>;
  /**
   * Copies a worksheet behind the last one, values and looks, with no link back.
   * @param name of the copy; at most 31 characters, not taken yet
   * @param blank ranges that the copy leaves out
   */
  copyWorksheet(worksheet: string, name: string, blank: readonly string[]): Promise<void>;
  /** Shows and selects. A worksheet that is gone or hidden: HostError `not-found`. */
  goTo(place: CellPlace): Promise<void>;
  /** Calls back at each event until the returned function is called. */
  watch(listener: (event: HostEvent) => void): Promise<() => Promise<void>>;
}
