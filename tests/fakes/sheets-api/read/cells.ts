/** Cells as the API answers them: only what a mask selects is worked out. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { standardLooks, type Cell, type Looks, type Worksheet } from '../../sheets/workbook.js';
import { conditionalLooksAt } from '../../sheets/conditional-looks.js';
import type { Program } from '../../sheets/program.js';
import { formulaSource, valueAt } from '../../sheets/recalculation.js';
import { shownText, showsDates } from '../../sheets/shown.js';
import { masked, select, type Mask } from '../masks.js';
import { formatMessage, standardFormat } from '../messages/formats.js';
import { validationMessage } from '../messages/validations.js';
import { enteredMessage, valueMessage } from '../messages/values.js';

/** Cells are never changed but replaced: what one looks like is worked out once. */
const formats = new WeakMap<Cell, sheets_v4.Schema$CellFormat | null>();

export function enteredFormat(cell: Cell): sheets_v4.Schema$CellFormat | undefined {
  const known = formats.get(cell);
  if (known !== undefined) return known ?? undefined;
  const format = formatMessage(cell);
  formats.set(cell, format ?? null);
  return format;
}

/** What conditional formats make of a cell's looks. */
function conditionalLooks(
  program: Program,
  worksheet: Worksheet,
  cell: Cell,
  row: number,
  column: number,
): Partial<Looks> {
  const { background, fontColour, bold, italic, underline, strikethrough } = conditionalLooksAt(
    worksheet,
    row,
    column,
    formulaSource(program),
    showsDates(cell.numberFormat),
  );
  return {
    ...(background === null ? {} : { background }),
    ...(fontColour === null ? {} : { fontColour }),
    ...(bold === null ? {} : { fontWeight: bold ? ('bold' as const) : ('normal' as const) }),
    ...(italic === null ? {} : { fontStyle: italic ? ('italic' as const) : ('normal' as const) }),
    ...(underline === true
      ? { fontLine: 'underline' }
      : strikethrough === true
        ? { fontLine: 'line-through' }
        : {}),
  };
}

/** How a cell is seen: the standard, what was set, and over both what its conditional formats make of it. */
function effectiveFormat(
  program: Program,
  worksheet: Worksheet,
  cell: Cell,
  row: number,
  column: number,
  mask: Mask,
) {
  // Most ask for this alone, of which conditional formats say nothing.
  if (mask !== null && Object.keys(mask).every((field) => field === 'numberFormat'))
    return masked(enteredFormat(cell), mask);
  const looks = {
    ...standardLooks,
    ...cell.looks,
    ...conditionalLooks(program, worksheet, cell, row, column),
  };
  return masked({ ...standardFormat, ...formatMessage({ ...cell, looks }) }, mask);
}

export function cellMessage(
  program: Program,
  worksheet: Worksheet,
  cell: Cell,
  row: number,
  column: number,
  mask: Mask,
) {
  const value = () => valueAt(program, worksheet, row, column);
  return select(mask, {
    userEnteredValue: (deeper) => masked(enteredMessage(cell), deeper),
    effectiveValue: (deeper) => masked(valueMessage(value()), deeper),
    formattedValue: () => (value() === null ? undefined : shownText(value(), cell.numberFormat)),
    userEnteredFormat: (deeper) => masked(enteredFormat(cell), deeper),
    effectiveFormat: (deeper) => effectiveFormat(program, worksheet, cell, row, column, deeper),
    note: () => (cell.note === '' ? undefined : cell.note),
    dataValidation: (deeper) =>
      cell.validation ? masked(validationMessage(program, cell.validation, row, column), deeper) : undefined,
  });
}
