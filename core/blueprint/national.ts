/** The worksheets of a consolidation that show the nation: National, with a column per unit, and its Roll-up. */
import { columnLetters } from '../entry/a1.js';
import { statuses } from '../entry/fields.js';
import { worksheetNames } from '../entry/template.js';
import { sectionsOf } from '../plan/sections.js';
import { rollUpOfUnit, type Consolidation } from '../merge/consolidate.js';
import { nationalStatusRule, type NationalAbsence, type NationalCell } from '../merge/national.js';
import type { FiguresOf, Grouping } from '../roll-up/figures.js';
import { sharesOf } from '../roll-up/shares.js';
import type { Cell, Chart, Row, Worksheet } from './blueprint.js';
import { blank, blanks, date, heightOfLines, number, row, text, wrappedLines } from './cells.js';
import {
  figureRow,
  firstFigureColumn,
  headingMerges,
  headingRows,
  unknownFigure,
  type FigureColumn,
} from './figures-table.js';
import { interventionNote } from './matrix.js';
import { neutral, statusPalette } from './palette.js';
import { landscape, sheet } from './sheet.js';
import { figureColumns, rollUpExplanations } from './roll-up.js';
import type { StyleName } from './styles.js';

/** Row on the Provenance worksheet at which the values of an intervention begin, by its number. */
export type ProvenanceRows = ReadonlyMap<string, number>;

export const nationalNames = {
  national: 'National',
  rollUp: worksheetNames.rollUp,
  submissions: 'Submissions',
  conflicts: 'Conflicts',
  findings: worksheetNames.findings,
  provenance: 'Provenance',
} as const;

/** What stands in place of a status. */
const absenceWords: Readonly<Record<NationalAbsence, string>> = {
  notApplicable: '',
  notSubmitted: 'Not submitted',
  nilReturn: 'Nil return',
  blank: 'No update',
  unusable: 'Unclear',
  missing: 'Row missing',
};

const percent = (fraction: number) => `${Math.round(fraction * 100)}%`;

function unitCell({ status, progress, absence }: NationalCell): Cell {
  if (status === null) {
    const style: StyleName = absence === 'notApplicable' ? 'closed-choice' : 'absent';
    const word = absenceWords[absence ?? 'blank'];
    return word === '' ? blank(style) : text(word, style);
  }
  return text(progress === null ? status : `${status} · ${percent(progress)}`, `status-${status}`);
}

/** The number, linked to where the values of its row come from. */
function numberCell(no: string, style: StyleName, where: ProvenanceRows): Cell {
  const target = where.get(no);
  if (target === undefined) return text(no, style);
  const link = {
    worksheet: nationalNames.provenance,
    range: `A${target}`,
    tooltip: `Which file and cell each value of intervention ${no} comes from`,
  };
  return text(no, style, { link });
}

const fixedColumns = [
  { header: 'No.', width: 7 },
  { header: 'Intervention', width: 46 },
  { header: 'Responsible bodies', width: 20 },
  { header: 'Timeline', width: 13 },
  { header: 'National status', width: 14 },
  { header: 'Coverage: units reporting ÷ with a part', width: 12 },
  { header: 'Average progress', width: 10 },
  { header: 'of units', width: 7 },
  { header: 'Latest due', width: 12 },
  { header: 'Budget known (PKR million)', width: 13 },
  { header: 'Not costed yet', width: 9 },
] as const;
const unitWidth = 15;
const firstDataRow = 4;

/** The National worksheet: each intervention with its national status and a column for each unit. */
export function buildNational(
  consolidation: Consolidation,
  where: ProvenanceRows,
  footer: string,
): Worksheet {
  const { plan, period, asOf, national } = consolidation;
  const width = fixedColumns.length + plan.units.length;
  const rows: Row[] = [
    row(30, [text(`${plan.title} · National matrix`, 'title'), ...blanks(width - 1, 'title')]),
    row(20, [
      text(`All reporting units · ${period} · as of ${asOf}`, 'subtitle'),
      ...blanks(width - 1, 'subtitle'),
    ]),
    row(46, [
      ...fixedColumns.map(({ header }) => text(header, 'heading-plan')),
      ...plan.units.map(({ name }) => text(name, 'heading-entry')),
    ]),
  ];
  const band = (label: string, style: StyleName, height: number) => {
    const cells = blanks(width, style);
    cells[1] = text(label, style);
    rows.push(row(height, cells, { outlineLevel: style === 'section' ? 1 : 0 }));
  };
  let pillar: string | null = null;
  let section: string | null = null;
  national.forEach((line, index) => {
    const intervention = plan.interventions[index]!;
    if (intervention.pillar !== pillar) band(plan.pillarById.get(intervention.pillar)!.name, 'pillar', 24);
    if (
      intervention.section !== null &&
      (intervention.pillar !== pillar || intervention.section !== section)
    ) {
      band(intervention.section, 'section', 18);
    }
    pillar = intervention.pillar;
    section = intervention.section;
    const isSub = intervention.parent !== null;
    const plain: StyleName = isSub ? 'plan-sub' : intervention.subItems.length > 0 ? 'plan-strong' : 'plan';
    const note = interventionNote(intervention);
    const responsibility = intervention.responsibility ?? '';
    rows.push(
      row(
        heightOfLines(
          Math.max(
            wrappedLines(intervention.text, fixedColumns[1].width - (isSub ? 2 : 0)),
            wrappedLines(responsibility, fixedColumns[2].width),
            2,
          ),
        ),
        [
          numberCell(line.no, isSub ? 'plan-no-sub' : 'plan-no', where),
          text(intervention.text, plain, note === undefined ? {} : { note }),
          responsibility === '' ? blank('plan') : text(responsibility, 'plan'),
          line.timeline === null
            ? text(line.timelinesGiven.length > 1 ? 'Units differ' : 'Not set', 'absent')
            : text(line.timeline, `timeline-${line.timeline}`),
          line.status === null ? text('No status', 'absent') : text(line.status, `status-${line.status}`),
          text(`${line.coverage.reported} of ${line.coverage.of}`, 'cell-centre'),
          line.progress.average === null
            ? text(unknownFigure, 'cell-centre')
            : number(line.progress.average, 'entry-progress'),
          number(line.progress.of, 'cell-centre'),
          line.due.latest === null ? text(unknownFigure, 'cell-centre') : date(line.due.latest, 'cell-date'),
          line.budget.costed === 0
            ? text(unknownFigure, 'cell-centre')
            : number(line.budget.known, 'entry-money'),
          number(line.budget.notCosted, 'cell-centre'),
          ...line.cells.map(unitCell),
        ],
        { outlineLevel: section === null ? 1 : 2 },
      ),
    );
  });
  const lastRow = rows.length;
  rows.push(row(10, []));
  for (const sentence of ['How the national status is derived', ...nationalStatusRule]) {
    // Not merged: Google Sheets does not merge what is frozen with what is not, and the cells beside are blank.
    rows.push(row(15, [blank('page'), text(sentence, 'footnote')]));
  }
  return sheet({
    role: 'national',
    name: nationalNames.national,
    tabColour: neutral.navy,
    columns: [
      ...fixedColumns.map((column) => ({ width: column.width })),
      ...plan.units.map(() => ({ width: unitWidth })),
    ],
    rows,
    conditionalFormats: [
      { kind: 'data-bar', range: `G${firstDataRow}:G${lastRow}`, min: 0, max: 1, colour: neutral.bar },
    ],
    frozen: { rows: 3, columns: 2 },
    autoFilter: `A3:${columnLetters(width)}${lastRow}`,
    print: landscape('a3', footer, { repeatRows: '1:3' }),
  });
}

/** The five absences, kept apart, where a unit's roll-up has one column. */
const absenceColumns: readonly FigureColumn[] = (
  [
    ['blank', 'No update'],
    ['unusable', 'Unclear'],
    ['missing', 'Row missing'],
    ['nilReturn', 'Nil return'],
    ['notSubmitted', 'Not submitted'],
  ] as const
).map(([key, header]) => ({
  key,
  header,
  group: 'Why without a status',
  type: 'count',
  width: 10,
  figure: ({ absent }) => absent[key],
  headingStyle: 'status-none',
}));

const nationalColumns: readonly FigureColumn[] = figureColumns.flatMap((column) => {
  if (column.key === 'all') return [{ ...column, header: 'Rows: intervention × unit' }];
  if (column.key === 'none') return [{ ...column, header: 'Without a status' }, ...absenceColumns];
  return [column];
});
const lastLetter = columnLetters(firstFigureColumn + nationalColumns.length - 1);

const tables: readonly { readonly grouping: Grouping; readonly name: string }[] = [
  { grouping: 'section', name: 'Section' },
  { grouping: 'timeline', name: 'Timeline' },
  { grouping: 'goal', name: 'Strategic goal' },
  { grouping: 'priority', name: 'Priority' },
  { grouping: 'body', name: 'Responsible body' },
];

function statusChart(title: string, description: string, first: number, last: number, anchor: string): Chart {
  const letterOf = (key: string) =>
    columnLetters(firstFigureColumn + nationalColumns.findIndex((column) => column.key === key));
  return {
    kind: 'stacked-bar',
    title,
    description,
    categories: `A${first}:A${last}`,
    series: [
      ...statuses.map((name) => ({ key: name, name, colour: statusPalette[name].fill })),
      { key: 'none', name: 'Without a status', colour: neutral.noUpdate },
    ].map(({ key, name, colour }) => ({
      name,
      colour,
      values: `${letterOf(key)}${first}:${letterOf(key)}${last}`,
    })),
    anchor,
  };
}

const chartRows = 24;

/** The national Roll-up: pillar × status, unit × status, pillar × unit, and the other groupings. */
export function buildNationalRollUp(consolidation: Consolidation, footer: string): Worksheet {
  const { plan, period, asOf, rollUp } = consolidation;
  const width = firstFigureColumn + nationalColumns.length - 1;
  const rows: Row[] = [
    row(30, [text(`${plan.shortTitle} · National roll-up`, 'title'), ...blanks(width - 1, 'title')]),
    row(20, [
      text(`All reporting units · ${period} · due and overdue as of ${asOf}`, 'subtitle'),
      ...blanks(width - 1, 'subtitle'),
    ]),
    row(10, []),
  ];
  const merges: string[] = [];
  const isShown = ({ id, grouping }: FiguresOf) =>
    grouping !== 'section' || !sectionsOf(plan).some(({ key, isWholePillar }) => key === id && isWholePillar);
  const addTable = (name: string, groups: readonly FiguresOf[], hasTotal: boolean) => {
    merges.push(...headingMerges(rows.length + 1, nationalColumns));
    rows.push(...headingRows(name, nationalColumns));
    const first = rows.length + 1;
    rows.push(
      ...groups
        .filter(isShown)
        .map((group) => figureRow(group.name, 'figure', nationalColumns, group.figures)),
    );
    const last = rows.length;
    if (hasTotal) rows.push(figureRow('All', 'total', nationalColumns, rollUp.total));
    rows.push(row(10, []));
    return { first, last };
  };

  const pillars = addTable('Pillar', rollUp.groups.pillar, true);
  const units = addTable('Reporting unit', rollUp.groups.unit, true);
  const chartTop = rows.length + 1;
  for (let index = 0; index < chartRows; index += 1) rows.push(row(18, []));
  const chartBottom = rows.length - 1;

  // Pillar × unit: completion, with its denominator in the same cell.
  const unitRollUps = plan.units.map(({ id }) => rollUpOfUnit(consolidation, id));
  rows.push(
    row(42, [
      text('Done ÷ all, pillar × unit', 'heading-plan'),
      ...plan.units.map(({ name }) => text(name, 'heading-entry')),
    ]),
  );
  plan.pillars.forEach(({ id, name }) => {
    rows.push(
      row(18, [
        text(name, 'figure-name'),
        ...unitRollUps.map((unitRollUp): Cell => {
          const { doneOfAll } = sharesOf(unitRollUp.groups.pillar.find((group) => group.id === id)!.figures);
          const { ratio, count, of } = doneOfAll;
          return ratio === null
            ? text(unknownFigure, 'figure-count')
            : text(`${count} of ${of} · ${percent(ratio)}`, 'figure-count');
        }),
      ]),
    );
  });
  rows.push(row(10, []));

  for (const { grouping, name } of tables) addTable(name, rollUp.groups[grouping], false);
  const explanations = [
    ...rollUpExplanations.filter((sentence) => !sentence.startsWith('No update')),
    'Interventions here are counted once for each unit that has a part in them. One with two bodies or two priorities counts in both.',
    'No update: the cell is blank. Unclear: it holds something that is no status. Row missing: the workbook lacks the row. Nil return: the unit submitted “nothing to report”. Not submitted: no workbook came.',
  ];
  rows.push(...explanations.map((sentence) => row(15, [text(sentence, 'footnote')])));
  return sheet({
    role: 'roll-up',
    name: nationalNames.rollUp,
    tabColour: neutral.teal,
    columns: [{ width: 44 }, ...nationalColumns.map((column) => ({ width: Math.max(column.width, 12) }))],
    rows,
    merges,
    frozen: { rows: 2, columns: 1 },
    charts: [
      statusChart(
        'Status by pillar, all units',
        'For each pillar, how many rows of all units have each status. The first table above holds the numbers.',
        pillars.first,
        pillars.last,
        `A${chartTop}:${columnLetters(9)}${chartBottom}`,
      ),
      statusChart(
        'Status by reporting unit',
        'For each reporting unit, how many of its rows have each status. The second table above holds the numbers.',
        units.first,
        units.last,
        `${columnLetters(10)}${chartTop}:${lastLetter}${chartBottom}`,
      ),
    ],
    print: landscape('a3', footer),
    zoom: 90,
  });
}
