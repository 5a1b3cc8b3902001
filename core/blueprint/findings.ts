/** The Findings worksheet: what a check found, each with a link to its cell. */
import type { Severity } from '../diagnostics/codes.js';
import { countBySeverity, type Diagnostic } from '../diagnostics/diagnostic.js';
import { describe } from '../diagnostics/messages/en.js';
import { columnHeader, worksheetNames, type ColumnKey } from '../entry/template.js';
import type { Cell, Worksheet } from './blueprint.js';
import { blank, blanks, heightOfLines, number, row, text, wrappedLines } from './cells.js';
import { neutral } from './palette.js';
import { landscape, longestList, sheet } from './sheet.js';
import type { StyleName } from './styles.js';

const columns = [
  { header: 'No.', width: 6 },
  { header: 'Severity', width: 13 },
  { header: 'Where', width: 26 },
  { header: 'Intervention', width: 13 },
  { header: 'Column', width: 20 },
  { header: 'What is wrong', width: 64 },
  { header: 'What to do', width: 58 },
  { header: 'Code', width: 30 },
] as const;

/** The word for a severity. */
export const severityWords = { error: 'Error', warning: 'Warning', information: 'Information' } as const;

/** `3 errors, 1 warning and 12 notes`, or `nothing`. */
export function countInWords(findings: readonly Diagnostic[]): string {
  const counts = countBySeverity(findings);
  const parts = (
    [
      [counts.error, 'error', 'errors'],
      [counts.warning, 'warning', 'warnings'],
      [counts.information, 'note', 'notes'],
    ] as const
  )
    .filter(([count]) => count > 0)
    .map(([count, one, many]) => `${count} ${count === 1 ? one : many}`);
  return parts.length > 1 ? `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)!}` : (parts[0] ?? 'nothing');
}

export interface FindingsInput {
  readonly title: string;
  readonly footer: string;
  /** Null: no check has been made yet. */
  readonly findings: readonly Diagnostic[] | null;
  /** Worksheets of the same workbook that a finding may link to. */
  readonly linkable: readonly string[];
}

/** Where a finding is, in words: file, worksheet and cell as far as they are known. */
function placeInWords({ at }: Diagnostic, linkable: readonly string[]): string {
  const inWorkbook = at?.worksheet !== undefined && linkable.includes(at.worksheet);
  const parts = [inWorkbook ? undefined : at?.file, at?.worksheet].filter((part) => part !== undefined);
  const range = at?.range === undefined ? '' : `!${at.range}`;
  return parts.length > 0 ? parts.join(' › ') + range : 'Whole workbook';
}

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, information: 2 };

/** Builds the Findings worksheet: errors first, each severity in the order given. */
export function buildFindings({ title, footer, findings, linkable }: FindingsInput): Worksheet {
  const width = columns.length;
  const summary =
    findings === null
      ? 'Not checked yet: what a check finds is written here.'
      : findings.length === 0
        ? 'Checked: nothing was found.'
        : `Checked: ${countInWords(findings)}. Errors must be mended; warnings need a look; notes are for your information.${findings.length > longestList ? ` The first ${longestList} stand here; a check of each workbook by itself shows its own.` : ''}`;
  const rows = [
    row(30, [text(title, 'title'), ...blanks(width - 1, 'title')]),
    row(20, [text(summary, 'subtitle'), ...blanks(width - 1, 'subtitle')]),
    row(
      28,
      columns.map(({ header }) => text(header, 'heading-plan')),
    ),
    ...[...(findings ?? [])]
      .sort((a, b) => rank[a.severity] - rank[b.severity])
      .slice(0, longestList)
      .map((finding, index) => {
        const { text: wrong, advice } = describe(finding);
        const where = placeInWords(finding, linkable);
        const { worksheet, range } = finding.at ?? {};
        const link: Cell =
          worksheet !== undefined && range !== undefined && linkable.includes(worksheet)
            ? text(where, 'cell-link', { link: { worksheet, range, tooltip: `Go to ${worksheet}!${range}` } })
            : text(where, 'cell');
        const severity: StyleName = `severity-${finding.severity}`;
        const lines = Math.max(
          wrappedLines(wrong, columns[5].width),
          wrappedLines(advice, columns[6].width),
          wrappedLines(where, columns[2].width),
        );
        return row(heightOfLines(lines), [
          number(index + 1, 'cell-number'),
          text(severityWords[finding.severity], severity),
          link,
          finding.intervention === undefined
            ? blank('cell-centre')
            : text(finding.intervention, 'cell-centre'),
          finding.field === undefined
            ? blank('cell')
            : text(columnHeader(finding.field as ColumnKey), 'cell'),
          text(wrong, 'cell'),
          text(advice, 'cell'),
          text(finding.code, 'cell-muted'),
        ]);
      }),
  ];
  const lastRow = rows.length;
  return sheet({
    role: 'findings',
    name: worksheetNames.findings,
    tabColour: neutral.alert,
    columns: columns.map(({ width: columnWidth }) => ({ width: columnWidth })),
    rows,
    protection: { unlocked: [], allow: ['filter', 'format-columns', 'format-rows'] },
    frozen: { rows: 3, columns: 0 },
    autoFilter: lastRow > 3 ? `A3:H${lastRow}` : null,
    print: landscape('a4', footer, { repeatRows: '1:3' }),
  });
}
