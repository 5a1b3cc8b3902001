/** Looks at a spreadsheet before it is painted: its worksheets and names, and as much of their contents as tells whose they are. */
import {
  bareWorksheet,
  type Blueprint,
  type RowSnapshot,
  type WorkbookSnapshot,
} from '../../../core/index.js';
import { namedSheets, type NamedSheet } from '../own-worksheets.js';
import type { Sheet, Spreadsheet } from './canvas.js';

export interface Present {
  readonly sheets: readonly NamedSheet[];
  /** As much of the workbook as tells what painting would do to its worksheets. */
  readonly snapshot: WorkbookSnapshot;
}

/** Our marker stands at the top left of its worksheet; people may have put rows and columns before it. */
const head = { rows: 50, columns: 10 } as const;

export const folded = ({ name }: { readonly name: string }): string => name.toLowerCase();

export const hasCells = (sheet: Sheet): boolean => sheet.getType() === SpreadsheetApp.SheetType.GRID;

/** What the cells at the top left show, as texts. */
function headOf(sheet: Sheet): readonly RowSnapshot[] {
  const rows = Math.min(head.rows, sheet.getMaxRows());
  const columns = Math.min(head.columns, sheet.getMaxColumns());
  const shown = sheet.getRange(1, 1, rows, columns).getDisplayValues();
  return shown.map((texts, index) => ({
    row: index + 1,
    hidden: false,
    cells: texts.flatMap((text, across) =>
      text === '' ? [] : [{ column: across + 1, content: { kind: 'text', text } }],
    ),
  }));
}

/**
 * Looks at the spreadsheet.
 * @param names where the names of the spreadsheet lead: they tell whether a worksheet was renamed
 */
export function lookAt(
  spreadsheet: Spreadsheet,
  blueprint: Blueprint,
  names: WorkbookSnapshot['definedNames'],
): Present {
  const sheets = namedSheets(spreadsheet);
  const marked = new Set(blueprint.worksheets.filter(({ role }) => role === 'metadata').map(folded));
  // The worksheet by which the workbook is recognised has its name as a rule; only without it all others are looked at.
  const named = sheets.filter((one) => marked.has(folded(one)));
  const looked = named.length > 0 ? named : sheets;
  return {
    sheets,
    snapshot: {
      worksheets: sheets.map((one) =>
        bareWorksheet(one.name, looked.includes(one) && hasCells(one.sheet) ? headOf(one.sheet) : []),
      ),
      definedNames: names,
    },
  };
}

/** The one worksheet of a person's own, if nothing at all is in it: what Google Sheets makes a new spreadsheet with; else null. */
export function blankOf({ sheets, snapshot }: Present, blueprint: Blueprint): NamedSheet | null {
  const planned = new Set(blueprint.worksheets.map(folded));
  const [own, ...others] = sheets.filter((one) => !planned.has(folded(one)));
  if (!own || others.length > 0 || snapshot.definedNames.length > 0) return null;
  const { sheet } = own;
  const isBlank = hasCells(sheet) && sheet.getLastRow() === 0 && sheet.getCharts().length === 0;
  return isBlank ? own : null;
}
