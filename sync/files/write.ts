/** Writing files whole: beside the target, flushed, then renamed, so that a reader sees the old file or the new one. */
import { dirname, resolve } from 'node:path';
import { HostError } from '../../core/index.js';
import { changedError, fileError, isForbidden, rethrow } from './errors.js';
import { diskFileSystem, statOrNull, type FileSystem } from './file-system.js';
import { withLock } from './lock.js';
import { backupPath, keptPath } from './names.js';
import { requireOrdinary } from './read.js';
import { requireClosed } from './open-elsewhere.js';
import { digestOf, discard, flushFolder, keep, takeFreeName, writePart, type Content } from './steps.js';

export interface WriteOptions {
  /** Replace a file that is there; it is kept beside as `name.backup.xlsx`. Otherwise writing over a file fails. */
  readonly replace?: boolean;
  /** SHA-256 in hex of the file that is to be replaced. Another one is not (HostError `changed`). */
  readonly expected?: string;
  readonly files?: FileSystem;
}

async function writeNew(files: FileSystem, path: string, content: Content): Promise<void> {
  const { part } = await writePart(files, path, content);
  try {
    await takeFreeName(files, part, path);
  } finally {
    await discard(files, part);
  }
  try {
    await flushFolder(files, path);
  } catch (cause) {
    await discard(files, path);
    throw cause;
  }
}

/** Undoes a replacement. */
async function putBack(files: FileSystem, path: string, kept: string, cause: unknown): Promise<void> {
  try {
    await files.rename(kept, path);
  } catch {
    const { code, message } = fileError(path, cause);
    throw new HostError(
      code,
      `${message} The file is changed already; as it was before, it is ${kept}, and the next run makes that its backup.`,
      [path],
      { cause },
    );
  }
}

/**
 * Puts new content in the place of a file, whole, and keeps the file that it replaces as the backup. Only for whoever holds
 * the file's lock.
 *
 * The file that stands there gets a second name first, then the new one takes its place, and only when it is certain that
 * what was replaced is what was expected does the second name become the backup's. At each instant the path leads to one of
 * the two files whole, and the content of neither is lost; what fails is undone, and what is cut off is settled by the next
 * run. What somebody saves meanwhile, into the file or in its place, stays. (Up to the last look: no system that Node runs on
 * everywhere swaps two files in one step, so that some microseconds remain in which a file put in its place goes unseen.)
 *
 * @param expected SHA-256 in hex of the file that stands there; null: whatever stands there
 * @returns the path of the backup
 * @throws HostError `changed`, or the error of the file system; the file is then as it was
 */
async function replace(
  files: FileSystem,
  path: string,
  content: Content,
  expected: string | null,
): Promise<string> {
  const stood = await files.stat(path);
  const { part, digest } = await writePart(files, path, content, stood);
  let kept: string | null = null;
  const requireExpected = async (at: string, before: string) => {
    if (digestOf(await files.readFile(at)) !== before) throw changedError(path);
  };
  let before: string;
  try {
    before = expected ?? digestOf(await files.readFile(path));
    const second = keptPath(path, before, digest);
    await keep(files, path, second);
    kept = second;
    await requireExpected(kept, before);
    if (!(await files.renameOver(part, path, stood))) throw changedError(path);
  } catch (cause) {
    await discard(files, part);
    if (kept !== null) await discard(files, kept);
    throw cause;
  }
  try {
    await flushFolder(files, path);
    // Somebody may have written into the old file until the very instant of the rename.
    await requireExpected(kept, before);
    await files.rename(kept, backupPath(path));
  } catch (cause) {
    await putBack(files, path, kept, cause);
    throw cause;
  }
  return backupPath(path);
}

/** The file that a path leads to through symbolic links; without any, the path as it was given. */
async function followLinks(files: FileSystem, path: string): Promise<string> {
  const file = await files.realpath(path);
  return file === resolve(path) ? path : file;
}

/**
 * Writes a file whole. Folders on the way are made, a symbolic link is followed. After a failure the old file, if any, is as
 * it was, and nothing is left beside it (or what could not be removed either, is by the next write).
 * @param content what the file is to hold; pieces of text are written one after the other, so that a long file need not
 *   stand in memory
 * @returns the path of the backup of the file that was replaced, or null
 * @throws HostError `exists` without `replace`, `changed` if it does not hold what was expected, `in-use` while another
 *   run writes it, or what the file system reports
 */
export async function writeWhole(
  path: string,
  content: Content,
  { replace: mayReplace = false, expected, files = diskFileSystem }: WriteOptions = {},
): Promise<string | null> {
  try {
    await files.mkdir(dirname(path));
    const file = (await statOrNull(files, path)) ? await followLinks(files, path) : path;
    return await withLock(files, file, async () => {
      if (mayReplace && (await statOrNull(files, file)))
        return replace(files, file, content, expected ?? null);
      await writeNew(files, file, content);
      return null;
    });
  } catch (cause) {
    rethrow(path, cause);
  }
}

/**
 * Changes a file that is there, while no other run writes it and no program has it open.
 * @param change gives the new bytes for those that stand there; the same bytes: nothing is written
 * @returns the path of the backup, or null if nothing was written
 * @throws HostError; the file is then as it was. What `change` throws is passed on.
 */
export async function changeWhole(
  path: string,
  change: (bytes: Uint8Array) => Uint8Array,
  files: FileSystem = diskFileSystem,
): Promise<string | null> {
  try {
    const file = await followLinks(files, path);
    await requireClosed(file, files);
    return await withLock(files, file, async () => {
      const before = await files.readFile(file);
      const after = change(before);
      return after === before ? null : replace(files, file, after, digestOf(before));
    });
  } catch (cause) {
    rethrow(path, cause);
  }
}

/**
 * Makes sure, before any work begins, that a file can be replaced: that it is there, closed, and may be written, and that
 * the new file and the backup can stand beside it. What an earlier run has left beside it is settled.
 * @throws HostError
 */
export async function requireReplaceable(path: string, files: FileSystem = diskFileSystem): Promise<void> {
  const refuse = (why: string, cause?: unknown) => {
    throw new HostError('not-writable', `${path}: ${why}`, [], { cause });
  };
  try {
    const file = await followLinks(files, path);
    const stood = await files.stat(file);
    requireOrdinary(path, stood);
    await requireClosed(file, files);
    // Whoever marked it meant it, also for those who may write all the same.
    if ((stood.mode & 0o222n) === 0n)
      refuse('it is marked as read-only. Take the mark away, or work on a copy.');
    try {
      await (await files.open(file, 'r+')).close();
    } catch (cause) {
      if (!isForbidden(cause)) throw cause;
      refuse(
        'you may not change it, or it is open in another program. Close it there, or ask whoever keeps it.',
        cause,
      );
    }
    const backup = await statOrNull(files, backupPath(file));
    if (backup && !backup.isFile()) {
      refuse(
        `its backup would be ${backupPath(file)}, and that is not an ordinary file. Give that another name.`,
      );
    }
    // Taking the lock shows that files can be made beside it.
    await withLock(files, file, () => Promise.resolve());
  } catch (cause) {
    rethrow(path, cause);
  }
}
