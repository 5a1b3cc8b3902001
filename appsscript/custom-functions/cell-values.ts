/** What Google Sheets passes to a custom function for a range, as the core reads a worksheet. */
import { bareWorksheet, type CellContent, type WorksheetSnapshot } from '../../core/index.js';
import { isDate } from '../spreadsheet-host/dates.js';

/** A cell's value as a custom function gets it: the empty text for a blank cell. */
export type CellValue = string | number | boolean | Date;
/** A range as a custom function gets it: rows of cells; a single cell comes as its value alone. */
export type RangeValue = CellValue | readonly (readonly CellValue[])[];

const day = 86_400_000;

/**
 * The ISO date of a cell. Sheets passes the moment of its midnight where the spreadsheet is, and asking where that is would be
 * a call: within twelve hours of UTC, the nearest midnight is that of the same date. Null for a date that is none.
 */
export function isoDateOf(date: Date): string | null {
  const midnight = Math.round(date.getTime() / day) * day;
  return Number.isNaN(midnight) ? null : new Date(midnight).toISOString().slice(0, 10);
}

function contentOf(value: CellValue): CellContent | null {
  if (isDate(value)) {
    const date = isoDateOf(value);
    return date === null ? { kind: 'error', error: 'no date' } : { kind: 'date', date };
  }
  switch (typeof value) {
    case 'number':
      return { kind: 'number', value };
    case 'boolean':
      return { kind: 'boolean', value };
    default:
      return value === '' ? null : { kind: 'text', text: value };
  }
}

/** A range as a worksheet that begins with it. */
export function worksheetOf(rows: readonly (readonly CellValue[])[]): WorksheetSnapshot {
  return bareWorksheet(
    '',
    rows.flatMap((values, index) => {
      const cells = values.flatMap((value, column) => {
        const content = contentOf(value);
        return content ? [{ column: column + 1, content }] : [];
      });
      return cells.length > 0 ? [{ row: index + 1, hidden: false, cells }] : [];
    }),
  );
}
