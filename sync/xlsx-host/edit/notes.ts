/** Our notes on the cells of a worksheet: put in and taken out again, with the parts that they need. */
import { HostError, parseRange, pixelsPerPoint } from '../../../core/index.js';
import { addBoxes, clearBoxes, emptyBoxes, idBlocks } from './note-boxes.js';
import { addNotes, clearNotes, emptyNotes, threadedCells } from './note-texts.js';
import {
  defaultColumnPixels,
  defaultRowPixels,
  type GridPixels,
  type PlacedNote,
} from '../paint/note-xml.js';
import {
  addPart,
  addRelationship,
  freeName,
  hasPart,
  parsePart,
  partBytes,
  partText,
  relationshipsOf,
  removePart,
  removeRelationships,
  writePart,
  xmlDeclaration,
  type PackageDraft,
} from '../package/draft.js';
import { relationshipAttribute, relationshipTypes, type WorkbookPart } from '../package/workbook-part.js';
import { placeInWorksheet, scanWorksheet } from './worksheet-scan.js';
import {
  applyEdits,
  attribute,
  child,
  children,
  prefixOf,
  relationshipId,
  type XmlElement,
} from '../package/xml-edit.js';

const commentsType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml';
const vmlType = 'application/vnd.openxmlformats-officedocument.vmlDrawing';

function placed(cell: string, text: string): PlacedNote {
  const range = parseRange(cell);
  if (!range) throw new Error(`${cell} is not a cell.`);
  return { row: range.top - 1, column: range.left - 1, text };
}

/** The VML as text of which each character is one byte. @throws HostError `not-a-workbook` for UTF-16 */
function vmlText(draft: PackageDraft, part: string): string {
  const text = Buffer.from(partBytes(draft, part)).toString('latin1');
  if (text.includes('\0')) throw new HostError('not-a-workbook', `The part ${part} is not valid VML.`);
  return text;
}

function writeVml(draft: PackageDraft, part: string, vml: string): void {
  addPart(draft, part, Buffer.from(vml, 'latin1'), vmlType);
}

/** The part that holds the texts of the worksheet's notes. */
function commentsPartOf(draft: PackageDraft, sheet: string): string | null {
  const part = relationshipsOf(draft, sheet).find(({ kind }) => kind === 'comments')?.part ?? null;
  return part !== null && hasPart(draft, part) ? part : null;
}

/** The element that names the worksheet's VML drawing, and the part that it names. */
function drawingOf(
  draft: PackageDraft,
  sheet: string,
  root: XmlElement,
): { element: XmlElement; id: string; part: string } | null {
  const element = child(root, 'legacyDrawing');
  const id = element && relationshipId(element);
  const part = relationshipsOf(draft, sheet).find((relationship) => relationship.id === id)?.part;
  return element && id !== undefined && part && hasPart(draft, part) ? { element, id, part } : null;
}

/** The cells with conversations, by what the conversations' own part says; older programs see notes there. */
function conversations(draft: PackageDraft, sheet: string): Set<string> {
  return new Set(
    relationshipsOf(draft, sheet)
      .filter(({ kind, part }) => kind === 'threadedComment' && part !== null && hasPart(draft, part))
      .flatMap(({ part }) => children(parsePart(part!, partText(draft, part!)), 'threadedComment'))
      .map((comment) => (attribute(comment, 'ref') ?? '').replaceAll('$', '').toUpperCase()),
  );
}

/** Sizes of columns and rows as the worksheet states them, as far as the notes reach. */
function measure(part: string, text: string, lowest: number): GridPixels {
  const rows = new Map<number, number>();
  const root = scanWorksheet(part, text, ({ row, element }) => {
    const height = Number(attribute(element, 'ht') ?? NaN);
    const hidden = /^(?:1|true)$/.test(attribute(element, 'hidden') ?? '');
    if (row > lowest + 500) return;
    if (hidden) rows.set(row - 1, 0);
    else if (height >= 0) rows.set(row - 1, Math.round(height * pixelsPerPoint));
  });
  const format = child(root, 'sheetFormatPr');
  const width = Number((format && attribute(format, 'defaultColWidth')) ?? NaN);
  const height = Number((format && attribute(format, 'defaultRowHeight')) ?? NaN);
  const columnDefault = width > 0 ? Math.round(width * 7) : defaultColumnPixels;
  const rowDefault = height > 0 ? Math.round(height * pixelsPerPoint) : defaultRowPixels;
  const list = child(root, 'cols');
  const columns = (list ? children(list, 'col') : []).map((column) => {
    const hidden = /^(?:1|true)$/.test(attribute(column, 'hidden') ?? '');
    const characters = Number(attribute(column, 'width') ?? NaN);
    return {
      min: Number(attribute(column, 'min')),
      max: Number(attribute(column, 'max')),
      pixels: hidden ? 0 : characters >= 0 ? Math.round(characters * 7) : columnDefault,
    };
  });
  return {
    column: (index) =>
      columns.find(({ min, max }) => min <= index + 1 && index + 1 <= max)?.pixels ?? columnDefault,
    row: (index) => rows.get(index) ?? rowDefault,
  };
}

/** Takes our part out of a worksheet's notes, and out of the package what is left empty by that. */
function clear(draft: PackageDraft, sheet: string, author: string): void {
  const comments = commentsPartOf(draft, sheet);
  if (comments === null) return;
  const { text, cleared, left } = clearNotes(comments, partText(draft, comments), author);
  writePart(draft, comments, text);
  if (cleared.size === 0) return;
  if (left === 0) {
    removeRelationships(draft, sheet, ({ part }) => part?.toLowerCase() === comments.toLowerCase());
    removePart(draft, comments);
  }
  const sheetText = partText(draft, sheet);
  const drawing = drawingOf(draft, sheet, parseOuter(sheet, sheetText));
  if (!drawing) return;
  const cells = new Set(
    [...cleared].map((cell) => {
      const { row, column } = placed(cell, '');
      return `${row} ${column}`;
    }),
  );
  const boxes = clearBoxes(vmlText(draft, drawing.part), (row, column) => cells.has(`${row} ${column}`));
  if (!boxes.isEmpty) {
    writeVml(draft, drawing.part, boxes.vml);
    return;
  }
  const { start, end } = drawing.element;
  writePart(draft, sheet, applyEdits(sheetText, [{ start, end, text: '' }]));
  removeRelationships(draft, sheet, ({ id }) => id === drawing.id);
  removePart(draft, drawing.part);
}

/** A worksheet without its rows. */
function parseOuter(sheet: string, text: string): XmlElement {
  return scanWorksheet(sheet, text, () => undefined);
}

/** The first block of shape ids that no drawing of the workbook takes. */
function freeBlock(draft: PackageDraft): number {
  const taken = [...draft.parts.values()]
    .filter(({ name, removed }) => !removed && name.toLowerCase().endsWith('.vml'))
    .flatMap(({ name }) => idBlocks(vmlText(draft, name)));
  return taken.reduce((highest, block) => Math.max(highest, block), 0) + 1;
}

/** The worksheet's drawing, made and named in the worksheet if it has none. */
function requireDrawing(draft: PackageDraft, workbook: WorkbookPart, sheet: string, notes: number): string {
  const text = partText(draft, sheet);
  const root = parseOuter(sheet, text);
  const known = drawingOf(draft, sheet, root);
  if (known) return known.part;
  const part = freeName(draft, 'xl/drawings/vmlDrawing', '.vml');
  writeVml(draft, part, emptyBoxes(freeBlock(draft), notes));
  const id = addRelationship(draft, sheet, `${relationshipTypes(workbook)}/vmlDrawing`, part);
  // An element that names a drawing which is not there gives way to ours.
  const broken = child(root, 'legacyDrawing');
  const start = broken?.start ?? placeInWorksheet(root, 'legacyDrawing');
  const element = `<${prefixOf(root)}legacyDrawing ${relationshipAttribute(root, id, workbook)}/>`;
  writePart(draft, sheet, applyEdits(text, [{ start, end: broken?.end ?? start, text: element }]));
  return part;
}

/**
 * Makes these our notes on a worksheet: what earlier ones said is taken out first. A cell that has a note keeps it, and
 * the text is put below it. A cell with a conversation is left alone.
 *
 * @param sheet name of the worksheet's part
 * @param author of notes on cells that had none
 * @param notes texts by cell address (`B5`)
 * @returns the cells with conversations, which have no note now
 */
export function setNotes(
  draft: PackageDraft,
  workbook: WorkbookPart,
  sheet: string,
  author: string,
  notes: ReadonlyMap<string, string>,
): ReadonlySet<string> {
  clear(draft, sheet, author);
  if (notes.size === 0) return new Set();
  const known = commentsPartOf(draft, sheet);
  const talks = conversations(draft, sheet);
  const before =
    known === null ? `${xmlDeclaration}${emptyNotes(workbook.root.uri)}` : partText(draft, known);
  for (const cell of threadedCells(known ?? sheet, before)) talks.add(cell);
  const wanted = new Map([...notes].filter(([cell]) => !talks.has(cell)));
  const refused = new Set([...notes.keys()].filter((cell) => talks.has(cell)));
  if (wanted.size === 0) return refused;
  const part = known ?? freeName(draft, 'xl/comments', '.xml');
  const { text, added } = addNotes(part, before, author, wanted);
  if (known === null) {
    addPart(draft, part, text, commentsType);
    addRelationship(draft, sheet, `${relationshipTypes(workbook)}/comments`, part);
  } else writePart(draft, part, text);
  if (added.length === 0) return refused;
  const drawing = requireDrawing(draft, workbook, sheet, added.length);
  const boxes = added.map((cell) => placed(cell, wanted.get(cell)!));
  const lowest = boxes.reduce((row, box) => Math.max(row, box.row), 0);
  const grid = measure(sheet, partText(draft, sheet), lowest);
  writeVml(draft, drawing, addBoxes(vmlText(draft, drawing), boxes, grid));
  return refused;
}
