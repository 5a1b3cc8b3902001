/** Reads the table of shared strings, and the texts that stand in cells. */
import type { CellContent } from '../../../core/index.js';
import { parseXml, unescapeText } from '../package/xml.js';

/** Text as the content of a cell; one object for all cells that share it. Null: the empty text, a blank cell. */
export type SharedString = CellContent | null;

export function textContent(text: string): CellContent | null {
  return text === '' ? null : { kind: 'text', text: unescapeText(text) };
}

/** The shared strings in order. Rich text runs are joined; phonetic runs (how to pronounce it) are not part of the text. */
export function readSharedStrings(part: string, content: Uint8Array): readonly SharedString[] {
  const strings: SharedString[] = [];
  let text = '';
  let inText = false;
  let phonetic = 0;
  parseXml(part, content, {
    open(name) {
      if (name === 'si') text = '';
      else if (name === 't') inText = phonetic === 0;
      else if (name === 'rPh') phonetic += 1;
    },
    close(name) {
      if (name === 'si') strings.push(textContent(text));
      else if (name === 't') inText = false;
      else if (name === 'rPh') phonetic -= 1;
    },
    text(found) {
      if (inText) text += found;
    },
  });
  return strings;
}
