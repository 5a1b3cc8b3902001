/** LockService: one run at a time holds the document's lock. Nobody waits here; the time that passes is said by the test. */
import { ServiceError, Unsupported } from './errors.js';
import type { Execution } from './execution.js';
import { give, type On, type Part } from './objects.js';
import type { Program } from './program.js';

/** Somebody else's run. */
interface Stranger {
  /** Milliseconds until it lets go. */
  remaining: number;
}

interface DocumentLock {
  holder: Execution | Stranger | null;
}

declare module './objects.js' {
  interface Selves {
    LockService: object;
    Lock: { isHeld: boolean };
  }
}

const all = new WeakMap<Program, DocumentLock>();

function lockOf(program: Program): DocumentLock {
  let lock = all.get(program);
  if (!lock) all.set(program, (lock = { holder: null }));
  return lock;
}

/**
 * Has somebody else's run hold the lock.
 * @param milliseconds how long; for ever, if it is not said
 * @returns lets go of it
 */
export function holdLock(program: Program, milliseconds = Infinity): () => void {
  const lock = lockOf(program);
  if (lock.holder) throw new Error('The lock is held already');
  const stranger = { remaining: milliseconds };
  lock.holder = stranger;
  return () => {
    if (lock.holder === stranger) lock.holder = null;
  };
}

/** Whether anybody holds the lock. */
export const isLocked = (program: Program) => lockOf(program).holder !== null;

/** Lets time pass. @returns whether the lock is free by then */
function waitFor(lock: DocumentLock, milliseconds: number): boolean {
  const { holder } = lock;
  // A run that is interrupted by this one does not go on while this one waits.
  if (holder && 'remaining' in holder) {
    holder.remaining -= milliseconds;
    if (holder.remaining <= 0) lock.holder = null;
  }
  return lock.holder === null;
}

function release(lock: DocumentLock, execution: Execution, self: { isHeld: boolean }): void {
  if (self.isHeld && lock.holder === execution) lock.holder = null;
  self.isHeld = false;
}

function tryLock({ program, execution, self }: On<'Lock'>, milliseconds: number): boolean {
  const lock = lockOf(program);
  if (self.isHeld) return true;
  // What the service makes of it is not known; it is hardly meant.
  if (lock.holder === execution) throw new Unsupported('a second lock in one run');
  if (!waitFor(lock, Math.max(0, milliseconds))) return false;
  lock.holder = execution;
  self.isHeld = true;
  execution.atEnd.push(() => {
    release(lock, execution, self);
  });
  return true;
}

export const locks: Part = {
  LockService: { getDocumentLock: () => give('Lock', { isHeld: false }) },
  Lock: {
    tryLock,
    waitLock(on, milliseconds: number) {
      if (!tryLock(on, milliseconds))
        throw new ServiceError('Lock timeout: another process was holding the lock for too long.');
    },
    hasLock: ({ self }) => self.isHeld,
    releaseLock({ program, execution, self }) {
      release(lockOf(program), execution, self);
    },
  },
};
