/** Writing into cells and reading rows back, through the real client library. */
import { describe, expect, test } from 'vitest';
import type { CellChange, CellState } from '../../../panel/panel-host.js';
import { openBlank, openPainted, small, whole } from './opened.js';

const text = (worksheet: string, range: string, value: string): CellChange => ({
  worksheet,
  range,
  to: { content: { kind: 'text', text: value } },
});
const number = (worksheet: string, range: string, value: number): CellChange => ({
  worksheet,
  range,
  to: { content: { kind: 'number', value } },
});

describe('write', () => {
  test('takes two syncs, however many cells are written, and small requests', async () => {
    const { host, program, syncsOf } = await openPainted(whole);
    const rows = Array.from({ length: 60 }, (_, index) => index + 59);
    const changes = rows.flatMap((row) => [
      text('Matrix', `S${row}`, `Remark ${row}`),
      number('Matrix', `G${row}`, row / 100),
    ]);
    const { length } = program.batches;
    expect(await syncsOf(() => host.write(changes))).toBe(2);
    const bytes = program.batches.slice(length).map((batch) => batch.bytes);
    expect(Math.max(...bytes)).toBeLessThan(40_000);
    expect(await syncsOf(() => host.write([]))).toBe(0);
  });

  test.each([
    '=1+1',
    '+923001234567',
    '-5',
    '@home',
    '#N/A',
    "'quoted",
    '1/2',
    '3-4',
    '5%',
    'TRUE',
    'Mar 5',
    '  padded  ',
    '=HYPERLINK("http://example.org")',
    '\tTab',
    'line\nbreak',
  ])('keeps the text %j a text', async (value) => {
    const { host } = await openPainted();
    // The first is of the format General, the second of the format Text.
    await host.write([text('Matrix', 'H10', value), text('Matrix', 'S10', value)]);
    const [row] = (await host.readRows('Matrix', [[10, 10]]))!;
    for (const column of [8, 19]) {
      const cell = row!.cells.find((one) => one.column === column);
      expect(cell).toMatchObject({ content: { kind: 'text', text: value } });
      expect(cell).not.toHaveProperty('formula');
    }
  });

  test('writes every kind of content, and undoing restores the program’s own state', async () => {
    const { host, person, state } = await openPainted();
    person.type('Matrix', 'G10', 0.25);
    person.type('Matrix', 'S10', 'as it was');
    person.type('Matrix', 'O10', '31-Mar-2019');
    const before = state();
    const states: readonly (readonly [string, CellState])[] = [
      ['G10', { content: { kind: 'number', value: 0.5, format: 'percent' }, numberFormat: '0.0%' }],
      ['S10', { content: { kind: 'text', text: '=1' }, numberFormat: 'General' }],
      ['O10', { content: { kind: 'date', date: '2019-06-30' }, numberFormat: 'd-mmm-yyyy' }],
      ['J10', { content: { kind: 'boolean', value: true }, numberFormat: 'General' }],
      ['H10', { content: { kind: 'number', value: 7 }, formula: '3+4', numberFormat: '0' }],
      ['R10', { content: { kind: 'number', value: 5 }, formula: '2+3', numberFormat: '@' }],
      ['L10', { content: null, numberFormat: 'General' }],
      ['M10', { content: { kind: 'error', error: '#N/A' }, numberFormat: 'General' }],
    ];
    const changes = states.map(([range, to]) => ({ worksheet: 'Matrix', range, to }));
    const done = await host.write(changes);
    expect(done.refused).toEqual([]);
    expect(done.before).toHaveLength(states.length);
    expect(done.before.slice(0, 3)).toEqual([
      { content: { kind: 'number', value: 0.25, format: 'percent' }, numberFormat: '0%' },
      { content: { kind: 'text', text: 'as it was' }, numberFormat: '@' },
      { content: { kind: 'date', date: '2019-03-31' }, numberFormat: 'd-mmm-yyyy' },
    ]);

    const undo = states.map(([range, to], index) => ({
      worksheet: 'Matrix',
      range,
      to: done.before[index]!,
      from: to,
    }));
    const undone = await host.write(undo);
    expect(undone.refused).toEqual([]);
    expect(undone.before).toEqual(states.map(([, to]) => to));
    expect(state()).toEqual(before);
  });

  test('writes numbers as numbers, and formulas as formulas, into cells of the format Text', async () => {
    const { host } = await openPainted();
    await host.write([
      number('Matrix', 'S10', 12),
      { worksheet: 'Matrix', range: 'S13', to: { content: null, formula: '1+1' } },
    ]);
    const [first, , , second] = (await host.readRows('Matrix', [[10, 13]]))!;
    expect(first!.cells.find(({ column }) => column === 19)?.content).toEqual({ kind: 'number', value: 12 });
    expect(second!.cells.find(({ column }) => column === 19)).toMatchObject({
      formula: '1+1',
      content: { kind: 'number', value: 2 },
    });
  });

  test('refuses what is no longer what was expected, and writes the rest', async () => {
    const { host, person } = await openPainted();
    person.type('Matrix', 'S10', 'mine');
    const changes: CellChange[] = [
      { ...text('Matrix', 'S10', 'ours'), from: { content: null } },
      { ...text('Matrix', 'S13', 'ours'), from: { content: null } },
      { ...text('Matrix', 'S12', 'ours'), from: { content: { kind: 'text', text: 'other' } } },
      { ...text('Matrix', 'F9', 'locked'), from: { content: null, formula: 'A1' } },
    ];
    const { before, refused } = await host.write(changes);
    expect(refused).toEqual([changes[0], changes[2], changes[3]]);
    expect(before[0]).toEqual({ content: { kind: 'text', text: 'mine' }, numberFormat: '@' });
    const rows = (await host.readRows('Matrix', [[10, 13]]))!;
    const remarks = rows.map(({ cells }) => cells.find(({ column }) => column === 19)?.content);
    expect(remarks[0]).toEqual({ kind: 'text', text: 'mine' });
    expect(remarks[3]).toEqual({ kind: 'text', text: 'ours' });
  });

  test('writes nothing where everything is refused, in one sync', async () => {
    const { host, state, syncsOf } = await openPainted();
    const before = state();
    const change = { ...text('Matrix', 'S10', 'x'), from: { content: { kind: 'text', text: 'y' } } } as const;
    expect(await syncsOf(() => host.write([change]))).toBe(1);
    expect(state()).toEqual(before);
  });

  test('writes locked cells of a protected worksheet and protects it with the same options again', async () => {
    const { host, state } = await openPainted();
    const { protection } = state().worksheets.find(({ name }) => name === 'Matrix')!;
    expect(protection?.options.allowSort).toBe(true);
    await host.write([text('Matrix', 'A10', 'z')]);
    const after = state().worksheets.find(({ name }) => name === 'Matrix')!;
    expect(after.cells.A10).toMatchObject({ value: 'z' });
    expect(after.protection).toEqual(protection);
  });

  test('opens only the worksheets that it writes into', async () => {
    const { host, person } = await openPainted();
    person.unprotect('Roll-up');
    person.protect('Roll-up', 'secret');
    const change = { ...text('Roll-up', 'A1', 'x'), from: { content: null } };
    const { refused } = await host.write([change, text('Matrix', 'S10', 'y')]);
    expect(refused).toEqual([change]);
  });

  test('says so when a password is asked, and leaves everything as it was', async () => {
    const { host, person, state } = await openPainted();
    person.unprotect('Roll-up');
    person.protect('Roll-up', 'secret');
    const before = state();
    const changes = [text('Matrix', 'S10', 'x'), text('Roll-up', 'A1', 'y')];
    await expect(host.write(changes)).rejects.toMatchObject({
      name: 'HostError',
      code: 'no-access',
      message: expect.stringContaining('“Roll-up”') as string,
    });
    expect(state()).toEqual(before);
  });

  test('protects again after a failure half-way', async () => {
    const { host, program, state } = await openPainted();
    program.failAt(2, 'half-way');
    await expect(host.write([text('Matrix', 'S10', 'x')])).rejects.toMatchObject({ code: 'failed' });
    const { protection } = state().worksheets.find(({ name }) => name === 'Matrix')!;
    expect(protection?.options.allowSort).toBe(true);
  });

  test('fails before anything is written if a worksheet is gone', async () => {
    const { host, state } = await openPainted();
    const before = state();
    await expect(host.write([text('Matrix', 'S10', 'x'), text('Nowhere', 'A1', 'y')])).rejects.toMatchObject({
      code: 'changed',
    });
    expect(state()).toEqual(before);
  });

  test('works at the floor', async () => {
    const { host, syncsOf } = await openPainted(small, '1.8');
    expect(await syncsOf(() => host.write([text('Matrix', 'S10', '=x')]))).toBe(2);
    const [row] = (await host.readRows('Matrix', [[10, 10]]))!;
    expect(row!.cells.find(({ column }) => column === 19)?.content).toEqual({ kind: 'text', text: '=x' });
  });
});

describe('readRows', () => {
  test('gives the rows of several runs as they are, in two syncs', async () => {
    const { host, person, syncsOf } = await openPainted();
    person.type('Matrix', 'F10', 'In progress');
    person.hideRows('Matrix', '9:9');
    let rows: Awaited<ReturnType<typeof host.readRows>> = null;
    const calls = await syncsOf(async () => {
      rows = await host.readRows('Matrix', [
        [12, 13],
        [4, 10],
        [5000, 6000],
      ]);
    });
    expect(calls).toBe(2);
    expect(rows!.map(({ row }) => row)).toEqual([4, 5, 6, 7, 8, 9, 10, 12, 13]);
    expect(rows!.find(({ row }) => row === 9)?.hidden).toBe(true);
    const status = rows!.find(({ row }) => row === 10)!.cells.find(({ column }) => column === 6);
    expect(status).toEqual({ column: 6, content: { kind: 'text', text: 'In progress' }, fill: '#FFFFFF' });
  });

  test('gives null for a worksheet that is gone, and nothing of a blank one', async () => {
    const { host } = openBlank();
    expect(await host.readRows('Nowhere', [[1, 5]])).toBeNull();
    expect(await host.readRows('Sheet1', [[1, 5]])).toEqual([]);
  });
});
