/** What the contract needs of a host beyond the port: somebody who types, looks, moves things, and makes it fail. */
import type { HostCapability, WorkbookHost } from '../../core/index.js';

/** What a person types into a cell; null clears it. */
export type Typed = string | number | { readonly date: string } | null;

/** What becomes of an entry that is typed. */
export type Reaction = 'accepted' | 'rejected' | 'warned';

/** The colours that a cell shows by its conditional formats, `#RRGGBB`; null where none of them sets any. */
export interface ShownColours {
  readonly fill: string | null;
  readonly text: string | null;
}

/**
 * One workbook of a host, with the program behind it. Everything is answered from what the program itself keeps, never
 * through the host's own `read`. Cells and ranges are A1 notation, columns letters, rows numbers from 1.
 * What it does not know it throws on.
 */
export interface WorkbookUnderTest {
  readonly host: WorkbookHost;
  /** Round trips so far to the program behind the host, counted by the test and not by the host. */
  readonly calls: () => number;
  /** Has the n-th round trip from now fail, once. */
  readonly failAt: (call: number) => void;
  /** All that the program keeps of the workbook: equal if and only if the workbooks are. */
  readonly state: () => Promise<unknown>;
  /** All that it keeps of one worksheet: cells, formats, charts, whatever it has. */
  readonly stateOf: (worksheet: string) => Promise<unknown>;
  readonly worksheets: () => Promise<readonly string[]>;
  /** How much of what a capability is about the worksheet has, in the units of `PaintReport.omitted`. */
  readonly count: (worksheet: string, capability: HostCapability) => Promise<number>;
  /** What the drop-down of each cell offers; null without one. */
  readonly offered: (
    worksheet: string,
    cells: readonly string[],
  ) => Promise<readonly (readonly string[] | null)[]>;
  /** What would become of each entry. Nothing is entered. */
  readonly attempt: (
    worksheet: string,
    entries: readonly (readonly [cell: string, value: Exclude<Typed, null>])[],
  ) => Promise<readonly Reaction[]>;
  /** The colours that each cell would show if it held the text. Nothing is entered. */
  readonly colours: (
    worksheet: string,
    cells: readonly (readonly [cell: string, text: string])[],
  ) => Promise<readonly ShownColours[]>;
  /** Whether each cell is protected against typing. */
  readonly locked: (worksheet: string, cells: readonly string[]) => Promise<readonly boolean[]>;
  /** Where a name of the workbook leads, the range without `$`; null if there is no such name or it is broken. */
  readonly rangeOf: (name: string) => Promise<{ readonly worksheet: string; readonly range: string } | null>;

  // What people do; a locked cell is unlocked first if need be
  readonly type: (
    worksheet: string,
    entries: readonly (readonly [cell: string, value: Typed])[],
  ) => Promise<void>;
  /** Adds a person's own worksheet; `before` the worksheet of that name, or behind the last. */
  readonly addWorksheet: (name: string, before: string | null) => Promise<void>;
  readonly hideColumn: (worksheet: string, column: string) => Promise<void>;
  /** Inserts a blank row as the program does it. */
  readonly insertRow: (worksheet: string, before: number) => Promise<void>;
  /** Cuts a column out and puts it where `to` is, a column to the right of all others, as the program does it. */
  readonly moveColumn: (worksheet: string, column: string, to: string) => Promise<void>;
}

/** What a snapshot holds beside cells and names, and some programs do not tell whoever reads their workbooks. */
export type Tellable = 'hidden-rows' | 'hidden-columns' | 'fills' | 'white-fills' | 'merges' | 'validations';

/** Makes workbooks of one host for the contract. */
export interface HostAdapter {
  /**
   * A workbook of its own for each test. `nothing`: as the host begins, without any worksheet that is to be kept.
   * `foreign`: a person's workbook, with as much in it as the program can hold.
   */
  readonly create: (contents: 'nothing' | 'foreign') => Promise<WorkbookUnderTest>;
  /** Worksheets that a person made are in the workbook `foreign`, in this order. */
  readonly foreignWorksheets: readonly string[];
  /**
   * Capabilities that the program does not have: named here and then looked for in the paint report, so that nothing goes
   * missing unnoticed. They must be those that the host itself says it lacks.
   */
  readonly lacks: readonly HostCapability[];
  /**
   * What the program has but does not tell: hidden rows and columns, fills of cells (or only those that are white like the page), merged cells, validations. It is still
   * painted and looked at by every rule; only snapshots are expected to say nothing of it, neither right nor wrong, and
   * what the core concludes from it is expected to be missing.
   */
  readonly untold: readonly Tellable[];
}
