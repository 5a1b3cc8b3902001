/** Findings as people read them: where, what is wrong, what to do. */
import { html, nothing, type TemplateResult } from 'lit';
import { describe, ruleCatalogue, type Diagnostic, type DiagnosticCode } from '../../core/index.js';
import { texts } from '../texts/en.js';
import { icon } from './icons.js';

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

/** Sign and word of a finding's severity. */
export function severityOf({ severity }: Diagnostic): TemplateResult {
  return html`${icon(severity)} <span class="strong">${texts.check.severity[severity]}</span>`;
}

/** A finding in a list that is only read. */
export function plainFinding(finding: Diagnostic): TemplateResult {
  const { text, advice } = describe(finding);
  const place = placeInWords(finding);
  return html`<li>
    ${icon(finding.severity)}
    <span class="visually-hidden">${texts.check.severity[finding.severity]}: </span
    >${place === null ? nothing : html`<span class="muted">${place}: </span>`}${text}
    <span class="muted">${advice}</span>
  </li>`;
}
