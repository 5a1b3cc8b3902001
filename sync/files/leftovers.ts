/** What a run that was cut off has left beside a file is brought to its end, as if it had not been cut. */
import { dirname } from 'node:path';
import { codeOf, type FileSystem } from './file-system.js';
import { backupPath, leftoversAmong, type Leftovers } from './names.js';
import { digestOf, discard } from './steps.js';

async function digestAt(files: FileSystem, path: string): Promise<string | null> {
  try {
    return digestOf(await files.readFile(path));
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return null;
    throw cause;
  }
}

/** Finds out how far the run had come that kept this file, and does what it would have done next. */
async function settle(
  files: FileSystem,
  path: string,
  { path: kept, before, after }: Leftovers['kept'][number],
): Promise<void> {
  const there = await digestAt(files, path);
  const old = digestOf(await files.readFile(kept));
  // Nothing had been replaced.
  if (there === old) await discard(files, kept);
  // Somebody had saved at the very instant of replacing, and that was not noticed any more: theirs is put back.
  else if (!old.startsWith(before) && there?.startsWith(after)) await files.rename(kept, path);
  else await files.rename(kept, backupPath(path));
}

/**
 * Brings to an end what runs have left that were cut off (killed, or by a failing disk). Only for whoever holds the file's
 * lock: what a living run needs looks the same.
 */
export async function settleLeftovers(files: FileSystem, path: string): Promise<void> {
  const { parts, kept } = leftoversAmong(path, await files.readdir(dirname(path)));
  for (const part of parts) await discard(files, part);
  for (const one of kept) await settle(files, path, one);
}
