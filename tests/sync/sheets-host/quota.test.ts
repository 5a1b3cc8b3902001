import fc from 'fast-check';
import { expect, test } from 'vitest';
import { requestWindow } from '../../../sync/sheets-host/quota.js';
import { virtualClock } from '../../support/virtual-clock.js';

const minute = 60_000;

/** The most instants in any minute, wherever it begins. */
const mostInAMinute = (instants: readonly number[]) =>
  Math.max(
    0,
    ...instants.map(
      (from) => instants.filter((instant) => instant >= from && instant < from + minute).length,
    ),
  );

interface Asked {
  /** Milliseconds until it is asked, until the server counts it, and until it is answered. */
  readonly pause: number;
  readonly way: number;
  readonly answer: number;
}

/** Has requests sent within a limit; when each was sent, and when the server counted it. */
async function send(limit: number, requests: readonly Asked[]) {
  const clock = virtualClock();
  const window = requestWindow(limit, clock);
  const sent: number[] = [];
  const counted: number[] = [];
  const order: number[] = [];
  const under: Promise<void>[] = [];
  for (const [index, { pause, way, answer }] of requests.entries()) {
    if (pause > 0) await clock.wait(pause);
    under.push(
      window.turn().then(async (turn) => {
        order.push(index);
        sent.push(clock.now());
        await clock.wait(way);
        counted.push(clock.now());
        await clock.wait(answer);
        turn.end();
        turn.end();
      }),
    );
  }
  await Promise.all(under);
  return { sent, counted, order, took: clock.now() };
}

test('no minute of the server has more than the limit, wherever it begins and however long requests take', async () => {
  const request = fc.record({
    pause: fc.oneof(fc.constant(0), fc.nat(90_000)),
    way: fc.oneof(fc.constant(0), fc.nat(70_000)),
    answer: fc.oneof(fc.constant(0), fc.nat(70_000)),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.array(request, { maxLength: 14 }),
      async (limit, requests) => {
        const { counted, order } = await send(limit, requests);
        expect(mostInAMinute(counted)).toBeLessThanOrEqual(limit);
        expect(order).toEqual(requests.map((_, index) => index));
      },
    ),
    { numRuns: 60 },
  );
});

test('as many as the limit go at once, and the next a minute after the first was answered', async () => {
  const { sent } = await send(
    3,
    Array.from({ length: 7 }, () => ({ pause: 0, way: 0, answer: 500 })),
  );
  expect(sent.map((instant) => instant - sent[0]!)).toEqual([0, 0, 0, 60_500, 60_500, 60_500, 121_000]);
});

test('says how long it waits; a wait ends when it is no longer wanted, and the place goes to the next', async () => {
  const clock = virtualClock();
  const window = requestWindow(1, clock);
  const first = await window.turn();
  const stop = new AbortController();
  const waits: number[] = [];
  const second = window.turn({
    signal: stop.signal,
    onWait: (milliseconds) => {
      waits.push(milliseconds);
      stop.abort(new Error('stopped'));
    },
  });
  const third = window.turn();
  first.end();
  await expect(second).rejects.toThrow('stopped');
  expect(waits).toEqual([minute]);
  (await third).end();
  expect(clock.waiting()).toBe(0);
});
