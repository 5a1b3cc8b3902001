/** `nisp roll-up`: the figures of one workbook, or of several together. */
import { Command, Option } from 'commander';
import {
  openConsolidation,
  parsePeriod,
  rollUp,
  type FiguresOf,
  type Grouping,
  type Submission,
} from '../../../core/index.js';
import type { CheckedPlace } from '../../check-places.js';
import { errorsInWords } from '../account.js';
import {
  addCheckingOptions,
  checkAll,
  needsAction,
  workbookArgument,
  workbooksNamed,
  type CheckingOptions,
} from '../checking.js';
import { diagnosticJson, exitCodes, planOf, printJson, UsageError, type ExitCode } from '../command.js';
import { absencesInWords, figuresTable } from '../figures.js';
import { printable, tone, type Terminal } from '../terminal.js';
import type { Surroundings } from '../surroundings.js';

const groupings: Readonly<Record<Grouping, string>> = {
  pillar: 'Pillar',
  section: 'Section',
  body: 'Responsible body',
  timeline: 'Timeline',
  goal: 'Strategic goal',
  priority: 'Priority',
  unit: 'Reporting unit',
};

interface RollUpOptions extends CheckingOptions {
  readonly by: Grouping;
}

async function showRollUp(
  named: readonly string[],
  options: RollUpOptions,
  terminal: Terminal,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const plan = await planOf(options);
  const places = (await workbooksNamed(named)).map((place) => ({ place }));
  const workbooks: CheckedPlace[] = [];
  await checkAll(places, options, { plan }, terminal, surroundings, (one) => workbooks.push(one));
  const submissions = workbooks.flatMap(({ submission }): Submission[] => (submission ? [submission] : []));
  const periods = [...new Set(submissions.map(({ period }) => period))].sort();
  if (periods.length > 1) {
    throw new UsageError(
      `The workbooks are of different quarters (${periods.join(', ')}). Roll up one quarter at a time.`,
    );
  }
  const period = parsePeriod(periods[0] ?? '');
  const unread = workbooks.filter(({ submission }) => submission === null);
  let code: ExitCode = workbooks.some(({ diagnostics }) => diagnostics.some(needsAction))
    ? exitCodes.findings
    : exitCodes.fine;
  if (period === null) {
    for (const { name, diagnostics } of unread) sayUnread(name, diagnostics, terminal);
    return exitCodes.findings;
  }
  const asOf = options.asOf ?? period.end;
  const consolidation = openConsolidation({ plan, period: period.id, asOf });
  for (const submission of submissions) consolidation.add(submission);
  const { units, conflicts } = consolidation.finish();
  const returns = units.flatMap(({ unit, merged }) => (merged ? [{ unit, submission: merged }] : []));
  const result = rollUp(returns, { plan, asOf });
  if (conflicts.some(({ resolution }) => resolution === 'open')) code = exitCodes.findings;
  if (options.json) {
    printJson(terminal, {
      period: period.id,
      asOf,
      units: returns.map(({ unit }) => unit),
      total: result.total,
      groups: result.groups[options.by],
      unread: unread.map(({ name, diagnostics }) => ({
        file: name,
        diagnostics: diagnostics.map(diagnosticJson),
      })),
    });
    return code;
  }
  const names = returns.map(({ unit }) => plan.unitById.get(unit)!.name).join(', ');
  terminal.out(
    `${tone(terminal, 'title', `${plan.shortTitle} · ${period.id} · ${names} · as of ${asOf}`)}\n\n`,
  );
  const isEmpty = ({ figures }: FiguresOf) => figures.interventions === 0;
  const groups = result.groups[options.by].filter((group) => options.by === 'pillar' || !isEmpty(group));
  // An intervention with two bodies counts in both: a total would not be the sum of the lines.
  const hasTotal = !['body', 'goal', 'priority'].includes(options.by);
  terminal.out(figuresTable(terminal, groupings[options.by], groups, hasTotal ? result.total : null));
  terminal.out(`\n${absencesInWords(result.total)}\n`);
  for (const { name, diagnostics } of unread) sayUnread(name, diagnostics, terminal);
  return code;
}

function sayUnread(name: string, diagnostics: CheckedPlace['diagnostics'], terminal: Terminal): void {
  terminal.err(
    `${tone(terminal, 'bad', 'Not read:')} ${printable(name)}: ${printable(errorsInWords(diagnostics))}\n`,
  );
}

/** The command. */
export function rollUpCommand(
  terminal: Terminal,
  end: (code: ExitCode) => void,
  surroundings: Surroundings,
): Command {
  const command = new Command('roll-up')
    .description('Count statuses, progress, deadlines and budgets of one workbook or several')
    .argument('<workbook...>', workbookArgument)
    .addOption(
      new Option('-b, --by <grouping>', 'what to group by').choices(Object.keys(groupings)).default('pillar'),
    );
  return addCheckingOptions(command)
    .addHelpText(
      'after',
      '\nExamples:\n  $ nisp roll-up punjab.xlsx\n  $ nisp roll-up returned/ --by timeline --as-of 2019-03-31\n  $ nisp roll-up https://docs.google.com/spreadsheets/d/…/edit --by section',
    )
    .action(async (named: string[], options: RollUpOptions) => {
      end(await showRollUp(named, options, terminal, surroundings));
    });
}
