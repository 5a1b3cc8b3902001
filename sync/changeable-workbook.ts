/** A workbook, in a file or online, of which single cells can be changed: what sync needs of either. */
import type { CellChange, WorkbookSnapshot } from '../core/index.js';

/** A workbook as it was read. */
export interface ReadWorkbook {
  /** Name of the file or title of the spreadsheet, as the person knows it. */
  readonly name: string;
  readonly snapshot: WorkbookSnapshot;
  /** SHA-256 of the file's bytes in hex; null for a spreadsheet online. */
  readonly hash: string | null;
}

/** What changing cells did. */
export interface ChangeReport {
  /** The file as it was before; null if nothing was changed, or if the workbook is online. */
  readonly backup: string | null;
  /**
   * Somebody changed one of these cells at the very instant of writing. What they entered is where `copyTo` said: the
   * workbook has to be read again.
   */
  readonly isOvertaken: boolean;
}

export interface ChangeableWorkbook {
  /** As the person named it: a path, or `sheets:ID`. */
  readonly place: string;
  /** True: `copyTo` is filled by the program behind it at the instant of writing; false: with what the cell held before. */
  readonly copiesAtOnce: boolean;
  /** @throws HostError */
  readonly read: () => Promise<ReadWorkbook>;
  /**
   * Makes sure that the workbook can be changed, before any work begins: that it may be written, and is not open elsewhere.
   * @throws HostError
   */
  readonly requireChangeable: () => Promise<void>;
  /**
   * Changes these cells, all of them or none, and nothing else.
   * @throws HostError `changed` if one of the cells, or of a file anything, is no longer as it was read: nothing is changed
   */
  readonly change: (changes: readonly CellChange[]) => Promise<ChangeReport>;
}
