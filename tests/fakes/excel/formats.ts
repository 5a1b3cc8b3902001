/** What a cell can look like, and what it looks like when nobody said anything. */

export interface CellFormat {
  /** `#RRGGBB`; empty: no fill. */
  fill: string;
  fontName: string;
  fontSize: number;
  fontColour: string;
  bold: boolean;
  italic: boolean;
  strikethrough: boolean;
  underline: string;
  horizontal: string;
  vertical: string;
  wrap: boolean;
  indent: number;
  readingOrder: string;
  rotation: number;
  shrink: boolean;
  locked: boolean;
  formulaHidden: boolean;
  numberFormat: string;
}
export type FormatKey = keyof CellFormat;

export const standardFormat: Readonly<CellFormat> = {
  fill: '',
  fontName: 'Calibri',
  fontSize: 11,
  fontColour: '#000000',
  bold: false,
  italic: false,
  strikethrough: false,
  underline: 'None',
  horizontal: 'General',
  vertical: 'Bottom',
  wrap: false,
  indent: 0,
  readingOrder: 'Context',
  rotation: 0,
  shrink: false,
  locked: true,
  formulaHidden: false,
  numberFormat: 'General',
};
export const formatKeys = Object.keys(standardFormat) as FormatKey[];

export interface Border {
  readonly style: string;
  readonly weight: string;
  readonly colour: string;
}

export const noBorder: Border = { style: 'None', weight: 'Thin', colour: '#000000' };
