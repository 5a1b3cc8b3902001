/** Conditions of validations, conditional formats and filters: their names in the API and in the model, what each takes. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { dateOfSerial } from '../../../../core/index.js';
import { enterText } from '../../sheets/entry.js';
import { blankCell, type Workbook } from '../../sheets/workbook.js';
import { invalidArgument, notEmulated } from '../errors.js';

type BooleanCondition = sheets_v4.Schema$BooleanCondition;

/** What values of a condition are. */
type Takes = 'number' | 'text' | 'date' | 'formula';
interface Kind {
  /** Name in SpreadsheetApp.BooleanCriteria and SpreadsheetApp.DataValidationCriteria. */
  readonly criteria: string;
  readonly takes: Takes;
  readonly count: number;
}

const kind = (criteria: string, takes: Takes, count: number): Kind => ({ criteria, takes, count });

const kinds: Readonly<Record<string, Kind>> = {
  NUMBER_GREATER: kind('NUMBER_GREATER_THAN', 'number', 1),
  NUMBER_GREATER_THAN_EQ: kind('NUMBER_GREATER_THAN_OR_EQUAL_TO', 'number', 1),
  NUMBER_LESS: kind('NUMBER_LESS_THAN', 'number', 1),
  NUMBER_LESS_THAN_EQ: kind('NUMBER_LESS_THAN_OR_EQUAL_TO', 'number', 1),
  NUMBER_EQ: kind('NUMBER_EQUAL_TO', 'number', 1),
  NUMBER_NOT_EQ: kind('NUMBER_NOT_EQUAL_TO', 'number', 1),
  NUMBER_BETWEEN: kind('NUMBER_BETWEEN', 'number', 2),
  NUMBER_NOT_BETWEEN: kind('NUMBER_NOT_BETWEEN', 'number', 2),
  TEXT_CONTAINS: kind('TEXT_CONTAINS', 'text', 1),
  TEXT_NOT_CONTAINS: kind('TEXT_DOES_NOT_CONTAIN', 'text', 1),
  TEXT_STARTS_WITH: kind('TEXT_STARTS_WITH', 'text', 1),
  TEXT_ENDS_WITH: kind('TEXT_ENDS_WITH', 'text', 1),
  TEXT_EQ: kind('TEXT_EQUAL_TO', 'text', 1),
  DATE_EQ: kind('DATE_EQUAL_TO', 'date', 1),
  DATE_BEFORE: kind('DATE_BEFORE', 'date', 1),
  DATE_AFTER: kind('DATE_AFTER', 'date', 1),
  DATE_ON_OR_BEFORE: kind('DATE_ON_OR_BEFORE', 'date', 1),
  DATE_ON_OR_AFTER: kind('DATE_ON_OR_AFTER', 'date', 1),
  DATE_BETWEEN: kind('DATE_BETWEEN', 'date', 2),
  DATE_NOT_BETWEEN: kind('DATE_NOT_BETWEEN', 'date', 2),
  DATE_IS_VALID: kind('DATE_IS_VALID_DATE', 'date', 0),
  BLANK: kind('CELL_EMPTY', 'text', 0),
  NOT_BLANK: kind('CELL_NOT_EMPTY', 'text', 0),
  CUSTOM_FORMULA: kind('CUSTOM_FORMULA', 'formula', 1),
};

/** A value is read as if somebody typed it. */
function valueOf(text: string, takes: Takes, workbook: Workbook): string | number {
  if (takes === 'formula') {
    if (!text.startsWith('=')) throw invalidArgument(`Invalid formula: ${text}`);
    return text;
  }
  if (text.startsWith('=')) throw notEmulated(`the formula ${text} as the value of a condition`);
  if (takes === 'text') return text;
  const { content, numberFormat } = enterText(text, blankCell, workbook);
  if (typeof content !== 'number') throw invalidArgument(`Invalid ConditionValue.userEnteredValue: ${text}`);
  if (takes === 'number') return content;
  const date = numberFormat === undefined ? null : dateOfSerial(content, 1900);
  if (date === null) throw invalidArgument(`Invalid ConditionValue.userEnteredValue: ${text}`);
  return date;
}

/** The texts of a condition's values. @throws ApiError for values that are relative to today */
export const textsOf = ({ values }: BooleanCondition): readonly string[] =>
  (values ?? []).map(({ relativeDate, userEnteredValue }) => {
    if (relativeDate != null) throw notEmulated(`the date ${relativeDate} in a condition`);
    if (userEnteredValue == null) throw invalidArgument('ConditionValue must have a value.');
    return userEnteredValue;
  });

/**
 * A condition as the model keeps it. Lists and check boxes are none of these.
 * @throws ApiError for a wrong number of values, or values of another type
 */
export function criteriaOf(
  condition: BooleanCondition,
  workbook: Workbook,
): { readonly criteria: string; readonly values: readonly (string | number)[] } {
  const { type } = condition;
  if (type == null || type === 'CONDITION_TYPE_UNSPECIFIED')
    throw invalidArgument('BooleanCondition must have a type.');
  const found = kinds[type];
  if (!found) throw notEmulated(`the condition ${type}`);
  const texts = textsOf(condition);
  if (texts.length !== found.count)
    throw invalidArgument(
      `BooleanCondition of type ${type} must have exactly ${found.count} values, but found ${texts.length}.`,
    );
  return { criteria: found.criteria, values: texts.map((text) => valueOf(text, found.takes, workbook)) };
}

/** A condition of the model as a message. @param textOf how a value is written */
export function conditionMessage(
  criteria: string,
  values: readonly (string | number | boolean | null)[],
): BooleanCondition {
  const type = Object.keys(kinds).find((name) => kinds[name]!.criteria === criteria);
  if (type === undefined) throw notEmulated(`the condition ${criteria}`);
  return {
    type,
    ...(values.length === 0 ? {} : { values: values.map((value) => ({ userEnteredValue: String(value) })) }),
  };
}
