/** Laws of two-way sync, for any workbooks that came of any entries, deletions, syncs and cuts. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { syncedKey, type RecordedConflict, type SyncRecord } from '../../../core/entry/sync-record.js';
import type { CellSync, SideIndex } from '../../../core/merge/sync.js';
import { sameState } from '../../../core/merge/three-way.js';
import {
  after,
  anyDeed,
  anyEntry,
  handedOut,
  merged,
  synced,
  unusable,
  written,
  type SyncBook,
} from './sync-books.js';

type Pair = readonly [SyncBook, SyncBook];

/** Two of three workbooks that have a past. */
const anyPair: fc.Arbitrary<Pair> = fc
  .array(anyDeed(3), { maxLength: 24 })
  .map((deeds) => after([handedOut, handedOut, handedOut], deeds) as unknown as Pair);
const anyPreference = fc.constantFrom<SideIndex | null>(null, null, 0, 1);
const both = [0, 1] as const;
const otherOf = (side: SideIndex): SideIndex => (side === 0 ? 1 : 0);
const check = <T>(property: fc.IProperty<T>) => {
  fc.assert(property, { numRuns: 400, seed: 20_190_101 });
};
const conflictsOn = ({ conflicts }: SyncRecord, { name }: CellSync): readonly RecordedConflict[] =>
  conflicts.filter((conflict) => syncedKey(conflict.name) === syncedKey(name));

describe('syncing', () => {
  it('again changes nothing', () => {
    check(
      fc.property(anyPair, anyPreference, (pair, prefer) => {
        const once = synced(pair, prefer);
        expect(synced(once, prefer)).toEqual(once);
      }),
    );
  });

  it('does the same whichever workbook is named first', () => {
    check(
      fc.property(anyPair, anyPreference, ([a, b], prefer) => {
        const [first, second] = synced([a, b], prefer);
        expect(synced([b, a], prefer === null ? null : otherOf(prefer))).toEqual([second, first]);
      }),
    );
  });

  it('ends the same after a run that was cut between the two workbooks, whichever was written', () => {
    check(
      fc.property(anyPair, anyPreference, (pair, prefer) => {
        const merge = merged(pair, prefer);
        const whole: Pair = [written(pair[0], merge, 0), written(pair[1], merge, 1)];
        expect(synced([whole[0], pair[1]], prefer)).toEqual(whole);
        expect(synced([pair[0], whole[1]], prefer)).toEqual(whole);
      }),
    );
  });

  it('a workbook with a copy of itself changes nothing in it but what it remembers', () => {
    check(
      fc.property(anyPair, ([book]) => {
        const [after, copy] = synced([book, book]);
        expect(after.cells).toEqual(book.cells);
        expect(copy).toEqual(after);
      }),
    );
  });

  it('keeps what two people entered apart from each other, and names it in both', () => {
    check(
      fc.property(fc.array(anyEntry(2), { maxLength: 12 }), (entries) => {
        const pair = after([handedOut, handedOut], entries) as unknown as Pair;
        const { cells, records } = merged(pair);
        for (const cell of cells) {
          const { states, results, outcome, base } = cell;
          for (const side of both) {
            // Nobody's entry is written over: only what was as it was built.
            if (!sameState(results[side], states[side])) expect(states[side]).toEqual(base);
          }
          if (states.some(({ kind }) => kind === 'unusable')) continue;
          const isApart =
            states.every((state) => !sameState(state, base)) && !sameState(states[0], states[1]);
          expect(outcome.kind === 'conflict').toBe(isApart);
          for (const side of both) {
            const named = conflictsOn(records[side], cell);
            const conflict = { here: states[side], there: states[otherOf(side)], base };
            expect(named).toHaveLength(isApart ? 1 : 0);
            if (isApart) expect(named[0]).toMatchObject(conflict);
          }
        }
      }),
    );
  });

  it('leaves no two cells different of which nothing is said', () => {
    check(
      fc.property(anyPair, (pair) => {
        const { cells, records } = merged(pair);
        for (const cell of cells) {
          const { outcome, results } = cell;
          if (results.some(({ kind }) => kind === 'unknown') || sameState(results[0], results[1])) continue;
          expect(['conflict', 'held']).toContain(outcome.kind);
          if (outcome.kind !== 'conflict') continue;
          for (const side of both) {
            const here = conflictsOn(records[side], cell).filter((one) => sameState(one.here, results[side]));
            expect(here.length).toBeGreaterThan(0);
          }
        }
      }),
    );
  });

  it('writes only what stands in the other workbook, and nothing over what cannot be merged', () => {
    check(
      fc.property(anyPair, anyPreference, (pair, prefer) => {
        for (const { states, results } of merged(pair, prefer).cells) {
          for (const side of both) {
            if (sameState(states[side], results[side])) continue;
            expect(results[side]).toEqual(states[otherOf(side)]);
            expect(['value', 'blank']).toContain(states[side].kind);
            expect(['value', 'blank']).toContain(results[side].kind);
          }
        }
      }),
    );
  });

  it('remembers the same on both sides of what both hold, and no more than it needs', () => {
    check(
      fc.property(anyPair, anyPreference, (pair, prefer) => {
        const { cells, records } = merged(pair, prefer);
        const known = records.map(
          ({ histories }) => new Map(histories.map(({ name, ...rest }) => [syncedKey(name), rest])),
        );
        for (const { name, results } of cells) {
          const isHeld = results.every(({ kind }) => kind === 'value' || kind === 'blank');
          if (!isHeld || !sameState(results[0], results[1])) continue;
          expect(known[0]!.get(syncedKey(name))).toEqual(known[1]!.get(syncedKey(name)));
        }
        for (const { histories } of records) {
          for (const { versions } of histories) expect(versions.length).toBeLessThanOrEqual(32);
        }
      }),
    );
  });
});

describe('several workbooks', () => {
  const anySyncs = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 0, maxLength: 8 });
  /** Everybody with the first, in an order of its own. */
  const star = (books: readonly SyncBook[], order: readonly number[]) =>
    after(
      books,
      order.map((other) => ({ kind: 'sync', books: [0, other], prefer: null, cut: null })),
    );

  it('come to the same in whatever order they are synced, when no two changed one cell', () => {
    check(
      fc.property(
        fc.uniqueArray(anyEntry(4), { selector: ({ key }) => key }),
        anySyncs,
        anySyncs,
        (entries, one, other) => {
          const usable = entries.filter(({ value }) => value !== unusable);
          const books = after([handedOut, handedOut, handedOut, handedOut], usable);
          const ends = [one, other].map((order) => star(books, [...order, 1, 2, 3, 1, 2, 3]));
          const expected = after(
            [handedOut],
            usable.map((entry) => ({ ...entry, book: 0 })),
          )[0]!;
          for (const end of ends) {
            for (const { cells, record } of end) {
              expect(cells).toEqual(expected.cells);
              expect(record.conflicts).toEqual([]);
            }
          }
        },
      ),
    );
  });

  it('come to rest, whatever happened, and are alike where nothing is open', () => {
    check(
      fc.property(fc.array(anyDeed(4), { maxLength: 24 }), (deeds) => {
        const round = [1, 2, 3];
        const books = after([handedOut, handedOut, handedOut, handedOut], deeds);
        const end = star(books, [...round, ...round]);
        expect(star(end, round)).toEqual(end);
        for (const [key, value] of end[0]!.cells) {
          const held = end.map(({ cells }) => cells.get(key));
          const isOpen = end.some(({ record }) =>
            record.conflicts.some(({ name }) => syncedKey(name) === key),
          );
          if (isOpen || held.includes(undefined) || held.includes(unusable)) continue;
          expect(held).toEqual(held.map(() => value));
        }
      }),
    );
  });
});
