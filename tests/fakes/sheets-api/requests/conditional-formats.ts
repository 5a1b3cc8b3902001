/** Requests about conditional formats. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { checkRuleFormula } from '../../sheets/conditional-format-rules.js';
import type { ConditionalFormat, Worksheet } from '../../sheets/workbook.js';
import { invalidArgument, notEmulated } from '../errors.js';
import { colourOf } from '../messages/colours.js';
import { criteriaOf } from '../messages/conditions.js';
import { ruleMessage } from '../read/worksheet.js';
import { rangeIn, required, worksheetWith, type Change, type Kinds } from './change.js';

type CellFormat = sheets_v4.Schema$CellFormat;

/** What a conditional format may set. Source: Google's reference of BooleanRule. */
const settable: readonly string[] = ['backgroundColorStyle', 'textFormat'];
const settableText: readonly string[] = [
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'foregroundColorStyle',
];

function looksOf(format: CellFormat): Omit<ConditionalFormat, 'ranges' | 'criteria' | 'values'> {
  const { backgroundColorStyle, textFormat = {} } = format;
  const other = [
    ...Object.keys(format).filter((field) => !settable.includes(field)),
    ...Object.keys(textFormat).filter((field) => !settableText.includes(field)),
  ];
  if (other.length > 0)
    throw invalidArgument(
      `ConditionalFormatRule.format only supports bold, italic, strikethrough, underline, foreground color and background color: ${other[0]!}`,
    );
  const { foregroundColorStyle, bold, italic, underline, strikethrough } = textFormat;
  const looks = {
    background: backgroundColorStyle ? colourOf(backgroundColorStyle) : null,
    fontColour: foregroundColorStyle ? colourOf(foregroundColorStyle) : null,
    bold: bold ?? null,
    italic: italic ?? null,
    underline: underline ?? null,
    strikethrough: strikethrough ?? null,
  };
  if (Object.values(looks).every((one) => one === null))
    throw invalidArgument('ConditionalFormatRule must have a format.');
  return looks;
}

function ruleOf(
  on: Change,
  { ranges = [], booleanRule, gradientRule }: sheets_v4.Schema$ConditionalFormatRule,
): { readonly worksheet: Worksheet; readonly rule: ConditionalFormat } {
  if (gradientRule) throw notEmulated('a gradient rule');
  const [first] = ranges;
  if (!first) throw invalidArgument('ConditionalFormatRule must have at least one range.');
  if (ranges.some(({ sheetId }) => (sheetId ?? 0) !== (first.sheetId ?? 0)))
    throw invalidArgument('All ranges of a ConditionalFormatRule must be on the same sheet.');
  const { condition, format } = required(booleanRule, 'booleanRule');
  const worksheet = worksheetWith(on, first.sheetId);
  const { criteria, values } = criteriaOf(required(condition, 'booleanRule.condition'), on.workbook);
  if (criteria === 'CUSTOM_FORMULA') checkRuleFormula(worksheet, String(values[0]));
  const found = ranges.map((range) => rangeIn(on, range).range);
  return { worksheet, rule: { ranges: found, criteria, values, ...looksOf(format ?? {}) } };
}

export const conditionalFormatKinds: Kinds = {
  /** Without an index, a rule comes first. Source: it is 0 then. */
  addConditionalFormatRule(on, { rule: said, index }) {
    const { worksheet, rule } = ruleOf(on, required(said, 'rule'));
    const at = index ?? 0;
    const rules = [...worksheet.conditionalFormats];
    if (at < 0 || at > rules.length) throw invalidArgument(`Invalid index: ${at}`);
    rules.splice(at, 0, rule);
    worksheet.conditionalFormats = rules;
    return undefined;
  },
  deleteConditionalFormatRule(on, { sheetId, index }) {
    const worksheet = worksheetWith(on, sheetId);
    const at = index ?? 0;
    const rule = worksheet.conditionalFormats[at];
    if (!rule) throw invalidArgument(`No conditional format on sheet: ${sheetId ?? 0} at index: ${at}`);
    worksheet.conditionalFormats = worksheet.conditionalFormats.filter((one) => one !== rule);
    return { deleteConditionalFormatRule: { rule: ruleMessage(worksheet.sheetId, rule) } };
  },
};
