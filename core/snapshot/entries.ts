/** Reads the entry cells of a matrix's rows as entries. */
import type { DiagnosticCode, DiagnosticParams } from '../diagnostics/codes.js';
import type { DateValue } from '../diagnostics/diagnostic.js';
import { cellAddress, columnLetters, lastColumn, rangeAddress } from '../entry/a1.js';
import { saysAnything, type Entry, type EntryValue, type EntryValues } from '../entry/entry.js';
import { entryFields, type Field, type FieldKey } from '../entry/fields.js';
import { foldText } from '../entry/fold.js';
import { parseFieldValue, type ParseContext } from '../entry/parse.js';
import { notApplicableText, type RowScope } from '../entry/template.js';
import type { Timeline } from '../plan/schema.js';
import { timelineOfFill } from './colour.js';
import type { Findings } from './findings.js';
import type { Matrix } from './locate.js';
import { holdsSomething, textOf } from './reference.js';
import type { FoundRow } from './rows.js';
import type { CellSnapshot } from './snapshot.js';

/** A cell as one number, so that a set of many stays quick. */
const cellKey = (row: number, column: number) => row * (lastColumn + 1) + column;

/** The cells (by `cellKey`) of found rows and entry columns that a merged range covers, its first cell excepted. */
export function coveredByMerges(
  { worksheet, columns }: Matrix,
  rows: readonly FoundRow[],
  findings: Findings,
): ReadonlySet<number> {
  const entryColumns = entryFields.flatMap(({ key }) => columns.get(key) ?? []);
  const covered = new Set<number>();
  // Merged ranges do not overlap; more of them than there are cells are no program's work, and not gone through.
  let left = rows.length * entryColumns.length;
  for (const merge of worksheet.merges) {
    const within = entryColumns.filter((column) => merge.left <= column && column <= merge.right);
    if (within.length === 0) continue;
    const touched = rows.filter(({ row }) => merge.top <= row.row && row.row <= merge.bottom);
    if (touched.length === 0) continue;
    const range = rangeAddress(merge);
    const only = touched.length === 1 ? { intervention: touched[0]!.intervention.no } : {};
    findings.add('cell/merged', { range }, { worksheet: worksheet.name, range, ...only });
    if (left === 0) continue;
    left -= 1;
    for (const { row } of touched) {
      for (const column of within) {
        if (row.row !== merge.top || column !== merge.left) covered.add(cellKey(row.row, column));
      }
    }
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

/**
 * Makes the function that reads a row of a matrix as an entry.
 * @param covered cells under a merged range: not blank, but nobody knows what they were meant to say
 */
export function entryReader(
  { worksheet, columns, duplicated }: Matrix,
  context: ParseContext & { readonly unitName: string; readonly covered: ReadonlySet<number> },
  findings: Findings,
): (row: FoundRow) => Entry {
  const present = entryFields.flatMap((field: Field) => {
    const column = columns.get(field.key);
    return column === undefined ? [] : [{ field, column, letters: columnLetters(column) }];
  });
  const meanings = new Map<string, Timeline | null>();
  const meaningOf = (fill: string) => {
    let meaning = meanings.get(fill);
    if (meaning === undefined) meanings.set(fill, (meaning = timelineOfFill(fill)));
    return meaning;
  };

  return ({ intervention, scope, row }) => {
    const { no } = intervention;
    const values: Partial<Record<FieldKey, EntryValue>> = {};
    const cells = new Map<FieldKey, string>();
    let unusable: Set<FieldKey> | null = null;
    const add = <C extends DiagnosticCode>(
      code: C,
      params: DiagnosticParams[C],
      range: string,
      field: FieldKey,
      fix?: EntryValue | DateValue,
    ) => {
      const place = { worksheet: worksheet.name, range };
      const repair = fix === undefined ? {} : { fix: { kind: 'set-value', ...place, value: fix } as const };
      findings.add(code, params, { ...place, intervention: no, field, ...repair });
    };
    let firstUsed: string | null = null;
    let next = 0;
    for (const { field, column, letters } of present) {
      const { key } = field;
      // Columns mostly stand in the order of the fields, so that a row's cells are gone through once.
      if (next > 0 && row.cells[next - 1]!.column >= column) next = 0;
      while (next < row.cells.length && row.cells[next]!.column < column) next += 1;
      const cell = row.cells[next]?.column === column ? row.cells[next] : undefined;
      const range = `${letters}${row.row}`;
      if (scope === 'container' && key !== 'timeline') {
        // The template's own formulas stand here; their results are derived anew.
        if (cell?.formula === undefined && holdsSomething(cell)) {
          add('intervention/derived', { no, header: field.header, found: textOf(cell) }, range, key);
        }
        continue;
      }
      cells.set(key, range);
      if (context.covered.size > 0 && context.covered.has(cellKey(row.row, column))) {
        (unusable ??= new Set()).add(key);
        continue;
      }
      if (cell) {
        if (cell.formula !== undefined) {
          (unusable ??= new Set()).add(key);
          add('cell/formula', { formula: `=${cell.formula}` }, range, key);
        } else if (cell.content && !isNotApplicableMark(scope, key, cell)) {
          const parsed = parseFieldValue(field, cell.content, context);
          if (parsed.kind === 'value') values[key] = parsed.value;
          else if (parsed.kind === 'fault') (unusable ??= new Set()).add(key);
          if (parsed.kind !== 'blank' && key !== 'timeline') firstUsed ??= range;
          for (const { code, params, fix } of parsed.findings) add(code, params, range, key, fix);
        }
      }
      if (key === 'timeline' && cell?.fill !== undefined && scope !== 'not-applicable') {
        const colour = meaningOf(cell.fill);
        const word = values.timeline;
        if (colour === null || unusable?.has(key)) continue;
        if (word === undefined) add('timeline/colour-only', { colour }, range, key);
        else if (word !== colour) add('timeline/colour-disagree', { word: String(word), colour }, range, key);
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
}

/** The words that the template itself puts into the status cell of a row that is not the unit's. */
function isNotApplicableMark(scope: RowScope, key: FieldKey, cell: CellSnapshot): boolean {
  if (scope !== 'not-applicable' || key !== 'status') return false;
  const found = textOf(cell);
  return found === notApplicableText || foldText(found) === foldText(notApplicableText);
}
