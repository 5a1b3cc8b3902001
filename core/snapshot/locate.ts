/** Finds the matrix in a workbook: its worksheet, the row of headings, and the column of each field. */
import { cellAddress, columnLetters } from '../entry/a1.js';
import { entryFields } from '../entry/fields.js';
import { foldText } from '../entry/fold.js';
import { plainText } from '../entry/parse.js';
import {
  columnHeader,
  columnKeyPrefix,
  matrixColumns,
  planColumns,
  worksheetNames,
  type ColumnKey,
} from '../entry/template.js';
import type { Findings } from './findings.js';
import { readInterventionNumber } from './intervention-number.js';
import { cellAt, holdsSomething } from './reference.js';
import type { CellSnapshot, RowSnapshot, WorkbookSnapshot, WorksheetSnapshot } from './snapshot.js';

export interface Matrix {
  readonly worksheet: WorksheetSnapshot;
  /** 1-based row of the headings (of the keys, if the headings are gone); the plan's rows come below it. */
  readonly headingRow: number;
  /** The column of each key that was found once. */
  readonly columns: ReadonlyMap<ColumnKey, number>;
  /** Keys that several columns have: none of them is read. */
  readonly duplicated: ReadonlySet<ColumnKey>;
}

/** Titles may have been added above the matrix; further down nobody puts its headings. */
const rowsSearched = 100;
/** Rows that may have been inserted between the keys and the headings. */
const rowsBetween = 12;
const fewestKeys = 3;
const fewestHeadings = 6;
/** A heading is short; anything longer is a title. */
const longestHeading = 200;

const visibleColumns = [...planColumns, ...entryFields];
const keyByFoldedKey: ReadonlyMap<string, ColumnKey> = new Map(
  matrixColumns.map((key) => [foldText(columnKeyPrefix + key), key]),
);
const keyByHeading: ReadonlyMap<string, ColumnKey> = new Map(
  matrixColumns.map((key) => [foldText(columnHeader(key)), key]),
);
/** What people call a column; a heading of the template itself is never an alias of another. */
const keyByAlias: ReadonlyMap<string, ColumnKey> = new Map(
  visibleColumns.flatMap(({ key, alsoKnownAs }) =>
    alsoKnownAs.map((name) => [foldText(name), key] as const).filter(([name]) => !keyByHeading.has(name)),
  ),
);

function headingText({ content, formula }: CellSnapshot): string {
  if (!content || formula !== undefined) return '';
  const text = plainText(content);
  return text.length > longestHeading ? text : foldText(text);
}

function keyOfCell({ content }: CellSnapshot): ColumnKey | undefined {
  if (content?.kind !== 'text' || content.text.length > longestHeading) return undefined;
  return content.text.includes(columnKeyPrefix) ? keyByFoldedKey.get(foldText(content.text)) : undefined;
}

/** How many different columns the headings of a row name. */
function countHeadings(row: RowSnapshot): { count: number; hasNumber: boolean } {
  const keys = new Set<ColumnKey>();
  for (const cell of row.cells) {
    const heading = headingText(cell);
    const key = keyByHeading.get(heading) ?? keyByAlias.get(heading);
    if (key !== undefined) keys.add(key);
  }
  return { count: keys.size, hasNumber: keys.has('no') };
}

/** Where the row of keys stands in `rows`, or -1. */
function findKeys(rows: readonly RowSnapshot[]): number {
  for (let index = 0; index < Math.min(rows.length, rowsSearched); index += 1) {
    const keys = new Set<ColumnKey>();
    for (const cell of rows[index]!.cells) {
      const key = keyOfCell(cell);
      if (key !== undefined) keys.add(key);
    }
    if (keys.size >= fewestKeys) return index;
  }
  return -1;
}

/** The row with the most headings among `rows`, from `first` on, or -1 if none has enough. */
function findHeadings(rows: readonly RowSnapshot[], first: number, last: number, fewest: number): number {
  let best = -1;
  let most = fewest - 1;
  for (let index = first; index < Math.min(rows.length, last); index += 1) {
    const { count } = countHeadings(rows[index]!);
    if (count > most) [best, most] = [index, count];
  }
  return best;
}

interface Candidate {
  readonly worksheet: WorksheetSnapshot;
  readonly keys: RowSnapshot | null;
  readonly headings: RowSnapshot | null;
}

function keyedCandidate(worksheet: WorksheetSnapshot): Candidate[] {
  const { rows } = worksheet;
  const index = findKeys(rows);
  if (index < 0) return [];
  const keys = rows[index]!;
  const known = findHeadings(rows, index + 1, index + 1 + rowsBetween, fewestKeys);
  if (known >= 0) return [{ worksheet, keys, headings: rows[known]! }];
  // All headings were renamed: the next row is theirs if it has enough of them and is not the plan's already.
  const next = rows[index + 1];
  const columns = new Map(keys.cells.map((cell) => [cell.column, keyOfCell(cell)]));
  const headings = next?.cells.filter((cell) => columns.has(cell.column) && holdsSomething(cell)) ?? [];
  const isPlan = headings.some(
    ({ column, content }) =>
      columns.get(column) === 'no' && content !== null && readInterventionNumber(content) !== null,
  );
  return [{ worksheet, keys, headings: next && headings.length >= fewestHeadings && !isPlan ? next : null }];
}

function headedCandidate(worksheet: WorksheetSnapshot): Candidate[] {
  const { rows } = worksheet;
  const index = findHeadings(rows, 0, rowsSearched, fewestHeadings);
  const headings = rows[index];
  return headings && countHeadings(headings).hasNumber ? [{ worksheet, keys: null, headings }] : [];
}

/**
 * The columns of each key: by the key above it, else by its own heading, else by the key that the program keeps with the
 * column, else by what people also call it.
 */
function columnsOf({ worksheet, keys, headings }: Candidate): ReadonlyMap<ColumnKey, readonly number[]> {
  const keyed = new Map<ColumnKey, number[]>();
  const taken = new Set<number>();
  const put = (into: Map<ColumnKey, number[]>, key: ColumnKey, column: number) => {
    into.set(key, [...(into.get(key) ?? []), column]);
  };
  for (const cell of keys?.cells ?? []) {
    const key = keyOfCell(cell);
    if (key === undefined) continue;
    put(keyed, key, cell.column);
    taken.add(cell.column);
  }
  const headed = new Map<ColumnKey, number[]>();
  const called = new Map<ColumnKey, number[]>();
  for (const cell of headings?.cells ?? []) {
    if (taken.has(cell.column)) continue;
    const heading = headingText(cell);
    const key = keyByHeading.get(heading);
    const alias = keyByAlias.get(heading);
    if (key !== undefined) {
      put(headed, key, cell.column);
      taken.add(cell.column);
    } else if (alias !== undefined) put(called, alias, cell.column);
  }
  const kept = new Map<ColumnKey, number[]>();
  for (const { column, key: text } of worksheet.columnKeys ?? []) {
    const key = keyByFoldedKey.get(foldText(columnKeyPrefix + text));
    if (key !== undefined && !taken.has(column)) put(kept, key, column);
  }
  const isKept = (column: number) => [...kept.values()].some((columns) => columns.includes(column));
  const aliases = [...called].map(([key, columns]) => [key, columns.filter((one) => !isKept(one))] as const);
  return new Map([...aliases.filter(([, columns]) => columns.length > 0), ...kept, ...headed, ...keyed]);
}

/** Says what became of the columns: missing, twice, renamed, hidden, or not ours. */
function resolveColumns(candidate: Candidate, findings: Findings): Matrix {
  const { worksheet, headings, keys } = candidate;
  const headingRow = (headings ?? keys)!.row;
  const found = columnsOf(candidate);
  const columns = new Map<ColumnKey, number>();
  const duplicated = new Set<ColumnKey>();
  const at = (column: number) => ({ worksheet: worksheet.name, range: cellAddress(headingRow, column) });

  for (const key of matrixColumns) {
    const [column, ...others] = found.get(key) ?? [];
    if (column === undefined) continue;
    if (others.length === 0) columns.set(key, column);
    else duplicated.add(key);
  }
  for (const { key, header } of visibleColumns) {
    const [column, ...others] = found.get(key) ?? [];
    if (column === undefined) {
      findings.add('column/missing', { header }, { ...at(1), field: key });
      continue;
    }
    if (others.length > 0) {
      const letters = [column, ...others].map(columnLetters).join(', ');
      findings.add('column/duplicate', { header, columns: letters }, { ...at(column), field: key });
      continue;
    }
    const cell = headings && cellAt(headings, column);
    if (headings && foldText(header) !== (cell ? headingText(cell) : '')) {
      const text = cell?.content ? plainText(cell.content) : '';
      findings.add('column/renamed', { header, found: text }, { ...at(column), field: key });
    }
    if (worksheet.hiddenColumns.some(({ left, right }) => left <= column && column <= right)) {
      findings.add('column/hidden', { header }, { ...at(column), field: key });
    }
  }
  const known = new Set([...found.values()].flat());
  for (const cell of headings?.cells ?? []) {
    if (known.has(cell.column) || headingText(cell) === '') continue;
    findings.add('column/unknown', { header: plainText(cell.content!) }, at(cell.column));
  }
  return { worksheet, headingRow, columns, duplicated };
}

/** Names of worksheets for a message; a file can have thousands. */
export function listNames(worksheets: readonly { readonly name: string }[]): string {
  const names = worksheets.slice(0, 10).map(({ name }) => name);
  return [...names, ...(worksheets.length > 10 ? ['…'] : [])].join(', ');
}

/**
 * Finds the matrix by the hidden row of keys, wherever it is; where that row is gone, by the headings. Never by position.
 * @returns null if there is none, if several worksheets hold one, or if its column of numbers cannot be told; the
 *   findings say which.
 */
export function findMatrix(snapshot: WorkbookSnapshot, findings: Findings): Matrix | null {
  const { worksheets } = snapshot;
  const keyed = worksheets.flatMap(keyedCandidate);
  const [candidate, ...others] = keyed.length > 0 ? keyed : worksheets.flatMap(headedCandidate);
  if (!candidate) {
    findings.add('workbook/not-a-matrix', { worksheets: listNames(worksheets) });
    return null;
  }
  const { worksheet } = candidate;
  if (others.length > 0) {
    const names = [candidate, ...others].map((one) => one.worksheet);
    findings.add('workbook/several-matrices', { worksheets: listNames(names) });
    return null;
  }
  if (worksheet.name !== worksheetNames.matrix) {
    const params = { expected: worksheetNames.matrix, found: worksheet.name };
    findings.add('workbook/worksheet-renamed', params, { worksheet: worksheet.name });
  }
  if (worksheet.visibility !== 'visible') {
    findings.add('workbook/hidden', { worksheet: worksheet.name }, { worksheet: worksheet.name });
  }
  const matrix = resolveColumns(candidate, findings);
  return matrix.columns.has('no') ? matrix : null;
}
