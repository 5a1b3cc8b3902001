// What people do to a workbook between handing out and sending back, done to a blueprint: each function changes the
// worksheet in place. Used to make the samples; the reader never sees this file.
import { columnLetters } from '../dist/core/index.js';

const columnNumber = (letters) =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

/** Rewrites every reference of the worksheet, and every named range over it, after its columns or rows have moved. */
function moveReferences(blueprint, worksheet, column, row) {
  const moved = (text) =>
    text.replace(/(\$?)([A-Z]{1,2})(\$?)(\d+)/g, (whole, a, letters, b, digits) => {
      const [newColumn, newRow] = [column(columnNumber(letters)), row(Number(digits))];
      return newColumn === null || newRow === null ? whole : `${a}${columnLetters(newColumn)}${b}${newRow}`;
    });
  worksheet.conditionalFormats = worksheet.conditionalFormats.map((format) => ({
    ...format,
    range: moved(format.range),
    ...(format.formula ? { formula: moved(format.formula) } : {}),
  }));
  worksheet.validations = worksheet.validations.map((validation) => ({
    ...validation,
    ranges: validation.ranges.map(moved),
  }));
  worksheet.protection.unlocked = worksheet.protection.unlocked.map(moved);
  worksheet.merges = worksheet.merges.map(moved);
  if (worksheet.autoFilter) worksheet.autoFilter = moved(worksheet.autoFilter);
  if (worksheet.print.area) worksheet.print.area = moved(worksheet.print.area);
  for (const line of worksheet.rows) {
    for (const cell of line.cells) if (cell.kind === 'formula') cell.formula = moved(cell.formula);
  }
  for (const other of blueprint.worksheets) {
    for (const line of other.rows) {
      for (const cell of line.cells) {
        if (cell.link?.worksheet === worksheet.name) cell.link.range = moved(cell.link.range);
      }
    }
  }
  for (const name of blueprint.names) if (name.worksheet === worksheet.name) name.range = moved(name.range);
}

/** Rows typed in above the matrix, as offices do with their letterhead. */
export function insertTitleRows(blueprint, worksheet, lines) {
  const count = lines.length;
  worksheet.rows.unshift(
    ...lines.map((text) => ({ height: 18, cells: [{ kind: 'text', text, style: 'body-strong' }] })),
  );
  moveReferences(
    blueprint,
    worksheet,
    (column) => column,
    (row) => row + count,
  );
  worksheet.frozen = { ...worksheet.frozen, rows: worksheet.frozen.rows + count };
  worksheet.print = { ...worksheet.print, repeatRows: undefined };
}

/** Moves the columns into the order given (1-based numbers of today's columns); `null` is a column of the person's own. */
export function reorderColumns(blueprint, worksheet, order, ownHeader) {
  const headingIndex = worksheet.rows.findIndex(({ cells }) => cells[0]?.text === 'No.');
  worksheet.rows.forEach((line, index) => {
    const blank = { kind: 'blank', style: line.cells[1]?.style ?? 'page' };
    const own = index === headingIndex ? { kind: 'text', text: ownHeader, style: 'heading-plan' } : blank;
    line.cells = order.map((from) => (from === null ? { ...own } : (line.cells[from - 1] ?? { ...blank })));
  });
  worksheet.columns = order.map((from) => (from === null ? { width: 24 } : worksheet.columns[from - 1]));
  const to = new Map(order.map((from, index) => [from, index + 1]));
  moveReferences(
    blueprint,
    worksheet,
    (column) => to.get(column) ?? null,
    (row) => row,
  );
}

/** Row numbers (0-based) by intervention. */
function rowOf(worksheet, no) {
  const column = worksheet.columns.findIndex(({ key }) => key === 'no');
  return worksheet.rows.findIndex(({ cells }) => cells[column]?.kind === 'text' && cells[column].text === no);
}

/** Changes the cell of a field in the row of an intervention. */
export function setCell(worksheet, no, key, change) {
  const line = worksheet.rows[rowOf(worksheet, no)];
  const column = worksheet.columns.findIndex((candidate) => candidate.key === key);
  line.cells[column] = { ...line.cells[column], ...change };
}

/** Types text over a cell. */
export function typeText(worksheet, no, key, text) {
  setCell(worksheet, no, key, { kind: 'text', text });
}

/** Deletes the rows of these interventions, as one does with a filter on. */
export function deleteRows(blueprint, worksheet, numbers) {
  for (const no of numbers) {
    const index = rowOf(worksheet, no);
    worksheet.rows.splice(index, 1);
    moveReferences(
      blueprint,
      worksheet,
      (column) => column,
      (row) => (row > index ? row - 1 : row),
    );
  }
}

/** Copies the row of an intervention below itself. */
export function duplicateRow(blueprint, worksheet, no, change) {
  const index = rowOf(worksheet, no);
  const copy = structuredClone(worksheet.rows[index]);
  moveReferences(
    blueprint,
    worksheet,
    (column) => column,
    (row) => (row > index + 1 ? row + 1 : row),
  );
  worksheet.rows.splice(index + 1, 0, copy);
  change?.(copy);
}

/** Sorts the rows between two interventions of one section by a field, as text. */
export function sortRows(worksheet, first, last, key) {
  const [top, bottom] = [rowOf(worksheet, first), rowOf(worksheet, last)];
  const column = worksheet.columns.findIndex((candidate) => candidate.key === key);
  const sorted = worksheet.rows
    .slice(top, bottom + 1)
    .sort((a, b) => String(a.cells[column]?.text ?? '').localeCompare(String(b.cells[column]?.text ?? '')));
  worksheet.rows.splice(top, bottom - top + 1, ...sorted);
}

/** Hides rows, as a filter does. */
export function hideRows(worksheet, numbers) {
  for (const no of numbers) worksheet.rows[rowOf(worksheet, no)].hidden = true;
}

/** Drops the checks of a column, as pasting over it does. */
export function loseValidation(worksheet, title) {
  worksheet.validations = worksheet.validations.filter(({ prompt }) => prompt.title !== title);
}
