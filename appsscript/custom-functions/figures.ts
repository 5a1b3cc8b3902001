/** Custom functions: figures of pillars for any cell of the spreadsheet, those of the worksheet Roll-up. They ask no service. */
import {
  builtInPlan,
  figuresOfMatrix,
  foldText,
  sharesOf,
  statuses,
  unknownFigure,
  type Figures,
  type Share,
} from '../../core/index.js';
import { isDate } from '../spreadsheet-host/dates.js';
import { isoDateOf, worksheetOf, type CellValue, type RangeValue } from './cell-values.js';

type Line = readonly (string | number)[];

const isRange = (value: RangeValue): value is readonly (readonly CellValue[])[] => Array.isArray(value);

/** What is wrong with an argument and what to do; Sheets shows it at the cell. */
function refuse(what: string): never {
  throw new Error(what);
}

const wholeMatrix = 'Give whole columns of the worksheet Matrix: Matrix!A1:X';

function figuresIn(matrix: RangeValue, asOf: string) {
  const figures = figuresOfMatrix(worksheetOf(isRange(matrix) ? matrix : [[matrix]]), asOf);
  switch (figures.kind) {
    case 'figures':
      return figures;
    case 'no-matrix':
      return refuse(`The first argument has no headings of the worksheet Matrix. ${wholeMatrix}`);
    case 'columns-missing':
      return refuse(
        `The first argument lacks these columns, or has them twice: ${figures.headers.join(', ')}. ` +
          `${wholeMatrix}, the hidden columns at its right included. If they are gone, choose NISP, Build….`,
      );
  }
}

/** The id of a pillar by its name or id; null for all pillars. */
function pillarOf(value: CellValue, known: readonly string[]): string | null {
  const text = foldText(String(value));
  if (text === '') return null;
  const { pillars } = builtInPlan();
  const named = pillars.find(({ id, name }) => [id, name].some((one) => foldText(one) === text));
  const id = named?.id ?? known.find((one) => one === text);
  return (
    id ??
    refuse(
      `“${String(value)}” is no pillar of this matrix. Give one of: ${pillars.map(({ name }) => name).join(', ')}; ` +
        'or nothing, for all.',
    )
  );
}

/** One line of figures for each pillar; a blank cell among several gives a blank line. */
function linesOf(
  matrix: RangeValue,
  pillar: RangeValue,
  asOf: string,
  lineOf: (figures: Figures) => Line,
): Line[] {
  const { of, pillars } = figuresIn(matrix, asOf);
  const line = (value: CellValue) => lineOf(of(pillarOf(value, pillars)));
  if (!isRange(pillar)) return [line(pillar)];
  return pillar.flat().map((value) => (foldText(String(value)) === '' ? [''] : line(value)));
}

const shown = ({ ratio }: Share) => ratio ?? unknownFigure;

/** Before every date: nothing is due. */
const never = '';

function dateOf(value: CellValue): string {
  if (value === '') return never;
  const date = isDate(value) ? isoDateOf(value) : null;
  return (
    date ??
    refuse('The third argument is no date. Give the cell that holds it: NISP_AsOf, on the worksheet Roll-up.')
  );
}

/**
 * Counts the interventions of a pillar by status: not started, in progress, completed, on hold, dropped, no update. The six add
 * up to all interventions that count: without those in which the unit has no part, and without headings of sub-items. The
 * same figures as on the worksheet Roll-up.
 *
 * @param {Matrix!A1:X} matrix The worksheet Matrix, with its headings and its hidden columns.
 * @param {"Reorient"} pillar A pillar's name, or a range of names for one row each. Leave it out for all pillars.
 * @return Six numbers beside each other.
 * @customfunction
 */
export function NISP_STATUS_COUNTS(matrix: RangeValue, pillar: RangeValue = ''): Line[] {
  return linesOf(matrix, pillar, never, ({ byStatus, interventions, reported }) => [
    ...statuses.map((status) => byStatus[status]),
    interventions - reported,
  ]);
}

/**
 * The completion of a pillar: completed interventions ÷ all interventions that count, those without an update included. With a
 * date, beside it: completed interventions among those due by then ÷ all that are due by then, dropped ones included. “–”
 * where there is nothing to divide by. The same figures as on the worksheet Roll-up.
 *
 * @param {Matrix!A1:X} matrix The worksheet Matrix, with its headings and its hidden columns.
 * @param {"Reorient"} pillar A pillar's name, or a range of names for one row each. Leave it out for all pillars.
 * @param {NISP_AsOf} asOf The date as of which due is judged. Leave it out for the first figure alone.
 * @return One number from 0 to 1, or two beside each other.
 * @customfunction
 */
export function NISP_COMPLETION(matrix: RangeValue, pillar: RangeValue = '', asOf: CellValue = ''): Line[] {
  const date = dateOf(asOf);
  return linesOf(matrix, pillar, date, (figures) => {
    const { doneOfAll, doneOfDue } = sharesOf(figures);
    return [shown(doneOfAll), ...(date === never ? [] : [shown(doneOfDue)])];
  });
}

/**
 * The budget of a pillar: the sum of the amounts entered, in PKR million, and how many interventions are not costed yet: the plan
 * says who is to determine their budget, and no amount is entered. “–” where no amount is entered at all: unknown is not zero.
 * The same figures as on the worksheet Roll-up.
 *
 * @param {Matrix!A1:X} matrix The worksheet Matrix, with its headings and its hidden columns.
 * @param {"Reorient"} pillar A pillar's name, or a range of names for one row each. Leave it out for all pillars.
 * @return Two numbers beside each other.
 * @customfunction
 */
export function NISP_BUDGET(matrix: RangeValue, pillar: RangeValue = ''): Line[] {
  return linesOf(matrix, pillar, never, ({ budget: { known, costed, notCosted } }) => [
    costed === 0 ? unknownFigure : known,
    notCosted,
  ]);
}
