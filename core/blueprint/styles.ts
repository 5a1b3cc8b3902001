/** The named styles that every worksheet draws from: one look for the whole workbook. */
import { statuses } from '../entry/fields.js';
import { timelines } from '../plan/schema.js';
import type { Border, Colour, Font, Style } from './blueprint.js';
import { neutral, severityPalette, statusPalette, timelinePalette, type Swatch } from './palette.js';

const fontName = 'Calibri';

function font(size: number, colour: Colour = neutral.ink, more: Partial<Font> = {}): Font {
  return { name: fontName, size, colour, ...more };
}

const thin: Border = { style: 'thin', colour: neutral.line };
const box = { top: thin, right: thin, bottom: thin, left: thin };

/** Dates with the month as a word, so that nobody reads the day for the month. */
const dateFormat = 'd-mmm-yyyy';
const moneyFormat = '#,##0.00';
const percentFormat = '0%';
const countFormat = '#,##0';

const planCell: Style = {
  font: font(10),
  fill: neutral.plan,
  borders: box,
  vertical: 'center',
  wrap: true,
  indent: 1,
};
const entryCell: Style = { font: font(10), fill: neutral.paper, borders: box, vertical: 'center' };
const closedCell: Style = {
  font: font(10, neutral.muted, { italic: true }),
  fill: neutral.closed,
  borders: box,
  vertical: 'center',
};
const figureCell: Style = {
  font: font(10),
  fill: neutral.paper,
  borders: box,
  vertical: 'center',
  horizontal: 'right',
  indent: 1,
};
const totalCell: Style = {
  ...figureCell,
  font: font(10, neutral.ink, { bold: true }),
  fill: neutral.section,
  borders: { ...box, top: { style: 'medium', colour: neutral.navy } },
};
const heading: Style = {
  font: font(10, neutral.paper, { bold: true }),
  fill: neutral.navy,
  borders: box,
  vertical: 'center',
  horizontal: 'center',
  wrap: true,
};

/** The variants of a kind of cell by what it holds. */
function byContent<P extends string>(prefix: P, style: Style) {
  return {
    [`${prefix}-text`]: {
      ...style,
      horizontal: 'left',
      indent: 1,
      wrap: true,
      numberFormat: '@',
      readingOrder: 'context',
    },
    [`${prefix}-choice`]: { ...style, horizontal: 'center', wrap: true },
    [`${prefix}-number`]: { ...style, horizontal: 'center' },
    [`${prefix}-money`]: { ...style, horizontal: 'right', indent: 1, numberFormat: moneyFormat },
    [`${prefix}-progress`]: { ...style, horizontal: 'center', numberFormat: percentFormat },
    [`${prefix}-date`]: { ...style, horizontal: 'center', numberFormat: dateFormat },
  } as Record<`${P}-${'text' | 'choice' | 'number' | 'money' | 'progress' | 'date'}`, Style>;
}

function figures<P extends string>(prefix: P, style: Style) {
  return {
    [`${prefix}-name`]: { ...style, horizontal: 'left', wrap: true, indent: 1 },
    [`${prefix}-count`]: { ...style, numberFormat: countFormat },
    [`${prefix}-percent`]: { ...style, numberFormat: percentFormat },
    [`${prefix}-money`]: { ...style, numberFormat: moneyFormat },
  } as Record<`${P}-${'name' | 'count' | 'percent' | 'money'}`, Style>;
}

/** A filled cell with a word of a key in it. */
function chips<K extends string, P extends string>(
  prefix: P,
  keys: readonly K[],
  palette: Readonly<Record<K, Swatch>>,
) {
  return Object.fromEntries(
    keys.map((key): [string, Style] => [
      `${prefix}-${key}`,
      {
        font: font(9, palette[key].text, { bold: true }),
        fill: palette[key].fill,
        borders: box,
        vertical: 'center',
        horizontal: 'center',
        wrap: true,
      },
    ]),
  ) as Record<`${P}-${K}`, Style>;
}

export const styles = {
  page: { font: font(10), vertical: 'top' },
  title: { font: font(16, neutral.paper, { bold: true }), fill: neutral.navy, vertical: 'center', indent: 1 },
  subtitle: {
    font: font(11, neutral.navy, { bold: true }),
    fill: neutral.section,
    vertical: 'center',
    indent: 1,
  },
  hint: { font: font(9, neutral.muted, { italic: true }), fill: neutral.section, vertical: 'center' },
  legend: { font: font(9, neutral.muted), vertical: 'center', horizontal: 'right' },
  heading1: {
    font: font(13, neutral.navy, { bold: true }),
    borders: { bottom: { style: 'medium', colour: neutral.navy } },
    vertical: 'bottom',
  },
  body: { font: font(10), vertical: 'center', wrap: true, indent: 1 },
  'body-strong': { font: font(10, neutral.ink, { bold: true }), vertical: 'center', wrap: true, indent: 1 },
  muted: { font: font(9, neutral.muted), vertical: 'center', wrap: true, indent: 1 },
  /** A line of text that runs on over the blank cells beside it. */
  footnote: { font: font(9, neutral.muted), vertical: 'center', indent: 1 },
  link: {
    font: font(10, neutral.link, { underline: true, bold: true }),
    vertical: 'center',
    wrap: true,
    indent: 1,
  },
  label: { font: font(10, neutral.muted), fill: neutral.plan, borders: box, vertical: 'center', indent: 1 },
  value: {
    font: font(10, neutral.ink, { bold: true }),
    fill: neutral.plan,
    borders: box,
    vertical: 'center',
    horizontal: 'left',
    indent: 1,
  },
  input: {
    font: font(10),
    fill: neutral.input,
    borders: box,
    vertical: 'center',
    horizontal: 'left',
    indent: 1,
    numberFormat: '@',
    readingOrder: 'context',
  },
  'input-choice': {
    font: font(10),
    fill: neutral.input,
    borders: box,
    vertical: 'center',
    horizontal: 'left',
    indent: 1,
  },
  'input-date': {
    font: font(10),
    fill: neutral.input,
    borders: box,
    vertical: 'center',
    horizontal: 'left',
    indent: 1,
    numberFormat: dateFormat,
  },

  'heading-plan': heading,
  'heading-entry': { ...heading, fill: neutral.teal },
  'heading-group': { ...heading, font: font(9, neutral.navy, { bold: true }), fill: neutral.section },
  key: { font: font(8, neutral.muted), vertical: 'center' },
  pillar: {
    font: font(12, neutral.paper, { bold: true }),
    fill: neutral.navy,
    vertical: 'center',
    indent: 1,
  },
  section: {
    font: font(10, neutral.navy, { bold: true }),
    fill: neutral.section,
    vertical: 'center',
    indent: 1,
  },
  end: { font: font(8, neutral.muted, { italic: true }), fill: neutral.section, vertical: 'center' },

  'plan-no': {
    ...planCell,
    font: font(10, neutral.ink, { bold: true }),
    horizontal: 'left',
    numberFormat: '@',
  },
  'plan-no-sub': { ...planCell, horizontal: 'left', indent: 2, numberFormat: '@' },
  plan: { ...planCell, horizontal: 'left' },
  'plan-strong': { ...planCell, font: font(10, neutral.ink, { bold: true }), horizontal: 'left' },
  'plan-sub': { ...planCell, horizontal: 'left', indent: 2 },
  'plan-muted': { ...planCell, font: font(10, neutral.muted), horizontal: 'left' },
  'plan-muted-sub': { ...planCell, font: font(10, neutral.muted), horizontal: 'left', indent: 2 },
  ...byContent('entry', entryCell),
  ...byContent('closed', closedCell),

  ...figures('figure', figureCell),
  ...figures('total', totalCell),
  ...figures('band', { ...figureCell, font: font(10, neutral.navy, { bold: true }), fill: neutral.section }),

  cell: { ...entryCell, horizontal: 'left', wrap: true, indent: 1, readingOrder: 'context' },
  'cell-alert': {
    ...entryCell,
    font: font(10, neutral.alert, { bold: true }),
    horizontal: 'left',
    wrap: true,
    indent: 1,
  },
  'cell-centre': { ...entryCell, horizontal: 'center' },
  'cell-link': {
    ...entryCell,
    font: font(10, neutral.link, { underline: true }),
    horizontal: 'left',
    indent: 1,
  },
  'cell-muted': { ...entryCell, font: font(9, neutral.muted), horizontal: 'left' },
  'cell-number': { ...entryCell, horizontal: 'right' },
  'cell-date': { ...entryCell, horizontal: 'center', numberFormat: dateFormat },
  absent: { ...entryCell, font: font(9, neutral.muted, { italic: true }), horizontal: 'center', wrap: true },
  data: { font: font(9), vertical: 'top' },
  'data-date': { font: font(9), vertical: 'top', horizontal: 'left', numberFormat: dateFormat },
  'data-number': { font: font(9), vertical: 'top', horizontal: 'left' },
  'data-percent': { font: font(9), vertical: 'top', horizontal: 'left', numberFormat: percentFormat },
  'data-text': { font: font(9), vertical: 'top', numberFormat: '@' },

  ...chips('timeline', timelines, timelinePalette),
  ...chips('status', statuses, statusPalette),
  ...chips('severity', ['error', 'warning', 'information'] as const, severityPalette),
  'status-none': {
    font: font(9, neutral.ink),
    fill: neutral.noUpdate,
    borders: box,
    vertical: 'center',
    horizontal: 'center',
    wrap: true,
  },
} as const satisfies Record<string, Style>;

export type StyleName = keyof typeof styles;
