/** Reads a workbook's snapshot as a submission, and checks it: what the command line, the add-ins and sync all call. */
import { cellAddress } from '../entry/a1.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Entry, Submission } from '../entry/entry.js';
import {
  coverValuesOf,
  type CoverKey,
  type RecordedConflict,
  type RecordedState,
  type SyncRecord,
} from '../entry/sync-record.js';
import {
  columnHeader,
  knownTemplateVersions,
  templateVersion,
  type DateOrder,
  type MetadataKey,
} from '../entry/template.js';
import { stateInWords } from '../entry/words.js';
import { sameState, stateOf } from '../merge/three-way.js';
import { parsePeriod, type Period } from '../plan/period.js';
import type { Plan } from '../plan/schema.js';
import { validateSubmission } from '../validation/validate.js';
import { coverLabels, findCover, readCover, type FoundCell } from './cover.js';
import { coveredByMerges, entryReader, unusableEntry } from './entries.js';
import { collectFindings, sortFindings, type Findings } from './findings.js';
import { findMatrix, listNames } from './locate.js';
import { reportLosses } from './losses.js';
import { findMetadata, type Metadata } from './metadata.js';

import { findRows, reportAltered, reportHiddenRows } from './rows.js';
import type { WorkbookSnapshot } from './snapshot.js';

export interface CheckContext {
  readonly plan: Plan;
  /** Name of the file or sheet, as the person knows it. */
  readonly file: string;
  /** SHA-256 of its bytes in hex, or null for a source without bytes of its own. */
  readonly hash: string | null;
  /** When it arrived, an ISO date, or null if nobody said. */
  readonly received: string | null;
  /**
   * Id of the unit and the period that it should be of. A workbook of another is refused; one that no longer says whose
   * it is, is taken for theirs if both are given.
   */
  readonly expected?: { readonly unit?: string; readonly period?: string };
  /** How dates typed as text are read in a workbook that does not say so itself. */
  readonly dateOrder?: DateOrder;
  /** Due and overdue are judged as of this ISO date. Absent: the last day of the period. */
  readonly asOf?: string;
}

export interface CheckedWorkbook {
  /** Null if the workbook cannot be read as a submission; the findings say why. */
  readonly submission: Submission | null;
  /** In a stable order: the workbook first, then by worksheet, row, column and code. */
  readonly diagnostics: readonly Diagnostic[];
}

/** True if this program knows the layout that the workbook was built with. */
function acceptTemplate({ values, worksheet }: Metadata, findings: Findings): boolean {
  const found = values.get('template') ?? '';
  if (!knownTemplateVersions.includes(found)) {
    findings.add('workbook/template-unknown', { found }, { worksheet });
    return false;
  }
  if (found !== templateVersion) {
    findings.add('workbook/template-old', { found, current: templateVersion }, { worksheet });
  }
  return true;
}

/** True if the workbook was built for this plan. */
function acceptPlan({ values, worksheet }: Metadata, plan: Plan, findings: Findings): boolean {
  const found = [values.get('plan') ?? '', values.get('planVersion') ?? ''];
  if (found[0] === plan.id && found[1] === plan.version) return true;
  const expected = `${plan.id} ${plan.version}`;
  findings.add('workbook/plan-different', { found: found.join(' ').trim(), expected }, { worksheet });
  return false;
}

/** The unit and the period that the workbook is of, or null if it does not say, contradicts itself or is another's. */
function acceptOrigin(
  metadata: Metadata | null,
  { plan, expected = {} }: CheckContext,
  findings: Findings,
): { readonly unit: string; readonly period: Period } | null {
  if (!metadata && (expected.unit === undefined || expected.period === undefined)) {
    findings.add('workbook/metadata-missing', {});
    return null;
  }
  const place = metadata ? { worksheet: metadata.worksheet } : {};
  const said = (key: MetadataKey) => metadata?.values.get(key) ?? '';
  const unit = said('unit') === '' ? expected.unit : said('unit');
  const periodText = said('period') === '' ? expected.period : said('period');
  const period = periodText === undefined ? null : parsePeriod(periodText);
  const wanted = expected.period === undefined ? null : (parsePeriod(expected.period)?.id ?? expected.period);
  const nameOf = (id: string) => plan.unitById.get(id)?.name ?? id;
  let isAccepted = true;

  for (const key of metadata?.contradicted ?? []) {
    findings.add('workbook/metadata-invalid', { key, found: said(key) }, place);
    isAccepted = false;
  }
  if (unit === undefined || !plan.unitById.has(unit)) {
    findings.add('workbook/unit-unknown', { found: unit ?? '' }, place);
    isAccepted = false;
  } else if (expected.unit !== undefined && unit !== expected.unit) {
    const params = { found: nameOf(unit), expected: nameOf(expected.unit) };
    findings.add('workbook/unit-different', params, place);
    isAccepted = false;
  }
  if (!period) {
    findings.add('workbook/metadata-invalid', { key: 'period', found: periodText ?? '' }, place);
    isAccepted = false;
  } else if (wanted !== null && period.id !== wanted) {
    findings.add('workbook/period-different', { found: period.id, expected: wanted }, place);
    isAccepted = false;
  }
  return isAccepted && unit !== undefined && period ? { unit, period } : null;
}

/** Says where the rest of the metadata cannot be right. The workbook is read all the same. */
function reportMetadata(
  { values, worksheet, base, baseFault }: Metadata,
  plan: Plan,
  findings: Findings,
): void {
  const rows = values.get('rows') ?? '';
  if (rows !== String(plan.interventions.length)) {
    findings.add('workbook/metadata-invalid', { key: 'rows', found: rows }, { worksheet });
  }
  if (!base || baseFault !== null) {
    findings.add('workbook/metadata-invalid', { key: 'base', found: baseFault ?? '' }, { worksheet });
  }
}

/** Names each cell in which sync found another value in the other workbook, as long as it holds what it held then. */
function reportConflicts(
  { conflicts }: SyncRecord,
  entries: ReadonlyMap<string, Entry>,
  worksheet: string,
  cover: (key: CoverKey) => { cell: FoundCell | null; label: string; value: string | undefined },
  findings: Findings,
): void {
  const add = (
    { name, here, there, base }: RecordedConflict,
    column: string,
    place: NonNullable<Parameters<Findings['add']>[2]>,
  ) => {
    const words = (state: RecordedState) => stateInWords(name.no === null ? null : name.field, state);
    findings.add(
      'sync/conflict',
      { column, here: words(here), there: words(there), base: words(base) },
      place,
    );
  };
  for (const conflict of conflicts) {
    const { name, here } = conflict;
    if (name.no === null) {
      const { cell, label, value } = cover(name.field);
      const isStill = sameState(value === undefined ? { kind: 'blank' } : { kind: 'value', value }, here);
      if (cell && isStill) {
        const range = cellAddress(cell.row, cell.column);
        add(conflict, label, { worksheet: cell.worksheet, range });
      }
      continue;
    }
    const { no, field } = name;
    const entry = entries.get(no);
    const range = entry?.cells.get(field);
    if (!entry || range === undefined || !sameState(stateOf(entry, field), here)) continue;
    add(conflict, columnHeader(field), { worksheet, range, intervention: no, field });
  }
}

function read(snapshot: WorkbookSnapshot, context: CheckContext, findings: Findings): Submission | null {
  const { plan, file, hash, received } = context;
  const metadata = findMetadata(snapshot, plan);
  // A layout that is not known may keep its matrix in another way: say that first.
  if (metadata && !acceptTemplate(metadata, findings)) return null;
  const matrix = findMatrix(snapshot, findings);
  if (!matrix) return null;
  if (metadata && !acceptPlan(metadata, plan, findings)) return null;
  const origin = acceptOrigin(metadata, context, findings);
  if (!origin) return null;
  const { unit, period } = origin;
  if (metadata) reportMetadata(metadata, plan, findings);

  const cover = readCover(snapshot, findings);
  const { rows, duplicated } = findRows(matrix, { plan, unit }, findings);
  if (rows.length + duplicated.length === 0) {
    findings.add('workbook/not-a-matrix', { worksheets: listNames(snapshot.worksheets) });
    return null;
  }
  reportHiddenRows(matrix, rows, findings);
  const dateOrder = cover.dateOrder ?? context.dateOrder ?? null;
  const readEntry = entryReader(
    matrix,
    {
      dateOrder,
      dateSystem: snapshot.dateSystem ?? 1900,
      unitName: plan.unitById.get(unit)!.name,
      covered: coveredByMerges(matrix, rows, findings),
    },
    findings,
  );
  const byNo = new Map<string, Entry>(
    duplicated.map((row) => [row.intervention.no, unusableEntry(matrix, row)]),
  );
  for (const row of rows) {
    reportAltered(matrix, row, findings);
    byNo.set(row.intervention.no, readEntry(row));
  }
  reportLosses(matrix, rows, findings);
  if (metadata?.record) {
    const held = coverValuesOf(cover);
    const coverCell = (key: CoverKey) => ({
      cell: findCover(snapshot, key),
      label: coverLabels[key],
      value: held[key],
    });
    reportConflicts(metadata.record, byNo, matrix.worksheet.name, coverCell, findings);
  }
  const ambiguous = findings.count('date/ambiguous');
  if (ambiguous > 0) findings.add('workbook/date-order-missing', { count: ambiguous });

  return {
    unit,
    period: period.id,
    planId: plan.id,
    templateVersion: metadata?.values.get('template') ?? templateVersion,
    source: { file, hash, worksheet: matrix.worksheet.name, received },
    nilReturn: cover.nilReturn,
    ...(cover.preparedBy === null ? {} : { preparedBy: cover.preparedBy }),
    ...(cover.submittedOn === null ? {} : { submittedOn: cover.submittedOn }),
    entries: new Map(plan.interventions.flatMap(({ no }) => (byNo.has(no) ? [[no, byNo.get(no)!]] : []))),
    ...(metadata?.base ? { base: metadata.base } : { base: new Map(), baseMissing: true }),
    ...(metadata?.record ? { record: metadata.record } : {}),
  };
}

/**
 * Reads a snapshot as a submission, tolerant of what people do to a workbook: the matrix, its columns and its rows are
 * found by key and number, never by position. Formulas are not evaluated and their results not trusted.
 * Says everything about structure and values, and nothing about sense.
 */
export function readSubmission(snapshot: WorkbookSnapshot, context: CheckContext): CheckedWorkbook {
  const findings = collectFindings(context.file);
  const submission = read(snapshot, context, findings);
  return { submission, diagnostics: sortFindings(findings.list(), snapshot.worksheets) };
}

/** Reads a snapshot as a submission and checks whether it makes sense (`validateSubmission`). */
export function checkWorkbook(snapshot: WorkbookSnapshot, context: CheckContext): CheckedWorkbook {
  const { submission, diagnostics } = readSubmission(snapshot, context);
  if (!submission) return { submission, diagnostics };
  const asOf = context.asOf ?? parsePeriod(submission.period)!.end;
  const sense = validateSubmission(submission, { plan: context.plan, asOf });
  return { submission, diagnostics: sortFindings([...diagnostics, ...sense], snapshot.worksheets) };
}
