/** Looks at a workbook before it is painted: its worksheets and names, and as much of their contents as painting asks for. */
import type { DateSystem, WorkbookSnapshot, Worksheet } from '../../../core/index.js';
import { rangeIn } from '../areas.js';
import { loadDateSystem } from '../read/date-system.js';
import { rowsOf } from '../read/cells.js';
import { definedNamesOf, loadNames } from '../read/names.js';
import { brought, type IsSupported } from '../requirements.js';
import type { Known } from './known.js';
import type { Occupied } from './clear.js';

/** A worksheet of ours as it stands in the workbook. */
export interface PresentWorksheet extends Occupied {
  readonly name: string;
  readonly isProtected: boolean;
  readonly options: Excel.WorksheetProtectionOptions;
  readonly isVisible: boolean;
}

export interface Present {
  /** As much of the workbook as tells what painting would do to its worksheets. */
  readonly snapshot: WorkbookSnapshot;
  readonly dateSystem: DateSystem;
  readonly isStructureProtected: boolean;
  /** Worksheets of the blueprint that are there, by their name in small letters. */
  readonly worksheets: ReadonlyMap<string, PresentWorksheet>;
  /** Of these the ones that no longer hold what they held when they were last read or painted. */
  readonly changed: readonly string[];
  /** The only worksheet of the workbook, if there is nothing at all in it: what Excel opens a new workbook with. */
  readonly blank: string | null;
  /** Names of the workbook that are there, in small letters. */
  readonly names: ReadonlySet<string>;
}

/** Our marker stands at the top left of its worksheet; people may have put rows and columns before it. */
const head = 'A1:J50';

/**
 * Looks at the workbook, in two syncs.
 * @param ours the worksheets that are to be painted
 * @param known what this host read or painted last
 */
export async function lookAt(
  context: Excel.RequestContext,
  ours: readonly Worksheet[],
  known: Known,
  isSupported: IsSupported,
): Promise<Present> {
  const { workbook } = context;
  const { worksheets, protection } = workbook;
  const hasFilters = isSupported(brought.filterButtons);
  protection.load('protected');
  worksheets.load(
    `items/name,items/visibility,items/protection/protected,items/protection/options${
      hasFilters ? ',items/autoFilter/enabled' : ''
    }`,
  );
  const names = loadNames(workbook);
  const dateSystem = loadDateSystem(workbook);
  await context.sync();

  const isOurs = new Set(ours.map(({ name }) => name.toLowerCase()));
  const single = worksheets.items.length === 1 ? worksheets.items[0]! : null;
  const looked = worksheets.items.map((sheet) => {
    const name = sheet.name.toLowerCase();
    const top = rangeIn(sheet, head);
    top.load('values,valueTypes');
    if (!isOurs.has(name) && sheet !== single) return { sheet, top, whole: null };
    const used = sheet.getUsedRangeOrNullObject().untrack();
    used.load('rowIndex,rowCount');
    sheet.charts.load('items/id');
    if (isSupported(brought.notes)) sheet.notes.load('items/authorName');
    return { sheet, top, whole: { used, compare: known.load(sheet) } };
  });
  await context.sync();

  const present = new Map<string, PresentWorksheet>();
  const changed: string[] = [];
  let blank: string | null = null;
  for (const { sheet, whole } of looked) {
    if (!whole) continue;
    const { name, charts, notes, visibility } = sheet;
    const { used, compare } = whole;
    if (!isOurs.has(name.toLowerCase())) {
      if (used.isNullObject && charts.items.length === 0 && names.items.length === 0) blank = name;
      continue;
    }
    present.set(name.toLowerCase(), {
      name,
      isProtected: sheet.protection.protected,
      options: sheet.protection.options,
      isVisible: visibility === 'Visible',
      charts: charts.items,
      notes: isSupported(brought.notes) ? notes.items : [],
      lastRow: used.isNullObject ? 0 : used.rowIndex + used.rowCount,
      hasFilter: hasFilters && sheet.autoFilter.enabled,
    });
    if (!compare()) changed.push(name);
  }
  return {
    snapshot: {
      worksheets: looked.map(({ sheet, top }) => ({
        name: sheet.name,
        visibility: 'visible',
        rows: rowsOf({ top: 1, left: 1, values: top.values, types: top.valueTypes }),
        hiddenColumns: [],
        merges: [],
        validations: null,
        conditionalFormats: [],
        isProtected: sheet.protection.protected,
        isFiltered: false,
      })),
      definedNames: definedNamesOf(names),
    },
    dateSystem: dateSystem(),
    isStructureProtected: protection.protected,
    worksheets: present,
    changed,
    blank,
    names: new Set(names.items.map(({ name }) => name.toLowerCase())),
  };
}
