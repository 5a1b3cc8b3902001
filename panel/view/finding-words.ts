/** What a finding is called: the kind that it is of, and its place. */
import { describe, ruleCatalogue, type Diagnostic, type DiagnosticCode } from '../../core/index.js';

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
