/** What a workbook is to the panel when it is opened and checked: a matrix, nothing of ours, or something unusable. */
import { describe, expect, it } from 'vitest';
import {
  buildNationalWorkbook,
  checkWorkbook,
  consolidate,
  describe as inWords,
  HostError,
  nispPlan,
  rollUp,
  snapshotOf,
  type WorkbookSnapshot,
} from '../../../core/index.js';
import { at, edit, setCell, text, unitSnapshot, worksheetOfSnapshot } from '../../support/snapshot.js';
import { matrixOf, noticeOf, openPanel, own, panelAt } from './panel.js';

const [first] = own as [string];
const workbook = unitSnapshot({
  entries: new Map([[first, { status: 'Completed', progress: 0.5, due: '2019-03-01' }]]),
});
const renamed = (from: string, to: string, snapshot: WorkbookSnapshot = workbook) =>
  edit(snapshot, (worksheet) => ({ ...worksheet, name: to }), from);

describe('a workbook of ours', () => {
  it('is read, checked, rolled up and marked, once, and watched', async () => {
    const { host, model } = panelAt(workbook);
    expect(model.state.workbook).toEqual({ kind: 'unknown' });
    await model.open();
    expect(host.calls).toEqual(['watch', 'read', 'mark']);
    const { unit, period, submission, findings, rollUp: figures } = matrixOf(model);
    const checked = checkWorkbook(workbook, { plan: nispPlan, file: '', hash: null, received: null });
    expect([unit, period.id]).toEqual(['punjab', '2019-Q1']);
    expect(submission).toEqual(checked.submission);
    expect(findings.map(({ code }) => code)).toEqual(checked.diagnostics.map(({ code }) => code));
    expect(findings.some(({ at: place }) => place?.file !== undefined)).toBe(false);
    expect(figures).toEqual(rollUp([{ unit, submission }], { plan: nispPlan, asOf: '2019-03-31' }));
    expect(host.marks()).toContainEqual({
      worksheet: 'Matrix',
      range: at(workbook, first, 'progress'),
      severity: 'error',
      text: findings
        .filter(({ at: place }) => place?.range === at(workbook, first, 'progress'))
        .map((finding) => Object.values(inWords(finding)).join(' '))
        .join('\n'),
    });
    expect(model.state).toMatchObject({ isLive: true, busy: null, notice: null });
  });
  it('is judged as of the date that its Roll-up worksheet states', async () => {
    const { model } = await openPanel(
      unitSnapshot({ entries: new Map([[first, { due: '2019-05-01' }]]), asOf: '2019-06-30' }),
    );
    expect(matrixOf(model).rollUp).toMatchObject({ asOf: '2019-06-30', total: { overdue: 1 } });
    expect(matrixOf(model).findings.map(({ code }) => code)).toContain('status/overdue');
  });
  it('is judged as of the end of its period where that date is none', async () => {
    const refersTo = workbook.definedNames.find(({ name }) => name === 'NISP_AsOf')!.refersTo;
    const cell = refersTo.replace(/^.*!|\$/g, '');
    const { model } = await openPanel(edit(workbook, setCell(cell, text('end of June')), 'Roll-up'));
    expect(matrixOf(model).rollUp.asOf).toBe('2019-03-31');
  });
  it('whose Matrix bears another name is read all the same', async () => {
    const { model } = await openPanel(renamed('Matrix', 'Our matrix'));
    expect(matrixOf(model).findings).toContainEqual(
      expect.objectContaining({ code: 'workbook/worksheet-renamed', at: { worksheet: 'Our matrix' } }),
    );
  });
});

describe('a workbook without anything of ours', () => {
  it('is none, and nothing is marked', async () => {
    const { host, model } = panelAt();
    await model.open();
    expect(model.state.workbook).toEqual({ kind: 'none' });
    expect(host.calls).toEqual(['watch', 'read']);
    await model.check();
    expect(model.state.notice).toBeNull();
  });
});

describe('a workbook that cannot be used', () => {
  const found = async (snapshot: WorkbookSnapshot) => {
    const { host, model } = await openPanel(snapshot);
    const { workbook: state } = model.state;
    if (state.kind !== 'unusable') throw new Error(state.kind);
    expect(host.marks()).toEqual([]);
    await model.check();
    const errors = state.findings.filter(({ severity }) => severity === 'error').length;
    expect(noticeOf(model, 'checked').counts.error).toBe(errors);
    return state.findings.map(({ code, at: place }) => [code, place?.worksheet]);
  };
  const metadata = (key: string, value: string) => {
    const { row } = worksheetOfSnapshot(workbook, '_nisp').rows.find(({ cells }) =>
      cells.some(({ content }) => content?.kind === 'text' && content.text === key),
    )!;
    return edit(workbook, setCell(`B${row}`, text(value)), '_nisp');
  };
  const own = (name: string): WorkbookSnapshot => ({
    worksheets: [{ ...workbook.worksheets[0]!, name, rows: [] }],
    definedNames: [],
  });

  it('has a Matrix of a person’s own', async () => {
    expect(await found(own('MATRIX'))).toEqual([['repaint/foreign-worksheet', 'MATRIX']]);
  });
  it('has two matrices', async () => {
    const twice = [...workbook.worksheets, { ...worksheetOfSnapshot(workbook), name: 'Matrix (2)' }];
    expect(await found({ ...workbook, worksheets: twice })).toEqual([
      ['workbook/several-matrices', undefined],
    ]);
  });
  it('was built by a version that is not known', async () => {
    expect(await found(metadata('template', '77'))).toEqual([['workbook/template-unknown', '_nisp']]);
  });
  it('is of another plan', async () => {
    expect(await found(metadata('plan', 'other-plan'))).toEqual([['workbook/plan-different', '_nisp']]);
  });
  it('no longer says whose it is', async () => {
    const worksheets = workbook.worksheets.filter(({ name }) => name !== '_nisp');
    expect(await found({ ...workbook, worksheets })).toEqual([['workbook/metadata-missing', undefined]]);
  });
  it('has lost its Matrix', async () => {
    const worksheets = workbook.worksheets.filter(({ name }) => name !== 'Matrix');
    expect(await found({ ...workbook, worksheets })).toEqual([['workbook/not-a-matrix', undefined]]);
  });
  it('is the nation’s', async () => {
    const consolidation = consolidate([], { plan: nispPlan, period: '2019-Q1', asOf: '2019-03-31' });
    const national = buildNationalWorkbook({ consolidation, findings: [] });
    expect(await found(snapshotOf(national))).not.toEqual([]);
  });
});

describe('a workbook that cannot be read', () => {
  it('is told, and read when asked again', async () => {
    const { host, model } = panelAt(workbook);
    host.fail('read', new HostError('no-access', 'The workbook is locked.', []));
    await model.open();
    expect(noticeOf(model, 'failed')).toEqual({
      kind: 'failed',
      task: 'opening',
      code: 'no-access',
      message: 'The workbook is locked.',
      isBug: false,
      touched: [],
      copy: null,
    });
    expect(model.state).toMatchObject({ workbook: { kind: 'unknown' }, busy: null });
    await model.check();
    expect(noticeOf(model, 'checked').counts.error).toBeGreaterThan(0);
  });
  it('because of a bug is told without what stands in cells', async () => {
    const { host, model } = panelAt(workbook);
    host.fail('read', new TypeError('“Top secret” is not iterable'));
    await model.open();
    expect(noticeOf(model, 'failed')).toMatchObject({ code: 'failed', message: 'TypeError', isBug: true });
  });
  it('live is read all the same', async () => {
    const { host, model } = panelAt(workbook);
    host.fail('watch', new HostError('unavailable', 'There are no events here.'));
    await model.open();
    expect(noticeOf(model, 'failed')).toMatchObject({ task: 'opening', code: 'unavailable' });
    expect(model.state.isLive).toBe(false);
    expect(matrixOf(model).unit).toBe('punjab');
  });
});

describe('whoever draws the panel', () => {
  it('is told of every change until it has enough', async () => {
    const { model } = panelAt(workbook);
    const seen: string[] = [];
    const stop = model.subscribe(({ busy, workbook: { kind } }) => seen.push(`${busy ?? 'idle'} ${kind}`));
    await model.open();
    expect(seen).toEqual(['opening unknown', 'opening unknown', 'opening matrix', 'idle matrix']);
    stop();
    await model.check();
    expect(seen.length).toBe(4);
  });
  it('sees one task after another', async () => {
    const { host, model } = await openPanel(workbook);
    const tasks: string[] = [];
    model.subscribe(({ busy }) => {
      if (busy !== null && busy !== tasks.at(-1)) tasks.push(busy);
    });
    await Promise.all([model.check(), model.repair(), model.writeFindings()]);
    expect(tasks).toEqual(['checking', 'repairing', 'writing-findings']);
    expect(host.calls).toEqual([
      ...['read', 'mark'],
      ...['read', 'repair', 'read', 'mark'],
      ...['read', 'mark', 'paintWorksheets', 'goTo'],
    ]);
  });
  it('can put a notice away', async () => {
    const { model } = await openPanel(workbook);
    await model.check();
    noticeOf(model, 'checked');
    model.dismissNotice();
    expect(model.state.notice).toBeNull();
  });
});
