/** The worksheets of a consolidation that list: Submissions, Conflicts, Provenance. */
import { columnLetters } from '../entry/a1.js';
import { fieldByKey } from '../entry/fields.js';
import { columnHeader } from '../entry/template.js';
import { stateInWords, valueInWords } from '../entry/words.js';
import { describe } from '../diagnostics/messages/en.js';
import { provenance, type Consolidation, type UnitState } from '../merge/consolidate.js';
import type { Conflict } from '../merge/same-unit.js';
import type { Cell, Row, Worksheet, WorksheetRole } from './blueprint.js';
import { blank, blanks, date, entryCell, heightOfLines, number, row, text, wrappedLines } from './cells.js';
import { nationalNames, type ProvenanceRows } from './national.js';
import { neutral } from './palette.js';
import { landscape, longestList, sheet } from './sheet.js';
import type { StyleName } from './styles.js';

interface ListColumn {
  readonly header: string;
  readonly width: number;
}

/** What is said of a list that is too long for its worksheet. */
function shortened(count: number): string {
  return count > longestList
    ? ` The first ${longestList} stand here, all of them in the .csv file beside this workbook.`
    : '';
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

/** A value in a conflict, in words. */
interface StatedValue {
  readonly no: string;
  readonly column: string;
  readonly base: string;
  readonly value: string;
  /** Files and cells that hold it. */
  readonly sources: readonly string[];
  readonly settled: string;
}

function statedValues(conflict: Conflict): readonly StatedValue[] {
  const settled = (isTaken: boolean) => {
    if (conflict.resolution === 'open')
      return 'Open: no value counts until the unit says which one is right.';
    return isTaken ? 'Taken: only this workbook changed the cell.' : 'Left as it was handed out.';
  };
  if (conflict.kind === 'nil-return') {
    return conflict.values.map(({ nilReturn, isTaken, sources }) => ({
      no: '',
      column: 'Nil return',
      base: '',
      value: nilReturn ? 'Nothing to report' : 'Has entries',
      sources: sources.map(({ file }) => file),
      settled: settled(isTaken),
    }));
  }
  const { field, base, values, no } = conflict;
  return values.map(({ state, isTaken, sources }) => ({
    no,
    column: columnHeader(field),
    base: stateInWords(field, base),
    value: stateInWords(field, state),
    sources: sources.map(
      ({ file, worksheet, cell }) => `${file} › ${worksheet}${cell === null ? '' : `!${cell}`}`,
    ),
    settled: settled(isTaken),
  }));
}

/** So many cells that hold the same value are named in one line; the rest are counted. */
const mostSources = 10;

function conflictLines(conflict: Conflict, unitName: string): Row[] {
  return statedValues(conflict).map(({ no, column, base, value, sources, settled }) => {
    const named = sources.slice(0, mostSources);
    const shown =
      sources.length > mostSources ? [...named, `… and ${sources.length - mostSources} more`] : named;
    return row(conflictHeight(base, value, shown, settled), [
      text(unitName, 'cell'),
      no === '' ? blank('cell-centre') : text(no, 'cell-centre'),
      text(column, 'cell'),
      text(base, 'cell'),
      text(value, 'cell'),
      text(shown.join('\n'), 'cell'),
      text(settled, conflict.resolution === 'open' ? 'cell-alert' : 'cell'),
    ]);
  });
}

/** The Conflicts worksheet: what workbooks of the same unit disagree in, with every value kept. */
export function buildConflicts({ plan, period, conflicts }: Consolidation, footer: string): Worksheet {
  const open = conflicts.filter(({ resolution }) => resolution === 'open').length;
  const lines = conflicts.flatMap((conflict) =>
    conflictLines(conflict, plan.unitById.get(conflict.unit)!.name),
  );
  return listWorksheet(
    'conflicts',
    nationalNames.conflicts,
    `${plan.shortTitle} · Conflicts in ${period}`,
    conflicts.length === 0
      ? 'No two workbooks of one unit disagree.'
      : `${open} open and ${conflicts.length - open} settled. Nothing was dropped: every value is kept with its cell.${shortened(lines.length)}`,
    conflictColumns,
    lines.slice(0, longestList),
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
  let count = 0;
  for (const { unit, no, field, value, file, worksheet, cell, isTaken } of provenance(consolidation)) {
    count += 1;
    if (lines.length === longestList) continue;
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
      `${count} values.${shortened(count)}`,
      provenanceColumns,
      lines,
      footer,
    ),
    rowsOf,
  };
}

/** A list of a consolidation in full, as records of text under their headings. */
export interface FullList {
  /** Name of the worksheet that shows its beginning. */
  readonly worksheet: string;
  readonly headings: readonly string[];
  readonly records: Iterable<readonly string[]>;
}

function* provenanceRecords(consolidation: Consolidation): Generator<readonly string[], void> {
  const { plan } = consolidation;
  for (const { unit, no, field, value, file, worksheet, cell, isTaken } of provenance(consolidation)) {
    const counts = isTaken ? 'yes' : 'in conflict';
    const name = plan.unitById.get(unit)!.name;
    yield [name, no, columnHeader(field), valueInWords(field, value), file, worksheet, cell ?? '', counts];
  }
}

function* conflictRecords({ plan, conflicts }: Consolidation): Generator<readonly string[], void> {
  for (const conflict of conflicts) {
    const name = plan.unitById.get(conflict.unit)!.name;
    for (const { no, column, base, value, sources, settled } of statedValues(conflict)) {
      for (const source of sources) yield [name, no, column, base, value, source, settled];
    }
  }
}

/** The lists that are too long for their worksheets, in full. None for as many units as Annex A knows. */
export function longLists(consolidation: Consolidation): readonly FullList[] {
  const isLong = (records: Iterable<unknown>) => {
    let count = 0;
    for (const record of records) {
      count += 1;
      if (record !== undefined && count > longestList) return true;
    }
    return false;
  };
  const lists: readonly (Omit<FullList, 'records'> & {
    readonly records: () => Iterable<readonly string[]>;
  })[] = [
    {
      worksheet: nationalNames.provenance,
      headings: provenanceColumns.map(({ header }) => header),
      records: () => provenanceRecords(consolidation),
    },
    {
      worksheet: nationalNames.conflicts,
      headings: conflictColumns.map(({ header }) => header),
      records: () => conflictRecords(consolidation),
    },
  ];
  return lists
    .filter(({ records }) => isLong(records()))
    .map(({ records, ...list }) => ({ ...list, records: records() }));
}
