/** The panel without its looks: reads, checks, builds, mends and keeps watch, through whatever host it is given. */
import {
  arrangedAs,
  buildUnitWorkbook,
  countBySeverity,
  fieldByKey,
  parseRange,
  readAsOf,
  readDateOrder,
  worksheetNames,
  type Blueprint,
  type Diagnostic,
  type Plan,
  type Submission,
} from '../../core/index.js';
import type { CellPlace, HostEvent, PanelHost } from '../panel-host.js';
import { build, previewOf } from './building.js';
import { editOf, entering, undoing, writtenBy, type CellEdit, type Written } from './cell-edits.js';
import { createDelay, type Wait } from './delay.js';
import { failureOf } from './failure.js';
import { createQueue } from './queue.js';
import { createReading, type Known } from './reading.js';
import type { EnteredValue, Notice, PanelModel, PanelState, Task } from './state.js';
import { createStore } from './store.js';
import { hasError, readTypedText } from './typed-text.js';

export interface PanelModelInput {
  readonly host: PanelHost;
  readonly plan: Plan;
  /** Time that passes. Absent: the clock's. */
  readonly wait?: Wait;
  /** The time of day, for the names of copies. Absent: the clock's. */
  readonly now?: () => Date;
}

/** Milliseconds of quiet before what was edited is read. */
const quietBeforeRows = 300;
/** Milliseconds of quiet before everything is read, because an edit may have changed more than values. */
const quietBeforeAll = 1_500;

const sleep: Wait = (milliseconds) =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/** Where an intervention stands: the cell that a person fills in first; null if the workbook lacks it. */
function placeOf({ entries, source }: Submission, no: string): CellPlace | null {
  const cells = entries.get(no)?.cells;
  const range = cells?.get('status') ?? cells?.values().next().value;
  return range === undefined ? null : { worksheet: source.worksheet, range };
}

/** The intervention whose row a cell stands in; null if there is none. */
function interventionAt({ entries, source }: Submission, { worksheet, range }: CellPlace): string | null {
  const row = range === null ? undefined : parseRange(range)?.top;
  if (row === undefined || worksheet !== source.worksheet) return null;
  for (const { no, cells } of entries.values()) {
    const [cell] = cells.values();
    if (cell !== undefined && parseRange(cell)?.top === row) return no;
  }
  return null;
}

/** The workbook as it was built, in the arrangement that people gave it: how it is to look. */
function arrangedBlueprint({ snapshot, workbook }: Known, plan: Plan): Blueprint | null {
  if (workbook.kind !== 'matrix') return null;
  const { unit, period, submission } = workbook;
  const asOf = readAsOf(snapshot);
  const blueprint = buildUnitWorkbook({
    plan,
    unit,
    period,
    entries: new Map([...submission.entries].map(([no, { values }]) => [no, values])),
    base: submission.base,
    ...(asOf === null ? {} : { asOf }),
  });
  return arrangedAs(blueprint, snapshot);
}

/** A finding as it stands now, wherever its cell is by now; null if it is no longer made. */
function sameFinding(now: readonly Diagnostic[], finding: Diagnostic): Diagnostic | null {
  const isSame = ({ code, intervention, field, at }: Diagnostic) =>
    code === finding.code &&
    intervention === finding.intervention &&
    field === finding.field &&
    (intervention !== undefined || at?.range === finding.at?.range);
  return now.find(isSame) ?? null;
}

/** Makes the model of a panel for a host and a plan. Nothing is read until `open`. */
export function createPanelModel(input: PanelModelInput): PanelModel {
  const { host, plan, wait = sleep, now = () => new Date() } = input;
  const store = createStore<PanelState>({
    plan,
    workbook: { kind: 'unknown' },
    busy: null,
    notice: null,
    isLive: false,
    selected: null,
    undoable: 0,
  });
  const reading = createReading({ host, plan }, (workbook) => {
    store.set({ workbook });
  });
  const queue = createQueue();
  let undoStack: readonly (readonly Written[])[] = [];
  let stopWatching: (() => Promise<void>) | null = null;

  /** Runs a task when those before it are done, and says what it came to. */
  const run = (task: Task, act: () => Promise<Notice | null>): Promise<void> =>
    queue(async () => {
      store.set({ busy: task, notice: null });
      const notice = await act().catch((error: unknown) => failureOf(task, error));
      store.set({ busy: null, notice });
    });
  /** Runs what nobody asked for: it is only heard of if it fails. */
  const runQuietly = (act: () => Promise<unknown>) => {
    void queue(async () => {
      if (!stopWatching) return;
      await act().catch((error: unknown) => {
        store.set({ notice: failureOf('checking', error) });
      });
    });
  };
  const checkRows = createDelay(wait, quietBeforeRows, () => {
    runQuietly(reading.readChanges);
  });
  const checkAll = createDelay(wait, quietBeforeAll, () => {
    runQuietly(reading.readIfWide);
  });

  const hear = (event: HostEvent) => {
    if (event.kind === 'selected') {
      const { workbook } = store.get();
      const selected = workbook.kind === 'matrix' ? interventionAt(workbook.submission, event) : null;
      if (selected !== null) store.set({ selected });
      return;
    }
    const changes = reading.note(event);
    if (!changes) return;
    checkRows.start();
    if (changes.isWide) checkAll.start();
  };

  const setUndoStack = (stack: typeof undoStack) => {
    undoStack = stack;
    store.set({ undoable: stack.at(-1)?.length ?? 0 });
  };
  /** Reads anew the rows of cells that were written. */
  const readWritten = async (changes: readonly CellEdit['change'][]) => {
    for (const { worksheet, range } of changes) reading.note({ kind: 'edited', worksheet, range });
    return reading.readChanges();
  };
  /** Writes, so that it can be undone together. @returns how many were refused */
  const write = async (edits: readonly CellEdit[]): Promise<number> => {
    if (edits.length === 0) return 0;
    const changes = edits.map(({ change }) => change);
    const report = await host.write(changes);
    const written = writtenBy(edits, report);
    if (written.length > 0) setUndoStack([...undoStack, written]);
    await readWritten(changes);
    return report.refused.length;
  };

  const fixFindings = async (findings: readonly Diagnostic[]): Promise<Notice | null> => {
    const known = await reading.readChanges();
    const { snapshot, workbook } = known;
    if (workbook.kind !== 'matrix') return null;
    const current = findings.map((finding) => sameFinding(workbook.findings, finding));
    const found = current.filter((finding) => finding !== null);
    // A cell with two findings has one proper form.
    const edits = new Map(
      found.flatMap((finding): [string, CellEdit][] => {
        const edit = editOf(finding, snapshot);
        return edit ? [[edit.change.range, edit]] : [];
      }),
    );
    const refused = await write([...edits.values()]);
    const lost = found.filter(({ fix }) => fix?.kind === 'restore-validation');
    const blueprint = lost.length > 0 ? arrangedBlueprint(known, plan) : null;
    if (blueprint) {
      await host.repair(blueprint, ['validation']);
      await reading.readAll();
    }
    return {
      kind: 'fixed',
      fixed: edits.size - refused + lost.length,
      refused: refused + current.length - found.length,
    };
  };

  return {
    get state() {
      return store.get();
    },
    subscribe: store.subscribe,
    open: () =>
      run('opening', async () => {
        try {
          stopWatching ??= await host.watch(hear);
          store.set({ isLive: true });
        } finally {
          await reading.readAll();
        }
        return null;
      }),
    close: () =>
      queue(async () => {
        checkRows.stop();
        checkAll.stop();
        const stop = stopWatching;
        stopWatching = null;
        store.set({ isLive: false });
        await stop?.();
      }).catch((error: unknown) => {
        store.set({ notice: failureOf('opening', error) });
      }),
    previewBuild: (request) => previewOf(store.get().workbook, request),
    build: (request) => run('building', () => build(request, { host, plan, now }, reading)),
    check: () =>
      run('checking', async () => {
        const { workbook } = await reading.readAll();
        return workbook.kind === 'matrix' || workbook.kind === 'unusable'
          ? { kind: 'checked', counts: countBySeverity(workbook.findings) }
          : null;
      }),
    writeFindings: () =>
      run('writing-findings', async () => {
        const { workbook } = await reading.readAll();
        if (workbook.kind !== 'matrix') return null;
        const { unit, period, findings } = workbook;
        const worksheet = worksheetNames.findings;
        await host.paintWorksheets(buildUnitWorkbook({ plan, unit, period, findings }), [worksheet]);
        await host.goTo({ worksheet, range: null });
        return { kind: 'findings-written', worksheet };
      }),
    repair: () =>
      run('repairing', async () => {
        const blueprint = arrangedBlueprint(await reading.look(), plan);
        if (!blueprint) return null;
        const report = await host.repair(blueprint);
        await reading.readAll();
        return { kind: 'repaired', report };
      }),
    fix: (findings) => run('fixing', () => fixFindings(findings)),
    fixAll: (code) =>
      run('fixing', async () => {
        const { workbook } = await reading.readChanges();
        return workbook.kind === 'matrix'
          ? fixFindings(workbook.findings.filter((finding) => finding.code === code && finding.fix))
          : null;
      }),
    undo: () =>
      run('undoing', async () => {
        const { workbook } = await reading.readChanges();
        const written = undoStack.at(-1);
        if (workbook.kind !== 'matrix' || !written) return null;
        const changes = undoing(written, workbook.submission);
        const { refused } = await host.write(changes);
        setUndoStack(undoStack.slice(0, -1));
        await readWritten(changes);
        const undone = changes.length - refused.length;
        return { kind: 'undone', undone, refused: written.length - undone };
      }),
    goTo: (finding) =>
      run('showing', async () => {
        const { workbook } = await reading.readChanges();
        const current = workbook.kind === 'matrix' ? sameFinding(workbook.findings, finding) : null;
        const { worksheet, range = null } = (current ?? finding).at ?? {};
        if (worksheet !== undefined) await host.goTo({ worksheet, range });
        return null;
      }),
    select: (no) => {
      store.set({ selected: no });
      return run('showing', async () => {
        const { workbook } = await reading.readChanges();
        const place = workbook.kind === 'matrix' ? placeOf(workbook.submission, no) : null;
        if (place) await host.goTo(place);
        return null;
      });
    },
    showWorksheet: (worksheet) =>
      run('showing', async () => {
        await host.goTo({ worksheet, range: null });
        return null;
      }),
    enter: async (no, fieldKey, text) => {
      let entered: EnteredValue = { findings: [] };
      await run('entering', async () => {
        const { snapshot, workbook } = await reading.readChanges();
        if (workbook.kind !== 'matrix') return null;
        const { entries, source } = workbook.submission;
        const field = fieldByKey.get(fieldKey)!;
        const range = entries.get(no)?.cells.get(fieldKey);
        if (range === undefined) return { kind: 'entered', no, field: fieldKey, wasRefused: true };
        const at = { worksheet: source.worksheet, range };
        const { dateSystem } = snapshot;
        const context = {
          dateOrder: readDateOrder(snapshot),
          ...(dateSystem === undefined ? {} : { dateSystem }),
        };
        const { findings, value } = readTypedText(field, text, context, { intervention: no, at });
        entered = { findings };
        if (hasError(findings)) return null;
        const change = entering(snapshot, at, field, value);
        const refused = await write([{ no, field: fieldKey, change }]);
        return { kind: 'entered', no, field: fieldKey, wasRefused: refused > 0 };
      });
      return entered;
    },
    dismissNotice: () => {
      store.set({ notice: null });
    },
  };
}
