/** A person's workbook with one of everything that people and programs put into a file, in an archive as odd as they make them. */
import { zip, type ZipEntrySpec } from '../../support/zip.js';
import {
  contentTypes,
  declaration,
  relationships,
  sharedStrings,
  styles,
  workbookPart,
  worksheet,
} from './read/workbook.js';

const sheetTypes = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const drawingTypes = 'application/vnd.openxmlformats-officedocument.drawing';
/** Bytes that are no text and do not compress. */
const noise = (length: number, seed: number) =>
  Buffer.from(Array.from({ length }, (_, index) => (index * index * 31 + seed * 7919 + (index >> 3)) & 0xff));
const element = (name: string, text = '') => `${declaration}<${name} xmlns="urn:a-test">${text}</${name}>`;

/** The worksheet `Matrix`: texts, dates, formulas of all kinds, a merged cell, a table, and what is not in cells. */
const matrix = worksheet(
  '<row r="1" spans="1:4" ht="30" customHeight="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>\r\n' +
    '  <row r="2"><c r="A2" s="1"><v>43555</v></c><c r="B2" s="2"><v>0.25</v></c><c r="C2"><f>B2*2</f><v>0.5</v></c></row>' +
    '<!-- by hand --><row r="3" hidden="1"><c r="A3" t="inlineStr"><is><r><rPr><b/></rPr><t>rich </t></r><r><t>text</t></r></is></c><c r="B3" t="b"><v>1</v></c><c r="C3" t="e"><v>#REF!</v></c></row>' +
    '<row r="4"><c r="A4"><f t="shared" ref="A4:A5" si="0">B4+1</f><v>1</v></c><c r="C4"><f t="array" ref="C4:C5">B4:B5</f><v>0</v></c></row>' +
    '<row r="5"><c r="A5"><f t="shared" si="0"/><v>1</v></c><c r="C5"><v>0</v></c></row>' +
    '<row r="6"><c r="A6" t="s"><v>3</v></c></row>',
  '<mergeCells count="1"><mergeCell ref="A8:B9"/></mergeCells><phoneticPr fontId="1"/>' +
    '<conditionalFormatting sqref="B2:B9"><cfRule type="cellIs" dxfId="0" priority="1" operator="equal"><formula>1</formula></cfRule></conditionalFormatting>' +
    '<dataValidations count="1"><dataValidation type="list" sqref="D2:D9"><formula1>"a,b"</formula1></dataValidation></dataValidations>' +
    '<hyperlinks><hyperlink ref="A6" r:id="rId1"/></hyperlinks><pageSetup orientation="landscape" r:id="rId2"/>' +
    '<drawing r:id="rId3"/><legacyDrawing r:id="rId4"/><tableParts count="1"><tablePart r:id="rId7"/></tableParts>' +
    '<extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:conditionalFormattings/></ext></extLst>',
  '<sheetPr><tabColor rgb="FFFF0000"/></sheetPr><dimension ref="A1:C6"/>',
);

const parts: Record<string, string | Uint8Array> = {
  '[Content_Types].xml': contentTypes({
    'xl/worksheets/sheet1.xml': `${sheetTypes}.worksheet+xml`,
    'xl/worksheets/sheet2.xml': `${sheetTypes}.worksheet+xml`,
    'xl/worksheets/sheet3.xml': `${sheetTypes}.worksheet+xml`,
    'xl/styles.xml': `${sheetTypes}.styles+xml`,
    'xl/sharedStrings.xml': `${sheetTypes}.sharedStrings+xml`,
    'xl/calcChain.xml': `${sheetTypes}.calcChain+xml`,
    'xl/comments1.xml': `${sheetTypes}.comments+xml`,
    'xl/tables/table1.xml': `${sheetTypes}.table+xml`,
    'xl/pivotTables/pivotTable1.xml': `${sheetTypes}.pivotTable+xml`,
    'xl/pivotCache/pivotCacheDefinition1.xml': `${sheetTypes}.pivotCacheDefinition+xml`,
    'xl/threadedComments/threadedComment1.xml': 'application/vnd.ms-excel.threadedcomments+xml',
    'xl/persons/person.xml': 'application/vnd.ms-excel.person+xml',
    'xl/drawings/drawing1.xml': `${drawingTypes}+xml`,
    'xl/charts/chart1.xml': `${drawingTypes}ml.chart+xml`,
    'customXml/itemProps1.xml': 'application/vnd.openxmlformats-officedocument.customXmlProperties+xml',
  }).replace(
    '<Default Extension="xml"',
    '<Default Extension="png" ContentType="image/png"/><Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings"/><Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/><Default Extension="jpeg" ContentType="image/jpeg"/><Default Extension="xml"',
  ),
  '_rels/.rels': relationships([
    ['rId1', 'officeDocument', 'xl/workbook.xml'],
    ['rId2', 'custom-properties', 'docProps/custom.xml'],
    ['rId3', 'thumbnail', 'docProps/thumbnail.jpeg'],
  ]),
  'docProps/custom.xml': element('Properties'),
  'docProps/thumbnail.jpeg': noise(700, 1),
  'xl/workbook.xml': workbookPart(
    '<sheet name="Matrix" sheetId="4" r:id="rId1"/><sheet name="Own notes" sheetId="2" r:id="rId2"/><sheet name="Pivot" sheetId="3" state="hidden" r:id="rId3"/>',
    '<definedNames><definedName name="Mine">Matrix!$A$1:$C$6</definedName><definedName name="_xlnm.Print_Area" localSheetId="0">Matrix!$A$1:$C$6</definedName></definedNames><calcPr calcId="191029" iterate="1"/><pivotCaches><pivotCache cacheId="1" r:id="rId7"/></pivotCaches>',
    '<fileVersion appName="xl" lastEdited="7"/><workbookPr defaultThemeVersion="166925"/>',
  ),
  'xl/_rels/workbook.xml.rels': relationships([
    ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
    ['rId2', 'worksheet', '/xl/worksheets/sheet2.xml'],
    ['rId3', 'worksheet', 'worksheets/sheet3.xml'],
    ['rId4', 'sharedStrings', 'sharedStrings.xml'],
    ['rId5', 'styles', 'styles.xml'],
    ['rId6', 'calcChain', 'calcChain.xml'],
    ['rId7', 'pivotCacheDefinition', 'pivotCache/pivotCacheDefinition1.xml'],
    ['rId8', 'customXml', '../customXml/item1.xml'],
    ['rId9', 'person', 'persons/person.xml'],
  ]),
  'xl/sharedStrings.xml': sharedStrings(
    '<t>No.</t>',
    '<t>Share</t>',
    '<t>Double</t>',
    '<t>see the policy</t>',
  ),
  'xl/styles.xml': styles('<xf numFmtId="14" fillId="0"/><xf numFmtId="9" fillId="0"/>'),
  'xl/calcChain.xml': element('calcChain'),
  'xl/worksheets/sheet1.xml': matrix,
  'xl/worksheets/_rels/sheet1.xml.rels': relationships([
    ['rId1', 'hyperlink', 'https://example.invalid/policy', true],
    ['rId2', 'printerSettings', '../printerSettings/printerSettings1.bin'],
    ['rId3', 'drawing', '../drawings/drawing1.xml'],
    ['rId4', 'vmlDrawing', '../drawings/vmlDrawing1.vml'],
    ['rId5', 'comments', '../comments1.xml'],
    ['rId6', 'threadedComment', '../threadedComments/threadedComment1.xml'],
    ['rId7', 'table', '../tables/table1.xml'],
  ]),
  'xl/worksheets/sheet2.xml': Buffer.from(
    `\ufeff${worksheet('<row r="1"><c r="A1" t="inlineStr"><is><t>ہمارے نوٹ</t></is></c></row>').replace('UTF-8', 'UTF-16')}`,
    'utf16le',
  ),
  'xl/worksheets/sheet3.xml': worksheet('<row r="1"><c r="A1"><v>1</v></c></row>'),
  'xl/worksheets/_rels/sheet3.xml.rels': relationships([
    ['rId1', 'pivotTable', '../pivotTables/pivotTable1.xml'],
  ]),
  'xl/pivotTables/pivotTable1.xml': element('pivotTableDefinition'),
  'xl/pivotCache/pivotCacheDefinition1.xml': element('pivotCacheDefinition'),
  'xl/comments1.xml': element('comments'),
  'xl/threadedComments/threadedComment1.xml': element('ThreadedComments', 'Who checks this? — Ali'),
  'xl/persons/person.xml': element('personList'),
  'xl/drawings/drawing1.xml': element('wsDr'),
  'xl/drawings/_rels/drawing1.xml.rels': relationships([
    ['rId1', 'chart', '../charts/chart1.xml'],
    ['rId2', 'image', '../media/image1.png'],
  ]),
  'xl/drawings/vmlDrawing1.vml': '<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape>\r\n</v:shape></xml>',
  'xl/charts/chart1.xml': element('chartSpace'),
  'xl/media/image1.png': noise(3_000, 2),
  'xl/printerSettings/printerSettings1.bin': noise(400, 3),
  'xl/tables/table1.xml': `${declaration}<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="1" name="T" displayName="T" ref="A1:C3" headerRowCount="1"/>`,
  'customXml/item1.xml': '<root>\r\n\t<what nobody="knows"/>\r\n</root>',
  'customXml/itemProps1.xml': element('datastoreItem'),
  'customXml/_rels/item1.xml.rels': relationships([['rId1', 'customXmlProps', 'itemProps1.xml']]),
  'a file of nobody knows whose.dat': noise(100, 4),
};

/** The workbook: entries stored, compressed, with sizes behind the data or in 64-bit fields, and a folder among them. */
export const crowdedWorkbook: Uint8Array = zip([
  ...Object.entries(parts).map(([name, content], index): ZipEntrySpec => ({
    name,
    content,
    ...(index % 3 === 0 ? { method: 0 } : {}),
    ...(index % 5 === 1 ? { descriptor: true } : {}),
    ...(index % 7 === 2 ? { zip64: true } : {}),
  })),
  { name: 'xl/empty folder/', content: '', method: 0 },
]);
