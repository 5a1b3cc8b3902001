// Consolidates workbooks as `nisp consolidate` does, in a process of its own, so that its peak of memory is its own.
// Arguments: a file with the paths as a JSON list, the number of threads, and "paint" to paint the national workbook too.
import { readFileSync } from 'node:fs';
import { buildNationalWorkbook, openConsolidation } from '../../dist/core/index.js';
import { checkFiles, paintWorkbook } from '../../dist/sync/index.js';
import { measure, peakMemory } from './measure.mjs';
import { period, plan } from './workbooks.mjs';

const [list, concurrency, painting] = process.argv.slice(2);
const paths = JSON.parse(readFileSync(list, 'utf8'));

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
const maxRss = peakMemory();

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
