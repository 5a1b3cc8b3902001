/**
 * The oracle: who entered what, and what they had before their eyes. It is told of each entry, and sees what each write did to
 * the cells of a workbook; it knows nothing of how syncing works.
 *
 * What a cell shows has come of entries, its own and those that syncing brought along with them. A value may be written over
 * only by one that came of all the same entries, or by the wish of whoever syncs. Whatever else differs has to be held
 * against each other in both workbooks.
 */
import type { CellKey, Shown, ShownConflict } from './grid.js';

type Entries = ReadonlySet<number>;
const none: Entries = new Set();

/** What a cell shows, and the entries that it came of. */
interface Value {
  readonly shown: Shown;
  readonly of: Entries;
  /** With those that whoever made them had seen in the cell, and had replaced or taken back before any sync. */
  readonly saw: Entries;
}

interface Entry {
  readonly key: CellKey;
  readonly shown: Shown;
  /** The entries that had gone into what the person saw in the cell, and in the conflicts that were named there. */
  readonly seen: Entries;
}

interface Conflict extends ShownConflict {
  readonly of: Entries;
  readonly saw: Entries;
}

interface Book {
  readonly cells: Map<CellKey, Value>;
  /** As the last write of a sync left them. */
  readonly left: Map<CellKey, Value>;
  conflicts: readonly Conflict[];
  /** Entries that a sync wrote over at the instant at which they were made, and that it has to put back. */
  readonly late: Map<CellKey, Value>;
  /** Those of them over which somebody entered something else before they were put back: they have to be named there. */
  readonly overrun: Map<CellKey, Value>;
  /** Changes with each entry and each write. */
  touched: number;
}

/** A workbook as it was when a sync read it. */
export interface View {
  readonly cells: ReadonlyMap<CellKey, Value>;
  readonly touched: number;
}

const union = (...sets: readonly Entries[]): Entries => new Set(sets.flatMap((set) => [...set]));
/** True if a value came of all that another one came of, or its people saw it. */
const isAfter = (value: Pick<Value, 'saw'>, other: Value) => isWithin(other.of, value.saw);
const isWithin = (part: Entries, whole: Entries) => [...part].every((one) => whole.has(one));

/** An entry that is no value of its field begins so: nothing may be written over it, and it is nobody's news. */
export const typoMark = '~';
/** The first value, having come of them all. */
const together = (...values: readonly [Value, ...Value[]]): Value => ({
  shown: values[0].shown,
  of: union(...values.map(({ of }) => of)),
  saw: union(...values.map(({ saw }) => saw)),
});
const isTypo = ({ shown }: Value) => shown.startsWith(typoMark);

export class Ledger {
  readonly faults: string[] = [];
  private lateEntries = 0;
  private readonly books: Book[] = [];
  private readonly entries: Entry[] = [];
  private readonly known = new Map<string, number>();
  /** Entries that the person who made them took back, or replaced, before any sync. */
  private readonly withdrawn = new Set<number>();

  private fault(what: string, book: number, key: CellKey, ...values: readonly Shown[]): void {
    this.faults.push(`${what}: workbook ${book}, ${key}, ${values.map((one) => `“${one}”`).join(' → ')}`);
  }

  /**
   * The same value entered over the same is one entry, whoever made it.
   * @param replaced what of their own the person saw there beside that
   */
  private entry(key: CellKey, shown: Shown, seen: Entries, replaced: Entries = new Set()): number {
    const name = JSON.stringify([key, shown, [...seen].sort((a, b) => a - b)]);
    const id = this.known.get(name) ?? this.entries.push({ key, shown, seen }) - 1;
    const before = [...this.entries[id]!.seen, ...replaced].filter((one) => one !== id);
    this.entries[id] = { key, shown, seen: new Set(before) };
    this.known.set(name, id);
    this.withdrawn.delete(id);
    return id;
  }

  /** A workbook that was handed out. */
  add(cells: ReadonlyMap<CellKey, Shown>): void {
    const values = [...cells].map(([key, shown]) => [key, { shown, of: none, saw: none }] as const);
    this.books.push({
      cells: new Map(values),
      left: new Map(values),
      conflicts: [],
      late: new Map(),
      overrun: new Map(),
      touched: 0,
    });
  }

  /** Somebody goes on with a copy. */
  copy(book: number): void {
    const { cells, left, conflicts, late, overrun, touched } = this.books[book]!;
    this.books.push({
      cells: new Map(cells),
      left: new Map(left),
      conflicts,
      late: new Map(late),
      overrun: new Map(overrun),
      touched,
    });
  }

  /** What a workbook says: of a cell in which an entry was written over as it was made, that entry. */
  view(book: number): View {
    const { cells, late, touched } = this.books[book]!;
    return { cells: new Map([...cells, ...late]), touched };
  }

  /** A person enters something. */
  entered(book: number, key: CellKey, shown: Shown): void {
    const one = this.books[book]!;
    const now = one.cells.get(key);
    const left = one.left.get(key)!;
    if (!now || now.shown === shown) return;
    one.touched += 1;
    const late = one.late.get(key);
    const isSameAgain = late?.shown === shown;
    if (late && !isSameAgain) one.overrun.set(key, late);
    one.late.delete(key);
    for (const id of now.of) if (!left.of.has(id)) this.withdrawn.add(id);
    if (shown === left.shown) {
      one.cells.set(key, left);
      return;
    }
    const before = one.conflicts.filter((conflict) => conflict.key === key && conflict.here !== shown);
    const seen = union(left.of, ...before.map(({ of }) => of), ...(late && isSameAgain ? [late.of] : []));
    const of = union(seen, new Set([this.entry(key, shown, seen, now.saw)]));
    one.cells.set(key, { shown, of, saw: union(of, now.saw, ...before.map(({ saw }) => saw)) });
  }

  /** A person moves cells about, or does something else that is no entry. */
  touched(book: number): void {
    this.books[book]!.touched += 1;
  }

  /** A person deletes the row of an intervention, and with it what they had entered there. */
  deleted(book: number, no: string): void {
    const one = this.books[book]!;
    one.touched += 1;
    for (const [key, { of }] of one.cells) {
      if (!key.startsWith(`${no} `)) continue;
      const elsewhere = this.books
        .filter((other) => other !== one)
        .map(({ cells }) => cells.get(key)?.of ?? []);
      const known = new Set(elsewhere.flatMap((each) => [...each]));
      for (const id of of) if (!known.has(id)) this.withdrawn.add(id);
      one.cells.delete(key);
      one.late.delete(key);
      one.overrun.delete(key);
    }
  }

  /**
   * A sync has written into a workbook.
   * @param views what it had read there and in the other one
   * @param isPreferred true: whoever syncs wants this one's values, false: the other's, null: neither
   */
  written(
    book: number,
    [own, other]: readonly [View, View],
    shown: ReadonlyMap<CellKey, Shown>,
    conflicts: readonly ShownConflict[],
    isPreferred: boolean | null,
  ): void {
    const one = this.books[book]!;
    one.touched += 1;
    this.keepConflicts(one, other, conflicts);
    for (const [key, late] of one.overrun) {
      const isNamed = one.conflicts.some((each) => each.key === key && each.there === late.shown);
      if (!isNamed && one.cells.get(key)?.shown !== late.shown)
        this.fault('not named', book, key, late.shown);
      one.overrun.delete(key);
    }
    for (const [key, now] of [...one.cells]) {
      const written = shown.get(key);
      const [read, there] = [own.cells.get(key), other.cells.get(key)];
      if (written === undefined) this.fault('a cell is gone', book, key, now.shown);
      else if (written !== now.shown && one.late.get(key)?.shown === written) {
        const late = one.late.get(key)!;
        const value = there?.shown === late.shown ? together(late, there) : late;
        one.late.delete(key);
        one.cells.set(key, value);
        if (!isTypo(late)) one.left.set(key, value);
      } else if (one.late.has(key) && isPreferred === false && there) {
        const late = one.late.get(key)!;
        one.late.delete(key);
        this.agree(one, key, this.wished(key, there, late));
      } else if (!read || !there || isTypo(read) || isTypo(there)) {
        if (written !== now.shown)
          this.fault('written over what cannot be merged', book, key, now.shown, written);
      } else if (written !== now.shown)
        this.overwritten(book, key, { now, read, there, written, isPreferred });
      else this.stayed(one, key, { now, read, there, isPreferred });
    }
  }

  /** No sync has written into a workbook: what a person entered there stands. */
  unwritten(book: number, shown: ReadonlyMap<CellKey, Shown>): void {
    for (const [key, now] of this.books[book]!.cells) {
      if (shown.get(key) !== now.shown)
        this.fault('changed, and not remembered', book, key, now.shown, shown.get(key) ?? '');
    }
  }

  private keepConflicts(one: Book, other: View, conflicts: readonly ShownConflict[]): void {
    const before = one.conflicts;
    one.conflicts = conflicts.map((conflict) => {
      const { key, there } = conflict;
      const value = other.cells.get(key);
      const known = before.find((each) => each.key === key && each.there === there);
      const overrun = one.overrun.get(key);
      const from = [overrun, value].flatMap((each) => (each?.shown === there ? each : []));
      const all = [...from, ...(known ? [known] : [])];
      return { ...conflict, of: union(...all.map(({ of }) => of)), saw: union(...all.map(({ saw }) => saw)) };
    });
  }

  private overwritten(
    book: number,
    key: CellKey,
    {
      now,
      read,
      there,
      written,
      isPreferred,
    }: { now: Value; read: Value; there: Value; written: Shown; isPreferred: boolean | null },
  ): void {
    const one = this.books[book]!;
    if (written === read.shown) {
      // Written again as it was, while somebody entered something else.
      this.lateEntries += 1;
      one.late.set(key, now);
      this.agree(one, key, read);
      return;
    }
    if (written !== there.shown) this.fault('written, and nobody entered it', book, key, now.shown, written);
    const isWish = isPreferred === false && !isAfter(there, read);
    if (!isAfter(there, read) && !isWish) this.fault('written over unseen', book, key, now.shown, written);
    if (now.shown !== read.shown) {
      this.lateEntries += 1;
      one.late.set(key, now);
    }
    const value = isWish ? this.wished(key, there, read) : { ...together(there, read), shown: written };
    this.agree(one, key, value);
  }

  private agree(one: Book, key: CellKey, value: Value): void {
    one.cells.set(key, value);
    one.left.set(key, value);
  }

  /** A value that stays by the wish of whoever syncs: as if they had entered it having seen both. */
  private wished(key: CellKey, value: Value, other: Value): Value {
    const seen = union(value.of, other.of);
    const id = this.entry(key, value.shown, seen);
    this.withdrawn.add(id);
    const of = union(seen, new Set([id]));
    return { shown: value.shown, of, saw: union(of, value.saw, other.saw) };
  }

  private stayed(
    one: Book,
    key: CellKey,
    { now, read, there, isPreferred }: { now: Value; read: Value; there: Value; isPreferred: boolean | null },
  ): void {
    const isConflict = one.conflicts.some(
      (conflict) => conflict.key === key && conflict.there === there.shown && conflict.there !== read.shown,
    );
    let left = read;
    // Somebody entered at that instant what was being written.
    const isSame = now.shown === there.shown && isAfter(there, read);
    if (isSame || read.shown === there.shown) left = together(there, read, isSame ? now : read);
    else if (!isConflict && isAfter(read, there)) left = together(read, there);
    else if (!isConflict && isPreferred === true) left = this.wished(key, read, there);
    one.left.set(key, left);
    if (now.shown === left.shown) one.cells.set(key, left);
    else if (!isTypo(now) && !isWithin(left.of, now.of)) {
      // Entered while the sync was under way: over what the workbook was left with.
      const seen = union(left.of, now.of);
      const of = union(seen, new Set([this.entry(key, now.shown, seen)]));
      one.cells.set(key, { shown: now.shown, of, saw: union(of, left.saw, now.saw) });
    }
  }

  /** Two workbooks that are in step: what they show alike came of the same entries. */
  inStep(books: readonly [number, number], views: readonly [View, View]): void {
    const [first, second] = books.map((book) => this.books[book]!) as [Book, Book];
    for (const [key, a] of views[0].cells) {
      const b = views[1].cells.get(key);
      if (a.shown !== b?.shown || isTypo(a)) continue;
      const value = together(a, b);
      for (const [one, was] of [
        [first, a],
        [second, b],
      ] as const) {
        if (one.cells.get(key) !== was || one.left.get(key)?.shown !== a.shown) continue;
        this.agree(one, key, value);
      }
    }
  }

  /**
   * Looks at two workbooks that were just synced.
   * @param told the cells of which the person who syncs was told
   */
  checkPair([first, second]: readonly [number, number], told: ReadonlySet<CellKey>): void {
    const [a, b] = [this.books[first]!, this.books[second]!];
    for (const [key, one] of a.cells) {
      const other = b.cells.get(key);
      if (!other || one.shown === other.shown) continue;
      if (!told.has(key)) this.fault('not told', first, key, one.shown, other.shown);
      if (isTypo(one) || isTypo(other)) continue;
      const isNamed = (in_: Book, here: Value, there: Value) =>
        in_.conflicts.some(
          (each) =>
            each.key === key &&
            each.here === here.shown &&
            (each.there === there.shown || isAfter(each, there)),
        );
      if (!isNamed(a, one, other)) this.fault('unreported conflict', first, key, one.shown, other.shown);
      if (!isNamed(b, other, one)) this.fault('unreported conflict', second, key, other.shown, one.shown);
    }
  }

  /** Looks at all workbooks when everybody has synced with everybody and nobody enters anything any more. */
  checkEnd(): void {
    const alive = union(
      ...this.books.flatMap(({ cells, late, conflicts }) =>
        [...cells.values(), ...late.values(), ...conflicts].map(({ of }) => of),
      ),
    );
    this.entries.forEach(({ key, shown }, id) => {
      if (!alive.has(id) && !this.withdrawn.has(id)) this.faults.push(`lost: ${key}, “${shown}”`);
    });
    for (const [index, { late, overrun }] of this.books.entries()) {
      for (const [key, { shown }] of [...late, ...overrun]) this.fault('not put back', index, key, shown);
    }
    const keys = new Set(this.books.flatMap(({ cells }) => [...cells.keys()]));
    for (const key of keys) this.checkCell(key, alive);
  }

  private checkCell(key: CellKey, alive: Entries): void {
    const values = this.books.flatMap(({ cells }) => cells.get(key) ?? []);
    const isOpen = this.books.some(({ conflicts }) => conflicts.some((conflict) => conflict.key === key));
    const isWhole = values.length === this.books.length && !values.some(isTypo);
    const shown = new Set(values.map((value) => value.shown));
    if (isWhole && !isOpen && shown.size > 1) this.faults.push(`not alike: ${key}, ${[...shown].join(', ')}`);
    const latest = [...alive].filter(
      (id) =>
        this.entries[id]!.key === key &&
        ![...alive].some((later) => later !== id && this.entries[later]!.seen.has(id)),
    );
    // Of what was entered last nothing is missing: neither lost, nor driven out by something earlier that came back.
    for (const id of latest) {
      const entry = this.entries[id]!;
      const isNamed = this.books.some(({ conflicts }) =>
        conflicts.some((conflict) => conflict.key === key && conflict.there === entry.shown),
      );
      if (!shown.has(entry.shown) && !isNamed) this.faults.push(`shown nowhere: ${key}, “${entry.shown}”`);
    }
  }

  /** Conflicts that are open, over all workbooks; entries; and of them those that were written over as they were made. */
  get counts() {
    return {
      late: this.lateEntries,
      conflicts: this.books.reduce((sum, { conflicts }) => sum + conflicts.length, 0),
      entries: this.entries.length - this.withdrawn.size,
    };
  }
}
