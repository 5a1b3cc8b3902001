/** One unit's submissions for one period, however many came, merged into one; what they disagree in is kept and listed. */
import {
  saysAnything,
  type Entry,
  type EntryValues,
  type Submission,
  type SubmissionSource,
} from '../entry/entry.js';
import { entryFields, type FieldKey } from '../entry/fields.js';
import { lastLeft } from '../entry/sync-record.js';
import { compareSources, compareSubmissions, sameBase, sameContent } from './submissions.js';
import { compareTexts } from './order.js';
import { mergeEntries, sameState, stateOf } from './three-way.js';
import type { CellDifference, CellState, MergedRow, MergeSide } from './three-way.js';

/** The cell that a value was read from. */
export interface CellSource {
  readonly file: string;
  readonly hash: string | null;
  readonly worksheet: string;
  /** A1 notation. Null if the workbook has no such cell. */
  readonly cell: string | null;
}

/**
 * `open`: somebody must settle it, and until then no value counts. `one-sided`: one of the workbooks left it as it was
 * built, so that the change in the other was taken; listed so that nobody is surprised.
 */
export type Resolution = 'open' | 'one-sided';

/** What a unit's submissions disagree in. Every value is kept, with every cell that holds it. */
export type Conflict =
  | {
      readonly kind: 'cell';
      readonly unit: string;
      readonly no: string;
      readonly field: FieldKey;
      readonly resolution: Resolution;
      /** What the cell held when the workbooks were built; unknown if they do not agree or do not say. */
      readonly base: CellState;
      readonly values: readonly {
        readonly state: CellState;
        readonly isTaken: boolean;
        readonly sources: readonly CellSource[];
      }[];
    }
  /** Some say "nothing to report". Open where others have entries; the entries count. */
  | {
      readonly kind: 'nil-return';
      readonly unit: string;
      readonly resolution: Resolution;
      readonly values: readonly {
        readonly nilReturn: boolean;
        readonly isTaken: boolean;
        readonly sources: readonly SubmissionSource[];
      }[];
    };

/** What is known of a submission besides its entries. */
export type SubmissionHeader = Pick<Submission, 'source' | 'nilReturn' | 'preparedBy' | 'submittedOn'>;

/** Submissions that say the same and began with the same values: one is kept, of the others only who sent them. */
interface Received {
  readonly submission: Submission;
  readonly copies: readonly SubmissionHeader[];
}

/** What has come from one unit. */
export type ReceivedFromUnit = readonly Received[];

/** A submission without its entries. */
export function headerOf({ source, nilReturn, preparedBy, submittedOn }: SubmissionHeader): SubmissionHeader {
  return {
    source,
    nilReturn,
    ...(preparedBy === undefined ? {} : { preparedBy }),
    ...(submittedOn === undefined ? {} : { submittedOn }),
  };
}

/** Compares headers by source, then by what else they say. */
function compareHeaders(a: SubmissionHeader, b: SubmissionHeader): number {
  return (
    compareSources(a.source, b.source) ||
    compareTexts(a.preparedBy ?? '', b.preparedBy ?? '') ||
    compareTexts(a.submittedOn ?? '', b.submittedOn ?? '')
  );
}

/** Adds a submission; the one that sorts first stands for those that say the same. */
export function receive(received: ReceivedFromUnit, submission: Submission): ReceivedFromUnit {
  const same = received.find(
    (other) => sameContent(other.submission, submission) && sameBase(other.submission, submission),
  );
  if (!same) return [...received, { submission, copies: [] }];
  const isFirst = compareSubmissions(submission, same.submission) < 0;
  const [kept, copy] = isFirst ? [submission, same.submission] : [same.submission, submission];
  const joined = { submission: kept, copies: [...same.copies, headerOf(copy)] };
  return received.map((item) => (item === same ? joined : item));
}

/** What a unit's submissions come to. */
export interface UnitMerge {
  readonly merged: Submission;
  /** The submissions that differ in what they say; in order. */
  readonly distinct: readonly Submission[];
  /** Those that say the same as an earlier one. */
  readonly duplicates: readonly { readonly header: SubmissionHeader; readonly sameAs: SubmissionSource }[];
  readonly conflicts: readonly Conflict[];
}

/** True if a submission says anything of an intervention. */
export function isFilled({ entries }: Submission): boolean {
  for (const { values, unusable } of entries.values())
    if (unusable.size > 0 || saysAnything(values)) return true;
  return false;
}

const noCells: ReadonlyMap<FieldKey, string> = new Map();

/** A submission as a side of the merge. The blank cells of a nil return say nothing, so that they delete nothing. */
function sideOf({ entries, nilReturn, base, baseMissing, record }: Submission): MergeSide {
  const rows = nilReturn
    ? new Map([...entries].map(([no, { values, unusable }]) => [no, { values, unusable, cells: noCells }]))
    : entries;
  return { rows, base: baseMissing ? null : lastLeft(base, record) };
}

/** The distinct items in order of first appearance, each with those that are the same. */
function groupSame<T>(items: readonly T[], same: (a: T, b: T) => boolean): (readonly [T, ...T[]])[] {
  const groups: [T, ...T[]][] = [];
  for (const item of items) {
    const group = groups.find(([first]) => same(first, item));
    if (group) group.push(item);
    else groups.push([item]);
  }
  return groups;
}

function cellConflict(submissions: readonly Submission[], { no, field, merge }: CellDifference): Conflict {
  const held = submissions
    .map((submission, index) => ({ submission, state: merge.sides[index]! }))
    .filter(({ state }) => state.kind !== 'unknown');
  return {
    kind: 'cell',
    unit: submissions[0]!.unit,
    no,
    field,
    resolution: merge.kind === 'conflict' ? 'open' : 'one-sided',
    base: merge.base,
    values: groupSame(held, (a, b) => sameState(a.state, b.state)).map((group) => ({
      state: group[0].state,
      isTaken: merge.kind === 'one-sided' && sameState(merge.state, group[0].state),
      sources: group.map(({ submission: { source, entries } }) => ({
        file: source.file,
        hash: source.hash,
        worksheet: source.worksheet,
        cell: entries.get(no)?.cells.get(field) ?? null,
      })),
    })),
  };
}

/** The disagreement about "nothing to report", if there is one, and what counts. */
function mergeNilReturns(submissions: readonly Submission[]): { nilReturn: boolean; conflicts: Conflict[] } {
  const groups = groupSame(submissions, (a, b) => a.nilReturn === b.nilReturn);
  if (groups.length === 1) return { nilReturn: groups[0]![0].nilReturn, conflicts: [] };
  const resolution = submissions.some(isFilled) ? 'open' : 'one-sided';
  const nilReturn = resolution === 'one-sided';
  const values = groups.map((group) => ({
    nilReturn: group[0].nilReturn,
    isTaken: group[0].nilReturn === nilReturn,
    sources: group.map(({ source }) => source),
  }));
  return { nilReturn, conflicts: [{ kind: 'nil-return', unit: submissions[0]!.unit, resolution, values }] };
}

/** The merged row as an entry. Each cell is that of the file its value was taken from; `provenance` names the file. */
function mergedEntry(no: string, row: MergedRow, submissions: readonly Submission[]): Entry {
  const entries = submissions.flatMap(({ entries }) => entries.get(no) ?? []);
  const cells = new Map<FieldKey, string>();
  for (const { key } of entryFields) {
    const result = stateOf(row, key);
    const having = entries.filter((entry) => entry.cells.has(key));
    const from = having.find((entry) => sameState(stateOf(entry, key), result)) ?? having[0];
    if (from) cells.set(key, from.cells.get(key)!);
  }
  return { no, values: row.values, cells, unusable: new Set([...row.unusable, ...row.open]) };
}

/** One source for several: all file names, no bytes of its own, the last time of arrival. */
function mergedSource(sources: readonly SubmissionSource[]): SubmissionSource {
  const names = (of: readonly string[]) => [...new Set(of)].join(' + ');
  const received = sources.flatMap((source) => source.received ?? []).sort(compareTexts);
  return {
    file: names(sources.map(({ file }) => file)),
    hash: null,
    worksheet: names(sources.map(({ worksheet }) => worksheet)),
    received: received.at(-1) ?? null,
  };
}

/** What all of them began with, if they did begin with the same. */
function mergedBase(submissions: readonly Submission[]): Pick<Submission, 'base' | 'baseMissing'> {
  const [first, ...others] = submissions;
  return others.every((other) => sameBase(first!, other))
    ? { base: first!.base }
    : { base: new Map<string, EntryValues>(), baseMissing: true };
}

/**
 * Merges what one unit submitted for one period, by the rules of `mergeEntries`. A field in open conflict has no value
 * in the merged submission and counts as unusable there.
 * @param received at least one submission, in any order
 */
export function mergeReceived(received: ReceivedFromUnit): UnitMerge {
  const sorted = [...received].sort((a, b) => compareSubmissions(a.submission, b.submission));
  const byContent = groupSame(sorted, (a, b) => sameContent(a.submission, b.submission));
  const duplicates = byContent.flatMap(([first, ...others]) =>
    [...first.copies, ...others.flatMap(({ submission, copies }) => [headerOf(submission), ...copies])]
      .sort(compareHeaders)
      .map((header) => ({ header, sameAs: first.submission.source })),
  );
  const distinct = byContent.map(([first]) => first.submission);
  if (distinct.length === 1) return { merged: distinct[0]!, distinct, duplicates, conflicts: [] };

  // Workbooks that say the same but began with different values are all looked at: their bases disagree.
  const all = sorted.map(({ submission }) => submission);
  const { rows, differences } = mergeEntries(all.map(sideOf));
  const nil = mergeNilReturns(all);
  const { unit, period, planId, templateVersion } = all[0]!;
  return {
    merged: {
      unit,
      period,
      planId,
      templateVersion,
      source: mergedSource(all.map(({ source }) => source)),
      nilReturn: nil.nilReturn,
      entries: new Map([...rows].map(([no, row]) => [no, mergedEntry(no, row, all)])),
      ...mergedBase(all),
    },
    distinct,
    duplicates,
    conflicts: [...nil.conflicts, ...differences.map((difference) => cellConflict(all, difference))],
  };
}
