/** Values of the fake Google Sheets' cells: formulas are computed when they are asked for, and anew after every change. */
import { parseFormula } from '../spreadsheet/formulas/parse.js';
import { isError, resultOf, type FormulaSource, type Value } from '../spreadsheet/formulas/index.js';
import { tokensOf } from '../spreadsheet/formulas/tokens.js';
import { cellAt } from './cells.js';
import { Unsupported } from './errors.js';
import type { Program } from './program.js';
import type { Worksheet } from './workbook.js';

/** What fetches something, or shows a picture: the fake has no network, and they have no value here. */
const reachingOut = new Set([
  'GOOGLEFINANCE',
  'GOOGLETRANSLATE',
  'HYPERLINK',
  'IMAGE',
  'IMPORTDATA',
  'IMPORTFEED',
  'IMPORTHTML',
  'IMPORTRANGE',
  'IMPORTXML',
]);
/** What Excel has and Sheets has not. */
const unknownToSheets = new Set(['WEBSERVICE', 'CALL', 'EXEC', 'REGISTER.ID']);

function functionsOf(formula: string): readonly string[] {
  try {
    return tokensOf(formula).flatMap(({ kind, text }) => (kind === 'function' ? [text.toUpperCase()] : []));
  } catch {
    return [];
  }
}

const isFormula = (formula: string) => {
  try {
    parseFormula(formula);
    return true;
  } catch {
    return false;
  }
};

class Calculation implements FormulaSource {
  private readonly values = new Map<number, Map<number, Value>>();
  private readonly worksheets: ReadonlyMap<string, Worksheet>;
  constructor(private readonly program: Program) {
    this.worksheets = new Map(program.workbook.worksheets.map((one) => [one.name.toLowerCase(), one]));
  }

  cell(worksheet: string, row: number, column: number): Value {
    const found = this.worksheets.get(worksheet.toLowerCase());
    if (!found || row > found.maxRows || column > found.maxColumns) return { error: '#REF!' };
    return this.valueOf(found, row, column);
  }

  /** Names of one worksheet alone, as copies have them, are not looked into: no formula of the project stands on a copy. */
  name(name: string): ReturnType<FormulaSource['name']> {
    const { names, worksheets } = this.program.workbook;
    const found = names.find((one) => one.scope === null && one.name.toLowerCase() === name.toLowerCase());
    const worksheet = worksheets.find(({ sheetId }) => sheetId === found?.area?.sheetId);
    return found?.area && worksheet ? { worksheet: worksheet.name, range: found.area.range } : null;
  }

  valueOf(worksheet: Worksheet, row: number, column: number): Value {
    const { content, formula } = cellAt(worksheet, row, column);
    if (formula === null) return content;
    let known = this.values.get(worksheet.sheetId);
    if (!known) this.values.set(worksheet.sheetId, (known = new Map<number, Value>()));
    const key = row * 20_000 + column;
    const value = known.get(key);
    if (value !== undefined) return value;
    // What leads back to itself finds this. Source: Sheets says of it "Circular dependency detected".
    known.set(key, { error: '#REF!' });
    const result = this.compute(formula, worksheet, row, column);
    known.set(key, result);
    return result;
  }

  private compute(formula: string, worksheet: Worksheet, row: number, column: number): Value {
    const functions = functionsOf(formula);
    if (functions.some((name) => unknownToSheets.has(name))) return { error: '#NAME?' };
    if (functions.some((name) => reachingOut.has(name))) return { error: '#N/A' };
    if (!isFormula(formula)) return { error: '#ERROR!' };
    try {
      const result = resultOf(formula, { worksheet: worksheet.name, row, column }, this);
      return isError(result) ? { error: result.error } : result;
    } catch (error) {
      throw new Unsupported(`what ${formula} gives: ${error instanceof Error ? error.message : ''}`);
    }
  }
}

const calculations = new WeakMap<Program, { readonly version: number; readonly calculation: Calculation }>();

function calculationOf(program: Program): Calculation {
  const known = calculations.get(program);
  if (known?.version === program.version) return known.calculation;
  const calculation = new Calculation(program);
  calculations.set(program, { version: program.version, calculation });
  return calculation;
}

/** The value of a cell; of a formula, its result. Null: blank. */
export const valueAt = (program: Program, worksheet: Worksheet, row: number, column: number): Value =>
  calculationOf(program).valueOf(worksheet, row, column);

/** The workbook as the formulas of validations and conditional formats see it. */
export const formulaSource = (program: Program): FormulaSource => calculationOf(program);
