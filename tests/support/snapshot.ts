// Snapshots of built workbooks, and what people do to them: every function gives a new snapshot.
import { buildUnitWorkbook, type UnitWorkbookInput } from '../../core/blueprint/unit-workbook.js';
import { cellAddress, parseRange, type CellRange } from '../../core/entry/a1.js';
import type { CellContent } from '../../core/entry/cell.js';
import { worksheetNames } from '../../core/entry/template.js';
import { nispPlan } from '../../core/plan/nisp.js';
import { parsePeriod } from '../../core/plan/period.js';
import { snapshotOf } from '../../core/snapshot/of-blueprint.js';
import type {
  CellSnapshot,
  RowSnapshot,
  WorkbookSnapshot,
  WorksheetSnapshot,
} from '../../core/snapshot/snapshot.js';

const range = (text: string): CellRange => parseRange(text)!;

/** The untouched workbook of a unit; Punjab's for the first quarter of 2019 unless told otherwise. */
export function unitSnapshot(input: Partial<UnitWorkbookInput> = {}): WorkbookSnapshot {
  return snapshotOf(
    buildUnitWorkbook({ plan: nispPlan, unit: 'punjab', period: parsePeriod('2019-Q1')!, ...input }),
  );
}

export const text = (value: string): CellContent => ({ kind: 'text', text: value });
export const number = (value: number): CellContent => ({ kind: 'number', value });

type Edit = (worksheet: WorksheetSnapshot) => WorksheetSnapshot;

/** Changes one worksheet, the matrix unless named. */
export function edit(
  snapshot: WorkbookSnapshot,
  change: Edit,
  name: string = worksheetNames.matrix,
): WorkbookSnapshot {
  return {
    ...snapshot,
    worksheets: snapshot.worksheets.map((worksheet) =>
      worksheet.name === name ? change(worksheet) : worksheet,
    ),
  };
}

/** One edit made of several, first to last. */
export const all =
  (...edits: readonly Edit[]): Edit =>
  (worksheet) =>
    edits.reduce((current, change) => change(current), worksheet);

/** Puts a cell in place of what stands there; null clears it. */
export function setCell(address: string, cell: Omit<CellSnapshot, 'column'> | CellContent | null): Edit {
  const { top, left } = range(address);
  const put =
    cell === null ? [] : ['kind' in cell ? { column: left, content: cell } : { column: left, ...cell }];
  return (worksheet) => {
    const known = worksheet.rows.some(({ row }) => row === top);
    const rows = known
      ? worksheet.rows
      : [...worksheet.rows, { row: top, hidden: false, cells: [] }].sort((a, b) => a.row - b.row);
    return {
      ...worksheet,
      rows: rows.map((row) =>
        row.row === top
          ? {
              ...row,
              cells: [...row.cells.filter(({ column }) => column !== left), ...put].sort(
                (a, b) => a.column - b.column,
              ),
            }
          : row,
      ),
    };
  };
}

function mapRanges(worksheet: WorksheetSnapshot, map: (range: CellRange) => CellRange[]): WorksheetSnapshot {
  return {
    ...worksheet,
    merges: worksheet.merges.flatMap(map),
    conditionalFormats: worksheet.conditionalFormats.flatMap(map),
    validations: (worksheet.validations ?? []).map((validation) => ({
      ...validation,
      ranges: validation.ranges.flatMap(map),
    })),
  };
}

/** Inserts blank rows before a row; ranges grow and move as spreadsheet programs make them. */
export function insertRows(before: number, count: number): Edit {
  const moved = (row: number) => (row >= before ? row + count : row);
  return (worksheet) => ({
    ...mapRanges(worksheet, (one) => [{ ...one, top: moved(one.top), bottom: moved(one.bottom) }]),
    rows: worksheet.rows.map((row) => ({ ...row, row: moved(row.row) })),
  });
}

/** Moves every column to where `to` says (null: deleted), with its ranges. */
export function moveColumns(to: (column: number) => number | null): Edit {
  const moveRange = (one: CellRange): CellRange[] => {
    const found: CellRange[] = [];
    for (let column = one.left; column <= Math.min(one.right, 100); column += 1) {
      const target = to(column);
      if (target !== null) found.push({ ...one, left: target, right: target });
    }
    return found;
  };
  return (worksheet) => ({
    ...mapRanges(worksheet, moveRange),
    hiddenColumns: worksheet.hiddenColumns.flatMap(moveRange),
    rows: worksheet.rows.map((row) => ({
      ...row,
      cells: row.cells
        .flatMap((cell) => {
          const column = to(cell.column);
          return column === null ? [] : [{ ...cell, column }];
        })
        .sort((a, b) => a.column - b.column),
    })),
  });
}

export const insertColumns = (before: number, count: number): Edit =>
  moveColumns((column) => (column >= before ? column + count : column));
export const deleteColumn = (deleted: number): Edit =>
  moveColumns((column) => (column === deleted ? null : column > deleted ? column - 1 : column));

/** Sorts: puts the contents of rows elsewhere; ranges stay where they are. Rows not named stay too. */
export function moveRows(to: ReadonlyMap<number, number>): Edit {
  return (worksheet) => ({
    ...worksheet,
    rows: worksheet.rows
      .map((row) => ({ ...row, row: to.get(row.row) ?? row.row }))
      .sort((a, b) => a.row - b.row),
  });
}

/** Clears rows away without moving the others up. */
export const removeRows =
  (...removed: readonly number[]): Edit =>
  (worksheet) => ({ ...worksheet, rows: worksheet.rows.filter(({ row }) => !removed.includes(row)) });

/** Puts a copy of a row somewhere else, over what stands there. */
export const copyRow =
  (from: number, to: number): Edit =>
  (worksheet) => ({
    ...worksheet,
    rows: [
      ...worksheet.rows.filter(({ row }) => row !== to),
      ...worksheet.rows.filter(({ row }) => row === from).map((row) => ({ ...row, row: to })),
    ].sort((a, b) => a.row - b.row),
  });

/** Changes rows one by one. */
export const eachRow =
  (change: (row: RowSnapshot) => RowSnapshot): Edit =>
  (worksheet) => ({ ...worksheet, rows: worksheet.rows.map(change) });

/** Takes validations and conditional formats away from a range, as pasting over it does. */
export function pasteOver(address: string): Edit {
  const hole = range(address);
  const without = (one: CellRange): CellRange[] => {
    if (one.left > hole.right || one.right < hole.left || one.top > hole.bottom || one.bottom < hole.top)
      return [one];
    const pieces: CellRange[] = [];
    if (one.top < hole.top) pieces.push({ ...one, bottom: hole.top - 1 });
    if (one.bottom > hole.bottom) pieces.push({ ...one, top: hole.bottom + 1 });
    const middle = { top: Math.max(one.top, hole.top), bottom: Math.min(one.bottom, hole.bottom) };
    if (one.left < hole.left) pieces.push({ ...middle, left: one.left, right: hole.left - 1 });
    if (one.right > hole.right) pieces.push({ ...middle, left: hole.right + 1, right: one.right });
    return pieces;
  };
  return (worksheet) => mapRanges(worksheet, without);
}

export function worksheetOfSnapshot(
  snapshot: WorkbookSnapshot,
  name: string = worksheetNames.matrix,
): WorksheetSnapshot {
  return snapshot.worksheets.find((worksheet) => worksheet.name === name)!;
}

/** Row of an intervention in an untouched matrix. */
export function rowOf(snapshot: WorkbookSnapshot, no: string): number {
  return worksheetOfSnapshot(snapshot).rows.find(({ cells }) =>
    cells.some(({ column, content }) => column === 1 && content?.kind === 'text' && content.text === no),
  )!.row;
}

/** Column of a key in a matrix whose row of keys is in place. */
export function columnOf(snapshot: WorkbookSnapshot, key: string): number {
  const cells = worksheetOfSnapshot(snapshot).rows.flatMap((row) => row.cells);
  return cells.find(({ content }) => content?.kind === 'text' && content.text === `nisp:${key}`)!.column;
}

/** Address of an intervention's field in an untouched matrix. */
export function at(snapshot: WorkbookSnapshot, no: string, key: string): string {
  return cellAddress(rowOf(snapshot, no), columnOf(snapshot, key));
}
