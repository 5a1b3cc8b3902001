/** What is written into cells comes out as it was: measured against what the fake Excel makes of entries. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { typedCell, typedText } from '../../../addin/excel-host/text.js';
import { longestText, statuses, timelines } from '../../../core/index.js';
import { awkwardTexts, filled } from '../../contract/workbooks.js';
import { enter } from '../../fakes/excel/typing.js';

const readings = (['dmy', 'mdy'] as const).flatMap((dateOrder) =>
  ([1900, 1904] as const).map((dateSystem) => ({ dateOrder, dateSystem, today: '2019-04-15' })),
);
/** What cells that have no number format yet hold after the text is written, by each way of reading dates. */
const held = (text: string) =>
  readings.map((reading) => {
    const { value, formula, numberFormat } = enter(typedText(text), 'General', reading);
    return { value, formula, numberFormat };
  });
const asText = (text: string) =>
  readings.map(() => ({ value: text, formula: null, numberFormat: undefined }));

describe('texts', () => {
  test.each([
    ...awkwardTexts,
    'Mar 5',
    'March 2019',
    '31-Mar-2019',
    '10 May',
    'true',
    'False',
    '50%',
    '1,000',
    '12:30',
    '.5',
    '-5',
    '+a',
    "'",
    "''",
    '@',
    '=',
    '#REF!',
    '٣',
    '^x',
    '"quoted"',
    '\u200B=1+1',
  ])('%j stays text', (text) => {
    expect(held(text)).toEqual(asText(text));
  });
  test('any text stays text', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'binary' }), (text) => {
        expect(held(text)).toEqual(asText(text));
      }),
      { numRuns: 2_000 },
    );
  });
  test('made of what Excel looks out for stay text', () => {
    const parts = [
      '=',
      '+',
      '-',
      '@',
      "'",
      '1',
      '31',
      '/',
      ' ',
      'Mar',
      'May 5',
      'e',
      '%',
      '.',
      ',',
      ':',
      'TRUE',
      '#N/A',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 5 }), (some) => {
        expect(held(some.join(''))).toEqual(asText(some.join('')));
      }),
      { numRuns: 5_000 },
    );
  });
  test('as long as a cell holds stay whole', () => {
    for (const text of ['x'.repeat(longestText), `3 ${'x'.repeat(longestText - 2)}`]) {
      expect(held(text)).toEqual(asText(text));
    }
  });
  test('that can only be texts are not marked', () => {
    const plain = [
      ...statuses,
      ...timelines,
      'Home Departments',
      'عدالتی فیصلے کا انتظار ہے',
      'as agreed (in full)',
    ];
    expect(plain.map(typedText)).toEqual(plain);
  });
});

describe('cells', () => {
  const style = 'page';
  test('are written as what they are', () => {
    expect(typedCell({ kind: 'blank', style }, 1900)).toBeNull();
    expect(typedCell({ kind: 'text', text: '', style }, 1900)).toBeNull();
    expect(typedCell({ kind: 'text', text: '=1', style }, 1900)).toBe("'=1");
    expect(typedCell({ kind: 'number', value: -0.5, style }, 1900)).toBe(-0.5);
    expect(typedCell({ kind: 'formula', formula: 'A1*2', result: 4, style }, 1900)).toBe('=A1*2');
  });
  test('hold dates as the numbers of the workbook’s system', () => {
    const date = { kind: 'date', date: '2019-03-31', style } as const;
    expect(typedCell(date, 1900)).toBe(43_555);
    expect(typedCell(date, 1904)).toBe(43_555 - 1_462);
    expect(() => typedCell({ ...date, date: '1903-01-01' }, 1904)).toThrow('1904');
  });
  test('of a whole workbook can all be written', () => {
    const written = filled.worksheets.flatMap(({ rows }) =>
      rows.flatMap(({ cells }) => cells.map((cell) => typedCell(cell, 1900))),
    );
    expect(written.length).toBeGreaterThan(4_000);
    expect(written.filter((one) => typeof one === 'string' && one.startsWith('=')).length).toBe(677);
  });
});
