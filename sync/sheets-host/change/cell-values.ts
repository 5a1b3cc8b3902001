/** Values of cells as the API has them, compared as they are stored: numbers exactly, dates by their numbers, texts letter by letter. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import type { CellBefore, CellContent, NewValue } from '../../../core/index.js';
import { contentOf, formulaOf } from '../read/cells.js';
import { isoOfSerial, serialOfIso } from '../read/dates.js';

/** What is asked of cells to compare them. */
export const valueFields =
  'userEnteredValue(numberValue,stringValue,boolValue,formulaValue),' +
  'effectiveValue(numberValue,stringValue,boolValue,errorValue(type)),effectiveFormat(numberFormat)';

/** True if a cell has this value, however it is shown. */
function hasContent(cell: sheets_v4.Schema$CellData, content: CellContent | null): boolean {
  const now = contentOf(cell);
  const number = cell.effectiveValue?.numberValue ?? null;
  switch (content?.kind) {
    case undefined:
      return now === null;
    case 'text':
      return now?.kind === 'text' && now.text === content.text;
    case 'number':
      return number === content.value;
    case 'date':
      return number !== null && isoOfSerial(number) === content.date;
    case 'boolean':
      return now?.kind === 'boolean' && now.value === content.value;
    case 'error':
      return now?.kind === 'error' && now.error === content.error;
  }
}

/** True if a cell still holds what was read. */
export function holdsBefore(cell: sheets_v4.Schema$CellData, { content, formula }: CellBefore): boolean {
  const now = formulaOf(cell);
  return now === null && formula === null ? hasContent(cell, content) : now === formula;
}

/**
 * True if the copy of a cell's value is one of what was read. Of a formula only its result was copied, and that is not
 * looked at.
 */
export const isCopyOf = (copy: sheets_v4.Schema$CellData, { content, formula }: CellBefore): boolean =>
  formula !== null || hasContent(copy, content);

/** How the API is told of a value; null: nothing. A day that has no number is written as a text. */
export function valueOf(value: NewValue): sheets_v4.Schema$ExtendedValue | null {
  switch (typeof value) {
    case 'string':
      return value === '' ? null : { stringValue: value };
    case 'number':
      return { numberValue: value };
    case 'boolean':
      return { boolValue: value };
    default: {
      if (value === null) return null;
      const serial = serialOfIso(value.date);
      return serial === null ? { stringValue: value.date } : { numberValue: serial };
    }
  }
}

/**
 * What has to be entered for a cell to hold what it holds; null: nothing. That is all that can be done for an error that was
 * copied without its formula.
 */
export const enteredIn = ({
  userEnteredValue,
}: sheets_v4.Schema$CellData): sheets_v4.Schema$ExtendedValue | null =>
  userEnteredValue && Object.keys(userEnteredValue).length > 0 ? userEnteredValue : null;

/** True if a cell holds a value that was written. */
export const holdsValue = (
  cell: sheets_v4.Schema$CellData,
  value: sheets_v4.Schema$ExtendedValue | null,
): boolean => JSON.stringify(enteredIn(cell)) === JSON.stringify(value);

/** True if what a cell holds was entered in it: not calculated there, nor spilled into it by the formula of another. */
export const isTyped = ({ userEnteredValue }: sheets_v4.Schema$CellData): boolean =>
  typeof userEnteredValue?.stringValue === 'string' || typeof userEnteredValue?.numberValue === 'number';

/** True if numbers show as days in a cell. */
export const showsDays = (cell: sheets_v4.Schema$CellData): boolean =>
  contentOf({ ...cell, effectiveValue: { numberValue: 1 } })?.kind === 'date';
