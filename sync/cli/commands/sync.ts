/** `nisp sync`: two workbooks of one unit and quarter kept in step, cell by cell. */
import { Command, Option } from 'commander';
import {
  isMassClearing,
  type Diagnostic,
  type Plan,
  type PlannedCell,
  type SideIndex,
  type SyncPlan,
} from '../../../core/index.js';
import type { ChangeableWorkbook } from '../../changeable-workbook.js';
import { checkFiles } from '../../check-files.js';
import { placeName, placeText, type Place } from '../../places.js';
import { isSamePlace } from '../../same-place.js';
import { changeableSpreadsheet } from '../../sheets-host/index.js';
import { planWorkbooks, syncWorkbooks, type SyncOptions, type SyncStep } from '../../sync-workbooks.js';
import { changeableFile } from '../../xlsx-host/changeable.js';
import { activity, type Activity } from '../activity.js';
import { dateOrderOf, placeArgument } from '../checking.js';
import { exitCodes, planOf, printJson, UsageError, type ExitCode, type PlanOptions } from '../command.js';
import { connectedSheets } from '../sheets.js';
import type { Surroundings } from '../surroundings.js';
import {
  accountText,
  clearingInWords,
  refusalText,
  type SyncAccount,
  type SyncedPair,
} from '../sync-account.js';
import { accountJson, refusalJson } from '../sync-json.js';
import { sideNames, type SideName } from '../sync-table.js';
import type { Terminal } from '../terminal.js';

interface SyncCommandOptions extends PlanOptions {
  readonly dryRun?: boolean;
  readonly prefer?: SideName;
  readonly allowClearing?: boolean;
  readonly dateOrder?: 'dmy' | 'mdy';
  readonly json?: boolean;
}

/** The two workbooks, before they are read. */
interface Pair {
  readonly places: readonly [Place, Place];
  readonly workbooks: readonly [ChangeableWorkbook, ChangeableWorkbook];
}

/** By what the workbooks are read and merged. */
type ReadingOptions = Pick<SyncOptions, 'plan' | 'prefer' | 'dateOrder'>;

/** How the sync is told of. */
interface Voice {
  readonly terminal: Terminal;
  readonly plan: Plan;
  readonly asJson: boolean;
}

/** @throws UsageError */
async function placesNamed(first: string, second: string): Promise<readonly [Place, Place]> {
  const places = [placeArgument(first), placeArgument(second)] as const;
  if (await isSamePlace(...places)) {
    throw new UsageError(
      'Both are the same workbook. Name two workbooks: two files, two sheets, or one of each.',
    );
  }
  return places;
}

/**
 * Files come from outside: each is first read where a limit of time and memory can stop it.
 * @returns why the two cannot be synced, if a file that can be read is no submission
 */
async function refusedFiles(
  places: Pair['places'],
  { plan, dateOrder }: ReadingOptions,
): Promise<SyncedPair | null> {
  const paths = places.flatMap((place) => (place.kind === 'path' ? [place.path] : []));
  const faults = new Map<string, readonly Diagnostic[]>();
  const checked = checkFiles(paths, { plan, ...(dateOrder === undefined ? {} : { dateOrder }) });
  for await (const { path, hash, submission, diagnostics } of checked) {
    // What cannot be opened at all is said by whoever opens it next, with the exit code of files.
    if (hash !== null && !submission) faults.set(path, diagnostics);
  }
  if (faults.size === 0) return null;
  const faultsOf = (place: Place) => faults.get(placeText(place)) ?? [];
  return {
    places,
    names: [placeName(places[0]), placeName(places[1])],
    diagnostics: [faultsOf(places[0]), faultsOf(places[1])],
  };
}

const needsSomebody = ({ outcome }: PlannedCell) => outcome.kind === 'conflict' || outcome.kind === 'held';

/** Tells of a sync, or of what it would be. */
function tell(account: SyncAccount, { terminal, plan, asJson }: Voice): ExitCode {
  if (asJson) printJson(terminal, accountJson(account));
  else terminal.out(accountText(terminal, plan, account));
  const isOpen = account.clearing !== 'fine' || account.cells.some(needsSomebody);
  return isOpen ? exitCodes.findings : exitCodes.fine;
}

function tellRefusal(pair: SyncedPair, { terminal, asJson }: Voice): ExitCode {
  if (asJson) printJson(terminal, refusalJson(pair));
  else terminal.out(refusalText(terminal, pair));
  return exitCodes.findings;
}

function stepInWords(step: SyncStep): string {
  if (step.kind === 'writing') return `Writing ${step.place} …`;
  return step.round === 1
    ? 'Reading both workbooks …'
    : 'Somebody was faster: reading both workbooks again …';
}

/** The two workbooks, connected to when they are read. */
function openPair(places: Pair['places'], surroundings: Surroundings, shown: Activity): Pair {
  const { connection } = connectedSheets(surroundings, shown);
  const open = (place: Place) =>
    place.kind === 'path' ? changeableFile(place.path) : changeableSpreadsheet(connection, place.id);
  return { places, workbooks: [open(places[0]), open(places[1])] };
}

async function dryRun(
  { places, workbooks }: Pair,
  reading: ReadingOptions,
  allowClearing: boolean,
  voice: Voice,
  shown: Activity,
): Promise<ExitCode> {
  shown.step('Reading both workbooks …');
  const { names, planned } = await planWorkbooks(workbooks, reading);
  shown.end();
  const pair: SyncedPair = { places, names, diagnostics: planned.diagnostics };
  if (!planned.ok) return tellRefusal(pair, voice);
  const { plan } = planned;
  const clearing = !allowClearing && plan.clearing.some(isMassClearing) ? 'to-be-confirmed' : 'fine';
  return tell({ ...pair, plan, cells: plan.cells, written: null, clearing }, voice);
}

async function wholeRun(
  { places, workbooks }: Pair,
  reading: ReadingOptions,
  allowClearing: boolean,
  voice: Voice,
  shown: Activity,
): Promise<ExitCode> {
  const { terminal, asJson } = voice;
  const names = [placeName(places[0]), placeName(places[1])] as const;
  const confirmClearing = async (plan: SyncPlan): Promise<boolean> => {
    if (allowClearing) return true;
    // Whoever reads JSON is no person.
    if (!terminal.ask || asJson) return false;
    shown.end();
    const question = `${clearingInWords(terminal, { places, names }, plan)}Was that meant? (yes/no) `;
    return /^y(es)?$/i.test((await terminal.ask(question)).trim());
  };
  const result = await syncWorkbooks(workbooks, {
    ...reading,
    confirmClearing,
    onStep: (step) => {
      shown.step(stepInWords(step));
    },
  });
  shown.end();
  const pair: SyncedPair = { places, names: result.names, diagnostics: result.diagnostics };
  switch (result.kind) {
    case 'refused':
      return tellRefusal(pair, voice);
    case 'not-confirmed': {
      const { plan } = result;
      return tell({ ...pair, plan, cells: plan.cells, written: null, clearing: 'not-confirmed' }, voice);
    }
    case 'synced':
      return tell(
        { ...pair, plan: result.plan, cells: result.cells, written: result, clearing: 'fine' },
        voice,
      );
  }
}

async function syncPlaces(
  first: string,
  second: string,
  options: SyncCommandOptions,
  terminal: Terminal,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const places = await placesNamed(first, second);
  const plan = await planOf(options);
  const { prefer, dateOrder, allowClearing = false } = options;
  const reading: ReadingOptions = {
    plan,
    ...(prefer === undefined ? {} : { prefer: sideNames.indexOf(prefer) as SideIndex }),
    ...(dateOrder === undefined ? {} : { dateOrder: dateOrderOf[dateOrder] }),
  };
  const voice: Voice = { terminal, plan, asJson: options.json === true };
  const shown = activity(terminal);
  try {
    shown.step('Looking at the files …');
    const refused = await refusedFiles(places, reading);
    if (refused) {
      shown.end();
      return tellRefusal(refused, voice);
    }
    const pair = openPair(places, surroundings, shown);
    const run = options.dryRun ? dryRun : wholeRun;
    return await run(pair, reading, allowClearing, voice, shown);
  } finally {
    shown.end();
  }
}

const examples = `
Examples:
  $ nisp sync punjab.xlsx https://docs.google.com/spreadsheets/d/…/edit --dry-run
  $ nisp sync punjab.xlsx sheets:1AbC…
  $ nisp sync mine.xlsx yours.xlsx --prefer first

What only one of them changed since they were last in step is written into the other. What both changed stays as it is
on each side and is in conflict, until somebody enters the right value in one of them, or --prefer says whose counts.
Only the cells that differ are written; of a file, the one before is kept beside it.

Exit codes: 0 in step · 1 conflicts, cells that cannot be merged, or refused · 2 wrong usage · 3 a workbook could not be
read or written · 75 Google Sheets answers nobody at present: the same again later`;

/** The command. */
export function syncCommand(
  terminal: Terminal,
  end: (code: ExitCode) => void,
  surroundings: Surroundings,
): Command {
  const place = 'a file, or a Google Sheet by its address or as sheets:ID';
  return new Command('sync')
    .description('Keep two workbooks of one unit and quarter in step, cell by cell')
    .argument('<first>', place)
    .argument('<second>', place)
    .option('-n, --dry-run', 'show what would change on each side, and change nothing')
    .addOption(
      new Option('--prefer <side>', 'whose value counts where both changed a cell').choices(sideNames),
    )
    .option('--allow-clearing', 'clear cells in more than a fifth of a workbook’s rows without asking')
    .option('--plan <file>', 'another plan of the same structure (JSON)')
    .option('--timelines <file>', 'indicative timelines, one “number,timeline” a line')
    .addOption(
      new Option(
        '--date-order <order>',
        'how dates typed as text are read where the workbook does not say',
      ).choices(['dmy', 'mdy']),
    )
    .option('--json', 'print the result as JSON')
    .addHelpText('after', examples)
    .action(async (first: string, second: string, options: SyncCommandOptions) => {
      end(await syncPlaces(first, second, options, terminal, surroundings));
    });
}
