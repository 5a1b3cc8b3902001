/** Many histories, one seed each, and the smallest plot of the first that fails. */
import { expect } from 'vitest';
import { playHistory, type Outcome, type SyncSabotage } from './history.js';
import { shrunk } from './shrink.js';
import { plotOf, type Plot } from './steps.js';

const kinds = ['entries', 'conflicts', 'late', 'syncs', 'writes', 'cut'] as const;

/** What happened in all histories; `rounds`: in one of them, at most. */
export type Totals = Record<(typeof kinds)[number] | 'rounds', number>;

/** Plays histories whose seeds are `from`, `from + 1`, … until one fails, or all are played. */
export async function playHistories(
  from: number,
  count: number,
  sabotage: SyncSabotage = {},
): Promise<
  | { readonly seed: null; readonly totals: Totals }
  | { readonly seed: number; readonly outcome: Outcome; readonly totals: Totals }
> {
  const totals: Totals = { entries: 0, conflicts: 0, late: 0, syncs: 0, writes: 0, cut: 0, rounds: 0 };
  for (let seed = from; seed < from + count; seed += 1) {
    const outcome = await playHistory(plotOf(seed), sabotage);
    if (outcome.faults.length > 0) return { seed, outcome, totals };
    for (const key of kinds) totals[key] += outcome.counts[key];
    totals.rounds = Math.max(totals.rounds, outcome.rounds);
  }
  return { seed: null, totals };
}

/** What failed, how to play it again, and the least that has to happen for it. */
export async function reportOf(
  seed: number,
  { faults }: Outcome,
  sabotage: SyncSabotage = {},
): Promise<string> {
  const kind = faults[0]!.split(':')[0]!;
  const fails = async (plot: Plot) =>
    (await playHistory(plot, sabotage)).faults.some((fault) => fault.startsWith(kind));
  const small = await shrunk(plotOf(seed), fails);
  const { kinds, steps } = small;
  return [
    `NISP_SIM_SEED=${seed} fails:`,
    ...faults,
    `Among ${kinds.join(', ')} this is enough:`,
    ...steps.map((step) => JSON.stringify(step)),
    ...(await playHistory(small, sabotage)).faults,
  ].join('\n');
}

/**
 * Plays histories, or the one that `NISP_SIM_SEED` names; throws what failed, and how to play it again.
 * @returns what happened in all of them; null for the one
 */
export async function checkHistories(from: number, count: number): Promise<Totals | null> {
  const again = process.env.NISP_SIM_SEED;
  const played =
    again === undefined ? await playHistories(from, count) : await playHistories(Number(again), 1);
  if (played.seed !== null) throw new Error(await reportOf(played.seed, played.outcome));
  return again === undefined ? played.totals : null;
}

/** What befell 500 histories is what they are played for. */
export function expectEventful({ entries, conflicts, late, cut, rounds }: Totals): void {
  expect(entries).toBeGreaterThan(1_500);
  expect(conflicts).toBeGreaterThan(300);
  expect(cut).toBeGreaterThan(300);
  expect(late).toBeGreaterThan(2);
  expect(rounds).toBeLessThanOrEqual(4);
}
