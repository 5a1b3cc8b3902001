/** The file system as far as writing whole files uses it: the seam at which any operation can be made to fail. */
import { renameSync, statSync, type BigIntStats } from 'node:fs';
import * as disk from 'node:fs/promises';

/** An open file. Each method is one operation. */
export interface OpenFile {
  /** Writes pieces one after the other, so that a long file need not stand in memory. */
  readonly write: (pieces: Iterable<string | Uint8Array>) => Promise<void>;
  readonly chmod: (mode: number) => Promise<void>;
  readonly chown: (user: number, group: number) => Promise<void>;
  /** Resolves when what was written is on the disk. */
  readonly sync: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** The operations of `node:fs/promises` that are used, with its errors. */
export interface FileSystem {
  readonly readFile: (path: string) => Promise<Uint8Array>;
  /** `wx`: makes a file that must not be there; `r+`: opens one to be changed; `r`: one, or a folder, to be flushed. */
  readonly open: (path: string, flags: 'r' | 'r+' | 'wx') => Promise<OpenFile>;
  readonly stat: (path: string) => Promise<BigIntStats>;
  readonly link: (path: string, another: string) => Promise<void>;
  readonly rename: (from: string, to: string) => Promise<void>;
  /**
   * Renames a file to the name of another if that one is still as it was looked at. Looking and renaming follow each other
   * at once: nothing else that this process has to do comes between.
   * @returns false if it is not, and nothing was renamed
   */
  readonly renameOver: (from: string, to: string, stood: BigIntStats) => Promise<boolean>;
  readonly copyFile: (from: string, to: string) => Promise<void>;
  readonly unlink: (path: string) => Promise<void>;
  readonly readdir: (path: string) => Promise<string[]>;
  readonly mkdir: (path: string) => Promise<void>;
  readonly realpath: (path: string) => Promise<string>;
}

/** The disk. */
export const diskFileSystem: FileSystem = {
  readFile: (path) => disk.readFile(path),
  async open(path, flags) {
    const handle = await disk.open(path, flags);
    return {
      write: (pieces) => disk.writeFile(handle, pieces),
      chmod: (mode) => handle.chmod(mode),
      chown: (user, group) => handle.chown(user, group),
      sync: () => handle.sync(),
      close: () => handle.close(),
    };
  },
  stat: (path) => disk.stat(path, { bigint: true }),
  link: (path, another) => disk.link(path, another),
  rename: (from, to) => disk.rename(from, to),
  renameOver: (from, to, stood) =>
    new Promise((resolve) => {
      const { size, mtimeNs } = statSync(to, { bigint: true });
      const isSame = size === stood.size && mtimeNs === stood.mtimeNs;
      if (isSame) renameSync(from, to);
      resolve(isSame);
    }),
  copyFile: (from, to) => disk.copyFile(from, to),
  unlink: (path) => disk.unlink(path),
  readdir: (path) => disk.readdir(path),
  async mkdir(path) {
    await disk.mkdir(path, { recursive: true });
  },
  realpath: (path) => disk.realpath(path),
};

/** The code of an error of the file system, such as `ENOENT`; empty for any other error. */
export function codeOf(cause: unknown): string {
  return cause instanceof Error ? ((cause as NodeJS.ErrnoException).code ?? '') : '';
}

/** What stands at a path, or null if nothing does. */
export async function statOrNull(files: FileSystem, path: string): Promise<BigIntStats | null> {
  try {
    return await files.stat(path);
  } catch (cause) {
    // A name that is too long for a file is the name of none.
    if (codeOf(cause) === 'ENOENT' || codeOf(cause) === 'ENAMETOOLONG') return null;
    throw cause;
  }
}
