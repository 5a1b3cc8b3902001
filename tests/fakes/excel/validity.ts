/** What a data validation of the fake Excel accepts, and what its drop-down offers. */
import { cellAt } from './cells.js';
import { evaluate, isError, type Value } from '../spreadsheet/formulas/index.js';
import { cellsOf, parseRange, splitAddress } from '../spreadsheet/ranges.js';
import { formulaSource, rangeOfName } from './recalculation.js';
import { apiValue } from './shown.js';
import { isObject, ruleKindOf, unsupportedRule } from './validations.js';
import {
  findWorksheet,
  textOf,
  type JsonObject,
  type Validation,
  type Workbook,
  type Worksheet,
} from './workbook.js';

/** What the drop-down of a list offers, in order. */
export function offeredBy(workbook: Workbook, worksheet: Worksheet, rule: JsonObject): readonly string[] {
  const source = isObject(rule.list) ? rule.list.source : null;
  if (typeof source !== 'string') throw unsupportedRule('without a list');
  if (!source.startsWith('=')) return source.split(',').map((text) => text.trim());
  const { worksheet: name, rest } = splitAddress(source.slice(1));
  const range = parseRange(rest);
  const target = name === null ? worksheet : findWorksheet(workbook, name);
  const found = range && target ? { worksheet: target, range } : rangeOfName(workbook, rest, worksheet);
  if (!found) return [];
  return [...cellsOf(found.range)]
    .map(([row, column]) => String(apiValue(cellAt(found.worksheet, row, column)?.value ?? null)))
    .filter((text) => text !== '');
}

const comparisons: Readonly<Record<string, (value: number, first: number, second: number) => boolean>> = {
  Between: (value, first, second) => value >= first && value <= second,
  NotBetween: (value, first, second) => value < first || value > second,
  EqualTo: (value, first) => value === first,
  NotEqualTo: (value, first) => value !== first,
  GreaterThan: (value, first) => value > first,
  LessThan: (value, first) => value < first,
  GreaterThanOrEqualTo: (value, first) => value >= first,
  LessThanOrEqualTo: (value, first) => value <= first,
};

/** The measure of a value that a rule's limits are about; null if it has none. */
function measureOf(kind: string, value: Value): number | null {
  if (kind === 'textLength') return String(apiValue(value)).length;
  if (typeof value !== 'number') return null;
  return kind === 'wholeNumber' && !Number.isInteger(value) ? null : value;
}

/** Whether a cell may hold a value, as Excel asks when it is typed. */
export function accepts(
  workbook: Workbook,
  worksheet: Worksheet,
  { rule, ignoreBlanks }: Pick<Validation, 'rule' | 'ignoreBlanks'>,
  value: Value,
  row: number,
  column: number,
): boolean {
  const kind = ruleKindOf(rule);
  if (kind === null || (value === null && ignoreBlanks)) return true;
  if (isError(value)) return false;
  if (kind === 'custom') throw unsupportedRule(kind);
  if (kind === 'list') {
    // A list that is written out tells letter case apart; one of cells does not.
    const entry = String(apiValue(value));
    const isOfCells = isObject(rule.list) && textOf(rule.list.source).startsWith('=');
    const fold = (text: string) => (isOfCells ? text.toLowerCase() : text);
    return offeredBy(workbook, worksheet, rule).some((text) => fold(text) === fold(entry));
  }
  const said = rule[kind] as JsonObject;
  const at = { worksheet: worksheet.name, row, column };
  const limit = (formula: JsonObject[string] | undefined) => {
    if (typeof formula !== 'string') return 0;
    const result = evaluate(formula, at, formulaSource(workbook));
    return typeof result === 'number' ? result : NaN;
  };
  const measure = measureOf(kind, value);
  const compare = comparisons[textOf(said.operator)]!;
  return measure !== null && compare(measure, limit(said.formula1), limit(said.formula2));
}
