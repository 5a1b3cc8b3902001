/** What stands in the cells of some worksheets. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { quotedName, rangeAddress } from '../../../core/index.js';
import type { SheetsConnection } from '../connect.js';
import type { Tab } from './structure.js';

/** Some rows of a worksheet from the first, in all its columns or the first of them. */
export interface Part {
  readonly tab: Tab;
  readonly rows: number;
  readonly columns: number;
}

/** What was told of the cells of worksheets, by their numbers. */
export type Contents = ReadonlyMap<number, sheets_v4.Schema$GridData>;

/** The whole of a worksheet; nothing of one without cells. */
export const wholeOf = (tab: Tab): readonly Part[] => (tab.grid ? [{ tab, ...tab.grid }] : []);

const rangeOfPart = ({ tab, rows, columns }: Part) =>
  `${quotedName(tab.title)}!${rangeAddress({ top: 1, left: 1, bottom: rows, right: columns })}`;

/** The letters of the address that is asked: it is the ranges that make it long. */
const lettersOf = (part: Part) => encodeURIComponent(rangeOfPart(part)).length;

/**
 * Bounds of one answer. A cell takes some hundred bytes of it, one with nothing in it hardly any; our own worksheets have about
 * 12,000 in all, with the blank ones. Addresses that are longer are refused by some servers on the way.
 */
const most = { cells: 100_000, letters: 6_000 } as const;

/** As many parts, from the first, as one answer may hold; those that are too large are passed over. */
export function fitting(parts: readonly Part[]): readonly Part[] {
  let [cells, letters]: [number, number] = [most.cells, most.letters];
  return parts.filter((part) => {
    const size = part.rows * part.columns;
    if (size > cells || lettersOf(part) > letters) return false;
    cells -= size;
    letters -= lettersOf(part);
    return true;
  });
}

/**
 * In one call; in none for no parts.
 * @param fields of `GridData`
 * @throws HostError
 */
export async function readContents(
  connection: Pick<SheetsConnection, 'get'>,
  id: string,
  parts: readonly Part[],
  fields: string,
): Promise<Contents> {
  if (parts.length === 0) return new Map();
  const { sheets = [] } = await connection.get(id, {
    fields: `sheets(properties(sheetId),data(${fields}))`,
    ranges: parts.map(rangeOfPart),
  });
  return new Map(sheets.map(({ properties, data }) => [properties?.sheetId ?? 0, data?.[0] ?? {}]));
}
