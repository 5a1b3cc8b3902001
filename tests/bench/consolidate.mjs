// Consolidates workbooks as `nisp consolidate` does, in a process of its own, so that its peak of memory is its own.
// Arguments: a file with the paths as a JSON list, the number of threads, and "paint" to paint the national workbook too.
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { buildNationalWorkbook, openConsolidation } from '../../dist/core/index.js';
import { checkFiles, paintWorkbook } from '../../dist/sync/index.js';
import { period, plan } from './workbooks.mjs';

const [list, concurrency, painting] = process.argv.slice(2);
const paths = JSON.parse(readFileSync(list, 'utf8'));

/** Seconds that all cores of the machine have worked so far, for whomever. */
const worked = () =>
  cpus().reduce((sum, { times: { user, nice, sys, irq } }) => sum + user + nice + sys + irq, 0) / 1000;

/** The most memory that the process held while something ran, looked at every 20 ms, in bytes. */
async function measure(run) {
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

const { result, ...consolidating } = await measure(async () => {
  const consolidation = openConsolidation({ plan, period: period.id, asOf: period.end });
  const findings = [];
  let submissions = 0;
  for await (const file of checkFiles(paths, { plan, concurrency: Number(concurrency) })) {
    const { name, hash, submission, diagnostics } = file;
    if (submission) {
      consolidation.add(submission);
      submissions += 1;
    } else consolidation.refuse({ file: name, hash, unit: null, diagnostics });
    findings.push(...diagnostics.filter(({ severity }) => severity !== 'information'));
  }
  return { consolidated: consolidation.finish(), findings, submissions };
});
const { consolidated, findings, submissions } = result;
/** Highest of the whole process so far, as the system counts it; kilobytes everywhere. */
const maxRss = process.resourceUsage().maxRSS * 1024;

const painted =
  painting === 'paint'
    ? await measure(async () => {
        const blueprint = buildNationalWorkbook({ consolidation: consolidated, findings });
        return (await paintWorkbook(blueprint)).bytes.length;
      })
    : null;

process.stdout.write(
  JSON.stringify({
    files: paths.length,
    threads: Number(concurrency),
    submissions,
    findings: findings.length,
    conflicts: consolidated.conflicts.length,
    ...consolidating,
    maxRss,
    painting: painted,
  }),
);
