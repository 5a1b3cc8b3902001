/** What cells of the fake Excel hold: what Excel makes of entries, formulas, texts, and what comes back. */
import { describe, expect, test } from 'vitest';
import { openExcel } from './node.js';
import { stateOf } from './state.js';
import { enter } from './typing.js';
import { createWorkbook } from './workbook.js';

type Written = (string | number | boolean | null)[][];

/** Writes a grid at A1 and reads it back. */
async function roundTrip(values: Written, numberFormat?: string) {
  const { Excel } = openExcel();
  return Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getFirst();
    const range = sheet.getRangeByIndexes(0, 0, values.length, values[0]!.length);
    // A 1 by 1 grid is for all cells, as a single value is.
    if (numberFormat !== undefined) range.numberFormat = [[numberFormat]];
    range.values = values;
    range.load('values,formulas,text,valueTypes,numberFormat');
    await context.sync();
    const { values: read, formulas, text, valueTypes, numberFormat: formats } = range;
    return { values: read, formulas, text, valueTypes, formats };
  });
}

describe('an entry becomes', () => {
  const reading = createWorkbook();
  test.each([
    ['12', 12, undefined],
    [' -1.5 ', -1.5, undefined],
    ['1,250', 1250, '#,##0'],
    ['12.5%', 0.125, '0.00%'],
    ['50%', 0.5, '0%'],
    ['1e3', 1000, '0.00E+00'],
    ['true', true, undefined],
    ['31/3/2019', 43_555, 'm/d/yyyy'],
    ['2019-03-31', 43_555, 'm/d/yyyy'],
    ['5-Apr-2019', 43_560, 'd-mmm-yy'],
    ['April 5, 2019', 43_560, 'd-mmm-yy'],
    ['May 2019', 43_586, 'mmm-yy'],
    ['3/4', 43_558, 'd-mmm'],
    ['10:30', 0.4375, 'h:mm'],
    ['31/2/2019', '31/2/2019', undefined],
    ['5a', '5a', undefined],
    ['TBD by MoI', 'TBD by MoI', undefined],
    ['=', '=', undefined],
    ['', null, undefined],
  ])('%j → %j', (input, value, numberFormat) => {
    expect(enter(input, 'General', reading)).toEqual({
      value,
      formula: null,
      isPrefixed: false,
      ...(numberFormat === undefined ? {} : { numberFormat }),
    });
  });
  test('a date in the order of the workbook’s region', () => {
    expect(enter('3/4/2019', 'General', createWorkbook({ dateOrder: 'mdy' })).value).toBe(43_528);
    expect(enter('3/4/2019', 'General', createWorkbook()).value).toBe(43_558);
    expect(enter('31/3/2019', 'General', createWorkbook({ dateSystem: 1904 })).value).toBe(42_093);
  });
  test('a number that keeps the format that the cell has', () => {
    expect(enter('50%', '0.0', reading)).toEqual({ value: 0.5, formula: null, isPrefixed: false });
  });
  test('text, after an apostrophe and in a cell of text', () => {
    expect(enter("'=1+1", 'General', reading)).toEqual({ value: '=1+1', formula: null, isPrefixed: true });
    expect(enter('=1+1', '@', reading)).toEqual({ value: '=1+1', formula: null, isPrefixed: false });
    expect(enter(5, '@', reading).value).toBe('5');
    expect(enter('31/3/2019', '@', reading).value).toBe('31/3/2019');
  });
});

test('values come back with their types, texts and formats', async () => {
  const read = await roundTrip([['x', 1.5, true, '', '50%', '31/3/2019', '#N/A']]);
  expect(read).toEqual({
    values: [['x', 1.5, true, '', 0.5, 43_555, '#N/A']],
    formulas: [['x', 1.5, true, '', 0.5, 43_555, '#N/A']],
    text: [['x', '1.5', 'TRUE', '', '50%', '3/31/2019', '#N/A']],
    valueTypes: [['String', 'Double', 'Boolean', 'Empty', 'Double', 'Double', 'Error']],
    formats: [['General', 'General', 'General', 'General', '0%', 'm/d/yyyy', 'General']],
  });
});

test('formulas are computed when they are read, and of a text like a formula only the value tells', async () => {
  const read = await roundTrip([[2, '=A1*3', '=B1+A1', "'=A1"]]);
  expect(read.values).toEqual([[2, 6, 8, '=A1']]);
  expect(read.formulas).toEqual([[2, '=A1*3', '=B1+A1', '=A1']]);
});

test('a formula that was not computed yet is, at the next load or at the end of the request', async () => {
  const { Excel, program } = openExcel();
  const seen = await Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getFirst();
    context.workbook.application.suspendApiCalculationUntilNextSync();
    const range = sheet.getRange('A1:B1');
    range.formulas = [[1, '=A1+1']];
    const early = sheet.getRange('B1').load('values');
    await context.sync();
    const late = sheet.getRange('B1').load('values');
    await context.sync();
    return [early.values, late.values];
  });
  expect(seen).toEqual([[['']], [[2]]]);
  expect(program.syncs).toBe(2);
});

test('a formula that the evaluator does not know fails the request', async () => {
  const { Excel, program } = openExcel();
  const run = Excel.run(async (context) => {
    context.workbook.worksheets.getFirst().getRange('A1').formulas = [['=CUBEVALUE("x")']];
    await context.sync();
  });
  await expect(run).rejects.toMatchObject({ code: 'NotImplemented' });
  expect(program.unsupported.size).toBe(1);
});

test('null leaves a cell as it is, an empty text clears it, one value is for all', async () => {
  const { Excel, program } = openExcel();
  await Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getFirst();
    sheet.getRange('A1:C1').values = 'same' as unknown as string[][];
    sheet.getRange('A1:C1').values = [[null, '', 1]];
    await context.sync();
  });
  expect(stateOf(program.workbook, 'Sheet1').cells).toEqual({ A1: { value: 'same' }, C1: { value: 1 } });
});

test('merged cells keep the first content, and those that are covered take none', async () => {
  const { Excel, program } = openExcel();
  await Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getFirst();
    sheet.getRange('A1:B2').values = [
      ['', 'kept'],
      ['lost', 1],
    ];
    sheet.getRange('A1:B2').merge();
    sheet.getRange('B2').values = [['nothing']];
    await context.sync();
  });
  const { cells, merges } = stateOf(program.workbook, 'Sheet1');
  expect({ cells, merges }).toEqual({ cells: { A1: { value: 'kept' } }, merges: ['A1:B2'] });
});

test('clearing takes contents, looks or both', async () => {
  const { Excel, program } = openExcel();
  const state = () => stateOf(program.workbook, 'Sheet1');
  await Excel.run(async (context) => {
    const range = context.workbook.worksheets.getFirst().getRange('A1');
    range.values = [['x']];
    range.format.fill.color = '#ff0000';
    range.dataValidation.rule = { textLength: { formula1: 5, operator: 'LessThan' } };
    await context.sync();
    range.clear('Contents');
    await context.sync();
    expect(state().cells).toEqual({ A1: { format: { fill: '#FF0000' } } });
    range.clear('Formats');
    await context.sync();
    expect(state().cells).toEqual({});
    expect(state().validations).toHaveLength(1);
    range.clear();
    await context.sync();
  });
  expect(state()).toEqual(stateOf(createWorkbook(), 'Sheet1'));
});

test('hyperlinks show their text in Excel’s style for them', async () => {
  const { Excel } = openExcel();
  const link = { documentReference: 'Sheet1!A1', screenTip: 'Go', textToDisplay: 'Matrix' };
  const read = await Excel.run(async (context) => {
    const range = context.workbook.worksheets.getFirst().getRange('B2');
    range.hyperlink = link;
    range.load('hyperlink,values,format/font/color,format/font/underline');
    await context.sync();
    return [range.hyperlink, range.values, range.format.font.color, range.format.font.underline];
  });
  expect(read).toEqual([link, [['Matrix']], '#0563C1', 'Single']);
});
