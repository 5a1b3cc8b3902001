/** Reads one worksheet, side by side with the others: what is asked of all is answered by the same syncs. */
import {
  cellCount,
  columnLetters,
  parseRange,
  rangeAddress,
  type CellRange,
  type DateSystem,
  type WorksheetSnapshot,
} from '../../../core/index.js';
import { rangeIn, rangeOfAddress } from '../areas.js';
import { askForRanges } from '../conditional-formats.js';
import { severityOfFormula } from '../mark-formula.js';
import type { Known } from '../known.js';
import { brought, type IsSupported } from '../requirements.js';
import type { Steps } from '../steps.js';
import { fillOf, fillOptions, rowsOf } from './cells.js';
import { loadValidations, openCells } from './validations.js';

/** How many more cells may be read. */
export interface Budget {
  cells: number;
}

export interface Reading {
  readonly dateSystem: DateSystem;
  readonly budget: Budget;
  readonly known: Known;
  readonly isSupported: IsSupported;
}

const visibilities = { Visible: 'visible', Hidden: 'hidden', VeryHidden: 'very-hidden' } as const;

function placeOf(used: Excel.Range): CellRange | null {
  if (used.isNullObject) return null;
  const { rowIndex, columnIndex, rowCount, columnCount } = used;
  return {
    top: rowIndex + 1,
    left: columnIndex + 1,
    bottom: rowIndex + rowCount,
    right: columnIndex + columnCount,
  };
}

/** The largest of the ranges that may still be read, or null. */
function afford(budget: Budget, ranges: readonly (CellRange | null)[]): CellRange | null {
  for (const range of ranges) {
    if (!range || cellCount(range) > budget.cells) continue;
    budget.cells -= cellCount(range);
    return range;
  }
  return null;
}

/** Queues what a range holds and looks like. @returns the answer, after the next sync */
function loadCells(
  sheet: Excel.Worksheet,
  { top, left, bottom, right }: CellRange,
  { dateSystem, isSupported }: Reading,
) {
  const range = rangeIn(sheet, rangeAddress({ top, left, bottom, right }));
  range.load('values,formulas,valueTypes,numberFormat');
  const more = isSupported(brought.cellProperties)
    ? {
        cells: range.getCellProperties({
          format: { ...fillOptions, protection: true },
        }),
        rows: range.getRowProperties({ rowHidden: true }),
        columns: range.getColumnProperties({ columnHidden: true }),
      }
    : null;
  return () => ({
    formulas: range.formulas as readonly (readonly unknown[])[],
    rows: rowsOf({
      top,
      left,
      values: range.values,
      types: range.valueTypes,
      formulas: range.formulas,
      formats: range.numberFormat,
      dateSystem,
      ...(more && {
        fills: more.cells.value.map((row) => row.map(fillOf)),
        hidden: more.rows.value.map(({ rowHidden }) => rowHidden === true),
      }),
    }),
    hiddenColumns: (more?.columns.value ?? []).flatMap(({ columnHidden }, index) => {
      const letters = columnLetters(left + index);
      return columnHidden === true ? [parseRange(`${letters}:${letters}`)!] : [];
    }),
    locked:
      more?.cells.value.map((row) => row.map(({ format }) => format?.protection?.locked !== false)) ?? null,
  });
}

/** Three syncs. The properties of the worksheet itself are loaded already. */
export function* readWorksheet(sheet: Excel.Worksheet, reading: Reading): Steps<WorksheetSnapshot> {
  const { isSupported, budget, known } = reading;
  const isProtected = sheet.protection.protected;
  const whole = rangeIn(sheet);
  const used = [false, true].map((valuesOnly) => {
    const range = sheet.getUsedRangeOrNullObject(valuesOnly).untrack();
    return range.load('rowIndex,columnIndex,rowCount,columnCount');
  });
  // Only of a range that Excel keeps track of can conditional formats be asked more after a sync.
  const formats = sheet.getRange().conditionalFormats.load('items/type');
  const merged = isSupported(brought.merges) ? whole.getMergedAreasOrNullObject().untrack() : null;
  merged?.areas.load('items/address');
  // Excel looks for special cells on worksheets only that are not protected; on the others the open cells are asked.
  const checked =
    isSupported(brought.specialCells) && !isProtected
      ? whole.getSpecialCellsOrNullObject('DataValidations').untrack()
      : null;
  checked?.areas.load('items/address');
  yield;

  const range = afford(budget, used.map(placeOf));
  const cellsOf = range && loadCells(sheet, range, reading);
  const rules = formats.items.map((format) => {
    const formula = format.type === 'Custom' ? format.custom.rule.load('formula') : null;
    return { formula, rangesOf: askForRanges(format, isSupported) };
  });
  yield;

  const cells = cellsOf?.();
  const isBlank = used.every(({ isNullObject }) => isNullObject);
  if (range && cells) known.note(sheet.name, { ...range, formulas: cells.formulas });
  else if (isBlank) known.note(sheet.name, null);
  else known.forget([sheet.name]);
  const open = range && cells?.locked ? openCells(range, cells.locked) : [];
  const marked =
    !checked || checked.isNullObject ? [] : checked.areas.items.map(({ address }) => rangeOfAddress(address));
  const validationsOf = isSupported(brought.specialCells)
    ? loadValidations(sheet, isProtected ? open : marked)
    : () => null;
  yield;

  return {
    name: sheet.name,
    visibility: visibilities[sheet.visibility],
    rows: cells?.rows ?? [],
    hiddenColumns: cells?.hiddenColumns ?? [],
    merges:
      !merged || merged.isNullObject ? [] : merged.areas.items.map(({ address }) => rangeOfAddress(address)),
    validations: validationsOf(),
    conditionalFormats: rules.flatMap(({ formula, rangesOf }) =>
      formula && severityOfFormula(formula.formula) !== null ? [] : (rangesOf() ?? []),
    ),
    isProtected,
    isFiltered: isSupported(brought.filterButtons) && sheet.autoFilter.isDataFiltered,
  };
}
