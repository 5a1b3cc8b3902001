// `npm run bench`: how quickly workbooks are read, checked, merged and consolidated, beside the bare floor and others, and in
// how much memory. It measures and says so; it never fails for being slow. Options: see `usage`.
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import {
  consolidationReport,
  machineReport,
  mergeReport,
  readingReport,
  sheetsReport,
  targetsReport,
} from './report.mjs';
import { contestants } from './contestants.mjs';
import { isPinned, takeTurns } from './rounds.mjs';
import { summarise, targetsOf } from './figures.mjs';
import { temporary } from './places.mjs';
import { makeWorkbooks, originals, plan } from './workbooks.mjs';

const usage = `npm run bench -- [options]
  --quick        few files and one round: to see that it runs; the figures mean nothing
  --no-install   install nothing: readers that are not there are left out, and named
  --json FILE    write the figures to a file as well`;

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    'no-install': { type: 'boolean', default: false },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
if (options.help) {
  console.log(usage);
  process.exit(0);
}

/** How much is done; the whole run takes about four minutes on two cores, the first one a minute more. */
const extent = options.quick
  ? { counts: [originals], samples: originals / 4, rounds: 1, warmUp: 0, seconds: 20, sheets: 4, merges: 10 }
  : {
      counts: [200, 1000],
      samples: originals,
      rounds: 7,
      warmUp: 6,
      seconds: 120,
      sheets: 100,
      merges: 1000,
    };

/** Says on a terminal what is going on, in one line that is written over. */
function step(...words) {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${words.join(': ')}`);
}

const run = promisify(execFile);
const { version: daffVersion } = createRequire(import.meta.url)('daff/package.json');

/** Runs a script in a process of its own. @returns its figures, or why there are none */
async function figuresOf(script, ...args) {
  try {
    const path = join(import.meta.dirname, script);
    const { stdout } = await run(process.execPath, [path, ...args], { timeout: 150_000 });
    return JSON.parse(stdout);
  } catch (error) {
    const failed = error.killed
      ? 'stopped after 150 seconds'
      : (/^[A-Z]\w+: .*/m.exec(error.stderr)?.[0] ?? error.message);
    return { failed };
  }
}

/** Consolidates files. @returns its figures, or why there are none */
async function consolidate(files, threads, painting) {
  step('consolidating', `${files.length} files, threads ${threads}${painting ? ', and painting' : ''}`);
  const list = join(temporary, `list-${process.pid}.json`);
  writeFileSync(list, JSON.stringify(files.map(({ path }) => path)));
  const more = painting ? ['paint'] : [];
  return {
    files: files.length,
    threads,
    ...(await figuresOf('consolidate.mjs', list, String(threads), ...more)),
  };
}

step('making workbooks', `${extent.counts.at(-1)}, unless they are there`);
const { folder, files, hasLibreOffice } = await makeWorkbooks(extent.counts.at(-1));
const every = originals / extent.samples;
const samples = files.slice(0, originals).filter((_, index) => index % every === 0);

const present = [];
const missing = new Map();
for (const contestant of contestants) {
  step('looking for', contestant.title);
  const reason = contestant.missing(!options['no-install']);
  if (reason === null) present.push(contestant);
  else missing.set(contestant.name, reason);
}
const loadBefore = loadavg()[0];
const turns = await takeTurns(
  present,
  samples.map(({ path }) => path),
  { ...extent, step },
);
const reading = summarise(contestants, { turns, missing, samples });

const cores = availableParallelism();
const consolidations = [];
for (const count of extent.counts) {
  for (const threads of new Set([1, cores])) {
    consolidations.push(await consolidate(files.slice(0, count), threads, false));
  }
}
const units = plan.units.length;
// One workbook of each unit, then all of them: as far as a national workbook of so many can be painted.
const paintings = [];
for (const count of options.quick ? [units] : [units, ...extent.counts]) {
  const painted = await consolidate(files.slice(0, count), cores, true);
  paintings.push(painted);
  if (painted.failed !== undefined) break;
}
step('consolidating', `${extent.sheets} Google Sheets, in virtual time`);
const sheets = await figuresOf('sheets.mjs', String(extent.sheets));
const merges = [];
for (const [name, title] of [
  ['ours', 'NISP Matrix'],
  ['daff', `daff ${daffVersion}`],
]) {
  step('merging', title);
  merges.push({ title, ...(await figuresOf('merge.mjs', name, String(extent.merges))) });
}
step('');

const machine = {
  node: process.version,
  system: `${process.platform} ${process.arch}`,
  processor: cpus()[0]?.model.trim() ?? 'unknown processor',
  cores,
  gigabytes: totalmem() / 2 ** 30,
  loadBefore,
  loadAfter: loadavg()[0],
  isPinned,
};
const workbooks = {
  folder,
  hasLibreOffice,
  samples: samples.length,
  counts: extent.counts,
  quick: options.quick,
};
const targets = targetsOf(reading, consolidations, cores, sheets, merges);
console.log(
  [
    machineReport(machine, workbooks),
    readingReport(reading),
    consolidationReport(consolidations, paintings),
    sheetsReport(sheets),
    mergeReport(merges),
    targetsReport(targets, options.quick),
  ].join('\n\n'),
);
if (options.json !== undefined) {
  const figures = { machine, workbooks, reading, consolidations, paintings, sheets, merges, targets };
  writeFileSync(options.json, `${JSON.stringify(figures, null, 2)}\n`);
}
