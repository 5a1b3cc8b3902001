/** A panel at a workbook in memory, with the time in the test's hands. */
import { hasPart, nispPlan, type WorkbookSnapshot } from '../../../core/index.js';
import { createPanelModel } from '../../../panel/model/model.js';
import type { Notice, PanelModel, WorkbookState } from '../../../panel/model/state.js';
import { createMemoryPanelHost, type MemoryPanelHost } from '../../fakes/memory-panel-host.js';

/** Time that passes only when it is told to. */
export interface Clock {
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Lets time pass, and everything that is due run to its end. */
  pass(milliseconds: number): Promise<void>;
}

/** Lets promises that wait for nothing but each other settle. */
async function settle(): Promise<void> {
  await new Promise<void>((resolve) => {
    setImmediate(resolve);
  });
}

export function createClock(): Clock {
  let time = 0;
  let waiting: { readonly due: number; readonly resolve: () => void }[] = [];
  return {
    wait: (milliseconds) =>
      new Promise((resolve) => {
        waiting.push({ due: time + milliseconds, resolve });
      }),
    pass: async (milliseconds) => {
      await settle();
      time += milliseconds;
      const due = waiting.filter((one) => one.due <= time).sort((a, b) => a.due - b.due);
      waiting = waiting.filter((one) => one.due > time);
      for (const { resolve } of due) {
        resolve();
        await settle();
      }
      await settle();
    },
  };
}

/** Numbers of the interventions that Punjab, whose workbooks these are, reports on. */
export const own = nispPlan.interventions
  .filter((intervention) => hasPart(intervention, 'punjab') && !intervention.isContainer)
  .map(({ no }) => no);

export interface PanelUnderTest {
  readonly host: MemoryPanelHost;
  readonly model: PanelModel;
  readonly clock: Clock;
}

/** 22 November 2026, 15:40, wherever the test runs. */
export const now = new Date(2026, 10, 22, 15, 40);

/** A panel that has not been opened yet. */
export function panelAt(workbook?: WorkbookSnapshot): PanelUnderTest {
  const host = createMemoryPanelHost(workbook);
  const clock = createClock();
  const model = createPanelModel({ host, plan: nispPlan, wait: clock.wait, now: () => now });
  return { host, model, clock };
}

/** A panel that has been opened; calls are counted from there. */
export async function openPanel(workbook?: WorkbookSnapshot): Promise<PanelUnderTest> {
  const panel = panelAt(workbook);
  await panel.model.open();
  panel.host.forget();
  return panel;
}

/** The state of the workbook, which is to be a matrix. */
export function matrixOf({ state }: PanelModel): Extract<WorkbookState, { readonly kind: 'matrix' }> {
  if (state.workbook.kind !== 'matrix') throw new Error(`It is no matrix: ${JSON.stringify(state.workbook)}`);
  return state.workbook;
}

/** What the last task came to, which is to be of this kind. */
export function noticeOf<K extends Notice['kind']>(
  { state }: PanelModel,
  kind: K,
): Extract<Notice, { readonly kind: K }> {
  if (state.notice?.kind !== kind) throw new Error(`Not ${kind}: ${JSON.stringify(state.notice)}`);
  return state.notice as Extract<Notice, { readonly kind: K }>;
}

/** Codes of the findings about a field of an intervention, in the panel's order. */
export const codesAt = (model: PanelModel, no: string, field: string): string[] =>
  matrixOf(model)
    .findings.filter((finding) => finding.intervention === no && finding.field === field)
    .map(({ code }) => code);
