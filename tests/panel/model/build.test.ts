/** Building: anew, or over what is there, of which a copy is made first; nothing is changed where something would be lost. */
import { describe, expect, it } from 'vitest';
import {
  buildUnitWorkbook,
  HostError,
  nispPlan,
  parsePeriod,
  snapshotOf,
  type WorkbookSnapshot,
} from '../../../core/index.js';
import { copyName } from '../../../panel/model/copy-name.js';
import {
  all,
  at,
  edit,
  moveColumns,
  number,
  removeRows,
  rowOf,
  setCell,
  text,
  unitSnapshot,
  worksheetOfSnapshot,
} from '../../support/snapshot.js';
import { matrixOf, noticeOf, now, openPanel, own } from './panel.js';

const request = { unit: 'punjab', period: parsePeriod('2019-Q1')! };
const [first] = own as [string];
const workbook = unitSnapshot({ entries: new Map([[first, { status: 'In progress', spent: 3 }]]) });
const progress = at(workbook, first, 'progress');
const remarks = at(workbook, first, 'remarks');
const foreign: WorkbookSnapshot = {
  worksheets: [{ ...worksheetOfSnapshot(unitSnapshot(), 'Lists'), name: 'Matrix', rows: [] }],
  definedNames: [],
};
const names = ({ worksheets }: WorkbookSnapshot) => worksheets.map(({ name }) => name);

describe('what building would do', () => {
  it('is told before', async () => {
    const preview = async (snapshot: WorkbookSnapshot | undefined, asked = request) =>
      (await openPanel(snapshot)).model.previewBuild(asked);
    expect(await preview(undefined)).toBe('new');
    expect(await preview(workbook)).toBe('over');
    expect(await preview(workbook, { ...request, unit: 'sindh' })).toBe('other-unit-or-period');
    expect(await preview(workbook, { ...request, period: parsePeriod('2019-Q2')! })).toBe(
      'other-unit-or-period',
    );
    expect(await preview(foreign)).toBe('unusable');
  });
});

describe('in a workbook without anything of ours', () => {
  it('paints the workbook that the core builds, beside what is there', async () => {
    const { host, model } = await openPanel();
    await model.build(request);
    expect(host.calls).toEqual(['read', 'paint', 'read', 'mark']);
    const built = snapshotOf(buildUnitWorkbook({ plan: nispPlan, ...request }));
    expect(host.workbook().worksheets.slice(1)).toEqual(built.worksheets);
    const { report, copy } = noticeOf(model, 'built');
    expect(copy).toBeNull();
    expect(report).toMatchObject({ painted: names(built), untouched: ['Sheet1'] });
    expect(matrixOf(model)).toMatchObject({ unit: 'punjab', period: { id: '2019-Q1' } });
  });
  it('holds how much is done, as far as the program tells, until it is over', async () => {
    const { host, model } = await openPanel();
    const seen = new Set<string>();
    model.subscribe(({ busy, progress }) => seen.add(JSON.stringify([busy, progress])));
    await model.build(request);
    expect([...seen]).toEqual([
      JSON.stringify(['building', null]),
      JSON.stringify(['building', { done: 0, of: 2 }]),
      JSON.stringify(['building', { done: 1, of: 2 }]),
      JSON.stringify([null, null]),
    ]);
    host.fail('paint', new HostError('failed', 'No.', ['Guide']));
    await model.build(request);
    expect(model.state).toMatchObject({ busy: null, progress: null });
  });
});

describe('over the workbook of the same unit and quarter', () => {
  const name = 'Matrix 2026-11-22 15.40';

  it('keeps every entry, after a copy that is no matrix', async () => {
    const { host, model } = await openPanel(
      edit(workbook, all(setCell(progress, number(0.5)), setCell(remarks, text('nisp:no')))),
    );
    const before = worksheetOfSnapshot(host.workbook());
    await model.build(request);
    expect(host.calls).toEqual(['read', 'copyWorksheet', 'paint', 'read', 'mark']);
    expect(noticeOf(model, 'built').copy).toBe(name);
    expect(matrixOf(model).submission.entries.get(first)!.values).toEqual({
      status: 'In progress',
      progress: 0.5,
      spent: 3,
      remarks: 'nisp:no',
    });
    const copy = worksheetOfSnapshot(host.workbook(), name);
    const isOfKeys = ({ row }: { readonly row: number }) => row === 4;
    expect(copy.rows).toEqual(before.rows.filter((row) => !isOfKeys(row)));
    expect(names(host.workbook()).at(-1)).toBe(name);
  });
  it('brings back what was moved and pasted over', async () => {
    const { host, model } = await openPanel(
      edit(workbook, (worksheet) => ({
        ...moveColumns((column) => (column < 20 ? 20 - column : column))(worksheet),
        validations: [],
      })),
    );
    await model.build(request);
    expect(worksheetOfSnapshot(host.workbook())).toEqual(worksheetOfSnapshot(workbook));
    expect(matrixOf(model).findings.map(({ code }) => code)).not.toContain('validation/lost');
  });
  it('does it again with a copy of another name', async () => {
    const { model } = await openPanel(workbook);
    await model.build(request);
    await model.build(request);
    expect(noticeOf(model, 'built').copy).toBe(`${name} (2)`);
  });
  it('looks at what stands there now, not at what was read before', async () => {
    const { host, model } = await openPanel(workbook);
    host.type('Matrix', { [progress]: number(0.25) });
    await model.build(request);
    expect(matrixOf(model).submission.entries.get(first)!.values.progress).toBe(0.25);
  });
});

describe('nothing is changed', () => {
  const refused = async (snapshot: WorkbookSnapshot, asked = request) => {
    const { host, model } = await openPanel(snapshot);
    const before = host.workbook();
    await model.build(asked);
    expect(host.calls).toEqual(['read']);
    expect(host.workbook()).toBe(before);
    return noticeOf(model, 'not-built').findings;
  };
  it('where something would be lost: each thing is listed', async () => {
    const spent = at(workbook, first, 'spent');
    const findings = await refused(edit(workbook, setCell(spent, text('three or so'))));
    expect(findings).toMatchObject([
      { code: 'repaint/would-lose', params: { found: 'three or so' }, at: { range: spent } },
    ]);
  });
  it('where the workbook is another unit’s, or of another quarter', async () => {
    expect(await refused(workbook, { ...request, unit: 'sindh' })).toMatchObject([
      { code: 'workbook/unit-different' },
    ]);
    expect(await refused(workbook, { ...request, period: parsePeriod('2019-Q2')! })).toMatchObject([
      { code: 'workbook/period-different' },
    ]);
  });
  it('where Matrix is a person’s own', async () => {
    expect(await refused(foreign)).toMatchObject([{ code: 'repaint/foreign-worksheet' }]);
  });
  it('where a worksheet of ours bears another name: not even a copy is made', async () => {
    const renamed = edit(workbook, (worksheet) => ({ ...worksheet, name: 'Instructions' }), 'Guide');
    const definedNames = workbook.definedNames.map(({ name, refersTo }) => ({
      name,
      refersTo: refersTo.replace('Guide!', 'Instructions!'),
    }));
    const { host, model } = await openPanel({ ...renamed, definedNames });
    await model.build(request);
    expect(noticeOf(model, 'failed')).toMatchObject({
      task: 'building',
      code: 'foreign-worksheet',
      touched: [],
      copy: null,
    });
    expect(host.calls).toEqual(['read']);
  });
});

describe('a failure', () => {
  it('of painting says what was touched and where the copy is, and the workbook is read again', async () => {
    const { host, model, clock } = await openPanel(workbook);
    host.fail('paint', new HostError('failed', 'It stopped half-way.', ['Guide', 'Matrix']));
    await model.build(request);
    expect(noticeOf(model, 'failed')).toEqual({
      kind: 'failed',
      task: 'building',
      code: 'failed',
      message: 'It stopped half-way.',
      isBug: false,
      touched: ['Guide', 'Matrix'],
      copy: 'Matrix 2026-11-22 15.40',
    });
    expect(model.state.busy).toBeNull();
    host.forget();
    host.type('Matrix', { [progress]: number(0.25) });
    await clock.pass(300);
    expect(host.calls[0]).toBe('read');
  });
  it('half-way through is made good by building again, with every entry that was there', async () => {
    const { host, model } = await openPanel(workbook);
    const before = matrixOf(model).submission.entries.get(first)!.values;
    host.fail('paint', new HostError('failed', 'It stopped half-way.', ['Guide', 'Matrix']));
    await model.build(request);
    expect(model.previewBuild(request)).toBe('again');
    expect(model.previewBuild({ ...request, unit: 'sindh' })).toBe('other-unit-or-period');
    // What stands there now is not what was entered: the row is gone, and the panel has seen it.
    host.rearrange((current) => edit(current, removeRows(rowOf(current, first))));
    await model.check();
    await model.build(request);
    expect(noticeOf(model, 'built').copy).toBe('Matrix 2026-11-22 15.40 (2)');
    expect(matrixOf(model).submission.entries.get(first)!.values).toEqual(before);
    expect(model.previewBuild(request)).toBe('over');
  });
  it('that left no matrix is made good in another panel too: the workbook knows whose it is', async () => {
    const missing: WorkbookSnapshot = {
      ...workbook,
      worksheets: workbook.worksheets.filter(({ name }) => name !== 'Matrix'),
    };
    const { model } = await openPanel(missing);
    expect(model.state.workbook).toMatchObject({ kind: 'unusable', missing: { unit: 'punjab' } });
    expect(model.previewBuild(request)).toBe('again');
    expect(model.previewBuild({ ...request, unit: 'sindh' })).toBe('other-unit-or-period');
    await model.build(request);
    expect(noticeOf(model, 'built').copy).toBeNull();
    expect(matrixOf(model).submission.entries.get(first)!.values).toEqual({
      status: 'In progress',
      spent: 3,
    });
  });
  it('of copying touches nothing', async () => {
    const { host, model } = await openPanel(workbook);
    host.fail('copyWorksheet', new HostError('unavailable', 'The structure of the workbook is protected.'));
    await model.build(request);
    expect(noticeOf(model, 'failed')).toMatchObject({ code: 'unavailable', touched: [], copy: null });
    expect(host.calls).not.toContain('paint');
  });
  it('of reading afterwards says that it was painted', async () => {
    const { host, model } = await openPanel();
    host.fail('read', new HostError('unavailable', 'A cell is being edited.'), 2);
    await model.build(request);
    expect(noticeOf(model, 'failed')).toMatchObject({ task: 'building', code: 'unavailable', copy: null });
    expect(noticeOf(model, 'failed').touched).toContain('Matrix');
  });
});

describe('the name of a copy', () => {
  it('has at most 31 characters and is not taken, whatever the letter case', () => {
    const name = copyName('The implementation matrix', now, []);
    expect(name).toBe('The implementa 2026-11-22 15.40');
    expect(name.length).toBe(31);
    const second = copyName('The implementation matrix', now, [name.toUpperCase()]);
    expect(second).toBe('The implem 2026-11-22 15.40 (2)');
    expect(copyName('The implementation matrix', now, [name, second])).toMatch(/ \(3\)$/);
  });
});
