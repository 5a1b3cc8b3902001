/** The fake Google Sheets: the workbook with what counts, and disturbs, the calls of its services. */
import { serviceFailed } from './errors.js';
import type { Workbook } from './workbook.js';
import { createWorkbook } from './workbook.js';

export interface Calls {
  /** All calls of members of services. */
  readonly total: number;
  /** By their names, `Range.setValues`. */
  readonly byName: Readonly<Record<string, number>>;
}

/** What happens just before a call. What it throws is what the call throws. */
export type Disturbance = (name: string) => void;

export class Program {
  /** Changes with every change of a cell, so that formulas are computed anew. */
  version = 0;
  /** Messages of `toast`, the newest last. */
  readonly toasts: { readonly message: string; readonly title: string }[] = [];
  /** Gaps of the fake and bugs that scripts ran into: a script may catch them, the test must not pass. */
  readonly faults: unknown[] = [];
  private total = 0;
  private readonly byName = new Map<string, number>();
  private readonly disturbances = new Map<number, Disturbance[]>();
  constructor(readonly workbook: Workbook = createWorkbook()) {}

  /** Tells that something changed that formulas may look into. */
  markChanged(): void {
    this.version += 1;
  }

  get calls(): Calls {
    return { total: this.total, byName: Object.fromEntries(this.byName) };
  }

  resetCalls(): void {
    this.total = 0;
    this.byName.clear();
    this.disturbances.clear();
  }

  /** Lets something happen just before the n-th call from now, from 1: another editor, for instance. */
  beforeCall(number: number, disturbance: Disturbance): void {
    const at = this.total + number;
    this.disturbances.set(at, [...(this.disturbances.get(at) ?? []), disturbance]);
  }

  /** Makes the n-th call from now fail as the service itself fails. Nothing of that call is done. */
  failAt(number: number): void {
    this.beforeCall(number, () => {
      throw serviceFailed();
    });
  }

  /** Counts a call, and lets happen what is to happen before it. */
  count(name: string): void {
    this.total += 1;
    this.byName.set(name, (this.byName.get(name) ?? 0) + 1);
    const disturbances = this.disturbances.get(this.total);
    this.disturbances.delete(this.total);
    for (const disturb of disturbances ?? []) disturb(name);
  }
}
