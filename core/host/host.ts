/** The port between the core and whatever shows a workbook to a person. */
import type { Blueprint } from '../blueprint/blueprint.js';
import type { WorkbookSnapshot } from '../snapshot/snapshot.js';

/** What a host can do. `false` has the consequence that stands beside it, and the paint report says so. */
export interface HostCapabilities {
  /** false: entries outside a list or range are marked, not refused. */
  readonly rejectsInvalidEntries: boolean;
  /** false: drop-downs show no prompt when the cell is selected. */
  readonly validationPrompts: boolean;
  /** false: anybody can type into the plan's columns; the reader still uses the plan's own text. */
  readonly protection: boolean;
  /** false: sections cannot be folded. */
  readonly outlineGroups: boolean;
  /** false: progress shows as a number only. */
  readonly dataBars: boolean;
  /** false: the roll-up has its table but no chart. */
  readonly charts: boolean;
  /** false: headings are not repeated on each printed page. */
  readonly printSetup: boolean;
  /** false: a hidden worksheet can be shown from the menu. */
  readonly veryHiddenWorksheets: boolean;
  /** false: notes are left out; the plan has their texts. */
  readonly notes: boolean;
  /** false: the headings have no filter buttons until a person turns them on. */
  readonly filterButtons: boolean;
  /** false: cells that lead to another cell are plain text; the panel leads there. */
  readonly links: boolean;
  /** false: typing into a protected cell asks first, and whoever insists may; the reader still uses the plan's own text. */
  readonly refusesLockedEdits: boolean;
}

/** Of a host that can do all that a blueprint says. */
export const fullCapabilities: HostCapabilities = {
  rejectsInvalidEntries: true,
  validationPrompts: true,
  protection: true,
  outlineGroups: true,
  dataBars: true,
  charts: true,
  printSetup: true,
  veryHiddenWorksheets: true,
  notes: true,
  filterButtons: true,
  links: true,
  refusesLockedEdits: true,
};

export type HostCapability = keyof HostCapabilities;

/** What painting did. Nothing is dropped silently: what the host could not do stands in `omitted`. */
export interface PaintReport {
  /** Worksheets painted, in order. */
  readonly painted: readonly string[];
  /** Worksheets that were there before and are not the blueprint's: left as they were. */
  readonly untouched: readonly string[];
  readonly omitted: readonly {
    readonly capability: HostCapability;
    readonly worksheet: string;
    /** Cells of validations and their prompts, rows of outline groups; of everything else how many there are. */
    readonly count: number;
  }[];
  /** Round trips to the program behind the host (files: reads and writes; Excel: syncs; Sheets: executions of the script). */
  readonly calls: number;
}

/** Why a host could not do what it was asked. */
export const hostErrorCodes = [
  'not-found',
  'not-readable',
  'not-writable',
  'exists',
  'in-use',
  /** What stands there is no longer what was read. */
  'changed',
  'not-a-workbook',
  'template-version',
  'foreign-worksheet',
  'no-access',
  /** Whoever asks is not known, or not for this: nothing else of the same service can be reached either. */
  'not-signed-in',
  'unavailable',
  'failed',
] as const;
export type HostErrorCode = (typeof hostErrorCodes)[number];

/** Thrown by hosts for I/O that failed. Data problems are diagnostics, never errors. */
export class HostError extends Error {
  override readonly name = 'HostError';
  /**
   * @param code what kind of failure it was
   * @param message what happened and where, in words for the person
   * @param touched worksheets or files that had been changed by then
   */
  constructor(
    readonly code: HostErrorCode,
    message: string,
    readonly touched: readonly string[] = [],
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}

/** Something that can paint a blueprint and read a snapshot: an .xlsx file, Excel, a Google Sheet, memory. */
export interface WorkbookHost {
  readonly name: string;
  readonly capabilities: HostCapabilities;
  /**
   * Makes the workbook look as the blueprint says. Painting twice equals painting once; worksheets that are not the
   * blueprint's stay as they are. Entries are kept by building the blueprint with them (`buildOver`).
   * @throws HostError, with what had been touched
   */
  paint(blueprint: Blueprint): Promise<PaintReport>;
  /** Reads the whole workbook. @throws HostError */
  read(): Promise<WorkbookSnapshot>;
}
