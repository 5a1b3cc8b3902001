/** Many ranges at once: listed in addresses that every Excel takes. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressLists, areas, listsOf } from '../../../addin/excel-host/areas.js';
import { parseRange } from '../../../core/index.js';
import { openExcel } from '../../fakes/excel/node.js';

describe('lists of addresses', () => {
  test('are at most 255 characters long and leave nothing out', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('A1', 'XFD1048576', 'B2:C9', 'AA10:AB200')), (addresses) => {
        const lists = listsOf(addresses);
        expect(lists.flatMap((list) => list.split(','))).toEqual(addresses);
        expect(lists.every(({ length }) => length > 0 && length <= 255)).toBe(true);
      }),
    );
  });
  test('are as few as that allows', () => {
    const addresses = Array.from({ length: 300 }, (_, index) => `A${index + 100}`);
    // Four characters and a comma each: 51 in a list.
    expect(listsOf(addresses)).toHaveLength(6);
    expect(addressLists(addresses.map((address) => parseRange(address)!))).toEqual(listsOf(addresses));
  });
});

describe('areas', () => {
  const addresses = Array.from({ length: 60 }, (_, index) => `B${2 * index + 100}:C${2 * index + 100}`);
  test.each([
    ['1.9', 3],
    ['1.8', 60],
  ])('with ExcelApi %s are %i objects, and the same cells', async (requirements, count) => {
    const { Excel, isSetSupported, program } = openExcel({ requirements });
    await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getItem('Sheet1');
      const found = areas(sheet, addresses, (version) => isSetSupported('ExcelApi', version));
      expect(found).toHaveLength(count);
      for (const { format } of found) format.fill.color = '#123456';
      await context.sync();
    });
    const filled = [...program.workbook.worksheets[0]!.cells.values()].filter(
      ({ format }) => format.fill === '#123456',
    );
    expect(filled).toHaveLength(120);
    // Excel was not told to keep track of any: that would be another request.
    expect(program.batches).toHaveLength(1);
  });
});
