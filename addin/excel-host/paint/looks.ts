/**
 * Paints how cells look, in layers: what most cells of a worksheet have in common is set for all of them at once, and
 * what others have instead over as few rectangles as they make.
 */
import { rangeAddress, type CellRange, type Style } from '../../../core/index.js';
import { joinCells } from '../areas.js';
import { brought, type Brought } from '../requirements.js';
import { extentOf, strokesOver, type Canvas, type Stroke } from './canvas.js';

type Value = string | number | boolean;

/** One property of how a cell looks. */
export interface Look {
  /** Where it stands below `range.format`. */
  readonly path: string;
  /** What a cell of a style has. */
  readonly of: (style: Style) => Value;
  readonly set: (format: Excel.RangeFormat, value: Value) => void;
  /** What cells have after they were cleared, where that is the same in every workbook. */
  readonly cleared?: Value;
  /** Not there at the floor: left out below the version that brought it. */
  readonly since?: Brought;
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** In the order in which they are set: Excel takes back an indentation when the alignment changes. */
export const looks: readonly Look[] = [
  {
    path: 'font/name',
    of: ({ font }) => font.name,
    set: ({ font }, value) => {
      font.name = String(value);
    },
  },
  {
    path: 'font/size',
    of: ({ font }) => font.size,
    set: ({ font }, value) => {
      font.size = Number(value);
    },
  },
  {
    path: 'font/color',
    of: ({ font }) => font.colour,
    set: ({ font }, value) => {
      font.color = String(value);
    },
  },
  {
    path: 'font/bold',
    of: ({ font }) => font.bold ?? false,
    set: ({ font }, value) => {
      font.bold = value === true;
    },
    cleared: false,
  },
  {
    path: 'font/italic',
    of: ({ font }) => font.italic ?? false,
    set: ({ font }, value) => {
      font.italic = value === true;
    },
    cleared: false,
  },
  {
    path: 'font/underline',
    of: ({ font }) => (font.underline ? 'Single' : 'None'),
    set: ({ font }, value) => {
      font.underline = value as 'Single' | 'None';
    },
    cleared: 'None',
  },
  {
    path: 'fill/color',
    of: ({ fill }) => fill ?? '',
    set: ({ fill }, value) => {
      if (value === '') fill.clear();
      else fill.color = String(value);
    },
    cleared: '',
  },
  {
    path: 'horizontalAlignment',
    // Indentation counts from a side, and only aligned text has one.
    of: ({ horizontal, indent }) => capital(horizontal ?? (indent === undefined ? 'general' : 'left')),
    set: (format, value) => {
      format.horizontalAlignment = value as Excel.HorizontalAlignment;
    },
    cleared: 'General',
  },
  {
    path: 'verticalAlignment',
    of: ({ vertical }) => capital(vertical),
    set: (format, value) => {
      format.verticalAlignment = value as Excel.VerticalAlignment;
    },
    cleared: 'Bottom',
  },
  {
    path: 'wrapText',
    of: ({ wrap }) => wrap ?? false,
    set: (format, value) => {
      format.wrapText = value === true;
    },
    cleared: false,
  },
  {
    path: 'indentLevel',
    of: ({ indent }) => indent ?? 0,
    set: (format, value) => {
      format.indentLevel = Number(value);
    },
    cleared: 0,
    since: 'textLayout',
  },
  {
    path: 'readingOrder',
    of: ({ readingOrder }) => (readingOrder === 'context' ? 'Context' : 'LeftToRight'),
    set: (format, value) => {
      format.readingOrder = value as 'Context' | 'LeftToRight';
    },
    cleared: 'Context',
    since: 'textLayout',
  },
];

/** The cells of each style. */
function cellsByStyle({ worksheet }: Canvas): ReadonlyMap<string, readonly CellRange[]> {
  const found = new Map<string, CellRange[]>();
  worksheet.rows.forEach(({ cells }, row) => {
    cells.forEach(({ style }, column) => {
      const cell = { top: row + 1, left: column + 1, bottom: row + 1, right: column + 1 };
      const others = found.get(style);
      if (others) others.push(cell);
      else found.set(style, [cell]);
    });
  });
  return found;
}

const sizeOf = (ranges: readonly CellRange[]) =>
  ranges.reduce((sum, { top, left, bottom, right }) => sum + (bottom - top + 1) * (right - left + 1), 0);

const addressesOf = (ranges: readonly CellRange[]) => joinCells(ranges).map((range) => rangeAddress(range));

interface Styled {
  readonly style: Style;
  readonly ranges: readonly CellRange[];
}

/** Ranges by what `of` says of their style. */
function group<T>(styled: readonly Styled[], of: (style: Style) => T): ReadonlyMap<T, readonly CellRange[]> {
  const groups = new Map<T, readonly CellRange[]>();
  for (const { style, ranges } of styled) {
    const value = of(style);
    groups.set(value, [...(groups.get(value) ?? []), ...ranges]);
  }
  return groups;
}

function strokesOfLook(canvas: Canvas, { of, set, cleared }: Look, styled: readonly Styled[]): Stroke[] {
  const { rows, columns } = extentOf(canvas.worksheet);
  const groups = [...group(styled, of)].sort(([, a], [, b]) => sizeOf(b) - sizeOf(a));
  const paint = (value: Value, addresses: readonly string[]) =>
    strokesOver(
      canvas,
      addresses,
      ({ format }) => {
        set(format, value);
      },
      2,
    );
  return groups.flatMap(([value, ranges], index) => {
    if (index > 0) return paint(value, addressesOf(ranges));
    if (value === cleared) return [];
    return paint(value, [rangeAddress({ top: 1, left: 1, bottom: rows, right: columns })]);
  });
}

type Side = 'EdgeTop' | 'EdgeRight' | 'EdgeBottom' | 'EdgeLeft' | 'InsideHorizontal' | 'InsideVertical';
const weights = { thin: 'Thin', medium: 'Medium', hair: 'Hairline' } as const;
const sides = { top: 'EdgeTop', right: 'EdgeRight', bottom: 'EdgeBottom', left: 'EdgeLeft' } as const;

function drawBorder(
  { borders }: Excel.RangeFormat,
  side: Side,
  { style, colour }: NonNullable<NonNullable<Style['borders']>['top']>,
): void {
  const border = borders.getItem(side);
  border.style = 'Continuous';
  border.weight = weights[style];
  border.color = colour;
}

/**
 * Borders of rectangles. Two cells share the line between them and the one drawn last is seen: boxes come first, and over
 * them the lines of which a cell has one that differs.
 */
function strokesOfBorders(canvas: Canvas, styled: readonly Styled[]): Stroke[] {
  const boxes: Stroke[] = [];
  const lines: Stroke[] = [];
  for (const [key, ranges] of group(styled, ({ borders }) => JSON.stringify(borders ?? {}))) {
    const borders = JSON.parse(key) as NonNullable<Style['borders']>;
    const given = (Object.keys(sides) as (keyof typeof sides)[]).filter(
      (side) => borders[side] !== undefined,
    );
    if (given.length === 0) continue;
    const kinds = new Map<string, string[]>();
    for (const range of joinCells(ranges)) {
      // Lines within a rectangle are asked for only where there are any.
      const kind = `${range.bottom > range.top ? 'tall' : ''} ${range.right > range.left ? 'wide' : ''}`;
      kinds.set(kind, [...(kinds.get(kind) ?? []), rangeAddress(range)]);
    }
    const inner = borders.bottom ?? borders.top;
    const between = borders.right ?? borders.left;
    const isBox =
      given.length === 4 && new Set(given.map((side) => JSON.stringify(borders[side]))).size === 1;
    for (const [kind, addresses] of kinds) {
      const strokes = strokesOver(
        canvas,
        addresses,
        ({ format }) => {
          for (const side of given) drawBorder(format, sides[side], borders[side]!);
          if (kind.includes('tall') && inner) drawBorder(format, 'InsideHorizontal', inner);
          if (kind.includes('wide') && between) drawBorder(format, 'InsideVertical', between);
        },
        4 * (given.length + 2),
      );
      (isBox ? boxes : lines).push(...strokes);
    }
  }
  return [...boxes, ...lines];
}

/** Fonts, fills, alignments and borders of all cells. They come after links, whose cells Excel restyles. */
export function paintLooks(canvas: Canvas): readonly Stroke[] {
  const { styles } = canvas.blueprint;
  const styled = [...cellsByStyle(canvas)].map(([name, ranges]): Styled => {
    const style = styles[name];
    if (!style) throw new Error(`Blueprint: no style is called “${name}”`);
    return { style, ranges };
  });
  const known = looks.filter(({ since }) => since === undefined || canvas.isSupported(brought[since]));
  return [
    ...known.flatMap((look) => strokesOfLook(canvas, look, styled)),
    ...strokesOfBorders(canvas, styled),
  ];
}
