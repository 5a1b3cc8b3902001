/** `nisp consolidate`: the units' workbooks as one national workbook. */
import { basename, dirname, extname, join } from 'node:path';
import { Command } from 'commander';
import {
  buildNationalWorkbook,
  countInWords,
  longLists,
  openConsolidation,
  unitStateInWords,
  type Consolidation,
  type Diagnostic,
  type Period,
  type Plan,
} from '../../../core/index.js';
import type { CheckedPlace, PlaceToCheck, SheetReader } from '../../check-places.js';
import { csvText } from '../../csv.js';
import { writeWhole } from '../../files.js';
import { placeName, placeText } from '../../places.js';
import { paintWorkbook } from '../../xlsx-host/paint/paint.js';
import { errorsInWords } from '../account.js';
import {
  addCheckingOptions,
  checkAll,
  needsAction,
  workbookArgument,
  workbooksNamed,
  type CheckingOptions,
} from '../checking.js';
import {
  diagnosticJson,
  exitCodes,
  periodArgument,
  planOf,
  printJson,
  requireFree,
  UsageError,
  type ExitCode,
} from '../command.js';
import { absencesInWords, figuresTable } from '../figures.js';
import { checkpointPath, openRunCheckpoint } from '../run-checkpoint.js';
import {
  accountsOfSources,
  sourcesTable,
  workbookAccount,
  type SourceAccount,
  type WorkbookAccount,
} from '../source-account.js';
import { sourcesOf, sourcesToCheck, type SourceToCheck } from '../sources.js';
import type { Surroundings } from '../surroundings.js';
import { printable, table, tone, type Terminal } from '../terminal.js';

interface ConsolidateOptions extends CheckingOptions {
  readonly period: Period;
  readonly sources?: string;
  readonly out?: string;
  readonly force?: boolean;
  readonly resume?: boolean;
}

/** A workbook that is to be consolidated. */
interface Wanted extends PlaceToCheck {
  /** The unit whose source it is; null if it may be anybody's. */
  readonly unit: string | null;
}

/** All that a run is to consolidate. */
interface Inputs {
  readonly plan: Plan;
  /** Null without a list of sources. */
  readonly sources: readonly SourceToCheck[] | null;
  /** What there is to be said of the list. */
  readonly diagnostics: readonly Diagnostic[];
  /** Every workbook once: those of sources, then those named. */
  readonly wanted: readonly Wanted[];
}

/** What was read, and what it gave. */
interface Outcome {
  readonly consolidation: Consolidation;
  /** The findings in the workbooks and in the list of sources that somebody must see to. */
  readonly findings: readonly Diagnostic[];
  readonly accounts: readonly SourceAccount[] | null;
}

/** What was written. */
interface Written {
  readonly out: string;
  readonly backup: string | null;
  /** Lists that are too long for a worksheet. */
  readonly lists: readonly string[];
}

interface FileFindings {
  readonly name: string;
  readonly hash: string | null;
  readonly diagnostics: readonly Diagnostic[];
}

const byName = (a: FileFindings, b: FileFindings) =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : (a.hash ?? '') < (b.hash ?? '') ? -1 : 1;

async function inputsOf(named: readonly string[], options: ConsolidateOptions): Promise<Inputs> {
  if (named.length === 0 && options.sources === undefined) {
    throw new UsageError('Name workbooks, or a list of where they are with --sources.');
  }
  const plan = await planOf(options);
  const listed = options.sources === undefined ? null : await sourcesOf(options.sources, plan);
  const sources = listed && (await sourcesToCheck(listed.sources, options.period.id));
  const ofSources = (sources ?? []).flatMap(({ source: { unit }, places }) =>
    places.map((place): Wanted => ({ ...place, unit })),
  );
  const known = new Set(ofSources.map(({ place }) => placeText(place)));
  const others = (named.length > 0 ? await workbooksNamed(named) : [])
    .filter((place) => !known.has(placeText(place)))
    .map((place): Wanted => ({ place, unit: null }));
  return { plan, sources, diagnostics: listed?.diagnostics ?? [], wanted: [...ofSources, ...others] };
}

/** The unit whose source a workbook is, or what the workbook is called by its place. */
function labelOf({ unit, place }: Wanted, plan: Plan): string {
  return unit === null ? placeName(place) : plan.unitById.get(unit)!.name;
}

/** Reads the workbooks and consolidates them. @throws CutError */
async function consolidateInputs(
  { plan, sources, diagnostics, wanted }: Inputs,
  options: ConsolidateOptions,
  out: string,
  keeping: (read: SheetReader) => SheetReader,
  terminal: Terminal,
  surroundings: Surroundings,
): Promise<Outcome> {
  const { period } = options;
  const consolidation = openConsolidation({ plan, period: period.id, asOf: options.asOf ?? period.end });
  const found: FileFindings[] = [];
  const accounts = new Map<string, WorkbookAccount>();
  const take = (checked: CheckedPlace, index: number) => {
    const { place, name, hash, state, submission } = checked;
    const { unit } = wanted[index]!;
    accounts.set(placeText(place), workbookAccount(checked));
    // A blank sheet of a unit has been refused by nobody: nothing was submitted.
    if (state === 'blank' && unit !== null) return;
    if (submission) consolidation.add(submission);
    else consolidation.refuse({ file: name, hash, unit, diagnostics: checked.diagnostics });
    found.push({ name, hash, diagnostics: checked.diagnostics.filter(needsAction) });
  };
  const context = {
    plan,
    keeping,
    label: (index: number) => labelOf(wanted[index]!, plan),
    whenCut: `What was read is kept for a day in ${checkpointPath(out)}: run the same again later, with --resume.`,
  };
  await checkAll(wanted, options, context, terminal, surroundings, take);
  return {
    consolidation: consolidation.finish(),
    findings: [...diagnostics, ...found.sort(byName).flatMap((of) => of.diagnostics)],
    accounts: sources && accountsOfSources(sources, accounts),
  };
}

async function writeNational(
  { consolidation, findings }: Outcome,
  out: string,
  force: boolean,
): Promise<Written> {
  const lists = longLists(consolidation).map(({ worksheet, ...list }) => ({
    ...list,
    path: join(dirname(out), `${basename(out, extname(out))}.${worksheet.toLowerCase()}.csv`),
  }));
  await requireFree(
    lists.map(({ path }) => path),
    force,
  );
  const { bytes } = await paintWorkbook(buildNationalWorkbook({ consolidation, findings }));
  const backup = await writeWhole(out, bytes, { replace: force });
  for (const { path, headings, records } of lists) {
    await writeWhole(path, csvText(headings, records), { replace: force });
  }
  return { out, backup, lists: lists.map(({ path }) => path) };
}

function sayJson(
  { consolidation, findings, accounts }: Outcome,
  { out, backup, lists }: Written,
  files: number,
  terminal: Terminal,
): void {
  const { period, asOf, units, refused, conflicts, rollUp, diagnostics } = consolidation;
  printJson(terminal, {
    period,
    asOf,
    out,
    backup,
    lists,
    files,
    ...(accounts ? { sources: accounts } : {}),
    units: units.map(({ unit, state, rows, sources }) => ({ unit, state, rows, sources })),
    refused: refused.map((file) => ({ ...file, diagnostics: file.diagnostics.map(diagnosticJson) })),
    conflicts,
    rollUp,
    findings: [...diagnostics, ...findings].map(diagnosticJson),
  });
}

function unitsTable({ plan, units }: Consolidation, terminal: Terminal): string {
  return table(
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
  );
}

function sayText(
  { consolidation, findings, accounts }: Outcome,
  { out, backup, lists }: Written,
  files: number,
  terminal: Terminal,
): void {
  const { plan, period, refused, conflicts, rollUp, diagnostics } = consolidation;
  terminal.out(
    `${tone(terminal, 'title', `${plan.shortTitle} · ${period} · consolidated from ${files} workbooks`)}\n\n`,
  );
  terminal.out(unitsTable(consolidation, terminal));
  for (const file of refused) {
    terminal.out(
      `${tone(terminal, 'bad', 'Refused:')} ${printable(file.file)}: ${printable(errorsInWords(file.diagnostics))}\n`,
    );
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
  terminal.out(`Findings in all: ${countInWords([...diagnostics, ...findings])} (worksheet Findings).\n\n`);
  if (accounts) terminal.out(`${sourcesTable(terminal, plan, accounts)}\n`);
  const before = backup === null ? '' : ` (the one before: ${backup})`;
  terminal.out(`${tone(terminal, 'good', 'Written:')} ${out}${before}\n`);
  for (const path of lists) {
    terminal.out(`${tone(terminal, 'good', 'Written:')} ${path} (too long for a worksheet)\n`);
  }
}

async function consolidateWorkbooks(
  named: readonly string[],
  options: ConsolidateOptions,
  terminal: Terminal,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { period, force = false, resume = false } = options;
  const out = options.out ?? `NISP-${period.id}-national.xlsx`;
  await requireFree([out], force);
  const inputs = await inputsOf(named, options);
  const run = {
    period: period.id,
    plan: `${inputs.plan.id} ${inputs.plan.version}`,
    places: inputs.wanted.map(({ place }) => placeText(place)),
  };
  const checkpoint = await openRunCheckpoint(out, run, resume, terminal, surroundings);
  try {
    const outcome = await consolidateInputs(inputs, options, out, checkpoint.keeping, terminal, surroundings);
    const written = await writeNational(outcome, out, force);
    await checkpoint.remove();
    const say = options.json ? sayJson : sayText;
    say(outcome, written, inputs.wanted.length, terminal);
    const all = [...outcome.consolidation.diagnostics, ...outcome.findings];
    return all.some(needsAction) ? exitCodes.findings : exitCodes.fine;
  } finally {
    await checkpoint.close();
  }
}

/** The command. */
export function consolidateCommand(
  terminal: Terminal,
  end: (code: ExitCode) => void,
  surroundings: Surroundings,
): Command {
  const command = new Command('consolidate')
    .description('Consolidate the units’ workbooks of a quarter into one national workbook')
    .argument('[workbook...]', `${workbookArgument}; their order makes no difference`)
    .requiredOption('-p, --period <quarter>', 'reporting period, such as 2019-Q1', periodArgument)
    .option('--sources <file>', 'a list of where each unit’s workbook is; see: nisp check-sources --help')
    .option('-o, --out <file>', 'workbook to write (default: NISP-<quarter>-national.xlsx)')
    .option('-f, --force', 'replace the workbook if it is there (it is kept as a backup)')
    .option('--resume', 'go on where a run that was cut has stopped, without reading its sheets again');
  return addCheckingOptions(command)
    .addHelpText(
      'after',
      '\nExamples:\n  $ nisp consolidate returned/ --period 2019-Q1\n  $ nisp consolidate punjab.xlsx sindh.xlsx -p 2019-Q1 -o national.xlsx --timelines timelines.csv\n  $ nisp consolidate --sources sources.json -p 2019-Q1\n  $ nisp consolidate --sources sources.json late/ -p 2019-Q1 --resume',
    )
    .action(async (named: string[], options: ConsolidateOptions) => {
      end(await consolidateWorkbooks(named, options, terminal, surroundings));
    });
}
