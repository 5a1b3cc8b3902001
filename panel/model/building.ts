/** Building a unit’s workbook: anew, over the one that is there, of which a copy is made first, or what is not finished. */
import {
  buildOver,
  buildUnitWorkbook,
  columnKeyPrefix,
  foldText,
  HostError,
  matrixColumns,
  placeWorksheets,
  textOf,
  worksheetNamed,
  type Blueprint,
  type CellSnapshot,
  type Diagnostic,
  type PaintReport,
  type Plan,
  type WorkbookSnapshot,
} from '../../core/index.js';
import type { PanelHost, TellProgress } from '../panel-host.js';
import { copyName } from './copy-name.js';
import { failureOf } from './failure.js';
import type { Known, Reading } from './reading.js';
import type { BuildOutcome, BuildRequest, Notice, WorkbookState } from './state.js';

/** A painting that failed when something had been changed already. */
interface Unfinished {
  readonly request: BuildRequest;
  /** With every entry that was there before. */
  readonly blueprint: Blueprint;
  readonly copy: string | null;
}

const isFor = (request: BuildRequest, { unit, period }: BuildRequest) =>
  request.unit === unit && request.period.id === period.id;

function outcomeOf(
  workbook: WorkbookState,
  request: BuildRequest,
  unfinished: Unfinished | null,
): BuildOutcome {
  if (unfinished && isFor(request, unfinished.request)) return 'again';
  switch (workbook.kind) {
    case 'none':
      return 'new';
    case 'matrix':
      return isFor(request, workbook) ? 'over' : 'other-unit-or-period';
    case 'unusable':
      if (!workbook.missing) return 'unusable';
      return isFor(request, workbook.missing) ? 'again' : 'other-unit-or-period';
    case 'unknown':
      return 'unusable';
  }
}

/** Why nothing was built: not what is merely wrong with entries, which building keeps. */
const stops = ({ code, severity }: Diagnostic) =>
  code.startsWith('repaint/') || (severity === 'error' && code.startsWith('workbook/'));

function blueprintFor({ snapshot, workbook }: Known, plan: Plan, request: BuildRequest) {
  if (workbook.kind === 'unusable' && !workbook.missing) {
    return { blueprint: null, diagnostics: workbook.findings };
  }
  if (workbook.kind === 'none') {
    return { blueprint: buildUnitWorkbook({ plan, ...request }), diagnostics: [] };
  }
  const { blueprint, diagnostics } = buildOver(snapshot, { plan, ...request });
  return { blueprint, diagnostics: diagnostics.filter(stops) };
}

const columnKeys = new Set(matrixColumns.map((key) => foldText(columnKeyPrefix + key)));
/** Fewer keys do not make a row of keys, as the reader sees it: somebody's remark may look like one. */
const fewestKeys = 3;

/** The row by which a worksheet is known as a matrix: a copy is to be none. */
function keyRows(snapshot: WorkbookSnapshot, worksheet: string): string[] {
  const rows = worksheetNamed(snapshot, worksheet)?.rows ?? [];
  const isKey = (cell: CellSnapshot) => columnKeys.has(foldText(textOf(cell)));
  return rows
    .filter(({ cells }) => cells.filter(isKey).length >= fewestKeys)
    .map(({ row }) => `${row}:${row}`);
}

export interface Building {
  preview(workbook: WorkbookState, request: BuildRequest): BuildOutcome;
  /** Builds. Nothing is changed until it is certain that nothing would be lost. @throws HostError before that */
  build(request: BuildRequest, tell: TellProgress): Promise<Notice>;
}

/** Building, which remembers what it could not finish: what stands in a workbook half painted is not what was entered. */
export function createBuilding(
  { host, plan, now }: { readonly host: PanelHost; readonly plan: Plan; readonly now: () => Date },
  reading: Reading,
): Building {
  let unfinished: Unfinished | null = null;
  return {
    preview: (workbook, request) => outcomeOf(workbook, request, unfinished),
    async build(request, tell) {
      const known = await reading.look();
      const { snapshot, workbook } = known;
      const begun = unfinished && isFor(request, unfinished.request) ? unfinished : null;
      const { blueprint, diagnostics } = begun
        ? { blueprint: begun.blueprint, diagnostics: [] }
        : blueprintFor(known, plan, request);
      if (!blueprint) return { kind: 'not-built', findings: diagnostics };
      placeWorksheets(snapshot, blueprint);
      let copy = begun?.copy ?? null;
      let report: PaintReport | null = null;
      try {
        // Before what was not finished is painted again too: somebody may have typed into it since.
        if (workbook.kind === 'matrix') {
          const { worksheet } = workbook.submission.source;
          const taken = snapshot.worksheets.map(({ name }) => name);
          const name = copyName(worksheet, now(), taken);
          await host.copyWorksheet(worksheet, name, keyRows(snapshot, worksheet));
          copy = name;
        }
        report = await host.paint(blueprint, tell);
        unfinished = null;
        await reading.readAll();
        return { kind: 'built', report, copy };
      } catch (error) {
        if (!report && error instanceof HostError && error.touched.length > 0) {
          unfinished = { request, blueprint, copy };
        }
        reading.distrust();
        return failureOf('building', error, { copy, ...(report ? { touched: report.painted } : {}) });
      }
    },
  };
}
