/** What failures of Google's services are told as. */
import { describe, expect, test } from 'vitest';
import { HostError } from '../../core/index.js';
import { isServiceFailure, meaningOf } from '../../appsscript/spreadsheet-host/failures.js';

const exception = (message: string, name = 'Exception') => Object.assign(new Error(message), { name });

describe('meaningOf', () => {
  test.each([
    [
      'You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.',
      'no-access',
    ],
    ['You do not have permission to access the requested document.', 'no-access'],
    [
      'You do not have permission to call SpreadsheetApp.openById. Required permissions: https://www.googleapis.com/auth/spreadsheets',
      'no-access',
    ],
    ['Service Spreadsheets failed while accessing document with id abc.', 'unavailable'],
    ['Service Spreadsheets timed out while accessing document with id abc.', 'unavailable'],
    ['Service error: Spreadsheets', 'unavailable'],
    ["We're sorry, a server error occurred. Please wait a bit and try again.", 'unavailable'],
    ['Service invoked too many times for one day: spreadsheet.', 'unavailable'],
    ['Exception: Service Spreadsheets timed out while accessing document with id abc.', 'unavailable'],
    ['There are too many LockService operations against the same script.', 'in-use'],
    ['Range not found', 'changed'],
    ['The coordinates of the range are outside the dimensions of the sheet.', 'changed'],
    ['The data you entered in cell C4 violates the data validation rules set on this cell.', 'not-writable'],
    ['Your input contains more than the maximum of 50000 characters in a single cell.', 'failed'],
    ['یہ کچھ اور ہے', 'failed'],
  ])('%s → %s', (message, code) => {
    expect(meaningOf(exception(message), ['Matrix'])).toMatchObject({
      name: 'HostError',
      code,
      touched: ['Matrix'],
    });
  });

  test('quotes nothing that a service said, for it may quote cells', () => {
    const error = meaningOf(
      exception('The data you entered in cell C4 violates the rules. Please enter: Secret remark'),
    );
    expect(error).toBeInstanceOf(HostError);
    expect(JSON.stringify(error) + String(error)).not.toMatch(/C4|Secret/);
    expect((error as HostError).cause).toBeUndefined();
  });

  test('leaves HostErrors and bugs what they are', () => {
    for (const error of [
      new HostError('exists', 'There.'),
      new TypeError('x'),
      new RangeError('y'),
      'z',
      null,
    ])
      expect(meaningOf(error)).toBe(error);
  });
});

test('a failure of a service is known by its name, whatever realm its class is from', () => {
  expect(isServiceFailure({ name: 'Exception', message: 'x' })).toBe(true);
  expect(isServiceFailure(new Error('Exception'))).toBe(false);
});
