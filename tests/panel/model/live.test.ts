/** Edits are checked as they come: soon, only what changed, and with no more asked of the program than that takes. */
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import {
  cellAddress,
  HostError,
  nispPlan,
  type CellContent,
  type EntryValues,
  type WorkbookSnapshot,
} from '../../../core/index.js';
import { stateOfWorkbook } from '../../../panel/model/workbook.js';
import {
  at,
  columnOf,
  edit,
  insertRows,
  moveRows,
  number,
  rowOf,
  setCell,
  text,
  unitSnapshot,
  worksheetOfSnapshot,
} from '../../support/snapshot.js';
import { codesAt, matrixOf, openPanel, own, type PanelUnderTest } from './panel.js';

const [first, second] = own as [string, string];
const said: EntryValues = {
  status: 'In progress',
  progress: 0.5,
  start: '2018-07-01',
  due: '2019-06-30',
  focalPerson: 'Deputy Secretary',
};
const workbook = unitSnapshot({ entries: new Map([[first, said]]) });
const status = at(workbook, first, 'status');
const remarks = at(workbook, first, 'remarks');
const last = rowOf(workbook, own.at(-1)!);
const column = (key: string, top: number, bottom: number) =>
  `${cellAddress(top, columnOf(workbook, key))}:${cellAddress(bottom, columnOf(workbook, key))}`;

/** What the panel knows is what reading everything anew would tell it, and the marks are those of it. */
function expectUpToDate({ host, model }: PanelUnderTest): void {
  expect(model.state.workbook).toEqual(stateOfWorkbook(host.workbook(), nispPlan));
  const worst = matrixOf(model).findings.filter(({ severity }) => severity !== 'information');
  const places = new Set(worst.map(({ at: place }) => `${place?.worksheet ?? ''}!${place?.range ?? ''}`));
  for (const { worksheet, range } of host.marks()) expect(places).toContain(`${worksheet}!${range}`);
}

describe('one edit', () => {
  it('reads its row once it is quiet, and marks the cell that is wrong', async () => {
    const { host, model, clock } = await openPanel(workbook);
    host.type('Matrix', { [status]: text('Finished') });
    await clock.pass(299);
    expect(host.calls).toEqual([]);
    await clock.pass(1);
    expect(codesAt(model, first, 'status')).toEqual(['status/unknown']);
    expect(host.calls).toEqual(['readRows', 'mark']);
    expect(host.marks()).toContainEqual({
      worksheet: 'Matrix',
      range: status,
      severity: 'error',
      text: expect.stringMatching(/is not a status\. .*Choose/) as string,
    });
  });
  it('takes the mark away when the mistake is undone', async () => {
    const { host, clock } = await openPanel(workbook);
    const before = host.marks();
    host.type('Matrix', { [status]: text('Finished') });
    await clock.pass(300);
    host.type('Matrix', { [status]: text('In progress') });
    await clock.pass(300);
    expect(host.marks()).toEqual(before);
  });
  it('that changes no finding writes nothing', async () => {
    const { host, model, clock } = await openPanel(workbook);
    host.type('Matrix', { [remarks]: text('Agreed with the province.') });
    await clock.pass(5_000);
    expect(host.calls).toEqual(['readRows']);
    expect(matrixOf(model).submission.entries.get(first)!.values.remarks).toBe('Agreed with the province.');
  });
  it('moves the figures of the roll-up', async () => {
    const { host, model, clock } = await openPanel(workbook);
    expect(matrixOf(model).rollUp.total.byStatus.Completed).toBe(0);
    host.type('Matrix', { [status]: text('Completed') });
    await clock.pass(300);
    expect(matrixOf(model).rollUp.total.byStatus.Completed).toBe(1);
  });
  it('on the cover or of the date of the roll-up is read as well', async () => {
    const panel = await openPanel(workbook);
    const { host, model, clock } = panel;
    const cellOf = (name: string) =>
      host
        .workbook()
        .definedNames.find((one) => one.name === name)!
        .refersTo.replace(/^.*!|\$/g, '');
    host.type('Guide', { [cellOf('NISP_NilReturn')]: text('Nothing to report') });
    await clock.pass(300);
    expect(host.calls).toEqual(['readRows']);
    expect(matrixOf(model).submission.nilReturn).toBe(true);
    host.type('Roll-up', { [cellOf('NISP_AsOf')]: { kind: 'date', date: '2019-07-01' } });
    await clock.pass(300);
    expect(matrixOf(model).rollUp).toMatchObject({ asOf: '2019-07-01', total: { overdue: 1 } });
    expect(codesAt(model, first, 'due')).toEqual(['status/overdue']);
    expectUpToDate(panel);
  });
});

describe('several edits', () => {
  it('soon after each other are read together', async () => {
    const panel = await openPanel(workbook);
    const { host, clock } = panel;
    host.type('Matrix', { [status]: text('Finished') });
    await clock.pass(200);
    host.type('Matrix', { [at(workbook, second, 'progress')]: number(7) });
    await clock.pass(200);
    expect(host.calls).toEqual([]);
    await clock.pass(100);
    expect(host.calls).toEqual(['readRows', 'mark']);
    expectUpToDate(panel);
  });
  it('that come while others are read are not lost', async () => {
    const panel = await openPanel(workbook);
    const { host, model, clock } = panel;
    const checking = model.check();
    host.type('Matrix', { [status]: text('Finished') });
    await checking;
    host.type('Matrix', { [at(workbook, second, 'status')]: text('Begun') });
    await clock.pass(300);
    expectUpToDate(panel);
    expect(codesAt(model, second, 'status')).toEqual(['status/unknown']);
  });
});

describe('pasting over fifty rows', () => {
  const top = rowOf(workbook, first);
  const range = column('status', top, top + 49);
  it('reads rows once, and the workbook once: pasting takes validations away', async () => {
    const panel = await openPanel(workbook);
    const { host, model, clock } = panel;
    host.paste('Matrix', range, text('Done'));
    await clock.pass(300);
    expect(host.calls).toEqual(['readRows', 'mark']);
    expect(codesAt(model, first, 'status')).toEqual(['status/unknown']);
    expect(matrixOf(model).findings.map(({ code }) => code)).not.toContain('validation/lost');
    await clock.pass(1_500);
    expect(host.calls).toEqual(['readRows', 'mark', 'read', 'mark']);
    expect(matrixOf(model).findings.map(({ code }) => code)).toContain('validation/lost');
    expectUpToDate(panel);
    await clock.pass(10_000);
    expect(host.calls.length).toBe(4);
  });
  it('reads everything only when it has become quiet', async () => {
    const { host, clock } = await openPanel(workbook);
    host.paste('Matrix', range, text('Done'));
    await clock.pass(1_000);
    host.type('Matrix', { [remarks]: text('Checked.') });
    await clock.pass(1_000);
    expect(host.calls).not.toContain('read');
    await clock.pass(500);
    expect(host.calls.filter((call) => call === 'read')).toEqual(['read']);
  });
  it('reads everything no second time if somebody asked for a check meanwhile', async () => {
    const { host, model, clock } = await openPanel(workbook);
    host.paste('Matrix', range, text('Done'));
    await model.check();
    await clock.pass(5_000);
    expect(host.calls).toEqual(['read', 'mark']);
  });
  it('is bounded however far down it reaches', async () => {
    const panel = await openPanel(workbook);
    panel.host.paste('Matrix', `C${last + 5}:C${last + 6}`, text('below'));
    await panel.clock.pass(300);
    expectUpToDate(panel);
    const known = worksheetOfSnapshot(panel.host.workbook()).rows.at(-1)!.row;
    const readRows = vi.spyOn(panel.host, 'readRows');
    panel.host.rearrange((current) => current);
    await panel.clock.pass(300);
    panel.host.type('Matrix', { [status]: null });
    panel.host.edited('Matrix', 'B:B');
    panel.host.edited('Matrix', 'A1000000');
    await panel.clock.pass(300);
    expect(readRows.mock.calls).toEqual([['Matrix', [[1, known + 1_000]]]]);
  });
});

describe('what is rearranged', () => {
  it('is read anew, and everything is where it is now', async () => {
    const panel = await openPanel(workbook);
    const { host, model, clock } = panel;
    host.rearrange((current) => edit(current, insertRows(7, 2)));
    host.type('Matrix', { [at(host.workbook(), first, 'status')]: text('Finished') });
    await clock.pass(300);
    expect(host.calls).toEqual(['read', 'mark']);
    expectUpToDate(panel);
    const { at: place } = matrixOf(model).findings.find(({ code }) => code === 'status/unknown')!;
    expect(place).toEqual({ worksheet: 'Matrix', range: at(host.workbook(), first, 'status') });
  });
  it('by a sort keeps marks with their cells', async () => {
    const panel = await openPanel(edit(workbook, setCell(status, text('Finished'))));
    const [a, b] = [rowOf(workbook, first), last];
    panel.host.rearrange((current) =>
      edit(
        current,
        moveRows(
          new Map([
            [a, b],
            [b, a],
          ]),
        ),
      ),
    );
    await panel.clock.pass(300);
    expectUpToDate(panel);
    expect(panel.host.marks()).toContainEqual({
      worksheet: 'Matrix',
      range: at(panel.host.workbook(), first, 'status'),
      severity: 'error',
      text: expect.stringMatching(/is not a status\. .*Choose/) as string,
    });
  });
  it('so that nothing is ours any more is told, and the marks go', async () => {
    const { host, model, clock } = await openPanel(edit(workbook, setCell(status, text('Finished'))));
    host.rearrange((current) => ({ ...current, worksheets: current.worksheets.slice(0, 1) }));
    await clock.pass(300);
    expect(model.state.workbook.kind).toBe('unusable');
    expect(host.marks()).toEqual([]);
  });
});

describe('what is none of ours', () => {
  const foreign: WorkbookSnapshot = {
    ...workbook,
    worksheets: [...workbook.worksheets, { ...workbook.worksheets[0]!, name: 'Own' }],
  };
  it('costs nothing: edits of a person’s own worksheets, of our lists and findings', async () => {
    const { host, clock } = await openPanel(foreign);
    host.type('Own', { A1: text('mine') });
    host.paste('Own', 'A1:D50', number(1));
    host.paste('Findings', 'A1:D9', number(1));
    await clock.pass(10_000);
    expect(host.calls).toEqual([]);
  });
  it('costs nothing: whatever happens in a workbook that has nothing of ours', async () => {
    const { host, clock } = await openPanel();
    host.type('Sheet1', { A1: text('mine') });
    host.rearrange((current) => current);
    await clock.pass(10_000);
    expect(host.calls).toEqual([]);
  });
  it('is nothing that happens after the panel was closed', async () => {
    const { host, model, clock } = await openPanel(workbook);
    host.type('Matrix', { [status]: text('Finished') });
    await model.close();
    host.type('Matrix', { [remarks]: text('late') });
    await clock.pass(10_000);
    expect(host.calls).toEqual([]);
    expect(model.state.isLive).toBe(false);
  });
});

describe('a check that fails', () => {
  it('is told, and made up for by the next', async () => {
    const panel = await openPanel(workbook);
    const { host, model, clock } = panel;
    host.fail('readRows', new HostError('unavailable', 'There is no connection.'));
    host.type('Matrix', { [status]: text('Finished') });
    await clock.pass(300);
    expect(model.state.notice).toMatchObject({ kind: 'failed', task: 'checking', code: 'unavailable' });
    host.type('Matrix', { [remarks]: text('…') });
    await clock.pass(300);
    expect(host.calls).toEqual(['readRows', 'read', 'mark']);
    expectUpToDate(panel);
  });
  it('because a cell is being edited is tried again later, and nobody is told', async () => {
    const panel = await openPanel(workbook);
    const { host, model, clock } = panel;
    host.fail('readRows', new HostError('in-use', 'A cell is being edited.'));
    host.type('Matrix', { [status]: text('Finished') });
    await clock.pass(300);
    expect(model.state.notice).toBeNull();
    expect(host.calls).toEqual(['readRows']);
    await clock.pass(1_500);
    expect(model.state.notice).toBeNull();
    expect(host.calls).toEqual(['readRows', 'read', 'mark']);
    expectUpToDate(panel);
  });
  it('of the marks is made up for by the next', async () => {
    const panel = await openPanel(workbook);
    const { host, clock } = panel;
    host.fail('mark', new HostError('failed', 'The worksheet is protected.'));
    host.type('Matrix', { [status]: text('Finished') });
    await clock.pass(300);
    host.type('Matrix', { [remarks]: text('…') });
    await clock.pass(300);
    expect(host.marks()).toContainEqual({
      worksheet: 'Matrix',
      range: status,
      severity: 'error',
      text: expect.stringMatching(/is not a status\. .*Choose/) as string,
    });
  });
});

it('whatever is typed, pasted and moved in whatever order: what is known is what stands there', async () => {
  const anyContent: fc.Arbitrary<CellContent | null> = fc.oneof(
    fc.constant(null),
    fc.constantFrom('Completed', 'in progress', 'On hold', '45%', '03/04/2019', 'x', '=1').map(text),
    fc.constantFrom(0, 0.5, 1, 80, 43_000).map(number),
  );
  const anyRow = fc.integer({ min: 1, max: last + 3 });
  const anyColumn = fc.integer({ min: 1, max: 22 });
  const anyAct = fc.oneof(
    fc.record({ kind: fc.constant('type' as const), row: anyRow, left: anyColumn, content: anyContent }),
    fc.record({
      kind: fc.constant('paste' as const),
      row: anyRow,
      left: anyColumn,
      content: anyContent,
      height: fc.integer({ min: 1, max: 60 }),
      width: fc.integer({ min: 1, max: 4 }),
    }),
    fc.record({ kind: fc.constant('insert' as const), row: anyRow }),
    fc.record({ kind: fc.constant('time' as const), milliseconds: fc.constantFrom(100, 300, 1_500) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(anyAct, { maxLength: 12 }), async (acts) => {
      const panel = await openPanel(workbook);
      const { host, model, clock } = panel;
      for (const act of acts) {
        if (act.kind === 'type') host.type('Matrix', { [cellAddress(act.row, act.left)]: act.content });
        else if (act.kind === 'insert') host.rearrange((current) => edit(current, insertRows(act.row, 1)));
        else if (act.kind === 'time') await clock.pass(act.milliseconds);
        else {
          const corner = cellAddress(act.row + act.height - 1, act.left + act.width - 1);
          host.paste('Matrix', `${cellAddress(act.row, act.left)}:${corner}`, act.content);
        }
      }
      await clock.pass(300);
      await clock.pass(1_500);
      expect(model.state.workbook).toEqual(stateOfWorkbook(host.workbook(), nispPlan));
    }),
    { numRuns: 40 },
  );
});
