/** Paints what lies over the cells or beside them: merged cells, notes, charts, and how the worksheet is printed. */
import { cellAddress, type Chart } from '../../../core/index.js';
import { brought } from '../requirements.js';
import { quotedName } from '../text.js';
import { bytesOf, cellsAt, stroke, type Canvas, type Stroke } from './canvas.js';

export function paintMerges(canvas: Canvas): readonly Stroke[] {
  return canvas.worksheet.merges.map((range) =>
    stroke(() => {
      cellsAt(canvas, range).merge();
    }),
  );
}

export function paintNotes(canvas: Canvas): readonly Stroke[] {
  if (!canvas.isSupported(brought.notes)) return [];
  const { rows, name } = canvas.worksheet;
  return rows.flatMap(({ cells }, row) =>
    cells.flatMap(({ note }, column) => {
      if (note === undefined) return [];
      const address = `${quotedName(name)}!${cellAddress(row + 1, column + 1)}`;
      return [
        stroke(
          () => {
            canvas.sheet().notes.add(address, note);
          },
          1,
          bytesOf(note),
        ),
      ];
    }),
  );
}

const textColour = '#404040';
const gridColour = '#D9D9D9';
const chartTypes = { 'stacked-bar': 'BarStacked', 'stacked-column': 'ColumnStacked' } as const;

/**
 * Queues a chart. It is begun with the values of its first series alone, which make one series, and the others are added:
 * so it holds these and no others, whatever Excel makes of a range. Excel has no text alternative for charts in its API;
 * the name is what a screen reader says.
 */
function addChart(canvas: Canvas, chart: Chart): void {
  const sheet = canvas.sheet();
  const [first, ...others] = chart.series;
  if (!first) throw new Error(`Blueprint: the chart “${chart.title}” has no series`);
  const added = sheet.charts.add(chartTypes[chart.kind], cellsAt(canvas, first.values), 'Columns');
  added.name = chart.title;
  added.title.text = chart.title;
  added.title.format.font.size = 12;
  added.title.format.font.bold = true;
  added.title.format.font.color = textColour;
  added.legend.position = 'Bottom';
  const [from = chart.anchor, to = from] = chart.anchor.split(':');
  added.setPosition(from, to);
  [first, ...others].forEach(({ name, colour, values }, index) => {
    const series = index === 0 ? added.series.getItemAt(0) : added.series.add(name);
    series.name = name;
    series.setValues(cellsAt(canvas, values));
    series.setXAxisValues(cellsAt(canvas, chart.categories));
    series.format.fill.setSolidColor(colour);
    series.gapWidth = 50;
  });
  const { categoryAxis, valueAxis } = added.axes;
  valueAxis.minimum = 0;
  valueAxis.numberFormat = '0';
  valueAxis.majorGridlines.visible = true;
  valueAxis.majorGridlines.format.line.color = gridColour;
  if (chart.kind === 'stacked-bar') {
    // A bar chart begins at the bottom unless told otherwise; the table beside it begins at the top.
    categoryAxis.reversePlotOrder = true;
    categoryAxis.position = 'Maximum';
  }
}

/** After the contents: a series begins as what Excel makes of the cells. */
export function paintCharts(canvas: Canvas): readonly Stroke[] {
  return canvas.worksheet.charts.map((chart) =>
    stroke(
      () => {
        addChart(canvas, chart);
      },
      20 + 8 * chart.series.length,
      bytesOf(chart),
    ),
  );
}

/** Inches. */
const margins = { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 };

/** A blueprint without a print area leaves the one that is there: Office.js can set one and not take it away. */
export function paintPrintSetup(canvas: Canvas): readonly Stroke[] {
  if (!canvas.isSupported(brought.printSetup)) return [];
  const { paper, orientation, fitToWidth, repeatRows, repeatColumns, area, footer } = canvas.worksheet.print;
  return [
    stroke(() => {
      const { pageLayout } = canvas.sheet();
      pageLayout.paperSize = paper === 'a3' ? 'A3' : 'A4';
      pageLayout.orientation = orientation === 'landscape' ? 'Landscape' : 'Portrait';
      pageLayout.zoom = fitToWidth ? { horizontalFitToPages: 1 } : { scale: 100 };
      pageLayout.setPrintMargins('Inches', margins);
      if (area !== undefined) pageLayout.setPrintArea(area);
      if (repeatRows !== undefined) pageLayout.setPrintTitleRows(`$${repeatRows.replace(':', ':$')}`);
      if (repeatColumns !== undefined)
        pageLayout.setPrintTitleColumns(`$${repeatColumns.replace(':', ':$')}`);
      const page = pageLayout.headersFooters.defaultForAllPages;
      // `&` begins a code in a footer.
      page.leftFooter = footer.left.replaceAll('&', '&&');
      page.rightFooter = footer.pageNumbers ? 'Page &P of &N' : '';
    }, 12),
  ];
}
