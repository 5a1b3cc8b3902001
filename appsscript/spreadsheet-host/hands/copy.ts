/** Copies a worksheet behind the last one: values and looks, with no link back to where it came from. */
import { columnKeyName, HostError, neutral } from '../../../core/index.js';
import type { Takes } from '../../messages/methods.js';
import { namedSheets } from '../own-worksheets.js';
import { markRows } from './mark.js';

/** Takes away all that leads elsewhere, that asks for something, or that others would take for the original's. */
function detach(copy: GoogleAppsScript.Spreadsheet.Sheet): void {
  // What a filter hides would not be pasted.
  copy.getFilter()?.remove();
  const { SHEET, RANGE } = SpreadsheetApp.ProtectionType;
  for (const type of [SHEET, RANGE]) for (const protection of copy.getProtections(type)) protection.remove();
  for (const name of copy.getNamedRanges()) name.remove();
  const keys = copy.createDeveloperMetadataFinder().withKey(columnKeyName).find();
  for (const key of keys) key.remove();
  copy.getRange(1, 1, copy.getMaxRows(), copy.getMaxColumns()).clearDataValidations();
  markRows(copy, { first: 1, last: Infinity }, []);
}

/**
 * As `PanelHost.copyWorksheet`.
 * @throws HostError `not-found` if there is no such worksheet, `exists` if the name is taken. If it fails there is no copy
 */
export function copyWorksheet({ worksheet, name, blank }: Takes<'copyWorksheet'>): void {
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  const sheets = namedSheets(spreadsheet);
  const named = (wanted: string) =>
    sheets.find((one) => one.name.toLowerCase() === wanted.toLowerCase())?.sheet;
  const source = named(worksheet);
  if (!source) throw new HostError('not-found', `There is no worksheet “${worksheet}” any more.`);
  if (named(name)) throw new HostError('exists', `There is a worksheet “${name}” already.`);
  const copy = source.copyTo(spreadsheet);
  try {
    copy.setName(name).showSheet().setTabColor(neutral.muted);
    detach(copy);
    // What the copy shows is what stood there then: formulas would go on counting, and in the original.
    const used = copy.getDataRange();
    used.copyTo(used, SpreadsheetApp.CopyPasteType.PASTE_VALUES, false);
    if (blank.length > 0) copy.getRangeList([...blank]).clearContent();
    SpreadsheetApp.flush();
  } catch (error) {
    spreadsheet.deleteSheet(copy);
    throw error;
  }
}
