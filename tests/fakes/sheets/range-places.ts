/** Where a range is, and other ranges beside it. */
import { columnCount, rowCount } from '../spreadsheet/ranges.js';
import { outOfBounds } from './errors.js';
import { give, type On, type Part } from './objects.js';
import { checkWithin, notationOf, worksheetOf } from './places.js';
import { rangeOfOn } from './ranges-of.js';

const height = (on: On<'Range'>) => rowCount(on.self.range);
const width = (on: On<'Range'>) => columnCount(on.self.range);

/** @throws ServiceError if it leads off the grid */
function moved(on: On<'Range'>, down: number, right: number, rows: number, columns: number) {
  const { worksheet, range } = rangeOfOn(on);
  if (rows < 1 || columns < 1) throw outOfBounds();
  const [top, left] = [range.top + down, range.left + right];
  const target = { top, left, bottom: top + rows - 1, right: left + columns - 1 };
  return give('Range', { sheetId: worksheet.sheetId, range: checkWithin(worksheet, target) });
}

export const rangePlaces: Part = {
  Range: {
    getRow: ({ self }) => self.range.top,
    getRowIndex: ({ self }) => self.range.top,
    getColumn: ({ self }) => self.range.left,
    getLastRow: ({ self }) => self.range.bottom,
    getLastColumn: ({ self }) => self.range.right,
    getNumRows: height,
    getNumColumns: width,
    getHeight: height,
    getWidth: width,
    getGridId: ({ self }) => self.sheetId,
    getSheet: ({ program, self }) => give('Sheet', { sheetId: worksheetOf(program, self.sheetId).sheetId }),
    getA1Notation: (on) => {
      const { worksheet, range } = rangeOfOn(on);
      return notationOf(worksheet, range);
    },
    getCell: (on, row: number, column: number) => {
      if (row < 1 || column < 1 || row > height(on) || column > width(on)) throw outOfBounds('cell');
      return moved(on, row - 1, column - 1, 1, 1);
    },
    offset: (on, down: number, right: number, rows = height(on), columns = width(on)) =>
      moved(on, down, right, rows, columns),
  },
  RangeList: {
    getRanges: ({ self }) => self.ranges.map((range) => give('Range', { sheetId: self.sheetId, range })),
  },
};
