/** Paints what the spreadsheet keeps unseen: the keys of columns, and the version of the template. */
import { columnKeyName, columnLetters, templateKeyName } from '../../../core/index.js';
import type { Canvas, Spreadsheet } from './canvas.js';

/** Each column has its key once, however often it is painted. Copies of the worksheet have none. */
export function paintColumnKeys({ sheet, worksheet }: Canvas): void {
  const { DOCUMENT } = SpreadsheetApp.DeveloperMetadataVisibility;
  const standing = sheet.createDeveloperMetadataFinder().withKey(columnKeyName).find();
  for (const metadata of standing) metadata.remove();
  worksheet.columns.forEach(({ key }, index) => {
    const letters = columnLetters(index + 1);
    if (key !== undefined)
      sheet.getRange(`${letters}:${letters}`).addDeveloperMetadata(columnKeyName, key, DOCUMENT);
  });
}

/** By this others find out what the spreadsheet is, without reading any of its cells. */
export function paintTemplateVersion(spreadsheet: Spreadsheet, version: string): void {
  const { DOCUMENT } = SpreadsheetApp.DeveloperMetadataVisibility;
  const [standing, ...others] = spreadsheet.createDeveloperMetadataFinder().withKey(templateKeyName).find();
  if (standing) standing.setValue(version);
  else spreadsheet.addDeveloperMetadata(templateKeyName, version, DOCUMENT);
  for (const metadata of others) metadata.remove();
}
