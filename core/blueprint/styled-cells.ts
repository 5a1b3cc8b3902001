/** The cells of a worksheet by their style, and by what styles have in common. */
import type { CellRange } from '../entry/a1.js';
import type { Blueprint, Style, Worksheet } from './blueprint.js';
import { extentOf } from './extent.js';

/** Cells of one style, each for itself; null: of those beyond the end of their row, which have none. */
export interface Styled {
  readonly style: Style | null;
  readonly cells: readonly CellRange[];
}

/** All cells of the painted part. @throws Error for a style that is not the blueprint's: a bug of whoever built it */
export function styledCells({
  worksheet,
  blueprint,
}: {
  readonly worksheet: Worksheet;
  readonly blueprint: Blueprint;
}): readonly Styled[] {
  const found = new Map<string | null, CellRange[]>();
  const { columns } = extentOf(worksheet);
  worksheet.rows.forEach(({ cells }, index) => {
    for (let column = 1; column <= columns; column += 1) {
      const name = cells[column - 1]?.style ?? null;
      const cell = { top: index + 1, left: column, bottom: index + 1, right: column };
      const others = found.get(name);
      if (others) others.push(cell);
      else found.set(name, [cell]);
    }
  });
  return [...found].map(([name, cells]) => {
    const style = name === null ? null : blueprint.styles[name];
    if (style === undefined) throw new Error(`Blueprint: no style is called “${name ?? ''}”`);
    return { style, cells };
  });
}

/** Cells by what `of` says of their style. */
export function groupCells<T>(
  styled: readonly Styled[],
  of: (style: Style | null) => T,
): ReadonlyMap<T, readonly CellRange[]> {
  const groups = new Map<T, CellRange[]>();
  for (const { style, cells } of styled) {
    const value = of(style);
    const group = groups.get(value);
    if (group) group.push(...cells);
    else groups.set(value, [...cells]);
  }
  return groups;
}
