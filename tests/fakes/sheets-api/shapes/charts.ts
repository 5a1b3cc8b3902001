/** Charts on worksheets. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { gridCoordinate, gridRange } from './places.js';
import { colorStyle, textFormat } from './cells.js';
import { absent, flag, integer, list, message, number, text, word, type ShapeOf } from './shape.js';

export const chartSourceRange: ShapeOf<sheets_v4.Schema$ChartSourceRange> = {
  sources: list(message(gridRange)),
};

export const chartData: ShapeOf<sheets_v4.Schema$ChartData> = {
  aggregateType: word('CHART_AGGREGATE_TYPE_UNSPECIFIED', 'AVERAGE', 'COUNT', 'MAX', 'MEDIAN', 'MIN', 'SUM'),
  columnReference: absent,
  groupRule: absent,
  sourceRange: message(chartSourceRange),
};

export const basicChartDomain: ShapeOf<sheets_v4.Schema$BasicChartDomain> = {
  domain: message(chartData),
  reversed: flag,
};

export const basicChartSeries: ShapeOf<sheets_v4.Schema$BasicChartSeries> = {
  color: absent,
  colorStyle: message(colorStyle),
  dataLabel: absent,
  lineStyle: absent,
  pointStyle: absent,
  series: message(chartData),
  styleOverrides: absent,
  targetAxis: word('BASIC_CHART_AXIS_POSITION_UNSPECIFIED', 'BOTTOM_AXIS', 'LEFT_AXIS', 'RIGHT_AXIS'),
  type: word(
    'BASIC_CHART_TYPE_UNSPECIFIED',
    'BAR',
    'LINE',
    'AREA',
    'COLUMN',
    'SCATTER',
    'COMBO',
    'STEPPED_AREA',
  ),
};

export const textPosition: ShapeOf<sheets_v4.Schema$TextPosition> = {
  horizontalAlignment: word('HORIZONTAL_ALIGN_UNSPECIFIED', 'LEFT', 'CENTER', 'RIGHT'),
};

export const chartAxisViewWindowOptions: ShapeOf<sheets_v4.Schema$ChartAxisViewWindowOptions> = {
  viewWindowMax: number,
  viewWindowMin: number,
  viewWindowMode: word('DEFAULT_VIEW_WINDOW_MODE', 'VIEW_WINDOW_MODE_UNSUPPORTED', 'EXPLICIT', 'PRETTY'),
};

export const basicChartAxis: ShapeOf<sheets_v4.Schema$BasicChartAxis> = {
  format: message(textFormat),
  position: word('BASIC_CHART_AXIS_POSITION_UNSPECIFIED', 'BOTTOM_AXIS', 'LEFT_AXIS', 'RIGHT_AXIS'),
  title: text,
  titleTextPosition: message(textPosition),
  viewWindowOptions: message(chartAxisViewWindowOptions),
};

export const basicChartSpec: ShapeOf<sheets_v4.Schema$BasicChartSpec> = {
  axis: list(message(basicChartAxis)),
  chartType: word(
    'BASIC_CHART_TYPE_UNSPECIFIED',
    'BAR',
    'LINE',
    'AREA',
    'COLUMN',
    'SCATTER',
    'COMBO',
    'STEPPED_AREA',
  ),
  compareMode: word('BASIC_CHART_COMPARE_MODE_UNSPECIFIED', 'DATUM', 'CATEGORY'),
  domains: list(message(basicChartDomain)),
  headerCount: integer,
  interpolateNulls: flag,
  legendPosition: word(
    'BASIC_CHART_LEGEND_POSITION_UNSPECIFIED',
    'BOTTOM_LEGEND',
    'LEFT_LEGEND',
    'RIGHT_LEGEND',
    'TOP_LEGEND',
    'NO_LEGEND',
  ),
  lineSmoothing: flag,
  series: list(message(basicChartSeries)),
  stackedType: word('BASIC_CHART_STACKED_TYPE_UNSPECIFIED', 'NOT_STACKED', 'STACKED', 'PERCENT_STACKED'),
  threeDimensional: flag,
  totalDataLabel: absent,
};

export const chartSpec: ShapeOf<sheets_v4.Schema$ChartSpec> = {
  altText: text,
  backgroundColor: absent,
  backgroundColorStyle: message(colorStyle),
  basicChart: message(basicChartSpec),
  bubbleChart: absent,
  candlestickChart: absent,
  dataSourceChartProperties: absent,
  filterSpecs: absent,
  fontName: text,
  hiddenDimensionStrategy: word(
    'CHART_HIDDEN_DIMENSION_STRATEGY_UNSPECIFIED',
    'SKIP_HIDDEN_ROWS_AND_COLUMNS',
    'SKIP_HIDDEN_ROWS',
    'SKIP_HIDDEN_COLUMNS',
    'SHOW_ALL',
  ),
  histogramChart: absent,
  maximized: flag,
  orgChart: absent,
  pieChart: absent,
  scorecardChart: absent,
  sortSpecs: absent,
  subtitle: text,
  subtitleTextFormat: message(textFormat),
  subtitleTextPosition: message(textPosition),
  title: text,
  titleTextFormat: message(textFormat),
  titleTextPosition: message(textPosition),
  treemapChart: absent,
  waterfallChart: absent,
};

export const overlayPosition: ShapeOf<sheets_v4.Schema$OverlayPosition> = {
  anchorCell: message(gridCoordinate),
  heightPixels: integer,
  offsetXPixels: integer,
  offsetYPixels: integer,
  widthPixels: integer,
};

export const embeddedObjectPosition: ShapeOf<sheets_v4.Schema$EmbeddedObjectPosition> = {
  newSheet: flag,
  overlayPosition: message(overlayPosition),
  sheetId: integer,
};

export const embeddedChart: ShapeOf<sheets_v4.Schema$EmbeddedChart> = {
  border: absent,
  chartId: integer,
  position: message(embeddedObjectPosition),
  spec: message(chartSpec),
};
