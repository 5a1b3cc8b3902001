/**
 * Reads plain XML quickly: elements, attributes, text, the five entities and character references, as spreadsheet
 * programs write them. Whatever is not plain or not well-formed it leaves to a parser that knows all of XML.
 */

/** Attributes by qualified name. No name finds anything but an attribute. */
export type XmlAttributes = Readonly<Record<string, string | undefined>>;

/** What a part says, in the order of the document. Names are as written, with their prefixes. */
export interface XmlEvents {
  readonly open: (name: string, attributes: XmlAttributes) => void;
  readonly close: () => void;
  readonly text: (text: string) => void;
}

/** Attributes of an element: without a prototype of any content, and quicker than an object without any prototype. */
class Attributes {
  [name: string]: string | undefined;
}
Object.setPrototypeOf(Attributes.prototype, null);
Reflect.deleteProperty(Attributes.prototype, 'constructor');

const declaration =
  /^<\?xml version=(?:"1\.0"|'1\.0')(?: encoding=(?:"[\w-]{1,20}"|'[\w-]{1,20}'))?(?: standalone=(?:"yes"|"no"|'yes'|'no'))? ?\?>/;

/** Characters that XML forbids, and the line ends that it turns into others. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const notPlain = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/;

const tab = 9;
const lineFeed = 10;
const space = 32;
const doubleQuote = 34;
const ampersand = 38;
const singleQuote = 39;
const slash = 47;
const less = 60;
const equals = 61;
const greater = 62;

/** By character code: 2 if a plain name may begin with it, 1 if it may follow. */
const nameCharacters = new Uint8Array(128);
for (const character of '-.0123456789') nameCharacters[character.charCodeAt(0)] = 1;
for (const character of ':_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz') {
  nameCharacters[character.charCodeAt(0)] = 2;
}

const entities: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** The character of a reference such as `#10` or `#xA`, or undefined if it is none that XML allows. */
function characterOf(reference: string): string | undefined {
  const match = /^#(?:x([0-9A-Fa-f]{1,6})|(\d{1,7}))$/.exec(reference);
  if (!match) return undefined;
  const code = match[1] === undefined ? Number(match[2]) : parseInt(match[1], 16);
  const isAllowed =
    code >= 0x20
      ? code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff)
      : code === tab || code === lineFeed || code === 13;
  return isAllowed ? String.fromCodePoint(code) : undefined;
}

/** Text with its entities resolved, or null if one of them is not known. */
function resolveEntities(text: string): string | null {
  let resolved = '';
  let from = 0;
  for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', from)) {
    const end = text.indexOf(';', at);
    const name = end < 0 ? '' : text.slice(at + 1, end);
    const character = entities.get(name) ?? characterOf(name);
    if (character === undefined) return null;
    resolved += text.slice(from, at) + character;
    from = end + 1;
  }
  return resolved + text.slice(from);
}

const isSpace = (code: number) => code === space || code === lineFeed || code === tab;

/**
 * Tells what a part says.
 * @returns false as soon as it meets something that is not plain: what was told until then is right, the rest is not told
 */
export function scanXml(xml: string, { open, close, text: onText }: XmlEvents): boolean {
  if (notPlain.test(xml) || xml.includes(']]>')) return false;
  const openNames: string[] = [];
  let hasRoot = false;
  let at = declaration.exec(xml)?.[0].length ?? 0;
  for (;;) {
    const next = xml.indexOf('<', at);
    const textEnd = next < 0 ? xml.length : next;
    if (textEnd > at) {
      const written = xml.slice(at, textEnd);
      // Outside the root element only white space may stand, and before it only after the declaration.
      if (openNames.length === 0 && (at === 0 || !/^[ \t\n]*$/.test(written))) return false;
      const text = written.includes('&') ? resolveEntities(written) : written;
      if (text === null) return false;
      // The end is only known to be well when all elements are closed.
      if (next < 0 && (openNames.length > 0 || !hasRoot)) return false;
      onText(text);
    }
    if (next < 0) return hasRoot && openNames.length === 0;

    at = next + 1;
    let code = xml.charCodeAt(at);
    if (code === slash) {
      const name = openNames.pop();
      if (name === undefined || !xml.startsWith(name, at + 1)) return false;
      at += name.length + 1;
      if (xml.charCodeAt(at) !== greater) return false;
      close();
      at += 1;
      continue;
    }
    if (nameCharacters[code] !== 2 || (hasRoot && openNames.length === 0)) return false;
    const nameStart = at;
    do code = xml.charCodeAt((at += 1));
    while (nameCharacters[code]);
    const name = xml.slice(nameStart, at);
    const attributes = new Attributes();
    while (isSpace(code)) {
      do code = xml.charCodeAt((at += 1));
      while (isSpace(code));
      if (nameCharacters[code] !== 2) break;
      const start = at;
      do code = xml.charCodeAt((at += 1));
      while (nameCharacters[code]);
      const attribute = xml.slice(start, at);
      const quote = xml.charCodeAt(at + 1);
      if (code !== equals || (quote !== doubleQuote && quote !== singleQuote)) return false;
      at += 2;
      const valueStart = at;
      let hasEntity = false;
      for (code = xml.charCodeAt(at); code !== quote; code = xml.charCodeAt((at += 1))) {
        if (code === ampersand) hasEntity = true;
        // White space in a value is turned into spaces; after the last character there is no code.
        else if (code === less || code === lineFeed || code === tab || Number.isNaN(code)) return false;
      }
      const written = xml.slice(valueStart, at);
      const value = hasEntity ? resolveEntities(written) : written;
      if (value === null || attributes[attribute] !== undefined) return false;
      attributes[attribute] = value;
      code = xml.charCodeAt((at += 1));
    }
    const isEmpty = code === slash;
    if (xml.charCodeAt(isEmpty ? (at += 1) : at) !== greater) return false;
    at += 1;
    hasRoot = true;
    open(name, attributes);
    if (isEmpty) close();
    else openNames.push(name);
  }
}
