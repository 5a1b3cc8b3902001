/** From what Google Sheets tells of a range to rows of a snapshot. */
import {
  kindOfFormatCode,
  type CellContent,
  type CellSnapshot,
  type RowSnapshot,
} from '../../../core/index.js';
import type { Contents } from '../contents.js';
import { isDate, type IsoOf } from '../dates.js';

type Range = GoogleAppsScript.Spreadsheet.Range;

/** Cells of a range that begins at a cell of column A. */
export interface CellGrids extends Contents {
  /** Row of the first, from 1. */
  readonly top: number;
  readonly formats: readonly (readonly string[])[];
  /** `#rrggbb`; white where there is none. */
  readonly fills: readonly (readonly string[])[];
}

/** All that is told of the cells of a range, in four calls. */
export const readGrids = (range: Range, top: number): CellGrids => ({
  top,
  values: range.getValues() as unknown[][],
  formulas: range.getFormulas(),
  formats: range.getNumberFormats(),
  fills: range.getBackgrounds(),
});

/** What formulas show that failed. A text that only looks so is one that nobody computed. */
const failure = /^#(NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|N\/A|ERROR!|SPILL!|CALC!)$/;

/** What a cell holds; null: blank. An image in a cell is nothing that we could read. */
export function contentOf(value: unknown, formula: string, format: string, isoOf: IsoOf): CellContent | null {
  if (typeof value === 'string') {
    if (formula !== '' && failure.test(value)) return { kind: 'error', error: value };
    return value === '' ? null : { kind: 'text', text: value };
  }
  if (typeof value === 'number') {
    return kindOfFormatCode(format) === 'percent'
      ? { kind: 'number', value, format: 'percent' }
      : { kind: 'number', value };
  }
  if (typeof value === 'boolean') return { kind: 'boolean', value };
  if (!isDate(value)) return null;
  const date = isoOf(value);
  return date === null ? { kind: 'error', error: `#NUM!` } : { kind: 'date', date };
}

/** A white background is what a cell without a fill has. */
const fillOf = (background: string): string | null =>
  /^#[0-9a-f]{6}$/i.test(background) && background.toLowerCase() !== '#ffffff'
    ? background.toUpperCase()
    : null;

/** The rows that have anything, ascending. Google Sheets does not tell of many rows at once which of them are hidden: none is. */
export const rowsOf = ({ top, values, formulas, formats, fills }: CellGrids, isoOf: IsoOf) =>
  values.flatMap((row, down): RowSnapshot[] => {
    const cells = row.flatMap((value, across): CellSnapshot[] => {
      const formula = formulas[down]?.[across] ?? '';
      const content = contentOf(value, formula, formats[down]?.[across] ?? '', isoOf);
      const fill = fillOf(fills[down]?.[across] ?? '');
      if (!content && formula === '' && fill === null) return [];
      return [
        {
          column: across + 1,
          content,
          ...(formula === '' ? {} : { formula: formula.slice(1) }),
          ...(fill === null ? {} : { fill }),
        },
      ];
    });
    return cells.length === 0 ? [] : [{ row: top + down, hidden: false, cells }];
  });
