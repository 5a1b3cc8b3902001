/** The notes of a worksheet as the two parts that Excel wants, each box large enough for its text. */
import type { Worksheet } from '../../core/index.js';
import { addressAt, xmlText } from './paint-text.js';

/** Who the notes are from, in the file and in a program's list of notes. */
export const noteAuthor = 'NISP Matrix';

interface Note {
  /** 0-based. */
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/** Notes of a worksheet from top to bottom. */
export function notesOf(worksheet: Worksheet): Note[] {
  return worksheet.rows.flatMap((row, rowIndex) =>
    row.cells.flatMap((cell, column) =>
      cell.note === undefined ? [] : [{ row: rowIndex, column, text: cell.note }],
    ),
  );
}

/** Pixels at 96 dpi, the unit in which a note's anchor counts. */
const pixelsPerPoint = 96 / 72;
/** Tahoma 9, in pixels: an average letter, and a line. */
const letterWidth = 6;
const lineHeight = 15;
const padding = 14;
const narrow = 300;
const wide = 460;
const longText = 600;
const tallest = 900;

function noteSize(text: string): { width: number; height: number } {
  const width = text.length > longText ? wide : narrow;
  const perLine = Math.floor((width - padding) / letterWidth);
  // A word that does not fit moves down whole, so lines are filled to about nine tenths.
  const lines = text
    .split(/\r\n|\r|\n/)
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / (perLine * 0.9))), 0);
  return { width, height: Math.min(tallest, lines * lineHeight + padding) };
}

/** Where a distance from the start of line `from` ends: the 0-based row or column and the pixels into it. */
function locate(
  sizeOf: (index: number) => number,
  from: number,
  distance: number,
): [index: number, offset: number] {
  let index = from;
  let left = distance;
  while (left >= sizeOf(index)) left -= sizeOf(index++);
  return [index, Math.round(left)];
}

const defaultColumnPixels = 64;
const defaultRowPixels = 20;

function shape(worksheet: Worksheet, note: Note, id: number, order: number): string {
  const columnPixels = (index: number) => {
    const column = worksheet.columns[index];
    return column ? (column.hidden ? 0 : Math.round(column.width * 7 + 5)) : defaultColumnPixels;
  };
  const rowPixels = (index: number) => {
    const row = worksheet.rows[index];
    return row ? (row.hidden ? 0 : Math.round(row.height * pixelsPerPoint)) : defaultRowPixels;
  };
  const { width, height } = noteSize(note.text);
  const [left, leftOffset] = locate(columnPixels, note.column + 1, 15);
  const [right, rightOffset] = locate(columnPixels, note.column + 1, 15 + width);
  const top = Math.max(0, note.row - 1);
  const [bottom, bottomOffset] = locate(rowPixels, top, 4 + height);
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

/** Shapes take their ids from blocks of 1,024, and no two worksheets share a block. */
const idBlock = 1024;
/** More blocks than the notes of one worksheet ever need. */
const blocksPerWorksheet = 64;

/** The boxes in which the notes are shown. */
export function notesDrawing(worksheet: Worksheet, worksheetIndex: number): string {
  const notes = notesOf(worksheet);
  const firstBlock = worksheetIndex * blocksPerWorksheet + 1;
  const blocks = Array.from(
    { length: Math.ceil((notes.length + 1) / idBlock) },
    (_, index) => firstBlock + index,
  );
  const shapes = notes.map((note, index) =>
    shape(worksheet, note, firstBlock * idBlock + index + 1, index + 1),
  );
  return (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"' +
    ' xmlns:x="urn:schemas-microsoft-com:office:excel">' +
    `<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="${blocks.join(',')}"/></o:shapelayout>` +
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">' +
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>' +
    `${shapes.join('')}</xml>`
  );
}

/** The texts of the notes. */
export function notesPart(worksheet: Worksheet): string {
  const font = '<rPr><sz val="9"/><color indexed="81"/><rFont val="Tahoma"/><family val="2"/></rPr>';
  const comments = notesOf(worksheet).map(
    ({ row, column, text }) =>
      `<comment ref="${addressAt(row, column)}" authorId="0"><text><r>${font}` +
      `<t xml:space="preserve">${xmlText(text)}</t></r></text></comment>`,
  );
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    '<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
    `<authors><author>${noteAuthor}</author></authors><commentList>${comments.join('')}</commentList></comments>`
  );
}
