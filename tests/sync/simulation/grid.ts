/**
 * A workbook as a person sees it: cells found by the headings and numbers beside them, read and changed without the code that
 * is tried here.
 */
import type { CellContent } from '../../../core/entry/cell.js';
import type {
  CellSnapshot,
  RowSnapshot,
  WorkbookSnapshot,
  WorksheetSnapshot,
} from '../../../core/snapshot/snapshot.js';

/** `1 status`, or `cover NISP_PreparedBy`. */
export type CellKey = string;

/** What a person enters, and sees, as a text; blank: ''. */
export type Shown = string;

interface Place {
  readonly worksheet: string;
  readonly row: number;
  readonly column: number;
}

/** Fields that are entered in the simulation, and how each is. */
export const fields = ['status', 'progress', 'due', 'remarks'] as const;
export const numbers = ['1', '2', '3a', '4'] as const;
export const coverKey: CellKey = 'cover NISP_PreparedBy';
export const cellKeys: readonly CellKey[] = [
  ...numbers.flatMap((no) => fields.map((field) => `${no} ${field}`)),
  coverKey,
];

const shown = (content: CellContent | null | undefined): Shown => {
  switch (content?.kind) {
    case 'text':
      return content.text;
    case 'number':
      return String(content.value);
    case 'date':
      return content.date;
    case undefined:
      return '';
    default:
      throw new Error(`Nobody entered ${JSON.stringify(content)}`);
  }
};

/** What an entry is in the cell. */
export function contentFor(key: CellKey, entry: Shown): CellContent | null {
  if (entry === '') return null;
  if (key.endsWith(' progress') && Number.isFinite(Number(entry))) {
    return { kind: 'number', value: Number(entry), format: 'percent' };
  }
  return /^\d{4}-\d\d-\d\d$/.test(entry) && key.endsWith(' due')
    ? { kind: 'date', date: entry }
    : { kind: 'text', text: entry };
}

const textAt = (row: RowSnapshot, column: number) =>
  shown(row.cells.find((cell) => cell.column === column)?.content ?? null);

const keyRowOf = ({ rows }: WorksheetSnapshot) =>
  rows.find(({ cells }) =>
    cells.some(({ content }) => content?.kind === 'text' && content.text === 'nisp:no'),
  );

export const matrixOf = ({ worksheets }: WorkbookSnapshot): WorksheetSnapshot =>
  worksheets.find((worksheet) => keyRowOf(worksheet) !== undefined)!;

/** Rows of interventions, by number; twice, if a number stands there twice. */
function rowsOf(matrix: WorksheetSnapshot, column: number, below: number): [no: string, row: RowSnapshot][] {
  return matrix.rows.flatMap((row) => {
    const no = row.row > below ? textAt(row, column) : '';
    return (numbers as readonly string[]).includes(no) ? [[no, row] as [string, RowSnapshot]] : [];
  });
}

/** Columns by key, and the row in which the keys stand. */
function columnsOf(matrix: WorksheetSnapshot) {
  const keys = keyRowOf(matrix)!;
  const columns = new Map(
    keys.cells.flatMap(({ column, content }) =>
      content?.kind === 'text' && content.text.startsWith('nisp:')
        ? [[content.text.slice(5), column] as const]
        : [],
    ),
  );
  return { columns, keyRow: keys.row };
}

/** Where each cell is. */
export function placesIn(workbook: WorkbookSnapshot): ReadonlyMap<CellKey, Place> {
  const matrix = matrixOf(workbook);
  const { columns, keyRow } = columnsOf(matrix);
  const places = new Map<CellKey, Place>();
  for (const [no, { row }] of rowsOf(matrix, columns.get('no')!, keyRow)) {
    for (const field of fields) {
      const column = columns.get(field);
      if (column !== undefined) places.set(`${no} ${field}`, { worksheet: matrix.name, row, column });
    }
  }
  const name = workbook.definedNames.find((one) => `cover ${one.name}` === coverKey);
  const [, worksheet, letter, row] = /^'?(.+?)'?!\$([A-Z])\$(\d+)$/.exec(name!.refersTo)!;
  return places.set(coverKey, {
    worksheet: worksheet!,
    row: Number(row),
    column: letter!.charCodeAt(0) - 64,
  });
}

/** What a person sees: what each cell shows; a cell that is nowhere is left out. */
export function cellsIn(workbook: WorkbookSnapshot): ReadonlyMap<CellKey, Shown> {
  const byName = new Map(workbook.worksheets.map((worksheet) => [worksheet.name, worksheet]));
  return new Map(
    [...placesIn(workbook)].map(([key, { worksheet, row, column }]) => {
      const found = byName.get(worksheet)!.rows.find((one) => one.row === row);
      return [key, found ? textAt(found, column) : ''];
    }),
  );
}

/** How often each number stands in the matrix. */
export function numbersIn(workbook: WorkbookSnapshot): readonly string[] {
  const matrix = matrixOf(workbook);
  const { columns, keyRow } = columnsOf(matrix);
  return rowsOf(matrix, columns.get('no')!, keyRow)
    .map(([no]) => no)
    .sort();
}

function withMatrix(
  workbook: WorkbookSnapshot,
  change: (matrix: WorksheetSnapshot) => WorksheetSnapshot,
): WorkbookSnapshot {
  const matrix = matrixOf(workbook);
  return {
    ...workbook,
    worksheets: workbook.worksheets.map((worksheet) => (worksheet === matrix ? change(matrix) : worksheet)),
  };
}

/** The workbook after a person entered something into a cell; as it was, if there is no such cell. */
export function enteredIn(workbook: WorkbookSnapshot, key: CellKey, entry: Shown): WorkbookSnapshot {
  const place = placesIn(workbook).get(key);
  if (!place) return workbook;
  const content = contentFor(key, entry);
  const inRow = (row: RowSnapshot): RowSnapshot => {
    const others = row.cells.filter(({ column }) => column !== place.column);
    const was = row.cells.find(({ column }) => column === place.column);
    const cell: CellSnapshot = {
      column: place.column,
      content,
      ...(was?.fill === undefined ? {} : { fill: was.fill }),
    };
    const isLeft = content !== null || cell.fill !== undefined;
    return { ...row, cells: [...others, ...(isLeft ? [cell] : [])].sort((a, b) => a.column - b.column) };
  };
  return {
    ...workbook,
    worksheets: workbook.worksheets.map((worksheet) => {
      if (worksheet.name !== place.worksheet) return worksheet;
      const isThere = worksheet.rows.some(({ row }) => row === place.row);
      const rows = isThere
        ? worksheet.rows
        : [...worksheet.rows, { row: place.row, hidden: false, cells: [] }].sort((a, b) => a.row - b.row);
      return { ...worksheet, rows: rows.map((row) => (row.row === place.row ? inRow(row) : row)) };
    }),
  };
}

/** Rows of interventions change places: the last comes first. */
export function sortedIn(workbook: WorkbookSnapshot): WorkbookSnapshot {
  return withMatrix(workbook, (matrix) => {
    const { columns, keyRow } = columnsOf(matrix);
    const rows = rowsOf(matrix, columns.get('no')!, keyRow).map(([, row]) => row);
    const target = new Map(rows.map((row, index) => [row, rows[(index + 1) % rows.length]!.row]));
    return {
      ...matrix,
      rows: matrix.rows
        .map((row) => ({ ...row, row: target.get(row) ?? row.row }))
        .sort((a, b) => a.row - b.row),
    };
  });
}

/** A blank row is inserted above the last intervention. */
export function rowInsertedIn(workbook: WorkbookSnapshot): WorkbookSnapshot {
  return withMatrix(workbook, (matrix) => {
    const { columns, keyRow } = columnsOf(matrix);
    const last = rowsOf(matrix, columns.get('no')!, keyRow).at(-1)?.[1].row ?? Infinity;
    return {
      ...matrix,
      rows: matrix.rows.map((one) => ({ ...one, row: one.row >= last ? one.row + 1 : one.row })),
    };
  });
}

/** The row of an intervention is deleted. */
export function rowDeletedIn(workbook: WorkbookSnapshot, no: string): WorkbookSnapshot {
  return withMatrix(workbook, (matrix) => {
    const { columns, keyRow } = columnsOf(matrix);
    const gone = new Set(
      rowsOf(matrix, columns.get('no')!, keyRow)
        .filter(([one]) => one === no)
        .map(([, row]) => row),
    );
    return { ...matrix, rows: matrix.rows.filter((row) => !gone.has(row)) };
  });
}

/** Two columns change places, with all that is in them. */
export function columnsMovedIn(workbook: WorkbookSnapshot, first: string, second: string): WorkbookSnapshot {
  return withMatrix(workbook, (matrix) => {
    const { columns } = columnsOf(matrix);
    const [one, other] = [columns.get(first)!, columns.get(second)!];
    const moved = (column: number) => (column === one ? other : column === other ? one : column);
    return {
      ...matrix,
      rows: matrix.rows.map((row) => ({
        ...row,
        cells: row.cells
          .map((cell) => ({ ...cell, column: moved(cell.column) }))
          .sort((a, b) => a.column - b.column),
      })),
    };
  });
}

export function rowsHiddenIn(workbook: WorkbookSnapshot): WorkbookSnapshot {
  return withMatrix(workbook, (matrix) => ({
    ...matrix,
    rows: matrix.rows.map((row, index) => ({ ...row, hidden: row.hidden || index % 3 === 2 })),
  }));
}

/** The worksheet of the matrix gets another name. */
export function renamedIn(workbook: WorkbookSnapshot, name: string): WorkbookSnapshot {
  return withMatrix(workbook, (matrix) => ({ ...matrix, name }));
}

/** What a workbook says of another one's value of a cell. */
export interface ShownConflict {
  readonly key: CellKey;
  readonly here: Shown;
  readonly there: Shown;
}

/** The conflicts that a workbook carries. */
export function conflictsIn({ worksheets }: WorkbookSnapshot): readonly ShownConflict[] {
  const rows = worksheets.find(({ name }) => name === '_nisp')!.rows;
  const [from, to] = ['conflicts', 'replaced'].map((part) =>
    rows.findIndex((row) => textAt(row, 1) === part),
  );
  if (from === undefined || from < 0) return [];
  return rows.slice(from + 1, to).map((row) => {
    const [no, field, here, there] = [1, 2, 3, 4].map((column) => textAt(row, column));
    return { key: no === 'cover' ? coverKey : `${no} ${field}`, here: here!, there: there! };
  });
}

/** What the worksheet for it tells the people who use the workbook. */
export const findingsIn = ({ worksheets }: WorkbookSnapshot): string =>
  JSON.stringify(worksheets.find(({ name }) => name === 'Findings'));
