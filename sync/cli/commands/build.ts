/** `nisp build`: one workbook for each reporting unit, ready to be handed out. */
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { buildUnitWorkbook, HostError, type Period } from '../../../core/index.js';
import { exists, writeWhole } from '../../files.js';
import { paintWorkbook } from '../../xlsx-host/paint.js';
import {
  exitCodes,
  periodArgument,
  planOf,
  printJson,
  unitOf,
  UsageError,
  type ExitCode,
  type PlanOptions,
} from '../command.js';
import { progress, table, tone, type Terminal } from '../terminal.js';

interface BuildOptions extends PlanOptions {
  readonly period: Period;
  readonly unit?: readonly string[];
  readonly out: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** Name of the workbook of a unit and a quarter: `NISP-2019-Q1-punjab.xlsx`. */
export function workbookName(period: string, unit: string): string {
  return `NISP-${period}-${unit}.xlsx`;
}

async function build(options: BuildOptions, terminal: Terminal): Promise<ExitCode> {
  const plan = await planOf(options);
  const units = options.unit ? options.unit.map((named) => unitOf(plan, named)) : plan.units;
  if (new Set(units).size < units.length) throw new UsageError('A reporting unit is named twice.');
  const { period, force = false } = options;
  const targets = units.map((unit) => ({ unit, path: join(options.out, workbookName(period.id, unit.id)) }));
  if (!force) {
    // Looked at before the first is written, so that a hand-out is never half old and half new.
    for (const { path } of targets) {
      if (await exists(path)) {
        throw new HostError(
          'exists',
          `${path} is there already. Use --force to replace it (a backup is kept), or another --out.`,
        );
      }
    }
  }
  const shown = progress(terminal, 'Building', targets.length);
  const built = [];
  for (const { unit, path } of targets) {
    const { bytes } = await paintWorkbook(buildUnitWorkbook({ plan, unit: unit.id, period }));
    const backup = await writeWhole(path, bytes, { replace: force });
    const open = plan.interventions.filter(
      ({ units: ids, isContainer }) => ids.includes(unit.id) && !isContainer,
    );
    built.push({
      unit: unit.id,
      name: unit.name,
      file: path,
      interventions: open.length,
      bytes: bytes.length,
      backup,
    });
    shown.step();
  }
  shown.end();
  const unset = plan.interventions.filter(({ timeline }) => timeline === null).length;
  if (options.json) {
    printJson(terminal, { period: period.id, plan: plan.id, timelinesNotSet: unset, workbooks: built });
    return exitCodes.fine;
  }
  terminal.out(
    `${tone(terminal, 'title', `${plan.shortTitle} · ${period.id} · ${built.length} workbooks in ${resolve(options.out)}`)}\n\n`,
  );
  terminal.out(
    table(
      terminal,
      [{ header: 'Reporting unit' }, { header: 'To report', align: 'right' }, { header: 'Workbook' }],
      built.map(({ name, interventions, file, backup }) => [
        name,
        String(interventions),
        backup === null ? file : `${file} (before: ${backup})`,
      ]),
    ),
  );
  if (unset > 0) {
    terminal.out(
      `\n${tone(terminal, 'warning', `${unset} of ${plan.interventions.length} timelines are not set:`)} Annex A prints them as a colour only.\n` +
        'Read them off the printed policy into a file (one line each, such as “5a,Short Term”) and pass it with --timelines.\n',
    );
  }
  return exitCodes.fine;
}

/** The command. */
export function buildCommand(terminal: Terminal, end: (code: ExitCode) => void): Command {
  return new Command('build')
    .description('Build the workbook of each reporting unit for a quarter')
    .requiredOption('-p, --period <quarter>', 'reporting period, such as 2019-Q1', periodArgument)
    .option('-u, --unit <unit...>', 'only these reporting units (default: all of the plan)')
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
      '\nExamples:\n  $ nisp build --period 2019-Q1 --out handout\n  $ nisp build -p 2019-Q1 -u punjab sindh --timelines timelines.csv',
    )
    .action(async (options: BuildOptions) => {
      end(await build(options, terminal));
    });
}
