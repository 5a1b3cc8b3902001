/** `nisp build`: one workbook for each reporting unit, as files, or handed out into the units' places. */
import { dirname, join, resolve } from 'node:path';
import { Command } from 'commander';
import {
  consolidate,
  HostError,
  type Diagnostic,
  type Period,
  type Plan,
  type ReportingUnit,
  type Submission,
} from '../../../core/index.js';
import { exists, writeWhole } from '../../files.js';
import {
  handOutAll,
  standingOf,
  type HandedOut,
  type HandOut,
  type HandOutPlace,
  type Standing,
} from '../../hand-out.js';
import type { Source } from '../../sources.js';
import { createSpreadsheet, sheetsHost } from '../../sheets-host/index.js';
import { buildTemplate, workbookName } from '../../template.js';
import { fileToWrite } from '../../workbook-places.js';
import { paintWorkbook } from '../../xlsx-host/paint/paint.js';
import { checkAll, workbooksNamed } from '../checking.js';
import {
  diagnosticJson,
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
import { exitCodeOf, handedOutJson, handedOutTable, sharingAdvice, timelinesAdvice } from '../hand-outs.js';
import { connectedSheets } from '../sheets.js';
import { sourcesOf } from '../sources.js';
import type { Surroundings } from '../surroundings.js';
import { printable, progress, table, tone, type Terminal } from '../terminal.js';

interface BuildOptions extends PlanOptions {
  readonly period: Period;
  readonly unit?: readonly string[];
  readonly from?: readonly string[];
  readonly sources?: string;
  readonly out?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** What is to be built, and for whom. */
interface Order {
  readonly plan: Plan;
  readonly period: Period;
  readonly units: readonly ReportingUnit[];
  /** What each unit reported last, by its id; null: nobody asked. */
  readonly before: ReadonlyMap<string, Submission> | null;
}

/** For `--out`: make a Google Sheet. */
const newSheets = 'sheets:new';

/** What each unit reported last, by its id, to begin the new workbook with. */
async function lastReports(
  named: readonly string[],
  plan: Plan,
  period: Period,
  terminal: Terminal,
  surroundings: Surroundings,
): Promise<ReadonlyMap<string, Submission>> {
  const latest = new Map<string, Submission[]>();
  const places = (await workbooksNamed(named)).map((place) => ({ place }));
  await checkAll(places, {}, { plan }, terminal, surroundings, ({ name, submission }) => {
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

async function orderOf(
  options: BuildOptions,
  terminal: Terminal,
  surroundings: Surroundings,
): Promise<Order> {
  const plan = await planOf(options);
  const units = options.unit ? options.unit.map((named) => unitOf(plan, named)) : plan.units;
  if (new Set(units).size < units.length) throw new UsageError('A reporting unit is named twice.');
  const { period, from } = options;
  const before = from ? await lastReports(from, plan, period, terminal, surroundings) : null;
  return { plan, period, units, before };
}

/** Builds the workbooks into a folder. */
async function buildFiles(
  options: BuildOptions,
  terminal: Terminal,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { period, force = false, out = '.' } = options;
  const plan = await planOf(options);
  const named = options.unit ? options.unit.map((name) => unitOf(plan, name)) : plan.units;
  await requireFree(
    named.map((unit) => join(out, `${workbookName({ period, unit })}.xlsx`)),
    force,
  );
  const { units, before } = await orderOf(options, terminal, surroundings);
  const shown = progress(terminal, 'Building', units.length);
  const built = [];
  for (const unit of units) {
    const file = join(out, `${workbookName({ period, unit })}.xlsx`);
    const template = buildTemplate({ plan, unit, period }, before?.get(unit.id) ?? null);
    const { bytes } = await paintWorkbook(template.blueprint);
    const backup = await writeWhole(file, bytes, { replace: force });
    const open = plan.interventions.filter(
      ({ units: ids, isContainer }) => ids.includes(unit.id) && !isContainer,
    );
    built.push({
      unit: unit.id,
      name: unit.name,
      from: template.from,
      notTakenOver: template.notTakenOver,
      file,
      interventions: open.length,
      bytes: bytes.length,
      backup,
    });
    shown.step(unit.name);
  }
  shown.end();
  const code = built.some(({ notTakenOver }) => notTakenOver > 0) ? exitCodes.findings : exitCodes.fine;
  if (options.json) {
    const unset = plan.interventions.filter(({ timeline }) => timeline === null).length;
    printJson(terminal, { period: period.id, plan: plan.id, timelinesNotSet: unset, workbooks: built });
    return code;
  }
  terminal.out(
    `${tone(terminal, 'title', `${plan.shortTitle} · ${period.id} · ${built.length} workbooks in ${resolve(out)}`)}\n\n`,
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
  terminal.out(timelinesAdvice(terminal, plan));
  return code;
}

/** The place in which each unit's workbook is handed out: the first of its sources. */
async function placesOf(
  order: Order,
  sources: readonly Source[],
  terminal: Terminal,
  surroundings: Surroundings,
): Promise<ReadonlyMap<string, HandOutPlace>> {
  const { plan, period, units } = order;
  const places = new Map<string, HandOutPlace>();
  const files: { readonly unit: string; readonly path: string }[] = [];
  for (const unit of units) {
    const place = sources.find((source) => source.unit === unit.id)?.place;
    if (place?.kind === 'sheet') places.set(unit.id, place);
    else if (place) {
      const path = await fileToWrite(place.path, `${workbookName({ period, unit })}.xlsx`);
      places.set(unit.id, { kind: 'path', path, standing: { kind: 'nothing' } });
      if (await exists(path)) files.push({ unit: unit.id, path });
    }
  }
  const wanted = files.map(({ unit, path }) => ({
    place: { kind: 'path', path } as const,
    expected: { unit },
  }));
  await checkAll(wanted, {}, { plan }, terminal, surroundings, (checked, index) => {
    const { unit, path } = files[index]!;
    const standing: Standing = standingOf(checked, order);
    places.set(unit, { kind: 'path', path, standing });
  });
  return places;
}

/** Hands out the workbooks, and says what became of each. */
async function handOut(
  order: Order,
  places: ReadonlyMap<string, HandOutPlace>,
  diagnostics: readonly Diagnostic[],
  backups: string,
  options: BuildOptions,
  terminal: Terminal,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { plan, period, units, before } = order;
  const wanted = units.flatMap((unit): HandOut[] => {
    const place = places.get(unit.id);
    return place ? [{ plan, period, unit, place, last: before?.get(unit.id) ?? null }] : [];
  });
  const shown = progress(terminal, 'Handing out', wanted.length);
  const { connection } = connectedSheets(surroundings, shown);
  const sheets = {
    host: (id: string, made?: { readonly isNew?: boolean }) => sheetsHost(connection, id, made),
    create: (title: string) => createSpreadsheet(connection, title),
  };
  const handedOut: HandedOut[] = [];
  try {
    for await (const one of handOutAll(wanted, { sheets, backups, force: options.force ?? false })) {
      handedOut.push(one);
      shown.step(one.handOut.unit.name);
    }
  } finally {
    shown.end();
  }
  const code = exitCodeOf(handedOut);
  const isMissing = diagnostics.length > 0 && code === exitCodes.fine;
  if (options.json) {
    printJson(terminal, {
      period: period.id,
      plan: plan.id,
      timelinesNotSet: plan.interventions.filter(({ timeline }) => timeline === null).length,
      workbooks: handedOut.map(handedOutJson),
      findings: diagnostics.map(diagnosticJson),
    });
    return isMissing ? exitCodes.findings : code;
  }
  terminal.out(`${tone(terminal, 'title', `${plan.shortTitle} · ${period.id} · handed out`)}\n\n`);
  terminal.out(`${handedOutTable(terminal, handedOut)}\n`);
  for (const diagnostic of diagnostics) {
    terminal.out(`${tone(terminal, 'warning', printable(diagnosticJson(diagnostic).message))}\n`);
  }
  if (code === exitCodes.later) {
    terminal.err('Run the same again later: what is handed out already is left as it is.\n');
  }
  if (handedOut.some(({ handOut: { place }, url }) => place.kind === 'new-sheet' && url !== null)) {
    terminal.out(sharingAdvice);
  }
  terminal.out(timelinesAdvice(terminal, plan));
  return isMissing ? exitCodes.findings : code;
}

async function build(
  options: BuildOptions,
  terminal: Terminal,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { sources, out } = options;
  if (sources !== undefined) {
    if (out !== undefined)
      throw new UsageError('--sources says where the workbooks go: leave out --out, or --sources.');
    const order = await orderOf(options, terminal, surroundings);
    const listed = await sourcesOf(sources, order.plan);
    const places = await placesOf(order, listed.sources, terminal, surroundings);
    // Whoever names units does not ask about the others.
    const diagnostics = listed.diagnostics.filter(
      ({ code, params }) =>
        code !== 'sources/unit-missing' || order.units.some(({ name }) => name === params.unit),
    );
    return handOut(order, places, diagnostics, dirname(sources), options, terminal, surroundings);
  }
  if (out === newSheets) {
    if (!options.unit)
      throw new UsageError(
        'Say with --unit for which reporting units a Google Sheet is to be made; for all of them, name them.',
      );
    const order = await orderOf(options, terminal, surroundings);
    const places = new Map(order.units.map(({ id }) => [id, { kind: 'new-sheet' } as const]));
    return handOut(order, places, [], '.', options, terminal, surroundings);
  }
  return buildFiles(options, terminal, surroundings);
}

/** The command. */
export function buildCommand(
  terminal: Terminal,
  end: (code: ExitCode) => void,
  surroundings: Surroundings,
): Command {
  return new Command('build')
    .description('Build the workbook of each reporting unit for a quarter, and hand it out')
    .requiredOption('-p, --period <quarter>', 'reporting period, such as 2019-Q1', periodArgument)
    .option('-u, --unit <unit...>', 'only these reporting units (default: all of the plan)')
    .option(
      '--from <workbook...>',
      'begin with what the units reported last: their workbooks of an earlier quarter',
    )
    .option('-o, --out <folder>', `folder to write to (default: .), or ${newSheets} to make Google Sheets`)
    .option(
      '--sources <file>',
      'hand out into the places of the units in this list: blank ones, and those of an earlier quarter, with whose entries the new one begins; see: nisp check-sources --help',
    )
    .option('--plan <file>', 'another plan of the same structure (JSON; see: nisp plan --json)')
    .option(
      '--timelines <file>',
      'indicative timelines read off the printed policy, one “number,timeline” a line',
    )
    .option('-f, --force', 'replace workbooks that are there (a copy of each is kept)')
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  $ nisp build --period 2019-Q1 --out handout\n  $ nisp build -p 2019-Q1 -u punjab sindh --timelines timelines.csv\n  $ nisp build -p 2019-Q2 --from returned/2019-Q1 --out handout\n  $ nisp build -p 2019-Q2 -u punjab --out sheets:new\n  $ nisp build -p 2019-Q2 --sources sources.json',
    )
    .action(async (options: BuildOptions) => {
      end(await build(options, terminal, surroundings));
    });
}
