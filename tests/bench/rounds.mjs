// Contestants that take turns: each in a process of its own that stays up, one working at a time, all on one core.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** Keeps a process and its threads on one core, where the system has a command for it. */
const hasTaskset = process.platform === 'linux' && spawnSync('taskset', ['--version']).status === 0;

/** True if every contestant is kept on one core, collection of garbage and compilation of code included. */
export const isPinned = hasTaskset;

const pinned = (command, args) => (hasTaskset ? ['taskset', ['-c', '0', command, ...args]] : [command, args]);

/** Starts a contestant and has it load the files. @returns how to have it work a round, and how to end it */
async function startReader({ name, start }, paths) {
  const [command, args, env = process.env] = start();
  const child = spawn(...pinned(command, args), { env, stdio: ['pipe', 'pipe', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (text) => (complaint = `${complaint}${text}`.slice(-2000)));
  child.stdin.on('error', () => {});
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (message) => {
    child.stdin.write(`${JSON.stringify(message)}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error(`${name} ended: ${complaint.trim()}`);
    return JSON.parse(value);
  };
  const { ready } = await ask({ load: paths });
  return {
    name,
    version: ready,
    round: () => ask({ round: true }),
    end: async () => {
      const ended = once(child, 'exit');
      child.stdin.end();
      await ended;
    },
  };
}

/**
 * Has contestants read the same files round after round, each in turn within a round. Rounds stop early when the time is
 * up; those of the warm-up are not counted.
 * @returns by contestant: its version and its rounds, or why it failed
 */
export async function takeTurns(contestants, paths, { rounds, warmUp, seconds, step }) {
  const results = new Map();
  const started = await Promise.allSettled(contestants.map((contestant) => startReader(contestant, paths)));
  const readers = started.flatMap(({ value }) => value ?? []);
  started.forEach(({ reason }, index) => {
    if (reason) results.set(contestants[index].name, { failed: reason.message });
  });
  for (const { name, version } of readers) results.set(name, { version, rounds: [] });
  const until = performance.now() + seconds * 1000;
  for (let number = 0; number < warmUp + rounds; number += 1) {
    if (number > warmUp && performance.now() > until) break;
    // Another one begins each time, so that none always works in the wake of the same one.
    const shift = number % readers.length;
    for (const reader of [...readers.slice(shift), ...readers.slice(0, shift)]) {
      const result = results.get(reader.name);
      if (result.failed) continue;
      step(number < warmUp ? 'warming up' : `round ${number - warmUp + 1} of ${rounds}`, reader.name);
      try {
        const answer = await reader.round();
        if (number >= warmUp) result.rounds.push(answer);
      } catch (error) {
        results.set(reader.name, { failed: error.message });
      }
    }
  }
  for (const reader of readers) if (!results.get(reader.name).failed) await reader.end();
  return results;
}
