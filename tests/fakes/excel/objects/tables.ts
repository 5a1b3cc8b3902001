/** Tables: a person's own. The add-in looks at them and makes none. */
import { itemNotFound } from '../excel-error.js';
import type { Worksheet } from '../workbook.js';
import { handle, type Arguments, type ObjectTable, type Selves } from './object.js';

const itemsOf = (worksheets: readonly Worksheet[]) =>
  worksheets.flatMap((worksheet) => worksheet.tables.map((item) => handle('Table', { worksheet, item })));

const find = (worksheets: readonly Worksheet[], input: Arguments) => {
  const wanted = input.text(0).toLowerCase();
  return (
    itemsOf(worksheets).find(({ self: { item } }) => [item.id, item.name.toLowerCase()].includes(wanted)) ??
    null
  );
};

export const tableCollection: ObjectTable<readonly Worksheet[]> = {
  items: itemsOf,
  properties: { count: { get: (worksheets) => itemsOf(worksheets).length } },
  methods: {
    getItem: (worksheets, input) => {
      const found = find(worksheets, input);
      if (!found) throw itemNotFound();
      return found;
    },
    getItemOrNullObject: find,
  },
};

export const tableTable: ObjectTable<Selves['Table']> = {
  id: { key: 'Id', of: ({ item }) => item.id },
  properties: { id: { get: ({ item }) => item.id }, name: { get: ({ item }) => item.name } },
  children: { worksheet: ({ worksheet }) => handle('Worksheet', worksheet) },
  methods: { getRange: ({ worksheet, item: { range } }) => handle('Range', { worksheet, range }) },
};
