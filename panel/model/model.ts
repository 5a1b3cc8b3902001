/** The panel without its looks: reads, checks, builds, mends and keeps watch, through whatever host it is given. */
import {
  buildUnitWorkbook,
  countBySeverity,
  HostError,
  worksheetNames,
  type Plan,
} from '../../core/index.js';
import type { HostEvent, PanelHost, TellProgress } from '../panel-host.js';
import { createBuilding } from './building.js';
import { createDelay, type Wait } from './delay.js';
import { failureOf } from './failure.js';
import { createMending } from './mending.js';
import { interventionAt, placeOf, sameFinding } from './places.js';
import { createQueue } from './queue.js';
import { createReading } from './reading.js';
import type { EnteredValue, Notice, PanelModel, PanelState, Task } from './state.js';
import { createStore } from './store.js';

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

/** Makes the model of a panel for a host and a plan. Nothing is read until `open`. */
export function createPanelModel(input: PanelModelInput): PanelModel {
  const { host, plan, wait = sleep, now = () => new Date() } = input;
  const store = createStore<PanelState>({
    plan,
    workbook: { kind: 'unknown' },
    busy: null,
    progress: null,
    notice: null,
    isLive: false,
    selected: null,
    undoable: 0,
  });
  const reading = createReading({ host, plan }, (workbook) => {
    store.set({ workbook });
  });
  const building = createBuilding({ host, plan, now }, reading);
  const queue = createQueue();
  const mending = createMending({ host, plan }, reading, (undoable) => {
    store.set({ undoable });
  });
  let stopWatching: (() => Promise<void>) | null = null;
  const tellProgress: TellProgress = (done, of) => {
    store.set({ progress: { done, of } });
  };

  /** Runs a task when those before it are done, and says what it came to. */
  const run = (task: Task, act: () => Promise<Notice | null>): Promise<void> =>
    queue(async () => {
      store.set({ busy: task, notice: null });
      const notice = await act().catch((error: unknown) => failureOf(task, error));
      store.set({ busy: null, progress: null, notice });
    });
  /** Runs what nobody waits for: it is only heard of if it fails. */
  const runQuietly = (task: Task, act: () => Promise<unknown>): Promise<void> =>
    queue(async () => {
      await act().catch((error: unknown) => {
        store.set({ notice: failureOf(task, error) });
      });
    });
  const checkLive = (read: () => Promise<unknown>) => () => {
    void runQuietly('checking', async () => {
      if (!stopWatching) return;
      await read().catch((error: unknown) => {
        if (!(error instanceof HostError && error.code === 'in-use')) throw error;
        // Somebody types into a cell, and this program cannot wait for the end of it: it is only too early.
        checkLater.start();
      });
    });
  };
  const checkRows = createDelay(wait, quietBeforeRows, checkLive(reading.readChanges));
  const checkLater = createDelay(wait, quietBeforeAll, checkLive(reading.readChanges));
  const checkAll = createDelay(wait, quietBeforeAll, checkLive(reading.readIfWide));

  const hear = (event: HostEvent) => {
    if (event.kind === 'selected') {
      const { workbook, selected } = store.get();
      const no = workbook.kind === 'matrix' ? interventionAt(workbook.submission, event) : null;
      if (no !== null && no !== selected) store.set({ selected: no });
      return;
    }
    const changes = reading.note(event);
    if (!changes) return;
    checkRows.start();
    if (changes.isWide) checkAll.start();
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
        checkLater.stop();
        const stop = stopWatching;
        stopWatching = null;
        store.set({ isLive: false });
        await stop?.();
      }).catch((error: unknown) => {
        store.set({ notice: failureOf('opening', error) });
      }),
    previewBuild: (request) => building.preview(store.get().workbook, request),
    build: (request) => run('building', () => building.build(request, tellProgress)),
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
    repair: () => run('repairing', () => mending.repair(tellProgress)),
    fix: (findings) => run('fixing', () => mending.fix(findings)),
    fixAll: (code) =>
      run('fixing', async () => {
        const { workbook } = await reading.readChanges();
        return workbook.kind === 'matrix'
          ? mending.fix(workbook.findings.filter((finding) => finding.code === code && finding.fix))
          : null;
      }),
    undo: () => run('undoing', mending.undo),
    goTo: (finding) =>
      runQuietly('showing', async () => {
        const { workbook } = await reading.readChanges();
        const current = workbook.kind === 'matrix' ? sameFinding(workbook.findings, finding) : null;
        const { worksheet, range = null } = (current ?? finding).at ?? {};
        if (worksheet !== undefined) await host.goTo({ worksheet, range });
      }),
    select: (no) => {
      store.set({ selected: no });
      return runQuietly('showing', async () => {
        const { workbook } = await reading.readChanges();
        const place = workbook.kind === 'matrix' ? placeOf(workbook.submission, no) : null;
        if (place) await host.goTo(place);
      });
    },
    showWorksheet: (worksheet) => runQuietly('showing', () => host.goTo({ worksheet, range: null })),
    enter: async (no, field, text) => {
      let entered: EnteredValue = { findings: [] };
      await run('entering', () =>
        mending.enter(no, field, text, (findings) => {
          entered = { findings };
        }),
      );
      return entered;
    },
    dismissNotice: () => {
      store.set({ notice: null });
    },
  };
}
