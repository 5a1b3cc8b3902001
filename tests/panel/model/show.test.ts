/** Going to cells and worksheets, and which intervention is selected. */
import { describe, expect, it } from 'vitest';
import { HostError, nispPlan } from '../../../core/index.js';
import {
  at,
  edit,
  insertRows,
  removeRows,
  rowOf,
  setCell,
  text,
  unitSnapshot,
} from '../../support/snapshot.js';
import { matrixOf, noticeOf, openPanel, own } from './panel.js';

const [first, second] = own as [string, string];
const clean = unitSnapshot();
const status = at(clean, first, 'status');
const wrong = edit(clean, setCell(status, text('Finished')));

describe('the cell of a finding', () => {
  it('is shown', async () => {
    const { host, model } = await openPanel(wrong);
    await model.goTo(matrixOf(model).findings.find(({ code }) => code === 'status/unknown')!);
    expect(host.shown()).toEqual({ worksheet: 'Matrix', range: status });
    expect(host.calls).toEqual(['goTo']);
  });
  it('is shown where it was moved to', async () => {
    const { host, model } = await openPanel(wrong);
    const finding = matrixOf(model).findings.find(({ code }) => code === 'status/unknown')!;
    host.rearrange((current) => edit(current, insertRows(6, 2)));
    await model.goTo(finding);
    expect(host.shown()).toEqual({ worksheet: 'Matrix', range: at(host.workbook(), first, 'status') });
  });
  it('is nowhere for a finding about the workbook', async () => {
    const { host, model } = await openPanel(clean);
    await model.goTo({ code: 'workbook/metadata-missing', severity: 'error', params: {} });
    expect(host.calls).toEqual([]);
  });
});

describe('a worksheet', () => {
  it('is shown', async () => {
    const { host, model } = await openPanel(clean);
    await model.showWorksheet('Roll-up');
    expect(host.shown()).toEqual({ worksheet: 'Roll-up', range: null });
  });
  it('that is gone or hidden is told of, and the panel goes on', async () => {
    const { model } = await openPanel(clean);
    await model.showWorksheet('Nowhere');
    expect(noticeOf(model, 'failed')).toMatchObject({ task: 'showing', code: 'not-found' });
    await model.showWorksheet('Lists');
    expect(noticeOf(model, 'failed')).toMatchObject({ task: 'showing', code: 'not-found' });
    await model.showWorksheet('Guide');
    expect(model.state.busy).toBeNull();
  });
  it('takes no notice away', async () => {
    const { model } = await openPanel(clean);
    await model.check();
    await model.showWorksheet('Guide');
    noticeOf(model, 'checked');
  });
  it('of findings is written and shown', async () => {
    const { host, model } = await openPanel(wrong);
    await model.writeFindings();
    expect(noticeOf(model, 'findings-written').worksheet).toBe('Findings');
    expect(host.shown()).toEqual({ worksheet: 'Findings', range: null });
    const { rows } = host.workbook().worksheets.find(({ name }) => name === 'Findings')!;
    const { findings } = matrixOf(model);
    expect(rows.length).toBe(3 + findings.length);
    const places = rows.map(({ cells }) => cells[2]?.content);
    expect(places).toContainEqual(text(`Matrix!${status}`));
  });
});

describe('the selected intervention', () => {
  it('is that of the row in which a cell is selected', async () => {
    const { host, model } = await openPanel(clean);
    expect(model.state.selected).toBeNull();
    host.select('Matrix', `B${rowOf(clean, second)}:D${rowOf(clean, second) + 4}`);
    expect(model.state.selected).toBe(second);
    expect(host.calls).toEqual([]);
  });
  it('stays while something else is selected', async () => {
    const { host, model } = await openPanel(clean);
    host.select('Matrix', status);
    host.select('Matrix', 'A1');
    host.select('Guide', status);
    host.select('Matrix', 'nonsense');
    expect(model.state.selected).toBe(first);
  });
  it('is shown when it is chosen in the panel', async () => {
    const { host, model } = await openPanel(clean);
    await model.select(second);
    expect(host.shown()).toEqual({ worksheet: 'Matrix', range: at(clean, second, 'status') });
    expect(model.state.selected).toBe(second);
  });
  it('can be a row whose figures are derived: its timeline is the unit’s', async () => {
    const container = nispPlan.interventions.find(
      ({ isContainer, units }) => isContainer && units.includes('punjab'),
    )!.no;
    const { host, model } = await openPanel(clean);
    await model.select(container);
    expect(host.shown()).toEqual({ worksheet: 'Matrix', range: at(clean, container, 'timeline') });
  });
  it('can be one that the workbook lacks: nothing is shown', async () => {
    const { host, model } = await openPanel(edit(clean, removeRows(rowOf(clean, first))));
    await model.select(first);
    expect(model.state.selected).toBe(first);
    expect(host.calls).toEqual([]);
  });
  it('is kept when it cannot be shown', async () => {
    const { host, model } = await openPanel(clean);
    host.fail('goTo', new HostError('unavailable', 'A cell is being edited.'));
    await model.select(first);
    expect(model.state.selected).toBe(first);
    expect(noticeOf(model, 'failed')).toMatchObject({ task: 'showing', code: 'unavailable' });
  });
});
