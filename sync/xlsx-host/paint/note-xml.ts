/** How a note is written: the run that holds its text, and its box (VML), large enough for the text. */
import { lastColumn, lastRow, pixelsPerPoint } from '../../../core/index.js';

/** A note's cell, 0-based as VML counts, and its text. */
export interface PlacedNote {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/** Sizes of the worksheet's columns and rows in pixels at 96 dpi, by 0-based index; hidden ones are 0. */
export interface GridPixels {
  column(index: number): number;
  row(index: number): number;
}

export const defaultColumnPixels = 64;
export const defaultRowPixels = 20;

/** Tahoma 9, in pixels: an average letter, and a line. */
const letterWidth = 6;
const lineHeight = 15;
const padding = 14;
const narrow = 300;
const wide = 460;
const longText = 600;
const tallest = 900;

/** A run of a note. @param text escaped for a cell @param prefix of the comments part, with its colon */
export function noteRun(text: string, prefix = ''): string {
  const p = prefix;
  return (
    `<${p}r><${p}rPr><${p}sz val="9"/><${p}color indexed="81"/><${p}rFont val="Tahoma"/><${p}family val="2"/></${p}rPr>` +
    `<${p}t xml:space="preserve">${text}</${p}t></${p}r>`
  );
}

function noteSize(text: string): { width: number; height: number } {
  const width = text.length > longText ? wide : narrow;
  const perLine = Math.floor((width - padding) / letterWidth);
  // A word that does not fit moves down whole, so lines are filled to about nine tenths.
  const lines = text
    .split(/\r\n|\r|\n/)
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / (perLine * 0.9))), 0);
  return { width, height: Math.min(tallest, lines * lineHeight + padding) };
}

/** A box ends at the latest so many rows or columns away: there may be any number of hidden ones. */
const mostLines = 500;

/** Where a distance from the start of line `from` ends: the 0-based row or column and the pixels into it. */
function locate(
  sizeOf: (index: number) => number,
  from: number,
  distance: number,
  last: number,
): [index: number, offset: number] {
  const end = Math.min(last, from + mostLines);
  let index = Math.min(from, end);
  let left = distance;
  while (index < end && left >= sizeOf(index)) left -= sizeOf(index++);
  return [index, index < end ? Math.round(left) : 0];
}

/** The type that all notes' shapes refer to. */
export const noteShapeType =
  '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">' +
  '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>';

export const vmlNamespaces =
  'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"' +
  ' xmlns:x="urn:schemas-microsoft-com:office:excel"';

/** Shapes take their ids from blocks of 1,024; the blocks of a drawing stand in its head. */
export const shapeIdBlock = 1024;

/**
 * The hidden box of one note.
 * @param id number of the shape, unique in the workbook
 * @param order place among the worksheet's shapes, the highest in front
 */
export function noteShape(note: PlacedNote, id: number, order: number, grid: GridPixels): string {
  const { width, height } = noteSize(note.text);
  const across = (distance: number) =>
    locate((index) => grid.column(index), note.column + 1, distance, lastColumn - 1);
  const top = Math.max(0, note.row - 1);
  const [left, leftOffset] = across(15);
  const [right, rightOffset] = across(15 + width);
  const [bottom, bottomOffset] = locate((index) => grid.row(index), top, 4 + height, lastRow - 1);
  const size = `width:${width / pixelsPerPoint}pt;height:${height / pixelsPerPoint}pt`;
  return (
    `<v:shape id="_x0000_s${id}" type="#_x0000_t202" style="position:absolute;${size};z-index:${order};visibility:hidden"` +
    ' fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>' +
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"/></v:textbox>' +
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/>' +
    `<x:Anchor>${[left, leftOffset, top, 4, right, rightOffset, bottom, bottomOffset].join(', ')}</x:Anchor>` +
    `<x:AutoFill>False</x:AutoFill><x:Row>${note.row}</x:Row><x:Column>${note.column}</x:Column></x:ClientData></v:shape>`
  );
}
