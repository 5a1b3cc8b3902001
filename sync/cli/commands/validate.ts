/** `nisp validate`: what is wrong in workbooks, where, and what to do; written into a copy of them if asked. */
import { Command, Option } from 'commander';
import {
  countBySeverity,
  countInWords,
  type Diagnostic,
  type Period,
  type Plan,
  type Severity,
} from '../../../core/index.js';
import type { CheckedPlace } from '../../check-places.js';
import { checkedCopyPath, writeCheckedCopy, type CheckedCopy } from '../../checked-copy.js';
import { placeText, type Place } from '../../places.js';
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
  unitOf,
  UsageError,
  type ExitCode,
} from '../command.js';
import { findingsText } from '../findings.js';
import type { Surroundings } from '../surroundings.js';
import { printable, progress, tone, type Terminal } from '../terminal.js';

interface ValidateOptions extends CheckingOptions {
  readonly period?: Period;
  readonly unit?: string;
  readonly annotate?: boolean;
  readonly fix?: boolean;
  readonly out?: string;
  readonly force?: boolean;
  readonly all?: boolean;
  readonly severity: Severity;
}

function say(
  file: CheckedPlace,
  copy: CheckedCopy | null,
  plan: Plan,
  options: ValidateOptions,
  terminal: Terminal,
): void {
  const { name, submission } = file;
  const diagnostics = copy?.diagnostics ?? file.diagnostics;
  const of = submission ? `${plan.unitById.get(submission.unit)!.name} · ${submission.period}` : 'not read';
  const counts = countBySeverity(diagnostics);
  const verdict = counts.error > 0 ? 'bad' : counts.warning > 0 ? 'warning' : 'good';
  terminal.out(
    `${tone(terminal, 'title', printable(name))}  ${of}  ${tone(terminal, verdict, countInWords(diagnostics))}\n`,
  );
  terminal.out(findingsText(terminal, diagnostics, { all: options.all ?? false, least: options.severity }));
  if (copy) {
    const done = [
      ...(options.fix ? [`${copy.fixed} mended`] : []),
      ...(copy.notFixed > 0 ? [`${copy.notFixed} could not be mended there`] : []),
      ...(options.annotate ? [`${copy.notes} cells with a note`] : []),
      ...(copy.withoutNote > 0 ? [`${copy.withoutNote} on the Findings worksheet only`] : []),
    ];
    terminal.out(`  ${tone(terminal, 'good', 'Copy:')} ${copy.path} (${done.join(', ')})\n`);
  } else if (!options.fix) {
    const fixable = diagnostics.filter(({ fix }) => fix !== undefined).length;
    if (fixable > 0)
      terminal.out(`  ${tone(terminal, 'dim', `${fixable} can be mended safely in a copy: --fix`)}\n`);
  }
  terminal.out('\n');
}

function fileJson(file: CheckedPlace, copy: CheckedCopy | null) {
  const { place, name, hash, submission } = file;
  const diagnostics: readonly Diagnostic[] = copy?.diagnostics ?? file.diagnostics;
  return {
    path: placeText(place),
    name,
    hash,
    unit: submission?.unit ?? null,
    period: submission?.period ?? null,
    counts: countBySeverity(diagnostics),
    copy: copy
      ? {
          path: copy.path,
          fixed: copy.fixed,
          notFixed: copy.notFixed,
          notes: copy.notes,
          withoutNote: copy.withoutNote,
        }
      : null,
    diagnostics: diagnostics.map(diagnosticJson),
  };
}

/** The paths of workbooks of which copies are to be written. @throws UsageError for a sheet */
function pathsToCopy(places: readonly Place[]): string[] {
  return places.map((place) => {
    if (place.kind === 'path') return place.path;
    throw new UsageError(
      `--annotate and --fix write into a copy of a file, and ${placeText(place)} is none. Leave them out to see what is ` +
        'found in the sheet; or download it (File, Download, Microsoft Excel) and name the file.',
    );
  });
}

async function validate(
  named: readonly string[],
  options: ValidateOptions,
  terminal: Terminal,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const plan = await planOf(options);
  const expected = {
    plan,
    ...(options.unit === undefined ? {} : { unit: unitOf(plan, options.unit).id }),
    ...(options.period === undefined ? {} : { period: options.period.id }),
  };
  const wanted = options.annotate === true || options.fix === true;
  const places = await workbooksNamed(named);
  if (wanted) {
    const copies = pathsToCopy(places).map((path) => checkedCopyPath(path, options.out));
    await requireFree(copies, options.force ?? false);
  }
  const files: CheckedPlace[] = [];
  const wantedPlaces = places.map((place) => ({ place }));
  await checkAll(wantedPlaces, options, expected, terminal, surroundings, (file) => files.push(file));

  const copies: (CheckedCopy | null)[] = [];
  const shown = progress(terminal, 'Writing copies', wanted ? files.length : 0);
  for (const file of files) {
    // A file that could not be read as a submission is not touched: nobody knows what it is.
    copies.push(
      wanted && file.submission
        ? await writeCheckedCopy(
            { ...file, path: placeText(file.place) },
            {
              plan,
              fix: options.fix ?? false,
              annotate: options.annotate ?? false,
              replace: options.force ?? false,
              ...(options.out === undefined ? {} : { folder: options.out }),
              ...(options.asOf === undefined ? {} : { asOf: options.asOf }),
            },
          )
        : null,
    );
    shown.step(file.name);
  }
  shown.end();

  const found = files.flatMap(({ diagnostics }, index) => copies[index]?.diagnostics ?? diagnostics);
  if (options.json) {
    printJson(terminal, {
      files: files.map((file, index) => fileJson(file, copies[index] ?? null)),
      counts: countBySeverity(found),
    });
  } else {
    files.forEach((file, index) => {
      say(file, copies[index] ?? null, plan, options, terminal);
    });
    terminal.out(
      `${tone(terminal, 'strong', `${files.length} ${files.length === 1 ? 'workbook' : 'workbooks'}:`)} ${countInWords(found)}.\n`,
    );
  }
  return found.some(needsAction) ? exitCodes.findings : exitCodes.fine;
}

/** The command. */
export function validateCommand(
  terminal: Terminal,
  end: (code: ExitCode) => void,
  surroundings: Surroundings,
): Command {
  const command = new Command('validate')
    .description('Say precisely what is wrong in workbooks, and write it into a copy of them if asked')
    .argument('<workbook...>', workbookArgument)
    .option(
      '--annotate',
      'write the findings into a copy of each workbook: Findings worksheet, notes on the cells',
    )
    .option('--fix', 'mend in the copy what can be mended without changing what it means')
    .option('-o, --out <folder>', 'folder for the copies (default: beside each workbook)')
    .option('-f, --force', 'replace copies that are there (each is kept as a backup)')
    .option('-u, --unit <unit>', 'the unit that it should be of')
    .option('-p, --period <quarter>', 'the quarter that it should be of', periodArgument)
    .option('--all', 'show every finding, not only the first of a kind')
    .addOption(
      new Option('--severity <least>', 'the least severity to show')
        .choices(['error', 'warning', 'information'])
        .default('warning'),
    );
  return addCheckingOptions(command)
    .addHelpText(
      'after',
      '\nExamples:\n  $ nisp validate punjab.xlsx\n  $ nisp validate returned/ --annotate --fix --out checked\n  $ nisp validate sindh.xlsx --date-order dmy --severity information --json\n  $ nisp validate https://docs.google.com/spreadsheets/d/…/edit --unit punjab',
    )
    .action(async (named: string[], options: ValidateOptions) => {
      end(await validate(named, options, terminal, surroundings));
    });
}
