/** Work on many things, several at a time, answered in their order. */

/**
 * Begins work on each item and hands over what became of it, in the order of the items, as soon as it and those before it
 * are done. Only a few are under way or held at a time, however many there are.
 * @param ahead how many may be begun beyond the one whose turn it is
 * @param begin a rejection is thrown where its turn comes, and not before
 */
export async function* inOrder<Item, Result>(
  items: Iterable<Item>,
  ahead: number,
  begin: (item: Item) => Promise<Result>,
): AsyncGenerator<Result, void, undefined> {
  const begun: Promise<Result>[] = [];
  for (const item of items) {
    const next = begin(item);
    next.catch(() => undefined);
    begun.push(next);
    if (begun.length > ahead) yield await begun.shift()!;
  }
  while (begun.length > 0) yield await begun.shift()!;
}
