/** What the criteria of validations, conditional formats and filters make of a value: one table for all three. */
import { serialOfDate } from '../../../core/index.js';
import {
  resultOf,
  isError,
  type CellPosition,
  type FormulaSource,
  type Value,
} from '../spreadsheet/formulas/index.js';
import { Unsupported } from './errors.js';

/** A value in its cell. */
export interface Candidate {
  readonly value: Value;
  /** Whether Sheets takes it for a date: it was typed as one, or its cell shows numbers as dates. */
  readonly isDate: boolean;
  readonly at: CellPosition;
  readonly source: FormulaSource;
}

/** What a criterion is given: numbers, texts, ISO dates, formulas. */
export type Argument = string | number | boolean | null;

type Holds = (candidate: Candidate, first: Argument, second: Argument) => boolean;

const number =
  (holds: (value: number, first: number, second: number) => boolean): Holds =>
  ({ value }, first, second) =>
    typeof value === 'number' && holds(value, Number(first), Number(second));

function serial(date: Argument): number {
  const found = typeof date === 'string' ? serialOfDate(date, 1900) : null;
  if (found === null) throw new Unsupported(`${String(date)} where a date is expected`);
  return found;
}

/** Days count, not times. A number that is not shown as a date is none: stricter than Sheets may be. */
const date =
  (holds: (day: number, first: number, second: number) => boolean): Holds =>
  ({ value, isDate }, first, second) =>
    typeof value === 'number' &&
    isDate &&
    holds(Math.floor(value), serial(first), second === null ? NaN : serial(second));

const textOf = (value: Value) => (value === null || isError(value) ? '' : String(value));

/** Letter case does not count. Source: the text conditions of Sheets' own menus. */
const text =
  (holds: (value: string, wanted: string) => boolean): Holds =>
  ({ value }, wanted) =>
    holds(textOf(value).toLowerCase(), String(wanted).toLowerCase());

const formula: Holds = ({ at, source }, wanted) => {
  const result = resultOf(String(wanted), at, source);
  return result === true || (typeof result === 'number' && result !== 0);
};

/** By the names of SpreadsheetApp.BooleanCriteria and SpreadsheetApp.DataValidationCriteria. */
const conditions: Readonly<Record<string, Holds>> = {
  CELL_EMPTY: ({ value }) => value === null || value === '',
  CELL_NOT_EMPTY: ({ value }) => value !== null && value !== '',
  NUMBER_BETWEEN: number((value, first, second) => value >= first && value <= second),
  NUMBER_NOT_BETWEEN: number((value, first, second) => value < first || value > second),
  NUMBER_EQUAL_TO: number((value, first) => value === first),
  NUMBER_NOT_EQUAL_TO: number((value, first) => value !== first),
  NUMBER_GREATER_THAN: number((value, first) => value > first),
  NUMBER_GREATER_THAN_OR_EQUAL_TO: number((value, first) => value >= first),
  NUMBER_LESS_THAN: number((value, first) => value < first),
  NUMBER_LESS_THAN_OR_EQUAL_TO: number((value, first) => value <= first),
  DATE_IS_VALID_DATE: ({ value, isDate }) => typeof value === 'number' && isDate,
  DATE_AFTER: date((day, first) => day > first),
  DATE_BEFORE: date((day, first) => day < first),
  DATE_EQUAL_TO: date((day, first) => day === first),
  DATE_ON_OR_AFTER: date((day, first) => day >= first),
  DATE_ON_OR_BEFORE: date((day, first) => day <= first),
  DATE_BETWEEN: date((day, first, second) => day >= first && day <= second),
  DATE_NOT_BETWEEN: date((day, first, second) => day < first || day > second),
  TEXT_CONTAINS: text((value, wanted) => value.includes(wanted)),
  TEXT_DOES_NOT_CONTAIN: text((value, wanted) => !value.includes(wanted)),
  TEXT_EQUAL_TO: text((value, wanted) => value === wanted),
  TEXT_STARTS_WITH: text((value, wanted) => value.startsWith(wanted)),
  TEXT_ENDS_WITH: text((value, wanted) => value.endsWith(wanted)),
  CUSTOM_FORMULA: formula,
};

/** Whether a criterion holds. @throws Unsupported for criteria that are not known here */
export function conditionHolds(
  criteria: string,
  [first = null, second = null]: readonly Argument[],
  candidate: Candidate,
): boolean {
  const holds = conditions[criteria];
  if (!holds) throw new Unsupported(`what ${criteria} makes of a value`);
  return holds(candidate, first, second);
}
