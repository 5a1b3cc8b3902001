/** The sidebar's watch: what it makes of two looks at the spreadsheet, how often it looks, and when it does not. */
import { describe, expect, test } from 'vitest';
import { differences, type Look } from '../../../appsscript/sidebar/differences.js';
import { createSheetsHost } from '../../../appsscript/sidebar/sheets-host.js';
import { HostError } from '../../../core/index.js';
import type { HostEvent } from '../../../panel/index.js';
import { createClock } from '../../panel/model/panel.js';
import { lost, rejection, scripted } from './scripted.js';

const base: Look = {
  selection: { worksheet: 'Matrix', range: 'A1' },
  worksheets: ['Own', 'Guide', 'Matrix', '_nisp'],
  rows: [
    ['Guide', ['g1', '', 'g3']],
    ['Matrix', ['m1', 'm2', 'm3', '', 'm5', 'm6']],
    ['_nisp', ['n1']],
  ],
};
const withMatrix = (hashes: readonly string[]): Look => ({
  ...base,
  rows: base.rows.map(([name, before]) => [name, name === 'Matrix' ? hashes : before] as const),
});

describe('differences', () => {
  test('none', () => {
    expect(differences(base, base)).toEqual([]);
    expect(differences(base, { ...base, selection: null })).toEqual([]);
  });
  test('a cell that was typed into was edited', () => {
    expect(differences(base, withMatrix(['m1', 'm2,,x', 'm3', '', 'm5', 'm6']))).toEqual([
      { kind: 'edited', worksheet: 'Matrix', range: 'C2' },
    ]);
  });
  test('blocks of one row are told one by one; rows that changed together are one block', () => {
    expect(differences(base, withMatrix(['m1,b,,d,e', 'm2', 'm3', ',,c', 'm5,,,,e', 'm6,b']))).toEqual([
      { kind: 'edited', worksheet: 'Matrix', range: 'B1' },
      { kind: 'edited', worksheet: 'Matrix', range: 'D1:E1' },
      { kind: 'edited', worksheet: 'Matrix', range: 'B4:E6' },
    ]);
  });
  test('a blank row that was filled, and one that was cleared, were edited', () => {
    expect(differences(base, withMatrix(['m1', 'm2', 'm3', 'x', '', 'm6']))).toEqual([
      { kind: 'edited', worksheet: 'Matrix', range: 'A4:A5' },
    ]);
    expect(differences(base, withMatrix(['', 'm2', 'm3', '', 'm5', 'm6']))).toEqual([
      { kind: 'edited', worksheet: 'Matrix', range: 'A1' },
    ]);
  });
  test('a row copied over another is an edit: the one that it was copied from is still there', () => {
    expect(differences(base, withMatrix(['m1', 'm2', 'm3', '', 'm2', 'm6']))).toEqual([
      { kind: 'edited', worksheet: 'Matrix', range: 'A5' },
    ]);
  });
  test.each([
    ['sorted', withMatrix(['m1', 'm3', 'm2', '', 'm5', 'm6'])],
    ['a row inserted and another deleted', withMatrix(['m1', 'new', 'm2', 'm3', '', 'm6'])],
    ['a row inserted', withMatrix(['m1', '', 'm2', 'm3', '', 'm5', 'm6'])],
    ['a row deleted', withMatrix(['m1', 'm3', '', 'm5', 'm6'])],
    ['a worksheet renamed', { ...base, worksheets: ['Mine', 'Guide', 'Matrix', '_nisp'] }],
    ['worksheets in another order', { ...base, worksheets: ['Guide', 'Own', 'Matrix', '_nisp'] }],
    ['a worksheet of ours gone', { ...base, rows: base.rows.slice(1) }],
  ])('%s: rearranged', (_, after) => {
    expect(differences(base, after)).toEqual([{ kind: 'rearranged' }]);
  });
  test('another selection is told beside what was edited', () => {
    const selection = { worksheet: 'Guide', range: 'C5' };
    expect(differences(base, { ...base, selection })).toEqual([{ kind: 'selected', ...selection }]);
    expect(
      differences(base, { ...withMatrix(['x', 'm2', 'm3', '', 'm5', 'm6']), selection }).map(
        ({ kind }) => kind,
      ),
    ).toEqual(['edited', 'selected']);
  });
});

/** A host whose script sees what the test says it sees, in a time that passes when the test says so. */
function watched(first: Look = base) {
  let now = first;
  let answer: () => Look | typeof lost = () => now;
  const { transport, requests } = scripted({ look: () => answer() });
  const clock = createClock();
  let isHidden = false;
  const host = createSheetsHost(transport, { wait: clock.wait, isHidden: () => isHidden });
  const events: HostEvent[] = [];
  return {
    host,
    events,
    clock,
    watch: () => host.watch((event) => events.push(event)),
    looks: () => requests.length,
    see: (look: Look) => {
      now = look;
    },
    fail: (how: (() => never) | typeof lost | null) => {
      answer = how === null ? () => now : how === lost ? () => lost : how;
    },
    hide: (hidden: boolean) => {
      isHidden = hidden;
    },
  };
}

/** A host whose script answers the second look, and those after it, when the test says so. */
function slow() {
  const clock = createClock();
  const events: HostEvent[] = [];
  let answer: ((look: Look) => void) | null = null;
  let asked = 0;
  const host = createSheetsHost(
    async (request) => {
      asked += 1;
      const seen =
        asked === 1
          ? base
          : await new Promise<Look>((resolve) => {
              answer = resolve;
            });
      return scripted({ look: () => seen }).transport(request);
    },
    { wait: clock.wait, isHidden: () => false },
  );
  return {
    host,
    clock,
    events,
    asked: () => asked,
    answered: async (look: Look) => {
      answer!(look);
      await clock.pass(0);
    },
  };
}

const edited = withMatrix(['m1', 'x', 'm3', '', 'm5', 'm6']);
const second = 1_000;

describe('watching', () => {
  test('the first look is what the next is compared with; each difference is told once', async () => {
    const { watch, events, clock, see, looks } = watched();
    await watch();
    expect(looks()).toBe(1);
    await clock.pass(4 * second);
    expect({ looks: looks(), events }).toEqual({ looks: 2, events: [] });
    see(edited);
    await clock.pass(4 * second);
    await clock.pass(4 * second);
    expect({ looks: looks(), events }).toEqual({
      looks: 4,
      events: [{ kind: 'edited', worksheet: 'Matrix', range: 'A2' }],
    });
  });
  test('the first look may fail: whoever watches is told', async () => {
    const { watch, fail } = watched();
    fail(() => {
      throw new HostError('no-access', 'You may not.');
    });
    expect(await rejection(watch())).toMatchObject({ code: 'no-access' });
  });
  test('nothing is told after the end, and nothing looked at', async () => {
    const { watch, events, clock, see, looks } = watched();
    const stop = await watch();
    see(edited);
    await stop();
    await clock.pass(60 * second);
    expect({ looks: looks(), events }).toEqual({ looks: 1, events: [] });
  });
  test('a look that is under way at the end is not told of either', async () => {
    const { host, clock, answered, events } = slow();
    const stop = await host.watch((event) => events.push(event));
    await clock.pass(4 * second);
    await stop();
    await answered(edited);
    expect(events).toEqual([]);
  });
  test('nothing is looked at while nobody sees the page, and afterwards nothing was missed', async () => {
    const { watch, events, clock, see, looks, hide } = watched();
    await watch();
    hide(true);
    see(edited);
    for (let time = 0; time < 10; time += 1) await clock.pass(4 * second);
    expect({ looks: looks(), events }).toEqual({ looks: 1, events: [] });
    hide(false);
    await clock.pass(4 * second);
    expect({ looks: looks(), count: events.length }).toEqual({ looks: 2, count: 1 });
  });
  test('it looks less often when nothing has happened for three minutes, and as before when something does', async () => {
    const { watch, clock, see, looks } = watched();
    await watch();
    for (let time = 0; time < 45; time += 1) await clock.pass(4 * second);
    expect(looks()).toBe(46);
    await clock.pass(28 * second);
    expect(looks()).toBe(46);
    see(edited);
    await clock.pass(2 * second);
    expect(looks()).toBe(47);
    await clock.pass(4 * second);
    expect(looks()).toBe(48);
  });
  test('a look that fails is made again; after three in a row less often; the differences are told then', async () => {
    const { watch, events, clock, see, looks, fail } = watched();
    await watch();
    see(edited);
    fail(lost);
    for (let time = 0; time < 3; time += 1) await clock.pass(4 * second);
    expect({ looks: looks(), events }).toEqual({ looks: 4, events: [] });
    await clock.pass(28 * second);
    expect(looks()).toBe(4);
    fail(null);
    await clock.pass(2 * second);
    expect({ looks: looks(), count: events.length }).toEqual({ looks: 5, count: 1 });
    await clock.pass(4 * second);
    expect(looks()).toBe(6);
  });
  test('the next look waits for the one before', async () => {
    const { host, clock, answered, asked, events } = slow();
    await host.watch((event) => events.push(event));
    await clock.pass(4 * second);
    for (let time = 0; time < 5; time += 1) await clock.pass(30 * second);
    expect({ asked: asked(), events }).toEqual({ asked: 2, events: [] });
    await answered(edited);
    await clock.pass(4 * second);
    expect({ asked: asked(), count: events.length }).toEqual({ asked: 3, count: 1 });
  });
});
