/** Reads what a unit says of its submission as a whole, on the Guide worksheet. */
import { cellAddress } from '../entry/a1.js';
import { isBlankText, foldText } from '../entry/fold.js';
import { plainText, readIsoDate } from '../entry/parse.js';
import {
  dateOrders,
  nothingToReport,
  submissionCells,
  worksheetNames,
  type DateOrder,
} from '../entry/template.js';
import type { Findings } from './findings.js';
import { cellAt, parseReference, rowAt, worksheetNamed } from './reference.js';
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
const labels: Readonly<Record<CoverKey, string>> = {
  nilReturn: foldText('Nil return'),
  dateOrder: foldText('Dates typed as text'),
  preparedBy: foldText('Prepared by'),
  submittedOn: foldText('Submitted on'),
};
const longestLabel = 40;
const rowsSearched = 100;

interface FoundCell {
  readonly worksheet: string;
  readonly row: number;
  readonly cell: CellSnapshot | undefined;
}

function byName(snapshot: WorkbookSnapshot, key: CoverKey): FoundCell | null {
  for (const { name, refersTo } of snapshot.definedNames) {
    if (name !== submissionCells[key]) continue;
    const reference = parseReference(refersTo);
    const worksheet = reference && worksheetNamed(snapshot, reference.worksheet);
    if (!worksheet) continue;
    const { top, left } = reference.range;
    const row = rowAt(worksheet.rows, top);
    return { worksheet: worksheet.name, row: top, cell: row && cellAt(row, left) };
  }
  return null;
}

function byLabel(worksheet: WorksheetSnapshot, key: CoverKey): FoundCell | null {
  for (const row of worksheet.rows.slice(0, rowsSearched)) {
    for (const { column, content } of row.cells) {
      if (content?.kind !== 'text' || content.text.length > longestLabel) continue;
      if (foldText(content.text) === labels[key]) {
        return { worksheet: worksheet.name, row: row.row, cell: cellAt(row, column + 1) };
      }
    }
  }
  return null;
}

/** Reads the cells by their names; where a name is broken (`#REF!`) by the label beside them; else they are blank. */
export function readCover(snapshot: WorkbookSnapshot, findings: Findings): SubmissionCover {
  const guide = worksheetNamed(snapshot, worksheetNames.guide);
  const content = (key: CoverKey) => {
    const found = byName(snapshot, key) ?? (guide && byLabel(guide, key));
    if (!found?.cell) return null;
    const { worksheet, row, cell } = found;
    const place = { worksheet, range: cellAddress(row, cell.column) };
    if (cell.formula !== undefined) {
      findings.add('cell/formula', { formula: `=${cell.formula}` }, place);
      return null;
    }
    if (cell.content?.kind !== 'error') return cell.content;
    findings.add('cell/error', { found: cell.content.error }, place);
    return null;
  };
  const text = (key: CoverKey) => {
    const found = content(key);
    const plain = found ? plainText(found) : '';
    return isBlankText(plain) ? null : plain;
  };
  const folded = (key: CoverKey) => foldText(text(key) ?? '').replaceAll(' ', '');
  const isSame = (a: string, b: string) => a === foldText(b).replaceAll(' ', '');
  const [nilReturn, dateOrder] = [folded('nilReturn'), folded('dateOrder')];
  const submittedOn = text('submittedOn');
  return {
    nilReturn: isSame(nilReturn, nothingToReport),
    dateOrder: dateOrders.find((order) => isSame(dateOrder, order)) ?? null,
    preparedBy: text('preparedBy'),
    submittedOn: submittedOn === null ? null : readIsoDate(submittedOn),
  };
}
