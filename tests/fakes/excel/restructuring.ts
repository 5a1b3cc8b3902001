/** Rows and columns that are inserted, deleted, moved and sorted: what the client holds on to follows, and it is told. */
import type { CellRange } from '../../../core/index.js';
import { raiseChanged, type Source } from './content.js';
import type { Handle, Program } from './objects/object.js';
import { movedRanges, type Move } from './structure/index.js';
import type { Worksheet } from './workbook.js';

/** Source: Excel.DataChangeType. */
export type Restructured = 'RowInserted' | 'RowDeleted' | 'ColumnInserted' | 'ColumnDeleted' | 'RangeEdited';

/** Ranges that the client kept move with their cells; those whose cells are gone are valid no longer. */
function follow({ references, referenceIds }: Program, worksheet: Worksheet, move: Move): void {
  const drop = (id: string, kept: Handle) => {
    references.delete(id);
    referenceIds.delete(kept);
  };
  for (const [id, kept] of [...references]) {
    if (kept.type === 'Range') {
      const { self } = kept as Handle<'Range'>;
      const moved = self.worksheet === worksheet ? move(self.range) : self.range;
      if (moved) self.range = moved;
      else drop(id, kept);
    } else if (kept.type === 'RangeAreas') {
      const { self } = kept as Handle<'RangeAreas'>;
      if (self.worksheet !== worksheet) continue;
      self.ranges = movedRanges(self.ranges, move);
      if (self.ranges.length === 0) drop(id, kept);
    }
  }
}

/**
 * Does something to the structure of a worksheet.
 * @param range the rows or columns that it is done to
 */
export function restructure(
  program: Program,
  worksheet: Worksheet,
  edit: () => Move,
  { range, how, source }: { readonly range: CellRange; readonly how: Restructured; readonly source: Source },
): void {
  const move = edit();
  follow(program, worksheet, move);
  program.markChanged();
  raiseChanged(program, worksheet, range, source, null, how);
}
