/** The requests that change cells, all of them in one batch: room, copies of what is written over, then the new values. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import {
  cellsOf,
  groupBy,
  joinedRanges,
  quotedName,
  rangeAddress,
  type CellRange,
} from '../../../core/index.js';
import { gridRangeOf } from '../read/ranges.js';
import { dataFields, type Grids, type ReadCells } from './read-cells.js';
import { showsDays, valueOf } from './cell-values.js';
import { placesOf, type CellPlace, type PlacedChange } from './places.js';

/** Given to cells in which a day would show as a number. */
const dayFormat = { type: 'DATE', pattern: 'd-mmm-yyyy' } as const;

/** More rows and columns for worksheets that do not reach to all of the cells. */
function appended(places: readonly CellPlace[], grids: Grids): readonly sheets_v4.Schema$Request[] {
  return [...groupBy(places, ({ worksheet }) => worksheet)].flatMap(([worksheet, of]) => {
    const { sheetId, rows, columns } = grids.get(worksheet)!;
    const lacking = [
      ['ROWS', Math.max(...of.map(({ cell }) => cell.bottom)) - rows],
      ['COLUMNS', Math.max(...of.map(({ cell }) => cell.right)) - columns],
    ] as const;
    return lacking.flatMap(([dimension, length]) =>
      length > 0 ? [{ appendDimension: { sheetId, dimension, length } }] : [],
    );
  });
}

const shifted = (range: CellRange, down: number, across: number): CellRange => ({
  top: range.top + down,
  left: range.left + across,
  bottom: range.bottom + down,
  right: range.right + across,
});

/** Copies of values; cells whose copies lie the same way from them go together. */
function copied(changes: readonly PlacedChange[], grids: Grids): readonly sheets_v4.Schema$Request[] {
  const copies = changes.flatMap(({ at, copyAt }) =>
    copyAt
      ? [{ at, copyAt, down: copyAt.cell.top - at.cell.top, across: copyAt.cell.left - at.cell.left }]
      : [],
  );
  const alike = groupBy(copies, ({ at, copyAt, down, across }) =>
    [at.worksheet, copyAt.worksheet, down, across].join('\n'),
  );
  return [...alike.values()].flatMap((group) => {
    const { at, copyAt, down, across } = group[0]!;
    const [from, to] = [grids.get(at.worksheet)!, grids.get(copyAt.worksheet)!];
    return joinedRanges(group.map((copy) => copy.at.cell)).map((range) => ({
      copyPaste: {
        source: gridRangeOf(from.sheetId, range),
        destination: gridRangeOf(to.sheetId, shifted(range, down, across)),
        pasteType: 'PASTE_VALUES',
        pasteOrientation: 'NORMAL',
      },
    }));
  });
}

/** A value for a cell. */
export interface CellWrite {
  readonly at: CellPlace;
  /** Null: nothing. */
  readonly value: sheets_v4.Schema$ExtendedValue | null;
  /** The cell is given a format in which the number shows as a day. */
  readonly isDay: boolean;
}

/** New values; nothing else of the cells, but for a format where a day would not show as one. */
const writesOf = (changes: readonly PlacedChange[], { cellAt }: ReadCells): readonly CellWrite[] =>
  changes.map(({ at, change: { value } }) => ({
    at,
    value: valueOf(value),
    isDay: typeof value === 'object' && value !== null && !showsDays(cellAt(at)),
  }));

/** Requests that write values; neighbours go together. */
export function written(writes: readonly CellWrite[], grids: Grids): readonly sheets_v4.Schema$Request[] {
  const alike = groupBy(writes, ({ at, isDay }) => `${isDay}\n${at.worksheet}`);
  return [...alike.values()].flatMap((group) => {
    const { at, isDay } = group[0]!;
    const valueAt = new Map(group.map((write) => [rangeAddress(write.at.cell), write.value]));
    const cellOf = (cell: CellRange): sheets_v4.Schema$CellData => {
      const value = valueAt.get(rangeAddress(cell)) ?? null;
      return {
        ...(value === null ? {} : { userEnteredValue: value }),
        ...(isDay ? { userEnteredFormat: { numberFormat: dayFormat } } : {}),
      };
    };
    return joinedRanges(group.map((write) => write.at.cell)).map((range) => ({
      updateCells: {
        range: gridRangeOf(grids.get(at.worksheet)!.sheetId, range),
        rows: [...groupBy(cellsOf(range), ({ top }) => top).values()].map((cells) => ({
          values: cells.map(cellOf),
        })),
        fields: isDay ? 'userEnteredValue,userEnteredFormat.numberFormat' : 'userEnteredValue',
      },
    }));
  });
}

/** What is answered of a change. */
export const answerFields = `updatedSpreadsheet(sheets(properties(title),${dataFields}))`;

/**
 * A batch that makes changes and answers with some cells as they are then.
 * @param found what stands in the cells now
 * @param answered the cells to answer with
 */
export function changeRequests(
  changes: readonly PlacedChange[],
  found: ReadCells,
  answered: readonly CellPlace[],
): sheets_v4.Schema$BatchUpdateSpreadsheetRequest {
  const responseRanges = [...groupBy(answered, ({ worksheet }) => worksheet)].flatMap(([worksheet, of]) =>
    joinedRanges(of.map(({ cell }) => cell)).map(
      (range) => `${quotedName(worksheet)}!${rangeAddress(range)}`,
    ),
  );
  return {
    requests: [
      ...appended(placesOf(changes), found.grids),
      ...copied(changes, found.grids),
      ...written(writesOf(changes, found), found.grids),
    ],
    ...(responseRanges.length === 0 ? {} : { includeSpreadsheetInResponse: true, responseRanges }),
  };
}
