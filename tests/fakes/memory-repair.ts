/** Repairing a workbook in memory: what differs from the blueprint is put back as the blueprint has it, and listed. */
import {
  cellAddress,
  snapshotOf,
  type Blueprint,
  type CellRange,
  type CellSnapshot,
  type RowSnapshot,
  type WorkbookSnapshot,
  type WorksheetSnapshot,
} from '../../core/index.js';
import type { Repairable, RepairReport } from '../../panel/panel-host.js';

type Restored = RepairReport['restored'][number];

function cellsOf(ranges: readonly CellRange[]): Set<string> {
  const cells = new Set<string>();
  for (const { top, left, bottom, right } of ranges) {
    for (let row = top; row <= bottom; row += 1) {
      for (let column = left; column <= right; column += 1) cells.add(cellAddress(row, column));
    }
  }
  return cells;
}

/** Cells that `wanted` covers and `found` does not. */
function missing(wanted: readonly CellRange[], found: readonly CellRange[]): string[] {
  const covered = cellsOf(found);
  return [...cellsOf(wanted)].filter((cell) => !covered.has(cell));
}

/** Goes through the cells of the worksheet that the blueprint has too; `mend` gives the cell as it is to be, or null. */
function mendCells(
  worksheet: WorksheetSnapshot,
  target: WorksheetSnapshot,
  mend: (wanted: CellSnapshot, found: CellSnapshot | undefined) => CellSnapshot | null,
): { readonly worksheet: WorksheetSnapshot; readonly mended: readonly string[] } {
  const mended: string[] = [];
  const rows = new Map(worksheet.rows.map((row): [number, RowSnapshot] => [row.row, row]));
  for (const { row, hidden, cells } of target.rows) {
    const found = new Map((rows.get(row)?.cells ?? []).map((cell) => [cell.column, cell]));
    for (const wanted of cells) {
      const cell = mend(wanted, found.get(wanted.column));
      if (!cell) continue;
      mended.push(cellAddress(row, wanted.column));
      found.set(wanted.column, cell);
    }
    const sorted = [...found.values()].sort((a, b) => a.column - b.column);
    if (sorted.length > 0) rows.set(row, { row, hidden: rows.get(row)?.hidden ?? hidden, cells: sorted });
  }
  return {
    worksheet: { ...worksheet, rows: [...rows.values()].sort((a, b) => a.row - b.row) },
    mended,
  };
}

/** What putting one thing back changes about a worksheet; the cells that were mended, null if nothing was missing. */
const mendings: Readonly<
  Record<
    Exclude<Repairable, 'name'>,
    (
      worksheet: WorksheetSnapshot,
      target: WorksheetSnapshot,
    ) => { readonly worksheet: WorksheetSnapshot; readonly mended: readonly string[] } | null
  >
> = {
  validation: (worksheet, { validations }) => {
    const ranges = (all: WorksheetSnapshot['validations']) => (all ?? []).flatMap((one) => one.ranges);
    const mended = missing(ranges(validations), ranges(worksheet.validations));
    return mended.length > 0 ? { worksheet: { ...worksheet, validations }, mended } : null;
  },
  'conditional-format': (worksheet, { conditionalFormats }) => {
    const mended = missing(conditionalFormats, worksheet.conditionalFormats);
    return mended.length > 0 ? { worksheet: { ...worksheet, conditionalFormats }, mended } : null;
  },
  format: (worksheet, target) =>
    mendCells(worksheet, target, (wanted, found) =>
      wanted.fill === undefined || wanted.fill === found?.fill
        ? null
        : { ...(found ?? { column: wanted.column, content: null }), fill: wanted.fill },
    ),
  formula: (worksheet, target) =>
    mendCells(worksheet, target, (wanted, found) =>
      wanted.formula === undefined || wanted.formula === found?.formula ? null : { ...found, ...wanted },
    ),
  protection: (worksheet, { isProtected }) =>
    worksheet.isProtected === isProtected ? null : { worksheet: { ...worksheet, isProtected }, mended: [] },
  visibility: (worksheet, { visibility }) =>
    worksheet.visibility === visibility ? null : { worksheet: { ...worksheet, visibility }, mended: [] },
};

function mendNames(workbook: WorkbookSnapshot, blueprint: Blueprint, target: WorkbookSnapshot) {
  const found = new Map(workbook.definedNames.map(({ name, refersTo }) => [name, refersTo]));
  const mended = target.definedNames.filter(({ name, refersTo }) => found.get(name) !== refersTo);
  for (const { name, refersTo } of mended) found.set(name, refersTo);
  return {
    workbook: { ...workbook, definedNames: [...found].map(([name, refersTo]) => ({ name, refersTo })) },
    restored: blueprint.worksheets.flatMap(({ name: worksheet }): Restored[] => {
      const own = new Set(
        blueprint.names.filter((one) => one.worksheet === worksheet).map(({ name }) => name),
      );
      const ranges = mended.map(({ name }) => name).filter((name) => own.has(name));
      return ranges.length > 0 ? [{ what: 'name', worksheet, ranges }] : [];
    }),
  };
}

/** The workbook with what is missing put back, and what that was. Worksheets that are gone stay gone. */
export function repaired(
  workbook: WorkbookSnapshot,
  blueprint: Blueprint,
  what: readonly Repairable[],
): { readonly workbook: WorkbookSnapshot; readonly restored: RepairReport['restored'] } {
  const target = snapshotOf(blueprint);
  const restored: Restored[] = [];
  const worksheets = workbook.worksheets.map((worksheet) => {
    const wanted = target.worksheets.find(({ name }) => name === worksheet.name);
    if (!wanted) return worksheet;
    return what.reduce((current, one) => {
      const mending = one === 'name' ? null : mendings[one](current, wanted);
      if (!mending) return current;
      const isWhole = one === 'protection' || one === 'visibility';
      if (mending.mended.length > 0 || isWhole) {
        restored.push({ what: one, worksheet: worksheet.name, ranges: mending.mended });
      }
      return mending.worksheet;
    }, worksheet);
  });
  if (!what.includes('name')) return { workbook: { ...workbook, worksheets }, restored };
  const named = mendNames({ ...workbook, worksheets }, blueprint, target);
  return { workbook: named.workbook, restored: [...restored, ...named.restored] };
}
