/** What cells and formulas hold, and how Excel takes one type for another. */
import type { CellRange } from '../../../../core/index.js';

export const errorCodes = ['#NULL!', '#DIV/0!', '#VALUE!', '#REF!', '#NAME?', '#NUM!', '#N/A'] as const;
/** Google Sheets shows `#ERROR!` for a formula that it cannot read; nobody can write that into a formula. */
export type ErrorCode = (typeof errorCodes)[number] | '#ERROR!';

export interface ErrorValue {
  readonly error: ErrorCode;
}

/** Null: a blank cell. Dates are serial numbers. */
export type Value = number | string | boolean | null | ErrorValue;

/** Where a formula stands. Rows and columns from 1. */
export interface CellPosition {
  readonly worksheet: string;
  readonly row: number;
  readonly column: number;
}

/** The workbook that a formula looks into. */
export interface FormulaSource {
  /**
   * The value of a cell; of a formula, its result.
   * @param worksheet as the formula spells it, whatever the letter case; `#REF!` if there is none of that name
   */
  cell(worksheet: string, row: number, column: number): Value;
  /** Where a name leads, whatever its letter case; null if there is none. */
  name(name: string): { readonly worksheet: string; readonly range: CellRange } | null;
}

export const errorOf = (error: ErrorCode): ErrorValue => ({ error });

export function isError(value: unknown): value is ErrorValue {
  return typeof value === 'object' && value !== null && 'error' in value;
}

const plainNumber = /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*(%?)\s*$/i;
const month = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*';
/** What Excel takes for a date, a time, an amount or a grouped number in some language or other. */
const dependsOnLanguage = new RegExp(
  [
    String.raw`^[\s(+-]*[$€£¥]`,
    String.raw`^[\s\d.,:/()+-]*\d[\s\d.,:/()+%-]*$`,
    String.raw`^\s*\d{1,4}[\s/.-]*${month}([\s/.,-]*\d{1,4})?\s*$`,
    String.raw`^\s*${month}[\s/.,-]*\d{1,4}([\s/.,-]+\d{1,4})?\s*$`,
    String.raw`^\s*\d{1,2}(:\d{2})*\s*[ap]m?\s*$`,
  ].join('|'),
  'i',
);

/**
 * The number that a text is to Excel in arithmetic and in criteria; null for a text that is none.
 * @throws Error for a text that is one in some languages: a date, a time, an amount of money
 */
export function numberOfText(text: string): number | null {
  const match = plainNumber.exec(text);
  if (match) return Number(match[1]) / (match[2] === '%' ? 100 : 1);
  if (dependsOnLanguage.test(text)) throw new Error(`What Excel takes “${text}” for depends on its language`);
  return null;
}

/** A value in arithmetic. */
export function toNumber(value: Value): number | ErrorValue {
  if (value === null) return 0;
  if (typeof value === 'number' || isError(value)) return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return numberOfText(value) ?? errorOf('#VALUE!');
}

/**
 * A value as `&` joins it.
 * @throws Error for numbers so large or small that Excel may choose another notation than is known here
 */
export function toText(value: Value): string | ErrorValue {
  if (value === null) return '';
  if (typeof value === 'string' || isError(value)) return value;
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e15 || size < 1e-4))
    throw new Error(`How Excel writes ${value} is not known here`);
  return String(Number(value.toPrecision(15)));
}

/** A value as a condition. */
export function toBoolean(value: Value): boolean | ErrorValue {
  if (value === null) return false;
  if (typeof value === 'boolean' || isError(value)) return value;
  if (typeof value === 'number') return value !== 0;
  const word = value.toUpperCase();
  if (word === 'TRUE' || word === 'FALSE') return word === 'TRUE';
  return errorOf('#VALUE!');
}
