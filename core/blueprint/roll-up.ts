/** The Roll-up worksheet: live formulas over the matrix, per pillar, section and timeline, with a stacked chart. */
import { columnLetters } from '../entry/a1.js';
import { statuses } from '../entry/fields.js';
import { asOfName, columnRangeName, worksheetNames, type ColumnKey } from '../entry/template.js';
import type { Period } from '../plan/period.js';
import { timelines, type Plan } from '../plan/schema.js';
import { sectionsOf } from '../plan/sections.js';
import type { Figures, RollUp } from '../roll-up/figures.js';
import type { NamedRange, Row, Worksheet } from './blueprint.js';
import { blank, blanks, date, formula, row, text } from './cells.js';
import { enteredCriteria, groupKey, type AmountKey } from './criteria.js';
import {
  firstFigureColumn,
  headingMerges,
  headingRows,
  unknownFigure,
  type FigureColumn,
} from './figures-table.js';
import { neutral, severityPalette, statusPalette } from './palette.js';
import { landscape, sheet } from './sheet.js';

/** The rows that a line of the roll-up is about: one more criterion of COUNTIFS, or none for all rows. */
interface Criterion {
  readonly column: ColumnKey;
  /** Formula text to compare with: an address or a quoted text. */
  readonly equals: string;
}

/** A column with the formula that computes it in the worksheet. */
interface LiveColumn extends FigureColumn {
  /** The formula for a line; `of` gives the address of another figure of the same line. */
  readonly formula: (criteria: Criteria, of: (key: string) => string) => string;
}

interface Criteria {
  /** `COUNTIFS(counted rows, the line's rows, more…)`. */
  readonly count: (...more: (readonly [ColumnKey, string])[]) => string;
  /** `COUNTIFS` of the same rows that enter an amount. */
  readonly countEntered: (column: AmountKey, ...more: (readonly [ColumnKey, string])[]) => string;
  /** `SUMIFS` or `AVERAGEIFS` over the amounts entered in the same rows. */
  readonly over: (name: 'SUMIFS' | 'AVERAGEIFS', column: AmountKey) => string;
}

const range = columnRangeName;
const due = `"<="&${asOfName}`;
const ratio = (part: string, whole: string) => `IF(${whole}=0,"${unknownFigure}",${part}/${whole})`;
const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);

function criteriaOf(criterion: Criterion | null): Criteria {
  const rows = [
    `${range('scope')},"counted"`,
    ...(criterion ? [`${range(criterion.column)},${criterion.equals}`] : []),
  ].join(',');
  const all = (more: readonly (readonly [ColumnKey, string])[]) =>
    [rows, ...more.map(([column, test]) => `${range(column)},${test}`)].join(',');
  const entered = (column: AmountKey) => enteredCriteria(column, range(column));
  return {
    count: (...more) => `COUNTIFS(${all(more)})`,
    countEntered: (column, ...more) => `COUNTIFS(${all(more)},${entered(column)})`,
    over: (name, column) => `${name}(${range(column)},${rows},${entered(column)})`,
  };
}

/** The columns of a unit's roll-up. */
export const figureColumns: readonly LiveColumn[] = [
  {
    key: 'all',
    header: 'Interventions',
    group: 'Status of the interventions',
    type: 'count',
    width: 13,
    formula: ({ count }) => count(),
    figure: ({ interventions }) => interventions,
  },
  ...statuses.map((status): LiveColumn => ({
    key: status,
    header: status,
    group: 'Status of the interventions',
    type: 'count',
    width: 11,
    formula: ({ count }) => count(['status', `"${status}"`]),
    figure: ({ byStatus }) => byStatus[status],
    headingStyle: `status-${status}`,
  })),
  {
    key: 'none',
    header: 'No update',
    group: 'Status of the interventions',
    type: 'count',
    width: 10,
    formula: (_, of) => `${of('all')}-SUM(${of(statuses[0])}:${of(statuses.at(-1)!)})`,
    figure: ({ interventions, reported }) => interventions - reported,
    headingStyle: 'status-none',
  },
  {
    key: 'completeness',
    header: 'Reported ÷ all',
    group: 'Progress and completion',
    type: 'percent',
    width: 11,
    formula: (_, of) => ratio(`(${of('all')}-${of('none')})`, of('all')),
    figure: ({ reported, interventions }) => share(reported, interventions),
  },
  {
    key: 'progress',
    header: 'Average progress',
    group: 'Progress and completion',
    type: 'percent',
    width: 11,
    formula: ({ over }, of) =>
      `IF(${of('progressOf')}=0,"${unknownFigure}",${over('AVERAGEIFS', 'progress')})`,
    figure: ({ progress }) => progress.average,
  },
  {
    key: 'progressOf',
    header: 'of so many that state it',
    group: 'Progress and completion',
    type: 'count',
    width: 11,
    formula: ({ countEntered }) => countEntered('progress'),
    figure: ({ progress }) => progress.of,
  },
  {
    key: 'done',
    header: 'Done ÷ all',
    group: 'Progress and completion',
    type: 'percent',
    width: 10,
    formula: (_, of) => ratio(of('Completed'), of('all')),
    figure: ({ byStatus, interventions }) => share(byStatus.Completed, interventions),
  },
  {
    key: 'due',
    header: 'Due so far',
    group: 'Deadlines',
    type: 'count',
    width: 9,
    formula: ({ count }) => count(['due', due]),
    figure: (figures) => figures.due,
  },
  {
    key: 'doneOfDue',
    header: 'Done of these',
    group: 'Deadlines',
    type: 'count',
    width: 9,
    formula: ({ count }) => count(['due', due], ['status', '"Completed"']),
    figure: (figures) => figures.doneOfDue,
  },
  {
    key: 'doneByDue',
    header: 'Done ÷ due',
    group: 'Deadlines',
    type: 'percent',
    width: 9,
    formula: (_, of) => ratio(of('doneOfDue'), of('due')),
    figure: (figures) => share(figures.doneOfDue, figures.due),
  },
  {
    key: 'overdue',
    header: 'Overdue',
    group: 'Deadlines',
    type: 'count',
    width: 9,
    formula: ({ count }, of) =>
      `${of('due')}-${of('doneOfDue')}-${count(['due', due], ['status', '"Dropped"'])}`,
    figure: (figures) => figures.overdue,
  },
  {
    key: 'budget',
    header: 'Budget known',
    group: 'Budget (PKR million)',
    type: 'money',
    width: 13,
    formula: ({ over }, of) => `IF(${of('costed')}=0,"${unknownFigure}",${over('SUMIFS', 'budget')})`,
    figure: ({ budget }) => (budget.costed === 0 ? null : budget.known),
  },
  {
    key: 'costed',
    header: 'from so many',
    group: 'Budget (PKR million)',
    type: 'count',
    width: 9,
    formula: ({ countEntered }) => countEntered('budget'),
    figure: ({ budget }) => budget.costed,
  },
  {
    key: 'notCosted',
    header: 'Not costed yet',
    group: 'Budget (PKR million)',
    type: 'count',
    width: 10,
    formula: ({ count, countEntered }) =>
      `${count(['costing', '"to-be-costed"'])}-${countEntered('budget', ['costing', '"to-be-costed"'])}`,
    figure: ({ budget }) => budget.notCosted,
  },
  {
    key: 'spent',
    header: 'Spent',
    group: 'Budget (PKR million)',
    type: 'money',
    width: 13,
    formula: ({ countEntered, over }) =>
      `IF(${countEntered('spent')}=0,"${unknownFigure}",${over('SUMIFS', 'spent')})`,
    figure: ({ spent }) => (spent.of === 0 ? null : spent.known),
  },
];

const keyColumn = firstFigureColumn + figureColumns.length;
const letterOf = new Map(
  figureColumns.map(({ key }, index) => [key, columnLetters(firstFigureColumn + index)]),
);
const lastLetter = columnLetters(keyColumn - 1);
const asOfRow = 3;

/** One line of figures: a name, its formulas, and the key that they count by in the hidden last column. */
function liveRow(
  rowNumber: number,
  name: string,
  prefix: 'figure' | 'total' | 'band',
  line: { readonly column: ColumnKey; readonly key: string } | null,
  figures: Figures,
): Row {
  const criteria = criteriaOf(
    line ? { column: line.column, equals: `$${columnLetters(keyColumn)}${rowNumber}` } : null,
  );
  const of = (key: string) => `${letterOf.get(key)!}${rowNumber}`;
  return row(prefix === 'total' ? 20 : 18, [
    text(name, `${prefix}-name`),
    ...figureColumns.map((column) =>
      formula(
        column.formula(criteria, of),
        column.figure(figures) ?? unknownFigure,
        `${prefix}-${column.type}`,
      ),
    ),
    line ? text(line.key, 'data-text') : blank('data'),
  ]);
}

export interface RollUpSheetInput {
  readonly plan: Plan;
  readonly unit: string;
  readonly period: Period;
  /** The core's figures of this unit, shown until the spreadsheet program has calculated the formulas. */
  readonly rollUp: RollUp;
}

/** Builds the Roll-up worksheet of a unit. */
export function buildRollUp({ plan, unit, period, rollUp }: RollUpSheetInput): {
  readonly worksheet: Worksheet;
  readonly names: readonly NamedRange[];
} {
  const unitName = plan.unitById.get(unit)!.name;
  const width = keyColumn - 1;
  const figuresOf = new Map(
    (['pillar', 'section', 'timeline'] as const).flatMap((grouping) =>
      rollUp.groups[grouping].map(({ id, figures }) => [`${grouping} ${id}`, figures] as const),
    ),
  );
  const rows: Row[] = [
    row(30, [text(`${plan.shortTitle} · Roll-up`, 'title'), ...blanks(width - 1, 'title')]),
    row(20, [
      text(`${unitName} · ${period.id} (${period.label})`, 'subtitle'),
      ...blanks(width - 1, 'subtitle'),
    ]),
    row(20, [
      text('Due and overdue as of', 'label'),
      date(rollUp.asOf, 'input-date'),
      blank('page'),
      text(
        'Counts itself while you fill in the matrix. Rows that are not this unit’s, and rows derived from sub-items, are not counted.',
        'muted',
      ),
    ]),
    row(10, []),
  ];
  const merges: string[] = [`D${asOfRow}:${lastLetter}${asOfRow}`];
  const openTable = (name: string) => {
    merges.push(...headingMerges(rows.length + 1, figureColumns));
    rows.push(...headingRows(name, figureColumns));
  };
  const add = (
    ...rest: [string, 'figure' | 'total' | 'band', { column: ColumnKey; key: string } | null, Figures]
  ) => {
    rows.push(liveRow(rows.length + 1, ...rest));
  };

  openTable('Pillar');
  const firstPillar = rows.length + 1;
  for (const { id, name } of plan.pillars) {
    add(name, 'figure', { column: 'pillar', key: groupKey('pillar', id) }, figuresOf.get(`pillar ${id}`)!);
  }
  const lastPillar = rows.length;
  add('All pillars', 'total', null, rollUp.total);

  rows.push(row(10, []));
  const chartTop = rows.length + 1;
  for (let index = 0; index < 17; index += 1) rows.push(row(18, []));
  const chartBottom = rows.length - 1;

  openTable('Section');
  for (const pillar of plan.pillars) {
    add(
      pillar.name,
      'band',
      { column: 'pillar', key: groupKey('pillar', pillar.id) },
      figuresOf.get(`pillar ${pillar.id}`)!,
    );
    for (const section of sectionsOf(plan)) {
      if (section.pillar !== pillar.id || section.isWholePillar) continue;
      add(
        section.name,
        'figure',
        { column: 'section', key: groupKey('section', section.key) },
        figuresOf.get(`section ${section.key}`)!,
      );
    }
  }
  rows.push(row(10, []));

  openTable('Timeline');
  for (const name of timelines) {
    add(name, 'figure', { column: 'timeline', key: name }, figuresOf.get(`timeline ${name}`)!);
  }
  rows.push(row(10, []));
  for (const line of rollUpExplanations) {
    // Not merged: Google Sheets does not merge what is frozen with what is not, and the cells beside are blank.
    rows.push(row(15, [text(line, 'footnote')]));
  }

  const series = [
    ...statuses.map((name) => ({ name, colour: statusPalette[name].fill, key: name })),
    { name: 'No update', colour: neutral.noUpdate, key: 'none' },
  ];
  return {
    worksheet: sheet({
      role: 'roll-up',
      name: worksheetNames.rollUp,
      tabColour: neutral.teal,
      columns: [
        { width: 44 },
        ...figureColumns.map(({ width: columnWidth }) => ({ width: columnWidth })),
        { width: 12, hidden: true },
      ],
      rows,
      merges,
      validations: [
        {
          kind: 'date',
          ranges: [`B${asOfRow}`],
          prompt: {
            title: 'As of',
            text: 'Interventions due on or before this date count as due. Normally the last day of the quarter.',
          },
          error: { title: 'As of: not accepted', text: 'Enter a date such as 31-Mar-2019.' },
          onInvalid: 'reject',
          min: '2000-01-01',
          max: '2099-12-31',
        },
      ],
      protection: { unlocked: [`B${asOfRow}`], allow: ['format-columns', 'format-rows'] },
      frozen: { rows: 3, columns: 1 },
      charts: [
        {
          kind: 'stacked-bar',
          title: 'Interventions by status',
          description: `For each of the ${plan.pillars.length} pillars, how many interventions are not started, in progress, completed, on hold, dropped or without an update. The table above holds the numbers.`,
          categories: `A${firstPillar}:A${lastPillar}`,
          series: series.map(({ name, colour, key }) => ({
            name,
            colour,
            values: `${letterOf.get(key)!}${firstPillar}:${letterOf.get(key)!}${lastPillar}`,
          })),
          anchor: `A${chartTop}:I${chartBottom}`,
        },
        {
          kind: 'stacked-bar',
          title: 'Deadlines that have passed',
          description: `For each of the ${plan.pillars.length} pillars, how many of the interventions due so far are done and how many are overdue. The table above holds the numbers.`,
          categories: `A${firstPillar}:A${lastPillar}`,
          series: [
            { name: 'Done', colour: statusPalette.Completed.fill, key: 'doneOfDue' },
            { name: 'Overdue', colour: severityPalette.warning.fill, key: 'overdue' },
          ].map(({ name, colour, key }) => ({
            name,
            colour,
            values: `${letterOf.get(key)!}${firstPillar}:${letterOf.get(key)!}${lastPillar}`,
          })),
          anchor: `J${chartTop}:${lastLetter}${chartBottom}`,
        },
      ],
      print: landscape('a3', `${plan.shortTitle} · ${unitName} · ${period.id}`, {
        area: `A1:${lastLetter}${rows.length}`,
      }),
    }),
    names: [{ name: asOfName, worksheet: worksheetNames.rollUp, range: `B${asOfRow}` }],
  };
}

/** How each figure is computed, in the words that stand below the tables. */
export const rollUpExplanations: readonly string[] = [
  'Interventions: the rows in which this unit has a part, without rows that are derived from their sub-items.',
  'No update: the status is blank, or the cell holds something that is no status. It is never counted as Not started.',
  'Average progress: the mean of the rows that state a progress; how many do stands beside it.',
  'Due so far: a due date on or before the date above, whatever the status. Overdue: due, and neither Completed nor Dropped.',
  'Budget known: the sum of the amounts entered. Not costed yet: the plan says who is to determine, finalize or bear the budget, and no amount is entered; such a budget is unknown, not zero.',
];
