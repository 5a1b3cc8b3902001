/** How a worksheet is printed. */
import { parseRange } from '../../../../core/index.js';
import { invalidArgument } from '../excel-error.js';
import { addressOf, isEntireColumn, isEntireRow, parseAddress } from '../../spreadsheet/ranges.js';
import { isObject } from '../validations.js';
import type { Json, Worksheet } from '../workbook.js';
import {
  handle,
  isHandle,
  oneOf,
  sameTypeAs,
  settingProperty,
  type Arguments,
  type Handle,
  type ObjectTable,
  type Part,
  type Property,
} from './object.js';

/** Not even a protected worksheet's page is. */
const free = () => undefined;

function page(
  name: string,
  standard: Json,
  check: (value: Json) => Json = sameTypeAs(standard, name),
): Property<Worksheet> {
  const { get, set } = settingProperty(name, standard, check);
  const part = (worksheet: Worksheet): Part => ({
    worksheet,
    settings: worksheet.page,
    path: '',
    guard: free,
  });
  return {
    get: (worksheet, program) => get!(part(worksheet), program),
    set: (worksheet, value, program) => {
      set!(part(worksheet), value, program);
    },
  };
}

/** Source: Excel.PageLayoutZoomOptions. */
function checkZoom(value: Json): Json {
  if (!isObject(value)) throw invalidArgument('The zoom');
  const isKnown = Object.entries(value).every(
    ([name, said]) =>
      ['horizontalFitToPages', 'verticalFitToPages', 'scale'].includes(name) &&
      (said === null || (typeof said === 'number' && Number.isInteger(said) && said >= 0)),
  );
  const { scale } = value;
  if (!isKnown || (typeof scale === 'number' && (scale < 10 || scale > 400)))
    throw invalidArgument('The zoom');
  return value;
}

const ranges = (worksheet: Worksheet, name: string) => {
  const kept = worksheet.page.get(name);
  return typeof kept === 'string' ? kept.split(',').map((one) => parseRange(one)!) : null;
};

function rangesOf(worksheet: Worksheet, input: Arguments) {
  const value = input.at(0);
  if (isHandle(value) && value.type === 'RangeAreas') return (value as Handle<'RangeAreas'>).self;
  if (typeof value !== 'string') {
    const { worksheet: of, range } = input.object(0, 'Range');
    return { worksheet: of, ranges: [range] };
  }
  const parsed = value.split(',').map((one) => parseAddress(one.trim()));
  if (parsed.some((one) => one === null)) throw invalidArgument('The address');
  return { worksheet, ranges: parsed.map((one) => one!) };
}

const setRanges =
  (name: string, isWhole: ((range: Parameters<typeof isEntireRow>[0]) => boolean) | null) =>
  (worksheet: Worksheet, input: Arguments): undefined => {
    const said = rangesOf(worksheet, input);
    if (said.worksheet !== worksheet || (isWhole && !said.ranges.every(isWhole)))
      throw invalidArgument('The range');
    worksheet.page.set(name, said.ranges.map(addressOf).join(','));
    return undefined;
  };

const oneRange = (name: string) => (worksheet: Worksheet) => {
  const found = ranges(worksheet, name);
  return found && handle('Range', { worksheet, range: found[0]! });
};

const margin = (name: string, standard: number) => page(name, standard);

export const pageLayout: ObjectTable<Worksheet> = {
  properties: {
    orientation: page('orientation', 'Portrait', oneOf('Portrait', 'Landscape')),
    paperSize: page('paperSize', 'Letter', sameTypeAs('', 'paperSize')),
    zoom: page('zoom', { scale: 100 }, checkZoom),
    blackAndWhite: page('blackAndWhite', false),
    centerHorizontally: page('centerHorizontally', false),
    centerVertically: page('centerVertically', false),
    draftMode: page('draftMode', false),
    printGridlines: page('printGridlines', false),
    printHeadings: page('printHeadings', false),
    printOrder: page('printOrder', 'DownThenOver', oneOf('DownThenOver', 'OverThenDown')),
    firstPageNumber: page('firstPageNumber', ''),
    leftMargin: margin('leftMargin', 50.4),
    rightMargin: margin('rightMargin', 50.4),
    topMargin: margin('topMargin', 54),
    bottomMargin: margin('bottomMargin', 54),
    headerMargin: margin('headerMargin', 21.6),
    footerMargin: margin('footerMargin', 21.6),
  },
  children: {
    headersFooters: (worksheet) =>
      handle('Settings', {
        worksheet,
        settings: worksheet.page,
        path: 'headersFooters/',
        guard: free,
        kind: 'headersFooters',
      }),
  },
  methods: {
    setPrintArea: setRanges('printArea', null),
    setPrintTitleRows: setRanges('printTitleRows', isEntireRow),
    setPrintTitleColumns: setRanges('printTitleColumns', isEntireColumn),
    getPrintAreaOrNullObject: (worksheet) => {
      const found = ranges(worksheet, 'printArea');
      return found && handle('RangeAreas', { worksheet, ranges: found });
    },
    getPrintTitleRowsOrNullObject: oneRange('printTitleRows'),
    getPrintTitleColumnsOrNullObject: oneRange('printTitleColumns'),
  },
};

const sections = ['leftHeader', 'centerHeader', 'rightHeader', 'leftFooter', 'centerFooter', 'rightFooter'];

const child =
  (name: string) =>
  (self: Part): Handle =>
    handle('Settings', { ...self, path: `${self.path}${name}/`, kind: 'headerFooter' });

/** What the parts of a page layout consist of. */
export const pageParts: Readonly<Record<string, ObjectTable<Part>>> = {
  headersFooters: {
    properties: {
      state: settingProperty(
        'state',
        'Default',
        oneOf('Default', 'FirstAndDefault', 'OddAndEven', 'FirstOddAndEven'),
      ),
      useSheetMargins: settingProperty('useSheetMargins', true),
      useSheetScale: settingProperty('useSheetScale', true),
    },
    children: {
      defaultForAllPages: child('defaultForAllPages'),
      firstPage: child('firstPage'),
      evenPages: child('evenPages'),
      oddPages: child('oddPages'),
    },
  },
  headerFooter: {
    properties: Object.fromEntries(sections.map((name) => [name, settingProperty(name, '')])),
  },
};
