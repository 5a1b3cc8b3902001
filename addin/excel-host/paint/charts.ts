/** Paints charts, in two requests: what a chart begins with is only known when Excel has made it. */
import { cellAddress, chartLooks, rangeOf, type Chart } from '../../../core/index.js';
import { bytesOf, cellsAt, stroke, type Canvas, type Stroke } from './canvas.js';

const chartTypes = { 'stacked-bar': 'BarStacked', 'stacked-column': 'ColumnStacked' } as const;

/** Queues the series of a chart behind those that it has, and takes those away. */
function replaceSeries(canvas: Canvas, { series }: Excel.Chart, chart: Chart): void {
  const begun = [...series.items];
  for (const { name, colour, values } of chart.series) {
    const added = series.add(name);
    added.setValues(cellsAt(canvas, values));
    added.setXAxisValues(cellsAt(canvas, chart.categories));
    added.format.fill.setSolidColor(colour);
    added.gapWidth = chartLooks.gap;
  }
  // The last first: they are known by their place.
  for (const one of begun.reverse()) one.delete();
}

/** Queues what is about the chart as a whole. Excel's API has no text alternative: its name is what is read out. */
function dress(added: Excel.Chart, chart: Chart): void {
  added.name = chart.title;
  added.title.text = chart.title;
  added.title.format.font.size = chartLooks.titleSize;
  added.title.format.font.bold = true;
  added.title.format.font.color = chartLooks.text;
  added.legend.position = 'Bottom';
  const { categoryAxis, valueAxis } = added.axes;
  valueAxis.minimum = 0;
  valueAxis.numberFormat = '0';
  valueAxis.majorGridlines.visible = true;
  valueAxis.majorGridlines.format.line.color = chartLooks.grid;
  if (chart.kind === 'stacked-bar') {
    // A bar chart begins at the bottom unless told otherwise; the table beside it begins at the top.
    categoryAxis.reversePlotOrder = true;
    categoryAxis.position = 'Maximum';
  }
}

/** What is queued for charts: `begin` in one request, `finish` in one after it, when the cells hold their contents. */
export interface ChartStrokes {
  readonly begin: readonly Stroke[];
  readonly finish: readonly Stroke[];
}

export function paintCharts(canvas: Canvas): ChartStrokes {
  const pairs = canvas.worksheet.charts.map((chart) => {
    let added: Excel.Chart | null = null;
    const { top, left } = rangeOf(chart.anchor);
    return {
      begin: stroke(() => {
        // Excel makes series of a source as it thinks fit. Which they are does not matter, but how many is to be known.
        const source = cellsAt(canvas, cellAddress(top, left));
        added = canvas.sheet().charts.add(chartTypes[chart.kind], source, 'Columns');
        added.series.load('items/name');
      }, 4),
      finish: stroke(
        () => {
          if (!added) throw new Error(`The chart “${chart.title}” was not begun`);
          replaceSeries(canvas, added, chart);
          dress(added, chart);
          const [from = chart.anchor, to = from] = chart.anchor.split(':');
          added.setPosition(from, to);
        },
        20 + 8 * chart.series.length,
        bytesOf(chart),
      ),
    };
  });
  return { begin: pairs.map(({ begin }) => begin), finish: pairs.map(({ finish }) => finish) };
}
