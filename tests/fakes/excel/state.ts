/** All that the fake Excel keeps, as plain data to be compared: equal if and only if the workbooks are. */
import { bordersWithin, formatAt, isBlank } from './cells.js';
import { standardFormat, type FormatKey } from './formats.js';
import { addressOf, canonical, oneCell, parseRange } from '../spreadsheet/ranges.js';
import { cellOfKey, worksheetOf, type Cell, type Json, type Workbook, type Worksheet } from './workbook.js';

const byAddress = (ranges: Parameters<typeof canonical>[0]) => canonical(ranges).map(addressOf);

const settings = (map: ReadonlyMap<string, Json>) =>
  Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));

function cellState(worksheet: Worksheet, cell: Cell, row: number, column: number) {
  const format = Object.fromEntries(
    (Object.keys(cell.format) as FormatKey[])
      .sort()
      .map((key) => [key, formatAt(worksheet, row, column, key)]),
  );
  return {
    ...(isBlank(cell) ? {} : { value: cell.value }),
    ...(cell.formula === null ? {} : { formula: cell.formula }),
    ...(cell.isPrefixed ? { isPrefixed: true } : {}),
    ...(cell.note === null ? {} : { note: cell.note }),
    ...(cell.hyperlink === null ? {} : { hyperlink: cell.hyperlink }),
    ...(Object.keys(format).length === 0 ? {} : { format }),
  };
}

function bordersOf(worksheet: Worksheet) {
  const lines = ([side, edges]: readonly [string, Worksheet['edges']['above']]) =>
    [...edges]
      .sort(([a], [b]) => a - b)
      .map(
        ([key, border]) =>
          `${side} ${addressOf(oneCell(...cellOfKey(key)))} ${Object.values(border).join(' ')}`,
      );
  return [...lines(['above', worksheet.edges.above]), ...lines(['before', worksheet.edges.before])];
}

/** Everything of a worksheet but the numbers that tell it and its parts from others. */
export function stateOf(workbook: Workbook, nameOrId: string) {
  const worksheet = worksheetOf(workbook, nameOrId);
  const cells = [...worksheet.cells]
    .sort(([a], [b]) => a - b)
    .map(([key, cell]) => {
      const [row, column] = cellOfKey(key);
      return [addressOf(oneCell(row, column)), cellState(worksheet, cell, row, column)] as const;
    })
    .filter(([, cell]) => Object.keys(cell).length > 0);
  const { rowHeights, hiddenRows, rowLevels, columnWidths, hiddenColumns, columnLevels } = worksheet;
  return {
    name: worksheet.name,
    visibility: worksheet.visibility,
    tabColour: worksheet.tabColour,
    showGridlines: worksheet.showGridlines,
    showHeadings: worksheet.showHeadings,
    cells: Object.fromEntries(cells),
    layers: worksheet.layers.map(({ range, key, value }) => `${addressOf(range)} ${key} ${value}`),
    borders: bordersOf(worksheet),
    rowHeights: rowHeights.toJSON(),
    hiddenRows: hiddenRows.toJSON(),
    rowLevels: rowLevels.toJSON(),
    columnWidths: columnWidths.toJSON(),
    hiddenColumns: hiddenColumns.toJSON(),
    columnLevels: columnLevels.toJSON(),
    merges: byAddressEach(worksheet.merges),
    conditionalFormats: worksheet.conditionalFormats.map(({ type, ranges, stopIfTrue, settings: said }) => ({
      type,
      ranges: byAddress(ranges),
      stopIfTrue,
      settings: settings(said),
    })),
    validations: worksheet.validations
      .map(({ ranges, ...said }) => ({ ranges: byAddress(ranges), ...said }))
      .sort((a, b) => (a.ranges.join() < b.ranges.join() ? -1 : 1)),
    protection: worksheet.protection,
    frozen: worksheet.frozen,
    autoFilter: worksheet.autoFilter && {
      range: addressOf(worksheet.autoFilter.range),
      criteria: [...worksheet.autoFilter.criteria],
    },
    charts: worksheet.charts.map(({ settings: said, series }) => ({
      settings: settings(said),
      series: series.map((one) => ({ ...one, settings: settings(one.settings) })),
    })),
    tables: worksheet.tables.map(({ name, range }) => ({ name, range: addressOf(range) })),
    names: [...worksheet.names].sort((a, b) => (a.name < b.name ? -1 : 1)).map((one) => ({ ...one })),
    page: settings(worksheet.page),
  };
}

/** Merged areas touch without being one. */
const byAddressEach = (ranges: Worksheet['merges']) =>
  [...ranges].sort((a, b) => a.top - b.top || a.left - b.left).map(addressOf);

/** Everything of a workbook that stays with it: not what is selected. */
export function stateOfWorkbook(workbook: Workbook) {
  return {
    worksheets: workbook.worksheets.map(({ id }) => stateOf(workbook, id)),
    names: [...workbook.names].sort((a, b) => (a.name < b.name ? -1 : 1)).map((one) => ({ ...one })),
    properties: settings(workbook.properties),
    structurePassword: workbook.structurePassword,
    dateSystem: workbook.dateSystem,
    calculationMode: workbook.calculationMode,
  };
}

/** What one cell looks like, whatever lies on it. @param cell A1 notation */
export function looksOf(workbook: Workbook, nameOrId: string, cell: string) {
  const worksheet = worksheetOf(workbook, nameOrId);
  const range = parseRange(cell);
  if (!range) throw new Error(`${cell} is no cell`);
  const keys = Object.keys(standardFormat) as FormatKey[];
  const edge = (side: 'EdgeTop' | 'EdgeRight' | 'EdgeBottom' | 'EdgeLeft') =>
    bordersWithin(worksheet, range, side)[0]!;
  return {
    ...(Object.fromEntries(keys.map((key) => [key, formatAt(worksheet, range.top, range.left, key)])) as {
      [K in FormatKey]: (typeof standardFormat)[K];
    }),
    borders: {
      top: edge('EdgeTop'),
      right: edge('EdgeRight'),
      bottom: edge('EdgeBottom'),
      left: edge('EdgeLeft'),
    },
  };
}
