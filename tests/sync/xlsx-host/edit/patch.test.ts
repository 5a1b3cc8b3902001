import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import * as XLSX from '@e965/xlsx';
import { escapeCellText } from '../../../../sync/xlsx-host/edit/cell-xml.js';
import { patchCells, type CellChange } from '../../../../sync/xlsx-host/edit/patch.js';
import { openPackage } from '../../../../sync/xlsx-host/package/zip.js';
import {
  changedParts,
  handmade,
  main,
  office,
  packageOf,
  partNames,
  partOf,
  readBySheetJs,
  sameBytes,
} from './support.js';

const sheet = 'xl/worksheets/sheet1.xml';
const worksheet = (rows: string, rest = '') =>
  `<?xml version="1.0"?>\n<worksheet xmlns="${main}" xmlns:r="${office}"><sheetData>${rows}</sheetData>${rest}</worksheet>`;
type NewContent = Omit<CellChange, 'worksheet'>;
/** Changes cells of the one worksheet. */
function patch(bytes: Uint8Array, changes: readonly NewContent[]) {
  const result = patchCells(
    bytes,
    changes.map((change) => ({ worksheet: 'Matrix', ...change })),
  );
  return {
    bytes: result.bytes,
    changed: result.changed.map(({ range }) => range),
    unchanged: result.unchanged.map(({ change: { range }, reason }) => ({ range, reason })),
  };
}
const patched = (xml: string, changes: readonly NewContent[]) =>
  partOf(patch(handmade(xml), changes).bytes, sheet);

describe('texts', () => {
  it.each([
    ['a & b <c> "d"', 'a &amp; b &lt;c&gt; "d"'],
    ['bell \u0007', 'bell _x0007_'],
    ['line\r\nline', 'line_x000D_\nline'],
    ['_x0041_', '_x005F_x0041_'],
    ['_x0041_x0042_', '_x005F_x0041_x005F_x0042_'],
    ['_x41_', '_x41_'],
    ['lone \ud83d', 'lone _xD83D_'],
    ['lone \ude00!', 'lone _xDE00_!'],
    ['pair 😀', 'pair 😀'],
    ['\ufffe\uffff', '_xFFFE__xFFFF_'],
    ['اردو', 'اردو'],
  ])('%j is written %j', (text, written) => {
    expect(escapeCellText(text)).toBe(written);
  });
});

describe('patching a worksheet', () => {
  it('replaces a value and keeps the style, and nothing else in the worksheet moves', () => {
    const before = worksheet(
      '<row r="2" ht="30" x14:y="1" xmlns:x14="u"><!-- kept --><c  s="2"  r="B2" t="s"><v>0</v></c >\n <c r="C2"><f>B2</f><v>1</v></c></row>',
    );
    const after = patched(before, [{ range: 'B2', value: 0.5 }]);
    expect(after).toBe(
      before.replace('<c  s="2"  r="B2" t="s"><v>0</v></c >', '<c s="2" r="B2"><v>0.5</v></c>'),
    );
  });

  it('writes text into the cell itself', () => {
    expect(
      patched(worksheet('<row r="1"><c r="A1"/></row>'), [{ range: 'A1', value: ' two\nlines ' }]),
    ).toContain('<c r="A1" t="inlineStr"><is><t xml:space="preserve"> two\nlines </t></is></c>');
  });

  it('marks a text that looks like a formula as quoted', () => {
    const { bytes } = patch(handmade(worksheet('<row r="1"><c r="A1" s="2"/></row>')), [
      { range: 'A1', value: '=1+1' },
    ]);
    expect(partOf(bytes, sheet)).toContain('<c r="A1" s="3" t="inlineStr">');
    expect(partOf(bytes, 'xl/styles.xml')).toContain('<cellXfs count="4">');
    expect(partOf(bytes, 'xl/styles.xml')).toContain(
      '<xf numFmtId="9" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/></cellXfs>',
    );
  });

  it('keeps a date style, and adds one where the cell has none', () => {
    const { bytes } = patch(handmade(worksheet('<row r="1"><c r="A1" s="1"/><c r="B1" s="2"/></row>')), [
      { range: 'A1', value: { date: '2019-03-31' } },
      { range: 'B1', value: { date: '2019-03-31' } },
      { range: 'C1', value: { date: '2019-04-01' } },
    ]);
    expect(partOf(bytes, sheet)).toContain(
      '<row r="1"><c r="A1" s="1"><v>43555</v></c><c r="B1" s="3"><v>43555</v></c><c r="C1" s="3"><v>43556</v></c></row>',
    );
    // 170 is taken by a format whose only d is quoted text.
    expect(partOf(bytes, 'xl/styles.xml')).toContain(
      '<numFmts count="2"><numFmt numFmtId="170" formatCode="yyyy&quot;d&quot;"/><numFmt numFmtId="171" formatCode="d-mmm-yyyy"/></numFmts>',
    );
    const [first] = [...XLSX.read(bytes, { cellNF: true }).SheetNames];
    expect((XLSX.read(bytes, { cellNF: true }).Sheets[first!]!.C1 as XLSX.CellObject).z).toBe('d-mmm-yyyy');
  });

  it('counts dates in the workbook’s own system', () => {
    const bytes = handmade(worksheet('<row r="1"><c r="A1" s="1"/></row>'), {
      'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr date1904="true"/><sheets><sheet name="Matrix" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    });
    const after = patch(bytes, [
      { range: 'A1', value: { date: '2019-03-31' } },
      { range: 'A2', value: { date: '1901-01-01' } },
    ]);
    expect(partOf(after.bytes, sheet)).toContain('<v>42093</v>');
    expect(after.unchanged).toEqual([{ range: 'A2', reason: 'date' }]);
  });

  it('puts missing rows and cells in their order, with the style of the row or column', () => {
    const before = `<worksheet xmlns="${main}"><dimension ref="B2:B9"/><cols><col min="3" max="4" style="2"/></cols><sheetData><row r="2"><c r="B2"/></row><row r="5" s="2" customFormat="1"/><row r="9"><c r="E9"/></row></sheetData></worksheet>`;
    const after = patched(before, [
      { range: 'C7', value: 7 },
      { range: 'D9', value: 94 },
      { range: 'A2', value: 21 },
      { range: 'C2', value: 23 },
      { range: 'C5', value: 53 },
      { range: 'A5', value: 51 },
      { range: 'A12', value: 12 },
      { range: 'A1', value: 1 },
      { range: 'F9', value: null },
      { range: 'B20', value: null },
    ]);
    expect(after).toBe(
      before
        .replace('B2:B9', 'A1:D12')
        .replace(/<sheetData>.*<\/sheetData>/, () =>
          [
            '<sheetData><row r="1"><c r="A1"><v>1</v></c></row>',
            '<row r="2"><c r="A2"><v>21</v></c><c r="B2"/><c r="C2" s="2"><v>23</v></c></row>',
            '<row r="5" s="2" customFormat="1"><c r="A5" s="2"><v>51</v></c><c r="C5" s="2"><v>53</v></c></row>',
            '<row r="7"><c r="C7" s="2"><v>7</v></c></row>',
            '<row r="9"><c r="D9" s="2"><v>94</v></c><c r="E9"/></row>',
            '<row r="12"><c r="A12"><v>12</v></c></row></sheetData>',
          ].join(''),
        ),
    );
  });

  it('counts rows and cells that state no number', () => {
    const before = worksheet(
      '<row><c><v>1</v></c><c><v>2</v></c><c r="E1"><v>5</v></c><c><v>6</v></c></row><row r="4"/><row><c/><c/></row>',
    );
    const after = patched(before, [
      { range: 'B1', value: 20 },
      { range: 'D1', value: 40 },
      { range: 'F1', value: null },
      { range: 'B5', value: 'x' },
    ]);
    expect(after).toBe(
      worksheet(
        '<row><c><v>1</v></c><c><v>20</v></c><c r="D1"><v>40</v></c><c r="E1"><v>5</v></c><c/></row><row r="4"/>' +
          '<row><c/><c t="inlineStr"><is><t xml:space="preserve">x</t></is></c></row>',
      ),
    );
  });

  it('uses the prefix that the worksheet uses', () => {
    const before = `<x:worksheet xmlns:x="${main}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>`;
    expect(
      patched(before, [
        { range: 'A1', value: true },
        { range: 'B2', value: 'b' },
      ]),
    ).toBe(
      before.replace(
        '<x:c r="A1"><x:v>1</x:v></x:c></x:row>',
        '<x:c r="A1" t="b"><x:v>1</x:v></x:c></x:row><x:row r="2"><x:c r="B2" t="inlineStr"><x:is><x:t xml:space="preserve">b</x:t></x:is></x:c></x:row>',
      ),
    );
  });

  it('fills an empty worksheet', () => {
    expect(patched(`<worksheet xmlns="${main}"><sheetData/></worksheet>`, [{ range: 'B2', value: 1 }])).toBe(
      `<worksheet xmlns="${main}"><sheetData><row r="2"><c r="B2"><v>1</v></c></row></sheetData></worksheet>`,
    );
  });

  it('is not led astray by CDATA, comments and carriage returns', () => {
    const before = worksheet(
      '\r\n<!-- <row r="1"><c r="A1"/></row> --><row\r\nr="1"\r\n><c r="A1" t="inlineStr"><is><t><![CDATA[<c r="A1"><v>9</v></c>]]></t></is></c><c r="B1"><v>2</v></c></row>',
    );
    expect(patched(before, [{ range: 'B1', value: 3 }])).toBe(before.replace('<v>2</v>', '<v>3</v>'));
    expect(patched(before, [{ range: 'A1', value: null }])).toContain('\r\nr="1"\r\n><c r="A1"/><c r="B1">');
  });

  it('keeps the encoding of a part', () => {
    const xml = `<?xml version="1.0" encoding="UTF-16"?>${worksheet('<row r="1"><c r="A1"/></row>').split('\n')[1]!}`;
    const bytes = handmade(Buffer.from(`\ufeff${xml}`, 'utf16le'));
    const after = patch(bytes, [{ range: 'A1', value: 'اردو' }]).bytes;
    const text = Buffer.from(openPackage(after).part(sheet)!).toString('utf16le');
    expect(text.startsWith('\ufeff<?xml version="1.0" encoding="UTF-16"?>')).toBe(true);
    expect(text).toContain('<t xml:space="preserve">اردو</t>');
  });

  it('refuses what would change other cells, and says why', () => {
    const before = worksheet(
      '<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1</f><v>1</v></c><c r="C1"><f t="array" ref="C1:C2">B1:B2</f><v>1</v></c><c r="D1"><f>1+1</f><v>2</v></c></row>' +
        '<row r="2"><c r="A2"><f t="shared" si="0"/><v>1</v></c><c r="C2"><v>1</v></c></row>',
      '<mergeCells count="1"><mergeCell ref="E1:F2"/></mergeCells>',
    );
    const result = patch(
      handmade(before),
      ['A1', 'A2', 'C1', 'C2', 'D1', 'E1', 'F2', 'A1:B2', 'nowhere'].map((range) => ({ range, value: 5 })),
    );
    expect(result.unchanged).toEqual([
      { range: 'A1', reason: 'shared-formula' },
      { range: 'C1', reason: 'array-formula' },
      { range: 'C2', reason: 'array-formula' },
      { range: 'F2', reason: 'merged' },
      { range: 'A1:B2', reason: 'not-a-cell' },
      { range: 'nowhere', reason: 'not-a-cell' },
    ]);
    expect(result.changed).toEqual(['A2', 'D1', 'E1']);
    expect(partOf(result.bytes, sheet)).toContain('<c r="A2"><v>5</v></c>');
    expect(partOf(result.bytes, sheet)).toContain('<c r="D1"><v>5</v></c><c r="E1"><v>5</v></c>');
  });

  it('leaves the headings of a table alone', () => {
    const bytes = handmade(worksheet('<row r="1"><c r="A1"/></row>'), {
      'xl/worksheets/_rels/sheet1.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/table" Target="../tables/table1.xml"/></Relationships>`,
      'xl/tables/table1.xml': `<table xmlns="${main}" id="1" name="T" displayName="T" ref="A1:B3"/>`,
    });
    const result = patch(bytes, [
      { range: 'A1', value: 'x' },
      { range: 'A2', value: 'y' },
    ]);
    expect(result.unchanged).toEqual([{ range: 'A1', reason: 'table-heading' }]);
    expect(result.changed).toEqual(['A2']);
  });

  describe('of a workbook with an order of calculation', () => {
    const given = (cell: string) => {
      const base = handmade(worksheet(`<row r="1">${cell}<c r="B1"><f>1+1</f><v>2</v></c></row>`));
      return handmade(partOf(base, sheet), {
        '[Content_Types].xml': partOf(base, '[Content_Types].xml').replace(
          '</Types>',
          '<Override PartName="/xl/calcChain.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"/></Types>',
        ),
        'xl/_rels/workbook.xml.rels': partOf(base, 'xl/_rels/workbook.xml.rels').replace(
          '</Relationships>',
          `<Relationship Id="rId9" Type="${office}/calcChain" Target="calcChain.xml"/></Relationships>`,
        ),
        'xl/calcChain.xml': `<calcChain xmlns="${main}"><c r="A1" i="1"/><c r="B1" i="1"/></calcChain>`,
      });
    };
    it('asks for a calculation and keeps the order while all formulas stay', () => {
      const before = given('<c r="A1"><v>7</v></c>');
      const after = patch(before, [{ range: 'A1', value: 1 }]).bytes;
      expect(changedParts(before, after)).toEqual(['xl/workbook.xml', sheet]);
      expect(partOf(after, 'xl/workbook.xml')).toContain('</sheets><calcPr fullCalcOnLoad="1"/></workbook>');
    });
    it.each([1, null])('drops it with a formula that %j takes the place of', (value) => {
      const before = given('<c r="A1"><f>2+2</f><v>4</v></c>');
      const after = patch(before, [{ range: 'A1', value }]).bytes;
      expect(changedParts(before, after)).toEqual([
        '[Content_Types].xml',
        'xl/_rels/workbook.xml.rels',
        'xl/calcChain.xml',
        'xl/workbook.xml',
        sheet,
      ]);
      expect(partNames(after)).not.toContain('xl/calcChain.xml');
      expect(partOf(after, '[Content_Types].xml')).not.toContain('calcChain');
    });
  });

  it('shows a number as a number in a cell that showed dates', () => {
    const before = handmade(worksheet('<row r="1"><c r="A1" s="1"><v>43555</v></c><c r="B1" s="2"/></row>'));
    const after = patch(before, [
      { range: 'A1', value: 7 },
      { range: 'B1', value: 0.5 },
    ]).bytes;
    expect(partOf(after, sheet)).toContain('<c r="A1" s="0"><v>7</v></c><c r="B1" s="2"><v>0.5</v></c>');
    expect(changedParts(before, after)).toEqual(['xl/workbook.xml', sheet]);
  });

  it('makes no styles for a workbook that has none, unless a cell needs one', () => {
    const { 'xl/styles.xml': none, ...parts } = Object.fromEntries(
      partNames(handmade('')).map((name) => [name, partOf(handmade(worksheet('')), name)]),
    );
    expect(none).toBeDefined();
    const bytes = packageOf(parts);
    expect(changedParts(bytes, patch(bytes, [{ range: 'A1', value: 7 }]).bytes)).toEqual([
      'xl/workbook.xml',
      sheet,
    ]);
    expect(partNames(patch(bytes, [{ range: 'A1', value: '=1' }]).bytes)).toContain('xl/styles.xml');
  });

  it('refuses a text longer than a cell can hold', () => {
    const bytes = handmade(worksheet(''));
    const result = patch(bytes, [
      { range: 'A1', value: 'x'.repeat(32_767) },
      { range: 'A2', value: 'x'.repeat(32_768) },
    ]);
    expect(result.changed).toEqual(['A1']);
    expect(result.unchanged).toEqual([{ range: 'A2', reason: 'too-long' }]);
  });

  it('changes several worksheets at once, each named in any letter case, and no other', () => {
    const book = XLSX.utils.book_new();
    for (const name of ['One', 'Two', 'Three'])
      XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([[name]]), name);
    const before = XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array;
    const result = patchCells(before, [
      { worksheet: 'One', range: 'B1', value: 1 },
      { worksheet: 'three', range: 'B1', value: { date: '2019-03-31' } },
      { worksheet: 'ONE', range: 'B2', value: '=x' },
      { worksheet: 'Two', range: 'nowhere', value: 1 },
    ]);
    expect(result.unchanged).toEqual([
      { change: { worksheet: 'Two', range: 'nowhere', value: 1 }, reason: 'not-a-cell' },
    ]);
    expect(changedParts(before, result.bytes)).toEqual([
      'xl/styles.xml',
      'xl/workbook.xml',
      'xl/worksheets/sheet1.xml',
      'xl/worksheets/sheet3.xml',
    ]);
    const read = readBySheetJs(result.bytes);
    expect(Object.fromEntries(read.get('One')!)).toEqual({ A1: 'One', B1: 1, B2: '=x' });
    expect(Object.fromEntries(read.get('Three')!)).toEqual({ A1: 'Three', B1: 43_555 });
  });

  it('gives back the same bytes when there is nothing to change', () => {
    const bytes = handmade(worksheet('<row r="1"><c r="A1" s="1"/></row>'));
    expect(patch(bytes, [])).toEqual({ bytes, changed: [], unchanged: [] });
    expect(patch(bytes, [{ range: 'A1', value: null }]).bytes).toBe(bytes);
  });

  it('throws for a worksheet that is not there', () => {
    expect(() =>
      patchCells(handmade(worksheet('')), [{ worksheet: 'Other', range: 'A1', value: 1 }]),
    ).toThrow(/no worksheet named “Other”/);
  });
});

describe('any worksheet, any changes', () => {
  const address = fc
    .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 30 }))
    .map(([row, column]) => XLSX.utils.encode_cell({ r: row - 1, c: column - 1 }));
  const text = fc.string({ unit: 'binary', maxLength: 12 }).filter((value) => value !== '');
  const value = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (Object.is(number, -0) ? 0 : number)),
    fc.boolean(),
    text,
  );
  const grid = fc.dictionary(address, value, { maxKeys: 25, noNullPrototype: true });

  it('reads back with exactly the changes', () => {
    fc.assert(
      fc.property(grid, grid, fc.array(address, { maxLength: 5 }), (cells, set, cleared) => {
        const before = workbookOf(cells);
        const changes: NewContent[] = [
          ...Object.entries(set).map(([range, to]) => ({ range, value: to })),
          ...cleared.map((range) => ({ range, value: null })),
        ];
        const expected = new Map(readBySheetJs(before).get('Matrix'));
        for (const change of changes) {
          if (change.value === null) expected.delete(change.range);
          else expected.set(change.range, change.value);
        }
        const result = patch(before, changes);
        const after = readBySheetJs(result.bytes);
        expect(new Map([...after.get('Matrix')!].sort())).toEqual(new Map([...expected].sort()));
        expect(after.get('Other')).toEqual(readBySheetJs(before).get('Other'));
        expect(
          changedParts(before, result.bytes).filter((name) => !/sheet1|workbook|styles/.test(name)),
        ).toEqual([]);
        expect(sameBytes(patch(result.bytes, changes).bytes, result.bytes)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  function workbookOf(cells: Readonly<Record<string, string | number | boolean>>): Uint8Array {
    const matrix: XLSX.WorkSheet = { '!ref': 'A1:AD12' };
    for (const [at, content] of Object.entries(cells)) {
      matrix[at] = {
        t: typeof content === 'number' ? 'n' : typeof content === 'boolean' ? 'b' : 's',
        v: typeof content === 'string' ? content.replace(/[^\p{L}\p{N} ]/gu, '?') : content,
      } satisfies XLSX.CellObject;
    }
    const workbook = XLSX.utils.book_new();
    XLSX.utils.book_append_sheet(workbook, matrix, 'Matrix');
    XLSX.utils.book_append_sheet(workbook, XLSX.utils.aoa_to_sheet([['other', 1]]), 'Other');
    return XLSX.write(workbook, { type: 'buffer', bookType: 'xlsx', bookSST: true }) as Uint8Array;
  }
});
