/** What stands in a worksheet in short: hashes of its cells and one of all, so that a change is noticed without sending it all. */
import { isDate } from './dates.js';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** What a range holds: for each cell what it shows, and its formula with `=`, or `''`. */
export interface Contents {
  readonly values: readonly (readonly unknown[])[];
  readonly formulas: readonly (readonly string[])[];
}

/** Looked up once: to do so for each letter takes longer than to compute with it. */
const { imul } = Math;

/** Two numbers of 32 bits made of a text. Not a hash that anybody would have to attack: both sides are ours. */
function hashesOf(text: string): readonly [number, number] {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    a = imul(a ^ unit, 2_654_435_761);
    b = imul(b ^ unit, 1_597_334_677);
  }
  a = imul(a ^ (a >>> 16), 2_246_822_507) ^ imul(b ^ (b >>> 13), 3_266_489_909);
  b = imul(b ^ (b >>> 16), 2_246_822_507) ^ imul(a ^ (a >>> 13), 3_266_489_909);
  return [a >>> 0, b >>> 0];
}

/** 64 bits, for what must not be mistaken: whether a worksheet may be painted over. */
const longHash = (text: string): string =>
  hashesOf(text)
    .map((part) => part.toString(36))
    .join('.');

/** 42 bits, in few letters: a panel that is open gets one for each cell every few seconds. */
function shortHash(text: string): string {
  const [a, b] = hashesOf(text);
  return a.toString(36) + (b % 1_024).toString(36);
}

/** A cell in words that no cell of other content has; nothing for a blank one. What formulas show changes by itself. */
function wordsOf(value: unknown, formula: string): string {
  if (formula !== '') return `f${formula}`;
  if (typeof value === 'string') return value === '' ? '' : `t${value}`;
  return isDate(value) ? `d${value.getTime()}` : `${typeof value}${String(value)}`;
}

/**
 * For each row of a range from its first: a hash for each cell with commas between, `''` for a blank one, blank cells behind the
 * last that is not left out. Equal if and only if what stands in the cells is (but for a chance of one to 2^42 a cell).
 */
export const rowHashes = ({ values, formulas }: Contents): readonly string[] =>
  values.map((row, down) => {
    const hashes = row.map((value, across) => {
      const words = wordsOf(value, formulas[down]?.[across] ?? '');
      return words === '' ? '' : shortHash(words);
    });
    while (hashes.at(-1) === '') hashes.pop();
    return hashes.join(',');
  });

/** Of all rows of a worksheet from the first; blank rows below the last that is not do not count. */
export function fingerprintOfRows(hashes: readonly string[]): string {
  let last = hashes.length;
  while (last > 0 && hashes[last - 1] === '') last -= 1;
  return last === 0 ? '' : `${last}.${longHash(hashes.slice(0, last).join(';'))}`;
}

/** What stands in a worksheet, from A1 to the last cell with something in it, in three calls. Of a chart's own sheet nothing. */
export function readContents(sheet: Sheet): Contents {
  const range = sheet.getDataRange();
  return { values: range.getValues() as unknown[][], formulas: range.getFormulas() };
}

/**
 * What stands in a worksheet in short: equal if and only if its constants and formulas are, wherever they stand. In three
 * calls.
 */
export const fingerprintOf = (sheet: Sheet): string => fingerprintOfRows(rowHashes(readContents(sheet)));
