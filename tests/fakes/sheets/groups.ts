/** Outline groups of rows and columns: how deep each line lies, and which groups are closed. */
import type { CellRange } from '../../../core/index.js';
import { outOfBounds, ServiceError } from './errors.js';
import { constant, give, type Methods, type Part } from './objects.js';
import { worksheetOf } from './places.js';
import type { Program } from './program.js';
import type { Lines, Worksheet } from './workbook.js';

/** A run of lines that lie at least so deep. */
export interface Run {
  readonly first: number;
  readonly last: number;
  readonly depth: number;
}

declare module './objects.js' {
  interface Selves {
    Group: { readonly sheetId: number; readonly axis: Axis } & Run;
  }
}

type Axis = 'rows' | 'columns';

/** Source: Google's page on groups, “up to eight levels”. */
const deepest = 8;

const depthAt = ({ depths }: Lines, line: number) => depths[line] ?? 0;

/** The group of a depth that a line belongs to; null if it lies less deep. */
function runAt(lines: Lines, line: number, depth: number): Run | null {
  if (depthAt(lines, line) < depth) return null;
  let [first, last] = [line, line];
  while (depthAt(lines, first - 1) >= depth) first -= 1;
  while (depthAt(lines, last + 1) >= depth) last += 1;
  return { first, last, depth };
}

/** The group that a line belongs to, or whose button stands beside it. */
const groupAt = (lines: Lines, line: number, depth: number): Run | null =>
  runAt(lines, line, depth) ?? runAt(lines, lines.control === 'BEFORE' ? line + 1 : line - 1, depth);

/** All groups, the outer ones first. */
export function runsOf(lines: Lines): Run[] {
  const found = new Map<string, Run>();
  for (const [line, depth] of Object.entries(lines.depths)) {
    for (let level = 1; level <= depth; level += 1) {
      const run = runAt(lines, Number(line), level)!;
      found.set(`${run.first} ${level}`, run);
    }
  }
  return [...found.values()].sort((a, b) => a.depth - b.depth || a.first - b.first);
}

const isSame = (a: Run, b: Run) => a.first === b.first && a.last === b.last && a.depth === b.depth;

export const isCollapsed = ({ collapsed }: Lines, run: Run) => collapsed.some((one) => isSame(one, run));

/** Groups that are no more are not closed either. */
function forget(lines: Lines): void {
  const runs = runsOf(lines);
  lines.collapsed = lines.collapsed.filter((one) => runs.some((run) => isSame(run, one)));
}

/** Closes a group, and hides its lines. */
export function collapse(lines: Lines, run: Run): void {
  if (!isCollapsed(lines, run)) lines.collapsed = [...lines.collapsed, run];
  for (let line = run.first; line <= run.last; line += 1) lines.hidden[line] = true;
}

/** Shows the lines of a group, but for those of groups within it that stay closed. */
export function expand(lines: Lines, run: Run): void {
  lines.collapsed = lines.collapsed.filter((one) => !isSame(one, run));
  for (let line = run.first; line <= run.last; line += 1) {
    const isWithinClosed = lines.collapsed.some(({ first, last }) => first <= line && line <= last);
    if (!isWithinClosed) Reflect.deleteProperty(lines.hidden, line);
  }
}

/** Makes lines lie deeper, or less deep. @throws ServiceError for more levels than Sheets has */
export function shiftDepths(lines: Lines, first: number, last: number, delta: number): void {
  const depths = { ...lines.depths };
  for (let line = first; line <= last; line += 1) {
    const depth = Math.max(0, depthAt(lines, line) + delta);
    // How the service says it is not known.
    if (depth > deepest) throw new ServiceError(`You can't have more than ${deepest} levels of groups.`);
    if (depth === 0) Reflect.deleteProperty(depths, line);
    else depths[line] = depth;
  }
  lines.depths = depths;
  forget(lines);
}

const linesOf = (program: Program, { sheetId, axis }: { sheetId: number; axis: Axis }): Lines =>
  worksheetOf(program, sheetId)[axis];

const spanOf = ({ top, left, bottom, right }: CellRange, axis: Axis) =>
  axis === 'rows' ? ([top, bottom] as const) : ([left, right] as const);

/** The groups that touch a range, those within others left out. */
function outermost(lines: Lines, range: CellRange, axis: Axis): Run[] {
  const [first, last] = spanOf(range, axis);
  return runsOf(lines).filter((run) => run.depth === 1 && run.first <= last && run.last >= first);
}

function checkLine(worksheet: Worksheet, line: number, axis: Axis): void {
  const count = axis === 'rows' ? worksheet.maxRows : worksheet.maxColumns;
  if (line < 1 || line > count) throw outOfBounds();
}

const ofSheet = (axis: Axis, name: 'Row' | 'Column'): Methods<'Sheet'> => ({
  [`get${name}GroupDepth`]({ program, self }, line: number) {
    const worksheet = worksheetOf(program, self.sheetId);
    checkLine(worksheet, line, axis);
    return depthAt(worksheet[axis], line);
  },
  [`get${name}Group`]({ program, self }, line: number, depth: number) {
    const worksheet = worksheetOf(program, self.sheetId);
    checkLine(worksheet, line, axis);
    const run = depth < 1 ? null : groupAt(worksheet[axis], line, depth);
    // The reference says both that it throws and that it is null; the words are not known.
    if (!run) throw new ServiceError(`There is no ${axis} group at index ${line} and depth ${depth}.`);
    return give('Group', { sheetId: self.sheetId, axis, ...run });
  },
  [`get${name}GroupControlPosition`]: ({ program, self }) =>
    constant('GroupControlTogglePosition', worksheetOf(program, self.sheetId)[axis].control),
  [`set${name}GroupControlPosition`]({ program, self, me }, position: Lines['control']) {
    worksheetOf(program, self.sheetId)[axis].control = position;
    return me;
  },
  [`collapseAll${name}Groups`]({ program, self, me }) {
    const lines = worksheetOf(program, self.sheetId)[axis];
    for (const run of runsOf(lines)) collapse(lines, run);
    return me;
  },
  [`expandAll${name}Groups`]({ program, self, me }) {
    const lines = worksheetOf(program, self.sheetId)[axis];
    for (const run of runsOf(lines).reverse()) expand(lines, run);
    return me;
  },
  [`expand${name}GroupsUpToDepth`]({ program, self, me }, depth: number) {
    const lines = worksheetOf(program, self.sheetId)[axis];
    for (const run of runsOf(lines)) if (run.depth > depth) collapse(lines, run);
    for (const run of runsOf(lines).reverse()) if (run.depth <= depth) expand(lines, run);
    return me;
  },
});

const ofRange = (axis: Axis, name: 'Row' | 'Column'): Methods<'Range'> => ({
  [`shift${name}GroupDepth`]({ program, self, me }, delta: number) {
    const [first, last] = spanOf(self.range, axis);
    shiftDepths(linesOf(program, { sheetId: self.sheetId, axis }), first, last, delta);
    return me;
  },
});

const bothAxes = ['rows', 'columns'] as const;

export const groups: Part = {
  Sheet: { ...ofSheet('rows', 'Row'), ...ofSheet('columns', 'Column') },
  Range: {
    ...ofRange('rows', 'Row'),
    ...ofRange('columns', 'Column'),
    collapseGroups({ program, self, me }) {
      for (const axis of bothAxes) {
        const lines = linesOf(program, { sheetId: self.sheetId, axis });
        for (const run of outermost(lines, self.range, axis)) collapse(lines, run);
      }
      return me;
    },
    expandGroups({ program, self, me }) {
      for (const axis of bothAxes) {
        const lines = linesOf(program, { sheetId: self.sheetId, axis });
        for (const run of outermost(lines, self.range, axis)) expand(lines, run);
      }
      return me;
    },
  },
  Group: {
    getDepth: ({ self }) => self.depth,
    isCollapsed: ({ program, self }) => isCollapsed(linesOf(program, self), self),
    getRange({ program, self }) {
      const { maxRows, maxColumns } = worksheetOf(program, self.sheetId);
      const range =
        self.axis === 'rows'
          ? { top: self.first, left: 1, bottom: self.last, right: maxColumns }
          : { top: 1, left: self.first, bottom: maxRows, right: self.last };
      return give('Range', { sheetId: self.sheetId, range });
    },
    getControlIndex: ({ program, self }) =>
      linesOf(program, self).control === 'BEFORE' ? self.first - 1 : self.last + 1,
    collapse({ program, self, me }) {
      collapse(linesOf(program, self), runOf(self));
      return me;
    },
    expand({ program, self, me }) {
      expand(linesOf(program, self), runOf(self));
      return me;
    },
    remove({ program, self }) {
      shiftDepths(linesOf(program, self), self.first, self.last, -1);
    },
  },
};

function runOf({ first, last, depth }: Run): Run {
  return { first, last, depth };
}
