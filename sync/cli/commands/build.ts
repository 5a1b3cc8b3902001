/** `nisp build`: one workbook for each reporting unit, ready to be handed out. */
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import {
  buildUnitWorkbook,
  consolidate,
  HostError,
  type Period,
  type Plan,
  type Submission,
} from '../../../core/index.js';
import { writeWhole } from '../../files.js';
import { paintWorkbook } from '../../xlsx-host/paint/paint.js';
import {
  exitCodes,
  periodArgument,
  planOf,
  printJson,
  requireFree,
  unitOf,
  UsageError,
  type ExitCode,
  type PlanOptions,
} from '../command.js';
import { checkAll } from '../checking.js';
import { progress, table, tone, type Terminal } from '../terminal.js';

interface BuildOptions extends PlanOptions {
  readonly period: Period;
  readonly unit?: readonly string[];
  readonly from?: readonly string[];
  readonly out: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** Name of the workbook of a unit and a quarter: `NISP-2019-Q1-punjab.xlsx`. */
export function workbookName(period: string, unit: string): string {
  return `NISP-${period}-${unit}.xlsx`;
}

/** What each unit reported last, by its id, to begin the new workbook with. */
async function lastReports(
  paths: readonly string[],
  plan: Plan,
  period: Period,
  terminal: Terminal,
): Promise<ReadonlyMap<string, Submission>> {
  const latest = new Map<string, Submission[]>();
  await checkAll(paths, {}, { plan }, terminal, ({ name, submission }) => {
    if (!submission)
      throw new HostError('not-a-workbook', `${name} cannot be read as a submission; see nisp validate.`);
    if (submission.period >= period.id) {
      throw new UsageError(`${name} is of ${submission.period}, which is not before ${period.id}.`);
    }
    const known = latest.get(submission.unit) ?? [];
    const before = known[0]?.period ?? '';
    if (submission.period > before) latest.set(submission.unit, [submission]);
    else if (submission.period === before) known.push(submission);
  });
  const merged = new Map<string, Submission>();
  for (const [unit, submissions] of latest) {
    // Two workbooks of one quarter are merged; what is in conflict between them is left blank.
    const { units } = consolidate(submissions, { plan, period: submissions[0]!.period, asOf: period.start });
    const report = units.find((candidate) => candidate.unit === unit)?.merged;
    if (report) merged.set(unit, report);
  }
  return merged;
}

async function build(options: BuildOptions, terminal: Terminal): Promise<ExitCode> {
  const plan = await planOf(options);
  const units = options.unit ? options.unit.map((named) => unitOf(plan, named)) : plan.units;
  if (new Set(units).size < units.length) throw new UsageError('A reporting unit is named twice.');
  const { period, force = false } = options;
  const targets = units.map((unit) => ({ unit, path: join(options.out, workbookName(period.id, unit.id)) }));
  await requireFree(
    targets.map(({ path }) => path),
    force,
  );
  const before = options.from ? await lastReports(options.from, plan, period, terminal) : null;
  const shown = progress(terminal, 'Building', targets.length);
  const built = [];
  for (const { unit, path } of targets) {
    const last = before?.get(unit.id);
    const entries = new Map([...(last?.entries ?? [])].map(([no, { values }]) => [no, values]));
    const { bytes } = await paintWorkbook(buildUnitWorkbook({ plan, unit: unit.id, period, entries }));
    const backup = await writeWhole(path, bytes, { replace: force });
    const open = plan.interventions.filter(
      ({ units: ids, isContainer }) => ids.includes(unit.id) && !isContainer,
    );
    built.push({
      unit: unit.id,
      name: unit.name,
      from: last ? last.period : null,
      notTakenOver: [...(last?.entries.values() ?? [])].reduce((sum, { unusable }) => sum + unusable.size, 0),
      file: path,
      interventions: open.length,
      bytes: bytes.length,
      backup,
    });
    shown.step();
  }
  shown.end();
  const unset = plan.interventions.filter(({ timeline }) => timeline === null).length;
  const code = built.some(({ notTakenOver }) => notTakenOver > 0) ? exitCodes.findings : exitCodes.fine;
  if (options.json) {
    printJson(terminal, { period: period.id, plan: plan.id, timelinesNotSet: unset, workbooks: built });
    return code;
  }
  terminal.out(
    `${tone(terminal, 'title', `${plan.shortTitle} · ${period.id} · ${built.length} workbooks in ${resolve(options.out)}`)}\n\n`,
  );
  terminal.out(
    table(
      terminal,
      [
        { header: 'Reporting unit' },
        { header: 'To report', align: 'right' },
        ...(before ? [{ header: 'Begins with' }] : []),
        { header: 'Workbook' },
      ],
      built.map(({ name, interventions, from, file, backup }) => [
        name,
        String(interventions),
        ...(before ? [from ?? 'nothing'] : []),
        backup === null ? file : `${file} (before: ${backup})`,
      ]),
    ),
  );
  for (const { name, notTakenOver } of built) {
    if (notTakenOver === 0) continue;
    terminal.out(
      `${tone(terminal, 'warning', `${name}: ${notTakenOver} cells were not taken over`)} (unclear or in conflict; see nisp validate and consolidate).\n`,
    );
  }
  if (unset > 0) {
    terminal.out(
      `\n${tone(terminal, 'warning', `${unset} of ${plan.interventions.length} timelines are not set:`)} Annex A prints them as a colour only.\n` +
        'Read them off the printed policy into a file (one line each, such as “5a,Short Term”) and pass it with --timelines.\n',
    );
  }
  return code;
}

/** The command. */
export function buildCommand(terminal: Terminal, end: (code: ExitCode) => void): Command {
  return new Command('build')
    .description('Build the workbook of each reporting unit for a quarter')
    .requiredOption('-p, --period <quarter>', 'reporting period, such as 2019-Q1', periodArgument)
    .option('-u, --unit <unit...>', 'only these reporting units (default: all of the plan)')
    .option(
      '--from <file-or-folder...>',
      'begin with what the units reported last: their workbooks of an earlier quarter',
    )
    .option('-o, --out <folder>', 'folder to write to', '.')
    .option('--plan <file>', 'another plan of the same structure (JSON; see: nisp plan --json)')
    .option(
      '--timelines <file>',
      'indicative timelines read off the printed policy, one “number,timeline” a line',
    )
    .option('-f, --force', 'replace workbooks that are there (each is kept as a backup)')
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  $ nisp build --period 2019-Q1 --out handout\n  $ nisp build -p 2019-Q1 -u punjab sindh --timelines timelines.csv\n  $ nisp build -p 2019-Q2 --from returned/2019-Q1 --out handout',
    )
    .action(async (options: BuildOptions) => {
      end(await build(options, terminal));
    });
}
