/** A snapshot with single cells changed: what a host would read after changing them. */
import { parseRange } from '../entry/a1.js';
import type { CellContent } from '../entry/cell.js';
import { cellAt, rowAt } from '../snapshot/reference.js';
import type { CellSnapshot, RowSnapshot, WorkbookSnapshot } from '../snapshot/snapshot.js';
import type { CellBefore, CellChange, NewValue } from './changes.js';

/** What a cell holds once the value is written; null for a cell that is cleared. */
export function contentOf(value: NewValue): CellContent | null {
  if (value === null || value === '') return null;
  if (typeof value === 'string') return { kind: 'text', text: value };
  if (typeof value === 'number') return { kind: 'number', value };
  return typeof value === 'boolean' ? { kind: 'boolean', value } : { kind: 'date', date: value.date };
}

/** What a cell of a snapshot holds; blank for a cell or a worksheet that is not there. */
export function cellBefore(snapshot: WorkbookSnapshot, worksheet: string, range: string): CellBefore {
  const at = parseRange(range)!;
  const found = snapshot.worksheets.find(({ name }) => name === worksheet);
  const row = found && rowAt(found.rows, at.top);
  const cell = row && cellAt(row, at.left);
  return { content: cell?.content ?? null, formula: cell?.formula ?? null };
}

function changedCell(column: number, cell: CellSnapshot | undefined, value: NewValue): CellSnapshot[] {
  const before = cell?.content;
  const next = contentOf(value);
  // A cell keeps its format, and with it how its numbers are shown.
  const isPercent = before?.kind === 'number' && before.format === 'percent' && next?.kind === 'number';
  const content: CellContent | null = isPercent ? { ...next, format: 'percent' } : next;
  if (content === null && cell?.fill === undefined) return [];
  return [{ column, content, ...(cell?.fill === undefined ? {} : { fill: cell.fill }) }];
}

function changedRow(row: RowSnapshot, changes: ReadonlyMap<number, NewValue>): RowSnapshot {
  const kept = row.cells.filter(({ column }) => !changes.has(column));
  const made = [...changes].flatMap(([column, value]) => changedCell(column, cellAt(row, column), value));
  return { ...row, cells: [...kept, ...made].sort((a, b) => a.column - b.column) };
}

/** The snapshot after the changes. Of worksheets that it does not have, nothing is changed. */
export function withChanges(
  snapshot: WorkbookSnapshot,
  changes: readonly Pick<CellChange, 'worksheet' | 'range' | 'value'>[],
): WorkbookSnapshot {
  const wanted = new Map<string, Map<number, Map<number, NewValue>>>();
  for (const { worksheet, range, value } of changes) {
    const { top, left } = parseRange(range)!;
    const rows = wanted.get(worksheet) ?? new Map<number, Map<number, NewValue>>();
    const row = rows.get(top) ?? new Map<number, NewValue>();
    wanted.set(worksheet, rows.set(top, row.set(left, value)));
  }
  return {
    ...snapshot,
    worksheets: snapshot.worksheets.map((worksheet) => {
      const rows = wanted.get(worksheet.name);
      if (!rows) return worksheet;
      const present = new Map(worksheet.rows.map((row) => [row.row, row]));
      for (const [number, cells] of rows) {
        const row = present.get(number) ?? { row: number, hidden: false, cells: [] };
        present.set(number, changedRow(row, cells));
      }
      const left = [...present.values()].filter(({ cells }) => cells.length > 0);
      return { ...worksheet, rows: left.sort((a, b) => a.row - b.row) };
    }),
  };
}
