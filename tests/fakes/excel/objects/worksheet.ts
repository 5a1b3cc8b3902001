/** Worksheets: all of them, and each. */
import { copyWorksheet } from '../copying.js';
import { invalidArgument, invalidOperation, itemNotFound, Unsupported } from '../excel-error.js';
import { withInserted } from '../lists.js';
import { guard, guardStructure, guardUnprotected, protect, unprotect } from '../protection.js';
import { columnCount, oneCell, rowCount, wholeWorksheet } from '../../spreadsheet/ranges.js';
import { removeWorksheet, renameWorksheet } from '../renaming.js';
import {
  addWorksheet,
  checkWorksheetName,
  findWorksheet,
  type Workbook,
  type Worksheet,
} from '../workbook.js';
import { lastColumn, lastRow, type CellRange } from '../../../../core/index.js';
import {
  checkColour,
  handle,
  oneOf,
  rangeOfAddress,
  sameTypeAs,
  type ObjectTable,
  type OneRange,
  type Program,
} from './object.js';
import { activate } from './selection.js';
import { usedRange } from './used-range.js';

/** Longer addresses of many ranges fail in some versions of Excel. */
const longestAddress = 255;

const visible = (workbook: Workbook) =>
  workbook.worksheets.filter(({ visibility }) => visibility === 'Visible');
const among = (workbook: Workbook, visibleOnly: boolean) =>
  visibleOnly ? visible(workbook) : workbook.worksheets;

const sheet = (worksheet: Worksheet | null | undefined) => {
  if (!worksheet) throw itemNotFound();
  return handle('Worksheet', worksheet);
};

export const worksheetCollection: ObjectTable<Workbook> = {
  items: ({ worksheets }) => worksheets.map((worksheet) => handle('Worksheet', worksheet)),
  methods: {
    add: (workbook, input, { events }) => {
      guardStructure(workbook);
      const added = addWorksheet(workbook, input.textOr(0, null));
      events.raise('Added', added);
      return handle('Worksheet', added);
    },
    getActiveWorksheet: ({ active }) => handle('Worksheet', active),
    getCount: (workbook, input) => among(workbook, input.flag(0)).length,
    getFirst: (workbook, input) => sheet(among(workbook, input.flag(0))[0]),
    getLast: (workbook, input) => sheet(among(workbook, input.flag(0)).at(-1)),
    getItem: (workbook, input) => sheet(findWorksheet(workbook, input.text(0))),
    getItemOrNullObject: (workbook, input) => {
      const found = findWorksheet(workbook, input.text(0));
      return found && handle('Worksheet', found);
    },
  },
};

/** @throws ExcelError if no worksheet would be left to be seen */
function guardLastVisible(workbook: Workbook, worksheet: Worksheet): void {
  const others = visible(workbook).filter((other) => other !== worksheet);
  if (others.length === 0) throw invalidOperation('A workbook must contain at least one visible worksheet.');
}

/** Another worksheet is shown when the active one goes. */
function leave(program: Program, worksheet: Worksheet): void {
  const { workbook } = program;
  if (workbook.active !== worksheet) return;
  const index = workbook.worksheets.indexOf(worksheet);
  const isShown = (other: Worksheet | undefined) => other?.visibility === 'Visible' && other !== worksheet;
  const next =
    workbook.worksheets.slice(index + 1).find(isShown) ??
    workbook.worksheets.slice(0, index).filter(isShown).at(-1);
  activate(program, next!);
}

export function rename({ workbook, events }: Program, worksheet: Worksheet, name: string): void {
  guardStructure(workbook);
  if (name === worksheet.name) return;
  checkWorksheetName(workbook, name, worksheet);
  const nameBefore = worksheet.name;
  renameWorksheet(workbook, worksheet, name);
  events.raise('NameChanged', worksheet, { nameBefore, nameAfter: name });
}

export function deleteWorksheet(program: Program, worksheet: Worksheet): void {
  const { workbook, events } = program;
  guardStructure(workbook);
  if (worksheet.visibility === 'VeryHidden')
    throw invalidOperation('A worksheet that is very hidden cannot be deleted.');
  guardLastVisible(workbook, worksheet);
  leave(program, worksheet);
  removeWorksheet(workbook, worksheet);
  program.markChanged();
  events.raise('Deleted', worksheet);
}

function setVisibility(program: Program, worksheet: Worksheet, visibility: Worksheet['visibility']): void {
  const { workbook, events } = program;
  const visibilityBefore = worksheet.visibility;
  if (visibility === visibilityBefore) return;
  guardStructure(workbook);
  if (visibility !== 'Visible') {
    guardLastVisible(workbook, worksheet);
    leave(program, worksheet);
  }
  worksheet.visibility = visibility;
  events.raise('VisibilityChanged', worksheet, { visibilityBefore, visibilityAfter: visibility });
}

function move({ workbook, events }: Program, worksheet: Worksheet, position: number): void {
  guardStructure(workbook);
  const positionBefore = workbook.worksheets.indexOf(worksheet);
  if (!Number.isInteger(position) || position < 0 || position >= workbook.worksheets.length)
    throw invalidArgument('The position');
  const others = workbook.worksheets.filter((other) => other !== worksheet);
  workbook.worksheets = withInserted(others, position, worksheet);
  if (position !== positionBefore)
    events.raise('Moved', worksheet, { positionBefore, positionAfter: position });
}

const inside = (worksheet: Worksheet, range: CellRange) => {
  const { top, left, bottom, right } = range;
  if (top < 1 || left < 1 || bottom > lastRow || right > lastColumn || bottom < top || right < left)
    throw invalidArgument('The range');
  return handle('Range', { worksheet, range });
};

/** The place of a copy among the worksheets. Source: Excel.WorksheetPositionType. */
function placeOfCopy(workbook: Workbook, type: string, relativeTo: Worksheet | null): number {
  const at = relativeTo ? workbook.worksheets.indexOf(relativeTo) : -1;
  switch (type) {
    case 'Beginning':
      return 0;
    case 'None':
    case 'End':
      return workbook.worksheets.length;
    case 'Before':
    case 'After':
      if (at < 0) throw invalidArgument('The worksheet to copy beside');
      return type === 'Before' ? at : at + 1;
    default:
      throw invalidArgument('The position type');
  }
}

export const worksheetTable: ObjectTable<Worksheet> = {
  id: { key: 'Id', of: ({ id }) => id },
  properties: {
    id: { get: ({ id }) => id },
    name: {
      get: ({ name }) => name,
      set: (worksheet, value, program) => {
        if (typeof value !== 'string') throw invalidArgument('The name of the worksheet');
        rename(program, worksheet, value);
      },
    },
    position: {
      get: (worksheet, { workbook }) => workbook.worksheets.indexOf(worksheet),
      set: (worksheet, value, program) => {
        move(program, worksheet, value as number);
      },
    },
    visibility: {
      get: ({ visibility }) => visibility,
      set: (worksheet, value, program) => {
        const checked = oneOf('Visible', 'Hidden', 'VeryHidden')(value);
        setVisibility(program, worksheet, checked as Worksheet['visibility']);
      },
    },
    tabColor: {
      get: ({ tabColour }) => tabColour,
      set: (worksheet, value, { workbook }) => {
        guardStructure(workbook);
        worksheet.tabColour = checkColour(value);
      },
    },
    showGridlines: { get: ({ showGridlines }) => showGridlines },
    // The client writes it under another name than it reads it.
    gridlines: {
      set: (worksheet, value) => {
        worksheet.showGridlines = sameTypeAs(true, 'showGridlines')(value) as boolean;
      },
    },
    showHeadings: { get: ({ showHeadings }) => showHeadings },
    headings: {
      set: (worksheet, value) => {
        worksheet.showHeadings = sameTypeAs(true, 'showHeadings')(value) as boolean;
      },
    },
  },
  children: {
    protection: (worksheet) => handle('WorksheetProtection', worksheet),
    freezePanes: (worksheet) => handle('WorksheetFreezePanes', worksheet),
    autoFilter: (worksheet) => handle('AutoFilter', worksheet),
    names: (worksheet) => handle('NamedItemCollection', worksheet),
    tables: (worksheet) => handle('TableCollection', [worksheet]),
    charts: (worksheet) => handle('ChartCollection', worksheet),
    pageLayout: (worksheet) => handle('PageLayout', worksheet),
  },
  methods: {
    activate: (worksheet, _input, program) => {
      activate(program, worksheet);
      return undefined;
    },
    delete: (worksheet, _input, program) => {
      deleteWorksheet(program, worksheet);
      return undefined;
    },
    copy: (worksheet, input, program) => {
      guardStructure(program.workbook);
      const beside = input.isGiven(1) ? input.object(1, 'Worksheet') : null;
      const place = placeOfCopy(program.workbook, input.textOr(0, 'None'), beside);
      const copy = copyWorksheet(program.workbook, worksheet, place);
      program.markChanged();
      program.events.raise('Added', copy);
      return handle('Worksheet', copy);
    },
    _GetAnotherWorksheetById: (_worksheet, input, { workbook }) =>
      sheet(findWorksheet(workbook, input.text(0))),
    _GetSheetById: (_worksheet, input, { workbook }) => sheet(findWorksheet(workbook, input.text(0))),
    getRange: (worksheet, input, { workbook }) => {
      const address = input.textOr(0, '');
      if (address === '') return handle('Range', { worksheet, range: wholeWorksheet });
      return handle('Range', rangeOfAddress(workbook, address, worksheet));
    },
    getRanges: (worksheet, input, { workbook }) => {
      const address = input.textOr(0, '');
      if (address.length > longestAddress) throw invalidArgument('The address, which is too long,');
      const ranges: OneRange[] =
        address === ''
          ? [{ worksheet, range: wholeWorksheet }]
          : address.split(',').map((one) => rangeOfAddress(workbook, one, worksheet));
      if (ranges.some((one) => one.worksheet !== worksheet)) throw invalidArgument('The address');
      return handle('RangeAreas', { worksheet, ranges: ranges.map(({ range }) => range) });
    },
    getRangeByIndexes: (worksheet, input) => {
      const [row, column, rows, columns] = [input.whole(0), input.whole(1), input.whole(2), input.whole(3)];
      return inside(worksheet, {
        top: row + 1,
        left: column + 1,
        bottom: row + rows,
        right: column + columns,
      });
    },
    getCell: (worksheet, input) => inside(worksheet, oneCell(input.whole(0) + 1, input.whole(1) + 1)),
    getUsedRange: (worksheet, input) =>
      handle('Range', { worksheet, range: usedRange(worksheet, input.flag(0)) ?? oneCell(1, 1) }),
    getUsedRangeOrNullObject: (worksheet, input) => {
      const range = usedRange(worksheet, input.flag(0));
      return range && handle('Range', { worksheet, range });
    },
    calculate: (_worksheet, _input, program) => {
      program.markChanged();
      program.calculate(true);
      return undefined;
    },
    showOutlineLevels: (worksheet, input) => {
      guardUnprotected(worksheet);
      const show = (levels: Worksheet['rowLevels'], hidden: Worksheet['hiddenRows'], shown: number) => {
        // None: all stays as it is.
        if (shown === 0) return;
        for (const { first, last, value } of levels.toJSON())
          if (value > 0) hidden.set(first, last, value >= shown);
      };
      show(worksheet.rowLevels, worksheet.hiddenRows, input.whole(0));
      show(worksheet.columnLevels, worksheet.hiddenColumns, input.whole(1));
      return undefined;
    },
  },
};

export const worksheetProtection: ObjectTable<Worksheet> = {
  properties: {
    protected: { get: ({ protection }) => protection !== null },
    options: { get: ({ protection }) => protection?.options ?? null },
  },
  methods: {
    protect: (worksheet, input, { events }) => {
      const options = input.isGiven(0) ? input.json(0) : {};
      if (typeof options !== 'object' || options === null || Array.isArray(options)) throw invalidArgument();
      protect(worksheet, options as Readonly<Record<string, boolean>>, input.textOr(1, null));
      events.raise('ProtectionChanged', worksheet, { isProtected: true });
      return undefined;
    },
    unprotect: (worksheet, input, { events }) => {
      const wasProtected = worksheet.protection !== null;
      unprotect(worksheet, input.textOr(0, null));
      if (wasProtected) events.raise('ProtectionChanged', worksheet, { isProtected: false });
      return undefined;
    },
  },
};

function freeze(worksheet: Worksheet, rows: number, columns: number): null {
  if (rows < 0 || columns < 0 || rows >= lastRow || columns >= lastColumn) throw invalidArgument();
  worksheet.frozen = { rows, columns };
  return null;
}

const frozenRange = (worksheet: Worksheet) => {
  const { rows, columns } = worksheet.frozen;
  if (rows === 0 && columns === 0) return null;
  const range = {
    top: 1,
    left: 1,
    bottom: rows === 0 ? lastRow : rows,
    right: columns === 0 ? lastColumn : columns,
  };
  return handle('Range', { worksheet, range });
};

export const worksheetFreezePanes: ObjectTable<Worksheet> = {
  methods: {
    freezeRows: (worksheet, input) => freeze(worksheet, input.isGiven(0) ? input.whole(0) : 1, 0),
    freezeColumns: (worksheet, input) => freeze(worksheet, 0, input.isGiven(0) ? input.whole(0) : 1),
    freezeAt: (worksheet, input) => {
      const { range } = input.range(0, worksheet);
      const rows = rowCount(range) === lastRow ? 0 : range.bottom;
      const columns = columnCount(range) === lastColumn ? 0 : range.right;
      return freeze(worksheet, rows, columns);
    },
    unfreeze: (worksheet) => freeze(worksheet, 0, 0),
    getLocation: (worksheet) => {
      const found = frozenRange(worksheet);
      if (!found) throw itemNotFound();
      return found;
    },
    getLocationOrNullObject: frozenRange,
  },
};

export const autoFilter: ObjectTable<Worksheet> = {
  properties: {
    enabled: { get: ({ autoFilter: filter }) => filter !== null },
    isDataFiltered: { get: ({ autoFilter: filter }) => (filter?.criteria.size ?? 0) > 0 },
    criteria: {
      get: ({ autoFilter: filter }) =>
        filter &&
        Array.from({ length: columnCount(filter.range) }, (_, index) => filter.criteria.get(index) ?? null),
    },
  },
  methods: {
    apply: (worksheet, input) => {
      guardUnprotected(worksheet);
      if (input.isGiven(1) || input.isGiven(2))
        throw new Unsupported('filtering by criteria: a person does that');
      const { range } = input.range(0, worksheet);
      worksheet.autoFilter = { range, criteria: new Map() };
      return undefined;
    },
    clearCriteria: (worksheet) => {
      guard(worksheet, 'allowAutoFilter');
      const filter = worksheet.autoFilter;
      if (!filter || filter.criteria.size === 0) return undefined;
      filter.criteria = new Map();
      worksheet.hiddenRows.set(filter.range.top + 1, filter.range.bottom, false);
      return undefined;
    },
    remove: (worksheet) => {
      guardUnprotected(worksheet);
      const filter = worksheet.autoFilter;
      if (filter && filter.criteria.size > 0)
        worksheet.hiddenRows.set(filter.range.top + 1, filter.range.bottom, false);
      worksheet.autoFilter = null;
      return undefined;
    },
    getRangeOrNullObject: (worksheet) =>
      worksheet.autoFilter && handle('Range', { worksheet, range: worksheet.autoFilter.range }),
  },
};
