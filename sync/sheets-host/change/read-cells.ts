/** Reads some cells of a spreadsheet, and how large their worksheets are. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import {
  boundsOf,
  covers,
  groupBy,
  HostError,
  joinedRanges,
  quotedName,
  rangeAddress,
  type CellRange,
} from '../../../core/index.js';
import type { SheetsConnection } from '../connect.js';
import { valueFields } from './cell-values.js';
import type { CellPlace } from './places.js';

/** A worksheet's number and size. */
export interface Grid {
  readonly sheetId: number;
  readonly rows: number;
  readonly columns: number;
}

/** By the worksheets' names. */
export type Grids = ReadonlyMap<string, Grid>;

export interface ReadCells {
  readonly grids: Grids;
  /** What stands in a cell; nothing, if the worksheet does not reach so far. */
  readonly cellAt: (place: CellPlace) => sheets_v4.Schema$CellData;
}

const gridFields = 'properties(sheetId,title,gridProperties(rowCount,columnCount))';
export const dataFields = `data(startRow,startColumn,rowData(values(${valueFields})))`;

/** Letters of ranges in one address, as they are sent: longer ones are refused by some servers on the way. */
const mostLetters = 6_000;

const gridsOf = ({ sheets = [] }: sheets_v4.Schema$Spreadsheet): Grids =>
  new Map(
    sheets.map(({ properties }) => [
      properties?.title ?? '',
      {
        sheetId: properties?.sheetId ?? 0,
        rows: properties?.gridProperties?.rowCount ?? 0,
        columns: properties?.gridProperties?.columnCount ?? 0,
      },
    ]),
  );

const extentOf = ({ rows, columns }: Grid): CellRange => ({ top: 1, left: 1, bottom: rows, right: columns });
const keyOf = ({ worksheet, cell }: CellPlace) => `${worksheet}!${rangeAddress(cell)}`;

/** The cells that the answer tells of. */
export function cellsIn({ sheets = [] }: sheets_v4.Schema$Spreadsheet): ReadCells['cellAt'] {
  const found = new Map<string, sheets_v4.Schema$CellData>();
  for (const { properties, data = [] } of sheets) {
    for (const { startRow, startColumn, rowData = [] } of data) {
      rowData.forEach(({ values = [] }, down) => {
        values.forEach((value, across) => {
          const row = (startRow ?? 0) + down + 1;
          const column = (startColumn ?? 0) + across + 1;
          const cell = { top: row, left: column, bottom: row, right: column };
          found.set(keyOf({ worksheet: properties?.title ?? '', cell }), value);
        });
      });
    }
  }
  return (place) => found.get(keyOf(place)) ?? {};
}

/** The ranges to ask for, each within its worksheet; at least one for each worksheet, so that its size is answered. */
function rangesOf(places: readonly CellPlace[], grids: Grids): readonly string[] {
  const byWorksheet = [...groupBy(places, ({ worksheet }) => worksheet)].map(([worksheet, of]) => {
    const extent = extentOf(grids.get(worksheet)!);
    const cells = of.map(({ cell }) => cell).filter((cell) => covers(extent, cell));
    return { worksheet, cells: cells.length > 0 ? cells : [{ top: 1, left: 1, bottom: 1, right: 1 }] };
  });
  const named = (worksheet: string) => (range: CellRange) =>
    `${quotedName(worksheet)}!${rangeAddress(range)}`;
  const exact = byWorksheet.flatMap(({ worksheet, cells }) => joinedRanges(cells).map(named(worksheet)));
  const letters = exact.reduce((sum, range) => sum + `&ranges=${encodeURIComponent(range)}`.length, 0);
  if (letters <= mostLetters) return exact;
  return byWorksheet.map(({ worksheet, cells }) => named(worksheet)(boundsOf(cells)));
}

const worksheetGone = (id: string, worksheet: string) =>
  new HostError(
    'changed',
    `sheets:${id}: the worksheet “${worksheet}” was renamed or deleted after it was read. ` +
      'Nothing was changed; run it again.',
  );

/**
 * Reads cells in one call, if the worksheets are still as large as they were.
 * @param known the worksheets' sizes when they were last read; null: not read yet. A range that reaches beyond a worksheet is
 *   refused, therefore they have to be known
 * @throws HostError `changed` if a worksheet is gone
 */
export async function readCells(
  connection: Pick<SheetsConnection, 'get'>,
  id: string,
  places: readonly CellPlace[],
  known: Grids | null,
): Promise<ReadCells> {
  const readGrids = async () => gridsOf(await connection.get(id, { fields: `sheets(${gridFields})` }));
  const ask = async (grids: Grids): Promise<ReadCells> => {
    const gone = places.find(({ worksheet }) => !grids.has(worksheet));
    if (gone) throw worksheetGone(id, gone.worksheet);
    const answer = await connection.get(id, {
      fields: `sheets(${gridFields},${dataFields})`,
      ranges: rangesOf(places, grids),
    });
    return { grids: gridsOf(answer), cellAt: cellsIn(answer) };
  };
  /** True if the answer tells of all cells that there are. */
  const isWhole = (before: Grids, { grids }: ReadCells) =>
    places.every(({ worksheet, cell }) => {
      const [then, now] = [before.get(worksheet), grids.get(worksheet)];
      return then && now && (covers(extentOf(then), cell) || !covers(extentOf(now), cell));
    });

  const grids = known ?? (await readGrids());
  try {
    const cells = await ask(grids);
    if (isWhole(grids, cells)) return cells;
  } catch (error) {
    // Refused as a range that is not there: rows, columns or a worksheet went since the sizes were read.
    if (!(error instanceof HostError) || error.code !== 'failed') throw error;
  }
  return ask(await readGrids());
}
