/** Builds a unit's workbook anew with everything that people entered into it, so that painting it loses nothing. */
import type { Blueprint } from '../blueprint/blueprint.js';
import { buildUnitWorkbook, type UnitWorkbookInput } from '../blueprint/unit-workbook.js';
import type { Cover } from '../blueprint/guide.js';
import { diagnose, type Diagnostic } from '../diagnostics/diagnostic.js';
import { cellAddress, parseRange } from '../entry/a1.js';
import type { Entry, EntryValue, EntryValues, Submission } from '../entry/entry.js';
import { entryFields, fieldByKey, type FieldKey } from '../entry/fields.js';
import { lastLeft, type SyncRecord } from '../entry/sync-record.js';
import { asOfName } from '../entry/template.js';
import { findMissingMatrix } from './missing-matrix.js';
import { readSubmission } from '../snapshot/check.js';
import { findNamed, readAsOf, readCover } from '../snapshot/cover.js';
import { collectFindings } from '../snapshot/findings.js';
import { cellAt, holdsSomething, rowAt, textOf, worksheetNamed } from '../snapshot/reference.js';
import type { WorkbookSnapshot } from '../snapshot/snapshot.js';

export interface BuildOverContext extends Pick<UnitWorkbookInput, 'plan' | 'unit' | 'period' | 'findings'> {
  /** Name of the file or sheet, as the person knows it; it stands in the diagnostics. */
  readonly file?: string;
}

export interface BuiltOver {
  /** Null if painting it would lose something, or if the workbook is not this unit's for this period. */
  readonly blueprint: Blueprint | null;
  /** What reading the workbook found, and each thing that would be lost (`repaint/would-lose`). */
  readonly diagnostics: readonly Diagnostic[];
}

/** What a finding says would go, if the workbook were painted anew; null if nothing would, or its cell is looked at. */
function lostBy(finding: Diagnostic): string | null {
  switch (finding.code) {
    case 'column/unknown':
      return finding.params.header;
    case 'intervention/unknown':
    case 'intervention/derived':
    case 'submission/cover-unusable':
      return finding.params.found;
    case 'intervention/duplicate':
      return finding.params.no;
    case 'column/duplicate':
      return fieldByKey.has(finding.field as FieldKey) ? finding.params.header : null;
    // Those of entry cells have a field; these are in the column of numbers or on the cover.
    case 'cell/formula':
      return finding.field === undefined ? finding.params.formula : null;
    case 'cell/error':
      return finding.field === undefined ? finding.params.found : null;
    default:
      return null;
  }
}

interface Loss {
  readonly found: string;
  readonly at: { readonly worksheet?: string; readonly range?: string };
  readonly intervention?: string;
  readonly field?: string;
}

/** Entry cells that hold something of which no value could be made. */
function unusableCells(snapshot: WorkbookSnapshot, submission: Submission, duplicated: ReadonlySet<string>) {
  const { worksheet } = submission.source;
  const rows = worksheetNamed(snapshot, worksheet)?.rows ?? [];
  const found: Loss[] = [];
  for (const { no, unusable, cells } of submission.entries.values()) {
    if (duplicated.has(no)) continue;
    for (const field of unusable) {
      const range = cells.get(field);
      if (range === undefined) continue;
      const { top, left } = parseRange(range)!;
      const row = rowAt(rows, top);
      const cell = row && cellAt(row, left);
      const formula = cell?.formula;
      found.push({
        found: formula === undefined ? textOf(cell) : `=${formula}`,
        at: { worksheet, range },
        intervention: no,
        field,
      });
    }
  }
  return found;
}

/** What stands where the date of the roll-up belongs, if it is no date. */
function unusableAsOf(snapshot: WorkbookSnapshot): readonly Loss[] {
  const found = findNamed(snapshot, asOfName);
  if (!found || !holdsSomething(found.cell) || readAsOf(snapshot) !== null) return [];
  const { cell, worksheet, row } = found;
  return [{ found: textOf(cell), at: { worksheet, range: cellAddress(row, cell!.column) } }];
}

/** What the row is to hold: what stands there, and where the workbook lacks the cell what it was last left with. */
function valuesOf(entry: Entry | undefined, left: EntryValues): EntryValues {
  const values: Partial<Record<FieldKey, EntryValue>> = {};
  for (const { key } of entryFields) {
    const value = entry?.cells.has(key) === true ? entry.values[key] : left[key];
    if (value !== undefined) values[key] = value;
  }
  return values as EntryValues;
}

function coverOf(snapshot: WorkbookSnapshot, file: string): Cover {
  const { nilReturn, dateOrder, preparedBy, submittedOn } = readCover(snapshot, collectFindings(file));
  return {
    nilReturn,
    ...(dateOrder === null ? {} : { dateOrder }),
    ...(preparedBy === null ? {} : { preparedBy }),
    ...(submittedOn === null ? {} : { submittedOn }),
  };
}

/**
 * Builds the workbook of a unit and a period over one that exists: every entry, the values it was first built with, the
 * cover and the date of the roll-up are kept, so that painting the result over it loses nothing. Rows and columns that
 * people deleted come back with the values that they were built with or last left with by a sync; so does a matrix that is gone or blank as a whole.
 *
 * There is no blueprint if something would be lost (entry cells with what is no value, columns and rows of their own
 * within the matrix), if the workbook no longer says what it was built with, or if it is another unit's or period's, of an
 * unknown template version, or of another plan. What people wrote elsewhere on worksheets of ours (notes on cells, text
 * beside the tables) is not in a snapshot and not looked after; their own worksheets are the host's to keep.
 */
export function buildOver(snapshot: WorkbookSnapshot, context: BuildOverContext): BuiltOver {
  const { plan, unit, period, findings, file = '' } = context;
  const { submission, diagnostics } = readSubmission(snapshot, {
    plan,
    file,
    hash: null,
    received: null,
    expected: { unit, period: period.id },
  });
  const asOf = readAsOf(snapshot);
  const build = (
    entries: UnitWorkbookInput['entries'],
    base: UnitWorkbookInput['base'],
    record: SyncRecord | undefined,
  ): Blueprint =>
    buildUnitWorkbook({
      plan,
      unit,
      period,
      cover: coverOf(snapshot, file),
      ...(entries === undefined ? {} : { entries }),
      ...(base === undefined ? {} : { base }),
      ...(record === undefined ? {} : { record }),
      ...(asOf === null ? {} : { asOf }),
      ...(findings === undefined ? {} : { findings }),
    });
  if (!submission) {
    const isGone = diagnostics.every(({ code }) => code === 'workbook/not-a-matrix');
    const missing = isGone ? findMissingMatrix(snapshot, plan) : null;
    const isOurs = missing?.unit === unit && missing.period.id === period.id;
    return {
      blueprint: isOurs ? build(lastLeft(missing.base, missing.record), missing.base, missing.record) : null,
      diagnostics,
    };
  }

  const faults: Diagnostic[] = [];
  const isTampered = diagnostics.some(({ code }) => code === 'workbook/metadata-invalid');
  if (submission.baseMissing && !isTampered) {
    faults.push(diagnose('workbook/metadata-missing', {}, { at: { file } }));
  }
  const duplicated = new Set(
    diagnostics.flatMap((finding) => (finding.code === 'intervention/duplicate' ? [finding.params.no] : [])),
  );
  const losses: readonly Loss[] = [
    ...diagnostics.flatMap((finding): Loss[] => {
      const found = lostBy(finding);
      if (found === null) return [];
      const { at = {}, intervention, field } = finding;
      return [
        {
          found,
          at,
          ...(intervention === undefined ? {} : { intervention }),
          ...(field === undefined ? {} : { field }),
        },
      ];
    }),
    ...unusableCells(snapshot, submission, duplicated),
    ...unusableAsOf(snapshot),
  ];
  faults.push(
    ...losses.map(({ found, at, ...place }) =>
      diagnose('repaint/would-lose', { found }, { at: { ...at, file }, ...place }),
    ),
  );
  if (faults.length > 0 || isTampered) return { blueprint: null, diagnostics: [...diagnostics, ...faults] };

  const left = lastLeft(submission.base, submission.record);
  const entries = new Map(
    plan.interventions.map(({ no }) => [no, valuesOf(submission.entries.get(no), left.get(no) ?? {})]),
  );
  return { blueprint: build(entries, submission.base, submission.record), diagnostics };
}
