/** Checks whether entries make sense, row by row and as a whole. What cannot be read at all is the reader's to say. */
import type { DiagnosticCode } from '../diagnostics/codes.js';
import { diagnose, type Diagnostic, type Place } from '../diagnostics/diagnostic.js';
import type { Entry, EntryValues, Submission } from '../entry/entry.js';
import type { FieldKey } from '../entry/fields.js';
import { hasPart } from '../plan/load.js';
import { parsePeriod } from '../plan/period.js';
import type { Intervention, Plan } from '../plan/schema.js';
import { saysSomethingNew } from './changes.js';
import type { EntryRule, EntryRuleOf, Return, Row, SubmissionRuleOf } from './rule.js';
import { entryRules, wholeRules } from './rules.js';

export interface ValidationContext {
  readonly plan: Plan;
  /** Due and overdue are judged as of this ISO date. */
  readonly asOf: string;
}

const nothing: EntryValues = {};

/** A row is checked if it is counted: containers are derived, and rows that the unit has no part in are not its own. */
function isChecked(intervention: Intervention, submission: Submission): boolean {
  return !intervention.isContainer && hasPart(intervention, submission.unit);
}

function rowOf(
  entry: Entry,
  intervention: Intervention,
  submission: Submission,
  { plan, asOf, period }: ValidationContext & Pick<Row, 'period'>,
): Row {
  const base = submission.base.get(entry.no) ?? nothing;
  const isOwn = (no: string) => hasPart(plan.interventionByNo.get(no)!, submission.unit);
  return {
    plan,
    intervention,
    values: entry.values,
    base,
    asOf,
    period,
    subItems: intervention.subItems.filter(isOwn).flatMap((no) => submission.entries.get(no) ?? []),
    isBlank: (field: FieldKey) =>
      entry.values[field] === undefined && !entry.unusable.has(field) && entry.cells.has(field),
    hasNews: saysSomethingNew(entry, base),
  };
}

function rowsOf(submission: Submission, context: ValidationContext): Return {
  const inPeriod = { ...context, period: parsePeriod(submission.period) };
  const rows = context.plan.interventions
    .filter((intervention) => isChecked(intervention, submission))
    .flatMap((intervention) => {
      const entry = submission.entries.get(intervention.no);
      return entry ? rowOf(entry, intervention, submission, inPeriod) : [];
    });
  return { submission, rows };
}

function applyToWhole<C extends DiagnosticCode>(rule: SubmissionRuleOf<C>, whole: Return): Diagnostic[] {
  const params = rule.find(whole);
  const { file, worksheet } = whole.submission.source;
  return params === null ? [] : [diagnose(rule.code, params, { at: { file, worksheet } })];
}

function applyToRow<C extends DiagnosticCode>(
  rule: EntryRuleOf<C>,
  row: Row,
  { cells }: Entry,
  { source }: Submission,
): Diagnostic[] {
  const params = rule.find(row);
  if (params === null) return [];
  const range = cells.get(rule.field);
  const { file, worksheet } = source;
  const at: Place = range === undefined ? { file, worksheet } : { file, worksheet, range };
  return [diagnose(rule.code, params, { at, intervention: row.intervention.no, field: rule.field })];
}

/** The rules about a row that still have something to say, given what has been said of the whole. */
function rulesBeside(general: readonly Diagnostic[]): readonly EntryRule[] {
  const told = new Set(general.map(({ code }) => code));
  return entryRules.filter(({ toldBy }) => toldBy === undefined || !told.has(toldBy));
}

function findInRow(row: Row, submission: Submission, rules: readonly EntryRule[]): readonly Diagnostic[] {
  const entry = submission.entries.get(row.intervention.no)!;
  return rules.flatMap((rule) => applyToRow(rule, row, entry, submission));
}

const findInWhole = (whole: Return) => wholeRules.flatMap((rule) => applyToWhole(rule, whole));

/**
 * Checks whether a submission makes sense.
 * Rows that the unit has no part in, containers and rows that the workbook lacks are not checked.
 * @returns first what concerns the submission as a whole, then row by row in the plan's order. No finding carries a
 *   fix: which of two values that disagree is wrong, only the unit can say.
 */
export function validateSubmission(
  submission: Submission,
  context: ValidationContext,
): readonly Diagnostic[] {
  const whole = rowsOf(submission, context);
  const general = findInWhole(whole);
  const rules = rulesBeside(general);
  return [...general, ...whole.rows.flatMap((row) => findInRow(row, submission, rules))];
}

/**
 * Checks one row while a person types: what `validateSubmission` would say of it if `entry` stood in the submission.
 * A change of one row can alter the findings of others: see `rowsAffectedBy`.
 * @param entry the row as it stands now
 * @param context `submission` as last read, for the other rows, the base and the place
 */
export function validateEntry(
  entry: Entry,
  context: ValidationContext & { readonly submission: Submission },
): readonly Diagnostic[] {
  const entries = new Map(context.submission.entries).set(entry.no, entry);
  const submission: Submission = { ...context.submission, entries };
  const whole = rowsOf(submission, context);
  const row = whole.rows.find(({ intervention }) => intervention.no === entry.no);
  return row ? findInRow(row, submission, rulesBeside(findInWhole(whole))) : [];
}

/** The rows whose findings a change of row `no` can alter: the row itself, and its parent, which looks at its sub-items. */
export function rowsAffectedBy(no: string, plan: Plan): readonly string[] {
  const intervention = plan.interventionByNo.get(no);
  if (!intervention) return [];
  return intervention.parent === null ? [no] : [no, intervention.parent];
}
