// Files are written whole or not at all, nothing is overwritten unasked, and a folder means the workbooks in it.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HostError } from '../../core/index.js';
import { backupPath, exists, fileError, workbooksAt, writeWhole } from '../../sync/files.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nisp-files-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const bytes = (text: string) => new TextEncoder().encode(text);

describe('writeWhole', () => {
  it('makes the folders on the way and leaves nothing beside the file', async () => {
    const path = join(folder, 'a', 'b', 'new.xlsx');
    expect(await writeWhole(path, bytes('new'))).toBeNull();
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(readdirSync(join(folder, 'a', 'b'))).toEqual(['new.xlsx']);
  });

  it('does not overwrite unless told to, and then keeps the file before', async () => {
    const path = join(folder, 'x.xlsx');
    writeFileSync(path, 'old');
    await expect(writeWhole(path, bytes('new'))).rejects.toMatchObject({ name: 'HostError', code: 'exists' });
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['x.xlsx']);

    const backup = await writeWhole(path, bytes('new'), { replace: true });
    expect(backup).toBe(backupPath(path));
    expect(readFileSync(backup!, 'utf8')).toBe('old');
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it('of two writers to a free name one wins and the other is told', async () => {
    const path = join(folder, 'x.xlsx');
    const results = await Promise.allSettled(
      ['one', 'two', 'three'].map((text) => writeWhole(path, bytes(text))),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(readdirSync(folder)).toEqual(['x.xlsx']);
  });

  it('says why it cannot, and leaves what stands there', async () => {
    const path = join(folder, 'x.xlsx');
    writeFileSync(path, 'a file');
    const below = join(path, 'y.xlsx');
    await expect(writeWhole(below, bytes('new'))).rejects.toThrow(HostError);
    mkdirSync(join(folder, 'd.xlsx'));
    await expect(writeWhole(join(folder, 'd.xlsx'), bytes('new'), { replace: true })).rejects.toThrow(
      HostError,
    );
    expect(readFileSync(path, 'utf8')).toBe('a file');
    expect(readdirSync(folder).sort()).toEqual(['d.xlsx', 'x.xlsx']);
  });
});

describe('fileError', () => {
  it.each([
    ['ENOSPC', 'not-writable', 'the disk is full'],
    ['EBUSY', 'in-use', 'close it there'],
    ['EACCES', 'no-access', 'you may not'],
    ['ENOENT', 'not-found', 'no such'],
    ['EWHATEVER', 'failed', 'something else'],
  ])('turns %s into %s, naming the file', (code, kind, words) => {
    const error = fileError('punjab.xlsx', Object.assign(new Error('something else'), { code }));
    expect(error.code).toBe(kind);
    expect(error.message).toContain('punjab.xlsx');
    expect(error.message).toContain(words);
  });
});

describe('workbooksAt', () => {
  it('takes the workbooks of a folder, without lock files, backups and what is no workbook', async () => {
    for (const name of ['b.xlsx', 'a.XLSX', '~$a.xlsx', '.c.xlsx', 'a.backup.xlsx', 'notes.txt']) {
      writeFileSync(join(folder, name), '');
    }
    mkdirSync(join(folder, 'below'));
    writeFileSync(join(folder, 'below', 'deep.xlsx'), '');
    expect(await workbooksAt([folder])).toEqual(['a.XLSX', 'b.xlsx'].map((name) => join(folder, name)));
  });

  it('passes over a checked copy beside its workbook, and takes one that stands alone', async () => {
    for (const name of ['a.xlsx', 'a.checked.xlsx', 'b.checked.xlsx']) writeFileSync(join(folder, name), '');
    expect(await workbooksAt([folder])).toEqual(
      ['a.xlsx', 'b.checked.xlsx'].map((name) => join(folder, name)),
    );
  });

  it('takes a file as it is named, and each once', async () => {
    const path = join(folder, '~$named.xlsx');
    writeFileSync(path, '');
    expect(await workbooksAt([path, path])).toEqual([path]);
    await expect(workbooksAt([join(folder, 'nowhere')])).rejects.toMatchObject({ code: 'not-found' });
    expect(await exists(join(folder, 'nowhere'))).toBe(false);
  });
});
