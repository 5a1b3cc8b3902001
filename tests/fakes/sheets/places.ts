/** Finding worksheets and ranges of the fake's workbook, and how ranges are written. */
import { columnLetters, parseRange, rangeAddress, type CellRange } from '../../../core/index.js';
import { outOfBounds, ServiceError } from './errors.js';
import type { Program } from './program.js';
import type { Self } from './objects.js';
import { splitAddress } from '../spreadsheet/ranges.js';
import { findWorksheet, type Worksheet } from './workbook.js';

/** @throws ServiceError if it is gone */
export function worksheetOf({ workbook }: Program, sheetId: number): Worksheet {
  const found = workbook.worksheets.find((one) => one.sheetId === sheetId);
  if (!found) throw new ServiceError(`Sheet ${sheetId} not found`);
  return found;
}

export const wholeGrid = ({ maxRows, maxColumns }: Worksheet): CellRange => ({
  top: 1,
  left: 1,
  bottom: maxRows,
  right: maxColumns,
});

/** @throws ServiceError unless the range lies within the worksheet */
export function checkWithin(worksheet: Worksheet, range: CellRange): CellRange {
  const { top, left, bottom, right } = range;
  const isWithin = top >= 1 && left >= 1 && bottom <= worksheet.maxRows && right <= worksheet.maxColumns;
  if (!isWithin || bottom < top || right < left) throw outOfBounds();
  return range;
}

/**
 * A range as `getRange('A1:B2')` takes it; `A:C`, `3:5` and `A2:C` reach to the end of the grid.
 * @throws ServiceError for what is none, or lies outside the grid
 */
export function rangeOfNotation(worksheet: Worksheet, notation: string): CellRange {
  const whole = /^\$?([A-Za-z]{1,3})?\$?(\d+)?(?::\$?([A-Za-z]{1,3})?\$?(\d+)?)?$/.exec(notation);
  if (!whole) throw new ServiceError('Range not found');
  const [, left, top, right, bottom] = whole as unknown as (string | undefined)[];
  const hasEnd = notation.includes(':');
  const columnOf = (letters: string) => parseRange(`${letters}1`)?.left ?? 0;
  // A single column or row is written with a colon: getRange('A') is no range.
  if (!hasEnd && (left === undefined || top === undefined)) throw new ServiceError('Range not found');
  const grid = wholeGrid(worksheet);
  const [l, r] = [left === undefined ? 1 : columnOf(left), right === undefined ? null : columnOf(right)];
  const [t, b] = [top === undefined ? 1 : Number(top), bottom === undefined ? null : Number(bottom)];
  const ends = hasEnd ? { bottom: b ?? grid.bottom, right: r ?? grid.right } : { bottom: t, right: l };
  return checkWithin(worksheet, {
    top: Math.min(t, ends.bottom),
    left: Math.min(l, ends.right),
    bottom: Math.max(t, ends.bottom),
    right: Math.max(l, ends.right),
  });
}

/** A range of any worksheet: `'A sheet'!A1:B2`. @param own where a range without a worksheet's name is */
export function areaOfNotation({ workbook }: Program, own: Worksheet, notation: string): Self<'Range'> {
  const { worksheet: name, rest } = splitAddress(notation);
  const worksheet = name === null ? own : findWorksheet(workbook, name);
  if (!worksheet) throw new ServiceError('Range not found');
  const isWhole = /^\$?[A-Za-z]+:\$?[A-Za-z]+$|^\$?\d+:\$?\d+$/.test(rest);
  return {
    sheetId: worksheet.sheetId,
    range: rangeOfNotation(worksheet, rest),
    ...(isWhole ? { isWhole } : {}),
  };
}

/** As `getA1Notation` writes it: `A1`, `A1:B2`; whole columns as `A:C`, which is less than the service may say. */
export function notationOf(worksheet: Worksheet, range: CellRange): string {
  const { top, left, bottom, right } = range;
  if (
    top === 1 &&
    bottom === worksheet.maxRows &&
    bottom > 1 &&
    !(left === 1 && right === worksheet.maxColumns)
  )
    return `${columnLetters(left)}:${columnLetters(right)}`;
  return rangeAddress(range);
}
