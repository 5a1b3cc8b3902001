/** What stands in rows in short, and the dates that instants are: the parts of reading that ask nothing of a service. */
import { createContext, runInContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { fingerprintOfRows, rowHashes } from '../../appsscript/spreadsheet-host/contents.js';
import { isDate, isoIn } from '../../appsscript/spreadsheet-host/dates.js';

/** The hash of a row of values, of which those that begin with `=` are formulas that show 0. */
const hashOf = (...row: readonly unknown[]) => {
  const isFormula = (value: unknown): value is string => typeof value === 'string' && value.startsWith('=');
  return rowHashes({
    values: [row.map((value) => (isFormula(value) ? 0 : value))],
    formulas: [row.map((value) => (isFormula(value) ? value : ''))],
  })[0];
};

describe('rows in short', () => {
  test('rows of other content have another hash', () => {
    const noon = new Date('2019-03-31T12:00:00Z');
    const rows = [
      ['a'],
      ['', 'a'],
      ['a', 'b'],
      ['ab'],
      ['a,1:2:tb'],
      ['b', 'a'],
      ['a', '', 'b'],
      [1],
      ['1'],
      ['n1'],
      [0],
      ['=0'],
      ['=1'],
      [true],
      ['true'],
      [false],
      [noon],
      [noon.getTime()],
      [String(noon.getTime())],
      [new Date(noon.getTime() + 1_000)],
      [noon.toISOString()],
      [' '],
      ['اردو'],
      ['🙂'],
    ];
    expect(new Set(rows.map((row) => hashOf(...row))).size).toBe(rows.length);
  });
  test('rows of the same content have the same: blank cells behind it do not count, nor what formulas show', () => {
    expect(hashOf('a', '', '')).toBe(hashOf('a'));
    expect(hashOf('', '')).toBe('');
    expect(hashOf(new Date(5))).toBe(hashOf(new Date(5)));
    const shown = [1, 'two'].map((value) => rowHashes({ values: [[value]], formulas: [['=TODAY()']] })[0]);
    expect(shown[0]).toBe(shown[1]);
  });
  test('a hundred thousand rows that differ little have as many hashes', () => {
    const hashes = Array.from({ length: 100_000 }, (_, index) => hashOf(`5a`, index % 1_000, `x${index}`));
    expect(new Set(hashes).size).toBe(hashes.length);
  });
  test('of a worksheet: which row is which counts, blank rows at the end do not', () => {
    const all = [['a', 'b'], ['b', 'a'], ['a', '', 'b'], ['', 'a', 'b'], ['a'], ['a,b'], []];
    expect(new Set(all.map(fingerprintOfRows)).size).toBe(all.length);
    expect(fingerprintOfRows(['a', 'b', '', ''])).toBe(fingerprintOfRows(['a', 'b']));
    expect(fingerprintOfRows(['', ''])).toBe(fingerprintOfRows([]));
  });
});

describe('dates', () => {
  test('are known by what they are, from whatever realm', () => {
    const foreign: unknown = runInContext('new Date(0)', createContext());
    expect(foreign).not.toBeInstanceOf(Date);
    expect([foreign, new Date(), '2019-03-31', 0, null, { getTime: () => 0 }].map(isDate)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
  test.each([
    ['Asia/Karachi', '2019-03-30T19:00:00Z', '2019-03-31'],
    ['Asia/Karachi', '2019-03-31T09:30:00Z', '2019-03-31T14:30:00'],
    // The clocks went forward on this day.
    ['America/New_York', '2019-03-10T05:00:00Z', '2019-03-10'],
    ['America/New_York', '2019-03-10T16:00:00Z', '2019-03-10T12:00:00'],
    // Midnight did not exist.
    ['America/Sao_Paulo', '2018-11-04T03:00:00Z', '2018-11-04T01:00:00'],
    ['Pacific/Apia', '2019-06-30T11:00:00Z', '2019-07-01'],
    // Karachi's own time, before it had a zone.
    ['Asia/Karachi', '1899-12-29T19:31:48Z', '1899-12-30'],
    ['UTC', '2019-03-31T23:59:59.600Z', '2019-04-01'],
    ['UTC', '0001-01-01T00:00:00Z', '0001-01-01'],
    ['UTC', '9999-12-31T00:00:00Z', '9999-12-31'],
  ])('in %s %s is %s', (timeZone, instant, expected) => {
    expect(isoIn(timeZone)(new Date(instant))).toBe(expected);
  });
  test('what is none: outside the years that can be written, and no instant at all', () => {
    const isoOf = isoIn('UTC');
    expect(
      [new Date(Date.UTC(-5, 0)), new Date('+010000-01-01T00:00:00Z'), new Date(NaN)].map(isoOf),
    ).toEqual([null, null, null]);
  });
});
