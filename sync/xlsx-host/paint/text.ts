/** Text and addresses as the .xlsx format wants them written. */
import { columnLetters, serialOfDate } from '../../../core/index.js';

/**
 * The font of what has no style of its own: footers, charts, cells that nobody painted. It also decides what a column's
 * width in characters means; it is Excel's own default, which other programs lay out alike (Carlito has its widths).
 */
export const defaultFont = { name: 'Calibri', size: 11 } as const;

/** The column letters and row of a 0-based cell. */
export function addressAt(row: number, column: number): string {
  return columnLetters(column + 1) + String(row + 1);
}

function escapeUnit(unit: string): string {
  return `_x${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
}

/**
 * Text whose every character comes back: what XML cannot carry (U+FFFE, U+FFFF, half a surrogate pair) becomes `_xHHHH_`,
 * and text that already looks like such an escape is escaped itself. Control characters are the writer's work.
 */
export function cellText(text: string): string {
  return text
    .replace(/_x(?=[0-9A-Fa-f]{4}_)/g, '_x005F_x')
    .replace(
      /[\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g,
      escapeUnit,
    );
}

const xmlEscapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Text as XML content or attribute value, control characters as `_xHHHH_`. */
export function xmlText(text: string): string {
  return (
    cellText(text)
      .replace(/[&<>"]/g, (character) => xmlEscapes[character]!)
      // eslint-disable-next-line no-control-regex -- these are what XML cannot carry
      .replace(/[\u0000-\u0008\u000B-\u001F]/g, escapeUnit)
  );
}

/**
 * Whether a program that re-types this text (a paste, an edit, an export to CSV) might take it for a formula. Excel marks
 * such cells `quotePrefix`. Full-width signs and invisible characters in front count as well.
 */
export function looksLikeFormula(text: string): boolean {
  return (
    /^[\s\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) ||
    /^[\t\r\n]/.test(text)
  );
}

/** The 1900-system serial number of an ISO date. @throws Error for a date that does not exist or that Excel cannot hold */
export function dateSerial(isoDate: string): number {
  const serial = isoDate < '1900-03-01' || isoDate.length > 10 ? null : serialOfDate(isoDate, 1900);
  if (serial === null) throw new Error(`Blueprint: "${isoDate}" is not a date from 1900-03-01 on`);
  return serial;
}
