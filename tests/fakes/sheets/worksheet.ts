/** A worksheet itself: its name, its place, its ranges, how far it is filled, whether it is seen. */
import { isHeld, keptCells } from './cells.js';
import { colourOf } from './colours.js';
import { outOfBounds, ServiceError, Unsupported } from './errors.js';
import { guardCells } from './guarding.js';
import { constant, give, type On, type Part } from './objects.js';
import { areaOfNotation, checkWithin, rangeOfNotation, worksheetOf } from './places.js';
import { copyWorksheet, renameWorksheet } from './structure/worksheets.js';
import { sortRows, type SortKey } from './structure/sort.js';
import type { Worksheet } from './workbook.js';

const worksheetOn = ({ program, self }: On<'Sheet'>) => worksheetOf(program, self.sheetId);

/** How many rows and columns hold something; 0 and 0 of a blank worksheet. */
function filledOf(worksheet: Worksheet): { readonly rows: number; readonly columns: number } {
  let [rows, columns] = [0, 0];
  for (const [row, column, cell] of keptCells(worksheet)) {
    if (!isHeld(cell)) continue;
    rows = Math.max(rows, row);
    columns = Math.max(columns, column);
  }
  return { rows, columns };
}

/** All that is filled from the first cell on; the first cell alone of a blank worksheet. */
export function dataRangeOf(worksheet: Worksheet) {
  const { rows, columns } = filledOf(worksheet);
  const range = { top: 1, left: 1, bottom: Math.max(rows, 1), right: Math.max(columns, 1) };
  return give('Range', { sheetId: worksheet.sheetId, range });
}

function rangeOf(on: On<'Sheet'>, first: string | number, column = 1, rows = 1, columns = 1) {
  const worksheet = worksheetOn(on);
  if (typeof first === 'string') return give('Range', areaOfNotation(on.program, worksheet, first));
  if (rows < 1 || columns < 1) throw outOfBounds();
  const range = { top: first, left: column, bottom: first + rows - 1, right: column + columns - 1 };
  return give('Range', { sheetId: worksheet.sheetId, range: checkWithin(worksheet, range) });
}

function hide(on: On<'Sheet'>) {
  const worksheet = worksheetOn(on);
  const { worksheets } = on.program.workbook;
  if (!worksheets.some((other) => other !== worksheet && !other.hidden))
    throw new ServiceError("You can't hide all the sheets in a document.");
  worksheet.hidden = true;
  return on.me;
}

/** What `sort` of a Range is given: a column's number, one specification or several. */
function keysOf(spec: unknown): SortKey[] {
  if (typeof spec === 'number') return [{ column: spec, isAscending: true }];
  if (Array.isArray(spec)) return spec.flatMap(keysOf);
  if (typeof spec !== 'object' || spec === null || !('column' in spec) || typeof spec.column !== 'number')
    throw new Unsupported('what is to be sorted by');
  return [{ column: spec.column, isAscending: !('ascending' in spec) || spec.ascending !== false }];
}

/** By a column, all rows that are not frozen. */
function sortWhole(on: On<'Sheet'>, column: number, isAscending = true) {
  const worksheet = worksheetOn(on);
  const { rows, columns } = filledOf(worksheet);
  const range = { top: worksheet.frozenRows + 1, left: 1, bottom: rows, right: Math.max(columns, column) };
  if (range.bottom < range.top) return on.me;
  guardCells(on.program, worksheet, [range], on.execution.user.email);
  sortRows(on.program, worksheet, range, [{ column, isAscending }]);
  return on.me;
}

export const worksheet: Part = {
  Sheet: {
    getName: (on) => worksheetOn(on).name,
    getSheetName: (on) => worksheetOn(on).name,
    setName: (on, name: string) => {
      renameWorksheet(on.program, worksheetOn(on), name);
      return on.me;
    },
    getSheetId: (on) => worksheetOn(on).sheetId,
    getIndex: (on) => on.program.workbook.worksheets.indexOf(worksheetOn(on)) + 1,
    getParent: () => give('Spreadsheet', {}),
    getType: () => constant('SheetType', 'GRID'),
    getRange: rangeOf,
    getRangeList: (on, notations: readonly string[]) => {
      const own = worksheetOn(on);
      if (notations.length === 0) throw new ServiceError('Range not found');
      const ranges = notations.map((notation) => rangeOfNotation(own, notation));
      return give('RangeList', { sheetId: own.sheetId, ranges });
    },
    getDataRange: (on) => dataRangeOf(worksheetOn(on)),
    getLastRow: (on) => filledOf(worksheetOn(on)).rows,
    getLastColumn: (on) => filledOf(worksheetOn(on)).columns,
    hideSheet: hide,
    showSheet: (on) => {
      worksheetOn(on).hidden = false;
      return on.me;
    },
    isSheetHidden: (on) => worksheetOn(on).hidden,
    setTabColor: (on, colour: string | null) => {
      worksheetOn(on).tabColour = colour === null ? null : colourOf(colour);
      return on.me;
    },
    getTabColor: (on) => worksheetOn(on).tabColour,
    setHiddenGridlines: (on, isHidden: boolean) => {
      worksheetOn(on).hiddenGridlines = isHidden;
      return on.me;
    },
    hasHiddenGridlines: (on) => worksheetOn(on).hiddenGridlines,
    setRightToLeft: (on, isRightToLeft: boolean) => {
      worksheetOn(on).rightToLeft = isRightToLeft;
      return on.me;
    },
    isRightToLeft: (on) => worksheetOn(on).rightToLeft,
    // Another spreadsheet cannot be had under the scope that the project has.
    copyTo: (on) => give('Sheet', { sheetId: copyWorksheet(on.program, worksheetOn(on)).sheetId }),
    sort: sortWhole,
  },
  Range: {
    sort: (on, spec: unknown) => {
      const own = worksheetOf(on.program, on.self.sheetId);
      guardCells(on.program, own, [on.self.range], on.execution.user.email);
      sortRows(on.program, own, on.self.range, keysOf(spec));
      return on.me;
    },
  },
};
