/** Two-way sync: reads two workbooks, merges them cell by cell, and changes in each only the cells that the other one changed. */
import {
  HostError,
  isMassClearing,
  planSync,
  syncedKey,
  type CellChange,
  type DateOrder,
  type Diagnostic,
  type Plan,
  type PlannedCell,
  type PlannedSync,
  type SideIndex,
  type SyncPlan,
} from '../core/index.js';
import type { ChangeableWorkbook, ReadWorkbook } from './changeable-workbook.js';

export interface SyncOptions {
  readonly plan: Plan;
  /** Whose value counts where both changed a cell: 0 the first workbook's, 1 the second's. Absent: it stays in conflict. */
  readonly prefer?: SideIndex;
  /** How dates typed as text are read in a workbook that does not say so itself. */
  readonly dateOrder?: DateOrder;
  /**
   * Asked before more than a fifth of a workbook's rows lose something because it was cleared in the other one. Absent: the
   * answer is no.
   */
  readonly confirmClearing?: (plan: SyncPlan) => Promise<boolean>;
  /** Told before each step, so that a person sees what takes so long. */
  readonly onStep?: (step: SyncStep) => void;
}

export type SyncStep =
  { readonly kind: 'reading'; readonly round: number } | { readonly kind: 'writing'; readonly place: string };

/** The findings of reading either workbook. */
type Findings = readonly [readonly Diagnostic[], readonly Diagnostic[]];
type Names = readonly [string, string];

/** What became of a sync. */
export type SyncResult =
  /** One of them cannot be read, or they are not of one unit and quarter. Nothing was changed. */
  | { readonly kind: 'refused'; readonly names: Names; readonly diagnostics: Findings }
  /** So many rows would be cleared that somebody has to say that it was meant. Nothing was changed. */
  | {
      readonly kind: 'not-confirmed';
      readonly names: Names;
      readonly diagnostics: Findings;
      readonly plan: SyncPlan;
    }
  | {
      readonly kind: 'synced';
      readonly names: Names;
      readonly diagnostics: Findings;
      readonly plan: SyncPlan;
      /** Every cell of which something is to be said, over all rounds. */
      readonly cells: readonly PlannedCell[];
      /** True for a workbook that was written. */
      readonly isWritten: readonly [boolean, boolean];
      /** The file as it was before; null where nothing was written, or the workbook is online. */
      readonly backups: readonly [string | null, string | null];
    };

/** Whoever types while syncing makes it read again; after so many times it is better to come back later. */
const mostRounds = 5;

/** Reads both workbooks and plans, changing nothing: a dry run. @throws HostError */
export async function planWorkbooks(
  workbooks: readonly [ChangeableWorkbook, ChangeableWorkbook],
  { plan, prefer, dateOrder }: Pick<SyncOptions, 'plan' | 'prefer' | 'dateOrder'>,
): Promise<{ readonly names: Names; readonly planned: PlannedSync }> {
  const [first, second] = await Promise.all([workbooks[0].read(), workbooks[1].read()]);
  const input = ({ name, snapshot, hash }: ReadWorkbook, { copiesAtOnce }: ChangeableWorkbook) => ({
    name,
    snapshot,
    hash,
    copiesAtOnce,
  });
  return {
    names: [first.name, second.name],
    planned: planSync([input(first, workbooks[0]), input(second, workbooks[1])], {
      plan,
      prefer: prefer ?? null,
      ...(dateOrder === undefined ? {} : { dateOrder }),
    }),
  };
}

/** The failure of writing the second workbook, with what had been done by then and what to do. */
function afterFirst(cause: unknown, written: readonly string[]): unknown {
  if (!(cause instanceof HostError) || written.length === 0) return cause;
  return new HostError(
    cause.code,
    `${cause.message} ${written.join(' and ')} has its changes already. Run the same sync again: it goes on from there.`,
    [...written, ...cause.touched],
    { cause },
  );
}

/** Changes one workbook. @returns null if somebody was faster: it has to be read again */
async function changeOne(workbook: ChangeableWorkbook, changes: readonly CellChange[]) {
  try {
    const report = await workbook.change(changes);
    return { ...report, isWritten: true };
  } catch (error) {
    if (!(error instanceof HostError) || error.code !== 'changed') throw error;
    return { backup: null, isOvertaken: true, isWritten: false };
  }
}

/**
 * Brings two workbooks of one unit and quarter in step. What only one of them changed since they were last in step is taken
 * over by the other; what both changed stays as it is on each side and is in conflict, until somebody settles it. Each
 * workbook is written once at most, all of its changes or none. A run that was cut and is run again ends as one that was
 * not, and running it again changes nothing.
 *
 * @throws HostError if a workbook cannot be read or written; `touched` says which had been written by then
 */
export async function syncWorkbooks(
  workbooks: readonly [ChangeableWorkbook, ChangeableWorkbook],
  options: SyncOptions,
): Promise<SyncResult> {
  const { confirmClearing = () => Promise.resolve(false), onStep = () => undefined } = options;
  const cells = new Map<string, PlannedCell>();
  const isWritten: [boolean, boolean] = [false, false];
  const backups: [string | null, string | null] = [null, null];
  let isConfirmed = false;
  for (let round = 1; round <= mostRounds; round += 1) {
    onStep({ kind: 'reading', round });
    const { names, planned } = await planWorkbooks(workbooks, options);
    const { diagnostics } = planned;
    if (!planned.ok) return { kind: 'refused', names, diagnostics };
    const { plan } = planned;
    if (!isConfirmed && plan.clearing.some(isMassClearing)) {
      isConfirmed = await confirmClearing(plan);
      if (!isConfirmed) return { kind: 'not-confirmed', names, diagnostics, plan };
    }
    // Both are looked at before either is written.
    for (const side of [0, 1] as const) {
      if (plan.changes[side].length > 0) await workbooks[side].requireChangeable();
    }
    let isDone = true;
    for (const side of [0, 1] as const) {
      const workbook = workbooks[side];
      if (!isDone || plan.changes[side].length === 0) continue;
      onStep({ kind: 'writing', place: workbook.place });
      const written = workbooks.filter((_, index) => isWritten[index]).map(({ place }) => place);
      const report = await changeOne(workbook, plan.changes[side]).catch((cause: unknown) => {
        throw afterFirst(cause, written) as Error;
      });
      if (report.isWritten) {
        isWritten[side] = true;
        // A second writing would make the first one the backup.
        backups[side] ??= report.backup;
      }
      if (report.isOvertaken) isDone = false;
    }
    if (isDone || isWritten.includes(true)) {
      for (const cell of plan.cells) cells.set(syncedKey(cell.name), cell);
    }
    if (isDone)
      return { kind: 'synced', names, diagnostics, plan, cells: [...cells.values()], isWritten, backups };
  }
  throw new HostError(
    'changed',
    `${workbooks.map(({ place }) => place).join(' and ')}: somebody is entering things faster than they can be synced. ` +
      'Nothing entered was lost; try again in a few minutes.',
    workbooks.filter((_, index) => isWritten[index]).map(({ place }) => place),
  );
}
