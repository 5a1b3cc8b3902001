/** What a person does in the fake Excel: types, pastes, clears, selects, renames. The add-in hears of it by events. */
import { lastColumn, lastRow, type CellRange } from '../../../core/index.js';
import { cellAt, formatAt, setFormat } from './cells.js';
import { before, enterAll, raiseChanged } from './content.js';
import { fill, pastedRange } from './copying.js';
import { invalidArgument } from './excel-error.js';
import { clearRange } from './objects/range.js';
import type { Program } from './objects/object.js';
import { activate, selectRanges } from './objects/selection.js';
import { deleteWorksheet, rename } from './objects/worksheet.js';
import {
  guard,
  guardContent,
  guardStructure,
  protect,
  protectStructure,
  unprotect,
  unprotectStructure,
  type Allowance,
} from './protection.js';
import { oneCell, parseRange } from '../spreadsheet/ranges.js';
import { restructure, type Restructured } from './restructuring.js';
import { shownText } from './shown.js';
import {
  deleteColumns,
  deleteRows,
  insertColumns,
  insertRows,
  moveColumn,
  sortRows,
  type Move,
} from './structure/index.js';
import { enter } from './typing.js';
import { accepts } from './validity.js';
import { validationAt } from './validations.js';
import { addWorksheet, worksheetOf, type Worksheet } from './workbook.js';
import type { FakeExcel } from './program.js';

/** What became of an entry: refused by its validation, kept after a warning, or entered. */
export type Reaction = 'accepted' | 'rejected' | 'warned';

/** A cell copied from somewhere else: from another workbook, or a page of the web. */
export interface Clipping {
  readonly value: string | number | boolean | null;
  readonly numberFormat?: string;
  /** `#RRGGBB` */
  readonly fill?: string;
}

/**
 * A person at the keyboard. Worksheets are named, ranges A1 notation.
 * What Excel does not let a person do throws an ExcelError.
 */
export interface Person {
  /** Types into one cell. A locked cell refuses; a validation refuses or warns, and after a warning it is kept. */
  type(worksheet: string, cell: string, entry: string | number | boolean): Reaction;
  /** Presses Delete on a range. */
  clear(worksheet: string, range: string): void;
  /** Copies within the workbook: values, formats, validations and conditional formats go along. No validation is asked. */
  paste(
    from: readonly [worksheet: string, range: string],
    to: readonly [worksheet: string, range: string],
  ): void;
  /**
   * Pastes a block from somewhere else at a cell: its formats come along, and validations and conditional formats of
   * the target are gone. No validation is asked.
   */
  pasteBlock(
    worksheet: string,
    cell: string,
    block: readonly (readonly (Clipping | string | number | null)[])[],
  ): void;
  select(worksheet: string, range: string): void;
  activate(worksheet: string): void;
  rename(worksheet: string, name: string): void;
  /** @param beforeOther the worksheet that it comes to stand before; null: behind the last */
  addWorksheet(name: string, beforeOther?: string | null): void;
  deleteWorksheet(worksheet: string): void;
  hideRows(worksheet: string, rows: string, isHidden?: boolean): void;
  hideColumns(worksheet: string, columns: string, isHidden?: boolean): void;
  insertRows(worksheet: string, before: number, count?: number): void;
  deleteRows(worksheet: string, first: number, count?: number): void;
  insertColumns(worksheet: string, before: string, count?: number): void;
  deleteColumns(worksheet: string, first: string, count?: number): void;
  /** Cuts a column out and inserts it before another. */
  moveColumn(worksheet: string, column: string, before: string): void;
  /** Sorts the rows of a block by one of its columns. */
  sort(worksheet: string, range: string, by: string, isAscending?: boolean): void;
  /** Shows only the rows whose cell in the column shows one of the texts. @param column from 1 within the filter */
  filter(worksheet: string, column: number, texts: readonly string[]): void;
  protect(worksheet: string, password?: string, allowed?: readonly Allowance[]): void;
  unprotect(worksheet: string, password?: string): void;
  protectStructure(password?: string): void;
  unprotectStructure(password?: string): void;
}

function rangeOf(address: string): CellRange {
  const range = parseRange(address);
  if (!range) throw invalidArgument(`The range ${address}`);
  return range;
}

const wholeRows = (top: number, count: number) => ({
  top,
  left: 1,
  bottom: top + count - 1,
  right: lastColumn,
});
const wholeColumns = (left: number, count: number) => ({
  top: 1,
  left,
  bottom: lastRow,
  right: left + count - 1,
});
const columnOf = (letters: string) => rangeOf(`${letters}1`).left;

function typed(
  program: Program,
  worksheet: Worksheet,
  range: CellRange,
  entry: string | number | boolean,
): Reaction {
  guardContent(worksheet, [range]);
  const { top: row, left: column } = range;
  const validation = validationAt(worksheet, row, column);
  const { value, formula } = enter(entry, formatAt(worksheet, row, column, 'numberFormat'), program.workbook);
  const isFine =
    !validation || formula !== null || accepts(program.workbook, worksheet, validation, value, row, column);
  const alert = validation?.errorAlert;
  const reaction =
    isFine || alert?.showAlert === false ? 'accepted' : alert?.style === 'Stop' ? 'rejected' : 'warned';
  if (reaction !== 'rejected') enterAll(program, worksheet, range, [[entry]], 'Unknown');
  return reaction;
}

function pasteForeign(
  program: Program,
  worksheet: Worksheet,
  start: CellRange,
  block: readonly (readonly (Clipping | string | number | null)[])[],
): void {
  const bottom = start.top + block.length - 1;
  const right = start.left + Math.max(...block.map((row) => row.length)) - 1;
  const range = { top: start.top, left: start.left, bottom, right };
  guardContent(worksheet, [range]);
  const was = before(worksheet, range);
  const { isEnabled } = program.events;
  program.events.isEnabled = false;
  // A protected worksheet lets cells that are not locked be pasted into, and takes no formats then.
  if (!worksheet.protection) clearRange(program, worksheet, range, 'All');
  for (const [down, row] of block.entries()) {
    for (const [across, clipping] of row.entries()) {
      const cell = oneCell(range.top + down, range.left + across);
      const {
        value,
        numberFormat,
        fill: colour,
      } = typeof clipping === 'object' && clipping !== null ? clipping : { value: clipping };
      if (!worksheet.protection && numberFormat !== undefined)
        setFormat(worksheet, cell, 'numberFormat', numberFormat);
      if (!worksheet.protection && colour !== undefined)
        setFormat(worksheet, cell, 'fill', colour.toUpperCase());
      enterAll(program, worksheet, cell, [[value ?? '']], 'Unknown');
    }
  }
  program.events.isEnabled = isEnabled;
  raiseChanged(program, worksheet, range, 'Unknown', was);
}

function filterRows(program: Program, worksheet: Worksheet, column: number, texts: readonly string[]): void {
  guard(worksheet, 'allowAutoFilter');
  const filter = worksheet.autoFilter;
  if (!filter) throw invalidArgument('The filter');
  const criterion = { filterOn: 'Values', values: [...texts] };
  filter.criteria = new Map([...filter.criteria, [column - 1, criterion]]);
  for (let row = filter.range.top + 1; row <= filter.range.bottom; row += 1) {
    const at = filter.range.left + column - 1;
    const shown = shownText(
      cellAt(worksheet, row, at)?.value ?? null,
      formatAt(worksheet, row, at, 'numberFormat'),
      program.workbook,
    );
    if (!texts.includes(shown)) worksheet.hiddenRows.set(row, row, true);
  }
}

/** A person who works with a fake Excel. */
export function createPerson(program: FakeExcel): Person {
  const { workbook } = program;
  const sheet = (name: string) => worksheetOf(workbook, name);
  const change = (
    name: string,
    range: CellRange,
    how: Restructured,
    edit: (worksheet: Worksheet) => Move,
  ) => {
    const worksheet = sheet(name);
    restructure(program, worksheet, () => edit(worksheet), { range, how, source: 'Unknown' });
    program.settle();
  };
  return {
    type: (worksheet, cell, entry) => {
      const reaction = typed(program, sheet(worksheet), rangeOf(cell), entry);
      program.settle();
      return reaction;
    },
    clear: (worksheet, range) => {
      clearRange(program, sheet(worksheet), rangeOf(range), 'Contents', 'Unknown');
      program.settle();
    },
    paste: ([fromWorksheet, fromRange], [toWorksheet, toRange]) => {
      const from = { worksheet: sheet(fromWorksheet), range: rangeOf(fromRange) };
      const worksheet = sheet(toWorksheet);
      const range = pastedRange(from.range, rangeOf(toRange));
      guardContent(worksheet, [range]);
      const was = before(worksheet, range);
      fill(workbook, from, { worksheet, range }, 'All');
      program.markChanged();
      raiseChanged(program, worksheet, range, 'Unknown', was);
      program.settle();
    },
    pasteBlock: (worksheet, cell, block) => {
      pasteForeign(program, sheet(worksheet), rangeOf(cell), block);
      program.settle();
    },
    select: (worksheet, range) => {
      selectRanges(program, sheet(worksheet), [rangeOf(range)]);
      program.settle();
    },
    activate: (worksheet) => {
      activate(program, sheet(worksheet));
      program.settle();
    },
    rename: (worksheet, name) => {
      rename(program, sheet(worksheet), name);
      program.settle();
    },
    addWorksheet: (name, beforeOther = null) => {
      guardStructure(workbook);
      const added = addWorksheet(workbook, name);
      if (beforeOther !== null) {
        const others = workbook.worksheets.filter((other) => other !== added);
        others.splice(others.indexOf(sheet(beforeOther)), 0, added);
        workbook.worksheets = others;
      }
      program.events.raise('Added', added);
      program.settle();
    },
    deleteWorksheet: (worksheet) => {
      deleteWorksheet(program, sheet(worksheet));
      program.settle();
    },
    hideRows: (worksheet, rows, isHidden = true) => {
      guard(sheet(worksheet), 'allowFormatRows');
      const { top, bottom } = rangeOf(rows);
      sheet(worksheet).hiddenRows.set(top, bottom, isHidden);
      program.events.raise('RowHiddenChanged', sheet(worksheet), {
        address: rows,
        changeType: isHidden ? 'Hidden' : 'Unhidden',
      });
      program.settle();
    },
    hideColumns: (worksheet, columns, isHidden = true) => {
      guard(sheet(worksheet), 'allowFormatColumns');
      const { left, right } = rangeOf(columns);
      sheet(worksheet).hiddenColumns.set(left, right, isHidden);
    },
    insertRows: (name, before, count = 1) => {
      change(name, wholeRows(before, count), 'RowInserted', (worksheet) =>
        insertRows(workbook, worksheet, before, count),
      );
    },
    deleteRows: (name, first, count = 1) => {
      change(name, wholeRows(first, count), 'RowDeleted', (worksheet) =>
        deleteRows(workbook, worksheet, first, count),
      );
    },
    insertColumns: (name, before, count = 1) => {
      const left = columnOf(before);
      change(name, wholeColumns(left, count), 'ColumnInserted', (worksheet) =>
        insertColumns(workbook, worksheet, left, count),
      );
    },
    deleteColumns: (name, first, count = 1) => {
      const left = columnOf(first);
      change(name, wholeColumns(left, count), 'ColumnDeleted', (worksheet) =>
        deleteColumns(workbook, worksheet, left, count),
      );
    },
    moveColumn: (name, column, before) => {
      const [from, to] = [columnOf(column), columnOf(before)];
      change(name, wholeColumns(Math.min(from, to), Math.abs(from - to) + 1), 'RangeEdited', (worksheet) =>
        moveColumn(workbook, worksheet, from, to),
      );
    },
    sort: (worksheet, range, by, isAscending = true) => {
      sortRows(workbook, sheet(worksheet), rangeOf(range), columnOf(by), isAscending);
      program.markChanged();
      program.events.raise('RowSorted', sheet(worksheet), { address: range });
      raiseChanged(program, sheet(worksheet), rangeOf(range), 'Unknown');
      program.settle();
    },
    filter: (worksheet, column, texts) => {
      filterRows(program, sheet(worksheet), column, texts);
      program.settle();
    },
    protect: (worksheet, password, allowed = []) => {
      const options = Object.fromEntries(allowed.map((allowance) => [allowance, true]));
      protect(sheet(worksheet), options, password ?? null);
      program.events.raise('ProtectionChanged', sheet(worksheet), { isProtected: true });
      program.settle();
    },
    unprotect: (worksheet, password) => {
      unprotect(sheet(worksheet), password ?? null);
      program.events.raise('ProtectionChanged', sheet(worksheet), { isProtected: false });
      program.settle();
    },
    protectStructure: (password) => {
      protectStructure(workbook, password ?? null);
    },
    unprotectStructure: (password) => {
      unprotectStructure(workbook, password ?? null);
    },
  };
}
