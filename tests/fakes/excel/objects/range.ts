/** Ranges: what their cells hold, and ranges that are found from others. */
import { lastColumn, lastRow, type CellRange } from '../../../../core/index.js';
import {
  cellAt,
  clearContent,
  clearFormats,
  formatAt,
  isBlank,
  keptCells,
  setFormat,
  touch,
} from '../cells.js';
import { clearConditionalFormats } from '../conditional-formats.js';
import { before, enterAll, raiseChanged, type Input, type Source } from '../content.js';
import { fill, pastedRange, type CopyType } from '../copying.js';
import { invalidArgument, itemNotFound, Unsupported } from '../excel-error.js';
import { guard, guardContent, guardUnprotected } from '../protection.js';
import {
  addressOf,
  cellCount,
  cellsOf,
  columnCount,
  gridOf,
  intersection,
  isEntireColumn,
  isEntireRow,
  isVast,
  oneCell,
  quoted,
  rowCount,
  touches,
} from '../../spreadsheet/ranges.js';
import { restructure } from '../restructuring.js';
import { apiValue, shownText, valueTypeOf } from '../shown.js';
import { deleteColumns, deleteRows, insertColumns, insertRows } from '../structure/index.js';
import { clearValidations, isObject } from '../validations.js';
import { textOf, type Json, type Worksheet } from '../workbook.js';
import { loadProperties, storeProperties } from './cell-properties.js';
import {
  handle,
  type Method,
  type ObjectTable,
  type OneRange,
  type Program,
  type Property,
} from './object.js';
import { selectRanges } from './selection.js';
import { specialCells } from './special-cells.js';
import { usedRange } from './used-range.js';

type Get<T> = (self: OneRange, program: Program) => T;

const notVast = (range: CellRange, what: string) => {
  if (isVast(range)) throw new Unsupported(`${what} of whole rows and columns`);
  return range;
};

/** A property that has a value for each cell. */
const perCell =
  (of: (worksheet: Worksheet, row: number, column: number, program: Program) => Json): Get<Json> =>
  ({ worksheet, range }, program) =>
    gridOf(notVast(range, 'the cells'), (row, column) => of(worksheet, row, column, program));

const isInput = (value: Json): value is Input => value === null || typeof value !== 'object';

/** What is written to a range as a grid of its size: one value, or a grid of one cell, is for all of its cells. */
function asGrid(range: CellRange, value: Json): readonly (readonly Json[])[] {
  notVast(range, 'writing to the cells');
  if (!Array.isArray(value)) return gridOf(range, () => value);
  const rows = value as readonly (readonly Json[])[];
  if (rows.length === 1 && Array.isArray(rows[0]) && rows[0].length === 1)
    return gridOf(range, () => rows[0]![0]!);
  checkSize(range, rows.length, Array.isArray(rows[0]) ? rows[0].length : 0);
  const isEven = rows.every((row) => Array.isArray(row) && row.length === columnCount(range));
  if (!isEven) throw invalidArgument('The grid of values');
  return rows;
}

function checkSize(range: CellRange, rows: number, columns: number): void {
  if (rows !== rowCount(range) || columns !== columnCount(range))
    throw invalidArgument(
      'The number of rows or columns in the input array does not match the size of the range: it',
    );
}

const isInputs = (grid: readonly (readonly Json[])[]): grid is readonly (readonly Input[])[] =>
  grid.every((row) => row.every(isInput));

const content: Property<OneRange>['set'] = ({ worksheet, range }, value, program) => {
  const grid = asGrid(range, value);
  if (!isInputs(grid)) throw invalidArgument('The grid of values');
  guardContent(worksheet, [range]);
  enterAll(program, worksheet, range, grid, 'ThisLocalAddin');
};

const hidden = (by: 'rows' | 'columns'): Property<OneRange> => ({
  get: ({ worksheet, range }) => {
    const found =
      by === 'rows'
        ? worksheet.hiddenRows.within(range.top, range.bottom)
        : worksheet.hiddenColumns.within(range.left, range.right);
    return found.length === 1 ? found[0]! : null;
  },
  set: ({ worksheet, range }, value) => {
    if (typeof value !== 'boolean') throw invalidArgument();
    guard(worksheet, by === 'rows' ? 'allowFormatRows' : 'allowFormatColumns');
    if (by === 'rows') worksheet.hiddenRows.set(range.top, range.bottom, value);
    else worksheet.hiddenColumns.set(range.left, range.right, value);
  },
});

const hyperlink: Property<OneRange> = {
  get: ({ worksheet, range }) => {
    const cell = cellAt(worksheet, range.top, range.left);
    if (!cell?.hyperlink) return null;
    return { ...cell.hyperlink, textToDisplay: String(apiValue(cell.value)) };
  },
  set: ({ worksheet, range }, value, program) => {
    guard(worksheet, 'allowInsertHyperlinks');
    guardContent(worksheet, [range]);
    if (!isObject(value)) throw invalidArgument('The hyperlink');
    const { textToDisplay, ...link } = value;
    const isLink = Object.entries(link).every(
      ([name, text]) =>
        ['address', 'documentReference', 'screenTip'].includes(name) && typeof text === 'string',
    );
    if (!isLink || (link.address === undefined) === (link.documentReference === undefined))
      throw invalidArgument('The hyperlink');
    for (const [row, column] of cellsOf(notVast(range, 'hyperlinks'))) {
      const cell = touch(worksheet, row, column);
      cell.hyperlink = link;
      const shown = textToDisplay ?? (isBlank(cell) ? textOf(link.documentReference ?? link.address) : null);
      if (typeof shown === 'string' && shown !== apiValue(cell.value))
        enterAll(program, worksheet, oneCell(row, column), [[shown]], 'ThisLocalAddin');
      // Excel gives the cell its style for hyperlinks.
      setFormat(worksheet, oneCell(row, column), 'fontColour', '#0563C1');
      setFormat(worksheet, oneCell(row, column), 'underline', 'Single');
    }
  },
};

const properties: ObjectTable<OneRange>['properties'] = {
  values: {
    get: perCell((worksheet, row, column) => apiValue(cellAt(worksheet, row, column)?.value ?? null)),
    set: content,
  },
  formulas: {
    // Of a text that looks like a formula this is the text: only the values tell them apart.
    get: perCell((worksheet, row, column) => {
      const cell = cellAt(worksheet, row, column);
      return cell?.formula ?? apiValue(cell?.value ?? null);
    }),
    set: content,
  },
  text: {
    get: perCell((worksheet, row, column, { workbook }) =>
      shownText(
        cellAt(worksheet, row, column)?.value ?? null,
        formatAt(worksheet, row, column, 'numberFormat'),
        workbook,
      ),
    ),
  },
  valueTypes: {
    get: perCell((worksheet, row, column) => valueTypeOf(cellAt(worksheet, row, column)?.value ?? null)),
  },
  numberFormat: {
    get: perCell((worksheet, row, column) => formatAt(worksheet, row, column, 'numberFormat')),
    set: ({ worksheet, range }, value) => {
      guard(worksheet, 'allowFormatCells');
      if (typeof value === 'string' && isVast(range)) {
        setFormat(worksheet, range, 'numberFormat', value);
        return;
      }
      const grid = asGrid(range, value);
      for (const [row, column] of cellsOf(range)) {
        const code = grid[row - range.top]?.[column - range.left] ?? null;
        if (code === null) continue;
        if (typeof code !== 'string' || code === '') throw invalidArgument('The number format');
        setFormat(worksheet, oneCell(row, column), 'numberFormat', code);
      }
    },
  },
  address: { get: ({ worksheet, range }) => `${quoted(worksheet.name)}!${addressOf(range)}` },
  rowIndex: { get: ({ range }) => range.top - 1 },
  columnIndex: { get: ({ range }) => range.left - 1 },
  rowCount: { get: ({ range }) => rowCount(range) },
  columnCount: { get: ({ range }) => columnCount(range) },
  // Larger numbers do not fit. Source: Excel.Range.cellCount.
  cellCount: { get: ({ range }) => (cellCount(range) > 2 ** 31 - 1 ? -1 : cellCount(range)) },
  isEntireRow: { get: ({ range }) => isEntireRow(range) },
  isEntireColumn: { get: ({ range }) => isEntireColumn(range) },
  rowHidden: hidden('rows'),
  columnHidden: hidden('columns'),
  hidden: {
    get: ({ worksheet, range }) => {
      const all = (found: readonly boolean[]) => found.length === 1 && found[0] === true;
      const { top, left, bottom, right } = range;
      if (all(worksheet.hiddenRows.within(top, bottom)) || all(worksheet.hiddenColumns.within(left, right)))
        return true;
      const found = [
        ...worksheet.hiddenRows.within(top, bottom),
        ...worksheet.hiddenColumns.within(left, right),
      ];
      return found.includes(true) ? null : false;
    },
  },
  hyperlink,
};

/** A method that leads to another range; outside of the worksheet there is none. */
const toRange =
  (find: (...input: Parameters<Method<OneRange>>) => CellRange): Method<OneRange> =>
  (self, input, program) => {
    const range = find(self, input, program);
    const { top, left, bottom, right } = range;
    if (top < 1 || left < 1 || bottom > lastRow || right > lastColumn || top > bottom || left > right)
      throw invalidArgument('The range');
    return handle('Range', { worksheet: self.worksheet, range });
  };

const common: Method<OneRange> = ({ worksheet, range }, input) => {
  const other = input.range(0, worksheet);
  const both = other.worksheet === worksheet ? intersection(range, other.range) : null;
  return both && handle('Range', { worksheet, range: both });
};

/** Source: Excel.ClearApplyTo. */
const clear: Method<OneRange> = ({ worksheet, range }, input, program) => {
  clearRange(program, worksheet, range, input.textOr(0, 'All'));
  return undefined;
};

/** @param applyTo `All`, `Contents` or `Formats` */
export function clearRange(
  program: Program,
  worksheet: Worksheet,
  range: CellRange,
  applyTo: string,
  source: Source = 'ThisLocalAddin',
): void {
  if (!['All', 'Contents', 'Formats'].includes(applyTo)) throw new Unsupported(`clearing ${applyTo}`);
  if (applyTo !== 'Formats') guardContent(worksheet, [range]);
  if (applyTo !== 'Contents') guard(worksheet, 'allowFormatCells');
  const was = before(worksheet, range);
  if (applyTo !== 'Formats') {
    for (const [cell] of keptCells(worksheet, range)) {
      clearContent(cell);
      if (applyTo === 'All') Object.assign(cell, { note: null, hyperlink: null });
    }
    program.markChanged();
    raiseChanged(program, worksheet, range, source, was);
  }
  if (applyTo !== 'Contents') {
    clearFormats(worksheet, range);
    clearConditionalFormats(worksheet, [range]);
    worksheet.merges = worksheet.merges.filter((merged) => !touches([merged], [range]));
  }
  if (applyTo === 'All') clearValidations(worksheet, [range]);
}

const merge: Method<OneRange> = ({ worksheet, range }, input, program) => {
  guardUnprotected(worksheet);
  notVast(range, 'merging');
  const across = input.flag(0);
  const areas = across
    ? Array.from({ length: rowCount(range) }, (_row, down) => ({
        ...range,
        top: range.top + down,
        bottom: range.top + down,
      }))
    : [range];
  for (const area of areas.filter((one) => cellCount(one) > 1)) {
    worksheet.merges = [...worksheet.merges.filter((merged) => !intersection(merged, area)), area];
    const filled = [...keptCells(worksheet, area)].find(([cell]) => !isBlank(cell))?.[0];
    const { value = null, formula = null, isPrefixed = false } = filled ?? {};
    for (const [cell] of keptCells(worksheet, area)) clearContent(cell);
    if (filled) Object.assign(touch(worksheet, area.top, area.left), { value, formula, isPrefixed });
  }
  program.markChanged();
  return undefined;
};

const outline =
  (change: 1 | -1): Method<OneRange> =>
  ({ worksheet, range }, input) => {
    guardUnprotected(worksheet);
    const by = input.text(0);
    if (by !== 'ByRows' && by !== 'ByColumns') throw invalidArgument();
    const [levels, first, last] =
      by === 'ByRows'
        ? [worksheet.rowLevels, range.top, range.bottom]
        : [worksheet.columnLevels, range.left, range.right];
    const found = levels.within(first, last);
    // Seven levels of groups, no more; and where nothing is grouped there is nothing to ungroup.
    if (change === 1 ? found.includes(7) : found.every((level) => level === 0))
      throw invalidArgument('The outline level');
    for (let index = first; index <= last; index += 1)
      levels.set(index, index, Math.max(0, levels.at(index) + change));
    return undefined;
  };

const copyFrom: Method<OneRange> = ({ worksheet, range }, input, program) => {
  const source = input.range(0, worksheet);
  const type = input.textOr(1, 'All');
  if (!['All', 'Formulas', 'Values', 'Formats'].includes(type)) throw new Unsupported(`copying ${type}`);
  if (input.flag(3)) throw new Unsupported('transposing');
  const target = { worksheet, range: pastedRange(source.range, range) };
  guardContent(worksheet, [target.range]);
  if (type === 'All' || type === 'Formats') guard(worksheet, 'allowFormatCells');
  fill(program.workbook, source, target, type as CopyType, input.flag(2));
  program.markChanged();
  raiseChanged(program, worksheet, target.range, 'ThisLocalAddin');
  return undefined;
};

const methods: ObjectTable<OneRange>['methods'] = {
  getCell: toRange(({ range }, input) => oneCell(range.top + input.whole(0), range.left + input.whole(1))),
  getRow: toRange(({ range }, input) => ({
    ...range,
    top: range.top + input.whole(0),
    bottom: range.top + input.whole(0),
  })),
  getColumn: toRange(({ range }, input) => ({
    ...range,
    left: range.left + input.whole(0),
    right: range.left + input.whole(0),
  })),
  getLastRow: toRange(({ range }) => ({ ...range, top: range.bottom })),
  getLastColumn: toRange(({ range }) => ({ ...range, left: range.right })),
  getLastCell: toRange(({ range }) => oneCell(range.bottom, range.right)),
  getOffsetRange: toRange(({ range: { top, left, bottom, right } }, input) => ({
    top: top + input.whole(0),
    left: left + input.whole(1),
    bottom: bottom + input.whole(0),
    right: right + input.whole(1),
  })),
  getResizedRange: toRange(({ range }, input) => ({
    ...range,
    bottom: range.bottom + input.whole(0),
    right: range.right + input.whole(1),
  })),
  getAbsoluteResizedRange: toRange(({ range }, input) => ({
    ...range,
    bottom: range.top + input.whole(0) - 1,
    right: range.left + input.whole(1) - 1,
  })),
  getEntireRow: toRange(({ range: { top, bottom } }) => ({ top, left: 1, bottom, right: lastColumn })),
  getEntireColumn: toRange(({ range: { left, right } }) => ({ top: 1, left, bottom: lastRow, right })),
  getBoundingRect: toRange(({ worksheet, range }, input) => {
    const other = input.range(0, worksheet).range;
    return {
      top: Math.min(range.top, other.top),
      left: Math.min(range.left, other.left),
      bottom: Math.max(range.bottom, other.bottom),
      right: Math.max(range.right, other.right),
    };
  }),
  getIntersection: (...input) => {
    const found = common(...input);
    if (found === null) throw itemNotFound();
    return found;
  },
  getIntersectionOrNullObject: common,
  getUsedRange: ({ worksheet, range }, input) =>
    handle('Range', {
      worksheet,
      range: usedRange(worksheet, input.flag(0), range) ?? oneCell(range.top, range.left),
    }),
  getUsedRangeOrNullObject: ({ worksheet, range }, input) => {
    const used = usedRange(worksheet, input.flag(0), range);
    return used && handle('Range', { worksheet, range: used });
  },
  getMergedAreasOrNullObject: ({ worksheet, range }) => {
    const ranges = worksheet.merges.filter((merged) => intersection(merged, range));
    return ranges.length === 0 ? null : handle('RangeAreas', { worksheet, ranges });
  },
  getSpecialCells: ({ worksheet, range }, input) => {
    const ranges = specialCells(worksheet, [range], input);
    if (ranges.length === 0) throw itemNotFound();
    return handle('RangeAreas', { worksheet, ranges });
  },
  getSpecialCellsOrNullObject: ({ worksheet, range }, input) => {
    const ranges = specialCells(worksheet, [range], input);
    return ranges.length === 0 ? null : handle('RangeAreas', { worksheet, ranges });
  },
  getCellProperties: (self, input, program) =>
    gridOf(notVast(self.range, 'the properties'), (row, column) =>
      loadProperties(program, { worksheet: self.worksheet, range: oneCell(row, column) }, input.json(0)),
    ),
  getRowProperties: ({ worksheet, range }, input, program) =>
    Array.from({ length: rowCount(range) }, (_row, down) => {
      const row = { ...range, top: range.top + down, bottom: range.top + down };
      return loadProperties(program, { worksheet, range: row }, input.json(0));
    }),
  getColumnProperties: ({ worksheet, range }, input, program) =>
    Array.from({ length: columnCount(range) }, (_column, across) => {
      const column = { ...range, left: range.left + across, right: range.left + across };
      return loadProperties(program, { worksheet, range: column }, input.json(0));
    }),
  setCellProperties: ({ worksheet, range }, input, program) => {
    const grid = asGrid(range, input.json(0));
    for (const [row, column] of cellsOf(range)) {
      const said = grid[row - range.top]![column - range.left]!;
      storeProperties(program, { worksheet, range: oneCell(row, column) }, said);
    }
    return undefined;
  },
  setRowProperties: ({ worksheet, range }, input, program) => {
    const rows = input.json(0);
    if (!Array.isArray(rows) || rows.length !== rowCount(range)) throw invalidArgument();
    for (const [down, said] of (rows as readonly Json[]).entries()) {
      const row = { ...range, top: range.top + down, bottom: range.top + down };
      storeProperties(program, { worksheet, range: row }, said);
    }
    return undefined;
  },
  setColumnProperties: ({ worksheet, range }, input, program) => {
    const columns = input.json(0);
    if (!Array.isArray(columns) || columns.length !== columnCount(range)) throw invalidArgument();
    for (const [across, said] of (columns as readonly Json[]).entries()) {
      const column = { ...range, left: range.left + across, right: range.left + across };
      storeProperties(program, { worksheet, range: column }, said);
    }
    return undefined;
  },
  clear,
  merge,
  unmerge: ({ worksheet, range }) => {
    guardUnprotected(worksheet);
    worksheet.merges = worksheet.merges.filter((merged) => !intersection(merged, range));
    return undefined;
  },
  group: outline(1),
  ungroup: outline(-1),
  copyFrom,
  select: ({ worksheet, range }, _input, program) => {
    selectRanges(program, worksheet, [range]);
    return undefined;
  },
  insert: ({ worksheet, range }, input, program) => {
    const { workbook } = program;
    const shift = input.text(0);
    if (shift === 'Down' && isEntireRow(range)) {
      const edit = () => insertRows(workbook, worksheet, range.top, rowCount(range));
      restructure(program, worksheet, edit, { range, how: 'RowInserted', source: 'ThisLocalAddin' });
    } else if (shift === 'Right' && isEntireColumn(range)) {
      const edit = () => insertColumns(workbook, worksheet, range.left, columnCount(range));
      restructure(program, worksheet, edit, { range, how: 'ColumnInserted', source: 'ThisLocalAddin' });
    } else throw new Unsupported('inserting anything but whole rows and columns');
    return handle('Range', { worksheet, range });
  },
  delete: ({ worksheet, range }, input, program) => {
    const { workbook } = program;
    const shift = input.text(0);
    if (shift === 'Up' && isEntireRow(range)) {
      const edit = () => deleteRows(workbook, worksheet, range.top, rowCount(range));
      restructure(program, worksheet, edit, { range, how: 'RowDeleted', source: 'ThisLocalAddin' });
    } else if (shift === 'Left' && isEntireColumn(range)) {
      const edit = () => deleteColumns(workbook, worksheet, range.left, columnCount(range));
      restructure(program, worksheet, edit, { range, how: 'ColumnDeleted', source: 'ThisLocalAddin' });
    } else throw new Unsupported('deleting anything but whole rows and columns');
    return undefined;
  },
  calculate: (_self, _input, program) => {
    program.markChanged();
    program.calculate(true);
    return undefined;
  },
  _ValidateArraySize: ({ range }, input) => {
    checkSize(range, input.whole(0), input.whole(1));
    return undefined;
  },
};

const cells = ({ worksheet, range }: OneRange) => ({ worksheet, ranges: [range] });

export const rangeTable: ObjectTable<OneRange> = {
  properties,
  children: {
    worksheet: ({ worksheet }) => handle('Worksheet', worksheet),
    format: (self) => handle('RangeFormat', cells(self)),
    dataValidation: (self) => handle('DataValidation', cells(self)),
    conditionalFormats: (self) => handle('ConditionalFormatCollection', cells(self)),
  },
  methods,
};
