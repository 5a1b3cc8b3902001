/** SpreadsheetApp itself: what a script bound to one spreadsheet may ask, and what the scope `spreadsheets.currentonly` refuses. */
import { notAuthorised } from './errors.js';
import { give, type Part } from './objects.js';

/** What would reach other spreadsheets. */
const refused = (name: string) => () => {
  throw notAuthorised(`SpreadsheetApp.${name}`);
};
const active = () => give('Spreadsheet', {});

export const spreadsheetApp: Part = {
  SpreadsheetApp: {
    create: refused('create'),
    open: refused('open'),
    openById: refused('openById'),
    openByUrl: refused('openByUrl'),
    // Source: Google's issue tracker; the active spreadsheet's own member works.
    getActiveRangeList: refused('getActiveRangeList'),
    getActive: active,
    getActiveSpreadsheet: active,
    // All is written at once here, which no script can tell.
    flush: () => undefined,
  },
};
