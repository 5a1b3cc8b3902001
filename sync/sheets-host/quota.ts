/** Keeps requests under a limit a minute, in the order in which they came. */
import type { Clock } from '../clock.js';

/** Requests that are sent in any minute, of reads and of writes each. */
export interface Quota {
  /** By one user; Google allows 60. */
  readonly user: number;
  /** By all users of a project; Google allows 300. Of those, this process is one. */
  readonly project: number;
}

/** A tenth below what Google allows: others may use the same account and project at the same time. */
export const sheetsQuota: Quota = { user: 54, project: 270 };

const minute = 60_000;

/** A request's place in the quota. */
export interface Turn {
  /** To be said once the request was answered or given up. */
  readonly end: () => void;
}

export interface RequestWindow {
  /**
   * Resolves when one more request may be sent.
   * @param onWait told the milliseconds before a wait, as far as it can be foreseen
   */
  readonly turn: (options?: {
    readonly signal?: AbortSignal | undefined;
    readonly onWait?: (milliseconds: number) => void;
  }) => Promise<Turn>;
}

/**
 * At most so many requests in any minute, wherever the server's minutes begin and however long a request is on its way: one
 * counts from when it is sent until a minute after it was answered, and so in every minute in which the server can have
 * counted it.
 */
export function requestWindow(limit: number, clock: Clock): RequestWindow {
  /** Requests on their way. */
  let sent = 0;
  /** Instants from which requests that were answered no longer count, in order. */
  const until: number[] = [];
  let onAnswer: (() => void) | null = null;
  let last: Promise<unknown> = Promise.resolve();

  const end = () => {
    sent--;
    until.push(clock.now() + minute);
    onAnswer?.();
  };

  const first: RequestWindow['turn'] = async ({ signal, onWait } = {}) => {
    for (;;) {
      signal?.throwIfAborted();
      while (until[0] !== undefined && until[0] <= clock.now()) until.shift();
      if (sent + until.length < limit) break;
      const [next] = until;
      if (next !== undefined) {
        const wait = next - clock.now();
        onWait?.(wait);
        await clock.wait(wait, signal);
      } else {
        await new Promise<void>((resolve) => {
          onAnswer = resolve;
        });
      }
    }
    sent++;
    let isOver = false;
    return {
      end: () => {
        if (!isOver) end();
        isOver = true;
      },
    };
  };

  return {
    turn: (options) => {
      const turn = last.then(() => first(options));
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}
