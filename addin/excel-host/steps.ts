/** Readings that share their syncs: however many there are, a sync is made once for all that wait for it. */

/** A reading that queues what it needs, yields until the next sync has brought it, and so on until it knows its result. */
export type Steps<T> = Generator<undefined, T, undefined>;

/**
 * Carries readings out side by side.
 * @returns their results, in order, after as many syncs as the longest of them has yields: a number that the code
 *   states, whatever the workbook holds
 */
export async function together<T>(
  context: { sync(): Promise<unknown> },
  readings: readonly Steps<T>[],
): Promise<readonly T[]> {
  const results: T[] = [];
  let waiting = readings.map((steps, index) => ({ steps, index }));
  for (;;) {
    waiting = waiting.filter(({ steps, index }) => {
      const { done, value } = steps.next();
      if (done === true) results[index] = value;
      return done !== true;
    });
    if (waiting.length === 0) return results;
    // eslint-disable-next-line office-addins/no-context-sync-in-loop -- as often as the code yields, whatever the workbook holds
    await context.sync();
  }
}
