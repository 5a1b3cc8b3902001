// The whole sync of two workbooks against the real hosts: undisturbed, with faults everywhere, and with people who go on typing.
import { readdirSync } from 'node:fs';
import { inspect, isDeepStrictEqual } from 'node:util';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { HostError } from '../../core/index.js';
import { hasPart } from '../../core/plan/load.js';
import { nispPlan } from '../../core/plan/nisp.js';
import { diskFileSystem } from '../../sync/files.js';
import { openPackage } from '../../sync/xlsx-host/package/zip.js';
import type { SyncResult } from '../../sync/sync-workbooks.js';
import { smallPlan } from '../core/merge/small-plan.js';
import type { Fault } from '../fakes/sheets-api/faults.js';
import type { Name } from '../support/pair.js';
import { observed, systemError, type Operation } from './files/observed.js';
import { changedParts, crowded, partsOfPerson } from './sync-workbooks/crowded.js';
import {
  handOut,
  isWriting,
  openScene,
  prepare,
  type Entered,
  type HandedOut,
  type Kind,
  type Prepared,
  type Scene,
} from './sync-workbooks/scene.js';

const entered: readonly [readonly Entered[], readonly Entered[]] = [
  [
    [['1', 'status'], 'Completed'],
    [['1', 'due'], { date: '2019-12-31' }],
    [['2', 'remarks'], null],
    [['4', 'status'], 'In progress'],
    [[null, 'preparedBy'], 'A. Khan'],
  ],
  [
    [['1', 'remarks'], 'Draft law circulated'],
    [['4', 'status'], 'On hold'],
    [['3a', 'spent'], 1200],
  ],
];
/** What both hold afterwards, and each its own of the cell in conflict. */
const inStep = {
  '1': { status: 'Completed', due: '2019-12-31', remarks: 'Draft law circulated' },
  '2': { timeline: 'Long Term' },
  '3a': { spent: 1200 },
};
const inConflict = ['In progress', 'On hold'] as const;

let small: HandedOut;
let prepared: Prepared;
let scene: Scene;
beforeAll(async () => {
  small = await handOut(smallPlan, 'north', { '2': { remarks: 'to be cleared' } });
  prepared = prepare(small, entered);
});
afterEach(() => {
  scene.api.checkGaps();
});

type Kinds = readonly [Kind, Kind];
const both = [0, 1] as const;
const contents = () => scene.sides.map((side) => side.contents());
/** All that a sync may change or leave behind. */
const surroundings = () => [...contents(), ...readdirSync(scene.folder).sort()];
const sheetIn = ({ sides }: Scene) => sides.findIndex(({ kind }) => kind === 'sheet') as 0 | 1;

function expectSynced(result: SyncResult, isWritten: readonly [boolean, boolean]): void {
  expect(result).toMatchObject({ kind: 'synced', isWritten });
}

/** Syncs what is in step: nothing is written. */
async function expectInStep(): Promise<void> {
  const before = contents();
  expectSynced(await scene.sync(), [false, false]);
  expect(contents()).toEqual(before);
}

/** What an undisturbed sync of the prepared workbooks ends as; made once for each pair of kinds. */
const undisturbed = new Map<string, { contents: string[]; states: Awaited<ReturnType<Scene['states']>> }>();
async function endOf(kinds: Kinds) {
  const key = kinds.join();
  const known = undisturbed.get(key);
  if (known) return known;
  const disturbed = scene;
  scene = openScene(prepared, kinds);
  expectSynced(await scene.sync(), [true, true]);
  const end = { contents: contents(), states: await scene.states() };
  undisturbed.set(key, end);
  scene = disturbed;
  return end;
}

/** Both hold and remember what they do after an undisturbed sync. Where it is the same byte for byte, nothing is read. */
async function expectSameEnd(where: string): Promise<void> {
  const kinds = [scene.sides[0].kind, scene.sides[1].kind] as const;
  const end = await endOf(kinds);
  const now = contents();
  if (now.every((content, side) => content === end.contents[side])) return;
  expect({ where, states: await scene.states() }).toEqual({ where, states: end.states });
}

/**
 * What is to follow a sync that failed: a healthy one ends as an undisturbed one. If all is as it was at the start, that is so
 * already.
 */
async function expectHealed(where: string, start: readonly string[]): Promise<void> {
  if (isDeepStrictEqual(surroundings(), start)) return;
  expect((await scene.sync()).kind).toBe('synced');
  await expectSameEnd(where);
  expect([where, scene.applied()]).toEqual([where, 1]);
}

/** Syncs. An error says where, keeps what is secret, and tells of exactly what has been written. */
async function attempt(where: string): Promise<HostError | null> {
  const before = contents();
  try {
    expectSynced(await scene.sync(), [true, true]);
    return null;
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    const { message, touched } = error;
    const places = scene.sides.map(({ place }) => place);
    expect(
      places.some((place) => message.startsWith(`${place}: `)),
      `${where}: ${message}`,
    ).toBe(true);
    expect(inspect(error, { depth: 9 }), where).not.toMatch(/token-\d|bearer/i);
    expect([where, ...touched]).toEqual([
      where,
      ...places.filter((_, side) => contents()[side] !== before[side]),
    ]);
    if (touched.length > 0)
      expect(message).toContain(`${touched.join()} has its changes already. Run the same sync again`);
    return error;
  }
}

describe('undisturbed', () => {
  it.each([
    ['file', 'file', 0, 0],
    ['file', 'sheet', 5, 2],
    ['sheet', 'file', 5, 2],
    ['sheet', 'sheet', 10, 4],
  ] as const)(
    'a %s and a %s are in step, in %i requests, and then in %i',
    async (first, second, requests, again) => {
      scene = openScene(prepared, [first, second]);
      expectSynced(await scene.sync(), [true, true]);
      expect(scene.api.requests).toHaveLength(requests);
      await expectInStep();
      expect(scene.api.requests).toHaveLength(requests + again);
      const states = await scene.states();
      for (const side of both) {
        const { entries, cover, conflicts, findings } = states[side];
        const [here, there] = [inConflict[side], inConflict[1 - side]];
        expect(entries).toMatchObject({ ...inStep, '4': { status: here } });
        expect(cover).toEqual({ preparedBy: 'A. Khan' });
        expect(conflicts).toMatchObject({ '4 status': { here: { value: here }, there: { value: there } } });
        expect(findings.join('\n')).toContain(`here it is “${here}”, in the other one “${there}”`);
      }
      expect(states[0].histories).toMatchObject({ '1 status': states[1].histories['1 status'] });
    },
  );

  it('also where a unit says something in a row in which it has no part: the words that stood there are no entry', async () => {
    scene = openScene(prepare(small, [[[['3b', 'status'], 'Completed']], []]), ['file', 'sheet']);
    expectSynced(await scene.sync(), [true, true]);
    await expectInStep();
    expect((await scene.states())[1].entries['3b']).toEqual({ status: 'Completed' });
  });

  it('a file and a sheet of all the 177 rows, and two files, and two sheets', async () => {
    const [one, two, three] = nispPlan.interventions
      .filter((intervention) => hasPart(intervention, 'punjab') && !intervention.isContainer)
      .map(({ no }) => no) as [string, string, string];
    const whole = prepare(await handOut(nispPlan, 'punjab', {}), [
      [
        [[one, 'status'], 'Completed'],
        [[three, 'remarks'], 'ours'],
      ],
      [
        [[two, 'status'], 'On hold'],
        [[three, 'remarks'], 'theirs'],
      ],
    ]);
    for (const [kinds, requests] of [
      [['file', 'file'], 0],
      [['file', 'sheet'], 5],
      [['sheet', 'sheet'], 10],
    ] as const) {
      scene = openScene(whole, kinds);
      expectSynced(await scene.sync(), [true, true]);
      expect(scene.api.requests).toHaveLength(requests);
      await expectInStep();
      for (const [side, remarks] of [
        [0, 'ours'],
        [1, 'theirs'],
      ] as const) {
        const { entries, conflicts } = (await scene.states())[side];
        expect(entries).toMatchObject({
          [one]: { status: 'Completed' },
          [two]: { status: 'On hold' },
          [three]: { remarks },
        });
        expect(Object.keys(conflicts)).toEqual([`${three} remarks`]);
      }
    }
  });
});

const passing: readonly Fault[] = [
  'cut',
  'lost-response',
  'silent',
  'garbled',
  '503-after',
  401,
  429,
  500,
  503,
  { status: 429, retryAfter: 70 },
];
const advice = { 403: /Share it/, 404: /Open it in a browser/ } as const;
const requestNumbers = [1, 2, 3, 4, 5];
const called = (fault: Fault) => [JSON.stringify(fault), fault] as const;

describe('whatever befalls a request', () => {
  it.each(passing.map(called))(
    '%s, at any: it passes, and what is written is written once',
    async (name, fault) => {
      for (const at of requestNumbers) {
        const where = `${name} at request ${at}`;
        scene = openScene(prepared, ['file', 'sheet']);
        scene.api.faults.at(at, fault);
        expect([where, await attempt(where)]).toEqual([where, null]);
        await expectSameEnd(where);
        expect([where, scene.applied({ at, fault })]).toEqual([where, 1]);
      }
    },
  );

  it.each([
    [403, 'file', 'sheet'],
    [404, 'sheet', 'file'],
  ] as const)(
    '%i, at any, of a %s and a %s: it is said, and the next sync goes on from there',
    async (fault, first, second) => {
      const kinds = [first, second] as const;
      for (const at of requestNumbers) {
        const where = `${fault} at request ${at}`;
        scene = openScene(prepared, kinds);
        scene.api.faults.at(at, fault);
        const error = await attempt(where);
        expect(error?.message, where).toMatch(advice[fault]);
        // Reading, asking whether it may be changed, looking again: the file is written between the third and the fourth.
        const isFileWritten = kinds[0] === 'file' && at > 3;
        expect([where, error?.touched]).toEqual([where, isFileWritten ? [scene.sides[0].place] : []]);
        await scene.sync();
        await expectSameEnd(where);
        expect([where, scene.applied()]).toEqual([where, 1]);
      }
    },
  );

  it('503, at every one from any on: it is said, and the next sync goes on from there', async () => {
    for (const at of requestNumbers) {
      const where = `503 from request ${at}`;
      scene = openScene(prepared, ['file', 'sheet']);
      scene.api.faults.from(at, 503, 1_000);
      const start = surroundings();
      const error = await attempt(where);
      expect(error?.code, where).toBe('unavailable');
      scene.api.faults.clear();
      await expectHealed(where, start);
    }
  });
});

/** Has something happen before the n-th operation on the file system, from 1. */
function beforeOperation(n: number, act: (operation: Operation) => void): void {
  let begun = 0;
  scene.useFiles(
    observed(diskFileSystem, (operation) => {
      begun += 1;
      if (begun === n) act(operation);
    }),
  );
}

/** What a disk that is full refuses. */
const takesRoom: ReadonlySet<Operation['name']> = new Set([
  'open',
  'write',
  'sync',
  'link',
  'renameOver',
  'rename',
]);

describe('whatever befalls the disk', () => {
  it.each([
    ['EIO', 'sheet', 'file'],
    ['ENOSPC', 'file', 'sheet'],
  ] as const)('%s, at any operation of the change, of a %s and a %s: the same', async (code, one, other) => {
    const kinds = [one, other] as const;
    scene = openScene(prepared, kinds);
    const names: Operation['name'][] = [];
    scene.useFiles(observed(diskFileSystem, ({ name }) => void names.push(name)));
    await scene.sync();
    // A change begins with looking where the path leads; what comes before it is tried with `requireReplaceable`.
    const first = names.lastIndexOf('realpath');
    expect(names.length - first).toBeGreaterThan(25);
    let failures = 0;
    for (const [index, name] of names.entries()) {
      if (index < first || (code === 'ENOSPC' && !takesRoom.has(name))) continue;
      const n = index + 1;
      scene = openScene(prepared, kinds);
      const where = `${code} at ${n}: ${name}`;
      beforeOperation(n, () => {
        throw systemError(code);
      });
      const start = surroundings();
      const error = await attempt(where);
      scene.useFiles(diskFileSystem);
      if (error) {
        failures += 1;
        expect(error.message, where).toContain(`${scene.sides[1 - sheetIn(scene)]!.place}: `);
        await expectHealed(where, start);
      } else await expectSameEnd(where);
    }
    expect(failures).toBeGreaterThan(10);
  });

  it('it never works again after the first workbook was written: the next run goes on from there', async () => {
    scene = openScene(prepared, ['sheet', 'file']);
    scene.useFiles(
      observed(diskFileSystem, () => {
        if (scene.applied() > 0) throw systemError('EIO');
      }),
    );
    const error = await attempt('from the first writing on');
    expect(error?.touched).toEqual([scene.sides[0].place]);
    scene.useFiles(diskFileSystem);
    await scene.sync();
    await expectSameEnd('then again');
    await expectInStep();
  });
});

/** What somebody enters meanwhile: in cells that are written, that are cleared, and that nobody else thinks of. */
const typed: readonly Entered[] = [
  [['1', 'status'], 'Dropped'],
  [['1', 'remarks'], 'typed meanwhile'],
  [['2', 'remarks'], 'still needed'],
  [['3a', 'remarks'], 'a cell of nobody else'],
];

/** What was entered on a side stands there, and on the other side too, or in a conflict that both know of. */
async function expectKept(where: string, side: 0 | 1, entries: readonly Entered[]): Promise<void> {
  const states = await scene.states();
  const [here, there] = [states[side], states[1 - side]!];
  for (const [[no, field], value] of entries) {
    const key = `${no} ${field}`;
    const at = ({ entries: of }: typeof here) => of[no!]?.[field as 'status'];
    expect([where, key, at(here)]).toEqual([where, key, value]);
    if (at(there) !== value) {
      expect([where, key, here.conflicts[key]?.here, there.conflicts[key]?.there]).toEqual([
        where,
        key,
        { kind: 'value', value },
        { kind: 'value', value },
      ]);
    }
  }
}

describe('whoever goes on typing', () => {
  it.each([
    ['file', 'sheet'],
    ['sheet', 'file'],
  ] as const)('in the sheet, of a %s and a %s, before any request: it stays', async (...kinds) => {
    for (const at of requestNumbers) {
      const where = `before request ${at}`;
      scene = openScene(prepared, kinds);
      const side = sheetIn(scene);
      scene.api.beforeRequestAt(at, () => {
        scene.sides[side].enter(...typed);
      });
      const result = await scene.sync();
      expect(result.kind).toBe('synced');
      await expectKept(where, side, typed);
      await expectInStep();
    }
  });

  it.each([
    // The sheet is written by then.
    ['sheet', 'file'],
  ] as const)('in the file, of a %s and a %s, before any operation on it: it stays', async (...kinds) => {
    scene = openScene(prepared, kinds);
    const moments: number[] = [];
    let count = 0;
    scene.useFiles(
      observed(diskFileSystem, ({ path, to }) => {
        count += 1;
        const file = scene.sides[1 - sheetIn(scene)]!.place;
        if ([path, to].includes(file) && moments.at(-1) !== count - 1) moments.push(count);
      }),
    );
    await scene.sync();
    expect(moments.length).toBeGreaterThan(5);
    for (const at of moments) {
      let where = '';
      scene = openScene(prepared, kinds);
      const side = (1 - sheetIn(scene)) as 0 | 1;
      beforeOperation(at, ({ name }) => {
        where = `before operation ${at}: ${name}`;
        scene.sides[side].enter(...typed);
      });
      const result = await scene.sync();
      expect(result.kind).toBe('synced');
      await expectKept(where, side, typed);
      await expectInStep();
    }
  });

  it.each([
    ['file', 'sheet'],
    ['sheet', 'file'],
  ] as const)('without a pause, of a %s and a %s: it is said, and nothing is lost', async (...kinds) => {
    scene = openScene(prepared, kinds);
    const side = sheetIn(scene);
    // Written by the sync: cleared, or filled.
    const cell: Name = [side === 1 ? '2' : '1', 'remarks'];
    let times = 0;
    const latest = () => `typed ${times}`;
    const end = scene.api.beforeRequest(({ body }) => {
      if (!isWriting(body)) return;
      times += 1;
      scene.sides[side].enter([cell, latest()]);
    });
    const error: unknown = await scene.sync().catch((thrown: unknown) => thrown);
    end();
    expect(error).toBeInstanceOf(HostError);
    const { code, message, touched } = error as HostError;
    expect([code, times]).toEqual(['changed', 5]);
    expect(message).toContain('faster than they can be synced. Nothing entered was lost; try again');
    expect(touched).toContain(scene.sides[side].place);
    await scene.sync();
    await expectKept('in the end', side, [[cell, latest()]]);
    await expectInStep();
  });
});

describe('clearing in many rows', () => {
  const filled = ['1', '2', '3a', '4'];
  const openCleared = async (kinds: Kinds) => {
    const entries = Object.fromEntries(filled.map((no) => [no, { status: 'In progress' as const }]));
    const full = await handOut(smallPlan, 'north', entries);
    scene = openScene(
      prepare(full, [
        [
          [['1', 'status'], null],
          [['2', 'status'], null],
        ],
        [[['4', 'remarks'], 'theirs']],
      ]),
      kinds,
    );
  };

  it('is asked about once; nothing is written without a yes, and all with it', async () => {
    await openCleared(['file', 'sheet']);
    const before = contents();
    expect((await scene.sync()).kind).toBe('not-confirmed');
    expect((await scene.sync({ confirmClearing: () => Promise.resolve(false) })).kind).toBe('not-confirmed');
    expect(contents()).toEqual(before);
    expect(scene.api.requests.map(({ method }) => method)).toEqual(['GET', 'GET', 'GET', 'GET']);

    let asked = 0;
    // Somebody is faster, so that there is a second round: what was confirmed is not asked again.
    scene.api.beforeRequestAt(5, () => {
      scene.sides[1].enter([['1', 'status'], 'On hold']);
    });
    const result = await scene.sync({
      confirmClearing: ({ clearing }) => {
        asked += 1;
        expect(clearing[1]).toEqual({ rows: 2, of: 4 });
        return Promise.resolve(true);
      },
    });
    expectSynced(result, [true, true]);
    expect(asked).toBe(1);
    const [mine, yours] = await scene.states();
    expect([mine.entries['2']?.status, yours.entries['2']?.status]).toEqual([undefined, undefined]);
    await expectKept('a cell that was to be cleared', 1, [[['1', 'status'], 'On hold']]);
    await expectInStep();
  });
});

describe('what ends a sync after something was written', () => {
  it.each([
    ['its metadata goes', '_nisp', 'somebody changed something that has to be looked at first'],
    ['it is no longer shared', null, 'is not shared with'],
  ] as const)(
    'somebody is faster, and then %s: it is said, with what was written',
    async (_, worksheet, words) => {
      scene = openScene(prepared, ['file', 'sheet']);
      const { api, sides } = scene;
      api.beforeRequestAt(5, () => {
        sides[1].enter(...typed);
      });
      api.beforeRequestAt(6, () => {
        if (worksheet) sides[1].person!.deleteWorksheet(worksheet);
        else api.faults.at(0, 403);
      });
      const error: unknown = await scene.sync().catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(HostError);
      const { message, touched } = error as HostError;
      expect(message).toContain(words);
      expect(message).toContain('have their changes already. Run the same sync again');
      expect(touched).toEqual(sides.map(({ place }) => place));
    },
  );
});

it('what a person has put into the file beside our worksheets stays byte for byte', async () => {
  const bytes = crowded(small.bytes);
  const before = prepare({ ...small, bytes }, entered);
  scene = openScene(before, ['file', 'sheet']);
  expectSynced(await scene.sync(), [true, true]);
  await expectInStep();
  const after = Buffer.from(scene.sides[0].contents(), 'base64');
  const changed = changedParts(before.sides[0]!.file, after);
  // The worksheets Matrix, Findings and _nisp.
  expect(changed).toEqual([2, 4, 6].map((number) => `xl/worksheets/sheet${number}.xml`));
  expect(openPackage(after).partNames).toEqual(expect.arrayContaining(Object.keys(partsOfPerson)));
});
