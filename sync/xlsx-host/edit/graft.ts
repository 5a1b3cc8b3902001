/** Puts worksheets that we painted into a workbook that a person made. The person's own worksheets stay byte for byte. */
import { HostError } from '../../../core/index.js';
import { graftedStyles, type GraftedStyles } from './graft-styles.js';
import {
  addPart,
  addRelationship,
  closeDraft,
  contentTypeOf,
  freeName,
  openDraft,
  parsePart,
  partBytes,
  partText,
  relationshipsOf,
  removeDependants,
  setRelationships,
  strictRelationships,
  transitionalRelationships,
  writePart,
  type PackageDraft,
} from '../package/draft.js';
import { closeStyles, openStyles } from './styles-edit.js';
import {
  askForCalculation,
  dropCalculationOrder,
  findSheet,
  placeInWorkbook,
  readWorkbookPart,
  relationshipAttribute,
  relationshipTypes,
  requireWorksheet,
  type SheetEntry,
  type WorkbookPart,
} from '../package/workbook-part.js';
import { scanWorksheet } from './worksheet-scan.js';
import {
  applyEdits,
  attribute,
  changeAttributes,
  child,
  children,
  escapeAttribute,
  openingTag,
  prefixOf,
  textOf,
  writeElement,
  type Edit,
  type XmlElement,
} from '../package/xml-edit.js';

const worksheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml';

/** What a painted worksheet may lead to. Anything else would have to be numbered anew here first. */
const graftable = new Set(['comments', 'vmlDrawing', 'drawing', 'chart', 'image', 'hyperlink']);

/** Namespaces by their transitional and strict addresses. Source: ISO/IEC 29500-4, annex A. */
const strictNamespaces: readonly (readonly [string, string])[] = [
  [
    'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
    'http://purl.oclc.org/ooxml/spreadsheetml/main',
  ],
  [transitionalRelationships, strictRelationships],
  ['http://schemas.openxmlformats.org/drawingml/2006/main', 'http://purl.oclc.org/ooxml/drawingml/main'],
  ['http://schemas.openxmlformats.org/drawingml/2006/chart', 'http://purl.oclc.org/ooxml/drawingml/chart'],
  [
    'http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing',
    'http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing',
  ],
];

/** The text of a painted part in the namespaces of the workbook that it comes into. */
function inNamespacesOf(workbook: WorkbookPart, text: string): string {
  if (!workbook.strict) return text;
  return strictNamespaces.reduce((done, [from, to]) => done.replaceAll(`"${from}"`, `"${to}"`), text);
}

interface Graft {
  readonly draft: PackageDraft;
  readonly source: PackageDraft;
  readonly sourceBook: WorkbookPart;
  readonly styles: GraftedStyles;
  /** `<si>` elements of the painted workbook. */
  readonly strings: readonly XmlElement[];
}

/** Copies what a part leads to under names that are free, and gives the copy its relationships. */
function copyDependants(graft: Graft, from: string, to: string, workbook: WorkbookPart): void {
  const { draft, source, sourceBook } = graft;
  const copies = relationshipsOf(source, from).map(({ id, kind, type, part, target }) => {
    if (!graftable.has(kind)) throw new Error(`A painted worksheet leads to a part of the kind ${kind}.`);
    const kindType = type.startsWith(relationshipTypes(sourceBook))
      ? `${relationshipTypes(workbook)}/${kind}`
      : type;
    if (part === null) return { id, type: kindType, target, external: true };
    const dot = part.lastIndexOf('.');
    const extension = part.slice(dot);
    const name = freeName(draft, part.slice(0, dot).replace(/\d+$/, ''), extension);
    const content = partBytes(source, part);
    const isXml = extension === '.xml';
    addPart(
      draft,
      name,
      isXml ? inNamespacesOf(workbook, partText(source, part)) : content,
      contentTypeOf(source, part) ?? 'application/octet-stream',
    );
    copyDependants(graft, part, name, workbook);
    return { id, type: kindType, target: `/${name}`, external: false };
  });
  setRelationships(draft, to, copies);
}

/** The worksheet's text with the numbers of styles and shared strings that it has in the other workbook. */
function graftedText({ source, styles, strings }: Graft, sheet: SheetEntry, isActive: boolean): string {
  const text = partText(source, sheet.part);
  const edits: Edit[] = [];
  const restyled = (element: XmlElement, name: string): Map<string, string | null> => {
    const before = attribute(element, name);
    const after = styles.cellFormat(Number(before ?? 0));
    return new Map(after === Number(before ?? 0) ? [] : [[name, String(after)]]);
  };
  const change = (element: XmlElement, changes: ReadonlyMap<string, string | null>) => {
    if (changes.size > 0) edits.push(changeAttributes(element, changes));
  };
  const root = scanWorksheet(sheet.part, text, ({ element, cells }) => {
    if (attribute(element, 's') !== undefined) change(element, restyled(element, 's'));
    for (const { element: cell } of cells) {
      const changes = restyled(cell, 's');
      if (attribute(cell, 't') !== 's') {
        change(cell, changes);
        continue;
      }
      const value = child(cell, 'v');
      const string = strings[Number(value && textOf(value))];
      if (!string) throw new HostError('not-a-workbook', `A text of ${sheet.name} is missing.`);
      const tag = openingTag(cell, changes.set('t', 'inlineStr'), false);
      edits.push({
        start: cell.start,
        end: cell.end,
        text: `${tag}${writeElement(string, prefixOf(cell), 'is')}</${cell.name}>`,
      });
    }
  });
  for (const list of children(root)) {
    if (list.local === 'cols') {
      for (const column of children(list)) {
        if (attribute(column, 'style') !== undefined) change(column, restyled(column, 'style'));
      }
    }
    if (list.local === 'conditionalFormatting') {
      for (const rule of children(list, 'cfRule')) {
        const format = attribute(rule, 'dxfId');
        if (format !== undefined) {
          change(rule, new Map([['dxfId', String(styles.differentialFormat(Number(format)))]]));
        }
      }
    }
    if (list.local === 'sheetViews') {
      for (const view of children(list, 'sheetView')) {
        // Two selected tabs form a group, in which what is typed into one is typed into the other.
        const selected = attribute(view, 'tabSelected') !== undefined;
        if (selected || isActive) change(view, new Map([['tabSelected', isActive ? '1' : null]]));
      }
    }
  }
  return applyEdits(text, edits);
}

function activeTab(workbook: WorkbookPart): number {
  const views = child(workbook.root, 'bookViews');
  const view = views && child(views, 'workbookView');
  return Number((view && attribute(view, 'activeTab')) ?? 0);
}

/** The edits that follow sheets which moved from one place to another (null: they are gone). */
export function renumbered(workbook: WorkbookPart, move: (index: number) => number | null): Edit[] {
  const edits: Edit[] = [];
  const names = child(workbook.root, 'definedNames');
  for (const name of names ? children(names, 'definedName') : []) {
    const scope = attribute(name, 'localSheetId');
    if (scope === undefined) continue;
    const to = move(Number(scope));
    if (to === null) edits.push({ start: name.start, end: name.end, text: '' });
    else if (to !== Number(scope))
      edits.push(changeAttributes(name, new Map([['localSheetId', String(to)]])));
  }
  const views = child(workbook.root, 'bookViews');
  for (const view of views ? children(views, 'workbookView') : []) {
    const changes = new Map<string, string>();
    for (const key of ['activeTab', 'firstSheet']) {
      const tab = attribute(view, key);
      if (tab === undefined) continue;
      const to = move(Number(tab)) ?? 0;
      if (to !== Number(tab)) changes.set(key, String(to));
    }
    if (changes.size > 0) edits.push(changeAttributes(view, changes));
  }
  return edits;
}

/** Lists a new worksheet in the workbook and returns the name of its part, which is still to be written. */
function listWorksheet(draft: PackageDraft, sheet: SheetEntry, position: number | undefined): string {
  const before = readWorkbookPart(draft);
  const folder = before.name.slice(0, before.name.lastIndexOf('/') + 1);
  const part = freeName(draft, `${folder}worksheets/sheet`, '.xml');
  addPart(draft, part, '', worksheetType);
  const id = addRelationship(draft, before.name, `${relationshipTypes(before)}/worksheet`, part);
  const workbook = readWorkbookPart(draft);
  const listed = child(workbook.root, 'sheets');
  if (!listed) throw new HostError('not-a-workbook', 'The workbook lists no worksheets.');
  const at = Math.min(position ?? workbook.sheets.length, workbook.sheets.length);
  const next = workbook.sheets[at];
  const place = next ? next.element.start : listed.closeStart;
  const sheetId = Math.max(0, ...workbook.sheets.map((known) => known.sheetId)) + 1;
  const state = attribute(sheet.element, 'state');
  const text =
    `<${prefixOf(listed)}sheet name="${escapeAttribute(sheet.name)}"` +
    ` sheetId="${sheetId}"${state === undefined ? '' : ` state="${escapeAttribute(state)}"`} ${relationshipAttribute(workbook.root, id, workbook)}/>`;
  const edits = renumbered(workbook, (index) => (index >= at ? index + 1 : index));
  writePart(draft, workbook.name, applyEdits(workbook.text, [...edits, { start: place, end: place, text }]));
  return part;
}

function graftOne(graft: Graft, name: string, position: number | undefined): void {
  const { draft, source, sourceBook } = graft;
  const sheet = requireWorksheet(source, sourceBook, name);
  const workbook = readWorkbookPart(draft);
  const existing = findSheet(workbook, name);
  if (existing && existing.kind !== 'worksheet') {
    throw new HostError('foreign-worksheet', `“${existing.name}” is not a worksheet.`);
  }
  if (existing) {
    removeDependants(draft, existing.part);
    const state = attribute(sheet.element, 'state') ?? null;
    if ((attribute(existing.element, 'state') ?? null) !== state) {
      const edit = changeAttributes(existing.element, new Map([['state', state]]));
      writePart(draft, workbook.name, applyEdits(workbook.text, [edit]));
    }
  }
  const part = existing?.part ?? listWorksheet(draft, sheet, position);
  const isActive = existing?.index === activeTab(workbook);
  addPart(draft, part, inNamespacesOf(workbook, graftedText(graft, sheet, isActive)), worksheetType);
  copyDependants(graft, sheet.part, part, workbook);
}

/** True if a formula names a cell of one of these worksheets. */
function refersTo(formula: string, worksheets: readonly string[]): boolean {
  const text = formula.toLowerCase();
  return worksheets.some((name) => {
    const lower = name.toLowerCase();
    return [`${lower}!`, `'${lower.replaceAll("'", "''")}'!`].some((reference) => {
      const at = text.indexOf(reference);
      // Not the end of a longer name: `MyMatrix!A1`, `[other.xlsx]Matrix!A1`.
      return at === 0 || (at > 0 && '(,+-*/&=<>: '.includes(text[at - 1]!));
    });
  });
}

/** Names are one if name and scope agree; letter case does not matter. */
function nameKey(name: string, scope: string | undefined): string {
  return `${scope ?? ''}!${name.toLowerCase()}`;
}

/** Takes over the names that belong to the grafted worksheets: their own, and those of the workbook that mean them. */
function mergeNames({ draft, sourceBook }: Graft, names: readonly string[]): void {
  const workbook = readWorkbookPart(draft);
  const prefix = prefixOf(workbook.root);
  const incoming = new Map<string, string>();
  const sourceNames = child(sourceBook.root, 'definedNames');
  for (const element of sourceNames ? children(sourceNames, 'definedName') : []) {
    const scope = attribute(element, 'localSheetId');
    const owner = scope === undefined ? undefined : sourceBook.sheets[Number(scope)]?.name;
    const wanted =
      scope === undefined ? refersTo(textOf(element), names) : owner !== undefined && names.includes(owner);
    if (!wanted) continue;
    const to = owner === undefined ? undefined : String(findSheet(workbook, owner)!.index);
    const renamed = {
      ...element,
      attributes: element.attributes.map((item) =>
        item.name === 'localSheetId' ? { ...item, value: to! } : item,
      ),
    };
    incoming.set(nameKey(attribute(element, 'name') ?? '', to), writeElement(renamed, prefix));
  }
  const grafted = new Set(names.map((name) => String(findSheet(workbook, name)!.index)));
  const present = child(workbook.root, 'definedNames');
  const edits: Edit[] = [];
  for (const element of present ? children(present, 'definedName') : []) {
    const scope = attribute(element, 'localSheetId');
    const key = nameKey(attribute(element, 'name') ?? '', scope);
    const replacement = incoming.get(key);
    if (replacement === undefined && !(scope !== undefined && grafted.has(scope))) continue;
    edits.push({ start: element.start, end: element.end, text: replacement ?? '' });
    incoming.delete(key);
  }
  const added = [...incoming.values()].join('');
  if (added !== '') {
    if (present && !present.selfClosing) {
      edits.push({ start: present.closeStart, end: present.closeStart, text: added });
    } else {
      const at = present?.start ?? placeInWorkbook(workbook.root, 'definedNames');
      const text = `<${prefix}definedNames>${added}</${prefix}definedNames>`;
      edits.push({ start: at, end: present?.end ?? at, text });
    }
  }
  writePart(draft, workbook.name, withoutEmptyNames(applyEdits(workbook.text, edits), workbook.name));
}

/** A list of names with nothing in it is not allowed. */
function withoutEmptyNames(text: string, part: string): string {
  const names = child(parsePart(part, text), 'definedNames');
  if (!names || children(names).length > 0) return text;
  return applyEdits(text, [{ start: names.start, end: names.end, text: '' }]);
}

function sharedStrings(source: PackageDraft, workbook: WorkbookPart): XmlElement[] {
  const part = relationshipsOf(source, workbook.name).find(({ kind }) => kind === 'sharedStrings')?.part;
  return part ? children(parsePart(part, partText(source, part)), 'si') : [];
}

/**
 * Puts worksheets of a painted workbook into another one: in the place of the worksheet of the same name, or else at
 * `position` (0-based, by default behind the last). Formats are added to the other workbook's, texts are stored in the
 * cells, notes and charts come along, and the names that mean these worksheets are taken over. Grafting twice gives the
 * same bytes as grafting once.
 *
 * @param into the workbook to change; whether a worksheet of the same name is ours is for the caller to know
 * @param from a workbook that `paintWorkbook` made
 * @throws HostError `not-found` if the painted workbook has no such worksheet, `foreign-worksheet` if a chart sheet has
 *   its name, `not-a-workbook` for a damaged file
 */
export function graftWorksheets(
  into: Uint8Array,
  from: Uint8Array,
  worksheetNames: readonly string[],
  position?: number,
): Uint8Array {
  const draft = openDraft(into);
  const source = openDraft(from);
  const sourceBook = readWorkbookPart(source);
  const styles = openStyles(draft);
  const graft: Graft = {
    draft,
    source,
    sourceBook,
    styles: graftedStyles(styles, openStyles(source)),
    strings: sharedStrings(source, sourceBook),
  };
  worksheetNames.forEach((name, index) => {
    graftOne(graft, name, position === undefined ? undefined : position + index);
  });
  closeStyles(draft, styles);
  mergeNames(graft, worksheetNames);
  dropCalculationOrder(draft);
  askForCalculation(draft);
  return closeDraft(draft);
}

/**
 * Removes a worksheet with everything that only it led to, and the names in its own scope.
 *
 * @throws HostError `not-found` without such a worksheet, `failed` if no visible worksheet would be left
 */
export function removeWorksheet(bytes: Uint8Array, name: string): Uint8Array {
  const draft = openDraft(bytes);
  const workbook = readWorkbookPart(draft);
  const sheet = requireWorksheet(draft, workbook, name);
  const isVisible = ({ element }: SheetEntry) => (attribute(element, 'state') ?? 'visible') === 'visible';
  if (!workbook.sheets.some((other) => other !== sheet && isVisible(other))) {
    throw new HostError('failed', `“${sheet.name}” is the only visible worksheet of the workbook.`);
  }
  const edits = renumbered(workbook, (index) =>
    index === sheet.index ? null : index > sheet.index ? index - 1 : index,
  );
  edits.push({ start: sheet.element.start, end: sheet.element.end, text: '' });
  writePart(draft, workbook.name, withoutEmptyNames(applyEdits(workbook.text, edits), workbook.name));
  removeDependants(draft, workbook.name, ({ id }) => id === sheet.relationship);
  dropCalculationOrder(draft);
  askForCalculation(draft);
  return closeDraft(draft);
}
