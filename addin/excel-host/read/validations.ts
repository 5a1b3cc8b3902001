/** Reads which cells of a worksheet are checked, and by what. */
import { cellAddress, type CellRange, type ValidationSnapshot } from '../../../core/index.js';
import { joinCells, listsOf } from '../areas.js';
import { rangeOfAddress } from '../hands/found-marks.js';

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

/** A first formula as a file keeps it: without `=`, a written list in quotation marks. */
function stored(formula: unknown): string | null {
  if (formula === undefined || formula === null) return null;
  return String(formula).replace(/^=/, '');
}

function formulaOf({ list, custom, ...others }: Excel.DataValidationRule): string | null {
  if (list) {
    const source = String(list.source);
    return source.startsWith('=') ? stored(source) : `"${source}"`;
  }
  if (custom) return stored(custom.formula);
  const rule = Object.values(others).find((one) => one !== undefined && one !== null) as
    Excel.BasicDataValidation | undefined;
  return stored(rule?.formula1);
}

const sizeOf = ({ top, left, bottom, right }: CellRange) => (bottom - top + 1) * (right - left + 1);

function addressesOf(ranges: readonly CellRange[]): string[] {
  return ranges.flatMap(({ top, left, bottom, right }) => {
    const addresses: string[] = [];
    for (let row = top; row <= bottom; row += 1) {
      for (let column = left; column <= right; column += 1) addresses.push(cellAddress(row, column));
    }
    return addresses;
  });
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
  if (ranges.reduce((sum, range) => sum + sizeOf(range), 0) > mostCells) return () => null;
  const lists = listsOf(addressesOf(ranges)).map((list) => {
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
      const validation = { type, formula: formulaOf(dataValidation.rule) };
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
