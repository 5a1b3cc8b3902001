/** What is written into cells: texts that stay texts, days as numbers. */
import { describe, expect, test } from 'vitest';
import { serialOf, typedCell, typedText } from '../../appsscript/spreadsheet-host/text.js';
import { awkwardTexts } from '../contract/workbooks.js';
import { openAsGlobals } from './globals.js';

describe('texts', () => {
  test('are marked unless they are surely texts', () => {
    expect(['Completed', 'عدالتی فیصلہ', 'a = b', ''].map(typedText)).toEqual([
      'Completed',
      'عدالتی فیصلہ',
      'a = b',
      '',
    ]);
    expect(['=1+1', 'Mar 5', 'true ', '٣ مارچ', "'quoted"].map(typedText)).toEqual([
      "'=1+1",
      "'Mar 5",
      "'true ",
      "'٣ مارچ",
      "''quoted",
    ]);
  });
  test('stay what they are in Google Sheets', () => {
    const { app } = openAsGlobals();
    const texts = [...awkwardTexts, 'Mar 5', 'FALSE', '5 Apr 2019', '10:30', '50%', 'x'.repeat(32_767)];
    const cells = app.getActiveSpreadsheet().getSheetByName('Sheet1')!.getRange(1, 1, texts.length, 1);
    cells.setValues(texts.map((text) => [typedText(text)]));
    expect(cells.getValues()).toEqual(texts.map((text) => [text]));
    expect(cells.getFormulas()).toEqual(texts.map(() => ['']));
  });
});

test('days are counted as Google Sheets counts them', () => {
  expect(['1899-12-31', '1900-01-01', '1900-02-28', '1900-03-01', '2019-03-31'].map(serialOf)).toEqual([
    null,
    2,
    60,
    61,
    43_555,
  ]);
  expect(() => typedCell({ kind: 'date', date: '2019-02-30', style: 'cell' })).toThrow('2019-02-30');
});
