/** Requests about outline groups of rows and columns. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { collapse, expand, runsOf, shiftDepths } from '../../sheets/groups.js';
import { rows } from '../../sheets/structure/axis.js';
import { invalidArgument } from '../errors.js';
import { maskOfUpdate, selects } from '../masks.js';
import { groupMessages } from '../read/worksheet.js';
import { dimensionGroup } from '../shapes/worksheets.js';
import { linesIn, required, type Change, type Kinds, type LinesIn } from './change.js';

const groupsOf = ({ worksheet, axis }: LinesIn) =>
  groupMessages(worksheet, axis === rows ? 'rows' : 'columns');

/** Puts lines one level deeper, or less deep. @returns all groups of the axis */
function shift(on: Change, range: sheets_v4.Schema$DimensionRange | null | undefined, by: 1 | -1) {
  const lines = linesIn(on, required(range, 'range'));
  const { worksheet, axis, span } = lines;
  const [first, last] = span;
  const { depths } = axis.linesOf(worksheet);
  const isGrouped = Array.from({ length: last - first + 1 }, (_, index) => depths[first + index] ?? 0).some(
    (depth) => depth > 0,
  );
  if (by < 0 && !isGrouped) throw invalidArgument('There is no dimension group on the range.');
  shiftDepths(axis.linesOf(worksheet), first, last, by);
  return groupsOf(lines);
}

export const groupKinds: Kinds = {
  addDimensionGroup: (on, { range }) => ({ addDimensionGroup: { dimensionGroups: shift(on, range, 1) } }),
  deleteDimensionGroup: (on, { range }) => ({
    deleteDimensionGroup: { dimensionGroups: shift(on, range, -1) },
  }),
  updateDimensionGroup(on, { dimensionGroup: group, fields }) {
    const mask = maskOfUpdate(fields, dimensionGroup);
    const { range, depth, collapsed } = required(group, 'dimensionGroup');
    const { worksheet, axis, span } = linesIn(on, required(range, 'dimensionGroup.range'));
    const lines = axis.linesOf(worksheet);
    const run = runsOf(lines).find(
      (one) => one.first === span[0] && one.last === span[1] && one.depth === (depth ?? 0),
    );
    if (!run) throw invalidArgument(`There is no dimension group of the depth ${depth ?? 0} on the range.`);
    if (!selects(mask, 'collapsed')) throw invalidArgument("Only 'collapsed' may be updated.");
    if (collapsed === true) collapse(lines, run);
    else expand(lines, run);
    return undefined;
  },
};
