/** Neighbours with the same value, brought together. */

/** From the first to the last, counted from 1. */
export interface Run<T> {
  readonly value: T;
  readonly first: number;
  readonly last: number;
}

/** The first and last position of each run of neighbours with the same value, from 1; those without one left out. */
export function runsOf<T>(values: readonly (T | null)[]): readonly Run<T>[] {
  const runs: { value: T; first: number; last: number }[] = [];
  values.forEach((value, index) => {
    const open = runs.at(-1);
    if (value === null) return;
    if (open?.value === value && open.last === index) open.last = index + 1;
    else runs.push({ value, first: index + 1, last: index + 1 });
  });
  return runs;
}
