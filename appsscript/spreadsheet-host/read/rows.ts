/** Reads some rows of a worksheet anew, as reading the whole spreadsheet gives them. */
import type { Gives, Takes } from '../../messages/methods.js';
import { isoIn } from '../dates.js';
import { readGrids, rowsOf } from './cells.js';

/** As `PanelHost.readRows`, in the same number of calls however many rows and runs there are: what lies between is read too. */
export function readRows({ worksheet, rows }: Takes<'readRows'>): Gives<'readRows'> {
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  const sheet = spreadsheet.getSheetByName(worksheet);
  if (!sheet) return null;
  const data = sheet.getDataRange();
  const top = Math.min(...rows.map(([first]) => first));
  const bottom = Math.min(data.getNumRows(), Math.max(...rows.map(([, last]) => last)));
  if (bottom < top) return [];
  const range = sheet.getRange(top, 1, bottom - top + 1, data.getNumColumns());
  const isAsked = (row: number) => rows.some(([first, last]) => first <= row && row <= last);
  return rowsOf(readGrids(range, top), isoIn(spreadsheet.getSpreadsheetTimeZone())).filter(({ row }) =>
    isAsked(row),
  );
}
