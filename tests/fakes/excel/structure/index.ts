/** What people do to the structure of a worksheet of the fake Excel. All that refers to cells follows them. */
export { movedRanges, type Move } from './axis.js';
export { cutColumn, moveColumn } from './cut.js';
export { deleteColumns, deleteRows, insertColumns, insertRows } from './lines.js';
export { sortRows } from './sort.js';
