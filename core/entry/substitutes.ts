/** Formulas that stand for what a program has no means of its own for, so that each host of it reads what another painted. */

/**
 * Checks how long a text is. It asks for its own cell by its place, so that one rule serves all cells, wherever they are moved
 * to. Where that cannot be computed everything is taken: a cell that refuses all that is typed would be worse than one that
 * takes a text too long.
 * @param max characters
 * @returns with the leading `=`
 */
export const lengthFormula = (max: number): string => `=IFERROR(LEN(INDIRECT("RC",FALSE))<=${max},TRUE)`;

/** True for such a formula, and for those by which other programs' files say the same. */
export const checksLength = (formula: string): boolean => /^=\s*(IFERROR\(\s*)?LEN\(/i.test(formula);

/** A word that is no function, no worksheet, and no part of an address. */
const words = /(?<![\w$.!'])[A-Za-z_]\w*(?![\w(!.'])/g;
/** `O6`, and what is neither true nor false by another name. */
const notNames = /^([A-Za-z]{1,3}\d+|true|false)$/i;

/**
 * The same formula with names given as texts, for conditional formats that may not look at other worksheets, and so not at names.
 * @param formula without the leading `=`
 */
export const namesAsTexts = (formula: string): string =>
  formula
    // What stands in quotes is a text.
    .split(/("(?:[^"]|"")*")/)
    .map((part, index) =>
      index % 2 === 1
        ? part
        : part.replace(words, (word) => (notNames.test(word) ? word : `INDIRECT("${word}")`)),
    )
    .join('');

/** The key under which a spreadsheet that keeps data with its columns keeps the key of a column. */
export const columnKeyName = 'nisp-field';

/** The key under which such a spreadsheet keeps the version of the template that it was painted from. */
export const templateKeyName = 'nisp-template';
