/** Findings as lines for the terminal: grouped, worst first, with what to do. */
import { columnHeader, describe, type ColumnKey, type Diagnostic, type Severity } from '../../core/index.js';
import { printable, tone, type Terminal, type Tone } from './terminal.js';

const severities: readonly { readonly severity: Severity; readonly word: string; readonly tone: Tone }[] = [
  { severity: 'error', word: 'Error', tone: 'bad' },
  { severity: 'warning', word: 'Warning', tone: 'warning' },
  { severity: 'information', word: 'Note', tone: 'dim' },
];

/** So many findings of one code are shown; the rest are counted. */
const shownOfOneCode = 3;

function place({ at, intervention, field }: Diagnostic): string {
  const cell =
    at?.worksheet === undefined ? '' : `${at.worksheet}${at.range === undefined ? '' : `!${at.range}`}`;
  const row = intervention === undefined ? '' : ` ${intervention}`;
  const column = field === undefined ? '' : ` ${columnHeader(field as ColumnKey)}`;
  return printable(`${cell}${row || column ? ` (${`${row}${column}`.trim()})` : ''}`);
}

/**
 * The findings as text, errors first. Of one kind the first few are shown and the rest counted, unless `all`.
 * @param least the least severity shown
 */
export function findingsText(
  terminal: Terminal,
  findings: readonly Diagnostic[],
  { all, least }: { readonly all: boolean; readonly least: Severity },
): string {
  const lines: string[] = [];
  const shown = severities.slice(0, severities.findIndex(({ severity }) => severity === least) + 1);
  for (const { severity, word, tone: wordTone } of shown) {
    const byCode = new Map<string, Diagnostic[]>();
    for (const finding of findings) {
      if (finding.severity === severity)
        byCode.set(finding.code, [...(byCode.get(finding.code) ?? []), finding]);
    }
    for (const [code, same] of byCode) {
      const first = all ? same : same.slice(0, shownOfOneCode);
      for (const finding of first) {
        const { text, advice } = describe(finding);
        const where = place(finding);
        lines.push(
          `  ${tone(terminal, wordTone, word.padEnd(8))}${where === '' ? '' : `${tone(terminal, 'strong', where)}  `}${printable(text)}`,
          `          ${tone(terminal, 'dim', printable(advice))}`,
        );
      }
      if (same.length > first.length) {
        lines.push(
          `          ${tone(terminal, 'dim', `… and ${same.length - first.length} more like this (${code}; --all shows them)`)}`,
        );
      }
    }
  }
  return lines.map((line) => `${line}\n`).join('');
}
