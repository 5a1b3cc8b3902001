/** Whether a changed workbook differs from the one before in the cells that were to change, and in nothing else. */
import { isDeepStrictEqual } from 'node:util';
import {
  cellAddress,
  type CellSnapshot,
  type NewValue,
  type WorkbookSnapshot,
  type WorksheetSnapshot,
} from '../../../core/index.js';
import { holds } from './cell-values.js';

/** The cells of a worksheet by address. */
export function cellsByAddress({ rows }: WorksheetSnapshot): Map<string, CellSnapshot> {
  return new Map(
    rows.flatMap(({ row, cells }) =>
      cells.map((cell): [string, CellSnapshot] => [cellAddress(row, cell.column), cell]),
    ),
  );
}

function isAsAsked(
  before: CellSnapshot | undefined,
  after: CellSnapshot | undefined,
  value: NewValue,
): boolean {
  if (after?.formula !== undefined || !holds(after?.content ?? null, value)) return false;
  // A cell that was not there takes its fill from its row or column.
  return before === undefined || before.fill === after?.fill;
}

function differencesIn(
  before: WorksheetSnapshot,
  after: WorksheetSnapshot,
  values: ReadonlyMap<string, NewValue>,
): string[] {
  const [were, are] = [cellsByAddress(before), cellsByAddress(after)];
  const cells = [...new Set([...were.keys(), ...are.keys(), ...values.keys()])].filter((address) => {
    const value = values.get(address);
    return value === undefined
      ? !isDeepStrictEqual(were.get(address), are.get(address))
      : !isAsAsked(were.get(address), are.get(address), value);
  });
  const hidden = new Map(before.rows.map(({ row, hidden: isHidden }) => [row, isHidden]));
  const rows = after.rows
    .filter((row) => (hidden.get(row.row) ?? row.hidden) !== row.hidden)
    .map(({ row }) => `row ${row}`);
  const isSameElsewhere = isDeepStrictEqual({ ...before, rows: [] }, { ...after, rows: [] });
  return [...cells, ...rows, ...(isSameElsewhere ? [] : ['what is not in cells'])].map(
    (place) => `${before.name}!${place}`,
  );
}

/**
 * Where a workbook differs from the one before in another way than it was to.
 * @param valuesOf the new values of a worksheet, by address
 */
export function unaskedDifferences(
  before: WorkbookSnapshot,
  after: WorkbookSnapshot,
  valuesOf: (worksheet: string) => ReadonlyMap<string, NewValue>,
): string[] {
  const found = before.worksheets.flatMap((worksheet, index) => {
    const other = after.worksheets[index];
    return other ? differencesIn(worksheet, other, valuesOf(worksheet.name)) : [worksheet.name];
  });
  const isSameElsewhere =
    before.worksheets.length === after.worksheets.length &&
    isDeepStrictEqual({ ...before, worksheets: [] }, { ...after, worksheets: [] });
  return isSameElsewhere ? found : [...found, 'what is not in worksheets'];
}
