/** Short ways of writing the cells and rows of a blueprint. */
import type { EntryValue } from '../entry/entry.js';
import type { FieldType } from '../entry/fields.js';
import type { Cell, Link, Row } from './blueprint.js';
import type { StyleName } from './styles.js';

export function blank(style: StyleName): Cell {
  return { kind: 'blank', style };
}

export function text(
  value: string,
  style: StyleName,
  more: { readonly note?: string; readonly link?: Link } = {},
): Cell {
  return { kind: 'text', text: value, style, ...more };
}

export function number(value: number, style: StyleName): Cell {
  return { kind: 'number', value, style };
}

export function date(iso: string, style: StyleName): Cell {
  return { kind: 'date', date: iso, style };
}

export function formula(source: string, result: string | number, style: StyleName): Cell {
  return { kind: 'formula', formula: source, result, style };
}

/** The same style over `count` blank cells. */
export function blanks(count: number, style: StyleName): Cell[] {
  return Array.from({ length: count }, () => blank(style));
}

/** The cell for the value of an entry field: dates as dates, numbers as numbers, text as text, absent as blank. */
export function entryCell(type: FieldType, value: EntryValue | undefined, style: StyleName): Cell {
  if (value === undefined) return blank(style);
  if (typeof value === 'number') return number(value, style);
  return type === 'date' ? date(value, style) : text(value, style);
}

export function row(height: number, cells: readonly Cell[], more: Omit<Row, 'height' | 'cells'> = {}): Row {
  return { height, cells, ...more };
}

/**
 * How many lines a text takes when it is wrapped in a column, so that row heights can be stated: no host fits wrapped
 * rows in every program. Calibri 10 sets about 1.3 letters a unit of
 * width, less the padding of two units; words break whole.
 * @param width of the column in characters of the default font
 */
export function wrappedLines(value: string, width: number): number {
  const room = Math.max(4, Math.floor((width - 2) * 1.24));
  let lines = 0;
  for (const paragraph of value.split('\n')) {
    let used = 0;
    lines += 1;
    for (const word of paragraph.split(' ')) {
      const length = word.length;
      if (used > 0 && used + 1 + length > room) {
        lines += 1;
        used = 0;
      }
      used += (used > 0 ? 1 : 0) + length;
      while (used > room) {
        lines += 1;
        used -= room;
      }
    }
  }
  return lines;
}

/** Height in points of so many lines at 10 points. */
export function heightOfLines(lines: number): number {
  return Math.min(409, Math.max(18, lines * 13.2 + 5));
}
