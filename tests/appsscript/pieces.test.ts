/** Long work in pieces: whatever run of the script ends where, the next goes on, and in the end all is done. */
import { describe, expect, test } from 'vitest';
import { runPieces, type Course, type Piece } from '../../appsscript/tasks/pieces.js';
import { openAsGlobals } from './globals.js';

const minute = 60_000;

/** Work of some pieces, each of which takes a minute by a clock of its own. */
function openWork(count: number) {
  const { program } = openAsGlobals();
  const clock = { time: Date.UTC(2019, 3, 15) };
  /** How often each piece was done. */
  const done = Array.from({ length: count }, () => 0);
  /** What the pieces see to; a person may change it. */
  const states = Array.from({ length: count }, () => 'as it was');
  const failing = new Set<number>();
  const pieces = done.map((_, index): Piece => ({
    name: `piece ${index + 1}`,
    run: () => {
      if (failing.has(index)) throw new Error('It failed');
      done[index]! += 1;
      states[index] = 'mended';
      clock.time += minute;
    },
    state: () => states[index]!,
  }));
  const run = (more: Partial<Course> = {}) =>
    runPieces({ task: 'work', pieces, now: () => clock.time, ...more });
  const kept = () => program.workbook.properties.document;
  return { run, done, states, failing, clock, kept };
}

describe('work in pieces', () => {
  test('is done in one run where there is time, and nothing is remembered of it', () => {
    const { run, done, kept } = openWork(3);
    expect(run()).toBe(true);
    expect(done).toEqual([1, 1, 1]);
    expect(kept()).toEqual({});
  });

  test('takes no more than four minutes of a run but for the piece that was begun', () => {
    const { run, done } = openWork(12);
    expect(run()).toBe(false);
    expect(done.filter((times) => times > 0)).toHaveLength(4);
    expect(run()).toBe(false);
    expect(run()).toBe(true);
    expect(done).toEqual(Array.from({ length: 12 }, () => 1));
  });

  test.each([0, 1, 2, 3, 4, 5, 6])('that is cut every %i minutes ends as if it were not', (minutes) => {
    const { run, done, kept } = openWork(6);
    const ends = Array.from({ length: 7 }, () => run({ budget: minutes * minute }));
    expect(ends.indexOf(true)).toBe(Math.ceil(6 / Math.max(minutes, 1)) - 1);
    // After the end it begins anew, of which each piece tells.
    expect(done.every((times) => times >= 1)).toBe(true);
    expect(JSON.stringify(kept())).not.toContain('as it was');
  });

  test('goes on after a piece that failed, without those before it', () => {
    const { run, done, failing, states } = openWork(4);
    failing.add(2);
    expect(() => run()).toThrow('It failed');
    expect(done).toEqual([1, 1, 0, 0]);
    failing.clear();
    expect(run()).toBe(true);
    expect(done).toEqual([1, 1, 1, 1]);
    expect(states).toEqual(['mended', 'mended', 'mended', 'mended']);
  });

  test('does a piece again whose matter was changed meanwhile', () => {
    const { run, done, states } = openWork(4);
    expect(run({ budget: 2 * minute })).toBe(false);
    states[0] = 'pasted over';
    expect(run()).toBe(true);
    expect(done).toEqual([2, 1, 1, 1]);
  });

  test('begins anew an hour after it was begun', () => {
    const { run, done, clock } = openWork(3);
    run({ budget: minute });
    clock.time += 58 * minute;
    run({ budget: minute });
    expect(done).toEqual([1, 1, 0]);
    clock.time += 2 * minute;
    expect(run()).toBe(true);
    expect(done).toEqual([2, 2, 1]);
  });

  test.each([
    '',
    'null',
    '{',
    '[]',
    '{"startedAt":"now","done":[]}',
    '{"startedAt":1e99,"done":[["piece 1"]]}',
  ])('begins anew where what is remembered is %j', (text) => {
    const { run, done, kept } = openWork(2);
    kept()['nisp-pieces-work'] = text;
    expect(run()).toBe(true);
    expect(done).toEqual([1, 1]);
  });

  test('of one task is not taken for that of another', () => {
    const { run, done, kept } = openWork(3);
    run({ budget: 0 });
    run({ budget: 0, task: 'other work' });
    expect(done).toEqual([2, 0, 0]);
    expect(Object.keys(kept()).sort()).toEqual(['nisp-pieces-other work', 'nisp-pieces-work']);
  });

  test('forgets pieces that are no longer among the work', () => {
    const { run, kept } = openWork(2);
    kept()['nisp-pieces-work'] = JSON.stringify({
      startedAt: Date.UTC(2019, 3, 15),
      done: [['a worksheet that is gone', 'as it was']],
    });
    run({ budget: 0 });
    expect(kept()['nisp-pieces-work']).not.toContain('gone');
  });
});
