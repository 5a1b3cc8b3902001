/** Reading a Google spreadsheet with the script that is pushed: what of it becomes the snapshot, and at what cost. */
import { describe, expect, test } from 'vitest';
import { rangeAddress, type CellContent, type WorksheetSnapshot } from '../../core/index.js';
import { scriptAtWork, type ScriptAtWork } from './script-at-work.js';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

const firstSheet = ({ app }: ScriptAtWork): Sheet => app.getActiveSpreadsheet().getSheets()[0]!;
const first = ({ ask }: ScriptAtWork): WorksheetSnapshot => ask('read', {}).snapshot.worksheets[0]!;
const cellsOf = ({ rows }: WorksheetSnapshot) =>
  Object.fromEntries(
    rows.flatMap(({ row, cells }) =>
      cells.map(({ column, ...cell }) => [
        rangeAddress({ top: row, left: column, bottom: row, right: column }),
        cell,
      ]),
    ),
  );
/** What cells of the first worksheet hold after something was entered by a script as if typed. */
const contentsOf = (work: ScriptAtWork): Readonly<Record<string, CellContent | null>> =>
  Object.fromEntries(Object.entries(cellsOf(first(work))).map(([cell, { content }]) => [cell, content]));

describe('what cells hold', () => {
  test('a new spreadsheet', async () => {
    const work = await scriptAtWork();
    expect(work.ask('read', {})).toEqual({
      snapshot: {
        worksheets: [
          {
            name: 'Sheet1',
            visibility: 'visible',
            rows: [],
            hiddenColumns: [],
            merges: [],
            validations: [],
            conditionalFormats: [],
            isProtected: false,
            isFiltered: false,
          },
        ],
        definedNames: [],
      },
      fingerprints: [['Sheet1', '']],
    });
  });
  test('texts, numbers, percentages, booleans, dates; blank cells are left out', async () => {
    const work = await scriptAtWork();
    firstSheet(work)
      .getRange('A1:H1')
      .setValues([["'0012", '12.5', '45%', 'TRUE', '2019-03-31', '', "'=1+1", ' ']]);
    expect(contentsOf(work)).toEqual({
      A1: { kind: 'text', text: '0012' },
      B1: { kind: 'number', value: 12.5 },
      C1: { kind: 'number', value: 0.45, format: 'percent' },
      D1: { kind: 'boolean', value: true },
      E1: { kind: 'date', date: '2019-03-31' },
      G1: { kind: 'text', text: '=1+1' },
      H1: { kind: 'text', text: ' ' },
    });
  });
  test('formulas without their sign, with what they show; an error is one, a text that looks so is none', async () => {
    const work = await scriptAtWork();
    firstSheet(work)
      .getRange('A1:D1')
      .setValues([['=1/0', "'#N/A", '=2*3', '=""']]);
    expect(cellsOf(first(work))).toEqual({
      A1: { content: { kind: 'error', error: '#DIV/0!' }, formula: '1/0' },
      B1: { content: { kind: 'text', text: '#N/A' } },
      C1: { content: { kind: 'number', value: 6 }, formula: '2*3' },
      D1: { content: null, formula: '""' },
    });
  });
  test.each(['Asia/Karachi', 'America/New_York', 'Pacific/Auckland', 'UTC'])(
    'dates are those of the spreadsheet’s own time zone: %s',
    async (timeZone) => {
      const work = await scriptAtWork({ timeZone });
      const sheet = firstSheet(work);
      // Serial numbers, in cells that show dates: 1 January 1900 is 2 in Google Sheets.
      sheet.getRange('A1:A6').setValues([[43_555], [43_555.604_166_666_7], [2], [1], [0.5], [60]]);
      sheet.getRange('A1:A6').setNumberFormat('d-mmm-yyyy');
      expect(Object.values(contentsOf(work))).toEqual(
        [
          '2019-03-31',
          '2019-03-31T14:30:00',
          '1900-01-01',
          '1899-12-31',
          '1899-12-30T12:00:00',
          '1900-02-28',
        ].map((date) => ({ kind: 'date', date })),
      );
    },
  );
  test('fills of cells, blank ones too; white is what a cell without one has', async () => {
    const work = await scriptAtWork();
    const sheet = firstSheet(work);
    sheet.getRange('C3').setValue('end');
    sheet.getRange('A1').setBackground('#ffee00');
    sheet.getRange('B2').setBackground('#ffffff');
    sheet.getRange('C3').setBackground('#00AA00');
    expect(cellsOf(first(work))).toEqual({
      A1: { content: null, fill: '#FFEE00' },
      C3: { content: { kind: 'text', text: 'end' }, fill: '#00AA00' },
    });
  });
});

describe('what a worksheet has beside cells', () => {
  test('visibility, merged cells, hidden columns, conditional formats, protection', async () => {
    const work = await scriptAtWork();
    const { app } = work;
    const sheet = firstSheet(work);
    app.getActiveSpreadsheet().insertSheet('Second').hideSheet();
    sheet.getRange('A1:F9').setValue('x');
    sheet.getRange('B2:C4').merge();
    sheet.getRange('H20:I20').merge();
    sheet.hideColumns(2, 2);
    sheet.hideColumns(5);
    sheet.setConditionalFormatRules([
      app
        .newConditionalFormatRule()
        .whenTextEqualTo('x')
        .setBackground('#ff0000')
        .setRanges([sheet.getRange('A1:A9'), sheet.getRange('D:D')])
        .build(),
    ]);
    sheet.protect().setWarningOnly(true);
    const [found, second] = work.ask('read', {}).snapshot.worksheets;
    expect(found).toMatchObject({ visibility: 'visible', isProtected: true, isFiltered: false });
    expect(second).toMatchObject({ name: 'Second', visibility: 'hidden', isProtected: false });
    expect(found!.merges.map(rangeAddress)).toEqual(['B2:C4', 'H20:I20']);
    expect(found!.hiddenColumns.map(({ left, right }) => [left, right])).toEqual([
      [2, 2],
      [3, 3],
      [5, 5],
    ]);
    expect(found!.conditionalFormats.map(({ left, top }) => [left, top])).toEqual([
      [1, 1],
      [4, 1],
    ]);
  });
  test('a filter counts when it hides something', async () => {
    const work = await scriptAtWork();
    const { app } = work;
    const sheet = firstSheet(work);
    sheet.getRange('B2:C4').setValues([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
    ]);
    const filter = sheet.getRange('B2:C4').createFilter();
    expect(first(work).isFiltered).toBe(false);
    filter.setColumnFilterCriteria(3, app.newFilterCriteria().setHiddenValues(['2']).build());
    expect(first(work).isFiltered).toBe(true);
  });
  test('keys that are kept with columns go with them', async () => {
    const work = await scriptAtWork();
    const sheet = firstSheet(work);
    sheet.getRange('A1:D1').setValue('x');
    sheet.getRange('D:D').addDeveloperMetadata('nisp-field', 'status');
    sheet.getRange('B:B').addDeveloperMetadata('nisp-field', 'no');
    sheet.getRange('A:A').addDeveloperMetadata('another', 'mine');
    expect(first(work).columnKeys).toEqual([
      { column: 2, key: 'no' },
      { column: 4, key: 'status' },
    ]);
    sheet.insertColumnBefore(1);
    expect(first(work).columnKeys).toEqual([
      { column: 3, key: 'no' },
      { column: 5, key: 'status' },
    ]);
  });
  test('names, broken ones too; those of one worksheet alone are left out', async () => {
    const work = await scriptAtWork();
    const spreadsheet = work.app.getActiveSpreadsheet();
    const sheet = spreadsheet.insertSheet('Bob’s Q1');
    sheet.getRange('A1:C9').setValue('x');
    spreadsheet.setNamedRange('Cells', sheet.getRange('B2:C9'));
    spreadsheet.setNamedRange('Column', sheet.getRange('A:A'));
    spreadsheet.setNamedRange('Gone', sheet.getRange('A5:C5'));
    sheet.deleteRow(5);
    sheet.copyTo(spreadsheet);
    expect(work.ask('read', {}).snapshot.definedNames).toEqual([
      { name: 'Cells', refersTo: "'Bob’s Q1'!$B$2:$C$8" },
      { name: 'Column', refersTo: "'Bob’s Q1'!$A:$A" },
      { name: 'Gone', refersTo: '#REF!' },
    ]);
  });
  test('a service that does not answer while names are read is no broken name', async () => {
    const work = await scriptAtWork();
    const spreadsheet = work.app.getActiveSpreadsheet();
    spreadsheet.setNamedRange('Cells', firstSheet(work).getRange('A1'));
    const nameAt = (name: string) => {
      const order: string[] = [];
      for (let call = 1; call <= 20; call += 1) work.program.beforeCall(call, (called) => order.push(called));
      work.ask('read', {});
      return order.indexOf(name) + 1;
    };
    work.program.failAt(nameAt('NamedRange.getRange'));
    expect(() => work.ask('read', {})).toThrow('does not answer');
  });
});

describe('validations', () => {
  const kindsOf = (work: ScriptAtWork) =>
    first(work).validations!.map(({ type, formula, ranges }) => [
      type,
      formula,
      ranges.map(rangeAddress).join(' '),
    ]);

  test('each kind; a list by the name of what it offers', async () => {
    const work = await scriptAtWork();
    const { app } = work;
    const spreadsheet = app.getActiveSpreadsheet();
    const sheet = firstSheet(work);
    const lists = spreadsheet.insertSheet('Lists');
    spreadsheet.setNamedRange('Statuses', lists.getRange('A2:A6'));
    sheet.getRange('G9').setValue('end');
    const rule = () => app.newDataValidation();
    const date = (day: number) => new Date(Date.UTC(2019, 0, day, 12));
    sheet.getRange('A1').setDataValidation(rule().requireValueInRange(lists.getRange('A2:A6')).build());
    sheet.getRange('A2').setDataValidation(rule().requireValueInRange(lists.getRange('B2:B3')).build());
    sheet.getRange('A3').setDataValidation(rule().requireValueInList(['a', 'say "b"']).build());
    sheet.getRange('B1').setDataValidation(rule().requireNumberBetween(0, 1).build());
    sheet.getRange('C1').setDataValidation(rule().requireNumberGreaterThanOrEqualTo(0).build());
    sheet.getRange('D1').setDataValidation(rule().requireDateBetween(date(1), date(31)).build());
    sheet.getRange('E1').setDataValidation(rule().requireFormulaSatisfied('=LEN(E1)<=9').build());
    sheet.getRange('F1').setDataValidation(rule().requireFormulaSatisfied('=F1>G1').build());
    sheet.getRange('G1').setDataValidation(rule().requireCheckbox().build());
    expect(kindsOf(work)).toEqual([
      ['list', 'Statuses', 'A1'],
      ['list', "'Lists'!$B$2:$B$3", 'A2'],
      ['list', '"a,say ""b"""', 'A3'],
      ['decimal', null, 'B1:C1'],
      ['date', null, 'D1'],
      ['text-length', 'LEN(E1)<=9', 'E1'],
      ['custom', 'F1>G1', 'F1'],
      ['any', null, 'G1'],
    ]);
  });
  test('neighbours in a column that are checked differently are told apart, and gaps are seen of every cell', async () => {
    const work = await scriptAtWork();
    const sheet = firstSheet(work);
    sheet.getRange('A40').setValue('end');
    const number = work.app.newDataValidation().requireNumberBetween(0, 1).build();
    const list = work.app.newDataValidation().requireValueInList(['a']).build();
    sheet.getRange('A1:A3').setDataValidation(number);
    sheet.getRange('A4').setDataValidation(list);
    sheet.getRange('A6:A39').setDataValidation(list);
    sheet.getRange('A30').clearDataValidations();
    expect(kindsOf(work)).toEqual([
      ['decimal', null, 'A1:A3'],
      ['list', '"a"', 'A4 A6:A29 A31:A39'],
    ]);
  });
  test('what many cells in a row are checked by costs no more than what few are', async () => {
    const counts = [];
    for (const rows of [40, 400]) {
      const work = await scriptAtWork();
      const sheet = firstSheet(work);
      sheet.getRange(rows, 1).setValue('end');
      const rules = Array.from({ length: rows }, (_, row) => [
        work.app
          .newDataValidation()
          .requireValueInList([`only ${row}`])
          .build(),
      ]);
      sheet.getRange(1, 1, rows).setDataValidations(rules);
      counts.push(work.callsOf(() => work.ask('read', {})));
      const covered = first(work).validations!.flatMap(({ ranges }) => ranges);
      expect(covered.reduce((sum, { top, bottom }) => sum + bottom - top + 1, 0)).toBe(rows);
    }
    expect(counts[1]).toBe(counts[0]);
  });
});

describe('the bounds of reading', () => {
  test('the number of calls does not grow with rows', async () => {
    const counts = [];
    for (const rows of [10, 500]) {
      const work = await scriptAtWork();
      const sheet = firstSheet(work).setName('Matrix');
      const values = Array.from({ length: rows }, (_, row) => [row, 'text', '=1+1', '2019-03-31']);
      sheet.getRange(1, 1, rows, 4).setValues(values).setBackground('#ffee00');
      sheet
        .getRange(2, 2, rows - 1)
        .setDataValidation(work.app.newDataValidation().requireValueInList(['text']).build());
      counts.push({
        read: work.callsOf(() => work.ask('read', {})),
        readRows: work.callsOf(() =>
          work.ask('readRows', {
            worksheet: 'Matrix',
            rows: Array.from({ length: rows / 2 }, (_, index) => [index * 2 + 1, index * 2 + 1]),
          }),
        ),
        look: work.callsOf(() => work.ask('look', {})),
      });
      expect(first(work).rows).toHaveLength(rows);
    }
    expect(counts[1]).toEqual(counts[0]);
    expect(counts[0]!.read).toBeLessThan(40);
    expect(counts[0]!.readRows).toBeLessThan(15);
    expect(counts[0]!.look).toBeLessThan(15);
  });
  test('a person’s worksheet that is too large is listed without rows, and ours are read first', async () => {
    const work = await scriptAtWork();
    const large = firstSheet(work);
    large.getRange(1000, 26).setValue('the first of 26,000 cells');
    const spreadsheet = work.app.getActiveSpreadsheet();
    spreadsheet.insertSheet('Also large').getRange(1000, 26).setValue('end');
    spreadsheet.insertSheet('Matrix').getRange('A1').setValue('ours');
    const { snapshot, fingerprints } = work.ask('read', {});
    expect(
      snapshot.worksheets.map(({ name, rows, validations }) => [name, rows.length, validations]),
    ).toEqual([
      ['Sheet1', 1, []],
      ['Also large', 0, null],
      ['Matrix', 1, []],
    ]);
    expect(fingerprints.map(([name]) => name)).toEqual(['Sheet1', 'Matrix']);
  });
});

describe('rows read anew', () => {
  test('are as reading everything gives them', async () => {
    const work = await scriptAtWork();
    const sheet = firstSheet(work);
    sheet.getRange('A1:C6').setValues([
      ['a', 1, '2019-03-31'],
      ['', '', ''],
      ['b', '=2*3', '5%'],
      ['c', '=1/0', ''],
      ['d', '', ''],
      ['e', '', ''],
    ]);
    sheet.getRange('B5').setBackground('#ffee00');
    const { rows } = first(work);
    const read = (...runs: [number, number][]) => work.ask('readRows', { worksheet: 'Sheet1', rows: runs });
    expect(rows).toHaveLength(5);
    expect(read([1, 6])).toEqual(rows);
    expect(read([3, 3], [5, 900])).toEqual(rows.filter(({ row }) => row === 3 || row >= 5));
    expect(read([2, 2])).toEqual([]);
    expect(read([900, 1_048_576])).toEqual([]);
    expect(read()).toEqual([]);
    expect(work.ask('readRows', { worksheet: 'Gone', rows: [[1, 1]] })).toBeNull();
  });
});

describe('a look', () => {
  test('at what is selected, the worksheets, and the rows of ours', async () => {
    const work = await scriptAtWork();
    const spreadsheet = work.app.getActiveSpreadsheet();
    const matrix = spreadsheet.insertSheet('MATRIX');
    matrix.getRange('A1:B3').setValues([
      ['a', 1],
      ['', ''],
      ['b', '=1+1'],
    ]);
    const before = work.ask('look', {});
    expect(before).toMatchObject({
      selection: { worksheet: 'Sheet1', range: 'A1' },
      worksheets: ['Sheet1', 'MATRIX'],
      rows: [['MATRIX', [expect.stringMatching(/./), '', expect.stringMatching(/./)]]],
    });
    matrix.getRange('B3').setValue('=1+2');
    const after = work.ask('look', {});
    expect(after.rows[0]![1].map((hash, row) => hash === before.rows[0]![1][row])).toEqual([
      true,
      true,
      false,
    ]);
  });
  test('finds the matrix under another name by the name that leads to it', async () => {
    const work = await scriptAtWork();
    const spreadsheet = work.app.getActiveSpreadsheet();
    const sheet = firstSheet(work).setName('Our matrix');
    sheet.getRange('A1').setValue('x');
    expect(work.ask('look', {}).rows).toEqual([]);
    spreadsheet.setNamedRange('NISP_no', sheet.getRange('A1:A9'));
    expect(work.ask('look', {}).rows.map(([name, rows]) => [name, rows.length])).toEqual([['Our matrix', 1]]);
  });
});
