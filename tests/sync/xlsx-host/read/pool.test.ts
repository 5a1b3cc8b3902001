/** Threads that loop, eat memory, throw or never start: their job ends, and the next one is done. */
import { afterEach, describe, expect, test } from 'vitest';
import { createPool, type Pool } from '../../../../sync/pool.js';

type Job = 'loop' | 'eat' | 'throw' | 'exit' | 'thread' | 'data';

const script = (code: string) => new URL(`data:text/javascript,${encodeURIComponent(code)}`);
const obedient = script(`
  import { parentPort, threadId, workerData } from 'node:worker_threads';
  parentPort.on('message', (job) => {
    if (job === 'loop') for (;;);
    if (job === 'eat') for (const kept = []; ; ) kept.push(new Array(10_000).fill({ kept }));
    if (job === 'throw') throw new TypeError('no such thing');
    if (job === 'exit') process.exit(3);
    parentPort.postMessage(job === 'data' ? workerData : threadId);
  });
  parentPort.postMessage('ready');
`);

const pools: Pool<Job, unknown>[] = [];
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

function poolOf(
  start = obedient,
  limits: { concurrency?: number; seconds?: number; megabytes?: number } = {},
) {
  const pool = createPool<Job, unknown>(start, {
    data: new Map([['a', 1]]),
    concurrency: 1,
    seconds: 20,
    megabytes: 64,
    ...limits,
  });
  pools.push(pool);
  return pool;
}

describe('a job that goes wrong ends, and the next one is done by another thread', () => {
  test.each<[Job, object]>([
    ['loop', { kind: 'time-limit' }],
    ['eat', { kind: 'memory-limit' }],
    ['throw', { kind: 'failed', error: expect.objectContaining({ message: 'no such thing' }) as Error }],
    [
      'exit',
      {
        kind: 'failed',
        error: expect.objectContaining({ message: 'The thread ended with code 3.' }) as Error,
      },
    ],
  ])('%s', async (job, outcome) => {
    const pool = poolOf(obedient, job === 'loop' ? { seconds: 0.2 } : {});
    const jobs: Job[] = ['thread', 'thread', job, 'thread'];
    const [first, second, bad, next] = await Promise.all(jobs.map((each) => pool.run(each)));
    expect(first).toMatchObject({ kind: 'done' });
    expect(second).toEqual(first);
    expect(bad).toEqual(outcome);
    expect(next).toMatchObject({ kind: 'done' });
    expect(next).not.toEqual(first);
  });
});

test('never more threads than allowed, and what they are given arrives', async () => {
  const pool = poolOf(obedient, { concurrency: 3 });
  const outcomes = await Promise.all(Array.from({ length: 30 }, () => pool.run('thread')));
  const threads = new Set(
    outcomes.map((outcome) => (outcome.kind === 'done' ? outcome.reply : outcome.kind)),
  );
  expect(threads.size).toBeLessThanOrEqual(3);
  expect([...threads].every((thread) => typeof thread === 'number')).toBe(true);
  expect(await pool.run('data')).toEqual({ kind: 'done', reply: new Map([['a', 1]]) });
});

test('an answer that came in while this thread was busy is not taken for a job over time', async () => {
  const pool = poolOf(obedient, { seconds: 0.3 });
  await pool.run('thread');
  const outcome = pool.run('thread');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 600);
  expect(await outcome).toMatchObject({ kind: 'done' });
});

test.each<[string, URL]>([
  ['does not exist', new URL('file:///nowhere/at-all.js')],
  ['throws when it is loaded', script('throw new Error("not today")')],
  ['ends before it is ready', script('process.exit(0)')],
])('a script that %s', async (_, start) => {
  const outcomes = await Promise.all([poolOf(start).run('thread'), poolOf(start).run('thread')]);
  expect(outcomes.map(({ kind }) => kind)).toEqual(['unavailable', 'unavailable']);
});

test('closing ends what is running and what waits', async () => {
  const pool = poolOf();
  const jobs = [pool.run('loop'), pool.run('thread')];
  await pool.close();
  expect((await Promise.all(jobs)).map(({ kind }) => kind)).toEqual(['unavailable', 'unavailable']);
  expect(await pool.run('thread')).toMatchObject({ kind: 'unavailable' });
});
