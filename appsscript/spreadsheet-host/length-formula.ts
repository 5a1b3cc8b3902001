/** The formula that checks how long a text is: Google Sheets has no check of its own for it. */

/**
 * It asks for its own cell by its place, so that one rule serves all cells, wherever they are moved to. Where that cannot be
 * computed everything is taken: a cell that refuses all that is typed would be worse than one that takes a text too long.
 * @param max characters
 */
export const lengthFormula = (max: number): string => `=IFERROR(LEN(INDIRECT("RC",FALSE))<=${max},TRUE)`;

/** True for such a formula, and for those by which other programs' files say the same. */
export const checksLength = (formula: string): boolean => /^=\s*(IFERROR\(\s*)?LEN\(/i.test(formula);
