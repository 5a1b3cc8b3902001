/** All that the fake Google Sheets keeps, to be compared: worksheets by their names instead of the numbers that tell them apart. */
import { keptCells } from '../fakes/sheets/cells.js';
import { findWorksheet, type Cell, type Workbook } from '../fakes/sheets/workbook.js';

/** Properties that hold the number of a worksheet. */
const numbers: readonly string[] = ['sheetId', 'scope'];

/** A value with its keys in order, and without the numbers that Sheets gives to protections, charts and developer metadata. */
function canonical(workbook: Workbook, value: unknown): unknown {
  const nameOf = (sheetId: unknown) =>
    workbook.worksheets.find((worksheet) => worksheet.sheetId === sheetId)?.name ?? null;
  const within = (inner: unknown): unknown => {
    if (Array.isArray(inner)) return inner.map(within);
    if (typeof inner !== 'object' || inner === null) return inner;
    return Object.fromEntries(
      Object.entries(inner)
        .filter(([key]) => key !== 'id')
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, one]) => [key, numbers.includes(key) ? nameOf(one) : within(one)]),
    );
  };
  return within(value);
}

/** A number for each look that cells ever had. */
const numbersOfLooks = new WeakMap<Cell['looks'], number>();
let lastNumber = 0;
function numberOf({ looks }: Cell): number {
  const number = numbersOfLooks.get(looks) ?? (lastNumber += 1);
  numbersOfLooks.set(looks, number);
  return number;
}

/**
 * All that is kept of a worksheet. The fake never changes a look but gives the cell another: by the numbers of the looks a worksheet
 * that was painted again is known, also if it looks as before.
 */
export function stateOf(workbook: Workbook, name: string): unknown {
  const worksheet = findWorksheet(workbook, name);
  if (!worksheet) throw new Error(`There is no worksheet ${name}`);
  const metadata = workbook.metadata.filter(
    ({ location }) => location.kind !== 'spreadsheet' && location.sheetId === worksheet.sheetId,
  );
  return {
    looks: keptCells(worksheet).map(([, , cell]) => numberOf(cell)),
    ...(canonical(workbook, { worksheet, metadata }) as object),
  };
}

/**
 * All that is kept of a spreadsheet, but for how many blank rows and columns its worksheets end with: painting adds some where there
 * are too few, and takes none away, because formulas of people may refer to them.
 */
export function stateOfWorkbook(workbook: Workbook): unknown {
  const { metadata, names } = workbook;
  const worksheets = workbook.worksheets.map((worksheet) => ({ ...worksheet, maxRows: 0, maxColumns: 0 }));
  const inOrder = (all: readonly unknown[]) =>
    all.map((one) => JSON.stringify(canonical(workbook, one))).sort();
  return {
    ...(canonical(workbook, { ...workbook, worksheets, lastId: 0 }) as object),
    metadata: inOrder(metadata),
    names: inOrder(names),
  };
}
