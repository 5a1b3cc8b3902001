/** What the panel knows at a time, as plain data, and what it can be asked to do. The view draws the one and calls the other. */
import type {
  Diagnostic,
  DiagnosticCode,
  FieldKey,
  HostErrorCode,
  MissingMatrix,
  PaintReport,
  Period,
  Plan,
  RollUp,
  Submission,
} from '../../core/index.js';
import type { RepairReport } from '../panel-host.js';

/** What stands in the workbook beside the panel. */
export type WorkbookState =
  /** Not looked at yet. */
  | { readonly kind: 'unknown' }
  /** No matrix of ours: one can be built. */
  | { readonly kind: 'none' }
  | {
      readonly kind: 'matrix';
      readonly unit: string;
      readonly period: Period;
      readonly submission: Submission;
      /** Everything that checking found, in the core's order. */
      readonly findings: readonly Diagnostic[];
      readonly rollUp: RollUp;
    }
  /** There is something of ours, or of our names, that cannot be used. */
  | {
      readonly kind: 'unusable';
      readonly findings: readonly Diagnostic[];
      /** Ours, but its matrix was deleted or never finished: whose it is. Building puts it back. Null: otherwise. */
      readonly missing: Pick<MissingMatrix, 'unit' | 'period'> | null;
    };

export type Task =
  | 'opening'
  | 'building'
  | 'checking'
  | 'repairing'
  | 'fixing'
  | 'undoing'
  | 'entering'
  | 'writing-findings'
  | 'showing';

/** What the last task came to. The words are the view's. */
export type Notice =
  | {
      readonly kind: 'built';
      readonly report: PaintReport;
      /** Name of the worksheet that holds the matrix as it was before; null if there was none. */
      readonly copy: string | null;
    }
  /** Building over what is there would lose these, or the workbook is another's: nothing was changed. */
  | { readonly kind: 'not-built'; readonly findings: readonly Diagnostic[] }
  | {
      readonly kind: 'checked';
      readonly counts: Readonly<Record<'error' | 'warning' | 'information', number>>;
    }
  | { readonly kind: 'repaired'; readonly report: RepairReport }
  /** `refused`: cells that somebody had changed in the meantime. */
  | { readonly kind: 'fixed'; readonly fixed: number; readonly refused: number }
  | { readonly kind: 'undone'; readonly undone: number; readonly refused: number }
  | { readonly kind: 'entered'; readonly no: string; readonly field: FieldKey; readonly wasRefused: boolean }
  | { readonly kind: 'findings-written'; readonly worksheet: string }
  | {
      readonly kind: 'failed';
      readonly task: Task;
      readonly code: HostErrorCode;
      /** The host's own words: what happened, where and what to do. Of a bug: the name of the error, for its words may quote cells. */
      readonly message: string;
      readonly isBug: boolean;
      /** Worksheets that had been changed by then. */
      readonly touched: readonly string[];
      /** Building: name of the worksheet that holds the matrix as it was before; null if no copy had been made. */
      readonly copy: string | null;
    };

export interface PanelState {
  readonly plan: Plan;
  readonly workbook: WorkbookState;
  /** What is being done. Live checks and going to a cell are not told: nobody waits for them. */
  readonly busy: Task | null;
  /** How much of it is done; null: the program does not tell. */
  readonly progress: { readonly done: number; readonly of: number } | null;
  readonly notice: Notice | null;
  /** Edits are being checked as they come. */
  readonly isLive: boolean;
  /** Number of the intervention whose row is selected in the worksheet, or that was chosen in the panel. */
  readonly selected: string | null;
  /** How many cells the next undo would put back; 0: there is nothing to undo. */
  readonly undoable: number;
}

export interface BuildRequest {
  readonly unit: string;
  readonly period: Period;
}

/**
 * What building would do: a new matrix; over the one that is there; finish one that is gone or was not finished; nothing,
 * because the workbook is another unit's or quarter's, or cannot be used.
 */
export type BuildOutcome = 'new' | 'over' | 'again' | 'other-unit-or-period' | 'unusable';

/** What typing into the form of a row came to: the value is written only if there is no finding. */
export interface EnteredValue {
  readonly findings: readonly Diagnostic[];
}

/**
 * The panel without its looks. Tasks run one after another; a failure never rejects, it becomes the notice `failed`.
 */
export interface PanelModel {
  readonly state: PanelState;
  /** @returns the function that ends it */
  subscribe(listener: (state: PanelState) => void): () => void;
  /** Reads and checks the workbook, and from then on checks edits as they come. */
  open(): Promise<void>;
  /** Stops watching. */
  close(): Promise<void>;
  /** What building would do now. */
  previewBuild(request: BuildRequest): BuildOutcome;
  build(request: BuildRequest): Promise<void>;
  /** Reads everything anew, checks it and marks the cells. */
  check(): Promise<void>;
  /** Writes the findings into the worksheet Findings and shows it. */
  writeFindings(): Promise<void>;
  repair(): Promise<void>;
  /** Applies the fixes that findings carry; all of them can be undone together. */
  fix(findings: readonly Diagnostic[]): Promise<void>;
  /** Applies every fix of one kind. */
  fixAll(code: DiagnosticCode): Promise<void>;
  undo(): Promise<void>;
  /** Shows the cell of a finding. */
  goTo(finding: Diagnostic): Promise<void>;
  /** Selects an intervention, in the worksheet too. */
  select(no: string): Promise<void>;
  /** Shows a worksheet of ours. */
  showWorksheet(name: string): Promise<void>;
  /**
   * Writes what a person typed into the form of a row; blank text clears the cell.
   * @returns the findings about the text; nothing is written if there is an error among them
   */
  enter(no: string, field: FieldKey, text: string): Promise<EnteredValue>;
  dismissNotice(): void;
}
