/** Puts worksheets into their order, so that none of a person's own is moved. */

/** One worksheet moved to a position, from 0. */
export interface Move {
  readonly name: string;
  readonly position: number;
}

/** Names with one more, behind the nearest of those that an order puts before it. */
export function inserted(
  names: readonly string[],
  name: string,
  order: readonly string[],
): readonly string[] {
  const before = order.slice(0, order.indexOf(name)).filter((other) => names.includes(other));
  const place = names.indexOf(before.at(-1) ?? '') + 1;
  return [...names.slice(0, place), name, ...names.slice(place)];
}

/**
 * The moves that bring worksheets into an order.
 * @param current names in the order in which they stand
 * @param wanted the same names in the order in which they are to stand; those that may not be moved keep theirs
 */
export function movesTo(
  current: readonly string[],
  wanted: readonly string[],
  mayMove: (name: string) => boolean,
): readonly Move[] {
  const names = [...current];
  const moves: Move[] = [];
  const move = (name: string, position: number) => {
    names.splice(names.indexOf(name), 1);
    names.splice(position, 0, name);
    moves.push({ name, position });
  };
  wanted.forEach((name, position) => {
    if (mayMove(name)) {
      if (names[position] !== name) move(name, position);
    } else {
      // Those of ours that stand before it, and are not to, go to the end until it is their turn.
      while (names[position] !== name) move(names[position]!, names.length - 1);
    }
  });
  return moves;
}
