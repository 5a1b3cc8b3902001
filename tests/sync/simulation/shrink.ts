/** Makes the plot of a history that fails smaller, as long as it fails. */
import type { Plot, Step } from './steps.js';

const without = (steps: readonly Step[], from: number, count: number) => [
  ...steps.slice(0, from),
  ...steps.slice(from + count),
];

/** Leaves steps out, many at once first, until none can be left out any more. */
export async function shrunk(plot: Plot, fails: (plot: Plot) => Promise<boolean>): Promise<Plot> {
  let { steps } = plot;
  for (let count = Math.ceil(steps.length / 2); count >= 1; count = count === 1 ? 0 : Math.ceil(count / 2)) {
    for (let from = 0; from < steps.length;) {
      const fewer = without(steps, from, count);
      if (await fails({ ...plot, steps: fewer })) steps = fewer;
      else from += count;
    }
  }
  return { ...plot, steps };
}
