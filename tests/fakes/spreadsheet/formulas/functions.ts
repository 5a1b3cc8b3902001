/** The functions that our workbooks use, as Excel computes them. */
import type { CellRange } from '../../../../core/index.js';
import { criterionOf } from './criteria.js';
import { errorOf, isError, toBoolean, toNumber, toText, type ErrorValue, type Value } from './values.js';

/** Cells that a reference leads to, row by row. */
export interface Area {
  readonly range: CellRange;
  readonly count: number;
  /** The value of one of them, from 0. Looked up when it is asked for: what nobody asks for cannot be circular. */
  readonly value: (index: number) => Value;
}

/** An input of a function: a value, or a reference with the cells behind it. */
export type Input =
  { readonly kind: 'value'; readonly value: Value } | { readonly kind: 'area'; readonly area: Area };

const valuesOf = ({ count, value }: Area) => Array.from({ length: count }, (_, index) => value(index));

/** An input as one value; an area of several cells throws, for Excel's versions differ in what they make of it. */
export function single(input: Input): Value {
  if (input.kind === 'value') return input.value;
  if (input.area.count !== 1) throw new Error('Several cells stand where one value is expected');
  return input.area.value(0);
}

type Function = (inputs: readonly (() => Input)[]) => Value;

/** The numbers of cells; texts, blank cells and truth values are passed over. The first error is the result. */
function sumOf(values: readonly Value[]): { sum: number; count: number } | ErrorValue {
  let [sum, count] = [0, 0];
  for (const value of values) {
    if (isError(value)) return value;
    if (typeof value !== 'number') continue;
    sum += value;
    count += 1;
  }
  return { sum, count };
}

function areaOf(input: Input): Area | ErrorValue {
  if (input.kind === 'area') return input.area;
  if (isError(input.value)) return input.value;
  throw new Error('A range is expected');
}

const shapeOf = ({ range: { top, left, bottom, right } }: Area) => `${bottom - top} × ${right - left}`;

/**
 * The places at which all criteria hold. A criterion is not asked about a cell where one before it does not hold: so Excel sees
 * no circular reference in a formula whose own row is left out that way. Source: what Excel does, in EPPlus issues 635, 1687.
 * @param like areas must be of the same shape as this one, if it is given; others give #VALUE!
 */
function matching(inputs: readonly Input[], like?: Area): readonly number[] | ErrorValue {
  if (inputs.length === 0 || inputs.length % 2 !== 0) throw new Error('Criteria come in pairs');
  let first = like;
  let places: number[] | null = null;
  for (let index = 0; index < inputs.length; index += 2) {
    const area = areaOf(inputs[index]!);
    if (isError(area)) return area;
    first ??= area;
    if (shapeOf(area) !== shapeOf(first)) return errorOf('#VALUE!');
    const holds = criterionOf(single(inputs[index + 1]!));
    places ??= Array.from({ length: area.count }, (_, place) => place);
    places = places.filter((place) => holds(area.value(place)));
  }
  return places!;
}

/** The cells of the first input at the places where the criteria hold. */
function selected(inputs: readonly Input[]): readonly Value[] | ErrorValue {
  const area = areaOf(inputs[0]!);
  if (isError(area)) return area;
  const places = matching(inputs.slice(1), area);
  if (isError(places)) return places;
  const values = places.map(area.value);
  if (values.some((value) => typeof value === 'boolean')) {
    throw new Error('What SUMIFS and AVERAGEIFS make of truth values is not known here');
  }
  return values;
}

const all = (inputs: readonly (() => Input)[]) => inputs.map((input) => input());

export const functions: Readonly<Record<string, Function>> = {
  IF([condition, then, otherwise, ...rest]) {
    if (!condition || !then || rest.length > 0) throw new Error('IF has two or three inputs');
    const holds = toBoolean(single(condition()));
    if (isError(holds)) return holds;
    if (holds) return single(then());
    return otherwise ? single(otherwise()) : false;
  },
  AND(inputs) {
    let [result, count] = [true, 0];
    for (const input of all(inputs)) {
      // Texts and blank cells that a reference leads to are passed over; a text that is written out is taken as a truth value.
      const values =
        input.kind === 'value'
          ? [input.value]
          : valuesOf(input.area).filter((value) => value !== null && typeof value !== 'string');
      for (const value of values) {
        const holds = toBoolean(value);
        if (isError(holds)) return holds;
        result &&= holds;
        count += 1;
      }
    }
    return count === 0 ? errorOf('#VALUE!') : result;
  },
  ISNUMBER([input, ...rest]) {
    if (!input || rest.length > 0) throw new Error('ISNUMBER has one input');
    return typeof single(input()) === 'number';
  },
  IFERROR([input, otherwise, ...rest]) {
    if (!input || !otherwise || rest.length > 0) throw new Error('IFERROR has two inputs');
    const value = single(input());
    return isError(value) ? single(otherwise()) : value;
  },
  LEN([input, ...rest]) {
    if (!input || rest.length > 0) throw new Error('LEN has one input');
    const text = toText(single(input()));
    return isError(text) ? text : text.length;
  },
  SUM(inputs) {
    let total = 0;
    for (const input of all(inputs)) {
      const values = input.kind === 'value' ? [toNumber(input.value)] : valuesOf(input.area);
      const part = sumOf(values);
      if (isError(part)) return part;
      total += part.sum;
    }
    return total;
  },
  COUNTIFS(inputs) {
    const places = matching(all(inputs));
    return isError(places) ? places : places.length;
  },
  SUMIFS(inputs) {
    const chosen = selected(all(inputs));
    if (isError(chosen)) return chosen;
    const outcome = sumOf(chosen);
    return isError(outcome) ? outcome : outcome.sum;
  },
  AVERAGEIFS(inputs) {
    const chosen = selected(all(inputs));
    if (isError(chosen)) return chosen;
    const outcome = sumOf(chosen);
    if (isError(outcome)) return outcome;
    return outcome.count === 0 ? errorOf('#DIV/0!') : outcome.sum / outcome.count;
  },
};
