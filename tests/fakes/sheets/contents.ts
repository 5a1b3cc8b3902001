/** Writing what cells hold: the one way for scripts and for people. */
import { cellAddress, type CellRange } from '../../../core/index.js';
import { gridOf } from '../spreadsheet/ranges.js';
import { cellAt, isCovered, putCell } from './cells.js';
import { entered, type Entered } from './entry.js';
import { ServiceError } from './errors.js';
import { guardCells } from './guarding.js';
import type { Program } from './program.js';
import { isValid } from './validity.js';
import type { Cell, Worksheet } from './workbook.js';

const refusedByValidation = (row: number, column: number) =>
  new ServiceError(
    `The data you entered in cell ${cellAddress(row, column)} violates the data validation rules set on this cell.`,
  );

/** Whether the validation of a cell takes what it is going to hold. What a formula will give is not asked. */
export const isAccepted = (program: Program, worksheet: Worksheet, row: number, column: number, cell: Cell) =>
  cell.formula !== null || isValid(program, worksheet, { row, column }, cell, cell.content);

/**
 * Enters something into each cell of a range. Nothing is entered if any of it is refused: the service says no more than that it
 * throws. Cells that a merged range covers take nothing.
 * @param email of whoever does it
 * @throws ServiceError if a protected range or a validation refuses
 */
export function writeCells(
  program: Program,
  worksheet: Worksheet,
  ranges: readonly CellRange[],
  email: string,
  enter: (cell: Cell, row: number, column: number) => Entered,
): void {
  guardCells(program, worksheet, ranges, email);
  const written = ranges.flatMap((range) =>
    gridOf(range, (row, column) => {
      if (isCovered(worksheet, row, column)) return null;
      const before = cellAt(worksheet, row, column);
      const cell = entered(before, enter(before, row, column));
      if (!isAccepted(program, worksheet, row, column, cell)) throw refusedByValidation(row, column);
      return { row, column, cell };
    }).flat(),
  );
  for (const one of written) if (one) putCell(worksheet, one.row, one.column, one.cell);
  program.markChanged();
}
