/** Charts on worksheets as scripts see them: built, put on a worksheet, changed and taken away. */
import { isSameRange } from '../spreadsheet/ranges.js';
import { colourOf } from './colours.js';
import { outOfBounds, ServiceError } from './errors.js';
import { constant, give, type Methods, type On, type Part, type Self } from './objects.js';
import { worksheetOf } from './places.js';
import { nextId, type Chart, type Worksheet } from './workbook.js';

type Content = Omit<Chart, 'id' | 'type' | 'anchor'> & {
  readonly type: string | null;
  readonly anchor: Chart['anchor'] | null;
};

/** A chart in the making; null as its number: it is not on the worksheet yet. */
interface Draft {
  readonly id: number | null;
  content: Content;
}

declare module './objects.js' {
  interface Selves {
    Charts: object;
    EmbeddedChart: { readonly id: number | null; readonly content: Content };
    EmbeddedChartBuilder: Draft;
    EmbeddedBarChartBuilder: Draft;
    EmbeddedColumnChartBuilder: Draft;
    ContainerInfo: Chart['anchor'];
    ChartOptions: Chart['options'];
  }
}

type Builder = 'EmbeddedChartBuilder' | 'EmbeddedBarChartBuilder' | 'EmbeddedColumnChartBuilder';

const nothing: Content = {
  type: null,
  ranges: [],
  options: {},
  anchor: null,
  headers: -1,
  mergeStrategy: 'MERGE_COLUMNS',
  hiddenDimensions: 'IGNORE_BOTH',
  transpose: false,
};

/** What Apps Script's types say: these members give the general builder, whatever they are called on. */
function change({ self, me }: On<Builder>, said: Partial<Content>) {
  self.content = { ...self.content, ...said };
  return me.kind === 'EmbeddedChartBuilder' ? me : give('EmbeddedChartBuilder', self);
}

function as(kind: Builder, type: string) {
  return ({ self }: On<Builder>) => {
    self.content = { ...self.content, type };
    return give(kind, self);
  };
}

const areaHandles = (ranges: Chart['ranges']) => ranges.map((area) => give('Range', area));

const anchorHandle = (anchor: Chart['anchor'] | null) =>
  give('ContainerInfo', anchor ?? { row: 1, column: 1, offsetX: 0, offsetY: 0 });

const ofAllBuilders: Methods<Builder> = {
  addRange: (on, { sheetId, range }: Self<'Range'>) =>
    change(on, { ranges: [...on.self.content.ranges, { sheetId, range }] }),
  removeRange: (on, { sheetId, range }: Self<'Range'>) =>
    change(on, {
      ranges: on.self.content.ranges.filter(
        (one) => one.sheetId !== sheetId || !isSameRange(one.range, range),
      ),
    }),
  clearRanges: (on) => change(on, { ranges: [] }),
  getRanges: ({ self }) => areaHandles(self.content.ranges),
  setChartType: (on, type: string) => change(on, { type }),
  getChartType: ({ self }) => self.content.type && constant('ChartType', self.content.type),
  setPosition(on, row: number, column: number, offsetX: number, offsetY: number) {
    if (Math.min(row, column) < 1 || Math.min(offsetX, offsetY) < 0) throw outOfBounds('chart');
    return change(on, { anchor: { row, column, offsetX, offsetY } });
  },
  getContainer: ({ self }) => anchorHandle(self.content.anchor),
  setOption: (on, option: string, value: unknown) =>
    change(on, { options: { ...on.self.content.options, [option]: value } }),
  setNumHeaders: (on, headers: number) => change(on, { headers }),
  setMergeStrategy: (on, mergeStrategy: string) => change(on, { mergeStrategy }),
  setHiddenDimensionStrategy: (on, hiddenDimensions: string) => change(on, { hiddenDimensions }),
  setTransposeRowsAndColumns: (on, transpose: boolean) => change(on, { transpose }),
  asBarChart: as('EmbeddedBarChartBuilder', 'BAR'),
  asColumnChart: as('EmbeddedColumnChartBuilder', 'COLUMN'),
  build: ({ self: { id, content } }) => give('EmbeddedChart', { id, content }),
};

const option =
  <T>(name: string, take: (value: T) => unknown = (value) => value) =>
  ({ self, me }: On<Builder>, value: T) => {
    self.content = { ...self.content, options: { ...self.content.options, [name]: take(value) } };
    return me;
  };

const ofBars: Methods<Builder> = {
  setTitle: option<string>('title'),
  setStacked: option('isStacked', () => true),
  setColors: option<readonly string[]>('colors', (colours) => colours.map(colourOf)),
  setBackgroundColor: option<string>('backgroundColor', colourOf),
  setLegendPosition: option<string>('legend.position', (position) => position.toLowerCase()),
  setXAxisTitle: option<string>('hAxis.title'),
  setYAxisTitle: option<string>('vAxis.title'),
  reverseCategories: option('reverseCategories', () => true),
  setRange({ self, me }, start: number, end: number) {
    const options = { ...self.content.options, 'viewWindow.min': start, 'viewWindow.max': end };
    self.content = { ...self.content, options };
    return me;
  },
};

/** A chart that is said in full, and stands on the grid; the words of the service are not known. */
function checked(worksheet: Worksheet, { type, ranges, anchor, ...rest }: Content): Omit<Chart, 'id'> {
  if (type === null || ranges.length === 0 || !anchor)
    throw new ServiceError('A chart needs a type, a range and a position.');
  if (anchor.row > worksheet.maxRows || anchor.column > worksheet.maxColumns) throw outOfBounds('chart');
  return { ...rest, type, ranges, anchor };
}

const chartGone = () => new ServiceError('The chart is not on this sheet.');

export const charts: Part = {
  Charts: {},
  Sheet: {
    newChart: () => give('EmbeddedChartBuilder', { id: null, content: nothing }),
    getCharts: ({ program, self }) =>
      worksheetOf(program, self.sheetId).charts.map(({ id, ...content }) =>
        give('EmbeddedChart', { id, content }),
      ),
    insertChart({ program, self }, { content }: Self<'EmbeddedChart'>) {
      const worksheet = worksheetOf(program, self.sheetId);
      const chart = checked(worksheet, content);
      worksheet.charts = [...worksheet.charts, { ...chart, id: nextId(program.workbook) }];
    },
    updateChart({ program, self }, { id, content }: Self<'EmbeddedChart'>) {
      const worksheet = worksheetOf(program, self.sheetId);
      const present = worksheet.charts.find((one) => one.id === id);
      if (!present) throw chartGone();
      const chart = { ...checked(worksheet, content), id: present.id };
      worksheet.charts = worksheet.charts.map((one) => (one === present ? chart : one));
    },
    removeChart({ program, self }, { id }: Self<'EmbeddedChart'>) {
      const worksheet = worksheetOf(program, self.sheetId);
      if (!worksheet.charts.some((one) => one.id === id)) throw chartGone();
      worksheet.charts = worksheet.charts.filter((one) => one.id !== id);
    },
  },
  EmbeddedChartBuilder: ofAllBuilders,
  EmbeddedBarChartBuilder: { ...ofAllBuilders, ...ofBars },
  EmbeddedColumnChartBuilder: { ...ofAllBuilders, ...ofBars },
  EmbeddedChart: {
    getChartId: ({ self }) => self.id,
    getContainerInfo: ({ self }) => anchorHandle(self.content.anchor),
    getRanges: ({ self }) => areaHandles(self.content.ranges),
    getOptions: ({ self }) => give('ChartOptions', self.content.options),
    getNumHeaders: ({ self }) => self.content.headers,
    getMergeStrategy: ({ self }) => constant('ChartMergeStrategy', self.content.mergeStrategy),
    getHiddenDimensionStrategy: ({ self }) =>
      constant('ChartHiddenDimensionStrategy', self.content.hiddenDimensions),
    getTransposeRowsAndColumns: ({ self }) => self.content.transpose,
    modify: ({ self: { id, content } }) => give('EmbeddedChartBuilder', { id, content }),
  },
  ContainerInfo: {
    getAnchorRow: ({ self }) => self.row,
    getAnchorColumn: ({ self }) => self.column,
    getOffsetX: ({ self }) => self.offsetX,
    getOffsetY: ({ self }) => self.offsetY,
  },
  // An option that was not set is null.
  ChartOptions: { get: ({ self }, name: string) => self[name] ?? null },
};
