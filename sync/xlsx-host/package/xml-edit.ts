/**
 * XML text with positions: what stands where in a part, so that a few elements can be replaced and every other byte
 * stays as it was. Nothing is ever serialised again that was not meant to change.
 */
import { SaxesParser } from 'saxes';

export interface XmlAttribute {
  /** As written, prefix included. */
  readonly name: string;
  readonly local: string;
  /** Namespace; empty for attributes without a prefix. */
  readonly uri: string;
  readonly value: string;
}

/** An element and where it stands in the text (UTF-16 offsets). */
export interface XmlElement {
  /** As written, prefix included. */
  readonly name: string;
  readonly local: string;
  readonly uri: string;
  readonly attributes: readonly XmlAttribute[];
  /** Elements and texts in order. */
  readonly content: (XmlElement | string)[];
  /** Of the `<` of the opening tag. */
  readonly start: number;
  /** After the `>` of the opening tag. */
  readonly openEnd: number;
  /** Of the `<` of the closing tag; for `<a/>` the same as `openEnd`. */
  closeStart: number;
  /** After the element's last character. */
  end: number;
  readonly selfClosing: boolean;
}

/** Replaces the text from `start` up to `end`. Equal positions: in the order given. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** No program nests elements as deep; whoever walks them may rely on it. */
const deepest = 200;

/** A part that is not well-formed XML, is nested absurdly deep, or has a document type. */
export class XmlError extends Error {
  override readonly name = 'XmlError';
}

/**
 * Reads XML text into elements with positions.
 *
 * @param keep asked when an element is complete; false leaves it out of its parent, so that a worksheet's rows need not
 *   all be held at once
 * @throws XmlError if the text is not well-formed
 */
export function parseXml(
  text: string,
  keep: (element: XmlElement, parent: XmlElement | null) => boolean = () => true,
): XmlElement {
  const parser = new SaxesParser({ xmlns: true });
  const open: XmlElement[] = [];
  const roots: XmlElement[] = [];
  const addText = (value: string) => void open.at(-1)?.content.push(value);
  parser.on('error', (error) => {
    throw new XmlError(error.message);
  });
  parser.on('doctype', () => {
    throw new XmlError('document type');
  });
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('opentag', (tag) => {
    const openEnd = parser.position;
    // A tag's name holds no `<`, but an attribute's value holds none either: the nearest one is the tag's own.
    const element: XmlElement = {
      name: tag.name,
      local: tag.local,
      uri: tag.uri,
      attributes: Object.values(tag.attributes),
      content: [],
      start: text.lastIndexOf('<', openEnd - 1),
      openEnd,
      closeStart: openEnd,
      end: openEnd,
      selfClosing: tag.isSelfClosing,
    };
    if (open.length === 0) roots.push(element);
    if (open.push(element) > deepest) throw new XmlError(`elements are nested more than ${deepest} deep`);
  });
  parser.on('closetag', () => {
    const element = open.pop()!;
    element.end = parser.position;
    if (!element.selfClosing) element.closeStart = text.lastIndexOf('<', element.end - 1);
    const parent = open.at(-1) ?? null;
    if (keep(element, parent) && parent) parent.content.push(element);
  });
  parser.write(text).close();
  const [root] = roots;
  if (!root) throw new XmlError('no element');
  return root;
}

/** The text with all edits made. @throws Error if two edits overlap */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const ordered = edits.map((edit, index) => ({ edit, index }));
  ordered.sort((a, b) => a.edit.start - b.edit.start || a.edit.end - b.edit.end || a.index - b.index);
  const pieces: string[] = [];
  let done = 0;
  for (const { edit } of ordered) {
    if (edit.start < done) throw new Error('Edits overlap.');
    pieces.push(text.slice(done, edit.start), edit.text);
    done = edit.end;
  }
  pieces.push(text.slice(done));
  return pieces.join('');
}

/** The child elements, of one local name if it is given. Namespaces are not looked at: strict files have others. */
export function children(element: XmlElement, local?: string): XmlElement[] {
  return element.content.filter(
    (node): node is XmlElement => typeof node !== 'string' && (local === undefined || node.local === local),
  );
}

export function child(element: XmlElement, local: string): XmlElement | undefined {
  return children(element, local)[0];
}

/** The value of an attribute without a namespace. */
export function attribute(element: XmlElement, name: string): string | undefined {
  return element.attributes.find((candidate) => candidate.name === name)?.value;
}

/** The value of an attribute in a namespace whose address ends in `/relationships` (transitional or strict). */
export function relationshipId(element: XmlElement): string | undefined {
  return element.attributes.find(
    (candidate) => candidate.local === 'id' && candidate.uri.endsWith('/relationships'),
  )?.value;
}

/** All text in an element, descendants' included. */
export function textOf(element: XmlElement): string {
  return element.content.map((node) => (typeof node === 'string' ? node : textOf(node))).join('');
}

/** The prefix of an element with its colon, or an empty text: what its new children are to be written with. */
export function prefixOf(element: XmlElement): string {
  return element.name.slice(0, element.name.length - element.local.length);
}

const textEscapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

export function escapeText(text: string): string {
  return text.replace(/[&<>\r]/g, (found) => textEscapes[found]!);
}

export function escapeAttribute(text: string): string {
  return text.replace(/[&<>"\t\n\r]/g, (found) => textEscapes[found]!);
}

/** What an element says, whatever its prefixes and the order of its attributes. */
export function contentKey(element: XmlElement): string {
  const attributes = element.attributes
    .filter(({ name }) => name !== 'xmlns' && !name.startsWith('xmlns:'))
    .map(({ local, value }) => `${local}=${JSON.stringify(value)}`)
    .sort();
  const inside = element.content.map((node) => (typeof node === 'string' ? node.trim() : contentKey(node)));
  return `${element.local}[${attributes.join(',')}](${inside.join('')})`;
}

/** An element with other attributes (null: without). */
export function withAttributes(element: XmlElement, changes: ReadonlyMap<string, string | null>): XmlElement {
  const kept = element.attributes.filter(({ name }) => !changes.has(name));
  const added = [...changes].flatMap(([name, value]) =>
    value === null ? [] : [{ name, local: name, uri: '', value }],
  );
  return { ...element, attributes: [...kept, ...added] };
}

/** An opening tag with some attributes changed, added or (null) removed; the others as they were. */
export function openingTag(
  element: XmlElement,
  changes: ReadonlyMap<string, string | null>,
  selfClosing = element.selfClosing,
): string {
  const kept = element.attributes.filter(({ name }) => changes.get(name) !== null);
  const attributes = kept.map(({ name, value }) => [name, changes.get(name) ?? value] as const);
  const present = new Set(kept.map(({ name }) => name));
  for (const [name, value] of changes)
    if (value !== null && !present.has(name)) attributes.push([name, value]);
  const written = attributes.map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`).join('');
  return `<${element.name}${written}${selfClosing ? '/' : ''}>`;
}

/** The edit that changes attributes of an element in place. */
export function changeAttributes(element: XmlElement, changes: ReadonlyMap<string, string | null>): Edit {
  return { start: element.start, end: element.openEnd, text: openingTag(element, changes) };
}

/** The edits that put text behind the last child of an element, opening it if it was `<a/>`. */
export function appendInside(source: string, element: XmlElement, text: string): Edit {
  if (!element.selfClosing) return { start: element.closeStart, end: element.closeStart, text };
  const open = source.slice(element.start, element.openEnd - 2);
  return { start: element.start, end: element.end, text: `${open}>${text}</${element.name}>` };
}

/**
 * An element written anew for another part: elements of its own namespace take the other part's prefix, anything else
 * declares its namespace where it stands.
 *
 * @param prefix with its colon, or empty
 * @param rename another local name for the outermost element
 */
export function writeElement(element: XmlElement, prefix: string, rename = element.local): string {
  return write(element, element.uri, prefix, rename);
}

function write(element: XmlElement, home: string, prefix: string, local: string): string {
  const own = element.uri === home;
  const name = own ? prefix + local : element.name;
  const declared = new Map<string, string>();
  if (!own) {
    const at = element.name.indexOf(':');
    declared.set(at < 0 ? 'xmlns' : `xmlns:${element.name.slice(0, at)}`, element.uri);
  }
  const attributes: string[] = [];
  for (const { name: key, uri, value } of element.attributes) {
    if (key === 'xmlns' || key.startsWith('xmlns:')) continue;
    if (uri && !key.startsWith('xml:')) declared.set(`xmlns:${key.slice(0, key.indexOf(':'))}`, uri);
    attributes.push(` ${key}="${escapeAttribute(value)}"`);
  }
  const namespaces = [...declared].map(([key, uri]) => ` ${key}="${escapeAttribute(uri)}"`);
  const inside = element.content
    .map((node) => (typeof node === 'string' ? escapeText(node) : write(node, home, prefix, node.local)))
    .join('');
  const tag = `${name}${namespaces.join('')}${attributes.join('')}`;
  return inside === '' ? `<${tag}/>` : `<${tag}>${inside}</${name}>`;
}
