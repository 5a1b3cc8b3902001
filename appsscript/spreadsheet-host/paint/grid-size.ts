/** Gives a worksheet the rows and columns that it needs, with some to spare for people. */
import { extentOf, type Worksheet } from '../../../core/index.js';
import type { Canvas, Sheet } from './canvas.js';

/** What people find free below and beside what is painted. */
const spare = { rows: 50, columns: 3 } as const;
/** What Google Sheets makes a new worksheet of. */
const standard = { rows: 1000, columns: 26 } as const;

/**
 * Adds rows and columns where there are too few. They are taken away from new worksheets alone: formulas of people may refer to
 * any cell that has been there for a while.
 * @returns how many there are then
 */
export function fitGrid(sheet: Sheet, worksheet: Worksheet): Canvas['size'] {
  const painted = extentOf(worksheet);
  const wanted = { rows: painted.rows + spare.rows, columns: painted.columns + spare.columns };
  const found = { rows: sheet.getMaxRows(), columns: sheet.getMaxColumns() };
  const isNew =
    found.rows === standard.rows && found.columns === standard.columns && sheet.getLastRow() === 0;
  const surplus = { rows: found.rows - wanted.rows, columns: found.columns - wanted.columns };

  if (surplus.rows < 0) sheet.insertRowsAfter(found.rows, -surplus.rows);
  else if (isNew && surplus.rows > 0) sheet.deleteRows(wanted.rows + 1, surplus.rows);
  if (surplus.columns < 0) sheet.insertColumnsAfter(found.columns, -surplus.columns);
  else if (isNew && surplus.columns > 0) sheet.deleteColumns(wanted.columns + 1, surplus.columns);
  return {
    rows: isNew ? wanted.rows : Math.max(found.rows, wanted.rows),
    columns: isNew ? wanted.columns : Math.max(found.columns, wanted.columns),
  };
}
