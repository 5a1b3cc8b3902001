/** The data validation of a range, or of several. */
import { invalidArgument } from '../excel-error.js';
import { guardUnprotected } from '../protection.js';
import {
  changeValidations,
  checkErrorAlert,
  checkPrompt,
  checkRule,
  clearValidations,
  noSettings,
  ruleKindOf,
  ruleTypes,
  settingsWithin,
} from '../validations.js';
import type { Json, Validation, Workbook } from '../workbook.js';
import type { ManyRanges, ObjectTable, Property } from './object.js';

type Settings = Omit<Validation, 'ranges'>;

/** A part of the validation; null if the cells differ in it. */
function part<K extends keyof Settings>(
  name: K,
  check: (value: Json, workbook: Workbook) => Settings[K],
): Property<ManyRanges> {
  return {
    get: ({ worksheet, ranges }) => {
      const found = settingsWithin(worksheet, ranges).map((one) => one[name]);
      const [first] = found;
      return found.every((one) => JSON.stringify(one) === JSON.stringify(first)) ? (first ?? null) : null;
    },
    set: ({ worksheet, ranges }, value, { workbook }) => {
      guardUnprotected(worksheet);
      const checked = check(value, workbook);
      changeValidations(worksheet, ranges, (settings) => ({ ...settings, [name]: checked }));
    },
  };
}

const typeOf = ({ rule }: Settings): string => {
  const kind = ruleKindOf(rule);
  return kind === null ? 'None' : ruleTypes[kind];
};

export const dataValidation: ObjectTable<ManyRanges> = {
  properties: {
    rule: part('rule', checkRule),
    prompt: part('prompt', checkPrompt),
    errorAlert: part('errorAlert', checkErrorAlert),
    ignoreBlanks: part('ignoreBlanks', (value) => {
      if (typeof value !== 'boolean') throw invalidArgument('ignoreBlanks');
      return value;
    }),
    type: {
      get: ({ worksheet, ranges }) => {
        const found = settingsWithin(worksheet, ranges);
        const types = new Set(found.map(typeOf));
        if (types.size > 1) return 'Inconsistent';
        const rules = new Set(found.map(({ rule }) => JSON.stringify(rule)));
        return rules.size > 1 ? 'MixedCriteria' : typeOf(found[0] ?? noSettings);
      },
    },
  },
  methods: {
    clear: ({ worksheet, ranges }) => {
      guardUnprotected(worksheet);
      clearValidations(worksheet, ranges);
      return undefined;
    },
  },
};
