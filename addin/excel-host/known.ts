/** What a host knows of the worksheets that it read or painted, so that nothing entered since is painted over. */
import { cellAddress, columnLetters } from '../../core/index.js';
import { rangeIn } from './areas.js';

/** Contents of a worksheet: constants and formulas, not what formulas show, which changes by itself. */
interface Contents {
  readonly rows: number;
  readonly columns: number;
  /** By address, blank cells left out. */
  readonly text: string;
}

/** Formulas of a range that begins at a cell, from 1. */
export interface Grid {
  readonly top: number;
  readonly left: number;
  readonly formulas: readonly (readonly unknown[])[];
}

function contentsOf({ top, left, formulas }: Grid): Contents {
  let [rows, columns] = [0, 0];
  const cells: unknown[] = [];
  formulas.forEach((row, down) => {
    row.forEach((content, across) => {
      if (content === '') return;
      rows = Math.max(rows, top + down);
      columns = Math.max(columns, left + across);
      cells.push(cellAddress(top + down, left + across), content);
    });
  });
  return { rows, columns, text: JSON.stringify(cells) };
}

const nothing = contentsOf({ top: 1, left: 1, formulas: [] });

export class Known {
  private readonly contents = new Map<string, Contents>();

  /** Notes what a worksheet holds now. */
  note(worksheet: string, grid: Grid | null): void {
    this.contents.set(worksheet.toLowerCase(), grid ? contentsOf(grid) : nothing);
  }

  forget(worksheets: readonly string[]): void {
    for (const name of worksheets) this.contents.delete(name.toLowerCase());
  }

  /**
   * Queues what tells whether a worksheet still holds what is known of it.
   * @returns the function that tells, after the next sync; of a worksheet of which nothing is known, that it does
   */
  load(sheet: Excel.Worksheet): () => boolean {
    const contents = this.contents.get(sheet.name.toLowerCase());
    if (!contents) return () => true;
    const { rows, columns, text } = contents;
    const used = sheet.getUsedRangeOrNullObject(true).untrack();
    used.load('rowIndex,columnIndex,rowCount,columnCount');
    const range = rows === 0 ? null : rangeIn(sheet, `A1:${columnLetters(columns)}${rows}`).load('formulas');
    return () => {
      if (!range) return used.isNullObject;
      if (used.isNullObject) return false;
      const isWithin =
        used.rowIndex + used.rowCount <= rows && used.columnIndex + used.columnCount <= columns;
      return isWithin && contentsOf({ top: 1, left: 1, formulas: range.formulas }).text === text;
    };
  }
}
