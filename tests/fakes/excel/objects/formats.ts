/** How cells look: fill, font, borders, alignment, locks, heights and widths. */
import { bordersWithin, changeBorders, formatsWithin, setFormat, type Side } from '../cells.js';
import { invalidArgument, Unsupported } from '../excel-error.js';
import type { Border, CellFormat, FormatKey } from '../formats.js';
import { guard } from '../protection.js';
import { isEntireColumn, isEntireRow } from '../../spreadsheet/ranges.js';
import type { Runs } from '../runs.js';
import { standardColumnWidth, standardRowHeight, type Json } from '../workbook.js';
import {
  checkColour,
  handle,
  oneOf,
  sameTypeAs,
  type ManyRanges,
  type ObjectTable,
  type Property,
} from './object.js';

/** The one value that all cells have; null if they differ. */
function shared<T>(values: Iterable<T>): T | null {
  const found = [...new Set(values)];
  return found.length === 1 ? found[0]! : null;
}

function cellFormat<K extends FormatKey>(
  key: K,
  check: (value: Json) => Json,
  shown: (value: CellFormat[K]) => Json = (value) => value,
): Property<ManyRanges> {
  return {
    get: ({ worksheet, ranges }) => {
      const found = shared(ranges.flatMap((range) => [...formatsWithin(worksheet, range, key)]));
      return found === null ? null : shown(found);
    },
    set: ({ worksheet, ranges }, value) => {
      guard(worksheet, 'allowFormatCells');
      const checked = check(value) as CellFormat[K];
      for (const range of ranges) setFormat(worksheet, range, key, checked);
    },
  };
}

const flag = (
  key: FormatKey & ('bold' | 'italic' | 'strikethrough' | 'wrap' | 'shrink' | 'locked' | 'formulaHidden'),
) => cellFormat(key, sameTypeAs(false, key));

const between =
  (least: number, most: number, isWhole: boolean) =>
  (value: Json): Json => {
    if (typeof value !== 'number' || value < least || value > most || (isWhole && !Number.isInteger(value)))
      throw invalidArgument(`The number ${JSON.stringify(value)}`);
    return value;
  };

/** Heights and widths; of no height or width: hidden. */
const size = (by: 'rows' | 'columns'): Property<ManyRanges> => ({
  get: ({ worksheet, ranges }) =>
    shared(
      ranges.flatMap(({ top, left, bottom, right }) =>
        by === 'rows' ? worksheet.rowHeights.within(top, bottom) : worksheet.columnWidths.within(left, right),
      ),
    ),
  set: ({ worksheet, ranges }, value) => {
    guard(worksheet, by === 'rows' ? 'allowFormatRows' : 'allowFormatColumns');
    // Source: Excel specifications and limits: 409 points high, 255 characters wide.
    const points = between(0, by === 'rows' ? 409.5 : 1790, false)(value) as number;
    for (const { top, left, bottom, right } of ranges) {
      const [first, last] = by === 'rows' ? [top, bottom] : [left, right];
      const hidden = by === 'rows' ? worksheet.hiddenRows : worksheet.hiddenColumns;
      const sizes = by === 'rows' ? worksheet.rowHeights : worksheet.columnWidths;
      hidden.set(first, last, points === 0);
      if (points > 0) sizes.set(first, last, points);
    }
  },
});

const standardSize = (
  of: (
    self: ManyRanges,
  ) => readonly [Runs<number>, number, (range: ManyRanges['ranges'][number]) => [number, number]],
): Property<ManyRanges> => ({
  get: (self) => {
    const [sizes, standard, span] = of(self);
    return self.ranges.flatMap((range) => sizes.within(...span(range))).every((found) => found === standard);
  },
  set: (self, value) => {
    if (value !== true) throw new Unsupported('useStandardHeight and useStandardWidth other than true');
    const [sizes, standard, span] = of(self);
    for (const range of self.ranges) sizes.set(...span(range), standard);
  },
});

export const rangeFormat: ObjectTable<ManyRanges> = {
  properties: {
    horizontalAlignment: cellFormat(
      'horizontal',
      oneOf('General', 'Left', 'Center', 'Right', 'Fill', 'Justify', 'CenterAcrossSelection', 'Distributed'),
    ),
    verticalAlignment: cellFormat('vertical', oneOf('Top', 'Center', 'Bottom', 'Justify', 'Distributed')),
    wrapText: flag('wrap'),
    shrinkToFit: flag('shrink'),
    indentLevel: cellFormat('indent', between(0, 250, true)),
    readingOrder: cellFormat('readingOrder', oneOf('Context', 'LeftToRight', 'RightToLeft')),
    textOrientation: cellFormat('rotation', between(-90, 180, true)),
    columnWidth: size('columns'),
    rowHeight: size('rows'),
    useStandardHeight: standardSize(({ worksheet }) => [
      worksheet.rowHeights,
      standardRowHeight,
      ({ top, bottom }) => [top, bottom],
    ]),
    useStandardWidth: standardSize(({ worksheet }) => [
      worksheet.columnWidths,
      standardColumnWidth,
      ({ left, right }) => [left, right],
    ]),
  },
  children: {
    fill: (self) => handle('RangeFill', self),
    font: (self) => handle('RangeFont', self),
    borders: (self) => handle('RangeBorderCollection', self),
    protection: (self) => handle('FormatProtection', self),
  },
};

export const rangeFill: ObjectTable<ManyRanges> = {
  properties: {
    // Cells without a fill are said to be white.
    color: cellFormat('fill', checkColour, (fill) => (fill === '' ? '#FFFFFF' : fill)),
    pattern: { get: (self) => patternOf(self) },
  },
  methods: {
    clear: ({ worksheet, ranges }) => {
      guard(worksheet, 'allowFormatCells');
      for (const range of ranges) setFormat(worksheet, range, 'fill', '');
      return undefined;
    },
  },
};

function patternOf({ worksheet, ranges }: ManyRanges): Json {
  const fills = ranges.flatMap((range) => [...formatsWithin(worksheet, range, 'fill')]);
  return shared(fills.map((fill) => (fill === '' ? 'None' : 'Solid')));
}

export const rangeFont: ObjectTable<ManyRanges> = {
  properties: {
    name: cellFormat('fontName', sameTypeAs('', 'name')),
    size: cellFormat('fontSize', between(1, 409, false)),
    color: cellFormat('fontColour', checkColour),
    bold: flag('bold'),
    italic: flag('italic'),
    strikethrough: flag('strikethrough'),
    underline: cellFormat(
      'underline',
      oneOf('None', 'Single', 'Double', 'SingleAccountant', 'DoubleAccountant'),
    ),
  },
};

export const formatProtection: ObjectTable<ManyRanges> = {
  properties: { locked: flag('locked'), formulaHidden: flag('formulaHidden') },
};

const sides: readonly string[] = [
  'EdgeTop',
  'EdgeBottom',
  'EdgeLeft',
  'EdgeRight',
  'InsideVertical',
  'InsideHorizontal',
] satisfies Side[];

const border = (self: ManyRanges, side: string) => {
  if (side === 'DiagonalDown' || side === 'DiagonalUp') throw new Unsupported('diagonal borders');
  if (!sides.includes(side)) throw invalidArgument('The side of the border');
  return handle('RangeBorder', { ...self, side });
};

export const rangeBorders: ObjectTable<ManyRanges> = {
  items: (self) => sides.map((side) => border(self, side)),
  properties: { count: { get: () => sides.length } },
  methods: {
    getItem: (self, input) => border(self, input.text(0)),
    getItemAt: (self, input) => border(self, sides[input.whole(0)] ?? ''),
  },
};

type BorderSelf = ManyRanges & { readonly side: string };

function borderProperty(name: keyof Border, check: (value: Json) => Json): Property<BorderSelf> {
  return {
    get: ({ worksheet, ranges, side }) =>
      shared(
        ranges.flatMap((range) => bordersWithin(worksheet, range, side as Side).map((one) => one[name])),
      ),
    set: ({ worksheet, ranges, side }, value) => {
      guard(worksheet, 'allowFormatCells');
      if (ranges.some((range) => isEntireRow(range) || isEntireColumn(range)))
        throw new Unsupported('borders of whole rows and columns');
      const checked = check(value) as string;
      for (const range of ranges) {
        changeBorders(worksheet, range, side as Side, (old) => ({
          // A colour or a weight makes a line where there was none.
          ...(old.style === 'None' && name !== 'style' ? { ...old, style: 'Continuous' } : old),
          [name]: checked,
        }));
      }
    },
  };
}

export const rangeBorder: ObjectTable<BorderSelf> = {
  properties: {
    sideIndex: { get: ({ side }) => side },
    style: borderProperty(
      'style',
      oneOf('None', 'Continuous', 'Dash', 'DashDot', 'DashDotDot', 'Dot', 'Double', 'SlantDashDot'),
    ),
    weight: borderProperty('weight', oneOf('Hairline', 'Thin', 'Medium', 'Thick')),
    color: borderProperty('colour', checkColour),
  },
};
