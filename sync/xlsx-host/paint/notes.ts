/** The notes of a worksheet as the two parts that Excel wants, each box large enough for its text. */
import type { Worksheet } from '../../../core/index.js';
import {
  noteRun,
  noteShape,
  noteShapeType,
  shapeIdBlock,
  vmlNamespaces,
  type PlacedNote,
} from './note-xml.js';
import { gridOf } from './geometry.js';
import { addressAt, xmlText } from './text.js';

/** Who the notes are from, in the file and in a program's list of notes. */
export const noteAuthor = 'NISP Matrix';

/** Notes of a worksheet from top to bottom. */
export function notesOf(worksheet: Worksheet): PlacedNote[] {
  return worksheet.rows.flatMap((row, rowIndex) =>
    row.cells.flatMap((cell, column) =>
      cell.note === undefined ? [] : [{ row: rowIndex, column, text: cell.note }],
    ),
  );
}

/** More blocks of ids than the notes of one worksheet ever need: no two worksheets share a block. */
const blocksPerWorksheet = 64;

/** The boxes in which the notes are shown. */
export function notesDrawing(worksheet: Worksheet, worksheetIndex: number): string {
  const notes = notesOf(worksheet);
  const firstBlock = worksheetIndex * blocksPerWorksheet + 1;
  const blocks = Array.from(
    { length: Math.ceil((notes.length + 1) / shapeIdBlock) },
    (_, index) => firstBlock + index,
  );
  const grid = gridOf(worksheet);
  const shapes = notes.map((note, index) =>
    noteShape(note, firstBlock * shapeIdBlock + index + 1, index + 1, grid),
  );
  return (
    `<xml ${vmlNamespaces}>` +
    `<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="${blocks.join(',')}"/></o:shapelayout>` +
    `${noteShapeType}${shapes.join('')}</xml>`
  );
}

/** The texts of the notes. */
export function notesPart(worksheet: Worksheet): string {
  const comments = notesOf(worksheet).map(
    ({ row, column, text }) =>
      `<comment ref="${addressAt(row, column)}" authorId="0"><text>${noteRun(xmlText(text))}</text></comment>`,
  );
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    '<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
    `<authors><author>${noteAuthor}</author></authors><commentList>${comments.join('')}</commentList></comments>`
  );
}
