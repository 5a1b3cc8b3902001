/** Copying a worksheet and leading to a place, by the built script. */
import { describe, expect, test } from 'vitest';
import { neutral, rangeOf } from '../../core/index.js';
import { newUser } from '../fakes/sheets/execution.js';
import { openFilled } from './filled.js';

describe('copyWorksheet', () => {
  test('copies values and looks behind the last worksheet, and nothing that leads back', async () => {
    const sheets = await openFilled();
    sheets.put('Matrix', 'F60', { content: 'Completed', looks: { background: '#123456' }, note: 'Mine' });
    sheets.put('Matrix', 'S60', { content: '=1+1' });
    sheets.ask('mark', { marks: [{ worksheet: 'Matrix', range: 'F60', severity: 'error', text: 'Wrong.' }] });
    const source = sheets.worksheet('Matrix');
    source.filter = {
      range: { top: 5, left: 1, bottom: 200, right: 19 },
      criteria: { 6: { hiddenValues: ['Dropped'], visibleValues: null, criteria: null, values: [] } },
    };
    const formulaCell = Object.entries(source.cells).find(
      ([, line]) => line[6]?.formula !== null && line[6],
    )!;
    const shown = sheets
      .ask('readRows', { worksheet: 'Matrix', rows: [[Number(formulaCell[0]), Number(formulaCell[0])]] })![0]!
      .cells.find(({ column }) => column === 6)?.content;
    const before = sheets.state();
    sheets.ask('copyWorksheet', { worksheet: 'Matrix', name: 'Before', blank: ['A4:X4'] });

    const { worksheets, ...rest } = sheets.state();
    expect(worksheets.slice(0, -1)).toEqual(before.worksheets);
    expect(rest).toEqual({ ...before, worksheets: undefined, lastId: rest.lastId });
    const copy = worksheets.at(-1)!;
    expect(copy).toMatchObject({
      name: 'Before',
      hidden: false,
      tabColour: neutral.muted.toLowerCase(),
      protections: [],
      filter: null,
    });
    expect(sheets.cell('Before', 'F60')).toMatchObject({
      content: 'Completed',
      looks: { background: '#123456' },
      note: 'Mine',
    });
    expect(sheets.cell('Before', 'S60')).toMatchObject({ content: '=1+1', formula: null });
    expect(sheets.marked('Before')).toEqual({});
    expect(sheets.cell('Before', 'A4').content).toBeNull();
    const cells = Object.values(copy.cells).flatMap((line) => Object.values(line));
    expect(cells.filter(({ formula, validation }) => formula !== null || validation !== null)).toEqual([]);
    expect(sheets.cell('Before', `F${formulaCell[0]}`).content).toEqual(
      shown?.kind === 'text' ? shown.text : '',
    );
  });

  test('shows the copy of a hidden worksheet', async () => {
    const sheets = await openFilled();
    sheets.ask('copyWorksheet', { worksheet: '_nisp', name: 'Before', blank: [] });
    expect(sheets.worksheet('Before').hidden).toBe(false);
    expect(sheets.worksheet('_nisp').hidden).toBe(true);
  });

  test('does not overwrite a worksheet, whatever the letter case, and needs one to copy', async () => {
    const sheets = await openFilled();
    const before = sheets.state();
    for (const [worksheet, name, code] of [
      ['Matrix', 'GUIDE', 'exists'],
      ['Nowhere', 'Before', 'not-found'],
    ] as const)
      expect(() => sheets.ask('copyWorksheet', { worksheet, name, blank: [] })).toThrow(
        expect.objectContaining({ name: 'HostError', code }),
      );
    expect(sheets.state()).toEqual(before);
  });

  test('takes the copy back if it fails half-way', async () => {
    const sheets = await openFilled();
    const before = sheets.state();
    const { total } = sheets.callsOf(() =>
      sheets.ask('copyWorksheet', { worksheet: 'Matrix', name: 'Once', blank: ['A1'] }),
    );
    sheets.workbook.worksheets = sheets.workbook.worksheets.filter(({ name }) => name !== 'Once');
    sheets.workbook.names = sheets.workbook.names.filter(({ scope }) => scope === null);
    // All but the last calls, by which the lock is let go.
    for (let call = 12; call <= total - 3; call += 10) {
      sheets.program.resetCalls();
      sheets.program.failAt(call);
      expect(() =>
        sheets.ask('copyWorksheet', { worksheet: 'Matrix', name: 'Before', blank: ['A1'] }),
      ).toThrow(expect.objectContaining({ code: 'unavailable' }));
      expect({ ...sheets.state(), lastId: 0 }).toEqual({ ...before, lastId: 0 });
    }
  });
});

describe('goTo', () => {
  test('shows a worksheet, and selects cells of it, for the person who asked', async () => {
    const sheets = await openFilled();
    const [one, other] = [newUser('one@example.org'), newUser('other@example.org')];
    const before = structuredClone(other.selected);
    sheets.ask('goTo', { worksheet: 'Matrix', range: 'F60:G61' }, one);
    expect(one.selected).toEqual({
      sheetId: sheets.worksheet('Matrix').sheetId,
      ranges: [rangeOf('F60:G61')],
    });
    sheets.ask('goTo', { worksheet: 'Guide', range: null }, one);
    expect(one.selected.sheetId).toBe(sheets.worksheet('Guide').sheetId);
    expect(other.selected).toEqual(before);
  });

  test('says so when the worksheet is gone or hidden', async () => {
    const sheets = await openFilled();
    for (const [worksheet, words] of [
      ['Nowhere', 'There is no worksheet “Nowhere” any more.'],
      ['_nisp', 'The worksheet “_nisp” is hidden. Show it, then try again.'],
    ] as const)
      expect(() => sheets.ask('goTo', { worksheet, range: 'A1' })).toThrow(
        expect.objectContaining({ code: 'not-found', message: words }),
      );
  });

  test('waits for nobody', async () => {
    const sheets = await openFilled();
    const { byName } = sheets.callsOf(() => sheets.ask('goTo', { worksheet: 'Guide', range: 'A1' }));
    expect(Object.keys(byName).filter((name) => name.startsWith('Lock'))).toEqual([]);
  });
});
