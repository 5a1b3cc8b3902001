/** Data validations as the API says them, and back. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { absoluteAddressOf, quoted } from '../../spreadsheet/ranges.js';
import { checkValidationFormula } from '../../sheets/data-validations.js';
import { areaOfNotation, worksheetOf } from '../../sheets/places.js';
import type { Program } from '../../sheets/program.js';
import { formulaAt, relativeFormula } from '../../sheets/relative-formulas.js';
import type { Area, Validation, Worksheet } from '../../sheets/workbook.js';
import { invalidArgument, notEmulated } from '../errors.js';
import { conditionMessage, criteriaOf, textsOf } from './conditions.js';

type Rule = sheets_v4.Schema$DataValidationRule;

/** Source: Google's limits of drop-downs. */
const longestList = 500;

type Kept = Pick<Validation, 'criteria' | 'values'>;

function listOf(texts: readonly string[], hasDropDown: boolean): Kept {
  if (texts.length === 0 || texts.length > longestList)
    throw invalidArgument(`BooleanCondition of type ONE_OF_LIST must have from 1 to ${longestList} values.`);
  return { criteria: 'VALUE_IN_LIST', values: [texts, hasDropDown] };
}

function rangeOf(program: Program, own: Worksheet, texts: readonly string[], hasDropDown: boolean): Kept {
  const [text = ''] = texts;
  if (texts.length !== 1 || !text.startsWith('='))
    throw invalidArgument(`Invalid range in a condition of type ONE_OF_RANGE: ${text}`);
  if (!/!|^=\$?[A-Z]{1,3}\$?\d*(:|$)/i.test(text)) throw notEmulated(`the name ${text} in a validation`);
  return {
    criteria: 'VALUE_IN_RANGE',
    values: [areaOfNotation(program, own, text.slice(1).replaceAll('$', '')), hasDropDown],
  };
}

function keptOf(
  program: Program,
  own: Worksheet,
  { condition, showCustomUi }: Rule,
  row: number,
  column: number,
): Kept {
  if (!condition) throw invalidArgument('DataValidationRule must have a condition.');
  switch (condition.type) {
    case 'ONE_OF_LIST':
      return listOf(textsOf(condition), showCustomUi === true);
    case 'ONE_OF_RANGE':
      return rangeOf(program, own, textsOf(condition), showCustomUi === true);
    case 'BOOLEAN':
      return { criteria: 'CHECKBOX', values: textsOf(condition) };
    default: {
      const { criteria, values } = criteriaOf(condition, program.workbook);
      if (criteria !== 'CUSTOM_FORMULA') return { criteria, values };
      checkValidationFormula(String(values[0]));
      return { criteria, values: [relativeFormula(String(values[0]), row, column)] };
    }
  }
}

/** A rule as the model keeps it. @param row of the cell that its formula is written for */
export function validationOf(
  program: Program,
  own: Worksheet,
  rule: Rule,
  row: number,
  column: number,
): Validation {
  return {
    ...keptOf(program, own, rule, row, column),
    allowInvalid: rule.strict !== true,
    helpText: rule.inputMessage ?? null,
  };
}

const isArea = (value: Validation['values'][number] | undefined): value is Area =>
  typeof value === 'object' && value !== null && 'sheetId' in value;

function listMessage(
  program: Program,
  list: Validation['values'][number] | undefined,
): sheets_v4.Schema$BooleanCondition | null {
  if (isArea(list)) {
    const { name } = worksheetOf(program, list.sheetId);
    const address = absoluteAddressOf(list.range);
    return { type: 'ONE_OF_RANGE', values: [{ userEnteredValue: `=${quoted(name)}!${address}` }] };
  }
  if (Array.isArray(list))
    return {
      type: 'ONE_OF_LIST',
      values: (list as readonly string[]).map((userEnteredValue) => ({ userEnteredValue })),
    };
  return null;
}

/** A rule of a cell as a message. */
export function validationMessage(
  program: Program,
  { criteria, values, allowInvalid, helpText }: Validation,
  row: number,
  column: number,
): Rule {
  const list = listMessage(program, values[0]);
  const plain = () =>
    (values as readonly (string | number)[]).map((value) =>
      criteria === 'CUSTOM_FORMULA' ? formulaAt(String(value), row, column) : value,
    );
  const checkBox = () => ({
    type: 'BOOLEAN',
    ...(values.length === 0 ? {} : { values: plain().map((value) => ({ userEnteredValue: String(value) })) }),
  });
  const condition = list ?? (criteria === 'CHECKBOX' ? checkBox() : conditionMessage(criteria, plain()));
  const hasDropDown = list ? values[1] === true : criteria === 'CHECKBOX';
  return {
    condition,
    ...(helpText === null ? {} : { inputMessage: helpText }),
    ...(allowInvalid ? {} : { strict: true }),
    ...(hasDropDown ? { showCustomUi: true } : {}),
  };
}
