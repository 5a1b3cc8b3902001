/** A file system that tells of each operation before it begins, so that a test can fail it, count it, or act between two. */
import type { FileSystem, OpenFile } from '../../../sync/files.js';

export interface Operation {
  /** Of the file system, or of an open file. */
  readonly name: keyof FileSystem | keyof OpenFile;
  readonly path: string;
  /** Where to, of the operations with two paths. */
  readonly to?: string;
}

/** @param before may throw what the operation is to fail with, or take its time */
export function observed(
  files: FileSystem,
  before: (operation: Operation) => void | Promise<void>,
): FileSystem {
  const tell = async <T>(operation: Operation, go: () => Promise<T>): Promise<T> => {
    await before(operation);
    return go();
  };
  return {
    readFile: (path) => tell({ name: 'readFile', path }, () => files.readFile(path)),
    open: (path, flags) =>
      tell({ name: 'open', path }, async () => {
        const file = await files.open(path, flags);
        return {
          write: (pieces) => tell({ name: 'write', path }, () => file.write(pieces)),
          chmod: (mode) => tell({ name: 'chmod', path }, () => file.chmod(mode)),
          chown: (user, group) => tell({ name: 'chown', path }, () => file.chown(user, group)),
          sync: () => tell({ name: 'sync', path }, () => file.sync()),
          // A file that fails to close is closed all the same: the process has its number no more.
          close: async () => {
            try {
              await before({ name: 'close', path });
            } finally {
              await file.close();
            }
          },
        };
      }),
    stat: (path) => tell({ name: 'stat', path }, () => files.stat(path)),
    link: (path, to) => tell({ name: 'link', path, to }, () => files.link(path, to)),
    rename: (path, to) => tell({ name: 'rename', path, to }, () => files.rename(path, to)),
    renameOver: (path, to, stood) =>
      tell({ name: 'renameOver', path, to }, () => files.renameOver(path, to, stood)),
    copyFile: (path, to) => tell({ name: 'copyFile', path, to }, () => files.copyFile(path, to)),
    unlink: (path) => tell({ name: 'unlink', path }, () => files.unlink(path)),
    readdir: (path) => tell({ name: 'readdir', path }, () => files.readdir(path)),
    mkdir: (path) => tell({ name: 'mkdir', path }, () => files.mkdir(path)),
    realpath: (path) => tell({ name: 'realpath', path }, () => files.realpath(path)),
  };
}

/** An error as the system gives it. */
export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: as a test asked`), { code });
}
