/** Building over a workbook keeps all that people entered, or says what would be lost and builds nothing. */
import { describe, expect, it } from 'vitest';
import { rangeAddress } from '../../../core/entry/a1.js';
import type { EntryValues } from '../../../core/entry/entry.js';
import { asOfName, submissionCells } from '../../../core/entry/template.js';
import { buildOver } from '../../../core/host/build-over.js';
import { hasPart } from '../../../core/plan/load.js';
import { nispPlan as plan } from '../../../core/plan/nisp.js';
import { parsePeriod } from '../../../core/plan/period.js';
import { readSubmission } from '../../../core/snapshot/check.js';
import { snapshotOf } from '../../../core/snapshot/of-blueprint.js';
import { parseReference } from '../../../core/snapshot/reference.js';
import type { WorkbookSnapshot } from '../../../core/snapshot/snapshot.js';
import {
  all,
  at,
  columnOf,
  copyRow,
  deleteColumn,
  edit,
  insertColumns,
  number,
  removeRows,
  rowOf,
  setCell,
  text,
  unitSnapshot,
  worksheetOfSnapshot,
} from '../../support/snapshot.js';

const unit = 'punjab';
const period = parsePeriod('2019-Q1')!;
const own = plan.interventions.filter(
  (intervention) => hasPart(intervention, unit) && !intervention.isContainer,
);
const [first, second] = own.map(({ no }) => no) as [string, string];
const container = plan.interventions.find(
  ({ isContainer, units }) => isContainer && units.includes(unit),
)!.no;
const foreignRow = plan.interventions.find((intervention) => !hasPart(intervention, unit))!.no;

const said: EntryValues = { status: 'In progress', progress: 0.5, spent: 3, remarks: '=kept' };
const entries = new Map([[first, said]]);
const clean = unitSnapshot({ entries });

const over = (snapshot: WorkbookSnapshot, context = {}) =>
  buildOver(snapshot, { plan, unit, period, file: 'punjab.xlsx', ...context });
const losses = (snapshot: WorkbookSnapshot) =>
  over(snapshot).diagnostics.filter(({ code }) => code === 'repaint/would-lose');
const readAgain = (snapshot: WorkbookSnapshot) => {
  const { blueprint, diagnostics } = over(snapshot);
  if (!blueprint) throw new Error(JSON.stringify(diagnostics));
  return readSubmission(snapshotOf(blueprint), { plan, file: '', hash: null, received: null }).submission!;
};
/** The cell of a name in an untouched workbook. */
const named = (name: string) => {
  const { refersTo } = clean.definedNames.find((one) => one.name === name)!;
  return rangeAddress(parseReference(refersTo)!.range);
};
describe('a workbook without its matrix', () => {
  const without = (blank: boolean): WorkbookSnapshot => ({
    ...clean,
    worksheets: clean.worksheets.flatMap((worksheet) =>
      worksheet.name !== 'Matrix' ? [worksheet] : blank ? [{ ...worksheet, rows: [] }] : [],
    ),
  });
  it.each([true, false])('gets it back with what it was built with (blank worksheet: %s)', (blank) => {
    const { entries: found, base } = readAgain(without(blank));
    expect(found.get(first)!.values).toEqual(said);
    expect(base.get(first)).toEqual(said);
  });
  it('gets none for another unit or quarter', () => {
    expect(over(without(false), { unit: 'sindh' }).blueprint).toBeNull();
    expect(over(without(false), { period: parsePeriod('2019-Q2')! }).blueprint).toBeNull();
  });
  it('gets none while something stands on the worksheet Matrix', () => {
    const kept = edit(clean, (worksheet) => ({
      ...worksheet,
      rows: [{ row: 9, hidden: false, cells: [{ column: 2, content: text('My own notes') }] }],
    }));
    expect(over(kept).blueprint).toBeNull();
  });
  it('gets none if its metadata cannot be trusted', () => {
    const tampered = edit(without(false), setCell('B2', text('99')), '_nisp');
    expect(over(tampered).blueprint).toBeNull();
  });
});

describe('an untouched workbook', () => {
  it('is built as it was', () => {
    expect(snapshotOf(over(clean).blueprint!)).toEqual(clean);
    expect(over(clean).diagnostics).toEqual([]);
  });
});

describe('what people entered', () => {
  it('is kept with the base it is to be merged against', () => {
    const changed = edit(
      clean,
      all(
        setCell(at(clean, first, 'progress'), number(0.75)),
        setCell(at(clean, second, 'status'), text('dropped')),
      ),
    );
    const submission = readAgain(changed);
    expect(submission.entries.get(first)!.values).toEqual({ ...said, progress: 0.75 });
    expect(submission.entries.get(second)!.values).toEqual({ status: 'Dropped' });
    expect([...submission.base]).toEqual([[first, said]]);
  });
  it('is kept on the cover and beside the roll-up', () => {
    const covered = unitSnapshot({
      cover: { nilReturn: true, dateOrder: 'month/day/year', preparedBy: '+Ali', submittedOn: '2019-04-02' },
      asOf: '2019-06-30',
    });
    expect(snapshotOf(over(covered).blueprint!)).toEqual(covered);
  });
  it('is kept in rows that are not the unit’s', () => {
    const changed = edit(clean, setCell(at(clean, foreignRow, 'remarks'), text('we did this too')));
    expect(readAgain(changed).entries.get(foreignRow)!.values).toEqual({ remarks: 'we did this too' });
  });
  it('stays cleared where it was cleared', () => {
    const changed = edit(clean, setCell(at(clean, first, 'spent'), null));
    const { spent, ...others } = said;
    expect(spent).toBe(3);
    expect(readAgain(changed).entries.get(first)!.values).toEqual(others);
  });
});

describe('what is not there', () => {
  it('comes back as it was built where the row was deleted: that clears nothing', () => {
    const changed = edit(clean, removeRows(rowOf(clean, first)));
    expect(readAgain(changed).entries.get(first)!.values).toEqual(said);
  });
  it('comes back as it was built where the column was deleted', () => {
    const changed = edit(
      clean,
      all(setCell(at(clean, first, 'progress'), number(0.75)), deleteColumn(columnOf(clean, 'spent'))),
    );
    expect(readAgain(changed).entries.get(first)!.values).toEqual({ ...said, progress: 0.75 });
  });
});

describe('what would be lost', () => {
  const cases: readonly (readonly [string, WorkbookSnapshot, string])[] = [
    ['a word for a number', edit(clean, setCell(at(clean, first, 'budget'), text('ten or so'))), 'ten or so'],
    [
      'a formula',
      edit(clean, setCell(at(clean, first, 'spent'), { content: number(5), formula: 'A1+1' })),
      '=A1+1',
    ],
    [
      'an error value',
      edit(clean, setCell(at(clean, first, 'spent'), { kind: 'error', error: '#REF!' })),
      '#REF!',
    ],
    ['an ambiguous date', edit(clean, setCell(at(clean, first, 'start'), text('03/04/2019'))), '03/04/2019'],
    [
      'a column of their own',
      edit(clean, all(insertColumns(6, 1), setCell('F5', text('Our file no.')))),
      'Our file no.',
    ],
    ['an entry in a row without a number', edit(clean, setCell(at(clean, first, 'no'), text('77z'))), '77z'],
    [
      'a figure typed over a container’s formula',
      edit(clean, setCell(at(clean, container, 'budget'), number(12))),
      '12',
    ],
    ['a row that stands there twice', edit(clean, copyRow(rowOf(clean, first), 400)), first],
    [
      'a nil return in other words',
      edit(clean, setCell(named(submissionCells.nilReturn), text('none this time')), 'Guide'),
      'none this time',
    ],
    [
      'a formula on the cover',
      edit(
        clean,
        setCell(named(submissionCells.preparedBy), { content: text('Ali'), formula: 'B1' }),
        'Guide',
      ),
      '=B1',
    ],
    [
      'a date of the roll-up that is none',
      edit(clean, setCell(named(asOfName), text('end of June')), 'Roll-up'),
      'end of June',
    ],
    [
      'a formula in the column of numbers',
      edit(clean, setCell(at(clean, first, 'no'), { content: text(first), formula: 'A1' })),
      '=A1',
    ],
  ];
  it.each(cases)('%s stops it', (_, snapshot, found) => {
    expect(over(snapshot).blueprint).toBeNull();
    expect(losses(snapshot)).toMatchObject([
      { severity: 'error', params: { found }, at: { file: 'punjab.xlsx' } },
    ]);
  });
  it('is said of the cell, its intervention and its field', () => {
    const [, snapshot] = cases[0]!;
    expect(losses(snapshot)).toMatchObject([
      {
        at: { worksheet: 'Matrix', range: at(clean, first, 'budget') },
        intervention: first,
        field: 'budget',
      },
    ]);
  });
  it('is said of each cell of a column that stands there twice only once', () => {
    const { row } = worksheetOfSnapshot(clean).rows.find(({ cells }) =>
      cells.some(({ content }) => content?.kind === 'text' && content.text === 'nisp:spent'),
    )!;
    const twice = edit(clean, all(insertColumns(30, 1), setCell(`AD${row}`, text('nisp:spent'))));
    expect(losses(twice)).toMatchObject([{ params: { found: 'Spent (PKR million)' }, field: 'spent' }]);
  });
});

describe('another workbook', () => {
  const codes = (snapshot: WorkbookSnapshot, context = {}) => {
    const { blueprint, diagnostics } = over(snapshot, context);
    expect(blueprint).toBeNull();
    return diagnostics.map(({ code }) => code);
  };
  it('of another unit or another quarter is not built over', () => {
    expect(codes(clean, { unit: 'sindh' })).toEqual(['workbook/unit-different']);
    expect(codes(clean, { period: parsePeriod('2019-Q2')! })).toEqual(['workbook/period-different']);
  });
  it('of an unknown template is not built over', () => {
    const { row } = worksheetOfSnapshot(clean, '_nisp').rows.find(({ cells }) =>
      cells.some(({ content }) => content?.kind === 'text' && content.text === 'template'),
    )!;
    expect(codes(edit(clean, setCell(`B${row}`, text('77')), '_nisp'))).toEqual([
      'workbook/template-unknown',
    ]);
  });
  it('that no longer says what it was built with is not built over', () => {
    const cut = edit(clean, (sheet) => ({ ...sheet, rows: sheet.rows.slice(0, 7) }), '_nisp');
    expect(codes(cut)).toEqual(['workbook/metadata-invalid']);
    const gone = { ...clean, worksheets: clean.worksheets.filter(({ name }) => name !== '_nisp') };
    expect(codes(gone)).toEqual(['workbook/metadata-missing']);
  });
});

it('shows the findings it is given', () => {
  const { diagnostics } = over(edit(clean, setCell(at(clean, first, 'status'), text('in  PROGRESS'))));
  const { blueprint } = over(clean, { findings: diagnostics });
  const rows = blueprint!.worksheets.find(({ role }) => role === 'findings')!.rows;
  expect(rows.length).toBe(3 + diagnostics.length);
  expect(diagnostics.length).toBeGreaterThan(0);
});
