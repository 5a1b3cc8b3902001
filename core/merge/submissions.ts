/** Submissions compared with each other: their order, whether they say the same, and how to keep many of them small. */
import type { Entry, EntryValue, EntryValues, Submission, SubmissionSource } from '../entry/entry.js';
import { entryFields, type FieldKey } from '../entry/fields.js';
import { lastLeft } from '../entry/sync-record.js';
import { compareNumbers, compareTexts } from './order.js';
import { sameState, stateOf, type SideRow } from './three-way.js';

/** True if two rows hold the same in every field, wherever it stands. */
function sameRow(a: SideRow | undefined, b: SideRow | undefined): boolean {
  return entryFields.every(({ key }) => sameState(stateOf(a, key), stateOf(b, key)));
}

/** True if two submissions say the same, whatever their bytes, their layout and their bases. */
export function sameContent(a: Submission, b: Submission): boolean {
  if (a.nilReturn !== b.nilReturn || a.entries.size !== b.entries.size) return false;
  for (const [no, entry] of a.entries) if (!sameRow(entry, b.entries.get(no))) return false;
  return true;
}

/** True if two submissions were last left with the same values, and both still say which. */
export function sameBase(a: Submission, b: Submission): boolean {
  if (a.baseMissing || b.baseMissing) return false;
  const nothing: SideRow = { values: {} };
  const row = (values: EntryValues | undefined): SideRow => (values ? { values } : nothing);
  const [first, second] = [lastLeft(a.base, a.record), lastLeft(b.base, b.record)];
  for (const no of new Set([...first.keys(), ...second.keys()])) {
    if (!sameRow(row(first.get(no)), row(second.get(no)))) return false;
  }
  return true;
}

/** All that a submission says, as one text: the last resort where neither hash nor name tells two of them apart. */
function wholeText(submission: Submission): string {
  const values = (of: EntryValues) => entryFields.map(({ key }) => of[key] ?? null);
  const numbers = (of: ReadonlyMap<string, unknown>) => [...of.keys()].sort(compareNumbers);
  return JSON.stringify([
    submission.nilReturn,
    submission.templateVersion,
    submission.preparedBy ?? null,
    submission.submittedOn ?? null,
    numbers(submission.entries).map((no) => {
      const entry = submission.entries.get(no)!;
      const cells = entryFields.map(({ key }) => [entry.unusable.has(key), entry.cells.get(key) ?? null]);
      return [no, values(entry.values), cells];
    }),
    submission.baseMissing ?? numbers(submission.base).map((no) => [no, values(submission.base.get(no)!)]),
  ]);
}

/** Where something came from: a submission, or a file that was refused before its worksheet was found. */
type Source = Pick<SubmissionSource, 'file' | 'hash'> & Partial<SubmissionSource>;

/** Compares two sources: by hash (those without one last), file, worksheet, then time of arrival. */
export function compareSources(a: Source, b: Source): number {
  if ((a.hash === null) !== (b.hash === null)) return a.hash === null ? 1 : -1;
  return (
    compareTexts(a.hash ?? '', b.hash ?? '') ||
    compareTexts(a.file, b.file) ||
    compareTexts(a.worksheet ?? '', b.worksheet ?? '') ||
    compareTexts(a.received ?? '', b.received ?? '')
  );
}

/** Compares two submissions. Nought only if they are the same in everything that consolidation looks at. */
export function compareSubmissions(a: Submission, b: Submission): number {
  return compareSources(a.source, b.source) || compareTexts(wholeText(a), wholeText(b));
}

/** A number for values, the same for the same values, so that equal ones are found without a text of each being kept. */
function hashOf(values: EntryValues): number {
  let hash = 0;
  for (const { key } of entryFields) {
    const text = String(values[key] ?? '');
    for (let at = 0; at < text.length; at += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
    hash = (Math.imul(hash, 31) + 1) | 0;
  }
  return hash;
}

/** Gives a function that answers with the first of equal values, made of the first of equal texts. */
function valueSharer(): (values: EntryValues) => EntryValues {
  const texts = new Map<string, string>();
  const known = new Map<number, EntryValues>();
  const share = (value: EntryValue) => {
    if (typeof value !== 'string') return value;
    const first = texts.get(value);
    if (first === undefined) texts.set(value, value);
    return first ?? value;
  };
  return (values) => {
    const hash = hashOf(values);
    const first = known.get(hash);
    if (first && entryFields.every(({ key }) => first[key] === values[key])) return first;
    const shared: Partial<Record<FieldKey, EntryValue>> = {};
    for (const { key } of entryFields) {
      const value = values[key];
      if (value !== undefined) shared[key] = share(value);
    }
    known.set(hash, shared as EntryValues);
    return shared as EntryValues;
  };
}

/**
 * Gives a function that makes submissions small enough to keep a thousand: rows that stand in the same cells share one
 * map of cells, rows that say the same or began with the same values share those, and values share their texts. What sync
 * remembers is kept as what the workbook was last left with, which is all that is asked of it here. What a submission says
 * stays the same.
 */
export function submissionShrinker(): (submission: Submission) => Submission {
  const sharedCells = new Map<string, ReadonlyMap<FieldKey, string>>();
  const none: ReadonlySet<FieldKey> = new Set();
  const shareValues = valueSharer();
  const shrink = (entry: Entry): Entry => {
    const key = entryFields.map((field) => entry.cells.get(field.key) ?? '').join(' ');
    let cells = sharedCells.get(key);
    if (!cells) sharedCells.set(key, (cells = entry.cells));
    return {
      no: entry.no,
      values: shareValues(entry.values),
      cells,
      unusable: entry.unusable.size ? entry.unusable : none,
    };
  };
  return ({ record, ...submission }) => ({
    ...submission,
    entries: new Map([...submission.entries].map(([no, entry]) => [no, shrink(entry)])),
    base: new Map([...lastLeft(submission.base, record)].map(([no, values]) => [no, shareValues(values)])),
  });
}
