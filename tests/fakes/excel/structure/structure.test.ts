/** Rows and columns that people insert, delete, move and sort: what lies on the cells and what refers to them follows. */
import { beforeEach, describe, expect, test } from 'vitest';
import { columnLetters, parseRange, type CellRange } from '../../../../core/index.js';
import { cellAt, formatAt, setFormat, touch } from '../cells.js';
import { addressOf } from '../../spreadsheet/ranges.js';
import { rangeOfName, recalculate } from '../recalculation.js';
import {
  addWorksheet,
  cellKey,
  createWorkbook,
  type JsonObject,
  type Workbook,
  type Worksheet,
} from '../workbook.js';
import {
  cutColumn,
  deleteColumns,
  deleteRows,
  insertColumns,
  insertRows,
  moveColumn,
  sortRows,
  type Move,
} from './index.js';

const range = (text: string): CellRange => parseRange(text)!;
const place = (text: string) => [range(text).top, range(text).left] as const;

let workbook: Workbook;
let list: Worksheet;
let other: Worksheet;

function put(worksheet: Worksheet, cell: string, content: string | number | boolean): void {
  const isFormula = typeof content === 'string' && content.startsWith('=');
  Object.assign(touch(worksheet, ...place(cell)), isFormula ? { formula: content } : { value: content });
}
const value = (worksheet: Worksheet, cell: string) => cellAt(worksheet, ...place(cell))?.value ?? null;
const formula = (worksheet: Worksheet, cell: string) => cellAt(worksheet, ...place(cell))?.formula ?? null;
const texts = (ranges: readonly CellRange[]) => ranges.map(addressOf);
const columnOf = (letters: string, rows: readonly number[]) =>
  rows.map((row) => value(list, `${letters}${row}`));

function validate(cells: string, rule: JsonObject): void {
  list.validations.push({ ranges: [range(cells)], rule, prompt: {}, errorAlert: {}, ignoreBlanks: true });
}
function condition(cells: string, said: string): void {
  list.conditionalFormats.push({
    id: `{${list.conditionalFormats.length}}`,
    type: 'Custom',
    ranges: [range(cells)],
    stopIfTrue: false,
    settings: new Map([['custom/rule/formula', said]]),
  });
}
const conditions = () =>
  list.conditionalFormats.map(({ ranges, settings }) => [...texts(ranges), ...settings.values()]);
const validations = () =>
  list.validations.map(({ ranges, rule }) => [...texts(ranges), JSON.stringify(rule)]);

/** A list in A3:C6 under its headings, with a sum of it on another worksheet. */
beforeEach(() => {
  workbook = createWorkbook();
  list = workbook.worksheets[0]!;
  list.name = 'List';
  other = addWorksheet(workbook, 'Other');
  const content = [
    ['Name', 'Number', 'Twice'],
    ['d', 4, '=B3*2'],
    ['b', 2, '=B4*2'],
    ['c', 3, '=B5*2'],
    ['a', 1, '=$B6*2'],
  ];
  content.forEach((cells, row) => {
    cells.forEach((one, column) => {
      put(list, `${columnLetters(column + 1)}${row + 2}`, one);
    });
  });
  put(other, 'A1', '=SUM(List!B3:B6)');
  put(other, 'A2', '=List!$B$6&"List!B6"');
  put(other, 'A3', '=SUM(Numbers)');
  workbook.names.push({ name: 'Numbers', formula: '=List!$B$3:$B$6', comment: '', visible: true });
  recalculate(workbook);
});
const numbers = () => {
  const found = rangeOfName(workbook, 'numbers');
  return found && `${found.worksheet.name}!${addressOf(found.range)}`;
};

describe('rows that are inserted', () => {
  test('push those below down, and everything follows', () => {
    insertRows(workbook, list, 4, 2);
    expect(columnOf('A', [2, 3, 4, 5, 6, 7, 8])).toEqual(['Name', 'd', null, null, 'b', 'c', 'a']);
    expect(formula(list, 'C6')).toBe('=B6*2');
    expect(formula(list, 'C8')).toBe('=$B8*2');
    expect(formula(other, 'A1')).toBe('=SUM(List!B3:B8)');
    expect(formula(other, 'A2')).toBe('=List!$B$8&"List!B6"');
    expect(numbers()).toBe('List!B3:B8');
    expect([value(other, 'A1'), value(other, 'A3')]).toEqual([10, 10]);
  });
  test('count for formulas as soon as they are filled in', () => {
    insertRows(workbook, list, 4);
    put(list, 'B4', 100);
    recalculate(workbook);
    expect([value(other, 'A1'), value(other, 'A3')]).toEqual([110, 110]);
  });
  test('at the beginning of a range or behind its end do not belong to it', () => {
    insertRows(workbook, list, 7);
    insertRows(workbook, list, 3);
    expect(numbers()).toBe('List!B4:B7');
  });
  test('look and are checked like the row above', () => {
    setFormat(list, range('A6:B6'), 'fill', '#FF0000');
    setFormat(list, range('B7'), 'fill', '#0000FF');
    validate('B3:B6', { wholeNumber: { formula1: 0 } });
    condition('A3:C6', '=$B3>2');
    list.rowHeights.set(6, 6, 30);
    const thin = { style: 'Continuous', weight: 'Thin', colour: '#000000' };
    for (const row of [6, 7]) list.edges.above.set(cellKey(row, 1), thin);
    insertRows(workbook, list, 7);
    expect(['A', 'B', 'C'].map((letter) => formatAt(list, ...place(`${letter}7`), 'fill'))).toEqual([
      '#FF0000',
      '#FF0000',
      '',
    ]);
    expect(formatAt(list, ...place('B8'), 'fill')).toBe('#0000FF');
    expect(value(list, 'B7')).toBeNull();
    expect(list.rowHeights.at(7)).toBe(30);
    expect(validations()).toEqual([['B3:B7', '{"wholeNumber":{"formula1":0}}']]);
    expect(conditions()).toEqual([['A3:C7', '=$B3>2']]);
    expect([6, 7, 8, 9].map((row) => list.edges.above.has(cellKey(row, 1)))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });
  test('above all that there is, rules move with their cells', () => {
    condition('A3:C6', '=AND($B3>2,$A$2="Name")');
    validate('B3:B6', { custom: { formula: '=B3>Other!A1' } });
    list.merges = [range('A1:C1'), range('E2:E4')];
    list.autoFilter = { range: range('A2:C6'), criteria: new Map() };
    list.frozen = { rows: 2, columns: 1 };
    insertRows(workbook, list, 1);
    expect(conditions()).toEqual([['A4:C7', '=AND($B4>2,$A$3="Name")']]);
    expect(validations()).toEqual([['B4:B7', '{"custom":{"formula":"=B4>Other!A1"}}']]);
    expect(texts(list.merges)).toEqual(['A2:C2', 'E3:E5']);
    expect(addressOf(list.autoFilter.range)).toBe('A3:C7');
    expect(list.frozen).toEqual({ rows: 3, columns: 1 });
    insertRows(workbook, list, 4);
    expect(texts(list.merges)).toEqual(['A2:C2', 'E3:E6']);
  });
  test('move what is printed, and charts', () => {
    list.page.set('printArea', 'A2:C6,E2:E3').set('printTitleRows', '1:2').set('printTitleColumns', 'A:B');
    const series = { name: 'Number', values: 'List!$B$3:$B$6', categories: null, settings: new Map() };
    const settings = new Map([['position', 'A9:C20']]);
    other.charts.push({ id: '{C}', name: 'Chart', settings: new Map(settings), series: [series] });
    list.charts.push({ id: '{D}', name: 'Chart', settings, series: [] });
    insertRows(workbook, list, 2);
    expect(Object.fromEntries(list.page)).toEqual({
      printArea: 'A3:C7,E3:E4',
      printTitleRows: '1:3',
      printTitleColumns: 'A:B',
    });
    expect([list, other].map(({ charts }) => charts[0]!.settings.get('position'))).toEqual([
      'A10:C21',
      'A9:C20',
    ]);
    expect(series.values).toBe('List!$B$4:$B$7');
    deleteRows(workbook, list, 1, 5);
    expect(list.page.get('printArea')).toBe('A1:C2');
    expect(list.page.has('printTitleRows')).toBe(false);
  });
  test('leave whole columns as they are', () => {
    workbook.names.push({ name: 'Whole', formula: '=List!$B:$B', comment: '', visible: true });
    setFormat(list, range('B:B'), 'locked', false);
    insertRows(workbook, list, 1);
    expect(workbook.names[1]!.formula).toBe('=List!$B:$B');
    expect(formatAt(list, 1, 2, 'locked')).toBe(false);
  });
  test('are refused on a protected worksheet, unless it allows them', () => {
    list.protection = { options: {}, password: null };
    expect(() => insertRows(workbook, list, 4)).toThrow('protected');
    list.protection = { options: { allowInsertRows: true }, password: null };
    insertRows(workbook, list, 4);
    expect(numbers()).toBe('List!B3:B7');
  });
  test('push nothing off the worksheet', () => {
    put(list, 'A1048576', 'last');
    expect(() => insertRows(workbook, list, 4)).toThrow('pushed off');
    expect(numbers()).toBe('List!B3:B6');
  });
});

describe('rows that are deleted', () => {
  test('are missing everywhere', () => {
    deleteRows(workbook, list, 4, 2);
    expect(columnOf('A', [2, 3, 4, 5])).toEqual(['Name', 'd', 'a', null]);
    expect(formula(list, 'C4')).toBe('=$B4*2');
    expect(numbers()).toBe('List!B3:B4');
    expect([value(other, 'A1'), value(other, 'A3'), value(other, 'A2')]).toEqual([5, 5, '1List!B6']);
  });
  test('leave an error where only they were referred to', () => {
    deleteRows(workbook, list, 3, 4);
    expect(formula(other, 'A1')).toBe('=SUM(List!#REF!)');
    expect(value(other, 'A1')).toEqual({ error: '#REF!' });
    expect(workbook.names[0]!.formula).toBe('=List!#REF!');
    expect(numbers()).toBeNull();
  });
  test('take their rules with them; what is left of a rule is written for its own first cell', () => {
    condition('A3:C6', '=$B3>2');
    condition('A4:C4', '=$B4>2');
    validate('B3:B6', { custom: { formula: '=B3>A$2' } });
    list.merges = [range('E3:E4'), range('F3:F6')];
    deleteRows(workbook, list, 3, 2);
    expect(conditions()).toEqual([['A3:C4', '=$B3>2']]);
    expect(validations()).toEqual([['B3:B4', '{"custom":{"formula":"=B3>A$2"}}']]);
    expect(texts(list.merges)).toEqual(['F3:F4']);
  });
});

describe('columns', () => {
  test('that are inserted and deleted are handled as rows are', () => {
    list.columnWidths.set(1, 1, 99);
    insertColumns(workbook, list, 2);
    expect(columnOf('C', [2, 3])).toEqual(['Number', 4]);
    expect([numbers(), list.columnWidths.at(2), formula(list, 'D3')]).toEqual(['List!C3:C6', 99, '=C3*2']);
    deleteColumns(workbook, list, 2);
    expect([numbers(), formula(list, 'C3'), list.columnWidths.at(2)]).toEqual(['List!B3:B6', '=B3*2', 48]);
    deleteColumns(workbook, list, 2);
    expect(value(list, 'B3')).toEqual({ error: '#REF!' });
  });

  test('that are cut and pasted leave a blank column, and everything follows', () => {
    setFormat(list, range('B3:B6'), 'numberFormat', '0.00');
    condition('A3:C6', '=$B3>2');
    condition('B3:B6', '=B3<0');
    condition('A3:B6', '=A3=""');
    validate('B3:C6', { list: { source: '=Numbers' } });
    list.columnWidths.set(2, 2, 99);
    cutColumn(workbook, list, 2, 10);
    expect([columnOf('B', [2, 3]), columnOf('J', [2, 3, 6])]).toEqual([
      [null, null],
      ['Number', 4, 1],
    ]);
    expect([numbers(), value(other, 'A3'), formula(list, 'C6'), value(list, 'C3')]).toEqual([
      'List!J3:J6',
      10,
      '=$J6*2',
      8,
    ]);
    expect([formatAt(list, 3, 2, 'numberFormat'), formatAt(list, 3, 10, 'numberFormat')]).toEqual([
      'General',
      '0.00',
    ]);
    expect(list.columnWidths.at(10)).toBe(99);
    // One rule stays one if it says the same for all its cells.
    expect(conditions()).toEqual([
      ['A3:A6', 'C3:C6', 'J3:J6', '=$J3>2'],
      ['J3:J6', '=J3<0'],
      ['A3:A6', '=A3=""'],
      ['J3:J6', '=J3=""'],
    ]);
    expect(validations()).toEqual([['C3:C6', 'J3:J6', '{"list":{"source":"=Numbers"}}']]);
  });
  test('that another is pasted over are gone', () => {
    cutColumn(workbook, list, 1, 2);
    expect([columnOf('B', [2, 3]), numbers(), formula(list, 'C3')]).toEqual([
      ['Name', 'd'],
      null,
      '=#REF!*2',
    ]);
  });
  test.each([
    ['right', 2, 4, ['Name', 'Twice', 'Number'], 'List!C3:C6', '=C3*2', 'B3'],
    ['left', 3, 1, ['Twice', 'Name', 'Number'], 'List!C3:C6', '=C3*2', 'A3'],
  ])('that are inserted further to the %s', (_, from, before, headings, name, twice, cell) => {
    list.autoFilter = { range: range('A2:C6'), criteria: new Map([[1, { filterOn: 'Values' }]]) };
    const move: Move = moveColumn(workbook, list, from, before);
    expect(['A', 'B', 'C', 'D'].map((letter) => value(list, `${letter}2`))).toEqual([...headings, null]);
    expect([numbers(), value(other, 'A3'), formula(list, cell), value(list, cell)]).toEqual([
      name,
      10,
      twice,
      8,
    ]);
    expect(addressOf(move(range('B3'))!)).toBe('C3');
  });
  test('tear no merged cells apart, and nothing on a protected worksheet', () => {
    list.merges = [range('B1:C1')];
    expect(() => cutColumn(workbook, list, 2, 9)).toThrow('merged');
    list.merges = [];
    list.protection = { options: {}, password: null };
    expect(() => cutColumn(workbook, list, 2, 9)).toThrow('protected');
  });
});

describe('rows that are sorted', () => {
  test('take contents and looks with them, and leave rules and names where they are', () => {
    setFormat(list, range('A3:C3'), 'bold', true);
    touch(list, 3, 1).note = 'of d';
    condition('A3:C6', '=$B3>2');
    sortRows(workbook, list, range('A3:C6'), 1);
    expect(columnOf('A', [2, 3, 4, 5, 6])).toEqual(['Name', 'a', 'b', 'c', 'd']);
    expect(columnOf('C', [3, 4, 5, 6])).toEqual([2, 4, 6, 8]);
    expect(formula(list, 'C3')).toBe('=$B3*2');
    expect([formatAt(list, 6, 2, 'bold'), formatAt(list, 3, 2, 'bold')]).toEqual([true, false]);
    expect([cellAt(list, 6, 1)?.note, cellAt(list, 3, 1)?.note]).toEqual(['of d', null]);
    expect([numbers(), conditions()]).toEqual(['List!B3:B6', [['A3:C6', '=$B3>2']]]);
    sortRows(workbook, list, range('A3:C6'), 2, false);
    expect(columnOf('A', [3, 4, 5, 6])).toEqual(['d', 'c', 'b', 'a']);
  });
  test('numbers before texts before truth values, blank cells last either way', () => {
    [true, 'Text', 5, 'a', -1].forEach((one, index) => {
      put(other, `C${index + 1}`, one);
    });
    const sorted = (isAscending: boolean) => {
      sortRows(workbook, other, range('C1:C6'), 3, isAscending);
      return [1, 2, 3, 4, 5, 6].map((row) => value(other, `C${row}`));
    };
    expect(sorted(true)).toEqual([-1, 5, 'a', 'Text', true, null]);
    expect(sorted(false)).toEqual([true, 'Text', 'a', 5, -1, null]);
  });
  test('leave hidden rows where they are', () => {
    list.hiddenRows.set(3, 3, true);
    sortRows(workbook, list, range('A3:C6'), 1);
    expect(columnOf('A', [3, 4, 5, 6])).toEqual(['d', 'a', 'b', 'c']);
  });
  test('only where people may write', () => {
    list.protection = { options: { allowSort: true }, password: null };
    expect(() => {
      sortRows(workbook, list, range('A3:C6'), 1);
    }).toThrow('protected');
    setFormat(list, range('A3:C6'), 'locked', false);
    sortRows(workbook, list, range('A3:C6'), 1);
    expect(value(list, 'A3')).toBe('a');
  });
});
