/** Notes of cells, as scripts read and write them. */
import type { CellRange } from '../../../core/index.js';
import { gridOf } from '../spreadsheet/ranges.js';
import { cellAt, changeCells, changeKept } from './cells.js';
import { wrongColumnCount, wrongRowCount } from './errors.js';
import { guardCells } from './guarding.js';
import type { On, Part } from './objects.js';
import { wholeGrid, worksheetOf } from './places.js';

/** Sets the note of each cell; one that is empty or null is none. */
function setNotes(
  { program, execution }: On<'Range' | 'RangeList' | 'Sheet'>,
  sheetId: number,
  range: CellRange,
  noteOf: (row: number, column: number) => string | null,
): void {
  const worksheet = worksheetOf(program, sheetId);
  guardCells(program, worksheet, [range], execution.user.email);
  changeCells(worksheet, range, (cell, row, column) => {
    const note = noteOf(row, column) ?? '';
    return note === cell.note ? cell : { ...cell, note };
  });
}

const noteAt = ({ program, self }: On<'Range'>, row: number, column: number) =>
  cellAt(worksheetOf(program, self.sheetId), row, column).note;

export const notes: Part = {
  Range: {
    getNote: (on) => noteAt(on, on.self.range.top, on.self.range.left),
    getNotes: (on) => gridOf(on.self.range, (row, column) => noteAt(on, row, column)),
    setNote(on, note: string | null) {
      setNotes(on, on.self.sheetId, on.self.range, () => note);
      return on.me;
    },
    setNotes(on, grid: readonly (readonly (string | null)[])[]) {
      const { top, left, bottom, right } = on.self.range;
      const [rows, columns] = [bottom - top + 1, right - left + 1];
      if (grid.length !== rows) throw wrongRowCount(grid.length, rows);
      const wrong = grid.find(({ length }) => length !== columns);
      if (wrong) throw wrongColumnCount(wrong.length, columns);
      setNotes(on, on.self.sheetId, on.self.range, (row, column) => grid[row - top]![column - left]!);
      return on.me;
    },
    clearNote(on) {
      setNotes(on, on.self.sheetId, on.self.range, () => null);
      return on.me;
    },
  },
  RangeList: {
    setNote(on, note: string | null) {
      for (const range of on.self.ranges) setNotes(on, on.self.sheetId, range, () => note);
      return on.me;
    },
    clearNote(on) {
      for (const range of on.self.ranges) setNotes(on, on.self.sheetId, range, () => null);
      return on.me;
    },
  },
  Sheet: {
    clearNotes({ program, execution, self, me }) {
      const worksheet = worksheetOf(program, self.sheetId);
      guardCells(program, worksheet, [wholeGrid(worksheet)], execution.user.email);
      changeKept(worksheet, wholeGrid(worksheet), (cell) =>
        cell.note === '' ? cell : { ...cell, note: '' },
      );
      return me;
    },
  },
};
