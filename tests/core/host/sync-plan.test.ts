import { describe, expect, it } from 'vitest';
import { buildOver, consolidate, isMassClearing, planSync, snapshotOf } from '../../../core/index.js';
import {
  changed,
  entered,
  findingsIn,
  handedOut,
  outcomes,
  period,
  planned,
  sideOf,
  synced,
  valueIn,
  type Pair,
} from '../../support/pair.js';
import { smallPlan as plan } from '../merge/small-plan.js';

const start = (): Pair => {
  const workbook = handedOut({ '1': { status: 'In progress', remarks: 'as handed out' } });
  return [workbook, workbook];
};
const conflicts = (workbook: Pair[0]) => findingsIn(workbook).filter(({ code }) => code === 'sync/conflict');
const inStep = (pair: Pair) => planned(pair).changes.every((changes) => changes.length === 0);

describe('two workbooks', () => {
  it('that nobody touched need nothing', () => {
    const plan = planned(start());
    expect(plan.changes).toEqual([[], []]);
    expect(plan.cells).toEqual([]);
  });

  it('get each other’s changes, and are in step then', () => {
    let [a, b] = start();
    a = entered(a, ['1', 'status'], 'Completed');
    a = entered(a, ['2', 'due'], { date: '2019-12-31' });
    b = entered(b, ['1', 'progress'], 0.45);
    b = entered(b, ['4', 'remarks'], '=1+1');
    const plan = planned([a, b]);
    expect(outcomes(plan)).toEqual([
      '1 status taken from 0',
      '1 progress taken from 1',
      '2 due taken from 0',
      '4 remarks taken from 1',
    ]);
    const after = synced([a, b]);
    for (const workbook of after) {
      expect(valueIn(workbook, ['1', 'status'])).toBe('Completed');
      expect(valueIn(workbook, ['1', 'progress'])).toBe(0.45);
      expect(valueIn(workbook, ['2', 'due'])).toBe('2019-12-31');
      expect(valueIn(workbook, ['4', 'remarks'])).toBe('=1+1');
    }
    expect(inStep(after)).toBe(true);
    expect(sideOf(after[0]).side.record).toEqual(sideOf(after[1]).side.record);
  });

  it('get what the other says of the submission as a whole', () => {
    const [a, b] = start();
    const after = synced([
      entered(a, [null, 'preparedBy'], 'Asma'),
      entered(b, [null, 'submittedOn'], { date: '2019-04-02' }),
    ]);
    for (const workbook of after) {
      expect(valueIn(workbook, [null, 'preparedBy'])).toBe('Asma');
      expect(valueIn(workbook, [null, 'submittedOn'])).toBe('2019-04-02');
    }
    const cleared = synced([entered(after[0], [null, 'preparedBy'], null), after[1]]);
    expect(valueIn(cleared[1], [null, 'preparedBy'])).toBeUndefined();
    expect(inStep(cleared)).toBe(true);
  });

  it('get a deletion that the other did not touch', () => {
    const [a, b] = start();
    const after = synced([entered(a, ['1', 'remarks'], null), b]);
    expect(valueIn(after[1], ['1', 'remarks'])).toBeUndefined();
  });

  it('of another unit or quarter are refused, with both names', () => {
    const input = (snapshot: Pair[0]) => ({ name: 'x', snapshot, hash: null, copiesAtOnce: false });
    const result = planSync([input(handedOut()), input(handedOut({}, { unit: 'south' }))], {
      plan,
      prefer: null,
    });
    expect(result.ok).toBe(false);
    expect(result.diagnostics[1][0]).toMatchObject({
      code: 'workbook/unit-different',
      params: { found: 'The South', expected: 'The North' },
    });
  });
});

describe('a conflict', () => {
  const differing = (): Pair => {
    const [a, b] = start();
    return [entered(a, ['1', 'status'], 'Completed'), entered(b, ['1', 'status'], 'On hold')];
  };

  it('keeps both values, is named in both workbooks, and stays the same however often they are synced', () => {
    const after = synced(differing());
    expect(valueIn(after[0], ['1', 'status'])).toBe('Completed');
    expect(valueIn(after[1], ['1', 'status'])).toBe('On hold');
    expect(conflicts(after[0])).toMatchObject([
      {
        params: { column: 'Status', here: 'Completed', there: 'On hold', base: 'In progress' },
        intervention: '1',
        field: 'status',
      },
    ]);
    expect(conflicts(after[1])[0]?.params).toMatchObject({ here: 'On hold', there: 'Completed' });
    for (const { worksheets } of after) {
      const said = JSON.stringify(worksheets.find(({ name }) => name === 'Findings'));
      expect(said).toContain('sync/conflict');
    }
    expect(inStep(after)).toBe(true);
    expect(outcomes(planned(after))).toEqual(['1 status conflict']);
  });

  it.each([
    ['a third value on the first', 0, 'Dropped', 'Dropped'],
    ['a third value on the second', 1, 'Not started', 'Not started'],
    ['what the other says', 0, 'On hold', 'On hold'],
    ['what it was before', 0, 'In progress', 'In progress'],
    ['nothing', 1, null, undefined],
  ] as const)('is settled by %s', (_, side, value, result) => {
    const open = synced(differing());
    const edited: Pair =
      side === 0
        ? [entered(open[0], ['1', 'status'], value), open[1]]
        : [open[0], entered(open[1], ['1', 'status'], value)];
    const after = synced(edited);
    for (const workbook of after) {
      expect(valueIn(workbook, ['1', 'status'])).toBe(result);
      expect(conflicts(workbook)).toEqual([]);
      expect(JSON.stringify(workbook.worksheets.find(({ name }) => name === 'Findings'))).not.toContain(
        'sync/conflict',
      );
    }
    expect(inStep(after)).toBe(true);
  });

  it('is not settled by different values on both sides', () => {
    const open = synced(differing());
    const after = synced([
      entered(open[0], ['1', 'status'], 'Dropped'),
      entered(open[1], ['1', 'status'], 'Not started'),
    ]);
    expect(conflicts(after[0])[0]?.params).toMatchObject({ here: 'Dropped', there: 'Not started' });
  });

  it.each([0, 1] as const)('is settled by preferring one side (%i)', (prefer) => {
    const after = synced(differing(), { prefer });
    for (const workbook of after)
      expect(valueIn(workbook, ['1', 'status'])).toBe(['Completed', 'On hold'][prefer]);
    expect(inStep(after)).toBe(true);
  });

  it('is what a deletion against an edit is', () => {
    const [a, b] = start();
    const after = synced([entered(a, ['1', 'remarks'], null), entered(b, ['1', 'remarks'], 'more')]);
    expect(valueIn(after[0], ['1', 'remarks'])).toBeUndefined();
    expect(valueIn(after[1], ['1', 'remarks'])).toBe('more');
    expect(conflicts(after[0])[0]?.params).toMatchObject({ here: '(blank)', there: 'more' });
  });

  it('of the cover is named too', () => {
    const [a, b] = start();
    const after = synced([
      entered(a, [null, 'preparedBy'], 'Asma'),
      entered(b, [null, 'preparedBy'], 'Bilal'),
    ]);
    expect(conflicts(after[1])[0]).toMatchObject({
      params: { column: 'Prepared by', here: 'Bilal', there: 'Asma' },
    });
    expect(inStep(after)).toBe(true);
  });

  it('with one workbook is not settled by what sync takes from a third', () => {
    const [a, b] = synced(differing());
    const third = entered(start()[0], ['2', 'status'], 'Completed');
    const [a2, third2] = synced([a, third]);
    expect(valueIn(third2, ['1', 'status'])).toBe('Completed');
    expect(conflicts(a2)).toHaveLength(1);
    const [a3, third3] = synced([a2, entered(third2, ['1', 'status'], 'Dropped')]);
    expect(valueIn(a3, ['1', 'status'])).toBe('Dropped');
    expect(outcomes(planned([a3, b]))).toContain('1 status conflict');
    expect(valueIn(third3, ['1', 'status'])).toBe('Dropped');
  });
});

describe('what cannot be merged now', () => {
  it('stays as it is and is named: something that is no value, a row or a column that is gone', () => {
    let [a, b] = start();
    a = entered(a, ['1', 'status'], 'Complted');
    b = entered(b, ['1', 'status'], 'Completed');
    b = entered(b, ['2', 'remarks'], 'new');
    const place = sideOf(a).placeOf({ no: '2', field: 'no' as never });
    expect(place).toBeNull();
    const row = Number(/\d+/.exec(sideOf(a).placeOf({ no: '2', field: 'status' })!.range)![0]);
    a = {
      ...a,
      worksheets: a.worksheets.map((sheet) =>
        sheet.name === 'Matrix' ? { ...sheet, rows: sheet.rows.filter((one) => one.row !== row) } : sheet,
      ),
    };
    const plan = planned([a, b]);
    expect(outcomes(plan)).toEqual(['1 status held unusable', '2 remarks held no-cell']);
    expect(plan.changes).toEqual([[], []]);
  });

  it('is merged as soon as it is mended', () => {
    const [a, b] = start();
    const first = synced([
      entered(entered(a, ['1', 'status'], 'Complted'), ['2', 'status'], 'Completed'),
      entered(b, ['1', 'progress'], 0.5),
    ]);
    const mended = synced([entered(first[0], ['1', 'status'], 'Completed'), first[1]]);
    expect(valueIn(mended[1], ['1', 'status'])).toBe('Completed');
    expect(inStep(mended)).toBe(true);
  });
});

describe('a run that was cut between the two workbooks', () => {
  it('ends as an uncut one when it is run again', () => {
    let [a, b] = start();
    a = entered(entered(a, ['1', 'status'], 'Completed'), ['2', 'remarks'], 'mine');
    b = entered(entered(b, ['1', 'progress'], 0.4), ['2', 'remarks'], 'yours');
    const whole = synced([a, b]);
    const { changes } = planned([a, b]);
    expect(synced([changed(a, changes[0]), b])).toEqual(whole);
    expect(synced([a, changed(b, changes[1])])).toEqual(whole);
  });

  it('loses nothing that was entered in between', () => {
    const [untouched, b] = start();
    const a = entered(untouched, ['1', 'status'], 'Completed');
    const { changes } = planned([a, b]);
    const after = synced([changed(a, changes[0]), entered(b, ['1', 'status'], 'Dropped')]);
    expect(conflicts(after[0])[0]?.params).toMatchObject({ here: 'Completed', there: 'Dropped' });
  });
});

describe('more than two workbooks', () => {
  it('come to the same through one in the middle', () => {
    let [middle, left] = start();
    let right = middle;
    left = entered(left, ['1', 'status'], 'Completed');
    right = entered(right, ['1', 'progress'], 0.9);
    [middle, left] = synced([middle, left]);
    [middle, right] = synced([middle, right]);
    [middle, left] = synced([middle, left]);
    expect(valueIn(left, ['1', 'progress'])).toBe(0.9);
    right = entered(right, ['1', 'status'], 'On hold');
    [middle, right] = synced([middle, right]);
    [left] = synced([left, middle]);
    for (const workbook of [left, right]) expect(valueIn(workbook, ['1', 'status'])).toBe('On hold');
  });

  it('an old copy overwrites nothing that came later', () => {
    let [a, b] = start();
    const old = entered(b, ['2', 'status'], 'In progress');
    b = entered(b, ['1', 'status'], 'Completed');
    [a, b] = synced([a, b]);
    a = entered(a, ['1', 'status'], 'Dropped');
    [a, b] = synced([a, b]);
    const [after] = synced([a, old]);
    expect(valueIn(after, ['1', 'status'])).toBe('Dropped');
    expect(valueIn(after, ['2', 'status'])).toBe('In progress');
  });

  it('that never met have no common beginning: every difference is a conflict, and stays one', () => {
    const [a, b] = [handedOut({ '1': { status: 'In progress' } }), handedOut({ '1': { status: 'On hold' } })];
    const after = synced([a, b]);
    expect(conflicts(after[0])[0]?.params).toMatchObject({ base: '(not known)' });
    expect(inStep(after)).toBe(true);
    expect(outcomes(planned(after))).toEqual(['1 status conflict']);
  });
});

describe('an entry made at the instant of writing', () => {
  const overtaken = (typed: string | null) => {
    const [sheet, file] = start();
    const pair: Pair = [sheet, entered(file, ['1', 'status'], 'Completed')];
    const { changes } = planned(pair, { copiesAtOnce: [true, false] });
    const late = entered(sheet, ['1', 'status'], typed);
    return [changed(late, changes[0]), pair[1]] as Pair;
  };

  it('is found in the copy, put back, and in conflict with what was written', () => {
    const pair = overtaken('On hold');
    expect(valueIn(pair[0], ['1', 'status'])).toBe('Completed');
    const after = synced(pair, { copiesAtOnce: [true, false] });
    expect(valueIn(after[0], ['1', 'status'])).toBe('On hold');
    expect(valueIn(after[1], ['1', 'status'])).toBe('Completed');
    expect(conflicts(after[0])[0]?.params).toMatchObject({
      here: 'On hold',
      there: 'Completed',
      base: 'In progress',
    });
    expect(planned(after, { copiesAtOnce: [true, false] }).changes).toEqual([[], []]);
  });

  it('is put back as it was typed, even if it is no value', () => {
    const after = synced(overtaken('Complted'), { copiesAtOnce: [true, false] });
    expect(JSON.stringify(after[0].worksheets.find(({ name }) => name === 'Matrix'))).toContain('Complted');
    expect(outcomes(planned(after))).toEqual(['1 status held unusable']);
  });

  it('that cleared the cell is put back too', () => {
    const after = synced(overtaken(null), { copiesAtOnce: [true, false] });
    expect(valueIn(after[0], ['1', 'status'])).toBeUndefined();
    expect(conflicts(after[1])).toHaveLength(1);
  });

  it('leaves nothing behind when nobody was faster', () => {
    const [sheet, file] = start();
    const options = { copiesAtOnce: [true, false] as const };
    const after = synced([sheet, entered(file, ['1', 'status'], 'Completed')], options);
    expect(outcomes(planned(after, options))).toEqual([]);
    expect(planned(after, options).changes).toEqual([[], []]);
  });
});

describe('clearing', () => {
  it('is counted by row, and many rows are a mass', () => {
    const entries = Object.fromEntries(
      ['1', '2', '3a', '4'].map((no) => [no, { status: 'In progress', remarks: 'x' } as const]),
    );
    const workbook = handedOut(entries);
    let cleared = entered(workbook, ['1', 'status'], null);
    expect(planned([cleared, workbook]).clearing).toEqual([
      { rows: 0, of: 4 },
      { rows: 1, of: 4 },
    ]);
    expect(isMassClearing({ rows: 1, of: 4 })).toBe(false);
    cleared = entered(entered(cleared, ['2', 'status'], null), ['1', 'remarks'], null);
    const [, clearing] = planned([cleared, workbook]).clearing;
    expect(clearing).toEqual({ rows: 2, of: 4 });
    expect(isMassClearing(clearing)).toBe(true);
  });
});

describe('a workbook that is built anew', () => {
  it('remembers its beginnings and its conflicts', () => {
    const [handed, b] = start();
    const [first, second] = synced([
      entered(handed, ['1', 'status'], 'Completed'),
      entered(entered(b, ['1', 'status'], 'On hold'), ['2', 'spent'], 4),
    ]);
    const { blueprint } = buildOver(first, { plan, unit: 'north', period });
    const rebuilt = snapshotOf(blueprint!);
    expect(sideOf(rebuilt).side.record).toEqual(sideOf(first).side.record);
    expect(conflicts(rebuilt)).toHaveLength(1);
    expect(outcomes(planned([rebuilt, second]))).toEqual(['1 status conflict']);
  });
});

describe('what a workbook was handed out with', () => {
  const codes = (workbook: Pair[0]) =>
    findingsIn(workbook).map(({ code, intervention }) => `${code} ${intervention ?? ''}`);

  it('is what checks compare with, synced or not', () => {
    const [handed, b] = start();
    const a = entered(entered(handed, ['1', 'status'], 'Not started'), ['4', 'status'], 'In progress');
    const before = codes(a);
    expect(before).toContain('status/reversed 1');
    for (const workbook of synced([a, b])) expect(codes(workbook)).toEqual(before);
  });

  it('does not come back as an entry where a row was deleted, and the workbook built anew', () => {
    const [handed, b] = start();
    const [first, second] = synced([entered(handed, ['1', 'status'], 'Completed'), b]);
    const row = Number(/\d+/.exec(sideOf(first).placeOf({ no: '1', field: 'status' })!.range)![0]);
    const without = {
      ...first,
      worksheets: first.worksheets.map((sheet) =>
        sheet.name === 'Matrix' ? { ...sheet, rows: sheet.rows.filter((one) => one.row !== row) } : sheet,
      ),
    };
    const rebuilt = snapshotOf(buildOver(without, { plan, unit: 'north', period }).blueprint!);
    expect(valueIn(rebuilt, ['1', 'status'])).toBe('Completed');
    expect(inStep([rebuilt, second])).toBe(true);
  });

  it('gives way, where workbooks of one unit are consolidated, to what they were last left with', () => {
    const [handed, b] = start();
    const [first, second] = synced([entered(handed, ['1', 'status'], 'Completed'), b]);
    const later = entered(second, ['1', 'status'], 'On hold');
    const { units, conflicts: found } = consolidate([sideOf(first).submission, sideOf(later).submission], {
      plan,
      period: '2019-Q1',
      asOf: '2019-03-31',
    });
    expect(units.find(({ unit }) => unit === 'north')?.merged?.entries.get('1')?.values.status).toBe(
      'On hold',
    );
    expect(found).toMatchObject([{ no: '1', field: 'status', resolution: 'one-sided' }]);
  });
});
