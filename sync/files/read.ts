/** Whether a file is there, and what it holds. */
import type { BigIntStats } from 'node:fs';
import { HostError } from '../../core/index.js';
import { rethrow } from './errors.js';
import { diskFileSystem, statOrNull, type FileSystem } from './file-system.js';

/** True if something stands at that path. @throws HostError */
export async function exists(path: string): Promise<boolean> {
  try {
    return (await statOrNull(diskFileSystem, path)) !== null;
  } catch (cause) {
    rethrow(path, cause);
  }
}

/** @throws HostError for a folder, a pipe, a device */
export function requireOrdinary(path: string, stood: BigIntStats): void {
  if (stood.isFile()) return;
  const found = stood.isDirectory() ? 'a folder' : 'not an ordinary file';
  throw new HostError('not-readable', `${path}: it is ${found}.`);
}

/** The bytes of an ordinary file. @throws HostError */
export async function readWhole(path: string, files: FileSystem = diskFileSystem): Promise<Uint8Array> {
  try {
    // Looked at before it is opened: opening a pipe would wait for somebody to write into it.
    requireOrdinary(path, await files.stat(path));
    return await files.readFile(path);
  } catch (cause) {
    rethrow(path, cause);
  }
}
