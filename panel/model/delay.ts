/** Does something once it has been quiet for a while. */

/** Resolves after so many milliseconds. */
export type Wait = (milliseconds: number) => Promise<void>;

export interface Delay {
  /** Waits, from now on anew. */
  readonly start: () => void;
  readonly stop: () => void;
}

export function createDelay(wait: Wait, milliseconds: number, act: () => void): Delay {
  let latest = 0;
  return {
    start: () => {
      latest += 1;
      const own = latest;
      void wait(milliseconds).then(() => {
        if (own === latest) act();
      });
    },
    stop: () => {
      latest += 1;
    },
  };
}
