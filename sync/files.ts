/** Writing files whole: beside the target, flushed, then renamed, so that a reader sees the old file or the new one. */
import { randomBytes } from 'node:crypto';
import { copyFile, link, mkdir, open, readdir, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { HostError, type HostErrorCode } from '../core/index.js';

const faults: Readonly<Record<string, readonly [HostErrorCode, string]>> = {
  ENOENT: ['not-found', 'there is no such file or folder'],
  ENOTDIR: ['not-found', 'a part of the path is not a folder'],
  EISDIR: ['not-readable', 'it is a folder'],
  EACCES: ['no-access', 'you may not open it'],
  EPERM: ['no-access', 'you may not change it, or it is open in another program'],
  EROFS: ['not-writable', 'the disk is read-only'],
  EBUSY: ['in-use', 'it is open in another program; close it there and try again'],
  ENOSPC: ['not-writable', 'the disk is full'],
  EDQUOT: ['not-writable', 'your disk quota is used up'],
  EIO: ['not-readable', 'the disk reports an error'],
  EEXIST: ['exists', 'a file of that name is there already'],
  ENAMETOOLONG: ['not-writable', 'the name is too long'],
};

/** An error of the file system as a `HostError` that says which file and why. */
export function fileError(path: string, cause: unknown): HostError {
  if (cause instanceof HostError) return cause;
  const code = (cause as NodeJS.ErrnoException).code ?? '';
  const [kind, reason] = (Object.hasOwn(faults, code) ? faults[code] : undefined) ?? [
    'failed' as const,
    cause instanceof Error ? cause.message : String(cause),
  ];
  return new HostError(kind, `${path}: ${reason}.`, [], { cause });
}

/** True if something stands at that path. */
export async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw fileError(path, cause);
  }
}

/** Network shares and memory sticks that know no hard links answer so. */
const noHardLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EINVAL']);

/**
 * Renames a file to a name that must be free. A look before the rename could be overtaken by another program, so the
 * name is taken in one step: by a hard link, or where there are none by creating the file.
 */
async function moveToFreeName(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
    await unlink(from);
  } catch (cause) {
    if (!noHardLinks.has((cause as NodeJS.ErrnoException).code ?? '')) throw cause;
    await (await open(to, 'wx')).close();
    await rename(from, to);
  }
}

export interface WriteOptions {
  /** Replace a file that is there; it is kept beside as `name.backup.xlsx`. Otherwise writing over a file fails. */
  readonly replace?: boolean;
}

/** Where the file that a write replaces is kept. */
export function backupPath(path: string): string {
  const extension = extname(path);
  return join(dirname(path), `${basename(path, extension)}.backup${extension}`);
}

/**
 * Writes a file whole. Folders on the way are made. After a failure the old file, if any, is as it was, and nothing is
 * left beside it.
 * @param bytes what the file is to hold; pieces of text are written one after the other, so that a long file need not
 *   stand in memory
 * @returns the path of the backup of the file that was replaced, or null
 * @throws HostError `exists` without `replace`, or what the file system reports
 */
export async function writeWhole(
  path: string,
  bytes: Uint8Array | Iterable<string>,
  { replace = false }: WriteOptions = {},
): Promise<string | null> {
  const folder = dirname(path);
  const beside = join(folder, `.${basename(path)}.${randomBytes(6).toString('hex')}.part`);
  try {
    await mkdir(folder, { recursive: true });
    const file = await open(beside, 'wx');
    try {
      await writeFile(file, bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    if (!replace) {
      await moveToFreeName(beside, path);
      return null;
    }
    const backup = (await exists(path)) ? backupPath(path) : null;
    if (backup !== null) await copyFile(path, backup);
    await rename(beside, path);
    return backup;
  } catch (cause) {
    await unlink(beside).catch(() => undefined);
    throw fileError(path, cause);
  }
}

/** True for files that a person does not mean by naming their folder. */
function isAside(name: string, all: ReadonlySet<string>): boolean {
  if (name.startsWith('~$') || name.startsWith('.') || /\.backup\.xlsx$/i.test(name)) return true;
  // A checked copy beside its workbook says the same twice; on its own it is what was sent back.
  const original = name.replace(/\.checked\.xlsx$/i, '.xlsx');
  return original !== name && all.has(original);
}

/**
 * The workbooks that a person means by these paths: files as they are, folders by the `.xlsx` files in them (not in
 * folders below; without Excel's lock files, our own backups, and checked copies beside their workbooks), in order of
 * name. Each is named once.
 * @throws HostError for a path that is not there
 */
export async function workbooksAt(paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    try {
      if ((await stat(path)).isDirectory()) {
        const names = new Set((await readdir(path)).filter((name) => /\.xlsx$/i.test(name)));
        const meant = [...names].filter((name) => !isAside(name, names));
        found.push(...meant.sort().map((name) => join(path, name)));
      } else found.push(path);
    } catch (cause) {
      throw fileError(path, cause);
    }
  }
  return [...new Set(found)];
}
