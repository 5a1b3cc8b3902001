/** Reads an .xlsx file into a snapshot, strictly: it is read whole and as every program reads it, or it is refused. */
import {
  diagnose,
  type DefinedName,
  type Diagnostic,
  type WorkbookSnapshot,
  type WorksheetSnapshot,
} from '../../../core/index.js';
import { readContents, type Contents } from './contents.js';
import { detectFile } from './detect.js';
import { Refusal, refuse, shorten } from '../package/refusal.js';
import { readSharedStrings } from './strings.js';
import { noStyles, readStyles } from './styles.js';
import { newBudget, readWorksheet } from './worksheet.js';
import { isTrue, parseXml, prefixedAttribute, unescapeText } from '../package/xml.js';
import { openPackage, type Package } from '../package/zip.js';

export interface ReadOptions {
  /**
   * Which worksheets the caller wants, by name and zero-based index. The others are listed without rows, and their parts
   * are not even unpacked. All, by default.
   */
  readonly worksheets?: (name: string, index: number) => boolean;
}

/** A snapshot with warnings about the file, or the reason why there is none. */
export type ReadResult =
  | { readonly ok: true; readonly snapshot: WorkbookSnapshot; readonly diagnostics: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

interface WorkbookPart {
  readonly sheets: readonly {
    readonly name: string;
    readonly relationship: string;
    readonly visibility: WorksheetSnapshot['visibility'];
  }[];
  readonly definedNames: readonly DefinedName[];
  readonly dateSystem: 1900 | 1904;
}

const visibilities: ReadonlyMap<string, WorksheetSnapshot['visibility']> = new Map([
  ['hidden', 'hidden'],
  ['veryHidden', 'very-hidden'],
]);

function readWorkbookPart(part: string, content: Uint8Array): WorkbookPart {
  const sheets: { name: string; relationship: string; visibility: WorksheetSnapshot['visibility'] }[] = [];
  const definedNames: DefinedName[] = [];
  let dateSystem: 1900 | 1904 = 1900;
  let section = '';
  let name: string | null = null;
  let refersTo = '';
  parseXml(part, content, {
    open(element, attributes, depth) {
      if (depth === 1 && element !== 'workbook') {
        refuse('file/damaged', {
          part: shorten(part),
          reason: `it is not a workbook but “${shorten(element, 20)}”`,
        });
      }
      if (depth === 2) section = element;
      if (element === 'workbookPr' && depth === 2) dateSystem = isTrue(attributes.date1904) ? 1904 : 1900;
      else if (section === 'sheets' && element === 'sheet') {
        sheets.push({
          name: unescapeText(attributes.name ?? ''),
          relationship: prefixedAttribute(attributes, 'id') ?? '',
          visibility: visibilities.get(attributes.state ?? '') ?? 'visible',
        });
      } else if (section === 'definedNames' && element === 'definedName') {
        // A name that only counts within one worksheet (a copy of a worksheet takes its names along) is not ours to read.
        name = attributes.localSheetId === undefined ? (attributes.name ?? '') : null;
        refersTo = '';
      }
    },
    close(element) {
      if (element === 'definedName' && name !== null) {
        definedNames.push({ name, refersTo });
        name = null;
      }
    },
    text(text) {
      if (name !== null) refersTo += text;
    },
  });
  return { sheets, definedNames, dateSystem };
}

/** True if a table on the worksheet has a filter with criteria: a table keeps its filter in a part of its own. */
function hasFilteredTable(pack: Package, contents: Contents, worksheetPart: string): boolean {
  let isFiltered = false;
  for (const { kind, target, isExternal } of contents.relationshipsOf(worksheetPart)) {
    const content = kind === 'table' && !isExternal ? pack.part(target) : null;
    if (!content) continue;
    parseXml(target, content, {
      open(element) {
        if (element === 'filterColumn') isFiltered = true;
      },
    });
  }
  return isFiltered;
}

const unread = (name: string, visibility: WorksheetSnapshot['visibility']): WorksheetSnapshot => ({
  name,
  visibility,
  rows: [],
  hiddenColumns: [],
  merges: [],
  validations: [],
  conditionalFormats: [],
  isProtected: false,
  isFiltered: false,
});

/** Finds each worksheet's part. Chart sheets have no cells and are left out. */
function findWorksheets(pack: Package, contents: Contents, workbook: WorkbookPart) {
  const relationships = new Map(
    contents.relationshipsOf(contents.workbook).map((found) => [found.id, found]),
  );
  const names = new Set<string>();
  const parts = new Set<string>();
  const worksheets: { name: string; visibility: WorksheetSnapshot['visibility']; part: string }[] = [];
  for (const { name, relationship, visibility } of workbook.sheets) {
    const found = relationships.get(relationship);
    if (found?.kind === 'chartsheet') continue;
    if (found?.kind !== 'worksheet' || found.isExternal || !pack.has(found.target)) {
      refuse(
        'file/damaged',
        { part: shorten(contents.workbook), reason: `its worksheet “${shorten(name)}” is missing` },
        { worksheet: name },
      );
    }
    const key = name.normalize('NFC').toLowerCase();
    const partKey = found.target.toLowerCase();
    if (names.has(key) || parts.has(partKey)) {
      refuse('file/ambiguous-part', { part: `worksheet “${shorten(name)}”` }, { worksheet: name });
    }
    names.add(key);
    parts.add(partKey);
    worksheets.push({ name, visibility, part: found.target });
  }
  return worksheets;
}

function read(bytes: Uint8Array, options: ReadOptions): ReadResult {
  const file = detectFile(bytes);
  if (file.kind === 'empty') return { ok: false, diagnostics: [diagnose('file/empty', {})] };
  if (file.kind === 'encrypted') return { ok: false, diagnostics: [diagnose('file/encrypted', {})] };
  if (file.kind === 'other') {
    return { ok: false, diagnostics: [diagnose('file/not-a-workbook', { found: file.found })] };
  }

  const pack = openPackage(bytes);
  const contents = readContents(pack);
  const workbook = readWorkbookPart(contents.workbook, pack.part(contents.workbook)!);
  const worksheets = findWorksheets(pack, contents, workbook);
  if (worksheets.length === 0) {
    refuse('file/damaged', { part: shorten(contents.workbook), reason: 'it has no worksheet' });
  }

  const partOf = (kind: string) =>
    contents.relationshipsOf(contents.workbook).find((found) => found.kind === kind && !found.isExternal)
      ?.target ?? null;
  const stylesPart = partOf('styles');
  const stringsPart = partOf('sharedStrings');
  const strings = stringsPart === null ? null : pack.part(stringsPart);
  const shared = {
    strings: strings ? readSharedStrings(stringsPart!, strings) : [],
    styles: stylesPart === null ? noStyles : readStyles(pack, stylesPart, partOf('theme')),
    dateSystem: workbook.dateSystem,
    budget: newBudget(),
  };
  const { worksheets: isWanted = () => true } = options;
  const snapshots = worksheets.map(({ name, visibility, part }, index): WorksheetSnapshot => {
    if (!isWanted(name, index)) return unread(name, visibility);
    const snapshot = readWorksheet({ ...shared, name, visibility, part }, pack.part(part)!);
    return snapshot.isFiltered || !hasFilteredTable(pack, contents, part)
      ? snapshot
      : { ...snapshot, isFiltered: true };
  });
  return {
    ok: true,
    snapshot: {
      worksheets: snapshots,
      definedNames: workbook.definedNames,
      dateSystem: workbook.dateSystem,
    },
    diagnostics: contents.diagnostics,
  };
}

/**
 * Reads a workbook. Nothing in the file is run, followed or fetched, and the size of what it may make this reader hold
 * is bounded; its time is not: run it where a time limit can stop it (see `sync/pool.ts`).
 */
export function readWorkbook(bytes: Uint8Array, options: ReadOptions = {}): ReadResult {
  try {
    return read(bytes, options);
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, diagnostics: [error.diagnostic] };
    throw error;
  }
}
