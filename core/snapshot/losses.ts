/** Finds what pasting over a matrix takes away: its checks, its colours, its protection. */
import { entryFields, type FieldKey, type FieldType } from '../entry/fields.js';
import { rowsCovered, uncovered } from './coverage.js';
import type { Findings } from './findings.js';
import type { Matrix } from './locate.js';
import type { FoundRow } from './rows.js';
import type { ValidationSnapshot } from './snapshot.js';

type ValidationType = ValidationSnapshot['type'];

/**
 * Kinds of validation that do for a type of field. Programs split, re-list and re-word what we wrote: what matters is
 * that the cell is still checked.
 */
const validationsFor: readonly (readonly [type: FieldType, kinds: readonly ValidationType[]])[] = [
  ['choice', ['list']],
  ['progress', ['decimal', 'whole', 'custom']],
  ['number', ['decimal', 'whole', 'custom']],
  ['money', ['decimal', 'whole', 'custom']],
  ['date', ['date', 'custom']],
  ['text', ['text-length', 'custom']],
];

/** The columns whose colours follow their values. */
const colouredFields: readonly FieldKey[] = ['timeline', 'status', 'progress', 'due'];
/** The one of them that has bars instead of colours. */
const barField: FieldKey = 'progress';

/** Says which cells lost their validation or their colours, column by column, and whether the protection is off. */
export function reportLosses(
  { worksheet, columns }: Matrix,
  rows: readonly FoundRow[],
  findings: Findings,
): void {
  const { name, validations, conditionalFormats, isProtected } = worksheet;
  const numbersOf = (open: readonly FoundRow[]) => open.map(({ row }) => row.row).sort((a, b) => a - b);
  const counted = numbersOf(rows.filter(({ scope }) => scope === 'counted'));
  const timelines = numbersOf(
    rows.filter(({ scope, intervention }) => scope !== 'not-applicable' && intervention.timeline === null),
  );
  const openRows = (key: FieldKey) => (key === 'timeline' ? timelines : counted);

  for (const [type, kinds] of validations ? validationsFor : []) {
    const fields = entryFields.flatMap((field) => {
      const column = columns.get(field.key);
      return field.type === type && column !== undefined ? [{ ...field, column }] : [];
    });
    const fitting = validations!.filter((validation) => kinds.includes(validation.type));
    // Google Sheets has no check of a text's length and exports none: nobody pasted over it.
    if (type === 'text' && fitting.length === 0) continue;
    const covered = rowsCovered(
      fitting.flatMap(({ ranges }) => ranges),
      fields.map(({ column }) => column),
    );
    for (const { key, header, column } of fields) {
      for (const range of uncovered(covered.get(column)!, column, openRows(key))) {
        const fix = { kind: 'restore-validation', worksheet: name, range, field: key } as const;
        findings.add('validation/lost', { header, range }, { worksheet: name, range, field: key, fix });
      }
    }
  }
  const coloured = colouredFields.flatMap((key) => {
    const column = columns.get(key);
    if (column === undefined) return [];
    const isColoured = conditionalFormats.some(({ left, right }) => left <= column && column <= right);
    // Google Sheets has no bars and exports none: where none is left, nobody pasted over them.
    return key === barField && !isColoured ? [] : [{ key, column }];
  });
  const covered = rowsCovered(
    conditionalFormats,
    coloured.map(({ column }) => column),
  );
  for (const { key, column } of coloured) {
    for (const range of uncovered(covered.get(column)!, column, openRows(key))) {
      findings.add('format/lost', { range }, { worksheet: name, range, field: key });
    }
  }
  if (!isProtected) findings.add('protection/lost', { worksheet: name }, { worksheet: name });
}
