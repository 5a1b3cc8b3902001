/** Moves a formula's relative references, as a cell that shares another cell's formula sees them. */
import { columnLetters, lastColumn, lastRow } from '../../../core/index.js';

const isLetter = (code: number) => (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
const isDigit = (code: number) => code >= 48 && code <= 57;
/** What may stand in a name, so that `VAT_2019` or `LOG10(` is not taken for a cell. */
const isNamePart = (code: number) =>
  isLetter(code) || isDigit(code) || code === 95 || code === 46 || code === 63 || code === 92 || code > 127;

function columnOf(letters: string): number {
  let column = 0;
  for (let at = 0; at < letters.length; at += 1) column = column * 26 + (letters.charCodeAt(at) & 31);
  return column;
}

function movedColumn(letters: string, by: number): string {
  const column = columnOf(letters) + by;
  return column >= 1 && column <= lastColumn ? columnLetters(column) : '#REF!';
}

function movedRow(digits: string, by: number): string {
  const row = Number(digits) + by;
  return row >= 1 && row <= lastRow ? String(row) : '#REF!';
}

/** The end of a quoted text, sheet name or bracketed reference that starts at `from`. */
function endOf(formula: string, from: number, close: string): number {
  let depth = 0;
  for (let at = from; at < formula.length; at += 1) {
    if (close === ']' && formula[at] === '[') depth += 1;
    else if (formula[at] === close) {
      if (close === ']' && --depth > 0) continue;
      // A doubled quote stands for itself.
      if (close !== ']' && at > from && formula[at + 1] === close) at += 1;
      else if (at > from) return at + 1;
    }
  }
  return formula.length;
}

const closers: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["'", "'"],
  ['[', ']'],
]);

/** A piece of a formula that is a name, a function, a number or a reference, moved if it is a relative reference. */
function movedWord(word: string, next: string, isRange: boolean, rows: number, columns: number): string {
  if (next === '(' || next === '!') return word;
  const cell = /^(\$?)([A-Za-z]{1,3})(\$?)(\d{1,7})$/.exec(word);
  if (cell) {
    const [, fixedColumn, letters, fixedRow, digits] = cell as unknown as [
      string,
      string,
      string,
      string,
      string,
    ];
    if (columnOf(letters) > lastColumn || Number(digits) > lastRow || Number(digits) < 1) return word;
    const column = fixedColumn ? `$${letters}` : movedColumn(letters, columns);
    const row = fixedRow ? `$${digits}` : movedRow(digits, rows);
    return column === '#REF!' || row === '#REF!' ? '#REF!' : column + row;
  }
  if (!isRange) return word;
  if (/^[A-Za-z]{1,3}$/.test(word) && columnOf(word) <= lastColumn) return movedColumn(word, columns);
  if (/^\d{1,7}$/.test(word) && Number(word) <= lastRow) return movedRow(word, rows);
  return word;
}

/** The formula as it reads `rows` further down and `columns` further to the right of where it was written. */
export function movedFormula(formula: string, rows: number, columns: number): string {
  let result = '';
  for (let at = 0; at < formula.length;) {
    const closer = closers.get(formula[at]!);
    if (closer !== undefined) {
      const end = endOf(formula, at, closer);
      result += formula.slice(at, end);
      at = end;
      continue;
    }
    let end = at;
    while (end < formula.length && (isNamePart(formula.charCodeAt(end)) || formula[end] === '$')) end += 1;
    if (end === at) {
      result += formula[at]!;
      at += 1;
      continue;
    }
    const isRange = formula[at - 1] === ':' || formula[end] === ':';
    result += movedWord(formula.slice(at, end), formula[end] ?? '', isRange, rows, columns);
    at = end;
  }
  return result;
}
