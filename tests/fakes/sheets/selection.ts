/** What is selected: for each person on its own, kept from one run to the next. */
import type { CellRange } from '../../../core/index.js';
import { intersection, oneCell } from '../spreadsheet/ranges.js';
import { give, type On, type Part, type Self } from './objects.js';
import { rangeOfNotation, wholeGrid, worksheetOf } from './places.js';
import type { Worksheet } from './workbook.js';

type Anywhere =
  On<'SpreadsheetApp'> | On<'Spreadsheet'> | On<'Selection'> | On<'Sheet'> | On<'Range'> | On<'RangeList'>;

/** The worksheet that a person looks at; another that is shown if it is gone or hidden by now. */
export function activeWorksheet({ program: { workbook }, execution: { user } }: Anywhere): Worksheet {
  const { worksheets } = workbook;
  const wanted = worksheets.find(({ sheetId }) => sheetId === user.selected.sheetId);
  return wanted && !wanted.hidden ? wanted : worksheets.find(({ hidden }) => !hidden)!;
}

/** A hidden worksheet that is made the active one is shown: nobody can look at one that is hidden. */
export function activate(on: Anywhere, worksheet: Worksheet): void {
  const { selected } = on.execution.user;
  worksheet.hidden = false;
  if (selected.sheetId === worksheet.sheetId) return;
  selected.sheetId = worksheet.sheetId;
  selected.ranges = [oneCell(1, 1)];
}

export function select(on: Anywhere, worksheet: Worksheet, ranges: readonly CellRange[]): void {
  activate(on, worksheet);
  on.execution.user.selected.ranges = ranges;
}

/** The ranges selected on the active worksheet, within its grid. */
function selectedRanges(on: Anywhere): readonly CellRange[] {
  const worksheet = activeWorksheet(on);
  const { selected } = on.execution.user;
  const inside = (range: CellRange) => intersection(range, wholeGrid(worksheet)) ?? [];
  const ranges = selected.sheetId === worksheet.sheetId ? selected.ranges.flatMap(inside) : [];
  return ranges.length === 0 ? [oneCell(1, 1)] : ranges;
}

const activeRange = (on: Anywhere) =>
  give('Range', { sheetId: activeWorksheet(on).sheetId, range: selectedRanges(on).at(-1)! });
const activeRangeList = (on: Anywhere) =>
  give('RangeList', { sheetId: activeWorksheet(on).sheetId, ranges: selectedRanges(on) });
const activeSheet = (on: Anywhere) => give('Sheet', { sheetId: activeWorksheet(on).sheetId });
const currentCell = (on: Anywhere) => {
  const { top, left } = selectedRanges(on).at(-1)!;
  return give('Range', { sheetId: activeWorksheet(on).sheetId, range: oneCell(top, left) });
};
const selection = () => give('Selection', {});

function setActiveRange(on: Anywhere, { sheetId, range }: Self<'Range'>) {
  select(on, worksheetOf(on.program, sheetId), [range]);
  return give('Range', { sheetId, range });
}

function setActiveRangeList(on: Anywhere, { sheetId, ranges }: Self<'RangeList'>) {
  select(on, worksheetOf(on.program, sheetId), ranges);
  return give('RangeList', { sheetId, ranges });
}

/** @param own where a range without a worksheet's name is */
function setActiveSelection(on: Anywhere, own: Worksheet, wanted: Self<'Range'> | string) {
  if (typeof wanted !== 'string') return setActiveRange(on, wanted);
  return setActiveRange(on, { sheetId: own.sheetId, range: rangeOfNotation(own, wanted) });
}

function setActiveSheet(on: Anywhere, { sheetId }: Self<'Sheet'>) {
  activate(on, worksheetOf(on.program, sheetId));
  return give('Sheet', { sheetId });
}

const common = {
  getActiveRange: activeRange,
  getCurrentCell: currentCell,
  setActiveRange,
  setActiveRangeList,
} as const;

export const selections: Part = {
  SpreadsheetApp: { ...common, getActiveSheet: activeSheet, getSelection: selection, setActiveSheet },
  Spreadsheet: {
    ...common,
    getActiveRangeList: activeRangeList,
    getActiveSheet: activeSheet,
    getSelection: selection,
    setActiveSelection: (on, wanted: Self<'Range'> | string) =>
      setActiveSelection(on, activeWorksheet(on), wanted),
    setActiveSheet,
  },
  Sheet: {
    ...common,
    getActiveRangeList: activeRangeList,
    getSelection: selection,
    setActiveSelection: (on, wanted: Self<'Range'> | string) =>
      setActiveSelection(on, worksheetOf(on.program, on.self.sheetId), wanted),
    activate: (on) => setActiveSheet(on, on.self),
  },
  Selection: {
    getActiveRange: activeRange,
    getActiveRangeList: activeRangeList,
    getActiveSheet: activeSheet,
    getCurrentCell: currentCell,
  },
  Range: {
    activate: (on) => {
      setActiveRange(on, on.self);
      return on.me;
    },
  },
  RangeList: {
    activate: (on) => {
      setActiveRangeList(on, on.self);
      return on.me;
    },
  },
};
