/** What a spreadsheet is made of when it is made: one blank worksheet. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';

/** Said and not left to Google Sheets, so that the spreadsheet can be painted without a look at it. */
export const blankWorksheet = {
  sheetId: 0,
  title: 'Sheet1',
  gridProperties: { rowCount: 1000, columnCount: 26 },
} as const satisfies sheets_v4.Schema$SheetProperties;
