/** Reads which cells of a worksheet are checked, and by what. */
import {
  cellCount,
  cellsOf,
  type CellRange,
  type ValidationSnapshot,
  joinCells,
} from '../../../core/index.js';
import { addressLists, rangeOfAddress } from '../areas.js';

/** With more cells to ask about it is not told what checks there are: each costs some hundred bytes. */
const mostCells = 10_000;

/** By Excel.DataValidationType. */
const types: Readonly<Record<string, ValidationSnapshot['type']>> = {
  List: 'list',
  WholeNumber: 'whole',
  Decimal: 'decimal',
  Date: 'date',
  Time: 'time',
  TextLength: 'text-length',
  Custom: 'custom',
};

/** A rule as Excel tells it: formulas are texts with `=`, numbers or dates. */
type Parts = Readonly<Record<string, unknown>>;
type Rule = Readonly<Record<string, Parts | null | undefined>>;

const textOf = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : null;

/** The first formula of a rule as a file keeps it: without `=`, and a written list in quotation marks. */
function formulaOf(rule: Rule): string | null {
  const [kind, parts] = Object.entries(rule).find(([, said]) => said) ?? [];
  const text = textOf(parts?.source ?? parts?.formula ?? parts?.formula1);
  if (text === null || text.startsWith('=')) return text?.slice(1) ?? null;
  return kind === 'list' ? `"${text}"` : text;
}

/**
 * Queues the question how each of the cells is checked. Cells are listed one by one in addresses of several areas: asked
 * of a range as a whole, Excel says no more than that they differ.
 * @param ranges the cells that may be checked
 * @returns the answer, after the next sync; null if they are too many to ask
 */
export function loadValidations(
  sheet: Excel.Worksheet,
  ranges: readonly CellRange[],
): () => readonly ValidationSnapshot[] | null {
  if (ranges.reduce((sum, range) => sum + cellCount(range), 0) > mostCells) return () => null;
  const lists = addressLists(ranges.flatMap((range) => [...cellsOf(range)])).map((list) => {
    const { areas } = sheet.getRanges(list).untrack();
    areas.load('items/address,items/dataValidation/type,items/dataValidation/rule');
    return areas;
  });
  return () => {
    const found = new Map<
      string,
      { readonly validation: Omit<ValidationSnapshot, 'ranges'>; readonly cells: CellRange[] }
    >();
    for (const { address, dataValidation } of lists.flatMap(({ items }) => items)) {
      const type = types[dataValidation.type];
      if (type === undefined) continue;
      const validation = { type, formula: formulaOf(dataValidation.rule as Rule) };
      const key = JSON.stringify(dataValidation.rule);
      const same = found.get(key) ?? { validation, cells: [] };
      same.cells.push(rangeOfAddress(address));
      found.set(key, same);
    }
    return [...found.values()].map(({ validation, cells }) => ({ ...validation, ranges: joinCells(cells) }));
  };
}

/** The cells of a range that are open on a protected worksheet. */
export function openCells(range: CellRange, isLocked: readonly (readonly boolean[])[]): readonly CellRange[] {
  const { top, left } = range;
  return joinCells(
    isLocked.flatMap((row, down) =>
      row.flatMap((locked, across) => {
        const cell = { top: top + down, left: left + across, bottom: top + down, right: left + across };
        return locked ? [] : [cell];
      }),
    ),
  );
}
