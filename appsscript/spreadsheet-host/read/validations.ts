/** Reads which cells of a worksheet are checked, and by what. */
import {
  absoluteAddress,
  checksLength,
  joinCells,
  textConstant,
  type CellRange,
  type ValidationSnapshot,
} from '../../../core/index.js';
import type { FoundName } from './names.js';
import { placeOf } from './places.js';

type DataValidation = GoogleAppsScript.Spreadsheet.DataValidation;
type Range = GoogleAppsScript.Spreadsheet.Range;
type Said = Omit<ValidationSnapshot, 'ranges'>;

/**
 * How many cells of a column are looked at; the rest are taken to be as the last of them. What checks a cell is asked cell by
 * cell, and a matrix has thousands; that a check is gone is seen of every cell without asking.
 */
const mostLooks = 8;

/** Neighbours in a column that are checked, by their places in the grid. */
interface Run {
  readonly first: number;
  readonly last: number;
}

function runsOf(column: readonly (DataValidation | null)[]): readonly Run[] {
  const runs: { first: number; last: number }[] = [];
  column.forEach((validation, index) => {
    if (!validation) return;
    const run = runs.at(-1);
    if (run?.last === index - 1) run.last = index;
    else runs.push({ first: index, last: index });
  });
  return runs;
}

/** The kind of a check, by the beginning of its name in SpreadsheetApp.DataValidationCriteria. */
const types: readonly (readonly [beginning: string, type: ValidationSnapshot['type']])[] = [
  ['NUMBER_', 'decimal'],
  ['DATE_', 'date'],
  ['VALUE_IN_', 'list'],
];

/** What a list offers: a named range by its name, another by its address, words as a file keeps them. */
function listOf([offered]: readonly unknown[], criteria: string, names: readonly FoundName[]): string {
  if (criteria === 'VALUE_IN_LIST') return textConstant((offered as readonly unknown[]).join());
  const { worksheet, range } = placeOf(offered as Range);
  const named = names.find(({ place }) => place?.worksheet === worksheet && place.range === range);
  return named?.name ?? absoluteAddress(worksheet, range);
}

/** What is asked of a check. Where the cells that it is about were deleted, the service has none to give and fails. */
function asked<T>(ask: () => T, otherwise: T): T {
  try {
    return ask();
  } catch {
    return otherwise;
  }
}

/** In a call or two; of a list that a range offers three more. The limits of numbers and dates are not asked. */
function saidBy(validation: DataValidation, names: readonly FoundName[]): Said {
  const criteria = String(validation.getCriteriaType());
  const [, type = 'any'] = types.find(([beginning]) => criteria.startsWith(beginning)) ?? [];
  const values = () => validation.getCriteriaValues() as unknown[];
  if (type === 'list') return { type, formula: asked(() => listOf(values(), criteria, names), '#REF!') };
  if (criteria !== 'CUSTOM_FORMULA') return { type, formula: null };
  const formula = String(values()[0]);
  return { type: checksLength(formula) ? 'text-length' : 'custom', formula: formula.replace(/^=/, '') };
}

const isSame = (a: Said, b: Said) => a.type === b.type && (a.type !== 'list' || a.formula === b.formula);

/** What checks a cell of a column, asked once of each. */
function askingOf(
  column: readonly (DataValidation | null)[],
  names: readonly FoundName[],
): (index: number) => Said {
  const asked = new Map<number, Said>();
  let latest: Said = { type: 'any', formula: null };
  return (index) => {
    const there = asked.get(index);
    if (there || asked.size === mostLooks) return there ?? latest;
    latest = saidBy(column[index]!, names);
    asked.set(index, latest);
    return latest;
  };
}

/** What checks the cells of a run. Where its ends are checked alike, all between them are taken to be; else it is halved. */
function divide({ first, last }: Run, ask: (index: number) => Said): readonly (readonly [Run, Said])[] {
  const said = ask(first);
  if (isSame(said, ask(last))) return [[{ first, last }, said]];
  const middle = Math.floor((first + last) / 2);
  return [...divide({ first, last: middle }, ask), ...divide({ first: middle + 1, last }, ask)];
}

/**
 * What checks the cells of a range that begins at A1.
 * @param grid as `getDataValidations` gives it: null where a cell is not checked
 * @param names of the spreadsheet
 */
export function validationsOf(
  grid: readonly (readonly (DataValidation | null)[])[],
  names: readonly FoundName[],
): readonly ValidationSnapshot[] {
  const found = new Map<string, { readonly said: Said; readonly ranges: CellRange[] }>();
  const width = grid[0]?.length ?? 0;
  for (let across = 0; across < width; across += 1) {
    const column = grid.map((row) => row[across] ?? null);
    const ask = askingOf(column, names);
    for (const [{ first, last }, said] of runsOf(column).flatMap((run) => divide(run, ask))) {
      const key = JSON.stringify(said);
      const same = found.get(key) ?? { said, ranges: [] };
      found.set(key, same);
      same.ranges.push({ top: first + 1, left: across + 1, bottom: last + 1, right: across + 1 });
    }
  }
  return [...found.values()].map(({ said, ranges }) => ({ ...said, ranges: joinCells(ranges) }));
}
