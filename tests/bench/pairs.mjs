// Pairs of workbooks to be merged: one unit's, in which two people have entered things, all of it invented and the same every
// time. One of them may also have done to the worksheet what people do.
import {
  buildUnitWorkbook,
  cellBefore,
  checkWorkbook,
  columnHeader,
  snapshotOf,
  withChanges,
} from '../../dist/core/index.js';
import { inventEntries, inventEntry, period, plan, random } from './workbooks.mjs';

/** What was done to the first workbook beside entering things. */
export const disturbances = ['nothing', 'rows sorted', 'a column put in', 'rows deleted', 'a column deleted'];

const matrixName = 'Matrix';
/** So many cells each of them changes; of one in ten the other changes too. */
const editsOfEach = 40;
const shared = 4;
const deletedRows = 5;
const deletedField = 'focalPerson';

const dates = new Set(['start', 'due', 'updatedOn']);
const newValue = (field, value) => (value === undefined ? null : dates.has(field) ? { date: value } : value);

const withMatrix = (snapshot, change) => ({
  ...snapshot,
  worksheets: snapshot.worksheets.map((sheet) => (sheet.name === matrixName ? change(sheet) : sheet)),
});

/** Entries change places with each other: those that stood at these rows stand there the other way round. */
function sorted(snapshot, rows) {
  const places = new Map(rows.map((row, index) => [row, rows.at(-1 - index)]));
  return withMatrix(snapshot, (sheet) => ({
    ...sheet,
    rows: sheet.rows
      .map((one) => ({ ...one, row: places.get(one.row) ?? one.row }))
      .sort((a, b) => a.row - b.row),
  }));
}

/** A column of the person's own before another one, with a heading and a note in each row. */
function withColumn(snapshot, at, headings, rows) {
  const noted = new Set(rows);
  const own = (row) => {
    if (row === headings) return [{ column: at, content: { kind: 'text', text: 'Our notes' } }];
    return noted.has(row) ? [{ column: at, content: { kind: 'text', text: `See file ${row}` } }] : [];
  };
  return withMatrix(snapshot, (sheet) => ({
    ...sheet,
    rows: sheet.rows.map((one) => ({
      ...one,
      cells: [
        ...one.cells.filter(({ column }) => column < at),
        ...own(one.row),
        ...one.cells
          .filter(({ column }) => column >= at)
          .map((cell) => ({ ...cell, column: cell.column + 1 })),
      ],
    })),
  }));
}

const withoutColumn = (snapshot, at) =>
  withMatrix(snapshot, (sheet) => ({
    ...sheet,
    rows: sheet.rows.map((one) => ({
      ...one,
      cells: one.cells
        .filter(({ column }) => column !== at)
        .map((cell) => (cell.column > at ? { ...cell, column: cell.column - 1 } : cell)),
    })),
  }));

const withoutRows = (snapshot, rows) =>
  withMatrix(snapshot, (sheet) => ({ ...sheet, rows: sheet.rows.filter(({ row }) => !rows.includes(row)) }));

/** The workbooks as they are handed out, by unit: each is made once. */
const handedOut = new Map();
function handOut(unit) {
  if (!handedOut.has(unit)) {
    const entries = inventEntries(unit, random(unit.length * 7919));
    const snapshot = snapshotOf(buildUnitWorkbook({ plan, unit, period, entries }));
    const context = { plan, file: unit, hash: null, received: null };
    const { submission } = checkWorkbook(snapshot, context);
    const cells = [...submission.entries].flatMap(([no, entry]) =>
      entries.has(no)
        ? [...entry.cells]
            .filter(([field]) => field !== 'timeline')
            .map(([field, range]) => ({ no, field, range }))
        : [],
    );
    handedOut.set(unit, { snapshot, submission, cells });
  }
  return handedOut.get(unit);
}

const rowOf = (range) => Number(/\d+$/.exec(range)[0]);

/** What a workbook says of every cell that somebody may have changed: by `number field`. */
export function valuesOf(snapshot) {
  const { submission } = checkWorkbook(snapshot, { plan, file: 'merged', hash: null, received: null });
  return (no, field) => submission.entries.get(no)?.values[field] ?? null;
}

/** The worksheet as a table of texts: the headings, then the rows of interventions, as they stand. */
export function tableOf(snapshot) {
  const { rows } = snapshot.worksheets.find(({ name }) => name === matrixName);
  const textOf = ({ content }) =>
    content === null
      ? ''
      : content.kind === 'text'
        ? content.text
        : String(content.value ?? content.date ?? '');
  const headings = rows.find(({ cells }) => cells.some((cell) => textOf(cell) === 'Status'));
  const columns = headings.cells.map(({ column }) => column);
  const line = ({ cells }) => {
    const byColumn = new Map(cells.map((cell) => [cell.column, textOf(cell)]));
    return columns.map((column) => byColumn.get(column) ?? '');
  };
  const number = headings.cells.findIndex((cell) => textOf(cell) === 'No.');
  const body = rows.filter(({ row }) => row > headings.row).map(line);
  return [line(headings), ...body.filter((cells) => plan.interventionByNo.has(cells[number]))];
}

/**
 * The pair of this number.
 * @returns the workbook as it was handed out, what became of it in two hands, and every edit: number, field, value (null:
 *   cleared) and by whom
 */
export function makePair(index) {
  const { id: unit } = plan.units[index % plan.units.length];
  const { snapshot, submission, cells } = handOut(unit);
  const next = random(104729 * (index + 1));
  const drawn = new Map();
  while (drawn.size < editsOfEach * 2 - shared) {
    const cell = cells[Math.floor(next() * cells.length)];
    drawn.set(cell.range, cell);
  }
  const all = [...drawn.values()];
  const before = (no, field) => submission.entries.get(no).values[field] ?? null;
  const edits = [all.slice(0, editsOfEach), all.slice(editsOfEach - shared)].flatMap((mine, side) =>
    mine.flatMap(({ no, field, range }) => {
      const value = inventEntry(next)[field] ?? null;
      return value === before(no, field) ? [] : [{ side, no, field, range, value }];
    }),
  );
  const [first, second] = [0, 1].map((side) =>
    withChanges(
      snapshot,
      edits
        .filter((edit) => edit.side === side)
        .map(({ field, range, value }) => ({
          worksheet: matrixName,
          range,
          value: newValue(field, value ?? undefined),
          before: cellBefore(snapshot, matrixName, range),
        })),
    ),
  );
  const disturbance = disturbances[index % disturbances.length];
  const rows = [...new Set(cells.map(({ range }) => rowOf(range)))];
  // Rows in which only the other one has entered something: whoever deletes a row means what stands in it by then.
  const untouched = rows.filter(
    (row) => !edits.some(({ side, range }) => side === 0 && rowOf(range) === row),
  );
  const others = untouched.filter((row) =>
    edits.some(({ side, range }) => side === 1 && rowOf(range) === row),
  );
  const matrix = snapshot.worksheets.find(({ name }) => name === matrixName);
  const headingOf = (field) =>
    matrix.rows
      .flatMap(({ row, cells: of }) => of.map((cell) => ({ row, ...cell })))
      .find(({ content }) => content?.kind === 'text' && content.text === columnHeader(field));
  const status = headingOf('status');
  const disturbed = {
    nothing: () => first,
    'rows sorted': () => sorted(first, rows),
    'a column put in': () => withColumn(first, status.column, status.row, rows),
    'rows deleted': () => withoutRows(first, others.slice(0, deletedRows)),
    'a column deleted': () => withoutColumn(first, headingOf(deletedField).column),
  }[disturbance]();
  // Whoever deletes a column means what they had entered there themselves.
  const isMeant = ({ side, field }) =>
    disturbance !== 'a column deleted' || side === 1 || field !== deletedField;
  return { disturbance, base: snapshot, sides: [disturbed, second], edits: edits.filter(isMeant) };
}
