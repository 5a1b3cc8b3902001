/** A worksheet part row by row, with the numbers that rows and cells have whether or not they state them. */
import { parseRange, type CellRange } from '../../../core/index.js';
import { parsePart } from '../package/draft.js';
import { attribute, children, type XmlElement } from '../package/xml-edit.js';
import { placeFor } from '../package/workbook-part.js';

export interface ScannedCell {
  /** 1-based. */
  readonly column: number;
  readonly element: XmlElement;
}

export interface ScannedRow {
  /** 1-based. */
  readonly row: number;
  readonly element: XmlElement;
  readonly cells: readonly ScannedCell[];
}

/** Order of a worksheet's children. Source: ECMA-376 part 1, CT_Worksheet. */
const order = [
  'sheetPr',
  'dimension',
  'sheetViews',
  'sheetFormatPr',
  'cols',
  'sheetData',
  'sheetCalcPr',
  'sheetProtection',
  'protectedRanges',
  'scenarios',
  'autoFilter',
  'sortState',
  'dataConsolidate',
  'customSheetViews',
  'mergeCells',
  'phoneticPr',
  'conditionalFormatting',
  'dataValidations',
  'hyperlinks',
  'printOptions',
  'pageMargins',
  'pageSetup',
  'headerFooter',
  'rowBreaks',
  'colBreaks',
  'customProperties',
  'cellWatches',
  'ignoredErrors',
  'smartTags',
  'drawing',
  'legacyDrawing',
];

/** Where a child of a worksheet is to be put. */
export function placeInWorksheet(root: XmlElement, local: string): number {
  return placeFor(root, local, order);
}

/**
 * Reads a worksheet part. Each row is shown to `visit` once and then forgotten.
 *
 * @returns the part's root, with everything in it except the rows
 * @throws HostError `not-a-workbook` if the part is damaged
 */
export function scanWorksheet(
  name: string,
  text: string,
  visit: (row: ScannedRow, before: readonly XmlElement[]) => void,
): XmlElement {
  let row = 0;
  // Columns and format come before the rows: a visitor may need them.
  const before: XmlElement[] = [];
  return parsePart(name, text, (element, parent) => {
    if (parent?.local === 'worksheet') before.push(element);
    if (element.local !== 'row' || parent?.local !== 'sheetData') return true;
    row = Number(attribute(element, 'r') ?? row + 1);
    let column = 0;
    const cells = children(element, 'c').map((cell): ScannedCell => {
      const stated = attribute(cell, 'r');
      column = (stated === undefined ? null : parseRange(stated)?.left) ?? column + 1;
      return { column, element: cell };
    });
    visit({ row, element, cells }, before);
    return false;
  });
}

/** The ranges of a list of references (`sqref`, `ref`); what is no range is left out. */
export function parseReferences(text: string | undefined): CellRange[] {
  return (text ?? '')
    .split(/\s/)
    .filter((reference) => reference !== '')
    .map(parseRange)
    .filter((range) => range !== null);
}

export function contains(range: CellRange, row: number, column: number): boolean {
  return row >= range.top && row <= range.bottom && column >= range.left && column <= range.right;
}

/** The style that a column states for cells that are not there, or 0. */
export function columnStyle(worksheetChildren: readonly XmlElement[], column: number): number {
  const columns = worksheetChildren.find(({ local }) => local === 'cols');
  const found = (columns ? children(columns, 'col') : []).find(
    (element) => Number(attribute(element, 'min')) <= column && column <= Number(attribute(element, 'max')),
  );
  return Number((found && attribute(found, 'style')) ?? 0);
}
