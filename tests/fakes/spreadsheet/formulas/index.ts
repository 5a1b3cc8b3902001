/** Formulas of the fake spreadsheets: computed, and written anew when cells move. */
export { evaluate, resultOf } from './evaluate.js';
export { compare } from './compare.js';
export { adjustFormula, renamedIn, shiftFormula, withoutWorksheet } from './shift.js';
export { isError, type CellPosition, type ErrorValue, type FormulaSource, type Value } from './values.js';
