/** Sets and clears cells of a worksheet in an existing workbook. Everything else in the file stays byte for byte. */
import {
  cellAddress,
  HostError,
  parseRange,
  rangeAddress,
  serialOfDate,
  type CellRange,
  type DateSystem,
  type DateValue,
} from '../../../core/index.js';
import {
  closeDraft,
  openDraft,
  parsePart,
  partText,
  relationshipsOf,
  writePart,
  type PackageDraft,
} from '../package/draft.js';
import {
  asDateStyle,
  asQuotedStyle,
  closeStyles,
  isDateStyle,
  openStyles,
  type StylesDraft,
} from './styles-edit.js';
import { askForCalculation, readWorkbookPart, requireWorksheet } from '../package/workbook-part.js';
import { columnStyle, contains, parseReferences, scanWorksheet, type ScannedRow } from './worksheet-scan.js';
import {
  appendInside,
  applyEdits,
  attribute,
  changeAttributes,
  child,
  children,
  escapeText,
  openingTag,
  prefixOf,
  type Edit,
  type XmlElement,
} from '../package/xml-edit.js';

/** A new value for one cell; null clears it. Its format stays. */
export interface CellChange {
  /** Address of the cell, such as `B5`. */
  readonly range: string;
  readonly value: string | number | boolean | DateValue | null;
}

/**
 * Why a cell was not changed:
 * - `not-a-cell`: the address names no single cell
 * - `shared-formula`, `array-formula`: other cells get their formula from this one, or it is part of an array
 * - `table-heading`: the heading of a table, which the table states as well
 * - `merged`: covered by a merged cell
 * - `date`: no date, or one before the first that the workbook can hold
 */
export type Unchanged =
  'not-a-cell' | 'shared-formula' | 'array-formula' | 'table-heading' | 'merged' | 'date';

export interface PatchResult {
  readonly bytes: Uint8Array;
  /** Addresses of the cells that now hold what was asked. */
  readonly changed: readonly string[];
  readonly unchanged: readonly { readonly range: string; readonly reason: Unchanged }[];
}

/** Characters that XML cannot carry, or that a spreadsheet would not read back as they are. */
const unwritable =
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text as a cell stores it: `_xHHHH_` for what XML cannot carry, and a literal `_xHHHH_` kept apart from that. */
export function escapeCellText(text: string): string {
  const literal = text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
  const written = literal.replace(
    unwritable,
    (found) => `_x${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
  );
  return escapeText(written);
}

/** Changes by row and column. */
type ChangesByRow = Map<number, Map<number, CellChange>>;

interface Patching {
  readonly draft: PackageDraft;
  readonly dateSystem: DateSystem;
  styles: StylesDraft | null;
}

function stylesOf(patching: Patching): StylesDraft {
  patching.styles ??= openStyles(patching.draft);
  return patching.styles;
}

/** Texts that a spreadsheet would take for a formula when a person edits the cell. */
const looksLikeFormula = /^[=+\-@\t]/;

/** A cell's attributes and content for a value. */
function cellValue(
  patching: Patching,
  prefix: string,
  value: Exclude<CellChange['value'], null>,
  style: number,
): { type: string | null; style: number; inside: string } {
  const v = (text: string | number) => `<${prefix}v>${text}</${prefix}v>`;
  if (typeof value === 'string') {
    return {
      type: 'inlineStr',
      style: looksLikeFormula.test(value) ? asQuotedStyle(stylesOf(patching), style) : style,
      inside: `<${prefix}is><${prefix}t xml:space="preserve">${escapeCellText(value)}</${prefix}t></${prefix}is>`,
    };
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`A cell cannot hold ${value}.`);
    return { type: null, style, inside: v(Object.is(value, -0) ? 0 : value) };
  }
  if (typeof value === 'boolean') return { type: 'b', style, inside: v(value ? 1 : 0) };
  const styles = stylesOf(patching);
  return {
    type: null,
    style: isDateStyle(styles, style) ? style : asDateStyle(styles, style),
    inside: v(serialOfDate(value.date, patching.dateSystem)!),
  };
}

function replaceCell(patching: Patching, element: XmlElement, change: CellChange): Edit | null {
  // Metadata of dynamic arrays and rich values belongs to the old value.
  const gone: [string, string | null][] = [
    ['cm', null],
    ['vm', null],
  ];
  if (change.value === null) {
    if (element.content.length === 0 && attribute(element, 't') === undefined) return null;
    const text = openingTag(element, new Map([...gone, ['t', null]]), true);
    return { start: element.start, end: element.end, text };
  }
  const before = Number(attribute(element, 's') ?? 0);
  const { type, style, inside } = cellValue(patching, prefixOf(element), change.value, before);
  const attributes = new Map([...gone, ['t', type]]);
  if (style !== before) attributes.set('s', String(style));
  const text = `${openingTag(element, attributes, false)}${inside}</${element.name}>`;
  return { start: element.start, end: element.end, text };
}

function newCell(
  patching: Patching,
  prefix: string,
  address: string,
  change: CellChange,
  base: number,
): string {
  const { type, style, inside } = cellValue(patching, prefix, change.value!, base);
  const attributes = `${style === 0 ? '' : ` s="${style}"`}${type === null ? '' : ` t="${type}"`}`;
  return `<${prefix}c r="${address}"${attributes}>${inside}</${prefix}c>`;
}

function isOneCell(range: CellRange): boolean {
  return range.top === range.bottom && range.left === range.right;
}

/** Headings of the worksheet's tables: the table states their texts as well, and the two must agree. */
function tableHeadings(draft: PackageDraft, worksheet: string): CellRange[] {
  return relationshipsOf(draft, worksheet)
    .filter(({ kind, part }) => kind === 'table' && part !== null)
    .flatMap(({ part }) => {
      const table = parsePart(part!, partText(draft, part!));
      const range = parseRange(attribute(table, 'ref') ?? '');
      const rows = Number(attribute(table, 'headerRowCount') ?? 1);
      return range && rows > 0 ? [{ ...range, bottom: range.top + rows - 1 }] : [];
    });
}

/** What one pass over a worksheet finds out. */
interface Survey {
  readonly root: XmlElement;
  /** The rows in which something is to change; a damaged file can have two of one number. */
  readonly rows: ReadonlyMap<number, readonly ScannedRow[]>;
  /** Every row's number and where it begins, in the order of the text. */
  readonly places: readonly { readonly row: number; readonly start: number }[];
  /** Array formulas and data tables of more than one cell. */
  readonly arrays: readonly CellRange[];
  readonly merges: readonly CellRange[];
}

function survey(part: string, text: string, wanted: ReadonlySet<number>): Survey {
  const rows = new Map<number, ScannedRow[]>();
  const places: { row: number; start: number }[] = [];
  const arrays: CellRange[] = [];
  const root = scanWorksheet(part, text, (scanned) => {
    places.push({ row: scanned.row, start: scanned.element.start });
    if (wanted.has(scanned.row)) rows.set(scanned.row, [...(rows.get(scanned.row) ?? []), scanned]);
    for (const { element } of scanned.cells) {
      const formula = child(element, 'f');
      if (!formula || attribute(formula, 't') === 'shared') continue;
      arrays.push(...parseReferences(attribute(formula, 'ref')).filter((range) => !isOneCell(range)));
    }
  });
  const merged = child(root, 'mergeCells');
  const merges = (merged ? children(merged) : []).flatMap((element) =>
    parseReferences(attribute(element, 'ref')),
  );
  return { root, rows, places, arrays, merges };
}

/** True if other cells take their formula from one of these. */
function sharesFormula(rows: readonly ScannedRow[], column: number): boolean {
  return rows.some(({ cells }) =>
    cells.some((cell) => {
      const formula = cell.column === column ? child(cell.element, 'f') : undefined;
      const range = formula && parseRange(attribute(formula, 'ref') ?? '');
      return attribute(formula ?? cell.element, 't') === 'shared' && !!range && !isOneCell(range);
    }),
  );
}

function obstacle(
  change: CellChange,
  { top: row, left: column }: CellRange,
  { rows, arrays, merges }: Survey,
  headings: readonly CellRange[],
  dateSystem: DateSystem,
): Unchanged | null {
  const { value } = change;
  if (typeof value === 'object' && value !== null && serialOfDate(value.date, dateSystem) === null)
    return 'date';
  if (headings.some((range) => contains(range, row, column))) return 'table-heading';
  if (arrays.some((range) => contains(range, row, column))) return 'array-formula';
  if (sharesFormula(rows.get(row) ?? [], column)) return 'shared-formula';
  const covered = merges.some(
    (range) => contains(range, row, column) && (row !== range.top || column !== range.left),
  );
  return covered && value !== null ? 'merged' : null;
}

/** The style that a new cell takes from its row or its column, as spreadsheet programs give it. */
function inheritedStyle(root: XmlElement, row: ScannedRow | null, column: number): number {
  const custom = row && attribute(row.element, 'customFormat');
  if (row && (custom === '1' || custom === 'true')) return Number(attribute(row.element, 's') ?? 0);
  return columnStyle(children(root), column);
}

/** The edits in a row that is there. */
function editRow(
  patching: Patching,
  text: string,
  root: XmlElement,
  rows: readonly ScannedRow[],
  changes: ReadonlyMap<number, CellChange>,
): Edit[] {
  const edits: Edit[] = [];
  const [first] = rows as readonly [ScannedRow];
  let atEnd = '';
  for (const [column, change] of [...changes].sort(([a], [b]) => a - b)) {
    const present = rows.flatMap(({ cells }) => cells.filter((cell) => cell.column === column));
    edits.push(...present.flatMap(({ element }) => replaceCell(patching, element, change) ?? []));
    if (present.length > 0 || change.value === null) continue;
    const address = cellAddress(first.row, column);
    const base = inheritedStyle(root, first, column);
    const cell = newCell(patching, prefixOf(first.element), address, change, base);
    const next = first.cells.find((candidate) => candidate.column > column);
    if (next) edits.push({ start: next.element.start, end: next.element.start, text: cell });
    else atEnd += cell;
  }
  if (atEnd !== '') edits.push(appendInside(text, first.element, atEnd));
  return edits;
}

/** The edits that put in the rows that are not there. */
function addRows(
  patching: Patching,
  text: string,
  { root, rows, places }: Survey,
  accepted: ChangesByRow,
): Edit[] {
  const sheetData = child(root, 'sheetData');
  if (!sheetData) throw new HostError('not-a-workbook', 'A worksheet has no place for cells.');
  const prefix = prefixOf(sheetData);
  const edits: Edit[] = [];
  let atEnd = '';
  for (const [row, changes] of [...accepted].sort(([a], [b]) => a - b)) {
    if (rows.has(row)) continue;
    const cells = [...changes]
      .sort(([a], [b]) => a - b)
      .filter(([, { value }]) => value !== null)
      .map(([column, change]) =>
        newCell(patching, prefix, cellAddress(row, column), change, inheritedStyle(root, null, column)),
      );
    if (cells.length === 0) continue;
    const written = `<${prefix}row r="${row}">${cells.join('')}</${prefix}row>`;
    const next = places.find((place) => place.row > row);
    if (next) edits.push({ start: next.start, end: next.start, text: written });
    else atEnd += written;
  }
  if (atEnd !== '') edits.push(appendInside(text, sheetData, atEnd));
  return edits;
}

/** The edit that makes the stated extent of the worksheet reach the changed cells. */
function growDimension(root: XmlElement, accepted: ChangesByRow): Edit[] {
  const dimension = child(root, 'dimension');
  const range = dimension && parseRange(attribute(dimension, 'ref') ?? '');
  if (!range) return [];
  let { top, left, bottom, right } = range;
  for (const [row, columns] of accepted) {
    for (const [column, { value }] of columns) {
      if (value === null) continue;
      top = Math.min(top, row);
      bottom = Math.max(bottom, row);
      left = Math.min(left, column);
      right = Math.max(right, column);
    }
  }
  const ref = rangeAddress({ top, left, bottom, right });
  return ref === rangeAddress(range) ? [] : [changeAttributes(dimension, new Map([['ref', ref]]))];
}

/**
 * Sets or clears cells of one worksheet.
 *
 * Texts are stored in the cell itself; dates as the number of the workbook's own date system, in the cell's own style if
 * it shows dates and else in the same style with a date format. Missing rows and cells are made in their place with the
 * format of their row or column. The next program that opens the workbook is asked to calculate it. Without anything to
 * change the bytes are the same.
 *
 * @throws HostError `not-found` without such a worksheet, `not-a-workbook` for a damaged file
 * @throws RangeError for a number that is not finite
 */
export function patchCells(
  bytes: Uint8Array,
  worksheet: string,
  changes: readonly CellChange[],
): PatchResult {
  const draft = openDraft(bytes);
  const workbook = readWorkbookPart(draft);
  const { part } = requireWorksheet(draft, workbook, worksheet);
  const text = partText(draft, part);

  const asked = changes.map((change) => ({ change, range: parseRange(change.range) }));
  const found = survey(part, text, new Set(asked.flatMap(({ range }) => range?.top ?? [])));
  const headings = tableHeadings(draft, part);
  const accepted: ChangesByRow = new Map();
  const changed: string[] = [];
  const unchanged: { range: string; reason: Unchanged }[] = [];
  for (const { change, range } of asked) {
    const reason =
      range && isOneCell(range)
        ? obstacle(change, range, found, headings, workbook.dateSystem)
        : 'not-a-cell';
    if (reason || !range) {
      unchanged.push({ range: change.range, reason: reason ?? 'not-a-cell' });
      continue;
    }
    changed.push(change.range);
    const row = accepted.get(range.top) ?? new Map<number, CellChange>();
    accepted.set(range.top, row.set(range.left, change));
  }

  const patching: Patching = { draft, dateSystem: workbook.dateSystem, styles: null };
  const edits = [...accepted].flatMap(([row, columns]) => {
    const rows = found.rows.get(row);
    return rows ? editRow(patching, text, found.root, rows, columns) : [];
  });
  edits.push(...addRows(patching, text, found, accepted));
  if (edits.length === 0) return { bytes, changed, unchanged };
  writePart(draft, part, applyEdits(text, [...edits, ...growDimension(found.root, accepted)]));
  if (patching.styles) closeStyles(draft, patching.styles);
  askForCalculation(draft);
  return { bytes: closeDraft(draft), changed, unchanged };
}
