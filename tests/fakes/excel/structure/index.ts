/** What people do to the structure of a worksheet of the fake Excel. All that refers to cells follows them. */
import { guard } from '../protection.js';
import type { Worksheet } from '../workbook.js';

export { movedRanges, type Move } from './axis.js';
export { cutColumn, moveColumn } from './cut.js';
export { deleteColumns, deleteRows, insertColumns, insertRows } from './lines.js';
export { sortRows } from './sort.js';

/** Hides a column, numbered from 1. @throws ExcelError if the worksheet is protected and does not allow it */
export function hideColumn(worksheet: Worksheet, column: number): void {
  guard(worksheet, 'allowFormatColumns');
  worksheet.hiddenColumns.set(column, column, true);
}
