/** Computes a formula as Excel does. What is not known here is thrown on, so that nothing is guessed. */
import type { CellRange } from '../../../../core/index.js';
import { compare } from './compare.js';
import { functions, single, type Input } from './functions.js';
import { parseFormula, type Node, type Operator } from './parse.js';
import { parseReference, rangeOfReference } from './references.js';
import {
  errorOf,
  isError,
  toNumber,
  toText,
  type CellPosition,
  type FormulaSource,
  type Value,
} from './values.js';

/** Excel does not leave a sum or a difference a hair beside 0. Source: Microsoft on floating-point results, KB 78113. */
function nearZero(result: number, left: number): number {
  return Math.abs(result) < Math.abs(left) * 2 ** -49 ? 0 : result;
}

function calculate(operator: '+' | '-' | '*' | '/', left: number, right: number): Value {
  switch (operator) {
    case '+':
      return nearZero(left + right, left);
    case '-':
      return nearZero(left - right, left);
    case '*':
      return left * right;
    case '/':
      return right === 0 ? errorOf('#DIV/0!') : left / right;
  }
}

function combine(operator: Operator, left: Value, right: Value): Value {
  switch (operator) {
    case '&': {
      const [first, second] = [toText(left), toText(right)];
      if (isError(first)) return first;
      return isError(second) ? second : first + second;
    }
    case '+':
    case '-':
    case '*':
    case '/': {
      const [first, second] = [toNumber(left), toNumber(right)];
      if (isError(first)) return first;
      if (isError(second)) return second;
      const result = calculate(operator, first, second);
      return typeof result === 'number' && !Number.isFinite(result) ? errorOf('#NUM!') : result;
    }
    default:
      return compare(operator, left, right);
  }
}

function sign(operator: '-' | '+' | '%', value: Value): Value {
  // A plus sign changes nothing, not even a text.
  if (operator === '+') return value;
  const number = toNumber(value);
  if (isError(number)) return number;
  return operator === '-' ? -number : number / 100;
}

function areaOf(worksheet: string, range: CellRange, source: FormulaSource): Input {
  const width = range.right - range.left + 1;
  return {
    kind: 'area',
    area: {
      range,
      count: width * (range.bottom - range.top + 1),
      value: (index) =>
        source.cell(worksheet, range.top + Math.floor(index / width), range.left + (index % width)),
    },
  };
}

/** What a text names: a range, or a name of the workbook; in R1C1 notation the cell itself. */
function indirect(inputs: readonly Value[], at: CellPosition, source: FormulaSource): Input {
  const [text = null, isA1 = true, ...rest] = inputs;
  if (isError(text)) return { kind: 'value', value: text };
  if (text === 'RC' && isA1 === false && rest.length === 0) {
    const { worksheet, row, column } = at;
    return areaOf(worksheet, { top: row, left: column, bottom: row, right: column }, source);
  }
  if (typeof text !== 'string' || isA1 !== true || rest.length > 0)
    throw new Error('INDIRECT is known here with one text only, and for the cell itself');
  const reference = parseReference(text);
  if (reference) return areaOf(reference.worksheet ?? at.worksheet, rangeOfReference(reference), source);
  const found = source.name(text);
  if (found) return areaOf(found.worksheet, found.range, source);
  return { kind: 'value', value: errorOf('#REF!') };
}

function inputOf(node: Node, at: CellPosition, source: FormulaSource): Input {
  const value = (of: Node) => single(inputOf(of, at, source));
  switch (node.kind) {
    case 'value':
      return node;
    case 'reference':
      if (node.reference.whole) throw new Error('Whole rows and columns are not looked into here');
      return areaOf(node.reference.worksheet ?? at.worksheet, rangeOfReference(node.reference), source);
    case 'name': {
      const found = source.name(node.name);
      return found
        ? areaOf(found.worksheet, found.range, source)
        : { kind: 'value', value: errorOf('#NAME?') };
    }
    case 'unary':
      return { kind: 'value', value: sign(node.operator, value(node.of)) };
    case 'binary':
      return { kind: 'value', value: combine(node.operator, value(node.left), value(node.right)) };
    case 'call': {
      if (node.name === 'INDIRECT') return indirect(node.inputs.map(value), at, source);
      const compute = functions[node.name];
      if (!compute) throw new Error(`The function ${node.name} is not known here`);
      return { kind: 'value', value: compute(node.inputs.map((input) => () => inputOf(input, at, source))) };
    }
  }
}

/**
 * The result of a formula.
 * @param formula with or without the leading `=`
 * @param at the cell that it stands in: what it says without a worksheet's name is of this worksheet
 * @returns null where it leads to a blank cell: Google Sheets shows nothing then
 * @throws Error for functions and notations that are not known here
 */
export const resultOf = (formula: string, at: CellPosition, source: FormulaSource): Value =>
  single(inputOf(parseFormula(formula), at, source));

/** The result of a formula in Excel: a blank cell that is referred to shows 0. Else as `resultOf`. */
export const evaluate = (formula: string, at: CellPosition, source: FormulaSource): Exclude<Value, null> =>
  resultOf(formula, at, source) ?? 0;
