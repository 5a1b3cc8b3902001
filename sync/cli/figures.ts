/** Figures of a roll-up as a table for the terminal. */
import { sharesOf, statuses, type Figures, type FiguresOf, type Share } from '../../core/index.js';
import { printable, table, tone, type Column, type Terminal } from './terminal.js';

const columns: readonly Column[] = [
  { header: '' },
  { header: 'All', align: 'right' },
  ...statuses.map((header): Column => ({ header, align: 'right' })),
  { header: 'No status', align: 'right' },
  { header: 'Progress', align: 'right' },
  { header: 'Done/all', align: 'right' },
  { header: 'Done/due', align: 'right' },
  { header: 'Overdue', align: 'right' },
  { header: 'Budget known, PKR m', align: 'right' },
  { header: 'Not costed', align: 'right' },
];

const percent = (fraction: number) => `${Math.round(fraction * 100)}%`;
const shareInWords = ({ ratio, count, of }: Share) =>
  ratio === null ? '–' : `${percent(ratio)} (${count}/${of})`;

function line(terminal: Terminal, name: string, figures: Figures): string[] {
  const { doneOfAll, doneOfDue } = sharesOf(figures);
  const { progress, budget, interventions, reported, overdue } = figures;
  return [
    printable(name),
    String(interventions),
    ...statuses.map((status) => String(figures.byStatus[status])),
    String(interventions - reported),
    progress.average === null ? '–' : `${percent(progress.average)} (${progress.of})`,
    shareInWords(doneOfAll),
    shareInWords(doneOfDue),
    overdue > 0 ? tone(terminal, 'warning', String(overdue)) : '0',
    budget.costed === 0
      ? '–'
      : `${budget.known.toLocaleString('en-GB', { maximumFractionDigits: 2 })} (${budget.costed})`,
    String(budget.notCosted),
  ];
}

/** A table of groups, with a last line over all of them if there is one. Each share shows its denominator. */
export function figuresTable(
  terminal: Terminal,
  heading: string,
  groups: readonly FiguresOf[],
  total: Figures | null,
): string {
  const [first, ...rest] = columns;
  return table(
    terminal,
    [{ ...first!, header: heading }, ...rest],
    [
      ...groups.map(({ name, figures }) => line(terminal, name, figures)),
      ...(total ? [line(terminal, 'All', total).map((cell) => tone(terminal, 'strong', cell))] : []),
    ],
  );
}

/** The four absences, as far as there are any, in one sentence. */
export function absencesInWords({ absent, interventions, reported }: Figures): string {
  const parts = [
    [absent.blank, 'no update'],
    [absent.unusable, 'unclear'],
    [absent.missing, 'row missing'],
    [absent.nilReturn, 'nil return'],
    [absent.notSubmitted, 'not submitted'],
  ] as const;
  const named = parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return `${reported} of ${interventions} rows have a status${named.length > 0 ? `; without one: ${named.join(', ')}` : ''}.`;
}
