/** What the tests of edited workbooks share: handmade packages, a second reader, and looks into the archive. */
import * as XLSX from '@e965/xlsx';
import { writeXlsx } from 'hucre/xlsx';
import { openPackage } from '../../../../sync/xlsx-host/package/zip.js';
import { writeZip } from '../../../../sync/xlsx-host/package/zip-write.js';

export const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The text of a part. */
export function partOf(bytes: Uint8Array, name: string): string {
  const content = openPackage(bytes).part(name);
  if (!content) throw new Error(`no part ${name}`);
  return Buffer.from(content).toString('utf8');
}

export function partNames(bytes: Uint8Array): readonly string[] {
  return openPackage(bytes).partNames;
}

/** Names of the parts that are not the same, bytes and compression included, or are in one package only. */
export function changedParts(before: Uint8Array, after: Uint8Array): string[] {
  const [a, b] = [openPackage(before), openPackage(after)];
  const names = new Set([...a.partNames, ...b.partNames]);
  return [...names]
    .filter((name) => {
      const [x, y] = [a.entry(name), b.entry(name)];
      return !x || !y || Buffer.compare(x.raw, y.raw) !== 0;
    })
    .sort();
}

/** Names of the parts that hold something else, however compressed, or are in one package only. */
export function differentParts(before: Uint8Array, after: Uint8Array): string[] {
  return changedParts(before, after).filter((name) => {
    const [a, b] = [openPackage(before).part(name), openPackage(after).part(name)];
    return !a || !b || Buffer.compare(a, b) !== 0;
  });
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

/** A package from texts. */
export function packageOf(parts: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  return writeZip(Object.entries(parts).map(([name, text]) => ({ name, content: Buffer.from(text) })));
}

/** A workbook with one handmade worksheet, and whatever else is given in place of or beside the usual parts. */
export function handmade(
  worksheet: string | Uint8Array,
  others: Readonly<Record<string, string | Uint8Array>> = {},
): Uint8Array {
  return packageOf({
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      '<Default Extension="xml" ContentType="application/xml"/>' +
      '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>' +
      '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>' +
      '<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>',
    '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Matrix" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml':
      `<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="170" formatCode="yyyy&quot;d&quot;"/></numFmts><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>` +
      '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>' +
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
      '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="9" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>',
    'xl/worksheets/sheet1.xml': worksheet,
    ...others,
  });
}

/** What SheetJS reads: cells by address, for each worksheet. */
export function readBySheetJs(bytes: Uint8Array): Map<string, Map<string, unknown>> {
  const workbook = XLSX.read(bytes, { cellDates: false, dense: false });
  return new Map(
    workbook.SheetNames.map((name) => {
      const cells = Object.entries(workbook.Sheets[name]!)
        .filter(([address]) => !address.startsWith('!'))
        .map(([address, cell]) => [address, (cell as XLSX.CellObject).v] as const)
        .filter(([, value]) => value !== undefined);
      return [name, new Map(cells)];
    }),
  );
}

/** A person's own workbook: notes, a chart, formats, validations, a conditional format, names, formulas. */
export async function foreignWorkbook(): Promise<Uint8Array> {
  return writeXlsx({
    defaultFont: { name: 'Verdana', size: 12 },
    namedRanges: [{ name: 'Mine', range: 'Own!$A$1:$B$3' }],
    sheets: [
      {
        name: 'Own',
        columns: [{ width: 10 }, { width: 30 }],
        rows: [
          ['person', 'text'],
          [1, 'a & b <c>'],
          [2, 'اردو'],
        ],
        cells: new Map([
          [
            '0,0',
            {
              value: 'person',
              style: {
                font: { bold: true },
                fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFEE00' } },
              },
              comment: { author: 'Ali', text: 'my own note' },
            },
          ],
          ['1,0', { value: 1, style: { numFmt: '0.000' }, comment: { author: 'Sana', text: 'check\nthis' } }],
          ['3,0', { value: 3, formula: 'SUM(A2:A3)' }],
        ]),
        conditionalRules: [
          {
            type: 'cellIs',
            operator: 'equal',
            formula: '1',
            priority: 1,
            range: 'A1:A9',
            style: { font: { bold: true } },
          },
        ],
        dataValidations: [{ type: 'list', range: 'B2:B9', values: ['a', 'b'] }],
        charts: [
          {
            type: 'bar',
            series: [{ name: 's', values: 'A2:A3', categories: 'B2:B3' }],
            anchor: { from: { row: 5, col: 1 }, to: { row: 15, col: 6 } },
          },
        ],
      },
      { name: 'Second', rows: [['q', 5]] },
    ],
  });
}
