/** The workbook part while a package is being changed: its worksheets in order, its names, its calculation. */
import { HostError, type DateSystem } from '../../../core/index.js';
import {
  hasPart,
  openDraft,
  parsePart,
  partText,
  relationshipsOf,
  removePart,
  removeRelationships,
  strictRelationships,
  transitionalRelationships,
  writePart,
  type PackageDraft,
} from './draft.js';
import {
  applyEdits,
  attribute,
  changeAttributes,
  child,
  children,
  prefixOf,
  relationshipId,
  type Edit,
  type XmlElement,
} from './xml-edit.js';

/** A worksheet (or chart sheet) as the workbook lists it. */
export interface SheetEntry {
  readonly name: string;
  /** 0-based place among all sheets: what `localSheetId` counts by. */
  readonly index: number;
  readonly sheetId: number;
  readonly relationship: string;
  /** `worksheet`, `chartsheet`, `dialogsheet`. */
  readonly kind: string;
  readonly part: string;
  readonly element: XmlElement;
}

export interface WorkbookPart {
  /** Name of the part. */
  readonly name: string;
  readonly text: string;
  readonly root: XmlElement;
  readonly sheets: readonly SheetEntry[];
  readonly dateSystem: DateSystem;
  /** The namespaces are those of ISO 29500 strict. */
  readonly strict: boolean;
}

/** Order of the workbook part's children. Source: ECMA-376 part 1, CT_Workbook. */
const order = [
  'fileVersion',
  'fileSharing',
  'workbookPr',
  'workbookProtection',
  'bookViews',
  'sheets',
  'functionGroups',
  'externalReferences',
  'definedNames',
  'calcPr',
];

/** Reads the workbook part. @throws HostError `not-a-workbook` */
export function readWorkbookPart(draft: PackageDraft): WorkbookPart {
  const name = relationshipsOf(draft, '').find(({ kind }) => kind === 'officeDocument')?.part;
  if (name === undefined || name === null || !hasPart(draft, name)) {
    throw new HostError('not-a-workbook', 'The file has no workbook in it.');
  }
  const text = partText(draft, name);
  const root = parsePart(name, text);
  const relationships = new Map(relationshipsOf(draft, name).map((found) => [found.id, found]));
  const listed = child(root, 'sheets');
  const sheets = (listed ? children(listed, 'sheet') : []).map((element, index): SheetEntry => {
    const id = relationshipId(element) ?? '';
    const relationship = relationships.get(id);
    return {
      name: attribute(element, 'name') ?? '',
      index,
      sheetId: Number(attribute(element, 'sheetId') ?? 0),
      relationship: id,
      kind: relationship?.kind ?? '',
      part: relationship?.part ?? '',
      element,
    };
  });
  const properties = child(root, 'workbookPr');
  return {
    name,
    text,
    root,
    sheets,
    dateSystem: /^(?:1|true|on)$/.test((properties && attribute(properties, 'date1904')) ?? '') ? 1904 : 1900,
    strict: root.uri.startsWith('http://purl.oclc.org/'),
  };
}

/** The address that the types of a package's office relationships begin with. */
export function relationshipTypes({ strict }: WorkbookPart): string {
  return strict ? strictRelationships : transitionalRelationships;
}

/** The attribute that names a relationship, with the prefix that the part's root declares for it or its own. */
export function relationshipAttribute(root: XmlElement, id: string, workbook: WorkbookPart): string {
  const namespace = relationshipTypes(workbook);
  const declared = root.attributes.find(
    ({ name, value }) => name.startsWith('xmlns:') && value === namespace,
  );
  if (declared) return `${declared.name.slice('xmlns:'.length)}:id="${id}"`;
  return `xmlns:r="${namespace}" r:id="${id}"`;
}

function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** The sheet of a name; letter case does not matter, as in every spreadsheet program. */
export function findSheet(workbook: WorkbookPart, name: string): SheetEntry | undefined {
  return workbook.sheets.find((sheet) => sameName(sheet.name, name));
}

/** The worksheet of a name. @throws HostError `not-found` */
export function requireWorksheet(draft: PackageDraft, workbook: WorkbookPart, name: string): SheetEntry {
  const sheet = findSheet(workbook, name);
  if (sheet?.kind !== 'worksheet' || !hasPart(draft, sheet.part)) {
    throw new HostError('not-found', `The workbook has no worksheet named “${name}”.`);
  }
  return sheet;
}

/** The names of a workbook's sheets, in order. @throws HostError `not-a-workbook` */
export function sheetNames(bytes: Uint8Array): string[] {
  return readWorkbookPart(openDraft(bytes)).sheets.map(({ name }) => name);
}

/** Where a child of this name is to be put: behind the last of those that come before it. */
export function placeFor(root: XmlElement, local: string, sequence: readonly string[]): number {
  const before = new Set(sequence.slice(0, sequence.indexOf(local)));
  return children(root).reduce((at, element) => (before.has(element.local) ? element.end : at), root.openEnd);
}

/** Where a child of the workbook part is to be put. */
export function placeInWorkbook(root: XmlElement, local: string): number {
  return placeFor(root, local, order);
}

/** Removes the list of the order of calculation: it names cells that hold no formula any more. Programs make it anew. */
export function dropCalculationOrder(draft: PackageDraft): void {
  const workbook = readWorkbookPart(draft);
  for (const { kind, part } of relationshipsOf(draft, workbook.name)) {
    if (kind === 'calcChain' && part !== null && hasPart(draft, part)) removePart(draft, part);
  }
  removeRelationships(draft, workbook.name, ({ kind }) => kind === 'calcChain');
}

/** Has the next program that opens the workbook calculate all formulas: their results may rest on what was changed. */
export function askForCalculation(draft: PackageDraft): void {
  const workbook = readWorkbookPart(draft);
  const calculation = child(workbook.root, 'calcPr');
  const at = placeInWorkbook(workbook.root, 'calcPr');
  const edit: Edit = calculation
    ? changeAttributes(calculation, new Map([['fullCalcOnLoad', '1']]))
    : { start: at, end: at, text: `<${prefixOf(workbook.root)}calcPr fullCalcOnLoad="1"/>` };
  writePart(draft, workbook.name, applyEdits(workbook.text, [edit]));
}
