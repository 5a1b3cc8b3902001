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

/** Two syncs. */
export function* readMarks(
  worksheet: Excel.Worksheet,
  isSupported: IsSupported,
): Steps<readonly FoundMark[]> {
  const formats = rangeIn(worksheet).conditionalFormats;
  formats.load('items/type');
  yield;
  // `custom` of another type cannot even be asked for.
  const found = formats.items
    .filter(({ type }) => type === 'Custom')
    .map((format) => {
      format.custom.rule.load('formula');
      return { format, rangesOf: askForRanges(format, isSupported) };
    });
  yield;
  return found.flatMap(({ format, rangesOf }): FoundMark[] => {
    const severity = severityOfFormula(format.custom.rule.formula);
    if (severity === null) return [];
    return [
      {
        severity,
        ranges: rangesOf(),
        remove: () => {
          format.delete();
        },
      },
    ];
  });
}
