/** Looks at a workbook before it is painted: its worksheets and names, and as much of their contents as painting asks for. */
import type { Blueprint, DateSystem, WorkbookSnapshot, Worksheet } from '../../../core/index.js';
import { rangeIn } from '../areas.js';
import { loadDateSystem } from '../date-system.js';
import { rowsOf } from '../read/cells.js';
import { definedNamesOf, loadNames } from '../read/names.js';
import { brought, type IsSupported } from '../requirements.js';
import type { Known } from '../known.js';
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
  /** The one worksheet of a person's own, if nothing at all is in it: what Excel opens a new workbook with. */
  readonly blank: string | null;
  /** Names of the workbook that are there, in small letters. */
  readonly names: ReadonlySet<string>;
}

/** Our marker stands at the top left of its worksheet; people may have put rows and columns before it. */
const head = 'A1:J50';

const folded = ({ name }: { readonly name: string }) => name.toLowerCase();

/**
 * Looks at the workbook, in two syncs.
 * @param ours the worksheets that are to be painted
 * @param known what this host read or painted last
 */
export async function lookAt(
  context: Excel.RequestContext,
  blueprint: Blueprint,
  ours: readonly Worksheet[],
  known: Known,
  isSupported: IsSupported,
): Promise<Present> {
  const { workbook } = context;
  const { worksheets, protection } = workbook;
  const [hasFilters, hasNotes] = [isSupported(brought.filterButtons), isSupported(brought.notes)];
  protection.load('protected');
  worksheets.load(
    `items/name,items/visibility,items/protection/protected,items/protection/options${
      hasFilters ? ',items/autoFilter/enabled' : ''
    }`,
  );
  const names = loadNames(workbook);
  const dateSystemOf = loadDateSystem(workbook);
  await context.sync();

  const { items } = worksheets;
  const painted = new Set(ours.map(folded));
  const planned = new Set(blueprint.worksheets.map(folded));
  const marked = blueprint.worksheets.filter(({ role }) => role === 'metadata').map(folded);
  // The worksheet by which the workbook is recognised has its name as a rule; only without it all others are looked at.
  const named = items.filter((sheet) => marked.includes(folded(sheet)));
  const heads = (named.length > 0 ? named : items).map((sheet) => {
    const top = rangeIn(sheet, head).load('values,valueTypes');
    return {
      sheet,
      rowsOfHead: () => rowsOf({ top: 1, left: 1, values: top.values, types: top.valueTypes }),
    };
  });
  const foreign = items.filter((sheet) => !planned.has(folded(sheet)));
  const wholes = items.flatMap((sheet) => {
    const isOurs = painted.has(folded(sheet));
    if (!isOurs && !(foreign.length === 1 && foreign[0] === sheet)) return [];
    const used = sheet.getUsedRangeOrNullObject().untrack();
    used.load('rowIndex,rowCount');
    sheet.charts.load('items/id');
    if (hasNotes) sheet.notes.load('items/authorName');
    return [{ sheet, isOurs, used, isUnchanged: isOurs ? known.load(sheet) : () => true }];
  });
  await context.sync();

  const found = wholes.filter(({ isOurs }) => isOurs);
  const blank = wholes.find(
    ({ isOurs, used, sheet }) =>
      !isOurs && used.isNullObject && sheet.charts.items.length === 0 && names.items.length === 0,
  );
  return {
    snapshot: {
      worksheets: items.map((sheet) => ({
        name: sheet.name,
        visibility: 'visible',
        rows: heads.find((one) => one.sheet === sheet)?.rowsOfHead() ?? [],
        hiddenColumns: [],
        merges: [],
        validations: null,
        conditionalFormats: [],
        isProtected: sheet.protection.protected,
        isFiltered: false,
      })),
      definedNames: definedNamesOf(names),
    },
    dateSystem: dateSystemOf(),
    isStructureProtected: protection.protected,
    worksheets: new Map(
      found.map(({ sheet, used }) => [
        folded(sheet),
        {
          name: sheet.name,
          isProtected: sheet.protection.protected,
          options: sheet.protection.options,
          isVisible: sheet.visibility === 'Visible',
          charts: sheet.charts.items,
          notes: hasNotes ? sheet.notes.items : [],
          lastRow: used.isNullObject ? 0 : used.rowIndex + used.rowCount,
          hasFilter: hasFilters && sheet.autoFilter.enabled,
        },
      ]),
    ),
    changed: found.flatMap(({ sheet, isUnchanged }) => (isUnchanged() ? [] : [sheet.name])),
    blank: blank?.sheet.name ?? null,
    names: new Set(names.items.map(folded)),
  };
}
