/** Syncing more than two workbooks, in any order and from copies: what versions of cells are for. */
import { describe, expect, it } from 'vitest';
import {
  changed,
  entered,
  handedOut,
  outcomes,
  planned,
  sideOf,
  synced,
  valueIn,
  type Pair,
} from '../../support/pair.js';

const start = () => handedOut({ '1': { status: 'In progress', remarks: 'as handed out' } });
const isInStep = (pair: Pair) => planned(pair).changes.every((changes) => changes.length === 0);
const status = ['1', 'status'] as const;
const remarks = ['1', 'remarks'] as const;

describe('a conflict with one of several workbooks', () => {
  it('comes to rest: syncing all again changes nothing', () => {
    let [middle, left, right] = [
      entered(start(), status, 'Completed'),
      entered(start(), status, 'On hold'),
      start(),
    ];
    [middle, left] = synced([middle, left]);
    [middle, right] = synced([middle, right]);
    expect(isInStep([middle, left])).toBe(true);
    expect(isInStep([middle, right])).toBe(true);
  });

  it('is one with whoever has taken the other value, too', () => {
    let [middle, left, right] = [
      entered(start(), status, 'Completed'),
      entered(start(), status, 'On hold'),
      start(),
    ];
    let further = start();
    [middle, right] = synced([middle, right]);
    [middle, left] = synced([middle, left]);
    [left, further] = synced([left, further]);
    expect(outcomes(planned([further, right]))).toEqual(['1 status conflict']);
  });

  it('is settled for everybody at once, also by way of a third', () => {
    let [middle, left, right] = [
      entered(start(), status, 'Completed'),
      entered(start(), status, 'On hold'),
      start(),
    ];
    [middle, left] = synced([middle, left]);
    left = entered(left, status, 'Dropped');
    [left, right] = synced([left, right]);
    [middle, right] = synced([middle, right]);
    expect(valueIn(middle, status)).toBe('Dropped');
    expect(sideOf(middle).side.record.conflicts).toEqual([]);
    expect(isInStep([middle, left])).toBe(true);
  });

  it('is kept beside one with another workbook, and both are settled by who sees both', () => {
    let [middle, left, right] = [
      entered(start(), status, 'Completed'),
      entered(start(), status, 'On hold'),
      entered(start(), status, 'Not started'),
    ];
    [middle, left] = synced([middle, left]);
    [middle, right] = synced([middle, right]);
    expect(sideOf(middle).side.record.conflicts.map(({ there }) => there)).toEqual([
      { kind: 'value', value: 'On hold' },
      { kind: 'value', value: 'Not started' },
    ]);
    middle = entered(middle, status, 'Dropped');
    [middle, left] = synced([middle, left]);
    [middle, right] = synced([middle, right]);
    for (const workbook of [middle, left, right]) {
      expect(valueIn(workbook, status)).toBe('Dropped');
      expect(sideOf(workbook).side.record.conflicts).toEqual([]);
    }
  });
});

describe('a conflict that is new', () => {
  const options = { copiesAtOnce: [true, false] } as const;
  const pair = (): Pair => [entered(start(), status, 'Completed'), entered(start(), status, 'On hold')];

  it('is not settled by what was entered before anybody could see it', () => {
    const [sheet, file] = pair();
    const { changes } = planned([sheet, file], options);
    const late = changed(entered(sheet, status, 'Dropped'), changes[0]);
    const after = synced([late, changed(file, changes[1])], options);
    expect(valueIn(after[0], status)).toBe('Dropped');
    expect(valueIn(after[1], status)).toBe('On hold');
    expect(sideOf(after[0]).side.record.conflicts).toMatchObject([
      { here: { value: 'Dropped' }, there: { value: 'On hold' } },
    ]);
    expect(outcomes(planned(after, options))).toEqual(['1 status conflict']);
    expect(isInStep(after)).toBe(true);
  });

  it('has its cell written again as it is, once', () => {
    const [first, second] = planned(pair(), options).changes.map((changes) =>
      changes.filter(({ worksheet }) => worksheet === 'Matrix'),
    );
    expect(first).toMatchObject([{ value: 'Completed', before: { content: { text: 'Completed' } } }]);
    expect(second).toEqual([]);
    expect(planned(synced(pair(), options), options).changes).toEqual([[], []]);
  });

  it('is named once where the other value went on, and comes to rest', () => {
    let [middle, left] = [entered(start(), remarks, 'middle'), entered(start(), remarks, 'left')];
    let right = start();
    [left, right] = synced([left, right]);
    right = entered(right, remarks, 'right, having seen left');
    for (let round = 0; round < 2; round += 1) {
      [middle, left] = synced([middle, left]);
      [middle, right] = synced([middle, right]);
    }
    expect(sideOf(middle).side.record.conflicts.map(({ there }) => there)).toEqual([
      { kind: 'value', value: 'right, having seen left' },
    ]);
    expect(isInStep([middle, left]) && isInStep([middle, right])).toBe(true);
  });
});

describe('an entry that was written over as it was made', () => {
  const options = { copiesAtOnce: [true, false] } as const;
  /** The sheet gets the file's value while somebody enters `On hold`, and the run is cut. */
  const overtaken = (): Pair => {
    const [sheet, file] = [start(), entered(start(), status, 'Completed')];
    const { changes } = planned([sheet, file], options);
    return [changed(entered(sheet, status, 'On hold'), changes[0]), file];
  };

  it('is named if something else was entered before it was put back, until somebody settles it', () => {
    const [sheet, file] = overtaken();
    const [after, other] = synced([entered(sheet, status, 'Dropped'), file], options);
    expect(valueIn(after, status)).toBe('Dropped');
    expect(valueIn(other, status)).toBe('Dropped');
    expect(sideOf(after).side.record.conflicts).toMatchObject([
      { here: { value: 'Dropped' }, there: { value: 'On hold' }, base: { value: 'In progress' } },
    ]);
    expect(isInStep([after, other])).toBe(true);
    const [settled] = synced([entered(after, status, 'Not started'), other], options);
    expect(sideOf(settled).side.record.conflicts).toEqual([]);
  });

  it('is not named if it was entered again', () => {
    const [sheet, file] = overtaken();
    const [after, other] = synced([entered(sheet, status, 'On hold'), file], options);
    expect(valueIn(other, status)).toBe('On hold');
    expect(sideOf(after).side.record.conflicts).toEqual([]);
  });
});

describe('a copy that comes back late', () => {
  it('does not bring back what was deleted since', () => {
    let [a, b] = [start(), start()];
    a = entered(a, ['2', 'remarks'], 'a mistake');
    const copy = a;
    [a, b] = synced([a, b]);
    [a, b] = synced([entered(a, ['2', 'remarks'], null), b]);
    const [after, late] = synced([b, copy]);
    expect(valueIn(after, ['2', 'remarks'])).toBeUndefined();
    expect(valueIn(late, ['2', 'remarks'])).toBeUndefined();
  });

  it('does not write over what was put back to what it had been', () => {
    let [a, b] = [entered(start(), remarks, 'new'), start()];
    [a, b] = synced([a, b]);
    [a, b] = synced([entered(a, remarks, 'as handed out'), b]);
    const late = entered(start(), remarks, 'late');
    expect(outcomes(planned([a, late]))).toEqual(['1 remarks conflict']);
  });
});

describe('workbooks that are synced crosswise', () => {
  it('have no conflict where nobody changed what another one did', () => {
    let [a, b, c, d] = [
      entered(start(), status, 'Completed'),
      start(),
      start(),
      entered(start(), remarks, 'd'),
    ];
    [a, b] = synced([a, b]);
    [c, d] = synced([c, d]);
    [a, c] = synced([a, c]);
    [b, d] = synced([b, d]);
    for (const workbook of [a, b, c, d]) {
      expect(valueIn(workbook, status)).toBe('Completed');
      expect(valueIn(workbook, remarks)).toBe('d');
    }
    for (const pair of [
      [a, b],
      [c, d],
      [a, d],
    ] as const)
      expect(isInStep(pair)).toBe(true);
  });

  it('take no entry for new that was taken already when a run was cut', () => {
    const [a, b] = [start(), entered(start(), remarks, 'from b')];
    const [first] = synced([a, b]);
    const [after, second] = synced([entered(first, remarks, 'seen, and mended'), b]);
    expect(valueIn(second, remarks)).toBe('seen, and mended');
    expect(isInStep([after, second])).toBe(true);
  });

  it('carry so many names of versions at most', () => {
    let [a, b] = [start(), start()];
    for (let turn = 0; turn < 40; turn += 1) [a, b] = synced([entered(a, remarks, `turn ${turn}`), b]);
    const [history] = sideOf(b).side.record.histories;
    expect(history!.versions).toHaveLength(32);
    expect(isInStep([a, b])).toBe(true);
    expect(valueIn(synced([entered(a, remarks, 'last'), b])[1], remarks)).toBe('last');
    expect(outcomes(planned([a, entered(start(), remarks, 'late')]))).toEqual(['1 remarks conflict']);
  });
});
