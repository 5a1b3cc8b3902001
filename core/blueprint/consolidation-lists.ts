/** The worksheets of a consolidation that list: Submissions, Conflicts, Provenance. */
import { columnLetters } from '../entry/a1.js';
import type { EntryValue } from '../entry/entry.js';
import { fieldByKey, type FieldKey } from '../entry/fields.js';
import { columnHeader } from '../entry/template.js';
import { describe } from '../diagnostics/messages/en.js';
import { provenance, type Consolidation, type UnitState } from '../merge/consolidate.js';
import type { Conflict } from '../merge/same-unit.js';
import type { CellState } from '../merge/three-way.js';
import type { Cell, Row, Worksheet, WorksheetRole } from './blueprint.js';
import { blank, blanks, date, entryCell, heightOfLines, number, row, text, wrappedLines } from './cells.js';
import { nationalNames, type ProvenanceRows } from './national.js';
import { neutral } from './palette.js';
import { landscape, sheet } from './sheet.js';
import type { StyleName } from './styles.js';

interface ListColumn {
  readonly header: string;
  readonly width: number;
}

/** A worksheet that is one list: title, summary, headings, rows; filtered and printed with its headings. */
function listWorksheet(
  role: WorksheetRole,
  name: string,
  title: string,
  summary: string,
  columns: readonly ListColumn[],
  lines: readonly Row[],
  footer: string,
): Worksheet {
  const rows = [
    row(30, [text(title, 'title'), ...blanks(columns.length - 1, 'title')]),
    row(20, [text(summary, 'subtitle'), ...blanks(columns.length - 1, 'subtitle')]),
    row(
      28,
      columns.map(({ header }) => text(header, 'heading-plan')),
    ),
    ...lines,
  ];
  return sheet({
    role,
    name,
    tabColour: neutral.muted,
    columns: columns.map(({ width }) => ({ width })),
    rows,
    frozen: { rows: 3, columns: 0 },
    autoFilter: lines.length > 0 ? `A3:${columnLetters(columns.length)}${rows.length}` : null,
    print: landscape('a4', footer, { repeatRows: '1:3' }),
  });
}

const stateWords: Readonly<Record<UnitState, string>> = {
  complete: 'Complete',
  incomplete: 'Incomplete',
  'nil-return': 'Nil return',
  'not-submitted': 'Not submitted',
  refused: 'Refused',
  conflict: 'In conflict',
};
const stateStyles: Readonly<Record<UnitState, StyleName>> = {
  complete: 'status-Completed',
  incomplete: 'status-In progress',
  'nil-return': 'status-Not started',
  'not-submitted': 'absent',
  refused: 'severity-error',
  conflict: 'severity-error',
};

/** The word for how far a unit's report has come. */
export function unitStateInWords(state: UnitState): string {
  return stateWords[state];
}

const submissionColumns: readonly ListColumn[] = [
  { header: 'Reporting unit', width: 28 },
  { header: 'State', width: 15 },
  { header: 'Rows with a status', width: 11 },
  { header: 'of rows to report', width: 11 },
  { header: 'File', width: 40 },
  { header: 'Received', width: 13 },
  { header: 'Submitted on', width: 13 },
  { header: 'Prepared by', width: 30 },
  { header: 'Says', width: 44 },
  { header: 'SHA-256 of the file', width: 68 },
];

/** The Submissions worksheet: every unit, every file that came, and those that were refused. */
export function buildSubmissions({ plan, period, units, refused }: Consolidation, footer: string): Worksheet {
  const lines = units.flatMap(({ unit, state, rows, sources }) => {
    const name = plan.unitById.get(unit)!.name;
    const shared = (): Cell[] => [
      text(name, 'cell'),
      text(stateWords[state], stateStyles[state]),
      state === 'not-submitted' || state === 'refused'
        ? blank('cell-centre')
        : number(rows.reported, 'cell-centre'),
      number(rows.expected, 'cell-centre'),
    ];
    if (sources.length === 0) return [row(20, [...shared(), ...blanks(6, 'cell')])];
    return sources.map(({ file, hash, received, submittedOn, preparedBy, nilReturn, sameAs }) => {
      const says = [
        ...(nilReturn ? ['Nothing to report'] : []),
        ...(sameAs ? [`The same as ${sameAs.file}; counted once`] : []),
      ].join('. ');
      return row(20, [
        ...shared(),
        text(file, 'cell'),
        received === null ? blank('cell-date') : date(received, 'cell-date'),
        submittedOn === undefined ? blank('cell-date') : date(submittedOn, 'cell-date'),
        preparedBy === undefined ? blank('cell') : text(preparedBy, 'cell'),
        says === '' ? blank('cell') : text(says, 'cell'),
        hash === null ? blank('cell-muted') : text(hash, 'cell-muted'),
      ]);
    });
  });
  for (const { file, hash, unit, diagnostics } of refused) {
    const why = diagnostics
      .filter(({ severity }) => severity === 'error')
      .map((diagnostic) => describe(diagnostic).text)
      .join(' ');
    lines.push(
      row(heightOfLines(wrappedLines(why, 44)), [
        unit === null ? text('Unknown', 'cell') : text(plan.unitById.get(unit)?.name ?? unit, 'cell'),
        text(stateWords.refused, stateStyles.refused),
        blank('cell-centre'),
        blank('cell-centre'),
        text(file, 'cell'),
        blank('cell-date'),
        blank('cell-date'),
        blank('cell'),
        text(why, 'cell'),
        hash === null ? blank('cell-muted') : text(hash, 'cell-muted'),
      ]),
    );
  }
  const came = units.filter(({ state }) => state !== 'not-submitted' && state !== 'refused').length;
  return listWorksheet(
    'submissions',
    nationalNames.submissions,
    `${plan.shortTitle} · Submissions for ${period}`,
    `${came} of ${units.length} reporting units have submitted.`,
    submissionColumns,
    lines,
    footer,
  );
}

/** A value as a person reads it: progress as a percentage, everything else as it is. */
export function valueInWords(field: FieldKey, value: EntryValue): string {
  if (typeof value === 'string') return value;
  return fieldByKey.get(field)!.type === 'progress' ? `${Math.round(value * 1000) / 10}%` : String(value);
}

function stateInWords(field: FieldKey, state: CellState): string {
  switch (state.kind) {
    case 'value':
      return valueInWords(field, state.value);
    case 'blank':
      return '(blank)';
    case 'unusable':
      return '(cannot be used)';
    case 'unknown':
      return '(not known)';
  }
}

const conflictColumns = [
  { header: 'Reporting unit', width: 26 },
  { header: 'Intervention', width: 12 },
  { header: 'Column', width: 20 },
  { header: 'When handed out', width: 28 },
  { header: 'Value', width: 40 },
  { header: 'In file and cell', width: 52 },
  { header: 'Settled?', width: 44 },
] as const satisfies readonly ListColumn[];

/** Height of a line of the list of conflicts. */
function conflictHeight(base: string, value: string, sources: readonly string[], settled: string): number {
  const [, , , baseColumn, valueColumn, , settledColumn] = conflictColumns;
  return heightOfLines(
    Math.max(
      wrappedLines(base, baseColumn.width),
      wrappedLines(value, valueColumn.width),
      wrappedLines(settled, settledColumn.width),
      sources.length,
    ),
  );
}

function conflictLines(conflict: Conflict, unitName: string): Row[] {
  const settled = (isTaken: boolean) => {
    if (conflict.resolution === 'open')
      return 'Open: no value counts until the unit says which one is right.';
    return isTaken ? 'Taken: only this workbook changed the cell.' : 'Left as it was handed out.';
  };
  const line = (
    no: string,
    column: string,
    base: string,
    value: string,
    sources: readonly string[],
    isTaken: boolean,
  ) =>
    row(conflictHeight(base, value, sources, settled(isTaken)), [
      text(unitName, 'cell'),
      no === '' ? blank('cell-centre') : text(no, 'cell-centre'),
      text(column, 'cell'),
      text(base, 'cell'),
      text(value, 'cell'),
      text(sources.join('\n'), 'cell'),
      text(settled(isTaken), conflict.resolution === 'open' ? 'cell-alert' : 'cell'),
    ]);
  if (conflict.kind === 'nil-return') {
    return conflict.values.map(({ nilReturn, isTaken, sources }) =>
      line(
        '',
        'Nil return',
        '',
        nilReturn ? 'Nothing to report' : 'Has entries',
        sources.map(({ file }) => file),
        isTaken,
      ),
    );
  }
  const { field, base, values, no } = conflict;
  return values.map(({ state, isTaken, sources }) =>
    line(
      no,
      columnHeader(field),
      stateInWords(field, base),
      stateInWords(field, state),
      sources.map(({ file, worksheet, cell }) => `${file} › ${worksheet}${cell === null ? '' : `!${cell}`}`),
      isTaken,
    ),
  );
}

/** The Conflicts worksheet: what workbooks of the same unit disagree in, with every value kept. */
export function buildConflicts({ plan, period, conflicts }: Consolidation, footer: string): Worksheet {
  const open = conflicts.filter(({ resolution }) => resolution === 'open').length;
  return listWorksheet(
    'conflicts',
    nationalNames.conflicts,
    `${plan.shortTitle} · Conflicts in ${period}`,
    conflicts.length === 0
      ? 'No two workbooks of one unit disagree.'
      : `${open} open and ${conflicts.length - open} settled. Nothing was dropped: every value stands here with its cell.`,
    conflictColumns,
    conflicts.flatMap((conflict) => conflictLines(conflict, plan.unitById.get(conflict.unit)!.name)),
    footer,
  );
}

const provenanceColumns: readonly ListColumn[] = [
  { header: 'Reporting unit', width: 26 },
  { header: 'Intervention', width: 12 },
  { header: 'Column', width: 20 },
  { header: 'Value', width: 40 },
  { header: 'File', width: 40 },
  { header: 'Worksheet', width: 16 },
  { header: 'Cell', width: 9 },
  { header: 'Counts', width: 10 },
];

const valueStyles = {
  choice: 'data-text',
  text: 'data-text',
  date: 'data-date',
  number: 'data-number',
  money: 'data-number',
  progress: 'data-percent',
} as const satisfies Record<string, StyleName>;

/** The Provenance worksheet: every value that came and the cell that it came from; and where each entry begins there. */
export function buildProvenance(
  consolidation: Consolidation,
  footer: string,
): { readonly worksheet: Worksheet; readonly rowsOf: ProvenanceRows } {
  const { plan, period } = consolidation;
  const rowsOf = new Map<string, number>();
  const lines: Row[] = [];
  const rank = new Map(plan.interventions.map(({ no }, index) => [no, index]));
  // By intervention, so that the values behind a row of the national matrix stand together.
  const values = [...provenance(consolidation)].sort(
    (a, b) => (rank.get(a.no) ?? rank.size) - (rank.get(b.no) ?? rank.size),
  );
  for (const { unit, no, field, value, file, worksheet, cell, isTaken } of values) {
    if (!rowsOf.has(no)) rowsOf.set(no, lines.length + 4);
    const { type } = fieldByKey.get(field)!;
    lines.push(
      row(16, [
        text(plan.unitById.get(unit)!.name, 'data-text'),
        text(no, 'data-text'),
        text(columnHeader(field), 'data-text'),
        entryCell(type, value, valueStyles[type]),
        text(file, 'data-text'),
        text(worksheet, 'data-text'),
        cell === null ? blank('data') : text(cell, 'data-text'),
        text(isTaken ? 'yes' : 'in conflict', 'data-text'),
      ]),
    );
  }
  return {
    worksheet: listWorksheet(
      'provenance',
      nationalNames.provenance,
      `${plan.shortTitle} · Where every value of ${period} comes from`,
      `${lines.length} values.`,
      provenanceColumns,
      lines,
      footer,
    ),
    rowsOf,
  };
}
