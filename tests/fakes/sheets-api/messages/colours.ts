/** Colours as the API says them: parts from 0 to 1, those that are 0 left out. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { invalidArgument, notEmulated } from '../errors.js';

const part = (hex: string) => {
  const value = Number.parseInt(hex, 16);
  return value === 0 ? undefined : Number((value / 255).toPrecision(8));
};

/** @param colour `#rrggbb` */
export function colorOf(colour: string): sheets_v4.Schema$Color {
  const [red, green, blue] = [colour.slice(1, 3), colour.slice(3, 5), colour.slice(5, 7)].map(part);
  return {
    ...(red === undefined ? {} : { red }),
    ...(green === undefined ? {} : { green }),
    ...(blue === undefined ? {} : { blue }),
  };
}

const themeColours = {
  TEXT: '#000000',
  BACKGROUND: '#ffffff',
  ACCENT1: '#4285f4',
  ACCENT2: '#ea4335',
  ACCENT3: '#fbbc04',
  ACCENT4: '#34a853',
  ACCENT5: '#ff6d01',
  ACCENT6: '#46bdc6',
  LINK: '#1155cc',
};

/** @param colour `#rrggbb` */
export const colorStyleOf = (colour: string): sheets_v4.Schema$ColorStyle => ({ rgbColor: colorOf(colour) });

/** `#rrggbb` of a colour. @throws ApiError for parts below 0 or above 1, and for what is transparent or of the theme */
export function colourOf({ rgbColor, themeColor }: sheets_v4.Schema$ColorStyle): string {
  if (themeColor != null || !rgbColor) throw notEmulated('a colour of the theme');
  if ((rgbColor.alpha ?? 1) !== 1) throw notEmulated('a transparent colour');
  const parts = [rgbColor.red, rgbColor.green, rgbColor.blue].map((value) => value ?? 0);
  if (parts.some((value) => value < 0 || value > 1))
    throw invalidArgument('Color components must be between 0 and 1.');
  return `#${parts
    .map((value) =>
      Math.round(value * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

/** The theme of a new spreadsheet. */
export const standardTheme: sheets_v4.Schema$SpreadsheetTheme = {
  primaryFontFamily: 'Arial',
  themeColors: Object.entries(themeColours).map(([colorType, colour]) => ({
    colorType,
    color: colorStyleOf(colour),
  })),
};
