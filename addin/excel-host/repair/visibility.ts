/** Hides again what is to be hidden: worksheets, rows and columns of ours. What a person hid stays hidden. */
import { runsOf } from '../../../core/index.js';
import { rangeIn } from '../areas.js';
import { columnsAddress, rowsAddress } from '../paint/canvas.js';
import { visibilities } from '../paint/workbook.js';
import type { Steps } from '../steps.js';
import type { Mending, Patient } from './mending.js';

const hiddenRuns = (parts: readonly { readonly hidden?: boolean }[]) =>
  runsOf(parts.map(({ hidden }) => (hidden === true ? true : null)));

/** One sync. */
export function* examineVisibility({ wanted, sheet }: Patient): Steps<readonly Mending[]> {
  const ask = (addresses: readonly string[], property: 'rowHidden' | 'columnHidden') =>
    addresses.map((address) => {
      const range = rangeIn(sheet, address);
      range.load(property);
      return { address, range, property };
    });
  sheet.load('visibility');
  const asked = [
    ...ask(
      hiddenRuns(wanted.rows).map(({ first, last }) => rowsAddress(first, last)),
      'rowHidden',
    ),
    ...ask(
      hiddenRuns(wanted.columns).map(({ first, last }) => columnsAddress(first, last)),
      'columnHidden',
    ),
  ];
  yield;
  const visibility = visibilities[wanted.visibility];
  const mendings: Mending[] = [];
  if (visibility !== 'Visible' && sheet.visibility !== visibility) {
    mendings.push({
      what: 'visibility',
      ranges: [],
      mend: () => {
        sheet.visibility = visibility;
      },
    });
  }
  // Null: some of them are hidden and some are not.
  const shown = asked.filter(({ range, property }) => !range[property]);
  if (shown.length > 0) {
    mendings.push({
      what: 'visibility',
      ranges: shown.map(({ address }) => address),
      mend: () => {
        for (const { address, property } of shown) rangeIn(sheet, address)[property] = true;
      },
    });
  }
  return mendings;
}
