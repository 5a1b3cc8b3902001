/** What the painters of a worksheet's parts have in common: the worksheet, how to reach its cells, and what painting costs. */
import {
  columnLetters,
  extentOf,
  rangeAddress,
  type Blueprint,
  type DateSystem,
  type Worksheet,
} from '../../../core/index.js';
import { areaAddresses, areaAt, rangeIn } from '../areas.js';
import type { IsSupported } from '../requirements.js';

/** One worksheet while it is being painted. */
export interface Canvas {
  readonly blueprint: Blueprint;
  readonly worksheet: Worksheet;
  /** The worksheet in Excel. Asked for within strokes only: whatever is asked of Excel is part of the next request. */
  readonly sheet: () => Excel.Worksheet;
  readonly dateSystem: DateSystem;
  readonly isSupported: IsSupported;
}

/** Something that is queued as a whole, within one request. */
export interface Stroke {
  readonly paint: () => void;
  /** About how many bytes it adds to the request. */
  readonly bytes: number;
}

/** Of a call on one object that has to be reached first, as Excel's client puts it: 150 to 350 bytes in practice. */
const bytesOfCall = 250;

/** A stroke of so many calls that carry so many bytes of content. */
export const stroke = (paint: () => void, calls = 1, content = 0): Stroke => ({
  paint,
  bytes: calls * bytesOfCall + content,
});

const encoder = new TextEncoder();
/** What a value takes in a request. */
export const bytesOf = (value: unknown): number => encoder.encode(JSON.stringify(value)).length;

export const cellsAt = ({ sheet }: Canvas, address: string): Excel.Range => rangeIn(sheet(), address);

/** The same change for the cells of many addresses: a stroke for each object that this takes. */
export const strokesOver = (
  { sheet, isSupported }: Canvas,
  addresses: readonly string[],
  change: (cells: Excel.Range | Excel.RangeAreas) => void,
  calls = 1,
): readonly Stroke[] =>
  areaAddresses(addresses, isSupported).map((address) =>
    stroke(
      () => {
        change(areaAt(sheet(), address, isSupported));
      },
      calls,
      address.length,
    ),
  );

/** The part of a worksheet that is painted. */
export function paintedAddress({ worksheet }: Pick<Canvas, 'worksheet'>): string {
  const { rows, columns } = extentOf(worksheet);
  return rangeAddress({ top: 1, left: 1, bottom: rows, right: columns });
}

export const rowsAddress = (first: number, last: number): string => `${first}:${last}`;
export const columnsAddress = (first: number, last: number): string =>
  `${columnLetters(first)}:${columnLetters(last)}`;
