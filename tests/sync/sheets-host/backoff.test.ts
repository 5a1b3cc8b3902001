import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { backoffDelay, parseRetryAfter, sheetsBackoff } from '../../../sync/sheets-host/backoff.js';

const now = Date.UTC(2019, 3, 1, 4);
const unit = fc.double({ min: 0, max: 1, noNaN: true });

describe('waiting before a request is sent again', () => {
  test('the ceiling doubles from a second to 64', () => {
    const ceilings = [1, 2, 3, 4, 5, 6, 7, 8, 20].map((failures) =>
      backoffDelay(sheetsBackoff, failures, 1, null),
    );
    expect(ceilings).toEqual([1, 2, 4, 8, 16, 32, 64, 64, 64].map((seconds) => seconds * 1_000));
  });
  test('is evenly anything from nothing to the ceiling', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), unit, (failures, random) => {
        const ceiling = backoffDelay(sheetsBackoff, failures, 1, null);
        const delay = backoffDelay(sheetsBackoff, failures, random, null);
        expect(Math.abs(delay - random * ceiling)).toBeLessThanOrEqual(1);
      }),
    );
  });
  test('is never shorter than the server asks for, and not all come back at once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), unit, fc.nat(600_000), (failures, random, asked) => {
        const delay = backoffDelay(sheetsBackoff, failures, random, asked);
        expect(delay).toBeGreaterThanOrEqual(asked);
        expect(delay).toBeLessThanOrEqual(asked + sheetsBackoff.base);
      }),
    );
    expect(backoffDelay(sheetsBackoff, 1, 0.5, 7_000)).toBe(7_500);
  });
});

describe('the header Retry-After', () => {
  test.each([
    ['seconds', '120', 120_000],
    ['nothing', '0', 0],
    ['a date', 'Mon, 01 Apr 2019 04:00:30 GMT', 30_000],
    ['a date that has passed', 'Mon, 01 Apr 2019 03:00:00 GMT', 0],
    ['no header', null, null],
    ['an empty one', '', null],
    ['a negative number', '-5', null],
    ['a number that no wait has', '99999999999999999999', null],
    ['something else', 'soon', null],
    ['a date of another form', '2019-04-01', null],
  ])('%s', (_, header, milliseconds) => {
    expect(parseRetryAfter(header, now)).toBe(milliseconds);
  });
  test('says nothing, or a wait that is not negative, whatever it is', () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        const asked = parseRetryAfter(header, now);
        expect(asked === null || (Number.isFinite(asked) && asked >= 0)).toBe(true);
      }),
    );
  });
});
