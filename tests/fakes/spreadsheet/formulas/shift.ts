/** Formulas that are written anew: for another cell, or because cells that they refer to moved. */
import { lastColumn, lastRow, type CellRange } from '../../../../core/index.js';
import {
  rangeOfReference,
  referenceText,
  withRange,
  worksheetPrefix,
  type Coordinate,
  type Corner,
  type Reference,
} from './references.js';
import { tokensOf } from './tokens.js';

/** A formula with each reference replaced; null makes it `#REF!`. All else stays as it is written. */
function rewrite(formula: string, change: (reference: Reference) => Reference | null): string {
  const equals = formula.startsWith('=') ? '=' : '';
  const texts = tokensOf(formula).map((token) => {
    if (token.kind !== 'reference') return token.text;
    const changed = change(token.reference);
    if (changed === token.reference) return token.text;
    const { worksheet } = token.reference;
    return changed ? referenceText(changed) : `${worksheet === null ? '' : worksheetPrefix(worksheet)}#REF!`;
  });
  return equals + texts.join('');
}

function moved({ at, isFixed }: Coordinate, by: number, last: number): Coordinate | null {
  const target = isFixed ? at : at + by;
  return target >= 1 && target <= last ? { at: target, isFixed } : null;
}

/**
 * A formula as it stands so many rows further down and columns further to the right: what has no `$` moves along. That is how
 * a conditional format's formula, written for its range's upper left cell, is read in the others.
 */
export function shiftFormula(formula: string, rows: number, columns: number): string {
  if (rows === 0 && columns === 0) return formula;
  const corner = (one: Corner): Corner | null => {
    const row = moved(one.row, rows, lastRow);
    const column = moved(one.column, columns, lastColumn);
    return row && column && { row, column };
  };
  return rewrite(formula, (reference) => {
    const from = corner(reference.from);
    const to = reference.to && corner(reference.to);
    return from && (reference.to === null || to) ? { ...reference, from, to } : null;
  });
}

/**
 * A formula after cells of a worksheet moved.
 * @param own the worksheet that the formula stands in
 * @param worksheet the one whose cells moved
 * @param move where a range of it is now; null if it is gone
 */
export function adjustFormula(
  formula: string,
  own: string,
  worksheet: string,
  move: (range: CellRange) => CellRange | null,
): string {
  return rewrite(formula, (reference) => {
    if ((reference.worksheet ?? own).toLowerCase() !== worksheet.toLowerCase()) return reference;
    const range = rangeOfReference(reference);
    const target = move(range);
    if (target && isSame(target, range)) return reference;
    return target && withRange(reference, target);
  });
}

function isSame(a: CellRange, b: CellRange): boolean {
  return a.top === b.top && a.left === b.left && a.bottom === b.bottom && a.right === b.right;
}

/** A formula in which a worksheet has another name. */
export const renamedIn = (formula: string, from: string, to: string): string =>
  rewrite(formula, (reference) =>
    reference.worksheet?.toLowerCase() === from.toLowerCase() ? { ...reference, worksheet: to } : reference,
  );

/** A formula after a worksheet is gone: what led there is `#REF!`. */
export const withoutWorksheet = (formula: string, gone: string): string =>
  rewrite(formula, (reference) =>
    reference.worksheet?.toLowerCase() === gone.toLowerCase() ? null : reference,
  );
