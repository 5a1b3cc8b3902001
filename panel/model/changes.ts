/** What has happened in the workbook since it was read: which rows are to be read again, or whether everything is. */
import {
  parseRange,
  worksheetNamed,
  worksheetNames,
  type RowRun,
  type WorkbookSnapshot,
} from '../../core/index.js';
import type { HostEvent } from '../panel-host.js';
import type { WorkbookState } from './state.js';

export interface Changes {
  /** Rows that were edited, by worksheet. */
  readonly rows: ReadonlyMap<string, readonly RowRun[]>;
  /** Places no longer hold: only reading everything helps. */
  readonly isRearranged: boolean;
  /** More may have changed than what stands in cells: pasting takes validations and colours away. */
  readonly isWide: boolean;
}

export const noChanges: Changes = { rows: new Map(), isRearranged: false, isWide: false };

/** Rows below the last known one that are read when something is pasted there. */
const rowsBelow = 1_000;

/** Worksheets beside the matrix that say something of the submission. */
const alsoRead: readonly string[] = [worksheetNames.guide, worksheetNames.rollUp, worksheetNames.metadata];

/** Runs without overlap, ascending. */
function merged(runs: readonly RowRun[]): readonly RowRun[] {
  const found: [first: number, last: number][] = [];
  for (const [first, last] of [...runs].sort((a, b) => a[0] - b[0])) {
    const previous = found.at(-1);
    if (previous && first <= previous[1] + 1) previous[1] = Math.max(previous[1], last);
    else found.push([first, last]);
  }
  return found;
}

/** Takes note of an event. What does not concern a matrix of ours gives the same changes back. */
export function noteEvent(
  changes: Changes,
  event: Exclude<HostEvent, { readonly kind: 'selected' }>,
  snapshot: WorkbookSnapshot,
  workbook: WorkbookState,
): Changes {
  if (event.kind === 'rearranged') {
    return workbook.kind === 'none' ? changes : { ...changes, isRearranged: true };
  }
  if (workbook.kind !== 'matrix') return changes;
  const { worksheet } = event;
  if (worksheet !== workbook.submission.source.worksheet && !alsoRead.includes(worksheet)) return changes;
  const range = parseRange(event.range);
  if (!range) return { ...changes, isRearranged: true };
  const { top, left, right } = range;
  const known = worksheetNamed(snapshot, worksheet)?.rows.at(-1)?.row ?? 0;
  const bottom = Math.min(range.bottom, known + rowsBelow);
  const isWide = changes.isWide || top !== range.bottom || left !== right || range.bottom > known;
  if (top > bottom) return { ...changes, isWide };
  const runs = merged([...(changes.rows.get(worksheet) ?? []), [top, bottom]]);
  return { ...changes, isWide, rows: new Map(changes.rows).set(worksheet, runs) };
}
