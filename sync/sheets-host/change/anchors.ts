/**
 * Cells by which it is seen that rows and columns are where they were. The API writes by position only: a row that is inserted
 * just before would lead every change behind it to the wrong cell.
 */
import {
  groupBy,
  rangeAddress,
  type CellBefore,
  type CellSnapshot,
  type WorkbookSnapshot,
  type WorksheetSnapshot,
} from '../../../core/index.js';
import { placesOf, type CellPlace, type PlacedChange } from './places.js';

/** A cell that is not written, and what it held when it was read. */
export interface Anchor {
  readonly at: CellPlace;
  readonly before: CellBefore;
}

/** Not of a formula: that says something else as soon as a row is inserted anywhere. */
const isTelling = ({ content, formula }: CellSnapshot) =>
  formula === undefined && (content?.kind === 'text' || content?.kind === 'number');

/**
 * The leftmost cell of each row and the topmost of each column that tells.
 * @param changing addresses of cells that will hold something else
 */
function anchorsIn(
  worksheet: WorksheetSnapshot,
  written: readonly CellPlace[],
  changing: ReadonlySet<string>,
): readonly Anchor[] {
  const rows = new Set(written.map(({ cell }) => cell.top));
  const columns = new Set(written.map(({ cell }) => cell.left));
  const found = new Map<string, Anchor>();
  for (const { row, cells } of worksheet.rows) {
    for (const { column, ...held } of cells) {
      if (!rows.has(row) && !columns.has(column)) continue;
      const cell = { top: row, left: column, bottom: row, right: column };
      const address = rangeAddress(cell);
      if (changing.has(address) || !isTelling({ column, ...held })) continue;
      found.set(address, {
        at: { worksheet: worksheet.name, cell },
        before: { content: held.content, formula: null },
      });
      rows.delete(row);
      columns.delete(column);
    }
  }
  return [...found.values()];
}

/**
 * Of each row and column in which something is written, one cell that is not, as far as there are any.
 * @param snapshot the workbook as it was read
 */
export function anchorsOf(changes: readonly PlacedChange[], snapshot: WorkbookSnapshot): readonly Anchor[] {
  const writtenIn = groupBy(
    changes.map(({ at }) => at),
    ({ worksheet }) => worksheet,
  );
  const changingIn = groupBy(placesOf(changes), ({ worksheet }) => worksheet);
  return snapshot.worksheets.flatMap((worksheet) => {
    const written = writtenIn.get(worksheet.name) ?? [];
    const changing = changingIn.get(worksheet.name) ?? [];
    return anchorsIn(worksheet, written, new Set(changing.map(({ cell }) => rangeAddress(cell))));
  });
}
