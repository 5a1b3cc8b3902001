/** Several ranges of one worksheet that are written to in one go. */
import { Unsupported } from '../excel-error.js';
import { clearRange } from './range.js';
import {
  addressOf,
  cellCount,
  commonRanges,
  isEntireColumn,
  isEntireRow,
  quoted,
} from '../../spreadsheet/ranges.js';
import { lastColumn, lastRow } from '../../../../core/index.js';
import {
  handle,
  isHandle,
  type Arguments,
  type Handle,
  type ManyRanges,
  type ObjectTable,
} from './object.js';
import { specialCells } from './special-cells.js';
import { usedRange } from './used-range.js';

/** Excel cuts the address of many ranges off. */
const longestAddress = 255;

const areas = (worksheet: ManyRanges['worksheet'], ranges: ManyRanges['ranges']) =>
  ranges.length === 0 ? null : handle('RangeAreas', { worksheet, ranges });

function rangesOf(self: ManyRanges, input: Arguments): ManyRanges['ranges'] {
  const value = input.at(0);
  if (isHandle(value) && value.type === 'RangeAreas') return (value as Handle<'RangeAreas'>).self.ranges;
  return [input.range(0, self.worksheet).range];
}

export const rangeAreas: ObjectTable<ManyRanges> = {
  properties: {
    address: {
      get: ({ worksheet, ranges }) => {
        const address = ranges.map((range) => `${quoted(worksheet.name)}!${addressOf(range)}`).join(',');
        if (address.length > longestAddress)
          throw new Unsupported('addresses of many ranges, which Excel cuts off: load `areas/items/address`');
        return address;
      },
    },
    areaCount: { get: ({ ranges }) => ranges.length },
    cellCount: {
      get: ({ ranges }) => {
        const count = ranges.reduce((sum, range) => sum + cellCount(range), 0);
        return count > 2 ** 31 - 1 ? -1 : count;
      },
    },
    isEntireRow: { get: ({ ranges }) => ranges.every(isEntireRow) },
    isEntireColumn: { get: ({ ranges }) => ranges.every(isEntireColumn) },
  },
  children: {
    areas: (self) => handle('RangeCollection', self),
    worksheet: ({ worksheet }) => handle('Worksheet', worksheet),
    format: (self) => handle('RangeFormat', self),
    dataValidation: (self) => handle('DataValidation', self),
    conditionalFormats: (self) => handle('ConditionalFormatCollection', self),
  },
  methods: {
    clear: ({ worksheet, ranges }, input, program) => {
      for (const range of ranges) clearRange(program, worksheet, range, input.textOr(0, 'All'));
      return undefined;
    },
    getEntireRow: ({ worksheet, ranges }) =>
      areas(
        worksheet,
        ranges.map((range) => ({ ...range, left: 1, right: lastColumn })),
      ),
    getEntireColumn: ({ worksheet, ranges }) =>
      areas(
        worksheet,
        ranges.map((range) => ({ ...range, top: 1, bottom: lastRow })),
      ),
    getIntersectionOrNullObject: (self, input) =>
      areas(self.worksheet, commonRanges(self.ranges, rangesOf(self, input))),
    getSpecialCellsOrNullObject: ({ worksheet, ranges }, input) =>
      areas(worksheet, specialCells(worksheet, ranges, input)),
    getUsedRangeAreasOrNullObject: ({ worksheet, ranges }, input) =>
      areas(
        worksheet,
        ranges.flatMap((range) => usedRange(worksheet, input.flag(0), range) ?? []),
      ),
  },
};

const itemsOf = ({ worksheet, ranges }: ManyRanges) =>
  ranges.map((range) => handle('Range', { worksheet, range }));

export const rangeCollection: ObjectTable<ManyRanges> = { items: itemsOf };
