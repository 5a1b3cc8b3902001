/**
 * What clearing takes away, and what it leaves. `clear()` takes contents and looks; notes, validations, merged cells and the sizes
 * of rows stay. Number formats stay as well: the reference says so of `clearFormat`, and leaves it open of the others. Of a whole
 * worksheet, conditional formats are looks. Source: the reference of Range and of Sheet.
 */
import type { CellRange } from '../../../core/index.js';
import { changeKept } from './cells.js';
import { Unsupported } from './errors.js';
import { guardCells } from './guarding.js';
import type { On, Part } from './objects.js';
import { wholeGrid, worksheetOf } from './places.js';
import { onBoth, type Place } from './ranges-of.js';
import { blankCell, type Cell } from './workbook.js';

type Change = (cell: Cell) => Cell;

const contents: Change = (cell) => ({ ...cell, content: null, formula: null });
const looks: Change = (cell) => ({ ...cell, looks: {}, borders: {} });
const notes: Change = (cell) => ({ ...cell, note: '' });
const validations: Change = (cell) => ({ ...cell, validation: null });
/** What a caller knows well enough to ask for all of it. */
const everything: Change = ({ numberFormat }) => ({ ...blankCell, numberFormat });

function apply(
  { program, execution }: On<'Range' | 'RangeList' | 'Sheet'>,
  { worksheet, ranges }: Place,
  changes: readonly Change[],
): void {
  guardCells(program, worksheet, ranges, execution.user.email);
  for (const range of ranges)
    changeKept(worksheet, range, (cell) => changes.reduce((changed, change) => change(changed), cell));
  program.markChanged();
}

const choices: Readonly<Record<string, Change>> = {
  contentsOnly: contents,
  formatOnly: looks,
  commentsOnly: notes,
  validationsOnly: validations,
};

/** What the options of `clear` ask for; without any, all of it. */
function chosen(options: Readonly<Record<string, boolean | undefined>>): readonly Change[] {
  if (options.skipFilteredRows === true) throw new Unsupported('clearing without filtered rows');
  const asked = Object.keys(choices).filter((name) => options[name] === true);
  return asked.length === 0 ? [everything] : asked.map((name) => choices[name]!);
}

const act =
  (...changes: readonly Change[]) =>
  (on: On<'Range' | 'RangeList'>, place: Place) => {
    apply(on, place, changes);
  };

const wholeOf = (on: On<'Sheet'>): Place & { readonly range: CellRange } => {
  const worksheet = worksheetOf(on.program, on.self.sheetId);
  const range = wholeGrid(worksheet);
  return { worksheet, ranges: [range], range };
};

/** @param takesRules whether conditional formats are gone, too */
function clearSheet(on: On<'Sheet'>, changes: readonly Change[], takesRules: boolean) {
  const place = wholeOf(on);
  apply(on, place, changes);
  if (takesRules) place.worksheet.conditionalFormats = [];
  return on.me;
}

export const clearing: readonly Part[] = [
  onBoth({
    clear: (on, place, options?: Readonly<Record<string, boolean | undefined>>) => {
      apply(on, place, options ? chosen(options) : [contents, looks]);
    },
    clearContent: act(contents),
    clearFormat: act(looks),
  }),
  {
    Sheet: {
      clear: (on, options?: { readonly contentsOnly?: boolean; readonly formatOnly?: boolean }) => {
        const isContents = options?.contentsOnly === true;
        const isLooks = options?.formatOnly === true;
        const both = isContents === isLooks;
        return clearSheet(
          on,
          [...(both || isContents ? [contents] : []), ...(both || isLooks ? [looks] : [])],
          both || isLooks,
        );
      },
      clearContents: (on) => clearSheet(on, [contents], false),
      clearFormats: (on) => clearSheet(on, [looks], true),
    },
  },
];
