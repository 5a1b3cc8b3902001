/** What cells of the fake Excel show, beside what Excel shows. */
import { expect, test } from 'vitest';
import { shownText } from './shown.js';

test.each([
  [1234.5, '#,##0.##', '1,234.5'],
  [1234, '#,##0.##', '1,234.'],
  [0.126, '#,##0.##', '0.13'],
  [1234.5, '#,##0.00', '1,234.50'],
  [1234.5, '#,##0', '1,235'],
  [0.455, '0%', '46%'],
  [-2.5, '0.0', '-2.5'],
  [12.25, '0.0# "km"', '12.25 km'],
  [1234.5, 'General', '1234.5'],
  [43585, 'dd-mmm-yyyy', '30-Apr-2019'],
])('%d as %s', (value, numberFormat, text) => {
  expect(shownText(value, numberFormat, { dateSystem: 1900 })).toBe(text);
});

test('a number format that is not known is no text', () => {
  expect(() => shownText(1, '# ?/?', { dateSystem: 1900 })).toThrow('# ?/?');
});
