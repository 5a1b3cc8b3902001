/** How cells of the fake Google Sheets look: set for a range, by a grid and for lists of ranges; merged, cleared and copied. */
import { describe, expect, test } from 'vitest';
import { openSheets } from './open.js';
import { cellAt } from './cells.js';

const opened = () => {
  const sheets = openSheets();
  const sheet = sheets.app.getActive().getSheetByName('Sheet1')!;
  return { ...sheets, sheet, worksheet: sheets.workbook.worksheets[0]! };
};

test('what nobody set', () => {
  const { sheet } = opened();
  const range = sheet.getRange('A1');
  expect({
    background: range.getBackground(),
    colour: range.getFontColorObject().asRgbColor().asHexString(),
    family: range.getFontFamily(),
    size: range.getFontSize(),
    weight: range.getFontWeight(),
    style: range.getFontStyle(),
    line: range.getFontLine(),
    horizontal: range.getHorizontalAlignment(),
    vertical: range.getVerticalAlignment(),
    wrap: range.getWrap(),
    strategy: String(range.getWrapStrategy()),
    direction: range.getTextDirection(),
    numberFormat: range.getNumberFormat(),
  }).toEqual({
    background: '#ffffff',
    colour: '#000000',
    family: 'Arial',
    size: 10,
    weight: 'normal',
    style: 'normal',
    line: 'none',
    horizontal: 'general',
    vertical: 'bottom',
    wrap: false,
    strategy: 'OVERFLOW',
    direction: null,
    numberFormat: '0.###############',
  });
});

test('what is set is read again, and null is the standard', () => {
  const { sheet, app, worksheet } = opened();
  sheet
    .getRange('A1:B1')
    .setBackgrounds([['#FF0000', 'white']])
    .setFontColors([['#00ff00', null]])
    .setFontFamilies([['Calibri', null]])
    .setFontSizes([[9, 10]])
    .setFontWeights([['bold', 'normal']])
    .setFontStyles([['italic', null]])
    .setFontLines([['underline', 'none']])
    .setHorizontalAlignments([['center', 'normal']])
    .setVerticalAlignments([['middle', null]])
    .setWrapStrategies([[app.WrapStrategy.WRAP, app.WrapStrategy.OVERFLOW]])
    .setTextDirections([[app.TextDirection.RIGHT_TO_LEFT, null]])
    .setNumberFormats([['0%', 'General']]);
  expect(cellAt(worksheet, 1, 1)).toMatchObject({
    looks: {
      background: '#ff0000',
      fontColour: '#00ff00',
      fontFamily: 'Calibri',
      fontSize: 9,
      fontWeight: 'bold',
      fontStyle: 'italic',
      fontLine: 'underline',
      horizontal: 'center',
      vertical: 'middle',
      wrap: 'WRAP',
      textDirection: 'RIGHT_TO_LEFT',
    },
    numberFormat: '0%',
  });
  expect(worksheet.cells[1]).not.toHaveProperty('2');
  expect(sheet.getRange('A1:B1').getBackgrounds()).toEqual([['#ff0000', '#ffffff']]);
  expect(sheet.getRange('A1:B1').getWraps()).toEqual([[true, false]]);
  expect(sheet.getRange('A1:B1').setBackground(null).getBackgrounds()).toEqual([['#ffffff', '#ffffff']]);
});

test('what is no colour, size or number format', () => {
  const { sheet } = opened();
  const range = sheet.getRange('A1');
  expect(() => range.setBackground('#12')).toThrow('Invalid argument: #12');
  expect(() => range.setFontColor('blanchedalmond')).toThrow('fake: the colour blanchedalmond');
  expect(() => range.setFontSize(0)).toThrow('Invalid font size: 0');
  expect(() => range.setNumberFormat('')).toThrow('fake: an empty number format');
});

describe('borders', () => {
  const sides = (worksheet: ReturnType<typeof opened>['worksheet'], row: number, column: number) =>
    Object.keys(cellAt(worksheet, row, column).borders)
      .sort()
      .join();

  test('are of both cells that they lie between', () => {
    const { sheet, worksheet, app } = opened();
    sheet.getRange('B2').setBorder(true, null, null, true, null, null, '#FF0000', app.BorderStyle.DOTTED);
    expect(cellAt(worksheet, 2, 2).borders).toEqual({
      top: { style: 'DOTTED', colour: '#ff0000' },
      right: { style: 'DOTTED', colour: '#ff0000' },
    });
    expect([sides(worksheet, 1, 2), sides(worksheet, 2, 3)]).toEqual(['bottom', 'left']);
  });

  test('around, and within, a list of ranges; null leaves and false takes away', () => {
    const { sheet, worksheet } = opened();
    const list = sheet.getRangeList(['A1:B2', 'D1:D2']);
    list.setBorder(true, true, true, true, false, true);
    expect([sides(worksheet, 1, 1), sides(worksheet, 2, 2), sides(worksheet, 1, 4)]).toEqual([
      'bottom,left,top',
      'bottom,right,top',
      'bottom,left,right,top',
    ]);
    list.setBorder(false, null, null, null, null, null);
    expect(sides(worksheet, 1, 1)).toBe('bottom,left');
    expect(cellAt(worksheet, 2, 1).borders.top).toEqual({ style: 'SOLID', colour: '#000000' });
  });
});

describe('merged cells', () => {
  test('keep the first value alone', () => {
    const { sheet } = opened();
    sheet.getRange('A1:B2').setValues([
      ['', 1],
      [2, 3],
    ]);
    sheet.getRange('A1:B2').merge();
    expect(sheet.getRange('A1:B2').getValues()).toEqual([
      [1, ''],
      ['', ''],
    ]);
    expect(
      sheet
        .getRange('B2')
        .getMergedRanges()
        .map((range) => range.getA1Notation()),
    ).toEqual(['A1:B2']);
  });

  test('are merged and parted as a whole', () => {
    const { sheet } = opened();
    sheet.getRange('A1:B2').merge();
    const words = 'You must select all cells in a merged range to merge or unmerge them.';
    expect(() => sheet.getRange('B2:C3').merge()).toThrow(words);
    expect(() => sheet.getRange('A1').breakApart()).toThrow(words);
    sheet.getRange('A1:C3').breakApart();
    expect(sheet.getRange('A1:C3').getMergedRanges()).toEqual([]);
  });

  test('do not lie across what is frozen', () => {
    const { sheet } = opened();
    sheet.setFrozenRows(1);
    expect(() => sheet.getRange('A1:A2').merge()).toThrow("You can't merge frozen and non-frozen rows.");
    sheet.getRange('A2:B2').merge();
    expect(() => {
      sheet.setFrozenColumns(1);
    }).toThrow('it is not possible to freeze columns which contain only part of a merged cell');
  });
});

describe('clearing', () => {
  const filled = () => {
    const all = opened();
    const { sheet, app } = all;
    const range = sheet.getRange('A1').setValue(1).setBackground('#ff0000').setNumberFormat('0.00');
    range.setBorder(true, true, true, true, null, null).setNote('a note');
    range.setDataValidation(app.newDataValidation().requireNumberBetween(0, 1).build());
    sheet.setConditionalFormatRules([
      app.newConditionalFormatRule().whenCellNotEmpty().setBackground('#00ff00').setRanges([range]).build(),
    ]);
    const left = () => {
      const { content, looks, borders, numberFormat, note, validation } = cellAt(all.worksheet, 1, 1);
      return [
        content === null ? '' : 'content',
        Object.keys(looks).length + Object.keys(borders).length === 0 ? '' : 'looks',
        numberFormat === null ? '' : 'numberFormat',
        note,
        validation ? 'validation' : '',
        all.worksheet.conditionalFormats.length === 0 ? '' : 'rules',
      ].filter((one) => one !== '');
    };
    return { ...all, range, left };
  };

  test('a range', () => {
    const kept = ['numberFormat', 'a note', 'validation', 'rules'];
    const { range, left } = filled();
    range.clearContent();
    expect(left()).toEqual(['looks', ...kept]);
    range.clearFormat();
    expect(left()).toEqual(kept);
    range.clearNote();
    range.clearDataValidations();
    expect(left()).toEqual(['numberFormat', 'rules']);
    const other = filled();
    other.range.clear();
    expect(other.left()).toEqual(kept);
  });

  test('a range with options', () => {
    const { range, left } = filled();
    range.clear({ commentsOnly: true, validationsOnly: true });
    expect(left()).toEqual(['content', 'looks', 'numberFormat', 'rules']);
    range.clear({});
    expect(left()).toEqual(['numberFormat', 'rules']);
    expect(() => range.clear({ skipFilteredRows: true })).toThrow('fake: clearing without filtered rows');
  });

  test('a worksheet', () => {
    const whole = filled();
    whole.sheet.getRange('B1:C1').merge();
    whole.sheet.clear();
    expect(whole.left()).toEqual(['numberFormat', 'a note', 'validation']);
    expect(whole.worksheet.merges).toHaveLength(1);
    const contents = filled();
    contents.sheet.clearContents().clearNotes();
    expect(contents.left()).toEqual(['looks', 'numberFormat', 'validation', 'rules']);
    const formats = filled();
    formats.sheet.clear({ formatOnly: true });
    expect(formats.left()).toEqual(['content', 'numberFormat', 'a note', 'validation']);
  });
});

test('copies of looks alone, and of contents alone', () => {
  const { sheet } = opened();
  sheet.getRange('A1').setFormula('=1+1').setBackground('#ff0000');
  sheet.getRange('A1').copyTo(sheet.getRange('B1:B2'), { formatOnly: true });
  sheet.getRange('A1').copyTo(sheet.getRange('C1'), { contentsOnly: true });
  expect(sheet.getRange('B1:B2').getBackgrounds()).toEqual([['#ff0000'], ['#ff0000']]);
  expect(sheet.getRange('B1:C1').getValues()).toEqual([['', 2]]);
  expect(sheet.getRange('C1').getFormula()).toBe('');
  expect(sheet.getRange('C1').getBackground()).toBe('#ffffff');
});
