/** The texts of a worksheet's notes (its comments part): ours put in and taken out, everybody else's kept as they are. */
import { parsePart } from '../package/draft.js';
import { escapeCellText } from './cell-xml.js';
import { noteRun } from '../paint/note-xml.js';
import {
  appendInside,
  applyEdits,
  attribute,
  child,
  children,
  escapeAttribute,
  escapeText,
  prefixOf,
  textOf,
  type Edit,
  type XmlElement,
} from '../package/xml-edit.js';

/**
 * Begins and ends what we say in a note. Whatever stands outside is a person's, also below ours. Our part is known by
 * these and not by the note's author: LibreOffice saves notes without authors.
 */
const divider = { begin: '──── NISP Matrix ────', end: '─────────────────────' };

/** Programs that know conversations write this in the place of an author's name, and a copy of the text below. */
const threadPrefix = 'tc=';

interface NoteList {
  readonly root: XmlElement;
  readonly authors: readonly XmlElement[];
  readonly list: XmlElement | undefined;
  readonly comments: readonly XmlElement[];
}

function readNotes(part: string, text: string): NoteList {
  const root = parsePart(part, text);
  const authors = child(root, 'authors');
  const list = child(root, 'commentList');
  return {
    root,
    authors: authors ? children(authors, 'author') : [],
    list,
    comments: list ? children(list, 'comment') : [],
  };
}

function authorOf(comment: XmlElement, authors: readonly XmlElement[]): string {
  const author = authors[Number(attribute(comment, 'authorId') ?? -1)];
  return author ? textOf(author) : '';
}

function refOf(comment: XmlElement): string {
  return (attribute(comment, 'ref') ?? '').replaceAll('$', '').toUpperCase();
}

function remove({ start, end }: XmlElement): Edit {
  return { start, end, text: '' };
}

/** What we put around or before something of a person's is told apart by a blank at the end of its tag. */
function isMarked(text: string, element: XmlElement): boolean {
  return text.slice(element.openEnd - 2, element.openEnd) === ' >';
}

/** The edits that take our part out of a note; null if the note says nothing else; none if it has no part of ours. */
function restored(source: string, comment: XmlElement): Edit[] | null {
  const body = child(comment, 'text');
  if (!body) return [];
  const pieces = children(body).flatMap((owner) =>
    owner.local === 't'
      ? [{ owner, t: owner }]
      : children(owner, 't').map((t) => ({ owner: owner.local === 'r' ? owner : t, t })),
  );
  const whole = pieces.map(({ t }) => textOf(t)).join('');
  const found = whole.indexOf(divider.begin);
  if (found < 0) return [];
  const start = whole[found - 1] === '\n' ? found - 1 : found;
  const close = whole.indexOf(divider.end, found + divider.begin.length);
  const end = close < 0 ? whole.length : close + divider.end.length;
  if (!isMarked(source, comment) && (whole.slice(0, start) + whole.slice(end)).trim() === '') return null;
  const edits: Edit[] = [];
  if (isMarked(source, comment)) {
    edits.push({ start: comment.openEnd - 2, end: comment.openEnd - 1, text: '' });
  }
  let at = 0;
  for (const { owner, t } of pieces) {
    const text = textOf(t);
    const [from, to] = [Math.max(start - at, 0), Math.min(end - at, text.length)];
    at += text.length;
    if (from >= to) {
      if (owner !== t && isMarked(source, owner)) {
        edits.push({ start: owner.start, end: owner.openEnd, text: '' });
        edits.push({ start: owner.closeStart, end: owner.end, text: '' });
      }
      continue;
    }
    const kept = text.slice(0, from) + text.slice(to);
    const shortened = `<${t.name} xml:space="preserve">${escapeText(kept)}</${t.name}>`;
    edits.push(kept === '' ? remove(owner) : { start: t.start, end: t.end, text: shortened });
  }
  return edits;
}

/**
 * Takes our part out of every note of a comments part; a note that says nothing else goes.
 *
 * @returns the new text, the cells whose notes are gone, and how many notes are left
 */
export function clearNotes(
  part: string,
  text: string,
  author: string,
): { text: string; cleared: ReadonlySet<string>; left: number } {
  const { authors, comments } = readNotes(part, text);
  const cleared = new Set<string>();
  const edits: Edit[] = [];
  const kept: XmlElement[] = [];
  for (const comment of comments) {
    const changes = restored(text, comment);
    if (changes) {
      kept.push(comment);
      edits.push(...changes);
    } else {
      cleared.add(refOf(comment));
      edits.push(remove(comment));
    }
  }
  // Notes name their author by number: only the last one can go without renumbering the others.
  const last = authors.at(-1);
  const isUsed = kept.some((comment) => Number(attribute(comment, 'authorId')) === authors.length - 1);
  if (last && textOf(last) === author && !isUsed) edits.push(remove(last));
  return { text: applyEdits(text, edits), cleared, left: kept.length };
}

/** The cells on which people hold a conversation; a note cannot be added to one. */
export function threadedCells(part: string, text: string): Set<string> {
  const { authors, comments } = readNotes(part, text);
  return new Set(
    comments.filter((comment) => authorOf(comment, authors).startsWith(threadPrefix)).map(refOf),
  );
}

/** Our part of a note. @param lead what parts it from the text above it */
function ourRun(note: string, prefix: string, lead = ''): string {
  return noteRun(escapeCellText(`${lead}${divider.begin}\n${note}\n${divider.end}`), prefix);
}

/** The edits that put our part below a person's own text. */
function appended(source: string, comment: XmlElement, note: string): Edit[] {
  const body = child(comment, 'text');
  const prefix = prefixOf(body ?? comment);
  const texts = body ? children(body).filter(({ local }) => local === 't' || local === 'r') : [];
  const last = texts.at(-1);
  if (!last) {
    // The blank says that the person's note was there, and empty.
    const run = ourRun(note, prefix);
    return [
      { start: comment.openEnd - 1, end: comment.openEnd - 1, text: ' ' },
      body
        ? appendInside(source, body, run)
        : appendInside(source, comment, `<${prefix}text>${run}</${prefix}text>`),
    ];
  }
  const wrapping = texts
    .filter(({ local }) => local === 't')
    .flatMap(({ start, end }): Edit[] => [
      { start, end: start, text: `<${prefix}r >` },
      { start: end, end, text: `</${prefix}r>` },
    ]);
  return [...wrapping, { start: last.end, end: last.end, text: ourRun(note, prefix, '\n') }];
}

/**
 * Puts notes into a comments part: below the text of a note that the cell has, or as new ones of the author.
 *
 * @param notes texts by cell address
 * @returns the new text, and the cells that had no note before
 */
export function addNotes(
  part: string,
  text: string,
  author: string,
  notes: ReadonlyMap<string, string>,
): { text: string; added: readonly string[] } {
  const { root, authors, list, comments } = readNotes(part, text);
  const edits: Edit[] = [];
  const present = new Map(comments.map((comment) => [refOf(comment), comment]));
  const added: string[] = [];
  const prefix = prefixOf(root);
  let written = '';
  for (const [cell, note] of notes) {
    const comment = present.get(cell);
    if (comment) edits.push(...appended(text, comment, note));
    else {
      added.push(cell);
      written +=
        `<${prefix}comment ref="${cell}" authorId="${authors.length}"><${prefix}text>` +
        `${ourRun(note, prefix)}</${prefix}text></${prefix}comment>`;
    }
  }
  if (written !== '') {
    const names = child(root, 'authors');
    const name = `<${prefix}author>${escapeText(author)}</${prefix}author>`;
    if (names) edits.push(appendInside(text, names, name));
    else {
      const whole = `<${prefix}authors>${name}</${prefix}authors>`;
      edits.push({ start: root.openEnd, end: root.openEnd, text: whole });
    }
    if (list) edits.push(appendInside(text, list, written));
    else edits.push(appendInside(text, root, `<${prefix}commentList>${written}</${prefix}commentList>`));
  }
  return { text: applyEdits(text, edits), added };
}

/** A comments part without notes. @param namespace that of the workbook part */
export function emptyNotes(namespace: string): string {
  return `<comments xmlns="${escapeAttribute(namespace)}"><authors></authors><commentList></commentList></comments>`;
}
