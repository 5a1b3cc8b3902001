// What a piece of work takes: time, time of cores, and memory.
import { cpus } from 'node:os';

/** Seconds that all cores of the machine have worked so far, for whomever. */
const worked = () =>
  cpus().reduce((sum, { times: { user, nice, sys, irq } }) => sum + user + nice + sys + irq, 0) / 1000;

/**
 * Measures while something runs.
 * @returns its result, seconds on the clock and of cores, cores that others took, and the most memory that the process held,
 *   looked at every 20 ms, in bytes
 */
export async function measure(run) {
  let highest = process.memoryUsage.rss();
  const sample = () => {
    highest = Math.max(highest, process.memoryUsage.rss());
  };
  const timer = setInterval(sample, 20);
  const cpu = process.cpuUsage();
  const others = worked();
  const start = performance.now();
  const result = await run();
  const wall = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  clearInterval(timer);
  sample();
  const seconds = (user + system) / 1e6;
  // What the machine did besides: cores that were not to be had.
  const taken = Math.max(0, worked() - others - seconds) / wall;
  return { result, wall, cpu: seconds, taken, rss: highest };
}

/** Highest of the whole process so far, as the system counts it, in bytes. */
export const peakMemory = () => process.resourceUsage().maxRSS * 1024;
