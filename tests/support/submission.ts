/** Builds submissions for tests: every row of the plan blank, but for what a test says of it. */
import { cellAddress } from '../../core/entry/a1.js';
import type { Entry, EntryValues, Submission } from '../../core/entry/entry.js';
import { entryFields, type FieldKey } from '../../core/entry/fields.js';
import { matrixColumns, templateVersion } from '../../core/entry/template.js';
import { nispPlan } from '../../core/plan/nisp.js';
import type { Plan } from '../../core/plan/schema.js';

/** First row of the matrix in the workbooks that tests make up. */
const firstRow = 6;

/** The cell in which a field of an intervention stands in a workbook whose rows are the plan's, in order. */
export function cellOf(no: string, field: FieldKey, plan: Plan = nispPlan): string {
  const row = plan.interventions.findIndex((intervention) => intervention.no === no);
  return cellAddress(firstRow + row, matrixColumns.indexOf(field) + 1);
}

export interface EntryParts {
  readonly unusable?: readonly FieldKey[];
  /** Fields whose column the workbook lacks. */
  readonly without?: readonly FieldKey[];
  readonly plan?: Plan;
}

/** One entry, with the cells that `cellOf` gives. */
export function entryOf(no: string, values: EntryValues = {}, parts: EntryParts = {}): Entry {
  const { unusable = [], without = [], plan = nispPlan } = parts;
  const keys = entryFields.map(({ key }) => key).filter((key) => !without.includes(key));
  return {
    no,
    values,
    cells: new Map(keys.map((key) => [key, cellOf(no, key, plan)])),
    unusable: new Set(unusable),
  };
}

export interface SubmissionParts {
  readonly plan?: Plan;
  readonly unit?: string;
  readonly period?: string;
  readonly nilReturn?: boolean;
  /** What the rows say; rows that are not named are blank. */
  readonly entries?: Readonly<Record<string, EntryValues>>;
  /** Whole entries in place of those. */
  readonly replace?: readonly Entry[];
  /** Rows that the workbook lacks. */
  readonly missing?: readonly string[];
  readonly base?: Readonly<Record<string, EntryValues>>;
  readonly file?: string;
}

/** A submission of the federal unit for 2019-Q1, unless said otherwise. */
export function submissionOf(parts: SubmissionParts = {}): Submission {
  const { plan = nispPlan, unit = 'federal', period = '2019-Q1', nilReturn = false } = parts;
  const { entries = {}, replace = [], missing = [], base = {}, file = `${unit}.xlsx` } = parts;
  const whole = new Map(replace.map((entry) => [entry.no, entry]));
  const rows = plan.interventions.filter(({ no }) => !missing.includes(no));
  return {
    unit,
    period,
    planId: plan.id,
    templateVersion,
    source: { file, hash: null, worksheet: 'Matrix', received: null },
    nilReturn,
    entries: new Map(rows.map(({ no }) => [no, whole.get(no) ?? entryOf(no, entries[no], { plan })])),
    base: new Map(Object.entries(base)),
  };
}
