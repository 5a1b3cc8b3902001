/** Data validation as scripts see it: rules that are built, set on cells, and read back cell by cell. */
import { parseFormula } from '../spreadsheet/formulas/parse.js';
import { tokensOf } from '../spreadsheet/formulas/tokens.js';
import { gridOf } from '../spreadsheet/ranges.js';
import { cellAt, changeCells } from './cells.js';
import { dayOf, withInstants } from './days.js';
import { ServiceError, Unsupported } from './errors.js';
import { checkGrid, inGrid } from './grids.js';
import { guardCells } from './guarding.js';
import { constant, give, type On, type Part, type Self } from './objects.js';
import { onBoth, rangeOfOn, type Place } from './ranges-of.js';
import { formulaAt, relativeFormula } from './relative-formulas.js';
import type { Validation } from './workbook.js';

/** A rule as a script holds it: its formula reads as in the cell that it came from, or is going to. */
type Rule = { readonly validation: Validation };
type Draft = { validation: Omit<Validation, 'criteria'> & { readonly criteria: string | null } };

declare module './objects.js' {
  interface Selves {
    DataValidationBuilder: Draft;
    DataValidation: Rule;
  }
}

const emptyDraft = (): Draft => ({
  validation: { criteria: null, values: [], allowInvalid: true, helpText: null },
});

const change = ({ self, me }: On<'DataValidationBuilder'>, said: Partial<Draft['validation']>) => {
  self.validation = { ...self.validation, ...said };
  return me;
};

/** Criteria that take numbers, texts, or nothing. */
const require =
  (criteria: string) =>
  (on: On<'DataValidationBuilder'>, ...values: (string | number)[]) =>
    change(on, { criteria, values });

const requireDate =
  (criteria: string) =>
  (on: On<'DataValidationBuilder'>, ...dates: Date[]) =>
    change(on, { criteria, values: dates.map((date) => dayOf(on, date)) });

/** Source: Google's limits of drop-downs. */
const longestList = 500;

function requireList(on: On<'DataValidationBuilder'>, list: readonly string[], hasDropDown = true) {
  // The words of the service are not known.
  if (list.length === 0 || list.length > longestList)
    throw new ServiceError(`A list of a data validation has from 1 to ${longestList} values.`);
  return change(on, { criteria: 'VALUE_IN_LIST', values: [list, hasDropDown] });
}

/**
 * Formulas look at their own worksheet only, and at no name. Sheets may take more; nobody may count on it.
 * @throws ServiceError, Unsupported
 */
export function checkValidationFormula(formula: string): void {
  if (!formula.startsWith('=')) throw new ServiceError(`Invalid formula: ${formula}`);
  const names = tokensOf(formula).filter(
    ({ kind, text }) => kind === 'name' && !/^(true|false)$/i.test(text),
  );
  if (names.length > 0) throw new Unsupported(`the name ${names[0]!.text} in a validation`);
  parseFormula(formula);
}

function requireFormula(on: On<'DataValidationBuilder'>, formula: string) {
  checkValidationFormula(formula);
  return change(on, { criteria: 'CUSTOM_FORMULA', values: [formula] });
}

/** What the service hands over of a rule's values. */
const valuesOf = (on: On<'DataValidation' | 'DataValidationBuilder'>) =>
  withInstants(on, on.self.validation.criteria, on.self.validation.values).map((value) =>
    typeof value === 'object' && value !== null && 'sheetId' in value ? give('Range', value) : value,
  );

const getters = {
  getAllowInvalid: ({ self }: On<'DataValidation' | 'DataValidationBuilder'>) => self.validation.allowInvalid,
  getHelpText: ({ self }: On<'DataValidation' | 'DataValidationBuilder'>) => self.validation.helpText,
  getCriteriaType: ({ self }: On<'DataValidation' | 'DataValidationBuilder'>) =>
    self.validation.criteria === null ? null : constant('DataValidationCriteria', self.validation.criteria),
  getCriteriaValues: valuesOf,
  copy: ({ self }: On<'DataValidation' | 'DataValidationBuilder'>) =>
    give('DataValidationBuilder', { validation: self.validation }),
};

const withFormula = (validation: Validation, write: (formula: string) => string): Validation =>
  validation.criteria === 'CUSTOM_FORMULA'
    ? { ...validation, values: [write(validation.values[0] as string)] }
    : validation;

/** A rule as it is kept, so that it means the same in all cells that it is set on. */
const kept = ({ validation }: Rule, row: number, column: number) =>
  withFormula(validation, (formula) => relativeFormula(formula, row, column));

/** A rule as it reads in a cell: an object of its own for each. */
function ruleAt(on: On<'Range'>, row: number, column: number) {
  const { validation } = cellAt(rangeOfOn(on).worksheet, row, column);
  return (
    validation &&
    give('DataValidation', {
      validation: withFormula(validation, (formula) => formulaAt(formula, row, column)),
    })
  );
}

const rulesOf = (on: On<'Range'>) => gridOf(on.self.range, (row, column) => ruleAt(on, row, column));

function setRules(
  { program, execution }: On<'Range' | 'RangeList'>,
  { worksheet, ranges }: Place,
  ruleOf: (row: number, column: number) => Validation | null,
): void {
  guardCells(program, worksheet, ranges, execution.user.email);
  for (const range of ranges)
    changeCells(worksheet, range, (cell, row, column) => {
      const validation = ruleOf(row, column);
      return validation === cell.validation ? cell : { ...cell, validation };
    });
}

const clearing = onBoth({
  clearDataValidations: (on, place) => {
    setRules(on, place, () => null);
  },
});

export const dataValidations: readonly Part[] = [
  clearing,
  {
    SpreadsheetApp: { newDataValidation: () => give('DataValidationBuilder', emptyDraft()) },
    Range: {
      getDataValidation: (on) => ruleAt(on, on.self.range.top, on.self.range.left),
      getDataValidations: rulesOf,
      /** What is in the cells already is not asked. */
      setDataValidation(on, rule: Rule | null) {
        const { worksheet, range } = rangeOfOn(on);
        const validation = rule && kept(rule, range.top, range.left);
        setRules(on, { worksheet, ranges: [range] }, () => validation);
        return on.me;
      },
      setDataValidations(on, rules: readonly (readonly (Rule | null)[])[]) {
        const { worksheet, range } = rangeOfOn(on);
        checkGrid(range, rules);
        setRules(on, { worksheet, ranges: [range] }, (row, column) => {
          const rule = inGrid(range, rules, row, column);
          return rule && kept(rule, row, column);
        });
        return on.me;
      },
    },
    DataValidationBuilder: {
      ...getters,
      requireCheckbox: (on, ...values: (string | number | boolean)[]) =>
        change(on, { criteria: 'CHECKBOX', values }),
      requireDate: requireDate('DATE_IS_VALID_DATE'),
      requireDateAfter: requireDate('DATE_AFTER'),
      requireDateBefore: requireDate('DATE_BEFORE'),
      requireDateBetween: requireDate('DATE_BETWEEN'),
      requireDateEqualTo: requireDate('DATE_EQUAL_TO'),
      requireDateNotBetween: requireDate('DATE_NOT_BETWEEN'),
      requireDateOnOrAfter: requireDate('DATE_ON_OR_AFTER'),
      requireDateOnOrBefore: requireDate('DATE_ON_OR_BEFORE'),
      requireFormulaSatisfied: requireFormula,
      requireNumberBetween: require('NUMBER_BETWEEN'),
      requireNumberEqualTo: require('NUMBER_EQUAL_TO'),
      requireNumberGreaterThan: require('NUMBER_GREATER_THAN'),
      requireNumberGreaterThanOrEqualTo: require('NUMBER_GREATER_THAN_OR_EQUAL_TO'),
      requireNumberLessThan: require('NUMBER_LESS_THAN'),
      requireNumberLessThanOrEqualTo: require('NUMBER_LESS_THAN_OR_EQUAL_TO'),
      requireNumberNotBetween: require('NUMBER_NOT_BETWEEN'),
      requireNumberNotEqualTo: require('NUMBER_NOT_EQUAL_TO'),
      requireTextContains: require('TEXT_CONTAINS'),
      requireTextDoesNotContain: require('TEXT_DOES_NOT_CONTAIN'),
      requireTextEqualTo: require('TEXT_EQUAL_TO'),
      requireValueInList: requireList,
      requireValueInRange: (on, { sheetId, range }: Self<'Range'>, hasDropDown = true) =>
        change(on, { criteria: 'VALUE_IN_RANGE', values: [{ sheetId, range }, hasDropDown] }),
      setAllowInvalid: (on, allowInvalid: boolean) => change(on, { allowInvalid }),
      setHelpText: (on, helpText: string) => change(on, { helpText }),
      build({ self: { validation } }) {
        const { criteria } = validation;
        // The words of the service are not known.
        if (criteria === null) throw new ServiceError('A data validation rule must have criteria.');
        return give('DataValidation', { validation: { ...validation, criteria } });
      },
    },
    DataValidation: getters,
  },
];
