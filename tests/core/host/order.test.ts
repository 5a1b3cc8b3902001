/** Worksheets are put into their order without moving those of people. */
import { describe, expect, test } from 'vitest';
import { inserted, movesTo } from '../../../core/index.js';

describe('a name with its order', () => {
  test.each([
    ['b', ['a', 'c'], ['a', 'b', 'c']],
    ['a', ['x', 'c'], ['a', 'x', 'c']],
    ['d', ['a', 'x', 'c', 'y'], ['a', 'x', 'c', 'd', 'y']],
  ])('%s goes behind the nearest of those before it', (name, names, expected) => {
    expect(inserted(names, name, ['a', 'b', 'c', 'd'])).toEqual(expected);
  });
});

describe('moves', () => {
  /** Carries the moves out. */
  const moved = (names: readonly string[], wanted: readonly string[], mayMove: (name: string) => boolean) => {
    const order = [...names];
    const moves = movesTo(names, wanted, mayMove);
    for (const { name, position } of moves) {
      order.splice(order.indexOf(name), 1);
      order.splice(position, 0, name);
    }
    return { order, names: moves.map(({ name }) => name) };
  };
  test.each([
    [
      ['a', 'b', 'c'],
      ['a', 'b', 'c'],
    ],
    [
      ['c', 'b', 'a'],
      ['a', 'b', 'c'],
    ],
    [
      ['X', 'b', 'a'],
      ['a', 'X', 'b'],
    ],
    [
      ['b', 'X', 'Y', 'a'],
      ['X', 'Y', 'a', 'b'],
    ],
    [
      ['X', 'a', 'Y', 'c', 'b'],
      ['a', 'X', 'b', 'Y', 'c'],
    ],
  ])('bring %j to %j', (names, wanted) => {
    const { order, names: which } = moved(names, wanted, (name) => name === name.toLowerCase());
    expect(order).toEqual(wanted);
    expect(which.filter((name) => name !== name.toLowerCase())).toEqual([]);
  });
});
