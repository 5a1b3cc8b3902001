/** One run of a script: who runs it, what is selected for that person, and the realm whose arrays, dates and errors it sees. */
import type { CellRange } from '../../../core/index.js';

/** The constructors of a script's realm. */
export interface Realm {
  readonly Array: ArrayConstructor;
  readonly Object: ObjectConstructor;
  readonly Date: DateConstructor;
  readonly Error: ErrorConstructor;
}

export const ownRealm: Realm = { Array, Object, Date, Error };

/** What is selected for a person: kept from one run to the next. */
export interface Selected {
  sheetId: number;
  /** The active one last. */
  ranges: readonly CellRange[];
}

export interface User {
  readonly email: string;
  readonly selected: Selected;
}

export interface Execution {
  readonly user: User;
  readonly realm: Realm;
  /** IANA name; the script's own, not the spreadsheet's. */
  readonly timeZone: string;
  /** What started it, if it was neither a menu nor the sidebar: that decides what it may call. */
  readonly trigger: 'onOpen' | 'onEdit' | 'customFunction' | null;
  /** What is to be done when it ends, whatever way: locks are let go. */
  readonly atEnd: (() => void)[];
  isOver: boolean;
}

export const newUser = (email: string): User => ({
  email,
  selected: { sheetId: 0, ranges: [{ top: 1, left: 1, bottom: 1, right: 1 }] },
});

export function newExecution(options: Partial<Omit<Execution, 'atEnd' | 'isOver'>> = {}): Execution {
  return {
    user: newUser('editor@example.org'),
    realm: ownRealm,
    timeZone: 'America/New_York',
    trigger: null,
    ...options,
    atEnd: [],
    isOver: false,
  };
}

export function endExecution(execution: Execution): void {
  execution.isOver = true;
  for (const act of execution.atEnd.splice(0)) act();
}
