/** T47: one run at a time writes to a file, and nobody waits for a run that is gone. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diskFileSystem, writeWhole } from '../../../sync/files.js';
import { withLock } from '../../../sync/files/lock.js';
import { lockPath, removalPath } from '../../../sync/files/names.js';
import { contentsOf, newFolder } from './folder.js';
import { observed, systemError } from './observed.js';

const bytes = (text: string) => Buffer.from(text);
/** The number of a process that has ended. */
const ended = spawnSync(process.execPath, ['--version']).pid;
const owner = (more: object = {}) =>
  JSON.stringify({
    pid: process.ppid,
    thread: 0,
    host: hostname(),
    since: '2019-04-15T10:32:05.000Z',
    token: 'theirs',
    ...more,
  });
/** A file with the lock of another run beside it. */
function locked(lock: string, age = 0): { folder: string; path: string } {
  const folder = newFolder();
  const path = join(folder, 'punjab.xlsx');
  writeFileSync(path, 'old');
  writeFileSync(lockPath(path), lock);
  const time = Date.now() / 1000 - age;
  utimesSync(lockPath(path), time, time);
  return { folder, path };
}
const elevenMinutes = 11 * 60;
const write = (path: string) => writeWhole(path, bytes('new'), { replace: true });

describe('a run that is alive', () => {
  it('is waited for, and the message says who it is and what to do', async () => {
    const { folder, path } = locked(owner());
    const before = contentsOf(folder);
    await expect(write(path)).rejects.toMatchObject({
      code: 'in-use',
      message:
        `${path}: another run of this program is writing it (process ${process.ppid} on ${hostname()}, since 2019-04-15T10:32:05.000Z). ` +
        'Wait until it is done and try again. If it runs no more, delete the file .punjab.xlsx.lock beside it.',
    });
    expect(contentsOf(folder)).toEqual(before);
  });
  it.each([
    [
      'on another computer, which cannot be asked',
      owner({ pid: ended, host: 'SECRETARIAT-PC' }),
      'SECRETARIAT-PC',
    ],
    ['that has not yet said who it is', '', 'another run'],
    ['whose name would play with the terminal', owner({ host: 'PC\u001b[31m', pid: ended }), 'on PC[31m,'],
  ])('%s, is waited for', async (_, lock, words) => {
    const { path } = locked(lock);
    await expect(write(path)).rejects.toMatchObject({
      code: 'in-use',
      message: expect.stringContaining(words) as string,
    });
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readFileSync(lockPath(path), 'utf8')).toBe(lock);
  });
  it('in this very process is waited for too, and the next one comes after it', async () => {
    const path = join(newFolder(), 'a.xlsx');
    const order: string[] = [];
    await withLock(diskFileSystem, path, async () => {
      await expect(withLock(diskFileSystem, path, () => Promise.resolve())).rejects.toMatchObject({
        code: 'in-use',
        message: expect.stringContaining(`process ${process.pid}`) as string,
      });
      order.push('first');
    });
    await withLock(diskFileSystem, path, () => Promise.resolve(order.push('second')));
    expect(order).toEqual(['first', 'second']);
    expect(existsSync(lockPath(path))).toBe(false);
  });
});

describe('a run that is gone', () => {
  it.each([
    ['whose process has ended', owner({ pid: ended }), 0],
    ['of this process, but not held by it', owner({ pid: process.pid }), 0],
    ['as old as no write lasts, on another computer', owner({ host: 'SECRETARIAT-PC' }), elevenMinutes],
    ['as old as no write lasts, though a process of that number runs', owner(), elevenMinutes],
    ['that never said who it was, long ago', '', elevenMinutes],
  ])('%s, is not waited for', async (_, lock, age) => {
    const { folder, path } = locked(lock, age);
    await write(path);
    expect(contentsOf(folder)).toEqual({ 'punjab.xlsx': 'new', 'punjab.backup.xlsx': 'old' });
  });
  it('gives way to one that was quicker to take its place', async () => {
    const { folder, path } = locked(owner({ pid: ended }));
    const quicker = owner({ token: 'quicker' });
    const files = observed(diskFileSystem, ({ name, to }) => {
      if (name !== 'link' || to !== removalPath(path)) return;
      writeFileSync(join(folder, 'theirs'), quicker);
      renameSync(join(folder, 'theirs'), lockPath(path));
    });
    await expect(writeWhole(path, bytes('new'), { replace: true, files })).rejects.toMatchObject({
      code: 'in-use',
    });
    expect(contentsOf(folder)).toEqual({ 'punjab.xlsx': 'old', '.punjab.xlsx.lock': quicker });
  });
  it('is taken away by one run at a time', async () => {
    const { folder, path } = locked(owner({ pid: ended }));
    writeFileSync(removalPath(path), 'another run');
    await expect(write(path)).rejects.toMatchObject({ code: 'in-use' });
    expect(contentsOf(folder)['punjab.xlsx']).toBe('old');
    const cutOff = new Date(Date.now() - elevenMinutes * 1000);
    utimesSync(removalPath(path), cutOff, cutOff);
    await write(path);
    expect(contentsOf(folder)).toEqual({ 'punjab.xlsx': 'new', 'punjab.backup.xlsx': 'old' });
  });
});

it('a lock that could not be removed does not stop the next write of the same process', async () => {
  const path = join(newFolder(), 'a.xlsx');
  const files = observed(diskFileSystem, ({ name, path: removed }) => {
    if (name === 'unlink' && removed === lockPath(path)) throw systemError('EBUSY');
  });
  await writeWhole(path, bytes('one'), { files });
  expect(statSync(lockPath(path)).isFile()).toBe(true);
  await writeWhole(path, bytes('two'), { replace: true });
  expect(existsSync(lockPath(path))).toBe(false);
});

it('a run that was taken for dead does not take away the lock of its successor', async () => {
  const { path } = locked('');
  const files = observed(diskFileSystem, () => undefined);
  writeFileSync(lockPath(path), owner({ pid: ended }));
  await withLock(files, path, () => {
    writeFileSync(lockPath(path), owner({ token: 'successor' }));
    return Promise.resolve();
  });
  expect(readFileSync(lockPath(path), 'utf8')).toContain('successor');
});

it('a run whose lock-to-be was swept away as a leftover tries again', async () => {
  const path = join(newFolder(), 'a.xlsx');
  let swept = 0;
  const files = observed(diskFileSystem, async ({ name, path: from, to }) => {
    if (name !== 'link' || to !== lockPath(path) || swept > 0) return;
    swept += 1;
    await diskFileSystem.unlink(from);
  });
  await writeWhole(path, bytes('new'), { files });
  expect(swept).toBe(1);
  expect(readFileSync(path, 'utf8')).toBe('new');
});
