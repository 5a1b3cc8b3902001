/** What the host tells of a workbook while it is watched, and going to places, through the real client library. */
import { describe, expect, test } from 'vitest';
import type { HostEvent } from '../../../panel/panel-host.js';
import { openPainted, small } from './opened.js';

/** A watched workbook, and what was told so far. */
async function openWatched(requirements = '1.18') {
  const excel = await openPainted(small, requirements);
  const told: HostEvent[] = [];
  const stop = await excel.host.watch((event) => {
    told.push(event);
  });
  /** What a deed is told as. */
  const toldOf = async (deed: () => unknown): Promise<readonly HostEvent[]> => {
    told.length = 0;
    await deed();
    await excel.eventsDelivered();
    await excel.eventsDelivered();
    return [...told];
  };
  return { ...excel, toldOf, stop };
}
const rearranged: HostEvent = { kind: 'rearranged' };
const edited = (worksheet: string, range: string): HostEvent => ({ kind: 'edited', worksheet, range });

describe.each(['1.18', '1.9', '1.8'])('watch with ExcelApi %s', (requirements) => {
  test('tells of typing, clearing and pasting by the worksheet’s name', async () => {
    const { person, toldOf } = await openWatched(requirements);
    expect(await toldOf(() => person.type('Matrix', 'S10', 'x'))).toContainEqual(edited('Matrix', 'S10'));
    expect(
      await toldOf(() => {
        person.clear('Matrix', 'S10:S10');
      }),
    ).toContainEqual(edited('Matrix', 'S10'));
    const pasted = await toldOf(() => {
      person.pasteBlock('Matrix', 'F13', [['Dropped', 0.5]]);
    });
    expect(pasted).toContainEqual(edited('Matrix', 'F13:G13'));
  });

  test('tells of selections, at one sync', async () => {
    const { person, toldOf, syncsOf } = await openWatched(requirements);
    let told: readonly HostEvent[] = [];
    const syncs = await syncsOf(async () => {
      told = await toldOf(() => {
        person.select('Matrix', 'F10');
      });
    });
    expect(told).toContainEqual({ kind: 'selected', worksheet: 'Matrix', range: 'F10' });
    expect(syncs).toBe(1);
  });

  test('tells of what a co-author does', async () => {
    const { program, toldOf } = await openWatched(requirements);
    const { workbook } = program;
    const sheet = workbook.worksheets.find(({ name }) => name === 'Matrix')!;
    const told = await toldOf(() => {
      program.events.raise('DataChanged', sheet, {
        address: 'F10',
        changeType: 'RangeEdited',
        source: 'Remote',
      });
      program.settle();
    });
    expect(told).toContainEqual(edited('Matrix', 'F10'));
  });

  test('tells that places no longer hold after worksheets were added, deleted or renamed', async () => {
    const { person, toldOf } = await openWatched(requirements);
    expect(
      await toldOf(() => {
        person.addWorksheet('Notes');
      }),
    ).toContainEqual(rearranged);
    expect(await toldOf(() => person.type('Notes', 'A1', 'x'))).toContainEqual(edited('Notes', 'A1'));
    expect(
      await toldOf(() => {
        person.deleteWorksheet('Notes');
      }),
    ).toContainEqual(rearranged);
    // Nothing is told of the renaming itself; the next event brings it to light.
    const told = await toldOf(() => {
      person.rename('Matrix', 'Matrix 2');
      person.type('Matrix 2', 'S10', 'y');
    });
    expect(told).toContainEqual(rearranged);
    expect(told).toContainEqual(edited('Matrix 2', 'S10'));
    expect(told.findIndex(({ kind }) => kind === 'rearranged')).toBeLessThan(
      told.findIndex(({ kind }) => kind === 'edited'),
    );
  });

  test('tells of inserted and deleted rows and columns as rearranged, not as edits', async () => {
    const { program, toldOf } = await openWatched(requirements);
    const sheet = program.workbook.worksheets.find(({ name }) => name === 'Matrix')!;
    for (const changeType of [
      'RowInserted',
      'RowDeleted',
      'ColumnInserted',
      'ColumnDeleted',
      'CellInserted',
    ]) {
      const told = await toldOf(() => {
        program.events.raise('DataChanged', sheet, { address: '9:9', changeType });
        program.settle();
      });
      expect(told).toEqual([rearranged]);
    }
  });

  test('hears nothing any more once it is stopped', async () => {
    const { person, program, toldOf, stop } = await openWatched(requirements);
    person.addWorksheet('Gone');
    person.deleteWorksheet('Gone');
    expect(program.events.listening.length).toBeGreaterThan(0);
    await stop();
    expect(program.events.listening).toEqual([]);
    expect(await toldOf(() => person.type('Matrix', 'S10', 'x'))).toEqual([]);
  });

  test('shares one reading of names among events that come together', async () => {
    const { person, syncsOf, toldOf } = await openWatched(requirements);
    const syncs = await syncsOf(() =>
      toldOf(() => {
        for (let count = 0; count < 20; count += 1) person.type('Matrix', 'S10', `text ${count}`);
      }),
    );
    expect(syncs).toBeLessThanOrEqual(2);
  });
});

test('sorting is told as rearranged where Excel tells of it', async () => {
  const { program, toldOf } = await openWatched();
  const sheet = program.workbook.worksheets.find(({ name }) => name === 'Matrix')!;
  const told = await toldOf(() => {
    program.events.raise('RowSorted', sheet, { address: 'A6:S13' });
    program.settle();
  });
  expect(told).toEqual([rearranged]);
});

test('a failing listener and a failing Excel disturb nobody', async () => {
  const excel = await openPainted();
  const told: HostEvent[] = [];
  const stop = await excel.host.watch((event) => {
    told.push(event);
    throw new Error('broken listener');
  });
  excel.program.failAt(1);
  excel.person.type('Matrix', 'S10', 'a');
  await excel.eventsDelivered();
  await excel.eventsDelivered();
  // The worksheet cannot be named: all that is known is that places are to be looked at anew.
  expect(told).toContainEqual(rearranged);
  told.length = 0;
  excel.person.type('Matrix', 'S10', 'b');
  await excel.eventsDelivered();
  await excel.eventsDelivered();
  expect(told).toContainEqual(edited('Matrix', 'S10'));
  await stop();
});

describe('goTo', () => {
  test('shows the worksheet and selects the cell, in two syncs', async () => {
    const { host, program, syncsOf } = await openPainted();
    expect(await syncsOf(() => host.goTo({ worksheet: 'Matrix', range: 'F10' }))).toBe(2);
    const { active, selection } = program.workbook;
    expect(active.name).toBe('Matrix');
    expect(selection.ranges).toEqual([{ top: 10, left: 6, bottom: 10, right: 6 }]);
    await host.goTo({ worksheet: 'Guide', range: null });
    expect(program.workbook.active.name).toBe('Guide');
  });

  test.each(['Nowhere', 'Lists', '_nisp'])(
    'does not find the worksheet %s, which is gone or hidden',
    async (worksheet) => {
      const { host, program } = await openPainted();
      const { active } = program.workbook;
      await expect(host.goTo({ worksheet, range: 'A1' })).rejects.toMatchObject({ code: 'not-found' });
      expect(program.workbook.active).toBe(active);
    },
  );
});
