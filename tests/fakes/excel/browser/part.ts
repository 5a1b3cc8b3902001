/** The parts of the page, found by their ids. */

/** @throws Error if the page has no such part, or one of another kind */
export function part<T extends HTMLElement>(id: string, kind: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`The page has no ${id}`);
  return found;
}
