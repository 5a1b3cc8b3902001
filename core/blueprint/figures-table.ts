/** Tables of figures: what the Roll-up worksheets of a unit and of the nation have in common. */
import { columnLetters } from '../entry/a1.js';
import type { Figures } from '../roll-up/figures.js';
import type { Cell, Row } from './blueprint.js';
import { blank, number, row, text } from './cells.js';
import type { StyleName } from './styles.js';

/** A column of a table of figures. */
export interface FigureColumn {
  readonly key: string;
  readonly header: string;
  readonly group: string;
  readonly type: 'count' | 'percent' | 'money';
  readonly width: number;
  /** The figure by the core; null shows as `unknownFigure`. */
  readonly figure: (figures: Figures) => number | null;
  readonly headingStyle?: StyleName;
}

/** What a figure shows where nothing is known: a share without a denominator, a sum of no amounts. Never a zero. */
export const unknownFigure = '–';

/** Figures stand from column B; A holds the names. */
export const firstFigureColumn = 2;

/** The two rows of headings of a table: groups of columns, and the columns. */
export function headingRows(name: string, columns: readonly FigureColumn[]): Row[] {
  const groups = columns.map((column, index) =>
    column.group === columns[index - 1]?.group ? blank('heading-group') : text(column.group, 'heading-group'),
  );
  return [
    row(16, [blank('heading-group'), ...groups]),
    row(42, [
      text(name, 'heading-plan'),
      ...columns.map(({ header, headingStyle }): Cell => text(header, headingStyle ?? 'heading-plan')),
    ]),
  ];
}

/** The merges that spread the groups' headings over their columns, for headings that begin in this row. */
export function headingMerges(rowNumber: number, columns: readonly FigureColumn[]): string[] {
  const merges: string[] = [];
  for (let first = 0; first < columns.length;) {
    let last = first;
    while (columns[last + 1]?.group === columns[first]!.group) last += 1;
    merges.push(
      `${columnLetters(firstFigureColumn + first)}${rowNumber}:${columnLetters(firstFigureColumn + last)}${rowNumber}`,
    );
    first = last + 1;
  }
  return merges;
}

/** A line of figures as numbers. */
export function figureRow(
  name: string,
  prefix: 'figure' | 'total' | 'band',
  columns: readonly FigureColumn[],
  figures: Figures,
): Row {
  return row(prefix === 'total' ? 20 : 18, [
    text(name, `${prefix}-name`),
    ...columns.map(({ figure, type }): Cell => {
      const value = figure(figures);
      return value === null ? text(unknownFigure, `${prefix}-count`) : number(value, `${prefix}-${type}`);
    }),
  ]);
}
