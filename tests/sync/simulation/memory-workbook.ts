/** A workbook in memory that can be changed as files and spreadsheets are, with people at it and with faults. */
import {
  cellBefore,
  HostError,
  withChanges,
  type CellChange,
  type NewValue,
  type WorkbookSnapshot,
} from '../../../core/index.js';
import type { CellContent } from '../../../core/entry/cell.js';
import type { ChangeableWorkbook } from '../../../sync/changeable-workbook.js';

/** A file is read and written whole; of a spreadsheet, cells, while people go on. */
export type WorkbookKind = 'file' | 'sheet';

export interface Shelf {
  readonly kind: WorkbookKind;
  readonly place: string;
  content: WorkbookSnapshot;
  /** Goes up when rows or columns are moved. */
  layout: number;
  /** A run is writing: another waits until it has. */
  isBusy: boolean;
}

/** What a run meets at each of its steps: it takes its time, and may fail. */
export type Meet = () => Promise<void>;

const sameBefore = (content: WorkbookSnapshot, { worksheet, range, before }: CellChange) =>
  JSON.stringify(cellBefore(content, worksheet, range).content) === JSON.stringify(before.content);

const overtaken = (place: string) => new HostError('changed', `${place}: somebody was faster.`);

function copyOf(content: CellContent | null): NewValue {
  if (content === null) return null;
  switch (content.kind) {
    case 'text':
      return content.text;
    case 'date':
      return { date: content.date };
    case 'error':
      throw new Error('Nobody enters errors here');
    default:
      return content.value;
  }
}

/** Copies of what is written over. */
const copied = (content: WorkbookSnapshot, changes: readonly CellChange[]) =>
  changes.flatMap(({ copyTo, worksheet, range }) =>
    copyTo ? [{ ...copyTo, value: copyOf(cellBefore(content, worksheet, range).content) }] : [],
  );

/** What is told of a workbook at the instant at which it happens. */
export interface Witness {
  readonly read: () => void;
  readonly writing: () => void;
  readonly written: () => void;
}

/** What a workbook does wrong, so that the oracle can be seen to notice. */
export interface Sabotage {
  /** Writes whatever stands there. */
  readonly isUnchecked?: boolean;
  /** Writes something else than it was asked to. */
  readonly writes?: (changes: readonly CellChange[]) => readonly CellChange[];
}

/** @param meet what happens at each step */
export function changeableShelf(
  shelf: Shelf,
  meet: Meet,
  witness: Witness,
  { isUnchecked = false, writes = (changes) => changes }: Sabotage = {},
): ChangeableWorkbook {
  let last: WorkbookSnapshot | null = null;
  let layout = 0;
  const isSheet = shelf.kind === 'sheet';
  const require = (changes: readonly CellChange[]) => {
    if (isUnchecked) return;
    const isAsRead = isSheet
      ? shelf.layout === layout && changes.every((change) => sameBefore(shelf.content, change))
      : shelf.content === last;
    if (!isAsRead) throw overtaken(shelf.place);
  };
  return {
    place: shelf.place,
    copiesAtOnce: isSheet,
    async read() {
      await meet();
      last = shelf.content;
      layout = shelf.layout;
      witness.read();
      return { name: shelf.place, snapshot: shelf.content, hash: null };
    },
    requireChangeable: meet,
    async change(changes) {
      await meet();
      if (shelf.isBusy) throw overtaken(shelf.place);
      require(changes);
      shelf.isBusy = true;
      try {
        await meet();
      } finally {
        shelf.isBusy = false;
      }
      if (isSheet) {
        if (shelf.layout !== layout && !isUnchecked) throw overtaken(shelf.place);
      } else require(changes);
      witness.writing();
      const found = shelf.content;
      const made = writes(changes);
      shelf.content = withChanges(found, [...made, ...(isSheet ? copied(found, made) : [])]);
      last = shelf.content;
      witness.written();
      await meet();
      const isOvertaken = isSheet && changes.some((change) => change.copyTo && !sameBefore(found, change));
      return { backup: null, isOvertaken };
    },
  };
}
