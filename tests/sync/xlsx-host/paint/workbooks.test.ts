/** The project's own workbooks, painted: sound packages whose formulas a real spreadsheet program computes as the core does. */
import { readFileSync } from 'node:fs';
import { read, utils } from '@e965/xlsx';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  buildUnitWorkbook,
  nispPlan,
  parsePeriod,
  type Blueprint,
  type EntryValues,
} from '../../../../core/index.js';
import { paintWorkbook } from '../../../../sync/xlsx-host/paint/paint.js';
import { convert, renderPages, temporaryFile } from '../../../support/libreoffice.js';
import { colourCounts } from '../../../support/png.js';
import { withWrongResults } from './fixture.js';
import { misplaced, parseXml, partsOf } from './parts.js';

const entries = new Map<string, EntryValues>([
  [
    '6',
    {
      status: 'Completed',
      progress: 1,
      timeline: 'Short Term',
      start: '2018-07-01',
      due: '2019-03-31',
      budget: 12.5,
    },
  ],
  [
    '11a',
    { status: 'In progress', progress: 0.4, timeline: 'Medium Term', due: '2018-12-31', remarks: '=1+1' },
  ],
  ['12', { status: 'On hold', remarks: 'عدالتی فیصلے کا انتظار' }],
]);

const blueprints = ['federal', 'punjab'].map((unit): [string, Blueprint] => [
  unit,
  buildUnitWorkbook({ plan: nispPlan, unit, period: parsePeriod('2019-Q1')!, entries }),
]);

describe.each(blueprints)('%s', (unit, blueprint) => {
  let file: string;
  let painted: Uint8Array;
  beforeAll(async () => {
    ({ bytes: painted } = await paintWorkbook(withWrongResults(blueprint)));
    file = temporaryFile(`${unit}.xlsx`, painted);
  });

  test('is a sound package', () => {
    for (const [name, xml] of partsOf(painted)) expect(misplaced(parseXml(xml)), name).toEqual([]);
  });

  test('computes as the core does, and reads back as it was built', async () => {
    const [recalculated] = await convert([file], 'xlsx', { recalculate: true });
    const book = read(readFileSync(recalculated!));
    let formulas = 0;
    for (const sheet of blueprint.worksheets) {
      sheet.rows.forEach((line, rowIndex) => {
        line.cells.forEach((cell, column) => {
          const address = utils.encode_cell({ r: rowIndex, c: column });
          const found = book.Sheets[sheet.name]![address] as { v?: unknown } | undefined;
          const at = `${sheet.name}!${address}`;
          if (cell.kind === 'text') expect(found?.v ?? '', at).toBe(cell.text);
          if (cell.kind === 'number') expect(found?.v, at).toBe(cell.value);
          if (cell.kind !== 'formula') return;
          formulas += 1;
          if (typeof cell.result === 'number') expect(found?.v, at).toBeCloseTo(cell.result, 9);
          else expect(found?.v ?? '', at).toBe(cell.result);
        });
      });
    }
    expect(formulas).toBeGreaterThan(100);
  });

  test('prints pages with the chart on one of them', async () => {
    const pages = (await renderPages(file, { dpi: 45 })).map(colourCounts);
    const colours = blueprint.worksheets.flatMap((sheet) =>
      sheet.charts.flatMap((chart) => chart.series.map((series) => series.colour.toUpperCase())),
    );
    expect(colours.length).toBeGreaterThan(0);
    expect(
      Math.max(...pages.map((page) => colours.filter((colour) => (page.get(colour) ?? 0) > 200).length)),
    ).toBeGreaterThan(0);
    for (const page of pages) expect(page.size).toBeGreaterThan(1);
  });
});
