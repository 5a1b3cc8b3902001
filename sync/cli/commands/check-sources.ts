/** `nisp check-sources`: who can be reached, whose workbook is where, and how old each is. */
import { stat } from 'node:fs/promises';
import { Command, Option } from 'commander';
import type { Diagnostic, Period } from '../../../core/index.js';
import type { CheckedPlace } from '../../check-places.js';
import { fileError } from '../../files.js';
import { newestDate } from '../../newest-date.js';
import { placeText, sheetUrl } from '../../places.js';
import { sourcesJsonSchema, type Source } from '../../sources.js';
import { checkAll, needsAction } from '../checking.js';
import {
  diagnosticJson,
  exitCodes,
  periodArgument,
  planOf,
  printJson,
  UsageError,
  type ExitCode,
  type PlanOptions,
} from '../command.js';
import { errorsInWords } from '../account.js';
import { sourceInWords } from '../source-account.js';
import { sourcesOf, sourcesToCheck } from '../sources.js';
import type { Surroundings } from '../surroundings.js';
import { printable, table, tone, type Terminal, type Tone } from '../terminal.js';

interface CheckSourcesOptions extends PlanOptions {
  readonly period?: Period;
  readonly json?: boolean;
  readonly schema?: boolean;
}

/**
 * `good`: the unit's workbook. `other-period`: its workbook of another quarter than the one asked for. `missing`: no file has
 * come. The rest as of a place; `refused` cannot be read as this unit's workbook.
 */
type SourceState = 'good' | 'other-period' | 'missing' | 'blank' | 'unreachable' | 'refused';

/** One line of the answer: a source, or a workbook in its folder. */
interface SourceLine {
  readonly unit: string;
  readonly name: string | null;
  readonly place: string;
  /** The address of a sheet. */
  readonly url: string | null;
  readonly state: SourceState;
  /** Name of the file, or title of the sheet; null if it is not known. */
  readonly workbook: string | null;
  readonly period: string | null;
  /** When a file was last changed, or the newest date that stands in a sheet; ISO. */
  readonly newest: string | null;
  /** What is wrong, and what to do. */
  readonly findings: readonly Diagnostic[];
}

function lineOf(
  { unit, name }: Source,
  { place, name: workbook, state, submission, diagnostics }: CheckedPlace,
  wanted: Period | undefined,
  changed: string | null,
): SourceLine {
  const isOther = wanted !== undefined && submission !== null && submission.period !== wanted.id;
  const read: SourceState = submission ? (isOther ? 'other-period' : 'good') : 'refused';
  return {
    unit,
    name,
    place: placeText(place),
    url: place.kind === 'sheet' ? sheetUrl(place.id) : null,
    state: state === 'blank' || state === 'unreachable' ? state : read,
    workbook: state === 'unreachable' ? null : workbook,
    period: submission?.period ?? null,
    newest: place.kind === 'path' ? changed : submission && newestDate(submission),
    findings:
      submission || state === 'blank' ? [] : diagnostics.filter(({ severity }) => severity === 'error'),
  };
}

const missing = ({ unit, name, place }: Source): SourceLine => ({
  unit,
  name,
  place: placeText(place),
  url: null,
  state: 'missing',
  workbook: null,
  period: null,
  newest: null,
  findings: [],
});

/** The day on which a file was last changed; null if that cannot be found out. */
async function dayOfChange(path: string): Promise<string | null> {
  try {
    return (await stat(path)).mtime.toISOString().slice(0, 10);
  } catch (cause) {
    if (fileError(path, cause).code === 'failed') throw cause;
    return null;
  }
}

const tones: Readonly<Record<SourceState, Tone>> = {
  good: 'good',
  'other-period': 'warning',
  missing: 'warning',
  blank: 'warning',
  unreachable: 'bad',
  refused: 'bad',
};

function stateInWords({ state, period, findings }: SourceLine, wanted: Period | undefined): string {
  switch (state) {
    case 'good':
      return 'as it should be';
    case 'other-period':
      return `holds ${period ?? ''}, not ${wanted?.id ?? ''}: hand out the new one with nisp build --sources`;
    case 'missing':
      return 'nothing has come yet: ask for it, or correct the path';
    case 'blank':
      return 'blank: hand out its workbook with nisp build --sources';
    case 'unreachable':
    case 'refused':
      return `${errorsInWords(findings)} ${[...new Set(findings.map((one) => diagnosticJson(one).advice))].join(' ')}`;
  }
}

function say(
  lines: readonly SourceLine[],
  nameOf: (unit: string) => string,
  wanted: Period | undefined,
  terminal: Terminal,
): void {
  terminal.out(
    table(
      terminal,
      [
        { header: 'Reporting unit' },
        { header: 'Source', width: 40 },
        { header: 'Quarter' },
        { header: 'Newest' },
        { header: 'State', width: 60 },
      ],
      lines.map((line) => [
        nameOf(line.unit),
        sourceInWords({ name: line.name ?? line.workbook, place: line.place }),
        line.period ?? '–',
        line.newest ?? '–',
        tone(terminal, tones[line.state], printable(stateInWords(line, wanted))),
      ]),
    ),
  );
  terminal.out(
    '\nNewest: of a file, when it was last changed; of a Google Sheet, the newest date that somebody entered as “Updated on” or\n“Submitted on”, because Google does not tell nisp when a sheet was last edited.\n',
  );
}

async function checkSources(
  path: string | undefined,
  options: CheckSourcesOptions,
  terminal: Terminal,
  surroundings: Surroundings,
): Promise<ExitCode> {
  if (options.schema) {
    printJson(terminal, sourcesJsonSchema());
    return exitCodes.fine;
  }
  if (path === undefined) throw new UsageError('Name the list of sources, such as sources.json.');
  const plan = await planOf(options);
  const { sources, diagnostics } = await sourcesOf(path, plan);
  const toCheck = await sourcesToCheck(sources);
  const wanted = toCheck.flatMap(({ source, places }) => places.map((place) => ({ ...place, source })));
  const changed = new Map<string, string | null>();
  for (const { place } of wanted) {
    if (place.kind === 'path') changed.set(place.path, await dayOfChange(place.path));
  }
  const lines = new Map<Source, SourceLine[]>(sources.map((source) => [source, []]));
  const nameOf = (unit: string) => plan.unitById.get(unit)!.name;
  const context = { plan, label: (index: number) => nameOf(wanted[index]!.source.unit) };
  await checkAll(wanted, {}, context, terminal, surroundings, (checked, index) => {
    const { source } = wanted[index]!;
    const day = changed.get(placeText(checked.place)) ?? null;
    lines.get(source)!.push(lineOf(source, checked, options.period, day));
  });
  const all = [...lines].flatMap(([source, of]) => (of.length > 0 ? of : [missing(source)]));
  const isFine = all.every(({ state }) => state === 'good') && !diagnostics.some(needsAction);
  if (options.json) {
    printJson(terminal, {
      period: options.period?.id ?? null,
      sources: all.map((line) => ({ ...line, findings: line.findings.map(diagnosticJson) })),
      findings: diagnostics.map(diagnosticJson),
    });
  } else {
    say(all, nameOf, options.period, terminal);
    for (const diagnostic of diagnostics) {
      const { message, advice } = diagnosticJson(diagnostic);
      terminal.out(`${tone(terminal, 'warning', printable(message))} ${printable(advice)}\n`);
    }
  }
  return isFine ? exitCodes.fine : exitCodes.findings;
}

const format = `
A list of sources is a JSON file that says where each unit's workbook is: a Google Sheet by its address or as sheets:ID,
a file, or a folder; one place or several. Paths start from the folder of the list.

  {
    "units": {
      "punjab": "https://docs.google.com/spreadsheets/d/…/edit",
      "sindh": ["sheets:…", "returned/sindh-annex.xlsx"],
      "federal": { "place": "returned/federal", "name": "By post" }
    }
  }

Examples:
  $ nisp check-sources sources.json
  $ nisp check-sources sources.json --period 2019-Q1 --json
  $ nisp check-sources --schema > sources.schema.json`;

/** The command. */
export function checkSourcesCommand(
  terminal: Terminal,
  end: (code: ExitCode) => void,
  surroundings: Surroundings,
): Command {
  return new Command('check-sources')
    .description('Say of each unit’s source whether it can be reached, whose workbook it is, and how old')
    .argument('[sources]', 'the list of sources')
    .option('-p, --period <quarter>', 'the quarter that they should be of', periodArgument)
    .option('--plan <file>', 'another plan of the same structure (JSON)')
    .addOption(new Option('--schema', 'print the JSON Schema of a list of sources').conflicts('period'))
    .option('--json', 'print the result as JSON')
    .addHelpText('after', format)
    .action(async (path: string | undefined, options: CheckSourcesOptions) => {
      end(await checkSources(path, options, terminal, surroundings));
    });
}
