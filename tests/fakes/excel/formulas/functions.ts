/** The functions that our workbooks use, as Excel computes them. */
import type { CellRange } from '../../../../core/index.js';
import { criterionOf } from './criteria.js';
import { errorOf, isError, toBoolean, toNumber, type ErrorValue, type Value } from './values.js';

/** Cells that a reference leads to. */
export interface Area {
  readonly worksheet: string;
  readonly range: CellRange;
  /** Row by row. */
  readonly values: () => readonly Value[];
}

/** An input of a function: a value, or a reference with the cells behind it. */
export type Input =
  { readonly kind: 'value'; readonly value: Value } | { readonly kind: 'area'; readonly area: Area };

/** An input as one value; an area of several cells throws, for Excel's versions differ in what they make of it. */
export function single(input: Input): Value {
  if (input.kind === 'value') return input.value;
  const values = input.area.values();
  if (values.length !== 1) throw new Error('Several cells stand where one value is expected');
  return values[0]!;
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

/** Whether all criteria hold, cell by cell. Source: areas of different sizes give #VALUE!. */
function matching(inputs: readonly Input[]): readonly boolean[] | ErrorValue {
  if (inputs.length === 0 || inputs.length % 2 !== 0) throw new Error('Criteria come in pairs');
  let size: string | null = null;
  let matches: boolean[] = [];
  for (let index = 0; index < inputs.length; index += 2) {
    const area = areaOf(inputs[index]!);
    if (isError(area)) return area;
    const { top, left, bottom, right } = area.range;
    const shape = `${bottom - top} × ${right - left}`;
    if (size !== null && shape !== size) return errorOf('#VALUE!');
    const criterion = criterionOf(single(inputs[index + 1]!));
    const values = area.values();
    matches =
      size === null ? values.map(criterion) : matches.map((holds, at) => holds && criterion(values[at]!));
    size = shape;
  }
  return matches;
}

function areaOf(input: Input): Area | ErrorValue {
  if (input.kind === 'area') return input.area;
  if (isError(input.value)) return input.value;
  throw new Error('A range is expected');
}

/** The cells of the first input whose place in the criteria's areas matches. */
function selected(inputs: readonly Input[]): readonly Value[] | ErrorValue {
  const area = areaOf(inputs[0]!);
  if (isError(area)) return area;
  const matches = matching(inputs.slice(1));
  if (isError(matches)) return matches;
  const values = area.values();
  if (values.length !== matches.length) return errorOf('#VALUE!');
  const chosen = values.filter((_, index) => matches[index]);
  if (chosen.some((value) => typeof value === 'boolean')) {
    throw new Error('What SUMIFS and AVERAGEIFS make of truth values is not known here');
  }
  return chosen;
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
          : input.area.values().filter((value) => value !== null && typeof value !== 'string');
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
  SUM(inputs) {
    let total = 0;
    for (const input of all(inputs)) {
      const values = input.kind === 'value' ? [toNumber(input.value)] : input.area.values();
      const part = sumOf(values);
      if (isError(part)) return part;
      total += part.sum;
    }
    return total;
  },
  COUNTIFS(inputs) {
    const matches = matching(all(inputs));
    return isError(matches) ? matches : matches.filter(Boolean).length;
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
