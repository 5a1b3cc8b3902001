import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EntryValues } from '../../../core/entry/entry.js';
import type { FieldKey } from '../../../core/entry/fields.js';
import { mergeCell, mergeEntries, sameState } from '../../../core/merge/three-way.js';
import type { CellMerge, CellState, MergeSide, SideRow } from '../../../core/merge/three-way.js';

const blank: CellState = { kind: 'blank' };
const unknown: CellState = { kind: 'unknown' };
const unusable: CellState = { kind: 'unusable' };
const value = (content: string | number): CellState => ({ kind: 'value', value: content });

const held: fc.Arbitrary<CellState> = fc.oneof(
  fc.constantFrom('Completed', 'completed', '2019-03-31', '1', 0, 1, 0.1 + 0.2, 0.3).map(value),
  fc.constantFrom(blank, unusable),
);
const state = fc.oneof({ weight: 4, arbitrary: held }, { weight: 1, arbitrary: fc.constant(unknown) });
const base = state.filter(({ kind }) => kind !== 'unusable');
const sides = fc.array(state, { minLength: 1, maxLength: 5 });

/** What came of it, however it came about: the state, or that it is open. */
const outcome = (merge: CellMerge) => (merge.kind === 'conflict' ? 'conflict' : merge.state);
const asText = (states: readonly CellState[]) => states.map((item) => JSON.stringify(item)).sort();

describe('merging one cell', () => {
  it.each<[string, CellState, CellState, CellState, CellState | 'conflict']>([
    ['nobody changed it', value('x'), value('x'), value('x'), value('x')],
    ['ours changed', value('x'), value('y'), value('x'), value('y')],
    ['theirs changed', value('x'), value('x'), value('y'), value('y')],
    ['equal changes', value('x'), value('y'), value('y'), value('y')],
    ['different changes', value('x'), value('y'), value('z'), 'conflict'],
    ['a deletion alone', value('x'), blank, value('x'), blank],
    ['two deletions', value('x'), blank, blank, blank],
    ['a deletion against a change', value('x'), blank, value('y'), 'conflict'],
    ['filled by one', blank, value('y'), blank, value('y')],
    ['filled differently', blank, value('y'), value('z'), 'conflict'],
    ['a row that ours lacks', value('x'), unknown, value('x'), value('x')],
    ['a row that ours lacks and theirs changed', value('x'), unknown, value('y'), value('y')],
    ['a row that both lack', value('x'), unknown, unknown, unknown],
    ['made unusable by one', value('x'), unusable, value('x'), unusable],
    ['made unusable against a change', value('x'), unusable, value('y'), 'conflict'],
    ['no base, and no difference', unknown, value('y'), value('y'), value('y')],
    ['no base, and a difference', unknown, value('y'), value('z'), 'conflict'],
    ['no base, and a blank', unknown, value('y'), blank, 'conflict'],
    ['text against number', blank, value('1'), value(1), 'conflict'],
    ['letter case', blank, value('Completed'), value('completed'), 'conflict'],
    ['composed against decomposed letters', blank, value('\u00e9'), value('e\u0301'), 'conflict'],
    ['numbers that only look alike', blank, value(0.3), value(0.1 + 0.2), 'conflict'],
  ])('%s', (_, from, ours, theirs, expected) => {
    expect(outcome(mergeCell(from, [ours, theirs]))).toEqual(expected);
    expect(outcome(mergeCell(from, [theirs, ours]))).toEqual(expected);
  });

  it('keeps base, ours and theirs of a conflict', () => {
    expect(mergeCell(value('x'), [blank, value('y')])).toEqual({
      kind: 'conflict',
      base: value('x'),
      sides: [blank, value('y')],
    });
  });

  it('says whether all sides agreed or one of them gave way', () => {
    expect(mergeCell(value('x'), [value('y'), value('y')]).kind).toBe('agreed');
    expect(mergeCell(value('x'), [value('y'), unknown]).kind).toBe('agreed');
    expect(mergeCell(value('x'), [value('y'), value('x')]).kind).toBe('one-sided');
    expect(mergeCell(value('x'), [value('x'), value('x')]).kind).toBe('unchanged');
  });

  it('is idempotent', () => {
    fc.assert(
      fc.property(base, sides, (from, given) => {
        expect(outcome(mergeCell(from, [...given, ...given]))).toEqual(outcome(mergeCell(from, given)));
        expect(outcome(mergeCell(from, [given[0]!, given[0]!]))).toEqual(given[0]);
      }),
    );
  });

  it('does not depend on the order of the sides', () => {
    const shuffled = sides.chain((given) =>
      fc.tuple(
        fc.constant(given),
        fc.shuffledSubarray(given, { minLength: given.length, maxLength: given.length }),
      ),
    );
    fc.assert(
      fc.property(base, shuffled, (from, [given, other]) => {
        const [a, b] = [mergeCell(from, given), mergeCell(from, other)];
        expect(b.kind).toBe(a.kind);
        expect(outcome(b)).toEqual(outcome(a));
        if (a.kind === 'conflict' && b.kind === 'conflict') expect(asText(b.sides)).toEqual(asText(a.sides));
      }),
    );
  });

  it('does not depend on which sides are merged first; a conflict among some is a conflict of all', () => {
    fc.assert(
      fc.property(base, sides, sides, (from, some, others) => {
        const first = mergeCell(from, some);
        const all = outcome(mergeCell(from, [...some, ...others]));
        if (first.kind === 'conflict') expect(all).toBe('conflict');
        else expect(outcome(mergeCell(from, [first.state, ...others]))).toEqual(all);
      }),
    );
  });

  it('is not changed by a side that knows nothing', () => {
    fc.assert(
      fc.property(base, sides, (from, given) => {
        expect(outcome(mergeCell(from, [...given, unknown]))).toEqual(outcome(mergeCell(from, given)));
      }),
    );
  });

  it('never writes over a change silently: it is the result, or stands in the conflict', () => {
    fc.assert(
      fc.property(base, sides, (from, given) => {
        const merge = mergeCell(from, given);
        for (const side of given) {
          if (side.kind === 'unknown' || sameState(side, from)) continue;
          const kept = merge.kind === 'conflict' ? merge.sides : [merge.state];
          expect(kept.some((item) => sameState(item, side))).toBe(true);
        }
      }),
    );
  });

  it('never makes a value up', () => {
    fc.assert(
      fc.property(base, sides, (from, given) => {
        const merge = mergeCell(from, given);
        if (merge.kind !== 'conflict')
          expect(asText([...given, unknown])).toContain(JSON.stringify(merge.state));
      }),
    );
  });
});

const row = (values: EntryValues, unusableFields: FieldKey[] = []): SideRow => ({
  values,
  unusable: new Set(unusableFields),
});
const side = (
  rows: Readonly<Record<string, SideRow>>,
  from: Readonly<Record<string, EntryValues>> | null = {},
): MergeSide => ({
  rows: new Map(Object.entries(rows)),
  base: from && new Map(Object.entries(from)),
});

describe('merging entries', () => {
  it('merges field by field', () => {
    const from = { '5a': { status: 'In progress', progress: 0.2, remarks: 'old' } } as const;
    const { rows, differences } = mergeEntries([
      side({ '5a': row({ status: 'Completed', progress: 0.2, remarks: 'one' }) }, from),
      side({ '5a': row({ status: 'In progress', progress: 0.2, remarks: 'two', due: '2019-06-30' }) }, from),
    ]);
    expect(rows.get('5a')).toEqual({
      values: { status: 'Completed', progress: 0.2, due: '2019-06-30' },
      unusable: new Set(),
      open: new Set(['remarks']),
      unknown: new Set(),
    });
    expect(differences.map(({ no, field, merge }) => [no, field, merge.kind])).toEqual([
      ['5a', 'status', 'one-sided'],
      ['5a', 'due', 'one-sided'],
      ['5a', 'remarks', 'conflict'],
    ]);
  });

  it('takes a row that one side lacks from the other, and not as a deletion', () => {
    const from = { '1': { status: 'In progress' }, '2': { status: 'On hold' } } as const;
    const ours = side({ '1': row({ status: 'In progress' }) }, from);
    const theirs = side({ '1': row({ status: 'In progress' }), '2': row({ status: 'On hold' }) }, from);
    const { rows, differences } = mergeEntries([ours, theirs]);
    expect(rows.get('2')?.values).toEqual({ status: 'On hold' });
    expect(differences).toEqual([]);
  });

  it('takes a column that one side lacks from the other, and says when nobody knows', () => {
    const from = { '1': { status: 'In progress', remarks: 'so far' } } as const;
    const cells = new Map<FieldKey, string>([['status', 'F7']]);
    const ours = side({ '1': { values: { status: 'In progress' }, cells } }, from);
    const theirs = side({ '1': row({ status: 'In progress', remarks: 'so far' }) }, from);
    expect(mergeEntries([ours, theirs]).rows.get('1')?.values).toEqual({
      status: 'In progress',
      remarks: 'so far',
    });
    const alone = mergeEntries([ours, ours]).rows.get('1')!;
    expect(alone.values).toEqual({ status: 'In progress' });
    expect(alone.unknown.has('remarks')).toBe(true);
    expect(alone.unknown.has('status')).toBe(false);
  });

  it('leaves every difference open where the bases differ or are not known', () => {
    const filled = { '1': row({ status: 'Completed' }) };
    const empty = { '1': row({}) };
    for (const sidesOfMerge of [
      [side(filled, { '1': { status: 'In progress' } }), side(empty, {})],
      [side(filled, null), side(empty, {})],
      [side(filled, {}), side(empty, null)],
    ]) {
      const { rows, differences } = mergeEntries(sidesOfMerge);
      expect(differences).toHaveLength(1);
      expect(differences[0]).toMatchObject({ field: 'status', merge: { kind: 'conflict', base: unknown } });
      expect(rows.get('1')?.open).toEqual(new Set(['status']));
    }
  });

  it('does not ask a side for the base of a cell that it does not know', () => {
    const from = { '1': { status: 'In progress', remarks: 'r' } } as const;
    const { differences } = mergeEntries([
      side({ '1': row({ status: 'Completed', remarks: 'r' }) }, from),
      side({ '1': row({ status: 'In progress', remarks: 'changed' }) }, from),
      side({}, null),
      side({ '1': { values: {}, cells: new Map() } }, null),
    ]);
    expect(differences.map(({ field, merge }) => [field, merge.kind])).toEqual([
      ['status', 'one-sided'],
      ['remarks', 'one-sided'],
    ]);
  });

  it('keeps a cell that became unusable apart from a blank one', () => {
    const from = { '1': { status: 'In progress' } } as const;
    const { rows } = mergeEntries([
      side({ '1': row({}, ['status']) }, from),
      side({ '1': row({ status: 'In progress' }) }, from),
    ]);
    expect(rows.get('1')).toMatchObject({ values: {}, unusable: new Set(['status']) });
  });

  it('lists rows by their numbers, 5 before 5a before 10', () => {
    const { rows } = mergeEntries([
      side({ '10': row({}), '5a': row({}) }),
      side({ '6': row({}), '5': row({}) }),
    ]);
    expect([...rows.keys()]).toEqual(['5', '5a', '6', '10']);
  });

  it('takes names out of files as nothing but text', () => {
    const rows = new Map([['__proto__', row({ remarks: 'x' })]]);
    const merged = mergeEntries([{ rows, base: new Map() }]);
    expect(merged.rows.get('__proto__')?.values).toEqual({ remarks: 'x' });
    expect(Object.prototype).not.toHaveProperty('values');
  });
});
