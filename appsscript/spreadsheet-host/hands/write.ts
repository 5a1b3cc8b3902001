/** Writes into cells as a person would, if what stands there is what was expected. */
import {
  boundsOf,
  gridOver,
  HostError,
  joinedRanges,
  kindOfFormatCode,
  parseRange,
  rangeAddress,
  styles,
  type CellRange,
} from '../../../core/index.js';
import { isAsExpected, type CellChange, type CellState } from '../../../panel/index.js';
import type { Gives, Takes } from '../../messages/methods.js';
import { isoIn, type IsoOf } from '../dates.js';
import { isServiceFailure, meaningOf } from '../failures.js';
import { contentOf } from '../read/cells.js';
import { serialOf, typedText } from '../text.js';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** A change with its cell, and what stood there. */
interface Asked {
  readonly change: CellChange;
  readonly sheet: Sheet;
  readonly cell: CellRange;
  readonly before: CellState;
}

/** The format of cells that show what was entered as it is; and the one that takes everything for a text. */
const automatic = 'General';
const plainText = '@';
const dateFormat = styles['cell-date'].numberFormat;

function oneCell(text: string): CellRange {
  const cell = parseRange(text);
  if (!cell || rangeAddress(cell).includes(':')) throw new Error(`“${text}” is not one cell in A1 notation`);
  return cell;
}

const rangeIn = (sheet: Sheet, { top, left, bottom, right }: CellRange) =>
  sheet.getRange(top, left, bottom - top + 1, right - left + 1);

/** Reads cells of a worksheet, all between them too, in four calls; the function tells the state of one. */
function readStates(sheet: Sheet, cells: readonly CellRange[], isoOf: IsoOf): (cell: CellRange) => CellState {
  const bounds = boundsOf(cells);
  const range = rangeIn(sheet, bounds);
  const values = range.getValues() as unknown[][];
  const formulas = range.getFormulas();
  const formats = range.getNumberFormats();
  return ({ top, left }) => {
    const at = <T>(grid: readonly (readonly T[])[]) => grid[top - bounds.top]![left - bounds.left]!;
    const [formula, numberFormat] = [at(formulas), at(formats)];
    return {
      content: contentOf(at(values), formula, numberFormat, isoOf),
      ...(formula === '' ? {} : { formula: formula.slice(1) }),
      numberFormat,
    };
  };
}

/** What is typed into a cell whose number format is not plain text. */
function typed({ content, formula }: CellChange['to']): string | number | boolean {
  if (formula !== undefined) return `=${formula}`;
  switch (content?.kind) {
    case undefined:
      return '';
    case 'text':
      return typedText(content.text);
    case 'number':
    case 'boolean':
      return content.value;
    case 'date': {
      const serial = serialOf(content.date);
      if (serial === null) throw new Error(`“${content.date}” is no date that a cell can hold`);
      return serial;
    }
    case 'error':
      return content.error;
  }
}

/** The number format that a cell is to have. A number is a date by its format alone. */
function formatOf({ change: { to }, before }: Asked): string {
  if (to.numberFormat !== undefined) return to.numberFormat;
  const isDate = to.formula === undefined && to.content?.kind === 'date';
  return isDate && kindOfFormatCode(before.numberFormat) !== 'date' ? dateFormat : before.numberFormat;
}

/** Writes what differs from cell to cell, with two calls for each rectangle that the cells make. */
function writeGrids<T>(
  sheet: Sheet,
  said: readonly (readonly [CellRange, T])[],
  set: (range: GoogleAppsScript.Spreadsheet.Range, grid: T[][]) => void,
): void {
  for (const block of joinedRanges(said.map(([cell]) => cell)))
    set(rangeIn(sheet, block), gridOver(block, said) as T[][]);
}

/** Writes cells of one worksheet. */
function writeCells(sheet: Sheet, asked: readonly Asked[]): void {
  const setFormats = (formats: readonly (readonly [CellRange, string])[]) => {
    writeGrids(sheet, formats, (range, grid) => range.setNumberFormats(grid));
  };
  // A cell of plain text would take everything for a text, and the sign of one for a part of it.
  const opened = asked.filter(({ before }) => before.numberFormat === plainText);
  setFormats(opened.map(({ cell }) => [cell, automatic]));
  try {
    const contents = asked.map(({ cell, change }) => [cell, typed(change.to)] as const);
    writeGrids(sheet, contents, (range, grid) => range.setValues(grid));
  } finally {
    const formatted = asked.filter(
      (one) => opened.includes(one) || formatOf(one) !== one.before.numberFormat,
    );
    setFormats(formatted.map((one) => [one.cell, formatOf(one)]));
  }
}

/**
 * Writes cells whose validation refuses the value. A person who undoes a correction wants back what stood there, and no
 * validation refused that: it was pasted, or was there first.
 */
function writeUnchecked(sheet: Sheet, asked: readonly Asked[]): void {
  const blocks = joinedRanges(asked.map(({ cell }) => cell)).map((block) => rangeIn(sheet, block));
  const validations = blocks.map((range) => range.getDataValidations());
  for (const range of blocks) range.clearDataValidations();
  try {
    writeCells(sheet, asked);
  } finally {
    blocks.forEach((range, index) => range.setDataValidations(validations[index]!));
  }
}

/** @throws HostError with the worksheets that may have been changed */
function writeAll(asked: readonly Asked[]): void {
  const sheets = [...new Set(asked.map(({ sheet }) => sheet))];
  const carryOut = (write: typeof writeCells) => {
    for (const one of sheets)
      write(
        one,
        asked.filter(({ sheet }) => sheet === one),
      );
    // What is refused is told when it arrives.
    SpreadsheetApp.flush();
  };
  try {
    carryOut(writeCells);
  } catch (error) {
    if (!isServiceFailure(error)) throw error;
    // A refusal is told in the person's language: whatever failed is tried once more, and what is no refusal fails again.
    try {
      carryOut(writeUnchecked);
    } catch (again) {
      throw meaningOf(again, [...new Set(asked.map(({ change }) => change.worksheet))]);
    }
  }
}

/** Reads what stands in the cells of all changes. @throws HostError `changed` if a worksheet is gone */
function readAsked(changes: readonly CellChange[]): readonly Asked[] {
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  const isoOf = isoIn(spreadsheet.getSpreadsheetTimeZone());
  return [...new Set(changes.map(({ worksheet }) => worksheet))].flatMap((name) => {
    const sheet = spreadsheet.getSheetByName(name);
    if (!sheet) {
      throw new HostError(
        'changed',
        `There is no worksheet “${name}” any more. Check the workbook, then try again.`,
      );
    }
    const its = changes
      .filter(({ worksheet }) => worksheet === name)
      .map((change) => ({ change, sheet, cell: oneCell(change.range) }));
    const stateOf = readStates(
      sheet,
      its.map(({ cell }) => cell),
      isoOf,
    );
    return its.map((one) => ({ ...one, before: stateOf(one.cell) }));
  });
}

/**
 * As `PanelHost.write`: all cells are read before any is written. What a cell's validation refuses is written all the same.
 * @throws HostError `changed` if a worksheet is gone: then nothing was written
 */
export function write({ changes }: Takes<'write'>): Gives<'write'> {
  const asked = readAsked(changes);
  const isRefused = ({ change: { from }, before }: Asked) =>
    from !== undefined && !isAsExpected(before, from);
  const made = asked.filter((one) => !isRefused(one));
  if (made.length > 0) writeAll(made);
  const before = new Map(asked.map((one) => [one.change, one.before]));
  const refused = new Set(asked.filter(isRefused).map(({ change }) => change));
  return {
    before: changes.map((change) => before.get(change)!),
    refused: changes.filter((change) => refused.has(change)),
  };
}
