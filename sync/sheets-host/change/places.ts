/** Where cells are that changes name: by worksheet and address, and by the numbers of the API. */
import { parseRange, type CellChange, type CellRange } from '../../../core/index.js';

/** One cell. */
export interface CellPlace {
  readonly worksheet: string;
  readonly cell: CellRange;
}

/** A change with its places looked up. */
export interface PlacedChange {
  readonly change: CellChange;
  readonly at: CellPlace;
  readonly copyAt: CellPlace | null;
}

/** @throws Error if it is not the address of one cell: a change of ours with such a place is a bug */
function placeOf({ worksheet, range }: { readonly worksheet: string; readonly range: string }): CellPlace {
  const cell = parseRange(range);
  if (cell?.top !== cell?.bottom || cell?.left !== cell?.right || !cell) {
    throw new Error(`"${range}" is not the address of one cell`);
  }
  return { worksheet, cell };
}

export const placed = (changes: readonly CellChange[]): readonly PlacedChange[] =>
  changes.map((change) => ({
    change,
    at: placeOf(change),
    copyAt: change.copyTo ? placeOf(change.copyTo) : null,
  }));

/** All cells that the changes concern. */
export const placesOf = (changes: readonly PlacedChange[]): readonly CellPlace[] =>
  changes.flatMap(({ at, copyAt }) => (copyAt ? [at, copyAt] : [at]));
