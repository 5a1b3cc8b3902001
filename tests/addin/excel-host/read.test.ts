/** Reading from Excel: what it takes, what of a person's workbook is told, and what is not known of an old Excel. */
import { describe, expect, test } from 'vitest';
import {
  checkWorkbook,
  parseRange,
  rangeAddress,
  worksheetNames,
  type CellSnapshot,
  type WorkbookSnapshot,
} from '../../../core/index.js';
import { cellOf, filled, plan, reported } from '../../contract/workbooks.js';
import { createWorkbook } from '../../fakes/excel/workbook.js';
import { openBlank, openPainted, small, type Opened } from './opened.js';

const { matrix } = worksheetNames;

const sheetOf = ({ worksheets }: WorkbookSnapshot, name: string) =>
  worksheets.find((worksheet) => worksheet.name === name)!;

function cellAt(snapshot: WorkbookSnapshot, worksheet: string, address: string): CellSnapshot | undefined {
  const { top, left } = parseRange(address)!;
  const row = sheetOf(snapshot, worksheet).rows.find((one) => one.row === top);
  return row?.cells.find(({ column }) => column === left);
}

/** Makes a workbook of a person's own. */
async function own(
  opened: Opened,
  make: (sheet: Excel.Worksheet, context: Excel.RequestContext) => void,
): Promise<WorkbookSnapshot> {
  await opened.Excel.run(async (context) => {
    make(context.workbook.worksheets.getItem('Sheet1'), context);
    await context.sync();
  });
  return opened.host.read();
}

describe('what it asks of Excel', () => {
  test.each(['1.18', '1.8'])('is at most four syncs for any workbook, with ExcelApi %s', async (version) => {
    const opened = [
      openBlank(version),
      await openPainted(small, version),
      await openPainted(filled, version),
    ];
    const painted = opened.map(({ program }) => program.batches.length);
    const calls = await Promise.all(opened.map(({ host, syncsOf }) => syncsOf(() => host.read())));
    // In a blank workbook there is nothing more to ask; validations are the last thing, and an old Excel tells none.
    expect(calls).toEqual(version === '1.8' ? [2, 3, 3] : [2, 4, 4]);
    for (const [index, { program }] of opened.entries()) {
      const asked = program.batches.slice(painted[index]);
      expect(Math.max(...asked.map(({ bytes }) => bytes))).toBeLessThan(50_000);
      expect([...program.unsupported]).toEqual([]);
    }
  });
});

describe('cells', () => {
  test('are told by what they hold, not by how they look', async () => {
    const opened = openBlank();
    const snapshot = await own(opened, (sheet) => {
      sheet.getRange('A1:A12').numberFormat = [
        ...['General', 'd-mmm-yyyy', '0%', '@', 'General', 'General', 'General'],
        ...['h:mm', 'yyyy-mm-dd hh:mm', 'd-mmm-yyyy', 'General', 'General'],
      ].map((format) => [format]);
      sheet.getRange('A1:A12').formulas = [
        [5.5],
        [43_555],
        [0.45],
        ['0012'],
        [true],
        ['=1/0'],
        ["'=1+1"],
        ['=A1*2'],
        [43_555.75],
        [-1],
        ['=A3'],
        ['=""'],
      ];
    });
    const contents = Array.from({ length: 12 }, (_, index) => cellAt(snapshot, 'Sheet1', `A${index + 1}`));
    expect(contents).toEqual([
      { column: 1, content: { kind: 'number', value: 5.5 } },
      { column: 1, content: { kind: 'date', date: '2019-03-31' } },
      { column: 1, content: { kind: 'number', value: 0.45, format: 'percent' } },
      { column: 1, content: { kind: 'text', text: '0012' } },
      { column: 1, content: { kind: 'boolean', value: true } },
      { column: 1, content: { kind: 'error', error: '#DIV/0!' }, formula: '1/0' },
      { column: 1, content: { kind: 'text', text: '=1+1' } },
      { column: 1, content: { kind: 'date', date: '1900-01-11' }, formula: 'A1*2' },
      { column: 1, content: { kind: 'date', date: '2019-03-31T18:00:00' } },
      { column: 1, content: { kind: 'error', error: '-1' } },
      expect.objectContaining({ formula: 'A3' }),
      { column: 1, content: null, formula: '""' },
    ]);
  });
  test('hold days as the workbook counts them', async () => {
    const opened = openBlank('1.18', createWorkbook({ dateSystem: 1904 }));
    const snapshot = await own(opened, (sheet) => {
      sheet.getRange('B2').values = [[43_555 - 1_462]];
      sheet.getRange('B2').numberFormat = [['d-mmm-yyyy']];
    });
    expect(snapshot.dateSystem).toBe(1904);
    expect(cellAt(snapshot, 'Sheet1', 'B2')?.content).toEqual({ kind: 'date', date: '2019-03-31' });
  });
  test('without a fill are not white', async () => {
    const snapshot = await own(openBlank(), (sheet) => {
      sheet.getRange('A1').format.fill.color = '#FFFFFF';
      sheet.getRange('C1').values = [['no fill']];
    });
    expect(sheetOf(snapshot, 'Sheet1').rows).toEqual([
      {
        row: 1,
        hidden: false,
        cells: [
          { column: 1, content: null, fill: '#FFFFFF' },
          { column: 3, content: { kind: 'text', text: 'no fill' } },
        ],
      },
    ]);
  });
});

describe('a worksheet', () => {
  test('tells what is hidden, merged, filtered and named', async () => {
    const opened = openBlank();
    await own(opened, (sheet, context) => {
      sheet.getRange('B2:D4').values = [
        ['Status', 'Who', 'Note'],
        ['Done', 'a', 'x'],
        ['Open', 'b', 'y'],
      ];
      sheet.getRange('F2:G3').merge();
      sheet.getRange('C:C').columnHidden = true;
      sheet.autoFilter.apply('B2:D4');
      context.workbook.names.add('Mine', sheet.getRange('B2:B4'));
      context.workbook.names.add('Rate', '=0.5');
    });
    opened.person.filter('Sheet1', 1, ['Done']);
    const snapshot = await opened.host.read();
    const worksheet = sheetOf(snapshot, 'Sheet1');
    expect(worksheet).toMatchObject({
      visibility: 'visible',
      isProtected: false,
      isFiltered: true,
      merges: [parseRange('F2:G3')],
      hiddenColumns: [parseRange('C:C')],
    });
    expect(worksheet.rows.map(({ row, hidden }) => [row, hidden])).toEqual([
      [2, false],
      [3, false],
      [4, true],
    ]);
    expect(snapshot.definedNames).toEqual([
      { name: 'Mine', refersTo: 'Sheet1!$B$2:$B$4' },
      { name: 'Rate', refersTo: '0.5' },
    ]);
  });
  test('of a person tells how its cells are checked', async () => {
    const snapshot = await own(openBlank(), (sheet) => {
      sheet.getRange('A1:A9').dataValidation.rule = { list: { inCellDropDown: true, source: 'Yes,No' } };
      sheet.getRange('A4').dataValidation.rule = {
        wholeNumber: { formula1: 1, formula2: 5, operator: 'Between' },
      };
      sheet.getRange('C1:C2').dataValidation.rule = { custom: { formula: '=C1>0' } };
    });
    expect(sheetOf(snapshot, 'Sheet1').validations).toEqual([
      { type: 'list', formula: '"Yes,No"', ranges: [parseRange('A1:A3'), parseRange('A5:A9')] },
      { type: 'whole', formula: '1', ranges: [parseRange('A4')] },
      { type: 'custom', formula: 'C1>0', ranges: [parseRange('C1:C2')] },
    ]);
  });
  test('of ours tells of each cell that lost its check', async () => {
    const opened = await openPainted(filled);
    const lost = cellOf(reported[3]!, 'status');
    const { protection } = opened.program.workbook.worksheets.find(({ name }) => name === matrix)!;
    opened.person.unprotect(matrix);
    await opened.Excel.run(async (context) => {
      context.workbook.worksheets.getItem(matrix).getRange(lost).dataValidation.clear();
      await context.sync();
    });
    opened.program.workbook.worksheets.find(({ name }) => name === matrix)!.protection = protection;
    const snapshot = await opened.host.read();
    const { diagnostics } = checkWorkbook(snapshot, { plan, file: 'x', hash: null, received: null });
    const found = diagnostics.filter(({ code }) => code === 'validation/lost');
    expect(found.map(({ at }) => at?.range)).toEqual([lost]);
  });
  test('does not count our marks among its conditional formats', async () => {
    const opened = await openPainted();
    const before = sheetOf(await opened.host.read(), matrix).conditionalFormats;
    await opened.host.mark([{ worksheet: matrix, range: 'F10', severity: 'error', text: 'Wrong.' }]);
    expect(sheetOf(await opened.host.read(), matrix).conditionalFormats).toEqual(before);
  });
  test('that is too large is listed without rows, and ours are read all the same', async () => {
    const opened = openBlank();
    await own(opened, (sheet) => {
      sheet.getRange('A1').values = [['first']];
      sheet.getRange('Z9000').values = [['last']];
    });
    opened.person.addWorksheet('Second');
    opened.person.type('Second', 'A1', 'read');
    await opened.host.paint(small);
    const snapshot = await opened.host.read();
    expect(snapshot.worksheets.map(({ name }) => name).slice(0, 3)).toEqual(['Sheet1', 'Second', 'Guide']);
    expect(sheetOf(snapshot, 'Sheet1').rows).toEqual([]);
    expect(cellAt(snapshot, 'Second', 'A1')?.content).toEqual({ kind: 'text', text: 'read' });
    expect(sheetOf(snapshot, matrix).rows.length).toBeGreaterThan(5);
    // What was not read cannot have changed.
    await opened.host.paint(small);
  });
  test('that only looks large is read as far as anything is in it', async () => {
    const snapshot = await own(openBlank(), (sheet) => {
      sheet.getRange('A1:Z9000').format.font.bold = true;
      sheet.getRange('B2').values = [['here']];
    });
    expect(sheetOf(snapshot, 'Sheet1').rows).toEqual([
      { row: 2, hidden: false, cells: [{ column: 2, content: { kind: 'text', text: 'here' } }] },
    ]);
  });
});

describe('what an old Excel does not tell', () => {
  test('is left out', async () => {
    const opened = await openPainted(filled, '1.8');
    const snapshot = await opened.host.read();
    expect(snapshot.worksheets.map(({ validations }) => validations)).toEqual(
      filled.worksheets.map(() => null),
    );
    const worksheet = sheetOf(snapshot, matrix);
    expect(worksheet.hiddenColumns).toEqual([]);
    expect(worksheet.rows.some(({ cells }) => cells.some(({ fill }) => fill !== undefined))).toBe(false);
    expect(worksheet.isProtected).toBe(true);
    expect(worksheet.conditionalFormats.map(rangeAddress)).toContain(
      filled.worksheets.find(({ name }) => name === matrix)!.conditionalFormats[0]!.range,
    );
    const { submission, diagnostics } = checkWorkbook(snapshot, {
      plan,
      file: 'x',
      hash: null,
      received: null,
    });
    expect(submission?.unit).toBe('punjab');
    expect(diagnostics.filter(({ code }) => code.startsWith('validation/'))).toEqual([]);
  });
});
