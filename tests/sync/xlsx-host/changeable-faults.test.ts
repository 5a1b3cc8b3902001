/** T19, T21: the disk fails at any operation of a change, once or from then on; and then it works again. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HostError } from '../../../core/index.js';
import { diskFileSystem, type FileSystem } from '../../../sync/files.js';
import { contentsOf, newFolder } from '../files/folder.js';
import { observed, systemError, type Operation } from '../files/observed.js';
import { handmade } from './edit/support.js';
import { worksheet } from './read/workbook.js';
import { run } from './small-change.js';

const old = handmade(worksheet('<row r="1"><c r="A1"><v>1</v></c></row>'));
const oldText = Buffer.from(old).toString('latin1');

function newFile(): { folder: string; path: string } {
  const folder = newFolder();
  const path = join(folder, 'punjab.xlsx');
  writeFileSync(path, old);
  writeFileSync(join(folder, 'punjab.backup.xlsx'), 'earlier');
  return { folder, path };
}

async function uncut(): Promise<{ after: Record<string, string>; operations: number }> {
  const { folder, path } = newFile();
  let operations = 0;
  await run(
    path,
    observed(diskFileSystem, () => {
      operations += 1;
    }),
  );
  return { after: contentsOf(folder), operations };
}

/** A disk on which the n-th operation fails, and all after it if it stays broken. */
function failing(n: number, code: string, stays: boolean): { files: FileSystem; at: () => Operation | null } {
  const begun: Operation[] = [];
  const files = observed(diskFileSystem, (operation) => {
    begun.push(operation);
    if (begun.length === n || (stays && begun.length > n)) throw systemError(code);
  });
  return { files, at: () => begun[n - 1] ?? null };
}

/**
 * Has every operation of a change fail, one run each, and then a run on a disk that works.
 * @returns how many runs failed, and at which operations something stayed beside the file until the next run
 */
async function failEverywhere(code: string, stays: boolean) {
  const { after, operations } = await uncut();
  expect(operations).toBeGreaterThan(40);
  const stayed = new Set<string>();
  let failures = 0;
  for (let n = 1; n <= operations; n += 1) {
    const { folder, path } = newFile();
    const { files, at } = failing(n, code, stays);
    const failure: unknown = await run(path, files).catch((error: unknown) => error);
    const where = `${n}: ${at()!.name}`;
    const { 'punjab.xlsx': file, 'punjab.backup.xlsx': backup, ...others } = contentsOf(folder);
    if (Object.keys(others).length > 0) stayed.add(at()!.name);
    if (failure === undefined) expect([where, file, backup]).toEqual([where, after['punjab.xlsx'], oldText]);
    else {
      failures += 1;
      expect(failure, where).toBeInstanceOf(HostError);
      const { message, touched } = failure as HostError;
      expect(message, where).toMatch(/^\/.*punjab\.xlsx: [^:]+\./);
      expect(message, where).not.toMatch(/as a test asked/);
      // Only a disk that does not even let it be undone leaves the change, and the message says so.
      const isLeft = stays && touched.length > 0;
      expect([where, file, backup]).toEqual([where, isLeft ? after['punjab.xlsx'] : oldText, 'earlier']);
    }
    await run(path);
    expect([where, contentsOf(folder)]).toEqual([where, after]);
  }
  return { failures, stayed: [...stayed].sort() };
}

describe('a disk that fails once, at any operation', () => {
  it.each(['EIO', 'ENOSPC', 'EACCES', 'EBUSY', 'EPERM'])(
    'with %s: the file is whole, and the next run ends as if nothing had been',
    async (code) => {
      const { failures, stayed } = await failEverywhere(code, false);
      expect(failures).toBeGreaterThan(20);
      // What could not be removed stays until the next run; so does a lock that could not be read: it may be another's.
      expect(stayed).toEqual(['readFile', 'unlink']);
    },
  );
});

it('a disk that fails from any operation on leaves the file whole, and the next run ends as if nothing had been', async () => {
  const { failures } = await failEverywhere('EIO', true);
  expect(failures).toBeGreaterThan(40);
});
