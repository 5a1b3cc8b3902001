/** One run at a time writes to a file: a lock file beside it says who. */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { basename } from 'node:path';
import { threadId } from 'node:worker_threads';
import * as z from 'zod';
import { HostError } from '../../core/index.js';
import { codeOf, type FileSystem } from './file-system.js';
import { settleLeftovers } from './leftovers.js';
import { lockPath, removalPath } from './names.js';
import { discard, takeFreeName, writePart } from './steps.js';

const ownerSchema = z.object({
  /** Of the process and of the thread in it. */
  pid: z.int(),
  thread: z.int(),
  host: z.string(),
  /** ISO time. */
  since: z.string(),
  /** Tells this lock from every other. */
  token: z.string(),
});
type LockOwner = z.infer<typeof ownerSchema>;

/** A write takes seconds. The owner of a lock as old as this is gone, whether or not its process can be looked for. */
const longestWrite = 10n * 60n * 1000n;
/** How often the lock is tried for. It takes two where an owner is gone, and more only while others come and go. */
const rounds = 8;

/** Tokens of the locks that this thread holds. */
const held = new Set<string>();

/** The owner of a lock, or null if it does not say: a file system without hard links shows one that is being written. */
async function ownerOf(files: FileSystem, lock: string): Promise<LockOwner | null> {
  const bytes = await files.readFile(lock);
  try {
    return ownerSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch {
    return null;
  }
}

/** False only if the owner is known to be gone. */
function mayBeAlive(owner: LockOwner | null): boolean {
  if (owner?.host !== hostname()) return true;
  if (owner.pid === process.pid && owner.thread === threadId) return held.has(owner.token);
  try {
    process.kill(owner.pid, 0);
    return true;
  } catch (cause) {
    return codeOf(cause) !== 'ESRCH';
  }
}

function inUseError(path: string, owner: LockOwner | null): HostError {
  const who = owner
    ? ` (process ${owner.pid} on ${printable(owner.host)}, since ${printable(owner.since)})`
    : '';
  return new HostError(
    'in-use',
    `${path}: another run of this program is writing it${who}. Wait until it is done and try again. ` +
      `If it runs no more, delete the file ${basename(lockPath(path))} beside it.`,
  );
}

/** What a file beside says, fit for a message. */
const printable = (text: string) => text.replace(/\p{C}/gu, '').slice(0, 60);

/** Who holds the lock. @throws HostError `in-use` if they may be alive */
async function requireDead(files: FileSystem, path: string, now: bigint): Promise<void> {
  const lock = lockPath(path);
  const owner = await ownerOf(files, lock);
  const age = now - (await files.stat(lock)).mtimeMs;
  if (mayBeAlive(owner) && age < longestWrite) throw inUseError(path, owner);
}

/**
 * Takes away the lock of an owner that is gone. One run at a time does so: whoever owns a lock that is alive gives it back
 * themselves, so that nothing else can come in the place of what was looked at.
 * @param part a file written just now: its time is of the same clock as that of the lock
 * @throws HostError `in-use` if the owner may be alive
 */
async function removeDead(files: FileSystem, path: string, part: string): Promise<void> {
  const now = (await files.stat(part)).mtimeMs;
  await requireDead(files, path, now);
  const removal = removalPath(path);
  try {
    await takeFreeName(files, part, removal);
  } catch (cause) {
    if (codeOf(cause) !== 'EEXIST') throw cause;
    // It takes milliseconds: one that stands there for so long was cut off.
    if (now - (await files.stat(removal)).mtimeMs > longestWrite) await discard(files, removal);
    return;
  }
  try {
    await requireDead(files, path, now);
    await discard(files, lockPath(path));
  } finally {
    await discard(files, removal);
  }
}

/**
 * One attempt to take the lock of a file.
 * @returns false if it has to be tried again: the lock of an owner that is gone was in the way, or somebody was quicker
 */
async function attempt(files: FileSystem, path: string, owner: LockOwner): Promise<boolean> {
  const { part } = await writePart(files, path, [JSON.stringify(owner)]);
  try {
    try {
      await takeFreeName(files, part, lockPath(path));
      return true;
    } catch (cause) {
      if (codeOf(cause) !== 'EEXIST') throw cause;
      await removeDead(files, path, part);
      return false;
    }
  } catch (cause) {
    // The lock was given back just now; or whoever holds it took our file for a leftover.
    if (codeOf(cause) === 'ENOENT') return false;
    throw cause;
  } finally {
    await discard(files, part);
  }
}

/** @returns the token of the lock */
async function take(files: FileSystem, path: string): Promise<string> {
  const token = randomUUID();
  const since = new Date().toISOString();
  held.add(token);
  try {
    for (let round = 1; round <= rounds; round += 1) {
      const owner = { pid: process.pid, thread: threadId, host: hostname(), since, token };
      if (await attempt(files, path, owner)) return token;
    }
    throw inUseError(path, null);
  } catch (cause) {
    held.delete(token);
    throw cause;
  }
}

/** Gives a lock back, unless somebody has taken it for dead. A lock file that stays is one of an owner that is gone. */
async function giveBack(files: FileSystem, path: string, token: string): Promise<void> {
  const owner = await ownerOf(files, lockPath(path)).catch(() => null);
  if (owner?.token === token) await discard(files, lockPath(path));
  // Not before: whoever took it for dead meanwhile would see their own lock removed in its place.
  held.delete(token);
}

/**
 * Works on a file while no other run does. What an earlier run has left there is settled first.
 * @param path no symbolic link: two ways to one file have one lock
 * @throws HostError `in-use` that says who is writing
 */
export async function withLock<T>(files: FileSystem, path: string, work: () => Promise<T>): Promise<T> {
  const token = await take(files, path);
  try {
    await settleLeftovers(files, path);
    return await work();
  } finally {
    await giveBack(files, path, token);
  }
}
