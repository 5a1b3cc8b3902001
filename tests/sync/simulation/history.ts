/** A history from its plot: people and runs at their times, then quiet, and what the oracle has to say. */
import { HostError, syncedKey, type SyncedName } from '../../../core/index.js';
import { syncWorkbooks } from '../../../sync/sync-workbooks.js';
import { smallPlan as plan } from '../../core/merge/small-plan.js';
import { handedOut } from '../../support/pair.js';
import {
  cellsIn,
  columnsMovedIn,
  conflictsIn,
  coverKey,
  enteredIn,
  findingsIn,
  numbersIn,
  renamedIn,
  rowDeletedIn,
  rowInsertedIn,
  rowsHiddenIn,
  sortedIn,
  type CellKey,
  type Shown,
} from './grid.js';
import { Ledger, type View } from './ledger.js';
import {
  changeableShelf,
  type Meet,
  type Sabotage,
  type Shelf,
  type WorkbookKind,
  type Witness,
} from './memory-workbook.js';
import { seeded } from './random.js';
import { newScheduler } from './scheduler.js';
import type { Plot, Step, Trouble } from './steps.js';

/** Changes how syncing works, so that the oracle can be seen to notice. */
export interface SyncSabotage extends Sabotage {
  /** Lets one side's values count, and tells nobody. */
  readonly prefers?: 0 | 1;
}

export interface Outcome {
  /** What the oracle found wrong. */
  readonly faults: readonly string[];
  readonly counts: Readonly<Record<'entries' | 'conflicts' | 'late' | 'syncs' | 'writes' | 'cut', number>>;
  /** Rounds of quiet syncs until nothing was written any more. */
  readonly rounds: number;
}

type SyncStep = Extract<Step, { kind: 'sync' }>;

class Killed extends Error {}

const troubleOf = (kind: Trouble): Error => {
  switch (kind) {
    case 'kill':
      return new Killed();
    case 'unavailable':
      return new HostError('unavailable', 'The service does not answer.');
    case 'disk-full':
      return new HostError('not-writable', 'The disk is full.');
    case 'no-access':
      return new HostError('no-access', 'It is not shared.');
  }
};

/** Built once: every history begins with it. */
const template = handedOut({
  '1': { status: 'In progress', remarks: 'as handed out' },
  '2': { progress: 0.4 },
});

const mostRounds = 5;

/** The name of a cell in the simulation. */
const keyOf = (name: SyncedName): CellKey => (name.no === null ? coverKey : syncedKey(name));

/** Plays a history to its end. */
export async function playHistory({ kinds, steps }: Plot, sabotage: SyncSabotage = {}): Promise<Outcome> {
  const ledger = new Ledger();
  const scheduler = newScheduler();
  const shelves: Shelf[] = [];
  /** The last entry of each workbook, and what it replaced. */
  const lastEntries = new Map<number, { key: CellKey; before: Shown }>();
  const numbersOf: string[][] = [];
  const counted = { syncs: 0, writes: 0, cut: 0 };

  const put = (kind: WorkbookKind, from: number | null) => {
    const original = from === null ? null : shelves[from]!;
    const place = `${kind} ${shelves.length}`;
    shelves.push({ kind, place, content: original?.content ?? template, layout: 0, isBusy: false });
    numbersOf.push([...(from === null ? numbersIn(template) : numbersOf[from]!)]);
    if (from === null) ledger.add(cellsIn(template));
    else ledger.copy(from);
  };
  for (const kind of kinds) put(kind, null);
  const indexOf = (book: number) => book % shelves.length;

  const enter = (book: number, key: CellKey, entry: Shown) => {
    const shelf = shelves[book]!;
    const before = cellsIn(shelf.content).get(key);
    if (before === undefined || before === entry) return;
    lastEntries.set(book, { key, before });
    shelf.content = enteredIn(shelf.content, key, entry);
    ledger.entered(book, key, entry);
  };

  const rearrange = (book: number, change: (content: Shelf['content']) => Shelf['content']) => {
    const shelf = shelves[book]!;
    shelf.content = change(shelf.content);
    shelf.layout += 1;
    ledger.touched(book);
  };

  const sync = async (
    books: readonly [number, number],
    step: Omit<SyncStep, 'at' | 'book' | 'other' | 'kind'>,
  ) => {
    counted.syncs += 1;
    const random = seeded(step.seed);
    let met = 0;
    const meet: Meet = async () => {
      const at = met++;
      await scheduler.wait(1 + random.below(8));
      if (at === step.haste?.step) enter(books[step.haste.side], step.haste.key, step.haste.entry);
      if (at === step.trouble.step) throw troubleOf(step.trouble.kind);
    };
    const views: [View, View] = [ledger.view(books[0]), ledger.view(books[1])];
    /** Nobody did anything to either workbook between its being read and now. */
    const watch = { isUndisturbed: true };
    const lookAgain = (side: 0 | 1) => {
      if (ledger.view(books[side]).touched !== views[side].touched) watch.isUndisturbed = false;
    };
    const workbook = (side: 0 | 1) => {
      const shelf = shelves[books[side]]!;
      const witness: Witness = {
        read: () => {
          views[side] = ledger.view(books[side]);
          if (side === 0) watch.isUndisturbed = true;
        },
        writing: () => {
          lookAgain(side);
        },
        written: () => {
          counted.writes += 1;
          const { content } = shelf;
          const cells = cellsIn(content);
          const isPreferred = step.prefer === null ? null : step.prefer === side;
          const [own, other] = [views[side], views[side === 0 ? 1 : 0]];
          ledger.written(books[side], [own, other], cells, conflictsIn(content), isPreferred);
          views[side] = { ...own, touched: ledger.view(books[side]).touched };
          const isOpen = conflictsIn(content).some(({ key, here }) => cells.get(key) === here);
          if (isOpen && !findingsIn(content).includes('sync/conflict')) {
            ledger.faults.push(`${shelf.place}: its findings do not name the conflicts`);
          }
          if (String(numbersIn(content)) !== String(numbersOf[books[side]])) {
            ledger.faults.push(`${shelf.place}: rows came or went`);
          }
        },
      };
      return changeableShelf(shelf, meet, witness, sabotage);
    };
    const prefer = sabotage.prefers ?? step.prefer;
    const result = await syncWorkbooks([workbook(0), workbook(1)], {
      plan,
      ...(prefer === null ? {} : { prefer }),
      confirmClearing: () => Promise.resolve(step.isConfirmed),
    });
    if (result.kind === 'refused') ledger.faults.push(`refused: ${JSON.stringify(result.diagnostics)}`);
    if (result.kind !== 'synced') return { isWritten: false };
    for (const side of [0, 1] as const) lookAgain(side);
    const isWritten = result.isWritten.includes(true);
    if (watch.isUndisturbed) {
      if (!isWritten) ledger.inStep(books, views);
      ledger.checkPair(
        books,
        new Set([...result.cells, ...result.plan.cells].map(({ name }) => keyOf(name))),
      );
    }
    return { isWritten };
  };

  const act = async (step: Step): Promise<void> => {
    const book = indexOf(step.book);
    switch (step.kind) {
      case 'enter':
        enter(book, step.key, step.entry);
        break;
      case 'put-back': {
        const last = lastEntries.get(book);
        if (last) enter(book, last.key, last.before);
        break;
      }
      case 'sort':
        rearrange(book, sortedIn);
        break;
      case 'insert-row':
        rearrange(book, rowInsertedIn);
        break;
      case 'move-columns':
        rearrange(book, (content) => columnsMovedIn(content, ...step.fields));
        break;
      case 'hide':
        rearrange(book, rowsHiddenIn);
        break;
      case 'rename':
        rearrange(book, (content) => renamedIn(content, step.name));
        break;
      case 'delete-row':
        numbersOf[book] = numbersOf[book]!.filter((no) => no !== step.no);
        rearrange(book, (content) => rowDeletedIn(content, step.no));
        ledger.deleted(book, step.no);
        break;
      case 'copy':
        put(shelves[book]!.kind, book);
        break;
      case 'sync': {
        const other = indexOf(step.other) === book ? (book + 1) % shelves.length : indexOf(step.other);
        await sync([book, other], step).catch((error: unknown) => {
          if (!(error instanceof Killed) && !(error instanceof HostError)) throw error;
          counted.cut += 1;
        });
      }
    }
  };

  const running = steps.map(async (step) => {
    await scheduler.wait(step.at);
    await act(step);
  });
  await scheduler.run();
  await Promise.all(running);

  // Quiet: everybody syncs with the first, until nothing changes any more.
  let rounds = 0;
  for (let isWritten = true; isWritten && rounds <= mostRounds; rounds += 1) {
    isWritten = false;
    for (let other = 1; other < shelves.length; other += 1) {
      const calm = {
        prefer: null,
        isConfirmed: true,
        trouble: { step: Infinity, kind: 'kill' },
        haste: null,
        seed: other,
      } as const;
      const work = sync([0, other], calm);
      await scheduler.run();
      isWritten = (await work).isWritten || isWritten;
    }
  }
  if (rounds > mostRounds) ledger.faults.push('it never comes to rest');
  ledger.checkEnd();
  return { faults: ledger.faults, counts: { ...ledger.counts, ...counted }, rounds };
}
