/** Paints what cells take, with the help that they show. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import {
  absoluteAddress,
  joinCells,
  lengthFormula,
  rangeOf,
  type Blueprint,
  type Validation,
} from '../../../core/index.js';
import { gridRangeOf } from '../read/ranges.js';
import type { Painter } from './canvas.js';

/** The cells that a list offers. The API takes a range for it, and no name of one. */
function listAddress({ names }: Blueprint, listName: string): string {
  const named = names.find(({ name }) => name === listName);
  if (!named) throw new Error(`Blueprint: no range is called “${listName}”`);
  return absoluteAddress(named.worksheet, named.range);
}

const condition = (type: string, ...values: readonly string[]): sheets_v4.Schema$BooleanCondition => ({
  type,
  values: values.map((userEnteredValue) => ({ userEnteredValue })),
});

function conditionOf(validation: Validation, blueprint: Blueprint): sheets_v4.Schema$BooleanCondition {
  switch (validation.kind) {
    case 'list':
      return condition('ONE_OF_RANGE', `=${listAddress(blueprint, validation.listName)}`);
    case 'number':
      return validation.max === null
        ? condition('NUMBER_GREATER_THAN_EQ', String(validation.min))
        : condition('NUMBER_BETWEEN', String(validation.min), String(validation.max));
    case 'date':
      return condition('DATE_BETWEEN', validation.min, validation.max);
    case 'text-length':
      return condition('CUSTOM_FORMULA', lengthFormula(validation.max));
  }
}

/** Google Sheets shows one text, at the cell and when it refuses: what belongs there, and what is taken. */
export const helpOf = ({ prompt, error }: Pick<Validation, 'prompt' | 'error'>): string =>
  prompt.text.includes(error.text) ? prompt.text : `${prompt.text} ${error.text}`;

/** One rule for all cells of a validation. */
export const ruleOf = (
  validation: Validation,
  blueprint: Blueprint,
): sheets_v4.Schema$DataValidationRule => ({
  condition: conditionOf(validation, blueprint),
  inputMessage: helpOf(validation),
  strict: validation.onInvalid === 'reject',
  ...(validation.kind === 'list' ? { showCustomUi: true } : {}),
});

export const paintValidations: Painter = ({ sheetId, blueprint, worksheet: { validations } }) =>
  validations.flatMap((validation) => {
    const rule = ruleOf(validation, blueprint);
    return joinCells(validation.ranges.map((range) => rangeOf(range))).map((range) => ({
      setDataValidation: { range: gridRangeOf(sheetId, range), rule },
    }));
  });
