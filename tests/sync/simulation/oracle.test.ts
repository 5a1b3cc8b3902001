/** The oracle notices: whatever sync could do wrong, some history shows it. */
import { describe, expect, it } from 'vitest';
import type { SyncSabotage } from './history.js';
import { playHistories, reportOf } from './simulation.js';
import { shrunk } from './shrink.js';
import { plotOf } from './steps.js';

const isNamed = (worksheet: string) =>
  worksheet === '_nisp' || worksheet === 'Findings' || worksheet === 'Guide';

const sabotages: readonly [what: string, sabotage: SyncSabotage, noticed: RegExp][] = [
  ['takes one side of a conflict', { prefers: 0 }, /^written over unseen/],
  [
    'writes whatever stands there',
    { isUnchecked: true },
    /^written over unseen|^rows came or went|nobody entered it|^not put back/,
  ],
  [
    'keeps no copies of what it writes over',
    {
      writes: (changes) =>
        changes.map(({ worksheet, range, value, before }) => ({ worksheet, range, value, before })),
    },
    /^not put back|^not named|nobody entered it/,
  ],
  [
    'names no conflicts in the workbook',
    { writes: (changes) => changes.filter(({ worksheet }) => worksheet !== 'Findings') },
    /its findings do not name/,
  ],
  [
    'remembers nothing',
    { writes: (changes) => changes.filter(({ worksheet }) => worksheet !== '_nisp') },
    /^unreported conflict|^written over unseen|^it never comes to rest/,
  ],
  [
    'writes half of what it is asked to',
    { writes: (changes) => changes.filter(({ worksheet }, index) => isNamed(worksheet) || index % 2 === 1) },
    /^not alike|^not told|^written over unseen|^unreported conflict|^shown nowhere/,
  ],
  [
    'clears what it is to write',
    { writes: (changes) => changes.map((one) => (isNamed(one.worksheet) ? one : { ...one, value: null })) },
    /nobody entered it/,
  ],
];

describe('a sync that', () => {
  it.each(sabotages)('%s', async (_, sabotage, noticed) => {
    const played = await playHistories(1, 120, sabotage);
    if (played.seed === null) throw new Error('Nobody noticed');
    expect(
      played.outcome.faults.some((fault) => noticed.test(fault)),
      played.outcome.faults.join('\n'),
    ).toBe(true);
  });
});

describe('a history that fails', () => {
  it('comes out the same each time, and is told with the least that has to happen', async () => {
    const sabotage = { prefers: 0 } as const;
    const first = await playHistories(1, 120, sabotage);
    const second = await playHistories(1, 120, sabotage);
    expect(second).toEqual(first);
    if (first.seed === null) throw new Error('Nobody noticed');
    const report = await reportOf(first.seed, first.outcome, sabotage);
    expect(report).toContain(`NISP_SIM_SEED=${first.seed} fails:`);
    expect(report.split('\n').length).toBeLessThan(plotOf(first.seed).steps.length + 6);
  });

  it('is made smaller as long as it fails', async () => {
    const plot = plotOf(3, 30);
    const wanted = [plot.steps[1]!, plot.steps[4]!];
    const small = await shrunk(plot, ({ steps }) =>
      Promise.resolve(wanted.every((step) => steps.includes(step))),
    );
    expect(small.steps).toEqual(wanted);
  });
});
