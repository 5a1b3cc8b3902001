/** The fake Excel's workbook as plain data, and how it begins. Who may change what is decided elsewhere. */
import type { CellRange } from '../../../core/index.js';
import { invalidArgument, itemAlreadyExists, itemNotFound } from './excel-error.js';
import { type Border, type CellFormat, type FormatKey } from './formats.js';
import type { Value } from '../spreadsheet/formulas/index.js';
import { Runs } from './runs.js';

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}
/** The text that a value is; of anything else an empty one. */
export const textOf = (value: Json | undefined) => (typeof value === 'string' ? value : '');

export interface Hyperlink {
  readonly address?: string;
  readonly documentReference?: string;
  readonly screenTip?: string;
}

export interface Cell {
  /** Of a formula: its result. Null: blank. */
  value: Value;
  /** With `=`; null for a cell without one. */
  formula: string | null;
  /** Text that was entered with a leading apostrophe. */
  isPrefixed: boolean;
  note: string | null;
  hyperlink: Hyperlink | null;
  /** Only what was set. */
  format: Partial<CellFormat>;
}

/** A format of many cells at once. Later ones lie over earlier ones; what a cell itself has lies over all of them. */
export interface Layer<K extends FormatKey = FormatKey> {
  readonly range: CellRange;
  readonly key: K;
  readonly value: CellFormat[K];
}

export interface Validation {
  ranges: readonly CellRange[];
  rule: JsonObject;
  prompt: JsonObject;
  errorAlert: JsonObject;
  ignoreBlanks: boolean;
}

export interface ConditionalFormat {
  readonly id: string;
  readonly type: string;
  ranges: readonly CellRange[];
  stopIfTrue: boolean;
  /** Rule and looks, by their path: `rule`, `format/fill/color`. */
  readonly settings: Map<string, Json>;
}

export interface Protection {
  readonly options: Readonly<Record<string, boolean | string>>;
  readonly password: string | null;
}

export interface DefinedName {
  name: string;
  /** With `=`. */
  formula: string;
  comment: string;
  visible: boolean;
}

export interface ChartSeries {
  name: string;
  /** Ranges with the worksheet's name. */
  values: string | null;
  categories: string | null;
  readonly settings: Map<string, Json>;
}

export interface Chart {
  readonly id: string;
  name: string;
  /** Type, position, title and all else, by path: `chartType`, `title/text`. */
  readonly settings: Map<string, Json>;
  series: ChartSeries[];
}

export interface Table {
  readonly id: string;
  name: string;
  range: CellRange;
}

export interface AutoFilter {
  range: CellRange;
  /** By column, from 0 within the range. */
  criteria: ReadonlyMap<number, JsonObject>;
}

export interface Worksheet {
  readonly id: string;
  name: string;
  visibility: 'Visible' | 'Hidden' | 'VeryHidden';
  /** `#RRGGBB`, or empty. */
  tabColour: string;
  showGridlines: boolean;
  showHeadings: boolean;
  /** By `cellKey`. */
  cells: Map<number, Cell>;
  layers: Layer[];
  /** The edge above each cell and the edge to its left, by `cellKey`: a cell's bottom is its neighbour's top. */
  edges: { readonly above: Map<number, Border>; readonly before: Map<number, Border> };
  /** Points. */
  rowHeights: Runs<number>;
  hiddenRows: Runs<boolean>;
  rowLevels: Runs<number>;
  /** Points. */
  columnWidths: Runs<number>;
  hiddenColumns: Runs<boolean>;
  columnLevels: Runs<number>;
  merges: readonly CellRange[];
  /** The first has priority. */
  conditionalFormats: ConditionalFormat[];
  validations: Validation[];
  protection: Protection | null;
  frozen: { readonly rows: number; readonly columns: number };
  autoFilter: AutoFilter | null;
  charts: Chart[];
  tables: Table[];
  names: DefinedName[];
  /** Page layout by path: `orientation`, `headersFooters/defaultForAllPages/leftFooter`. */
  page: Map<string, Json>;
}

export interface Workbook {
  worksheets: Worksheet[];
  names: DefinedName[];
  properties: Map<string, string | number>;
  /** Password of the protected structure, empty without one; null: not protected. */
  structurePassword: string | null;
  dateSystem: 1900 | 1904;
  /** In what order a person's `3/4` is read. */
  dateOrder: 'dmy' | 'mdy';
  /** ISO date: the year of a date that is typed without one. */
  today: string;
  calculationMode: string;
  active: Worksheet;
  selection: { worksheet: Worksheet; ranges: readonly CellRange[] };
  /** What ids were given out. */
  lastId: number;
}

/** More than there are columns, and the edge behind the last. */
const columnsPerRow = 20_000;
/** A number for each cell of a worksheet, ascending by row, then column. */
export const cellKey = (row: number, column: number) => row * columnsPerRow + column;
export const cellOfKey = (key: number): readonly [row: number, column: number] => [
  Math.floor(key / columnsPerRow),
  key % columnsPerRow,
];

export const newCell = (): Cell => ({
  value: null,
  formula: null,
  isPrefixed: false,
  note: null,
  hyperlink: null,
  format: {},
});

/** Excel's own heights and widths, in points. */
export const standardRowHeight = 15;
export const standardColumnWidth = 48;

export function nextId(workbook: Workbook): number {
  workbook.lastId += 1;
  return workbook.lastId;
}

const guid = (number: number, tail: string) =>
  `{00000000-0001-0000-${String(number).padStart(4, '0')}-${tail.padStart(12, '0')}}`;

export const newGuid = (workbook: Workbook, tail: string) => guid(nextId(workbook), tail);

function newWorksheet(id: string, name: string): Worksheet {
  return {
    id,
    name,
    visibility: 'Visible',
    tabColour: '',
    showGridlines: true,
    showHeadings: true,
    cells: new Map(),
    layers: [],
    edges: { above: new Map(), before: new Map() },
    rowHeights: new Runs(standardRowHeight),
    hiddenRows: new Runs(false),
    rowLevels: new Runs(0),
    columnWidths: new Runs(standardColumnWidth),
    hiddenColumns: new Runs(false),
    columnLevels: new Runs(0),
    merges: [],
    conditionalFormats: [],
    validations: [],
    protection: null,
    frozen: { rows: 0, columns: 0 },
    autoFilter: null,
    charts: [],
    tables: [],
    names: [],
    page: new Map(),
  };
}

/** A new workbook with one blank worksheet, as Excel opens it. */
export function createWorkbook(
  options: Partial<Pick<Workbook, 'dateSystem' | 'dateOrder' | 'today'>> = {},
): Workbook {
  const first = newWorksheet(guid(1, '0'), 'Sheet1');
  return {
    worksheets: [first],
    names: [],
    properties: new Map(),
    structurePassword: null,
    dateSystem: 1900,
    dateOrder: 'dmy',
    today: '2019-04-15',
    calculationMode: 'Automatic',
    active: first,
    selection: { worksheet: first, ranges: [{ top: 1, left: 1, bottom: 1, right: 1 }] },
    lastId: 1,
    ...options,
  };
}

export function findWorksheet(workbook: Workbook, nameOrId: string): Worksheet | null {
  const wanted = nameOrId.toLowerCase();
  return (
    workbook.worksheets.find(
      ({ id, name }) => id.toLowerCase() === wanted || name.toLowerCase() === wanted,
    ) ?? null
  );
}

/** @throws ExcelError ItemNotFound */
export function worksheetOf(workbook: Workbook, nameOrId: string): Worksheet {
  const found = findWorksheet(workbook, nameOrId);
  if (!found) throw itemNotFound();
  return found;
}

/** @throws ExcelError if Excel does not take the name, or another worksheet has it */
export function checkWorksheetName(workbook: Workbook, name: string, own?: Worksheet): void {
  const isBad = name === '' || name.length > 31 || /[\\/?*[\]:]|^'|'$/.test(name) || /^history$/i.test(name);
  if (isBad) throw invalidArgument('The name of the worksheet');
  if (workbook.worksheets.some((other) => other !== own && other.name.toLowerCase() === name.toLowerCase()))
    throw itemAlreadyExists();
}

/** Adds a blank worksheet behind the last. @param name null: `Sheet2`, or the next that is free */
export function addWorksheet(workbook: Workbook, name: string | null): Worksheet {
  let number = workbook.worksheets.length + 1;
  while (findWorksheet(workbook, `Sheet${number}`)) number += 1;
  const wanted = name ?? `Sheet${number}`;
  checkWorksheetName(workbook, wanted);
  const added = newWorksheet(newGuid(workbook, '0'), wanted);
  workbook.worksheets.push(added);
  return added;
}
