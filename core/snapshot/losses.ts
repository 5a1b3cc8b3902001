/** Finds what pasting over a matrix takes away: its checks, its colours, its protection. */
import { entryFields, type FieldKey, type FieldType } from '../entry/fields.js';
import { uncovered } from './coverage.js';
import type { Findings } from './findings.js';
import type { Matrix } from './locate.js';
import type { FoundRow } from './rows.js';
import type { ValidationSnapshot } from './snapshot.js';

type ValidationType = ValidationSnapshot['type'];

/**
 * Kinds of validation that do for a type of field. Programs split, re-list and re-word what we wrote: what matters is
 * that the cell is still checked.
 */
const validationsFor: Readonly<Record<FieldType, readonly ValidationType[]>> = {
  choice: ['list'],
  progress: ['decimal', 'whole', 'custom'],
  number: ['decimal', 'whole', 'custom'],
  money: ['decimal', 'whole', 'custom'],
  date: ['date', 'custom'],
  text: ['text-length', 'custom'],
};

/** The columns whose colours follow their values. */
const colouredFields: readonly FieldKey[] = ['timeline', 'status', 'progress', 'due'];

/** Rows whose cell of a field is open to the unit, top to bottom. */
function openRows(rows: readonly FoundRow[], key: FieldKey): number[] {
  return rows
    .filter(({ scope, intervention }) =>
      key === 'timeline' ? scope !== 'not-applicable' && intervention.timeline === null : scope === 'counted',
    )
    .map(({ row }) => row.row)
    .sort((a, b) => a - b);
}

/** Says which cells lost their validation or their colours, column by column, and whether the protection is off. */
export function reportLosses(
  { worksheet, columns }: Matrix,
  rows: readonly FoundRow[],
  findings: Findings,
): void {
  const { name, validations, conditionalFormats, isProtected } = worksheet;
  for (const { key, header, type } of entryFields) {
    const column = columns.get(key);
    if (column === undefined) continue;
    const kinds = validationsFor[type];
    const fitting = validations.filter((validation) => kinds.includes(validation.type));
    // Google Sheets has no check of a text's length and exports none: nobody pasted over it.
    if (type === 'text' && fitting.length === 0) continue;
    const ranges = fitting.flatMap((validation) => validation.ranges);
    for (const range of uncovered(ranges, column, openRows(rows, key))) {
      const fix = { kind: 'restore-validation', worksheet: name, range, field: key } as const;
      findings.add('validation/lost', { header, range }, { worksheet: name, range, field: key, fix });
    }
  }
  for (const key of colouredFields) {
    const column = columns.get(key);
    if (column === undefined) continue;
    for (const range of uncovered(conditionalFormats, column, openRows(rows, key))) {
      findings.add('format/lost', { range }, { worksheet: name, range, field: key });
    }
  }
  if (!isProtected) findings.add('protection/lost', { worksheet: name }, { worksheet: name });
}
