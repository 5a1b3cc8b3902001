/** One run of the script at a time changes the spreadsheet: the others wait, or say that they had to. */
import { HostError } from '../core/index.js';

/** How long somebody who asked for something waits for the others, in milliseconds. */
const patience = 20_000;

/** The lock that this run holds. Globals are new in each run. */
let held: GoogleAppsScript.Lock.Lock | null = null;

/**
 * Acts while no other run does. Within something that acts under the lock already it just acts.
 * @param patience how long to wait for the others, in milliseconds
 * @returns null if they did not finish in time: then nothing was done
 */
export function ifUnlocked<T>(patience: number, act: () => T): { readonly result: T } | null {
  if (held?.hasLock() === true) return { result: act() };
  const lock = LockService.getDocumentLock();
  if (!lock.tryLock(patience)) return null;
  held = lock;
  try {
    return { result: act() };
  } finally {
    try {
      // What was written may still be on its way, and would arrive when others have begun.
      SpreadsheetApp.flush();
    } finally {
      held = null;
      lock.releaseLock();
    }
  }
}

/** Acts while no other run does. @throws HostError `in-use` if the others did not finish in time: then nothing was done */
export function underLock<T>(act: () => T): T {
  const done = ifUnlocked(patience, act);
  if (!done) {
    throw new HostError(
      'in-use',
      'Somebody else is building or repairing this workbook. Try again in a minute.',
    );
  }
  return done.result;
}
