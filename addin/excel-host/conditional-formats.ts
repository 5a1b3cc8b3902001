/** Conditional formats that stand in a worksheet: found again by their id, and asked which cells they cover. */
import type { CellRange } from '../../core/index.js';
import { rangeIn, rangeOfAddress } from './areas.js';
import { brought, type IsSupported } from './requirements.js';

/** Asks for the ranges that a conditional format covers; the returned function tells after the next sync. */
export function askForRanges(
  format: Excel.ConditionalFormat,
  isSupported: IsSupported,
): () => readonly CellRange[] | null {
  if (!isSupported(brought.rangeAreas)) {
    const range = format.getRangeOrNullObject().untrack();
    range.load('address');
    return () => (range.isNullObject ? null : [rangeOfAddress(range.address)]);
  }
  // `address` of all areas together is cut off when it is long.
  const { areas } = format.getRanges().untrack();
  areas.load('items/address');
  return () => areas.items.map(({ address }) => rangeOfAddress(address));
}

/** A conditional format in the batch that is being made up: it is found anew in each, by its id. */
export const formatIn = (sheet: Excel.Worksheet, id: string, range?: string): Excel.ConditionalFormat =>
  rangeIn(sheet, range).conditionalFormats.getItem(id);
