/** Neighbours with the same value are one run. */
import { expect, test } from 'vitest';
import { runsOf } from '../../../core/index.js';

test.each([
  [[], []],
  [[null, null], []],
  [
    ['a', 'a', 'b'],
    ['a 1-2', 'b 3-3'],
  ],
  [
    ['a', null, 'a', 'a'],
    ['a 1-1', 'a 3-4'],
  ],
])('%j', (values, expected) => {
  const runs = runsOf(values as readonly (string | null)[]);
  expect(runs.map(({ value, first, last }) => `${value} ${first}-${last}`)).toEqual(expected);
});
