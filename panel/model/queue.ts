/** Has tasks run one after another, in the order in which they were asked for. */

/** Runs a task when those before it are done. The promise settles with the task. */
export type Queue = <T>(task: () => Promise<T>) => Promise<T>;

export function createQueue(): Queue {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const next = last.then(task);
    // The one that asked learns of a failure; the next task does not wait for anybody to.
    last = next.catch(() => undefined);
    return next;
  };
}
