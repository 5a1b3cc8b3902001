/** Errors of the file system in words: which file, why, and what to do. */
import { HostError, type HostErrorCode } from '../../core/index.js';
import { codeOf } from './file-system.js';

const faults: Readonly<Record<string, readonly [HostErrorCode, string]>> = {
  ENOENT: ['not-found', 'there is no such file or folder'],
  ENOTDIR: ['not-found', 'a part of the path is not a folder'],
  EISDIR: ['not-readable', 'it is a folder'],
  EACCES: ['no-access', 'you may not open or change it; ask whoever keeps it'],
  EPERM: ['no-access', 'you may not change it, or it is open in another program'],
  EROFS: ['not-writable', 'the disk is read-only; work on a copy on another disk'],
  EBUSY: ['in-use', 'it is open in another program; close it there and try again'],
  ENOSPC: ['not-writable', 'the disk is full; make room on it and try again'],
  EDQUOT: ['not-writable', 'your disk quota is used up; delete what you no longer need and try again'],
  EIO: [
    'not-readable',
    'the disk reports an error; try again, and if it stays, work on a copy on another disk',
  ],
  EEXIST: ['exists', 'a file of that name is there already'],
  ENAMETOOLONG: ['not-writable', 'the name is too long; give it a shorter one'],
  ELOOP: ['not-readable', 'the link leads round in a circle'],
};

/** An error of the file system as a `HostError` that says which file and why. */
export function fileError(path: string, cause: unknown): HostError {
  if (cause instanceof HostError) return cause;
  const code = codeOf(cause);
  const [kind, reason] = (Object.hasOwn(faults, code) ? faults[code] : undefined) ?? [
    'failed' as const,
    cause instanceof Error ? cause.message : String(cause),
  ];
  return new HostError(kind, `${path}: ${reason}.`, [], { cause });
}

/** Throws an error of the file system as a `HostError`, and any other as it is: that one is a bug, or the caller's. */
export function rethrow(path: string, cause: unknown): never {
  throw /^E[A-Z0-9]+$/.test(codeOf(cause)) ? fileError(path, cause) : cause;
}

/** True for the answers of a system that forbids writing, to this person or to anybody. */
export function isForbidden(cause: unknown): boolean {
  return ['EACCES', 'EPERM', 'EROFS'].includes(codeOf(cause));
}

/** Somebody else saved the file: what they saved stands. */
export function changedError(path: string): HostError {
  return new HostError(
    'changed',
    `${path}: somebody saved it after it was read. What they saved stands. Read it again, so that nothing is lost.`,
  );
}
