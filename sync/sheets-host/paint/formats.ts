/** How cells of a style look, as the API has it. Google Sheets has no indentation. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { kindOfFormatCode, type Border, type Style } from '../../../core/index.js';
import { colourStyle } from '../read/colours.js';

/** All that `formatOf` says. */
export const formatFields = [
  'numberFormat',
  'backgroundColorStyle',
  'horizontalAlignment',
  'verticalAlignment',
  'wrapStrategy',
  'textDirection',
  'textFormat',
] as const satisfies readonly (keyof sheets_v4.Schema$CellFormat)[];

const lines = { thin: 'SOLID', medium: 'SOLID_MEDIUM', hair: 'DOTTED' } as const;
const alignments = { left: 'LEFT', center: 'CENTER', right: 'RIGHT' } as const;
const verticals = { top: 'TOP', center: 'MIDDLE', bottom: 'BOTTOM' } as const;
const kinds = { number: 'NUMBER', date: 'DATE', percent: 'PERCENT' } as const;

const lineOf = ({ style, colour }: Border): sheets_v4.Schema$Border => ({
  style: lines[style],
  colorStyle: colourStyle(colour),
});

/** The lines around each cell; null: none. */
export function bordersOf({ borders = {} }: Style): sheets_v4.Schema$Borders | null {
  const drawn = (['top', 'right', 'bottom', 'left'] as const).flatMap((side) => {
    const border = borders[side];
    return border ? [[side, lineOf(border)] as const] : [];
  });
  return drawn.length === 0 ? null : Object.fromEntries(drawn);
}

const numberFormatOf = (pattern: string): sheets_v4.Schema$NumberFormat => ({
  type: pattern === '@' ? 'TEXT' : kinds[kindOfFormatCode(pattern)],
  pattern,
});

function alignmentOf({ horizontal, indent }: Style): string | null {
  if (horizontal) return alignments[horizontal];
  // Where others indent, text stands at the side from which they do.
  return indent === undefined ? null : 'LEFT';
}

/** A style as the API has it, without its borders. What is not said is as in a cell that was cleared. */
export function formatOf(style: Style): sheets_v4.Schema$CellFormat {
  const { font, fill, vertical, wrap, numberFormat, readingOrder } = style;
  const horizontal = alignmentOf(style);
  return {
    ...(numberFormat === undefined ? {} : { numberFormat: numberFormatOf(numberFormat) }),
    ...(fill === undefined ? {} : { backgroundColorStyle: colourStyle(fill) }),
    ...(horizontal === null ? {} : { horizontalAlignment: horizontal }),
    verticalAlignment: verticals[vertical],
    wrapStrategy: wrap ? 'WRAP' : 'OVERFLOW_CELL',
    // Left to itself Google Sheets goes by the text's own letters.
    ...(readingOrder === 'context' ? {} : { textDirection: 'LEFT_TO_RIGHT' }),
    textFormat: {
      foregroundColorStyle: colourStyle(font.colour),
      fontFamily: font.name,
      fontSize: font.size,
      ...(font.bold ? { bold: true } : {}),
      ...(font.italic ? { italic: true } : {}),
      ...(font.underline ? { underline: true } : {}),
    },
  };
}
