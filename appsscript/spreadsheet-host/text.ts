/** What is written into cells, so that Google Sheets takes it for what it is. */
import { serialOfDate, type Cell } from '../../core/index.js';

/** Words that Google Sheets takes for truth values, whatever their letter case and the spaces behind them. */
const truthValues = /^(true|false)\s*$/i;

/**
 * Whether Google Sheets surely takes a text for a text: it begins with a letter, has no digit and is no truth value.
 * Everything that it makes of a text is something else: formulas begin with = + - or @, numbers, amounts, percentages, dates
 * and times have a digit, errors begin with #, and an apostrophe is a sign itself. What is a date depends on the language of
 * the spreadsheet, so none is looked for by its form: a text that is marked needlessly is the same text, one that is not
 * marked may become another day.
 */
const isPlain = (text: string) => /^\p{L}[^\p{N}]*$/u.test(text) && !truthValues.test(text);

/**
 * A text as it is typed: with the apostrophe by which Google Sheets knows text, and which is no part of it. In a cell of the
 * number format `@` it would be a part: there texts are written before the format is set.
 */
export const typedText = (text: string): string => (text === '' || isPlain(text) ? text : `'${text}`);

/**
 * The number of a day, null if it has none. Google Sheets counts as Excel does from 1 March 1900 on, and knows that there was
 * no 29 February before it. Source: the Sheets API's page on date and time serial numbers.
 */
export function serialOf(date: string): number | null {
  const serial = serialOfDate(date, 1900);
  return serial !== null && serial < 60 ? serial + 1 : serial;
}

/**
 * What is written for a cell of a blueprint; `''` leaves it blank.
 * @throws Error for a date that is none: a bug of whoever built the blueprint
 */
export function typedCell(cell: Cell): string | number {
  switch (cell.kind) {
    case 'blank':
      return '';
    case 'text':
      return typedText(cell.text);
    case 'number':
      return cell.value;
    case 'date': {
      const serial = serialOf(cell.date);
      if (serial === null) throw new Error(`Blueprint: “${cell.date}” is no date`);
      return serial;
    }
    case 'formula':
      return `=${cell.formula}`;
  }
}
