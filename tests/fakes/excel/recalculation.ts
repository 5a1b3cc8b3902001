/** Computes all formulas of the fake Excel's workbook anew. */
import type { CellRange } from '../../../core/index.js';
import { evaluate, isError, type FormulaSource, type Value } from '../spreadsheet/formulas/index.js';
import { cellAt } from './cells.js';
import { parseAddress, splitAddress } from '../spreadsheet/ranges.js';
import { cellOfKey, findWorksheet, type Cell, type Workbook, type Worksheet } from './workbook.js';

/** Where a name leads; null if it is no name of a range. A worksheet's own names go before the workbook's. */
export function rangeOfName(
  workbook: Workbook,
  name: string,
  own?: Worksheet,
): { readonly worksheet: Worksheet; readonly range: CellRange } | null {
  const wanted = name.toLowerCase();
  const found = [...(own?.names ?? []), ...workbook.names].find((one) => one.name.toLowerCase() === wanted);
  if (!found) return null;
  const { worksheet, rest } = splitAddress(found.formula.replace(/^=/, ''));
  const range = parseAddress(rest);
  const target = worksheet === null ? null : findWorksheet(workbook, worksheet);
  return target && range ? { worksheet: target, range } : null;
}

/** The workbook as formulas see it, formulas by the results that they have. */
class Reading implements FormulaSource {
  private readonly worksheets: ReadonlyMap<string, Worksheet>;
  constructor(private readonly workbook: Workbook) {
    this.worksheets = new Map(
      workbook.worksheets.flatMap((worksheet) => [
        [worksheet.name.toLowerCase(), worksheet],
        [worksheet.name, worksheet],
      ]),
    );
  }

  cell(worksheet: string, row: number, column: number): Value {
    const found = this.worksheets.get(worksheet) ?? this.worksheets.get(worksheet.toLowerCase());
    if (!found) return { error: '#REF!' };
    const cell = cellAt(found, row, column);
    return cell ? this.valueOf(cell) : null;
  }

  name(name: string): ReturnType<FormulaSource['name']> {
    const found = rangeOfName(this.workbook, name);
    return found && { worksheet: found.worksheet.name, range: found.range };
  }

  protected valueOf(cell: Cell): Value {
    return cell.value;
  }
}

/** Each formula is computed when it is first asked for. */
class Calculation extends Reading {
  private readonly pending = new Map<Cell, readonly [worksheet: Worksheet, row: number, column: number]>();
  private readonly begun = new Set<Cell>();
  constructor(workbook: Workbook) {
    super(workbook);
    for (const worksheet of workbook.worksheets) {
      for (const [key, cell] of worksheet.cells) {
        if (cell.formula !== null) this.pending.set(cell, [worksheet, ...cellOfKey(key)]);
      }
    }
  }

  run(): void {
    for (const cell of [...this.pending.keys()]) this.compute(cell);
  }

  protected override valueOf(cell: Cell): Value {
    this.compute(cell);
    return cell.value;
  }

  private compute(cell: Cell): void {
    const place = this.pending.get(cell);
    if (!place || cell.formula === null) return;
    // Excel warns of a circular reference, and shows 0.
    if (this.begun.has(cell)) {
      cell.value = 0;
      return;
    }
    this.begun.add(cell);
    const [worksheet, row, column] = place;
    const result = evaluate(cell.formula, { worksheet: worksheet.name, row, column }, this);
    cell.value = isError(result) ? { error: result.error } : result;
    this.pending.delete(cell);
  }
}

/** Gives each formula its result. @throws Error for formulas that the evaluator does not know */
export function recalculate(workbook: Workbook): void {
  new Calculation(workbook).run();
}

/** The workbook as the formulas of validations and conditional formats see it. */
export const formulaSource = (workbook: Workbook): FormulaSource => new Reading(workbook);
