/** `nisp plan`: the plan in overview, one intervention in full, or the plan file itself. */
import { Command } from 'commander';
import {
  hasPart,
  nispPlanFile,
  type Intervention,
  type PlannedBudget,
  type Plan,
} from '../../../core/index.js';
import {
  exitCodes,
  planFileOf,
  planOf,
  printJson,
  UsageError,
  type ExitCode,
  type PlanOptions,
} from '../command.js';
import { table, tone, type Terminal } from '../terminal.js';

interface PlanCommandOptions extends PlanOptions {
  readonly json?: boolean;
}

function budgetInWords(budget: PlannedBudget): string {
  switch (budget.kind) {
    case 'none':
      return 'none stated';
    case 'to-be-determined':
      return `to be determined by ${budget.by}`;
    case 'as-finalized':
      return `as finalized by ${budget.by}`;
    case 'borne':
      return `borne by ${budget.by}`;
  }
}

function overview(plan: Plan, terminal: Terminal): void {
  const counted = plan.interventions.filter(({ isContainer }) => !isContainer);
  const containers = plan.interventions.length - counted.length;
  terminal.out(`${tone(terminal, 'title', plan.title)}\n`);
  terminal.out(
    `${plan.interventions.length} rows: ${counted.length} interventions that are counted, ${containers} that are derived from their sub-items.\n\n`,
  );
  terminal.out(
    table(
      terminal,
      [
        { header: 'Pillar' },
        { header: 'Strategic goal' },
        { header: 'From' },
        { header: 'To' },
        { header: 'Interventions', align: 'right' },
      ],
      plan.pillars.map(({ id, name, goal }) => {
        const rows = plan.interventions.filter(({ pillar }) => pillar === id);
        return [
          name,
          plan.goals.find((candidate) => candidate.id === goal)?.name ?? '–',
          rows[0]?.no ?? '–',
          rows.at(-1)?.no ?? '–',
          String(rows.filter(({ isContainer }) => !isContainer).length),
        ];
      }),
    ),
  );
  terminal.out('\n');
  terminal.out(
    table(
      terminal,
      [{ header: 'Reporting unit' }, { header: 'Id' }, { header: 'To report', align: 'right' }],
      plan.units.map(({ id, name }) => [name, id, String(counted.filter((row) => hasPart(row, id)).length)]),
    ),
  );
  const unset = plan.interventions.filter(({ timeline }) => timeline === null).length;
  terminal.out(
    `\nTimelines set: ${plan.interventions.length - unset} of ${plan.interventions.length}.${unset > 0 ? ' Annex A prints them as a colour only; load them with --timelines.' : ''}\n`,
  );
}

function one(plan: Plan, row: Intervention, terminal: Terminal): void {
  const pillar = plan.pillarById.get(row.pillar)!;
  const goal = plan.goals.find(({ id }) => id === pillar.goal);
  const line = (label: string, text: string) => {
    terminal.out(`${tone(terminal, 'dim', label.padEnd(15))}${text}\n`);
  };
  terminal.out(`${tone(terminal, 'title', `${row.no}  ${row.text}`)}\n\n`);
  line('Pillar', `${pillar.name}${goal ? ` (${goal.name.toLowerCase()})` : ''}`);
  if (row.section !== null) line('Section', row.section);
  if (row.parent !== null) line('Sub-item of', row.parent);
  if (row.subItems.length > 0) {
    line(
      'Sub-items',
      row.subItems.join(', ') + (row.isContainer ? ' (its figures are derived from these)' : ''),
    );
  }
  line('Responsible', row.responsibility ?? 'not stated');
  for (const id of row.bodies) {
    const body = plan.bodyById.get(id)!;
    line('', `${body.name} (${body.level})`);
  }
  line('Reported by', row.units.map((id) => plan.unitById.get(id)!.name).join(', '));
  line('Indicators', row.indicators ?? 'none stated');
  line('Timeline', row.timeline ?? 'not set (printed as a colour only)');
  line(
    'Budget',
    `${budgetInWords(row.budget)}${row.budget.printed === null ? '' : ` (printed: ${row.budget.printed})`}`,
  );
  const priorities = plan.priorities.filter(
    ({ interventions }) =>
      interventions.includes(row.no) || (row.parent !== null && interventions.includes(row.parent)),
  );
  for (const { no, text } of priorities) line(`Priority ${no}`, text);
  if (row.textSource === 'section-h') line('Wording', 'of section H: Annex A’s own is lost');
  for (const note of row.sectionHNotes) line('Section H', note.replace(/^Section H:\s*/, ''));
  for (const note of row.readingNotes) line('Print', note);
}

async function showPlan(
  no: string | undefined,
  options: PlanCommandOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const plan = await planOf(options);
  if (no === undefined) {
    if (options.json) {
      const file = options.plan === undefined ? nispPlanFile : await planFileOf(options.plan);
      const interventions = file.interventions.map((row) => ({
        ...row,
        timeline: plan.interventionByNo.get(row.no)!.timeline,
      }));
      printJson(terminal, { ...file, interventions });
    } else overview(plan, terminal);
    return exitCodes.fine;
  }
  const row = plan.interventionByNo.get(no.trim().toLowerCase());
  if (!row) {
    const last = plan.interventions.at(-1)!.no;
    throw new UsageError(`“${no}” is not an intervention of the plan (1 to ${last}, such as 9a).`);
  }
  if (options.json) {
    const priorities = plan.priorities
      .filter(({ interventions }) => interventions.includes(row.no))
      .map(({ no: number }) => number);
    printJson(terminal, { ...row, priorities });
  } else one(plan, row, terminal);
  return exitCodes.fine;
}

/** The command. */
export function planCommand(terminal: Terminal, end: (code: ExitCode) => void): Command {
  return new Command('plan')
    .description('Show the plan, or one intervention with its notes; check a plan file')
    .argument('[number]', 'an intervention, such as 9a')
    .option('--plan <file>', 'another plan of the same structure (JSON)')
    .option('--timelines <file>', 'indicative timelines, one “number,timeline” a line')
    .option('--json', 'print JSON: without a number the plan file itself, as a pattern for your own')
    .addHelpText(
      'after',
      '\nExamples:\n  $ nisp plan\n  $ nisp plan 9a\n  $ nisp plan --json > my-plan.json\n  $ nisp plan --plan my-plan.json',
    )
    .action(async (no: string | undefined, options: PlanCommandOptions) => {
      end(await showPlan(no, options, terminal));
    });
}
