/** What stands in the way of changing cells of a worksheet: found in one pass over its rows. */
import {
  parseRange,
  serialOfDate,
  type CellRange,
  type DateSystem,
  type NewValue,
} from '../../../core/index.js';
import { parsePart, partText, relationshipsOf, type PackageDraft } from '../package/draft.js';
import { attribute, child, children, type XmlElement } from '../package/xml-edit.js';
import { longestText } from './cell-xml.js';
import { contains, parseReferences, scanWorksheet, type ScannedRow } from './worksheet-scan.js';

/**
 * Why a cell was not changed:
 * - `not-a-cell`: the address names no single cell
 * - `shared-formula`, `array-formula`: other cells get their formula from this one, or it is part of an array
 * - `table-heading`: the heading of a table, which the table states as well
 * - `merged`: covered by a merged cell
 * - `date`: no date, or one before the first that the workbook can hold
 * - `too-long`: a text longer than a cell can hold
 */
export type Unchanged =
  'not-a-cell' | 'shared-formula' | 'array-formula' | 'table-heading' | 'merged' | 'date' | 'too-long';

/** True for a range of a single cell. */
export function isOneCell(range: CellRange): boolean {
  return range.top === range.bottom && range.left === range.right;
}

/** What one pass over a worksheet finds out. */
export interface Survey {
  readonly root: XmlElement;
  /** The rows in which something is to change; a damaged file can have two of one number. */
  readonly rows: ReadonlyMap<number, readonly ScannedRow[]>;
  /** Every row's number and where it begins, in the order of the text. */
  readonly places: readonly { readonly row: number; readonly start: number }[];
  /** Array formulas and data tables of more than one cell. */
  readonly arrays: readonly CellRange[];
  readonly merges: readonly CellRange[];
  readonly headings: readonly CellRange[];
}

/**
 * Looks over a worksheet part.
 * @param wanted the rows in which something is to change
 * @throws HostError `not-a-workbook`
 */
export function surveyWorksheet(
  draft: PackageDraft,
  part: string,
  text: string,
  wanted: ReadonlySet<number>,
): Survey {
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
  return { root, rows, places, arrays, merges, headings: tableHeadings(draft, part) };
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

/** Why a cell cannot be given a value, or null if it can. */
export function obstacle(
  { rows, arrays, merges, headings }: Survey,
  { top: row, left: column }: CellRange,
  value: NewValue,
  dateSystem: DateSystem,
): Unchanged | null {
  if (typeof value === 'string' && value.length > longestText) return 'too-long';
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
