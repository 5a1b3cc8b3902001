/** Copying cells of the fake Excel with all that lies on them, and whole worksheets. */
import type { CellRange } from '../../../core/index.js';
import {
  bordersWithin,
  cellAt,
  changeBorders,
  clearContent,
  formatAt,
  isBlank,
  setFormat,
  touch,
  type Side,
} from './cells.js';
import {
  addConditionalFormat,
  clearConditionalFormats,
  conditionalFormatsIn,
  layOn,
} from './conditional-formats.js';
import { Unsupported } from './excel-error.js';
import { formatKeys } from './formats.js';
import { shiftFormula } from '../spreadsheet/formulas/index.js';
import type { OneRange } from './objects/object.js';
import {
  cellsOf,
  columnCount,
  commonRanges,
  intersection,
  isVast,
  oneCell,
  rowCount,
} from '../spreadsheet/ranges.js';
import { renamedIn } from './renaming.js';
import { changeValidations, clearValidations } from './validations.js';
import {
  checkWorksheetName,
  findWorksheet,
  newGuid,
  type Cell,
  type Workbook,
  type Worksheet,
} from './workbook.js';

/** Source: Excel.RangeCopyType. */
export type CopyType = 'All' | 'Formulas' | 'Values' | 'Formats';

function copyContent(from: Cell | undefined, to: Cell, rows: number, columns: number, type: CopyType): void {
  clearContent(to);
  if (!from) return;
  to.value = from.value;
  if (type !== 'Values' && from.formula !== null) to.formula = shiftFormula(from.formula, rows, columns);
  to.isPrefixed = from.isPrefixed && type === 'All';
}

function copyFormats(from: OneRange, to: OneRange): void {
  const [down, across] = [to.range.top - from.range.top, to.range.left - from.range.left];
  for (const [row, column] of cellsOf(from.range)) {
    const target = oneCell(row + down, column + across);
    for (const key of formatKeys)
      setFormat(to.worksheet, target, key, formatAt(from.worksheet, row, column, key));
    for (const side of ['EdgeTop', 'EdgeLeft', 'EdgeBottom', 'EdgeRight'] satisfies Side[]) {
      const [border] = bordersWithin(from.worksheet, oneCell(row, column), side);
      changeBorders(to.worksheet, target, side, () => border!);
    }
  }
}

const movedBy = (range: CellRange, rows: number, columns: number): CellRange => ({
  top: range.top + rows,
  left: range.left + columns,
  bottom: range.bottom + rows,
  right: range.right + columns,
});

function copyRules(workbook: Workbook, from: OneRange, to: OneRange, type: CopyType): void {
  const [down, across] = [to.range.top - from.range.top, to.range.left - from.range.left];
  const conditions = conditionalFormatsIn(from.worksheet, from.range);
  if (from.worksheet !== to.worksheet || !intersection(from.range, to.range))
    clearConditionalFormats(to.worksheet, [to.range]);
  for (const { format, ranges } of [...conditions].reverse()) {
    const targets = ranges.map((range) => movedBy(range, down, across));
    if (from.worksheet === to.worksheet) layOn(format, [...format.ranges, ...targets]);
    else {
      const added = addConditionalFormat(workbook, to.worksheet, targets, format.type);
      added.stopIfTrue = format.stopIfTrue;
      for (const [path, value] of format.settings) added.settings.set(path, value);
    }
  }
  if (type !== 'All') return;
  const validations = from.worksheet.validations.map((one) => ({
    ...one,
    ranges: commonRanges(one.ranges, [from.range]).map((range) => movedBy(range, down, across)),
  }));
  clearValidations(to.worksheet, [to.range]);
  for (const { ranges, ...settings } of validations) changeValidations(to.worksheet, ranges, () => settings);
}

/**
 * Copies a range over another of the same size, as copying and pasting does: contents, formats, validations and
 * conditional formats of the target give way. `Values`, `Formulas` and `Formats` leave the rest.
 */
function copyRange(
  workbook: Workbook,
  from: OneRange,
  to: OneRange,
  type: CopyType,
  skipBlanks = false,
): void {
  if (isVast(from.range) || isVast(to.range)) throw new Unsupported('copying whole rows and columns');
  const [down, across] = [to.range.top - from.range.top, to.range.left - from.range.left];
  const copies = [...cellsOf(from.range)].map(([row, column]) => ({
    row: row + down,
    column: column + across,
    cell: structuredClone(cellAt(from.worksheet, row, column)),
  }));
  if (type !== 'Formats') {
    for (const { row, column, cell } of copies) {
      if (skipBlanks && (!cell || isBlank(cell))) continue;
      const target = touch(to.worksheet, row, column);
      copyContent(cell, target, down, across, type);
      if (type === 'All')
        Object.assign(target, { note: cell?.note ?? null, hyperlink: cell?.hyperlink ?? null });
    }
  }
  if (type === 'All' || type === 'Formats') {
    copyFormats(from, to);
    copyRules(workbook, from, to, type);
  }
}

/** The range of a copy: as large as what is copied, or a whole multiple of it that the target has. */
export const pastedRange = (source: CellRange, target: CellRange): CellRange => {
  const rows = rowCount(target) % rowCount(source) === 0 ? rowCount(target) : rowCount(source);
  const columns = columnCount(target) % columnCount(source) === 0 ? columnCount(target) : columnCount(source);
  return {
    top: target.top,
    left: target.left,
    bottom: target.top + rows - 1,
    right: target.left + columns - 1,
  };
};

/** Copies a range over and over until the target is full. */
export function fill(
  workbook: Workbook,
  from: OneRange,
  to: OneRange,
  type: CopyType,
  skipBlanks = false,
): void {
  const whole = pastedRange(from.range, to.range);
  for (let top = whole.top; top <= whole.bottom; top += rowCount(from.range)) {
    for (let left = whole.left; left <= whole.right; left += columnCount(from.range)) {
      const [bottom, right] = [top + rowCount(from.range) - 1, left + columnCount(from.range) - 1];
      const range = { top, left, bottom, right };
      copyRange(workbook, from, { worksheet: to.worksheet, range }, type, skipBlanks);
    }
  }
}

/** `Matrix` becomes `Matrix (2)`, cut to the length that a name may have. */
function nameOfCopy(workbook: Workbook, name: string): string {
  for (let number = 2; ; number += 1) {
    const end = ` (${number})`;
    const wanted = name.slice(0, 31 - end.length) + end;
    if (!findWorksheet(workbook, wanted)) return wanted;
  }
}

/**
 * Copies a worksheet with all that it has, protection too, and puts it at a place. Names of the workbook that lead
 * into it are there twice then: the copy gets one of its own.
 * @param index where it stands among the worksheets, from 0
 */
export function copyWorksheet(workbook: Workbook, source: Worksheet, index: number): Worksheet {
  const name = nameOfCopy(workbook, source.name);
  checkWorksheetName(workbook, name);
  const own = (formula: string) => renamedIn(formula, source.name, name);
  const leadsInto = (formula: string) => own(formula) !== formula;
  const copy: Worksheet = {
    ...source,
    id: newGuid(workbook, '0'),
    name,
    cells: structuredClone(source.cells),
    layers: [...source.layers],
    edges: { above: new Map(source.edges.above), before: new Map(source.edges.before) },
    rowHeights: source.rowHeights.copy(),
    hiddenRows: source.hiddenRows.copy(),
    rowLevels: source.rowLevels.copy(),
    columnWidths: source.columnWidths.copy(),
    hiddenColumns: source.hiddenColumns.copy(),
    columnLevels: source.columnLevels.copy(),
    conditionalFormats: source.conditionalFormats.map((format) => ({
      ...format,
      id: newGuid(workbook, 'CF'),
      settings: new Map(format.settings),
    })),
    validations: source.validations.map((validation) => ({ ...validation })),
    charts: source.charts.map((chart) => ({
      ...chart,
      id: newGuid(workbook, 'C'),
      settings: new Map(chart.settings),
      series: chart.series.map((series) => ({
        ...series,
        values: series.values && own(series.values),
        categories: series.categories && own(series.categories),
        settings: new Map(series.settings),
      })),
    })),
    tables: source.tables.map((table) => ({ ...table, id: newGuid(workbook, 'T'), name: `${table.name}_2` })),
    autoFilter: source.autoFilter && { ...source.autoFilter },
    names: [...workbook.names.filter(({ formula }) => leadsInto(formula)), ...source.names].map((one) => ({
      ...one,
      formula: own(one.formula),
    })),
    page: new Map(source.page),
  };
  workbook.worksheets.splice(index, 0, copy);
  return copy;
}
