/** One status for several rows: the stated rule, over every combination of up to three rows. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EntryValues } from '../../../core/entry/entry.js';
import { statuses, type Status } from '../../../core/entry/fields.js';
import {
  combineStatuses,
  countStatuses,
  deriveContainer,
  nationalStatus,
} from '../../../core/roll-up/combine.js';

const letters: Readonly<Record<string, Status | null>> = {
  N: 'Not started',
  I: 'In progress',
  C: 'Completed',
  H: 'On hold',
  D: 'Dropped',
  '-': null,
};
const read = (text: string) => text.split('').map((letter) => letters[letter]!);
const anyStatus = fc.constantFrom(null, ...statuses);

describe('combineStatuses', () => {
  test.each([
    ['', null],
    ['-', null],
    ['--', null],
    ['N', 'Not started'],
    ['NN-', 'Not started'],
    ['ND', 'Not started'],
    ['I', 'In progress'],
    ['NI', 'In progress'],
    ['I-', 'In progress'],
    ['C', 'Completed'],
    ['CC', 'Completed'],
    ['CD', 'Completed'],
    ['C-', 'In progress'],
    ['CN', 'In progress'],
    ['CH', 'In progress'],
    ['CD-', 'In progress'],
    ['H', 'On hold'],
    ['HD', 'On hold'],
    ['H-', 'On hold'],
    ['HN', 'In progress'],
    ['HI', 'In progress'],
    ['D', 'Dropped'],
    ['DD', 'Dropped'],
    ['D-', null],
  ] as const)('%s → %s', (text, expected) => {
    expect(nationalStatus(read(text))).toBe(expected);
  });

  test('the order of the rows does not matter', () => {
    fc.assert(
      fc.property(fc.array(anyStatus, { maxLength: 9 }), (given) => {
        expect(nationalStatus([...given].reverse())).toBe(nationalStatus(given));
      }),
    );
  });
  test('counting a row twice as often changes nothing', () => {
    fc.assert(
      fc.property(fc.array(anyStatus, { maxLength: 9 }), (given) => {
        expect(nationalStatus([...given, ...given])).toBe(nationalStatus(given));
      }),
    );
  });
  test('Completed and Dropped are said only if every row says one of them', () => {
    fc.assert(
      fc.property(fc.array(anyStatus, { maxLength: 5 }), (given) => {
        const isClosed =
          given.length > 0 && given.every((status) => status === 'Completed' || status === 'Dropped');
        expect(['Completed', 'Dropped'].includes(nationalStatus(given) ?? '')).toBe(isClosed);
      }),
    );
  });
  test('the formula in its documentation says the same', () => {
    // The formula, read from the inside out as a spreadsheet program would.
    const byFormula = (given: readonly (Status | null)[]) => {
      const n = given.length;
      const [NS, IP, C, OH, D] = statuses.map((status) => given.filter((one) => one === status).length) as [
        number,
        number,
        number,
        number,
        number,
      ];
      const begun = NS + IP + C === 0 ? 'On hold' : 'In progress';
      const live = IP + OH + C === 0 ? 'Not started' : begun;
      const known = NS + IP + OH + C === 0 ? null : live;
      return C + D === n ? (C > 0 ? 'Completed' : 'Dropped') : known;
    };
    fc.assert(
      fc.property(fc.array(anyStatus, { minLength: 1, maxLength: 9 }), (given) => {
        expect(combineStatuses(countStatuses(given), given.length)).toBe(byFormula(given));
      }),
    );
  });
});

describe('deriveContainer', () => {
  test('takes the status of its sub-items, the mean of the progress entered, and sums', () => {
    const subItems: EntryValues[] = [
      { status: 'Completed', progress: 1, budget: 10, spent: 9.5 },
      { status: 'In progress', progress: 0.5, budget: 2.5 },
      {},
    ];
    expect(deriveContainer(subItems)).toEqual({
      status: 'In progress',
      progress: 0.75,
      budget: 12.5,
      spent: 9.5,
    });
  });
  test('blank is not zero', () => {
    const blank = { status: null, progress: null, budget: null, spent: null };
    expect(deriveContainer([])).toEqual(blank);
    expect(deriveContainer([{}, { remarks: 'x' }])).toEqual(blank);
    expect(deriveContainer([{ progress: 0, budget: 0, spent: 0 }, {}])).toEqual({
      status: null,
      progress: 0,
      budget: 0,
      spent: 0,
    });
  });
});
