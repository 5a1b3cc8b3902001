/** How cells look, as the API says it, and back. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { kindOfFormatCode } from '../../../../core/index.js';
import { standardLooks, type Border, type Cell, type Looks, type Side } from '../../sheets/workbook.js';
import { invalidArgument, notEmulated } from '../errors.js';
import { colorOf, colorStyleOf, colourOf } from './colours.js';

type CellFormat = sheets_v4.Schema$CellFormat;

/** What of a cell is its format. */
export type Format = Pick<Cell, 'looks' | 'borders' | 'numberFormat'>;

const sides: readonly Side[] = ['top', 'bottom', 'left', 'right'];
const widths: Readonly<Record<string, number>> = { SOLID_MEDIUM: 2, SOLID_THICK: 3, DOUBLE: 3 };

const borderMessage = ({ style, colour }: Border): sheets_v4.Schema$Border => ({
  style,
  width: widths[style] ?? 1,
  color: colorOf(colour),
  colorStyle: colorStyleOf(colour),
});

/** @throws ApiError for a border without a style. Null: no border */
export function borderOf({ style, colorStyle }: sheets_v4.Schema$Border): Border | null {
  if (style == null || style === 'STYLE_UNSPECIFIED') throw invalidArgument('Border must specify a style.');
  return style === 'NONE' ? null : { style, colour: colorStyle ? colourOf(colorStyle) : '#000000' };
}

/** What kind of number a format makes of a value; the API says it beside the pattern. */
function typeOf(pattern: string): string {
  if (pattern === '@') return 'TEXT';
  if (kindOfFormatCode(pattern) === 'date') {
    const isTimed = /[hs]/i.test(pattern.replace(/"[^"]*"/g, ''));
    const isDated = /[dy]|mmm/i.test(pattern.replace(/"[^"]*"/g, ''));
    return isTimed ? (isDated ? 'DATE_TIME' : 'TIME') : 'DATE';
  }
  if (kindOfFormatCode(pattern) === 'percent') return 'PERCENT';
  if (/E[+-]/i.test(pattern)) return 'SCIENTIFIC';
  return /[£$€¥₹₨]/.test(pattern) ? 'CURRENCY' : 'NUMBER';
}

const dates = ['DATE', 'TIME', 'DATE_TIME'];

/** @throws ApiError for a type that does not go with its pattern, or needs the pattern that the locale has for it */
function patternOf({ type, pattern }: sheets_v4.Schema$NumberFormat): string {
  if (type == null || type === 'NUMBER_FORMAT_TYPE_UNSPECIFIED')
    throw invalidArgument('NumberFormat must specify a type.');
  if (type === 'TEXT' && (pattern == null || pattern === '')) return '@';
  if (pattern == null || pattern === '') throw notEmulated(`the number format ${type} without a pattern`);
  const found = typeOf(pattern);
  if ((type === 'TEXT') !== (found === 'TEXT') || dates.includes(type) !== dates.includes(found))
    throw notEmulated(`the pattern ${pattern} as ${type}`);
  return pattern;
}

const horizontals: Readonly<Partial<Record<Looks['horizontal'], string>>> = {
  left: 'LEFT',
  center: 'CENTER',
  right: 'RIGHT',
};
const wraps: Readonly<Record<Looks['wrap'], string>> = {
  WRAP: 'WRAP',
  OVERFLOW: 'OVERFLOW_CELL',
  CLIP: 'CLIP',
};

function textFormatMessage(looks: Readonly<Partial<Looks>>): sheets_v4.Schema$TextFormat | undefined {
  const { fontColour, fontFamily, fontSize, fontWeight, fontStyle, fontLine } = looks;
  const format: sheets_v4.Schema$TextFormat = {
    ...(fontColour === undefined
      ? {}
      : { foregroundColor: colorOf(fontColour), foregroundColorStyle: colorStyleOf(fontColour) }),
    ...(fontFamily === undefined ? {} : { fontFamily }),
    ...(fontSize === undefined ? {} : { fontSize }),
    ...(fontWeight === undefined ? {} : { bold: fontWeight === 'bold' }),
    ...(fontStyle === undefined ? {} : { italic: fontStyle === 'italic' }),
    ...(fontLine === undefined
      ? {}
      : { underline: fontLine === 'underline', strikethrough: fontLine === 'line-through' }),
  };
  return Object.keys(format).length === 0 ? undefined : format;
}

function messageOf({ looks, borders, numberFormat }: Format): CellFormat | undefined {
  const { background, horizontal, vertical, wrap, textDirection, rotation } = looks;
  const textFormat = textFormatMessage(looks);
  const horizontalAlignment = horizontal === undefined ? undefined : horizontals[horizontal];
  const lines = sides.flatMap((side) => {
    const border = borders[side];
    return border ? [[side, borderMessage(border)] as const] : [];
  });
  const format: CellFormat = {
    ...(numberFormat === null ? {} : { numberFormat: { type: typeOf(numberFormat), pattern: numberFormat } }),
    ...(background === undefined
      ? {}
      : { backgroundColor: colorOf(background), backgroundColorStyle: colorStyleOf(background) }),
    ...(lines.length === 0 ? {} : { borders: Object.fromEntries(lines) }),
    ...(horizontalAlignment === undefined ? {} : { horizontalAlignment }),
    ...(vertical === undefined ? {} : { verticalAlignment: vertical.toUpperCase() }),
    ...(wrap === undefined ? {} : { wrapStrategy: wraps[wrap] }),
    ...(textDirection == null ? {} : { textDirection }),
    ...(textFormat ? { textFormat } : {}),
    ...(rotation === undefined ? {} : { textRotation: { angle: rotation } }),
  };
  return Object.keys(format).length === 0 ? undefined : format;
}

/** By formats as text: cells have few, and are asked for theirs again and again. */
const messages = new Map<string, CellFormat | undefined>();

/** A format as a message, the same for the same format; undefined: nothing was set. */
export function formatMessage({ looks, borders, numberFormat }: Format): CellFormat | undefined {
  const key = JSON.stringify([looks, borders, numberFormat]);
  if (!messages.has(key)) messages.set(key, messageOf({ looks, borders, numberFormat }));
  return messages.get(key);
}

/** How a cell looks where nobody said anything. */
export const standardFormat: CellFormat = {
  ...formatMessage({ looks: standardLooks, borders: {}, numberFormat: null }),
  padding: { top: 2, right: 3, bottom: 2, left: 3 },
};

function fontLineOf({
  underline,
  strikethrough,
}: sheets_v4.Schema$TextFormat): Looks['fontLine'] | undefined {
  if (underline === true && strikethrough === true) throw notEmulated('text underlined and struck through');
  if (underline === true) return 'underline';
  if (strikethrough === true) return 'line-through';
  return underline === undefined && strikethrough === undefined ? undefined : 'none';
}

function textLooksOf(format: sheets_v4.Schema$TextFormat): Partial<Looks> {
  const { foregroundColorStyle, fontFamily, fontSize, bold, italic } = format;
  if (fontSize != null && (fontSize < 1 || fontSize > 400))
    throw invalidArgument(`Invalid font size: ${fontSize}`);
  const fontLine = fontLineOf(format);
  return {
    ...(foregroundColorStyle ? { fontColour: colourOf(foregroundColorStyle) } : {}),
    ...(fontFamily == null ? {} : { fontFamily }),
    ...(fontSize == null ? {} : { fontSize }),
    ...(bold == null ? {} : { fontWeight: bold ? ('bold' as const) : ('normal' as const) }),
    ...(italic == null ? {} : { fontStyle: italic ? ('italic' as const) : ('normal' as const) }),
    ...(fontLine === undefined ? {} : { fontLine }),
  };
}

const keyOf = <T extends string>(names: Readonly<Partial<Record<T, string>>>, name: string): T | undefined =>
  (Object.keys(names) as T[]).find((key) => names[key] === name);

function looksOf(format: CellFormat): Partial<Looks> {
  const { backgroundColorStyle, horizontalAlignment, verticalAlignment, wrapStrategy } = format;
  const { textDirection, textFormat, textRotation } = format;
  if (wrapStrategy === 'LEGACY_WRAP') throw notEmulated('the wrap strategy LEGACY_WRAP');
  if (textRotation?.vertical === true) throw notEmulated('vertical text');
  const horizontal = keyOf(horizontals, horizontalAlignment ?? '');
  const wrap = keyOf(wraps, wrapStrategy ?? '');
  const vertical = verticalAlignment?.toLowerCase();
  return {
    ...(backgroundColorStyle ? { background: colourOf(backgroundColorStyle) } : {}),
    ...(horizontal === undefined ? {} : { horizontal }),
    ...(vertical === 'top' || vertical === 'middle' || vertical === 'bottom' ? { vertical } : {}),
    ...(wrap === undefined ? {} : { wrap }),
    ...(textDirection === 'LEFT_TO_RIGHT' || textDirection === 'RIGHT_TO_LEFT' ? { textDirection } : {}),
    ...(textFormat ? textLooksOf(textFormat) : {}),
    ...(textRotation?.angle == null ? {} : { rotation: textRotation.angle }),
  };
}

const unformatted: Format = { looks: {}, borders: {}, numberFormat: null };

/** @throws ApiError for what cells cannot look like here */
export function formatOf(format: CellFormat | undefined): Format {
  if (!format) return unformatted;
  const { borders = {}, numberFormat } = format;
  return {
    looks: looksOf(format),
    borders: Object.fromEntries(
      sides.flatMap((side) => {
        const border = borders[side] ? borderOf(borders[side]) : null;
        return border ? [[side, border] as const] : [];
      }),
    ),
    numberFormat: numberFormat ? patternOf(numberFormat) : null,
  };
}
