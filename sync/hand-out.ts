/**
 * Hands out the workbooks of a quarter into the places of the units: files and Google Sheets. What stands in a place is read
 * first, and nothing is written over that would be lost: only a blank place, or the unit's own workbook of an earlier
 * quarter, of which a copy is kept.
 */
import { join } from 'node:path';
import {
  buildOver,
  checkWorkbook,
  diagnose,
  HostError,
  parsePeriod,
  type CheckedWorkbook,
  type Diagnostic,
  type Submission,
  type WorkbookHost,
  type WorkbookSnapshot,
} from '../core/index.js';
import { isBlank } from './check-places.js';
import { exists, writeWhole } from './files.js';
import { reasonAt, sheetUrl } from './places.js';
import { buildTemplate, workbookName, type Template, type TemplateOf } from './template.js';
import { paintWorkbook } from './xlsx-host/paint/paint.js';

/** What stands in a place before a workbook is handed out there. */
export type Standing =
  | { readonly kind: 'nothing' }
  /** The unit's workbook of an earlier quarter. */
  | { readonly kind: 'earlier'; readonly submission: Submission }
  /** The unit's workbook of this quarter, as it was handed out. */
  | { readonly kind: 'handed-out'; readonly submission: Submission }
  /** The unit's workbook of this quarter, with entries. */
  | { readonly kind: 'filled-in'; readonly submission: Submission }
  /** Something else: another unit's, a later quarter's, or no workbook of ours. */
  | { readonly kind: 'other'; readonly diagnostics: readonly Diagnostic[] };

/** True if somebody has written something into it since it was built. */
function isFilledIn({ submission, diagnostics }: CheckedWorkbook): boolean {
  const { preparedBy, submittedOn, entries } = submission!;
  const isEmpty = diagnostics.some(({ code }) => code === 'submission/empty');
  const isSigned = preparedBy !== undefined || submittedOn !== undefined;
  return !isEmpty || isSigned || [...entries.values()].some(({ unusable }) => unusable.size > 0);
}

/** What a checked workbook is to whoever hands out a quarter's. */
export function standingOf(checked: CheckedWorkbook, { period }: Pick<TemplateOf, 'period'>): Standing {
  const { submission, diagnostics } = checked;
  if (!submission) {
    return { kind: 'other', diagnostics: diagnostics.filter(({ severity }) => severity === 'error') };
  }
  if (submission.period < period.id) return { kind: 'earlier', submission };
  if (submission.period > period.id) {
    const later = diagnose('workbook/period-different', { found: submission.period, expected: period.id });
    return { kind: 'other', diagnostics: [later] };
  }
  return { kind: isFilledIn(checked) ? 'filled-in' : 'handed-out', submission };
}

/** Where a workbook is handed out. */
export type HandOutPlace =
  | { readonly kind: 'path'; readonly path: string; readonly standing: Standing }
  | { readonly kind: 'sheet'; readonly id: string }
  /** A spreadsheet that is to be made. */
  | { readonly kind: 'new-sheet' };

export interface HandOut extends TemplateOf {
  readonly place: HandOutPlace;
  /** What the unit reported last, to begin with; null: what stands in the place, if that is of an earlier quarter. */
  readonly last: Submission | null;
}

/** What became of it. */
export type HandOutOutcome =
  | {
      readonly kind: 'built';
      readonly from: string | null;
      readonly notTakenOver: number;
      /** Path of the copy of what stood there; null: nothing did. */
      readonly backup: string | null;
    }
  /** It was handed out before, and nobody has entered anything: left as it is. */
  | { readonly kind: 'already' }
  /** Entries of this quarter stand there: left as they are. */
  | { readonly kind: 'filled-in' }
  /** Something else stands there, or something of which no whole copy can be kept: left as it is. */
  | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: 'failed'; readonly why: string }
  /** Google answers nobody at present. */
  | { readonly kind: 'postponed'; readonly why: string | null };

export interface HandedOut {
  readonly handOut: HandOut;
  /** The spreadsheet's address; null for a file, and for a spreadsheet that could not be made. */
  readonly url: string | null;
  readonly outcome: HandOutOutcome;
}

/** Google Sheets, as far as handing out needs it. */
export interface HandOutSheets {
  readonly host: (id: string, options?: { readonly isNew?: boolean }) => WorkbookHost;
  /** @throws HostError */
  readonly create: (title: string) => Promise<{ readonly id: string; readonly url: string }>;
}

export interface HandOutOptions {
  readonly sheets: HandOutSheets;
  /** Where copies of what stood in sheets are kept. Files keep theirs beside them. */
  readonly backups: string;
  /** Hand out over entries of the same quarter too; a copy of them is kept. */
  readonly force: boolean;
}

/** A path that is free: `name.backup.xlsx`, `name-2.backup.xlsx`, … */
async function freeBackupPath(folder: string, name: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const path = join(folder, `${name}${number === 1 ? '' : `-${number}`}.backup.xlsx`);
    if (!(await exists(path))) return path;
  }
}

/**
 * Writes what stands in a sheet as an .xlsx file.
 * @returns its path, or why there can be no copy in which nothing is missing
 */
async function backUp(
  snapshot: WorkbookSnapshot,
  { plan, unit }: TemplateOf,
  { period }: Submission,
  folder: string,
): Promise<{ readonly path: string } | { readonly diagnostics: readonly Diagnostic[] }> {
  const of: TemplateOf = { plan, unit, period: parsePeriod(period)! };
  const { blueprint, diagnostics } = buildOver(snapshot, { ...of, unit: unit.id });
  if (!blueprint) return { diagnostics: diagnostics.filter(({ severity }) => severity === 'error') };
  const { bytes } = await paintWorkbook(blueprint);
  const path = await freeBackupPath(folder, workbookName(of));
  await writeWhole(path, bytes);
  return { path };
}

/** What is done about what stands there: it is left as it is, or handed out over (null: nothing stands there). */
type Decision = { readonly left: HandOutOutcome } | { readonly over: Submission | null };

function decide(standing: Standing, force: boolean): Decision {
  switch (standing.kind) {
    case 'nothing':
      return { over: null };
    case 'earlier':
      return { over: standing.submission };
    case 'handed-out':
      return force ? { over: standing.submission } : { left: { kind: 'already' } };
    case 'filled-in':
      return force ? { over: standing.submission } : { left: { kind: 'filled-in' } };
    case 'other':
      return { left: { kind: 'refused', diagnostics: standing.diagnostics } };
  }
}

/** The workbook to hand out: it begins with the report that is given, or with that of an earlier quarter that stands there. */
function templateOver(handOut: HandOut, over: Submission | null): Template {
  const before = over && over.period < handOut.period.id ? over : null;
  return buildTemplate(handOut, handOut.last ?? before);
}

const built = ({ from, notTakenOver }: Template, backup: string | null): HandOutOutcome => ({
  kind: 'built',
  from,
  notTakenOver,
  backup,
});

async function handOutInFile(
  handOut: HandOut,
  { path, standing }: HandOutPlace & { readonly kind: 'path' },
  { force }: HandOutOptions,
): Promise<HandOutOutcome> {
  const decision = decide(standing, force);
  if ('left' in decision) return decision.left;
  const { over } = decision;
  const template = templateOver(handOut, over);
  const { bytes } = await paintWorkbook(template.blueprint);
  // Only the file that was looked at is replaced: not one that somebody has saved since.
  const backup = await writeWhole(path, bytes, over ? { replace: true, expected: over.source.hash! } : {});
  return built(template, backup);
}

async function handOutInSheet(
  handOut: HandOut,
  id: string,
  { sheets, backups, force }: HandOutOptions,
): Promise<HandOutOutcome> {
  const { plan, unit } = handOut;
  const host = sheets.host(id);
  const snapshot = await host.read();
  const context = { plan, file: '', hash: null, received: null, expected: { unit: unit.id } };
  const standing: Standing = isBlank(snapshot)
    ? { kind: 'nothing' }
    : standingOf(checkWorkbook(snapshot, context), handOut);
  const decision = decide(standing, force);
  if ('left' in decision) return decision.left;
  const { over } = decision;
  const template = templateOver(handOut, over);
  const backup = over && (await backUp(snapshot, handOut, over, backups));
  if (backup && 'diagnostics' in backup) return { kind: 'refused', diagnostics: backup.diagnostics };
  await host.paint(template.blueprint);
  return built(template, backup?.path ?? null);
}

/** Hands out into a spreadsheet that is made for it. */
async function handOutAnew(handOut: HandOut, { sheets }: HandOutOptions): Promise<HandedOut> {
  const { id, url } = await sheets.create(workbookName(handOut));
  const template = buildTemplate(handOut, handOut.last);
  try {
    await sheets.host(id, { isNew: true }).paint(template.blueprint);
    return { handOut, url, outcome: built(template, null) };
  } catch (error) {
    return { handOut, url, outcome: failure(error, { kind: 'sheet', id }) };
  }
}

/** What a failure at a place is to the run. @throws whatever is none of that place */
function failure(error: unknown, place: HandOutPlace): HandOutOutcome {
  if (!(error instanceof HostError) || error.code === 'not-signed-in') throw error;
  const why = place.kind === 'new-sheet' ? error.message : reasonAt(place, error);
  return { kind: error.code === 'unavailable' ? 'postponed' : 'failed', why };
}

async function handOutOne(handOut: HandOut, options: HandOutOptions): Promise<HandedOut> {
  const { place } = handOut;
  const url = place.kind === 'sheet' ? sheetUrl(place.id) : null;
  try {
    switch (place.kind) {
      case 'new-sheet':
        return await handOutAnew(handOut, options);
      case 'sheet':
        return { handOut, url, outcome: await handOutInSheet(handOut, place.id, options) };
      case 'path':
        return { handOut, url, outcome: await handOutInFile(handOut, place, options) };
    }
  } catch (error) {
    return { handOut, url, outcome: failure(error, place) };
  }
}

/**
 * Hands out workbooks, one after the other. What cannot be reached or must not be written over is left as it is, and the
 * others go on; if Google answers nobody any more, the rest is postponed. Doing it again goes on where it stopped, because
 * what is handed out already is left as it is.
 */
export async function* handOutAll(
  handOuts: Iterable<HandOut>,
  options: HandOutOptions,
): AsyncGenerator<HandedOut, void, undefined> {
  let isEnded = false;
  for (const handOut of handOuts) {
    const one: HandedOut = isEnded
      ? { handOut, url: null, outcome: { kind: 'postponed', why: null } }
      : await handOutOne(handOut, options);
    isEnded ||= one.outcome.kind === 'postponed';
    yield one;
  }
}
