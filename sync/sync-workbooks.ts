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

/** A failure after something had been written: with what was, and what to do. */
function afterWriting(cause: unknown, written: readonly string[]): unknown {
  if (!(cause instanceof HostError) || written.length === 0) return cause;
  const has = written.length === 1 ? 'has its changes' : 'have their changes';
  return new HostError(
    cause.code,
    `${cause.message} ${written.join(' and ')} ${has} already. Run the same sync again: it goes on from there.`,
    [...new Set([...written, ...cause.touched])],
    { cause },
  );
}

/** Changes one workbook. Where somebody was faster nothing is written, and it has to be read again (`isOvertaken`). */
async function changeOne(workbook: ChangeableWorkbook, changes: readonly CellChange[]) {
  try {
    const report = await workbook.change(changes);
    return { ...report, isWritten: true };
  } catch (error) {
    if (!(error instanceof HostError) || error.code !== 'changed') throw error;
    return { backup: null, isOvertaken: true, isWritten: false };
  }
}

/** What has been done so far: kept up to date while a sync goes on, so that it is known where it failed. */
interface Progress {
  /** Every cell of which something is to be said, over all rounds. */
  readonly cells: Map<string, PlannedCell>;
  readonly isWritten: [boolean, boolean];
  readonly backups: [string | null, string | null];
}

async function syncInRounds(
  workbooks: readonly [ChangeableWorkbook, ChangeableWorkbook],
  options: SyncOptions,
  { cells, isWritten, backups }: Progress,
): Promise<SyncResult> {
  const { confirmClearing = () => Promise.resolve(false), onStep = () => undefined } = options;
  const places = workbooks.map(({ place }) => place).join(' and ');
  /** Of a sync that can go no further. @throws HostError if by then it is not true that nothing was changed */
  const ended = <T extends SyncResult>(result: T): T => {
    if (!isWritten.includes(true)) return result;
    throw new HostError(
      'changed',
      `${places}: while they were synced, somebody changed something that has to be looked at first; the next sync says what.`,
    );
  };
  let isConfirmed = false;
  for (let round = 1; round <= mostRounds; round += 1) {
    onStep({ kind: 'reading', round });
    const { names, planned } = await planWorkbooks(workbooks, options);
    const { diagnostics } = planned;
    if (!planned.ok) return ended({ kind: 'refused', names, diagnostics });
    const { plan } = planned;
    if (!isConfirmed && plan.clearing.some(isMassClearing)) {
      isConfirmed = await confirmClearing(plan);
      if (!isConfirmed) return ended({ kind: 'not-confirmed', names, diagnostics, plan });
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
      const report = await changeOne(workbook, plan.changes[side]);
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
    `${places}: somebody is entering things faster than they can be synced. ` +
      'Nothing entered was lost; try again in a few minutes.',
  );
}

/**
 * Brings two workbooks of one unit and quarter in step. What only one of them changed since they were last in step is taken
 * over by the other; what both changed stays as it is on each side and is in conflict, until somebody settles it. Each
 * workbook is written once, all of its changes or none, and again only if somebody was faster. A run that was cut and is run
 * again ends as one that was not, and running it again changes nothing.
 *
 * @throws HostError if a workbook cannot be read or written; `touched` says which had been written by then
 */
export async function syncWorkbooks(
  workbooks: readonly [ChangeableWorkbook, ChangeableWorkbook],
  options: SyncOptions,
): Promise<SyncResult> {
  const progress: Progress = { cells: new Map(), isWritten: [false, false], backups: [null, null] };
  try {
    return await syncInRounds(workbooks, options, progress);
  } catch (cause) {
    const written = workbooks.filter((_, side) => progress.isWritten[side]).map(({ place }) => place);
    throw afterWriting(cause, written);
  }
}
