/** T17, T47: a run is killed at any operation, for real, and another comes after it; and two runs at once. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { expect, it } from 'vitest';
import { HostError } from '../../../core/index.js';
import { diskFileSystem } from '../../../sync/files.js';
import { changeableFile } from '../../../sync/xlsx-host/changeable.js';
import { contentsOf, newFolder } from '../files/folder.js';
import { observed, type Operation } from '../files/observed.js';
import { temporaryFolder } from '../../support/libreoffice.js';
import { handmade } from './edit/support.js';
import { worksheet } from './read/workbook.js';
import { run } from './small-change.js';

const old = handmade(worksheet('<row r="1"><c r="A1"><v>1</v></c></row>'));
const oldText = Buffer.from(old).toString('latin1');

/** The program that runs in a process of its own. */
const program = join(temporaryFolder(), 'changing-child.cjs');
buildSync({
  entryPoints: [join(import.meta.dirname, 'changing-child.ts')],
  outfile: program,
  bundle: true,
  platform: 'node',
  minify: true,
});
type Stop = 'kill' | 'half' | 'wait';
const start = (path: string, stop: Stop, nth: number): ChildProcess =>
  spawn(process.execPath, [program, path, stop, String(nth)], { stdio: ['pipe', 'pipe', 'inherit'] });

function newFile(): { folder: string; path: string } {
  const folder = newFolder();
  const path = join(folder, 'punjab.xlsx');
  writeFileSync(path, old);
  writeFileSync(join(folder, 'punjab.backup.xlsx'), 'earlier');
  return { folder, path };
}

/** What a run leaves that is not cut, and what it does. */
async function uncut(): Promise<{ after: Record<string, string>; operations: Operation[] }> {
  const { folder, path } = newFile();
  const operations: Operation[] = [];
  await run(
    path,
    observed(diskFileSystem, (operation) => {
      operations.push(operation);
    }),
  );
  return { after: contentsOf(folder), operations };
}

it('killed at any operation, and in the middle of any writing: the file is whole, and the next run ends as an uncut one', async () => {
  const { after, operations } = await uncut();
  const cuts = operations.flatMap(({ name }, index): [Stop, number][] => [
    ['kill', index + 1],
    ...(name === 'write' ? [['half', index + 1] as [Stop, number]] : []),
  ]);
  expect(cuts.length).toBeGreaterThan(45);
  const states = new Set<string>();
  const cut = async ([stop, nth]: [Stop, number]) => {
    const { folder, path } = newFile();
    const where = `${stop} at ${nth}: ${operations[nth - 1]!.name}`;
    const [, signal] = (await once(start(path, stop, nth), 'exit')) as [unknown, string];
    expect([where, signal]).toEqual([where, 'SIGKILL']);
    const left = contentsOf(folder);
    const { 'punjab.xlsx': file, 'punjab.backup.xlsx': backup } = left;
    expect([where, file]).toEqual([where, file === oldText ? oldText : after['punjab.xlsx']]);
    expect([where, backup]).toEqual([where, backup === 'earlier' ? 'earlier' : oldText]);
    states.add(
      Object.keys(left)
        .map((name) => name.replace(/[0-9a-f]{12,}/g, '…'))
        .join(),
    );
    await run(path);
    expect([where, contentsOf(folder)]).toEqual([where, after]);
  };
  // A few at a time: a process takes longer to start than to be killed.
  const waiting = [...cuts];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await cut(next);
  };
  await Promise.all([lane(), lane(), lane(), lane()]);
  // It was not all the same: cuts have left files of every kind behind.
  for (const kind of ['.part', '.lock', '.kept']) {
    expect([...states].some((state) => state.includes(kind))).toBe(true);
  }
});

it('of two runs at once the second is told who is at it, and comes to its turn', async () => {
  const { operations } = await uncut();
  const { folder, path } = newFile();
  const child = start(path, 'wait', operations.findIndex(({ name }) => name === 'renameOver') + 1);
  await once(child.stdout!, 'data');
  const failure: unknown = await run(path).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(HostError);
  expect(failure).toMatchObject({
    code: 'in-use',
    message: expect.stringContaining(`process ${child.pid} on ${hostname()}`) as string,
  });
  const reader = changeableFile(path);
  const { snapshot } = await reader.read();
  child.stdin!.write('go on');
  const [said] = (await once(child.stdout!, 'data')) as [Buffer];
  expect(String(said)).toBe(`done after ${operations.length} operations`);
  const [code] = (await once(child, 'exit')) as [number];
  expect(code).toBe(0);
  // Who had read before that is refused, too.
  const before = { content: snapshot.worksheets[0]!.rows[0]!.cells[0]!.content, formula: null };
  await expect(reader.change([{ worksheet: 'Matrix', range: 'A1', value: 2, before }])).rejects.toMatchObject(
    { code: 'changed' },
  );
  await run(path);
  expect(Object.keys(contentsOf(folder))).toEqual(['punjab.backup.xlsx', 'punjab.xlsx']);
  expect(contentsOf(folder)['punjab.backup.xlsx']).toBe(oldText);
});

it('of many runs at once each gets its cell in, and none takes another’s away', async () => {
  const { folder, path } = newFile();
  const cells = ['A1', 'B1', 'C2', 'D3', 'E4', 'F5'];
  const refusals = new Set<string>();
  const enter = async (range: string): Promise<void> => {
    for (;;) {
      const file = changeableFile(path);
      const { snapshot } = await file.read();
      const held = range === 'A1' ? snapshot.worksheets[0]!.rows[0]!.cells[0]!.content : null;
      try {
        await file.change([
          { worksheet: 'Matrix', range, value: `from ${range}`, before: { content: held, formula: null } },
        ]);
        return;
      } catch (error) {
        refusals.add((error as HostError).code);
      }
    }
  };
  await Promise.all(cells.map(enter));
  const { snapshot } = await changeableFile(path).read();
  const texts = snapshot.worksheets[0]!.rows.flatMap((row) => row.cells.map(({ content }) => content));
  expect(texts).toEqual(cells.map((range) => ({ kind: 'text', text: `from ${range}` })));
  expect([...refusals].filter((code) => code !== 'in-use' && code !== 'changed')).toEqual([]);
  expect(Object.keys(contentsOf(folder))).toEqual(['punjab.backup.xlsx', 'punjab.xlsx']);
});
