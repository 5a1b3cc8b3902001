/** Keeps what is known of the workbook up with the workbook, by as little reading as will do, and the marks with it. */
import { withRows, type Plan, type WorkbookSnapshot } from '../../core/index.js';
import type { HostEvent, Mark, PanelHost } from '../panel-host.js';
import { noChanges, noteEvent, type Changes } from './changes.js';
import { marksOf, sameMarks } from './marks.js';
import type { WorkbookState } from './state.js';
import { stateOfWorkbook } from './workbook.js';

/** A workbook as it was read. */
export interface Known {
  readonly snapshot: WorkbookSnapshot;
  readonly workbook: WorkbookState;
}

export interface Reading {
  /** Takes note of what happened. @returns what is to be read again for it, or null if it is none of our concern */
  readonly note: (event: Exclude<HostEvent, { readonly kind: 'selected' }>) => Changes | null;
  /** What is known may no longer hold: the next reading is of everything. */
  readonly distrust: () => void;
  /** Reads everything if more may have changed than rows tell. @throws HostError */
  readonly readIfWide: () => Promise<void>;
  /** Reads the workbook, and leaves the marks as they are. @throws HostError */
  readonly look: () => Promise<Known>;
  /** Reads the workbook and sees to the marks. @throws HostError */
  readonly readAll: () => Promise<Known>;
  /** Reads what has changed, and marks what that changed. Costs nothing if nothing has. @throws HostError */
  readonly readChanges: () => Promise<Known>;
}

/** @param tell called with what the workbook has become */
export function createReading(
  { host, plan }: { readonly host: PanelHost; readonly plan: Plan },
  tell: (workbook: WorkbookState) => void,
): Reading {
  let known: Known | null = null;
  let changes: Changes = noChanges;
  /** The marks that were asked for last. */
  let marked: readonly Mark[] = [];

  const learn = (snapshot: WorkbookSnapshot): Known => {
    const workbook = stateOfWorkbook(snapshot, plan);
    known = { snapshot, workbook };
    tell(workbook);
    return known;
  };
  const distrust = () => {
    changes = { ...changes, isRearranged: true };
  };
  /** Reads; what is noted meanwhile stays noted, and after a failure nothing that is known holds any more. */
  const reading = async <T>(read: () => Promise<T>): Promise<T> => {
    changes = noChanges;
    try {
      return await read();
    } catch (error) {
      distrust();
      throw error;
    }
  };
  const mark = async (wanted: readonly Mark[]) => {
    await host.mark(wanted);
    marked = wanted;
  };
  const wantedMarks = ({ workbook }: Known) => (workbook.kind === 'matrix' ? marksOf(workbook.findings) : []);

  const look = async () => learn(await reading(() => host.read()));
  const readAll = async () => {
    const found = await look();
    // Pasting and sorting move and copy marks: only the host can tell whether they are still right.
    if (found.workbook.kind === 'matrix' || marked.length > 0) await mark(wantedMarks(found));
    return found;
  };
  return {
    note: (event) => {
      if (!known) return null;
      const next = noteEvent(changes, event, known.snapshot, known.workbook);
      if (next === changes) return null;
      changes = next;
      return changes;
    },
    distrust,
    readIfWide: async () => {
      if (changes.isWide) await readAll();
    },
    look,
    readAll,
    readChanges: async () => {
      if (!known || changes.isRearranged) return readAll();
      const { rows, isWide } = changes;
      if (rows.size === 0) return known;
      const { snapshot } = known;
      const read = await reading(() =>
        Promise.all(
          [...rows].map(async ([worksheet, runs]) => ({
            worksheet,
            runs,
            found: await host.readRows(worksheet, runs),
          })),
        ),
      );
      if (isWide) changes = { ...changes, isWide };
      if (read.some(({ found }) => found === null)) return readAll();
      const found = learn(
        read.reduce((current, one) => withRows(current, one.worksheet, one.runs, one.found!), snapshot),
      );
      const wanted = wantedMarks(found);
      if (!sameMarks(wanted, marked)) await mark(wanted);
      return found;
    },
  };
}
