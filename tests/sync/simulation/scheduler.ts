/** Time in which several people and runs do things at once, one after the other, the same each time. */
import { setImmediate } from 'node:timers/promises';

export interface Scheduler {
  readonly now: () => number;
  /** Resolves when so much time has passed for everybody. */
  readonly wait: (time: number) => Promise<void>;
  /** Goes from one end of a wait to the next until nobody waits any more. */
  readonly run: () => Promise<void>;
}

export function newScheduler(): Scheduler {
  let now = 0;
  let begun = 0;
  const waits: { readonly until: number; readonly order: number; readonly end: () => void }[] = [];
  return {
    now: () => now,
    wait: (time) =>
      new Promise((end) => {
        waits.push({ until: now + time, order: begun++, end });
      }),
    async run() {
      await setImmediate();
      while (waits.length > 0) {
        waits.sort((a, b) => a.until - b.until || a.order - b.order);
        const next = waits.shift()!;
        now = next.until;
        next.end();
        await setImmediate();
      }
    },
  };
}
