/** Building a unit's workbook: anew, or over the one that is there, of which a copy is made first. */
import {
  buildOver,
  buildUnitWorkbook,
  columnKeyPrefix,
  foldText,
  matrixColumns,
  placeWorksheets,
  textOf,
  worksheetNamed,
  type CellSnapshot,
  type Diagnostic,
  type PaintReport,
  type Plan,
  type WorkbookSnapshot,
} from '../../core/index.js';
import type { PanelHost } from '../panel-host.js';
import { copyName } from './copy-name.js';
import { failureOf } from './failure.js';
import type { Known, Reading } from './reading.js';
import type { BuildRequest, Notice, PanelModel, WorkbookState } from './state.js';

/** What building would do in a workbook. */
export function previewOf(
  workbook: WorkbookState,
  { unit, period }: BuildRequest,
): ReturnType<PanelModel['previewBuild']> {
  switch (workbook.kind) {
    case 'none':
      return 'new';
    case 'matrix':
      return workbook.unit === unit && workbook.period.id === period.id ? 'over' : 'other-unit-or-period';
    case 'unknown':
    case 'unusable':
      return 'unusable';
  }
}

/** Why nothing was built: not what is merely wrong with entries, which building keeps. */
const stops = ({ code, severity }: Diagnostic) =>
  code.startsWith('repaint/') || (severity === 'error' && code.startsWith('workbook/'));

function blueprintFor({ snapshot, workbook }: Known, plan: Plan, request: BuildRequest) {
  if (workbook.kind === 'unusable') return { blueprint: null, diagnostics: workbook.findings };
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

/** Builds. Nothing is changed until it is certain that nothing would be lost. @throws HostError before that */
export async function build(
  request: BuildRequest,
  { host, plan, now }: { readonly host: PanelHost; readonly plan: Plan; readonly now: () => Date },
  reading: Reading,
): Promise<Notice> {
  const known = await reading.look();
  const { snapshot, workbook } = known;
  const { blueprint, diagnostics } = blueprintFor(known, plan, request);
  if (!blueprint) return { kind: 'not-built', findings: diagnostics };
  placeWorksheets(snapshot, blueprint);
  let copy: string | null = null;
  let report: PaintReport | null = null;
  try {
    if (workbook.kind === 'matrix') {
      const { worksheet } = workbook.submission.source;
      const taken = snapshot.worksheets.map(({ name }) => name);
      const name = copyName(worksheet, now(), taken);
      await host.copyWorksheet(worksheet, name, keyRows(snapshot, worksheet));
      copy = name;
    }
    report = await host.paint(blueprint);
    await reading.readAll();
    return { kind: 'built', report, copy };
  } catch (error) {
    reading.distrust();
    return failureOf('building', error, { copy, ...(report ? { touched: report.painted } : {}) });
  }
}
