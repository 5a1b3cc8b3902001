/** Data validations of the fake Excel: each cell has its own, so that writing one over part of another splits that. */
import { serialOfDate, type CellRange } from '../../../core/index.js';
import { ExcelError, invalidArgument, Unsupported } from './excel-error.js';
import { canonical, commonRanges, contains, cutOutAll, touches } from '../spreadsheet/ranges.js';
import {
  textOf,
  type Json,
  type JsonObject,
  type Validation,
  type Workbook,
  type Worksheet,
} from './workbook.js';

type Settings = Omit<Validation, 'ranges'>;

const noPrompt: JsonObject = { message: '', showPrompt: true, title: '' };
const noAlert: JsonObject = { message: '', showAlert: true, style: 'Stop', title: '' };
export const noSettings: Settings = { rule: {}, prompt: noPrompt, errorAlert: noAlert, ignoreBlanks: true };

/** Source: Excel.DataValidationType. */
export const ruleTypes = {
  list: 'List',
  wholeNumber: 'WholeNumber',
  decimal: 'Decimal',
  date: 'Date',
  time: 'Time',
  textLength: 'TextLength',
  custom: 'Custom',
} as const;
type RuleKind = keyof typeof ruleTypes;

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const ruleKindOf = (rule: JsonObject): RuleKind | null =>
  (Object.keys(ruleTypes) as RuleKind[]).find((kind) => isObject(rule[kind])) ?? null;

const operators = [
  'Between',
  'NotBetween',
  'EqualTo',
  'NotEqualTo',
  'GreaterThan',
  'LessThan',
  'GreaterThanOrEqualTo',
  'LessThanOrEqualTo',
];

/** A limit as Excel keeps it: a formula. Source: Excel.BasicDataValidation. */
function limitOf(value: Json | undefined, kind: RuleKind, workbook: Workbook): string {
  if (typeof value === 'number') return `=${value}`;
  if (typeof value !== 'string' || value === '') throw invalidArgument('The limit of a validation');
  if (value.startsWith('=')) return value;
  if (kind === 'date') {
    const serial = serialOfDate(value.slice(0, 10), workbook.dateSystem);
    if (serial !== null) return `=${serial}`;
  }
  if (Number.isFinite(Number(value))) return `=${value}`;
  throw invalidArgument('The limit of a validation');
}

function listOf({ inCellDropDown, source }: JsonObject): JsonObject {
  if (typeof inCellDropDown !== 'boolean' || typeof source !== 'string' || source === '')
    throw invalidArgument('The list of a validation');
  // Longer lists damage the file. Source: Excel specifications and limits, data validation.
  if (!source.startsWith('=') && source.length > 255) throw invalidArgument('The list of a validation');
  return { inCellDropDown, source };
}

/** A rule as Excel keeps it. @throws ExcelError InvalidArgument for a rule that is none */
export function checkRule(rule: Json, workbook: Workbook): JsonObject {
  if (!isObject(rule)) throw invalidArgument('The rule of a validation');
  const given = Object.keys(rule).filter((name) => rule[name] !== null);
  const kind = ruleKindOf(rule);
  if (given.length === 0) return {};
  if (given.length > 1 || kind === null) throw invalidArgument('The rule of a validation');
  const said = rule[kind] as JsonObject;
  if (kind === 'list') return { list: listOf(said) };
  if (kind === 'custom') {
    if (typeof said.formula !== 'string' || !said.formula.startsWith('='))
      throw invalidArgument('The formula of a validation');
    return { custom: { formula: said.formula } };
  }
  if (typeof said.operator !== 'string' || !operators.includes(said.operator))
    throw invalidArgument('The operator of a validation');
  const limits = { formula1: limitOf(said.formula1, kind, workbook) };
  if (!said.operator.endsWith('Between')) return { [kind]: { ...limits, operator: said.operator } };
  return { [kind]: { ...limits, formula2: limitOf(said.formula2, kind, workbook), operator: said.operator } };
}

/** Source: Excel's own dialog: titles to 32 characters, prompts to 255, messages to 225. */
function checkTexts(value: Json, standard: JsonObject, longest: number): JsonObject {
  if (!isObject(value)) throw invalidArgument('The text of a validation');
  for (const [name, said] of Object.entries(value)) {
    if (typeof said !== typeof standard[name]) throw invalidArgument(`The ${name} of a validation`);
  }
  const whole = { ...standard, ...value };
  if (textOf(whole.title).length > 32 || textOf(whole.message).length > longest)
    throw new ExcelError('InvalidArgument', 'The title or the message of a validation is too long.');
  return whole;
}

export const checkPrompt = (prompt: Json) => checkTexts(prompt, noPrompt, 255);

export function checkErrorAlert(alert: Json): JsonObject {
  const whole = checkTexts(alert, noAlert, 225);
  if (!['Stop', 'Warning', 'Information'].includes(textOf(whole.style)))
    throw invalidArgument('The style of an alert');
  return whole;
}

const settingsOf = ({ rule, prompt, errorAlert, ignoreBlanks }: Settings): Settings => ({
  rule,
  prompt,
  errorAlert,
  ignoreBlanks,
});
const keyOf = (settings: Settings) => JSON.stringify(settingsOf(settings));
const nothing = keyOf(noSettings);

/** Puts validations that say the same together. @param kept those that differ from each other already */
export function joinValidations(
  changed: readonly Validation[],
  kept: readonly Validation[] = [],
): Validation[] {
  const joined = new Map(kept.map((validation) => [keyOf(validation), validation]));
  for (const validation of changed) {
    const said = keyOf(validation);
    if (validation.ranges.length === 0 || said === nothing) continue;
    const ranges = canonical([...(joined.get(said)?.ranges ?? []), ...validation.ranges]);
    joined.set(said, { ...settingsOf(validation), ranges });
  }
  return [...joined.values()];
}

/** Changes what the validations of some cells say; cells without one get one. */
export function changeValidations(
  worksheet: Worksheet,
  ranges: readonly CellRange[],
  change: (settings: Settings) => Settings,
): void {
  const [apart, concerned] = [
    worksheet.validations.filter((one) => !touches(one.ranges, ranges)),
    worksheet.validations.filter((one) => touches(one.ranges, ranges)),
  ];
  const outside = concerned.map((one) => ({ ...one, ranges: cutOutAll(one.ranges, ranges) }));
  const inside = concerned.map((one) => ({
    ...change(settingsOf(one)),
    ranges: commonRanges(one.ranges, ranges),
  }));
  const free = cutOutAll(
    ranges,
    concerned.flatMap((one) => one.ranges),
  );
  const added = { ...change(noSettings), ranges: free };
  worksheet.validations = joinValidations([...outside, ...inside, added], apart);
}

export function clearValidations(worksheet: Worksheet, ranges: readonly CellRange[]): void {
  changeValidations(worksheet, ranges, () => noSettings);
}

/** The different settings found in some cells. */
export function settingsWithin(worksheet: Worksheet, ranges: readonly CellRange[]): Settings[] {
  const found = worksheet.validations.filter((one) => touches(one.ranges, ranges));
  const isAllCovered =
    cutOutAll(
      ranges,
      found.flatMap((one) => one.ranges),
    ).length === 0;
  return [...found.map(settingsOf), ...(isAllCovered ? [] : [noSettings])];
}

export const validationAt = (worksheet: Worksheet, row: number, column: number): Validation | null =>
  worksheet.validations.find(({ ranges }) => ranges.some((range) => contains(range, row, column))) ?? null;

/** @throws Unsupported for rules that nobody has needed yet */
export const unsupportedRule = (kind: string) =>
  new Unsupported(`what a validation of the kind ${kind} accepts`);
