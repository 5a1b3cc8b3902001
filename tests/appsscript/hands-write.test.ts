/** Writing into cells, by the built script. */
import { describe, expect, test } from 'vitest';
import type { CellChange, CellState } from '../../panel/index.js';
import { openFilled, type Filled } from './filled.js';

const text = (range: string, value: string, worksheet = 'Matrix'): CellChange => ({
  worksheet,
  range,
  to: { content: { kind: 'text', text: value } },
});
const number = (range: string, value: number): CellChange => ({
  worksheet: 'Matrix',
  range,
  to: { content: { kind: 'number', value } },
});

/** What a cell of a row holds as the panel reads it. */
const read = ({ ask }: Filled, row: number, column: number) =>
  ask('readRows', { worksheet: 'Matrix', rows: [[row, row]] })![0]!.cells.find(
    (one) => one.column === column,
  );

describe('write', () => {
  test('takes the same calls for one cell as for a block, and some for each further block', async () => {
    const sheets = await openFilled();
    const one = sheets.callsOf(() => sheets.ask('write', { changes: [number('H60', 1)] })).total;
    const block = Array.from({ length: 80 }, (_, index) => number(`H${index + 60}`, index));
    expect(sheets.callsOf(() => sheets.ask('write', { changes: block })).total).toBe(one);
    expect(sheets.cell('Matrix', 'H139').content).toBe(79);
    const scattered = block.filter((_, index) => index % 2 === 0).map(({ range }) => number(range, 5));
    const { total, byName } = sheets.callsOf(() => sheets.ask('write', { changes: scattered }));
    expect(total).toBe(one + 2 * (scattered.length - 1));
    expect(byName['Range.getValues']).toBe(1);
  });

  test('keeps texts texts, whatever they look like and whatever the cell is', async () => {
    const sheets = await openFilled();
    const texts = [
      '=1+1',
      '+923001234567',
      '-5',
      '@home',
      '#N/A',
      "'quoted",
      '1/2',
      '5%',
      'TRUE',
      'Mar 5',
      '  padded  ',
      '=HYPERLINK("http://example.org")',
      '\tTab',
      'line\nbreak',
      'Plain words',
    ];
    const rowOf = (index: number) => index + 60;
    // The first column is of the automatic format, the second of plain text.
    sheets.put('Matrix', 'H60:H80', { numberFormat: null });
    sheets.put('Matrix', 'S60:S80', { numberFormat: '@' });
    const columns = [
      ['H', null],
      ['S', '@'],
    ] as const;
    const changes = texts.flatMap((value, index) =>
      columns.map(([column]) => text(`${column}${rowOf(index)}`, value)),
    );
    sheets.ask('write', { changes });
    texts.forEach((value, index) => {
      for (const [column, numberFormat] of columns)
        expect(sheets.cell('Matrix', `${column}${rowOf(index)}`)).toMatchObject({
          content: value,
          formula: null,
          numberFormat,
        });
    });
  });

  test('writes every kind of content, and undoing restores the program’s own state', async () => {
    const sheets = await openFilled();
    sheets.put('Matrix', 'G60', { content: 0.25, numberFormat: '0%' });
    sheets.put('Matrix', 'S60', { content: 'as it was', numberFormat: '@' });
    sheets.put('Matrix', 'O60', { content: 43_555, numberFormat: 'd-mmm-yyyy' });
    sheets.put('Matrix', 'R60', { content: null, numberFormat: '@' });
    const before = sheets.state();
    const states: readonly (readonly [string, CellState])[] = [
      ['G60', { content: { kind: 'number', value: 0.5, format: 'percent' }, numberFormat: '0.0%' }],
      ['S60', { content: { kind: 'text', text: '=1' }, numberFormat: 'General' }],
      ['O60', { content: { kind: 'date', date: '2019-06-30' }, numberFormat: 'yyyy-mm-dd' }],
      ['J60', { content: { kind: 'boolean', value: true }, numberFormat: 'General' }],
      ['H60', { content: { kind: 'number', value: 7 }, formula: '3+4', numberFormat: '0' }],
      ['R60', { content: { kind: 'number', value: 5 }, formula: '2+3', numberFormat: '0.00' }],
      ['L60', { content: null, numberFormat: 'General' }],
    ];
    const changes = states.map(([range, to]) => ({ worksheet: 'Matrix', range, to }));
    const done = sheets.ask('write', { changes });
    expect(done.refused).toEqual([]);
    expect(done.before.slice(0, 3)).toEqual([
      { content: { kind: 'number', value: 0.25, format: 'percent' }, numberFormat: '0%' },
      { content: { kind: 'text', text: 'as it was' }, numberFormat: '@' },
      { content: { kind: 'date', date: '2019-03-31' }, numberFormat: 'd-mmm-yyyy' },
    ]);
    expect(sheets.cell('Matrix', 'O60')).toMatchObject({ content: 43_646, numberFormat: 'yyyy-mm-dd' });
    expect(sheets.cell('Matrix', 'H60')).toMatchObject({ formula: '=3+4' });

    const undo = states.map(([range, { content, formula }], index) => ({
      worksheet: 'Matrix',
      range,
      to: done.before[index]!,
      from: { content, ...(formula === undefined ? {} : { formula }) },
    }));
    expect(sheets.ask('write', { changes: undo }).refused).toEqual([]);
    expect(sheets.state()).toEqual(before);
  });

  test('shows a date as one where the cell shows numbers, and keeps the format of a cell that shows dates', async () => {
    const sheets = await openFilled();
    const to = { content: { kind: 'date', date: '2019-03-31' } } as const;
    for (const [range, numberFormat] of [
      ['S60', '@'],
      ['H60', null],
      ['O60', 'dd/mm/yy'],
    ] as const)
      sheets.put('Matrix', range, { numberFormat });
    sheets.ask('write', {
      changes: ['S60', 'H60', 'O60'].map((range) => ({ worksheet: 'Matrix', range, to })),
    });
    expect(read(sheets, 60, 19)?.content).toEqual(to.content);
    expect(read(sheets, 60, 8)?.content).toEqual(to.content);
    expect(sheets.cell('Matrix', 'O60')).toMatchObject({ content: 43_555, numberFormat: 'dd/mm/yy' });
  });

  test('refuses what is no longer what was expected, and writes the rest', async () => {
    const sheets = await openFilled();
    sheets.put('Matrix', 'S60', { content: 'mine' });
    const changes: CellChange[] = [
      { ...text('S60', 'ours'), from: { content: null } },
      { ...text('S62', 'ours'), from: { content: null } },
      { ...text('S63', 'ours'), from: { content: { kind: 'text', text: 'other' } } },
      { ...text('S64', 'ours'), from: { content: null, formula: 'A1' } },
    ];
    const { before, refused } = sheets.ask('write', { changes });
    expect(refused).toEqual([changes[0], changes[2], changes[3]]);
    expect(before[0]).toMatchObject({ content: { kind: 'text', text: 'mine' } });
    expect(['S60', 'S62', 'S63'].map((range) => sheets.cell('Matrix', range).content)).toEqual([
      'mine',
      'ours',
      null,
    ]);
  });

  test('writes nothing where everything is refused', async () => {
    const sheets = await openFilled();
    const before = sheets.state();
    const change = { ...text('S60', 'x'), from: { content: { kind: 'text', text: 'y' } } } as const;
    const { byName } = sheets.callsOf(() => sheets.ask('write', { changes: [change] }));
    expect(sheets.state()).toEqual(before);
    expect(Object.keys(byName).filter((name) => name.includes('.set'))).toEqual([]);
  });

  test('puts back what the validation of a cell refuses, and the validation stays', async () => {
    const sheets = await openFilled();
    sheets.put('Matrix', 'F60', { content: 'Complete' });
    const before = sheets.state();
    const { validation } = sheets.cell('Matrix', 'F60');
    expect(validation).toMatchObject({ criteria: 'VALUE_IN_RANGE', allowInvalid: false });
    const done = sheets.ask('write', { changes: [text('F60', 'Completed')] });
    const { byName } = sheets.callsOf(() =>
      sheets.ask('write', { changes: [{ worksheet: 'Matrix', range: 'F60', to: done.before[0]! }] }),
    );
    expect(sheets.state()).toEqual(before);
    expect(byName['Range.setDataValidations']).toBe(1);
    const usual = sheets.callsOf(() => sheets.ask('write', { changes: [text('F60', 'Dropped')] }));
    expect(usual.byName).not.toHaveProperty('Range.setDataValidations');
  });

  test('writes cells that only warn', async () => {
    const sheets = await openFilled();
    sheets.ask('write', { changes: [text('A60', 'z')] });
    expect(sheets.cell('Matrix', 'A60').content).toBe('z');
  });

  test('says which worksheets may have been changed where others protected one', async () => {
    const sheets = await openFilled();
    const [protection] = sheets.worksheet('Matrix').protections;
    Object.assign(protection!, { warningOnly: false, unprotected: [], editors: ['owner@example.org'] });
    expect(() => sheets.ask('write', { changes: [text('D1', 'x', 'Guide'), text('S60', 'x')] })).toThrow(
      expect.objectContaining({ code: 'no-access', touched: ['Guide', 'Matrix'] }),
    );
  });

  test('fails before anything is written if a worksheet is gone', async () => {
    const sheets = await openFilled();
    const before = sheets.state();
    expect(() => sheets.ask('write', { changes: [text('S60', 'x'), text('A1', 'y', 'Nowhere')] })).toThrow(
      expect.objectContaining({ code: 'changed', touched: [] }),
    );
    expect(sheets.state()).toEqual(before);
  });
});
