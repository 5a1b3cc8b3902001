/** Paints what cells hold: texts, numbers, dates, formulas and notes. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import type { Cell, Worksheet } from '../../../core/index.js';
import { serialOfIso } from '../read/dates.js';
import type { Painter } from './canvas.js';

/**
 * What is entered for a cell; null leaves it blank. A text is a text whatever it begins with: nothing is read as if it was typed.
 * @throws Error for a date that is none: a bug of whoever built the blueprint
 */
function valueOf(cell: Cell): sheets_v4.Schema$ExtendedValue | null {
  switch (cell.kind) {
    case 'blank':
      return null;
    case 'text':
      return cell.text === '' ? null : { stringValue: cell.text };
    case 'number':
      return { numberValue: cell.value };
    case 'date': {
      const serial = serialOfIso(cell.date);
      if (serial === null) throw new Error(`Blueprint: “${cell.date}” is no date`);
      return { numberValue: serial };
    }
    case 'formula':
      return { formulaValue: `=${cell.formula}` };
  }
}

function cellDataOf(cell: Cell): sheets_v4.Schema$CellData {
  const value = valueOf(cell);
  return {
    ...(value === null ? {} : { userEnteredValue: value }),
    ...(cell.note === undefined ? {} : { note: cell.note }),
  };
}

const isBlank = (cell: object) => Object.keys(cell).length === 0;

/** A list without what is blank at its end. */
function trimmed<T>(list: readonly T[], isEmpty: (one: T) => boolean): T[] {
  let length = list.length;
  while (length > 0 && isEmpty(list[length - 1]!)) length -= 1;
  return list.slice(0, length);
}

/** The contents of a worksheet from its first cell; blank cells and rows at the end are left out. */
export const contentRows = ({ rows }: Worksheet): readonly sheets_v4.Schema$RowData[] =>
  trimmed(
    rows.map(({ cells }) => ({ values: trimmed(cells.map(cellDataOf), isBlank) })),
    ({ values }) => values.length === 0,
  );

/** All of the worksheet at once: whatever else its cells hold, look like, accept or say is cleared. */
export const paintContents: Painter = ({ sheetId, worksheet }) => [
  { updateCells: { range: { sheetId }, rows: [...contentRows(worksheet)], fields: '*' } },
];
