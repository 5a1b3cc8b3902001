/** Whether two places are one workbook. */
import { realpath, stat } from 'node:fs/promises';
import type { Place } from './places.js';

/** Which file a path leads to, whatever it is called on the way; null if it leads to none. */
async function identityOf(path: string): Promise<string | null> {
  try {
    const { dev, ino } = await stat(path, { bigint: true });
    // Some file systems count no files: there only the name can tell.
    return ino === 0n ? await realpath(path) : `${dev}:${ino}`;
  } catch {
    // What is wrong with it is said by whoever reads it.
    return null;
  }
}

/** True if both are the same spreadsheet online, or lead to the same file by whatever names and links. */
export async function isSamePlace(first: Place, second: Place): Promise<boolean> {
  if (first.kind === 'sheet') return second.kind === 'sheet' && first.id === second.id;
  if (second.kind === 'sheet') return false;
  const [one, other] = await Promise.all([identityOf(first.path), identityOf(second.path)]);
  return one !== null && one === other;
}
