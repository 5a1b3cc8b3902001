/** Charts in the fake Google Sheets. */
import { describe, expect, test } from 'vitest';
import { openSheets } from './open.js';

function opened() {
  const sheets = openSheets();
  const spreadsheet = sheets.app.getActiveSpreadsheet();
  const sheet = spreadsheet.getSheets()[0]!;
  const charts = sheets.services.Charts as unknown as GoogleAppsScript.Charts.Charts;
  return { ...sheets, spreadsheet, sheet, charts };
}

describe('charts', () => {
  test('are built in one way or the other, and read back', () => {
    const { sheet, charts } = opened();
    const builder = sheet
      .newChart()
      .asBarChart()
      .setTitle('By unit')
      .setStacked()
      .setColors(['#ABCDEF', 'red']);
    builder
      .addRange(sheet.getRange('A1:A5'))
      .addRange(sheet.getRange('B1:C5'))
      .setNumHeaders(1)
      .setPosition(7, 2, 3, 4)
      .setOption('width', 600);
    sheet.insertChart(builder.build());
    const [chart] = sheet.getCharts();
    expect(chart!.getRanges().map((range) => range.getA1Notation())).toEqual(['A1:A5', 'B1:C5']);
    const options = chart!.getOptions();
    expect(
      ['title', 'isStacked', 'colors', 'width', 'height'].map((name) => options.get(name) as unknown),
    ).toEqual(['By unit', true, ['#abcdef', '#ff0000'], 600, null]);
    const place = chart!.getContainerInfo();
    expect([place.getAnchorRow(), place.getAnchorColumn(), place.getOffsetX(), place.getOffsetY()]).toEqual([
      7, 2, 3, 4,
    ]);
    expect(chart!.modify().getChartType()).toBe(charts.ChartType.BAR);
    expect(chart!.getNumHeaders()).toBe(1);
  });

  test('what is called on any chart gives a builder of any chart, as the types say', () => {
    const { sheet, program } = opened();
    const builder = sheet.newChart().asColumnChart().setOption('title', 'x');
    expect('setStacked' in builder).toBe(false);
    expect((builder as { setStacked?: unknown }).setStacked).toBeUndefined();
    expect(program.faults).toEqual([]);
  });

  test('are changed by what was built of them, and taken away', () => {
    const { sheet, spreadsheet } = opened();
    const chart = () => sheet.getCharts()[0]!;
    const built = sheet
      .newChart()
      .asColumnChart()
      .addRange(sheet.getRange('A1:B2'))
      .setPosition(1, 1, 0, 0)
      .build();
    sheet.insertChart(built);
    expect([built.getChartId(), typeof chart().getChartId()]).toEqual([null, 'number']);
    sheet.updateChart(chart().modify().setOption('title', 'New').build());
    expect(chart().getOptions().get('title')).toBe('New');
    expect(() => {
      sheet.updateChart(built);
    }).toThrow('not on this sheet');
    const other = spreadsheet.insertSheet('Other');
    expect(() => {
      other.removeChart(chart());
    }).toThrow('not on this sheet');
    sheet.removeChart(chart());
    expect(sheet.getCharts()).toEqual([]);
  });

  test('that are not said in full are not put on a worksheet', () => {
    const { sheet } = opened();
    const insert = (build: (builder: GoogleAppsScript.Spreadsheet.EmbeddedChartBuilder) => void) => () => {
      const builder = sheet.newChart();
      build(builder);
      sheet.insertChart(builder.build());
    };
    const range = sheet.getRange('A1');
    expect(insert((one) => one.asBarChart().addRange(range))).toThrow('a position');
    expect(insert((one) => one.asBarChart().setPosition(1, 1, 0, 0))).toThrow('a range');
    expect(insert((one) => one.addRange(range).setPosition(1, 1, 0, 0))).toThrow('a type');
    expect(insert((one) => one.asBarChart().addRange(range).setPosition(5000, 1, 0, 0))).toThrow('chart');
    expect(insert((one) => one.setPosition(0, 1, 0, 0))).toThrow('chart');
  });

  test('follow their cells', () => {
    const { sheet } = opened();
    sheet.insertChart(
      sheet.newChart().asBarChart().addRange(sheet.getRange('A2:B5')).setPosition(8, 1, 0, 0).build(),
    );
    sheet.insertRowBefore(3);
    const [chart] = sheet.getCharts();
    expect(chart!.getRanges()[0]!.getA1Notation()).toBe('A2:B6');
    expect(chart!.getContainerInfo().getAnchorRow()).toBe(9);
  });
});
