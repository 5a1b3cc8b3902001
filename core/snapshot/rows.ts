/** Finds the rows of a matrix by their intervention numbers, and reads their cells as entries. */
import { planText, rowScope } from '../blueprint/matrix.js';
import type { DiagnosticCode, DiagnosticParams } from '../diagnostics/codes.js';
import { cellAddress, columnLetters, rangeAddress } from '../entry/a1.js';
import { saysAnything, type Entry, type EntryValue, type EntryValues } from '../entry/entry.js';
import { entryFields, type Field, type FieldKey } from '../entry/fields.js';
import { foldText, isBlankText } from '../entry/fold.js';
import { parseFieldValue, plainText, type ParseContext } from '../entry/parse.js';
import { notApplicableText, planColumns, type RowScope } from '../entry/template.js';
import type { Intervention, Plan, Timeline } from '../plan/schema.js';
import { timelineOfFill } from './colour.js';
import type { Findings } from './findings.js';
import { readInterventionNumber } from './intervention-number.js';
import type { Matrix } from './locate.js';
import { cellAt } from './reference.js';
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

const textOf = (cell: CellSnapshot | undefined) => (cell?.content ? plainText(cell.content) : '');

/** True if a person sees something in the cell, or would if its formula worked. */
function holdsSomething(cell: CellSnapshot | undefined): boolean {
  if (!cell) return false;
  return cell.formula !== undefined || (cell.content !== null && !isBlankText(plainText(cell.content)));
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
  const planText = ['intervention', 'bodies', 'indicators'] as const;
  const textColumns = planText.flatMap((key) => columns.get(key) ?? []);
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

/** More merged ranges than there are entry cells overlap, which no program writes. */
const mergesLookedAt = 5_000;

/** The cells of found rows and entry columns that a merged range covers, its first cell excepted: `row column`. */
export function coveredByMerges(
  { worksheet, columns }: Matrix,
  rows: readonly FoundRow[],
  findings: Findings,
): ReadonlySet<string> {
  const entryColumns = entryFields.flatMap(({ key }) => columns.get(key) ?? []);
  const covered = new Set<string>();
  let looked = 0;
  for (const merge of worksheet.merges) {
    const { top, left, bottom, right } = merge;
    if (looked === mergesLookedAt) break;
    const within = entryColumns.filter((column) => left <= column && column <= right);
    if (within.length === 0) continue;
    const touched = rows.filter(({ row }) => top <= row.row && row.row <= bottom);
    if (touched.length === 0) continue;
    looked += 1;
    for (const { row } of touched) {
      for (const column of within) {
        if (row.row !== top || column !== left) covered.add(`${row.row} ${column}`);
      }
    }
    const range = rangeAddress(merge);
    const only = touched.length === 1 ? { intervention: touched[0]!.intervention.no } : {};
    findings.add('cell/merged', { range }, { worksheet: worksheet.name, range, ...only });
  }
  return covered;
}

const noFields: ReadonlySet<FieldKey> = new Set();

/** A row of which nothing can be used because its number, or the column's key, stands there more than once. */
export function unusableEntry(
  { columns, duplicated }: Matrix,
  { intervention, scope, row }: FoundRow,
): Entry {
  const cells = new Map<FieldKey, string>();
  const unusable = new Set<FieldKey>();
  for (const { key } of entryFields) {
    if (scope === 'container' && key !== 'timeline') continue;
    const column = columns.get(key);
    if (column !== undefined) cells.set(key, cellAddress(row.row, column));
    if (column !== undefined || duplicated.has(key)) unusable.add(key);
  }
  return { no: intervention.no, values: {}, cells, unusable };
}

/** What reading the rows of one matrix needs, worked out once. */
export interface RowReader {
  readonly read: (row: FoundRow) => Entry;
}

/**
 * Makes the reader of a matrix's rows.
 * @param covered cells under a merged range: not blank, but nobody knows what they were meant to say
 */
export function rowReader(
  { worksheet, columns, duplicated }: Matrix,
  context: ParseContext & { readonly unitName: string; readonly covered: ReadonlySet<string> },
  findings: Findings,
): RowReader {
  /** The fields that are there, in the order of their columns, so that a row's cells are gone through once. */
  const present = entryFields
    .flatMap((field: Field) => {
      const column = columns.get(field.key);
      return column === undefined ? [] : [{ field, column, letters: columnLetters(column) }];
    })
    .sort((a, b) => a.column - b.column);
  const meanings = new Map<string, Timeline | null>();
  const meaningOf = (fill: string) => {
    let meaning = meanings.get(fill);
    if (meaning === undefined) meanings.set(fill, (meaning = timelineOfFill(fill)));
    return meaning;
  };

  const read = ({ intervention, scope, row }: FoundRow): Entry => {
    const { no } = intervention;
    const values: Partial<Record<FieldKey, EntryValue>> = {};
    const cells = new Map<FieldKey, string>();
    let unusable: Set<FieldKey> | null = null;
    let firstUsed: string | null = null;
    let next = 0;
    for (const { field, column, letters } of present) {
      const { key } = field;
      while (next < row.cells.length && row.cells[next]!.column < column) next += 1;
      const cell = row.cells[next]?.column === column ? row.cells[next] : undefined;
      const range = `${letters}${row.row}`;
      const add = <C extends DiagnosticCode>(code: C, params: DiagnosticParams[C]) => {
        findings.add(code, params, { worksheet: worksheet.name, range, intervention: no, field: key });
      };
      if (scope === 'container' && key !== 'timeline') {
        // The template's own formulas stand here; their results are derived anew.
        if (cell?.formula === undefined && holdsSomething(cell)) {
          add('intervention/derived', { no, header: field.header, found: textOf(cell) });
        }
        continue;
      }
      cells.set(key, range);
      if (context.covered.size > 0 && context.covered.has(`${row.row} ${column}`)) {
        (unusable ??= new Set()).add(key);
        continue;
      }
      if (cell) {
        if (cell.formula !== undefined) {
          (unusable ??= new Set()).add(key);
          add('cell/formula', { formula: `=${cell.formula}` });
        } else if (cell.content && !isNotApplicableMark(scope, key, cell)) {
          const parsed = parseFieldValue(field, cell.content, context);
          if (parsed.kind === 'value') values[key] = parsed.value;
          else if (parsed.kind === 'fault') (unusable ??= new Set()).add(key);
          if (parsed.kind !== 'blank' && key !== 'timeline') firstUsed ??= range;
          for (const { code, params, fix } of parsed.findings) {
            findings.add(code, params, {
              worksheet: worksheet.name,
              range,
              intervention: no,
              field: key,
              ...(fix === undefined
                ? {}
                : { fix: { kind: 'set-value', worksheet: worksheet.name, range, value: fix } }),
            });
          }
        }
      }
      if (key === 'timeline' && cell?.fill !== undefined && scope !== 'not-applicable') {
        const colour = meaningOf(cell.fill);
        const word = values.timeline;
        if (colour === null || unusable?.has(key)) continue;
        if (word === undefined) add('timeline/colour-only', { colour });
        else if (word !== colour) add('timeline/colour-disagree', { word: String(word), colour });
      }
    }
    for (const key of duplicated) {
      const isField = entryFields.some((field) => field.key === key);
      if (isField && (scope !== 'container' || key === 'timeline')) {
        (unusable ??= new Set()).add(key as FieldKey);
      }
    }
    const entry = { no, values: values as EntryValues, cells, unusable: unusable ?? noFields };
    if (scope === 'not-applicable' && (saysAnything(entry.values) || firstUsed !== null)) {
      const place = {
        worksheet: worksheet.name,
        range: firstUsed ?? cellAddress(row.row, 1),
        intervention: no,
      };
      findings.add('intervention/not-applicable', { no, unit: context.unitName }, place);
    }
    return entry;
  };
  return { read };
}

/** The words that the template itself puts into the status cell of a row that is not the unit's. */
function isNotApplicableMark(scope: RowScope, key: FieldKey, cell: CellSnapshot): boolean {
  if (scope !== 'not-applicable' || key !== 'status') return false;
  const found = textOf(cell);
  return found === notApplicableText || foldText(found) === foldText(notApplicableText);
}
