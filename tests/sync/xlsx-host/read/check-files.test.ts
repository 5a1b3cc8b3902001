/** Many files at a time, under limits (T6, T13, T18, T21, T45, T50), with the compiled package as it is shipped. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildUnitWorkbook } from '../../../../core/blueprint/unit-workbook.js';
import { nispPlan, parsePeriod } from '../../../../core/index.js';
import { checkFiles, type CheckedFile, type CheckFilesOptions } from '../../../../dist/sync/check-files.js';
import { paintWorkbook } from '../../../../sync/xlsx-host/paint/paint.js';
import { temporaryFolder } from '../../../support/libreoffice.js';
import { storedXlsx, withRows, xlsx } from './workbook.js';

const units = ['punjab', 'sindh', 'balochistan'] as const;
const workbooks = new Map<string, Uint8Array>();
let folder: string;

beforeAll(async () => {
  folder = temporaryFolder();
  for (const unit of units) {
    const entries = new Map([
      ['1', { status: 'In progress' as const, progress: 0.5, remarks: `by ${unit}` }],
    ]);
    const blueprint = buildUnitWorkbook({ plan: nispPlan, unit, period: parsePeriod('2019-Q1')!, entries });
    workbooks.set(unit, (await paintWorkbook(blueprint)).bytes);
  }
});

function write(name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

async function check(
  files: readonly string[],
  options: Partial<CheckFilesOptions> = {},
): Promise<CheckedFile[]> {
  const checked: CheckedFile[] = [];
  for await (const file of checkFiles(files, { plan: nispPlan, ...options })) checked.push(file);
  return checked;
}

const codesOf = ({ diagnostics }: CheckedFile) => diagnostics.map(({ code }) => code);

test('each file comes back in order, with its hash, its submission and where it came from', async () => {
  const paths = [0, 1, 2, 3].flatMap((round) =>
    units.map((unit) => write(`${unit}-${round}.xlsx`, workbooks.get(unit)!)),
  );
  const checked = await check(paths, {
    concurrency: 2,
    received: (path) => (path.includes('sindh') ? '2019-04-15' : null),
  });
  expect(checked.map(({ path }) => path)).toEqual(paths);
  checked.forEach(({ name, hash, bytes, submission, diagnostics }, index) => {
    const unit = units[index % units.length]!;
    const content = workbooks.get(unit)!;
    expect(name).toBe(`${unit}-${Math.floor(index / 3)}.xlsx`);
    expect(hash).toBe(createHash('sha256').update(content).digest('hex'));
    expect(bytes).toBe(content.length);
    expect(submission).toMatchObject({ unit, period: '2019-Q1' });
    expect(submission?.source).toMatchObject({
      file: name,
      hash,
      received: unit === 'sindh' ? '2019-04-15' : null,
    });
    expect(submission?.entries.get('1')?.values.remarks).toBe(`by ${unit}`);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

test('what is expected and how dates are read reach the check', async () => {
  const [file] = await check([write('punjab.xlsx', workbooks.get('punjab')!)], {
    expected: { unit: 'sindh' },
  });
  expect(file!.submission).toBeNull();
  expect(file!.diagnostics).toContainEqual(
    expect.objectContaining({
      code: 'workbook/unit-different',
      at: expect.objectContaining({ file: 'punjab.xlsx' }) as object,
    }),
  );
});

test('files that are none, among good ones', async () => {
  const good = workbooks.get('punjab')!;
  const pipe = join(folder, 'pipe.xlsx');
  execFileSync('mkfifo', [pipe]);
  mkdirSync(join(folder, 'folder.xlsx'));
  const paths = [
    write('a.xlsx', good),
    join(folder, 'missing.xlsx'),
    join(folder, 'folder.xlsx'),
    pipe,
    write('~$a.xlsx', good),
    write('.~lock.a.xlsx#', good),
    write('empty.xlsx', ''),
    write('page.xlsx', '<html></html>'),
    write('cut.xlsx', good.subarray(0, 5000)),
    write('large.xlsx', Buffer.alloc(good.length + 1)),
    write('other.xlsx', xlsx(withRows('<row r="1"><c r="A1"><v>1</v></c></row>'))),
    write('b.xlsx', good),
  ];
  const checked = await check(paths, { concurrency: 2, limits: { bytes: good.length } });
  expect(checked.map((file) => [file.name, file.submission === null ? codesOf(file)[0] : 'read'])).toEqual([
    ['a.xlsx', 'read'],
    ['missing.xlsx', 'file/unreadable'],
    ['folder.xlsx', 'file/unreadable'],
    ['pipe.xlsx', 'file/unreadable'],
    ['~$a.xlsx', 'file/owner-file'],
    ['.~lock.a.xlsx#', 'file/owner-file'],
    ['empty.xlsx', 'file/empty'],
    ['page.xlsx', 'file/not-a-workbook'],
    ['cut.xlsx', 'file/truncated'],
    ['large.xlsx', 'file/too-large'],
    ['other.xlsx', 'workbook/not-a-matrix'],
    ['b.xlsx', 'read'],
  ]);
  for (const { name, diagnostics } of checked) {
    expect(diagnostics.every(({ at }) => at?.file === name)).toBe(true);
  }
  expect(checked[1]!.diagnostics[0]!.params).toEqual({ reason: 'there is no such file' });
  expect(checked[2]).toMatchObject({
    hash: null,
    bytes: null,
    diagnostics: [{ params: { reason: 'it is a folder' } }],
  });
  expect(checked[8]!.hash).toHaveLength(64);
});

test('T50 names that hide what they are', async () => {
  const name = 'report\u202exslx.\nexe';
  const [file] = await check([write(name, workbooks.get('punjab')!)]);
  expect(file!.diagnostics[0]).toMatchObject({
    code: 'file/name-suspicious',
    severity: 'warning',
    params: { found: 'report[U+202E]xslx.[U+000A]exe' },
  });
  expect(file!.submission?.source.file).toBe(name);
  const [urdu] = await check([write('پنجاب\u200c سہ ماہی.xlsx', workbooks.get('punjab')!)]);
  expect(codesOf(urdu!)).not.toContain('file/name-suspicious');
});

test('T18 a file that somebody is still writing', async () => {
  const path = write('growing.xlsx', Buffer.alloc(8_000_000));
  let isWriting = true;
  const grow = () => {
    appendFileSync(path, 'x');
    if (isWriting) setImmediate(grow);
  };
  grow();
  const [file] = await check([path]).finally(() => {
    isWriting = false;
  });
  expect(file).toMatchObject({
    hash: null,
    diagnostics: [{ code: 'file/unreadable', params: { reason: 'it changed while it was being read' } }],
  });
});

describe('limits', () => {
  const heavy = () => {
    const rows: string[] = [];
    for (let row = 1; row <= 1000; row += 1) rows.push(`<row>${`<c><v>${row}</v></c>`.repeat(1900)}</row>`);
    return storedXlsx(withRows(rows.join('')));
  };

  test.each<[string, CheckFilesOptions['limits'], object]>([
    ['time', { seconds: 0.05 }, { code: 'file/time-limit', params: { seconds: 0.05 } }],
    ['memory', { megabytes: 64 }, { code: 'file/memory-limit', params: { megabytes: 64 } }],
  ])('of %s: a heavy workbook is stopped, the thread replaced', async (_, limits, finding) => {
    const path = write('heavy.xlsx', heavy());
    const light = write('page.xlsx', '<html></html>');
    const checked = await check([light, path, light], { concurrency: 1, limits: limits! });
    expect(checked[0]!.diagnostics).toMatchObject([{ code: 'file/not-a-workbook' }]);
    expect(checked[1]).toMatchObject({ submission: null, diagnostics: [finding] });
    expect(checked[1]!.hash).toHaveLength(64);
    expect(checked[2]!.diagnostics).toMatchObject([{ code: 'file/not-a-workbook' }]);
  });

  test('only a few files are held, however slowly they are taken', async () => {
    const path = write('page.xlsx', '<html></html>');
    let begun = 0;
    let taken = 0;
    let most = 0;
    const options: CheckFilesOptions = {
      plan: nispPlan,
      concurrency: 2,
      received: () => {
        begun += 1;
        return null;
      },
    };
    for await (const file of checkFiles(Array<string>(60).fill(path), options)) {
      expect(file.name).toBe('page.xlsx');
      await new Promise((resolve) => setTimeout(resolve, 2));
      most = Math.max(most, begun - taken);
      taken += 1;
    }
    expect(taken).toBe(60);
    expect(most).toBeLessThanOrEqual(5);
  });
});

test('somebody who stops half-way stops the threads', async () => {
  const path = write('page.xlsx', '<html></html>');
  const files = checkFiles(Array<string>(20).fill(path), { plan: nispPlan });
  expect((await files.next()).done).toBe(false);
  await files.return();
  expect((await files.next()).done).toBe(true);
});

test('no files, no answers', async () => {
  expect(await check([])).toEqual([]);
});
