import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../core/diagnostics/diagnostic.js';
import type { EntryValues, Submission } from '../../../core/entry/entry.js';
import { entryFields } from '../../../core/entry/fields.js';
import { consolidate, openConsolidation, provenance } from '../../../core/merge/consolidate.js';
import { rollUpOfUnit, type Consolidation } from '../../../core/merge/consolidate.js';
import { rollUp } from '../../../core/roll-up/roll-up.js';
import { cellOf, entryOf, submissionOf, type SubmissionParts } from '../../support/submission.js';
import { smallPlan as plan } from './small-plan.js';

const context = { plan, period: '2019-Q1', asOf: '2019-03-31' };

interface Parts extends SubmissionParts {
  readonly hash?: string | null;
  readonly planId?: string;
  readonly baseMissing?: true;
}

function submission({ hash = null, planId, baseMissing, ...parts }: Parts): Submission {
  const built = submissionOf({ plan, ...parts });
  return {
    ...built,
    ...(planId === undefined ? {} : { planId }),
    ...(baseMissing ? { base: new Map(), baseMissing } : {}),
    source: { ...built.source, hash },
  };
}

const north = (parts: Parts) => submission({ unit: 'north', ...parts });
const unitOf = ({ units }: Consolidation, id: string) => units.find(({ unit }) => unit === id)!;
const rowOf = ({ national }: Consolidation, no: string) => national.find((row) => row.no === no)!;
const codesOf = ({ diagnostics }: Consolidation) => diagnostics.map(({ code }) => code);

/** JSON in which maps and sets show what they hold, in their order. */
function asJson(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) =>
    item instanceof Map
      ? ['map', ...(item as Map<unknown, unknown>)]
      : item instanceof Set
        ? ['set', ...(item as Set<unknown>)]
        : item,
  );
}

describe('the units', () => {
  it('are all listed, in the order of the plan, with how far their report has come', () => {
    const rows = {
      '1': { status: 'In progress' },
      '2': { status: 'Completed' },
      '3a': { status: 'On hold' },
    } as const;
    const result = consolidate(
      [
        north({ entries: { ...rows, '4': { status: 'Dropped' } } }),
        submission({ unit: 'centre', nilReturn: true }),
        submission({ unit: 'south', entries: rows }),
      ],
      context,
    );
    expect(result.units.map(({ unit, state, rows }) => [unit, state, rows.reported, rows.expected])).toEqual([
      ['south', 'incomplete', 3, 4],
      ['north', 'complete', 4, 4],
      ['centre', 'nil-return', 0, 4],
    ]);
    expect(result.diagnostics).toEqual([]);
  });

  it('that sent nothing are reported as missing', () => {
    const result = consolidate([north({})], context);
    expect(result.units.map(({ state }) => state)).toEqual(['not-submitted', 'incomplete', 'not-submitted']);
    expect(result.diagnostics).toEqual([
      diagnose('submission/missing', { unit: 'The South', period: '2019-Q1' }),
      diagnose('submission/missing', { unit: 'The Centre', period: '2019-Q1' }),
    ]);
  });

  it('count a nil return with entries by its entries', () => {
    const result = consolidate(
      [north({ nilReturn: true, entries: { '1': { status: 'Completed' } } })],
      context,
    );
    expect(unitOf(result, 'north')).toMatchObject({
      state: 'incomplete',
      rows: { reported: 1, expected: 4 },
    });
  });
});

describe('submissions that have no place', () => {
  it('are listed as refused with the reason', () => {
    const unreadable = {
      file: 'A.xlsx',
      hash: null,
      unit: 'centre',
      diagnostics: [diagnose('file/truncated', {})],
    };
    const result = consolidate(
      [
        submission({ unit: 'atlantis', file: 'd.xlsx' }),
        north({ period: '2018-Q4', file: 'b.xlsx' }),
        north({ planId: 'other-plan', file: 'a.xlsx' }),
        submission({ unit: '__proto__', file: 'e.xlsx' }),
      ],
      { ...context, refused: [unreadable] },
    );
    expect(result.refused.map(({ file, unit, diagnostics }) => [file, unit, diagnostics[0]!.code])).toEqual([
      ['a.xlsx', 'north', 'workbook/plan-different'],
      ['b.xlsx', 'north', 'workbook/period-different'],
      ['A.xlsx', 'centre', 'file/truncated'],
      ['d.xlsx', null, 'workbook/unit-unknown'],
      ['e.xlsx', null, 'workbook/unit-unknown'],
    ]);
    expect(result.refused[1]!.diagnostics).toEqual([
      diagnose(
        'workbook/period-different',
        { found: '2018-Q4', expected: '2019-Q1' },
        { at: { file: 'b.xlsx', worksheet: 'Matrix' } },
      ),
    ]);
    expect(result.units.map(({ state }) => state)).toEqual(['not-submitted', 'refused', 'refused']);
    expect(codesOf(result)).toEqual([
      'workbook/plan-different',
      'workbook/period-different',
      'workbook/unit-unknown',
      'workbook/unit-unknown',
      'submission/missing',
    ]);
  });

  it('do not stand in the way of those that have one', () => {
    const result = consolidate([north({ period: '2018-Q4' }), north({ file: 'right.xlsx' })], context);
    expect(unitOf(result, 'north')).toMatchObject({
      state: 'incomplete',
      sources: [{ file: 'right.xlsx' }],
    });
    expect(result.refused).toHaveLength(1);
  });
});

describe('the same unit more than once', () => {
  const entries = { '1': { status: 'In progress', progress: 0.5 } } as const;

  it('saying the same counts once', () => {
    const result = consolidate(
      [
        north({ entries, file: 'copy.xlsx', hash: 'bb' }),
        north({ entries, file: 'again.xlsx', hash: 'cc' }),
        north({ entries, file: 'first.xlsx', hash: 'aa' }),
      ],
      context,
    );
    const { sources, distinct, merged } = unitOf(result, 'north');
    expect(sources.map(({ file, sameAs }) => [file, sameAs?.file ?? null])).toEqual([
      ['first.xlsx', null],
      ['copy.xlsx', 'first.xlsx'],
      ['again.xlsx', 'first.xlsx'],
    ]);
    expect(distinct).toHaveLength(1);
    expect(merged?.source.file).toBe('first.xlsx');
    expect(result.conflicts).toEqual([]);
    expect(result.diagnostics.filter(({ code }) => code === 'submission/duplicate')).toEqual([
      diagnose(
        'submission/duplicate',
        { unit: 'The North', sameAs: 'first.xlsx' },
        { at: { file: 'copy.xlsx', worksheet: 'Matrix' } },
      ),
      diagnose(
        'submission/duplicate',
        { unit: 'The North', sameAs: 'first.xlsx' },
        { at: { file: 'again.xlsx', worksheet: 'Matrix' } },
      ),
    ]);
  });

  it('saying the same counts once even where bases differ or are gone', () => {
    const result = consolidate(
      [
        north({ entries, file: 'a.xlsx' }),
        north({ entries, file: 'b.xlsx', base: { '1': { progress: 0.1 } } }),
        north({ entries, file: 'c.xlsx', baseMissing: true }),
      ],
      context,
    );
    expect(unitOf(result, 'north').distinct).toHaveLength(1);
    expect(codesOf(result).filter((code) => code.startsWith('submission/d'))).toHaveLength(2);
    expect(result.conflicts).toEqual([]);
  });

  it('differing where one side stands as it was built takes the change, and lists it', () => {
    const base = { '1': { status: 'In progress' }, '4': { remarks: 'old' } } as const;
    const result = consolidate(
      [
        north({ file: 'a.xlsx', base, entries: { '1': { status: 'Completed' }, '4': { remarks: 'old' } } }),
        north({ file: 'b.xlsx', base, entries: { '1': { status: 'In progress' } } }),
      ],
      context,
    );
    expect(result.conflicts).toEqual([
      {
        kind: 'cell',
        unit: 'north',
        no: '1',
        field: 'status',
        resolution: 'one-sided',
        base: { kind: 'value', value: 'In progress' },
        values: [
          {
            state: { kind: 'value', value: 'Completed' },
            isTaken: true,
            sources: [{ file: 'a.xlsx', hash: null, worksheet: 'Matrix', cell: cellOf('1', 'status', plan) }],
          },
          {
            state: { kind: 'value', value: 'In progress' },
            isTaken: false,
            sources: [{ file: 'b.xlsx', hash: null, worksheet: 'Matrix', cell: cellOf('1', 'status', plan) }],
          },
        ],
      },
      expect.objectContaining({ no: '4', field: 'remarks', resolution: 'one-sided' }),
    ]);
    const { merged, state } = unitOf(result, 'north');
    expect(state).toBe('incomplete');
    expect(merged?.entries.get('1')?.values).toEqual({ status: 'Completed' });
    expect(merged?.entries.get('4')?.values).toEqual({});
    expect(merged?.source).toEqual({
      file: 'a.xlsx + b.xlsx',
      hash: null,
      worksheet: 'Matrix',
      received: null,
    });
    expect(codesOf(result)).not.toContain('submission/conflict');
  });

  it('changed differently is an open conflict: all values kept, none counted', () => {
    const result = consolidate(
      [
        north({ file: 'a.xlsx', entries: { '1': { status: 'Completed', progress: 1 } } }),
        north({ file: 'b.xlsx', entries: { '1': { status: 'On hold', progress: 1 } } }),
        north({ file: 'c.xlsx', entries: { '1': { status: 'Completed', progress: 1 }, '2': { spent: 3 } } }),
      ],
      context,
    );
    const [conflict, settled, ...rest] = result.conflicts;
    expect(rest).toEqual([]);
    expect(settled).toMatchObject({ no: '2', field: 'spent', resolution: 'one-sided' });
    expect(conflict).toMatchObject({ no: '1', field: 'status', resolution: 'open', base: { kind: 'blank' } });
    expect(
      conflict?.kind === 'cell' &&
        conflict.values.map(({ state, isTaken, sources }) => [
          state,
          isTaken,
          sources.map(({ file }) => file),
        ]),
    ).toEqual([
      [{ kind: 'value', value: 'Completed' }, false, ['a.xlsx', 'c.xlsx']],
      [{ kind: 'value', value: 'On hold' }, false, ['b.xlsx']],
    ]);
    const { state, merged } = unitOf(result, 'north');
    expect(state).toBe('conflict');
    expect(merged?.entries.get('1')).toMatchObject({
      values: { progress: 1 },
      unusable: new Set(['status']),
    });
    expect(result.rollUp.total.absent.unusable).toBe(1);
    expect(rowOf(result, '1').cells[1]).toMatchObject({ unit: 'north', status: null, absence: 'unusable' });
    expect(result.diagnostics).toContainEqual(
      diagnose('submission/conflict', { unit: 'The North', count: 1, files: 'a.xlsx, b.xlsx, c.xlsx' }),
    );
  });

  it('a deletion against an edit is an open conflict', () => {
    const base = { '1': { status: 'In progress' } } as const;
    const result = consolidate(
      [
        north({ file: 'a.xlsx', base }),
        north({ file: 'b.xlsx', base, entries: { '1': { status: 'Completed' } } }),
      ],
      context,
    );
    expect(result.conflicts).toMatchObject([
      {
        no: '1',
        resolution: 'open',
        values: [
          { state: { kind: 'blank' }, sources: [{ cell: cellOf('1', 'status', plan) }] },
          { state: { kind: 'value', value: 'Completed' } },
        ],
      },
    ]);
  });

  it('a row or column that one of them lacks is not a deletion', () => {
    const base = { '1': { status: 'In progress', remarks: 'r' }, '2': { status: 'On hold' } } as const;
    const without = entryOf('1', { status: 'In progress' }, { plan, without: ['remarks'] });
    const result = consolidate(
      [
        north({ file: 'a.xlsx', base, replace: [without], missing: ['2'] }),
        north({ file: 'b.xlsx', base, entries: base }),
      ],
      context,
    );
    expect(result.conflicts).toEqual([]);
    expect(unitOf(result, 'north').merged?.entries.get('1')?.values).toEqual(base['1']);
    expect(unitOf(result, 'north').merged?.entries.get('2')?.values).toEqual(base['2']);
  });

  it('a row more, be it blank, is not the same', () => {
    const [shorter, longer] = [north({ file: 'a.xlsx', missing: ['4'] }), north({ file: 'b.xlsx' })];
    for (const given of [
      [shorter, longer],
      [longer, shorter],
    ]) {
      const result = consolidate(given, context);
      expect(unitOf(result, 'north').distinct).toHaveLength(2);
      expect(rowOf(result, '4').cells[1]).toMatchObject({ unit: 'north', absence: 'blank' });
    }
  });

  it('lists who sent what in order: by hash, then name, those without a hash last', () => {
    const other = { '1': { status: 'In progress', progress: 0.5, spent: 1 } } as const;
    const result = consolidate(
      [
        north({ entries, file: 'a.xlsx' }),
        north({ entries, file: 'b.xlsx', hash: 'cc' }),
        {
          ...north({ entries: other, file: 'c.xlsx', hash: 'dd' }),
          preparedBy: 'X',
          submittedOn: '2019-04-02',
        },
        { ...north({ entries, file: 'd.xlsx', hash: 'aa' }), preparedBy: 'Y' },
      ],
      context,
    );
    const { sources } = unitOf(result, 'north');
    expect(sources.map(({ file, sameAs }) => [file, sameAs?.file])).toEqual([
      ['d.xlsx', undefined],
      ['b.xlsx', 'd.xlsx'],
      ['c.xlsx', undefined],
      ['a.xlsx', 'd.xlsx'],
    ]);
    expect(sources.map(({ preparedBy, submittedOn }) => [preparedBy, submittedOn])).toEqual([
      ['Y', undefined],
      [undefined, undefined],
      ['X', '2019-04-02'],
      [undefined, undefined],
    ]);
  });

  it('leaves a difference open if one of two that say the same began with something else', () => {
    const base = { '1': { status: 'In progress' } } as const;
    const changed = { '1': { status: 'Completed' } } as const;
    const result = consolidate(
      [
        north({ file: 'a.xlsx', base, entries: changed }),
        north({ file: 'b.xlsx', entries: changed }),
        north({ file: 'c.xlsx', base, entries: base }),
      ],
      context,
    );
    expect(result.conflicts).toMatchObject([{ no: '1', resolution: 'open', base: { kind: 'unknown' } }]);
  });

  it('names in a conflict only those that have the cell', () => {
    const result = consolidate(
      [
        north({ file: 'a.xlsx', entries: { '1': { status: 'Completed' } } }),
        north({ file: 'b.xlsx', entries: { '1': { status: 'On hold' } } }),
        north({ file: 'c.xlsx', missing: ['1'], baseMissing: true }),
      ],
      context,
    );
    expect(result.conflicts).toMatchObject([
      {
        base: { kind: 'blank' },
        values: [{ sources: [{ file: 'a.xlsx' }] }, { sources: [{ file: 'b.xlsx' }] }],
      },
    ]);
  });

  it('gives each merged value the cell of the workbook that it was taken from', () => {
    const moved = {
      ...entryOf('1', { remarks: 'moved' }, { plan }),
      cells: new Map([['remarks', 'Z99']] as const),
    };
    const result = consolidate(
      [
        north({ file: 'a.xlsx', entries: { '1': { spent: 1 } } }),
        north({ file: 'b.xlsx', replace: [moved] }),
      ],
      context,
    );
    const entry = unitOf(result, 'north').merged?.entries.get('1');
    expect(entry?.values).toEqual({ spent: 1, remarks: 'moved' });
    expect(entry?.cells.get('remarks')).toBe('Z99');
    expect(entry?.cells.get('spent')).toBe(cellOf('1', 'spent', plan));
  });

  it.each<[string, Parts, Parts]>([
    ['differ', { base: { '1': { status: 'On hold' } } }, {}],
    ['are missing', { baseMissing: true }, { baseMissing: true }],
  ])('leaves any difference open where the bases %s', (_, first, second) => {
    const result = consolidate(
      [north({ ...first, entries, file: 'a.xlsx' }), north({ ...second, file: 'b.xlsx' })],
      context,
    );
    expect(result.conflicts.map(({ resolution }) => resolution)).toContain('open');
    expect(unitOf(result, 'north')).toMatchObject({ state: 'conflict', merged: { baseMissing: true } });
  });

  it('a nil return beside entries is an open conflict in which the entries count', () => {
    const base = { '1': { status: 'Not started' } } as const;
    const result = consolidate(
      [north({ file: 'a.xlsx', base, nilReturn: true }), north({ file: 'b.xlsx', base, entries })],
      context,
    );
    expect(result.conflicts).toMatchObject([
      {
        kind: 'nil-return',
        resolution: 'open',
        values: [
          { nilReturn: true, isTaken: false, sources: [{ file: 'a.xlsx' }] },
          { nilReturn: false, isTaken: true, sources: [{ file: 'b.xlsx' }] },
        ],
      },
    ]);
    const { state, merged } = unitOf(result, 'north');
    expect(state).toBe('conflict');
    expect(merged?.nilReturn).toBe(false);
    expect(merged?.entries.get('1')?.values).toEqual(entries['1']);
    expect(codesOf(result)).toContain('submission/conflict');
  });

  it('a nil return beside an empty workbook is a nil return, and listed', () => {
    const result = consolidate([north({ nilReturn: true }), north({ file: 'empty.xlsx' })], context);
    expect(unitOf(result, 'north').state).toBe('nil-return');
    expect(result.conflicts).toMatchObject([{ kind: 'nil-return', resolution: 'one-sided' }]);
  });
});

describe('the national view', () => {
  const say = (unit: string, entries: Readonly<Record<string, EntryValues>>) => submission({ unit, entries });
  const statusesOf = (...given: (EntryValues['status'] | null)[]) =>
    consolidate(
      plan.units.flatMap(({ id }, index) => {
        const status = given[index];
        return status === null ? [] : [say(id, { '1': status === undefined ? {} : { status } })];
      }),
      context,
    );

  it.each<[(EntryValues['status'] | null)[], string | null, number]>([
    [['Completed', 'Completed', 'Completed'], 'Completed', 3],
    [['Completed', 'Dropped', 'Completed'], 'Completed', 3],
    [['Completed', 'Completed', undefined], 'In progress', 2],
    [['Completed', 'Completed', null], 'In progress', 2],
    [['Dropped', 'Dropped', 'Dropped'], 'Dropped', 3],
    [['Dropped', 'Dropped', null], null, 2],
    [['Not started', 'Not started', null], 'Not started', 2],
    [['On hold', 'Dropped', undefined], 'On hold', 2],
    [['Not started', 'Completed', 'Completed'], 'In progress', 3],
    [[undefined, null, null], null, 0],
  ])('of %j is %s', (given, status, reported) => {
    expect(rowOf(statusesOf(...given), '1')).toMatchObject({ status, coverage: { reported, of: 3 } });
  });

  it('keeps the absences apart', () => {
    const result = consolidate(
      [
        submission({
          unit: 'south',
          missing: ['1'],
          replace: [entryOf('2', {}, { plan, unusable: ['status'] })],
        }),
        north({ nilReturn: true }),
      ],
      context,
    );
    const absences = (no: string) => rowOf(result, no).cells.map(({ absence }) => absence);
    expect(absences('1')).toEqual(['missing', 'nilReturn', 'notSubmitted']);
    expect(absences('2')).toEqual(['unusable', 'nilReturn', 'notApplicable']);
    expect(absences('4')).toEqual(['blank', 'nilReturn', 'notSubmitted']);
    expect(rowOf(result, '2').coverage.of).toBe(2);
  });

  it('does not count an entry of a unit that has no part', () => {
    const result = consolidate(
      [say('centre', { '2': { status: 'Completed', progress: 1, budget: 5, due: '2019-01-01' } })],
      context,
    );
    expect(rowOf(result, '2')).toMatchObject({
      status: null,
      coverage: { reported: 0, of: 2 },
      progress: { average: null, of: 0 },
      due: { earliest: null, latest: null },
      budget: { known: 0, costed: 0, notCosted: 0 },
    });
    expect(unitOf(result, 'centre').merged?.entries.get('2')?.values.budget).toBe(5);
  });

  it('averages over the units that say something, and states how many', () => {
    const result = consolidate(
      [
        say('south', { '1': { progress: 0.5, due: '2020-06-30', budget: 10 } }),
        say('north', { '1': { progress: 0, due: '2019-12-31' } }),
      ],
      context,
    );
    expect(rowOf(result, '1')).toMatchObject({
      progress: { average: 0.25, of: 2 },
      due: { earliest: '2019-12-31', latest: '2020-06-30' },
      budget: { known: 10, costed: 1, notCosted: 2 },
    });
  });

  it('derives a container from the sub-items of each unit, and not from its own row', () => {
    const result = consolidate(
      [
        say('centre', { '3': { status: 'Dropped' }, '3a': { status: 'Completed', progress: 1, budget: 2 } }),
        say('north', { '3a': { status: 'Completed', progress: 1, budget: 3 } }),
        say('south', { '3a': { status: 'Completed', progress: 0.4 } }),
      ],
      context,
    );
    expect(rowOf(result, '3')).toMatchObject({
      isContainer: true,
      status: 'In progress',
      cells: [
        { unit: 'south', status: 'Completed', progress: 0.4 },
        { unit: 'north', status: 'Completed', progress: 1 },
        { unit: 'centre', status: 'In progress', progress: 1, absence: null },
      ],
      coverage: { reported: 3, of: 3 },
      budget: { known: 5, costed: 2, notCosted: 2 },
    });
  });

  it('has the timeline of the plan, or the one that the units agree in', () => {
    const agreed = consolidate(
      [say('south', { '1': { timeline: 'Short Term' }, '2': { timeline: 'Short Term' } }), say('north', {})],
      context,
    );
    expect(rowOf(agreed, '1').timeline).toBe('Short Term');
    expect(rowOf(agreed, '2')).toMatchObject({ timeline: 'Long Term', timelinesGiven: [] });
    expect(rowOf(agreed, '4').timeline).toBeNull();

    const differing = consolidate(
      [
        say('north', { '1': { timeline: 'Long Term' } }),
        say('south', { '1': { timeline: 'Short Term' } }),
        say('centre', { '1': { timeline: 'Short Term' } }),
      ],
      context,
    );
    expect(rowOf(differing, '1').timeline).toBeNull();
    expect(differing.diagnostics).toEqual([
      diagnose(
        'consolidation/timelines-differ',
        { no: '1', values: 'Short Term (South, Centre); Long Term (North)' },
        { intervention: '1', field: 'timeline' },
      ),
    ]);
  });
});

describe('provenance', () => {
  it('names the cell of every value, also of those that did not come through', () => {
    const result = consolidate(
      [
        north({ file: 'a.xlsx', hash: 'aa', entries: { '1': { status: 'Completed', progress: 1 } } }),
        north({ file: 'b.xlsx', hash: 'bb', entries: { '1': { status: 'On hold', progress: 1 } } }),
      ],
      context,
    );
    expect(
      [...provenance(result)].map((item) => [item.file, item.field, item.value, item.cell, item.isTaken]),
    ).toEqual([
      ['a.xlsx', 'status', 'Completed', cellOf('1', 'status', plan), false],
      ['a.xlsx', 'progress', 1, cellOf('1', 'progress', plan), true],
      ['b.xlsx', 'status', 'On hold', cellOf('1', 'status', plan), false],
      ['b.xlsx', 'progress', 1, cellOf('1', 'progress', plan), true],
    ]);
  });

  it('keeps and reports a row that the plan does not know', () => {
    const stranger = { ...entryOf('1', { remarks: 'r' }, { plan }), no: '99z' };
    const sent = north({});
    const result = consolidate(
      [{ ...sent, entries: new Map([...sent.entries, ['99z', stranger]]) }],
      context,
    );
    expect([...provenance(result)]).toMatchObject([{ no: '99z', value: 'r', isTaken: true }]);
    expect(codesOf(result)).toContain('intervention/unknown');
  });
});

const numbers = plan.interventions.map(({ no }) => no);
const valuesArbitrary: fc.Arbitrary<EntryValues> = fc.record(
  {
    status: fc.constantFrom(
      'Not started' as const,
      'In progress' as const,
      'Completed' as const,
      'Dropped' as const,
    ),
    progress: fc.constantFrom(0, 0.5, 1),
    timeline: fc.constantFrom('Short Term' as const, 'Long Term' as const),
    budget: fc.constantFrom(0, 0.1, 7),
    due: fc.constantFrom('2019-01-31', '2019-12-31'),
    remarks: fc.constantFrom('روک دیا گیا', 'x', '__proto__'),
  },
  { requiredKeys: [] },
);
const rowsArbitrary = fc.dictionary(fc.constantFrom(...numbers), valuesArbitrary, { maxKeys: 4 });
const submissionArbitrary: fc.Arbitrary<Submission> = fc
  .record({
    unit: fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom('north', 'south', 'centre') },
      { weight: 1, arbitrary: fc.constantFrom('atlantis', 'constructor') },
    ),
    period: fc.oneof(
      { weight: 9, arbitrary: fc.constant('2019-Q1') },
      { weight: 1, arbitrary: fc.constant('2018-Q4') },
    ),
    planId: fc.oneof(
      { weight: 19, arbitrary: fc.constant(plan.id) },
      { weight: 1, arbitrary: fc.constant('other') },
    ),
    nilReturn: fc.oneof(
      { weight: 5, arbitrary: fc.constant(false) },
      { weight: 1, arbitrary: fc.constant(true) },
    ),
    entries: rowsArbitrary,
    base: fc.oneof(fc.constant({}), fc.constant({ '1': { status: 'In progress', progress: 0.5 } } as const)),
    baseMissing: fc.oneof(
      { weight: 6, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.constant(true as const) },
    ),
    missing: fc.subarray(numbers, { maxLength: 2 }),
    unusable: fc.subarray(['status', 'budget'] as const),
    without: fc.subarray(['remarks', 'due'] as const),
    damaged: fc.constantFrom(...numbers),
    file: fc.constantFrom('a.xlsx', 'b.xlsx', 'c.xlsx'),
    hash: fc.constantFrom(null, 'aa', 'bb'),
  })
  .map(({ unusable, without, damaged, baseMissing, entries, ...parts }) => {
    const gone = new Set<string>([...unusable, ...without]);
    const left = Object.fromEntries(Object.entries(entries[damaged] ?? {}).filter(([key]) => !gone.has(key)));
    return submission({
      ...parts,
      entries,
      replace: [entryOf(damaged, left, { plan, unusable, without })],
      ...(baseMissing ? { baseMissing } : {}),
    });
  });
const submissionsArbitrary = fc.array(submissionArbitrary, { maxLength: 9 });

describe('any submissions', () => {
  it('give the same whatever their order, to the last byte', () => {
    const pair = submissionsArbitrary.chain((given) =>
      fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length })),
    );
    fc.assert(
      fc.property(pair, ([given, shuffled]) => {
        const [a, b] = [consolidate(given, context), consolidate(shuffled, context)];
        expect(b).toEqual(a);
        expect(asJson(b)).toBe(asJson(a));
        expect(asJson([...provenance(b)])).toBe(asJson([...provenance(a)]));
      }),
      { numRuns: 200 },
    );
  });

  it('are all listed, as accepted or as refused', () => {
    fc.assert(
      fc.property(submissionsArbitrary, (given) => {
        const { units, refused } = consolidate(given, context);
        const listed = [...units.flatMap(({ sources }) => sources), ...refused];
        const name = ({ file, hash }: { file: string; hash: string | null }) => `${hash ?? 'none'} ${file}`;
        expect(listed.map(name).sort()).toEqual(given.map(({ source }) => name(source)).sort());
      }),
    );
  });

  it('lose no value: each is merged, or stands in a conflict with the cell it came from', () => {
    fc.assert(
      fc.property(submissionsArbitrary, (given) => {
        const result = consolidate(given, context);
        const proven = new Set(
          [...provenance(result)].map(({ unit, no, field, value }) => asJson([unit, no, field, value])),
        );
        const accepted = given.filter(
          ({ unit, period, planId }) => plan.unitById.has(unit) && period === '2019-Q1' && planId === plan.id,
        );
        for (const { unit, entries } of accepted) {
          for (const [no, { values }] of entries) {
            for (const { key: field } of entryFields) {
              const value = values[field];
              if (value === undefined) continue;
              const merged = unitOf(result, unit).merged!.entries.get(no)!;
              const inConflict = result.conflicts.some(
                (conflict) =>
                  conflict.kind === 'cell' &&
                  conflict.unit === unit &&
                  conflict.no === no &&
                  conflict.field === field &&
                  conflict.values.some(
                    ({ state, sources }) =>
                      state.kind === 'value' &&
                      state.value === value &&
                      sources[0]!.cell === cellOf(no, field, plan),
                  ),
              );
              expect(merged.values[field] === value || inConflict).toBe(true);
              expect(proven.has(asJson([unit, no, field, value]))).toBe(true);
            }
          }
        }
      }),
    );
  });

  it('never choose silently: an open field has no value and counts as unusable', () => {
    fc.assert(
      fc.property(submissionsArbitrary, (given) => {
        const result = consolidate(given, context);
        for (const conflict of result.conflicts) {
          if (conflict.kind === 'nil-return') continue;
          const merged = unitOf(result, conflict.unit).merged!.entries.get(conflict.no)!;
          const isOpen = conflict.resolution === 'open';
          const taken = conflict.values.filter(({ isTaken }) => isTaken);
          expect(taken).toHaveLength(isOpen ? 0 : 1);
          expect(conflict.values.length).toBeGreaterThan(1);
          if (isOpen) {
            expect(merged.values[conflict.field]).toBeUndefined();
            expect(merged.unusable.has(conflict.field)).toBe(true);
            expect(unitOf(result, conflict.unit).state).toBe('conflict');
          }
        }
      }),
    );
  });

  it('change no figure by being sent twice', () => {
    fc.assert(
      fc.property(submissionsArbitrary, (given) => {
        const copies = given.map((item) => ({
          ...item,
          source: { ...item.source, file: 'z copy.xlsx', hash: 'ff' },
        }));
        const [once, twice] = [consolidate(given, context), consolidate([...copies, ...given], context)];
        expect(twice.national).toEqual(once.national);
        expect(twice.rollUp).toEqual(once.rollUp);
        expect(twice.units.map(({ state }) => state)).toEqual(once.units.map(({ state }) => state));
        const count = ({ units }: Consolidation) => units.flatMap(({ distinct }) => distinct).length;
        expect(count(twice)).toBe(count(once));
      }),
    );
  });

  it('are counted alike by the national view and the roll-up, each absence for itself', () => {
    fc.assert(
      fc.property(submissionsArbitrary, (given) => {
        const { national, rollUp: figures } = consolidate(given, context);
        const cells = national.filter(({ isContainer }) => !isContainer).flatMap((row) => row.cells);
        const count = (test: (cell: (typeof cells)[number]) => boolean) => cells.filter(test).length;
        for (const [absence, rows] of Object.entries(figures.total.absent)) {
          expect(count((cell) => cell.absence === absence)).toBe(rows);
        }
        for (const [status, rows] of Object.entries(figures.total.byStatus)) {
          expect(count((cell) => cell.status === status)).toBe(rows);
        }
        expect(count(({ absence }) => absence !== 'notApplicable')).toBe(figures.total.interventions);
        const coverage = national.filter(({ isContainer }) => !isContainer).map((row) => row.coverage);
        expect(coverage.reduce((sum, { reported }) => sum + reported, 0)).toBe(figures.total.reported);
        expect(coverage.reduce((sum, { of }) => sum + of, 0)).toBe(figures.total.interventions);
        const budgets = national.filter(({ isContainer }) => !isContainer).map((row) => row.budget);
        expect(budgets.reduce((sum, { notCosted }) => sum + notCosted, 0)).toBe(
          figures.total.budget.notCosted,
        );
      }),
    );
  });

  it('give each unit its own roll-up', () => {
    fc.assert(
      fc.property(submissionsArbitrary, (given) => {
        const result = consolidate(given, context);
        for (const { unit, merged, rows } of result.units) {
          const own = rollUpOfUnit(result, unit);
          expect(own).toEqual(rollUp([{ unit, submission: merged }], context));
          expect(own.total).toEqual(result.rollUp.groups.unit.find(({ id }) => id === unit)!.figures);
          expect(rows).toEqual({ reported: own.total.reported, expected: own.total.interventions });
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe('a consolidation that grows', () => {
  it('comes to the same as one made at once, and can be looked at in between', () => {
    const first = north({ entries: { '1': { status: 'Completed' } } });
    const second = submission({ unit: 'south' });
    const refused = { file: 'x.xlsx', hash: null, unit: null, diagnostics: [diagnose('file/empty', {})] };
    const growing = openConsolidation(context);
    growing.add(first);
    expect(growing.finish()).toEqual(consolidate([first], context));
    growing.refuse(refused);
    growing.add(second);
    expect(growing.finish()).toEqual(consolidate([second, first], { ...context, refused: [refused] }));
  });

  it('keeps one map of cells for all rows that stand in the same cells', () => {
    const growing = openConsolidation(context);
    growing.add(north({}));
    growing.add(submission({ unit: 'south' }));
    const [south, northern] = growing.finish().units.map(({ merged }) => merged?.entries.get('1')?.cells);
    expect(northern).toBe(south);
    expect(south?.get('status')).toBe(cellOf('1', 'status', plan));
  });
});
