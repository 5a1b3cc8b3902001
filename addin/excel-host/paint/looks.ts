/**
 * Paints how cells look, in layers: what most cells of a worksheet have in common is set for all of them at once, and
 * what others have instead over as few rectangles as they make.
 */
import {
  groupCells,
  joinedAddresses,
  styledCells,
  type CellRange,
  type Style,
  type Styled,
} from '../../../core/index.js';
import { brought, type Brought } from '../requirements.js';
import { paintedAddress, strokesOver, type Canvas, type Stroke } from './canvas.js';

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

type Horizontal = 'General' | 'Left' | 'Center' | 'Right';
type Vertical = 'Top' | 'Center' | 'Bottom';

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
      format.horizontalAlignment = value as Horizontal;
    },
    cleared: 'General',
  },
  {
    path: 'verticalAlignment',
    of: ({ vertical }) => capital(vertical),
    set: (format, value) => {
      format.verticalAlignment = value as Vertical;
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

function strokesOfLook(canvas: Canvas, { of, set, cleared }: Look, styled: readonly Styled[]): Stroke[] {
  // What a cell without a style looks like is that of a cleared cell, or does not matter.
  const groups = [...groupCells(styled, (style) => (style ? of(style) : cleared))]
    .filter((group): group is [Value, readonly CellRange[]] => group[0] !== undefined)
    .sort(([, a], [, b]) => b.length - a.length);
  const paint = (value: Value, addresses: readonly string[]) =>
    strokesOver(
      canvas,
      addresses,
      ({ format }) => {
        set(format, value);
      },
      2,
    );
  return groups.flatMap(([value, cells], index) => {
    if (index > 0) return paint(value, joinedAddresses(cells));
    return value === cleared ? [] : paint(value, [paintedAddress(canvas)]);
  });
}

/** Fonts, fills and alignments of all cells. They come after links, whose cells Excel restyles. */
export function paintLooks(canvas: Canvas): readonly Stroke[] {
  const styled = styledCells(canvas);
  const known = looks.filter(({ since }) => since === undefined || canvas.isSupported(brought[since]));
  return known.flatMap((look) => strokesOfLook(canvas, look, styled));
}
