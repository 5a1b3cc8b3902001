/** Reads what a unit says of its submission as a whole, on the Guide worksheet. */
import { cellAddress } from '../entry/a1.js';
import { isBlankText, foldText } from '../entry/fold.js';
import { readIsoDate } from '../entry/parse.js';
import {
  asOfName,
  dateOrders,
  nothingToReport,
  submissionCells,
  worksheetNames,
  type DateOrder,
} from '../entry/template.js';
import { collectFindings, type Findings } from './findings.js';
import { cellAt, holdsSomething, parseReference, rowAt, textOf, worksheetNamed } from './reference.js';
import type { CellSnapshot, WorkbookSnapshot, WorksheetSnapshot } from './snapshot.js';

export interface SubmissionCover {
  readonly nilReturn: boolean;
  readonly dateOrder: DateOrder | null;
  readonly preparedBy: string | null;
  /** ISO date. */
  readonly submittedOn: string | null;
}

type CoverKey = keyof typeof submissionCells;

/** The words to the left of each cell, by which it is found when its name is lost. */
export const coverLabels: Readonly<Record<CoverKey, string>> = {
  nilReturn: 'Nil return',
  dateOrder: 'Dates typed as text',
  preparedBy: 'Prepared by',
  submittedOn: 'Submitted on',
};
const longestLabel = 40;
const rowsSearched = 100;

export interface FoundCell {
  readonly worksheet: string;
  readonly row: number;
  readonly column: number;
  readonly cell: CellSnapshot | undefined;
}

/** The cell that a name of the workbook refers to (the first of its range), or null if the name is gone or broken. */
export function findNamed(snapshot: WorkbookSnapshot, wanted: string): FoundCell | null {
  for (const { name, refersTo } of snapshot.definedNames) {
    if (name !== wanted) continue;
    const reference = parseReference(refersTo);
    const worksheet = reference && worksheetNamed(snapshot, reference.worksheet);
    if (!worksheet) continue;
    const { top, left } = reference.range;
    const row = rowAt(worksheet.rows, top);
    return { worksheet: worksheet.name, row: top, column: left, cell: row && cellAt(row, left) };
  }
  return null;
}

function byLabel(worksheet: WorksheetSnapshot, key: CoverKey): FoundCell | null {
  const label = foldText(coverLabels[key]);
  for (const row of worksheet.rows.slice(0, rowsSearched)) {
    for (const { column, content } of row.cells) {
      if (content?.kind !== 'text' || content.text.length > longestLabel) continue;
      if (foldText(content.text) === label) {
        return {
          worksheet: worksheet.name,
          row: row.row,
          column: column + 1,
          cell: cellAt(row, column + 1),
        };
      }
    }
  }
  return null;
}

/** The same text whatever its spelling: letter case, spaces and look-alike characters. */
const squeeze = (text: string) => foldText(text).replaceAll(' ', '');

/** Finds the cell in which a unit says something of its submission; null if neither its name nor its label is there. */
export function findCover(snapshot: WorkbookSnapshot, key: CoverKey): FoundCell | null {
  const guide = worksheetNamed(snapshot, worksheetNames.guide);
  return findNamed(snapshot, submissionCells[key]) ?? (guide && byLabel(guide, key));
}

/** Reads the cells by their names; where a name is broken (`#REF!`) by the label beside them; else they are blank. */
export function readCover(snapshot: WorkbookSnapshot, findings: Findings): SubmissionCover {
  /** What `use` makes of the text in a cell; null if it is blank, or holds what cannot be used, which is reported. */
  const read = <T>(key: CoverKey, use: (text: string) => T | null): T | null => {
    const found = findCover(snapshot, key);
    if (!found?.cell) return null;
    const { worksheet, row, cell } = found;
    const place = { worksheet, range: cellAddress(row, cell.column) };
    if (cell.formula !== undefined) {
      findings.add('cell/formula', { formula: `=${cell.formula}` }, place);
      return null;
    }
    if (cell.content?.kind === 'error') {
      findings.add('cell/error', { found: cell.content.error }, place);
      return null;
    }
    const text = textOf(cell);
    if (isBlankText(text)) return null;
    const value = use(text);
    if (value === null) {
      findings.add('submission/cover-unusable', { label: coverLabels[key], found: text }, place);
    }
    return value;
  };
  const choose =
    <T extends string>(...allowed: readonly T[]) =>
    (text: string): T | null =>
      allowed.find((one) => squeeze(one) === squeeze(text)) ?? null;
  return {
    nilReturn: read('nilReturn', choose(nothingToReport)) !== null,
    dateOrder: read('dateOrder', choose(...dateOrders)),
    preparedBy: read('preparedBy', (text) => text),
    submittedOn: read('submittedOn', readIsoDate),
  };
}

/** How dates typed as text are read in this workbook; null where it does not say. */
export function readDateOrder(snapshot: WorkbookSnapshot): DateOrder | null {
  return readCover(snapshot, collectFindings('')).dateOrder;
}

/**
 * The ISO date as of which due and overdue are judged, which a person may change on the Roll-up worksheet; null where the
 * workbook states none that can be used.
 */
export function readAsOf(snapshot: WorkbookSnapshot): string | null {
  const cell = findNamed(snapshot, asOfName)?.cell;
  return holdsSomething(cell) && cell?.formula === undefined ? readIsoDate(textOf(cell)) : null;
}
