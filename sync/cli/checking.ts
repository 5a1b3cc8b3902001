/** Checking files for a command: the shared options, the progress, and the submissions with what was found in each. */
import { Option, type Command } from 'commander';
import type { DateOrder, Diagnostic, Period, Plan } from '../../core/index.js';
import { checkFiles, type CheckedFile } from '../check-files.js';
import { workbooksAt } from '../files.js';
import { dateArgument, UsageError, type PlanOptions } from './command.js';
import { progress, type Terminal } from './terminal.js';

export interface CheckingOptions extends PlanOptions {
  readonly period?: Period;
  readonly unit?: string;
  readonly dateOrder?: 'dmy' | 'mdy';
  readonly asOf?: string;
  readonly json?: boolean;
}

const dateOrderOf: Readonly<Record<'dmy' | 'mdy', DateOrder>> = {
  dmy: 'day/month/year',
  mdy: 'month/day/year',
};

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

/**
 * Reads and checks the workbooks at these paths, and hands each over as it comes, in order.
 * @throws UsageError if there are none
 */
export async function checkAll(
  paths: readonly string[],
  options: CheckingOptions,
  context: { readonly plan: Plan; readonly unit?: string; readonly period?: string },
  terminal: Terminal,
  take: (file: CheckedFile) => void,
): Promise<number> {
  const files = await workbooksAt(paths);
  if (files.length === 0) throw new UsageError(`There is no .xlsx workbook in ${paths.join(', ')}.`);
  const shown = progress(terminal, 'Reading', files.length);
  try {
    const checked = checkFiles(files, {
      plan: context.plan,
      expected: {
        ...(context.unit === undefined ? {} : { unit: context.unit }),
        ...(context.period === undefined ? {} : { period: context.period }),
      },
      ...(options.dateOrder === undefined ? {} : { dateOrder: dateOrderOf[options.dateOrder] }),
      ...(options.asOf === undefined ? {} : { asOf: options.asOf }),
    });
    for await (const file of checked) {
      take(file);
      shown.step();
    }
  } finally {
    shown.end();
  }
  return files.length;
}

/** True if somebody has to do something about it: an error or a warning. */
export function needsAction({ severity }: Diagnostic): boolean {
  return severity !== 'information';
}
