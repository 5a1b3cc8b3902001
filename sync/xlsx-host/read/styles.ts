/** Reads what styles say that the core asks about: which cells show dates or percentages, and which are filled. */
import type { NumberKind } from '../../../core/index.js';
import type { Package } from '../package/zip.js';
import { parseXml, type XmlAttributes } from '../package/xml.js';
import { kindOfNumberFormat } from './number-format.js';

/** By the index of the cell's style (`s`). */
export interface Styles {
  readonly kinds: readonly NumberKind[];
  /** Colour of a solid fill, `#RRGGBB`, or undefined. */
  readonly fills: readonly (string | undefined)[];
}

export const noStyles: Styles = { kinds: [], fills: [] };

/** The standard palette, in steps of six digits. Source: ECMA-376-1, 18.8.27. 0-7 repeat as 8-15. */
const standardPalette =
  '000000FFFFFFFF000000FF000000FFFFFF00FF00FF00FFFF000000FFFFFFFF000000FF000000FFFFFF00FF00FF00FFFF' +
  '800000008000000080808000800080008080C0C0C08080809999FF993366FFFFCCCCFFFF660066FF80800066CCCCCCFF' +
  '000080FF00FFFFFF0000FFFF8000808000000080800000FF00CCFFCCFFFFCCFFCCFFFF9999CCFFFF99CCCC99FFFFCC99' +
  '3366FF33CCCC99CC00FFCC00FF9900FF6600666699969696003366339966003300333300993300993366333399333333';

/** Positions of the theme's colours in the order that a style counts them. Source: ECMA-376-1, 18.8.3. */
const themeOrder: ReadonlyMap<string, number> = new Map(
  [
    'lt1',
    'dk1',
    'lt2',
    'dk2',
    'accent1',
    'accent2',
    'accent3',
    'accent4',
    'accent5',
    'accent6',
    'hlink',
    'folHlink',
  ].map((name, index) => [name, index]),
);

/** Six hex digits out of `RRGGBB` or `AARRGGBB`. The alpha means nothing in a fill. */
function hexDigits(text: string | undefined): string | undefined {
  if (text === undefined || (text.length !== 6 && text.length !== 8)) return undefined;
  const digits = text.slice(-6).toUpperCase();
  return /^[0-9A-F]{6}$/.test(digits) ? digits : undefined;
}

/** A colour made lighter (tint above 0) or darker, in HLS as Excel does it. */
export function tinted(hex: string, tint: number): string {
  const [r, g, b] = [0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255) as [
    number,
    number,
    number,
  ];
  const [max, min] = [Math.max(r, g, b), Math.min(r, g, b)];
  const chroma = max - min;
  const before = (max + min) / 2;
  const lightness = tint < 0 ? before * (1 + tint) : before * (1 - tint) + tint;
  const saturation = chroma === 0 ? 0 : chroma / (1 - Math.abs(2 * before - 1));
  const hue =
    chroma === 0
      ? 0
      : max === r
        ? ((g - b) / chroma + 6) % 6
        : max === g
          ? (b - r) / chroma + 2
          : (r - g) / chroma + 4;
  const spread = (1 - Math.abs(2 * lightness - 1)) * saturation;
  return [0, 8, 4]
    .map((shift) => {
      // The distance of the hue from this channel's own, in sixths of the circle.
      const k = (shift + hue * 2) % 12;
      const channel = lightness - (spread / 2) * Math.max(-1, Math.min(k - 3, 9 - k, 1));
      return Math.round(Math.min(1, Math.max(0, channel)) * 255)
        .toString(16)
        .padStart(2, '0');
    })
    .join('')
    .toUpperCase();
}

function readTheme(part: string, content: Uint8Array): string[] {
  const colours: string[] = [];
  let slot: number | undefined;
  let inScheme = false;
  parseXml(part, content, {
    open(name, attributes) {
      if (name === 'clrScheme') inScheme = true;
      else if (inScheme && slot === undefined) slot = themeOrder.get(name);
      else if (slot !== undefined && (name === 'srgbClr' || name === 'sysClr')) {
        const digits = hexDigits(name === 'srgbClr' ? attributes.val : attributes.lastClr);
        if (digits !== undefined) colours[slot] = digits;
      }
    },
    close(name) {
      if (name === 'clrScheme') inScheme = false;
      else if (themeOrder.get(name) === slot) slot = undefined;
    },
  });
  return colours;
}

/** Reads the styles part; the theme part is unpacked only if a fill names one of its colours. @throws Refusal */
export function readStyles(pack: Package, stylesPart: string, themePart: string | null): Styles {
  const content = pack.part(stylesPart);
  if (!content) return noStyles;
  const codes = new Map<number, string>();
  const foregrounds: (XmlAttributes | undefined)[] = [];
  const palette: (string | undefined)[] = [];
  const formats: { format: number; fill: number }[] = [];
  let section = '';
  let isSolid = false;
  parseXml(stylesPart, content, {
    open(name, attributes, depth) {
      if (depth === 2) section = name;
      else if (section === 'numFmts' && name === 'numFmt') {
        codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
      } else if (section === 'fills') {
        if (name === 'fill') foregrounds.push(undefined);
        else if (name === 'patternFill') isSolid = attributes.patternType === 'solid';
        else if (name === 'fgColor' && isSolid) foregrounds[foregrounds.length - 1] = attributes;
      } else if (section === 'cellXfs' && name === 'xf' && depth === 3) {
        formats.push({
          format: Number(attributes.numFmtId ?? 0),
          fill: Number(attributes.fillId ?? 0),
        });
      } else if (section === 'colors' && name === 'rgbColor') palette.push(hexDigits(attributes.rgb));
    },
  });

  let theme: string[] | undefined;
  const themeColour = (index: number) => {
    const bytes = theme || themePart === null ? null : pack.part(themePart);
    theme ??= bytes ? readTheme(themePart!, bytes) : [];
    return theme[index];
  };
  const colourOf = (colour: XmlAttributes | undefined): string | undefined => {
    if (!colour) return undefined;
    const indexed = Number(colour.indexed);
    const base =
      hexDigits(colour.rgb) ??
      (colour.theme === undefined
        ? (palette[indexed] ?? hexDigits(standardPalette.slice(indexed * 6, indexed * 6 + 6)))
        : themeColour(Number(colour.theme)));
    if (base === undefined) return undefined;
    const tint = Number(colour.tint ?? 0);
    return `#${tint !== 0 && Math.abs(tint) <= 1 ? tinted(base, tint) : base}`;
  };
  const colours = foregrounds.map(colourOf);
  return {
    kinds: formats.map(({ format }) => kindOfNumberFormat(format, codes)),
    fills: formats.map(({ fill }) => colours[fill]),
  };
}
