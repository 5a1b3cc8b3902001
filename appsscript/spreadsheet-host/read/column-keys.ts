/** Reads the keys of fields that the spreadsheet keeps with its columns, as developer metadata. */
import { columnKeyName, type WorksheetSnapshot } from '../../../core/index.js';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** In ascending order of column. Some calls for each. */
export function readColumnKeys(sheet: Sheet): NonNullable<WorksheetSnapshot['columnKeys']> {
  return sheet
    .createDeveloperMetadataFinder()
    .withKey(columnKeyName)
    .find()
    .flatMap((metadata) => {
      const column = metadata.getLocation().getColumn()?.getColumn();
      const key = metadata.getValue();
      return column === undefined || key === null ? [] : [{ column, key }];
    })
    .sort((a, b) => a.column - b.column);
}
