/** Changes to single cells of a workbook that exists: what sync asks of a host, and nothing else in the workbook. */
import type { DateValue } from '../diagnostics/diagnostic.js';
import type { CellContent } from '../entry/cell.js';

/** What is written into a cell; null clears it. Text is literal: one that begins with `=` becomes no formula. */
export type NewValue = string | number | boolean | DateValue | null;

/** What a cell held when the workbook was read. */
export interface CellBefore {
  /** Null: blank. Of a formula: not looked at. */
  readonly content: CellContent | null;
  /** Without the leading `=`; null for a cell without one. */
  readonly formula: string | null;
}

/** A new value for one cell. Its format, note and validation stay. */
export interface CellChange {
  readonly worksheet: string;
  /** Address of the cell, such as `B5`. */
  readonly range: string;
  readonly value: NewValue;
  /** The cell is changed only if it still holds this. */
  readonly before: CellBefore;
  /**
   * Where a copy goes of what the cell holds at the instant at which it is written over, in the same indivisible step, as far
   * as the program can do that. A difference from `before` then tells of an entry made between looking and writing.
   */
  readonly copyTo?: { readonly worksheet: string; readonly range: string };
}
