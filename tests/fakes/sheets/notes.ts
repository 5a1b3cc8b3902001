/** Notes of cells, as scripts read and write them. */
import { gridOf } from '../spreadsheet/ranges.js';
import { cellAt, changeCells, changeKept } from './cells.js';
import { checkGrid, inGrid } from './grids.js';
import { guardCells } from './guarding.js';
import type { On, Part } from './objects.js';
import { wholeGrid, worksheetOf } from './places.js';
import { onBoth, rangeOfOn, type Place } from './ranges-of.js';

/** Sets the note of each cell; one that is empty or null is none. */
function setNotes(
  { program, execution }: On<'Range' | 'RangeList'>,
  { worksheet, ranges }: Place,
  noteOf: (row: number, column: number) => string | null,
): void {
  guardCells(program, worksheet, ranges, execution.user.email);
  for (const range of ranges)
    changeCells(worksheet, range, (cell, row, column) => {
      const note = noteOf(row, column) ?? '';
      return note === cell.note ? cell : { ...cell, note };
    });
}

function notesOf(on: On<'Range'>) {
  const { worksheet, range } = rangeOfOn(on);
  return gridOf(range, (row, column) => cellAt(worksheet, row, column).note);
}

const setters = onBoth({
  setNote: (on, place, note: string | null) => {
    setNotes(on, place, () => note);
  },
  clearNote: (on, place) => {
    setNotes(on, place, () => null);
  },
});

export const notes: readonly Part[] = [
  setters,
  {
    Range: {
      getNote: (on) => notesOf(on)[0]![0],
      getNotes: notesOf,
      setNotes(on, grid: readonly (readonly (string | null)[])[]) {
        const { worksheet, range } = rangeOfOn(on);
        checkGrid(range, grid);
        setNotes(on, { worksheet, ranges: [range] }, (row, column) => inGrid(range, grid, row, column));
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
  },
];
