/** Properties of how cells look, as a repair asks for them and puts them back. */
import type { CellRange } from '../../../core/index.js';

export type FormatValue = string | number | boolean;
type Cells = Excel.Range | Excel.RangeAreas;

/** What ranges have to have in common, so that they can be asked for and set together. */
export interface Shape {
  readonly isTall: boolean;
  readonly isWide: boolean;
}
export const shapeOf = ({ top, left, bottom, right }: CellRange): Shape => ({
  isTall: bottom > top,
  isWide: right > left,
});

export interface Property {
  /** Asks for the value that all cells have; after the next sync it is told, or something else if they differ. */
  readonly ask: (cells: Cells, shape: Shape) => () => unknown;
  /** The same of single cells. */
  readonly options: Excel.CellPropertiesFormatLoadOptions;
  readonly ofCell: (format: Excel.CellPropertiesFormat) => unknown;
  readonly isSame: (found: unknown, wanted: FormatValue) => boolean;
  readonly set: (cells: Cells, value: FormatValue, shape: Shape) => void;
}

/** What stands at a path below an object: `font/color`. */
function at(object: unknown, path: string): unknown {
  return path
    .split('/')
    .reduce<unknown>(
      (found, part) => (found as Readonly<Record<string, unknown>> | undefined)?.[part],
      object,
    );
}

/** `font/color` → `{ font: { color: true } }`. */
function loadOptions(path: string): Excel.CellPropertiesFormatLoadOptions {
  return path
    .split('/')
    .reduceRight<unknown>(
      (inner, part) => ({ [part]: inner }),
      true,
    ) as Excel.CellPropertiesFormatLoadOptions;
}

/** Equal, whatever the letter case of a text: colours are told in capitals. */
export const isEqual = (found: unknown, wanted: FormatValue): boolean =>
  typeof found === 'string' && typeof wanted === 'string'
    ? found.toLowerCase() === wanted.toLowerCase()
    : found === wanted;

/** A property that stands at a path below `range.format`: `font/color`. Null if cells differ in it. */
export function propertyAt(
  path: string,
  set: (format: Excel.RangeFormat, value: FormatValue) => void,
  { options = loadOptions(path), isSame = isEqual }: Partial<Pick<Property, 'options' | 'isSame'>> = {},
): Property {
  return {
    ask: (cells) => {
      cells.load(`format/${path}`);
      return () => at(cells.format, path);
    },
    options,
    ofCell: (format) => at(format, path),
    isSame,
    set: ({ format }, value) => {
      set(format, value);
    },
  };
}
