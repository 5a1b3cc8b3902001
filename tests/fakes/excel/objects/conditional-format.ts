/** Conditional formats of a range, in their order, and each of them. */
import {
  addConditionalFormat,
  clearConditionalFormats,
  conditionalFormatsWithin,
  conditionalTypes,
} from '../conditional-formats.js';
import { invalidArgument, invalidOperation, itemNotFound } from '../excel-error.js';
import { withInserted } from '../lists.js';
import { guard } from '../protection.js';
import { isObject } from '../validations.js';
import type { Json } from '../workbook.js';
import {
  checkColour,
  handle,
  oneOf,
  sameTypeAs,
  settingProperty,
  type Arguments,
  type Handle,
  type ManyRanges,
  type ObjectTable,
  type Part,
  type Selves,
} from './object.js';

const itemsOf = ({ worksheet, ranges }: ManyRanges) =>
  conditionalFormatsWithin(worksheet, ranges).map((item) => handle('ConditionalFormat', { worksheet, item }));

const found = (self: ManyRanges, input: Arguments) =>
  itemsOf(self).find((one) => one.self.item.id === input.text(0)) ?? null;

export const conditionalFormatCollection: ObjectTable<ManyRanges> = {
  items: itemsOf,
  methods: {
    add: ({ worksheet, ranges }, input, { workbook }) => {
      guard(worksheet, 'allowFormatCells');
      const item = addConditionalFormat(workbook, worksheet, ranges, input.text(0));
      return handle('ConditionalFormat', { worksheet, item });
    },
    clearAll: ({ worksheet, ranges }) => {
      guard(worksheet, 'allowFormatCells');
      clearConditionalFormats(worksheet, ranges);
      return undefined;
    },
    getItem: (self, input) => {
      const item = found(self, input);
      if (!item) throw itemNotFound();
      return item;
    },
    getItemOrNullObject: found,
  },
};

type Self = Selves['ConditionalFormat'];

/** The part that keeps what a type says; null of another type. */
function partOf(self: Self, name: string): Handle<'Settings'> | null {
  const { worksheet, item } = self;
  if (conditionalTypes[item.type as keyof typeof conditionalTypes] !== name) return null;
  const check = () => {
    guard(worksheet, 'allowFormatCells');
  };
  return handle('Settings', {
    worksheet,
    settings: item.settings,
    path: `${name}/`,
    guard: check,
    kind: name,
  });
}

const parts = Object.fromEntries(
  Object.values(conditionalTypes).flatMap((name) => [
    [
      name,
      (self: Self) => {
        const part = partOf(self, name);
        if (!part) throw invalidOperation('The conditional format is of another type.');
        return part;
      },
    ],
    [`${name}OrNullObject`, (self: Self) => partOf(self, name)],
  ]),
);

const oneRange = ({ worksheet, item }: Self) =>
  item.ranges.length === 1 ? handle('Range', { worksheet, range: item.ranges[0]! }) : null;

export const conditionalFormat: ObjectTable<Self> = {
  id: { key: 'Id', of: ({ item }) => item.id },
  properties: {
    id: { get: ({ item }) => item.id },
    type: { get: ({ item }) => item.type },
    stopIfTrue: {
      get: ({ item }) => item.stopIfTrue,
      set: ({ worksheet, item }, value) => {
        guard(worksheet, 'allowFormatCells');
        item.stopIfTrue = sameTypeAs(false, 'stopIfTrue')(value) as boolean;
      },
    },
    priority: {
      get: ({ worksheet, item }) => worksheet.conditionalFormats.indexOf(item),
      set: ({ worksheet, item }, value) => {
        guard(worksheet, 'allowFormatCells');
        if (typeof value !== 'number' || !Number.isInteger(value)) throw invalidArgument('The priority');
        const others = worksheet.conditionalFormats.filter((other) => other !== item);
        // Below zero: counted from the end. Source: Excel.ConditionalFormat.priority.
        const place = value < 0 ? Math.max(0, others.length + 1 + value) : Math.min(value, others.length);
        worksheet.conditionalFormats = withInserted(others, place, item);
      },
    },
  },
  children: parts,
  methods: {
    delete: ({ worksheet, item }) => {
      guard(worksheet, 'allowFormatCells');
      worksheet.conditionalFormats = worksheet.conditionalFormats.filter((other) => other !== item);
      return undefined;
    },
    getRange: (self) => {
      const range = oneRange(self);
      if (!range) throw invalidOperation('The conditional format lies on several ranges.');
      return range;
    },
    getRangeOrNullObject: oneRange,
    getRanges: ({ worksheet, item }) => handle('RangeAreas', { worksheet, ranges: item.ranges }),
  },
};

const child =
  (name: string, kind: string) =>
  (self: Part): Handle =>
    handle('Settings', { ...self, path: `${self.path}${name}/`, kind });

/** A rule of text or of values. */
const ruleOf = (...names: readonly string[]) =>
  settingProperty('rule', null, (value) => {
    if (!isObject(value) || !names.every((name) => typeof value[name] === 'string'))
      throw invalidArgument('The rule of the conditional format');
    return value;
  });

const bound = (name: string): ReturnType<typeof settingProperty> =>
  settingProperty(name, { type: 'Automatic' }, (value): Json => {
    const isBound =
      isObject(value) &&
      typeof value.type === 'string' &&
      [
        'Invalid',
        'Automatic',
        'LowestValue',
        'HighestValue',
        'Number',
        'Percent',
        'Formula',
        'Percentile',
      ].includes(value.type);
    if (!isBound) throw invalidArgument(`The ${name}`);
    return value;
  });

const border = settingProperty(
  'style',
  'None',
  oneOf('None', 'Continuous', 'Dash', 'DashDot', 'DashDotDot', 'Dot'),
);

/** What the parts of conditional formats consist of. */
export const conditionalParts: Readonly<Record<string, ObjectTable<Part>>> = {
  cellValue: {
    properties: { rule: ruleOf('formula1', 'operator') },
    children: { format: child('format', 'conditionalLooks') },
  },
  textComparison: {
    properties: { rule: ruleOf('operator', 'text') },
    children: { format: child('format', 'conditionalLooks') },
  },
  custom: {
    children: { rule: child('rule', 'conditionalRule'), format: child('format', 'conditionalLooks') },
  },
  conditionalRule: {
    properties: {
      formula: settingProperty('formula', '', (value) => {
        if (typeof value !== 'string' || !value.startsWith('=')) throw invalidArgument('The formula');
        return value;
      }),
    },
  },
  conditionalLooks: {
    properties: { numberFormat: settingProperty('numberFormat', '') },
    children: {
      fill: child('fill', 'conditionalFill'),
      font: child('font', 'conditionalFont'),
      borders: child('borders', 'conditionalBorders'),
    },
  },
  conditionalFill: { properties: { color: settingProperty('color', '', checkColour) } },
  conditionalFont: {
    properties: {
      color: settingProperty('color', '', checkColour),
      bold: settingProperty('bold', false),
      italic: settingProperty('italic', false),
      strikethrough: settingProperty('strikethrough', false),
      underline: settingProperty('underline', 'None', oneOf('None', 'Single', 'Double')),
    },
  },
  conditionalBorders: {
    children: {
      top: child('top', 'conditionalBorder'),
      bottom: child('bottom', 'conditionalBorder'),
      left: child('left', 'conditionalBorder'),
      right: child('right', 'conditionalBorder'),
    },
    methods: {
      getItem: (self, input) => child(sideOf(input.text(0)), 'conditionalBorder')(self),
    },
  },
  conditionalBorder: {
    properties: { style: border, color: settingProperty('color', '#000000', checkColour) },
  },
  dataBar: {
    properties: {
      showDataBarOnly: settingProperty('showDataBarOnly', false),
      barDirection: settingProperty(
        'barDirection',
        'Context',
        oneOf('Context', 'LeftToRight', 'RightToLeft'),
      ),
      axisFormat: settingProperty('axisFormat', 'Automatic', oneOf('Automatic', 'None', 'CellMidPoint')),
      axisColor: settingProperty('axisColor', '#000000', checkColour),
      lowerBoundRule: bound('lowerBoundRule'),
      upperBoundRule: bound('upperBoundRule'),
    },
    children: {
      positiveFormat: child('positiveFormat', 'positiveBar'),
      negativeFormat: child('negativeFormat', 'negativeBar'),
    },
  },
  positiveBar: {
    properties: {
      fillColor: settingProperty('fillColor', '#638EC6', checkColour),
      gradientFill: settingProperty('gradientFill', true),
      borderColor: settingProperty('borderColor', '#638EC6', checkColour),
    },
  },
  negativeBar: {
    properties: {
      fillColor: settingProperty('fillColor', '#FF0000', checkColour),
      matchPositiveFillColor: settingProperty('matchPositiveFillColor', false),
      borderColor: settingProperty('borderColor', '#FF0000', checkColour),
      matchPositiveBorderColor: settingProperty('matchPositiveBorderColor', false),
    },
  },
};

function sideOf(edge: string): string {
  const side = { EdgeTop: 'top', EdgeBottom: 'bottom', EdgeLeft: 'left', EdgeRight: 'right' }[edge];
  if (side === undefined) throw invalidArgument('The side of the border');
  return side;
}
