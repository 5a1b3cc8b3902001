/** The hidden worksheet behind the drop-downs is deleted: the workbook is still read, and building over it makes it whole. */
import { expect, test } from 'vitest';
import { createSheetsHost } from '../../appsscript/sidebar/sheets-host.js';
import { buildOver, nispPlan, parsePeriod, worksheetNames } from '../../core/index.js';
import { removeWorksheet } from '../fakes/sheets/structure/worksheets.js';
import { openFilled } from './filled.js';

const { lists, matrix } = worksheetNames;

test('a workbook without its lists is read, and built over with what was entered', async () => {
  const { program, script, worksheet, ask, put } = await openFilled();
  const host = createSheetsHost((request) => Promise.resolve(script.run('callHost', [request]) as string));
  const validationsOf = async () => {
    const { worksheets } = await host.read();
    return worksheets.find(({ name }) => name === matrix)!.validations!;
  };
  const untouched = await validationsOf();
  put(matrix, 'S59', { content: 'Kept.' });

  removeWorksheet(program, worksheet(lists));
  const { snapshot } = ask('read', {});
  expect(snapshot.worksheets.map(({ name }) => name)).not.toContain(lists);
  const found = snapshot.worksheets.find(({ name }) => name === matrix)!.validations!;
  expect(found.filter(({ type }) => type === 'list').map(({ formula }) => formula)).toEqual(['#REF!']);

  const period = parsePeriod('2019-Q1')!;
  const { blueprint, diagnostics } = buildOver(await host.read(), { plan: nispPlan, unit: 'punjab', period });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  await host.paint(blueprint!);
  expect(await validationsOf()).toEqual(untouched);
  const { rows } = (await host.read()).worksheets.find(({ name }) => name === matrix)!;
  const remarks = rows.find(({ row }) => row === 59)!.cells.find(({ column }) => column === 19);
  expect(remarks?.content).toEqual({ kind: 'text', text: 'Kept.' });
});
