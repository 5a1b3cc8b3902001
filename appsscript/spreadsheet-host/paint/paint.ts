/** Painting in pieces, each an execution of its own: one that begins, one for each worksheet, one that ends. */
export { beginPaint } from './begin.js';
export { finishPaint } from './finish.js';
export { paintWorksheet } from './worksheet.js';
