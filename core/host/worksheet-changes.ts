/** Brings what a worksheet of ours says up to date, cell by cell, without painting it: its looks stay. */
import type { Cell, Worksheet } from '../blueprint/blueprint.js';
import { cellAddress } from '../entry/a1.js';
import type { CellContent } from '../entry/cell.js';
import { cellAt, rowAt } from '../snapshot/reference.js';
import type { WorksheetSnapshot } from '../snapshot/snapshot.js';
import type { CellChange, NewValue } from './changes.js';

/** What a cell of the blueprint says, formulas excepted: the worksheets that are brought up to date have none. */
function valueOf(cell: Cell | undefined): NewValue {
  switch (cell?.kind) {
    case 'text':
      return cell.text === '' ? null : cell.text;
    case 'number':
      return cell.value;
    case 'date':
      return { date: cell.date };
    default:
      return null;
  }
}

function holds(content: CellContent | null, value: NewValue): boolean {
  if (content === null || value === null) return content === null && value === null;
  if (typeof value === 'object') return content.kind === 'date' && content.date === value.date;
  switch (content.kind) {
    case 'text':
      return content.text === value;
    case 'number':
    case 'boolean':
      return content.value === value;
    default:
      return false;
  }
}

/**
 * The changes that make a worksheet say what the blueprint says, from a cell on to the right and below; whatever else is there
 * is cleared.
 * @param from row and column of the cell at which the blueprint's first one stands
 * @param isLeft cells of the blueprint (its own rows and columns, from 1) that are to be left alone
 */
export function worksheetChanges(
  worksheet: WorksheetSnapshot,
  blueprint: Worksheet,
  from: { readonly row: number; readonly column: number } = { row: 1, column: 1 },
  isLeft: (row: number, column: number) => boolean = () => false,
): readonly CellChange[] {
  const lastRow = Math.max(blueprint.rows.length, (worksheet.rows.at(-1)?.row ?? 0) - from.row + 1);
  const changes: CellChange[] = [];
  for (let row = 1; row <= lastRow; row += 1) {
    const wanted = blueprint.rows[row - 1]?.cells ?? [];
    const present = rowAt(worksheet.rows, row + from.row - 1);
    const lastColumn = Math.max(wanted.length, (present?.cells.at(-1)?.column ?? 0) - from.column + 1);
    for (let column = 1; column <= lastColumn; column += 1) {
      if (isLeft(row, column)) continue;
      const cell = present && cellAt(present, column + from.column - 1);
      const value = valueOf(wanted[column - 1]);
      const before = { content: cell?.content ?? null, formula: cell?.formula ?? null };
      if (before.formula === null && holds(before.content, value)) continue;
      const range = cellAddress(row + from.row - 1, column + from.column - 1);
      changes.push({ worksheet: worksheet.name, range, value, before });
    }
  }
  return changes;
}
