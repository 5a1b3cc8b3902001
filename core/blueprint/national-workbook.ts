/** The workbook of a consolidation: all units side by side, rolled up, with where every value comes from. */
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { templateVersion } from '../entry/template.js';
import type { Consolidation } from '../merge/consolidate.js';
import { parsePeriod } from '../plan/period.js';
import type { Blueprint } from './blueprint.js';
import { buildConflicts, buildProvenance, buildSubmissions } from './consolidation-lists.js';
import { buildFindings } from './findings.js';
import { buildNational, buildNationalRollUp } from './national.js';
import { styles } from './styles.js';

export interface NationalWorkbookInput {
  readonly consolidation: Consolidation;
  /** What was found in each file; the consolidation's own findings are added before them. */
  readonly findings: readonly Diagnostic[];
}

/**
 * Builds the national workbook: National, Roll-up, Submissions, Conflicts, Findings, Provenance.
 * The same consolidation and findings give the same blueprint.
 */
export function buildNationalWorkbook({ consolidation, findings }: NationalWorkbookInput): Blueprint {
  const { plan, period } = consolidation;
  const footer = `${plan.shortTitle} · National · ${period}`;
  const provenance = buildProvenance(consolidation, footer);
  return {
    kind: 'workbook',
    templateVersion,
    properties: {
      title: `${plan.shortTitle} national matrix, ${period}`,
      subject: `${plan.title}: implementation by all reporting units in ${parsePeriod(period)?.label ?? period}`,
      creator: 'NISP Matrix',
      description: 'Consolidated from the workbooks listed on the worksheet Submissions.',
      created: consolidation.asOf,
    },
    styles,
    worksheets: [
      buildNational(consolidation, provenance.rowsOf, footer),
      buildNationalRollUp(consolidation, footer),
      buildSubmissions(consolidation, footer),
      buildConflicts(consolidation, footer),
      buildFindings({
        title: `Findings · ${plan.shortTitle} · ${period}`,
        footer,
        findings: [...consolidation.diagnostics, ...findings],
        // The cells are in the units' own files.
        linkable: [],
      }),
      provenance.worksheet,
    ],
    names: [],
  };
}
