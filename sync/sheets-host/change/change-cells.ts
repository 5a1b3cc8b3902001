/** Changes cells of a spreadsheet: looks, writes, and looks what it has written over. */
import { HostError, type CellChange } from '../../../core/index.js';
import type { SheetsConnection } from '../connect.js';
import type { ReadSpreadsheet } from '../read/spreadsheet.js';
import { anchorsOf, type Anchor } from './anchors.js';
import { enteredIn, holdsBefore, holdsValue, isCopyOf, isTyped, valueOf } from './cell-values.js';
import { placed, placesOf, type CellPlace, type PlacedChange } from './places.js';
import { cellsIn, readCells, type Grids, type ReadCells } from './read-cells.js';
import { answerFields, changeRequests, written, type CellWrite } from './requests.js';

type CellAt = ReadCells['cellAt'];

const gridsOf = ({ structure }: ReadSpreadsheet): Grids =>
  new Map(
    structure.tabs.flatMap(({ sheetId, title, grid }) =>
      grid ? [[title, { sheetId, ...grid }] as const] : [],
    ),
  );

const nameOf = ({ range, worksheet }: CellChange) => `the cell ${range} of the worksheet “${worksheet}”`;

/** A change to a cell that does not hold what was read. */
const findOther = (changes: readonly PlacedChange[], cellAt: CellAt): CellChange | undefined =>
  changes.find(({ at, change }) => !holdsBefore(cellAt(at), change.before))?.change;

const isMade = (changes: readonly PlacedChange[], cellAt: CellAt) =>
  changes.every(({ at, change }) => holdsValue(cellAt(at), valueOf(change.value)));

/** Rows and columns are where they were. */
const isInPlace = (anchors: readonly Anchor[], cellAt: CellAt) =>
  anchors.every(({ at, before }) => holdsBefore(cellAt(at), before));

/**
 * What takes changes back: what was copied goes back to where it was copied from, and all else is as it was when it was last
 * looked at.
 */
const takingBack = (changes: readonly PlacedChange[], before: CellAt, after: CellAt): readonly CellWrite[] =>
  changes.flatMap(({ at, copyAt }) => {
    const write = (place: CellPlace, cell: ReturnType<CellAt>): CellWrite => ({
      at: place,
      value: enteredIn(cell),
      isDay: false,
    });
    return copyAt ? [write(at, after(copyAt)), write(copyAt, before(copyAt))] : [write(at, before(at))];
  });

/**
 * Changes cells, if they hold what was read.
 * @param last the spreadsheet as it was last read; null: it was not
 * @returns true if somebody entered something at the very instant of writing: it is where `copyTo` said
 * @throws HostError `changed` if cells hold something else, or were moved
 */
export async function changeCells(
  connection: SheetsConnection,
  id: string,
  asked: readonly CellChange[],
  last: ReadSpreadsheet | null,
): Promise<boolean> {
  const place = `sheets:${id}`;
  const changes = placed(asked);
  const copies = changes.flatMap(({ copyAt }) => copyAt ?? []);
  let known = last && gridsOf(last);

  const look = async (places: readonly CellPlace[]): Promise<ReadCells> => {
    const found = await readCells(connection, id, places, known);
    known = new Map([...(known ?? []), ...found.grids]);
    return found;
  };

  /**
   * Whether the changes were made, when their answer was lost: all of them are, or none, but people go on meanwhile.
   * @throws HostError `changed` if the cells hold neither what they held nor what was to be written
   */
  const wereMade = async (wereThere: boolean): Promise<boolean> => {
    const { cellAt } = await look(placesOf(changes));
    if (!wereThere && isMade(changes, cellAt)) return true;
    const other = findOther(changes, cellAt);
    if (!other) return false;
    throw new HostError(
      'changed',
      `${place}: the answer to a change was lost, and somebody has changed ${nameOf(other)} meanwhile. ` +
        'What they entered stands; run it again.',
    );
  };

  /** @throws HostError `changed`, always */
  const takeBack = async (found: ReadCells, cellAt: CellAt): Promise<never> => {
    const writes = takingBack(changes, found.cellAt, cellAt);
    await connection.batchUpdate(
      id,
      { requests: [...written(writes, found.grids)] },
      {
        fields: 'spreadsheetId',
        hasHappened: async () => {
          const now = await look(writes.map(({ at }) => at));
          return writes.every(({ at, value }) => holdsValue(now.cellAt(at), value));
        },
      },
    );
    throw new HostError(
      'changed',
      `${place}: at the very instant of writing, somebody moved, inserted or deleted rows or columns around ` +
        `${nameOf(asked[0]!)}. What was written was taken back; run it again.`,
    );
  };

  const chosen = last ? anchorsOf(changes, last.snapshot) : [];
  const found = await look([...placesOf(changes), ...chosen.map(({ at }) => at)]);
  const other = findOther(changes, found.cellAt);
  if (other || !isInPlace(chosen, found.cellAt)) {
    const what = other ? `changed ${nameOf(other)}` : `moved rows or columns around ${nameOf(asked[0]!)}`;
    throw new HostError(
      'changed',
      `${place}: somebody ${what} after it was read. Nothing was changed; run it again.`,
    );
  }
  // What a formula spills into a cell may be something else once the changes are made.
  const anchors = chosen.filter(({ at }) => isTyped(found.cellAt(at)));
  const wereThere = isMade(changes, found.cellAt);
  const answered = [...copies, ...anchors.map(({ at }) => at)];
  const answer = await connection.batchUpdate(id, changeRequests(changes, found, answered), {
    fields: answerFields,
    hasHappened: () => wereMade(wereThere),
  });
  if (answered.length === 0) return false;
  const cellAt = answer ? cellsIn(answer.updatedSpreadsheet ?? {}) : (await look(answered)).cellAt;
  if (!isInPlace(anchors, cellAt)) return takeBack(found, cellAt);
  return changes.some(({ copyAt, change }) => copyAt !== null && !isCopyOf(cellAt(copyAt), change.before));
}
