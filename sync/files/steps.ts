/** The steps that writing a file whole is made of. */
import { createHash, type Hash } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { HostError } from '../../core/index.js';
import { isForbidden } from './errors.js';
import { codeOf, type FileSystem, type OpenFile } from './file-system.js';
import { partPath } from './names.js';

/** What a file is to hold; texts are written as UTF-8. */
export type Content = Uint8Array | Iterable<string>;

/** SHA-256 in hex. */
export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function* hashed(content: Content, hash: Hash): Generator<string | Uint8Array, void, undefined> {
  for (const piece of content instanceof Uint8Array ? [content] : content) {
    hash.update(piece);
    yield piece;
  }
}

/** What systems answer that have no such operation for this file, or not for this person. */
const cannot = new Set(['EPERM', 'EACCES', 'EINVAL', 'EBADF', 'EISDIR', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP']);

async function ifPossible(operation: Promise<void>): Promise<void> {
  try {
    await operation;
  } catch (cause) {
    if (!cannot.has(codeOf(cause))) throw cause;
  }
}

const unchanged = -1;

/** Gives a new file the group, the owner and the permissions of the one that it is to replace, as far as that is possible. */
async function takeAfter(file: OpenFile, { uid, gid, mode }: BigIntStats): Promise<void> {
  await ifPossible(file.chown(unchanged, Number(gid)));
  await ifPossible(file.chown(Number(uid), unchanged));
  // After the owner: a change of owner takes some permissions away.
  await ifPossible(file.chmod(Number(mode & 0o7777n)));
}

/**
 * Writes a file beside another and flushes it.
 * @param like the file whose permissions it gets; absent: those of any new file
 * @returns its path, and the digest of what it holds
 */
export async function writePart(
  files: FileSystem,
  path: string,
  content: Content,
  like?: BigIntStats,
): Promise<{ readonly part: string; readonly digest: string }> {
  const part = partPath(path);
  const file = await files.open(part, 'wx').catch((cause: unknown) => {
    if (!isForbidden(cause)) throw cause;
    throw new HostError(
      'not-writable',
      `${path}: you may not write into its folder, ${resolve(dirname(path))}, and a new file is first written there. ` +
        'Ask whoever keeps the folder to let you.',
      [],
      { cause },
    );
  });
  try {
    const hash = createHash('sha256');
    try {
      await file.write(hashed(content, hash));
      if (like) await takeAfter(file, like);
      await file.sync();
    } finally {
      await file.close();
    }
    return { part, digest: hash.digest('hex') };
  } catch (cause) {
    await discard(files, part);
    throw cause;
  }
}

/** Removes a file that is of no use any more. One that stays is removed by the next run. */
export async function discard(files: FileSystem, path: string): Promise<void> {
  await files.unlink(path).catch(() => undefined);
}

/** Network shares and memory sticks that know no hard links answer so. */
const noHardLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EINVAL']);

/**
 * Gives a file a name that must be free. A look before a rename could be overtaken by another program, so the name is taken
 * in one step: by a hard link, or where there are none by creating the file. The old name is for the caller to discard.
 * @throws an error of code `EEXIST` if the name is taken
 */
export async function takeFreeName(files: FileSystem, from: string, to: string): Promise<void> {
  try {
    await files.link(from, to);
  } catch (cause) {
    if (!noHardLinks.has(codeOf(cause))) throw cause;
    await (await files.open(to, 'wx')).close();
    try {
      await files.rename(from, to);
    } catch (failure) {
      await discard(files, to);
      throw failure;
    }
  }
}

/** Gives a file a second name: by a hard link, or where there are none as a copy that is whole from the beginning. */
export async function keep(files: FileSystem, path: string, kept: string): Promise<void> {
  try {
    await files.link(path, kept);
  } catch (cause) {
    if (!noHardLinks.has(codeOf(cause))) throw cause;
    const part = partPath(path);
    try {
      await files.copyFile(path, part);
      await flush(await files.open(part, 'r+'));
      await files.rename(part, kept);
    } catch (failure) {
      await discard(files, part);
      throw failure;
    }
  }
}

async function flush(file: OpenFile): Promise<void> {
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Flushes the names of a file's folder, where the system can: Windows opens no folders. */
export async function flushFolder(files: FileSystem, path: string): Promise<void> {
  await ifPossible(files.open(dirname(path), 'r').then(flush));
}
