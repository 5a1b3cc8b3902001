/** Finds the rows of a matrix by their intervention numbers, and says what became of them. */
import { planText, rowScope } from '../blueprint/matrix.js';
import { cellAddress } from '../entry/a1.js';
import { entryFields } from '../entry/fields.js';
import { foldText } from '../entry/fold.js';
import { planColumns, type RowScope } from '../entry/template.js';
import type { Intervention, Plan } from '../plan/schema.js';
import type { Findings } from './findings.js';
import { readInterventionNumber } from './intervention-number.js';
import type { Matrix } from './locate.js';
import { cellAt, holdsSomething, textOf } from './reference.js';
import type { CellSnapshot, RowSnapshot } from './snapshot.js';

/** A row of the plan as it stands in the worksheet. */
export interface FoundRow {
  readonly intervention: Intervention;
  readonly scope: Exclude<RowScope, 'band'>;
  readonly row: RowSnapshot;
}

export interface FoundRows {
  /** Rows whose number stands there once, from top to bottom. */
  readonly rows: readonly FoundRow[];
  /** The first row of each number that stands there several times. */
  readonly duplicated: readonly FoundRow[];
}

/** At most so many numbers are listed in one message. */
const listedNumbers = 12;

function listNumbers(numbers: readonly (string | number)[]): string {
  const shown = numbers.slice(0, listedNumbers).join(', ');
  return numbers.length > listedNumbers ? `${shown}, …` : shown;
}

/** A row below the headings of which something is to be read, by what stands in its column of numbers. */
type NumberedRow =
  | { readonly kind: 'number'; readonly row: RowSnapshot; readonly no: string }
  | { readonly kind: 'formula'; readonly row: RowSnapshot; readonly formula: string }
  /** It looks like an entry, and nobody knows of what. */
  | { readonly kind: 'unknown'; readonly row: RowSnapshot; readonly cell: CellSnapshot | undefined };

/** Reads the column of numbers. Bands, notes and blank rows are passed over; what looks like an entry is not. */
function readNumbers(
  { worksheet, headingRow, columns }: Matrix,
  isKnown: (no: string) => boolean,
): readonly NumberedRow[] {
  const numberColumn = columns.get('no')!;
  const wordy = ['intervention', 'bodies', 'indicators'] as const;
  const textColumns = wordy.flatMap((key) => columns.get(key) ?? []);
  const entryColumns = entryFields.flatMap(({ key }) => columns.get(key) ?? []);

  const isDigits = (cell: CellSnapshot | undefined) =>
    cell?.content?.kind === 'number' || (cell !== undefined && readDigits(cell));
  const hasEntries = (row: RowSnapshot) => entryColumns.some((column) => holdsSomething(cellAt(row, column)));
  /** Tables often number their columns (1, 2, 3 …) in a row below the headings. */
  const numbersColumns = (row: RowSnapshot) =>
    textColumns.length > 1 && textColumns.every((column) => isDigits(cellAt(row, column)));
  const repeatsHeadings = (row: RowSnapshot) =>
    entryFields.filter(({ key, header }) => {
      const column = columns.get(key);
      return column !== undefined && foldText(textOf(cellAt(row, column))) === foldText(header);
    }).length > 2;

  return worksheet.rows.flatMap((row): NumberedRow[] => {
    if (row.row <= headingRow) return [];
    const cell = cellAt(row, numberColumn);
    if (cell?.formula !== undefined) return [{ kind: 'formula', row, formula: cell.formula }];
    const { content } = cell ?? {};
    const exact = content?.kind === 'text' && isKnown(content.text) ? content.text : null;
    const no = exact ?? (content ? readInterventionNumber(content) : null);
    if (no === null) {
      return hasEntries(row) && !repeatsHeadings(row) ? [{ kind: 'unknown', row, cell }] : [];
    }
    if (numbersColumns(row)) return [];
    return isKnown(no) ? [{ kind: 'number', row, no }] : [{ kind: 'unknown', row, cell }];
  });
}

/** The row of each number that is known, 1-based; of one that stands there several times the first. */
export function rowsByNumber(matrix: Matrix, isKnown: (no: string) => boolean): ReadonlyMap<string, number> {
  const rows = new Map<string, number>();
  for (const found of readNumbers(matrix, isKnown)) {
    if (found.kind === 'number' && !rows.has(found.no)) rows.set(found.no, found.row.row);
  }
  return rows;
}

/** Finds the rows of the plan below the headings, and says which are unknown, missing, twice or in another order. */
export function findRows(
  matrix: Matrix,
  { plan, unit }: { readonly plan: Plan; readonly unit: string },
  findings: Findings,
): FoundRows {
  const { worksheet, columns } = matrix;
  const numberColumn = columns.get('no')!;
  const textColumn = columns.get('intervention');
  const byNo = new Map<string, RowSnapshot[]>();
  for (const found of readNumbers(matrix, (no) => plan.interventionByNo.has(no))) {
    const { row } = found;
    const place = { worksheet: worksheet.name, range: cellAddress(row.row, numberColumn) };
    if (found.kind === 'formula') findings.add('cell/formula', { formula: `=${found.formula}` }, place);
    else if (found.kind === 'unknown') {
      const title = textColumn === undefined ? undefined : cellAt(row, textColumn);
      findings.add(
        'intervention/unknown',
        { found: holdsSomething(found.cell) ? textOf(found.cell) : textOf(title) },
        place,
      );
    } else {
      const rows = byNo.get(found.no);
      if (rows) rows.push(row);
      else byNo.set(found.no, [row]);
    }
  }
  const order = [...byNo.keys()];

  const found: FoundRow[] = [];
  const duplicated: FoundRow[] = [];
  for (const [no, [first, ...others]] of byNo) {
    const intervention = plan.interventionByNo.get(no)!;
    const scope = rowScope(intervention, unit);
    const row = { intervention, scope, row: first! };
    if (others.length === 0) found.push(row);
    else {
      duplicated.push(row);
      const rows = listNumbers([first!, ...others].map((one) => one.row));
      const place = { worksheet: worksheet.name, range: cellAddress(first!.row, numberColumn) };
      findings.add('intervention/duplicate', { no, rows }, { ...place, intervention: no });
    }
  }
  reportOrder(order, plan, { worksheet: worksheet.name, numberColumn, byNo }, findings);
  reportMissing(byNo, { plan, unit }, worksheet.name, findings);
  return { rows: found, duplicated };
}

/** True if a cell's text is a bare number, as in `2` or `(2)`. */
function readDigits({ content }: CellSnapshot): boolean {
  return (
    content?.kind === 'text' && content.text.length < 8 && /^\(?\d{1,3}\)?$/.test(foldText(content.text))
  );
}

function reportOrder(
  order: readonly string[],
  plan: Plan,
  where: {
    readonly worksheet: string;
    readonly numberColumn: number;
    readonly byNo: ReadonlyMap<string, readonly RowSnapshot[]>;
  },
  findings: Findings,
): void {
  const rank = new Map(plan.interventions.map(({ no }, index) => [no, index]));
  const late = order.findIndex((no, index) => index > 0 && rank.get(no)! < rank.get(order[index - 1]!)!);
  if (late < 0) return;
  const no = order[late]!;
  const range = cellAddress(where.byNo.get(no)![0]!.row, where.numberColumn);
  findings.add('intervention/order', { no }, { worksheet: where.worksheet, range, intervention: no });
}

/** Only rows that the unit has a part in: nobody else's are missed. Never taken as a deletion. */
function reportMissing(
  byNo: ReadonlyMap<string, unknown>,
  { plan, unit }: { readonly plan: Plan; readonly unit: string },
  worksheet: string,
  findings: Findings,
): void {
  for (const intervention of plan.interventions) {
    const { no, text } = intervention;
    if (byNo.has(no) || rowScope(intervention, unit) === 'not-applicable') continue;
    findings.add('intervention/missing', { no, text }, { worksheet, intervention: no });
  }
}

/** Says which of the found rows are hidden, by hand or by a filter. */
export function reportHiddenRows({ worksheet }: Matrix, rows: readonly FoundRow[], findings: Findings): void {
  const hidden = rows.filter(({ row }) => row.hidden);
  const count = hidden.length;
  if (count === 0) return;
  const place = { worksheet: worksheet.name };
  if (worksheet.isFiltered) findings.add('rows/filtered', { count }, place);
  else {
    const interventions = listNumbers(hidden.map(({ intervention }) => intervention.no));
    findings.add('rows/hidden', { count, interventions }, place);
  }
}

/** Says where the plan's own texts were changed. They are never read: the plan's text counts. */
export function reportAltered(
  { worksheet, columns }: Matrix,
  { intervention, row }: FoundRow,
  findings: Findings,
): void {
  const { no } = intervention;
  for (const { key, header } of planColumns) {
    const column = columns.get(key);
    if (key === 'no' || column === undefined) continue;
    const cell = cellAt(row, column);
    const expected = planText(intervention, key);
    const found = cell?.formula === undefined ? textOf(cell) : `=${cell.formula}`;
    if (found === expected || foldText(found) === foldText(expected)) continue;
    const place = { worksheet: worksheet.name, range: cellAddress(row.row, column), intervention: no };
    findings.add('intervention/altered', { no, header, expected, found }, place);
  }
}
