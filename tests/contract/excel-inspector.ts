/**
 * Looks into the workbook of the fake Excel, by the data that it keeps: without a word from our host, and without the
 * client library. What it does not know it throws on.
 */
import { rangeAddress, serialOfDate, type CellRange, type HostCapability } from '../../core/index.js';
import { formatAt } from '../fakes/excel/cells.js';
import {
  compare,
  evaluate,
  shiftFormula,
  type FormulaSource,
  type Value,
} from '../fakes/spreadsheet/formulas/index.js';
import { contains } from '../fakes/spreadsheet/ranges.js';
import { formulaSource, rangeOfName } from '../fakes/excel/recalculation.js';
import { accepts, offeredBy } from '../fakes/excel/validity.js';
import { validationAt } from '../fakes/excel/validations.js';
import {
  worksheetOf,
  type ConditionalFormat,
  type Json,
  type JsonObject,
  type Validation,
  type Workbook,
  type Worksheet,
} from '../fakes/excel/workbook.js';
import type { Reaction, ShownColours, Typed } from './adapter.js';
import { rangeOf } from './workbooks.js';

/** By Excel.ConditionalCellValueOperator. */
const comparisons = new Map([
  ['EqualTo', '='],
  ['NotEqualTo', '<>'],
  ['GreaterThan', '>'],
  ['LessThan', '<'],
  ['GreaterThanOrEqual', '>='],
  ['LessThanOrEqual', '<='],
] as const);

function setting({ settings }: ConditionalFormat, path: string): Json {
  return settings.get(path) ?? null;
}

function textSetting(format: ConditionalFormat, path: string): string {
  const value = setting(format, path);
  if (typeof value !== 'string') throw new Error(`A conditional format without ${path}`);
  return value;
}

/** Whether a rule holds for a cell. Its formulas are written for the upper left of the cells that it covers. */
function holds(
  format: ConditionalFormat,
  worksheet: Worksheet,
  row: number,
  column: number,
  source: FormulaSource,
): boolean {
  const top = Math.min(...format.ranges.map((range) => range.top));
  const left = Math.min(...format.ranges.map((range) => range.left));
  const at = { worksheet: worksheet.name, row, column };
  const computed = (formula: string) => evaluate(shiftFormula(formula, row - top, column - left), at, source);
  switch (format.type) {
    case 'Custom':
      return computed(textSetting(format, 'custom/rule/formula')) === true;
    case 'CellValue': {
      const rule = setting(format, 'cellValue/rule') as JsonObject;
      const comparison = comparisons.get(rule.operator as 'EqualTo');
      if (comparison === undefined || typeof rule.formula1 !== 'string')
        throw new Error(`A rule that is not known: ${JSON.stringify(rule)}`);
      return compare(comparison, source.cell(worksheet.name, row, column), computed(rule.formula1)) === true;
    }
    default:
      throw new Error(`A conditional format that is not known: ${format.type}`);
  }
}

const looksPath: Readonly<Record<string, string>> = {
  Custom: 'custom/format',
  CellValue: 'cellValue/format',
};

/**
 * The colours of a cell: of each property the first rule that sets it and holds, down to the first that holds and stops
 * those below it. A data bar changes neither.
 */
function coloursOf(worksheet: Worksheet, row: number, column: number, source: FormulaSource): ShownColours {
  let shown: ShownColours = { fill: null, text: null };
  const rules = worksheet.conditionalFormats.filter(({ ranges }) =>
    ranges.some((range) => contains(range, row, column)),
  );
  for (const rule of rules) {
    if (rule.type === 'DataBar') continue;
    if (!holds(rule, worksheet, row, column, source)) continue;
    const path = looksPath[rule.type]!;
    const [fill, text] = [setting(rule, `${path}/fill/color`), setting(rule, `${path}/font/color`)] as [
      string | null,
      string | null,
    ];
    shown = { fill: shown.fill ?? fill, text: shown.text ?? text };
    if (rule.stopIfTrue) break;
  }
  return shown;
}

const cellCount = (ranges: readonly CellRange[]) =>
  ranges.reduce((sum, { top, left, bottom, right }) => sum + (bottom - top + 1) * (right - left + 1), 0);

const checkedCells = ({ validations }: Worksheet, isMeant: (validation: Validation) => boolean) =>
  cellCount(validations.filter(isMeant).flatMap(({ ranges }) => ranges));

const counts: Readonly<Record<HostCapability, (worksheet: Worksheet) => number>> = {
  rejectsInvalidEntries: (worksheet) =>
    checkedCells(worksheet, ({ errorAlert }) => errorAlert.showAlert === true && errorAlert.style === 'Stop'),
  validationPrompts: (worksheet) =>
    checkedCells(worksheet, ({ prompt }) => prompt.showPrompt === true && prompt.message !== ''),
  protection: ({ protection }) => (protection ? 1 : 0),
  outlineGroups: ({ rowLevels }) =>
    rowLevels.toJSON().reduce((sum, { first, last, value }) => sum + (value > 0 ? last - first + 1 : 0), 0),
  dataBars: ({ conditionalFormats }) => conditionalFormats.filter(({ type }) => type === 'DataBar').length,
  charts: ({ charts }) => charts.length,
  printSetup: ({ page }) => (page.has('paperSize') ? 1 : 0),
  veryHiddenWorksheets: ({ visibility }) => (visibility === 'VeryHidden' ? 1 : 0),
  notes: ({ cells }) => [...cells.values()].filter(({ note }) => note !== null).length,
  filterButtons: ({ autoFilter }) => (autoFilter ? 1 : 0),
  links: ({ cells }) => [...cells.values()].filter(({ hyperlink }) => hyperlink !== null).length,
  refusesLockedEdits: ({ protection }) => (protection ? 1 : 0),
};

/** What a value is in a cell. */
export function cellValueOf(value: Exclude<Typed, null>, { dateSystem }: Workbook): string | number {
  if (typeof value !== 'object') return value;
  const serial = serialOfDate(value.date, dateSystem);
  if (serial === null) throw new Error(`${value.date} is no date`);
  return serial;
}

const place = (cell: string): readonly [row: number, column: number] => [
  rangeOf(cell).top,
  rangeOf(cell).left,
];

/** Queries about a workbook as it is now. */
export function inspect(workbook: Workbook) {
  const sheet = (name: string) => worksheetOf(workbook, name);
  const reaction = (worksheet: Worksheet, cell: string, value: Exclude<Typed, null>): Reaction => {
    const [row, column] = place(cell);
    const validation = validationAt(worksheet, row, column);
    if (validation?.errorAlert.showAlert !== true) return 'accepted';
    if (accepts(workbook, worksheet, validation, cellValueOf(value, workbook), row, column))
      return 'accepted';
    return validation.errorAlert.style === 'Stop' ? 'rejected' : 'warned';
  };
  return {
    worksheets: () => workbook.worksheets.map(({ name }) => name),
    count: (name: string, capability: HostCapability) => counts[capability](sheet(name)),
    offered: (name: string, cells: readonly string[]) =>
      cells.map((cell) => {
        const validation = validationAt(sheet(name), ...place(cell));
        const list = validation?.rule.list as JsonObject | undefined;
        return validation && list?.inCellDropDown === true
          ? offeredBy(workbook, sheet(name), validation.rule)
          : null;
      }),
    attempt: (name: string, entries: readonly (readonly [cell: string, value: Exclude<Typed, null>])[]) =>
      entries.map(([cell, value]) => reaction(sheet(name), cell, value)),
    colours: (name: string, cells: readonly (readonly [cell: string, text: string])[]) => {
      const present = formulaSource(workbook);
      return cells.map(([cell, text]) => {
        const [row, column] = place(cell);
        const supposed: FormulaSource = {
          name: (wanted) => present.name(wanted),
          cell: (worksheet, atRow, atColumn): Value =>
            worksheet === name && atRow === row && atColumn === column
              ? text === ''
                ? null
                : text
              : present.cell(worksheet, atRow, atColumn),
        };
        return coloursOf(sheet(name), row, column, supposed);
      });
    },
    locked: (name: string, cells: readonly string[]) => {
      const worksheet = sheet(name);
      return cells.map(
        (cell) => worksheet.protection !== null && formatAt(worksheet, ...place(cell), 'locked'),
      );
    },
    rangeOf: (name: string) => {
      const found = rangeOfName(workbook, name);
      return found && { worksheet: found.worksheet.name, range: rangeAddress(found.range) };
    },
  };
}
