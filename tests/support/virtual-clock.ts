/** Time that passes only while everybody waits: hours in no time, and the same each time. */
import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../sync/clock.js';

export interface VirtualClock extends Clock {
  /** Waits that are under way. */
  readonly waiting: () => number;
}

interface Wait {
  readonly until: number;
  readonly end: () => void;
}

/**
 * Rounds of the event loop in which nobody begins to wait before time goes on: whatever is answered within the program is
 * answered by then.
 */
const quietRounds = 4;

/** @param start milliseconds since 1970 */
export function virtualClock(start = Date.UTC(2019, 3, 1, 4)): VirtualClock {
  let now = start;
  let begun = 0;
  let isRunning = false;
  const waits = new Set<Wait>();

  /** Goes from one end of a wait to the next, as long as there are any. */
  async function run(): Promise<void> {
    isRunning = true;
    while (waits.size > 0) {
      for (let quiet = 0, seen = begun; quiet < quietRounds; quiet++) {
        await setImmediate();
        if (seen !== begun) [quiet, seen] = [0, begun];
      }
      if (waits.size > 0) now = Math.max(now, Math.min(...[...waits].map(({ until }) => until)));
      for (const wait of [...waits].filter(({ until }) => until <= now)) wait.end();
    }
    isRunning = false;
  }

  return {
    now: () => now,
    waiting: () => waits.size,
    wait: (milliseconds, signal) =>
      new Promise((resolve) => {
        begun++;
        const wait: Wait = {
          until: now + (signal?.aborted ? 0 : Math.max(0, milliseconds)),
          end: () => {
            begun++;
            waits.delete(wait);
            signal?.removeEventListener('abort', wait.end);
            resolve();
          },
        };
        waits.add(wait);
        signal?.addEventListener('abort', wait.end);
        if (!isRunning) void run();
      }),
  };
}
