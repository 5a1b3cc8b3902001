/** What cells hold, as the API says it, and back. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { isError, type ErrorValue, type Value } from '../../spreadsheet/formulas/index.js';
import { enterFormula, enterLiteral, type Entered } from '../../sheets/entry.js';
import type { Cell, Workbook } from '../../sheets/workbook.js';
import { invalidArgument } from '../errors.js';

type ExtendedValue = sheets_v4.Schema$ExtendedValue;

const errorTypes: Readonly<Record<ErrorValue['error'], string>> = {
  '#NULL!': 'NULL_VALUE',
  '#DIV/0!': 'DIVIDE_BY_ZERO',
  '#VALUE!': 'VALUE',
  '#REF!': 'REF',
  '#NAME?': 'NAME',
  '#NUM!': 'NUM',
  '#N/A': 'N_A',
  '#ERROR!': 'ERROR',
};

/** A value as a message; undefined: blank. What the service says beside an error's type is not known. */
export function valueMessage(value: Value): ExtendedValue | undefined {
  if (value === null) return undefined;
  if (isError(value)) return { errorValue: { type: errorTypes[value.error], message: value.error } };
  if (typeof value === 'number') return { numberValue: value };
  return typeof value === 'boolean' ? { boolValue: value } : { stringValue: value };
}

/** What was entered into a cell. */
export const enteredMessage = ({ content, formula }: Cell): ExtendedValue | undefined =>
  formula === null ? valueMessage(content) : { formulaValue: formula };

const kinds = ['numberValue', 'stringValue', 'boolValue', 'formulaValue', 'errorValue'] as const;

/**
 * What a cell holds after a value was entered; nothing, where the message says nothing. Text is text, whatever it begins with.
 * @throws ApiError, ServiceError
 */
export function enteredOf(value: ExtendedValue | undefined, workbook: Workbook): Entered {
  if (!value) return enterLiteral(null);
  const given = kinds.filter((kind) => value[kind] != null);
  if (given.length > 1)
    throw invalidArgument(
      `Invalid value at 'user_entered_value' (oneof), oneof field 'value' is already set. Cannot set '${given[1]!}'`,
    );
  const { numberValue, stringValue, boolValue, formulaValue, errorValue } = value;
  if (errorValue) throw invalidArgument('The user_entered_value cannot be an error value.');
  if (formulaValue == null) return enterLiteral(stringValue ?? numberValue ?? boolValue ?? null);
  if (!formulaValue.startsWith('=')) throw invalidArgument(`Invalid formula: ${formulaValue}`);
  return enterFormula(formulaValue, workbook);
}
