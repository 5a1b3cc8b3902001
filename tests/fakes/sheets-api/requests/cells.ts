/** Requests about what cells hold and how they look. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import type { CellRange } from '../../../../core/index.js';
import { shiftFormula } from '../../spreadsheet/formulas/index.js';
import { setSide } from '../../sheets/borders.js';
import { cellAt, isCovered, putCell } from '../../sheets/cells.js';
import { copyRange, type What } from '../../sheets/copying.js';
import { entered, type Entered } from '../../sheets/entry.js';
import { blankCell, type Cell, type Side, type Worksheet } from '../../sheets/workbook.js';
import { invalidArgument, notEmulated } from '../errors.js';
import { below, maskOfUpdate, selects, updated, type Mask } from '../masks.js';
import { formatOf, type Format } from '../messages/formats.js';
import { validationOf } from '../messages/validations.js';
import { enteredOf } from '../messages/values.js';
import { enteredFormat } from '../read/cells.js';
import { cellData } from '../shapes/cells.js';
import {
  areaIn,
  cellsOf,
  checkFits,
  coordinateIn,
  guard,
  required,
  type Change,
  type Kinds,
} from './change.js';

type CellData = sheets_v4.Schema$CellData;
type Place = { readonly worksheet: Worksheet; readonly row: number; readonly column: number };

type Enter = (cell: Cell, place: Place) => Cell;

/** A formula that is written for one cell, as it reads in another. */
function movedTo(value: Entered, from: Place, { row, column }: Place): Entered {
  if (value.formula === null) return value;
  return { ...value, formula: shiftFormula(value.formula, row - from.row, column - from.column) };
}

/** What a format makes of others: of those that are alike it is worked out once. */
function formatsBy(format: sheets_v4.Schema$CellFormat | undefined, mask: Mask): (cell: Cell) => Format {
  const known = new Map<sheets_v4.Schema$CellFormat | undefined, Format>();
  return (cell) => {
    const before = enteredFormat(cell);
    const found = known.get(before);
    if (found) return found;
    const after = formatOf(updated(before, format, mask) as sheets_v4.Schema$CellFormat | undefined);
    known.set(before, after);
    return after;
  };
}

/** How cells change by what a mask lists. @param first the cell that formulas are written for */
function changeBy({ program, workbook }: Change, data: CellData, mask: Mask, first: Place): Enter {
  const formatMask = below(mask, 'userEnteredFormat');
  const value = selects(mask, 'userEnteredValue') ? enteredOf(data.userEnteredValue, workbook) : null;
  const rule = selects(mask, 'dataValidation') ? data.dataValidation : null;
  const validation = rule ? validationOf(program, first.worksheet, rule, first.row, first.column) : null;
  const formats = formatsBy(data.userEnteredFormat, formatMask);
  return (cell, place) => {
    let changed = cell;
    if (value && !isCovered(place.worksheet, place.row, place.column))
      changed = entered(changed, movedTo(value, first, place));
    if (selects(mask, 'userEnteredFormat')) changed = { ...changed, ...formats(cell) };
    if (selects(mask, 'note')) changed = { ...changed, note: data.note ?? '' };
    if (selects(mask, 'dataValidation')) changed = { ...changed, validation };
    return changed;
  };
}

const sides: readonly Side[] = ['top', 'left', 'bottom', 'right'];

/** Puts a cell in its place. A line between two cells belongs to both: one that is new is drawn for the neighbour, too. */
function put({ worksheet, row, column }: Place, before: Cell, cell: Cell): void {
  putCell(worksheet, row, column, cell);
  if (cell.borders === before.borders) return;
  for (const side of sides) {
    const border = cell.borders[side];
    if (border) setSide(worksheet, row, column, side, border);
  }
}

function checkMask(mask: Mask): void {
  if (mask !== null && Object.keys(mask).length === 0) throw invalidArgument('The field mask is empty.');
}

/** The cells that rows of data are for, none beyond what is asked for. */
function placeOfRows(on: Change, { start, range, rows = [] }: sheets_v4.Schema$UpdateCellsRequest) {
  if ((start == null) === (range == null)) throw invalidArgument("Must specify either 'start' or 'range'.");
  const height = rows.length;
  const width = Math.max(0, ...rows.map(({ values }) => values?.length ?? 0));
  if (start) {
    const { worksheet, row, column } = coordinateIn(on, start);
    const covered = { top: row, left: column, bottom: row + height - 1, right: column + width - 1 };
    if (height > 0 && width > 0) checkFits(worksheet, covered);
    return { worksheet, range: height > 0 && width > 0 ? covered : null };
  }
  const found = cellsOf(on, range!);
  if (found.range) {
    const { top, left, bottom, right } = found.range;
    if (height > bottom - top + 1)
      throw invalidArgument(
        `Attempting to write row: ${bottom}, beyond the last requested row of: ${bottom - 1}`,
      );
    if (width > right - left + 1)
      throw invalidArgument(
        `Attempting to write column: ${right}, beyond the last requested column of: ${right - 1}`,
      );
  }
  return found;
}

/** Writes rows of data. Of a range, the cells for which there is no data lose what the mask lists. */
function updateCells(on: Change, request: sheets_v4.Schema$UpdateCellsRequest): void {
  const mask = maskOfUpdate(request.fields, cellData);
  checkMask(mask);
  const { worksheet, range } = placeOfRows(on, request);
  if (!range) return;
  guard(on, worksheet, range);
  const isWhole = request.range != null;
  for (let row = range.top; row <= range.bottom; row += 1) {
    const values = request.rows?.[row - range.top]?.values ?? [];
    const right = isWhole ? range.right : range.left + values.length - 1;
    for (let column = range.left; column <= right; column += 1) {
      const before = cellAt(worksheet, row, column);
      if (before === blankCell && !values[column - range.left]) continue;
      const place = { worksheet, row, column };
      put(place, before, changeBy(on, values[column - range.left] ?? {}, mask, place)(before, place));
    }
  }
}

/** A formula in a repeated cell moves along as it does when it is copied. */
function repeatCell(on: Change, { range: asked, cell, fields }: sheets_v4.Schema$RepeatCellRequest): void {
  const mask = maskOfUpdate(fields, cellData);
  checkMask(mask);
  const { worksheet, range } = cellsOf(on, required(asked, 'range'));
  if (!range) return;
  guard(on, worksheet, range);
  const change = changeBy(on, cell ?? {}, mask, { worksheet, row: range.top, column: range.left });
  const isSame = !selects(mask, 'userEnteredValue');
  // Cells that were alike are alike afterwards: many share one.
  const known = new Map<Cell, Cell>();
  for (let row = range.top; row <= range.bottom; row += 1) {
    for (let column = range.left; column <= range.right; column += 1) {
      const before = cellAt(worksheet, row, column);
      const place = { worksheet, row, column };
      const changed = (isSame ? known.get(before) : undefined) ?? change(before, place);
      known.set(before, changed);
      put(place, before, changed);
    }
  }
}

const kindsOfPasting: readonly string[] = [
  'PASTE_NORMAL',
  'PASTE_VALUES',
  'PASTE_FORMULA',
  'PASTE_FORMAT',
  'PASTE_DATA_VALIDATION',
] satisfies What[];

const size = ({ top, left, bottom, right }: CellRange) => [bottom - top + 1, right - left + 1] as const;

export const cellKinds: Kinds = {
  updateCells(on, request) {
    updateCells(on, request);
    on.program.markChanged();
    return undefined;
  },
  repeatCell(on, request) {
    repeatCell(on, request);
    on.program.markChanged();
    return undefined;
  },
  copyPaste(on, { source, destination, pasteType, pasteOrientation }) {
    const what = pasteType ?? 'PASTE_NORMAL';
    if (pasteOrientation === 'TRANSPOSE') throw notEmulated('pasting with rows and columns exchanged');
    if (!kindsOfPasting.includes(what)) throw notEmulated(`pasting by ${what}`);
    const from = areaIn(on, required(source, 'source'));
    const to = areaIn(on, required(destination, 'destination'));
    const [rows, columns] = size(from.range);
    const worksheet = on.workbook.worksheets.find(({ sheetId }) => sheetId === to.sheetId)!;
    const { top, left } = to.range;
    const bottom = Math.max(to.range.bottom, top + rows - 1);
    const right = Math.max(to.range.right, left + columns - 1);
    guard(on, worksheet, { top, left, bottom, right });
    copyRange(on.program, from, to, what as What);
    return undefined;
  },
};
