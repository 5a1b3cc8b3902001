/** Conditional formats as scripts see them: rules that are built, given to a worksheet as a whole, and read back. */
import type { CellRange } from '../../../core/index.js';
import { parseFormula } from '../spreadsheet/formulas/parse.js';
import { tokensOf } from '../spreadsheet/formulas/tokens.js';
import { colourOf } from './colours.js';
import { dayOf, withInstants } from './days.js';
import { ServiceError, Unsupported } from './errors.js';
import { constant, give, type Methods, type On, type Part } from './objects.js';
import { worksheetOf } from './places.js';
import type { ConditionalFormat, Worksheet } from './workbook.js';

type Rule = { readonly sheetId: number; readonly format: ConditionalFormat };
type Draft = {
  sheetId: number | null;
  format: Omit<ConditionalFormat, 'criteria'> & { criteria: string | null };
};

declare module './objects.js' {
  interface Selves {
    ConditionalFormatRuleBuilder: Draft;
    ConditionalFormatRule: Rule;
    BooleanCondition: ConditionalFormat;
  }
}

const noLooks = {
  background: null,
  fontColour: null,
  bold: null,
  italic: null,
  underline: null,
  strikethrough: null,
};

const emptyDraft = (): Draft => ({
  sheetId: null,
  format: { ranges: [], criteria: null, values: [], ...noLooks },
});

const change = ({ self, me }: On<'ConditionalFormatRuleBuilder'>, said: Partial<Draft['format']>) => {
  self.format = { ...self.format, ...said };
  return me;
};

/** A condition without anything to compare with, or with numbers. */
const when =
  (criteria: string) =>
  (on: On<'ConditionalFormatRuleBuilder'>, ...values: number[]) =>
    change(on, { criteria, values });

/** Sheets reads a text that begins with `=` as a formula. */
const whenText = (criteria: string) => (on: On<'ConditionalFormatRuleBuilder'>, text: string) => {
  if (text.startsWith('=')) throw new Unsupported(`the formula ${text} in ${criteria}`);
  return change(on, { criteria, values: [text] });
};

const whenDate = (criteria: string) => (on: On<'ConditionalFormatRuleBuilder'>, date: Date | string) => {
  if (typeof date === 'string') throw new Unsupported(`${criteria} with ${date}`);
  return change(on, { criteria, values: [dayOf(on, date)] });
};

const look =
  (property: keyof typeof noLooks) => (on: On<'ConditionalFormatRuleBuilder'>, value: boolean | null) =>
    change(on, { [property]: value });

const colour =
  (property: 'background' | 'fontColour') => (on: On<'ConditionalFormatRuleBuilder'>, value: string | null) =>
    change(on, { [property]: value === null ? null : colourOf(value) });

const rangesOf = (sheetId: number | null, ranges: readonly CellRange[]) =>
  sheetId === null ? [] : ranges.map((range) => give('Range', { sheetId, range }));

/** The service does not build what is not said in full. Its words are not known. */
function build({ self: { sheetId, format } }: On<'ConditionalFormatRuleBuilder'>) {
  const { criteria } = format;
  if (sheetId === null) throw new ServiceError('Conditional format rules must have at least one range.');
  if (criteria === null) throw new ServiceError('Conditional format rules must have a condition.');
  if (Object.keys(noLooks).every((key) => format[key as keyof typeof noLooks] === null))
    throw new ServiceError('Conditional format rules must have a format.');
  return give('ConditionalFormatRule', { sheetId, format: { ...format, criteria } });
}

const differentSheet = () => new ServiceError('Conditional format rule cannot reference a different sheet.');

/**
 * A rule may look at its own worksheet only. A name is refused as well, also one that leads to the same worksheet: whether Sheets
 * takes that is not known. Both may stand in INDIRECT as a text.
 * @throws ServiceError
 */
export function checkRuleFormula({ name }: Worksheet, formula: string): void {
  if (!formula.startsWith('=')) throw new ServiceError(`Invalid formula: ${formula}`);
  for (const token of tokensOf(formula)) {
    const isElsewhere =
      token.kind === 'reference' &&
      token.reference.worksheet !== null &&
      token.reference.worksheet.toLowerCase() !== name.toLowerCase();
    const isName = token.kind === 'name' && !/^(true|false)$/i.test(token.text);
    if (isElsewhere || isName) throw differentSheet();
  }
  parseFormula(formula);
}

function checkRule(worksheet: Worksheet, { sheetId, format }: Rule): void {
  if (sheetId !== worksheet.sheetId) throw differentSheet();
  if (format.criteria === 'CUSTOM_FORMULA') checkRuleFormula(worksheet, String(format.values[0]));
}

const ofBuilder: Methods<'ConditionalFormatRuleBuilder'> = {
  setRanges(on, ranges: readonly { readonly sheetId: number; readonly range: CellRange }[]) {
    const [first] = ranges;
    // The words of the service are not known.
    if (!first || ranges.some(({ sheetId }) => sheetId !== first.sheetId))
      throw new ServiceError('The ranges of a conditional format rule must be of one sheet.');
    on.self.sheetId = first.sheetId;
    return change(on, { ranges: ranges.map(({ range }) => range) });
  },
  whenFormulaSatisfied: (on, formula: string) =>
    change(on, { criteria: 'CUSTOM_FORMULA', values: [formula] }),
  whenCellEmpty: when('CELL_EMPTY'),
  whenCellNotEmpty: when('CELL_NOT_EMPTY'),
  whenNumberBetween: when('NUMBER_BETWEEN'),
  whenNumberEqualTo: when('NUMBER_EQUAL_TO'),
  whenNumberGreaterThan: when('NUMBER_GREATER_THAN'),
  whenNumberGreaterThanOrEqualTo: when('NUMBER_GREATER_THAN_OR_EQUAL_TO'),
  whenNumberLessThan: when('NUMBER_LESS_THAN'),
  whenNumberLessThanOrEqualTo: when('NUMBER_LESS_THAN_OR_EQUAL_TO'),
  whenNumberNotBetween: when('NUMBER_NOT_BETWEEN'),
  whenNumberNotEqualTo: when('NUMBER_NOT_EQUAL_TO'),
  whenDateAfter: whenDate('DATE_AFTER'),
  whenDateBefore: whenDate('DATE_BEFORE'),
  whenDateEqualTo: whenDate('DATE_EQUAL_TO'),
  whenTextContains: whenText('TEXT_CONTAINS'),
  whenTextDoesNotContain: whenText('TEXT_DOES_NOT_CONTAIN'),
  whenTextEndsWith: whenText('TEXT_ENDS_WITH'),
  whenTextEqualTo: whenText('TEXT_EQUAL_TO'),
  whenTextStartsWith: whenText('TEXT_STARTS_WITH'),
  setBackground: colour('background'),
  setFontColor: colour('fontColour'),
  setBold: look('bold'),
  setItalic: look('italic'),
  setUnderline: look('underline'),
  setStrikethrough: look('strikethrough'),
  getRanges: ({ self }) => rangesOf(self.sheetId, self.format.ranges),
  build,
  copy: ({ self }) => give('ConditionalFormatRuleBuilder', { ...self }),
};

export const conditionalFormatRules: Part = {
  SpreadsheetApp: {
    newConditionalFormatRule: () => give('ConditionalFormatRuleBuilder', emptyDraft()),
  },
  Sheet: {
    getConditionalFormatRules: ({ program, self: { sheetId } }) =>
      worksheetOf(program, sheetId).conditionalFormats.map((format) =>
        give('ConditionalFormatRule', { sheetId, format }),
      ),
    /** All of them or none. */
    setConditionalFormatRules({ program, self }, rules: readonly Rule[]) {
      const worksheet = worksheetOf(program, self.sheetId);
      for (const rule of rules) checkRule(worksheet, rule);
      worksheet.conditionalFormats = rules.map(({ format }) => format);
    },
    clearConditionalFormatRules({ program, self }) {
      worksheetOf(program, self.sheetId).conditionalFormats = [];
    },
  },
  ConditionalFormatRuleBuilder: ofBuilder,
  ConditionalFormatRule: {
    getRanges: ({ self: { sheetId, format } }) => rangesOf(sheetId, format.ranges),
    getBooleanCondition: ({ self }) => give('BooleanCondition', self.format),
    // Colour scales are not emulated: no rule here is one.
    getGradientCondition: () => null,
    copy: ({ self }) => give('ConditionalFormatRuleBuilder', { ...self }),
  },
  BooleanCondition: {
    getCriteriaType: ({ self }) => constant('BooleanCriteria', self.criteria),
    getCriteriaValues: (on) => withInstants(on, on.self.criteria, on.self.values),
    getBackground: ({ self }) => self.background,
    getFontColor: ({ self }) => self.fontColour,
    getBold: ({ self }) => self.bold,
    getItalic: ({ self }) => self.italic,
    getUnderline: ({ self }) => self.underline,
    getStrikethrough: ({ self }) => self.strikethrough,
  },
};
