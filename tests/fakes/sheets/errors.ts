/** What the services throw, with the words of the real ones. */

/** An error that a service throws. In the script it has the name `Exception` and is of the script's own kind of Error. */
export class ServiceError extends Error {
  override readonly name = 'Exception';
}

/** A gap of the fake: the test must fail, whatever the script makes of errors. */
export class Unsupported extends Error {
  override readonly name = 'Unsupported';
  constructor(what: string) {
    super(`fake: ${what}`);
  }
}

/** @param what `Range.foo` */
export const notEmulated = (what: string) => new Unsupported(`${what} is real but not emulated`);

export const serviceFailed = () =>
  new ServiceError('Service Spreadsheets failed while accessing document with id spreadsheet-1.');

/** @param method `SpreadsheetApp.openById` */
export const notAuthorised = (method: string) =>
  new ServiceError(
    `Specified permissions are not sufficient to call ${method}. Required permissions: https://www.googleapis.com/auth/spreadsheets`,
  );

export const outOfBounds = (what = 'range') =>
  new ServiceError(`The coordinates or dimensions of the ${what} are invalid.`);

/** @param parameters types of what was given. @param method `SpreadsheetApp.Range.setValues` */
export const wrongParameters = (parameters: readonly string[], method: string) =>
  new ServiceError(
    `The parameters (${parameters.join(',')}) don't match the method signature for ${method}.`,
  );

export const wrongRowCount = (data: number, range: number) =>
  new ServiceError(
    `The number of rows in the data does not match the number of rows in the range. The data has ${data} but the range has ${range}.`,
  );
export const wrongColumnCount = (data: number, range: number) =>
  new ServiceError(
    `The number of columns in the data does not match the number of columns in the range. The data has ${data} but the range has ${range}.`,
  );
