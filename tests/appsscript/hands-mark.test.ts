/** Marks in notes: made, undone and found again, by the built script. */
import { describe, expect, test } from 'vitest';
import type { Mark } from '../../panel/index.js';
import { openFilled } from './filled.js';

const error = (range: string, text = 'Wrong.', worksheet = 'Matrix'): Mark => ({
  worksheet,
  range,
  severity: 'error',
  text,
});
const warning = (range: string, text = 'Doubtful.', worksheet = 'Matrix'): Mark => ({
  worksheet,
  range,
  severity: 'warning',
  text,
});

describe('mark', () => {
  test('says in the notes what is wrong, with another sign for a warning, and changes nothing else', async () => {
    const sheets = await openFilled();
    const before = sheets.state();
    sheets.ask('mark', {
      marks: [error('F60', 'Wrong.\nAnd late.'), warning('S62'), error('C5', 'No.', 'Guide')],
    });
    expect(sheets.marked('Matrix')).toEqual({
      F60: '▲ NISP: Wrong.\n▲ NISP: And late.',
      S62: '△ NISP: Doubtful.',
    });
    expect(sheets.marked('Guide')).toEqual({ C5: '▲ NISP: No.' });
    sheets.ask('mark', { marks: [] });
    expect(sheets.state()).toEqual(before);
  });

  test('keeps what a person and the blueprint wrote into notes', async () => {
    const sheets = await openFilled();
    sheets.put('Matrix', 'F60', { note: 'Ask Mr Khan\nby Friday' });
    const painted = sheets.notes('Matrix').B60!;
    expect(painted).toContain('Section H');
    sheets.ask('mark', { marks: [error('F60'), warning('B60')] });
    expect(sheets.marked('Matrix')).toEqual({
      F60: '▲ NISP: Wrong.\nAsk Mr Khan\nby Friday',
      B60: `△ NISP: Doubtful.\n${painted}`,
    });
    sheets.put('Matrix', 'F60', { note: 'Asked\n▲ NISP: Wrong.\nAsk Mr Khan\nby Friday' });
    sheets.ask('mark', { marks: [error('F60', 'Still wrong.')] });
    expect(sheets.notes('Matrix')).toMatchObject({
      F60: '▲ NISP: Still wrong.\nAsked\nAsk Mr Khan\nby Friday',
      B60: painted,
    });
    sheets.ask('mark', { marks: [] });
    expect(sheets.notes('Matrix').F60).toBe('Asked\nAsk Mr Khan\nby Friday');
  });

  test('leaves a note alone that somebody writes between two marks meanwhile', async () => {
    const sheets = await openFilled();
    const marks = [error('F60'), warning('S60')];
    const { total } = sheets.callsOf(() => sheets.ask('mark', { marks }));
    sheets.ask('mark', { marks: [] });
    for (let call = 1; call <= total; call += 1) {
      sheets.put('Matrix', 'H60', { note: '' });
      sheets.program.beforeCall(call, () => {
        sheets.put('Matrix', 'H60', { note: 'Mine.' });
      });
      sheets.ask('mark', { marks });
      expect(sheets.notes('Matrix').H60, `before call ${call}`).toBe('Mine.');
      sheets.ask('mark', { marks: [] });
    }
  });

  test('writes few cells one by one, and many at once', async () => {
    const writes = async (marks: readonly Mark[]) => {
      const sheets = await openFilled();
      const { byName } = sheets.callsOf(() => sheets.ask('mark', { marks }));
      return byName['Range.setNotes'];
    };
    expect(await writes([error('F60'), error('F61'), warning('S60')])).toBe(2);
    expect(await writes([60, 62, 64, 66, 68, 70, 72, 74, 76].map((row) => error(`F${row}`)))).toBe(1);
  });

  test('counts the error of two marks on a cell, and says both', async () => {
    const sheets = await openFilled();
    sheets.ask('mark', { marks: [warning('F60'), error('F60')] });
    expect(sheets.marked('Matrix')).toEqual({ F60: '▲ NISP: Doubtful.\n▲ NISP: Wrong.' });
  });

  test('writes nothing without a difference', async () => {
    const sheets = await openFilled();
    const marks = [error('F60'), warning('S62')];
    sheets.ask('mark', { marks });
    const { byName } = sheets.callsOf(() => sheets.ask('mark', { marks: [...marks].reverse() }));
    expect(byName['Range.getNotes']).toBe(6);
    expect(Object.keys(byName).filter((name) => /\.set|\.clear/.test(name))).toEqual([]);
  });

  test('takes the same calls for one mark as for hundreds', async () => {
    const sheets = await openFilled();
    const few = sheets.callsOf(() => sheets.ask('mark', { marks: [error('F60')] })).total;
    const marks = Array.from({ length: 400 }, (_, index) =>
      error(`${'FGHIJ'[index % 5]!}${60 + Math.floor(index / 5)}`, `Wrong ${index}.`),
    );
    const many = sheets.callsOf(() => sheets.ask('mark', { marks }));
    expect(Object.keys(sheets.marked('Matrix'))).toHaveLength(400);
    expect(many.total).toBe(few);
    expect(many.byName['Range.setNotes']).toBe(1);
  });

  test('finds marks of a matrix that a person renamed, and below rows that were cleared', async () => {
    const sheets = await openFilled();
    const matrix = sheets.worksheet('Matrix');
    const last = Math.max(...Object.keys(matrix.cells).map(Number));
    sheets.ask('mark', { marks: [error(`F${last}`)] });
    for (const column of 'ABCDEFGHIJKLMNOPQRSTUVWX')
      sheets.put('Matrix', `${column}${last}`, { content: null, formula: null });
    matrix.name = 'Our matrix';
    sheets.ask('mark', { marks: [warning('F60', 'Doubtful.', 'our MATRIX')] });
    expect(sheets.marked('Our matrix')).toEqual({ F60: '△ NISP: Doubtful.' });
  });

  test('leaves worksheets of a person alone, and passes over those that are gone', async () => {
    const sheets = await openFilled();
    sheets.workbook.worksheets.push({
      ...structuredClone(sheets.worksheet('Guide')),
      sheetId: 77,
      name: 'Ours',
    });
    sheets.put('Ours', 'A1', { note: '▲ NISP: copied' });
    sheets.ask('mark', { marks: [error('A1', 'Wrong.', 'Nowhere'), error('F60')] });
    expect(sheets.marked('Ours')).toEqual({ A1: '▲ NISP: copied' });
    expect(sheets.marked('Matrix')).toEqual({ F60: '▲ NISP: Wrong.' });
  });

  test('says so where others protected a worksheet', async () => {
    const sheets = await openFilled();
    const [protection] = sheets.worksheet('Matrix').protections;
    Object.assign(protection!, { warningOnly: false, unprotected: [], editors: ['owner@example.org'] });
    const before = sheets.state();
    expect(() => sheets.ask('mark', { marks: [error('F60')] })).toThrow(
      expect.objectContaining({ name: 'HostError', code: 'no-access' }),
    );
    expect(sheets.state()).toEqual(before);
  });
});
