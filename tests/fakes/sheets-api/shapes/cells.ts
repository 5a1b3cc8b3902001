/** Cells: what they hold, how they look, what they accept. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { absent, flag, integer, list, message, number, readOnly, text, word, type ShapeOf } from './shape.js';

export const color: ShapeOf<sheets_v4.Schema$Color> = {
  alpha: number,
  blue: number,
  green: number,
  red: number,
};

export const colorStyle: ShapeOf<sheets_v4.Schema$ColorStyle> = {
  rgbColor: message(color),
  themeColor: word(
    'THEME_COLOR_TYPE_UNSPECIFIED',
    'TEXT',
    'BACKGROUND',
    'ACCENT1',
    'ACCENT2',
    'ACCENT3',
    'ACCENT4',
    'ACCENT5',
    'ACCENT6',
    'LINK',
  ),
};

export const numberFormat: ShapeOf<sheets_v4.Schema$NumberFormat> = {
  pattern: text,
  type: word(
    'NUMBER_FORMAT_TYPE_UNSPECIFIED',
    'TEXT',
    'NUMBER',
    'PERCENT',
    'CURRENCY',
    'DATE',
    'TIME',
    'DATE_TIME',
    'SCIENTIFIC',
  ),
};

export const border: ShapeOf<sheets_v4.Schema$Border> = {
  color: readOnly(message(color)),
  colorStyle: message(colorStyle),
  style: word(
    'STYLE_UNSPECIFIED',
    'DOTTED',
    'DASHED',
    'SOLID',
    'SOLID_MEDIUM',
    'SOLID_THICK',
    'NONE',
    'DOUBLE',
  ),
  width: integer,
};

export const borders: ShapeOf<sheets_v4.Schema$Borders> = {
  bottom: message(border),
  left: message(border),
  right: message(border),
  top: message(border),
};

export const textFormat: ShapeOf<sheets_v4.Schema$TextFormat> = {
  bold: flag,
  fontFamily: text,
  fontSize: integer,
  foregroundColor: readOnly(message(color)),
  foregroundColorStyle: message(colorStyle),
  italic: flag,
  link: absent,
  strikethrough: flag,
  underline: flag,
};

export const textRotation: ShapeOf<sheets_v4.Schema$TextRotation> = {
  angle: integer,
  vertical: flag,
};

export const cellFormat: ShapeOf<sheets_v4.Schema$CellFormat> = {
  backgroundColor: readOnly(message(color)),
  backgroundColorStyle: message(colorStyle),
  borders: message(borders),
  horizontalAlignment: word('HORIZONTAL_ALIGN_UNSPECIFIED', 'LEFT', 'CENTER', 'RIGHT'),
  hyperlinkDisplayType: absent,
  numberFormat: message(numberFormat),
  padding: absent,
  textDirection: word('TEXT_DIRECTION_UNSPECIFIED', 'LEFT_TO_RIGHT', 'RIGHT_TO_LEFT'),
  textFormat: message(textFormat),
  textRotation: message(textRotation),
  verticalAlignment: word('VERTICAL_ALIGN_UNSPECIFIED', 'TOP', 'MIDDLE', 'BOTTOM'),
  wrapStrategy: word('WRAP_STRATEGY_UNSPECIFIED', 'OVERFLOW_CELL', 'LEGACY_WRAP', 'CLIP', 'WRAP'),
};

export const errorValue: ShapeOf<sheets_v4.Schema$ErrorValue> = {
  message: text,
  type: word(
    'ERROR_TYPE_UNSPECIFIED',
    'ERROR',
    'NULL_VALUE',
    'DIVIDE_BY_ZERO',
    'VALUE',
    'REF',
    'NAME',
    'NUM',
    'N_A',
    'LOADING',
  ),
};

export const extendedValue: ShapeOf<sheets_v4.Schema$ExtendedValue> = {
  boolValue: flag,
  errorValue: message(errorValue),
  formulaValue: text,
  numberValue: number,
  stringValue: text,
};

export const conditionValue: ShapeOf<sheets_v4.Schema$ConditionValue> = {
  relativeDate: word(
    'RELATIVE_DATE_UNSPECIFIED',
    'PAST_YEAR',
    'PAST_MONTH',
    'PAST_WEEK',
    'YESTERDAY',
    'TODAY',
    'TOMORROW',
  ),
  userEnteredValue: text,
};

export const booleanCondition: ShapeOf<sheets_v4.Schema$BooleanCondition> = {
  type: word(
    'CONDITION_TYPE_UNSPECIFIED',
    'NUMBER_GREATER',
    'NUMBER_GREATER_THAN_EQ',
    'NUMBER_LESS',
    'NUMBER_LESS_THAN_EQ',
    'NUMBER_EQ',
    'NUMBER_NOT_EQ',
    'NUMBER_BETWEEN',
    'NUMBER_NOT_BETWEEN',
    'TEXT_CONTAINS',
    'TEXT_NOT_CONTAINS',
    'TEXT_STARTS_WITH',
    'TEXT_ENDS_WITH',
    'TEXT_EQ',
    'TEXT_IS_EMAIL',
    'TEXT_IS_URL',
    'DATE_EQ',
    'DATE_BEFORE',
    'DATE_AFTER',
    'DATE_ON_OR_BEFORE',
    'DATE_ON_OR_AFTER',
    'DATE_BETWEEN',
    'DATE_NOT_BETWEEN',
    'DATE_IS_VALID',
    'ONE_OF_RANGE',
    'ONE_OF_LIST',
    'BLANK',
    'NOT_BLANK',
    'CUSTOM_FORMULA',
    'BOOLEAN',
    'TEXT_NOT_EQ',
    'DATE_NOT_EQ',
    'FILTER_EXPRESSION',
  ),
  values: list(message(conditionValue)),
};

export const dataValidationRule: ShapeOf<sheets_v4.Schema$DataValidationRule> = {
  condition: message(booleanCondition),
  inputMessage: text,
  showCustomUi: flag,
  strict: flag,
};

export const cellData: ShapeOf<sheets_v4.Schema$CellData> = {
  chipRuns: absent,
  dataSourceFormula: absent,
  dataSourceTable: absent,
  dataValidation: message(dataValidationRule),
  effectiveFormat: readOnly(message(cellFormat)),
  effectiveValue: readOnly(message(extendedValue)),
  formattedValue: readOnly(text),
  hyperlink: absent,
  note: text,
  pivotTable: absent,
  textFormatRuns: absent,
  userEnteredFormat: message(cellFormat),
  userEnteredValue: message(extendedValue),
};

export const rowData: ShapeOf<sheets_v4.Schema$RowData> = {
  values: list(message(cellData)),
};
