/**
 * What a run over many sheets has read so far, kept in a file, so that a run that was cut goes on where it stopped.
 *
 * The file holds a JSON text a line: the run that it belongs to, then a line for each sheet, each with a digest and each on
 * the disk before the next is asked for. It holds what people entered: only its owner may read it, and it is removed when
 * the run ends well.
 */
import { createHash } from 'node:crypto';
import { mkdir, open, readFile, unlink, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as z from 'zod';
import { HostError, type WorkbookSnapshot } from '../core/index.js';
import type { SheetReader } from './check-places.js';
import type { Clock } from './clock.js';
import { fileError } from './files.js';

/** What two runs must have in common for one to go on where the other stopped. */
export interface CheckpointRun {
  /** `2019-Q1` */
  readonly period: string;
  /** Id and version of the plan. */
  readonly plan: string;
  /** All places of the run, in order. */
  readonly places: readonly string[];
}

/** How a run begins. */
export type CheckpointStart =
  /** There was nothing to go on from. */
  | { readonly kind: 'new' }
  /** So many sheets were kept; by default they are read again. */
  | { readonly kind: 'replaced'; readonly sheets: number }
  /** What was kept is too old to be gone on from; everything is read again. */
  | { readonly kind: 'outdated'; readonly begun: Date }
  /** So many sheets need not be read again. */
  | { readonly kind: 'resumed'; readonly begun: Date; readonly sheets: number };

export interface Checkpoint {
  readonly start: CheckpointStart;
  /** A reader that answers with what was kept, asks the other one for the rest, and keeps what it answers. */
  readonly keeping: (read: SheetReader) => SheetReader;
  /** Ends the run: what was kept stays for the next one. */
  readonly close: () => Promise<void>;
  /** Ends the run: what was kept is not needed any more. */
  readonly remove: () => Promise<void>;
}

export interface CheckpointOptions {
  /** Go on where the last run stopped. */
  readonly resume: boolean;
  readonly clock: Pick<Clock, 'now'>;
}

/** After a day, sheets have been edited. */
const longestAge = 24 * 60 * 60 * 1000;

const runSchema = z.object({
  checkpoint: z.literal(1),
  begun: z.number(),
  period: z.string(),
  plan: z.string(),
  places: z.array(z.string()),
});
type RunLine = z.infer<typeof runSchema>;

const sheetSchema = z.object({
  sheet: z.string(),
  name: z.string(),
  // As this program has written it: the digest says so.
  snapshot: z.custom<WorkbookSnapshot>((value) => typeof value === 'object' && value !== null),
});
type SheetLine = z.infer<typeof sheetSchema>;

const lineSchema = z.object({ digest: z.string(), kept: z.unknown() });
const digestOf = (text: string) => createHash('sha256').update(text).digest('hex');

function lineOf(kept: RunLine | SheetLine): string {
  return `${JSON.stringify({ digest: digestOf(JSON.stringify(kept)), kept })}\n`;
}

/** What a line holds; undefined if it was not written whole, or is not as it was written. */
function readLine(line: string): unknown {
  try {
    const { digest, kept } = lineSchema.parse(JSON.parse(line));
    return digest === digestOf(JSON.stringify(kept)) ? kept : undefined;
  } catch {
    return undefined;
  }
}

interface Kept {
  readonly run: RunLine;
  /** The line of each sheet, by its id: its snapshot would take far more room than its text. */
  readonly sheets: ReadonlyMap<string, string>;
  /** How much of the file is whole lines, in bytes. */
  readonly length: number;
}

/** Reads what a run has left; null if there is nothing that can be used. */
async function readKept(path: string): Promise<Kept | null> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw fileError(path, cause);
  }
  // A line is whole once its end is written: what comes after the last end was cut.
  const length = bytes.lastIndexOf('\n') + 1;
  const [first = '', ...lines] = bytes.toString('utf8', 0, length).split('\n');
  const run = runSchema.safeParse(readLine(first));
  if (!run.success) return null;
  const sheets = lines.flatMap((line): [string, string][] => {
    const { data } = sheetSchema.safeParse(readLine(line));
    return data ? [[data.sheet, line]] : [];
  });
  return { run: run.data, sheets: new Map(sheets), length };
}

/** In what a kept run differs from this one, in words; null if it is the same. */
function differenceBetween(kept: RunLine, run: CheckpointRun): string | null {
  if (kept.period !== run.period) return `the quarter ${kept.period}`;
  if (kept.plan !== run.plan) return `the plan ${kept.plan}`;
  return kept.places.join('\n') === run.places.join('\n') ? null : 'other files or sheets';
}

/** What a run begins with, of what an earlier one has left. */
function startOf(
  kept: Kept | null,
  path: string,
  run: CheckpointRun,
  { resume, clock }: CheckpointOptions,
): CheckpointStart {
  if (!kept) return { kind: 'new' };
  const sheets = kept.sheets.size;
  if (!resume) return { kind: 'replaced', sheets };
  const difference = differenceBetween(kept.run, run);
  if (difference !== null) {
    throw new HostError(
      'changed',
      `${path} was left by another run, for ${difference}. Run this without --resume to begin anew.`,
    );
  }
  const begun = new Date(kept.run.begun);
  return clock.now() - kept.run.begun > longestAge
    ? { kind: 'outdated', begun }
    : { kind: 'resumed', begun, sheets };
}

async function removeIfThere(path: string): Promise<void> {
  await unlink(path).catch((cause: unknown) => {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw fileError(path, cause);
  });
}

/** Opens the file to add lines: the one that is gone on from, or a new one in its place. */
async function openLines(path: string, first: RunLine, goOnAt: number | null): Promise<FileHandle> {
  if (goOnAt !== null) {
    const file = await open(path, 'r+');
    await file.truncate(goOnAt);
    await file.close();
    return open(path, 'a');
  }
  await mkdir(dirname(path), { recursive: true });
  // Made anew, so that nobody who could read the old one can read this one.
  await removeIfThere(path);
  const file = await open(path, 'ax', 0o600);
  await file.appendFile(lineOf(first));
  return file;
}

/**
 * Looks for what an earlier run has left at that path, and keeps what this one reads there. Nothing is written before the
 * first sheet was read.
 * @throws HostError `changed` if it was left by another run and is to be gone on from
 */
export async function openCheckpoint(
  path: string,
  run: CheckpointRun,
  options: CheckpointOptions,
): Promise<Checkpoint> {
  const kept = await readKept(path);
  const start = startOf(kept, path, run, options);
  const isResumed = start.kind === 'resumed';
  const known = isResumed ? kept!.sheets : new Map<string, string>();
  const first: RunLine = { checkpoint: 1, begun: options.clock.now(), ...run, places: [...run.places] };
  let file: Promise<FileHandle> | null = null;
  let written: Promise<void> = Promise.resolve();

  const write = async (sheet: SheetLine): Promise<void> => {
    try {
      file ??= openLines(path, first, isResumed ? kept!.length : null);
      const lines = await file;
      await lines.appendFile(lineOf(sheet));
      await lines.datasync();
    } catch (cause) {
      throw fileError(path, cause);
    }
  };
  /** Adds a line when those before it are on the disk: two at once could be mixed up. */
  const keep = (sheet: SheetLine): Promise<void> => {
    written = written.then(() => write(sheet));
    return written;
  };
  const close = async () => {
    await written.catch(() => undefined);
    await (await file?.catch(() => null))?.close();
  };
  return {
    start,
    keeping: (read) => async (id) => {
      const line = known.get(id);
      if (line !== undefined) {
        const { name, snapshot } = sheetSchema.parse(readLine(line));
        return { name, snapshot, hash: null };
      }
      const workbook = await read(id);
      await keep({ sheet: id, name: workbook.name, snapshot: workbook.snapshot });
      return workbook;
    },
    close,
    remove: async () => {
      await close();
      await removeIfThere(path);
    },
  };
}
