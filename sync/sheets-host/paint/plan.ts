/** What one painting is about, and whether it may be done. */
import {
  extentOf,
  HostError,
  placeWorksheets,
  type Blueprint,
  type Placement,
  type Worksheet,
} from '../../../core/index.js';
import { fingerprintOf } from '../read/fingerprint.js';
import type { Tab } from '../read/structure.js';
import type { Canvas } from './canvas.js';
import { refuseDecimalComma } from './locale.js';
import { freeNumber, numberFor } from './numbers.js';
import { columnKeyNumbers, folded, soleWorksheet, type Present } from './present.js';

/** A worksheet with where it is painted. */
export interface Target {
  readonly canvas: Canvas;
  /** What it is painted over; null: it has to be made. */
  readonly tab: Tab | null;
}

export interface Plan {
  readonly blueprint: Blueprint;
  readonly present: Present;
  readonly placement: Placement;
  readonly targets: readonly Target[];
}

/** What people find free below and beside what is painted. */
const spare = { rows: 50, columns: 3 } as const;

/** Rows and columns are added where there are too few; only a worksheet that nobody has used loses any. */
function sizeOf(worksheet: Worksheet, tab: Tab | null): Canvas['size'] {
  const { rows, columns } = extentOf(worksheet);
  return {
    rows: Math.max(rows + spare.rows, tab?.grid?.rows ?? 0),
    columns: Math.max(columns + spare.columns, tab?.grid?.columns ?? 0),
  };
}

/** The blank worksheet of a new spreadsheet becomes the first of ours that is seen, if that is to be made. */
function blankFor(present: Present, { worksheets }: Blueprint, sole: Tab | null) {
  const opening = worksheets.find(({ visibility }) => visibility === 'visible');
  const isThere = present.structure.tabs.some(({ title }) => folded(title) === folded(opening?.name ?? ''));
  const isBlank =
    sole && fingerprintOf(present.contents.get(sole.sheetId)?.rowData ?? []) === fingerprintOf([]);
  return opening && !isThere && isBlank ? { worksheet: opening, tab: sole } : null;
}

const list = (names: readonly string[]) => names.map((name) => `“${name}”`).join(', ');

/** What was entered since it was read is not painted over. */
function refuseChanged({ structure, contents }: Present, known: ReadonlyMap<string, string>): void {
  const changed = structure.tabs.filter(({ title, sheetId }) => {
    const fingerprint = known.get(folded(title));
    const data = contents.get(sheetId);
    return fingerprint !== undefined && (!data || fingerprintOf(data.rowData ?? []) !== fingerprint);
  });
  if (changed.length === 0) return;
  throw new HostError(
    'changed',
    `The workbook was changed after it was read (${list(changed.map(({ title }) => title))}). ` +
      'Read it again, so that nothing entered since is lost.',
  );
}

/** Numbers of worksheets that are there, and of what else has a number of that kind. */
const takenNumbers = ({ structure: { tabs } }: Present): Set<number> =>
  new Set(
    tabs.flatMap(({ sheetId, sheet }) => [
      sheetId,
      ...(sheet.charts ?? []).map(({ chartId }) => chartId ?? 0),
    ]),
  );

/**
 * @param known fingerprints of worksheets as they were last read or painted, by their names in small letters
 * @throws HostError as `placeWorksheets` does; `changed` if anything was entered into a worksheet that is to be painted;
 *   `not-writable` where formulas are written in another way
 */
export function planPainting(
  blueprint: Blueprint,
  present: Present,
  known: ReadonlyMap<string, string>,
): Plan {
  const { structure, contents, snapshot } = present;
  refuseDecimalComma(structure.spreadsheet.properties?.locale ?? '');
  const blank = blankFor(present, blueprint, soleWorksheet(structure, blueprint));
  const kept = snapshot.worksheets.filter(({ name }) => name !== blank?.tab.title);
  const placement = placeWorksheets({ ...snapshot, worksheets: kept }, blueprint);
  const planned = new Set(blueprint.worksheets.map(({ name }) => folded(name)));
  refuseChanged(present, new Map([...known].filter(([name]) => planned.has(name))));

  const taken = takenNumbers(present);
  const found = blueprint.worksheets.map((worksheet) => {
    const standing = structure.tabs.find(({ title }) => folded(title) === folded(worksheet.name)) ?? null;
    const tab = worksheet === blank?.worksheet ? blank.tab : standing;
    const sheetId = tab?.sheetId ?? freeNumber(numberFor('worksheet', folded(worksheet.name)), taken);
    taken.add(sheetId);
    const size = sizeOf(worksheet, tab === blank?.tab ? null : tab);
    return { worksheet, tab, sheetId, size };
  });
  const numbers = new Map(found.map(({ worksheet, sheetId }) => [worksheet.name, sheetId]));
  const sheetIdOf = (worksheet: string): number => {
    const sheetId = numbers.get(worksheet);
    if (sheetId === undefined) throw new Error(`Blueprint: no worksheet is called “${worksheet}”`);
    return sheetId;
  };
  const targets = found.map(({ worksheet, tab, sheetId, size }) => ({
    tab,
    canvas: {
      blueprint,
      worksheet,
      sheetId,
      size,
      sheet: tab?.sheet ?? {},
      columnKeys: columnKeyNumbers(contents.get(sheetId) ?? {}),
      sheetIdOf,
    },
  }));
  return { blueprint, present, placement, targets };
}
