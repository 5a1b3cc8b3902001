/** A worksheet of the fake Excel as a plain HTML table. Texts are texts: nothing of a cell is ever read as HTML. */
import { columnLetters, type CellRange } from '../../../../core/index.js';
import { cellAt, formatAt, keptCells } from '../cells.js';
import type { FormulaSource } from '../../spreadsheet/formulas/index.js';
import { addressOf, contains, wholeWorksheet } from '../../spreadsheet/ranges.js';
import type { Workbook, Worksheet } from '../workbook.js';
import { placeOfChart } from './chart-sketch.js';
import { lookOf, pixels } from './cell-look.js';

/** How much of a worksheet is drawn at least, and at most. */
const least = { rows: 50, columns: 26 };
const most = { rows: 400, columns: 60 };
const headingWidth = 44;
const headingHeight = 22;

/** Lines of one axis that can be seen, in order, with their sizes in pixels. */
interface Line {
  readonly index: number;
  readonly size: number;
}

function extentOf(worksheet: Worksheet): { readonly rows: number; readonly columns: number } {
  let rows = least.rows;
  let columns = least.columns;
  for (const [, row, column] of keptCells(worksheet, wholeWorksheet)) {
    rows = Math.max(rows, row + 5);
    columns = Math.max(columns, column + 2);
  }
  for (const chart of worksheet.charts) {
    const covered = placeOfChart(chart);
    rows = Math.max(rows, (covered?.bottom ?? 0) + 2);
    columns = Math.max(columns, (covered?.right ?? 0) + 1);
  }
  return { rows: Math.min(rows, most.rows), columns: Math.min(columns, most.columns) };
}

const visibleLines = (
  count: number,
  isHidden: (index: number) => boolean,
  size: (index: number) => number,
): Line[] =>
  Array.from({ length: count }, (_line, index) => index + 1)
    .filter((index) => !isHidden(index))
    .map((index) => ({ index, size: pixels(size(index)) }));

/** Makes a cell stay in view, if its line is frozen. @param lines those before it that are frozen too */
function stick(
  element: HTMLElement,
  side: 'top' | 'left',
  lines: readonly Line[],
  line: Line,
  frozen: number,
): void {
  if (line.index > frozen) return;
  const before = lines.filter(({ index }) => index < line.index).reduce((sum, { size }) => sum + size, 0);
  element.classList.add(`frozen-${side}`);
  element.style[side] = `${before + (side === 'top' ? headingHeight : headingWidth)}px`;
}

function heading(text: string, className: string): HTMLTableCellElement {
  const cell = document.createElement('th');
  cell.className = className;
  cell.textContent = text;
  return cell;
}

function columnWidths(columns: readonly Line[]): HTMLTableColElement[] {
  return [headingWidth, ...columns.map(({ size }) => size)].map((width) => {
    const element = document.createElement('col');
    element.style.width = `${width}px`;
    return element;
  });
}

/** How many of the lines that are drawn an area goes over. */
const span = (lines: readonly Line[], first: number, last: number) =>
  lines.filter(({ index }) => index >= first && index <= last).length;

/** Whether a cell's text runs on over the next cell, as it does where that is blank. */
function spills(worksheet: Worksheet, row: number, column: number): boolean {
  const at = (across: number) => cellAt(worksheet, row, across)?.value ?? null;
  return (
    typeof at(column) === 'string' &&
    at(column + 1) === null &&
    !formatAt(worksheet, row, column, 'wrap') &&
    ['General', 'Left'].includes(formatAt(worksheet, row, column, 'horizontal'))
  );
}

/**
 * Draws a worksheet.
 * @param selected the cells that are selected in it
 * @returns the table; each cell has its address as `data-cell`
 */
export function drawWorksheet(
  workbook: Workbook,
  worksheet: Worksheet,
  selected: readonly CellRange[],
  source: FormulaSource,
): HTMLTableElement {
  const extent = extentOf(worksheet);
  const { frozen } = worksheet;
  const rows = visibleLines(
    extent.rows,
    (index) => worksheet.hiddenRows.at(index),
    (index) => worksheet.rowHeights.at(index),
  );
  const columns = visibleLines(
    extent.columns,
    (index) => worksheet.hiddenColumns.at(index),
    (index) => worksheet.columnWidths.at(index),
  );

  const table = document.createElement('table');
  table.className = worksheet.showGridlines ? 'worksheet gridlines' : 'worksheet';
  table.setAttribute('aria-label', `Worksheet ${worksheet.name}`);
  table.style.width = `${headingWidth + columns.reduce((sum, { size }) => sum + size, 0)}px`;
  const group = document.createElement('colgroup');
  group.append(...columnWidths(columns));
  const letters = document.createElement('tr');
  const corner = document.createElement('td');
  corner.className = 'corner';
  letters.append(corner);
  for (const column of columns) {
    const cell = heading(columnLetters(column.index), 'letter');
    stick(cell, 'left', columns, column, frozen.columns);
    letters.append(cell);
  }
  const head = document.createElement('thead');
  head.append(letters);

  const body = document.createElement('tbody');
  for (const row of rows) {
    const line = document.createElement('tr');
    line.style.height = `${row.size}px`;
    const number = heading(String(row.index), 'number');
    stick(number, 'top', rows, row, frozen.rows);
    line.append(number);
    for (const column of columns) {
      const merged = worksheet.merges.find((range) => contains(range, row.index, column.index));
      // What a merged area covers is not drawn: its first cell is as large as all of it.
      const isFirst =
        merged === undefined ||
        (rows.find(({ index }) => index >= merged.top) === row &&
          columns.find(({ index }) => index >= merged.left) === column);
      if (!isFirst) continue;
      const top = merged?.top ?? row.index;
      const left = merged?.left ?? column.index;
      const { text, style } = lookOf(workbook, worksheet, top, left, source);
      const cell = document.createElement('td');
      cell.dataset.cell = addressOf({ top, left, bottom: top, right: left });
      if (merged) {
        cell.rowSpan = span(rows, merged.top, merged.bottom);
        cell.colSpan = span(columns, merged.left, merged.right);
      } else if (spills(worksheet, top, left)) cell.classList.add('spills');
      for (const [name, value] of Object.entries(style)) cell.style.setProperty(name, value);
      if (selected.some((range) => contains(range, top, left))) cell.classList.add('selected');
      stick(cell, 'top', rows, row, frozen.rows);
      stick(cell, 'left', columns, column, frozen.columns);
      const content = document.createElement('div');
      content.style.maxHeight = merged ? 'none' : `${row.size}px`;
      content.textContent = text;
      cell.append(content);
      line.append(cell);
    }
    body.append(line);
  }
  table.append(group, head, body);
  return table;
}
