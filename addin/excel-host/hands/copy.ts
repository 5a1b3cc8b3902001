/** Copies a worksheet behind the last one: values and looks, with no link back to where it came from. */
import { HostError, neutral } from '../../../core/index.js';
import { rangeIn } from '../areas.js';
import { runIn, type ExcelNamespace } from '../errors.js';
import { brought, type IsSupported } from '../requirements.js';
import { typedText } from '../text.js';
import { asItWas, loadProtection, writeOpened } from '../open-batch.js';

/** The first batch of either way: what a copy has whatever made it. */
function present(copy: Excel.Worksheet, name: string): void {
  copy.name = name;
  copy.visibility = 'Visible';
  copy.tabColor = neutral.muted;
}

function leaveOut(copy: Excel.Worksheet, blank: readonly string[]): void {
  for (const range of blank) rangeIn(copy, range).clear('Contents');
}

/** Two syncs. */
async function copyWhole(
  context: Excel.RequestContext,
  source: Excel.Worksheet,
  name: string,
  blank: readonly string[],
): Promise<void> {
  const copy = source.copy('End');
  present(copy, name);
  copy.names.load('items/name');
  loadProtection(copy);
  await context.sync();
  try {
    await writeOpened(context, [asItWas(copy)], () => {
      // What the copy shows is what stood there then: formulas would go on counting, and in the original.
      const used = copy.getUsedRange().untrack();
      used.copyFrom(used, 'Values');
      rangeIn(copy).dataValidation.clear();
      // Excel gives a copy names of its own for those that lead into the original.
      for (const own of copy.names.items) own.delete();
      leaveOut(copy, blank);
    });
  } catch (error) {
    copy.delete();
    await context.sync();
    throw error;
  }
}

/** Values and number formats only: all that can be copied below ExcelApi 1.10. Two syncs. */
async function copyValues(
  context: Excel.RequestContext,
  source: Excel.Worksheet,
  name: string,
  blank: readonly string[],
): Promise<void> {
  const used = source.getUsedRangeOrNullObject(true).untrack();
  used.load('address,values,numberFormat');
  await context.sync();
  const copy = context.workbook.worksheets.add();
  present(copy, name);
  if (!used.isNullObject) {
    const cells = rangeIn(copy, used.address.slice(used.address.lastIndexOf('!') + 1));
    cells.values = used.values.map((row: readonly unknown[]) =>
      row.map((value) => (typeof value === 'string' ? typedText(value) : value)),
    );
    cells.numberFormat = used.numberFormat;
    leaveOut(copy, blank);
  }
  await context.sync();
}

/**
 * As `PanelHost.copyWorksheet`, in three syncs. Below ExcelApi 1.10 the copy has values and number formats only.
 * @throws HostError `not-found` if there is no such worksheet, `exists` if the name is taken, `no-access` if the
 *   worksheet is protected with a password: then there is no copy
 */
export async function copyWorksheet(
  excel: ExcelNamespace,
  isSupported: IsSupported,
  worksheet: string,
  name: string,
  blank: readonly string[],
): Promise<void> {
  await runIn(excel, async (context) => {
    const { worksheets } = context.workbook;
    worksheets.load('items/name');
    await context.sync();
    const named = (wanted: string) =>
      worksheets.items.find((one) => one.name.toLowerCase() === wanted.toLowerCase());
    const source = named(worksheet);
    if (!source) throw new HostError('not-found', `There is no worksheet “${worksheet}” any more.`);
    if (named(name)) throw new HostError('exists', `There is a worksheet “${name}” already.`);
    await (isSupported(brought.copyWorksheet) ? copyWhole : copyValues)(context, source, name, blank);
  });
}
