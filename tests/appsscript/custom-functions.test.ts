/** The custom functions give the figures of the worksheet Roll-up and of the core, to the last digit. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  NISP_BUDGET,
  NISP_COMPLETION,
  NISP_STATUS_COUNTS,
} from '../../appsscript/custom-functions/figures.js';
import type { CellValue, RangeValue } from '../../appsscript/custom-functions/cell-values.js';
import {
  buildUnitWorkbook,
  cellAddress,
  nispPlan,
  readSubmission,
  rollUp,
  sharesOf,
  snapshotOf,
  statuses,
  worksheetNames,
  type CellContent,
  type Figures,
  type UnitWorkbookInput,
  type WorkbookSnapshot,
} from '../../core/index.js';
import { sourceOf } from '../fakes/spreadsheet/formulas/blueprint-source.js';
import { anyUnit } from '../support/arbitraries.js';
import {
  all,
  at,
  columnOf,
  copyRow,
  deleteColumn,
  edit,
  insertColumns,
  insertRows,
  moveRows,
  number,
  removeRows,
  rowOf,
  setCell,
  text,
  unitSnapshot,
  worksheetOfSnapshot,
} from '../support/snapshot.js';
import { builtCode } from './bundle.js';
import { completedEntries, period, randomEntries, workbooks } from '../sync/workbook/workbooks.js';

const asOf = '2019-03-31';
/** Midnight of a date, as Sheets passes it where the spreadsheet is. Karachi is five hours before UTC. */
const midnight = (iso: string, offset = '+05:00') => new Date(`${iso}T00:00:00${offset}`);

function valueOf(content: CellContent | null, offset?: string): CellValue {
  switch (content?.kind) {
    case undefined:
      return '';
    case 'text':
      return content.text;
    case 'date':
      return midnight(content.date, offset);
    case 'error':
      return content.error;
    case 'number':
    case 'boolean':
      return content.value;
  }
}

/** The worksheet Matrix as `Matrix!A1:AB` passes it, with blank rows at its end. */
function matrixOf(snapshot: WorkbookSnapshot, offset?: string): CellValue[][] {
  const { rows } = worksheetOfSnapshot(snapshot);
  const grid = Array.from({ length: rows.at(-1)!.row + 20 }, (): CellValue[] =>
    new Array<CellValue>(28).fill(''),
  );
  for (const { row, cells } of rows)
    for (const { column, content } of cells) grid[row - 1]![column - 1] = valueOf(content, offset);
  return grid;
}

/** What the core makes of the same workbook: of all rows, and of each pillar. */
function figuresOf(snapshot: WorkbookSnapshot): readonly (readonly [string, Figures])[] {
  const { submission } = readSubmission(snapshot, { plan: nispPlan, file: '', hash: null, received: null });
  const { total, groups } = rollUp([{ unit: submission!.unit, submission }], { plan: nispPlan, asOf });
  return [['', total], ...groups.pillar.map(({ name, figures }) => [name, figures] as const)];
}

const counts = ({ byStatus, interventions, reported }: Figures) => [
  ...statuses.map((status) => byStatus[status]),
  interventions - reported,
];
const completion = (figures: Figures) => {
  const { doneOfAll, doneOfDue } = sharesOf(figures);
  return [doneOfAll.ratio ?? '–', doneOfDue.ratio ?? '–'];
};
const budget = ({ budget: { known, costed, notCosted } }: Figures) => [costed === 0 ? '–' : known, notCosted];

function expectSame(snapshot: WorkbookSnapshot, matrix = matrixOf(snapshot)) {
  for (const [pillar, figures] of figuresOf(snapshot)) {
    expect(NISP_STATUS_COUNTS(matrix, pillar), pillar).toEqual([counts(figures)]);
    expect(NISP_COMPLETION(matrix, pillar, midnight(asOf)), pillar).toEqual([completion(figures)]);
    expect(NISP_BUDGET(matrix, pillar), pillar).toEqual([budget(figures)]);
  }
}

const filled = (unit: string, seed: number, everywhere = false) =>
  unitSnapshot({ unit, entries: randomEntries(nispPlan, unit, seed, { everywhere }) });
const entries = randomEntries(nispPlan, 'punjab', 1);
const punjab = unitSnapshot({ unit: 'punjab', entries });

describe('the figures are the core’s', () => {
  test('whatever a unit has entered', () => {
    fc.assert(
      fc.property(anyUnit, fc.nat(), fc.boolean(), (unit, seed, everywhere) => {
        expectSame(filled(unit, seed, everywhere));
      }),
      { numRuns: 40 },
    );
  });

  const rows = worksheetOfSnapshot(punjab)
    .rows.map(({ row }) => row)
    .filter((row) => row > 5);
  test('however the rows are sorted, columns moved and rows put above', () => {
    const order = fc.shuffledSubarray(rows, { minLength: rows.length });
    const places = fc.tuple(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 0, max: 3 }));
    fc.assert(
      fc.property(order, places, fc.integer({ min: 0, max: 4 }), (sorted, [before, columns], above) => {
        const change = all(
          moveRows(new Map(rows.map((row, index) => [row, sorted[index]!]))),
          insertColumns(before, columns),
          insertRows(1, above),
        );
        expectSame(edit(punjab, change));
      }),
      { numRuns: 25 },
    );
  });

  const odd: readonly (readonly [string, CellContent])[] = [
    ['status', text(' in  PROGRESS ')],
    ['status', text('completed')],
    ['status', text('OH')],
    ['status', text('Complted')],
    ['status', number(3)],
    ['status', { kind: 'boolean', value: true }],
    ['status', { kind: 'error', error: '#N/A' }],
    ['budget', text('1,250.5')],
    ['budget', text('TBD')],
    ['budget', number(-4)],
    ['due', text('2019-03-31')],
    ['due', number(43_554)],
    ['due', text('soon')],
  ];
  test.each(odd)('with an odd cell under %s: %j', (field, content) => {
    const before = matrixOf(punjab);
    // A row that is to be costed, so that a budget that cannot be read shows.
    const no = nispPlan.interventions.find(
      (one) => one.units.includes('punjab') && !one.isContainer && one.budget.kind !== 'none',
    )!.no;
    const changed = edit(punjab, setCell(at(punjab, no, field), content));
    expect(matrixOf(changed)).not.toEqual(before);
    expectSame(changed);
  });

  /** One whose entries show in every figure. */
  const { no: telling } = nispPlan.interventions.find(({ no, budget: { kind } }) => {
    const values = entries.get(no);
    return kind !== 'none' && values?.status === 'Completed' && values.budget !== undefined;
  })!;
  test('with a number that stands there twice', () => {
    const band = worksheetOfSnapshot(punjab).rows.find(({ row }) => row === 6)!;
    expect(band.cells[0]!.content).toBeNull();
    const changed = edit(punjab, copyRow(rowOf(punjab, telling), 6));
    expect(figuresOf(changed)).not.toEqual(figuresOf(punjab));
    expectSame(changed);
  });
  test('without a number in a row that counts', () => {
    const changed = edit(punjab, setCell(at(punjab, telling, 'no'), null));
    expect(figuresOf(changed)).not.toEqual(figuresOf(punjab));
    expectSame(changed);
  });
  test('without the row of keys, by the headings', () => {
    expectSame(edit(punjab, removeRows(4)));
  });

  test.each(['+00:00', '+12:00', '-11:00', '-08:00', '+09:30'])(
    'where midnight is that of UTC%s',
    (offset) => {
      const matrix = matrixOf(punjab, offset);
      const [[, total]] = figuresOf(punjab) as [[string, Figures]];
      expect(total.due).toBeGreaterThan(5);
      expect(NISP_COMPLETION(matrix, '', midnight(asOf, offset))).toEqual([completion(total)]);
    },
  );
});

test.each(workbooks.filter(([, { plan }]) => plan === nispPlan))(
  'the figures are those of the formulas on the worksheet Roll-up: %s',
  (_, input: UnitWorkbookInput) => {
    const blueprint = buildUnitWorkbook(input);
    const matrix = matrixOf(snapshotOf(blueprint));
    const source = sourceOf(blueprint);
    const { rows } = blueprint.worksheets.find(({ name }) => name === worksheetNames.rollUp)!;
    const words = rows.map(({ cells }) => cells.map((cell) => (cell.kind === 'text' ? cell.text : '')));
    const headings = words.find(([first]) => first === 'Pillar')!;
    const shownIn = (row: number, names: readonly string[]) =>
      names.map((name) => source.cell(worksheetNames.rollUp, row, headings.indexOf(name) + 1));
    const date = midnight(input.asOf ?? period.end);
    for (const [name, shown] of [
      ...nispPlan.pillars.map((one) => [one.name, one.name]),
      ['', 'All pillars'],
    ]) {
      const row = words.findIndex(([first]) => first === shown) + 1;
      expect(row).toBeGreaterThan(5);
      expect(NISP_STATUS_COUNTS(matrix, name)).toEqual([shownIn(row, [...statuses, 'No update'])]);
      expect(NISP_COMPLETION(matrix, name, date)).toEqual([shownIn(row, ['Done ÷ all', 'Done ÷ due'])]);
      expect(NISP_BUDGET(matrix, name)).toEqual([shownIn(row, ['Budget known', 'Not costed yet'])]);
    }
  },
);

test('the formulas of the README give figures', () => {
  const done = completedEntries(nispPlan, 'federal');
  const blueprint = buildUnitWorkbook({ plan: nispPlan, unit: 'federal', period, entries: done });
  const pillars = blueprint.worksheets
    .find(({ name }) => name === worksheetNames.rollUp)!
    .rows.slice(6, 12)
    .map(({ cells: [name] }) => [name?.kind === 'text' ? name.text : '']);
  const values = new Map<string, RangeValue>([
    ['Matrix!A1:X', matrixOf(snapshotOf(blueprint)).map((row) => row.slice(0, 24))],
    ['"Reorient"', 'Reorient'],
    ['NISP_AsOf', midnight(asOf)],
    ["'Roll-up'!A7:A12", pillars],
  ]);
  const functions: Readonly<Record<string, (...given: never[]) => readonly (readonly unknown[])[]>> = {
    NISP_STATUS_COUNTS,
    NISP_COMPLETION,
    NISP_BUDGET,
  };
  const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
  const results = [...readme.matchAll(/`=(NISP_\w+)\((.*?)\)`/g)].map(([, name, given]) => {
    const known = given!.split(', ').map((one) => values.get(one)!);
    return functions[name!]!(...(known as never[]));
  });
  expect(results.map((lines) => [lines.length, lines[0]!.length])).toEqual([
    [1, 6],
    [1, 2],
    [6, 2],
  ]);
  expect(results.flat(2).every((figure) => typeof figure === 'number')).toBe(true);
});

test('they give the same as they are pushed, with dates of their own realm, and ask no service', async () => {
  const context = createContext({}, { codeGeneration: { strings: false, wasm: false } });
  runInContext(await builtCode(), context);
  const OwnDate = runInContext('Date', context) as DateConstructor;
  const own = (value: CellValue) => (value instanceof Date ? new OwnDate(value.getTime()) : value);
  const matrix = matrixOf(punjab);
  context.matrix = matrix.map((row) => row.map(own));
  context.date = own(midnight(asOf));
  const results = (formula: string): unknown =>
    JSON.parse(runInContext(`JSON.stringify(${formula})`, context) as string);
  expect(results('NISP_STATUS_COUNTS(matrix)')).toEqual(NISP_STATUS_COUNTS(matrix));
  expect(results('NISP_COMPLETION(matrix, "Reorient", date)')).toEqual(
    NISP_COMPLETION(matrix, 'Reorient', midnight(asOf)),
  );
  expect(results('NISP_BUDGET(matrix, "Reorient")')).toEqual(NISP_BUDGET(matrix, 'Reorient'));
});

describe('arguments', () => {
  const matrix = matrixOf(punjab);
  const all4 = matrix.slice(3).map((row) => row.slice(0, 24));

  test('a pillar by its name or id, in any letters', () => {
    const wanted = NISP_STATUS_COUNTS(matrix, 'Regional Approach');
    expect(wanted).not.toEqual(NISP_STATUS_COUNTS(matrix, 'Reorient'));
    for (const name of ['regional-approach', ' REGIONAL  approach ', 'Regional\u00a0Approach'])
      expect(NISP_STATUS_COUNTS(matrix, name)).toEqual(wanted);
  });
  test('several pillars give a line each, a blank cell a blank line', () => {
    const [first, second] = ['Recognize', 'Reorient'].map((name) => NISP_BUDGET(matrix, name)[0]);
    expect(NISP_BUDGET(matrix, [['Recognize'], [''], ['Reorient']])).toEqual([first, [''], second]);
    expect(NISP_BUDGET(matrix, [['Recognize', 'Reorient']])).toEqual([first, second]);
  });
  test('no pillar, or a blank cell, is all pillars', () => {
    expect(NISP_STATUS_COUNTS(matrix)).toEqual(NISP_STATUS_COUNTS(matrix, ''));
    const lines = NISP_STATUS_COUNTS(
      matrix,
      nispPlan.pillars.map(({ name }) => [name]),
    ) as number[][];
    const sums = statuses
      .concat('none' as never)
      .map((_, place) => lines.reduce((sum, line) => sum + line[place]!, 0));
    expect(NISP_STATUS_COUNTS(matrix)).toEqual([sums]);
  });
  test('the range may begin with the keys', () => {
    expect(NISP_STATUS_COUNTS(all4)).toEqual(NISP_STATUS_COUNTS(matrix));
  });
  test('without a date, completion says nothing of what is due', () => {
    const [line] = NISP_COMPLETION(matrix);
    expect(line).toEqual(NISP_COMPLETION(matrix, '', midnight(asOf))[0]!.slice(0, 1));
  });
  test('a pillar of another plan, by its id', () => {
    const [, input] = workbooks.find(([, { plan }]) => plan !== nispPlan)!;
    const blueprint = buildUnitWorkbook(input);
    const other = matrixOf(snapshotOf(blueprint));
    const [pillar] = input.plan.pillars;
    expect(NISP_STATUS_COUNTS(other, pillar!.id)[0]).toHaveLength(6);
    expect(() => NISP_STATUS_COUNTS(matrix, pillar!.id)).toThrow('is no pillar of this matrix');
  });

  const hidden = columnOf(punjab, 'scope');
  const refusals: readonly (readonly [string, () => unknown, RegExp])[] = [
    [
      'a range without headings',
      () => NISP_STATUS_COUNTS(matrix.slice(5)),
      /^The first argument has no headings of the worksheet Matrix\. Give whole columns .*Matrix!A1:X$/,
    ],
    ['a single cell', () => NISP_BUDGET('Reorient'), /^The first argument has no headings/],
    [
      'a range without the hidden columns',
      () => NISP_COMPLETION(matrix.map((row) => row.slice(0, hidden - 1))),
      /^The first argument lacks these columns.*: scope, pillar, costing\. .*choose NISP, Build…\.$/,
    ],
    [
      'a matrix without a column',
      () => NISP_BUDGET(matrixOf(edit(punjab, deleteColumn(columnOf(punjab, 'budget'))))),
      /: Budget \(PKR million\)\./,
    ],
    [
      'an unknown pillar',
      () => NISP_BUDGET(matrix, 'Rewind'),
      /^“Rewind” is no pillar of this matrix\. Give one of: Reorient, .*, Recognize; or nothing, for all\.$/,
    ],
    [
      'an unknown pillar among others',
      () => NISP_STATUS_COUNTS(matrix, [['Reorient'], [7]]),
      /^“7” is no pillar/,
    ],
    [
      'a date that is none',
      () => NISP_COMPLETION(matrix, '', 'March'),
      /^The third argument is no date\. .*NISP_AsOf/,
    ],
    [
      'an impossible date',
      () => NISP_COMPLETION(matrix, '', new Date(NaN)),
      /^The third argument is no date/,
    ],
  ];
  test.each(refusals)('%s is refused in words', (_, call, words) => {
    expect(call).toThrow(words);
  });
  test('a date that is none among the entries is read as no date', () => {
    const address = at(punjab, '2', 'due');
    const broken = matrix.map((row, index) =>
      row.map((value, column) => (cellAddress(index + 1, column + 1) === address ? new Date(NaN) : value)),
    );
    expect(NISP_COMPLETION(broken, '', midnight(asOf))).toEqual([
      completion(figuresOf(edit(punjab, setCell(address, text('never'))))[0]![1]),
    ]);
  });
});
