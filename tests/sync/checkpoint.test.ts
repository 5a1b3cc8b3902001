// What a run keeps of the sheets that it has read: cut anywhere, damaged, another's, too old, or not wanted any more.
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bareWorksheet, HostError, type WorkbookSnapshot } from '../../core/index.js';
import { openCheckpoint, type Checkpoint, type CheckpointRun } from '../../sync/checkpoint.js';

const hour = 60 * 60 * 1000;
const run: CheckpointRun = {
  period: '2019-Q1',
  plan: 'nisp 1',
  places: ['sheets:a', 'sheets:b', 'sheets:c'],
};
const snapshotOf = (text: string): WorkbookSnapshot => ({
  worksheets: [
    bareWorksheet('Matrix', [
      { row: 3, hidden: false, cells: [{ column: 2, content: { kind: 'text', text }, formula: 'A1' }] },
    ]),
  ],
  definedNames: [],
});

let folder = '';
let path = '';
let now = Date.parse('2019-04-02T08:00:00Z');
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nisp-checkpoint-'));
  path = join(folder, 'out', 'national.checkpoint.jsonl');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const begin = (resume: boolean, of: CheckpointRun = run) =>
  openCheckpoint(path, of, { resume, clock: { now: () => now } });

/** Reads these sheets through the checkpoint, and says which of them were really asked for. */
async function read(checkpoint: Checkpoint, ...ids: string[]) {
  const asked: string[] = [];
  const reader = checkpoint.keeping((id) => {
    asked.push(id);
    return Promise.resolve({ name: `Sheet ${id}`, snapshot: snapshotOf(`${id} “پنجاب”`), hash: null });
  });
  const workbooks = await Promise.all(ids.map((id) => reader(id)));
  for (const [index, id] of ids.entries()) {
    expect(workbooks[index]).toEqual({
      name: `Sheet ${id}`,
      snapshot: snapshotOf(`${id} “پنجاب”`),
      hash: null,
    });
  }
  return asked;
}

/** A run that was cut after it had read these. */
async function leave(...ids: string[]) {
  const checkpoint = await begin(false);
  await read(checkpoint, ...ids);
  await checkpoint.close();
}

describe('a checkpoint', () => {
  it('keeps what was read, a line a sheet, for its owner alone; the next run asks only for the rest', async () => {
    await leave('a', 'b');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(path, 'utf8').trimEnd().split('\n')).toHaveLength(3);

    const resumed = await begin(true);
    expect(resumed.start).toEqual({ kind: 'resumed', begun: new Date(now), sheets: 2 });
    expect(await read(resumed, 'a', 'b', 'c')).toEqual(['c']);
    await resumed.close();
    expect((await begin(true)).start).toMatchObject({ kind: 'resumed', sheets: 3 });
    await resumed.remove();
    expect(existsSync(path)).toBe(false);
  });

  it('writes nothing where no sheet is read', async () => {
    await (await begin(true)).close();
    expect(existsSync(join(folder, 'out'))).toBe(false);
  });

  it('cut at any byte, gives up the line that was being written and no other', async () => {
    await leave('a', 'b');
    const whole = readFileSync(path);
    const ends = [...whole.entries()].flatMap(([at, byte]) => (byte === 10 ? [at + 1] : []));
    // Every cut in the middle would take long: those around the ends of lines, and some between.
    const cuts = [...ends.flatMap((end) => [end - 1, end, end + 1]), 0, 1, 40, ends[1]! - 30, ends[2]! - 30];
    for (const cut of new Set(cuts.filter((at) => at <= whole.length))) {
      writeFileSync(path, whole);
      truncateSync(path, cut);
      const left = ends.filter((end) => end <= cut).length;
      const resumed = await begin(true);
      expect(resumed.start.kind, String(cut)).toBe(left === 0 ? 'new' : 'resumed');
      expect(await read(resumed, 'a', 'b'), String(cut)).toEqual(['a', 'b'].slice(Math.max(0, left - 1)));
      await resumed.close();
      // And what it adds can be read again.
      expect((await begin(true)).start, String(cut)).toMatchObject({ kind: 'resumed', sheets: 2 });
    }
  });

  it('does not take a line that is not as it was written', async () => {
    await leave('a', 'b');
    writeFileSync(path, readFileSync(path, 'utf8').replace('a “', 'A “'));
    appendFileSync(path, 'no line of ours\n');
    const resumed = await begin(true);
    expect(await read(resumed, 'a', 'b')).toEqual(['a']);
    await resumed.close();
  });

  it.each([
    ['quarter', { ...run, period: '2019-Q2' }, '2019-Q1'],
    ['plan', { ...run, plan: 'nisp 2' }, 'nisp 1'],
    ['places', { ...run, places: ['sheets:a'] }, 'other files or sheets'],
  ])('of another %s is not gone on from, and said to be', async (_, other, word) => {
    await leave('a');
    const before = readFileSync(path);
    await expect(begin(true, other)).rejects.toSatisfy(
      (error) => error instanceof HostError && error.code === 'changed' && error.message.includes(word),
    );
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('begins anew without being asked to go on, and after a day', async () => {
    await leave('a');
    const anew = await begin(false);
    expect(anew.start).toEqual({ kind: 'replaced', sheets: 1 });
    expect(await read(anew, 'a')).toEqual(['a']);
    await anew.close();
    const begun = now;
    now += 25 * hour;
    const late = await begin(true);
    expect(late.start).toEqual({ kind: 'outdated', begun: new Date(begun) });
    expect(await read(late, 'a')).toEqual(['a']);
    await late.close();
    expect((await begin(true)).start).toEqual({ kind: 'resumed', begun: new Date(now), sheets: 1 });
  });
});
