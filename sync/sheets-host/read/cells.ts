/** From what the API tells of cells to rows of a snapshot. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import {
  kindOfFormatCode,
  type CellContent,
  type CellSnapshot,
  type NumberKind,
  type RowSnapshot,
} from '../../../core/index.js';
import { colourOf, type Theme } from './colours.js';
import { isoOfSerial } from './dates.js';

/** What of each cell is asked for: to be put into a mask of fields. */
export const cellFields =
  'userEnteredValue(formulaValue),effectiveValue(numberValue,stringValue,boolValue,errorValue(type)),' +
  'effectiveFormat(numberFormat),userEnteredFormat(backgroundColorStyle),dataValidation(condition)';

/** What cells show for the API's kinds of errors. */
const errors: Readonly<Record<string, string>> = {
  NULL_VALUE: '#NULL!',
  DIVIDE_BY_ZERO: '#DIV/0!',
  VALUE: '#VALUE!',
  REF: '#REF!',
  NAME: '#NAME?',
  NUM: '#NUM!',
  N_A: '#N/A',
};

/** Formats that have no pattern of their own: shown as the spreadsheet's locale has it. */
const kinds: Readonly<Record<string, NumberKind>> = {
  PERCENT: 'percent',
  DATE: 'date',
  TIME: 'date',
  DATE_TIME: 'date',
};

const kindOf = (format: sheets_v4.Schema$NumberFormat | undefined): NumberKind =>
  format?.pattern ? kindOfFormatCode(format.pattern) : (kinds[format?.type ?? ''] ?? 'number');

function numberContent(value: number, format: sheets_v4.Schema$NumberFormat | undefined): CellContent {
  switch (kindOf(format)) {
    case 'number':
      return { kind: 'number', value };
    case 'percent':
      return { kind: 'number', value, format: 'percent' };
    case 'date': {
      const date = isoOfSerial(value);
      return date === null ? { kind: 'error', error: '#NUM!' } : { kind: 'date', date };
    }
  }
}

/** What a cell shows; null: nothing. */
export function contentOf({
  effectiveValue,
  effectiveFormat,
}: sheets_v4.Schema$CellData): CellContent | null {
  const { errorValue, numberValue, stringValue, boolValue } = effectiveValue ?? {};
  if (errorValue) return { kind: 'error', error: errors[errorValue.type ?? ''] ?? '#ERROR!' };
  if (typeof numberValue === 'number') return numberContent(numberValue, effectiveFormat?.numberFormat);
  if (typeof boolValue === 'boolean') return { kind: 'boolean', value: boolValue };
  return stringValue ? { kind: 'text', text: stringValue } : null;
}

/** Without the leading `=`; null for a cell without one. */
export const formulaOf = ({ userEnteredValue }: sheets_v4.Schema$CellData): string | null =>
  userEnteredValue?.formulaValue?.replace(/^=/, '') ?? null;

function cellOf(cell: sheets_v4.Schema$CellData, column: number, theme: Theme): CellSnapshot[] {
  const content = contentOf(cell);
  const formula = formulaOf(cell);
  const fill = colourOf(cell.userEnteredFormat?.backgroundColorStyle, theme);
  if (!content && formula === null && fill === null) return [];
  return [{ column, content, ...(formula === null ? {} : { formula }), ...(fill === null ? {} : { fill }) }];
}

/** The rows that have anything, ascending. */
export const rowsOf = (
  { rowData = [], rowMetadata = [], startRow, startColumn }: sheets_v4.Schema$GridData,
  theme: Theme,
): readonly RowSnapshot[] =>
  rowData.flatMap(({ values = [] }, down): RowSnapshot[] => {
    const cells = values.flatMap((cell, across) => cellOf(cell, (startColumn ?? 0) + across + 1, theme));
    if (cells.length === 0) return [];
    const { hiddenByUser, hiddenByFilter } = rowMetadata[down] ?? {};
    const hidden = hiddenByUser === true || hiddenByFilter === true;
    return [{ row: (startRow ?? 0) + down + 1, hidden, cells }];
  });
