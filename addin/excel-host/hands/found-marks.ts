/** Finds the marks that stand in a worksheet: ours of now, of an earlier session, and those that copying multiplied. */
import { parseRange, type CellRange } from '../../../core/index.js';
import type { Mark } from '../../../panel/index.js';
import { rangeIn } from '../areas.js';
import { brought, type IsSupported } from '../requirements.js';
import type { Steps } from '../steps.js';
import { severityOfFormula } from './mark-formula.js';

export interface FoundMark {
  readonly severity: Mark['severity'];
  /** Null: the program cannot tell, because they are several and it is an old one. */
  readonly ranges: readonly CellRange[] | null;
  /** Queues its removal. */
  readonly remove: () => void;
}

/** The range of an address that may name its worksheet. */
export function rangeOfAddress(address: string): CellRange {
  const range = parseRange(address.slice(address.lastIndexOf('!') + 1));
  if (!range) throw new Error(`Excel: “${address}” is not an address`);
  return range;
}

/** Asks for the ranges that a conditional format covers; the returned function tells after the next sync. */
export function askForRanges(
  format: Excel.ConditionalFormat,
  isSupported: IsSupported,
): () => readonly CellRange[] | null {
  if (!isSupported(brought.rangeAreas)) {
    const range = format.getRangeOrNullObject().untrack();
    range.load('address');
    return () => (range.isNullObject ? null : [rangeOfAddress(range.address)]);
  }
  // `address` of all areas together is cut off when it is long.
  const { areas } = format.getRanges().untrack();
  areas.load('items/address');
  return () => areas.items.map(({ address }) => rangeOfAddress(address));
}

/** A conditional format in the batch that is being made up: it is found anew in each, by its id. */
export const formatIn = (sheet: Excel.Worksheet, id: string, range?: string): Excel.ConditionalFormat =>
  rangeIn(sheet, range).conditionalFormats.getItem(id);

/** Two syncs. */
export function* readMarks(sheet: Excel.Worksheet, isSupported: IsSupported): Steps<readonly FoundMark[]> {
  const formats = rangeIn(sheet).conditionalFormats;
  formats.load('items/id,items/type');
  yield;
  // `custom` of another type cannot even be asked for.
  const asked = formats.items
    .filter(({ type }) => type === 'Custom')
    .map(({ id }) => {
      const format = formatIn(sheet, id);
      format.custom.rule.load('formula');
      return { id, format, rangesOf: askForRanges(format, isSupported) };
    });
  yield;
  return asked.flatMap(({ id, format, rangesOf }): FoundMark[] => {
    const severity = severityOfFormula(format.custom.rule.formula);
    if (severity === null) return [];
    const remove = () => {
      formatIn(sheet, id).delete();
    };
    return [{ severity, ranges: rangesOf(), remove }];
  });
}
