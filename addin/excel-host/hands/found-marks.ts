/** Finds the marks that stand in a worksheet: ours of now, of an earlier session, and those that copying multiplied. */
import type { CellRange } from '../../../core/index.js';
import type { Mark } from '../../../panel/index.js';
import { rangeIn } from '../areas.js';
import { askForRanges, formatIn } from '../conditional-formats.js';
import type { IsSupported } from '../requirements.js';
import type { Steps } from '../steps.js';
import { severityOfFormula } from '../mark-formula.js';

export interface FoundMark {
  readonly severity: Mark['severity'];
  /** Null: the program cannot tell, because they are several and it is an old one. */
  readonly ranges: readonly CellRange[] | null;
  /** Queues its removal. */
  readonly remove: () => void;
}

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
