/** The fake Excel as a program: it answers requests of the client library, fails when told to, and tells of events. */
import { ExcelError, Unsupported, type ExcelErrorCode } from './excel-error.js';
import { EventHub, type EventEntry } from './events.js';
import type { Handle, Program } from './objects/object.js';
import { tableOf } from './objects/index.js';
import { recalculate } from './recalculation.js';
import { errorOf, isCleanUp, perform, type Request, type Response } from './wire.js';
import { createWorkbook, type Workbook } from './workbook.js';

/** One request of the client. */
export interface BatchRecord {
  /** Of the request's body as UTF-8. */
  readonly bytes: number;
  readonly actions: number;
  /** True: it only lets go of objects; the client sends it after each run, and nobody waits for it. */
  readonly isCleanUp: boolean;
  /** The code of the error that it ended with. */
  readonly error?: string;
}

/**
 * `before`: nothing was done. `half-way`: half of the actions were. `after`: all of them were, and only the answer
 * did not come through.
 */
export type HowToFail = 'before' | 'half-way' | 'after';

/** The flag of a request that waits while a person types. Source: `onBeforeExcelRun` of the client library. */
const delayForCellEdit = 64;

export interface FakeExcelOptions {
  /** The version of the requirement set ExcelApi. */
  readonly version?: string;
  readonly workbook?: Workbook;
}

/** Nothing of the client's is in here: `node.ts` and the browser page carry the requests. */
export class FakeExcel implements Program {
  readonly version: string;
  readonly workbook: Workbook;
  readonly events = new EventHub();
  readonly references = new Map<string, Handle>();
  readonly referenceIds = new Map<Handle, string>();
  /** All requests so far, in order. */
  readonly batches: BatchRecord[] = [];
  /** What was asked for and is not known here: whoever needs it adds it. */
  readonly unsupported = new Set<string>();
  private isEditing = false;
  private readonly afterEdit: (() => void)[] = [];
  readonly tableOf = tableOf;
  private planned: { atSync: number; how: HowToFail; code: ExcelErrorCode } | null = null;
  private isChanged = false;
  private isSuspended = false;
  private readonly listeners = new Set<(entries: readonly EventEntry[]) => void>();

  constructor({ version = '1.17', workbook = createWorkbook() }: FakeExcelOptions = {}) {
    this.version = version;
    this.workbook = workbook;
  }

  /** A person is typing into a cell: Excel refuses all requests, but for those that say they wait (`ready`). */
  get isInCellEditMode(): boolean {
    return this.isEditing;
  }
  set isInCellEditMode(isEditing: boolean) {
    this.isEditing = isEditing;
    if (!isEditing) for (const go of this.afterEdit.splice(0)) go();
  }

  /**
   * When a request may be answered: at once, or when the person has finished typing, if the client said that it waits.
   * @param flags of the request, as the client sends them
   */
  ready(flags: number): Promise<void> {
    const waits = (flags & delayForCellEdit) !== 0 && this.isEditing;
    return waits ? new Promise((resolve) => this.afterEdit.push(resolve)) : Promise.resolve();
  }

  /** Round trips that somebody waited for. */
  get syncs(): number {
    return this.batches.filter((batch) => !batch.isCleanUp).length;
  }

  /** Bytes of the largest request so far. */
  get largest(): number {
    return Math.max(0, ...this.batches.map(({ bytes }) => bytes));
  }

  /** Has the n-th sync from now fail, once; 1: the next. */
  failAt(
    sync: number,
    how: HowToFail = 'before',
    code: ExcelErrorCode = how === 'after' ? 'ConnectionFailure' : 'GeneralException',
  ): void {
    this.planned = { atSync: this.syncs + sync, how, code };
  }

  markChanged(): void {
    this.isChanged = true;
  }

  calculate(isAsked = false): void {
    const isDue = !this.isSuspended && this.workbook.calculationMode !== 'Manual';
    if (!this.isChanged || !(isDue || isAsked)) return;
    this.isChanged = false;
    recalculate(this.workbook);
  }

  suspendCalculation(): void {
    this.isSuspended = true;
  }

  /** What comes after each request and each of a person's deeds: formulas are computed, and events sent. */
  settle(): void {
    this.isSuspended = false;
    this.calculate();
    const entries = this.events.take();
    if (entries.length > 0) for (const listener of this.listeners) listener(entries);
  }

  /** Calls back with the events that the client asked for. */
  onEvents(listener: (entries: readonly EventEntry[]) => void): void {
    this.listeners.add(listener);
  }

  /** Answers one request. */
  answer(request: Request): Response {
    const cleanUp = isCleanUp(request);
    const sync = this.syncs + 1;
    const response = cleanUp ? perform(request, this) : this.answerSync(request, sync);
    this.batches.push({
      bytes: new TextEncoder().encode(JSON.stringify(request)).length,
      actions: request.Actions.length,
      isCleanUp: cleanUp,
      ...(response.Error ? { error: response.Error.Code } : {}),
    });
    return response;
  }

  private answerSync(request: Request, sync: number): Response {
    const { length } = request.Actions;
    if (this.isInCellEditMode) {
      const error = new ExcelError('InvalidOperationInCellEditMode', 'Excel is in cell-editing mode.');
      return { Results: [], TraceIds: [], Error: errorOf(error, 0) };
    }
    const failure = this.planned?.atSync === sync ? this.planned : null;
    const error =
      failure && new ExcelError(failure.code, 'There was an internal error while processing the request.');
    if (failure?.how === 'before') return { Results: [], TraceIds: [], Error: errorOf(error!, 0) };
    try {
      const until = failure?.how === 'half-way' ? { count: Math.ceil(length / 2), error: error! } : undefined;
      const response = perform(request, this, until);
      this.settle();
      if (response.Error?.Code === 'NotImplemented') this.unsupported.add(response.Error.Message);
      if (failure?.how === 'after') return { Results: [], TraceIds: [], Error: errorOf(error!, length - 1) };
      return response;
    } catch (thrown) {
      // A fault of the fake's own, or a formula that it does not know: never taken for an answer of Excel's.
      const unknown = new Unsupported(
        thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown),
      );
      this.unsupported.add(unknown.message);
      return { Results: [], TraceIds: [], Error: errorOf(unknown, length - 1) };
    }
  }
}
