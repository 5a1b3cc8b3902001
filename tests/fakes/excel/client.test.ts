/** The real client library catches an add-in's mistakes, and what the fake Excel keeps comes back through it. */
import { describe, expect, test } from 'vitest';
import { openExcel } from './node.js';

const failure = (run: Promise<unknown>) =>
  run.then(
    () => 'no error',
    (error: unknown) => (error as OfficeExtension.Error).code,
  );

describe('mistakes are caught', () => {
  test('reading what was not loaded', async () => {
    const { Excel } = openExcel();
    const run = Excel.run(async (context) => {
      const worksheet = context.workbook.worksheets.getFirst();
      await context.sync();
      return worksheet.name;
    });
    expect(await failure(run)).toBe('PropertyNotLoaded');
  });
  test('reading before the sync', async () => {
    const { Excel } = openExcel();
    const run = Excel.run((context) => {
      const range = context.workbook.worksheets.getFirst().getRange('A1').load('values');
      return Promise.resolve(range.values);
    });
    expect(await failure(run)).toBe('PropertyNotLoaded');
  });
  test('the result of a method before the sync', async () => {
    const { Excel } = openExcel();
    const run = Excel.run((context) => Promise.resolve(context.workbook.worksheets.getCount().value));
    expect(await failure(run)).toBe('ValueNotLoaded');
  });
  test('isNullObject before the sync', async () => {
    const { Excel } = openExcel();
    const run = Excel.run((context) =>
      Promise.resolve(context.workbook.worksheets.getItemOrNullObject('None').isNullObject),
    );
    expect(await failure(run)).toBe('PropertyNotLoaded');
  });
  test('an object of a run that is over', async () => {
    const { Excel } = openExcel();
    const range = await Excel.run(async (context) => {
      const found = context.workbook.worksheets.getFirst().getRange('A1').load('address');
      await context.sync();
      return found;
    });
    const run = Promise.resolve().then(async () => {
      range.values = [[1]];
      await range.context.sync();
    });
    expect(await failure(run)).toBe('InvalidObjectPath');
  });
  test('an object of another context', async () => {
    const { Excel } = openExcel();
    const other = new Excel.RequestContext();
    const range = other.workbook.worksheets.getFirst().getRange('A1');
    const run = Excel.run(async (context) => {
      context.workbook.worksheets.getFirst().freezePanes.freezeAt(range);
      await context.sync();
    });
    expect(await failure(run)).toBe('InvalidRequestContext');
  });
  test('a run that promises nothing', async () => {
    const { Excel } = openExcel();
    const run = Excel.run((() => undefined) as unknown as () => Promise<void>);
    expect(await failure(run)).toBe('RunMustReturnPromise');
  });
});
