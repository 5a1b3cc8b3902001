/** What stands in a worksheet in short: equal if its constants and formulas are, wherever they stand. */
import { createHash } from 'node:crypto';
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { bareFormula } from '../../../core/index.js';
import { formulaOf } from './cells.js';

/** What fingerprints are made of: to be put into a mask of fields. */
export const fingerprintFields =
  'rowData(values(userEnteredValue(formulaValue),effectiveValue(numberValue,stringValue,boolValue,errorValue(type))))';

/**
 * A cell in words that no cell of other content has; nothing for a blank one. What formulas show changes by itself, and of how
 * they are written Google Sheets may change some.
 */
function wordsOf(cell: sheets_v4.Schema$CellData): string {
  const formula = formulaOf(cell);
  if (formula !== null) return `f${bareFormula(formula)}`;
  // What was just written has no effective value yet; of a constant it is the one that was entered.
  const { stringValue, numberValue, boolValue, errorValue } =
    cell.effectiveValue ?? cell.userEnteredValue ?? {};
  if (typeof numberValue === 'number') return `n${Number(numberValue.toPrecision(15))}`;
  if (typeof boolValue === 'boolean') return `b${String(boolValue)}`;
  if (errorValue) return `e${errorValue.type ?? ''}`;
  return stringValue ? `t${stringValue}` : '';
}

/** @param rows from the first of the worksheet; cells and rows that are blank at the end do not count */
export function fingerprintOf(rows: readonly sheets_v4.Schema$RowData[]): string {
  const hash = createHash('sha256');
  rows.forEach(({ values = [] }, row) => {
    values.forEach((cell, column) => {
      const words = wordsOf(cell);
      if (words !== '') hash.update(JSON.stringify([row, column, words]));
    });
  });
  return hash.digest('base64');
}
