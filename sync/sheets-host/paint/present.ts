/** Looks at a spreadsheet before it is painted: its worksheets, what lies on them, and as much of their contents as tells whose they are. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { bareWorksheet, columnKeyName, type Blueprint, type WorkbookSnapshot } from '../../../core/index.js';
import type { SheetsConnection } from '../connect.js';
import { blankWorksheet } from '../new-spreadsheet.js';
import { rowsOf } from '../read/cells.js';
import { fitting, readContents, wholeOf, type Contents, type Part } from '../read/contents.js';
import { fingerprintFields } from '../read/fingerprint.js';
import { definedNamesOf } from '../read/names.js';
import { structureFields, structureOf, type Structure, type Tab } from '../read/structure.js';

export interface Present {
  readonly structure: Structure;
  /** Of our worksheets, and of others that might be. */
  readonly contents: Contents;
  /** As much of the workbook as tells what painting would do to its worksheets. */
  readonly snapshot: WorkbookSnapshot;
}

const spreadsheetFields = 'properties(locale),developerMetadata(metadataId,metadataKey)';
const sheetFields =
  'conditionalFormats(ranges),protectedRanges(protectedRangeId,range),basicFilter(range),charts(chartId),' +
  'rowGroups(range),columnGroups(range)';
const gridFields = `startRow,startColumn,${fingerprintFields},columnMetadata(developerMetadata(metadataId,metadataKey))`;

export const folded = (name: string): string => name.toLowerCase();

/** Our marker stands at the top left of its worksheet; people may have put rows and columns before it. */
const head = { rows: 50, columns: 10 } as const;

/** A worksheet that nobody has used is not larger than this: what Google Sheets makes a new one of has 26,000 cells. */
const mostBlank = 40_000;

const headOf = (tab: Tab): readonly Part[] =>
  tab.grid
    ? [{ tab, rows: Math.min(tab.grid.rows, head.rows), columns: Math.min(tab.grid.columns, head.columns) }]
    : [];

/** The first rows in all columns: what is kept with columns is told with them. */
const topOf = (tab: Tab): readonly Part[] =>
  headOf(tab).map((part) => ({ ...part, columns: tab.grid!.columns }));

/** The one worksheet of a person's own, if it may be blank: what Google Sheets makes a new spreadsheet with; else null. */
export function soleWorksheet({ tabs, names }: Structure, blueprint: Blueprint): Tab | null {
  const planned = new Set(blueprint.worksheets.map(({ name }) => folded(name)));
  const [own, ...others] = tabs.filter(({ title }) => !planned.has(folded(title)));
  if (!own?.grid || others.length > 0 || names.length > 0) return null;
  const isSmall = own.grid.rows * own.grid.columns <= mostBlank;
  return isSmall && (own.sheet.charts ?? []).length === 0 ? own : null;
}

/** What of the cells has to be looked at, that which must not be missing first. */
function partsOf(
  structure: Structure,
  blueprint: Blueprint,
  isKnown: (worksheet: string) => boolean,
): readonly Part[] {
  const { tabs } = structure;
  const planned = new Set(blueprint.worksheets.map(({ name }) => folded(name)));
  const marked = new Set(
    blueprint.worksheets.filter(({ role }) => role === 'metadata').map(({ name }) => folded(name)),
  );
  const own = tabs.filter(({ title }) => planned.has(folded(title)));
  const others = tabs.filter((tab) => !own.includes(tab));
  const sole = soleWorksheet(structure, blueprint);
  // The worksheet by which the workbook is recognised has its name as a rule; only without it all others are looked at.
  const isMarked = own.some(({ title }) => marked.has(folded(title)));
  return [
    ...own.flatMap((tab) => (isKnown(tab.title) ? wholeOf(tab) : topOf(tab))),
    ...(sole ? wholeOf(sole) : []),
    ...(isMarked ? [] : others.filter((tab) => tab !== sole).flatMap(headOf)),
  ];
}

/**
 * In two calls however many worksheets and rows there are.
 * @param isKnown whether it is known what stood in a worksheet: then all that stands in it is looked at
 * @throws HostError
 */
export async function lookAt(
  connection: Pick<SheetsConnection, 'get'>,
  id: string,
  blueprint: Blueprint,
  isKnown: (worksheet: string) => boolean,
): Promise<Present> {
  const structure = structureOf(
    await connection.get(id, { fields: structureFields(spreadsheetFields, sheetFields) }),
  );
  const parts = fitting(partsOf(structure, blueprint, isKnown));
  const contents = await readContents(connection, id, parts, gridFields);
  return {
    structure,
    contents,
    snapshot: {
      worksheets: structure.tabs.map(({ title, sheetId }) =>
        bareWorksheet(title, rowsOf(contents.get(sheetId) ?? {}, structure.theme)),
      ),
      definedNames: definedNamesOf(structure.names),
    },
  };
}

/** A spreadsheet that was just made, without a look at it. */
export function presentWhenNew(): Present {
  const structure = structureOf({ sheets: [{ properties: blankWorksheet }] });
  const { sheetId, title } = blankWorksheet;
  return {
    structure,
    contents: new Map([[sheetId, {}]]),
    snapshot: { worksheets: [bareWorksheet(title, [])], definedNames: [] },
  };
}

/** Numbers of the keys that columns have of ours. */
export const columnKeyNumbers = ({ columnMetadata = [] }: sheets_v4.Schema$GridData): readonly number[] =>
  columnMetadata.flatMap(({ developerMetadata = [] }) =>
    developerMetadata.flatMap(({ metadataId, metadataKey }) =>
      metadataKey === columnKeyName && typeof metadataId === 'number' ? [metadataId] : [],
    ),
  );
