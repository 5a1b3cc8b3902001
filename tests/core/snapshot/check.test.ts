// From cells back to entries: whatever people do to a workbook, the same entries come out, or it is said where not.
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../core/diagnostics/diagnostic.js';
import type { DiagnosticCode } from '../../../core/diagnostics/codes.js';
import { columnLetters, parseRange } from '../../../core/entry/a1.js';
import type { EntryValues } from '../../../core/entry/entry.js';
import { entryFields, type FieldKey } from '../../../core/entry/fields.js';
import { matrixColumns } from '../../../core/entry/template.js';
import { hasPart } from '../../../core/plan/load.js';
import { nispPlan } from '../../../core/plan/nisp.js';
import { checkWorkbook, readSubmission, type CheckContext } from '../../../core/snapshot/check.js';
import type { WorkbookSnapshot, WorksheetSnapshot } from '../../../core/snapshot/snapshot.js';
import {
  all,
  at,
  columnOf,
  copyRow,
  deleteColumn,
  eachRow,
  edit,
  insertColumns,
  insertRows,
  moveColumns,
  moveRows,
  number,
  pasteOver,
  removeRows,
  rowOf,
  setCell,
  text,
  unitSnapshot,
  worksheetOfSnapshot,
} from '../../support/snapshot.js';

const context: CheckContext = { plan: nispPlan, file: 'punjab.xlsx', hash: 'ab12', received: '2019-04-05' };
const own = nispPlan.interventions.filter((row) => hasPart(row, 'punjab') && !row.isContainer);
const [first, second, third] = own.map(({ no }) => no) as [string, string, string];
const foreign = nispPlan.interventions.find((row) => !hasPart(row, 'punjab'))!;
const container = nispPlan.interventions.find((row) => row.isContainer && hasPart(row, 'punjab'))!;

const filled: EntryValues = {
  timeline: 'Short Term',
  status: 'In progress',
  progress: 0.4,
  baseline: 0,
  target: 12,
  actual: 5,
  budget: 120.5,
  spent: 30,
  start: '2018-06-01',
  due: '2020-12-31',
  updatedOn: '2019-03-30',
  focalPerson: 'Section Officer (IS), Home Department',
  evidence: 'Notification 12/2019',
  remarks: ' =not a formula\u00A0\nدو سطریں ',
};
const entries = new Map([
  [first, filled],
  [second, { status: 'Completed', progress: 1, evidence: '@report' } satisfies EntryValues],
]);
const clean = unitSnapshot({ entries });

const read = (snapshot: WorkbookSnapshot, more: Partial<CheckContext> = {}) =>
  readSubmission(snapshot, { ...context, ...more });
const valuesOf = (snapshot: WorkbookSnapshot, more?: Partial<CheckContext>) =>
  new Map([...read(snapshot, more).submission!.entries].map(([no, { values }]) => [no, values]));
const codes = (diagnostics: readonly Diagnostic[]) => [...new Set(diagnostics.map(({ code }) => code))];
const only = <C extends DiagnosticCode>(diagnostics: readonly Diagnostic[], code: C) =>
  diagnostics.filter((diagnostic) => diagnostic.code === code) as Extract<Diagnostic, { code: C }>[];
const place = (range: string, worksheet = 'Matrix') => ({ file: 'punjab.xlsx', worksheet, range });
const letter = (key: string) => columnLetters(columnOf(clean, key));
const cleanValues = valuesOf(clean);

/** Reads the clean workbook after an edit; the entries must be those of the clean one. */
function unharmed(snapshot: WorkbookSnapshot): readonly Diagnostic[] {
  const { submission, diagnostics } = read(snapshot);
  expect(new Map([...submission!.entries].map(([no, { values }]) => [no, values]))).toEqual(cleanValues);
  return diagnostics;
}

describe('an untouched workbook', () => {
  it.each(nispPlan.units)('of $name has nothing to be said about', ({ id }) => {
    const { submission, diagnostics } = read(unitSnapshot({ unit: id }));
    expect(diagnostics).toEqual([]);
    expect(submission).toMatchObject({
      unit: id,
      period: '2019-Q1',
      planId: 'nisp-2018',
      templateVersion: '1',
    });
    expect([...submission!.entries.keys()]).toEqual(nispPlan.interventions.map(({ no }) => no));
  });
  it('gives every value back as it was entered, and where it stands', () => {
    const { submission, diagnostics } = read(clean);
    expect(diagnostics).toEqual([]);
    expect(cleanValues.get(first)).toEqual(filled);
    expect(cleanValues.get(second)).toEqual(entries.get(second));
    expect(cleanValues.get(third)).toEqual({});
    const entry = submission!.entries.get(first)!;
    expect([...entry.cells.keys()]).toEqual(entryFields.map(({ key }) => key));
    expect(entry.cells.get('remarks')).toBe(at(clean, first, 'remarks'));
    expect(entry.unusable.size).toBe(0);
  });
  it('says where it came from and what it was built with', () => {
    const { submission } = read(unitSnapshot({ base: entries }));
    expect(submission!.source).toEqual({
      file: 'punjab.xlsx',
      hash: 'ab12',
      worksheet: 'Matrix',
      received: '2019-04-05',
    });
    expect(submission!.base).toEqual(entries);
    expect(submission!.baseMissing).toBeUndefined();
  });
  it('derives containers instead of reading them', () => {
    const entry = read(clean).submission!.entries.get(container.no)!;
    expect(entry.values).toEqual({});
    expect([...entry.cells.keys()]).toEqual(['timeline']);
  });
  it('does not take "Not applicable" for a status', () => {
    expect(worksheetOfSnapshot(clean).rows.flatMap(({ cells }) => cells)).toContainEqual(
      expect.objectContaining({ content: text('Not applicable') }),
    );
    expect(cleanValues.get(foreign.no)).toEqual({});
  });
});

describe('columns', () => {
  it('are found wherever they are moved', () => {
    const reversed = edit(
      clean,
      moveColumns((column) => matrixColumns.length + 1 - column),
    );
    expect(unharmed(reversed)).toEqual([]);
    const [cell] = [...read(reversed).submission!.entries.get(first)!.cells.values()];
    expect(parseRange(cell!)!.left).toBe(matrixColumns.length - matrixColumns.indexOf('timeline'));
  });
  it('are found between columns that people insert, which are named and left alone', () => {
    const status = columnOf(clean, 'status');
    const changed = edit(
      clean,
      all(
        insertColumns(status, 2),
        setCell(`${columnLetters(status)}5`, text('District')),
        setCell(`${columnLetters(status)}${rowOf(clean, first)}`, text('Lahore')),
      ),
    );
    expect(unharmed(changed)).toEqual([
      expect.objectContaining({
        code: 'column/unknown',
        params: { header: 'District' },
        at: place(`${columnLetters(status)}5`),
      }),
    ]);
  });
  it('are found by their keys when renamed', () => {
    const changed = edit(clean, setCell(`${letter('status')}5`, text('صورتحال')));
    expect(unharmed(changed)).toMatchObject([
      {
        code: 'column/renamed',
        severity: 'information',
        params: { header: 'Status', found: 'صورتحال' },
        at: place(`${letter('status')}5`),
        field: 'status',
      },
    ]);
  });
  it('are found by their keys even when every heading is gone or another’s', () => {
    const headless = edit(clean, removeRows(5));
    expect(codes(unharmed(headless))).toEqual([]);
    const swapped = edit(
      clean,
      all(setCell(`${letter('start')}5`, text('Due')), setCell(`${letter('due')}5`, text('Start'))),
    );
    expect(only(unharmed(swapped), 'column/renamed').map(({ params }) => params)).toEqual([
      { header: 'Start', found: 'Due' },
      { header: 'Due', found: 'Start' },
    ]);
  });
  it('are found by their headings when the row of keys is gone', () => {
    expect(unharmed(edit(clean, removeRows(4)))).toEqual([]);
    const called = edit(
      clean,
      all(
        removeRows(4),
        setCell(`${letter('remarks')}5`, text('COMMENTS')),
        setCell(`${letter('no')}5`, text('S.\u00A0No.')),
        setCell(`${letter('due')}5`, text(' due ')),
      ),
    );
    expect(only(unharmed(called), 'column/renamed').map(({ params }) => params)).toEqual([
      { header: 'No.', found: 'S.\u00A0No.' },
      { header: 'Remarks', found: 'COMMENTS' },
    ]);
  });
  it('are found by what the program keeps with them when both key and heading are gone', () => {
    const columnKeys = matrixColumns.map((key, index) => ({ column: index + 1, key }));
    const keyed = edit(clean, (sheet) => ({ ...sheet, columnKeys }));
    expect(unharmed(keyed)).toEqual([]);
    const bare = edit(keyed, all(removeRows(4), setCell(`${letter('remarks')}5`, text('صورتحال'))));
    expect(unharmed(bare)).toMatchObject([
      { code: 'column/renamed', params: { header: 'Remarks', found: 'صورتحال' }, field: 'remarks' },
    ]);
    const aliased = edit(keyed, all(removeRows(4), setCell(`${letter('evidence')}5`, text('Comments'))));
    expect(unharmed(aliased)).toMatchObject([
      { code: 'column/renamed', params: { header: 'Evidence', found: 'Comments' } },
    ]);
    const hostile = edit(clean, (sheet) => ({ ...sheet, columnKeys: [{ column: 30, key: '__proto__' }] }));
    expect(unharmed(hostile)).toEqual([]);
  });
  it('are found by what stands in them before what the program keeps with them', () => {
    const stale = [
      { column: columnOf(clean, 'start'), key: 'due' },
      { column: columnOf(clean, 'due'), key: 'start' },
      { column: 30, key: 'status' },
    ];
    const changed = edit(clean, (sheet) => ({ ...sheet, columnKeys: stale }));
    expect(unharmed(changed)).toEqual([]);
    expect(unharmed(edit(changed, removeRows(4)))).toEqual([]);
  });
  it('keep their own heading before another that people also use', () => {
    const changed = edit(clean, all(removeRows(4), setCell('Z5', text('Notes'))));
    expect(unharmed(changed)).toMatchObject([{ code: 'column/unknown', params: { header: 'Notes' } }]);
  });
  it('that are missing are unknown, not blank', () => {
    const { submission, diagnostics } = read(edit(clean, deleteColumn(columnOf(clean, 'remarks'))));
    expect(diagnostics).toMatchObject([
      { code: 'column/missing', params: { header: 'Remarks' }, at: place('A5'), field: 'remarks' },
    ]);
    const entry = submission!.entries.get(first)!;
    expect(entry.values).toEqual({ ...filled, remarks: undefined });
    expect(entry.cells.has('remarks')).toBe(false);
    expect(entry.unusable.has('remarks')).toBe(false);
  });
  it('that stand there twice are not read', () => {
    const changed = edit(clean, all(setCell('Z4', text('nisp:status')), setCell('Z5', text('Status'))));
    const { submission, diagnostics } = read(changed);
    expect(diagnostics).toMatchObject([
      {
        code: 'column/duplicate',
        params: { header: 'Status', columns: `${letter('status')}, Z` },
        at: place(`${letter('status')}5`),
        field: 'status',
      },
    ]);
    const entry = submission!.entries.get(second)!;
    expect(entry.values).toEqual({ progress: 1, evidence: '@report' });
    expect([...entry.unusable]).toEqual(['status']);
  });
  it('that stand there twice are not read when they are found by their headings either', () => {
    const changed = edit(clean, all(removeRows(4), setCell('Z5', text('status'))));
    expect(only(read(changed).diagnostics, 'column/duplicate')).toHaveLength(1);
  });
  it('that are hidden are read and named', () => {
    const column = columnOf(clean, 'evidence');
    const hidden = { top: 1, bottom: 1_048_576, left: column, right: column };
    const changed = edit(clean, (sheet) => ({ ...sheet, hiddenColumns: [...sheet.hiddenColumns, hidden] }));
    expect(unharmed(changed)).toMatchObject([
      { code: 'column/hidden', params: { header: 'Evidence' }, at: place(`${letter('evidence')}5`) },
    ]);
  });
  it('of numbers that are missing or twice make the matrix unreadable', () => {
    const missing = read(edit(clean, deleteColumn(1)));
    expect(missing.submission).toBeNull();
    expect(missing.diagnostics).toMatchObject([{ code: 'column/missing', params: { header: 'No.' } }]);
    const twice = read(edit(clean, setCell('Z4', text('nisp:no'))));
    expect(twice.submission).toBeNull();
    expect(codes(twice.diagnostics)).toEqual(['column/duplicate']);
  });
  it('with hostile headings and keys do no harm', () => {
    const changed = edit(
      clean,
      all(
        setCell('Z4', text('nisp:__proto__')),
        setCell('Z5', text('__proto__')),
        setCell('AA4', text('nisp:constructor')),
        setCell('AA5', text('constructor')),
      ),
    );
    expect(unharmed(changed).map(({ params }) => params)).toEqual([
      { header: '__proto__' },
      { header: 'constructor' },
    ]);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

describe('rows', () => {
  const titled = all(
    insertRows(1, 3),
    setCell('A1', text('Government of the Punjab')),
    setCell('A2', number(2019)),
  );
  it('are found below titles that people add', () => {
    expect(unharmed(edit(clean, titled))).toEqual([]);
    expect(read(edit(clean, titled)).submission!.entries.get(first)!.cells.get('status')).toBe(
      `${letter('status')}${rowOf(clean, first) + 3}`,
    );
  });
  it('are found below a row that is inserted between keys and headings, or numbers the columns', () => {
    expect(unharmed(edit(clean, insertRows(5, 1)))).toEqual([]);
    const numbering = [1, 2, 3, 4, 5, 6].map((value) => setCell(`${columnLetters(value)}6`, number(value)));
    expect(unharmed(edit(clean, all(insertRows(6, 1), ...numbering)))).toEqual([]);
  });
  it('are found between blank rows, notes and bands', () => {
    const changed = edit(
      clean,
      all(insertRows(rowOf(clean, second), 2), setCell('B400', text('* provisional'))),
    );
    expect(unharmed(changed)).toEqual([]);
  });
  it('are found when sorted, and it is said', () => {
    const [a, b] = [rowOf(clean, first), rowOf(clean, second)];
    const next = nispPlan.interventions[nispPlan.interventions.findIndex(({ no }) => no === first) + 1]!.no;
    const swapped = edit(clean, moveRows(new Map([[a, b], [b, a]]))); // prettier-ignore
    expect(unharmed(swapped)).toMatchObject([
      {
        code: 'intervention/order',
        params: { no: next },
        at: place(at(clean, next, 'no')),
        intervention: next,
      },
    ]);
  });
  it.each([
    ['a number', number(Number(/\d+/.exec(first)![0]))],
    ['spaces', text(`\u00A0${first} `)],
    ['full-width digits', text(first.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit))))],
    ['Urdu digits', text(first.replace(/\d/g, (digit) => String.fromCharCode(0x06f0 + Number(digit))))],
    ['a full stop', text(`${first}.`)],
    ['a title', text(`No. ${first}`)],
  ])('are found when their number is typed with %s', (_, content) => {
    expect(/^\d+$/.test(first)).toBe(true);
    expect(unharmed(edit(clean, setCell(`A${rowOf(clean, first)}`, content)))).toEqual([]);
  });
  it.each(['5 A', '5(a)', '5-a', '(5a)', '5.a.'])('are found when 5a is typed as %s', (typed) => {
    const before = valuesOf(clean);
    const changed = edit(clean, setCell(`A${rowOf(clean, '5a')}`, text(typed)));
    expect(valuesOf(changed)).toEqual(before);
    expect(read(changed).diagnostics).toEqual([]);
  });
  it('that are missing are reported and absent, never blank', () => {
    const { submission, diagnostics } = read(
      edit(clean, removeRows(rowOf(clean, first), rowOf(clean, foreign.no))),
    );
    expect(diagnostics).toMatchObject([
      {
        code: 'intervention/missing',
        params: { no: first, text: nispPlan.interventionByNo.get(first)!.text },
        intervention: first,
        at: { file: 'punjab.xlsx', worksheet: 'Matrix' },
      },
    ]);
    expect(submission!.entries.has(first)).toBe(false);
  });
  it('that are not in the plan are reported if they could be meant as entries', () => {
    const changed = edit(
      clean,
      all(
        setCell('A500', text('178')),
        setCell(`${letter('status')}501`, text('Completed')),
        setCell('B501', text('Our own idea')),
        setCell('A502', text('Total')),
        setCell('A503', text('Prepared by the Home Department')),
        setCell(`${letter('budget')}502`, { content: number(5), formula: 'SUM(L6:L200)' }),
      ),
    );
    expect(
      only(unharmed(changed), 'intervention/unknown').map(({ params, at: where }) => [params.found, where]),
    ).toEqual([
      ['178', place('A500')],
      ['Our own idea', place('A501')],
      ['Total', place('A502')],
    ]);
  });
  it('with one number are none of them read, but not taken for blank', () => {
    const row = rowOf(clean, first);
    const { submission, diagnostics } = read(edit(clean, copyRow(row, 300)));
    expect(diagnostics).toMatchObject([
      {
        code: 'intervention/duplicate',
        params: { no: first, rows: `${row}, 300` },
        at: place(`A${row}`),
        intervention: first,
      },
    ]);
    const entry = submission!.entries.get(first)!;
    expect(entry.values).toEqual({});
    expect(entry.unusable.size).toBe(entryFields.length);
  });
  it('that are hidden or filtered away are read and counted', () => {
    const hide = eachRow((row) => (row.row === rowOf(clean, first) ? { ...row, hidden: true } : row));
    expect(unharmed(edit(clean, hide))).toMatchObject([
      { code: 'rows/hidden', params: { count: 1, interventions: first } },
    ]);
    const filter = (sheet: WorksheetSnapshot) => ({ ...hide(sheet), isFiltered: true });
    expect(unharmed(edit(clean, filter))).toMatchObject([{ code: 'rows/filtered', params: { count: 1 } }]);
  });
  it('whose plan text was changed are named with the plan’s own', () => {
    const expected = nispPlan.interventionByNo.get(first)!.text;
    const changed = edit(clean, setCell(at(clean, first, 'intervention'), text('Something else')));
    expect(unharmed(changed)).toMatchObject([
      {
        code: 'intervention/altered',
        params: { no: first, header: 'Intervention', expected, found: 'Something else' },
        at: place(at(clean, first, 'intervention')),
        intervention: first,
      },
    ]);
    const respaced = edit(
      clean,
      setCell(at(clean, first, 'intervention'), text(`${expected.toUpperCase()}\u00A0`)),
    );
    expect(unharmed(respaced)).toEqual([]);
  });
  it('whose number is a formula are not read by its result', () => {
    const changed = edit(
      clean,
      setCell(`A${rowOf(clean, first)}`, { content: text(first), formula: 'A6+1' }),
    );
    const { submission, diagnostics } = read(changed);
    expect(codes(diagnostics)).toEqual(['intervention/missing', 'cell/formula']);
    expect(submission!.entries.has(first)).toBe(false);
  });
  it('that are not the unit’s keep what is entered, and it is said', () => {
    const address = at(clean, foreign.no, 'remarks');
    const { submission, diagnostics } = read(edit(clean, setCell(address, text('We did it'))));
    expect(diagnostics).toMatchObject([
      {
        code: 'intervention/not-applicable',
        params: { no: foreign.no, unit: 'Punjab' },
        at: place(address),
        intervention: foreign.no,
      },
    ]);
    expect(submission!.entries.get(foreign.no)!.values).toEqual({ remarks: 'We did it' });
  });
  it('that are containers say so of what is typed over their formulas', () => {
    const address = at(clean, container.no, 'status');
    const { submission, diagnostics } = read(edit(clean, setCell(address, text('Completed'))));
    expect(diagnostics).toMatchObject([
      {
        code: 'intervention/derived',
        params: { no: container.no, header: 'Status', found: 'Completed' },
        at: place(address),
        field: 'status',
      },
    ]);
    expect(submission!.entries.get(container.no)!.values).toEqual({});
  });
});

describe('cells', () => {
  const changeCell = (key: FieldKey, cell: Parameters<typeof setCell>[1], no = first) =>
    read(edit(clean, setCell(at(clean, no, key), cell)));

  it('with a formula are neither evaluated nor believed', () => {
    const cell = { content: number(99), formula: 'HYPERLINK("http://example.org")' };
    const { submission, diagnostics } = changeCell('budget', cell);
    expect(diagnostics).toMatchObject([
      {
        code: 'cell/formula',
        params: { formula: '=HYPERLINK("http://example.org")' },
        at: place(at(clean, first, 'budget')),
        intervention: first,
        field: 'budget',
      },
    ]);
    const entry = submission!.entries.get(first)!;
    expect(entry.values.budget).toBeUndefined();
    expect([...entry.unusable]).toEqual(['budget']);
  });
  it('with an error count as no entry, and not as blank', () => {
    const { submission, diagnostics } = changeCell('budget', { kind: 'error', error: '#DIV/0!' });
    expect(diagnostics).toMatchObject([{ code: 'cell/error', params: { found: '#DIV/0!' } }]);
    expect([...submission!.entries.get(first)!.unusable]).toEqual(['budget']);
  });
  it('are mended where that is safe: the fix names cell and value', () => {
    const range = at(clean, first, 'budget');
    const { submission, diagnostics } = changeCell('budget', text('1,23,456.5'));
    expect(submission!.entries.get(first)!.values.budget).toBe(123_456.5);
    expect(diagnostics).toMatchObject([
      {
        code: 'number/as-text',
        at: place(range),
        field: 'budget',
        fix: { kind: 'set-value', worksheet: 'Matrix', range, value: 123_456.5 },
      },
    ]);
    expect(changeCell('due', text('31-Dec-2020')).diagnostics[0]!.fix).toMatchObject({
      value: { date: '2020-12-31' },
    });
  });
  it('that are merged have only one value; what the others were meant to say is not guessed', () => {
    const [a, b] = [rowOf(clean, first), rowOf(clean, second)];
    const column = columnOf(clean, 'status');
    const merge = { top: a, bottom: b, left: column, right: column };
    const range = `${letter('status')}${a}:${letter('status')}${b}`;
    const changed = edit(clean, (sheet) => ({ ...sheet, merges: [...sheet.merges, merge] }));
    const { submission, diagnostics } = read(changed);
    expect(diagnostics).toMatchObject([{ code: 'cell/merged', params: { range }, at: place(range) }]);
    expect(submission!.entries.get(first)!.values.status).toBe('In progress');
    expect(submission!.entries.get(second)!.values.status).toBeUndefined();
    expect([...submission!.entries.get(second)!.unusable]).toEqual(['status']);
  });
  it('merged in the title are nobody’s business', () => {
    const merge = { top: 1, bottom: 3, left: 1, right: 19 };
    expect(unharmed(edit(clean, (sheet) => ({ ...sheet, merges: [merge] })))).toEqual([]);
  });
  it('with ambiguous dates are asked about, once for the workbook and once for each', () => {
    const typed = edit(
      clean,
      all(
        setCell(at(clean, first, 'start'), text('03/04/2018')),
        setCell(at(clean, second, 'due'), text('1/2/2020')),
      ),
    );
    const { submission, diagnostics } = read(typed);
    expect(only(diagnostics, 'date/ambiguous')).toHaveLength(2);
    expect(only(diagnostics, 'workbook/date-order-missing')[0]).toMatchObject({ params: { count: 2 } });
    expect(submission!.entries.get(first)!.unusable.has('start')).toBe(true);
    expect(valuesOf(typed, { dateOrder: 'month/day/year' }).get(first)!.start).toBe('2018-03-04');
  });
});

describe('timeline colours', () => {
  const paint = (fill: string, content = text('Short Term')) =>
    read(edit(clean, setCell(at(clean, first, 'timeline'), { content, fill }))).diagnostics;
  const where = { at: place(at(clean, first, 'timeline')), intervention: first, field: 'timeline' };
  it('that disagree with the word are named', () => {
    expect(paint('#1B4F8A')).toMatchObject([
      { code: 'timeline/colour-disagree', params: { word: 'Short Term', colour: 'Long Term' }, ...where },
    ]);
    expect(paint('#1E508C')).toMatchObject([{ code: 'timeline/colour-disagree' }]);
  });
  it('without a word are not read, and named', () => {
    const changed = edit(clean, setCell(at(clean, second, 'timeline'), { content: null, fill: '#6FB1DC' }));
    const { submission, diagnostics } = read(changed);
    expect(diagnostics).toMatchObject([{ code: 'timeline/colour-only', params: { colour: 'Medium Term' } }]);
    expect(submission!.entries.get(second)!.values.timeline).toBeUndefined();
  });
  it.each(['#CFE6F5', '#FFFFFF', '#F4F6F8', '#E4E7EB', '#FF0000', '#00B050', 'red', ''])(
    'that agree or mean nothing (%j) are passed over',
    (fill) => {
      expect(paint(fill)).toEqual([]);
    },
  );
});

describe('what pasting takes away', () => {
  it('is said of each column, with the cells and a repair', () => {
    const [a, b] = [rowOf(clean, own[10]!.no), rowOf(clean, own[14]!.no)];
    const { diagnostics } = read(edit(clean, pasteOver(`${letter('status')}${a}:${letter('progress')}${b}`)));
    const range = (key: string) => `${letter(key)}${a}:${letter(key)}${b}`;
    const lost = only(diagnostics, 'validation/lost');
    expect(lost).toMatchObject(
      ['status', 'progress'].map((key) => ({
        params: { range: range(key) },
        at: place(range(key)),
        field: key,
        fix: { kind: 'restore-validation', worksheet: 'Matrix', range: range(key), field: key },
      })),
    );
    expect(lost).toHaveLength(2);
    expect(only(diagnostics, 'format/lost').map(({ params }) => params.range)).toEqual([
      range('status'),
      range('progress'),
    ]);
    expect(diagnostics).toHaveLength(4);
  });
  it('is one finding for a whole column, whatever stands between its rows', () => {
    const bare = edit(clean, (sheet) => ({ ...sheet, validations: [] }));
    const lost = only(read(bare).diagnostics, 'validation/lost');
    // Google Sheets knows no check of a text's length: its loss is not a person's doing.
    expect(lost.map(({ field }) => field)).toEqual(
      entryFields.filter(({ type }) => type !== 'text').map(({ key }) => key),
    );
    const last = rowOf(clean, own.at(-1)!.no);
    expect(lost[1]!.params.range).toBe(
      `${letter('status')}${rowOf(clean, first)}:${letter('status')}${last}`,
    );
  });
  it('is not said of bars where there are none at all: Google Sheets has none', () => {
    const column = columnOf(clean, 'progress');
    const without = edit(clean, (sheet) => ({
      ...sheet,
      conditionalFormats: sheet.conditionalFormats.filter(
        ({ left, right }) => right < column || column < left,
      ),
    }));
    expect(without).not.toEqual(clean);
    expect(read(without).diagnostics).toEqual([]);
    const bare = edit(clean, (sheet) => ({ ...sheet, conditionalFormats: [] }));
    expect(only(read(bare).diagnostics, 'format/lost').map(({ field }) => field)).toEqual([
      'timeline',
      'status',
      'due',
    ]);
  });
  it('is not said of checks that another program split, re-listed or re-worded', () => {
    const reworded = edit(clean, (sheet) => ({
      ...sheet,
      validations: sheet.validations!.flatMap((validation) =>
        validation.ranges.flatMap((range) => [
          { ...validation, ranges: [{ ...range, bottom: range.top }], formula: '"a,b"' },
          {
            ...validation,
            ranges: [{ ...range, top: Math.min(range.top + 1, range.bottom) }],
            formula: null,
          },
        ]),
      ),
    }));
    expect(read(reworded).diagnostics).toEqual([]);
  });
  it('is not said where the program does not tell its checks', () => {
    expect(read(edit(clean, (sheet) => ({ ...sheet, validations: null }))).diagnostics).toEqual([]);
  });
  it('is said if a check of another kind stands there', () => {
    const wrong = edit(clean, (sheet) => ({
      ...sheet,
      validations: sheet.validations!.map((one) =>
        one.type === 'list' ? { ...one, type: 'decimal' as const } : one,
      ),
    }));
    expect(only(read(wrong).diagnostics, 'validation/lost').map(({ field }) => field)).toEqual([
      'timeline',
      'status',
    ]);
  });
  it('may be the protection', () => {
    const open = edit(clean, (sheet) => ({ ...sheet, isProtected: false }));
    expect(unharmed(open)).toMatchObject([{ code: 'protection/lost', params: { worksheet: 'Matrix' } }]);
  });
});

describe('the worksheet', () => {
  const renamed = (name: string): WorkbookSnapshot => edit(clean, (sheet) => ({ ...sheet, name }));
  it('is found under another name, and read when hidden', () => {
    expect(unharmed(renamed('Punjab Q1'))).toMatchObject([
      { code: 'workbook/worksheet-renamed', params: { expected: 'Matrix', found: 'Punjab Q1' } },
    ]);
    expect(read(renamed('Punjab Q1')).submission!.source.worksheet).toBe('Punjab Q1');
    const hidden = edit(clean, (sheet) => ({ ...sheet, visibility: 'very-hidden' as const }));
    expect(unharmed(hidden)).toMatchObject([{ code: 'workbook/hidden', params: { worksheet: 'Matrix' } }]);
  });
  it('is not chosen among several', () => {
    const copy = { ...worksheetOfSnapshot(clean), name: 'Matrix (2)' };
    const { submission, diagnostics } = read({ ...clean, worksheets: [...clean.worksheets, copy] });
    expect(submission).toBeNull();
    expect(diagnostics).toMatchObject([
      { code: 'workbook/several-matrices', params: { worksheets: 'Matrix, Matrix (2)' } },
    ]);
  });
  it('must be there, with rows of the plan in it', () => {
    const without = { ...clean, worksheets: clean.worksheets.filter(({ name }) => name !== 'Matrix') };
    const empty = edit(clean, (sheet) => ({ ...sheet, rows: sheet.rows.filter(({ row }) => row < 6) }));
    const skipped = edit(clean, (sheet) => ({ ...sheet, rows: [] }));
    for (const snapshot of [without, empty, skipped, { worksheets: [], definedNames: [] }]) {
      const { submission, diagnostics } = read(snapshot);
      expect(submission).toBeNull();
      expect(codes(diagnostics)).toContain('workbook/not-a-matrix');
    }
  });
});

describe('the metadata', () => {
  const metadata = worksheetOfSnapshot(clean, '_nisp');
  const rowOfKey = (key: string) =>
    metadata.rows.find(({ cells }) => cells[0]?.content?.kind === 'text' && cells[0].content.text === key)!
      .row;
  const say = (key: string, value: string) => edit(clean, setCell(`B${rowOfKey(key)}`, text(value)), '_nisp');
  const without = { ...clean, worksheets: clean.worksheets.filter(({ name }) => name !== '_nisp') };

  it('is recognised by what it says, whatever the worksheet is called and however it is shown', () => {
    const moved = edit(
      clean,
      (sheet) => ({
        ...all(insertRows(1, 2), insertColumns(1, 1))(sheet),
        name: 'Sheet1',
        visibility: 'visible' as const,
      }),
      '_nisp',
    );
    expect(unharmed(moved)).toEqual([]);
    expect(read(moved).submission!.base).toEqual(entries);
  });
  it('is missed, unless unit and period are stated', () => {
    const { submission, diagnostics } = read(without);
    expect(submission).toBeNull();
    expect(codes(diagnostics)).toEqual(['workbook/metadata-missing']);
    const stated = read(without, { expected: { unit: 'punjab', period: '2019-Q1' } });
    expect(stated.diagnostics).toEqual([]);
    expect(stated.submission).toMatchObject({ unit: 'punjab', period: '2019-Q1', baseMissing: true });
    expect(stated.submission!.base.size).toBe(0);
  });
  it.each([
    ['template', '99', 'workbook/template-unknown', { found: '99' }],
    ['plan', 'other', 'workbook/plan-different', { found: 'other 1', expected: 'nisp-2018 1' }],
    ['planVersion', '2', 'workbook/plan-different', { found: 'nisp-2018 2', expected: 'nisp-2018 1' }],
    ['unit', 'atlantis', 'workbook/unit-unknown', { found: 'atlantis' }],
    ['unit', '__proto__', 'workbook/unit-unknown', { found: '__proto__' }],
    ['period', 'spring', 'workbook/metadata-invalid', { key: 'period', found: 'spring' }],
  ])('refuses the workbook for %s %j', (key, value, code, params) => {
    const { submission, diagnostics } = read(say(key, value));
    expect(submission).toBeNull();
    expect(diagnostics).toMatchObject([{ code, params, at: { file: 'punjab.xlsx', worksheet: '_nisp' } }]);
  });
  it('refuses another unit’s or quarter’s workbook, naming both', () => {
    const { submission, diagnostics } = read(clean, { expected: { unit: 'sindh', period: '2019-Q2' } });
    expect(submission).toBeNull();
    expect(diagnostics).toMatchObject([
      { code: 'workbook/period-different', params: { found: '2019-Q1', expected: '2019-Q2' } },
      { code: 'workbook/unit-different', params: { found: 'Punjab', expected: 'Sindh' } },
    ]);
  });
  it('is not believed where two worksheets contradict each other', () => {
    const copy = worksheetOfSnapshot(say('unit', 'sindh'), '_nisp');
    const { submission, diagnostics } = read({
      ...clean,
      worksheets: [...clean.worksheets, { ...copy, name: '_nisp (2)' }],
    });
    expect(submission).toBeNull();
    expect(diagnostics).toMatchObject([
      { code: 'workbook/metadata-invalid', params: { key: 'unit', found: 'punjab' } },
    ]);
  });
  it('is read without a base that was tampered with, and it is said', () => {
    const last = rowOfKey('base') + 1;
    const changed = edit(
      clean,
      all(setCell(`C${last}`, text('Ready')), setCell(`A${last + 1}`, text('__proto__'))),
      '_nisp',
    );
    const { submission, diagnostics } = read(changed);
    expect(diagnostics).toMatchObject([
      { code: 'workbook/metadata-invalid', params: { key: 'base', found: `${first} status Ready` } },
    ]);
    // None of it is trusted: an edit would pass for a value that was there before.
    expect(submission!.base.size).toBe(0);
    expect(submission!.baseMissing).toBe(true);
    const withoutColumn = edit(clean, setCell(`C${last - 1}`, text('state')), '_nisp');
    expect(read(withoutColumn).submission!.baseMissing).toBe(true);
    const cut = edit(clean, (sheet) => ({ ...sheet, rows: sheet.rows.slice(0, 7) }), '_nisp');
    expect(read(cut).submission!.baseMissing).toBe(true);
    expect(codes(read(cut).diagnostics)).toEqual(['workbook/metadata-invalid']);
  });
});

describe('the cover', () => {
  const cover = {
    nilReturn: true,
    dateOrder: 'month/day/year',
    preparedBy: 'Deputy Secretary',
    submittedOn: '2019-04-02',
  } as const;
  const covered = unitSnapshot({ cover });
  const expected = { nilReturn: true, preparedBy: 'Deputy Secretary', submittedOn: '2019-04-02' };
  const broken = covered.definedNames.map((name) => ({ ...name, refersTo: '#REF!' }));

  it('is read through its names', () => {
    expect(read(covered).submission).toMatchObject(expected);
    const submission = read(clean).submission!;
    expect(submission.nilReturn).toBe(false);
    expect(submission).not.toHaveProperty('preparedBy');
    expect(submission).not.toHaveProperty('submittedOn');
  });
  it('is found in a worksheet with an awkward name', () => {
    const name = "Guide's, 'new' ['1]!".replace('[', '(').replace(']', ')');
    const moved = edit(covered, (sheet) => ({ ...sheet, name }), 'Guide');
    const definedNames = covered.definedNames.map((one) => ({
      ...one,
      refersTo: one.refersTo.replace('Guide!', () => `'${name.replaceAll("'", "''")}'!`),
    }));
    expect(read({ ...moved, definedNames }).submission).toMatchObject(expected);
  });
  it('is found by its labels when the names are broken', () => {
    for (const definedNames of [broken, []]) {
      expect(read({ ...covered, definedNames }).submission).toMatchObject(expected);
    }
  });
  it('is blank when neither is left', () => {
    const worksheets = covered.worksheets.filter(({ name }) => name !== 'Guide');
    const { submission, diagnostics } = read({ worksheets, definedNames: broken });
    expect(diagnostics).toEqual([]);
    expect(submission).toMatchObject({ nilReturn: false });
  });
  it('declares how dates typed as text are read, before the one who reads', () => {
    const typed = edit(covered, setCell(at(covered, first, 'start'), text('03/04/2018')));
    for (const dateOrder of ['day/month/year', 'month/day/year'] as const) {
      expect(valuesOf(typed, { dateOrder }).get(first)!.start).toBe('2018-03-04');
    }
  });
  it('does not believe a formula', () => {
    const { range } = { range: covered.definedNames.find(({ name }) => name === 'NISP_NilReturn')!.refersTo };
    const address = range.slice(range.indexOf('!') + 1).replaceAll('$', '');
    const cell = { content: text('Nothing to report'), formula: 'A1' };
    const { submission, diagnostics } = read(edit(covered, setCell(address, cell), 'Guide'));
    expect(submission!.nilReturn).toBe(false);
    expect(diagnostics).toMatchObject([{ code: 'cell/formula', at: place(address, 'Guide') }]);
  });
});

describe('hostile workbooks', () => {
  const everything = { top: 1, left: 1, bottom: 1_048_576, right: 16_384 };
  it('with ranges over the whole worksheet are read without walking through them', () => {
    const changed = edit(clean, (sheet) => ({
      ...sheet,
      merges: Array.from({ length: 20_000 }, () => everything),
      hiddenColumns: [everything],
      validations: [
        { type: 'list' as const, ranges: Array.from({ length: 20_000 }, () => everything), formula: null },
      ],
      conditionalFormats: [everything],
    }));
    const { submission, diagnostics } = read(changed);
    expect(submission!.entries.get(first)!.unusable.size).toBe(entryFields.length);
    expect(only(diagnostics, 'cell/merged').length).toBeLessThanOrEqual(100);
    expect(only(diagnostics, 'workbook/more-findings')[0]).toMatchObject({ params: { code: 'cell/merged' } });
  });
  it('with a flood of unknown rows are answered with the first of them and a count', () => {
    const flood = Array.from({ length: 100_000 }, (_, index) => ({
      row: 1_000 + index,
      hidden: false,
      cells: [{ column: 1, content: text(`${(index % 9_000) + 200}`) }],
    }));
    const { diagnostics } = read(edit(clean, (sheet) => ({ ...sheet, rows: [...sheet.rows, ...flood] })));
    expect(only(diagnostics, 'intervention/unknown')).toHaveLength(50);
    expect(only(diagnostics, 'workbook/more-findings')).toMatchObject([
      { params: { code: 'intervention/unknown', count: 99_950 }, at: { file: 'punjab.xlsx' } },
    ]);
  });
  it('with names that refer to nothing sensible are read all the same', () => {
    const definedNames = [
      "'",
      "''",
      "'!",
      '!',
      '=',
      '[1]Guide!$C$5',
      "'Guide",
      'Guide!A1:B2:C3',
      '#REF!',
      '',
    ].flatMap((refersTo) =>
      ['NISP_NilReturn', 'NISP_DateOrder', '__proto__'].map((name) => ({ name, refersTo })),
    );
    expect(unharmed({ ...clean, definedNames })).toEqual([]);
  });
});

describe('checkWorkbook', () => {
  it('adds what makes no sense, in the order of the worksheet', () => {
    const changed = edit(
      clean,
      all(
        setCell(at(clean, second, 'progress'), { kind: 'number', value: 0.5, format: 'percent' }),
        setCell(at(clean, first, 'status'), text('in progress')),
        setCell(at(clean, first, 'due'), { kind: 'date', date: '2018-01-31' }),
      ),
    );
    const { submission, diagnostics } = checkWorkbook(changed, context);
    expect(submission!.entries.get(second)!.values.progress).toBe(0.5);
    expect(codes(diagnostics)).toEqual(
      expect.arrayContaining(['status/spelling', 'date/end-before-start', 'status/progress-disagree']),
    );
    const places = diagnostics.flatMap((one) =>
      one.at?.range === undefined ? [] : [parseRange(one.at.range)!],
    );
    const sorted = [...places].sort((a, b) => a.top - b.top || a.left - b.left);
    expect(places).toEqual(sorted);
    expect(diagnostics.every((one) => one.at?.file === 'punjab.xlsx')).toBe(true);
  });
  it('judges what is overdue as of the end of the period, unless told otherwise', () => {
    const dueLater = edit(clean, setCell(at(clean, first, 'due'), { kind: 'date', date: '2019-04-15' }));
    expect(only(checkWorkbook(dueLater, context).diagnostics, 'status/overdue')).toEqual([]);
    expect(
      only(checkWorkbook(dueLater, { ...context, asOf: '2019-05-01' }).diagnostics, 'status/overdue'),
    ).toHaveLength(1);
  });
  it('says of a workbook that it cannot read only why', () => {
    const { submission, diagnostics } = checkWorkbook({ worksheets: [], definedNames: [] }, context);
    expect(submission).toBeNull();
    expect(codes(diagnostics)).toEqual(['workbook/not-a-matrix']);
  });
});
