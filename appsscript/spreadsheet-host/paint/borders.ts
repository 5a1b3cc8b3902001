/** Paints the borders of cells, over as few rectangles as cells with the same borders make. */
import { groupCells, joinedAddresses, styledCells, type Border, type Style } from '../../../core/index.js';
import type { Canvas } from './canvas.js';

type Borders = NonNullable<Style['borders']>;

/** In the order in which Google Sheets takes them: around a rectangle of cells, and between its columns and rows. */
const sidesOf = ({ top, right, bottom, left }: Borders): readonly (Border | undefined)[] => [
  top,
  left,
  bottom,
  right,
  right ?? left,
  bottom ?? top,
];

const keyOf = (border: Border | undefined) => (border ? `${border.style} ${border.colour}` : '');

/** The lines that borders are drawn with, each once. */
const linesOf = (borders: Borders): readonly Border[] => [
  ...new Map(
    sidesOf(borders).flatMap((border) => (border ? [[keyOf(border), border] as const] : [])),
  ).values(),
];

const isBox = ({ top, right, bottom, left }: Borders) =>
  new Set([top, right, bottom, left].map(keyOf)).size === 1;

function drawLines({ sheet }: Pick<Canvas, 'sheet'>, borders: Borders, addresses: readonly string[]): void {
  const { SOLID, SOLID_MEDIUM, DOTTED } = SpreadsheetApp.BorderStyle;
  const styles = { thin: SOLID, medium: SOLID_MEDIUM, hair: DOTTED } as const;
  const cells = sheet.getRangeList([...addresses]);
  for (const line of linesOf(borders)) {
    const [top, left, bottom, right, vertical, horizontal] = sidesOf(borders).map((border) =>
      keyOf(border) === keyOf(line) ? true : null,
    ) as [true | null, true | null, true | null, true | null, true | null, true | null];
    cells.setBorder(top, left, bottom, right, vertical, horizontal, line.colour, styles[line.style]);
  }
}

/**
 * In a call for each kind of borders and each of its lines. Two cells share the line between them and the one drawn last is seen:
 * cells that have the same line all around come first, and over them those of which a line differs.
 */
export function paintBorders(canvas: Pick<Canvas, 'sheet' | 'worksheet' | 'blueprint'>): void {
  const groups = [...groupCells(styledCells(canvas), (style) => JSON.stringify(style?.borders ?? {}))].map(
    ([key, cells]) => ({ borders: JSON.parse(key) as Borders, cells }),
  );
  const ordered = [
    ...groups.filter(({ borders }) => isBox(borders)),
    ...groups.filter(({ borders }) => !isBox(borders)),
  ];
  for (const { borders, cells } of ordered) {
    if (linesOf(borders).length > 0) drawLines(canvas, borders, joinedAddresses(cells));
  }
}
