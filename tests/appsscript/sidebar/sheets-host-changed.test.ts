/** Two people at once: what somebody else entered since the workbook was read is never painted over. */
import { describe, expect, test } from 'vitest';
import { createSheetsHost } from '../../../appsscript/sidebar/sheets-host.js';
import { HostError } from '../../../core/index.js';
import { cellOf, filled, handedOut, reported } from '../../contract/workbooks.js';
import { scriptAtWork, type ScriptAtWork } from '../script-at-work.js';
import { rejection } from './scripted.js';

const remarks = cellOf(reported[0]!, 'remarks');

/** @param before called before each execution, with its number from 1 */
function hostAt({ script }: ScriptAtWork, before: (execution: number) => void = () => undefined) {
  let executions = 0;
  return createSheetsHost((request) => {
    before((executions += 1));
    return Promise.resolve(script.run('callHost', [request]) as string);
  });
}
async function refusalOf(painting: Promise<unknown>): Promise<HostError> {
  const error = await rejection(painting);
  if (!(error instanceof HostError)) throw new Error('No HostError', { cause: error });
  return error;
}
const matrixIn = ({ app }: ScriptAtWork) => app.getActiveSpreadsheet().getSheetByName('Matrix')!;

describe('what somebody else does', () => {
  test.each([
    ['enters something', (work: ScriptAtWork) => work.person.type('Matrix', remarks, 'Mine.')],
    [
      'enters a formula that shows the same',
      (work: ScriptAtWork) => work.person.type('Matrix', remarks, '=""'),
    ],
    [
      'inserts a row',
      (work: ScriptAtWork) => {
        work.person.insertRows('Matrix', 20);
      },
    ],
  ])('%s after the workbook was read: nothing is painted', async (_, act) => {
    const work = await scriptAtWork();
    const host = hostAt(work);
    await host.paint(handedOut);
    await host.read();
    act(work);
    const before = structuredClone(work.program.workbook);
    const { code, message, touched } = await refusalOf(host.paint(filled));
    expect({ code, touched }).toEqual({ code: 'changed', touched: [] });
    expect(message).toContain('“Matrix”');
    expect(work.program.workbook).toEqual(before);
    await host.read();
    expect((await host.paint(filled)).painted).toHaveLength(filled.worksheets.length);
  });
  test('enters something while the workbook is painted: the worksheet is left, and what was painted is told', async () => {
    const work = await scriptAtWork();
    const painter = hostAt(work);
    await painter.paint(handedOut);
    // After reading, beginning and the guide the fourth execution paints the matrix.
    const host = hostAt(work, (execution) => {
      if (execution === 4) work.person.type('Matrix', remarks, 'Mine.');
    });
    await host.read();
    const { code, touched } = await refusalOf(host.paint(filled));
    expect({ code, touched }).toEqual({ code: 'changed', touched: ['_nisp', 'Guide'] });
    expect(matrixIn(work).getRange(remarks).getValue()).toBe('Mine.');
  });
  test('changes looks and marks: this is no reason to refuse, for nothing entered is lost', async () => {
    const work = await scriptAtWork();
    const host = hostAt(work);
    await host.paint(handedOut);
    await host.read();
    await host.mark([{ worksheet: 'Matrix', range: remarks, severity: 'warning', text: 'Too short.' }]);
    matrixIn(work).getRange(remarks).setBackground('#ff0000');
    expect((await host.paint(filled)).painted).toHaveLength(filled.worksheets.length);
  });
});
