/** The fake Google Sheets' spreadsheet as plain data, and how it begins. What may be changed is decided elsewhere. */
import type { CellRange } from '../../../core/index.js';
import type { Value } from '../spreadsheet/formulas/index.js';

/** `SOLID`, as SpreadsheetApp.BorderStyle names it. */
export interface Border {
  readonly style: string;
  readonly colour: string;
}
export type Side = 'top' | 'left' | 'bottom' | 'right';

/** How a cell looks where nobody said anything is `standardLooks`. */
export interface Looks {
  background: string;
  fontColour: string;
  fontFamily: string;
  fontSize: number;
  fontWeight: 'normal' | 'bold';
  fontStyle: 'normal' | 'italic';
  fontLine: 'none' | 'underline' | 'line-through';
  /** `general`: texts left, numbers right. */
  horizontal: 'general' | 'general-left' | 'general-right' | 'left' | 'center' | 'right';
  vertical: 'top' | 'middle' | 'bottom';
  /** Name in SpreadsheetApp.WrapStrategy. */
  wrap: 'WRAP' | 'OVERFLOW' | 'CLIP';
  /** Name in SpreadsheetApp.TextDirection; null: as the text has it. */
  textDirection: 'LEFT_TO_RIGHT' | 'RIGHT_TO_LEFT' | null;
  rotation: number;
}
export type Look = keyof Looks;

export const standardLooks: Readonly<Looks> = {
  background: '#ffffff',
  fontColour: '#000000',
  fontFamily: 'Arial',
  fontSize: 10,
  fontWeight: 'normal',
  fontStyle: 'normal',
  fontLine: 'none',
  horizontal: 'general',
  vertical: 'bottom',
  wrap: 'OVERFLOW',
  textDirection: null,
  rotation: 0,
};

/** A range of one worksheet, whatever its name is by then. */
export interface Area {
  readonly sheetId: number;
  readonly range: CellRange;
}

/** A rule of SpreadsheetApp.DataValidationCriteria. Never changed, so that many cells share one. */
export interface Validation {
  readonly criteria: string;
  /** What the criteria take: numbers, texts, ISO dates, lists, a range. Formulas begin with `=`. */
  readonly values: readonly (string | number | boolean | null | readonly string[] | Area)[];
  readonly allowInvalid: boolean;
  readonly helpText: string | null;
}

export interface Cell {
  /** What was entered; of a formula nothing. */
  readonly content: Exclude<Value, null> | null;
  /** With `=`; null for a cell without one. */
  readonly formula: string | null;
  /** Null: automatic. */
  readonly numberFormat: string | null;
  /** Only what was set. */
  readonly looks: Readonly<Partial<Looks>>;
  readonly borders: Readonly<Partial<Record<Side, Border>>>;
  /** Empty: none. */
  readonly note: string;
  readonly validation: Validation | null;
}

/** Cells are never changed but replaced, so that copies share them. */
export const blankCell: Cell = {
  content: null,
  formula: null,
  numberFormat: null,
  looks: {},
  borders: {},
  note: '',
  validation: null,
};

export interface ConditionalFormat {
  readonly ranges: readonly CellRange[];
  /** Name in SpreadsheetApp.BooleanCriteria; formulas among the values are written for the first range's upper left. */
  readonly criteria: string;
  readonly values: readonly (string | number)[];
  readonly background: string | null;
  readonly fontColour: string | null;
  readonly bold: boolean | null;
  readonly italic: boolean | null;
  readonly underline: boolean | null;
  readonly strikethrough: boolean | null;
}

export interface Protection {
  readonly id: number;
  /** Null: the whole worksheet. */
  range: CellRange | null;
  /** Of a protected worksheet: where anybody may type. */
  unprotected: readonly CellRange[];
  description: string;
  warningOnly: boolean;
  /** Addresses of those who may edit, the owner among them. */
  editors: readonly string[];
  /** Name of the named range that is protected; null for another range. */
  rangeName: string | null;
}

/** What of a column a filter shows. */
export interface FilterCriteria {
  readonly hiddenValues: readonly string[];
  readonly visibleValues: readonly string[] | null;
  /** Name in SpreadsheetApp.BooleanCriteria; null: by values only. */
  readonly criteria: string | null;
  readonly values: readonly (string | number)[];
}

export interface Filter {
  range: CellRange;
  /** By the column's number on the worksheet. */
  criteria: Record<number, FilterCriteria>;
}

export interface Chart {
  readonly id: number;
  readonly type: string;
  readonly ranges: readonly Area[];
  readonly options: Readonly<Record<string, unknown>>;
  /** Where its upper left corner stands, and how far into that cell, in pixels. */
  readonly anchor: {
    readonly row: number;
    readonly column: number;
    readonly offsetX: number;
    readonly offsetY: number;
  };
  /** Rows or columns of headings; -1: found out by Sheets. */
  readonly headers: number;
  /** Names in Charts.ChartMergeStrategy and Charts.ChartHiddenDimensionStrategy. */
  readonly mergeStrategy: string;
  readonly hiddenDimensions: string;
  readonly transpose: boolean;
}

/** Where developer metadata sticks to. A row or column takes it along when it moves; null lines: the worksheet. */
export interface DeveloperMetadata {
  readonly id: number;
  readonly key: string;
  readonly value: string | null;
  readonly visibility: 'DOCUMENT' | 'PROJECT';
  /** Whose project made it: that of the REST client, or else the script's. What is of the visibility PROJECT no other sees. */
  readonly project?: 'rest';
  readonly location:
    | { readonly kind: 'spreadsheet' }
    | { readonly kind: 'sheet'; readonly sheetId: number }
    | { readonly kind: 'row' | 'column'; readonly sheetId: number; readonly at: number };
}

/** What is kept for some rows or columns only, by their numbers. */
export type ByLine<T> = Record<number, T>;

/** Rows or columns of a worksheet. */
export interface Lines {
  /** Those of another size than the standard, in pixels. */
  sizes: ByLine<number>;
  hidden: ByLine<true>;
  /** Hidden by the filter, not by a person. */
  filtered: ByLine<true>;
  /** Outline depth, 1 to 8. */
  depths: ByLine<number>;
  /** Outline groups that are closed. */
  collapsed: readonly { readonly first: number; readonly last: number; readonly depth: number }[];
  /** Where the button of a group stands. */
  control: 'BEFORE' | 'AFTER';
}

export interface Worksheet {
  readonly sheetId: number;
  name: string;
  hidden: boolean;
  /** Null: none. */
  tabColour: string | null;
  hiddenGridlines: boolean;
  rightToLeft: boolean;
  frozenRows: number;
  frozenColumns: number;
  maxRows: number;
  maxColumns: number;
  rows: Lines;
  columns: Lines;
  /** By row, then by column, from 1. */
  cells: Record<number, Record<number, Cell>>;
  merges: readonly CellRange[];
  /** The first has priority. */
  conditionalFormats: readonly ConditionalFormat[];
  protections: Protection[];
  filter: Filter | null;
  charts: Chart[];
}

export interface NamedRange {
  /** What the REST API finds it by, if it was made there. */
  readonly id?: string;
  name: string;
  area: Area | null;
  /** A name that holds on one worksheet only, as copies of a worksheet have; null: in the whole spreadsheet. */
  scope: number | null;
}

/** The two stores that PropertiesService has for a document and for the script. Those of users go by their address. */
export interface Properties {
  document: Record<string, string>;
  script: Record<string, string>;
  users: Record<string, Record<string, string>>;
}

export interface Workbook {
  readonly id: string;
  name: string;
  /** `en_GB`. */
  locale: string;
  timeZone: string;
  /** Address of the owner. */
  readonly owner: string;
  worksheets: Worksheet[];
  names: NamedRange[];
  metadata: DeveloperMetadata[];
  properties: Properties;
  /** Day on which people type dates without a year, ISO. */
  today: string;
  /** The last number given out. */
  lastId: number;
}

export const standardRowHeight = 21;
export const standardColumnWidth = 100;

export function nextId(workbook: Workbook): number {
  workbook.lastId += 1;
  return workbook.lastId;
}

const newLines = (): Lines => ({
  sizes: {},
  hidden: {},
  filtered: {},
  depths: {},
  collapsed: [],
  control: 'AFTER',
});

/** A blank worksheet of the size that Sheets gives it. */
export function newWorksheet(sheetId: number, name: string): Worksheet {
  return {
    sheetId,
    name,
    hidden: false,
    tabColour: null,
    hiddenGridlines: false,
    rightToLeft: false,
    frozenRows: 0,
    frozenColumns: 0,
    maxRows: 1000,
    maxColumns: 26,
    rows: newLines(),
    columns: newLines(),
    cells: {},
    merges: [],
    conditionalFormats: [],
    protections: [],
    filter: null,
    charts: [],
  };
}

/** A new spreadsheet with one blank worksheet, whose number is 0 as in Sheets. */
export function createWorkbook(
  options: Partial<Pick<Workbook, 'name' | 'locale' | 'timeZone' | 'owner' | 'today'>> = {},
): Workbook {
  return {
    id: 'spreadsheet-1',
    name: 'Untitled spreadsheet',
    locale: 'en_GB',
    timeZone: 'Asia/Karachi',
    owner: 'owner@example.org',
    worksheets: [newWorksheet(0, 'Sheet1')],
    names: [],
    metadata: [],
    properties: { document: {}, script: {}, users: {} },
    today: '2019-04-15',
    lastId: 1000,
    ...options,
  };
}

/** Whatever the letter case, as Sheets finds worksheets. */
export const findWorksheet = (workbook: Workbook, name: string): Worksheet | null =>
  workbook.worksheets.find((one) => one.name.toLowerCase() === name.toLowerCase()) ?? null;
