/** The blueprints that the contract paints: a unit's workbook filled with every kind of entry, and variations of it. */
import {
  buildUnitWorkbook,
  entryFields,
  hasPart,
  loadPlan,
  matrixColumns,
  nispPlan,
  parsePeriod,
  parseRange,
  cellAddress,
  columnLetters,
  type Blueprint,
  type CellRange,
  type ColumnKey,
  type EntryValues,
  type HostCapability,
  type Plan,
  type Worksheet,
  type WorksheetRole,
} from '../../core/index.js';
import { smallPlanFile } from '../support/plans.js';

export const plan = nispPlan;
export const unit = 'punjab';
export const period = parsePeriod('2019-Q1')!;

/** Numbers of the interventions that the unit reports on. */
export const reported = plan.interventions
  .filter((intervention) => hasPart(intervention, unit) && !intervention.isContainer)
  .map(({ no }) => no);

/** Texts that a host may take for something else. All are to come back as they are. */
export const awkwardTexts: readonly string[] = [
  '=1+1',
  '=HYPERLINK("https://example.org","x")',
  '+92 42 111',
  '-',
  '-1+2',
  '@SUM(A1)',
  '\t=1+1',
  "'quoted",
  '0012',
  '1/2',
  '2019-03-31',
  '1e5',
  'TRUE',
  '#N/A',
  '_x0041_',
  'a\nb',
  '<b>&amp;</b>',
  ' kept spaces ',
  'عدالتی فیصلے کا انتظار ہے',
  '🙂 𝒜',
];

const full: EntryValues = {
  timeline: 'Medium Term',
  status: 'In progress',
  progress: 0.45,
  baseline: 0,
  target: 12,
  actual: 5.5,
  budget: 120.25,
  spent: 0.1,
  start: '2018-07-01',
  due: '2020-12-31',
  updatedOn: '2019-03-29',
  focalPerson: 'Deputy Secretary (Internal Security)',
  evidence: 'Notification 12/2019',
  remarks: 'As agreed.',
};

/** What the unit says: one row with every field, one for each status, one for each awkward text. */
export const entries: ReadonlyMap<string, EntryValues> = new Map<string, EntryValues>([
  [reported[0]!, full],
  [reported[1]!, { status: 'Not started' }],
  [reported[2]!, { status: 'Completed', progress: 1, evidence: 'Act XII of 2018', timeline: 'Short Term' }],
  [reported[3]!, { status: 'On hold', remarks: 'Funds not released.', timeline: 'Long Term' }],
  [reported[4]!, { status: 'Dropped', remarks: 'Decided by the Apex Committee.' }],
  ...awkwardTexts.map((text, index): [string, EntryValues] => [reported[5 + index]!, { remarks: text }]),
]);

export const cover = {
  nilReturn: true,
  dateOrder: 'day/month/year',
  preparedBy: '=Section Officer',
  submittedOn: '2019-04-05',
} as const;

export const handedOut = buildUnitWorkbook({ plan, unit, period });
export const filled = buildUnitWorkbook({ plan, unit, period, entries, cover });

/** A workbook of the same layout with a handful of rows. */
export function smallWorkbook(): Blueprint {
  const loaded = loadPlan(smallPlanFile);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
  const small: Plan = loaded.plan;
  return buildUnitWorkbook({ plan: small, unit: small.units[0]!.id, period });
}

export function worksheetOf(blueprint: Blueprint, role: WorksheetRole): Worksheet {
  return blueprint.worksheets.find((worksheet) => worksheet.role === role)!;
}

function withWorksheet(
  blueprint: Blueprint,
  role: WorksheetRole,
  change: (worksheet: Worksheet) => Worksheet,
): Blueprint {
  return {
    ...blueprint,
    worksheets: blueprint.worksheets.map((worksheet) =>
      worksheet.role === role ? change(worksheet) : worksheet,
    ),
  };
}

/** The same workbook with two more rules about the status cells, before and behind its own. */
export function withContradictingRules(blueprint: Blueprint): Blueprint {
  return withWorksheet(blueprint, 'matrix', (worksheet) => {
    const own = worksheet.conditionalFormats.find(
      (format) => format.kind === 'text-equals' && format.text === 'Completed',
    )!;
    const rule = (text: string, fill: `#${string}`) =>
      ({ kind: 'text-equals', range: own.range, text, style: { fill, textColour: '#010203' } }) as const;
    return {
      ...worksheet,
      conditionalFormats: [
        rule('Dropped', '#AA00AA'),
        ...worksheet.conditionalFormats,
        rule('Completed', '#00AAAA'),
      ],
    };
  });
}

/** The same workbook, but a wrong number is only warned of. */
export function withWarnings(blueprint: Blueprint): Blueprint {
  return withWorksheet(blueprint, 'matrix', (worksheet) => ({
    ...worksheet,
    validations: worksheet.validations.map((validation) =>
      validation.kind === 'number' ? { ...validation, onInvalid: 'warn' } : validation,
    ),
  }));
}

/** The blueprint without what a program lacks: what is left of it after painting. */
export function without(blueprint: Blueprint, lacks: readonly HostCapability[]): Blueprint {
  const isMissing = (capability: HostCapability) => lacks.includes(capability);
  return {
    ...blueprint,
    worksheets: blueprint.worksheets.map((worksheet) => ({
      ...worksheet,
      ...(isMissing('veryHiddenWorksheets') && worksheet.visibility === 'very-hidden'
        ? { visibility: 'hidden' }
        : {}),
      ...(isMissing('protection') ? { protection: null } : {}),
      ...(isMissing('dataBars')
        ? { conditionalFormats: worksheet.conditionalFormats.filter(({ kind }) => kind !== 'data-bar') }
        : {}),
    })),
  };
}

const matrix = worksheetOf(filled, 'matrix');
const rowByNo = new Map(
  matrix.rows.flatMap(({ cells }, index) => {
    const [cell] = cells;
    return cell?.kind === 'text' && plan.interventionByNo.has(cell.text) ? [[cell.text, index + 1]] : [];
  }),
);

export function rowOf(no: string): number {
  return rowByNo.get(no)!;
}

export function columnOf(key: ColumnKey): string {
  return columnLetters(matrixColumns.indexOf(key) + 1);
}

/** The cell of an intervention's field in the matrix as it was painted. */
export function cellOf(no: string, key: ColumnKey): string {
  return columnOf(key) + String(rowOf(no));
}

export function rangeOf(text: string): CellRange {
  const range = parseRange(text);
  if (!range) throw new Error(`${text} is no range`);
  return range;
}

/** Every cell of ranges. */
export function cellsOf(ranges: readonly string[]): string[] {
  return ranges.map(rangeOf).flatMap(({ top, left, bottom, right }) => {
    const cells: string[] = [];
    for (let row = top; row <= bottom; row += 1) {
      for (let column = left; column <= right; column += 1) cells.push(cellAddress(row, column));
    }
    return cells;
  });
}

/** Values without the fields that are blank, in the order of the fields: equal if they say the same. */
export function ordered(values: EntryValues): EntryValues {
  return Object.fromEntries(
    entryFields.flatMap(({ key }) => (values[key] === undefined ? [] : [[key, values[key]]])),
  );
}
