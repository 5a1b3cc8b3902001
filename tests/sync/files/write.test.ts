/** Replacing a file: what stays of the one before, of runs that were cut off, and of people who save meanwhile. */
import {
  chmodSync,
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  readlinkSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { HostError } from '../../../core/index.js';
import {
  backupPath,
  changedError,
  changeWhole,
  digestOf,
  diskFileSystem,
  writeWhole,
  type FileSystem,
} from '../../../sync/files.js';
import { keptPath, partPath } from '../../../sync/files/names.js';
import { contentsOf, newFolder } from './folder.js';
import { observed, systemError, type Operation } from './observed.js';

const bytes = (text: string) => Buffer.from(text);
const replace = (path: string, text: string, files: FileSystem = diskFileSystem) =>
  writeWhole(path, bytes(text), { replace: true, files });
/** Changes a file that holds `old`. */
const change = (path: string, text: string, files: FileSystem = diskFileSystem) =>
  changeWhole(
    path,
    (now) => {
      if (Buffer.compare(now, bytes('old')) !== 0) throw changedError(path);
      return bytes(text);
    },
    files,
  );

function newFile(text = 'old'): { folder: string; path: string } {
  const folder = newFolder();
  const path = join(folder, 'punjab.xlsx');
  writeFileSync(path, text);
  return { folder, path };
}
/** A file system without hard links: a memory stick, many network shares. */
const withoutLinks = observed(diskFileSystem, ({ name }) => {
  if (name === 'link') throw systemError('ENOTSUP');
});

describe.each([
  ['with hard links', diskFileSystem],
  ['without hard links', withoutLinks],
])('on a disk %s', (_, disk) => {
  it('the backup is the file before the last write', async () => {
    const { folder, path } = newFile('one');
    expect(await replace(path, 'two', disk)).toBe(backupPath(path));
    expect(await replace(path, 'three', disk)).toBe(backupPath(path));
    expect(contentsOf(folder)).toEqual({ 'punjab.xlsx': 'three', 'punjab.backup.xlsx': 'two' });
  });
  it('a name that is taken stays taken', async () => {
    const { folder, path } = newFile();
    await expect(writeWhole(path, bytes('new'), { files: disk })).rejects.toMatchObject({ code: 'exists' });
    await writeWhole(join(folder, 'free.xlsx'), bytes('new'), { files: disk });
    expect(contentsOf(folder)).toEqual({ 'free.xlsx': 'new', 'punjab.xlsx': 'old' });
  });
  it('what is flushed is flushed before it gets its name', async () => {
    const { path } = newFile();
    const seen: Operation[] = [];
    await replace(
      path,
      'new',
      observed(disk, (operation) => void seen.push(operation)),
    );
    const at = (name: Operation['name'], to?: string) =>
      seen.findIndex((operation) => operation.name === name && operation.to === to);
    const renamed = at('renameOver', path);
    const part = seen[renamed]!.path;
    const flushed = seen.findIndex((operation) => operation.name === 'sync' && operation.path === part);
    expect(flushed).toBeGreaterThan(0);
    expect(flushed).toBeLessThan(renamed);
    // The names themselves, before the old file is let go.
    expect(seen.slice(renamed, at('rename', backupPath(path))).map(({ name }) => name)).toContain('sync');
  });
  it('a failed write leaves the earlier backup', async () => {
    const { folder, path } = newFile('two');
    writeFileSync(backupPath(path), 'one');
    const before = contentsOf(folder);
    const failing = observed(disk, ({ name }) => {
      if (name === 'renameOver') throw systemError('EBUSY');
    });
    await expect(replace(path, 'three', failing)).rejects.toMatchObject({ code: 'in-use', touched: [] });
    expect(contentsOf(folder)).toEqual(before);
  });
});

describe('the file that is replaced', () => {
  it('hands its permissions on', async () => {
    const { path } = newFile();
    for (const mode of [0o600, 0o664, 0o755]) {
      chmodSync(path, mode);
      await replace(path, `new ${mode}`);
      expect(statSync(path).mode & 0o7777).toBe(mode);
    }
  });
  it('is the one that a symbolic link leads to; the link stays', async () => {
    const { folder, path } = newFile();
    const link = join(newFolder(), 'link.xlsx');
    symlinkSync(path, link);
    expect(await replace(link, 'new')).toBe(backupPath(path));
    expect(readlinkSync(link)).toBe(path);
    expect(contentsOf(folder)).toEqual({ 'punjab.xlsx': 'new', 'punjab.backup.xlsx': 'old' });
  });
  it.each([
    ['letters', `${'x'.repeat(250)}.xlsx`],
    ['letters of two bytes', `${'پ'.repeat(125)}.xlsx`],
    ['no extension', 'x'.repeat(255)],
  ])('may have a name of 255 bytes: %s', async (_, name) => {
    expect(Buffer.byteLength(name)).toBe(255);
    const folder = newFolder();
    const path = join(folder, name);
    const sibling = join(folder, `y${name.slice(1)}`);
    for (const file of [path, sibling]) {
      writeFileSync(file, 'old');
      await replace(file, 'new');
    }
    expect(Object.values(contentsOf(folder)).sort()).toEqual(['new', 'new', 'old', 'old']);
    expect(readFileSync(backupPath(path), 'utf8')).toBe('old');
  });
  it('is not another one than was expected', async () => {
    const { folder, path } = newFile('somebody’s');
    const expected = digestOf(bytes('old'));
    await expect(writeWhole(path, bytes('new'), { replace: true, expected })).rejects.toMatchObject({
      code: 'changed',
      message: expect.stringMatching(/saved it after it was read/) as string,
    });
    expect(Object.keys(contentsOf(folder))).toEqual(['punjab.xlsx']);
    await writeWhole(path, bytes('new'), { replace: true, expected: digestOf(bytes('somebody’s')) });
    expect(readFileSync(path, 'utf8')).toBe('new');
  });
});

describe('what a run that was cut off has left', () => {
  const [old, ours] = [digestOf(bytes('old')), digestOf(bytes('new'))];
  it.each([
    [
      'before the new file had its place',
      'old',
      'old',
      { 'punjab.xlsx': 'old', 'punjab.backup.xlsx': 'earlier' },
    ],
    ['after that', 'old', 'new', { 'punjab.xlsx': 'new', 'punjab.backup.xlsx': 'old' }],
    [
      'after that, when somebody has saved since',
      'old',
      'theirs',
      { 'punjab.xlsx': 'theirs', 'punjab.backup.xlsx': 'old' },
    ],
    [
      'at the instant at which somebody saved',
      'theirs',
      'new',
      { 'punjab.xlsx': 'theirs', 'punjab.backup.xlsx': 'earlier' },
    ],
    [
      'at the instant at which somebody saved, and saved again since',
      'theirs',
      'theirs, later',
      { 'punjab.xlsx': 'theirs, later', 'punjab.backup.xlsx': 'theirs' },
    ],
  ])('is settled by the next: %s', async (_, kept, there, settled) => {
    const { folder, path } = newFile(there);
    writeFileSync(backupPath(path), 'earlier');
    writeFileSync(keptPath(path, old, ours), kept);
    writeFileSync(partPath(path), 'half a f');
    await changeWhole(path, (now) => now);
    expect(contentsOf(folder)).toEqual(settled);
  });
  it('is only what belongs to that file', async () => {
    const { folder, path } = newFile();
    const others = [
      partPath(join(folder, 'sindh.xlsx')),
      keptPath(join(folder, 'sindh.xlsx'), old, ours),
      join(folder, '.punjab.xlsx.mine.part'),
      join(folder, 'punjab.part'),
    ];
    for (const other of others) writeFileSync(other, 'theirs');
    await replace(path, 'new');
    for (const other of others) expect(readFileSync(other, 'utf8')).toBe('theirs');
  });
});

/** Ways in which programs save. */
const saves = {
  'writing into the file': (path: string) => {
    writeFileSync(path, 'theirs, just now');
  },
  'replacing the file': (path: string) => {
    writeFileSync(`${path}.tmp`, 'theirs, just now');
    renameSync(`${path}.tmp`, path);
  },
};

describe('somebody who saves while a file is changed', () => {
  /**
   * Changes a file while somebody saves just before the n-th operation.
   * @returns null when there are not so many
   */
  async function changeWhileSaving(n: number, save: (path: string) => void, path = newFile().path) {
    const begun: Operation[] = [];
    const files = observed(diskFileSystem, (operation) => {
      if (begun.push(operation) === n) save(path);
    });
    const outcome = await change(path, 'new', files).then(
      () => 'written',
      (error: unknown) => (error as HostError).code,
    );
    const at = begun[n - 1];
    return at ? { folder: dirname(path), outcome, at } : null;
  }

  it.each(Object.entries(saves))('by %s: what they saved stands, at whatever operation', async (_, save) => {
    const outcomes: string[] = [];
    for (let n = 1; ; n += 1) {
      const done = await changeWhileSaving(n, save);
      if (!done) break;
      const { folder, outcome, at } = done;
      const { 'punjab.xlsx': file, 'punjab.backup.xlsx': backup, ...others } = contentsOf(folder);
      expect([n, at.name, file, others]).toEqual([n, at.name, 'theirs, just now', {}]);
      // Whoever saved first is told of nothing; whoever saved last has saved over ours, of which there is the backup.
      expect([n, backup]).toEqual([n, outcome === 'written' ? 'old' : undefined]);
      outcomes.push(outcome);
    }
    expect(outcomes.length).toBeGreaterThan(25);
    expect([...new Set(outcomes)]).toEqual(['changed', 'written']);
  });

  it('through a file held open all the while: refused up to the last look, and in the backup after it', async () => {
    const endings = new Set<string>();
    let firstWritten: Operation | null = null;
    for (let n = 1; ; n += 1) {
      const { folder, path } = newFile();
      const descriptor = openSync(path, 'r+');
      const done = await changeWhileSaving(
        n,
        () => {
          ftruncateSync(descriptor);
          writeSync(descriptor, 'theirs', 0);
        },
        path,
      );
      closeSync(descriptor);
      if (!done) break;
      const left = contentsOf(folder);
      const where = Object.keys(left).filter((name) => left[name] === 'theirs');
      endings.add(`${done.outcome}: ${where.join()}`);
      if (done.outcome === 'written') firstWritten ??= done.at;
    }
    expect([...endings]).toEqual(['changed: punjab.xlsx', 'written: punjab.backup.xlsx']);
    // The last look is the last thing before the old file becomes the backup.
    expect(firstWritten).toMatchObject({ name: 'rename', to: expect.stringContaining('.backup.') as string });
  });
});

describe('a replacement that cannot be undone', () => {
  it('says where the file before is, and the next run ends it', async () => {
    const { folder, path } = newFile();
    let isPlaced = false;
    const files = observed(diskFileSystem, ({ name }) => {
      if (isPlaced && name === 'rename') throw systemError('EIO');
      isPlaced ||= name === 'renameOver';
    });
    const failure = (await replace(path, 'new', files).catch((error: unknown) => error)) as Error;
    const kept = Object.keys(contentsOf(folder)).find((name) => name.endsWith('.kept'))!;
    expect(failure).toMatchObject({ touched: [path] });
    expect(failure.message).toContain(join(folder, kept));
    expect(contentsOf(folder)).toEqual({ 'punjab.xlsx': 'new', [kept]: 'old' });
    await changeWhole(path, (now) => now);
    expect(contentsOf(folder)).toEqual({ 'punjab.xlsx': 'new', 'punjab.backup.xlsx': 'old' });
  });
});

describe('a change', () => {
  it('to nothing else is not written, and keeps the backup', async () => {
    const { folder, path } = newFile();
    writeFileSync(backupPath(path), 'earlier');
    expect(await changeWhole(path, (now) => now)).toBeNull();
    expect(contentsOf(folder)).toEqual({ 'punjab.xlsx': 'old', 'punjab.backup.xlsx': 'earlier' });
  });
  it('passes on what the caller throws, and leaves nothing', async () => {
    const { folder, path } = newFile();
    const bug = new RangeError('a bug');
    await expect(
      changeWhole(path, () => {
        throw bug;
      }),
    ).rejects.toBe(bug);
    expect(contentsOf(folder)).toEqual({ 'punjab.xlsx': 'old' });
  });
  it('of a file that is not there is an error, and makes none', async () => {
    const folder = newFolder();
    await expect(change(join(folder, 'nowhere.xlsx'), 'new')).rejects.toMatchObject({ code: 'not-found' });
    mkdirSync(join(folder, 'folder.xlsx'));
    await expect(change(join(folder, 'folder.xlsx'), 'new')).rejects.toMatchObject({ code: 'not-readable' });
    expect(existsSync(join(folder, 'nowhere.xlsx'))).toBe(false);
  });
});
