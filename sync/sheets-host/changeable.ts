/** A spreadsheet of which single cells can be changed, as sync does: only while they still hold what was read. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { HostError, type CellChange } from '../../core/index.js';
import type { ChangeableWorkbook } from '../changeable-workbook.js';
import { holdsBefore, holdsValue, isCopyOf } from './change/cell-values.js';
import { placed, placesOf, type PlacedChange } from './change/places.js';
import { cellsIn, readCells, type Grids, type ReadCells } from './change/read-cells.js';
import { answerFields, changeRequests } from './change/requests.js';
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

const gridsOf = ({ structure }: ReadSpreadsheet): Grids =>
  new Map(
    structure.tabs.flatMap(({ sheetId, title, grid }) =>
      grid ? [[title, { sheetId, ...grid }] as const] : [],
    ),
  );

/**
 * A spreadsheet online. Reading takes two calls, changing two more: one that looks whether the cells still hold what was
 * read, and one that writes. Between the two somebody may still enter something: what stands in a cell when it is written over
 * is copied to `copyTo` in the same indivisible step, so that nothing they entered is lost.
 */
export function changeableSpreadsheet(connection: SheetsConnection, id: string): ChangeableWorkbook {
  const place = `sheets:${id}`;
  /** Sizes of the worksheets, as far as they are known. */
  let known: Grids | null = null;

  const look = async (changes: readonly PlacedChange[]): Promise<ReadCells> => {
    const found = await readCells(connection, id, placesOf(changes), known);
    known = new Map([...(known ?? []), ...found.grids]);
    return found;
  };

  /** A cell that does not hold what was read. */
  const findOther = (changes: readonly PlacedChange[], { cellAt }: ReadCells): CellChange | undefined =>
    changes.find(({ at, change }) => !holdsBefore(cellAt(at), change.before))?.change;

  const isMade = (changes: readonly PlacedChange[], { cellAt }: ReadCells) =>
    changes.every(({ at, change }) => holdsValue(cellAt(at), change.value));

  /**
   * Whether the changes were made, when their answer was lost: all of them are, or none, but people go on meanwhile.
   * @throws HostError `changed` if the cells hold neither what they held nor what was to be written
   */
  const wereMade = async (changes: readonly PlacedChange[], wereThere: boolean): Promise<boolean> => {
    const found = await look(changes);
    if (!wereThere && isMade(changes, found)) return true;
    const other = findOther(changes, found);
    if (!other) return false;
    throw new HostError(
      'changed',
      `${place}: the answer to a change was lost, and somebody has changed the cell ${other.range} of the worksheet ` +
        `“${other.worksheet}” meanwhile. What they entered stands; run it again.`,
    );
  };

  const isOvertaken = (changes: readonly PlacedChange[], cellAt: ReadCells['cellAt']) =>
    changes.some(({ copyAt, change }) => copyAt !== null && !isCopyOf(cellAt(copyAt), change.before));

  const write = async (changes: readonly PlacedChange[]) => {
    const found = await look(changes);
    const other = findOther(changes, found);
    if (other) {
      throw new HostError(
        'changed',
        `${place}: somebody changed the cell ${other.range} of the worksheet “${other.worksheet}” after it was read. ` +
          'Nothing was changed; run it again.',
      );
    }
    const wereThere = isMade(changes, found);
    const answer = await connection.batchUpdate(id, changeRequests(changes, found), {
      fields: answerFields,
      hasHappened: () => wereMade(changes, wereThere),
    });
    const copies = changes.filter(({ copyAt }) => copyAt !== null);
    if (copies.length === 0) return false;
    const cellAt = answer ? cellsIn(answer.updatedSpreadsheet ?? {}) : (await look(copies)).cellAt;
    return isOvertaken(copies, cellAt);
  };

  return {
    place,
    copiesAtOnce: true,
    read: async () => {
      const read = await readSpreadsheet(connection, id);
      known = gridsOf(read);
      return { name: read.name, snapshot: read.snapshot, hash: read.hash };
    },
    requireChangeable: async () => {
      await connection.batchUpdate(id, emptyChange, { fields: 'spreadsheetId', isHarmless: true });
    },
    change: async (changes: readonly CellChange[]) => ({
      backup: null,
      isOvertaken: changes.length > 0 && (await write(placed(changes))),
    }),
  };
}
