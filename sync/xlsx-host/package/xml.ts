/**
 * Reads one XML part: decodes it, parses it (plain XML quickly, all else with saxes), and refuses what no spreadsheet
 * program writes (a document type, an encoding other than UTF-8 and UTF-16, absurd depth). Nothing is ever fetched and no
 * entity is ever defined.
 */
import { isAscii, isUtf8 } from 'node:buffer';
import { SaxesParser } from 'saxes';
import { refuse, shorten } from './refusal.js';
import { scanXml, type XmlAttributes, type XmlEvents } from './xml-scan.js';

export type { XmlAttributes };

/**
 * What a reader wants to hear of. Names are local names; an element whose prefix is not the root element's own (an
 * extension, `x14:dataValidation`) has a colon before its name (`:dataValidation`), so that it is never taken for the
 * workbook's own element of that name. The root element is at depth 1.
 */
export interface XmlListener {
  readonly open: (name: string, attributes: XmlAttributes, depth: number) => void;
  readonly close?: (name: string, depth: number) => void;
  readonly text?: (text: string) => void;
}

const deepest = 200;

function declaredEncoding(bytes: Buffer): string | null {
  const start = bytes.toString('latin1', 0, 200);
  const end = start.startsWith('<?xml') ? start.indexOf('?>') : -1;
  const at = start.indexOf('encoding', 5);
  if (end < 0 || at < 0 || at > end) return null;
  const quote = start.slice(at, end).search(/["']/);
  if (quote < 0) return null;
  const from = at + quote + 1;
  return start.slice(from, start.indexOf(start[from - 1]!, from)).toLowerCase();
}

function decodeUtf16(part: string, bytes: Buffer, encoding: 'utf-16le' | 'utf-16be'): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    // A lone surrogate: a parser that pairs it with what follows would swallow a tag.
    return refuse('file/damaged', { part: shorten(part), reason: 'it is not valid UTF-16' });
  }
}

/** The text of a part. @throws Refusal `file/encoding` unless it is UTF-8 or UTF-16 and says so */
export function decodeXml(part: string, content: Uint8Array): string {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const [a, b, c, d] = bytes;
  const wrong = (encoding: string) => refuse('file/encoding', { part: shorten(part), encoding });
  if ((a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && (c === 0xfe || c === 0))) {
    return wrong('UTF-32');
  }
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return decodeUtf16(part, bytes, 'utf-16le');
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return decodeUtf16(part, bytes, 'utf-16be');
  const body = a === 0xef && b === 0xbb && c === 0xbf ? bytes.subarray(3) : bytes;
  const declared = declaredEncoding(body);
  if (declared !== null && declared !== 'utf-8' && declared !== 'utf8') return wrong(shorten(declared));
  // The quick way for most parts.
  if (isAscii(body)) return body.toString('latin1');
  if (!isUtf8(body)) return wrong('bytes that are not the UTF-8 it says it is');
  return body.toString('utf8');
}

type Parser = SaxesParser<{ xmlns: false; position: false }>;

/**
 * A parser that came to the end of its part, and is as new then. It is used again because the engine throws away what it
 * compiled for objects of a kind as soon as none of them is left: a new one for each part is slow again and again.
 */
let idle: Parser | null = null;

/** Has saxes tell what a part says. The first so many events are not told: somebody has heard them already. */
function parseWithSaxes(part: string, xml: string, { open, close, text }: XmlEvents, told: number): void {
  const parser: Parser = idle ?? new SaxesParser({ xmlns: false, position: false });
  idle = null;
  let left = told;
  const isNew = () => {
    if (left === 0) return true;
    left -= 1;
    return false;
  };
  parser.on('doctype', () => refuse('file/document-type', { part: shorten(part) }));
  parser.on('error', (error) =>
    refuse('file/damaged', { part: shorten(part), reason: shorten(error.message.replace(/\.$/, '')) }),
  );
  parser.on('opentag', ({ name, attributes }) => {
    if (isNew()) open(name, attributes);
  });
  parser.on('closetag', () => {
    if (isNew()) close();
  });
  const onText = (found: string) => {
    if (isNew()) text(found);
  };
  parser.on('text', onText);
  parser.on('cdata', onText);
  parser.write(xml).close();
  idle = parser;
}

/**
 * Parses a part and tells the listener, in the order of the document.
 * @param part name of the part, for the refusal
 * @throws Refusal
 */
export function parseXml(
  part: string,
  content: Uint8Array,
  { open, close, text: onText }: XmlListener,
): void {
  const xml = decodeXml(part, content);
  let rootPrefix = '';
  const names: string[] = [];
  const localName = (name: string): string => {
    // Too short to have a prefix: `c` and `v`, of which a worksheet is made.
    if (rootPrefix === '' && name.length < 3 && names.length > 0) return name;
    const colon = name.indexOf(':');
    if (names.length === 0) rootPrefix = colon < 0 ? '' : name.slice(0, colon + 1);
    if (colon < 0) return rootPrefix === '' ? name : `:${name}`;
    if (rootPrefix !== '' && name.startsWith(rootPrefix)) return name.slice(rootPrefix.length);
    return name.slice(colon);
  };
  let told = 0;
  const events: XmlEvents = {
    open: (found, attributes) => {
      told += 1;
      const name = localName(found);
      names.push(name);
      if (names.length > deepest)
        refuse('file/damaged', {
          part: shorten(part),
          reason: `elements are nested more than ${deepest} deep`,
        });
      open(name, attributes, names.length);
    },
    close: () => {
      told += 1;
      const depth = names.length;
      const name = names.pop()!;
      close?.(name, depth);
    },
    text: (text) => {
      told += 1;
      onText?.(text);
    },
  };
  if (!scanXml(xml, events)) parseWithSaxes(part, xml, events, told);
}

/** The value of an attribute whose prefix is up to the file (`r:id`, `d3p1:id`): the first of that local name. */
export function prefixedAttribute(attributes: XmlAttributes, local: string): string | undefined {
  const suffix = `:${local}`;
  for (const name in attributes) if (name.endsWith(suffix)) return attributes[name];
  return undefined;
}

/** An XML Schema boolean. */
export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true' || value === 'on';
}

/** Undoes Excel's `_xHHHH_` escapes, which stand for characters that XML cannot hold. */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}
