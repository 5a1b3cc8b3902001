/** The names of the files that stand beside a file: its backup, and what a run leaves there for as long as it lasts. */
import { createHash, randomBytes } from 'node:crypto';
import { basename, dirname, extname, join } from 'node:path';

/** Bytes that a name may have on the usual file systems. */
const longestName = 255;
/** Room for what is put before and behind a file's own name. */
const room = 64;
/** So many digits of a digest tell two versions of one file apart. */
const shortDigest = 16;

/** A name, or the beginning of a long one with a mark that no other long name gets. */
function shortened(name: string): string {
  if (Buffer.byteLength(name) <= longestName - room) return name;
  let start = '';
  for (const character of name) {
    if (Buffer.byteLength(start + character) > longestName - room - 9) break;
    start += character;
  }
  return `${start}~${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
}

function beside(path: string, name: string): string {
  return join(dirname(path), name);
}

/** What the names of all files begin with that stand beside a file while it is written. */
const prefix = (path: string) => `.${shortened(basename(path))}.`;

/** Where the file that a write replaces is kept. */
export function backupPath(path: string): string {
  const extension = extname(path);
  return beside(path, `${shortened(basename(path, extension))}.backup${extension}`);
}

/** A file that says who is writing. */
export function lockPath(path: string): string {
  return beside(path, `${prefix(path)}lock`);
}

/** A file that stands there while the lock of an owner that is gone is taken away. */
export function removalPath(path: string): string {
  return beside(path, `${prefix(path)}unlock`);
}

/** A file that is being written, under a name of its own. */
export function partPath(path: string): string {
  return beside(path, `${prefix(path)}${randomBytes(6).toString('hex')}.part`);
}

/**
 * The file that is being replaced, until it is the backup.
 * @param before digest of what is replaced
 * @param after digest of what takes its place
 */
export function keptPath(path: string, before: string, after: string): string {
  return beside(path, `${prefix(path)}${before.slice(0, shortDigest)}-${after.slice(0, shortDigest)}.kept`);
}

/** What runs that were cut off have left beside a file. */
export interface Leftovers {
  readonly parts: readonly string[];
  readonly kept: readonly {
    readonly path: string;
    /** Beginnings of the digests of what was to be replaced, and of what was to take its place. */
    readonly before: string;
    readonly after: string;
  }[];
}

/** Finds leftovers among the names of a file's folder. */
export function leftoversAmong(path: string, names: readonly string[]): Leftovers {
  const start = prefix(path);
  const endings = names
    .filter((name) => name.startsWith(start))
    .map((name) => ({ path: beside(path, name), ending: name.slice(start.length) }));
  return {
    parts: endings.filter(({ ending }) => /^[0-9a-f]{12}\.part$/.test(ending)).map((found) => found.path),
    kept: endings.flatMap((found) => {
      const digests = /^([0-9a-f]{16})-([0-9a-f]{16})\.kept$/.exec(found.ending);
      return digests ? { path: found.path, before: digests[1]!, after: digests[2]! } : [];
    }),
  };
}
