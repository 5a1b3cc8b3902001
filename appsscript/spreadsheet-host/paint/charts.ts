/** Paints charts over the cells of their anchor. Google Sheets takes no text alternative for a chart. */
import { chartLooks, rangeOf, type Chart, type Worksheet } from '../../../core/index.js';
import type { Canvas, Sheet } from './canvas.js';
import { columnPixels, pixelsPerPoint } from '../../../core/index.js';

/** Pixels that the cells of a range take up. */
function sizeOf(
  { rows, columns }: Worksheet,
  range: string,
): { readonly width: number; readonly height: number } {
  const { top, left, bottom, right } = rangeOf(range);
  const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);
  return {
    width: sum(columns.slice(left - 1, right).map(({ width, hidden }) => (hidden ? 0 : columnPixels(width)))),
    height: sum(
      rows
        .slice(top - 1, bottom)
        .map(({ height, hidden }) => (hidden ? 0 : Math.round(height * pixelsPerPoint))),
    ),
  };
}

/** How wide bars are, in percent of the room that each has, if the gap between them is so many percent of a bar. */
const groupWidth = (gap: number) => `${Math.round(100 / (1 + gap / 100))}%`;

function paintChart(sheet: Sheet, worksheet: Worksheet, chart: Chart): void {
  const { inset, text, grid, titleSize, gap } = chartLooks;
  const { top, left } = rangeOf(chart.anchor);
  const { width, height } = sizeOf(worksheet, chart.anchor);
  const isBar = chart.kind === 'stacked-bar';
  const builder = isBar ? sheet.newChart().asBarChart() : sheet.newChart().asColumnChart();
  builder.setStacked();
  builder.setTitle(chart.title);
  builder.setColors(chart.series.map(({ colour }) => colour));
  // A bar chart begins at the bottom unless told otherwise; the table beside it begins at the top.
  if (isBar) builder.reverseCategories();
  builder.addRange(sheet.getRange(chart.categories));
  for (const { values } of chart.series) builder.addRange(sheet.getRange(values));
  builder.setNumHeaders(0);
  const textStyle = { color: text };
  const options = {
    // The ranges have no headings: without this the series would have no names.
    series: Object.fromEntries(
      chart.series.map(({ name, colour }, index) => [index, { labelInLegend: name, color: colour }]),
    ),
    titleTextStyle: { ...textStyle, fontSize: titleSize, bold: true },
    legend: { position: 'bottom', textStyle },
    [isBar ? 'hAxis' : 'vAxis']: { minValue: 0, format: '0', gridlines: { color: grid }, textStyle },
    [isBar ? 'vAxis' : 'hAxis']: { textStyle },
    bar: { groupWidth: groupWidth(gap) },
    width: width - 2 * inset,
    height: height - 2 * inset,
  };
  for (const [option, value] of Object.entries(options)) builder.setOption(option, value);
  builder.setPosition(top, left, inset, inset);
  sheet.insertChart(builder.build());
}

/** In some calls for each chart and each of its series. */
export function paintCharts({ sheet, worksheet }: Canvas): void {
  for (const chart of worksheet.charts) paintChart(sheet, worksheet, chart);
}
