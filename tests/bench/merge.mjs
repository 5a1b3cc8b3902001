// Merges pairs of workbooks, in a process of its own so that its peak of memory is its own: by this project, or by daff.
// Arguments: "ours" or "daff", and how many pairs.
import { planSync, withChanges } from '../../dist/core/index.js';
import { mergeTables } from './daff.mjs';
import { peakMemory } from './measure.mjs';
import { disturbances, makePair, tableOf, valuesOf } from './pairs.mjs';
import { plan } from './workbooks.mjs';

const [contestant, count] = process.argv.slice(2);

/** Syncs two workbooks as `nisp sync` does, and says of each edit whether it is kept. */
const ours = {
  prepare: ({ sides }) =>
    sides.map((snapshot, side) => ({ name: `${side}`, snapshot, hash: null, copiesAtOnce: false })),
  merge: (inputs) => planSync(inputs, { plan, prefer: null }),
  judge({ sides, edits }, planned) {
    if (!planned.ok) throw new Error(JSON.stringify(planned.diagnostics));
    const { changes, cells } = planned.plan;
    const after = sides.map((snapshot, side) => valuesOf(withChanges(snapshot, changes[side])));
    // What is said of a cell in the account of the sync: it is in conflict, or cannot be merged yet.
    const named = new Set(
      cells
        .filter(({ outcome }) => outcome.kind === 'conflict' || outcome.kind === 'held')
        .map(({ name: { no, field } }) => `${no} ${field}`),
    );
    const isKept = ({ side, no, field, value }) =>
      after[side](no, field) === value &&
      (after[1 - side](no, field) === value || named.has(`${no} ${field}`));
    return {
      lost: edits.filter((edit) => !isKept(edit)).length,
      conflicts: cells.filter(({ outcome }) => outcome.kind === 'conflict').length,
    };
  },
};

/** Has daff merge the same two worksheets as tables. */
const daff = {
  prepare: ({ base, sides }) => [base, ...sides].map(tableOf),
  merge: ([base, first, second]) => mergeTables(base, first, second),
  judge: ({ edits }, merged) => ({
    lost: edits.filter((edit) => !merged.keeps(edit)).length,
    conflicts: merged.conflicts,
  }),
};

const { prepare, merge, judge } = { ours, daff }[contestant];
const sums = new Map(disturbances.map((name) => [name, { pairs: 0, edits: 0, lost: 0, conflicts: 0 }]));
const times = [];
for (let index = 0; index < Number(count); index += 1) {
  const pair = makePair(index);
  const prepared = prepare(pair);
  const start = process.cpuUsage();
  const merged = merge(prepared);
  const { user, system } = process.cpuUsage(start);
  times.push((user + system) / 1000);
  const sum = sums.get(pair.disturbance);
  const { lost, conflicts } = judge(pair, merged);
  sum.pairs += 1;
  sum.edits += pair.edits.length;
  sum.lost += lost;
  sum.conflicts += conflicts;
}
times.sort((a, b) => a - b);
process.stdout.write(
  JSON.stringify({
    contestant,
    merges: times.length,
    rows: plan.interventions.length,
    median: times[times.length >> 1],
    least: times[0],
    most: times.at(-1),
    total: times.reduce((sum, one) => sum + one, 0) / 1000,
    maxRss: peakMemory(),
    kinds: [...sums].map(([disturbance, sum]) => ({ disturbance, ...sum })),
  }),
);
