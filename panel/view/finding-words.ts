/** What a finding is called: the kind that it is of, and its place. */
import {
  describe,
  fieldByKey,
  ruleCatalogue,
  valueInWords,
  type Diagnostic,
  type DiagnosticCode,
  type FieldKey,
} from '../../core/index.js';
import { texts } from '../texts/en.js';

const explanations = new Map<DiagnosticCode, string>(
  ruleCatalogue.map(({ code, explanation }) => [code, explanation]),
);

/** What the findings of one kind have in common, in a sentence. */
export function kindInWords(finding: Diagnostic): string {
  return explanations.get(finding.code) ?? describe(finding).text;
}

/** `Matrix!F39`; null where the finding is of no place. */
export function placeInWords({ at }: Diagnostic): string | null {
  if (at?.worksheet === undefined) return null;
  return at.range === undefined ? at.worksheet : `${at.worksheet}!${at.range}`;
}

/** Longest value that stands beside its fix. */
const longestValue = 40;

/** What a fix makes of the cell; empty where the finding carries none. */
export function fixInWords({ fix, field }: Diagnostic): string {
  switch (fix?.kind) {
    case undefined:
      return '';
    case 'set-value': {
      const value = typeof fix.value === 'object' ? fix.value.date : fix.value;
      const key = field as FieldKey;
      const words = fieldByKey.has(key) ? valueInWords(key, value) : String(value);
      return texts.check.fixMeans.set(
        words.length > longestValue ? `${words.slice(0, longestValue)}…` : words,
      );
    }
    case 'clear-value':
      return texts.check.fixMeans.clear;
    case 'restore-validation':
      return texts.check.fixMeans.restore;
  }
}
