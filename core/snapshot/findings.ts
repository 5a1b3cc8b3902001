/** Collects what reading finds: each finding with its file, in a stable order, and no flood of one kind. */
import type { DiagnosticCode, DiagnosticParams } from '../diagnostics/codes.js';
import { diagnose, type Diagnostic, type DiagnosticPlace } from '../diagnostics/diagnostic.js';
import { parseRange } from '../entry/a1.js';

/**
 * How many findings of a kind are listed. Only kinds whose number a file can drive up without end have a limit; those
 * about the plan's own rows and columns end by themselves.
 */
const limits: ReadonlyMap<DiagnosticCode, number> = new Map([
  ['column/unknown', 20],
  ['intervention/unknown', 50],
  ['cell/formula', 3_000],
  ['cell/merged', 100],
]);

export interface Findings {
  /** Adds a finding; beyond the limit of its kind it is only counted. */
  readonly add: <C extends DiagnosticCode>(
    code: C,
    params: DiagnosticParams[C],
    place?: Omit<DiagnosticPlace, 'at'> & { readonly worksheet?: string; readonly range?: string },
  ) => void;
  /** How many were added of a kind, those beyond its limit included. */
  readonly count: (code: DiagnosticCode) => number;
  /** All of them, with one more for each kind that went beyond its limit. */
  readonly list: () => Diagnostic[];
}

/** @param file name of the file, as the person knows it */
export function collectFindings(file: string): Findings {
  const found: Diagnostic[] = [];
  const counts = new Map<DiagnosticCode, number>();
  return {
    add: (code, params, { worksheet, range, ...place } = {}) => {
      const count = (counts.get(code) ?? 0) + 1;
      counts.set(code, count);
      if (count > (limits.get(code) ?? Infinity)) return;
      const at = {
        file,
        ...(worksheet === undefined ? {} : { worksheet }),
        ...(range === undefined ? {} : { range }),
      };
      found.push(diagnose(code, params, { at, ...place }));
    },
    count: (code) => counts.get(code) ?? 0,
    list: () => {
      const more = [...limits].flatMap(([code, limit]) => {
        const count = (counts.get(code) ?? 0) - limit;
        return count > 0 ? [diagnose('workbook/more-findings', { code, count }, { at: { file } })] : [];
      });
      return [...found, ...more];
    },
  };
}

/**
 * Sorts findings: those about the workbook first, then by worksheet in the workbook's order, row, column and code.
 * Findings of one cell and one code stay in the order in which they were found.
 */
export function sortFindings(
  findings: readonly Diagnostic[],
  worksheets: readonly { readonly name: string }[],
): Diagnostic[] {
  const rank = new Map(worksheets.map(({ name }, index) => [name, index + 1]));
  return findings
    .map((finding) => {
      const { worksheet, range } = finding.at ?? {};
      const place = range === undefined ? null : parseRange(range);
      const sheet = worksheet === undefined ? 0 : (rank.get(worksheet) ?? worksheets.length + 1);
      return { finding, sheet, row: place?.top ?? 0, column: place?.left ?? 0 };
    })
    .sort(
      (a, b) =>
        a.sheet - b.sheet ||
        a.row - b.row ||
        a.column - b.column ||
        (a.finding.code < b.finding.code ? -1 : a.finding.code > b.finding.code ? 1 : 0),
    )
    .map(({ finding }) => finding);
}
