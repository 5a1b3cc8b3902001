/** A spreadsheet of which single cells can be changed, as sync does: only while they still hold what was read. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import type { ChangeableWorkbook } from '../changeable-workbook.js';
import { changeCells } from './change/change-cells.js';
import type { SheetsConnection } from './connect.js';
import { readSpreadsheet, type ReadSpreadsheet } from './read/spreadsheet.js';

/**
 * Only who may change a spreadsheet is let through with it, and it changes nothing: a mark that nobody sees is made and taken
 * away in one indivisible step.
 */
const mark = { metadataId: 1_317_240_953, metadataKey: 'nisp-may-change' };
const emptyChange: sheets_v4.Schema$BatchUpdateSpreadsheetRequest = {
  requests: [
    {
      createDeveloperMetadata: {
        developerMetadata: { ...mark, location: { spreadsheet: true }, visibility: 'PROJECT' },
      },
    },
    {
      deleteDeveloperMetadata: {
        dataFilter: { developerMetadataLookup: { metadataId: mark.metadataId } },
      },
    },
  ],
};

/**
 * A spreadsheet online. Reading takes two calls, changing two more: one that looks whether the cells still hold what was
 * read, and one that writes. What somebody enters between the two is copied in the same indivisible step that writes over it;
 * if they moved, inserted or deleted rows or columns, what was written to wrong cells is taken back.
 */
export function changeableSpreadsheet(connection: SheetsConnection, id: string): ChangeableWorkbook {
  let last: ReadSpreadsheet | null = null;
  return {
    place: `sheets:${id}`,
    copiesAtOnce: true,
    read: async () => {
      last = await readSpreadsheet(connection, id);
      return { name: last.name, snapshot: last.snapshot, hash: last.hash };
    },
    requireChangeable: async () => {
      await connection.batchUpdate(id, emptyChange, { fields: 'spreadsheetId', isHarmless: true });
    },
    change: async (changes) => {
      const isOvertaken = changes.length > 0 && (await changeCells(connection, id, changes, last));
      return { backup: null, isOvertaken };
    },
  };
}
