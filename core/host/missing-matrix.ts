/** A workbook of ours whose matrix is gone: deleted, or never finished. Its metadata says how to put it back. */
import type { EntryValues } from '../entry/entry.js';
import type { SyncRecord } from '../entry/sync-record.js';
import { knownTemplateVersions, worksheetNames } from '../entry/template.js';
import { parsePeriod, type Period } from '../plan/period.js';
import type { Plan } from '../plan/schema.js';
import { findMetadata } from '../snapshot/metadata.js';
import { holdsSomething, worksheetNamed } from '../snapshot/reference.js';
import type { WorkbookSnapshot } from '../snapshot/snapshot.js';

export interface MissingMatrix {
  /** Id of the reporting unit. */
  readonly unit: string;
  readonly period: Period;
  /** The values that the workbook was built with, by intervention number. */
  readonly base: ReadonlyMap<string, EntryValues>;
  /** What it remembers of having been synced; absent: it never was. */
  readonly record?: SyncRecord;
}

/**
 * Finds out whether a workbook is one of ours, of this plan, that has no worksheet Matrix or a blank one. Building it anew
 * loses nothing: there is nothing left of what was entered.
 * @returns null for any other workbook, and for one whose metadata cannot be trusted
 */
export function findMissingMatrix(snapshot: WorkbookSnapshot, plan: Plan): MissingMatrix | null {
  const rows = worksheetNamed(snapshot, worksheetNames.matrix)?.rows ?? [];
  if (rows.some(({ cells }) => cells.some(holdsSomething))) return null;
  const metadata = findMetadata(snapshot, plan);
  if (!metadata?.base || metadata.contradicted.length > 0) return null;
  const { values, base, record } = metadata;
  const unit = values.get('unit') ?? '';
  const period = parsePeriod(values.get('period') ?? '');
  const isOfPlan = values.get('plan') === plan.id && values.get('planVersion') === plan.version;
  if (!isOfPlan || !knownTemplateVersions.includes(values.get('template') ?? '')) return null;
  return plan.unitById.has(unit) && period ? { unit, period, base, ...(record ? { record } : {}) } : null;
}
