/** From what Excel tells of cells to rows of a snapshot. */
import {
  dateOfSerial,
  kindOfFormatCode,
  type CellContent,
  type CellSnapshot,
  type DateSystem,
  type RowSnapshot,
} from '../../../core/index.js';

/** Cells of a range that begins at a cell, from 1: a value of each kind for each cell. What is not asked for is absent. */
export interface CellGrids {
  readonly top: number;
  readonly left: number;
  readonly values: readonly (readonly unknown[])[];
  /** Excel.RangeValueType. */
  readonly types: readonly (readonly string[])[];
  readonly formulas?: readonly (readonly unknown[])[];
  readonly formats?: readonly (readonly string[])[];
  /** Of the fill; empty where there is none. */
  readonly fills?: readonly (readonly string[])[];
  /** By row. */
  readonly hidden?: readonly boolean[];
  readonly dateSystem?: DateSystem;
}

/** What is asked of cells so that `fillOf` can tell. */
export const fillOptions = { fill: { color: true, pattern: true } } as const;

/** A fill as a snapshot has it: solid ones only, else empty. White is also what a cell without one shows: the pattern tells. */
export function fillOf({ format }: Excel.CellProperties): string {
  const { color = '', pattern } = format?.fill ?? {};
  return pattern === 'Solid' ? color : '';
}

function numberContent(value: number, format: string, dateSystem: DateSystem): CellContent {
  switch (kindOfFormatCode(format)) {
    case 'number':
      return { kind: 'number', value };
    case 'percent':
      return { kind: 'number', value, format: 'percent' };
    case 'date': {
      const date = dateOfSerial(value, dateSystem);
      // What is no date shows as ######## in Excel.
      return date === null ? { kind: 'error', error: String(value) } : { kind: 'date', date };
    }
  }
}

/** What a cell holds; an apostrophe that marks it as text is no part of it. Null: blank. */
export function contentOf(
  value: unknown,
  type: string,
  format: string,
  dateSystem: DateSystem,
): CellContent | null {
  if (type === 'Error') return { kind: 'error', error: String(value) };
  if (typeof value === 'number') return numberContent(value, format, dateSystem);
  if (typeof value === 'boolean') return { kind: 'boolean', value };
  const text = typeof value === 'string' ? value : '';
  return text === '' ? null : { kind: 'text', text };
}

/**
 * The formula of a cell without its `=`, or null. Excel gives a text that looks like a formula as it gives a formula; but
 * its value is the same text.
 */
export const formulaOf = (formula: unknown, value: unknown): string | null =>
  typeof formula === 'string' && formula.startsWith('=') && formula !== value ? formula.slice(1) : null;

export function rowsOf(grids: CellGrids): readonly RowSnapshot[] {
  const { top, left, values, types, formulas, formats, fills, hidden, dateSystem = 1900 } = grids;
  return values.flatMap((row, down) => {
    const cells = row.flatMap((value, across): CellSnapshot[] => {
      const content = contentOf(
        value,
        types[down]?.[across] ?? 'Unknown',
        formats?.[down]?.[across] ?? 'General',
        dateSystem,
      );
      const formula = formulaOf(formulas?.[down]?.[across], value);
      const fill = fills?.[down]?.[across] ?? '';
      if (!content && formula === null && fill === '') return [];
      return [
        {
          column: left + across,
          content,
          ...(formula === null ? {} : { formula }),
          ...(fill === '' ? {} : { fill }),
        },
      ];
    });
    return cells.length === 0 ? [] : [{ row: top + down, hidden: hidden?.[down] ?? false, cells }];
  });
}
