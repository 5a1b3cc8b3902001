/** What the trigger makes of edits while no panel is open, by the built script. */
import { describe, expect, test } from 'vitest';
import { checkWorkbook, nispPlan } from '../../core/index.js';
import { marksOf } from '../../panel/index.js';
import { newUser } from '../fakes/sheets/execution.js';
import { holdLock, isLocked } from '../fakes/sheets/locks.js';
import { openFilled, type Filled } from './filled.js';

/** Rows of the matrix that the unit has a part in. */
const [first, last] = [60, 61];
const unknownStatus =
  '▲ NISP: “Nonsense” is not a status. Choose Not started, In progress, Completed, On hold or Dropped from the list.';

/** What somebody types, without what Google does then. */
function type(sheets: Filled, range: string, content: string | number | null) {
  sheets.put('Matrix', range, { content, formula: null });
}

/** Rows that an edit may be about, first to last. */
function countedRows({ worksheet }: Filled): readonly number[] {
  return Object.entries(worksheet('Matrix').cells).flatMap(([row, line]) =>
    line[20]?.content === 'counted' ? [Number(row)] : [],
  );
}

const written = (byName: Readonly<Record<string, number>>) =>
  Object.keys(byName).filter((name) =>
    /\.(set|clear|insert|delete|remove|hide|show|copy|activate)/.test(name),
  );

describe('checkEdit', () => {
  test('marks what was typed wrong, and takes the mark away with the mistake', async () => {
    const sheets = await openFilled();
    const clean = sheets.state();
    type(sheets, `F${first}`, 'Nonsense');
    sheets.edited('Matrix', `F${first}`);
    expect(sheets.marked('Matrix')).toEqual({ [`F${first}`]: unknownStatus });
    type(sheets, `F${first}`, null);
    sheets.edited('Matrix', `F${first}`);
    expect(sheets.state()).toEqual(clean);
  });

  test('marks other cells of the row, which the edit made wrong', async () => {
    const sheets = await openFilled();
    type(sheets, `F${first}`, 'Completed');
    type(sheets, `G${first}`, 0.5);
    sheets.edited('Matrix', `F${first}`);
    expect(Object.keys(sheets.marked('Matrix')).length).toBeGreaterThan(1);
    expect(Object.keys(sheets.marked('Matrix')).every((cell) => cell.endsWith(String(first)))).toBe(true);
  });

  test('says what the panel says of the same rows', async () => {
    const sheets = await openFilled();
    type(sheets, `F${first}`, 'On hold');
    type(sheets, `N${first}`, 'soon');
    type(sheets, `L${first}`, -3);
    sheets.put('Matrix', `S${first}`, { formula: '=1+1', content: null });
    sheets.put('Matrix', `G${first}`, { validation: null });
    sheets.put('Matrix', `E${last}`, { looks: { background: '#123456' }, content: 'Mid Term' });
    sheets.edited('Matrix', `A${first}:A${last}`);
    const live = sheets.marked('Matrix');
    expect(Object.keys(live)).toEqual(
      expect.arrayContaining([`N${first}`, `L${first}`, `S${first}`, `G${first}`]),
    );

    const context = { plan: nispPlan, file: '', hash: null, received: null };
    const { diagnostics } = checkWorkbook(sheets.ask('read', {}).snapshot, context);
    sheets.ask('mark', { marks: [] });
    expect(sheets.marked('Matrix')).toEqual({});
    sheets.ask('mark', { marks: marksOf(diagnostics) });
    expect(sheets.marked('Matrix')).toEqual(live);
  });

  test('writes nothing but notes of the rows that were edited', async () => {
    const sheets = await openFilled();
    type(sheets, `F${first}`, 'Nonsense');
    type(sheets, `F${last}`, 'Nonsense');
    sheets.put('Matrix', `F${last + 1}`, { note: '▲ NISP: from before' });
    const before = sheets.state();
    const { byName } = sheets.callsOf(() => {
      sheets.edited('Matrix', `F${first}`);
    });
    expect(sheets.marked('Matrix')).toEqual({
      [`F${first}`]: unknownStatus,
      [`F${last + 1}`]: '▲ NISP: from before',
    });
    expect(written(byName)).toEqual(['Range.setNotes']);
    sheets.put('Matrix', `F${first}`, { note: '' });
    expect(sheets.state()).toEqual(before);
  });

  test('checks a pasted block in one pass: the number of calls does not grow with its rows', async () => {
    const sheets = await openFilled();
    const rows = countedRows(sheets);
    type(sheets, `F${rows[0]!}`, 'Nonsense');
    const one = sheets.callsOf(() => {
      sheets.edited('Matrix', `F${rows[0]!}`);
    }).total;
    for (const row of rows) {
      type(sheets, `F${row}`, `Nonsense ${row}`);
      type(sheets, `G${row}`, 'half');
    }
    const block = `E${rows[0]!}:S${rows.at(-1)!}`;
    const all = sheets.callsOf(() => {
      sheets.edited('Matrix', block);
    });
    expect(rows.length).toBeGreaterThan(80);
    expect(Object.keys(sheets.marked('Matrix')).length).toBeGreaterThanOrEqual(2 * rows.length);
    expect(all.total).toBe(one);
    expect(one).toBeLessThan(80);
  });

  test('checks whole columns and the whole worksheet as far as there are rows', async () => {
    const sheets = await openFilled();
    sheets.worksheet('Matrix').maxRows = 50_000;
    type(sheets, `F${first}`, 'Nonsense');
    sheets.edited('Matrix', 'F1:F50000');
    expect(sheets.marked('Matrix')).toEqual({ [`F${first}`]: unknownStatus });
    type(sheets, `F${first}`, null);
    sheets.edited('Matrix', 'A1:Z50000');
    expect(sheets.marked('Matrix')).toEqual({});
  });

  test('finds a matrix that a person renamed, and nothing elsewhere', async () => {
    const sheets = await openFilled();
    type(sheets, `F${first}`, 'Nonsense');
    sheets.worksheet('Matrix').name = 'Our matrix';
    const before = sheets.state();
    for (const worksheet of ['Guide', 'Roll-up', 'Lists', '_nisp']) {
      const { total } = sheets.callsOf(() => {
        sheets.edited(worksheet, 'A1');
      });
      // Three of them make the event.
      expect(total).toBeLessThan(10);
    }
    expect(sheets.state()).toEqual(before);
    sheets.edited('Our matrix', `F${first}`);
    expect(sheets.marked('Our matrix')).toEqual({ [`F${first}`]: unknownStatus });
  });

  test('leaves a worksheet of a person’s own alone, and a workbook that cannot be used', async () => {
    const sheets = await openFilled();
    const own = { ...structuredClone(sheets.worksheet('Guide')), sheetId: 77, name: 'Ours' };
    sheets.workbook.worksheets.push(own);
    type(sheets, `F${first}`, 'Nonsense');
    sheets.put('Matrix', `G${first}`, { note: '▲ NISP: from before' });
    sheets.worksheet('_nisp').cells = {};
    const before = sheets.state();
    sheets.edited('Ours', 'A1:Z100');
    sheets.edited('Matrix', `F${first}`);
    expect(sheets.state()).toEqual(before);
  });

  test('leaves the marks as they were while somebody builds or repairs, and after a failure', async () => {
    const sheets = await openFilled();
    type(sheets, `F${first}`, 'Nonsense');
    const before = sheets.state();
    const release = holdLock(sheets.program, 6_000);
    sheets.edited('Matrix', `F${first}`);
    expect(sheets.state()).toEqual(before);
    release();
    const { total } = sheets.callsOf(() => {
      sheets.edited('Guide', 'A1');
    });
    for (let call = total + 1; call < 60; call += 7) {
      sheets.program.resetCalls();
      sheets.program.failAt(call);
      sheets.edited('Matrix', `F${first}`);
      expect(sheets.state()).toEqual(before);
    }
    sheets.edited('Matrix', `F${first}`);
    expect(sheets.marked('Matrix')).toEqual({ [`F${first}`]: unknownStatus });
  });

  test('waits for somebody who is soon done', async () => {
    const sheets = await openFilled();
    type(sheets, `F${first}`, 'Nonsense');
    holdLock(sheets.program, 4_000);
    sheets.edited('Matrix', `F${first}`);
    expect(sheets.marked('Matrix')).toEqual({ [`F${first}`]: unknownStatus });
  });

  test('does nothing when it is run by hand', async () => {
    const sheets = await openFilled();
    const before = sheets.state();
    expect(sheets.callsOf(() => sheets.script.run('onEdit', [undefined])).total).toBe(0);
    expect(sheets.state()).toEqual(before);
  });
});

describe('two people who edit at once', () => {
  const [one, other] = [newUser('one@example.org'), newUser('other@example.org')];

  /** What one typed is being checked when the other pastes over it and below. */
  function interrupted(sheets: Filled, call: number) {
    const rows = `F${first}:F${last}`;
    const check = () => {
      sheets.edited('Matrix', rows, other);
    };
    let waiting: (() => void) | null = null;
    type(sheets, `F${first}`, 'Nonsense');
    sheets.program.resetCalls();
    sheets.program.beforeCall(call, () => {
      type(sheets, `F${first}`, 'Completed');
      type(sheets, `F${last}`, 'Nonsense');
      // A run that waits for the lock goes on when the other lets go of it.
      if (isLocked(sheets.program)) waiting = check;
      else check();
    });
    sheets.edited('Matrix', `F${first}`, one);
    const waited = waiting as (() => void) | null;
    waited?.();
    return waited !== null;
  }

  test('the check that comes last sees what both wrote, wherever the first is interrupted', async () => {
    const alone = await openFilled();
    type(alone, `F${first}`, 'Completed');
    type(alone, `F${last}`, 'Nonsense');
    alone.edited('Matrix', `F${first}:F${last}`);
    expect(Object.keys(alone.marked('Matrix')).length).toBeGreaterThan(1);

    const { total } = alone.callsOf(() => {
      alone.edited('Matrix', `F${first}`);
    });
    const waits = new Set<boolean>();
    for (let call = 1; call <= total; call += 9) {
      const sheets = await openFilled();
      waits.add(interrupted(sheets, call));
      expect(sheets.marked('Matrix')).toEqual(alone.marked('Matrix'));
    }
    expect(waits).toEqual(new Set([true, false]));
  });
});
