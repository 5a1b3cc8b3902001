/**
 * Looks over everything that a package contains before its cells are read: what kind of document it is, macros and
 * active content (refused), and what points outside it (reported, never followed).
 */
import { diagnose, type Diagnostic } from '../../../core/index.js';
import { refuse, shorten } from '../package/refusal.js';
import { readRelationships, sourceOfRelationships, type Relationship } from '../package/relationships.js';
import { parseXml } from '../package/xml.js';
import type { Package } from '../package/zip.js';

/** What a package contains, by part. */
export interface Contents {
  /** Name of the workbook part. */
  readonly workbook: string;
  /** Relationships of a part, in order. */
  relationshipsOf(part: string): readonly Relationship[];
  /** What points outside. */
  readonly diagnostics: readonly Diagnostic[];
}

const contentTypesPart = '[Content_Types].xml';
const mostFindings = 100;

/** By a piece of the main part's content type, in lower case. */
const otherDocuments: readonly (readonly [mark: string, found: string])[] = [
  ['excel.sheet.binary', 'an Excel binary workbook (.xlsb)'],
  ['wordprocessingml', 'a Word document (.docx)'],
  ['ms-word', 'a Word document with macros (.docm)'],
  ['presentationml', 'a PowerPoint presentation (.pptx)'],
  ['ms-powerpoint', 'a PowerPoint presentation with macros (.pptm)'],
  ['visio', 'a Visio drawing'],
];

/** By the start of the `mimetype` entry of an OpenDocument package. */
const openDocuments: readonly (readonly [type: string, found: string])[] = [
  ['application/vnd.oasis.opendocument.spreadsheet', 'an OpenDocument spreadsheet (.ods)'],
  ['application/vnd.oasis.opendocument.text', 'an OpenDocument text (.odt)'],
  ['application/epub+zip', 'an electronic book (.epub)'],
];

type Danger = 'file/macros' | 'file/active-content';

/** By a piece of a part's content type. */
const dangerousTypes: readonly (readonly [mark: string, code: Danger])[] = [
  ['vbaproject', 'file/macros'],
  ['macroenabled', 'file/macros'],
  ['macrosheet', 'file/macros'],
  ['activex', 'file/active-content'],
  ['oleobject', 'file/active-content'],
  ['dialogsheet', 'file/active-content'],
];

/** By a piece of a part's path, so that a wrong content type hides nothing. */
const dangerousPaths: readonly (readonly [mark: string, code: Danger])[] = [
  ['vbaproject', 'file/macros'],
  ['/macrosheets/', 'file/macros'],
  ['/activex/', 'file/active-content'],
  ['/embeddings/', 'file/active-content'],
  ['/dialogsheets/', 'file/active-content'],
];

/** By the kind of a relationship, in lower case. */
const dangerousRelationships: ReadonlyMap<string, Danger> = new Map([
  ['vbaproject', 'file/macros'],
  ['xlmacrosheet', 'file/macros'],
  ['xlintlmacrosheet', 'file/macros'],
  ['control', 'file/active-content'],
  ['activexcontrolbinary', 'file/active-content'],
  ['oleobject', 'file/active-content'],
  ['package', 'file/active-content'],
  ['dialogsheet', 'file/active-content'],
]);

/** What a package is that has no content types, which every Office document has. */
function otherPackage(pack: Package): string {
  const mimetype = pack.part('mimetype');
  if (mimetype) {
    const type = Buffer.from(mimetype.subarray(0, 100)).toString('latin1');
    return openDocuments.find(([start]) => type.startsWith(start))?.[1] ?? 'an OpenDocument file';
  }
  if (pack.partNames.some((name) => name.endsWith('.iwa'))) return 'an Apple Numbers or Pages document';
  if (pack.has('AndroidManifest.xml')) return 'an Android program';
  return 'a ZIP archive';
}

/** Content types by lower-case part name, or by extension. */
function readContentTypes(pack: Package): (part: string) => string {
  const content = pack.part(contentTypesPart);
  if (!content) return refuse('file/not-a-workbook', { found: otherPackage(pack) });
  const overrides = new Map<string, string>();
  const defaults = new Map<string, string>();
  parseXml(contentTypesPart, content, {
    open(name, attributes) {
      const type = (attributes.ContentType ?? '').toLowerCase();
      if (name === 'Override') {
        overrides.set(
          (attributes.PartName ?? '').replaceAll('\\', '/').replace(/^\//, '').toLowerCase(),
          type,
        );
      } else if (name === 'Default') defaults.set((attributes.Extension ?? '').toLowerCase(), type);
    },
  });
  return (part) => {
    const key = part.toLowerCase();
    return overrides.get(key) ?? defaults.get(key.slice(key.lastIndexOf('.') + 1)) ?? '';
  };
}

function findWorkbook(
  pack: Package,
  root: readonly Relationship[],
  typeOf: (part: string) => string,
): string {
  const main = root.find(({ kind, isExternal }) => kind === 'officeDocument' && !isExternal)?.target;
  if (main === undefined)
    return refuse('file/damaged', { part: '_rels/.rels', reason: 'it names no workbook' });
  const type = typeOf(main);
  const other = otherDocuments.find(([mark]) => type.includes(mark));
  if (other) return refuse('file/not-a-workbook', { found: other[1] });
  if (!pack.has(main)) return refuse('file/damaged', { part: shorten(main), reason: 'it is missing' });
  return main;
}

/** An external link that runs a program (DDE) or an object (OLE) when it is updated. */
function refuseActiveLink(part: string, content: Uint8Array): void {
  parseXml(part, content, {
    open(name) {
      if (name === 'ddeLink' || name === 'oleLink') refuse('file/active-content', { part: shorten(part) });
    },
  });
}

function connectionNames(part: string, content: Uint8Array): string[] {
  const names: string[] = [];
  parseXml(part, content, {
    open(name, attributes) {
      if (name === 'connection') names.push(attributes.name ?? '');
    },
  });
  return names;
}

/**
 * Looks over a package.
 * @throws Refusal for another kind of document, macros, controls, embedded objects, DDE and OLE links
 */
export function readContents(pack: Package): Contents {
  const typeOf = readContentTypes(pack);
  const bySource = new Map<string, { readonly source: string; readonly list: readonly Relationship[] }>();
  for (const part of pack.partNames) {
    const source = sourceOfRelationships(part);
    if (source !== null)
      bySource.set(source.toLowerCase(), { source, list: readRelationships(pack, source) });
  }
  const workbook = findWorkbook(pack, bySource.get('')?.list ?? [], typeOf);

  const diagnostics: Diagnostic[] = [];
  const report = (part: string, target: string) => {
    if (diagnostics.length < mostFindings) {
      diagnostics.push(diagnose('file/external-content', { part, target }));
    }
  };
  for (const part of pack.partNames) {
    const type = typeOf(part);
    const path = `/${part.toLowerCase()}`;
    const danger =
      dangerousTypes.find(([mark]) => type.includes(mark)) ??
      dangerousPaths.find(([mark]) => path.includes(mark));
    if (danger) refuse(danger[1], { part: shorten(part) });
    if (path.endsWith('.rels')) continue;
    if (type.includes('externallink') || path.includes('/externallinks/'))
      refuseActiveLink(part, pack.part(part)!);
    if (type.includes('connections+xml')) {
      for (const name of connectionNames(part, pack.part(part)!)) report(part, name);
    }
  }
  for (const { source, list } of bySource.values()) {
    for (const { kind, target, isExternal } of list) {
      const danger = dangerousRelationships.get(kind.toLowerCase());
      if (danger) refuse(danger, { part: shorten(isExternal ? `${source} → ${target}` : target) });
      // A hyperlink is only a text until somebody clicks it.
      if (isExternal && kind !== 'hyperlink') report(source, target);
    }
  }
  return { workbook, diagnostics, relationshipsOf: (part) => bySource.get(part.toLowerCase())?.list ?? [] };
}
