/** `nisp consolidate`: the units' workbooks as one national workbook. */
import { basename, dirname, extname, join } from 'node:path';
import { Command } from 'commander';
import {
  buildNationalWorkbook,
  countInWords,
  longLists,
  openConsolidation,
  unitStateInWords,
  type Diagnostic,
  type Period,
} from '../../../core/index.js';
import { csvText } from '../../csv.js';
import { writeWhole } from '../../files.js';
import { paintWorkbook } from '../../xlsx-host/paint/paint.js';
import { addCheckingOptions, checkAll, needsAction, type CheckingOptions } from '../checking.js';
import {
  diagnosticJson,
  exitCodes,
  periodArgument,
  planOf,
  printJson,
  requireFree,
  type ExitCode,
} from '../command.js';
import { absencesInWords, figuresTable } from '../figures.js';
import { printable, table, tone, type Terminal } from '../terminal.js';

interface ConsolidateOptions extends CheckingOptions {
  readonly period: Period;
  readonly out?: string;
  readonly force?: boolean;
}

interface FileFindings {
  readonly name: string;
  readonly hash: string | null;
  readonly diagnostics: readonly Diagnostic[];
}

const byName = (a: FileFindings, b: FileFindings) =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : (a.hash ?? '') < (b.hash ?? '') ? -1 : 1;

async function consolidateFiles(
  paths: readonly string[],
  options: ConsolidateOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const plan = await planOf(options);
  const { period, force = false } = options;
  const out = options.out ?? `NISP-${period.id}-national.xlsx`;
  await requireFree([out], force);
  const consolidation = openConsolidation({ plan, period: period.id, asOf: options.asOf ?? period.end });
  const found: FileFindings[] = [];
  const read = await checkAll(
    paths,
    options,
    { plan },
    terminal,
    ({ name, hash, submission, diagnostics }) => {
      if (submission) consolidation.add(submission);
      else consolidation.refuse({ file: name, hash, unit: null, diagnostics });
      found.push({ name, hash, diagnostics: diagnostics.filter(needsAction) });
    },
  );
  const consolidated = consolidation.finish();
  const findings = found.sort(byName).flatMap(({ diagnostics }) => diagnostics);
  const lists = longLists(consolidated).map(({ worksheet, ...list }) => ({
    ...list,
    path: join(dirname(out), `${basename(out, extname(out))}.${worksheet.toLowerCase()}.csv`),
  }));
  await requireFree(
    lists.map(({ path }) => path),
    force,
  );
  const { bytes } = await paintWorkbook(buildNationalWorkbook({ consolidation: consolidated, findings }));
  const backup = await writeWhole(out, bytes, { replace: force });
  for (const { path, headings, records } of lists) {
    await writeWhole(path, csvText(headings, records), { replace: force });
  }

  const all = [...consolidated.diagnostics, ...findings];
  const code = all.some(needsAction) ? exitCodes.findings : exitCodes.fine;
  const { units, refused, conflicts, rollUp } = consolidated;
  if (options.json) {
    printJson(terminal, {
      period: period.id,
      asOf: consolidated.asOf,
      out,
      backup,
      lists: lists.map(({ path }) => path),
      files: read,
      units: units.map(({ unit, state, rows, sources }) => ({ unit, state, rows, sources })),
      refused: refused.map((file) => ({ ...file, diagnostics: file.diagnostics.map(diagnosticJson) })),
      conflicts,
      rollUp,
      findings: all.map(diagnosticJson),
    });
    return code;
  }

  terminal.out(
    `${tone(terminal, 'title', `${plan.shortTitle} · ${period.id} · consolidated from ${read} files`)}\n\n`,
  );
  terminal.out(
    table(
      terminal,
      [
        { header: 'Reporting unit' },
        { header: 'State' },
        { header: 'With a status', align: 'right' },
        { header: 'Workbook' },
      ],
      units.map(({ unit, state, rows, sources }) => [
        plan.unitById.get(unit)!.name,
        tone(
          terminal,
          state === 'complete' ? 'good' : state === 'conflict' || state === 'refused' ? 'bad' : 'warning',
          unitStateInWords(state),
        ),
        state === 'not-submitted' || state === 'refused'
          ? `– of ${rows.expected}`
          : `${rows.reported} of ${rows.expected}`,
        printable(sources.map(({ file }) => file).join(', ') || '–'),
      ]),
    ),
  );
  for (const { file, diagnostics } of refused) {
    const why = diagnostics
      .filter(({ severity }) => severity === 'error')
      .map((diagnostic) => diagnosticJson(diagnostic).message);
    terminal.out(`${tone(terminal, 'bad', 'Refused:')} ${printable(file)}: ${printable(why.join(' '))}\n`);
  }
  terminal.out('\n');
  terminal.out(figuresTable(terminal, 'Pillar', rollUp.groups.pillar, rollUp.total));
  terminal.out(`\n${absencesInWords(rollUp.total)}\n`);
  const open = conflicts.filter(({ resolution }) => resolution === 'open').length;
  if (conflicts.length > 0) {
    terminal.out(
      `${tone(terminal, open > 0 ? 'bad' : 'warning', `Differences between workbooks of one unit: ${conflicts.length}, of which open: ${open}`)} (worksheet Conflicts).\n`,
    );
  }
  terminal.out(`Findings in all: ${countInWords(all)} (worksheet Findings).\n`);
  terminal.out(
    `\n${tone(terminal, 'good', 'Written:')} ${out}${backup === null ? '' : ` (the one before: ${backup})`}\n`,
  );
  for (const { path } of lists)
    terminal.out(`${tone(terminal, 'good', 'Written:')} ${path} (too long for a worksheet)\n`);
  return code;
}

/** The command. */
export function consolidateCommand(terminal: Terminal, end: (code: ExitCode) => void): Command {
  const command = new Command('consolidate')
    .description('Consolidate the units’ workbooks of a quarter into one national workbook')
    .argument('<file-or-folder...>', 'workbooks, or folders of workbooks; their order makes no difference')
    .requiredOption('-p, --period <quarter>', 'reporting period, such as 2019-Q1', periodArgument)
    .option('-o, --out <file>', 'workbook to write (default: NISP-<quarter>-national.xlsx)')
    .option('-f, --force', 'replace the workbook if it is there (it is kept as a backup)');
  return addCheckingOptions(command)
    .addHelpText(
      'after',
      '\nExamples:\n  $ nisp consolidate returned/ --period 2019-Q1\n  $ nisp consolidate punjab.xlsx sindh.xlsx -p 2019-Q1 -o national.xlsx --timelines timelines.csv',
    )
    .action(async (paths: string[], options: ConsolidateOptions) => {
      end(await consolidateFiles(paths, options, terminal));
    });
}
