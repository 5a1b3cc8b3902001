/** How the fake Excel says no: with the codes of the real one, and with its own for what it does not know. */

/** Codes of the real Excel, and of its client library where no answer came. Sources: Excel.ErrorCodes, CoreErrorCodes. */
export type ExcelErrorCode =
  | 'AccessDenied'
  | 'ConnectionFailure'
  | 'GeneralException'
  | 'InvalidArgument'
  | 'InvalidOperation'
  | 'InvalidOperationInCellEditMode'
  | 'InvalidReference'
  | 'ItemAlreadyExists'
  | 'ItemNotFound'
  | 'MergedRangeConflict'
  | 'NotImplemented';

const statuses: Readonly<Record<ExcelErrorCode, number>> = {
  AccessDenied: 403,
  ConnectionFailure: 504,
  GeneralException: 500,
  InvalidArgument: 400,
  InvalidOperation: 400,
  InvalidOperationInCellEditMode: 409,
  InvalidReference: 400,
  ItemAlreadyExists: 409,
  ItemNotFound: 404,
  MergedRangeConflict: 400,
  NotImplemented: 501,
};

/** A request that Excel refuses. */
export class ExcelError extends Error {
  override readonly name: string = 'ExcelError';
  readonly status: number;
  constructor(
    readonly code: ExcelErrorCode,
    message: string,
  ) {
    super(message);
    this.status = statuses[code];
  }
}

/** Something that the real Excel may well know and this one does not. Whoever needs it adds it here. */
export class Unsupported extends ExcelError {
  override readonly name = 'Unsupported';
  constructor(what: string) {
    super('NotImplemented', `The fake Excel does not know ${what}`);
  }
}

export const itemNotFound = () => new ExcelError('ItemNotFound', "The requested resource doesn't exist.");
export const invalidArgument = (what = 'The argument') =>
  new ExcelError('InvalidArgument', `${what} is invalid or missing or has an incorrect format.`);
export const itemAlreadyExists = () =>
  new ExcelError('ItemAlreadyExists', 'A resource with the same name or identifier already exists.');
export const accessDenied = (why = 'You cannot perform the requested operation.') =>
  new ExcelError('AccessDenied', why);
export const invalidOperation = (why = 'This operation is not permitted for the current object.') =>
  new ExcelError('InvalidOperation', why);
