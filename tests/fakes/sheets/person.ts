/** What a person does in the fake Google Sheets: types, pastes, clears, moves, selects, renames. */
import { kindOfFormatCode, parseRange, type CellRange } from '../../../core/index.js';
import { cellCount } from '../spreadsheet/ranges.js';
import { isError, type Value } from '../spreadsheet/formulas/index.js';
import { cellAt, changeKept, putCell } from './cells.js';
import { isAccepted } from './contents.js';
import { copyRange, type What } from './copying.js';
import { blank, entered, enterText, type Entered } from './entry.js';
import { newUser, type User } from './execution.js';
import { accessTo, guardCells, type Access } from './guarding.js';
import type { Self } from './objects.js';
import { rangeOfNotation, wholeGrid } from './places.js';
import type { Program } from './program.js';
import { valueAt } from './recalculation.js';
import { cutCells } from './structure/cut.js';
import { deleteColumns, deleteRows, insertColumns, insertRows, moveColumns } from './structure/lines.js';
import { sortRows } from './structure/sort.js';
import { addWorksheet, copyWorksheet, removeWorksheet, renameWorksheet } from './structure/worksheets.js';
import { findWorksheet, type Cell, type Worksheet } from './workbook.js';

/**
 * What the simple trigger `onEdit` is told of an edit. Values only where one cell was typed into or cleared: pasting tells none,
 * which is all that a script may count on.
 */
export interface Edit {
  readonly user: User;
  readonly range: Self<'Range'>;
  readonly value?: string;
  readonly oldValue?: string;
}

/** What became of an entry. */
export interface Typed {
  /** Refused by its validation, kept with a mark in its corner, or entered. */
  readonly reaction: 'accepted' | 'rejected' | 'warned';
  /** Whether the person was asked before, because the cell is protected: the person says yes. */
  readonly access: Access;
  /** Null: nothing was entered. */
  readonly edit: Edit | null;
}

/**
 * A person at the keyboard. Worksheets are named, ranges A1 notation. What Sheets does not let the person do throws a
 * ServiceError. What a script would hear of by `onEdit` returns it; all else fires no simple trigger.
 */
export interface Person {
  /** Pass it on to the runs that this person starts. */
  readonly user: User;
  type(worksheet: string, cell: string, entry: string): Typed;
  /** Presses Delete on a range. */
  clear(worksheet: string, range: string): Edit;
  /**
   * Copies within the spreadsheet. `PASTE_NORMAL` brings formats, notes, validations and conditional formats along. No validation
   * is asked: stricter than Sheets may be where values alone are pasted.
   */
  paste(
    from: readonly [worksheet: string, range: string],
    to: readonly [worksheet: string, range: string],
    what?: What,
  ): Edit;
  /** Pastes texts from somewhere else at a cell, read as if they were typed; the grid grows where it must. No validation is asked. */
  pasteBlock(worksheet: string, cell: string, block: readonly (readonly string[])[]): Edit;
  /** Cuts cells and pastes them at another cell of the worksheet. */
  cut(worksheet: string, range: string, to: string): Edit;
  writeNote(worksheet: string, cell: string, note: string): void;
  select(worksheet: string, ...ranges: readonly string[]): void;
  rename(worksheet: string, name: string): void;
  /** @param beforeOther the worksheet that it comes to stand before; null: behind the last */
  addWorksheet(name: string, beforeOther?: string | null): void;
  deleteWorksheet(worksheet: string): void;
  /** Returns the name of the copy. */
  duplicateWorksheet(worksheet: string): string;
  hideWorksheet(worksheet: string, isHidden?: boolean): void;
  hideRows(worksheet: string, first: number, count?: number, isHidden?: boolean): void;
  hideColumns(worksheet: string, first: string, count?: number, isHidden?: boolean): void;
  /** Above a row, looking like it. */
  insertRows(worksheet: string, before: number, count?: number): void;
  deleteRows(worksheet: string, first: number, count?: number): void;
  /** To the left of a column, looking like it. */
  insertColumns(worksheet: string, before: string, count?: number): void;
  deleteColumns(worksheet: string, first: string, count?: number): void;
  /** Drags a column by its header to stand before another: all that is the column's goes along. */
  moveColumn(worksheet: string, column: string, before: string): void;
  /** Cuts a whole column and pastes it over another: the cells go, the column stays. */
  cutColumn(worksheet: string, column: string, to: string): Edit;
  /** Sorts the rows of a range by one of its columns. */
  sort(worksheet: string, range: string, by: string, isAscending?: boolean): void;
  setFormat(worksheet: string, range: string, numberFormat: string): void;
}

const columnOf = (letters: string) => parseRange(`${letters}1`)!.left;

/** A value as the event says it: a number in digits, a date as its serial number. */
const toldOf = (value: Value) => (value === null ? undefined : isError(value) ? value.error : String(value));

/** A number that is typed into a cell of percentages is one, with or without the sign. */
function asPercent(read: Entered, { numberFormat }: Cell): Entered {
  const isPlain = typeof read.content === 'number' && read.numberFormat === undefined;
  if (!isPlain || numberFormat === null || kindOfFormatCode(numberFormat) !== 'percent') return read;
  return { ...read, content: Number((read.content / 100).toPrecision(15)) };
}

/** A person who works with a fake Google Sheets. @param email the owner's, or another editor's */
export function createPerson(program: Program, email = 'editor@example.org'): Person {
  const { workbook } = program;
  const user = newUser(email);
  const sheet = (name: string): Worksheet => {
    const found = findWorksheet(workbook, name);
    if (!found) throw new Error(`There is no worksheet ${name}`);
    return found;
  };
  const place = (name: string, notation: string) => {
    const worksheet = sheet(name);
    return { worksheet, range: rangeOfNotation(worksheet, notation) };
  };
  const editOf = ({ sheetId }: Worksheet, range: CellRange, values: Partial<Edit> = {}): Edit => ({
    user,
    range: { sheetId, range },
    ...values,
  });
  const guard = (worksheet: Worksheet, ...ranges: readonly CellRange[]) => {
    guardCells(program, worksheet, ranges, email);
  };
  /** Of one cell: what it was, and what it is. */
  const valuesOf = (was: Value, is: Value): Partial<Edit> => {
    const [value, oldValue] = [toldOf(is), toldOf(was)];
    return {
      ...(value === undefined ? {} : { value }),
      ...(oldValue === undefined ? {} : { oldValue }),
    };
  };
  const whole = (worksheet: Worksheet, axis: 'row' | 'column', first: number, count: number): CellRange =>
    axis === 'row'
      ? { ...wholeGrid(worksheet), top: first, bottom: first + count - 1 }
      : { ...wholeGrid(worksheet), left: first, right: first + count - 1 };
  const hide = (kept: Record<number, true>, first: number, count: number, isHidden: boolean) => {
    for (let line = first; line < first + count; line += 1) {
      if (isHidden) kept[line] = true;
      else Reflect.deleteProperty(kept, line);
    }
  };

  return {
    user,
    type: (name, notation, entry) => {
      const { worksheet, range } = place(name, notation);
      const { top: row, left: column } = range;
      const access = accessTo(workbook, worksheet, range, email);
      guard(worksheet, range);
      const before = cellAt(worksheet, row, column);
      const was = valueAt(program, worksheet, row, column);
      const cell = entered(before, asPercent(enterText(entry, before, workbook), before));
      const isFine = isAccepted(program, worksheet, row, column, cell);
      if (!isFine && before.validation?.allowInvalid === false)
        return { reaction: 'rejected', access, edit: null };
      putCell(worksheet, row, column, cell);
      program.markChanged();
      const values = valuesOf(was, valueAt(program, worksheet, row, column));
      return { reaction: isFine ? 'accepted' : 'warned', access, edit: editOf(worksheet, range, values) };
    },
    clear: (name, notation) => {
      const { worksheet, range } = place(name, notation);
      guard(worksheet, range);
      const was = valueAt(program, worksheet, range.top, range.left);
      changeKept(worksheet, range, (cell) => entered(cell, blank));
      program.markChanged();
      return editOf(worksheet, range, cellCount(range) === 1 ? valuesOf(was, null) : {});
    },
    paste: ([fromName, fromRange], [toName, toRange], what = 'PASTE_NORMAL') => {
      const from = place(fromName, fromRange);
      const to = place(toName, toRange);
      guard(to.worksheet, to.range);
      const self = ({ worksheet, range }: typeof from) => ({ sheetId: worksheet.sheetId, range });
      const target = copyRange(program, self(from), self(to), what);
      return editOf(to.worksheet, target);
    },
    pasteBlock: (name, notation, block) => {
      const worksheet = sheet(name);
      const start = parseRange(notation)!;
      const width = Math.max(...block.map((row) => row.length));
      const { top, left } = start;
      const range = { top, left, bottom: top + block.length - 1, right: left + width - 1 };
      worksheet.maxRows = Math.max(worksheet.maxRows, range.bottom);
      worksheet.maxColumns = Math.max(worksheet.maxColumns, range.right);
      guard(worksheet, range);
      for (const [down, row] of block.entries()) {
        for (const [across, text] of row.entries()) {
          const before = cellAt(worksheet, top + down, left + across);
          const cell = entered(before, enterText(text, before, workbook));
          putCell(worksheet, top + down, left + across, cell);
        }
      }
      program.markChanged();
      return editOf(worksheet, range);
    },
    cut: (name, notation, to) => {
      const { worksheet, range } = place(name, notation);
      const { top: row, left: column } = parseRange(to)!;
      guard(worksheet, range);
      cutCells(program, worksheet, range, { row, column });
      const bottom = row + range.bottom - range.top;
      return editOf(worksheet, { top: row, left: column, bottom, right: column + range.right - range.left });
    },
    writeNote: (name, notation, note) => {
      const { worksheet, range } = place(name, notation);
      putCell(worksheet, range.top, range.left, { ...cellAt(worksheet, range.top, range.left), note });
    },
    select: (name, ...notations) => {
      const worksheet = sheet(name);
      user.selected.sheetId = worksheet.sheetId;
      user.selected.ranges = notations.map((notation) => rangeOfNotation(worksheet, notation));
    },
    rename: (name, wanted) => {
      renameWorksheet(program, sheet(name), wanted);
    },
    addWorksheet: (name, beforeOther = null) => {
      const { worksheets } = workbook;
      addWorksheet(
        program,
        name,
        beforeOther === null ? worksheets.length : worksheets.indexOf(sheet(beforeOther)),
      );
    },
    deleteWorksheet: (name) => {
      removeWorksheet(program, sheet(name));
    },
    duplicateWorksheet: (name) => copyWorksheet(program, sheet(name)).name,
    hideWorksheet: (name, isHidden = true) => {
      sheet(name).hidden = isHidden;
    },
    hideRows: (name, first, count = 1, isHidden = true) => {
      hide(sheet(name).rows.hidden, first, count, isHidden);
    },
    hideColumns: (name, first, count = 1, isHidden = true) => {
      hide(sheet(name).columns.hidden, columnOf(first), count, isHidden);
    },
    insertRows: (name, before, count = 1) => {
      insertRows(program, sheet(name), before, count, before);
    },
    deleteRows: (name, first, count = 1) => {
      const worksheet = sheet(name);
      guard(worksheet, whole(worksheet, 'row', first, count));
      deleteRows(program, worksheet, first, count);
    },
    insertColumns: (name, before, count = 1) => {
      insertColumns(program, sheet(name), columnOf(before), count, columnOf(before));
    },
    deleteColumns: (name, first, count = 1) => {
      const worksheet = sheet(name);
      guard(worksheet, whole(worksheet, 'column', columnOf(first), count));
      deleteColumns(program, worksheet, columnOf(first), count);
    },
    moveColumn: (name, column, before) => {
      const worksheet = sheet(name);
      guard(worksheet, whole(worksheet, 'column', columnOf(column), 1));
      moveColumns(program, worksheet, columnOf(column), 1, columnOf(before));
    },
    cutColumn: (name, column, to) => {
      const worksheet = sheet(name);
      const source = whole(worksheet, 'column', columnOf(column), 1);
      guard(worksheet, source);
      cutCells(program, worksheet, source, { row: 1, column: columnOf(to) });
      return editOf(worksheet, whole(worksheet, 'column', columnOf(to), 1));
    },
    sort: (name, notation, by, isAscending = true) => {
      const { worksheet, range } = place(name, notation);
      guard(worksheet, range);
      sortRows(program, worksheet, range, [{ column: columnOf(by), isAscending }]);
    },
    setFormat: (name, notation, numberFormat) => {
      const { worksheet, range } = place(name, notation);
      for (let row = range.top; row <= range.bottom; row += 1)
        for (let column = range.left; column <= range.right; column += 1)
          putCell(worksheet, row, column, { ...cellAt(worksheet, row, column), numberFormat });
    },
  };
}
