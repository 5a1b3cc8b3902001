/** The lines between cells as they are to be. Each is one cell's bottom and the next one's top, and is looked at once. */
import {
  notOurs,
  parseRange,
  type Border,
  type CellRange,
  type Style,
  cellRange,
  groupBy,
} from '../../../core/index.js';
import { weights } from '../paint/borders.js';
import type { Layer } from './layers.js';
import type { Patient } from './mending.js';
import type { Property, Shape } from './property.js';

type Borders = NonNullable<Style['borders']>;

/** A line as one text, by which lines are compared and told: `Continuous Thin #CBD2D9`. */
const textOf = ({ style, weight, color }: Excel.CellBorder): string =>
  `${style ?? ''} ${weight ?? ''} ${(color ?? '').toUpperCase()}`;
const lineOf = ({ style, colour }: Border): string =>
  textOf({ style: 'Continuous', weight: weights[style], color: colour });

type Side = 'EdgeTop' | 'EdgeLeft' | 'InsideHorizontal' | 'InsideVertical';

/** The lines above the cells of ranges, or before them. */
const lines = (own: 'top' | 'left', sidesOf: (shape: Shape) => readonly Side[]): Property => ({
  ask: ({ format }, shape) => {
    const borders = sidesOf(shape).map((side) => {
      const border = format.borders.getItem(side);
      border.load('style,weight,color');
      return border;
    });
    return () => {
      const found = new Set(borders.map(textOf));
      return found.size === 1 ? [...found][0] : null;
    };
  },
  options: { borders: { style: true, weight: true, color: true } },
  ofCell: ({ borders }) => textOf(borders?.[own] ?? {}),
  isSame: (found, wanted) => found === wanted,
  set: ({ format }, value, shape) => {
    const [style, weight, color] = String(value).split(' ') as [
      'Continuous',
      'Thin' | 'Medium' | 'Hairline',
      string,
    ];
    for (const side of sidesOf(shape)) format.borders.getItem(side).set({ style, weight, color });
  },
});

// Excel refuses lines between cells where there are none.
const above = lines('top', ({ isTall }) => (isTall ? ['EdgeTop', 'InsideHorizontal'] : ['EdgeTop']));
const before = lines('left', ({ isWide }) => (isWide ? ['EdgeLeft', 'InsideVertical'] : ['EdgeLeft']));

/** What one of the two cells at a line wants of it. */
interface Wish {
  readonly property: Property;
  /** The cell that the line is above or before. */
  readonly cell: CellRange;
  readonly border: Border | undefined;
  /** All four sides of the cell that wants it are alike: such lines are drawn first, and others over them. */
  readonly isBox: boolean;
}

const isBox = ({ top, right, bottom, left }: Borders) =>
  new Set([top, right, bottom, left].map((border) => (border ? lineOf(border) : ''))).size === 1;

function wishesOf(borders: Borders, row: number, column: number): readonly Wish[] {
  const common = { isBox: isBox(borders) };
  return [
    { ...common, property: above, cell: cellRange(row, column), border: borders.top },
    { ...common, property: above, cell: cellRange(row + 1, column), border: borders.bottom },
    { ...common, property: before, cell: cellRange(row, column), border: borders.left },
    { ...common, property: before, cell: cellRange(row, column + 1), border: borders.right },
  ];
}

const isInside = ({ top, left, bottom, right }: CellRange, { property, cell }: Wish) =>
  property === above
    ? top < cell.top && cell.top <= bottom && left <= cell.left && cell.left <= right
    : left < cell.left && cell.left <= right && top <= cell.top && cell.top <= bottom;

/** The line that the cells beside it want; null if they want none, or two that nothing decides between. */
function decide(wishes: readonly Wish[]): string | null {
  const said = wishes.flatMap(({ border, isBox: first }) =>
    border ? [{ line: lineOf(border), first }] : [],
  );
  const last = said.filter(({ first }) => !first);
  const distinct = new Set((last.length > 0 ? last : said).map(({ line }) => line));
  return distinct.size === 1 ? [...distinct][0]! : null;
}

/**
 * The lines of a worksheet that are to be drawn. Nothing is said of lines where none is wanted, within merged cells, and
 * beside a person's own cells.
 */
export function borderLayers({ wanted, styles }: Patient): readonly Layer[] {
  const merges = wanted.merges.map((text) => parseRange(text)!);
  const wishes = wanted.rows.flatMap(({ cells }, row) =>
    cells.flatMap(({ style }, column): readonly (Wish & { isForeign: boolean })[] => {
      const borders = styles[style]?.borders ?? {};
      return wishesOf(borders, row + 1, column + 1).map((wish) => ({
        ...wish,
        isForeign: style === notOurs,
      }));
    }),
  );
  const places = groupBy(
    wishes,
    ({ property, cell }) => `${property === above ? 'above' : 'before'} ${cell.top} ${cell.left}`,
  );
  const decided = [...places.values()].flatMap((all) => {
    const { property, cell } = all[0]!;
    const line = decide(all);
    const isOpen =
      line === null ||
      all.some(({ isForeign }) => isForeign) ||
      merges.some((merge) => isInside(merge, all[0]!));
    return isOpen ? [] : [{ property, cell, line }];
  });
  return [...groupBy(decided, ({ property }) => property)].flatMap(([property, ofProperty]) =>
    [...groupBy(ofProperty, ({ line }) => line)].map(([value, group]) => ({
      property,
      value,
      cells: group.map(({ cell }) => cell),
    })),
  );
}
