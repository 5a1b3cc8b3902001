/** Histories through the real hosts: files on a disk, spreadsheets behind Google's own client. `NISP_SIM_SEED=7` plays one again. */
import { beforeAll, expect, it } from 'vitest';
import { smallPlan } from '../../core/merge/small-plan.js';
import { newFolder } from '../files/folder.js';
import { handOut, type HandedOut } from '../sync-workbooks/scene.js';
import { playRealHistory } from './real-history.js';
import { shrunk } from './shrink.js';
import { plotOf, type Plot } from './steps.js';

let handout: HandedOut;
beforeAll(async () => {
  const entries = {
    '1': { status: 'In progress', remarks: 'as handed out' },
    '2': { progress: 0.4 },
  } as const;
  handout = await handOut(smallPlan, 'north', entries);
});

const plot = (seed: number) => plotOf(seed, 10);
const play = (one: Plot, isCopying = true) => playRealHistory(one, handout, newFolder(), isCopying);

async function report(seed: number, faults: readonly string[]): Promise<string> {
  const { kinds, steps } = await shrunk(plot(seed), async (one) => (await play(one)).faults.length > 0);
  const told = steps.map((step) => JSON.stringify(step));
  return [
    `NISP_SIM_SEED=${seed} fails:`,
    ...faults,
    `Among ${kinds.join(', ')} this is enough:`,
    ...told,
  ].join('\n');
}

it('no history loses an entry, hides a conflict, or never comes to rest', async () => {
  const again = process.env.NISP_SIM_SEED;
  const [from, count] = again === undefined ? [1, 40] : [Number(again), 1];
  const totals = { entries: 0, conflicts: 0, late: 0, writes: 0, cut: 0 };
  for (let seed = from; seed < from + count; seed += 1) {
    const { faults, counts } = await play(plot(seed));
    if (faults.length > 0) expect.fail(await report(seed, faults));
    for (const key of ['entries', 'conflicts', 'late', 'writes', 'cut'] as const) totals[key] += counts[key];
  }
  if (count === 1) return;
  expect(totals.entries).toBeGreaterThan(80);
  expect(totals.conflicts).toBeGreaterThan(5);
  expect(totals.writes).toBeGreaterThan(120);
  expect(totals.cut).toBeGreaterThan(4);
  expect(totals.late).toBeGreaterThan(0);
});

it('a spreadsheet that keeps no copies of what is written over is noticed', async () => {
  const { faults } = await play(plot(1), false);
  expect(faults.join('\n')).toMatch(/not put back|nobody entered it/);
});
