/** How values stand in cells: in the form and the number format of their field. */
import {
  cellAt,
  parseRange,
  plainText,
  rowAt,
  styles,
  worksheetNamed,
  type CellContent,
  type EntryValue,
  type Field,
  type WorkbookSnapshot,
} from '../../core/index.js';
import type { CellState } from '../panel-host.js';

/** What a cell holds, its looks apart. */
export type Held = Omit<CellState, 'numberFormat'>;

function contentOf({ type }: Field, value: EntryValue): CellContent {
  if (typeof value === 'number') {
    return type === 'progress' ? { kind: 'number', value, format: 'percent' } : { kind: 'number', value };
  }
  return type === 'date' ? { kind: 'date', date: value } : { kind: 'text', text: value };
}

/** A value of a field as its cell holds it in a newly built workbook. */
export function properState(field: Field, value: EntryValue): CellState {
  const { numberFormat = 'General' }: { readonly numberFormat?: string } = styles[`entry-${field.type}`];
  return { content: contentOf(field, value), numberFormat };
}

/** What a cell held when the workbook was read. */
export function heldIn(snapshot: WorkbookSnapshot, worksheet: string, range: string): Held {
  const place = parseRange(range);
  const row = place && rowAt(worksheetNamed(snapshot, worksheet)?.rows ?? [], place.top);
  const cell = row ? cellAt(row, place.left) : undefined;
  const { content = null, formula } = cell ?? {};
  return formula === undefined ? { content } : { content, formula };
}

/** True if two cells hold the same, whatever they look like. */
export function sameHeld(a: Held, b: Held): boolean {
  const told = ({ content, formula }: Held) => {
    const { kind = null } = content ?? {};
    return [kind, content && plainText(content), formula].join('\n');
  };
  return told(a) === told(b);
}
