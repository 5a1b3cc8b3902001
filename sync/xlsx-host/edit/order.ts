/** Puts the sheets of a workbook into another order. */
import { HostError } from '../../../core/index.js';
import { renumbered } from './graft.js';
import { closeDraft, openDraft, writePart } from '../package/draft.js';
import { findSheet, readWorkbookPart } from '../package/workbook-part.js';
import { applyEdits, type Edit } from '../package/xml-edit.js';

/**
 * Puts the sheets into this order; nothing but the workbook part changes, and nothing at all if they stand so already.
 *
 * @param names all sheets of the workbook, each once
 * @throws HostError `not-found` for a name that no sheet has, `not-a-workbook` for a damaged file
 */
export function orderSheets(bytes: Uint8Array, names: readonly string[]): Uint8Array {
  const draft = openDraft(bytes);
  const workbook = readWorkbookPart(draft);
  const { sheets, text } = workbook;
  const wanted = names.map((name) => {
    const sheet = findSheet(workbook, name);
    if (!sheet) throw new HostError('not-found', `The workbook has no worksheet named “${name}”.`);
    return sheet;
  });
  if (new Set(wanted).size !== sheets.length) throw new Error('An order names each sheet once.');
  if (wanted.every(({ index }, place) => index === place)) return bytes;
  const places = new Map(wanted.map(({ index }, place) => [index, place]));
  const moved = sheets.map(({ element }, place): Edit => {
    const { element: other } = wanted[place]!;
    return { start: element.start, end: element.end, text: text.slice(other.start, other.end) };
  });
  const edits = [...moved, ...renumbered(workbook, (index) => places.get(index)!)];
  writePart(draft, workbook.name, applyEdits(text, edits));
  return closeDraft(draft);
}
