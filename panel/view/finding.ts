/** Findings as they are drawn: sign, place, what is wrong, what to do. */
import { html, nothing, type TemplateResult } from 'lit';
import { describe, type Diagnostic } from '../../core/index.js';
import { texts } from '../texts/en.js';
import { placeInWords } from './finding-words.js';
import { icon } from './icons.js';

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
