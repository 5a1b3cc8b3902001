/** Workbooks as values alone: people enter things, rows go, two are synced. What laws of merging are tried on. */
import fc from 'fast-check';
import type { EntryValue, EntryValues } from '../../../core/entry/entry.js';
import { statuses, type FieldKey } from '../../../core/entry/fields.js';
import { neverSynced, syncedKey, type CoverKey, type SyncRecord } from '../../../core/entry/sync-record.js';
import { mergeSides, type SideIndex, type SyncMerge, type SyncSide } from '../../../core/merge/sync.js';
import type { SideRow } from '../../../core/merge/three-way.js';

const numbers = ['1', '2', '3a'] as const;
const fields = ['status', 'remarks'] as const;

/** What is no value of its field. */
export const unusable = Symbol('unusable');

/** What stands in a cell; null: nothing. */
type Held = EntryValue | null | typeof unusable;

/** A workbook: cells by `1 status`, or `cover preparedBy`; a cell that is absent is nowhere in it. */
export interface SyncBook {
  readonly cells: ReadonlyMap<string, Held>;
  readonly record: SyncRecord;
}

const built = new Map<string, EntryValues>([['1', { status: 'In progress', remarks: 'as built' }]]);
const keys = [...numbers.flatMap((no) => fields.map((field) => `${no} ${field}`)), 'cover preparedBy'];

const builtValue = (key: string): Held => {
  const [no, field] = key.split(' ') as [string, FieldKey];
  return built.get(no)?.[field] ?? null;
};
export const handedOut: SyncBook = {
  cells: new Map(keys.map((key) => [key, builtValue(key)])),
  record: neverSynced,
};

export function sideOf({ cells, record }: SyncBook): SyncSide {
  const rows = new Map<string, SideRow>();
  for (const no of numbers) {
    const held = fields.map((field) => [field, cells.get(`${no} ${field}`)] as const);
    const present = held.filter(([, value]) => value !== undefined);
    if (present.length === 0) continue;
    rows.set(no, {
      values: Object.fromEntries(present.filter(([, value]) => value !== null && value !== unusable)),
      unusable: new Set(present.filter(([, value]) => value === unusable).map(([field]) => field)),
      cells: new Map(present.map(([field]) => [field, `${field}${no}`])),
    });
  }
  const preparedBy = cells.get('cover preparedBy');
  return {
    rows,
    cover: {
      values: typeof preparedBy === 'string' ? { preparedBy } : {},
      unusable: new Set<CoverKey>(preparedBy === unusable ? ['preparedBy'] : []),
      unknown: new Set<CoverKey>(preparedBy === undefined ? ['preparedBy'] : []),
    },
    built,
    record,
    meaningOf: () => ({ kind: 'unknown' }),
  };
}

export const merged = (books: readonly [SyncBook, SyncBook], prefer: SideIndex | null = null): SyncMerge =>
  mergeSides([sideOf(books[0]), sideOf(books[1])], prefer);

/** A workbook after it is written what a merge says. */
export function written(book: SyncBook, { cells, records }: SyncMerge, side: SideIndex): SyncBook {
  const next = new Map(book.cells);
  for (const { name, results } of cells) {
    const [key, result] = [syncedKey(name), results[side]];
    if (!next.has(key)) continue;
    if (result.kind === 'value') next.set(key, result.value);
    else if (result.kind === 'blank') next.set(key, null);
  }
  return { cells: next, record: records[side] };
}

export function synced(
  books: readonly [SyncBook, SyncBook],
  prefer: SideIndex | null = null,
): readonly [SyncBook, SyncBook] {
  const merge = merged(books, prefer);
  return [written(books[0], merge, 0), written(books[1], merge, 1)];
}

/** One thing that happens among a few workbooks. */
export type Deed =
  | { readonly kind: 'enter'; readonly book: number; readonly key: string; readonly value: Held }
  /** A row, or the cell of the cover, is deleted. */
  | { readonly kind: 'delete'; readonly book: number; readonly no: string }
  | {
      readonly kind: 'sync';
      readonly books: readonly [number, number];
      readonly prefer: SideIndex | null;
      /** Which of the two is not written, as the run was cut. */
      readonly cut: SideIndex | null;
    };

const anyHeld = (key: string): fc.Arbitrary<Held> =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constant(unusable) },
    { weight: 1, arbitrary: fc.constant(builtValue(key)) },
    {
      weight: 5,
      arbitrary: key.endsWith('status') ? fc.constantFrom(...statuses) : fc.constantFrom('a', 'b', 'c'),
    },
  );

export const anyEntry = (books: number): fc.Arbitrary<Deed & { kind: 'enter' }> =>
  fc.constantFrom(...keys).chain((key) =>
    fc.record({
      kind: fc.constant('enter' as const),
      book: fc.nat(books - 1),
      key: fc.constant(key),
      value: anyHeld(key),
    }),
  );

export const anyDeed = (books: number): fc.Arbitrary<Deed> =>
  fc.oneof(
    { weight: 6, arbitrary: anyEntry(books) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('delete' as const),
        book: fc.nat(books - 1),
        no: fc.constantFrom(...numbers, 'cover'),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('sync' as const),
        books: fc
          .tuple(fc.nat(books - 1), fc.nat(books - 2))
          .map(([a, b]) => [a, b >= a ? b + 1 : b] as const),
        prefer: fc.constantFrom(null, null, null, 0 as const, 1 as const),
        cut: fc.constantFrom(null, null, 0 as const, 1 as const),
      }),
    },
  );

/** The workbooks after all that has happened to them. */
export function after(books: readonly SyncBook[], deeds: readonly Deed[]): readonly SyncBook[] {
  const now = [...books];
  for (const deed of deeds) {
    if (deed.kind === 'sync') {
      const [a, b] = deed.books;
      const next = synced([now[a]!, now[b]!], deed.prefer);
      if (deed.cut !== 0) now[a] = next[0];
      if (deed.cut !== 1) now[b] = next[1];
      continue;
    }
    const book = now[deed.book]!;
    const cells = new Map(book.cells);
    if (deed.kind === 'delete') {
      for (const key of keys) if (key.startsWith(`${deed.no} `)) cells.delete(key);
    } else if (cells.has(deed.key)) cells.set(deed.key, deed.value);
    now[deed.book] = { ...book, cells };
  }
  return now;
}
