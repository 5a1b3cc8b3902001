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

/** Finds the rows below the headings. Bands, notes and blank rows are passed over; what looks like an entry is not. */
export function findRows(
  { worksheet, headingRow, columns }: Matrix,
  { plan, unit }: { readonly plan: Plan; readonly unit: string },
  findings: Findings,
): FoundRows {
  const numberColumn = columns.get('no')!;
  const textColumn = columns.get('intervention');
  const wordy = ['intervention', 'bodies', 'indicators'] as const;
  const textColumns = wordy.flatMap((key) => columns.get(key) ?? []);
  const entryColumns = entryFields.flatMap(({ key }) => columns.get(key) ?? []);
  const byNo = new Map<string, RowSnapshot[]>();
  const order: string[] = [];

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
  const unknown = (row: RowSnapshot, cell: CellSnapshot | undefined) => {
    const title = textColumn === undefined ? undefined : cellAt(row, textColumn);
    const found = holdsSomething(cell) ? textOf(cell) : textOf(title);
    const place = { worksheet: worksheet.name, range: cellAddress(row.row, numberColumn) };
    findings.add('intervention/unknown', { found }, place);
  };

  for (const row of worksheet.rows) {
    if (row.row <= headingRow) continue;
    const cell = cellAt(row, numberColumn);
    if (cell?.formula !== undefined) {
      const place = { worksheet: worksheet.name, range: cellAddress(row.row, numberColumn) };
      findings.add('cell/formula', { formula: `=${cell.formula}` }, place);
      continue;
    }
    const { content } = cell ?? {};
    const exact = content?.kind === 'text' && plan.interventionByNo.has(content.text) ? content.text : null;
    const no = exact ?? (content ? readInterventionNumber(content) : null);
    if (no === null) {
      if (hasEntries(row) && !repeatsHeadings(row)) unknown(row, cell);
    } else if (!numbersColumns(row)) {
      const rows = byNo.get(no);
      if (rows) rows.push(row);
      else if (plan.interventionByNo.has(no)) {
        byNo.set(no, [row]);
        order.push(no);
      } else unknown(row, cell);
    }
  }

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
