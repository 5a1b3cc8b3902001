/** Answers what the panel asks of the script: which function carries out which method, and which of them change anything. */
import { underLock } from './lock.js';
import { decodeRequest, encodeFailure, encodeValue, type Request } from './messages/envelope.js';
import type { Gives, Method, Takes } from './messages/methods.js';
import { meaningOf } from './spreadsheet-host/failures.js';
import { copyWorksheet } from './spreadsheet-host/hands/copy.js';
import { goTo } from './spreadsheet-host/hands/go-to.js';
import { mark } from './spreadsheet-host/hands/mark.js';
import { write } from './spreadsheet-host/hands/write.js';
import { beginPaint, finishPaint, paintWorksheet } from './spreadsheet-host/paint/paint.js';
import { look } from './spreadsheet-host/read/look.js';
import { readRows } from './spreadsheet-host/read/rows.js';
import { readWorkbook } from './spreadsheet-host/read/workbook.js';
import { repair } from './spreadsheet-host/repair/repair.js';

type CarryOut<M extends Method> = (takes: Takes<M>) => Gives<M>;

/** What gives nothing back. */
const done =
  <T>(act: (takes: T) => void) =>
  (takes: T): Record<string, never> => {
    act(takes);
    return {};
  };

/** What changes the spreadsheet, which one run does at a time. */
const changing =
  <T, G>(act: (takes: T) => G) =>
  (takes: T): G =>
    underLock(() => act(takes));

const table: { readonly [M in Method]: CarryOut<M> } = {
  read: readWorkbook,
  readRows,
  beginPaint: changing(beginPaint),
  paintWorksheet: changing(paintWorksheet),
  finishPaint: changing(finishPaint),
  repair: changing(repair),
  write: changing(write),
  mark: changing(done(mark)),
  copyWorksheet: changing(done(copyWorksheet)),
  goTo: done(goTo),
  look,
};

function carryOut({ method, takes }: Request): string {
  // What a method takes was checked by its own schema; that the two belong together is more than the type can say.
  return encodeValue(method, (table[method] as CarryOut<Method>)(takes));
}

/**
 * Answers a request of the panel: with what the method gives, or with what went wrong. Never throws.
 * @param request as `encodeRequest` writes it
 * @returns as `decodeAnswer` reads it
 */
export function answer(request: string): string {
  try {
    return carryOut(decodeRequest(request));
  } catch (error) {
    return encodeFailure(meaningOf(error));
  }
}
