// A .csv file of ours opens as text, whatever stands in it.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvText } from '../../sync/csv.js';
import { convert, temporaryFile } from '../support/libreoffice.js';
import { read as readSheet, utils } from '@e965/xlsx';

const text = (records: readonly (readonly string[])[]) => [...csvText(['a', 'b'], records)].join('');

/** Reads what was written, by the rules of RFC 4180. */
function parse(csv: string): string[][] {
  const rows: string[][] = [];
  for (const [, row = ''] of csv.slice(1).matchAll(/((?:"(?:[^"]|"")*",?)+)\r\n/g)) {
    rows.push(Array.from(row.matchAll(/"((?:[^"]|"")*)"/g), ([, cell = '']) => cell.replaceAll('""', '"')));
  }
  return rows;
}

describe('csvText', () => {
  it('gives back every record, formulas guarded by an apostrophe', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.string())), (records) => {
        const read = parse(text(records)).slice(1);
        expect(read).toHaveLength(records.length);
        read.forEach((row, index) => {
          row.forEach((cell, column) => {
            const written = records[index]![column]!;
            expect([written, `'${written}`]).toContain(cell);
            expect(cell).not.toMatch(/^[=+\-@\t\r]/);
          });
        });
      }),
    );
  });

  it('begins with the mark by which Excel knows UTF-8', () => {
    expect([...new TextEncoder().encode(text([['محکمہ', 'x']])).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });

  it('writes long lists in pieces', () => {
    const records = Array.from({ length: 5000 }, (_, index) => [String(index), 'x'.repeat(40)]);
    const pieces = [...csvText(['a', 'b'], records)];
    expect(pieces.length).toBeGreaterThan(2);
    expect(parse(pieces.join(''))).toHaveLength(5001);
  });

  it('opens in a spreadsheet program without a formula', async () => {
    const hostile = [
      '=1+1',
      '+1',
      '-1+2',
      '@SUM(1)',
      '\t=1',
      '＝1+1',
      '\u200b=1+1',
      'محکمہ',
      '=HYPERLINK("http://x")',
    ];
    const path = temporaryFile(
      'list.csv',
      new TextEncoder().encode(text(hostile.map((cell) => [cell, 'ok']))),
    );
    const [converted] = await convert([path], 'xlsx', { recalculate: true });
    const book = readSheet(readFileSync(converted!), { cellFormula: true });
    const sheet = book.Sheets[book.SheetNames[0]!]!;
    const rows = utils.sheet_to_json<string[]>(sheet, { header: 1 });
    expect(rows).toHaveLength(hostile.length + 1);
    for (const [address, cell] of Object.entries(sheet)) {
      if (!address.startsWith('!')) expect((cell as { f?: string }).f, address).toBeUndefined();
    }
  });
});
