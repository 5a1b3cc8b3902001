/** Puts rows that were read anew into a snapshot, so that one edit does not cost reading the whole workbook. */
import type { RowSnapshot, WorkbookSnapshot } from './snapshot.js';

/** First and last row of a run, 1-based. */
export type RowRun = readonly [first: number, last: number];

/**
 * The same snapshot with some rows of a worksheet replaced.
 * @param worksheet its name, as the snapshot has it; another changes nothing
 * @param runs the rows that were read anew
 * @param rows what stands in them now: blank ones left out
 */
export function withRows(
  snapshot: WorkbookSnapshot,
  worksheet: string,
  runs: readonly RowRun[],
  rows: readonly RowSnapshot[],
): WorkbookSnapshot {
  const isRead = ({ row }: RowSnapshot) => runs.some(([first, last]) => first <= row && row <= last);
  return {
    ...snapshot,
    worksheets: snapshot.worksheets.map((one) =>
      one.name === worksheet
        ? {
            ...one,
            rows: [...one.rows.filter((row) => !isRead(row)), ...rows.filter(isRead)].sort(
              (a, b) => a.row - b.row,
            ),
          }
        : one,
    ),
  };
}
