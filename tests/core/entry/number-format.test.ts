/** What number formats make of numbers, and dates as serial numbers in both date systems. */
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { dateOfSerial, kindOfFormatCode, serialOfDate } from '../../../core/index.js';

describe('number formats', () => {
  test.each<[string, string]>([
    ['General', 'number'],
    ['0.00', 'number'],
    ['#,##0 "days"', 'number'],
    ['[Red]0', 'number'],
    ['0\\d', 'number'],
    ['_d0', 'number'],
    ['@', 'number'],
    ['[h]:mm:ss', 'number'],
    ['[mm]:ss', 'number'],
    ['0;[Red]"yes";dd', 'number'],
    ['0.00E+00', 'number'],
    ['# ?/?', 'number'],
    ['"unclosed yyyy', 'number'],
    ['[unclosed yyyy', 'number'],
    ['0%', 'percent'],
    ['0.0 %', 'percent'],
    ['0"%"', 'number'],
    ['yyyy-mm-dd', 'date'],
    ['DD/MM/YYYY', 'date'],
    ['[$-409]d-mmm-yy;@', 'date'],
    ['[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy', 'date'],
    ['h:mm AM/PM', 'date'],
    ['General "d"', 'number'],
  ])('%j is a %s', (code, kind) => {
    expect(kindOfFormatCode(code)).toBe(kind);
  });
});

describe('dates', () => {
  test.each<[number, 1900 | 1904, string | null]>([
    [0, 1900, '1899-12-31'],
    [1, 1900, '1900-01-01'],
    [59, 1900, '1900-02-28'],
    [60, 1900, null],
    [60.5, 1900, null],
    [61, 1900, '1900-03-01'],
    [43_555, 1900, '2019-03-31'],
    [43_555.604166667, 1900, '2019-03-31T14:30:00'],
    [43_555.999999, 1900, '2019-04-01'],
    [0.5, 1900, '1899-12-31T12:00:00'],
    [2_958_465, 1900, '9999-12-31'],
    [2_958_466, 1900, null],
    [-1, 1900, null],
    [-0.1, 1904, null],
    [0, 1904, '1904-01-01'],
    [60, 1904, '1904-03-01'],
    [42_093, 1904, '2019-03-31'],
    [2_957_003, 1904, '9999-12-31'],
    [2_957_004, 1904, null],
    [NaN, 1900, null],
  ])('%d in the %d system is %s', (serial, system, date) => {
    expect(dateOfSerial(serial, system)).toBe(date);
  });

  test('every day agrees with the calendar of the language', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 61, max: 2_958_465 }),
        fc.integer({ min: 0, max: 86_399 }),
        (day, seconds) => {
          const time = new Date(Date.UTC(1899, 11, 30) + day * 86_400_000 + seconds * 1000).toISOString();
          const wanted = seconds === 0 ? time.slice(0, 10) : time.slice(0, 19);
          expect(dateOfSerial(day + seconds / 86_400, 1900)).toBe(wanted);
        },
      ),
      { seed: 1, numRuns: 2000 },
    );
  });

  test.each<[string, 1900 | 1904, number | null]>([
    ['1900-01-01', 1900, 1],
    ['1900-02-28', 1900, 59],
    ['1900-03-01', 1900, 61],
    ['2019-03-31', 1900, 43_555],
    ['2019-03-31', 1904, 42_093],
    ['2019-03-31T12:00', 1900, 43_555.5],
    ['1904-01-01', 1904, 0],
    ['1903-12-31', 1904, null],
    ['1899-12-31', 1900, null],
    ['2019-02-30', 1900, null],
    ['0019-02-03', 1900, null],
    ['2019-13-01', 1900, null],
    ['31/03/2019', 1900, null],
  ])('%s in the %d system is day %s', (date, system, serial) => {
    expect(serialOfDate(date, system)).toBe(serial);
  });
});
