/** A person's .xlsx file of which single cells can be changed. */
import { basename } from 'node:path';
import type { ChangeableWorkbook } from '../changeable-workbook.js';
import {
  changedError,
  changeWhole,
  digestOf,
  diskFileSystem,
  readWhole,
  requireReplaceable,
  type FileSystem,
} from '../files.js';
import { changeCells } from './edit/change.js';
import { requireSnapshot } from './read/require.js';

export interface ChangeableFileOptions {
  /** Where the file is; a disk by default. */
  readonly files?: FileSystem;
}

/**
 * A workbook in an .xlsx file. A change replaces the file whole and keeps the one before as `name.backup.xlsx`, or leaves it
 * as it was; what was not to change stays byte for byte. The file is read in this thread without a limit of time: one that
 * comes from outside is checked first (`checkFiles`).
 */
export function changeableFile(
  path: string,
  { files = diskFileSystem }: ChangeableFileOptions = {},
): ChangeableWorkbook {
  /** Digest of the file as it was last read or written here. */
  let known: string | null = null;
  return {
    place: path,
    copiesAtOnce: false,

    async read() {
      const bytes = await readWhole(path, files);
      const snapshot = requireSnapshot(path, bytes);
      known = digestOf(bytes);
      return { name: basename(path), snapshot, hash: known };
    },

    requireChangeable: () => requireReplaceable(path, files),

    async change(changes) {
      if (changes.length === 0) return { backup: null, isOvertaken: false };
      if (known === null) throw new Error(`${path} is to be changed, and was not read before.`);
      let written = known;
      const backup = await changeWhole(
        path,
        (bytes) => {
          if (digestOf(bytes) !== known) throw changedError(path);
          const changed = changeCells(path, bytes, changes);
          written = digestOf(changed);
          return changed;
        },
        files,
      );
      known = written;
      return { backup, isOvertaken: false };
    },
  };
}
