/**
 * Painting in pieces, each an execution of its own: one that begins, one for each worksheet, one that ends. Painting a unit's
 * workbook into a new spreadsheet takes 941 calls of services and two for each group of rows, however many rows there are: of
 * contents, looks and validations a worksheet's cells are told at once. The rest is told once for each column, name, merged range,
 * chart, kind of borders and conditional format. Painting it again takes five more for each name that is there.
 */
export { beginPaint } from './begin.js';
export { finishPaint } from './finish.js';
export { paintWorksheet } from './worksheet.js';
