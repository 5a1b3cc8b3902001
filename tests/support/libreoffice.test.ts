/** The looking-glass itself: LibreOffice recalculates only when told to, and what is missing is named. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { read, utils, write, type WorkSheet } from '@e965/xlsx';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { convert, renderPages, temporaryFile, temporaryFolder } from './libreoffice.js';
import { colourCounts } from './png.js';

/** A workbook in which 1 + 1 has been remembered as 99. */
function plantedFile(name: string): string {
  const sheet: WorkSheet = { '!ref': 'A1:A1', A1: { t: 'n', v: 99, f: '1+1' } };
  const book = utils.book_new(sheet, 'Planted');
  return temporaryFile(name, write(book, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array);
}

function firstValue(path: string): unknown {
  return (read(readFileSync(path)).Sheets.Planted!.A1 as { v: unknown }).v;
}

const script = (name: string) => fileURLToPath(new URL(name, import.meta.url));

describe('convert', () => {
  test('a planted wrong value is corrected when recalculating, and kept when not', async () => {
    const file = plantedFile('planted.xlsx');
    const [[recalculated], [kept]] = await Promise.all([
      convert([file], 'xlsx', { recalculate: true }),
      convert([file], 'xlsx', { recalculate: false }),
    ]);
    expect(firstValue(recalculated!)).toBe(2);
    expect(firstValue(kept!)).toBe(99);
  });

  test('several files in one call come back in their order, one csv for each worksheet', async () => {
    const files = [plantedFile('b.xlsx'), plantedFile('a.xlsx')];
    const written = await convert(files, 'csv', { recalculate: true });
    expect(written.map((path) => path.split('/').at(-1))).toEqual(['b-Planted.csv', 'a-Planted.csv']);
    expect(readFileSync(written[0]!, 'utf8').trim()).toBe('2');
  });

  test('refuses two files of one name, of which one would be lost', async () => {
    const files = [plantedFile('same.xlsx'), plantedFile('same.xlsx')];
    await expect(convert(files, 'ods', { recalculate: true })).rejects.toThrow(/one name: same, same/);
  });

  test('says so when LibreOffice makes nothing of a file', async () => {
    await expect(convert(['/nowhere/missing.xlsx'], 'pdf', { recalculate: true })).rejects.toThrow(
      /made no pdf of \/nowhere\/missing\.xlsx/,
    );
  });

  test('a page is a picture with something on it', async () => {
    const pages = await renderPages(plantedFile('page.xlsx'), { dpi: 40 });
    expect(pages).toHaveLength(1);
    expect(colourCounts(pages[0]!).size).toBeGreaterThan(1);
  });
});

describe('without the programs', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  test('names the packages to install', async () => {
    vi.stubEnv('PATH', temporaryFolder());
    await expect(convert(['x.xlsx'], 'pdf', { recalculate: true })).rejects.toThrow(
      /soffice is not installed.*libreoffice-calc-nogui poppler-utils/,
    );
  });

  test('the installer says what to install where it cannot do so itself, and fails', () => {
    const { status, stderr } = spawnSync(process.execPath, [script('install.mjs')], {
      env: { PATH: temporaryFolder() },
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    for (const word of [
      'libreoffice-calc-nogui',
      'poppler-utils',
      'chromium',
      'Debian',
      'Fedora',
      'macOS',
      'Windows',
    ]) {
      expect(stderr).toContain(word);
    }
  });

  test('the installer tries again with new package lists, and only where it is root', () => {
    const folder = temporaryFolder();
    const log = join(folder, 'log');
    const fakeApt = `#!/bin/sh\n[ "$1" = --version ] && exit 0\necho "$@" >> ${log}\ncase "$*" in *install*) exit 100;; esac\n`;
    writeFileSync(join(folder, 'apt-get'), fakeApt, { mode: 0o755 });
    const { status } = spawnSync(process.execPath, [script('install.mjs')], { env: { PATH: folder } });
    expect(status).toBe(1);
    const asked = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [];
    const install = expect.stringMatching(
      /^-qq -y install --no-install-recommends libreoffice-calc-nogui poppler-utils/,
    ) as string;
    expect(asked).toEqual(process.getuid!() === 0 ? [install, '-qq -y update', install] : []);
  });

  test('the installer says nothing when nothing is missing', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [script('install.mjs')], {
      encoding: 'utf8',
    });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
  });
});

test('the picture script makes a PNG of each page', () => {
  const folder = temporaryFolder();
  const { status, stdout } = spawnSync(
    process.execPath,
    [script('picture.mjs'), plantedFile('book.xlsx'), folder, '--dpi', '30'],
    { encoding: 'utf8' },
  );
  expect(status).toBe(0);
  expect(stdout.trim().split('\n')).toEqual([expect.stringMatching(/book-1\.png$/)]);
  expect(spawnSync(process.execPath, [script('picture.mjs')], { encoding: 'utf8' }).status).toBe(2);
});
