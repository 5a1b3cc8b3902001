/** Findings, filtered and gathered by kind. */
import { describe, foldText, type Diagnostic, type DiagnosticCode, type Severity } from '../../core/index.js';
import { kindInWords, placeInWords } from './finding-words.js';

export interface FindingFilter {
  /** Only these severities; empty: all. */
  readonly severities: ReadonlySet<Severity>;
  /** Every word of it stands in the finding. */
  readonly text: string;
}

/** The findings of one kind, in the order in which they were given. */
export interface FindingGroup {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly findings: readonly Diagnostic[];
}

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, information: 2 };

function textOf(finding: Diagnostic): string {
  const { text, advice } = describe(finding);
  const { code, intervention = '' } = finding;
  return foldText(
    [code, kindInWords(finding), placeInWords(finding) ?? '', intervention, text, advice].join(' '),
  );
}

/** The findings that a filter lets through. */
export function filterFindings(
  findings: readonly Diagnostic[],
  filter: FindingFilter,
): readonly Diagnostic[] {
  const words = foldText(filter.text)
    .split(' ')
    .filter((word) => word !== '');
  return findings.filter((finding) => {
    if (filter.severities.size > 0 && !filter.severities.has(finding.severity)) return false;
    if (words.length === 0) return true;
    const text = textOf(finding);
    return words.every((word) => text.includes(word));
  });
}

/** Gathers findings by kind: errors first, then warnings, then notes; within each, kinds as they first occur. */
export function groupFindings(findings: readonly Diagnostic[]): readonly FindingGroup[] {
  const groups = new Map<DiagnosticCode, Diagnostic[]>();
  for (const finding of findings) {
    const known = groups.get(finding.code);
    if (known) known.push(finding);
    else groups.set(finding.code, [finding]);
  }
  return [...groups]
    .map(([code, own]) => ({ code, severity: own[0]!.severity, findings: own }))
    .sort((a, b) => rank[a.severity] - rank[b.severity]);
}
