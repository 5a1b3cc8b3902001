/** Paints charts over the cells of their anchor. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import {
  chartLooks,
  columnPixels,
  pixelsPerPoint,
  rangeOf,
  type CellRange,
  type Chart,
  type Worksheet,
} from '../../../core/index.js';
import { colourStyle } from '../read/colours.js';
import { gridRangeOf } from '../read/ranges.js';
import type { Painter } from './canvas.js';

const { inset, text, titleSize } = chartLooks;

const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);

/** Pixels that the cells of a range take up. */
const sizeOf = (
  { rows, columns }: Worksheet,
  { top, left, bottom, right }: CellRange,
): { readonly width: number; readonly height: number } => ({
  width: sum(columns.slice(left - 1, right).map(({ width, hidden }) => (hidden ? 0 : columnPixels(width)))),
  height: sum(
    rows
      .slice(top - 1, bottom)
      .map(({ height, hidden }) => (hidden ? 0 : Math.round(height * pixelsPerPoint))),
  ),
});

/** A series is called what stands above its numbers: the API takes no names. True if something stands there. */
const isHeaded =
  ({ rows }: Worksheet) =>
  (range: string): boolean => {
    const { top, left } = rangeOf(range);
    const above = rows[top - 2]?.cells[left - 1];
    return above !== undefined && above.kind !== 'blank';
  };

function specOf(chart: Chart, worksheet: Worksheet, sheetId: number): sheets_v4.Schema$ChartSpec {
  const { categories, series, title, description } = chart;
  const isBar = chart.kind === 'stacked-bar';
  const headerCount = [categories, ...series.map(({ values }) => values)].every(isHeaded(worksheet)) ? 1 : 0;
  const source = (range: string): sheets_v4.Schema$ChartData => {
    const { top, ...rest } = rangeOf(range);
    return { sourceRange: { sources: [gridRangeOf(sheetId, { ...rest, top: top - headerCount })] } };
  };
  const format = { foregroundColorStyle: colourStyle(text) };
  const valueAxis = isBar ? 'BOTTOM_AXIS' : 'LEFT_AXIS';
  return {
    title,
    titleTextFormat: { ...format, fontSize: titleSize, bold: true },
    altText: description,
    basicChart: {
      chartType: isBar ? 'BAR' : 'COLUMN',
      stackedType: 'STACKED',
      legendPosition: 'BOTTOM_LEGEND',
      headerCount,
      axis: [
        { position: 'BOTTOM_AXIS', format },
        { position: 'LEFT_AXIS', format },
      ].map((axis) =>
        axis.position === valueAxis ? { ...axis, viewWindowOptions: { viewWindowMin: 0 } } : axis,
      ),
      // A bar chart begins at the bottom unless told otherwise; the table beside it begins at the top.
      domains: [{ domain: source(categories), ...(isBar ? { reversed: true } : {}) }],
      series: series.map(({ values, colour }) => ({
        series: source(values),
        targetAxis: valueAxis,
        colorStyle: colourStyle(colour),
      })),
    },
  };
}

export const paintCharts: Painter = ({ sheetId, worksheet }) =>
  worksheet.charts.map((chart) => {
    const anchor = rangeOf(chart.anchor);
    const { width, height } = sizeOf(worksheet, anchor);
    return {
      addChart: {
        chart: {
          spec: specOf(chart, worksheet, sheetId),
          position: {
            overlayPosition: {
              anchorCell: { sheetId, rowIndex: anchor.top - 1, columnIndex: anchor.left - 1 },
              offsetXPixels: inset,
              offsetYPixels: inset,
              widthPixels: width - 2 * inset,
              heightPixels: height - 2 * inset,
            },
          },
        },
      },
    };
  });
