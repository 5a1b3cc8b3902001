/** How cells look, as scripts read and set it: one member for the whole range, one with a grid, and the same two to read. */
import { gridOf } from '../spreadsheet/ranges.js';
import { cellAt, changeCells, lookAt, withLook } from './cells.js';
import { colourOf } from './colours.js';
import { ServiceError, Unsupported } from './errors.js';
import { checkGrid, inGrid } from './grids.js';
import { guardCells } from './guarding.js';
import { constant, give, type On, type Part } from './objects.js';
import { onBoth, rangeOfOn, type Place } from './ranges-of.js';
import { automaticFormat } from './shown.js';
import type { Cell, Look, Looks } from './workbook.js';

declare module './objects.js' {
  interface Selves {
    /** `#rrggbb` */
    Color: { readonly colour: string };
    RgbColor: { readonly colour: string };
  }
}

/** A property of cells with the members that are about it. */
interface Property {
  readonly set: string;
  readonly setAll: string;
  readonly get: string;
  readonly getAll: string;
  /** Whether a RangeList has the first of them, too. */
  readonly inLists: boolean;
  readonly change: (cell: Cell, value: unknown) => Cell;
  readonly read: (cell: Cell) => unknown;
}

/** @param take the value as it is kept, of what a script sets; null: the standard */
function looks<K extends Look>(
  look: K,
  [set, setAll, get, getAll]: readonly [string, string, string, string],
  take: (value: never) => Looks[K] | null = (value) => value,
  show: (value: Looks[K]) => unknown = (value) => value,
): Property {
  return {
    ...{ set, setAll, get, getAll, inLists: true },
    change: (cell, value) => withLook(cell, look, value === null ? null : take(value as never)),
    read: (cell) => show(lookAt(cell, look)),
  };
}

const names = (name: string, plural: string): [string, string, string, string] => [
  `set${name}`,
  `set${plural}`,
  `get${name}`,
  `get${plural}`,
];

function sizeOf(size: number): number {
  // What Sheets' own menu takes.
  if (size < 1 || size > 400) throw new ServiceError(`Invalid font size: ${size}`);
  return size;
}

const properties: readonly Property[] = [
  looks('background', names('Background', 'Backgrounds'), colourOf),
  looks('fontColour', names('FontColor', 'FontColors'), colourOf),
  looks('fontFamily', names('FontFamily', 'FontFamilies')),
  looks('fontSize', names('FontSize', 'FontSizes'), sizeOf),
  looks('fontWeight', names('FontWeight', 'FontWeights')),
  looks('fontStyle', names('FontStyle', 'FontStyles')),
  looks('fontLine', names('FontLine', 'FontLines')),
  looks(
    'horizontal',
    names('HorizontalAlignment', 'HorizontalAlignments'),
    (value: 'left' | 'center' | 'right' | 'normal') => (value === 'normal' ? null : value),
  ),
  looks('vertical', names('VerticalAlignment', 'VerticalAlignments')),
  looks(
    'wrap',
    names('Wrap', 'Wraps'),
    (isWrapped: boolean) => (isWrapped ? 'WRAP' : 'OVERFLOW'),
    (wrap) => wrap === 'WRAP',
  ),
  looks('wrap', names('WrapStrategy', 'WrapStrategies'), undefined, (wrap) => constant('WrapStrategy', wrap)),
  looks(
    'textDirection',
    names('TextDirection', 'TextDirections'),
    undefined,
    (direction) => direction && constant('TextDirection', direction),
  ),
  {
    ...{ set: 'setNumberFormat', setAll: 'setNumberFormats' },
    ...{ get: 'getNumberFormat', getAll: 'getNumberFormats', inLists: true },
    change: (cell, format) => ({ ...cell, numberFormat: numberFormatOf(format as string) }),
    read: ({ numberFormat }) => numberFormat ?? automaticFormat,
  },
];

function numberFormatOf(format: string): string | null {
  if (format === '') throw new Unsupported('an empty number format');
  return format.toLowerCase() === 'general' || format === automaticFormat ? null : format;
}

/** Changes cells; what formulas see may be another then, for number formats decide what is a date. */
function change(
  { program, execution }: On<'Range' | 'RangeList'>,
  { worksheet, ranges }: Place,
  to: (cell: Cell, row: number, column: number) => Cell,
) {
  guardCells(program, worksheet, ranges, execution.user.email);
  for (const range of ranges) changeCells(worksheet, range, to);
  program.markChanged();
}

function partOf({ set, setAll, get, getAll, change: changed, read }: Property): readonly Part[] {
  const readAll = (on: On<'Range'>) => {
    const { worksheet, range } = rangeOfOn(on);
    return gridOf(range, (row, column) => read(cellAt(worksheet, row, column)));
  };
  return [
    onBoth({
      [set]: (on, place, value: unknown) => {
        change(on, place, (cell) => changed(cell, value));
      },
    }),
    {
      Range: {
        [setAll]: (on, grid: readonly (readonly unknown[])[]) => {
          const { worksheet, range } = rangeOfOn(on);
          checkGrid(range, grid);
          change(on, { worksheet, ranges: [range] }, (cell, row, column) =>
            changed(cell, inGrid(range, grid, row, column)),
          );
          return on.me;
        },
        [getAll]: readAll,
        [get]: (on: On<'Range'>) => readAll(on)[0]![0],
      },
    },
  ];
}

/** Colours as objects; those that take a colour object are not emulated. */
function colourObjects(look: 'background' | 'fontColour') {
  return (on: On<'Range'>) => {
    const { worksheet, range } = rangeOfOn(on);
    return gridOf(range, (row, column) =>
      give('Color', { colour: lookAt(cellAt(worksheet, row, column), look) }),
    );
  };
}

const colours: Part = {
  Range: {
    getBackgroundObjects: colourObjects('background'),
    getBackgroundObject: (on) => colourObjects('background')(on)[0]![0],
    getFontColorObjects: colourObjects('fontColour'),
    getFontColorObject: (on) => colourObjects('fontColour')(on)[0]![0],
  },
  Color: {
    asRgbColor: ({ self }) => give('RgbColor', { colour: self.colour }),
    getColorType: () => constant('ColorType', 'RGB'),
  },
  RgbColor: {
    // The reference allows `#aarrggbb` as well; there is nothing transparent in cells.
    asHexString: ({ self }) => self.colour,
    getColorType: () => constant('ColorType', 'RGB'),
    getRed: ({ self }) => Number.parseInt(self.colour.slice(1, 3), 16),
    getGreen: ({ self }) => Number.parseInt(self.colour.slice(3, 5), 16),
    getBlue: ({ self }) => Number.parseInt(self.colour.slice(5, 7), 16),
  },
};

export const rangeLooks: readonly Part[] = [...properties.flatMap(partOf), colours];
