/** Reads a spreadsheet, in two calls however many worksheets and rows it has. */
import type { ReadWorkbook } from '../../changeable-workbook.js';
import type { SheetsConnection } from '../connect.js';
import { fitting, readContents, wholeOf, type Contents } from './contents.js';
import { definedNamesOf } from './names.js';
import { ownTabs } from './own-tabs.js';
import { structureFields, structureOf, type Structure } from './structure.js';
import { gridFields, sheetFields, worksheetOf } from './worksheet.js';

/** A spreadsheet as it was read, with what its snapshot was made of. */
export interface ReadSpreadsheet extends ReadWorkbook {
  readonly structure: Structure;
  readonly contents: Contents;
}

/**
 * Reads what the spreadsheet is made of, and then what stands in its worksheets: ours first, and of the others as many as there is
 * room for. A worksheet that is too large is listed without rows.
 * @param id of the spreadsheet
 * @returns its title as `name`
 * @throws HostError
 */
export async function readSpreadsheet(
  connection: Pick<SheetsConnection, 'get'>,
  id: string,
): Promise<ReadSpreadsheet> {
  const fields = structureFields('properties(title,spreadsheetTheme(themeColors))', sheetFields);
  const structure = structureOf(await connection.get(id, { fields }));
  const own = ownTabs(structure);
  const others = structure.tabs.filter((tab) => !own.includes(tab));
  const parts = fitting([...own, ...others].flatMap(wholeOf));
  const contents = await readContents(connection, id, parts, gridFields);
  return {
    name: structure.title,
    hash: null,
    snapshot: {
      worksheets: structure.tabs.map((tab) => worksheetOf(tab, contents.get(tab.sheetId) ?? null, structure)),
      definedNames: definedNamesOf(structure.names),
    },
    structure,
    contents,
  };
}
