/** Reads and checks many .xlsx files: several at a time, each under a time and a memory limit, answered in order. */
import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import {
  diagnose,
  inFile,
  type CheckContext,
  type Diagnostic,
  type Plan,
  type Submission,
} from '../core/index.js';
import type { CheckedBytes } from './xlsx-host/check.js';
import { inOrder } from './in-order.js';
import { createPool, type Outcome, type Pool } from './pool.js';
import type { WorkerData, WorkerJob } from './xlsx-host/worker.js';

export interface CheckFilesOptions extends Pick<CheckContext, 'expected' | 'dateOrder' | 'asOf'> {
  readonly plan: Plan;
  /** The day on which a file arrived, an ISO date, or null if nobody said. Null for all, by default. */
  readonly received?: (path: string) => string | null;
  /** Threads at most. By default as many as there are cores. */
  readonly concurrency?: number;
  readonly limits?: Partial<FileLimits>;
}

/** What one file may take. */
export interface FileLimits {
  /** Size of the file. */
  readonly bytes: number;
  /** Reading and checking. */
  readonly seconds: number;
  /** Memory for reading and checking. */
  readonly megabytes: number;
}

export const defaultFileLimits: FileLimits = { bytes: 50 * 1024 * 1024, seconds: 30, megabytes: 512 };

/** What became of one file. */
export interface CheckedFile {
  readonly path: string;
  /** Its name without the folders, as findings and provenance give it. */
  readonly name: string;
  /** SHA-256 of its bytes in hex, or null if it could not be read. */
  readonly hash: string | null;
  /** Its size, or null if it could not be read. */
  readonly bytes: number | null;
  /** Null if it is no submission; the diagnostics say why. */
  readonly submission: Submission | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Why a file cannot be read, by the code of the system. */
const reasons: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'there is no such file'],
  ['ENOTDIR', 'a part of the path is not a folder'],
  ['EACCES', 'you may not open it'],
  ['EPERM', 'you may not open it'],
  ['EBUSY', 'it is open in another program'],
  ['EIO', 'the disk reports an error'],
  ['ELOOP', 'the link leads round in a circle'],
  ['ENAMETOOLONG', 'the name is too long'],
  ['EMFILE', 'too many files are open'],
]);

/** Control characters, and those that turn the direction of writing or cannot be seen (an `.exe` may end in `xslx` to the eye). */
const suspicious = /[\p{Cc}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;

function checkName(name: string): Diagnostic[] {
  const found = name.replace(
    suspicious,
    (character) => `[U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}]`,
  );
  return found === name ? [] : [diagnose('file/name-suspicious', { found })];
}

/** True for the lock files that Excel and LibreOffice keep beside a workbook that somebody has open. */
const isOwnerFile = (name: string) => name.startsWith('~$') || name.startsWith('.~lock.');

type Loaded = { readonly bytes: Uint8Array<ArrayBuffer> } | { readonly fault: Diagnostic };

const unreadable = (reason: string): Loaded => ({ fault: diagnose('file/unreadable', { reason }) });

/** Reads a file whole, unless somebody is still writing it. */
async function load(path: string, limit: number): Promise<Loaded> {
  try {
    // Looked at before it is opened: opening a pipe would wait for somebody to write into it.
    const kind = await stat(path);
    if (kind.isDirectory()) return unreadable('it is a folder');
    if (!kind.isFile()) return unreadable('it is not an ordinary file');
    const file = await open(path);
    try {
      const before = await file.stat();
      if (before.size > limit) {
        return { fault: diagnose('file/too-large', { what: 'bytes', limit, found: before.size }) };
      }
      const bytes = new Uint8Array(before.size);
      let length = 0;
      while (length < bytes.length) {
        const { bytesRead } = await file.read(bytes, length, bytes.length - length, length);
        if (bytesRead === 0) break;
        length += bytesRead;
      }
      const after = await file.stat();
      if (length < bytes.length || after.size !== before.size || after.mtimeMs !== before.mtimeMs) {
        return unreadable('it changed while it was being read');
      }
      return { bytes };
    } finally {
      await file.close();
    }
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    return unreadable(reasons.get(code) ?? message);
  }
}

/** What a job answered, or the finding that stands in its place. */
function readOutcome(
  outcome: Outcome<CheckedBytes>,
  { seconds, megabytes }: FileLimits,
  file: string,
): CheckedBytes {
  const stopped = (diagnostic: Diagnostic): CheckedBytes => ({
    submission: null,
    diagnostics: [inFile(diagnostic, file)],
  });
  switch (outcome.kind) {
    case 'done':
      return outcome.reply;
    case 'time-limit':
      return stopped(diagnose('file/time-limit', { seconds }));
    case 'memory-limit':
      return stopped(diagnose('file/memory-limit', { megabytes }));
    case 'failed': {
      // A fault of this program, met with one file, does not stop the others; but it is not passed over either.
      const reason = `this program failed on it (${outcome.error.message})`;
      return stopped(diagnose('file/unreadable', { reason }));
    }
    case 'unavailable':
      throw outcome.error;
  }
}

async function checkFile(
  path: string,
  pool: Pool<WorkerJob, CheckedBytes>,
  limits: FileLimits,
  { expected, dateOrder, asOf, received }: CheckFilesOptions,
): Promise<CheckedFile> {
  const name = basename(path);
  const ofName = checkName(name).map((diagnostic) => inFile(diagnostic, name));
  const unread = (fault: Diagnostic): CheckedFile => ({
    path,
    name,
    hash: null,
    bytes: null,
    submission: null,
    diagnostics: [...ofName, inFile(fault, name)],
  });
  if (isOwnerFile(name)) return unread(diagnose('file/owner-file', {}));
  const loaded = await load(path, limits.bytes);
  if ('fault' in loaded) return unread(loaded.fault);
  const { bytes } = loaded;
  const hash = createHash('sha256').update(bytes).digest('hex');
  const size = bytes.length;
  const context: WorkerJob['context'] = {
    file: name,
    hash,
    received: received?.(path) ?? null,
    ...(expected ? { expected } : {}),
    ...(dateOrder ? { dateOrder } : {}),
    ...(asOf === undefined ? {} : { asOf }),
  };
  const outcome = await pool.run({ bytes, context }, [bytes.buffer]);
  const { submission, diagnostics } = readOutcome(outcome, limits, name);
  return { path, name, hash, bytes: size, submission, diagnostics: [...ofName, ...diagnostics] };
}

/** Checks files one by one, by threads that they share. */
export interface FileChecker {
  /**
   * Reads and checks a file. Whatever is wrong with it is a diagnostic of it.
   * @param expected what it should be of, in the place of what all should be of
   * @throws Error if no thread can be started
   */
  readonly check: (path: string, expected?: CheckContext['expected']) => Promise<CheckedFile>;
  /** How many files are worth having under way at a time. */
  readonly atOnce: number;
  /** Stops the threads. */
  readonly close: () => Promise<void>;
}

/** Makes a checker of files. Its threads are started when there is work for them. */
export function openFileChecker(options: CheckFilesOptions): FileChecker {
  const { plan, concurrency = availableParallelism() } = options;
  const limits: FileLimits = { ...defaultFileLimits, ...options.limits };
  const data: WorkerData = { plan };
  const pool = createPool<WorkerJob, CheckedBytes>(new URL('./xlsx-host/worker.js', import.meta.url), {
    data,
    concurrency,
    seconds: limits.seconds,
    megabytes: limits.megabytes,
  });
  return {
    check: (path, expected) =>
      checkFile(path, pool, limits, expected === undefined ? options : { ...options, expected }),
    atOnce: concurrency * 2,
    close: () => pool.close(),
  };
}

/**
 * Reads and checks files. Each comes back in the order of `paths`, as soon as it and those before it are done; only a few
 * are held at a time, however many there are. Whatever is wrong with a file is a diagnostic of that file.
 * @throws Error if no thread can be started
 */
export async function* checkFiles(
  paths: Iterable<string>,
  options: CheckFilesOptions,
): AsyncGenerator<CheckedFile, void, undefined> {
  const checker = openFileChecker(options);
  try {
    yield* inOrder(paths, checker.atOnce, (path) => checker.check(path));
  } finally {
    await checker.close();
  }
}
