/** Charts, their series, and what they look like. */
import { parseRange } from '../../../../core/index.js';
import { cellAt } from '../cells.js';
import { invalidArgument, itemNotFound } from '../excel-error.js';
import { withInserted } from '../lists.js';
import { guard } from '../protection.js';
import { absoluteAddressOf, addressOf, columnCount, quoted, rowCount } from '../../spreadsheet/ranges.js';
import { nextId, newGuid, type Chart, type ChartSeries, type Json, type Worksheet } from '../workbook.js';
import {
  checkColour,
  handle,
  settingProperty,
  type Arguments,
  type Handle,
  type ObjectTable,
  type OneRange,
  type Part,
  type Property,
  type Selves,
} from './object.js';

type ChartSelf = Selves['Chart'];
type SeriesSelf = Selves['ChartSeries'];

const sourceOf = ({ worksheet, range }: OneRange) => `${quoted(worksheet.name)}!${absoluteAddressOf(range)}`;

const newSeries = (name: string): ChartSeries => ({
  name,
  values: null,
  categories: null,
  settings: new Map(),
});

/** The series that Excel makes of a range: one for each column, or each row if there are more columns than rows. */
function seriesOf({ worksheet, range }: OneRange, by: string): ChartSeries[] {
  const valueAt = (row: number, column: number) => cellAt(worksheet, row, column)?.value ?? null;
  const byColumns = by === 'Columns' || (by === 'Auto' && rowCount(range) >= columnCount(range));
  const isText = (value: unknown) => value === null || typeof value === 'string';
  const hasHeader = isText(valueAt(range.top, range.right));
  const hasCategories = isText(valueAt(range.bottom, range.left));
  const first = { row: range.top + (hasHeader ? 1 : 0), column: range.left + (hasCategories ? 1 : 0) };
  const series: ChartSeries[] = [];
  const add = (name: unknown, values: OneRange['range'], categories: OneRange['range'] | null) => {
    series.push({
      name: typeof name === 'string' ? name : `Series${series.length + 1}`,
      values: sourceOf({ worksheet, range: values }),
      categories: categories && sourceOf({ worksheet, range: categories }),
      settings: new Map(),
    });
  };
  if (byColumns) {
    const categories = hasCategories ? { ...range, top: first.row, right: range.left } : null;
    for (let column = first.column; column <= range.right; column += 1) {
      const values = { top: first.row, left: column, bottom: range.bottom, right: column };
      add(hasHeader ? valueAt(range.top, column) : null, values, categories);
    }
  } else {
    const categories = hasHeader ? { ...range, left: first.column, bottom: range.top } : null;
    for (let row = first.row; row <= range.bottom; row += 1) {
      const values = { top: row, left: first.column, bottom: row, right: range.right };
      add(hasCategories ? valueAt(row, range.left) : null, values, categories);
    }
  }
  return series;
}

const itemsOf = (worksheet: Worksheet) =>
  worksheet.charts.map((item) => handle('Chart', { worksheet, item }));

const find = (worksheet: Worksheet, input: Arguments) => {
  const wanted = input.text(0).toLowerCase();
  const isIt = ({ self: { item } }: Handle<'Chart'>) =>
    [item.id.toLowerCase(), item.name.toLowerCase()].includes(wanted);
  return itemsOf(worksheet).find(isIt) ?? null;
};
const findOrFail = (worksheet: Worksheet, input: Arguments) => {
  const found = find(worksheet, input);
  if (!found) throw itemNotFound();
  return found;
};

export const chartCollection: ObjectTable<Worksheet> = {
  items: itemsOf,
  properties: { count: { get: ({ charts }) => charts.length } },
  methods: {
    add: (worksheet, input, { workbook }) => {
      guard(worksheet, 'allowEditObjects');
      const item: Chart = {
        id: newGuid(workbook, 'C'),
        name: `Chart ${nextId(workbook)}`,
        settings: new Map([['chartType', input.text(0)]]),
        series: seriesOf(input.range(1, worksheet), input.textOr(2, 'Auto')),
      };
      worksheet.charts.push(item);
      return handle('Chart', { worksheet, item });
    },
    getItem: findOrFail,
    getItemOrNullObject: find,
  },
};

const partOf =
  (name: string, kind: string) =>
  ({ worksheet, item }: { readonly worksheet: Worksheet; readonly item: Chart | ChartSeries }): Handle => {
    const check = () => {
      guard(worksheet, 'allowEditObjects');
    };
    return handle('Settings', { worksheet, settings: item.settings, path: `${name}/`, guard: check, kind });
  };

/** A setting of a chart or a series itself. */
function own<Self extends ChartSelf | SeriesSelf>(name: string, standard: Json): Property<Self> {
  const { get, set } = settingProperty(name, standard);
  const part = ({ worksheet, item }: Self): Part => ({
    worksheet,
    settings: item.settings,
    path: '',
    guard: () => {
      guard(worksheet, 'allowEditObjects');
    },
  });
  return {
    get: (self, program) => get!(part(self), program),
    set: (self, value, program) => {
      set!(part(self), value, program);
    },
  };
}

function nameProperty<Self extends ChartSelf | SeriesSelf>(): Property<Self> {
  return {
    get: ({ item }) => item.name,
    set: ({ worksheet, item }, value) => {
      guard(worksheet, 'allowEditObjects');
      if (typeof value !== 'string') throw invalidArgument('The name');
      item.name = value;
    },
  };
}

export const chartTable: ObjectTable<ChartSelf> = {
  id: { key: 'Id', of: ({ item }) => item.id },
  properties: {
    id: { get: ({ item }) => item.id },
    name: nameProperty(),
    chartType: own('chartType', ''),
    plotBy: own('plotBy', 'Columns'),
    plotVisibleOnly: own('plotVisibleOnly', true),
    displayBlanksAs: own('displayBlanksAs', 'NotPlotted'),
    style: own('style', 2),
    top: own('top', 0),
    left: own('left', 0),
    width: own('width', 360),
    height: own('height', 216),
  },
  children: {
    title: partOf('title', 'chartTitle'),
    legend: partOf('legend', 'chartLegend'),
    axes: partOf('axes', 'chartAxes'),
    format: partOf('format', 'chartFormat'),
    dataLabels: partOf('dataLabels', 'chartDataLabels'),
    plotArea: partOf('plotArea', 'chartPlotArea'),
    series: (self) => handle('ChartSeriesCollection', self),
    worksheet: ({ worksheet }) => handle('Worksheet', worksheet),
  },
  methods: {
    delete: ({ worksheet, item }) => {
      guard(worksheet, 'allowEditObjects');
      worksheet.charts = worksheet.charts.filter((other) => other !== item);
      return undefined;
    },
    setData: ({ worksheet, item }, input) => {
      guard(worksheet, 'allowEditObjects');
      item.series = seriesOf(input.range(0, worksheet), input.textOr(1, 'Auto'));
      return undefined;
    },
    setPosition: ({ worksheet, item }, input) => {
      guard(worksheet, 'allowEditObjects');
      const { range: start } = input.range(0, worksheet);
      const end = input.isGiven(1) ? input.range(1, worksheet).range : start;
      const range = { top: start.top, left: start.left, bottom: end.bottom, right: end.right };
      if (parseRange(addressOf(range)) === null) throw invalidArgument('The position');
      item.settings.set('position', addressOf(range));
      for (const name of ['top', 'left', 'width', 'height']) item.settings.delete(name);
      return undefined;
    },
  },
};

export const chartSeriesCollection: ObjectTable<ChartSelf> = {
  items: ({ worksheet, item: chart }) =>
    chart.series.map((item) => handle('ChartSeries', { worksheet, chart, item })),
  properties: { count: { get: ({ item }) => item.series.length } },
  methods: {
    add: ({ worksheet, item: chart }, input) => {
      guard(worksheet, 'allowEditObjects');
      const item = newSeries(input.textOr(0, `Series${chart.series.length + 1}`));
      const index = input.isGiven(1) ? input.whole(1) : chart.series.length;
      chart.series = withInserted(chart.series, index, item);
      return handle('ChartSeries', { worksheet, chart, item });
    },
  },
};

export const chartSeries: ObjectTable<SeriesSelf> = {
  properties: {
    name: nameProperty(),
    chartType: own('chartType', ''),
    gapWidth: own('gapWidth', 150),
    overlap: own('overlap', 0),
    hasDataLabels: own('hasDataLabels', false),
    axisGroup: own('axisGroup', 'Primary'),
    varyByCategories: own('varyByCategories', false),
    invertIfNegative: own('invertIfNegative', false),
    smooth: own('smooth', false),
  },
  children: { format: partOf('format', 'chartFormat'), dataLabels: partOf('dataLabels', 'chartDataLabels') },
  methods: {
    delete: ({ worksheet, chart, item }) => {
      guard(worksheet, 'allowEditObjects');
      chart.series = chart.series.filter((other) => other !== item);
      return undefined;
    },
    setValues: ({ worksheet, item }, input) => {
      guard(worksheet, 'allowEditObjects');
      item.values = sourceOf(input.object(0, 'Range'));
      return undefined;
    },
    setXAxisValues: ({ worksheet, item }, input) => {
      guard(worksheet, 'allowEditObjects');
      item.categories = sourceOf(input.object(0, 'Range'));
      return undefined;
    },
  },
};

const child =
  (name: string, kind: string) =>
  (self: Part): Handle =>
    handle('Settings', { ...self, path: `${self.path}${name}/`, kind });

/** What the parts of charts consist of. */
export const chartParts: Readonly<Record<string, ObjectTable<Part>>> = {
  chartTitle: {
    properties: {
      text: settingProperty('text', ''),
      visible: settingProperty('visible', true),
      overlay: settingProperty('overlay', false),
      position: settingProperty('position', 'Top'),
    },
    children: { format: child('format', 'chartFormat') },
  },
  chartLegend: {
    properties: {
      visible: settingProperty('visible', true),
      position: settingProperty('position', 'Right'),
      overlay: settingProperty('overlay', false),
    },
    children: { format: child('format', 'chartFormat') },
  },
  chartAxes: {
    children: {
      categoryAxis: child('categoryAxis', 'chartAxis'),
      valueAxis: child('valueAxis', 'chartAxis'),
      seriesAxis: child('seriesAxis', 'chartAxis'),
    },
  },
  chartAxis: {
    properties: {
      maximum: settingProperty('maximum', null),
      minimum: settingProperty('minimum', null),
      majorUnit: settingProperty('majorUnit', null),
      minorUnit: settingProperty('minorUnit', null),
      reversePlotOrder: settingProperty('reversePlotOrder', false),
      visible: settingProperty('visible', true),
      numberFormat: settingProperty('numberFormat', 'General'),
      position: settingProperty('position', 'Automatic'),
      categoryType: settingProperty('categoryType', 'Automatic'),
      tickLabelPosition: settingProperty('tickLabelPosition', 'NextToAxis'),
      tickLabelSpacing: settingProperty('tickLabelSpacing', null),
      majorTickMark: settingProperty('majorTickMark', 'Outside'),
      minorTickMark: settingProperty('minorTickMark', 'None'),
      textOrientation: settingProperty('textOrientation', 0),
    },
    children: {
      majorGridlines: child('majorGridlines', 'chartGridlines'),
      minorGridlines: child('minorGridlines', 'chartGridlines'),
      title: child('title', 'chartTitle'),
      format: child('format', 'chartFormat'),
    },
  },
  chartGridlines: {
    properties: { visible: settingProperty('visible', true) },
    children: { format: child('format', 'chartFormat') },
  },
  chartPlotArea: { children: { format: child('format', 'chartFormat') } },
  chartDataLabels: {
    properties: {
      showValue: settingProperty('showValue', false),
      showSeriesName: settingProperty('showSeriesName', false),
      showCategoryName: settingProperty('showCategoryName', false),
      position: settingProperty('position', 'None'),
      numberFormat: settingProperty('numberFormat', 'General'),
    },
    children: { format: child('format', 'chartFormat') },
  },
  chartFormat: {
    children: {
      fill: child('fill', 'chartFill'),
      font: child('font', 'chartFont'),
      line: child('line', 'chartLine'),
      border: child('border', 'chartLine'),
    },
  },
  chartFill: {
    methods: {
      setSolidColor: ({ settings, path, guard: check }, input) => {
        check();
        settings.set(`${path}color`, checkColour(input.json(0)));
        return undefined;
      },
      clear: ({ settings, path, guard: check }) => {
        check();
        settings.set(`${path}color`, '');
        return undefined;
      },
    },
  },
  chartFont: {
    properties: {
      name: settingProperty('name', 'Calibri'),
      size: settingProperty('size', 10),
      color: settingProperty('color', '#000000', checkColour),
      bold: settingProperty('bold', false),
      italic: settingProperty('italic', false),
      underline: settingProperty('underline', 'None'),
    },
  },
  chartLine: {
    properties: {
      color: settingProperty('color', '#000000', checkColour),
      lineStyle: settingProperty('lineStyle', 'Automatic'),
      weight: settingProperty('weight', 0.75),
    },
  },
};
