/** The spreadsheet itself. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { gridRange } from './places.js';
import { cellFormat, colorStyle } from './cells.js';
import { developerMetadata, sheet } from './worksheets.js';
import { absent, flag, list, message, readOnly, text, word, type ShapeOf } from './shape.js';

export const namedRange: ShapeOf<sheets_v4.Schema$NamedRange> = {
  name: text,
  namedRangeId: text,
  range: message(gridRange),
};

export const themeColorPair: ShapeOf<sheets_v4.Schema$ThemeColorPair> = {
  color: message(colorStyle),
  colorType: word(
    'THEME_COLOR_TYPE_UNSPECIFIED',
    'TEXT',
    'BACKGROUND',
    'ACCENT1',
    'ACCENT2',
    'ACCENT3',
    'ACCENT4',
    'ACCENT5',
    'ACCENT6',
    'LINK',
  ),
};

export const spreadsheetTheme: ShapeOf<sheets_v4.Schema$SpreadsheetTheme> = {
  primaryFontFamily: text,
  themeColors: readOnly(list(message(themeColorPair))),
};

export const spreadsheetProperties: ShapeOf<sheets_v4.Schema$SpreadsheetProperties> = {
  autoRecalc: word('RECALCULATION_INTERVAL_UNSPECIFIED', 'ON_CHANGE', 'MINUTE', 'HOUR'),
  defaultFormat: message(cellFormat),
  importFunctionsExternalUrlAccessAllowed: flag,
  iterativeCalculationSettings: absent,
  locale: text,
  spreadsheetTheme: message(spreadsheetTheme),
  timeZone: text,
  title: text,
};

export const spreadsheet: ShapeOf<sheets_v4.Schema$Spreadsheet> = {
  dataSourceSchedules: absent,
  dataSources: absent,
  developerMetadata: list(message(developerMetadata)),
  namedRanges: list(message(namedRange)),
  properties: message(spreadsheetProperties),
  sheets: list(message(sheet)),
  spreadsheetId: text,
  spreadsheetUrl: text,
};
