/** Requests about merged cells. */
import type { CellRange } from '../../../../core/index.js';
import { columnsOf, merge, rowsOf, unmerge } from '../../sheets/merges.js';
import { guard, rangeIn, required, type Kinds } from './change.js';

const partsOf: Readonly<Record<string, (range: CellRange) => CellRange[]>> = {
  MERGE_ALL: (range) => [range],
  MERGE_COLUMNS: columnsOf,
  MERGE_ROWS: rowsOf,
};

export const mergeKinds: Kinds = {
  mergeCells(on, { range: asked, mergeType }) {
    const { worksheet, range } = rangeIn(on, required(asked, 'range'));
    guard(on, worksheet, range);
    for (const part of partsOf[mergeType ?? 'MERGE_ALL']!(range)) merge(on.program, worksheet, part);
    return undefined;
  },
  unmergeCells(on, { range: asked }) {
    const { worksheet, range } = rangeIn(on, required(asked, 'range'));
    guard(on, worksheet, range);
    unmerge(worksheet, range);
    return undefined;
  },
};
