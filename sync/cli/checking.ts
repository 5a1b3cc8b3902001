/** Checking workbooks for a command: the shared options, the progress, and the submissions with what was found in each. */
import { Option, type Command } from 'commander';
import type { DateOrder, Diagnostic, Period, Plan } from '../../core/index.js';
import { checkPlaces, type CheckedPlace, type PlaceToCheck, type SheetReader } from '../check-places.js';
import { parsePlace, type Place } from '../places.js';
import { expandPlaces } from '../workbook-places.js';
import { dateArgument, diagnosticJson, UsageError, type PlanOptions } from './command.js';
import { connectedSheets } from './sheets.js';
import type { Surroundings } from './surroundings.js';
import { progress, type Terminal } from './terminal.js';

export interface CheckingOptions extends PlanOptions {
  readonly period?: Period;
  readonly unit?: string;
  readonly dateOrder?: 'dmy' | 'mdy';
  readonly asOf?: string;
  readonly json?: boolean;
}

/** What `--date-order` says. */
export const dateOrderOf: Readonly<Record<'dmy' | 'mdy', DateOrder>> = {
  dmy: 'day/month/year',
  mdy: 'month/day/year',
};

/** What a command that reads workbooks takes, in its help. */
export const workbookArgument =
  'workbooks: files, folders of files, and Google Sheets by their address or as sheets:ID';

/** Adds the options by which every command that reads workbooks reads them. */
export function addCheckingOptions(command: Command): Command {
  return command
    .option('--plan <file>', 'another plan of the same structure (JSON)')
    .option('--timelines <file>', 'indicative timelines, one “number,timeline” a line')
    .addOption(
      new Option(
        '--date-order <order>',
        'how dates typed as text are read where the workbook does not say',
      ).choices(['dmy', 'mdy']),
    )
    .option(
      '--as-of <date>',
      'judge due and overdue as of this date (default: last day of the quarter)',
      dateArgument,
    )
    .option('--json', 'print the result as JSON');
}

/** The place that a person means. @throws UsageError */
export function placeArgument(text: string): Place {
  const parsed = parsePlace(text);
  if (parsed.ok) return parsed.place;
  const { message, advice } = diagnosticJson(parsed.diagnostic);
  throw new UsageError(`${message} ${advice}`);
}

/**
 * The workbooks that a person means, each once.
 * @throws UsageError if there are none; HostError for a path that is not there
 */
export async function workbooksNamed(texts: readonly string[]): Promise<readonly Place[]> {
  const places = await expandPlaces(texts.map(placeArgument));
  if (places.length === 0) throw new UsageError(`There is no .xlsx workbook in ${texts.join(', ')}.`);
  return places;
}

/** Google answers nobody at present: the run ended before all of its places were read. */
export class CutError extends Error {
  override readonly name = 'CutError';
  /**
   * @param places what became of each, in order
   * @param advice what to do next
   */
  constructor(
    readonly places: readonly CheckedPlace[],
    readonly advice: string,
  ) {
    super('Google Sheets answers nobody at present: the run was ended before everything was read.');
  }
}

/** What workbooks are checked against, and by whom. */
export interface CheckingContext {
  readonly plan: Plan;
  readonly unit?: string;
  readonly period?: string;
  /** Turns the reader of sheets into one that remembers what it has read. */
  readonly keeping?: (read: SheetReader) => SheetReader;
  /** What the progress says of each; by default, the name of the workbook. */
  readonly label?: (index: number) => string;
  /** What to do if Google answers nobody before the end; by default, the same again later. */
  readonly whenCut?: string;
}

/**
 * Reads and checks the workbooks at these places, and hands each over as it comes, in order.
 * @throws CutError if Google answered nobody before the end
 */
export async function checkAll(
  places: readonly PlaceToCheck[],
  options: CheckingOptions,
  context: CheckingContext,
  terminal: Terminal,
  surroundings: Surroundings,
  take: (checked: CheckedPlace, index: number) => void,
): Promise<void> {
  const shown = progress(terminal, 'Reading', places.length);
  const { read } = connectedSheets(surroundings, shown);
  const account: CheckedPlace[] = [];
  try {
    const checked = checkPlaces(places, {
      plan: context.plan,
      readSheet: context.keeping?.(read) ?? read,
      expected: {
        ...(context.unit === undefined ? {} : { unit: context.unit }),
        ...(context.period === undefined ? {} : { period: context.period }),
      },
      ...(options.dateOrder === undefined ? {} : { dateOrder: dateOrderOf[options.dateOrder] }),
      ...(options.asOf === undefined ? {} : { asOf: options.asOf }),
    });
    for await (const one of checked) {
      account.push({ ...one, submission: null });
      if (one.state !== 'postponed') take(one, account.length - 1);
      shown.step(context.label?.(account.length - 1) ?? one.name);
    }
  } finally {
    shown.end();
  }
  if (account.some(({ state }) => state === 'postponed')) {
    throw new CutError(account, context.whenCut ?? 'Run the same again later.');
  }
}

/** True if somebody has to do something about it: an error or a warning. */
export function needsAction({ severity }: Diagnostic): boolean {
  return severity !== 'information';
}
