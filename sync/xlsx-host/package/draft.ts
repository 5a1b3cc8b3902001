/**
 * A workbook's package while it is being changed: parts, relationships, content types. Parts that nobody writes to stay
 * compressed as they came and in their place.
 */
import { describe, HostError } from '../../../core/index.js';
import { Refusal } from './refusal.js';
import {
  appendInside,
  applyEdits,
  attribute,
  children,
  escapeAttribute,
  parseXml,
  prefixOf,
  XmlError,
  type XmlElement,
} from './xml-edit.js';
import { relationshipsPartOf, resolveTarget, sourceOfRelationships } from './relationships.js';
import { openPackage, type PackageEntry } from './zip.js';
import { writeZip, type ZipEntry } from './zip-write.js';

interface DraftPart {
  /** As it is named in the archive, with forward slashes and no leading one. */
  readonly name: string;
  /** As it came; null for a new part. */
  readonly entry: PackageEntry | null;
  /** New bytes; null while the part is as it came. */
  readonly content: Uint8Array | null;
  /** Its place is kept, so that a part which is removed and made again does not move. */
  readonly removed: boolean;
}

/** A package that is being changed. Parts are found whatever their letter case, as the format asks. */
export interface PackageDraft {
  /** By lower-case name, in the archive's order; folders too. */
  readonly parts: Map<string, DraftPart>;
  /** The unpacked bytes of a part as it came. */
  readonly unpack: (name: string) => Uint8Array | null;
}

/** A relationship of one part. */
export interface Relationship {
  readonly id: string;
  /** Last word of the type: `worksheet`, `comments`. The same in transitional and strict files. */
  readonly kind: string;
  readonly type: string;
  /** Name of the part that it points to, or null if it points outside the package. */
  readonly part: string | null;
  /** Target as written. */
  readonly target: string;
  readonly element: XmlElement;
}

export const xmlDeclaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const contentTypesPart = '[Content_Types].xml';
const relationshipsNamespace = 'http://schemas.openxmlformats.org/package/2006/relationships';
export const transitionalRelationships =
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
export const strictRelationships = 'http://purl.oclc.org/ooxml/officeDocument/relationships';

/** Findings of the strict reader become failures here: whoever changes a workbook has read it before. */
function readable<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause;
    throw new HostError('not-a-workbook', describe(cause.diagnostic).text, [], { cause });
  }
}

/** Opens a package for changes. @throws HostError `not-a-workbook` if it is not one that can be read */
export function openDraft(bytes: Uint8Array): PackageDraft {
  const opened = readable(() => openPackage(bytes));
  const parts = new Map<string, DraftPart>();
  for (const entry of opened.entries) {
    const name = entry.name.replaceAll('\\', '/').replace(/^\//, '');
    parts.set(name.toLowerCase(), { name, entry, content: null, removed: false });
  }
  return { parts, unpack: (name) => readable(() => opened.part(name)) };
}

/** The package as bytes: the parts in the order they came, new ones behind them. */
export function closeDraft(draft: PackageDraft): Uint8Array {
  const parts = [...draft.parts.values()];
  const gone = parts.filter(({ removed }) => removed).map(({ name }) => name);
  if (gone.length > 0) {
    editPart(draft, contentTypesPart, (root) =>
      children(root)
        .filter((element) => gone.some((name) => isOverrideOf(element, name)))
        .map(({ start, end }) => ({ start, end, text: '' })),
    );
  }
  return writeZip(
    [...draft.parts.values()]
      .filter(({ removed }) => !removed)
      .map(({ name, entry, content }): ZipEntry =>
        entry && !content ? { copied: entry } : { name, content: content ?? new Uint8Array() },
      ),
  );
}

export function hasPart(draft: PackageDraft, name: string): boolean {
  return draft.parts.get(name.toLowerCase())?.removed === false;
}

/** The bytes of a part. @throws HostError `not-a-workbook` if there is no such part or it is damaged */
export function partBytes(draft: PackageDraft, name: string): Uint8Array {
  const bytes = draft.parts.get(name.toLowerCase())?.content ?? draft.unpack(name);
  if (!hasPart(draft, name) || !bytes) {
    throw new HostError('not-a-workbook', `The workbook has no part ${name}.`);
  }
  return bytes;
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

function encodingOf(bytes: Uint8Array): Encoding {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return 'utf-16be';
  return 'utf-8';
}

/** The text of an XML part, byte order mark included. @throws HostError `not-a-workbook` */
export function partText(draft: PackageDraft, name: string): string {
  const bytes = partBytes(draft, name);
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new HostError('not-a-workbook', `The part ${name} is not valid text.`, [], { cause });
  }
}

/** An XML part as elements with positions in its text. @throws HostError `not-a-workbook` */
export function parsePart(
  name: string,
  text: string,
  keep?: (element: XmlElement, parent: XmlElement | null) => boolean,
): XmlElement {
  try {
    return parseXml(text, keep);
  } catch (cause) {
    if (!(cause instanceof XmlError)) throw cause;
    throw new HostError('not-a-workbook', `The part ${name} is damaged: ${cause.message}`, [], { cause });
  }
}

function encode(text: string, encoding: Encoding): Uint8Array {
  if (encoding === 'utf-8') return Buffer.from(text, 'utf8');
  const bytes = Buffer.from(text, 'utf16le');
  return encoding === 'utf-16le' ? bytes : bytes.swap16();
}

function store(draft: PackageDraft, name: string, bytes: Uint8Array): void {
  const key = name.toLowerCase();
  const known = draft.parts.get(key);
  const original = known?.entry ? draft.unpack(known.name) : null;
  // Changed and changed back, or made again: it is what it was.
  const content = original !== null && Buffer.compare(bytes, original) === 0 ? null : bytes;
  draft.parts.set(key, { name: known?.name ?? name, entry: known?.entry ?? null, content, removed: false });
}

/** Replaces the text of a part, in the encoding that it had. The same text leaves the part as it came. */
export function writePart(draft: PackageDraft, name: string, text: string): void {
  if (!hasPart(draft, name)) throw new Error(`There is no part ${name} to write to.`);
  if (text === partText(draft, name)) return;
  store(draft, name, encode(text, encodingOf(partBytes(draft, name))));
}

/** Edits a part's text by what stands in it. */
export function editPart(
  draft: PackageDraft,
  name: string,
  edits: (root: XmlElement, text: string) => Parameters<typeof applyEdits>[1],
): void {
  const text = partText(draft, name);
  writePart(draft, name, applyEdits(text, edits(parsePart(name, text), text)));
}

/** Adds a part of a content type, or replaces the one of that name. A text is stored as UTF-8. */
export function addPart(
  draft: PackageDraft,
  name: string,
  content: string | Uint8Array,
  contentType: string,
): void {
  store(draft, name, typeof content === 'string' ? encode(content, 'utf-8') : content);
  if (contentTypeOf(draft, name) === contentType) return;
  editPart(draft, contentTypesPart, (root, text) => [
    appendInside(
      text,
      root,
      `<${prefixOf(root)}Override PartName="/${escapeAttribute(name)}" ContentType="${escapeAttribute(contentType)}"/>`,
    ),
  ]);
}

function isOverrideOf(element: XmlElement, name: string): boolean {
  return (
    element.local === 'Override' && attribute(element, 'PartName')?.toLowerCase() === `/${name.toLowerCase()}`
  );
}

/** The content type of a part, or undefined if none is stated. */
export function contentTypeOf(draft: PackageDraft, name: string): string | undefined {
  const types = children(parsePart(contentTypesPart, partText(draft, contentTypesPart)));
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  const stated =
    types.find((element) => isOverrideOf(element, name)) ??
    types.find(
      (element) =>
        element.local === 'Default' && attribute(element, 'Extension')?.toLowerCase() === extension,
    );
  return stated && attribute(stated, 'ContentType');
}

/** Removes a part with its relationships and its content type. Who points to it must be changed as well. */
export function removePart(draft: PackageDraft, name: string): void {
  for (const gone of [name, relationshipsPartOf(name)]) {
    const part = draft.parts.get(gone.toLowerCase());
    if (part) draft.parts.set(gone.toLowerCase(), { ...part, content: null, removed: true });
  }
}

/** The name `stem` + number + `extension` with the lowest number that is free. */
export function freeName(draft: PackageDraft, stem: string, extension: string): string {
  for (let number = 1; ; number += 1) {
    const name = `${stem}${number}${extension}`;
    if (!hasPart(draft, name)) return name;
  }
}

/** The relationships of a part; the empty name means those of the package. */
export function relationshipsOf(draft: PackageDraft, source: string): Relationship[] {
  const name = relationshipsPartOf(source);
  if (!hasPart(draft, name)) return [];
  return children(parsePart(name, partText(draft, name)), 'Relationship').map((element) => {
    const type = attribute(element, 'Type') ?? '';
    const external = attribute(element, 'TargetMode') === 'External';
    const target = attribute(element, 'Target') ?? '';
    return {
      id: attribute(element, 'Id') ?? '',
      kind: type.slice(type.lastIndexOf('/') + 1),
      type,
      part: external ? null : resolveTarget(source, target.split('#')[0]!),
      target,
      element,
    };
  });
}

/** Adds a relationship to a part of this package and returns its id. */
export function addRelationship(draft: PackageDraft, source: string, type: string, target: string): string {
  const name = relationshipsPartOf(source);
  const taken = new Set(relationshipsOf(draft, source).map((relationship) => relationship.id));
  let number = 1;
  while (taken.has(`rId${number}`)) number += 1;
  const id = `rId${number}`;
  const added = { id, type, target: `/${target}`, external: false };
  if (hasPart(draft, name)) {
    editPart(draft, name, (root, text) => [
      appendInside(text, root, writtenRelationship(added, prefixOf(root))),
    ]);
  } else setRelationships(draft, source, [added]);
  return id;
}

interface NewRelationship {
  readonly id: string;
  readonly type: string;
  /** As it is to be written. */
  readonly target: string;
  readonly external: boolean;
}

function writtenRelationship({ id, type, target, external }: NewRelationship, prefix: string): string {
  return (
    `<${prefix}Relationship Id="${escapeAttribute(id)}" Type="${escapeAttribute(type)}"` +
    ` Target="${escapeAttribute(target)}"${external ? ' TargetMode="External"' : ''}/>`
  );
}

/** Gives a part these relationships and no others. */
export function setRelationships(
  draft: PackageDraft,
  source: string,
  relationships: readonly NewRelationship[],
): void {
  if (relationships.length === 0) {
    removePart(draft, relationshipsPartOf(source));
    return;
  }
  const written = relationships.map((relationship) => writtenRelationship(relationship, '')).join('');
  addPart(
    draft,
    relationshipsPartOf(source),
    `${xmlDeclaration}<Relationships xmlns="${relationshipsNamespace}">${written}</Relationships>`,
    'application/vnd.openxmlformats-package.relationships+xml',
  );
}

/** Removes relationships of a part; the last one takes the list with it. */
export function removeRelationships(
  draft: PackageDraft,
  source: string,
  matches: (relationship: Relationship) => boolean,
): void {
  const name = relationshipsPartOf(source);
  const all = relationshipsOf(draft, source);
  const gone = all.filter(matches);
  if (gone.length === 0) return;
  if (gone.length === all.length) {
    removePart(draft, name);
    return;
  }
  const edits = gone.map(({ element: { start, end } }) => ({ start, end, text: '' }));
  writePart(draft, name, applyEdits(partText(draft, name), edits));
}

/** True if some other part than `source` has a relationship to `part`. */
export function isSharedPart(draft: PackageDraft, part: string, source: string): boolean {
  const wanted = part.toLowerCase();
  for (const { name, removed } of draft.parts.values()) {
    const owner = sourceOfRelationships(name);
    if (removed || owner === null || owner.toLowerCase() === source.toLowerCase()) continue;
    if (relationshipsOf(draft, owner).some((relationship) => relationship.part?.toLowerCase() === wanted)) {
      return true;
    }
  }
  return false;
}

/** Removes a part's relationships and every part that only it led to. The part itself stays. */
export function removeDependants(
  draft: PackageDraft,
  source: string,
  matches: (relationship: Relationship) => boolean = () => true,
): void {
  const gone = relationshipsOf(draft, source).filter(matches);
  removeRelationships(draft, source, matches);
  for (const { part } of gone) {
    if (part === null || !hasPart(draft, part) || isSharedPart(draft, part, source)) continue;
    removeDependants(draft, part);
    removePart(draft, part);
  }
}
