/** Sets and clears cells in an existing workbook. Everything else in the file stays byte for byte. */
import { cellAddress, HostError, parseRange, rangeAddress, type NewValue } from '../../../core/index.js';
import { closeDraft, openDraft, partText, writePart } from '../package/draft.js';
import {
  askForCalculation,
  dropCalculationOrder,
  readWorkbookPart,
  requireWorksheet,
} from '../package/workbook-part.js';
import {
  appendInside,
  applyEdits,
  attribute,
  changeAttributes,
  child,
  children,
  prefixOf,
  type Edit,
  type XmlElement,
} from '../package/xml-edit.js';
import { newCell, replaceCell, type Patching } from './cell-xml.js';
import { closeStyles } from './styles-edit.js';
import { isOneCell, obstacle, surveyWorksheet, type Survey, type Unchanged } from './survey.js';
import { columnStyle, type ScannedRow } from './worksheet-scan.js';

export type { Unchanged };

/** A new value for one cell; null clears it. Its format stays. */
export interface CellChange {
  readonly worksheet: string;
  /** Address of the cell, such as `B5`. */
  readonly range: string;
  readonly value: NewValue;
}

/** @typeParam Change a change, with whatever the caller keeps with it */
export interface PatchResult<Change extends CellChange = CellChange> {
  readonly bytes: Uint8Array;
  /** The cells that now hold what was asked. */
  readonly changed: readonly Change[];
  readonly unchanged: readonly { readonly change: Change; readonly reason: Unchanged }[];
}

/** New values by row and column. */
type ValuesByRow = Map<number, Map<number, NewValue>>;

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
  values: ReadonlyMap<number, NewValue>,
): Edit[] {
  const edits: Edit[] = [];
  const [first] = rows as readonly [ScannedRow];
  let atEnd = '';
  for (const [column, value] of [...values].sort(([a], [b]) => a - b)) {
    const present = rows.flatMap(({ cells }) => cells.filter((cell) => cell.column === column));
    edits.push(...present.flatMap(({ element }) => replaceCell(patching, element, value) ?? []));
    if (present.length > 0 || value === null) continue;
    const address = cellAddress(first.row, column);
    const base = inheritedStyle(root, first, column);
    const cell = newCell(patching, prefixOf(first.element), address, value, base);
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
  accepted: ValuesByRow,
): Edit[] {
  const sheetData = child(root, 'sheetData');
  if (!sheetData) throw new HostError('not-a-workbook', 'A worksheet has no place for cells.');
  const prefix = prefixOf(sheetData);
  const edits: Edit[] = [];
  let atEnd = '';
  for (const [row, values] of [...accepted].sort(([a], [b]) => a - b)) {
    if (rows.has(row)) continue;
    const cells = [...values]
      .sort(([a], [b]) => a - b)
      .flatMap(([column, value]) => {
        const base = inheritedStyle(root, null, column);
        return value === null ? [] : newCell(patching, prefix, cellAddress(row, column), value, base);
      });
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
function growDimension(root: XmlElement, accepted: ValuesByRow): Edit[] {
  const dimension = child(root, 'dimension');
  const range = dimension && parseRange(attribute(dimension, 'ref') ?? '');
  if (!range) return [];
  let { top, left, bottom, right } = range;
  for (const [row, columns] of accepted) {
    for (const [column, value] of columns) {
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

/** True if one of these cells holds a formula. */
function overwritesFormula({ rows }: Survey, accepted: ValuesByRow): boolean {
  return [...accepted].some(([row, values]) =>
    (rows.get(row) ?? []).some(({ cells }) =>
      cells.some(({ column, element }) => values.has(column) && child(element, 'f') !== undefined),
    ),
  );
}

/** Changes by worksheet; letter case does not matter in its name. */
function grouped<Change extends CellChange>(changes: readonly Change[]): Change[][] {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const key = change.worksheet.toLowerCase();
    const group = groups.get(key);
    if (group) group.push(change);
    else groups.set(key, [change]);
  }
  return [...groups.values()];
}

/**
 * Sets or clears cells, of one worksheet or of several.
 *
 * Texts are stored in the cell itself; dates as the number of the workbook's own date system, in the cell's own style if
 * it shows dates and else in the same style with a date format; numbers in the cell's own style unless it shows dates.
 * Missing rows and cells are made in their place with the format of their row or column. The next program that opens the
 * workbook is asked to calculate it. Without anything to change the bytes are the same.
 *
 * @throws HostError `not-found` without such a worksheet, `not-a-workbook` for a damaged file
 * @throws RangeError for a number that is not finite
 */
export function patchCells<Change extends CellChange>(
  bytes: Uint8Array,
  changes: readonly Change[],
): PatchResult<Change> {
  const draft = openDraft(bytes);
  const workbook = readWorkbookPart(draft);
  const patching: Patching = { draft, dateSystem: workbook.dateSystem, styles: null };
  const changed: Change[] = [];
  const unchanged: { change: Change; reason: Unchanged }[] = [];
  let isEdited = false;
  let isOrderStale = false;
  for (const group of grouped(changes)) {
    const { part } = requireWorksheet(draft, workbook, group[0]!.worksheet);
    const text = partText(draft, part);
    const asked = group.map((change) => ({ change, range: parseRange(change.range) }));
    const found = surveyWorksheet(draft, part, text, new Set(asked.flatMap(({ range }) => range?.top ?? [])));
    const accepted: ValuesByRow = new Map();
    for (const { change, range } of asked) {
      const reason =
        range && isOneCell(range) ? obstacle(found, range, change.value, workbook.dateSystem) : 'not-a-cell';
      if (reason || !range) {
        unchanged.push({ change, reason: reason ?? 'not-a-cell' });
        continue;
      }
      changed.push(change);
      const row = accepted.get(range.top) ?? new Map<number, NewValue>();
      accepted.set(range.top, row.set(range.left, change.value));
    }
    const edits = [...accepted].flatMap(([row, values]) => {
      const rows = found.rows.get(row);
      return rows ? editRow(patching, text, found.root, rows, values) : [];
    });
    edits.push(...addRows(patching, text, found, accepted));
    const edited = applyEdits(text, [...edits, ...growDimension(found.root, accepted)]);
    if (edited === text) continue;
    writePart(draft, part, edited);
    isEdited = true;
    isOrderStale ||= overwritesFormula(found, accepted);
  }
  if (!isEdited) return { bytes, changed, unchanged };
  if (patching.styles) closeStyles(draft, patching.styles);
  if (isOrderStale) dropCalculationOrder(draft);
  askForCalculation(draft);
  return { bytes: closeDraft(draft), changed, unchanged };
}
