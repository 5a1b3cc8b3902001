/** Copying a worksheet, through the real client library. */
import { describe, expect, test } from 'vitest';
import { neutral } from '../../../core/index.js';
import { looksOf } from '../../fakes/excel/state.js';
import { openPainted, small, type Opened } from './opened.js';

const worksheet = ({ state }: Opened, name: string) => state().worksheets.find((one) => one.name === name)!;

describe('copyWorksheet', () => {
  test('copies values and looks behind the last worksheet, in three syncs', async () => {
    const excel = await openPainted();
    excel.person.type('Matrix', 'F10', 'Completed');
    excel.person.type('Matrix', 'S10', '=1+1');
    const before = excel.state();
    const source = worksheet(excel, 'Matrix');
    expect(await excel.syncsOf(() => excel.host.copyWorksheet('Matrix', 'Before', ['A4:X4']))).toBe(3);

    expect(excel.state().worksheets.map(({ name }) => name)).toEqual([
      ...before.worksheets.map(({ name }) => name),
      'Before',
    ]);
    const copy = worksheet(excel, 'Before');
    expect(copy).toMatchObject({
      visibility: 'Visible',
      tabColour: neutral.muted,
      names: [],
      validations: [],
    });
    expect(copy.cells.F10).toMatchObject({ value: 'Completed' });
    expect(copy.cells.S10).toMatchObject({ value: '=1+1' });
    expect(Object.values(copy.cells).filter((cell) => 'formula' in cell)).toEqual([]);
    // What the container's formula showed is a value of the copy.
    expect(source.cells.F9).toHaveProperty('formula');
    expect(copy.cells.F9).toMatchObject({ value: (source.cells.F9 as { value: unknown }).value });
    for (const column of ['A', 'F', 'X']) expect(copy.cells[`${column}4`]).not.toHaveProperty('value');
    expect(looksOf(excel.program.workbook, 'Before', 'F10')).toEqual(
      looksOf(excel.program.workbook, 'Matrix', 'F10'),
    );
    expect(copy.columnWidths).toEqual(source.columnWidths);
    expect(copy.protection).toEqual(source.protection);
  });

  test('leaves the original and everything else as it was', async () => {
    const excel = await openPainted();
    const before = excel.state();
    await excel.host.copyWorksheet('_nisp', 'Before', []);
    const after = excel.state();
    expect({ ...after, worksheets: after.worksheets.slice(0, -1) }).toEqual(before);
    expect(worksheet(excel, 'Before').visibility).toBe('Visible');
  });

  test('does not overwrite a worksheet, whatever the letter case, and needs one to copy', async () => {
    const excel = await openPainted();
    const before = excel.state();
    await expect(excel.host.copyWorksheet('Matrix', 'GUIDE', [])).rejects.toMatchObject({ code: 'exists' });
    await expect(excel.host.copyWorksheet('Nowhere', 'Before', [])).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(excel.state()).toEqual(before);
  });

  test('takes the copy back if it cannot be opened', async () => {
    const excel = await openPainted();
    excel.person.unprotect('Matrix');
    excel.person.protect('Matrix', 'secret');
    const before = excel.state();
    await expect(excel.host.copyWorksheet('Matrix', 'Before', [])).rejects.toMatchObject({
      code: 'no-access',
    });
    expect(excel.state()).toEqual(before);
  });

  test('copies values and number formats below ExcelApi 1.10, where text stays text', async () => {
    const excel = await openPainted(small, '1.9');
    for (const [cell, text] of [
      ['S10', '=1+1'],
      ['R10', '1/2'],
    ] as const)
      excel.person.type('Matrix', cell, text);
    excel.person.type('Matrix', 'O10', '31-Mar-2019');
    const source = worksheet(excel, 'Matrix');
    expect(await excel.syncsOf(() => excel.host.copyWorksheet('Matrix', 'Before', ['A4:X4']))).toBe(3);
    const rows = (await excel.host.readRows('Before', [[1, 14]]))!;
    const content = (row: number, column: number) =>
      rows.find((one) => one.row === row)?.cells.find((one) => one.column === column);
    expect(content(10, 19)).toEqual(expect.objectContaining({ content: { kind: 'text', text: '=1+1' } }));
    expect(content(10, 18)).toEqual(expect.objectContaining({ content: { kind: 'text', text: '1/2' } }));
    expect(content(10, 15)).toEqual(
      expect.objectContaining({ content: { kind: 'date', date: '2019-03-31' } }),
    );
    expect(content(4, 1)).toBeUndefined();
    expect(rows.flatMap(({ cells }) => cells).filter(({ formula }) => formula !== undefined)).toEqual([]);
    expect(worksheet(excel, 'Matrix')).toEqual(source);
    expect(worksheet(excel, 'Before')).toMatchObject({ visibility: 'Visible', tabColour: neutral.muted });
  });
});
