/** Before any work begins: whether a file can be replaced, and if not, why, and what to do (T20, T21). */
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { backupPath, changeWhole, diskFileSystem, requireReplaceable } from '../../../sync/files.js';
import { contentsOf, newFolder } from './folder.js';
import { observed, systemError } from './observed.js';

function newFile(): { folder: string; path: string } {
  const folder = newFolder();
  const path = join(folder, 'punjab.xlsx');
  writeFileSync(path, 'old');
  return { folder, path };
}
/** What Excel writes beside a workbook that somebody has open: the name in the machine's code page and as UTF-16. */
function excelOwnerFile(user: string): Buffer {
  const file = Buffer.alloc(165, ' ');
  file[0] = user.length;
  file.write(user.replace(/[^ -~]/g, '?'), 1, 'latin1');
  file.writeUInt16LE(user.length, 55);
  file.write(user, 57, 'utf16le');
  return file;
}

it('a file that can be replaced is, and nothing stays beside it', async () => {
  const { folder, path } = newFile();
  await requireReplaceable(path);
  expect(contentsOf(folder)).toEqual({ 'punjab.xlsx': 'old' });
  const link = join(folder, 'link.xlsx');
  symlinkSync(path, link);
  await requireReplaceable(link);
});

describe('a workbook that is open', () => {
  it.each([
    ['in Excel', '~$punjab.xlsx', excelOwnerFile('Ayesha Khan'), ' (by Ayesha Khan)'],
    ['in Excel, by a name in Urdu', '~$punjab.xlsx', excelOwnerFile('عائشہ'), ' (by عائشہ)'],
    [
      'in Excel, by a name as long as Excel allows',
      '~$punjab.xlsx',
      excelOwnerFile('x'.repeat(52)),
      ` (by ${'x'.repeat(52)})`,
    ],
    ['in a program that writes no name', '~$punjab.xlsx', Buffer.alloc(0), ''],
    ['in one that writes something else', '~$punjab.xlsx', Buffer.alloc(165, 0xff), ''],
    [
      'in LibreOffice',
      '.~lock.punjab.xlsx#',
      Buffer.from('Bilal Ahmed,bilal,HOME-2,15.04.2019 10:32,file:///home/bilal/.config;'),
      ' (by Bilal Ahmed, on HOME-2)',
    ],
    [
      'in LibreOffice, by nobody in particular',
      '.~lock.punjab.xlsx#',
      Buffer.from(',bilal,,,;'),
      ' (by bilal)',
    ],
    [
      'by somebody whose name would play with the terminal',
      '.~lock.punjab.xlsx#',
      Buffer.from('\u001b[2JB\u202eilal,,,,;'),
      ' (by [2JBilal)',
    ],
  ])('%s is left alone, and the message says by whom', async (_, name, content, by) => {
    const { folder, path } = newFile();
    writeFileSync(join(folder, name), content);
    const before = contentsOf(folder);
    const message =
      `${path}: it is open in another program${by}; close it there and try again. ` +
      `If it is not open anywhere, delete the file ${name} beside it.`;
    await expect(requireReplaceable(path)).rejects.toMatchObject({ code: 'in-use', message });
    await expect(changeWhole(path, () => Buffer.from('new'))).rejects.toMatchObject({
      code: 'in-use',
      message,
    });
    expect(contentsOf(folder)).toEqual(before);
  });
  it('and whose owner file nobody else may read is left alone too', async () => {
    const { folder, path } = newFile();
    writeFileSync(join(folder, '~$punjab.xlsx'), excelOwnerFile('Ayesha Khan'));
    const files = observed(diskFileSystem, ({ name, path: read }) => {
      if (name === 'readFile' && read.endsWith('~$punjab.xlsx')) throw systemError('EBUSY');
    });
    await expect(requireReplaceable(path, files)).rejects.toMatchObject({ code: 'in-use' });
  });
});

describe('a file that cannot be replaced', () => {
  const refusal = async (path: string, files = diskFileSystem) =>
    (await requireReplaceable(path, files).catch((error: unknown) => error)) as Error;

  it('because it is not there, or no file', async () => {
    const folder = newFolder();
    expect(await refusal(join(folder, 'nowhere.xlsx'))).toMatchObject({ code: 'not-found' });
    expect(await refusal(folder)).toMatchObject({
      code: 'not-readable',
      message: `${folder}: it is a folder.`,
    });
    expect(await refusal('/dev/null')).toMatchObject({ message: '/dev/null: it is not an ordinary file.' });
  });
  it('because it is marked as read-only', async () => {
    const { folder, path } = newFile();
    chmodSync(path, 0o444);
    expect(await refusal(path)).toMatchObject({
      code: 'not-writable',
      message: `${path}: it is marked as read-only. Take the mark away, or work on a copy.`,
    });
    expect(contentsOf(folder)).toEqual({ 'punjab.xlsx': 'old' });
  });
  it('because something stands where its backup goes', async () => {
    const { path } = newFile();
    mkdirSync(backupPath(path));
    expect((await refusal(path)).message).toContain(backupPath(path));
  });
  it.each([
    ['EACCES', 'r+', 'not-writable', 'you may not change it'],
    ['EROFS', 'r+', 'not-writable', 'you may not change it'],
    ['EBUSY', 'r+', 'in-use', 'it is open in another program'],
    ['EACCES', 'part', 'not-writable', 'you may not write into its folder'],
    ['EROFS', 'part', 'not-writable', 'you may not write into its folder'],
    ['ENOSPC', 'part', 'not-writable', 'the disk is full'],
  ])('because of %s at %s', async (code, at, kind, words) => {
    const { folder, path } = newFile();
    const files = observed(diskFileSystem, ({ name, path: opened }) => {
      if (name === 'open' && (at === 'part') === opened.endsWith('.part')) throw systemError(code);
    });
    expect(await refusal(path, files)).toMatchObject({
      code: kind,
      message: expect.stringMatching(new RegExp(`^${path}: .*${words}`)) as string,
    });
    expect(contentsOf(folder)).toEqual({ 'punjab.xlsx': 'old' });
  });

  // Somebody who may do everything is refused nothing: only such a one can become another, who may not.
  it.runIf(process.getuid?.() === 0)('because it, or its folder, belongs to somebody else', () => {
    const { folder, path } = newFile();
    const script = join(folder, 'require.cjs');
    buildSync({
      stdin: {
        contents:
          "import { requireReplaceable } from './sync/files.js'; requireReplaceable(process.argv[2]).then(() => 'it may', (error) => error.message).then((said) => process.stdout.write(said));",
        resolveDir: join(import.meta.dirname, '../../..'),
      },
      outfile: script,
      bundle: true,
      platform: 'node',
      logLevel: 'silent',
    });
    const nobody = 65_534;
    const said = () =>
      spawnSync(process.execPath, [script, path], { uid: nobody, gid: nobody, encoding: 'utf8' }).stdout;
    chmodSync(folder, 0o777);
    expect(said()).toMatch(/^.*punjab\.xlsx: you may not change it/);
    chownSync(path, nobody, nobody);
    expect(said()).toBe('it may');
    chmodSync(folder, 0o755);
    expect(said()).toMatch(/punjab\.xlsx: you may not write into its folder, .*nisp-files-/);
  });
});
