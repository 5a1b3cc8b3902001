/** The grid of a worksheet as the API answers it: its cells, and what is said of its rows and columns. */
import type { CellRange } from '../../../../core/index.js';
import { intersection } from '../../spreadsheet/ranges.js';
import {
  standardColumnWidth,
  standardRowHeight,
  type Workbook,
  type Worksheet,
} from '../../sheets/workbook.js';
import { columns, rows, type Axis } from '../../sheets/structure/axis.js';
import { wholeGrid } from '../../sheets/places.js';
import type { Program } from '../../sheets/program.js';
import { masked, select, type Mask } from '../masks.js';
import { isSeen, metadataMessage } from './metadata.js';
import { cellMessage } from './cells.js';

/** Up to the last row, and in each row up to the last cell, that anything is kept of. */
function rowData(program: Program, worksheet: Worksheet, range: CellRange, mask: Mask) {
  const data: object[] = [];
  const valuesOf = (row: number) => (deeper: Mask) => {
    const values: object[] = [];
    for (const [key, cell] of Object.entries(worksheet.cells[row] ?? {})) {
      const column = Number(key);
      if (column < range.left || column > range.right) continue;
      while (values.length < column - range.left) values.push({});
      values.push(cellMessage(program, worksheet, cell, row, column, deeper));
    }
    return values;
  };
  for (const key of Object.keys(worksheet.cells)) {
    const row = Number(key);
    if (row < range.top || row > range.bottom) continue;
    while (data.length < row - range.top) data.push({});
    data.push(select(mask, { values: valuesOf(row) }));
  }
  return data;
}

/** Each row or column of a range. */
function lineMetadata(workbook: Workbook, worksheet: Worksheet, axis: Axis, range: CellRange, mask: Mask) {
  const lines = axis.linesOf(worksheet);
  const [first, last] = axis.spanOf(range);
  const standard = axis === rows ? standardRowHeight : standardColumnWidth;
  const metadata = workbook.metadata.filter(
    (one) => isSeen(one) && one.location.kind === axis.name && one.location.sheetId === worksheet.sheetId,
  );
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const line = first + index;
    return select(mask, {
      pixelSize: () => lines.sizes[line] ?? standard,
      hiddenByUser: () => lines.hidden[line],
      hiddenByFilter: () => lines.filtered[line],
      developerMetadata: (deeper) =>
        metadata
          .filter(({ location }) => 'at' in location && location.at === line)
          .map((one) => masked(metadataMessage(one), deeper)),
    });
  });
}

/** @param range null: the whole grid */
export function gridDataMessage(program: Program, worksheet: Worksheet, range: CellRange | null, mask: Mask) {
  const grid = wholeGrid(worksheet);
  const shown = (range && intersection(range, grid)) ?? grid;
  const { workbook } = program;
  return select(mask, {
    startRow: () => (shown.top === 1 ? undefined : shown.top - 1),
    startColumn: () => (shown.left === 1 ? undefined : shown.left - 1),
    rowData: (deeper) => rowData(program, worksheet, shown, deeper),
    rowMetadata: (deeper) => lineMetadata(workbook, worksheet, rows, shown, deeper),
    columnMetadata: (deeper) => lineMetadata(workbook, worksheet, columns, shown, deeper),
  });
}
