/** A workbook as a side of a sync: what it says, what it began with, and where each of its cells stands. */
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { diagnose } from '../diagnostics/diagnostic.js';
import { cellAddress } from '../entry/a1.js';
import type { CellContent } from '../entry/cell.js';
import { foldText, isBlankText } from '../entry/fold.js';
import type { Submission } from '../entry/entry.js';
import { fieldByKey } from '../entry/fields.js';
import { parseFieldValue, readIsoDate, type ParseContext } from '../entry/parse.js';
import {
  coverKeys,
  coverValuesOf,
  neverSynced,
  type CoverKey,
  type ReplacedCell,
  type SyncedName,
} from '../entry/sync-record.js';
import { notApplicableText } from '../entry/template.js';
import type { SyncSide } from '../merge/sync.js';
import type { CellState } from '../merge/three-way.js';
import { hasPart } from '../plan/load.js';
import type { Plan } from '../plan/schema.js';
import { readSubmission, type CheckContext } from '../snapshot/check.js';
import { findCover, readDateOrder } from '../snapshot/cover.js';
import { findMetadata, type Metadata } from '../snapshot/metadata.js';
import { holdsSomething } from '../snapshot/reference.js';
import type { WorkbookSnapshot } from '../snapshot/snapshot.js';

/** A cell of a workbook. */
export interface CellPlace {
  readonly worksheet: string;
  readonly range: string;
}

export interface ReadSide {
  readonly snapshot: WorkbookSnapshot;
  readonly submission: Submission;
  readonly metadata: Metadata;
  readonly side: SyncSide;
  /** Where a cell stands; null if the workbook has none. */
  readonly placeOf: (name: SyncedName) => CellPlace | null;
  readonly diagnostics: readonly Diagnostic[];
}

function placeIn(snapshot: WorkbookSnapshot, submission: Submission, name: SyncedName): CellPlace | null {
  if (name.no === null) {
    const found = findCover(snapshot, name.field);
    return found && { worksheet: found.worksheet, range: cellAddress(found.row, found.column) };
  }
  const range = submission.entries.get(name.no)?.cells.get(name.field);
  return range === undefined ? null : { worksheet: submission.source.worksheet, range };
}

function contentOfCopy(found: string | number | boolean): CellContent {
  if (typeof found === 'string') return { kind: 'text', text: found };
  return typeof found === 'number' ? { kind: 'number', value: found } : { kind: 'boolean', value: found };
}

function meaningOfCopy({ name, found }: ReplacedCell, context: ParseContext): CellState {
  if (found === null || (typeof found === 'string' && isBlankText(found))) return { kind: 'blank' };
  if (name.no === null) {
    const date = name.field === 'submittedOn' ? readIsoDate(String(found)) : String(found);
    return date === null ? { kind: 'unusable' } : { kind: 'value', value: date };
  }
  const parsed = parseFieldValue(fieldByKey.get(name.field)!, contentOfCopy(found), context);
  return parsed.kind === 'fault' ? { kind: 'unusable' } : parsed;
}

/** The words that the template itself puts into the status cell of a row that is not the unit's: no entry, as when it is read. */
function isNotApplicableMark({ name, found }: ReplacedCell, plan: Plan, unit: string): boolean {
  const intervention = name.no === null ? undefined : plan.interventionByNo.get(name.no);
  if (!intervention || hasPart(intervention, unit) || name.field !== 'status') return false;
  return typeof found === 'string' && foldText(found) === foldText(notApplicableText);
}

/** The cover's cells that hold what cannot be used, and those that are not there. */
function coverFaults(snapshot: WorkbookSnapshot, values: Readonly<Partial<Record<CoverKey, string>>>) {
  const unusable = new Set<CoverKey>();
  const unknown = new Set<CoverKey>();
  for (const key of coverKeys) {
    const found = findCover(snapshot, key);
    if (!found) unknown.add(key);
    else if (values[key] === undefined && holdsSomething(found.cell)) unusable.add(key);
  }
  return { unusable, unknown };
}

/**
 * Reads a workbook as a side of a sync.
 * @returns the findings alone if it is no submission, or no longer says on `_nisp` whose it is
 */
export function readSide(
  snapshot: WorkbookSnapshot,
  context: CheckContext & { readonly plan: Plan },
): ReadSide | { readonly diagnostics: readonly Diagnostic[] } {
  const { plan, file } = context;
  const { submission, diagnostics } = readSubmission(snapshot, context);
  if (!submission) return { diagnostics };
  const metadata = findMetadata(snapshot, plan);
  if (!metadata) {
    return { diagnostics: [diagnose('workbook/metadata-missing', {}, { at: { file } }), ...diagnostics] };
  }
  const values = coverValuesOf(submission);
  const parsing: ParseContext = {
    dateOrder: readDateOrder(snapshot) ?? context.dateOrder ?? null,
    dateSystem: snapshot.dateSystem ?? 1900,
  };
  return {
    snapshot,
    submission,
    metadata,
    diagnostics,
    side: {
      rows: submission.entries,
      cover: { values, ...coverFaults(snapshot, values) },
      built: submission.baseMissing ? null : submission.base,
      record: submission.record ?? neverSynced,
      meaningOf: (replaced) =>
        isNotApplicableMark(replaced, plan, submission.unit)
          ? { kind: 'blank' }
          : meaningOfCopy(replaced, parsing),
    },
    placeOf: (name) => placeIn(snapshot, submission, name),
  };
}
