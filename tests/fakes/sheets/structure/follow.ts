/** What refers to cells of a worksheet, or lies on them, follows when they move. */
import type { CellRange } from '../../../../core/index.js';
import { adjustFormula, shiftFormula } from '../../spreadsheet/formulas/index.js';
import { cellCount, cutOutAll } from '../../spreadsheet/ranges.js';
import { keptCells, putCell } from '../cells.js';
import type { Area, ConditionalFormat, Validation, Workbook, Worksheet } from '../workbook.js';
import { movedRanges, type Move } from './axis.js';

/** A change of a formula; one that is none, `=a b`, stays as it is. */
function changed(formula: string, change: (formula: string) => string): string {
  try {
    return change(formula);
  } catch {
    return formula;
  }
}

const isArea = (value: Validation['values'][number]): value is Area =>
  typeof value === 'object' && value !== null && 'sheetId' in value;

const inValues = (
  values: ConditionalFormat['values'],
  change: (formula: string) => string,
): ConditionalFormat['values'] =>
  values.map((value) =>
    typeof value === 'string' && value.startsWith('=') ? changed(value, change) : value,
  );

/** Changes every formula of cells and of conditional formats. */
export function changeFormulas(
  { worksheets }: Workbook,
  change: (formula: string, own: Worksheet) => string,
): void {
  for (const worksheet of worksheets) {
    const own = (formula: string) => change(formula, worksheet);
    for (const [row, column, cell] of keptCells(worksheet)) {
      if (cell.formula === null) continue;
      const formula = changed(cell.formula, own);
      if (formula !== cell.formula) putCell(worksheet, row, column, { ...cell, formula });
    }
    worksheet.conditionalFormats = worksheet.conditionalFormats.map((rule) => ({
      ...rule,
      values: inValues(rule.values, own),
    }));
  }
}

/** Changes every area that validations, charts and names lead to. A list whose cells are gone leads nowhere and stays. */
export function changeAreas(workbook: Workbook, change: (area: Area) => Area | null): void {
  const known = new Map<Validation, Validation>();
  const validationWith = (validation: Validation) => {
    const found = known.get(validation);
    if (found) return found;
    const values = validation.values.map((value) => (isArea(value) ? (change(value) ?? value) : value));
    // Cells whose list stays where it is are not put in place anew: by that it is known whether a worksheet was touched.
    const isMoved = JSON.stringify(values) !== JSON.stringify(validation.values);
    const result = isMoved ? { ...validation, values } : validation;
    known.set(validation, result);
    return result;
  };
  for (const worksheet of workbook.worksheets) {
    for (const [row, column, cell] of keptCells(worksheet)) {
      if (!cell.validation) continue;
      const validation = validationWith(cell.validation);
      if (validation !== cell.validation) putCell(worksheet, row, column, { ...cell, validation });
    }
    worksheet.charts = worksheet.charts.map((chart) => ({
      ...chart,
      ranges: chart.ranges.flatMap((area) => change(area) ?? []),
    }));
  }
  for (const name of workbook.names) name.area = name.area && change(name.area);
}

/** Formulas, lists, charts and names wherever they are. */
export function moveReferences(workbook: Workbook, worksheet: Worksheet, move: Move): void {
  changeFormulas(workbook, (formula, own) => adjustFormula(formula, own.name, worksheet.name, move));
  changeAreas(workbook, ({ sheetId, range }) => {
    if (sheetId !== worksheet.sheetId) return { sheetId, range };
    const moved = move(range);
    return moved && { sheetId, range: moved };
  });
}

/** A rule with its formulas, written for the upper left of its first range, as they are for that of others. */
export function rebased(rule: ConditionalFormat, to: readonly CellRange[]): ConditionalFormat {
  const [from, now] = [rule.ranges[0]!, to[0]!];
  const change = (formula: string) => shiftFormula(formula, now.top - from.top, now.left - from.left);
  return { ...rule, values: inValues(rule.values, change), ranges: to };
}

/** @param gone cells that are deleted */
export function moveConditionalFormats(worksheet: Worksheet, move: Move, gone: readonly CellRange[]): void {
  worksheet.conditionalFormats = worksheet.conditionalFormats.flatMap((rule) => {
    const left = cutOutAll(rule.ranges, gone);
    if (left.length === 0) return [];
    return [{ ...rebased(rule, left), ranges: movedRanges(rule.ranges, move) }];
  });
}

/** Merged cells and protected ranges. One cell alone is not merged; a protected range that is gone is not protected. */
export function moveMergesAndProtections(worksheet: Worksheet, move: Move): void {
  worksheet.merges = movedRanges(worksheet.merges, move).filter((range) => cellCount(range) > 1);
  worksheet.protections = worksheet.protections.flatMap((protection) => {
    const range = protection.range && move(protection.range);
    if (protection.range && !range) return [];
    return [{ ...protection, range, unprotected: movedRanges(protection.unprotected, move) }];
  });
}
