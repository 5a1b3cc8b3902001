/** The styles part while a package is being changed: formats are only ever added, and equal ones are used again. */
import { HostError, type NumberKind } from '../../../core/index.js';
import {
  addPart,
  addRelationship,
  hasPart,
  parsePart,
  partText,
  relationshipsOf,
  writePart,
  xmlDeclaration,
  type PackageDraft,
} from '../package/draft.js';
import {
  placeFor,
  readWorkbookPart,
  relationshipTypes,
  type WorkbookPart,
} from '../package/workbook-part.js';
import { kindOfNumberFormat } from '../read/number-format.js';
import {
  appendInside,
  applyEdits,
  attribute,
  child,
  children,
  contentKey,
  openingTag,
  prefixOf,
  withAttributes,
  writeElement,
  type Edit,
  type XmlElement,
} from '../package/xml-edit.js';

/** Order of the styles part's children. Source: ECMA-376 part 1, CT_Stylesheet. */
const order = ['numFmts', 'fonts', 'fills', 'borders', 'cellStyleXfs', 'cellXfs', 'cellStyles', 'dxfs'];
export type StyleList = 'numFmts' | 'fonts' | 'fills' | 'borders' | 'cellXfs' | 'dxfs';
const lists: readonly StyleList[] = ['numFmts', 'fonts', 'fills', 'borders', 'cellXfs', 'dxfs'];
const firstOwnFormat = 164;
const dateFormat = 'd-mmm-yyyy';
/** Id of the format of numbers that nobody gave a format. */
const generalFormat = '0';

interface ListDraft {
  readonly items: XmlElement[];
  /** How many of them the part had. */
  readonly before: number;
  /** Index by content. */
  readonly known: Map<string, number>;
}

export interface StylesDraft {
  readonly part: string;
  readonly text: string;
  readonly root: XmlElement;
  readonly lists: ReadonlyMap<StyleList, ListDraft>;
}

const emptyStyles = (namespace: string) =>
  `${xmlDeclaration}<styleSheet xmlns="${namespace}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>` +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>';

function stylesPart(draft: PackageDraft, workbook: WorkbookPart): string | null {
  const part = relationshipsOf(draft, workbook.name).find(({ kind }) => kind === 'styles')?.part ?? null;
  return part !== null && hasPart(draft, part) ? part : null;
}

/** True if the workbook has a styles part. @throws HostError `not-a-workbook` */
export function hasStyles(draft: PackageDraft): boolean {
  return stylesPart(draft, readWorkbookPart(draft)) !== null;
}

/** Opens the styles part; a workbook that has none gets one. @throws HostError `not-a-workbook` */
export function openStyles(draft: PackageDraft): StylesDraft {
  const workbook = readWorkbookPart(draft);
  let part = stylesPart(draft, workbook);
  if (part === null) {
    part = 'xl/styles.xml';
    addPart(
      draft,
      part,
      emptyStyles(workbook.root.uri),
      'application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml',
    );
    addRelationship(draft, workbook.name, `${relationshipTypes(workbook)}/styles`, part);
  }
  const text = partText(draft, part);
  const root = parsePart(part, text);
  if (root.local !== 'styleSheet') throw new HostError('not-a-workbook', `The part ${part} holds no styles.`);
  const drafts = lists.map((list) => {
    const element = child(root, list);
    const items = element ? children(element) : [];
    const known = new Map<string, number>();
    items.forEach((item, index) => {
      const key = contentKey(item);
      if (!known.has(key)) known.set(key, index);
    });
    return [list, { items, before: items.length, known }] as const;
  });
  return { part, text, root, lists: new Map(drafts) };
}

/** Writes what was added. */
export function closeStyles(draft: PackageDraft, styles: StylesDraft): void {
  const prefix = prefixOf(styles.root);
  const edits: Edit[] = [];
  for (const [list, { items, before }] of styles.lists) {
    if (items.length === before) continue;
    const written = items
      .slice(before)
      .map((item) => writeElement(item, prefix))
      .join('');
    const element = child(styles.root, list);
    if (!element) {
      const at = placeFor(styles.root, list, order);
      edits.push({
        start: at,
        end: at,
        text: `<${prefix}${list} count="${items.length}">${written}</${prefix}${list}>`,
      });
      continue;
    }
    const counted = openingTag(element, new Map([['count', String(items.length)]]), false);
    if (element.selfClosing) {
      edits.push({ start: element.start, end: element.end, text: `${counted}${written}</${element.name}>` });
    } else {
      edits.push({ start: element.start, end: element.openEnd, text: counted });
      edits.push(appendInside(styles.text, element, written));
    }
  }
  writePart(draft, styles.part, applyEdits(styles.text, edits));
}

export function listOf(styles: StylesDraft, list: StyleList): readonly XmlElement[] {
  return styles.lists.get(list)!.items;
}

/** The index of an element in a list, which is added if nothing equal is there. */
export function addStyle(styles: StylesDraft, list: StyleList, element: XmlElement): number {
  const drafted = styles.lists.get(list)!;
  const key = contentKey(element);
  const known = drafted.known.get(key);
  if (known !== undefined) return known;
  drafted.known.set(key, drafted.items.length);
  return drafted.items.push(element) - 1;
}

/** The id of a number format, which is added if the workbook has none with this code. */
export function addNumberFormat(styles: StylesDraft, code: string): number {
  const formats = listOf(styles, 'numFmts');
  const known = formats.find((format) => attribute(format, 'formatCode') === code);
  if (known) return Number(attribute(known, 'numFmtId'));
  const ids = formats.map((format) => Number(attribute(format, 'numFmtId')));
  const id = Math.max(firstOwnFormat - 1, ...ids.filter(Number.isFinite)) + 1;
  addStyle(
    styles,
    'numFmts',
    emptyElement(styles.root, 'numFmt', [
      ['numFmtId', String(id)],
      ['formatCode', code],
    ]),
  );
  return id;
}

function emptyElement(
  like: XmlElement,
  local: string,
  attributes: readonly (readonly [string, string])[],
): XmlElement {
  return {
    ...like,
    name: prefixOf(like) + local,
    local,
    attributes: attributes.map(([name, value]) => ({ name, local: name, uri: '', value })),
    content: [],
    selfClosing: true,
  };
}

function cellFormat(styles: StylesDraft, style: number): XmlElement {
  return (
    listOf(styles, 'cellXfs')[style] ??
    listOf(styles, 'cellXfs')[0] ??
    emptyElement(styles.root, 'xf', [
      ['numFmtId', '0'],
      ['fontId', '0'],
      ['fillId', '0'],
      ['borderId', '0'],
      ['xfId', '0'],
    ])
  );
}

/** Built-in number formats that show a day. Source: ECMA-376 part 1, 18.8.30. */
function isBuiltInDate(id: number): boolean {
  return (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
}

/** True if a format code shows a day, month or year: not only a time of day. */
function showsDate(code: string): boolean {
  let letters = '';
  for (let at = 0; at < code.length; at += 1) {
    const character = code[at]!;
    if (character === '"' || character === '[') {
      const end = code.indexOf(character === '"' ? '"' : ']', at + 1);
      if (end < 0) break;
      at = end;
    } else if (character === '\\' || character === '_' || character === '*') at += 1;
    else letters += character.toLowerCase();
  }
  return /[dy]/.test(letters) || (letters.includes('m') && !/[hs]/.test(letters));
}

function formatOf(styles: StylesDraft, style: number): { id: number; code: string | undefined } {
  const id = attribute(cellFormat(styles, style), 'numFmtId') ?? '0';
  const own = listOf(styles, 'numFmts').find((format) => attribute(format, 'numFmtId') === id);
  return { id: Number(id), code: own && (attribute(own, 'formatCode') ?? '') };
}

/** What our reader makes of numbers in this cell style (index in `cellXfs`). */
export function kindOfStyle(styles: StylesDraft, style: number): NumberKind {
  const { id, code } = formatOf(styles, style);
  return kindOfNumberFormat(id, new Map(code === undefined ? [] : [[id, code]]));
}

/** True if numbers of this cell style (index in `cellXfs`) show as days, not only as times of day. */
export function isDayStyle(styles: StylesDraft, style: number): boolean {
  const { id, code } = formatOf(styles, style);
  const isDay = code === undefined ? isBuiltInDate(id) : showsDate(code);
  return isDay && kindOfStyle(styles, style) === 'date';
}

/** The same cell style, with its numbers shown as numbers. */
export function asNumberStyle(styles: StylesDraft, style: number): number {
  return addStyle(
    styles,
    'cellXfs',
    withAttributes(cellFormat(styles, style), new Map([['numFmtId', generalFormat]])),
  );
}

/** The same cell style, with its numbers shown as dates. */
export function asDateStyle(styles: StylesDraft, style: number): number {
  const id = String(addNumberFormat(styles, dateFormat));
  return addStyle(
    styles,
    'cellXfs',
    withAttributes(
      cellFormat(styles, style),
      new Map([
        ['numFmtId', id],
        ['applyNumberFormat', '1'],
      ]),
    ),
  );
}

/** The same cell style with the mark that keeps a text such as `=1+1` a text when a person edits the cell. */
export function asQuotedStyle(styles: StylesDraft, style: number): number {
  return addStyle(
    styles,
    'cellXfs',
    withAttributes(cellFormat(styles, style), new Map([['quotePrefix', '1']])),
  );
}
