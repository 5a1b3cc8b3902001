/** What a workbook is to the panel: checked and rolled up, or why it cannot be. */
import {
  checkWorkbook,
  findForeignWorksheets,
  findMissingMatrix,
  findTemplate,
  parsePeriod,
  readAsOf,
  rollUp,
  type Diagnostic,
  type Plan,
  type WorkbookSnapshot,
} from '../../core/index.js';
import type { WorkbookState } from './state.js';

/** There is but one workbook beside the panel: its name says nothing. */
function withoutFile(finding: Diagnostic): Diagnostic {
  if (finding.at?.file === undefined) return finding;
  const { at, ...rest } = finding;
  const { file, ...place } = at;
  return file === undefined || Object.keys(place).length === 0 ? rest : { ...rest, at: place };
}

/** Checks a workbook and rolls it up, as of the date that its Roll-up worksheet states, else of the period's last day. */
export function stateOfWorkbook(snapshot: WorkbookSnapshot, plan: Plan): WorkbookState {
  const stated = readAsOf(snapshot);
  const { submission, diagnostics } = checkWorkbook(snapshot, {
    plan,
    file: '',
    hash: null,
    received: null,
    ...(stated === null ? {} : { asOf: stated }),
  });
  const findings = diagnostics.map(withoutFile);
  if (submission) {
    const period = parsePeriod(submission.period)!;
    const { unit } = submission;
    const figures = rollUp([{ unit, submission }], { plan, asOf: stated ?? period.end });
    return { kind: 'matrix', unit, period, submission, findings, rollUp: figures };
  }
  const hasNone = findings.every(({ code }) => code === 'workbook/not-a-matrix');
  if (!hasNone || findTemplate(snapshot)) {
    return { kind: 'unusable', findings, missing: hasNone ? findMissingMatrix(snapshot, plan) : null };
  }
  const foreign = findForeignWorksheets(snapshot);
  return foreign.length > 0 ? { kind: 'unusable', findings: foreign, missing: null } : { kind: 'none' };
}
