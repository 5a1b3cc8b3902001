/** Sizes of columns and rows on the screen. */

/** What programs add to a column's width for the space at both sides of the text and the line. */
const columnPadding = 5;
/** Width of a digit of Calibri 11: what a width in characters is counted in. */
const digitWidth = 7;

export const pixelsPerPoint = 96 / 72;

/**
 * Pixels of a column's width in characters: 8.43 characters, Excel's standard, are 64. Source: ECMA-376 part 1, 18.3.1.13.
 */
export const columnPixels = (characters: number): number =>
  Math.round(characters * digitWidth + columnPadding);
