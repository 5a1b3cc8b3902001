/** A value for each row or column of a worksheet, kept as runs of equal ones. */

export interface Run<T> {
  readonly first: number;
  readonly last: number;
  readonly value: T;
}

/** What each number from 1 on has; those that nothing was set for have the standard. */
export class Runs<T extends string | number | boolean> {
  private runs: readonly Run<T>[] = [];
  constructor(readonly standard: T) {}

  at(index: number): T {
    return this.runs.find(({ first, last }) => first <= index && index <= last)?.value ?? this.standard;
  }

  set(first: number, last: number, value: T): void {
    const outside = this.runs.flatMap((run) => [
      { ...run, last: Math.min(run.last, first - 1) },
      { ...run, first: Math.max(run.first, last + 1) },
    ]);
    const added = value === this.standard ? [] : [{ first, last, value }];
    const sorted = [...outside, ...added]
      .filter((run) => run.first <= run.last)
      .sort((a, b) => a.first - b.first);
    const joined: Run<T>[] = [];
    for (const run of sorted) {
      const before = joined.at(-1);
      if (before?.last === run.first - 1 && before.value === run.value)
        joined[joined.length - 1] = { ...before, last: run.last };
      else joined.push(run);
    }
    this.runs = joined;
  }

  /** The values found from `first` to `last`, each once. */
  within(first: number, last: number): T[] {
    const inside = this.runs.filter((run) => run.first <= last && run.last >= first);
    const covered = inside.reduce(
      (count, run) => count + Math.min(run.last, last) - Math.max(run.first, first) + 1,
      0,
    );
    const found = new Set(inside.map(({ value }) => value));
    if (covered < last - first + 1) found.add(this.standard);
    return [...found];
  }

  /** Makes room for `count` more before `index`; they are like the one before, as in Excel. */
  insert(index: number, count: number): void {
    const before = this.runs;
    this.runs = [];
    for (const { first, last, value } of before) {
      if (first < index) this.set(first, Math.min(last, index - 1), value);
      if (last >= index) this.set(Math.max(first, index) + count, last + count, value);
    }
    if (index > 1) this.set(index, index + count - 1, this.at(index - 1));
  }

  remove(index: number, count: number): void {
    const before = this.runs;
    this.runs = [];
    for (const { first, last, value } of before) {
      if (first < index) this.set(first, Math.min(last, index - 1), value);
      if (last >= index + count) this.set(Math.max(first, index + count) - count, last - count, value);
    }
  }

  copy(): Runs<T> {
    const copy = new Runs(this.standard);
    copy.runs = this.runs;
    return copy;
  }

  toJSON(): readonly Run<T>[] {
    return this.runs;
  }
}
