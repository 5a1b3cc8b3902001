/** The panel's model at the script that is pushed: what a person does in the spreadsheet is heard of, checked and marked; then it is quiet. */
import { beforeAll, describe, expect, test } from 'vitest';
import { createSheetsHost } from '../../../appsscript/sidebar/sheets-host.js';
import { nispPlan, parsePeriod } from '../../../core/index.js';
import { createPanelModel } from '../../../panel/index.js';
import { cellOf, reported, rowOf } from '../../contract/workbooks.js';
import { codesAt, createClock, matrixOf, noticeOf } from '../../panel/model/panel.js';
import { scriptAtWork } from '../script-at-work.js';

const [first, second] = reported as [string, string];
const status = cellOf(first, 'status');
const period = parsePeriod('2019-Q1')!;

/** A panel beside a new spreadsheet, in a time that passes when it is told to. */
async function panelAtScript() {
  const work = await scriptAtWork();
  const clock = createClock();
  const asked: string[] = [];
  const host = createSheetsHost(
    (request) => {
      asked.push((JSON.parse(request) as { readonly method: string }).method);
      return Promise.resolve(work.script.run('callHost', [request], { user: work.person.user }) as string);
    },
    { wait: clock.wait, isHidden: () => false },
  );
  const model = createPanelModel({ host, plan: nispPlan, wait: clock.wait });
  return {
    ...work,
    model,
    /** Lets so many looks at the spreadsheet pass, and what they lead to. @returns what was asked of the script */
    pass: async (looks: number): Promise<readonly string[]> => {
      asked.length = 0;
      for (let look = 0; look < looks; look += 1) {
        for (const milliseconds of [300, 1_500, 2_200]) await clock.pass(milliseconds);
      }
      return [...asked];
    },
    noteOf: (cell: string) =>
      work.app.getActiveSpreadsheet().getSheetByName('Matrix')!.getRange(cell).getNote(),
  };
}

const isQuiet = (asked: readonly string[]) => asked.every((method) => method === 'look');

describe('a team at work', () => {
  let panel: Awaited<ReturnType<typeof panelAtScript>>;
  beforeAll(async () => {
    panel = await panelAtScript();
    await panel.model.open();
    await panel.model.build({ unit: 'punjab', period });
  });

  test('builds the workbook; what the panel painted itself keeps it busy once at most', async () => {
    const { model, pass } = panel;
    expect(noticeOf(model, 'built').report).toMatchObject({ untouched: [], calls: 7 });
    expect(matrixOf(model)).toMatchObject({ unit: 'punjab' });
    expect((await pass(2)).filter((method) => method === 'read').length).toBeLessThanOrEqual(1);
    expect(isQuiet(await pass(5))).toBe(true);
  });
  test('pastes what is no status: the cell says so within a look, and no longer when it is put right', async () => {
    const { model, person, pass, noteOf } = panel;
    person.pasteBlock('Matrix', status, [['Finished']]);
    await pass(2);
    expect(codesAt(model, first, 'status')).toEqual(['status/unknown']);
    expect(noteOf(status)).toContain('▲ NISP: ');
    expect(isQuiet(await pass(5))).toBe(true);
    person.clear('Matrix', status);
    await pass(2);
    expect(codesAt(model, first, 'status')).toEqual([]);
    expect(noteOf(status)).not.toContain('NISP: ');
  });
  test('has a fix made and undone, which keeps the panel busy once at most', async () => {
    const { model, person, pass } = panel;
    person.pasteBlock('Matrix', status, [['completed ']]);
    await pass(2);
    const fixable = matrixOf(model).findings.filter(
      ({ intervention, fix }) => intervention === first && fix !== undefined,
    );
    expect(fixable.length).toBeGreaterThan(0);
    await model.fix(fixable);
    expect(noticeOf(model, 'fixed')).toMatchObject({ refused: 0 });
    await pass(2);
    expect(isQuiet(await pass(3))).toBe(true);
    await model.undo();
    expect(noticeOf(model, 'undone')).toMatchObject({ refused: 0 });
    await pass(2);
    expect(isQuiet(await pass(3))).toBe(true);
  });
  test('selects a row: the panel shows its intervention', async () => {
    const { model, person, pass } = panel;
    person.select('Matrix', `B${rowOf(second)}`);
    expect(isQuiet(await pass(1))).toBe(true);
    expect(model.state.selected).toBe(second);
  });
  test('inserts a row: everything is read again, and found where it is now', async () => {
    const { model, person, pass } = panel;
    const before = matrixOf(model).submission.entries.get(first)!.cells.get('status');
    person.insertRows('Matrix', rowOf(first));
    expect(await pass(2)).toContain('read');
    expect(before).toBe(status);
    expect(matrixOf(model).submission.entries.get(first)!.cells.get('status')).toBe(
      status.replace(/\d+/, (row) => String(Number(row) + 1)),
    );
  });
});
