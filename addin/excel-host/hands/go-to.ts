/** Shows a place of the workbook to the person. */
import { HostError } from '../../../core/index.js';
import type { CellPlace } from '../../../panel/index.js';
import { rangeIn } from '../areas.js';
import { runIn, type ExcelNamespace } from '../errors.js';

/**
 * As `PanelHost.goTo`, in two syncs.
 * @throws HostError `not-found` if the worksheet is gone or hidden
 */
export async function goTo(excel: ExcelNamespace, { worksheet, range }: CellPlace): Promise<void> {
  await runIn(excel, async (context) => {
    const found = context.workbook.worksheets.getItemOrNullObject(worksheet);
    found.load('visibility');
    await context.sync();
    if (found.isNullObject) {
      throw new HostError('not-found', `There is no worksheet “${worksheet}” any more.`);
    }
    if (found.visibility !== 'Visible') {
      throw new HostError('not-found', `The worksheet “${worksheet}” is hidden. Show it, then try again.`);
    }
    found.activate();
    if (range !== null) rangeIn(found, range).select();
    await context.sync();
  });
}
