/** Fixes, undoing them, repairs, and entries through the form of a row: nobody's work is written over. */
import { describe, expect, it } from 'vitest';
import { nispPlan, type Diagnostic, type FieldKey, type WorksheetSnapshot } from '../../../core/index.js';
import {
  all,
  at,
  edit,
  insertColumns,
  insertRows,
  moveRows,
  number,
  pasteOver,
  rowOf,
  setCell,
  text,
  unitSnapshot,
  worksheetOfSnapshot,
} from '../../support/snapshot.js';
import { codesAt, matrixOf, noticeOf, openPanel, own, type PanelUnderTest } from './panel.js';

const [first, second] = own as [string, string];
const clean = unitSnapshot({
  entries: new Map([[first, { status: 'In progress', start: '2018-07-01' }]]),
});
const cell = (field: FieldKey, no = first) => at(clean, no, field);
/** A workbook with slips that have one proper form each. */
const slips = edit(
  clean,
  all(
    setCell(cell('status'), text('in  PROGRESS')),
    setCell(cell('progress'), number(80)),
    setCell(cell('due'), text('30 June 2019')),
    setCell(cell('status', second), text('COMPLETED')),
  ),
);
const shown = ({ host }: PanelUnderTest, address: string) => {
  for (const { row, cells } of worksheetOfSnapshot(host.workbook()).rows) {
    for (const { column, content } of cells) {
      if (`${String.fromCharCode(64 + column)}${row}` === address) return content;
    }
  }
  return null;
};
const fixable = ({ model }: PanelUnderTest): readonly Diagnostic[] =>
  matrixOf(model).findings.filter(({ fix }) => fix);

describe('fixing', () => {
  it('puts values into their proper form, in one write, and reads their rows', async () => {
    const panel = await openPanel(slips);
    const { host, model } = panel;
    await model.fix(fixable(panel));
    expect(host.calls).toEqual(['write', 'readRows', 'mark']);
    expect(noticeOf(model, 'fixed')).toMatchObject({ fixed: 4, refused: 0 });
    expect(fixable(panel)).toEqual([]);
    expect(shown(panel, cell('status'))).toEqual(text('In progress'));
    expect(shown(panel, cell('progress'))).toEqual({ kind: 'number', value: 0.8, format: 'percent' });
    expect(shown(panel, cell('due'))).toEqual({ kind: 'date', date: '2019-06-30' });
  });
  it('of one kind leaves the others', async () => {
    const panel = await openPanel(slips);
    await panel.model.fixAll('status/spelling');
    expect(noticeOf(panel.model, 'fixed').fixed).toBe(2);
    expect(new Set(fixable(panel).map(({ code }) => code))).toEqual(
      new Set(['progress/points', 'date/as-text']),
    );
  });
  it('does not loop: what the program tells of it costs one more look and no write', async () => {
    const panel = await openPanel(slips);
    const { host, model, clock } = panel;
    await model.fix(fixable(panel));
    host.forget();
    await clock.pass(300);
    await clock.pass(10_000);
    expect(host.calls).toEqual(['readRows']);
  });
  it('follows a cell that was moved since', async () => {
    const panel = await openPanel(slips);
    const { host, model } = panel;
    const findings = fixable(panel);
    host.rearrange((current) => edit(current, insertRows(7, 3)));
    await model.fix(findings);
    expect(noticeOf(model, 'fixed')).toMatchObject({ fixed: 4, refused: 0 });
    expect(shown(panel, at(host.workbook(), first, 'due'))).toEqual({ kind: 'date', date: '2019-06-30' });
  });
  it('leaves a cell that somebody has changed since: it has another finding, or none', async () => {
    const panel = await openPanel(slips);
    const { host, model } = panel;
    const findings = fixable(panel);
    host.type('Matrix', { [cell('due')]: text('31 July 2019'), [cell('status')]: text('Dropped') });
    await model.fix(findings);
    expect(noticeOf(model, 'fixed')).toMatchObject({ fixed: 3, refused: 1 });
    expect(shown(panel, cell('due'))).toEqual({ kind: 'date', date: '2019-07-31' });
    expect(shown(panel, cell('status'))).toEqual(text('Dropped'));
  });
  it('leaves a cell that was changed without anybody being told', async () => {
    const panel = await openPanel(slips);
    const { host, model } = panel;
    host.changeSilently((current) => edit(current, setCell(cell('due'), text('31 July 2019'))));
    await model.fix(fixable(panel));
    expect(noticeOf(model, 'fixed')).toMatchObject({ fixed: 3, refused: 1 });
    expect(shown(panel, cell('due'))).toEqual(text('31 July 2019'));
    expect(model.state.undoable).toBe(3);
  });
  it('restores validations where they now belong', async () => {
    const pasted = edit(clean, all(insertColumns(5, 1), pasteOver('G17:G60')));
    const { host, model } = await openPanel(pasted);
    const lost = matrixOf(model).findings.filter(({ code }) => code === 'validation/lost');
    expect(lost.length).toBeGreaterThan(0);
    await model.fixAll('validation/lost');
    expect(host.calls).toEqual(['repair', 'read', 'mark']);
    expect(noticeOf(model, 'fixed')).toMatchObject({ fixed: lost.length, refused: 0 });
    expect(matrixOf(model).findings.map(({ code }) => code)).not.toContain('validation/lost');
    expect(model.state.undoable).toBe(0);
  });
  it('of nothing does nothing', async () => {
    const { host, model } = await openPanel(clean);
    await model.fixAll('status/spelling');
    expect(host.calls).toEqual([]);
    expect(noticeOf(model, 'fixed')).toMatchObject({ fixed: 0, refused: 0 });
  });
});

describe('undoing', () => {
  it('puts back what stood there, in the format that it had', async () => {
    const panel = await openPanel(slips);
    const { host, model } = panel;
    await model.fix(fixable(panel));
    expect(model.state.undoable).toBe(4);
    await model.undo();
    expect(noticeOf(model, 'undone')).toMatchObject({ undone: 4, refused: 0 });
    expect(worksheetOfSnapshot(host.workbook())).toEqual(worksheetOfSnapshot(slips));
    expect(fixable(panel).length).toBe(4);
    expect(model.state.undoable).toBe(0);
  });
  it('goes back step by step', async () => {
    const panel = await openPanel(slips);
    const { model } = panel;
    await model.fixAll('date/as-text');
    await model.fixAll('status/spelling');
    expect(model.state.undoable).toBe(2);
    await model.undo();
    expect(model.state.undoable).toBe(1);
    expect(codesAt(model, first, 'status')).toContain('status/spelling');
    expect(codesAt(model, first, 'due')).not.toContain('date/as-text');
    await model.undo();
    expect(codesAt(model, first, 'due')).toContain('date/as-text');
    await model.undo();
    expect(model.state.notice).toBeNull();
  });
  it('leaves cells that no longer hold what was written', async () => {
    const panel = await openPanel(slips);
    const { host, model } = panel;
    await model.fix(fixable(panel));
    host.type('Matrix', { [cell('due')]: { kind: 'date', date: '2019-12-31' } });
    await model.undo();
    expect(noticeOf(model, 'undone')).toMatchObject({ undone: 3, refused: 1 });
    expect(shown(panel, cell('due'))).toEqual({ kind: 'date', date: '2019-12-31' });
  });
  it('finds cells that were sorted elsewhere, and only those', async () => {
    const panel = await openPanel(slips);
    const { host, model } = panel;
    await model.fixAll('status/spelling');
    const [a, b] = [rowOf(clean, first), rowOf(clean, own.at(-1)!)];
    host.rearrange((current) =>
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
    // The cell where it was holds, by chance, just what was written into it.
    host.type('Matrix', { [cell('status')]: text('In progress') });
    await model.undo();
    expect(noticeOf(model, 'undone')).toMatchObject({ undone: 2, refused: 0 });
    expect(shown(panel, cell('status'))).toEqual(text('In progress'));
    expect(shown(panel, at(host.workbook(), first, 'status'))).toEqual(text('in  PROGRESS'));
  });
  it('passes over a row that is gone', async () => {
    const panel = await openPanel(slips);
    const { host, model } = panel;
    await model.fixAll('date/as-text');
    host.rearrange((current) => edit(current, setCell(at(clean, first, 'no'), null)));
    await model.undo();
    expect(noticeOf(model, 'undone')).toMatchObject({ undone: 0, refused: 1 });
    expect(host.calls.filter((call) => call === 'write').length).toBe(1);
  });
});

describe('repairing', () => {
  it('puts back what pasting destroyed, lists it, and touches no value', async () => {
    const unusable = edit(
      clean,
      all(setCell(cell('budget'), text('ten or so')), pasteOver('F17:H60'), (worksheet) => ({
        ...worksheet,
        isProtected: false,
      })),
    );
    const { host, model } = await openPanel(unusable);
    await model.repair();
    expect(host.calls).toEqual(['read', 'repair', 'read', 'mark']);
    const { report } = noticeOf(model, 'repaired');
    expect(report.restored.map(({ what, worksheet }) => `${what} ${worksheet}`)).toEqual([
      'validation Matrix',
      'conditional-format Matrix',
      'format Matrix',
      'protection Matrix',
    ]);
    const now = worksheetOfSnapshot(host.workbook());
    const built = worksheetOfSnapshot(clean);
    expect([now.validations, now.conditionalFormats]).toEqual([built.validations, built.conditionalFormats]);
    const held = ({ rows }: WorksheetSnapshot) =>
      rows.flatMap(({ row, cells }) =>
        cells.map(({ column, content, formula }) => [row, column, content, formula]),
      );
    expect(held(now)).toEqual(held(worksheetOfSnapshot(unusable)));
    expect(held(now)).not.toEqual(held(built));
  });
  it('of a workbook in which rows and columns were moved puts everything where it now belongs', async () => {
    const moved = edit(
      clean,
      all(insertColumns(4, 1), insertRows(20, 2), (worksheet) => ({
        ...worksheet,
        validations: [],
        conditionalFormats: [],
      })),
    );
    const { host, model } = await openPanel(moved);
    await model.repair();
    const { rows, validations, conditionalFormats } = worksheetOfSnapshot(host.workbook());
    const expected = worksheetOfSnapshot(edit(clean, all(insertColumns(4, 1), insertRows(20, 2))));
    expect(rows).toEqual(expected.rows);
    expect(conditionalFormats).toEqual(expected.conditionalFormats);
    expect(validations?.length).toBe(expected.validations?.length);
    expect(matrixOf(model).findings.map(({ code }) => code)).not.toContain('validation/lost');
  });
  it('of a workbook that needs none lists nothing', async () => {
    const { model } = await openPanel(clean);
    await model.repair();
    expect(noticeOf(model, 'repaired').report.restored).toEqual([]);
  });
  it('does nothing where there is no matrix', async () => {
    const { host, model } = await openPanel();
    await model.repair();
    expect(host.calls).toEqual(['read']);
    expect(model.state.notice).toBeNull();
  });
});

describe('entering', () => {
  const enter = async (field: FieldKey, typed: string, no = first, snapshot = clean) => {
    const panel = await openPanel(snapshot);
    const { findings } = await panel.model.enter(no, field, typed);
    return {
      ...panel,
      codes: findings.map(({ code }) => code),
      findings,
      content: shown(panel, cell(field, no)),
    };
  };

  it('writes a value in its proper form, and checks its row', async () => {
    const { host, model, codes, content } = await enter('progress', '45');
    expect(codes).toEqual([]);
    expect(content).toEqual({ kind: 'number', value: 0.45, format: 'percent' });
    expect(host.calls).toEqual(['write', 'readRows']);
    expect(noticeOf(model, 'entered')).toEqual({
      kind: 'entered',
      no: first,
      field: 'progress',
      wasRefused: false,
    });
    expect(matrixOf(model).submission.entries.get(first)!.values.progress).toBe(0.45);
  });
  const forms: readonly (readonly [FieldKey, string, unknown])[] = [
    ['status', 'on hold', text('On hold')],
    ['due', '30 June 2019', { kind: 'date', date: '2019-06-30' }],
    ['due', '2019-06-30', { kind: 'date', date: '2019-06-30' }],
    ['budget', '1,234.5', number(1234.5)],
    ['remarks', '=1+1', text('=1+1')],
    ['remarks', '0012', text('0012')],
    ['remarks', ' عدالتی\nفیصلہ ', text(' عدالتی\nفیصلہ ')],
  ];
  it.each(forms)('%s: %j', async (field, typed, content) => {
    const entered = await enter(field, typed);
    expect(entered.codes).toEqual([]);
    expect(entered.content).toEqual(content);
  });
  it('says what is doubtful about a text, and writes it all the same', async () => {
    const { codes, content } = await enter('remarks', 'Zero\u200Bwidth');
    expect(codes).toEqual(['cell/invisible-character']);
    expect(content).toEqual(text('Zero\u200Bwidth'));
  });
  it('writes nothing that cannot be used, and says why', async () => {
    const { host, model, findings, content } = await enter('budget', 'ten or so');
    expect(findings).toMatchObject([
      {
        code: 'number/invalid',
        intervention: first,
        field: 'budget',
        at: { worksheet: 'Matrix', range: cell('budget') },
      },
    ]);
    expect(content).toBeNull();
    expect(host.calls).toEqual([]);
    expect(model.state).toMatchObject({ notice: null, undoable: 0 });
  });
  it('reads dates as the workbook says that they are typed', async () => {
    expect((await enter('due', '03/04/2019')).codes).toEqual(['date/ambiguous']);
    const american = unitSnapshot({ cover: { dateOrder: 'month/day/year' } });
    const { codes, content } = await enter('due', '03/04/2019', first, american);
    expect([codes, content]).toEqual([[], { kind: 'date', date: '2019-03-04' }]);
  });
  it('clears a cell, and puts it back', async () => {
    const panel = await enter('status', '  ');
    expect(panel.content).toBeNull();
    expect(panel.model.state.undoable).toBe(1);
    await panel.model.undo();
    expect(shown(panel, cell('status'))).toEqual(text('In progress'));
  });
  it('writes nothing where the same stands already', async () => {
    const { host, model } = await enter('status', 'In progress');
    expect(host.calls).toEqual([]);
    expect(noticeOf(model, 'entered').wasRefused).toBe(false);
    expect(model.state.undoable).toBe(0);
  });
  it('is refused if the cell was changed without anybody being told', async () => {
    const panel = await openPanel(clean);
    panel.host.changeSilently((current) => edit(current, setCell(cell('status'), text('Dropped'))));
    await panel.model.enter(first, 'status', 'Completed');
    expect(noticeOf(panel.model, 'entered').wasRefused).toBe(true);
    expect(shown(panel, cell('status'))).toEqual(text('Dropped'));
    expect(matrixOf(panel.model).submission.entries.get(first)!.values.status).toBe('Dropped');
  });
  it('is refused where the workbook has no such cell: a row whose figures are derived', async () => {
    const container = nispPlan.interventions.find(
      ({ isContainer, units }) => isContainer && units.includes('punjab'),
    )!.no;
    const { host, model } = await openPanel(clean);
    await model.enter(container, 'status', 'Completed');
    expect(noticeOf(model, 'entered').wasRefused).toBe(true);
    expect(host.calls).toEqual([]);
  });
});
