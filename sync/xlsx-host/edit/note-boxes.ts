/**
 * The boxes of a worksheet's notes (its VML drawing): ours put in and taken out, everything else kept byte for byte.
 * VML is not always well-formed XML, so it is searched as text; only ASCII is put in, whatever its encoding.
 */
import { HostError } from '../../../core/index.js';
import {
  noteShape,
  noteShapeType,
  shapeIdBlock,
  vmlNamespaces,
  type GridPixels,
  type PlacedNote,
} from '../paint/note-xml.js';

interface Shape {
  readonly start: number;
  readonly end: number;
  /** 0-based, of a note's cell; -1 for other shapes. */
  readonly row: number;
  readonly column: number;
}

/** Anything that VML draws, whatever its prefix. */
const anyShape = /<(?:\w{1,20}:)?(?:shape|group|rect|roundrect|oval|line|polyline|image|arc|curve)[\s/>]/;

const shapeEnd = '</v:shape>';

function between(text: string, before: string, after: string): string | null {
  const from = text.indexOf(before);
  const to = from < 0 ? -1 : text.indexOf(after, from + before.length);
  return to < 0 ? null : text.slice(from + before.length, to);
}

function shapesIn(vml: string): Shape[] {
  const shapes: Shape[] = [];
  for (let start = vml.indexOf('<v:shape '); start >= 0; start = vml.indexOf('<v:shape ', start + 1)) {
    const close = vml.indexOf(shapeEnd, start);
    if (close < 0) break;
    const end = close + shapeEnd.length;
    const text = vml.slice(start, end);
    const isNote = text.includes('ObjectType="Note"') || text.includes("ObjectType='Note'");
    const line = (name: string) => Number(between(text, `<x:${name}>`, `</x:${name}>`) ?? -1);
    shapes.push({ start, end, row: isNote ? line('Row') : -1, column: isNote ? line('Column') : -1 });
  }
  return shapes;
}

/** A drawing without shapes. @param block the first number of a block of shape ids that is free in the workbook */
export function emptyBoxes(block: number, notes: number): string {
  const blocks = Array.from({ length: Math.ceil((notes + 1) / shapeIdBlock) }, (_, index) => block + index);
  return (
    `<xml ${vmlNamespaces}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="${blocks.join(',')}"/></o:shapelayout>` +
    '</xml>'
  );
}

/** The numbers of the blocks of shape ids that a drawing takes. */
export function idBlocks(vml: string): number[] {
  const listed = between(between(vml, '<o:idmap', '>') ?? '', 'data="', '"');
  return (listed ?? '')
    .split(',')
    .map(Number)
    .filter((block) => Number.isSafeInteger(block) && block > 0);
}

/**
 * Takes the boxes of cells out of a drawing.
 *
 * @param isCleared told 0-based row and column
 * @returns the new text, and whether nothing is left to be drawn
 */
export function clearBoxes(
  vml: string,
  isCleared: (row: number, column: number) => boolean,
): { vml: string; isEmpty: boolean } {
  const shapes = shapesIn(vml);
  const gone = shapes.filter(({ row, column }) => row >= 0 && column >= 0 && isCleared(row, column));
  if (gone.length === 0) return { vml, isEmpty: false };
  let text = '';
  let at = 0;
  for (const { start, end } of gone) {
    text += vml.slice(at, start);
    at = end;
  }
  text += vml.slice(at);
  // The type of notes' shapes came with the first of ours; a drawing that had notes wrote its own.
  if (!text.includes('#_x0000_t202')) text = text.replace(noteShapeType, '');
  return { vml: text, isEmpty: !anyShape.test(text) };
}

/** Puts boxes for notes into a drawing, in front of what is there. @throws HostError `not-a-workbook` */
export function addBoxes(vml: string, notes: readonly PlacedNote[], grid: GridPixels): string {
  const end = vml.lastIndexOf('</xml>');
  if (end < 0) throw new HostError('not-a-workbook', 'The drawing of a worksheet’s notes is damaged.');
  const used = [...vml.matchAll(/_x0000_s(\d{1,9})\b/g)].map(([, id]) => Number(id));
  const [firstBlock = 1] = idBlocks(vml);
  const base = used.reduce((highest, id) => Math.max(highest, id), firstBlock * shapeIdBlock);
  const order = shapesIn(vml).length;
  const shapes = notes.map((note, index) => noteShape(note, base + index + 1, order + index + 1, grid));
  const type = vml.includes('id="_x0000_t202"') ? '' : noteShapeType;
  return vml.slice(0, end) + type + shapes.join('') + vml.slice(end);
}
