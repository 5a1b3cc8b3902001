/** A blueprint arranged as its workbook is: each cell of ours where people moved it, and nothing said of what is theirs. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Blueprint, Worksheet } from '../../../core/blueprint/blueprint.js';
import { buildUnitWorkbook } from '../../../core/blueprint/unit-workbook.js';
import { cellAddress, columnLetters, parseRange, type CellRange } from '../../../core/entry/a1.js';
import { fieldByKey, type FieldKey } from '../../../core/entry/fields.js';
import { matrixColumns } from '../../../core/entry/template.js';
import { arrangedAs, notOurs } from '../../../core/host/arranged.js';
import { hasPart } from '../../../core/plan/load.js';
import { nispPlan as plan } from '../../../core/plan/nisp.js';
import { parsePeriod } from '../../../core/plan/period.js';
import { readSubmission } from '../../../core/snapshot/check.js';
import { snapshotOf } from '../../../core/snapshot/of-blueprint.js';
import type { WorkbookSnapshot, WorksheetSnapshot } from '../../../core/snapshot/snapshot.js';
import {
  all,
  at,
  columnOf,
  copyRow,
  deleteColumn,
  edit,
  insertColumns,
  insertRows,
  moveColumns,
  moveRows,
  removeRows,
  rowOf,
  setCell,
  text,
  worksheetOfSnapshot,
} from '../../support/snapshot.js';

const unit = 'sindh';
const built = buildUnitWorkbook({
  plan,
  unit,
  period: parsePeriod('2019-Q1')!,
  entries: new Map([['1', { status: 'In progress', progress: 0.5, due: '2019-06-30' }]]),
});
const clean = snapshotOf(built);
const headingRow = 5;
const lastRow = worksheetOfSnapshot(clean).rows.length;
const own = plan.interventions.filter((row) => hasPart(row, unit) && !row.isContainer);
const [first, second] = own.map(({ no }) => no) as [string, string];

const matrixOf = ({ worksheets }: Blueprint): Worksheet => {
  const found = worksheets.find(({ role }) => role === 'matrix');
  if (!found) throw new Error('It has no matrix');
  return found;
};
const cellsOf = (ranges: readonly string[]): string[] =>
  ranges.flatMap((range) => {
    const { top, left, bottom, right } = parseRange(range)!;
    const found: string[] = [];
    for (let row = top; row <= bottom; row += 1) {
      for (let column = left; column <= right; column += 1) found.push(cellAddress(row, column));
    }
    return found;
  });

/** The cell of each field of each intervention, as the reader finds it. */
function cellsRead(snapshot: WorkbookSnapshot): ReadonlyMap<string, string> {
  const { submission, diagnostics } = readSubmission(snapshot, {
    plan,
    file: '',
    hash: null,
    received: null,
  });
  if (!submission) throw new Error(JSON.stringify(diagnostics));
  return new Map(
    [...submission.entries.values()].flatMap(({ no, cells }) =>
      [...cells].map(([field, cell]) => [`${no} ${field}`, cell] as const),
    ),
  );
}
const builtCells = cellsRead(clean);
const keyOfBuilt = new Map([...builtCells].map(([key, cell]) => [cell, key]));

/** Where the cells of some ranges of the built matrix are, as the reader finds them; those that are gone left out. */
function expected(ranges: readonly string[], snapshot: WorkbookSnapshot): string[] {
  const now = cellsRead(snapshot);
  return cellsOf(ranges)
    .flatMap((cell) => now.get(keyOfBuilt.get(cell)!) ?? [])
    .sort();
}

/** What the matrix shows, cell by cell: rows and columns of a person's own left out. */
const shown = (worksheet: WorksheetSnapshot) =>
  new Map(worksheet.rows.flatMap(({ row, cells }) => cells.map((cell) => [`${row} ${cell.column}`, cell])));

function expectInPlace(snapshot: WorkbookSnapshot): void {
  const arranged = matrixOf(arrangedAs(built, snapshot));
  const original = matrixOf(built);
  expect(cellsOf(arranged.protection!.unlocked).sort()).toEqual(
    expected(original.protection!.unlocked, snapshot),
  );
  for (const validation of original.validations) {
    const field = validation.prompt.title;
    const found = arranged.validations.find(({ prompt }) => prompt.title === field);
    expect(cellsOf(found?.ranges ?? []).sort()).toEqual(expected(validation.ranges, snapshot));
  }
}

describe('a workbook in which nothing was moved', () => {
  it('has the blueprint that it was painted from', () => {
    expect(arrangedAs(built, clean)).toEqual(built);
  });
  it('has it whatever was typed and pasted', () => {
    const changed = edit(
      clean,
      all(
        setCell(at(clean, first, 'status'), text('Finished')),
        setCell(at(clean, second, 'remarks'), text('End of the matrix')),
        (worksheet) => ({ ...worksheet, validations: [], conditionalFormats: [], isProtected: false }),
      ),
    );
    expect(arrangedAs(built, changed)).toEqual(built);
  });
  it('has it when the names are gone', () => {
    expect(arrangedAs(built, { ...clean, definedNames: [] })).toEqual(built);
  });
});

/** A permutation of the numbers from `from` to `to`, as where each goes. */
const permutation = (from: number, to: number) => {
  const numbers = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  return fc
    .shuffledSubarray(numbers, { minLength: numbers.length })
    .map((order) => new Map(order.map((one, index) => [one, from + index])));
};

it('columns and rows in any order, blank ones between: every cell of ours is where its own is', () => {
  const changes = fc.record({
    columns: permutation(1, matrixColumns.length),
    rows: permutation(headingRow + 1, lastRow),
    blankRows: fc.array(fc.tuple(fc.integer({ min: 1, max: lastRow }), fc.integer({ min: 1, max: 3 })), {
      maxLength: 4,
    }),
    blankColumns: fc.array(fc.tuple(fc.integer({ min: 1, max: 25 }), fc.integer({ min: 1, max: 3 })), {
      maxLength: 3,
    }),
  });
  fc.assert(
    fc.property(changes, ({ columns, rows, blankRows, blankColumns }) => {
      const changed = edit(
        clean,
        all(
          moveColumns((column) => columns.get(column)!),
          moveRows(rows),
          ...blankRows.map(([before, count]) => insertRows(before, count)),
          ...blankColumns.map(([before, count]) => insertColumns(before, count)),
        ),
      );
      expectInPlace(changed);
      const arranged = worksheetOfSnapshot(snapshotOf(arrangedAs(built, changed)));
      expect(shown(arranged)).toEqual(shown(worksheetOfSnapshot(changed)));
    }),
    { numRuns: 25 },
  );
});

describe('what spans the whole table', () => {
  const rangeOf = (blueprint: Blueprint, name: string) =>
    blueprint.names.find((one) => one.name === name)?.range;
  const span = (key: string, snapshot: WorkbookSnapshot, top: number, bottom: number) => {
    const letters = columnLetters(columnOf(snapshot, key));
    return `${letters}${top}:${letters}${bottom}`;
  };
  const inserted = edit(clean, all(insertRows(40, 2), insertColumns(3, 1)));
  const arranged = arrangedAs(built, inserted);

  it('goes on over the rows that people put into it', () => {
    expect(rangeOf(arranged, 'NISP_status')).toBe(span('status', inserted, headingRow + 1, lastRow + 2));
    expect(matrixOf(arranged).conditionalFormats.map(({ range }) => range)).toContain(
      span('progress', inserted, headingRow + 1, lastRow + 2),
    );
    expect(matrixOf(arranged).autoFilter).toBe(`A${headingRow}:T${lastRow + 2}`);
  });
  it('keeps to the rows that its names cover, if they agree', () => {
    // A row inserted right below the headings does not belong to the names, as programs see it.
    const names = clean.definedNames.map(({ name, refersTo }) => ({
      name,
      refersTo: refersTo.replace(/^Matrix!(\$[A-Z]+)\$6:/, 'Matrix!$1$7:'),
    }));
    const cut = { ...edit(clean, setCell('B6', text('Another title'))), definedNames: names };
    expect(rangeOf(arrangedAs(built, cut), 'NISP_status')).toBe(span('status', cut, 7, lastRow));
    const [one, ...others] = names;
    const torn = { ...cut, definedNames: [{ ...one!, refersTo: '#REF!' }, ...others] };
    expect(rangeOf(arrangedAs(built, torn), 'NISP_status')).toBe(span('status', cut, 7, lastRow));
    const apart = { ...cut, definedNames: [{ ...one!, refersTo: 'Matrix!$A$6:$A$90' }, ...others] };
    expect(rangeOf(arrangedAs(built, apart), 'NISP_no')).toBe(span('no', cut, 7, lastRow));
  });
  it('has formulas that look at the columns where they now are, from the row where it begins', () => {
    const moved = edit(
      clean,
      all(
        insertRows(2, 3),
        moveColumns((column) => matrixColumns.length + 1 - column),
      ),
    );
    const overdue = (blueprint: Blueprint) => {
      const [formula = ''] = matrixOf(blueprint).conditionalFormats.flatMap((one) =>
        one.kind === 'formula' ? one.formula : [],
      );
      return { cells: formula.match(/\$[A-Z]+\d+/g), rest: formula.replace(/\$[A-Z]+\d+/g, '') };
    };
    const cell = (key: string) => `$${columnLetters(columnOf(moved, key))}9`;
    expect(overdue(arrangedAs(built, moved))).toEqual({
      cells: ['scope', 'due', 'due', 'status', 'status'].map(cell),
      rest: overdue(built).rest,
    });
  });
  it('has no rule that looks at a column that is gone, and no name of it', () => {
    const without = arrangedAs(built, edit(clean, deleteColumn(columnOf(clean, 'due'))));
    expect(matrixOf(without).conditionalFormats.some(({ kind }) => kind === 'formula')).toBe(false);
    expect(rangeOf(without, 'NISP_due')).toBeUndefined();
    expect(rangeOf(without, 'NISP_status')).toBe(rangeOf(built, 'NISP_status'));
  });
});

describe('what is gone, or a person’s own', () => {
  it('is no cell, and in no range: a deleted row and column', () => {
    const gone = edit(clean, all(removeRows(rowOf(clean, first)), deleteColumn(columnOf(clean, 'spent'))));
    expectInPlace(gone);
    expect(cellsOf(matrixOf(arrangedAs(built, gone)).protection!.unlocked)).not.toContain(
      at(clean, first, 'status'),
    );
  });
  it('is told by its style among cells of ours: an inserted column', () => {
    const arranged = arrangedAs(built, edit(clean, insertColumns(6, 1)));
    const { rows, columns } = matrixOf(arranged);
    const row = rows[rowOf(clean, first) - 1]!;
    expect(row.cells[5]).toEqual({ kind: 'blank', style: notOurs });
    expect(row.cells.filter(({ style }) => style === notOurs).length).toBe(1);
    expect(columns[5]?.key).toBeUndefined();
    expect(Object.keys(arranged.styles)).not.toContain(notOurs);
  });
  it('is an empty row: an inserted one, and the second of two with one number', () => {
    const twice = edit(clean, copyRow(rowOf(clean, first), lastRow + 2));
    const { rows } = matrixOf(arrangedAs(built, twice));
    expect(rows[rowOf(clean, first) - 1]).toEqual(matrixOf(built).rows[rowOf(clean, first) - 1]);
    expect(rows.length).toBe(lastRow);
    const inserted = matrixOf(arrangedAs(built, edit(clean, insertRows(rowOf(clean, first), 1))));
    expect(inserted.rows[rowOf(clean, first) - 1]!.cells).toEqual([]);
    expect(inserted.rows[rowOf(clean, first)]).toEqual(matrixOf(built).rows[rowOf(clean, first) - 1]);
  });
  it('is a band of another text: nothing is said of it', () => {
    const band = edit(clean, setCell('B6', text('Our own title')));
    expect(matrixOf(arrangedAs(built, band)).rows[5]!.cells).toEqual([]);
  });
  it('is a worksheet that was deleted, renamed or moved about in', () => {
    const names = (snapshot: WorkbookSnapshot) =>
      arrangedAs(built, snapshot).worksheets.map(({ name }) => name);
    const all6 = built.worksheets.map(({ name }) => name);
    const without = (...gone: string[]) => all6.filter((name) => !gone.includes(name));
    const rename = (from: string, to: string) => edit(clean, (one) => ({ ...one, name: to }), from);
    expect(names({ ...clean, worksheets: clean.worksheets.slice(1) })).toEqual(without('Guide'));
    expect(names(rename('Roll-up', 'Figures'))).toEqual(without('Roll-up'));
    expect(names(rename('Matrix', 'Our matrix'))).toEqual(without('Matrix'));
    expect(names(edit(clean, insertRows(30, 1), 'Roll-up'))).toEqual(without('Roll-up'));
    expect(names({ ...clean, worksheets: [] })).toEqual([]);
  });
  it('takes its names along', () => {
    const gone = arrangedAs(built, { ...clean, worksheets: clean.worksheets.slice(1) });
    expect(gone.names.map(({ worksheet }) => worksheet)).not.toContain('Guide');
    expect(gone.names.map(({ worksheet }) => worksheet)).toContain('Matrix');
  });
});

describe('links to the matrix', () => {
  const links = (blueprint: Blueprint) =>
    blueprint.worksheets
      .find(({ role }) => role === 'guide')!
      .rows.flatMap(({ cells }) =>
        cells.flatMap((cell) => (cell.kind === 'text' && cell.link ? cell.link.range : [])),
      );
  it('lead to where the bands are', () => {
    const moved = (range: string) => {
      const { top, left }: CellRange = parseRange(range)!;
      return cellAddress(top + 2, left + 1);
    };
    expect(links(arrangedAs(built, edit(clean, all(insertRows(2, 2), insertColumns(1, 1)))))).toEqual(
      links(built).map(moved),
    );
  });
  it('are texts where the band is gone', () => {
    expect(links(arrangedAs(built, edit(clean, removeRows(6))))).toEqual(links(built).slice(1));
  });
});

it('follows headings that were renamed, and does without the row of keys', () => {
  const key: FieldKey = 'progress';
  const { top, left } = parseRange(at(clean, first, key))!;
  const renamed = edit(clean, setCell(cellAddress(headingRow, left), text('How far?')));
  expect(arrangedAs(built, renamed)).toEqual(built);
  const keyless = edit(clean, removeRows(headingRow - 1));
  const arranged = matrixOf(arrangedAs(built, keyless));
  expect(arranged.rows[top - 1]!.cells[left - 1]?.style).toBe(`entry-${fieldByKey.get(key)!.type}`);
});
