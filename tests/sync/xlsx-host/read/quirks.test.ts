/** What Excel, Excel Online, LibreOffice, Google Sheets, Numbers, WPS and openpyxl write, each in its own way. */
import { describe, expect, test } from 'vitest';
import { lastRow } from '../../../../core/index.js';
import { zip } from '../../../support/zip.js';
import {
  cellsOf,
  dataPart,
  declaration,
  entriesOf,
  firstRow,
  firstWorksheet,
  number,
  partsWith,
  relationships,
  sharedStrings,
  snapshotOf,
  styles,
  text,
  withRows,
  workbookPart,
  worksheet,
  xlsx,
  type Parts,
} from './workbook.js';

const rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>2</v></c></row>';
const plain: Parts = withRows(rows, { 'xl/sharedStrings.xml': sharedStrings('<t>a</t>') });
const wanted = [text('a'), number(2)];

/** Gives every element of the main namespace a prefix. */
const prefixed = (content: string) =>
  content
    .replaceAll(/<(\/?)([A-Za-z])/g, '<$1x:$2')
    .replace(
      'xmlns="http://schemas.openxmlformats.org/spreadsheetml',
      'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml',
    );

const change = (parts: Parts, edit: (content: string, name: string) => string | Uint8Array): Parts =>
  Object.fromEntries(Object.entries(parts).map(([name, content]) => [name, edit(content as string, name)]));

describe('packages', () => {
  test('prefixed namespaces', () => {
    const parts = change(plain, (content, name) => (/^xl\/[^_]*$/.test(name) ? prefixed(content) : content));
    expect(parts[dataPart]).toContain('<x:c r="A1"');
    expect(firstRow(parts)).toEqual(wanted);
  });

  test('another prefix for relationships', () => {
    const parts = change(plain, (content) =>
      content.replaceAll('r:id', 'd3p1:id').replaceAll('xmlns:r=', 'xmlns:d3p1='),
    );
    expect(firstRow(parts)).toEqual(wanted);
  });

  test('absolute targets', () => {
    const parts = change(plain, (content) =>
      content
        .replaceAll('Target="worksheets', 'Target="/xl/worksheets')
        .replace('Target="sharedS', 'Target="/xl/sharedS'),
    );
    expect(firstRow(parts)).toEqual(wanted);
  });

  test('backslashes in names and targets', () => {
    const parts = change(plain, (content) => content.replaceAll('worksheets/sheet1', 'worksheets\\sheet1'));
    const entries = entriesOf(parts).map((entry) => ({
      ...entry,
      name: (entry.name as string).replaceAll('/', '\\'),
    }));
    expect(firstRow(zip(entries))).toEqual(wanted);
  });

  test('roundabout and escaped targets', () => {
    const parts = change(plain, (content) =>
      content.replace('worksheets/sheet1.xml', './theme/../worksheets//sheet%31.xml'),
    );
    expect(firstRow(parts)).toEqual(wanted);
  });

  test('strict OOXML', () => {
    const parts = change(plain, (content) =>
      content
        .replaceAll(
          'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
          'http://purl.oclc.org/ooxml/officeDocument/relationships',
        )
        .replaceAll(
          'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
          'http://purl.oclc.org/ooxml/spreadsheetml/main',
        ),
    );
    expect(firstRow(parts)).toEqual(wanted);
  });

  test.each(['utf16le', 'utf16be'])('%s, with and without a mark', (encoding) => {
    for (const mark of ['\ufeff', '']) {
      const parts = change(plain, (content) => {
        const bytes = Buffer.from(mark + content.replace('UTF-8', 'UTF-16'), 'utf16le');
        return encoding === 'utf16le' ? bytes : bytes.swap16();
      });
      expect(firstRow(parts)).toEqual(wanted);
    }
  });

  test('a UTF-8 mark, no declaration, single quotes in the declaration', () => {
    expect(firstRow(change(plain, (content) => `\ufeff${content}`))).toEqual(wanted);
    expect(firstRow(change(plain, (content) => content.replace(declaration, '')))).toEqual(wanted);
    expect(
      firstRow(
        change(plain, (content) => content.replace(/<\?xml.*\?>/, "<?xml version='1.0' encoding='utf-8'?>")),
      ),
    ).toEqual(wanted);
  });

  test('data descriptors and stored entries', () => {
    const entries = entriesOf(plain).map((entry, index) => ({
      ...entry,
      descriptor: index % 2 === 0,
      method: index % 3 === 0 ? 0 : 8,
    }));
    expect(firstRow(zip(entries))).toEqual(wanted);
  });

  test('no styles, no shared strings, no theme', () => {
    const parts = withRows('<row r="1"><c r="A1" s="3"><v>1</v></c></row>', {
      'xl/_rels/workbook.xml.rels': relationships([['rId1', 'worksheet', 'worksheets/sheet1.xml']]),
    });
    expect(firstRow(parts)).toEqual([number(1)]);
  });

  test('worksheets in the order of the workbook, chart sheets left out, names with entities', () => {
    const parts = withRows(rows, {
      ...plain,
      'xl/workbook.xml': workbookPart(
        '<sheet name="R &amp; D" sheetId="7" state="hidden" r:id="rId9"/><sheet name="Chart" sheetId="2" r:id="rId8"/><sheet name="Matrix" sheetId="1" r:id="rId1"/>',
        '<definedNames><definedName name="NISP_status">Matrix!$A$1:$A$9</definedName><definedName name="NISP_status" localSheetId="0">Other!$A$1</definedName></definedNames>',
      ),
      'xl/_rels/workbook.xml.rels': relationships([
        ['rId8', 'chartsheet', 'chartsheets/sheet1.xml'],
        ['rId9', 'worksheet', 'worksheets/sheet9.xml'],
        ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
        ['rId2', 'sharedStrings', 'sharedStrings.xml'],
      ]),
      'xl/worksheets/sheet9.xml': worksheet(''),
    });
    const snapshot = snapshotOf(parts);
    expect(snapshot.worksheets.map(({ name, visibility }) => [name, visibility])).toEqual([
      ['R & D', 'hidden'],
      ['Matrix', 'visible'],
    ]);
    expect(snapshot.definedNames).toEqual([{ name: 'NISP_status', refersTo: 'Matrix!$A$1:$A$9' }]);
  });
});

describe('rows and cells', () => {
  test('without r', () => {
    const cells = cellsOf(
      withRows(
        '<row><c><v>1</v></c><c r="C1"><v>2</v></c><c><v>3</v></c></row><row r="5"/><row><c><v>4</v></c></row>',
      ),
    );
    expect([...cells.keys()]).toEqual(['1:1', '1:3', '1:4', '6:1']);
  });

  test('a row without r takes the number that its cells state', () => {
    expect([
      ...cellsOf(
        withRows('<row><c r="B7"><v>1</v></c><c r="C7"><v>1</v></c></row><row><c><v>2</v></c></row>'),
      ).keys(),
    ]).toEqual(['7:2', '7:3', '8:1']);
  });

  test('out of order', () => {
    const sheet = firstWorksheet(
      withRows(
        '<row r="9"><c r="C9"><v>3</v></c><c r="A9"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>',
      ),
    );
    expect(sheet.rows.map(({ row, cells }) => [row, cells.map(({ column }) => column)])).toEqual([
      [2, [1]],
      [9, [1, 3]],
    ]);
  });

  test('the last cell of a worksheet, lower-case letters', () => {
    expect([
      ...cellsOf(withRows(`<row r="${lastRow}"><c r="xfd${lastRow}"><v>1</v></c></row>`)).keys(),
    ]).toEqual([`${lastRow}:16384`]);
  });

  test('blank cells and empty texts are left out', () => {
    expect(
      firstWorksheet(
        withRows(
          '<row r="1"><c r="A1"/><c r="B1" t="s"><v></v></c><c r="C1" t="inlineStr"><is><t/></is></c><c r="D1" t="str"><v/></c><c r="E1"><v> </v></c></row>',
        ),
      ).rows,
    ).toEqual([]);
  });

  test('extensions inside cells and rows are not cells', () => {
    const extension =
      '<extLst><ext xmlns:e="urn:e"><e:c r="B1"><e:v>9</e:v></e:c><c r="C1"><v>9</v></c></ext></extLst>';
    expect(
      firstRow(
        withRows(
          `<row r="1"><c r="A1"><v>1</v>${extension}</c>${extension}<e:c xmlns:e="urn:e" r="D1"><v>8</v></e:c></row>`,
        ),
      ),
    ).toEqual([number(1)]);
  });
});

describe('texts', () => {
  test('inline, rich and shared, with phonetic runs left out', () => {
    const rich =
      '<r><rPr><b/></rPr><t>one </t></r><r><t xml:space="preserve"> two</t></r><rPh sb="0" eb="1"><t>ワン</t></rPh><phoneticPr fontId="1"/>';
    const parts = withRows(
      `<row r="1"><c r="A1" t="inlineStr"><is>${rich}</is></c><c r="B1" t="s"><v>0</v></c><c r="C1" t="s"><v> 1 </v></c><c r="D1" t="str"><v>formula text</v></c><c r="E1" t="inlineStr"><v>old style</v></c></row>`,
      { 'xl/sharedStrings.xml': sharedStrings(rich, '<t xml:space="preserve">  spaces </t>') },
    );
    expect(firstRow(parts)).toEqual([
      text('one  two'),
      text('one  two'),
      text('  spaces '),
      text('formula text'),
      text('old style'),
    ]);
  });

  test('CDATA, comments, entities and line ends', () => {
    expect(
      firstRow(
        withRows(
          '<row r="1"><c r="A1" t="inlineStr"><is><t>a<![CDATA[<b>]]><!-- no --> &amp; &#x62A; \r\n\u0627</t></is></c></row>',
        ),
      ),
    ).toEqual([text('a<b> & \u062a \n\u0627')]);
  });

  test('texts longer than a cell holds are kept', () => {
    const long = Array.from({ length: 40_000 }, (_, index) =>
      String.fromCharCode(97 + ((index * index * 7) % 26)),
    ).join('');
    expect(
      firstRow(withRows(`<row r="1"><c r="A1" t="inlineStr"><is><t>${long}</t></is></c></row>`)),
    ).toEqual([text(long)]);
  });
});

describe('formulas', () => {
  const formulasOf = (data: string) => [...cellsOf(withRows(data)).values()].map(({ formula }) => formula);

  test('a shared formula is shown in each cell as that cell sees it', () => {
    const first = `'My A1'!$B2+A1*$C$3+SUM(A:B,2:3)+LOG10(A1)+VAT_2019+"A1 ""B2"""+Table1[[#This Row],[A1]]+Sheet2!A1:B2`;
    const escaped = first.replaceAll('"', '&quot;');
    const data = `<row r="2"><c r="B2"><f t="shared" ref="B2:C4" si="0">${escaped}</f><v>1</v></c><c r="C2"><f t="shared" si="0"/><v>1</v></c></row><row r="4"><c r="B4"><f t="shared" si="0"></f><v>1</v></c></row>`;
    expect(formulasOf(data)).toEqual([
      first,
      `'My A1'!$B2+B1*$C$3+SUM(B:C,2:3)+LOG10(B1)+VAT_2019+"A1 ""B2"""+Table1[[#This Row],[A1]]+Sheet2!B1:C2`,
      `'My A1'!$B4+A3*$C$3+SUM(A:B,4:5)+LOG10(A3)+VAT_2019+"A1 ""B2"""+Table1[[#This Row],[A1]]+Sheet2!A3:B4`,
    ]);
  });

  test('a shared reference that leaves the worksheet', () => {
    expect(
      formulasOf(
        '<row r="2"><c r="B2"><f t="shared" si="0">A1</f></c></row><row r="3"><c r="A3"><f t="shared" si="0"/></c></row>',
      ),
    ).toEqual(['A1', '#REF!']);
  });

  test('a shared formula whose first cell is missing is still a formula', () => {
    expect(formulasOf('<row r="1"><c r="A1"><f t="shared" si="4"/><v>1</v></c></row>')).toEqual(['']);
  });

  test('all cells under an array formula or a data table are calculated', () => {
    const data =
      '<row r="1"><c r="A1"><f t="array" ref="A1:B2">C1:D2*2</f><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row><row r="2"><c r="A2"><v>4</v></c><c r="B2"><v>5</v></c></row><row r="3"><c r="A3"><f t="dataTable" ref="A3:A4" r1="C1"/><v>6</v></c></row><row r="4"><c r="A4"><v>7</v></c></row>';
    expect(formulasOf(data)).toEqual([
      'C1:D2*2',
      'C1:D2*2',
      undefined,
      'C1:D2*2',
      'C1:D2*2',
      'TABLE()',
      'TABLE()',
    ]);
  });
});

describe('rules', () => {
  test('validations and conditional formats, also in the extension list', () => {
    const sheet = firstWorksheet(
      partsWith(
        worksheet(
          rows,
          `<conditionalFormatting sqref="A1 C3:D4"><cfRule type="expression"><formula>1</formula></cfRule></conditionalFormatting>
           <dataValidations count="2"><dataValidation type="list" sqref="F2:F9 F11"><formula1>NISP_Statuses</formula1><formula2>x</formula2></dataValidation><dataValidation type="textLength" sqref="G:G"><formula1> 10 </formula1></dataValidation><dataValidation sqref="H1"/><dataValidation type="list" sqref="#REF!"><formula1>"a"</formula1></dataValidation></dataValidations>
           <extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:dataValidations xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:dataValidation type="list"><x14:formula1><xm:f>Lists!$A$1:$A$5</xm:f></x14:formula1><xm:sqref>E1:E9</xm:sqref></x14:dataValidation></x14:dataValidations></ext><ext><x14:conditionalFormattings xmlns:x14="urn:x" xmlns:xm="urn:y"><x14:conditionalFormatting><x14:cfRule type="dataBar"><x14:dataBar/></x14:cfRule><xm:sqref>G1:G9</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>`,
        ),
        plain['xl/sharedStrings.xml'] === undefined
          ? {}
          : { 'xl/sharedStrings.xml': plain['xl/sharedStrings.xml'] },
      ),
    );
    const range = (top: number, left: number, bottom: number, right: number) => ({
      top,
      left,
      bottom,
      right,
    });
    expect(sheet.validations).toEqual([
      { type: 'list', ranges: [range(2, 6, 9, 6), range(11, 6, 11, 6)], formula: 'NISP_Statuses' },
      { type: 'text-length', ranges: [range(1, 7, lastRow, 7)], formula: '10' },
      { type: 'any', ranges: [range(1, 8, 1, 8)], formula: null },
      { type: 'list', ranges: [], formula: '"a"' },
      { type: 'list', ranges: [range(1, 5, 9, 5)], formula: 'Lists!$A$1:$A$5' },
    ]);
    expect(sheet.conditionalFormats).toEqual([range(1, 1, 1, 1), range(3, 3, 4, 4), range(1, 7, 9, 7)]);
  });

  test('merged cells', () => {
    expect(
      firstWorksheet(partsWith(worksheet('', '<mergeCells count="1"><mergeCell ref="B2:C3"/></mergeCells>')))
        .merges,
    ).toEqual([{ top: 2, left: 2, bottom: 3, right: 3 }]);
  });
});

test('a date system, and options that leave worksheets out', () => {
  const parts = withRows('<row r="1"><c r="A1" s="1"><v>0</v></c></row>', {
    'xl/workbook.xml': workbookPart(
      '<sheet name="Matrix" sheetId="1" r:id="rId1"/>',
      '',
      '<workbookPr date1904="true"/>',
    ),
    'xl/styles.xml': styles('<xf numFmtId="14"/>'),
  });
  expect(snapshotOf(parts).dateSystem).toBe(1904);
  expect(firstRow(parts)).toEqual([{ kind: 'date', date: '1904-01-01' }]);
  expect(
    snapshotOf(xlsx(parts), { worksheets: (name, index) => name !== 'Matrix' || index !== 0 }).worksheets[0]!
      .rows,
  ).toEqual([]);
});
