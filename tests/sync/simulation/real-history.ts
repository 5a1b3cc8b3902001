/** A history from its plot, through the real hosts: one run after the other, with people who enter things while it goes on. */
import { HostError, syncedKey, type CellChange } from '../../../core/index.js';
import { syncWorkbooks } from '../../../sync/sync-workbooks.js';
import { smallPlan as plan } from '../../core/merge/small-plan.js';
import type { HandedOut } from '../sync-workbooks/scene.js';
import { cellsIn, conflictsIn, coverKey, numbersIn, type CellKey, type Shown } from './grid.js';
import { Ledger, type View } from './ledger.js';
import { realFile, realSheet, type RealBook, type RealTrouble } from './real-books.js';
import { seeded } from './random.js';
import type { Plot, Step } from './steps.js';
import type { Outcome } from './history.js';

const withoutCopy = ({ worksheet, range, value, before }: CellChange): CellChange => ({
  worksheet,
  range,
  value,
  before,
});

type SyncStep = Extract<Step, { kind: 'sync' }>;
const mostRounds = 5;

/**
 * Plays a history to its end.
 * @param folder where the files are
 * @param isCopying false: no copies are kept of what is written over, so that the oracle can be seen to notice
 */
export async function playRealHistory(
  { kinds, steps }: Plot,
  { bytes, spreadsheet }: Pick<HandedOut, 'bytes' | 'spreadsheet'>,
  folder: string,
  isCopying = true,
): Promise<Omit<Outcome, 'counts'> & { readonly counts: ReturnType<typeof countsOf> }> {
  const ledger = new Ledger();
  const books: RealBook[] = [];
  const memories: string[] = [];
  const lastEntries = new Map<number, { key: CellKey; before: Shown }>();
  const counted = { syncs: 0, writes: 0, cut: 0 };
  const memoryOf = (book: number) =>
    JSON.stringify(books[book]!.look().worksheets.find(({ name }) => name === '_nisp')!.rows);

  const { definedNames } = realFile(folder, 'template.xlsx', bytes).look();
  for (const [index, kind] of kinds.entries()) {
    const book =
      kind === 'file'
        ? realFile(folder, `file-${index}.xlsx`, bytes)
        : realSheet(spreadsheet, `spreadsheet-${index}`, definedNames);
    books.push(book);
    ledger.add(cellsIn(book.look()));
    memories.push(memoryOf(index));
  }
  const numbers = String(numbersIn(books[0]!.look()));

  const enter = (index: number, key: CellKey, entry: Shown) => {
    const book = books[index]!;
    const before = cellsIn(book.look()).get(key)!;
    if (before === entry) return;
    book.enter(key, entry);
    lastEntries.set(index, { key, before });
    ledger.entered(index, key, cellsIn(book.look()).get(key)!);
  };

  const sync = async (
    pair: readonly [number, number],
    step: Omit<SyncStep, 'at' | 'book' | 'other' | 'kind'>,
  ) => {
    counted.syncs += 1;
    const views: [View, View] = [ledger.view(pair[0]), ledger.view(pair[1])];
    const read: [View, View] = [...views];
    /** Tells the oracle what was written since it last looked. */
    const settle = (side: 0 | 1) => {
      const index = pair[side];
      const content = books[index]!.look();
      const cells = cellsIn(content);
      const memory = memoryOf(index);
      if (memory === memories[index]) {
        ledger.unwritten(index, cells);
        return;
      }
      memories[index] = memory;
      counted.writes += 1;
      const isPreferred = step.prefer === null ? null : step.prefer === side;
      ledger.written(index, [read[side], read[side === 0 ? 1 : 0]], cells, conflictsIn(content), isPreferred);
      if (String(numbersIn(content)) !== numbers) ledger.faults.push(`workbook ${index}: rows came or went`);
    };
    const random = seeded(step.seed);
    const troubledSide = random.below(2) as 0 | 1;
    const open = (side: 0 | 1) => {
      let met = 0;
      // A file takes more operations than a spreadsheet takes requests: there somebody is quick before it is looked at, or written.
      const isFile = books[pair[side]]!.kind === 'file';
      const hasteAt = step.haste && (isFile ? step.haste.step * 2 : 3 + (step.haste.step % 2));
      const troubleAt = step.trouble.step * (isFile ? 2 : 1);
      const inner = books[pair[side]]!.open({
        before(isReading) {
          const at = met++;
          if (step.haste?.side === side && at === hasteAt) {
            settle(side);
            enter(pair[side], step.haste.key, step.haste.entry);
          }
          if (isReading) views[side] = ledger.view(pair[side]);
          const isTrouble = side === troubledSide && at === troubleAt;
          const trouble: RealTrouble = step.trouble.kind === 'kill' ? 'kill' : 'fault';
          return isTrouble ? trouble : null;
        },
      });
      return {
        ...inner,
        read: async () => {
          const found = await inner.read();
          read[side] = views[side];
          return found;
        },
        change: async (changes: Parameters<typeof inner.change>[0]) => {
          try {
            return await inner.change(isCopying ? changes : changes.map(withoutCopy));
          } finally {
            settle(side);
          }
        },
      };
    };
    try {
      const result = await syncWorkbooks([open(0), open(1)], {
        plan,
        ...(step.prefer === null ? {} : { prefer: step.prefer }),
        confirmClearing: () => Promise.resolve(step.isConfirmed),
      });
      if (result.kind === 'refused') ledger.faults.push(`refused: ${JSON.stringify(result.diagnostics)}`);
      if (result.kind !== 'synced') return false;
      const isWritten = result.isWritten.includes(true);
      if (!isWritten) ledger.inStep(pair, read);
      if (step.haste === null) {
        const told = [...result.cells, ...result.plan.cells].map(({ name }) =>
          name.no === null ? coverKey : syncedKey(name),
        );
        ledger.checkPair(pair, new Set(told));
      }
      return isWritten;
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      counted.cut += 1;
      return true;
    } finally {
      for (const index of pair) books[index]!.endRun();
    }
  };

  for (const step of steps) {
    const index = step.book % books.length;
    if (step.kind === 'enter') enter(index, step.key, step.entry);
    else if (step.kind === 'put-back') {
      const last = lastEntries.get(index);
      if (last) enter(index, last.key, last.before);
    } else if (step.kind === 'insert-row' || step.kind === 'rename') {
      books[index]!.rearrange(step.kind === 'rename' ? step.name : '');
      ledger.touched(index);
    } else if (step.kind === 'copy' && books[index]!.kind === 'file' && books.length < 4) {
      books.push(realFile(folder, `copy-${books.length}.xlsx`, books[index]!.name));
      ledger.copy(index);
      memories.push(memories[index]!);
    } else if (step.kind === 'sync') {
      const other =
        step.other % books.length === index ? (index + 1) % books.length : step.other % books.length;
      await sync([index, other], step);
    }
  }

  let rounds = 0;
  for (let isWritten = true; isWritten && rounds <= mostRounds; rounds += 1) {
    isWritten = false;
    for (let other = 1; other < books.length; other += 1) {
      const calm = {
        prefer: null,
        isConfirmed: true,
        trouble: { step: Infinity, kind: 'kill' },
        haste: null,
        seed: 1,
      } as const;
      isWritten = (await sync([0, other], calm)) || isWritten;
    }
  }
  if (rounds > mostRounds) ledger.faults.push('it never comes to rest');
  ledger.checkEnd();
  return { faults: ledger.faults, counts: countsOf(ledger, counted), rounds };
}

const countsOf = (ledger: Ledger, counted: { syncs: number; writes: number; cut: number }) => ({
  ...ledger.counts,
  ...counted,
});
