/** Hides again what is to be hidden: worksheets, rows and columns of ours. What a person hid stays hidden. */
import { columnLetters, runsOf, type Run } from '../../../core/index.js';
import type { Mending, Patient } from './patient.js';

/** How rows, and how columns, are asked and hidden. */
interface Lines {
  readonly runs: readonly Run<true>[];
  readonly addressOf: (first: number, last: number) => string;
  readonly isHidden: (line: number) => boolean;
  readonly hide: (first: number, count: number) => void;
}

const hiddenRuns = (lines: readonly { readonly hidden?: boolean }[], most: number) =>
  runsOf(lines.slice(0, most).map(({ hidden }) => (hidden === true ? true : null)));

function linesOf({ wanted, sheet }: Patient): readonly Lines[] {
  return [
    {
      runs: hiddenRuns(wanted.rows, sheet.getMaxRows()),
      addressOf: (first, last) => `${first}:${last}`,
      isHidden: (row) => sheet.isRowHiddenByUser(row),
      hide: (first, count) => {
        sheet.hideRows(first, count);
      },
    },
    {
      runs: hiddenRuns(wanted.columns, sheet.getMaxColumns()),
      addressOf: (first, last) => `${columnLetters(first)}:${columnLetters(last)}`,
      isHidden: (column) => sheet.isColumnHiddenByUser(column),
      hide: (first, count) => {
        sheet.hideColumns(first, count);
      },
    },
  ];
}

/** A call for each hidden row and column of ours: these are few, however many rows there are. */
export function examineVisibility(patient: Patient): readonly Mending[] {
  const { wanted, sheet } = patient;
  const mendings: Mending[] = [];
  if (wanted.visibility !== 'visible' && !sheet.isSheetHidden()) {
    const mend = () => {
      sheet.hideSheet();
    };
    mendings.push({ what: 'visibility', ranges: [], mend });
  }
  for (const { runs, addressOf, isHidden, hide } of linesOf(patient)) {
    const shown = runs.filter(({ first, last }) => {
      const lines = Array.from({ length: last - first + 1 }, (_, index) => first + index);
      return !lines.every(isHidden);
    });
    if (shown.length === 0) continue;
    const mend = () => {
      for (const { first, last } of shown) hide(first, last - first + 1);
    };
    mendings.push({
      what: 'visibility',
      ranges: shown.map(({ first, last }) => addressOf(first, last)),
      mend,
    });
  }
  return mendings;
}
