/** Paints how cells look: each property of all painted cells in one call. Google Sheets has no indentation. */
import type { Style } from '../../../core/index.js';
import { styleGrid, type Canvas, type Range } from './canvas.js';

/** Of cells that were cleared. */
const standardFontSize = 10;

/** What a style, or a cell without one, has of a property. */
export const lookOf = {
  fontFamily: (style: Style | null) => style?.font.name ?? null,
  fontSize: (style: Style | null) => style?.font.size ?? standardFontSize,
  fontColour: (style: Style | null) => style?.font.colour ?? null,
  fontWeight: (style: Style | null) => (style?.font.bold ? 'bold' : 'normal'),
  fontStyle: (style: Style | null) => (style?.font.italic ? 'italic' : 'normal'),
  fontLine: (style: Style | null) => (style?.font.underline ? 'underline' : 'none'),
  background: (style: Style | null) => style?.fill ?? null,
  // Where others indent, text stands at the side from which they do.
  horizontal: (style: Style | null) => style?.horizontal ?? (style?.indent === undefined ? null : 'left'),
  vertical: (style: Style | null) => {
    if (!style) return null;
    return style.vertical === 'center' ? 'middle' : style.vertical;
  },
  isWrapped: (style: Style | null) => style?.wrap ?? false,
  /** Left to itself Google Sheets goes by the text's own letters. */
  isLeftToRight: (style: Style | null) => style !== null && style.readingOrder !== 'context',
} as const;

type Setter = (range: Range, canvas: Canvas) => unknown;

const setters: readonly Setter[] = [
  (range, canvas) => range.setFontFamilies(styleGrid(canvas, lookOf.fontFamily)),
  (range, canvas) => range.setFontSizes(styleGrid(canvas, lookOf.fontSize)),
  (range, canvas) => range.setFontColors(styleGrid(canvas, lookOf.fontColour)),
  (range, canvas) => range.setFontWeights(styleGrid(canvas, lookOf.fontWeight)),
  (range, canvas) => range.setFontStyles(styleGrid(canvas, lookOf.fontStyle)),
  (range, canvas) => range.setFontLines(styleGrid(canvas, lookOf.fontLine)),
  (range, canvas) => range.setBackgrounds(styleGrid(canvas, lookOf.background)),
  (range, canvas) => range.setHorizontalAlignments(styleGrid(canvas, lookOf.horizontal)),
  (range, canvas) => range.setVerticalAlignments(styleGrid(canvas, lookOf.vertical)),
  (range, canvas) => {
    const { WRAP, OVERFLOW } = SpreadsheetApp.WrapStrategy;
    return range.setWrapStrategies(styleGrid(canvas, (style) => (lookOf.isWrapped(style) ? WRAP : OVERFLOW)));
  },
  (range, canvas) => {
    const { LEFT_TO_RIGHT } = SpreadsheetApp.TextDirection;
    return range.setTextDirections(
      styleGrid(canvas, (style) => (lookOf.isLeftToRight(style) ? LEFT_TO_RIGHT : null)),
    );
  },
];

export function paintLooks(canvas: Canvas): void {
  for (const set of setters) set(canvas.painted, canvas);
}
