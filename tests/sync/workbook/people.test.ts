/** The workbook stays right under what people do with it in the program: type, sort, insert, move columns. */
import { beforeAll, describe, expect, test } from 'vitest';
import {
  cellAddress,
  columnLetters,
  hasPart,
  matrixColumns,
  nispPlan,
  parseRange,
  worksheetNames,
  type CheckedWorkbook,
  type EntryValues,
  type WorkbookSnapshot,
} from '../../../core/index.js';
import { dateSerial } from '../../../sync/xlsx-host/paint/text.js';
import { sitAt, type Deed } from '../../support/person.js';
import { disagreements, expectedFigures, formulaCells, matrixPlaces } from './figures.js';
import { checked, paintedFile, snapshotOfFile } from './files.js';
import { period, randomEntries } from './workbooks.js';

const plan = nispPlan;
const unit = 'federal';
const { matrix, rollUp } = worksheetNames;
const entries = randomEntries(plan, unit, 6);
const input = { plan, unit, period, entries };

let painted: WorkbookSnapshot;
let lastRow: number;
let at: (no: string, key: string) => string;
const sat = new Map<string, { readonly snapshot: WorkbookSnapshot; readonly read: CheckedWorkbook }>();

/** Rows that follow each other, by the numbers of the first and the last. */
const rowsFrom = (first: string, last: string, columns = matrixColumns.length) =>
  `${at(first, 'no')}:${columnLetters(columns)}${matrixPlaces(painted).rowOf.get(last)!}`;

const own = plan.interventions.filter(
  (intervention) => !intervention.isContainer && hasPart(intervention, unit),
);
const stranger = plan.interventions.find((intervention) => !hasPart(intervention, unit))!;
const lastOne = plan.interventions.at(-1)!;

/** What is typed into open cells, by intervention. */
const typed = new Map<string, EntryValues>([
  [
    own[0]!.no,
    { status: 'Completed', progress: 1, due: '2019-03-31', budget: 12.34, evidence: 'Gazette, 3 March 2019' },
  ],
  [own[1]!.no, { status: 'On hold', due: '2019-04-01', spent: 0.1, remarks: '=SUM(1;2)' }],
  [own[2]!.no, { status: 'Dropped', due: '2018-12-31', progress: 0, remarks: 'عدالتی فیصلے کا انتظار' }],
  ['11a', { status: 'Not started', timeline: 'Long Term' }],
  [own.at(-1)!.no, { status: 'In progress', progress: 0.333, due: '2019-01-01', budget: 7 }],
]);
const dates: readonly string[] = ['start', 'due', 'updatedOn'];

beforeAll(async () => {
  const names = ['typed', 'pasted', 'sorted', 'inserted', 'moved'] as const;
  const files = await Promise.all(names.map((name) => paintedFile(`${name}.xlsx`, input)));
  painted = snapshotOfFile(files[0]!.file);
  const { rowOf, columnOf } = matrixPlaces(painted);
  at = (no, key) => cellAddress(rowOf.get(no)!, columnOf.get(key)!);
  lastRow = painted.worksheets.find(({ name }) => name === matrix)!.rows.at(-1)!.row;
  const on = (worksheet: string, ...deeds: Deed[]) => deeds.map((deed) => ({ ...deed, worksheet }));
  const type = (cell: string, value: string | number): Deed => ({ kind: 'type', cell, value });
  const column = (key: string) => columnLetters(columnOf.get(key)!);

  const deeds: Record<(typeof names)[number], readonly (Deed & { worksheet: string })[]> = {
    typed: [
      ...[...typed].flatMap(([no, values]) =>
        (Object.entries(values) as [string, string | number][]).flatMap(([key, value]) =>
          on(matrix, type(at(no, key), dates.includes(key) ? dateSerial(String(value)) : value)),
        ),
      ),
      // What is locked stays as it is.
      ...on(
        matrix,
        type(at('11', 'status'), 'Dropped'),
        type(at(stranger.no, 'status'), 'Dropped'),
        type(at('6', 'no'), '99'),
        type(at('6', 'scope'), 'band'),
      ),
      ...on(rollUp, type('B7', 999), type('B3', dateSerial('2018-12-31'))),
    ],
    // A paste goes past the validation.
    pasted: on(
      matrix,
      type(at(own[0]!.no, 'status'), 'nearly'),
      type(at(own[0]!.no, 'progress'), -0.5),
      type(at(own[1]!.no, 'progress'), 250),
      type(at(own[2]!.no, 'progress'), 'half'),
      type(at('11a', 'progress'), -1),
      type(at('11a', 'budget'), -12),
      type(at(own[0]!.no, 'budget'), -5),
      type(at(own[1]!.no, 'budget'), 'TBD'),
      type(at(own[2]!.no, 'spent'), -0.01),
      type(at(own[0]!.no, 'due'), 'soon'),
    ),
    sorted: on(
      matrix,
      { kind: 'unprotect' },
      // Without a container, the sub-items of one, and rows of which one is a container.
      { kind: 'sort', range: rowsFrom('1', '4'), by: column('status') },
      {
        kind: 'sort',
        range: rowsFrom('57a', plan.interventionByNo.get('57')!.subItems.at(-1)!),
        by: column('due'),
      },
      { kind: 'sort', range: rowsFrom('11', '14'), by: column('budget') },
    ),
    inserted: on(
      matrix,
      { kind: 'unprotect' },
      // One row in the midst of the first pillar, two at the end of the last; its last intervention goes into them.
      { kind: 'insert-rows', before: rowOf.get('3')!, count: 1 },
      { kind: 'insert-rows', before: lastRow + 1, count: 2 },
      {
        kind: 'move',
        range: `A${rowOf.get(lastOne.no)! + 1}:${columnLetters(matrixColumns.length)}${rowOf.get(lastOne.no)! + 1}`,
        to: `A${lastRow + 2}`,
      },
      { kind: 'delete-rows', first: rowOf.get(lastOne.no)! + 1, count: 1 },
    ),
    moved: on(
      matrix,
      { kind: 'unprotect' },
      { kind: 'insert-columns', before: column('scope'), count: 2 },
      ...(['status', 'budget'] as const).map((key, index): Deed => ({
        kind: 'move',
        range: `${column(key)}1:${column(key)}${lastRow}`,
        to: `${columnLetters(columnOf.get('scope')! + index)}1`,
      })),
      { kind: 'delete-columns', first: column('budget'), count: 1 },
      { kind: 'delete-columns', first: column('status'), count: 1 },
      // And one of the person's own.
      { kind: 'insert-columns', before: column('progress'), count: 1 },
    ),
  };
  const saved = await sitAt(names.map((name, index) => ({ file: files[index]!.file, deeds: deeds[name] })));
  names.forEach((name, index) => {
    const snapshot = snapshotOfFile(saved[index]!);
    sat.set(name, { snapshot, read: checked(snapshot, plan) });
  });
});

function expectAgreement(name: string, asOf = period.end): void {
  const { snapshot, read } = sat.get(name)!;
  const formulas = formulaCells(snapshot);
  expect(formulas.size).toBe(formulaCells(painted).size);
  expect(disagreements(formulas, expectedFigures(snapshot, plan, read.submission!, asOf))).toEqual([]);
}

const valuesRead = (name: string) =>
  new Map(
    [...sat.get(name)!.read.submission!.entries]
      .map(([no, { values }]) => [no, values] as const)
      .filter(([, values]) => Object.keys(values).length > 0),
  );

describe('typing into the protected workbook', () => {
  test('fills the open cells and changes nothing else', () => {
    const expected = new Map(entries);
    for (const [no, values] of typed) expected.set(no, { ...entries.get(no), ...values });
    expect(valuesRead('typed')).toEqual(expected);
  });

  test('moves every figure, due and overdue as of the date that was typed', () => {
    expectAgreement('typed', '2018-12-31');
  });
});

describe('what was pasted past the checks', () => {
  test('is reported and counts nowhere, in the formulas as in the core', () => {
    expectAgreement('pasted');
    const { submission, diagnostics } = sat.get('pasted')!.read;
    const unusable = [...submission!.entries.values()].flatMap(({ no, unusable: fields }) =>
      [...fields].map((field) => `${no} ${field}`),
    );
    const [first, second, third] = own.map(({ no }) => no);
    expect(unusable.sort()).toEqual(
      [
        `${first!} budget`,
        `${first!} due`,
        `${first!} progress`,
        `${first!} status`,
        `${second!} budget`,
        `${second!} progress`,
        `${third!} progress`,
        `${third!} spent`,
        '11a budget',
        '11a progress',
      ].sort(),
    );
    const reported = diagnostics.map(({ intervention, field }) => `${intervention ?? ''} ${field ?? ''}`);
    for (const place of unusable) expect(reported).toContain(place);
  });
});

describe('sorting', () => {
  test('changes the order of rows and no figure', () => {
    const { snapshot } = sat.get('sorted')!;
    const order = ({ rowOf }: ReturnType<typeof matrixPlaces>) =>
      [...rowOf].sort(([, a], [, b]) => a - b).map(([no]) => no);
    expect(order(matrixPlaces(snapshot))).not.toEqual(order(matrixPlaces(painted)));
    expect(valuesRead('sorted')).toEqual(entries);
    expectAgreement('sorted');
  });
});

describe('inserting rows', () => {
  test('leaves every row counted, also at the end of the last pillar', () => {
    const { snapshot } = sat.get('inserted')!;
    expect(valuesRead('inserted')).toEqual(entries);
    expectAgreement('inserted');
    const { rowOf } = matrixPlaces(snapshot);
    expect(rowOf.get(lastOne.no)).toBe(lastRow + 1);
    for (const { name, refersTo } of snapshot.definedNames) {
      if (!matrixColumns.some((key) => name === `NISP_${key}`)) continue;
      const { top, bottom } = parseRange(refersTo.slice(refersTo.lastIndexOf('!') + 1))!;
      expect([top, bottom], name).toEqual([6, lastRow + 2]);
    }
  });
});

describe('moving columns', () => {
  test('takes names, formulas and entries along', () => {
    const { snapshot } = sat.get('moved')!;
    const { columnOf } = matrixPlaces(snapshot);
    expect(columnOf.get('status')).toBeGreaterThan(columnOf.get('remarks')!);
    expect(valuesRead('moved')).toEqual(entries);
    expectAgreement('moved');
  });
});
