/** Reads some rows of a worksheet anew, as reading the whole workbook gives them. */
import { rangeAddress, type DateSystem, type RowSnapshot } from '../../../core/index.js';
import { rangeIn, rangeOfAddress } from '../areas.js';
import { isExcelError, runIn, type ExcelNamespace } from '../errors.js';
import { fillOf, fillOptions, rowsOf } from '../read/cells.js';
import { loadDateSystem } from '../date-system.js';
import { brought, type IsSupported } from '../requirements.js';

/** Queues the reading of a block of cells; the returned function gives its rows after the next sync. */
function loadBlock(
  sheet: Excel.Worksheet,
  address: string,
  isSupported: IsSupported,
): (dateSystem: DateSystem) => readonly RowSnapshot[] {
  const cells = rangeIn(sheet, address);
  cells.load('values,valueTypes,formulas,numberFormat');
  const hasProperties = isSupported(brought.cellProperties);
  const fills = hasProperties ? cells.getCellProperties({ format: fillOptions }) : null;
  const hidden = hasProperties ? cells.getRowProperties({ rowHidden: true }) : null;
  const { top, left } = rangeOfAddress(address);
  return (dateSystem) =>
    rowsOf({
      top,
      left,
      values: cells.values,
      types: cells.valueTypes,
      formulas: cells.formulas,
      formats: cells.numberFormat,
      ...(fills ? { fills: fills.value.map((row) => row.map(fillOf)) } : {}),
      ...(hidden ? { hidden: hidden.value.map(({ rowHidden }) => rowHidden === true) } : {}),
      dateSystem,
    });
}

/** As `PanelHost.readRows`, in two syncs. Below ExcelApi 1.9 nothing is known of fills, and no row is hidden. */
export async function readRows(
  excel: ExcelNamespace,
  isSupported: IsSupported,
  worksheet: string,
  rows: readonly (readonly [first: number, last: number])[],
): Promise<readonly RowSnapshot[] | null> {
  return runIn(excel, async (context) => {
    const sheet = context.workbook.worksheets.getItem(worksheet);
    const dateSystemOf = loadDateSystem(context.workbook);
    const used = sheet.getUsedRangeOrNullObject().untrack();
    used.load('address');
    try {
      await context.sync();
    } catch (error) {
      if (isExcelError(error) && error.code === 'ItemNotFound') return null;
      throw error;
    }
    if (used.isNullObject) return [];
    const { top, left, bottom, right } = rangeOfAddress(used.address);
    const blocks = rows.flatMap(([first, last]) => {
      const block = { top: Math.max(first, top), left, bottom: Math.min(last, bottom), right };
      return block.top > block.bottom ? [] : [loadBlock(sheet, rangeAddress(block), isSupported)];
    });
    if (blocks.length === 0) return [];
    await context.sync();
    return blocks.flatMap((rowsAfter) => rowsAfter(dateSystemOf())).sort((a, b) => a.row - b.row);
  });
}
