/** What is written into cells, so that Excel takes it for what it is. */
import { longestText, serialOfDate, type Cell, type DateSystem } from '../../core/index.js';

/** Words that Excel takes for truth values, whatever their letter case and the spaces behind them. */
const truthValues = /^(true|false)\s*$/i;

/**
 * Whether Excel surely takes a text for a text: it begins with a letter, has no digit and is no truth value. Everything
 * that Excel makes of a text is something else: formulas begin with = + - or @, numbers, amounts, percentages, dates and
 * times have a digit (`Mar 5`, `Rs 10`, `1e5`), errors begin with #, an apostrophe and what other programs mark texts with
 * (" ^ \) are signs themselves. What is a date depends on the language of the person's system, so none is looked for by
 * its form: a text that is marked needlessly is the same text, one that is not marked may become another day.
 */
const isPlain = (text: string) => /^\p{L}[^\p{N}]*$/u.test(text) && !truthValues.test(text);

/** Such a text has no room for a mark; nor need it have one, since nothing that long is a number or a date. */
const isFull = (text: string) => text.length === longestText && /^[^=+\-@'\s]/.test(text);

/**
 * A text as it is typed: with the apostrophe by which Excel knows text. It is kept as a mark of the cell and is no part of
 * the text, in cells of every number format that is not Text already; hence number formats are set after the contents.
 */
export const typedText = (text: string): string =>
  text === '' || isPlain(text) || isFull(text) ? text : `'${text}`;

/**
 * What is written for a cell of a blueprint; null leaves it blank.
 * @throws Error for a date that the workbook cannot hold: a bug of whoever built the blueprint
 */
export function typedCell(cell: Cell, dateSystem: DateSystem): string | number | null {
  switch (cell.kind) {
    case 'blank':
      return null;
    case 'text':
      return cell.text === '' ? null : typedText(cell.text);
    case 'number':
      return cell.value;
    case 'date': {
      const serial = serialOfDate(cell.date, dateSystem);
      if (serial === null)
        throw new Error(`Blueprint: “${cell.date}” is no date of the ${dateSystem} system`);
      return serial;
    }
    case 'formula':
      return `=${cell.formula}`;
  }
}
