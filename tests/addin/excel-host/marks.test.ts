/** Marks on cells: made, undone and found again, through the real client library. */
import { describe, expect, test } from 'vitest';
import { neutral, styles } from '../../../core/index.js';
import type { Mark } from '../../../panel/panel-host.js';
import { looksOf } from '../../fakes/excel/state.js';
import { openPainted, small, whole, type Opened } from './opened.js';

const error = (range: string, worksheet = 'Matrix'): Mark => ({
  worksheet,
  range,
  severity: 'error',
  text: 'Wrong.',
});
const warning = (range: string, worksheet = 'Matrix'): Mark => ({
  worksheet,
  range,
  severity: 'warning',
  text: 'Doubtful.',
});

const isMark = (settings: Readonly<Record<string, unknown>>) =>
  JSON.stringify(settings['custom/rule/formula'] ?? '').includes('nisp-mark');

/** The conditional formats of a worksheet that are marks: where they lie, and what they draw. */
function marksOf({ state }: Opened, worksheet = 'Matrix') {
  return state()
    .worksheets.find(({ name }) => name === worksheet)!
    .conditionalFormats.filter(({ settings }) => isMark(settings))
    .map(({ ranges, settings, stopIfTrue }) => ({ ranges, settings, stopIfTrue }));
}
/** The workbook without its marks. */
function unmarked({ state }: Opened) {
  const { worksheets, ...workbook } = state();
  return {
    ...workbook,
    worksheets: worksheets.map(({ conditionalFormats, ...worksheet }) => ({
      ...worksheet,
      conditionalFormats: conditionalFormats.filter(({ settings }) => !isMark(settings)),
    })),
  };
}

describe('mark', () => {
  test('draws a closed box for an error and a broken one for a warning, and changes nothing else', async () => {
    const excel = await openPainted();
    excel.person.type('Matrix', 'F10', 'Completed');
    const before = excel.state();
    await excel.host.mark([error('F10'), error('G10'), warning('S13')]);
    const line = (side: string, style: string, colour: string) => ({
      [`custom/format/borders/${side}/style`]: style,
      [`custom/format/borders/${side}/color`]: colour,
    });
    const box = (style: string, colour: string) =>
      Object.assign(
        {},
        ...['top', 'right', 'bottom', 'left'].map((side) => line(side, style, colour)),
      ) as object;
    expect(marksOf(excel)).toEqual([
      {
        ranges: ['F10:G10'],
        stopIfTrue: false,
        settings: {
          'custom/rule/formula': '="nisp-mark error"<>""',
          ...box('Continuous', neutral.alert),
        },
      },
      {
        ranges: ['S13'],
        stopIfTrue: false,
        settings: {
          'custom/rule/formula': '="nisp-mark warning"<>""',
          ...box('Dash', neutral.caution),
        },
      },
    ]);
    expect(unmarked(excel)).toEqual(before);
    const conditional = excel.state().worksheets.find(({ name }) => name === 'Matrix')!.conditionalFormats;
    expect(conditional.slice(0, 2).map(({ settings }) => settings['custom/rule/formula'])).toEqual([
      '="nisp-mark error"<>""',
      '="nisp-mark warning"<>""',
    ]);
  });

  test('is undone with the mistake, without a trace', async () => {
    const excel = await openPainted();
    const before = excel.state();
    await excel.host.mark([error('F10'), warning('S13'), warning('C26', 'Guide')]);
    await excel.host.mark([warning('S13')]);
    expect(marksOf(excel).map(({ ranges }) => ranges)).toEqual([['S13']]);
    await excel.host.mark([]);
    expect(excel.state()).toEqual(before);
  });

  test('takes no sync without a difference, and four with one, however many cells are marked', async () => {
    const excel = await openPainted(whole);
    const marks = Array.from({ length: 120 }, (_, index) =>
      index % 2 === 0 ? error(`F${index + 20}`) : warning(`S${index + 20}`),
    );
    const { length } = excel.program.batches;
    expect(await excel.syncsOf(() => excel.host.mark(marks))).toBe(4);
    expect(Math.max(...excel.program.batches.slice(length).map(({ bytes }) => bytes))).toBeLessThan(20_000);
    expect(await excel.syncsOf(() => excel.host.mark([...marks].reverse()))).toBe(0);
    expect(await excel.syncsOf(() => excel.host.mark(marks.slice(1)))).toBe(4);
    expect(excel.program.unsupported).toEqual(new Set());
  });

  test('counts the error of two marks on a cell', async () => {
    const excel = await openPainted();
    await excel.host.mark([warning('F10'), error('F10'), warning('F10')]);
    expect(marksOf(excel).map(({ settings }) => settings['custom/rule/formula'])).toEqual([
      '="nisp-mark error"<>""',
    ]);
  });

  test('finds the marks of an earlier session: reads only if they hold, and takes away those that do not', async () => {
    const excel = await openPainted();
    await excel.host.mark([error('F10'), warning('S13')]);
    const marked = excel.state();
    const next = excel.reopened();
    expect(await excel.syncsOf(() => next.mark([warning('S13'), error('F10')]))).toBe(3);
    expect(excel.state()).toEqual(marked);
    await excel.reopened().mark([error('F10')]);
    expect(marksOf(excel).map(({ ranges }) => ranges)).toEqual([['F10']]);
  });

  test('takes away marks that copying multiplied', async () => {
    const excel = await openPainted();
    excel.person.unprotect('Matrix');
    const stop = await excel.host.watch(() => undefined);
    await excel.host.mark([error('F10')]);
    excel.person.paste(['Matrix', 'F10:G10'], ['Matrix', 'F13:G13']);
    await excel.eventsDelivered();
    expect(marksOf(excel)[0]!.ranges).toEqual(['F10', 'F13']);
    await excel.host.mark([error('F10')]);
    expect(marksOf(excel).map(({ ranges }) => ranges)).toEqual([['F10']]);
    await stop();
  });

  test('makes marks anew that painting took away', async () => {
    const excel = await openPainted();
    await excel.host.mark([error('F10')]);
    await excel.host.paintWorksheets(small, ['Matrix']);
    expect(marksOf(excel)).toEqual([]);
    await excel.host.mark([error('F10')]);
    expect(marksOf(excel)).toHaveLength(1);
  });

  test('protects again what it opened, also after a failure', async () => {
    const excel = await openPainted();
    const protection = () => excel.state().worksheets.map((worksheet) => worksheet.protection);
    const before = protection();
    await excel.host.mark([error('F10')]);
    expect(protection()).toEqual(before);
    excel.program.failAt(4, 'half-way');
    await expect(excel.host.mark([error('G10'), warning('H10')])).rejects.toMatchObject({ code: 'failed' });
    expect(protection()).toEqual(before);
    // What is there after a failure is not known: the next marks are made from what is found.
    await excel.host.mark([error('G10')]);
    expect(marksOf(excel).map(({ ranges }) => ranges)).toEqual([['G10']]);
  });

  test('says so when a worksheet is protected with a password', async () => {
    const excel = await openPainted();
    excel.person.unprotect('Matrix');
    excel.person.protect('Matrix', 'secret');
    const before = excel.state();
    await expect(excel.host.mark([error('F10')])).rejects.toMatchObject({ code: 'no-access' });
    expect(excel.state()).toEqual(before);
  });

  test('passes over a worksheet that is gone', async () => {
    const excel = await openPainted();
    await excel.host.mark([error('A1', 'Nowhere'), error('F10')]);
    expect(marksOf(excel)).toHaveLength(1);
  });

  test('works at the floor, mark by mark', async () => {
    const excel = await openPainted(small, '1.8');
    const before = excel.state();
    expect(await excel.syncsOf(() => excel.host.mark([error('F10'), error('S13')]))).toBe(4);
    expect(marksOf(excel).flatMap(({ ranges }) => ranges)).toEqual(['S13', 'F10']);
    expect(await excel.syncsOf(() => excel.reopened().mark([error('S13'), error('F10')]))).toBe(3);
    await excel.host.mark([]);
    expect(excel.state()).toEqual(before);
  });

  test('leaves the cell’s own looks alone', async () => {
    const excel = await openPainted();
    const looks = () => looksOf(excel.program.workbook, 'Matrix', 'F10');
    const before = looks();
    await excel.host.mark([error('F10')]);
    expect(looks()).toEqual(before);
    expect(before.fill).toBe(styles['entry-choice'].fill);
  });
});
