/** The Guide worksheet: what to do, who submits, what colours and statuses mean, and where each pillar begins. */
import {
  entryFields,
  statusCodes,
  statusMeanings,
  statuses,
  timelineCodes,
  type FieldType,
} from '../entry/fields.js';
import {
  dateOrders,
  listNames,
  nothingToReport,
  submissionCells,
  worksheetNames,
  type DateOrder,
} from '../entry/template.js';
import { hasPart } from '../plan/load.js';
import type { Period } from '../plan/period.js';
import { timelines, type Plan } from '../plan/schema.js';
import type { Cell, NamedRange, Row, Worksheet } from './blueprint.js';
import { blank, blanks, date, heightOfLines, row, text, wrappedLines } from './cells.js';
import { neutral } from './palette.js';
import { landscape, sheet } from './sheet.js';

/** What a unit says about its submission as a whole. */
export interface Cover {
  readonly nilReturn?: boolean;
  readonly dateOrder?: DateOrder;
  readonly preparedBy?: string;
  /** ISO date. */
  readonly submittedOn?: string;
}

export interface GuideInput {
  readonly plan: Plan;
  readonly unit: string;
  readonly period: Period;
  readonly cover: Cover;
  /** Row of each pillar's band in the matrix, by the pillar's id. */
  readonly bandOf: ReadonlyMap<string, number>;
}

const steps = [
  'Go to the worksheet Matrix. Fill in the white cells of the rows that are yours; the grey ones are the plan’s or not your unit’s.',
  'Choose the status from the list. Leave it blank if there is no update: blank is not the same as Not started.',
  'Enter progress, figures, dates, focal person and evidence as far as they are known. Each cell says what belongs in it when you select it.',
  'Do not rename or delete columns and rows. You may sort, filter, hide and move them, and add columns of your own: each is found again by its key.',
  'When you paste, choose “paste values only”; otherwise drop-downs and checks are lost.',
  'Look at the worksheet Roll-up, then save the workbook as .xlsx and send it to the secretariat. Nothing to report this quarter? Say so below and send it all the same.',
] as const;

const typeWords: Readonly<Record<FieldType, string>> = {
  choice: 'from the list',
  progress: '0% to 100%',
  number: 'number',
  money: 'PKR million',
  date: 'date',
  text: 'text',
};

const widths = [3, 24, 44, 3, 24, 62] as const;
const width = widths.length;
/** Width of a text that spans the columns C to F. */
const mergedWidth = widths[2] + widths[3] + widths[4] + widths[5];

/** Builds the Guide worksheet. */
export function buildGuide({ plan, unit, period, cover, bandOf }: GuideInput): {
  readonly worksheet: Worksheet;
  readonly names: readonly NamedRange[];
} {
  const unitName = plan.unitById.get(unit)!.name;
  const rows: Row[] = [
    row(34, [text(plan.title, 'title'), ...blanks(width - 1, 'title')]),
    row(22, [
      text(`Implementation matrix · ${unitName} · ${period.id} (${period.label})`, 'subtitle'),
      ...blanks(width - 1, 'subtitle'),
    ]),
    row(10, []),
  ];
  const merges: string[] = [];
  const heading = (left: string, right?: string) => {
    const [from, to] =
      right === undefined
        ? [blank('heading1'), blanks(2, 'heading1')]
        : [blank('page'), [text(right, 'heading1'), blank('heading1')]];
    rows.push(row(26, [blank('page'), text(left, 'heading1'), blank('heading1'), from, ...to]), row(4, []));
  };
  const gap = () => rows.push(row(12, []));

  heading('What to do');
  steps.forEach((step, index) => {
    const rowNumber = rows.length + 1;
    merges.push(`C${rowNumber}:F${rowNumber}`);
    rows.push(
      row(heightOfLines(wrappedLines(step, mergedWidth)), [
        blank('page'),
        text(`Step ${index + 1}`, 'body-strong'),
        text(step, 'body'),
      ]),
    );
  });
  gap();

  heading('This submission', 'Colours and their meaning');
  const keyRows: readonly (readonly [Cell, string])[] = [
    ...timelines.map(
      (name) =>
        [text(name, `timeline-${name}`), `Indicative timeline (short code ${timelineCodes[name]}).`] as const,
    ),
    ...statuses.map(
      (name) =>
        [text(name, `status-${name}`), `${statusMeanings[name]} (short code ${statusCodes[name]})`] as const,
    ),
    [text('(blank)', 'status-none'), 'No update on this intervention in this quarter.'],
    [
      text('Not applicable', 'closed-choice'),
      'The unit has no part in this intervention; nothing is to be entered and nothing is counted.',
    ],
  ];
  const firstCover = rows.length + 1;
  const coverRows: readonly (readonly [string, Cell])[] = [
    ['Reporting unit', text(unitName, 'value')],
    ['Reporting period', text(`${period.id} (${period.label})`, 'value')],
    ['Prepared by', cover.preparedBy === undefined ? blank('input') : text(cover.preparedBy, 'input')],
    [
      'Submitted on',
      cover.submittedOn === undefined ? blank('input-date') : date(cover.submittedOn, 'input-date'),
    ],
    ['Nil return', cover.nilReturn === true ? text(nothingToReport, 'input-choice') : blank('input-choice')],
    [
      'Dates typed as text',
      cover.dateOrder === undefined ? blank('input-choice') : text(cover.dateOrder, 'input-choice'),
    ],
  ];
  const rowOfCover = new Map(coverRows.map(([label], index) => [label, firstCover + index]));
  for (let index = 0; index < Math.max(keyRows.length, coverRows.length); index += 1) {
    const left = coverRows[index];
    const right = keyRows[index];
    rows.push(
      row(20, [
        blank('page'),
        ...(left ? [text(left[0], 'label'), left[1]] : blanks(2, 'page')),
        blank('page'),
        ...(right ? [right[0], text(right[1], 'body')] : blanks(2, 'page')),
      ]),
    );
  }
  gap();

  heading('Pillars', 'Strategic goals');
  const pillarRows = plan.pillars.map(({ id, name }): Cell[] => {
    const all = plan.interventions.filter(({ pillar, isContainer }) => pillar === id && !isContainer);
    const own = all.filter((intervention) => hasPart(intervention, unit));
    const band = bandOf.get(id);
    return [
      // A pillar of which the plan has no row has no band to go to.
      band === undefined
        ? text(name, 'body-strong')
        : text(name, 'link', {
            link: {
              worksheet: worksheetNames.matrix,
              range: `B${band}`,
              tooltip: `Go to the pillar ${name} in the matrix`,
            },
          }),
      text(`${own.length} of its ${all.length} interventions are yours to report`, 'body'),
    ];
  });
  const strategic = plan.goals.map((goal): Cell[] => [
    text(goal.name, 'body-strong'),
    text(
      `served by ${plan.pillars
        .filter((pillar) => pillar.goal === goal.id)
        .map(({ name }) => name)
        .join(', ')}`,
      'body',
    ),
  ]);
  for (let index = 0; index < Math.max(pillarRows.length, strategic.length); index += 1) {
    rows.push(
      row(18, [
        blank('page'),
        ...(pillarRows[index] ?? blanks(2, 'page')),
        blank('page'),
        ...(strategic[index] ?? blanks(2, 'page')),
      ]),
    );
  }
  gap();

  heading('What each column is for');
  for (const field of entryFields) {
    const help = `${field.help} (${typeWords[field.type]})`;
    const rowNumber = rows.length + 1;
    merges.push(`C${rowNumber}:F${rowNumber}`);
    rows.push(
      row(heightOfLines(wrappedLines(help, mergedWidth)), [
        blank('page'),
        text(field.header, 'body-strong'),
        text(help, 'body'),
      ]),
    );
  }

  const cellOf = (label: string) => `C${rowOfCover.get(label)!}`;
  return {
    worksheet: sheet({
      role: 'guide',
      name: worksheetNames.guide,
      tabColour: neutral.link,
      columns: widths.map((columnWidth) => ({ width: columnWidth })),
      rows,
      merges,
      validations: [
        {
          kind: 'text-length',
          ranges: [cellOf('Prepared by')],
          prompt: { title: 'Prepared by', text: 'Name and post of the officer who filled in this workbook.' },
          error: { title: 'Prepared by: not accepted', text: 'At most 200 characters.' },
          onInvalid: 'reject',
          max: 200,
        },
        {
          kind: 'date',
          ranges: [cellOf('Submitted on')],
          prompt: { title: 'Submitted on', text: 'The date on which it is sent to the secretariat.' },
          error: { title: 'Submitted on: not accepted', text: 'Enter a date such as 5-Apr-2019.' },
          onInvalid: 'reject',
          min: period.start,
          max: '2099-12-31',
        },
        {
          kind: 'list',
          ranges: [cellOf('Nil return')],
          prompt: {
            title: 'Nil return',
            text: `Choose “${nothingToReport}” if the unit has nothing to report this quarter. Otherwise leave it blank.`,
          },
          error: {
            title: 'Nil return: not accepted',
            text: `Choose “${nothingToReport}” or leave it blank.`,
          },
          onInvalid: 'reject',
          listName: listNames.nilReturn,
          allowed: [nothingToReport],
        },
        {
          kind: 'list',
          ranges: [cellOf('Dates typed as text')],
          prompt: {
            title: 'Dates typed as text',
            text: 'Only if dates were pasted as text, such as 03/04/2019: say whether the day or the month comes first.',
          },
          error: { title: 'Date order: not accepted', text: `Choose ${dateOrders.join(' or ')}.` },
          onInvalid: 'reject',
          listName: listNames.dateOrder,
          allowed: dateOrders,
        },
      ],
      protection: {
        unlocked: [`${cellOf('Prepared by')}:${cellOf('Dates typed as text')}`],
        allow: ['format-columns', 'format-rows'],
      },
      frozen: { rows: 2, columns: 0 },
      print: landscape('a4', `${plan.shortTitle} · ${unitName} · ${period.id}`),
    }),
    names: (
      [
        [submissionCells.preparedBy, 'Prepared by'],
        [submissionCells.submittedOn, 'Submitted on'],
        [submissionCells.nilReturn, 'Nil return'],
        [submissionCells.dateOrder, 'Dates typed as text'],
      ] as const
    ).map(([name, label]) => ({ name, worksheet: worksheetNames.guide, range: cellOf(label) })),
  };
}
