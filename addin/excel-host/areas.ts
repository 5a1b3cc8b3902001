/** Ranges and their addresses: listed at a length that every Excel takes, reached in one call. */
import { parseRange, rangeAddress, type CellRange } from '../../core/index.js';
import { brought, type IsSupported } from './requirements.js';

/** Longer texts of addresses fail in some versions of Excel. */
const longestAddress = 255;

/** Addresses as lists with commas, each at most 255 characters long. */
export function listsOf(addresses: readonly string[]): readonly string[] {
  const lists: string[] = [];
  let list = '';
  for (const address of addresses) {
    const longer = list === '' ? address : `${list},${address}`;
    if (longer.length <= longestAddress) list = longer;
    else {
      lists.push(list);
      list = address;
    }
  }
  return list === '' ? lists : [...lists, list];
}

export const addressLists = (ranges: readonly CellRange[]): readonly string[] =>
  listsOf(ranges.map((range) => rangeAddress(range)));

/**
 * A range that Excel is not told to keep track of: each that it tracks costs a second request after the first. After a
 * sync it is found anew by its address.
 */
export function rangeIn(worksheet: Excel.Worksheet, address?: string): Excel.Range {
  return worksheet.getRange(address).untrack();
}

/** Addresses as this Excel takes them at a time: in lists, or below ExcelApi 1.9 one by one. */
export const areaAddresses = (addresses: readonly string[], isSupported: IsSupported): readonly string[] =>
  isSupported(brought.rangeAreas) ? listsOf(addresses) : addresses;

/** The cells of one of `areaAddresses`. */
export const areaAt = (
  worksheet: Excel.Worksheet,
  address: string,
  isSupported: IsSupported,
): Excel.Range | Excel.RangeAreas =>
  isSupported(brought.rangeAreas) ? worksheet.getRanges(address).untrack() : rangeIn(worksheet, address);

/** The cells of many addresses, as few objects as this Excel can: what is asked of each is the same for all. */
export const areas = (
  worksheet: Excel.Worksheet,
  addresses: readonly string[],
  isSupported: IsSupported,
): readonly (Excel.Range | Excel.RangeAreas)[] =>
  areaAddresses(addresses, isSupported).map((address) => areaAt(worksheet, address, isSupported));

/** The range of an address that may name its worksheet. */
export function rangeOfAddress(address: string): CellRange {
  const range = parseRange(address.slice(address.lastIndexOf('!') + 1));
  if (!range) throw new Error(`Excel: “${address}” is not an address`);
  return range;
}
