/** Requests about charts. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import type { Chart, Worksheet } from '../../sheets/workbook.js';
import { invalidArgument, notEmulated } from '../errors.js';
import { chartMessage, contentOf, positionOf, sourcesOf } from '../messages/charts.js';
import { areaIn, coordinateIn, freshId, required, type Change, type Kinds } from './change.js';

/** Where a chart stands. */
function placeOf(
  on: Change,
  { overlayPosition, newSheet, sheetId }: sheets_v4.Schema$EmbeddedObjectPosition,
) {
  if (newSheet === true || sheetId != null) throw notEmulated('a chart on a sheet of its own');
  const position = required(overlayPosition, 'chart.position.overlayPosition');
  const { worksheet, row, column } = coordinateIn(
    on,
    required(position.anchorCell, 'overlayPosition.anchorCell'),
  );
  const anchor: Chart['anchor'] = {
    row,
    column,
    offsetX: position.offsetXPixels ?? 0,
    offsetY: position.offsetYPixels ?? 0,
  };
  return { worksheet, anchor, position };
}

function areasOf(on: Change, spec: sheets_v4.Schema$ChartSpec) {
  const { domains, series, chartType } = required(spec.basicChart, 'chart.spec.basicChart');
  if (chartType == null) throw invalidArgument('A basic chart must have a chart type.');
  if ((series ?? []).length === 0) throw invalidArgument('A basic chart must have at least one series.');
  if ((domains ?? []).length > 1) throw notEmulated('a chart of several domains');
  return sourcesOf(spec).map((range) => areaIn(on, range));
}

function chartOf(
  { workbook }: Change,
  id: number | null | undefined,
): { worksheet: Worksheet; chart: Chart } {
  for (const worksheet of workbook.worksheets) {
    const chart = worksheet.charts.find((one) => one.id === id);
    if (chart) return { worksheet, chart };
  }
  throw invalidArgument(`No chart with id: ${id ?? 0}`);
}

export const chartKinds: Kinds = {
  addChart(on, { chart }) {
    const said = required(chart, 'chart');
    const spec = required(said.spec, 'chart.spec');
    const { worksheet, anchor, position } = placeOf(on, required(said.position, 'chart.position'));
    const isTaken = on.workbook.worksheets.some(({ charts }) => charts.some(({ id }) => id === said.chartId));
    if (isTaken) throw invalidArgument(`An object with the id ${said.chartId ?? 0} already exists.`);
    const added: Chart = {
      id: said.chartId ?? freshId(on.workbook),
      anchor,
      mergeStrategy: 'MERGE_COLUMNS',
      hiddenDimensions: 'IGNORE_BOTH',
      transpose: false,
      ...contentOf(spec, areasOf(on, spec), position),
    };
    worksheet.charts = [...worksheet.charts, added];
    return { addChart: { chart: chartMessage(worksheet.sheetId, added) } };
  },
  /** All of it is replaced, but for where it stands. */
  updateChartSpec(on, { chartId, spec }) {
    const { worksheet, chart } = chartOf(on, chartId);
    const said = required(spec, 'spec');
    const changed = { ...chart, ...contentOf(said, areasOf(on, said), positionOf(chart)) };
    worksheet.charts = worksheet.charts.map((one) => (one === chart ? changed : one));
    return undefined;
  },
  deleteEmbeddedObject(on, { objectId }) {
    const { worksheet, chart } = chartOf(on, required(objectId, 'objectId'));
    worksheet.charts = worksheet.charts.filter((one) => one !== chart);
    return undefined;
  },
};
