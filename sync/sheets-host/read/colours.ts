/** Colours as the API tells them: the share of each light, or a part of the spreadsheet's theme. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import type { Colour } from '../../../core/index.js';

/** What the words for colours of a theme stand for in one spreadsheet. */
export type Theme = ReadonlyMap<string, sheets_v4.Schema$Color>;

export const themeOf = ({ properties }: sheets_v4.Schema$Spreadsheet): Theme =>
  new Map(
    (properties?.spreadsheetTheme?.themeColors ?? []).flatMap(({ colorType, color }) =>
      colorType && color?.rgbColor ? [[colorType, color.rgbColor] as const] : [],
    ),
  );

const hex = (share: number | null | undefined) =>
  Math.round((share ?? 0) * 255)
    .toString(16)
    .padStart(2, '0')
    .toUpperCase();

/** `#RRGGBB`; null where no colour is told. */
export function colourOf(style: sheets_v4.Schema$ColorStyle | undefined, theme: Theme): Colour | null {
  const rgb = style?.rgbColor ?? theme.get(style?.themeColor ?? '');
  return rgb ? `#${hex(rgb.red)}${hex(rgb.green)}${hex(rgb.blue)}` : null;
}

/** A colour as it is written. Four digits tell all 256 shades apart. */
export function colourStyle(colour: Colour): sheets_v4.Schema$ColorStyle {
  const share = (from: number) => Number((parseInt(colour.slice(from, from + 2), 16) / 255).toFixed(4));
  return { rgbColor: { red: share(1), green: share(3), blue: share(5) } };
}
