/** What a spreadsheet is made of, without what stands in its cells: its worksheets and names. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { themeOf, type Theme } from './colours.js';
import { namesOf, type FoundName } from './names.js';

/** Everything that has a tab. */
export interface Tab {
  readonly sheetId: number;
  readonly title: string;
  readonly isHidden: boolean;
  /** Rows and columns, those with nothing in them among them; null: it has no cells (a chart's own tab). */
  readonly grid: { readonly rows: number; readonly columns: number } | null;
  /** What else was asked for. */
  readonly sheet: sheets_v4.Schema$Sheet;
}

export interface Structure {
  readonly title: string;
  /** In order. */
  readonly tabs: readonly Tab[];
  readonly names: readonly FoundName[];
  readonly theme: Theme;
  /** What else was asked for. */
  readonly spreadsheet: sheets_v4.Schema$Spreadsheet;
}

/** What is asked of each tab, whatever for. */
const tabFields = 'sheetId,title,hidden,sheetType,gridProperties(rowCount,columnCount)';

/** The mask for the structure, with what else is wanted of the spreadsheet and of each sheet. */
export const structureFields = (spreadsheet: string, sheet: string): string =>
  `${spreadsheet},sheets(properties(${tabFields}),${sheet}),namedRanges(namedRangeId,name,range)`;

function tabOf(sheet: sheets_v4.Schema$Sheet): Tab {
  const { sheetId, title, hidden, sheetType, gridProperties } = sheet.properties ?? {};
  const hasCells = (sheetType ?? 'GRID') === 'GRID';
  return {
    sheetId: sheetId ?? 0,
    title: title ?? '',
    isHidden: hidden ?? false,
    grid: hasCells
      ? { rows: gridProperties?.rowCount ?? 0, columns: gridProperties?.columnCount ?? 0 }
      : null,
    sheet,
  };
}

export const structureOf = (spreadsheet: sheets_v4.Schema$Spreadsheet): Structure => ({
  title: spreadsheet.properties?.title ?? '',
  tabs: (spreadsheet.sheets ?? []).map(tabOf),
  names: namesOf(spreadsheet),
  theme: themeOf(spreadsheet),
  spreadsheet,
});
