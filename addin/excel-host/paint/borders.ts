/** Paints the borders of cells, over as few rectangles as cells with the same borders make. */
import {
  groupCells,
  joinCells,
  rangeAddress,
  styledCells,
  type Border,
  type CellRange,
  type Style,
} from '../../../core/index.js';
import { strokesOver, type Canvas, type Stroke } from './canvas.js';

type Borders = NonNullable<Style['borders']>;
type Side = 'EdgeTop' | 'EdgeRight' | 'EdgeBottom' | 'EdgeLeft' | 'InsideHorizontal' | 'InsideVertical';

export const weights = { thin: 'Thin', medium: 'Medium', hair: 'Hairline' } as const;

/** What is drawn along each side of rectangles of cells, and between their cells if they have more than one. */
function linesOf(
  { top, right, bottom, left }: Borders,
  { isTall, isWide }: Shape,
): readonly (readonly [Side, Border])[] {
  const lines: readonly (readonly [Side, Border | undefined])[] = [
    ['EdgeTop', top],
    ['EdgeRight', right],
    ['EdgeBottom', bottom],
    ['EdgeLeft', left],
    // Excel refuses lines between cells where there are none.
    ['InsideHorizontal', isTall ? (bottom ?? top) : undefined],
    ['InsideVertical', isWide ? (right ?? left) : undefined],
  ];
  return lines.flatMap(([side, border]) => (border ? [[side, border] as const] : []));
}

interface Shape {
  readonly isTall: boolean;
  readonly isWide: boolean;
}

const shapes: readonly Shape[] = [true, false].flatMap((isTall) =>
  [true, false].map((isWide): Shape => ({ isTall, isWide })),
);
const hasShape = ({ top, left, bottom, right }: CellRange, { isTall, isWide }: Shape) =>
  bottom > top === isTall && right > left === isWide;

/** The same line on all four sides. */
const isBox = (borders: Borders) =>
  new Set((['top', 'right', 'bottom', 'left'] as const).map((side) => JSON.stringify(borders[side]))).size ===
  1;

function strokesOfBorders(canvas: Canvas, borders: Borders, cells: readonly CellRange[]): readonly Stroke[] {
  const ranges = joinCells(cells);
  return shapes.flatMap((shape) => {
    const lines = linesOf(borders, shape);
    return strokesOver(
      canvas,
      ranges.filter((range) => hasShape(range, shape)).map((range) => rangeAddress(range)),
      ({ format }) => {
        for (const [side, { style, colour }] of lines) {
          const border = format.borders.getItem(side);
          border.style = 'Continuous';
          border.weight = weights[style];
          border.color = colour;
        }
      },
      4 * lines.length,
    );
  });
}

/**
 * Two cells share the line between them and the one drawn last is seen: cells that have the same line all around come
 * first, and over them those of which a line differs.
 */
export function paintBorders(canvas: Canvas): readonly Stroke[] {
  const groups = [...groupCells(styledCells(canvas), (style) => JSON.stringify(style?.borders ?? {}))].map(
    ([key, cells]) => ({ borders: JSON.parse(key) as Borders, cells }),
  );
  return [
    ...groups.filter(({ borders }) => isBox(borders)),
    ...groups.filter(({ borders }) => !isBox(borders)),
  ].flatMap(({ borders, cells }) =>
    Object.keys(borders).length === 0 ? [] : strokesOfBorders(canvas, borders, cells),
  );
}
