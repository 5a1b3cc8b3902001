/** Workbooks written by hand for the reader's tests: a small valid one, whose parts a test replaces one by one. */
import { expect } from 'vitest';
import type {
  CellContent,
  CellSnapshot,
  Diagnostic,
  DiagnosticCode,
  WorkbookSnapshot,
  WorksheetSnapshot,
} from '../../../../core/index.js';
import { readWorkbook, type ReadOptions } from '../../../../sync/xlsx-host/read/read.js';
import { zip, type ZipEntrySpec } from '../../../support/zip.js';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
export const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

export type Parts = Record<string, string | Uint8Array>;

/** A worksheet part with this in its `sheetData`, and this behind it. */
export const worksheet = (data: string, behind = '', before = '') =>
  `${declaration}<worksheet xmlns="${main}" xmlns:r="${office}">${before}<sheetData>${data}</sheetData>${behind}</worksheet>`;

export const relationships = (
  list: readonly (readonly [id: string, kind: string, target: string, external?: true])[],
) =>
  `${declaration}<Relationships xmlns="${packaged}/relationships">${list
    .map(
      ([id, kind, target, external]) =>
        `<Relationship Id="${id}" Type="${office}/${kind}" Target="${target}"${external ? ' TargetMode="External"' : ''}/>`,
    )
    .join('')}</Relationships>`;

export const contentTypes = (overrides: Readonly<Record<string, string>> = {}) =>
  `${declaration}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${Object.entries(
    {
      'xl/workbook.xml': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
      ...overrides,
    },
  )
    .map(([part, type]) => `<Override PartName="/${part}" ContentType="${type}"/>`)
    .join('')}</Types>`;

export const workbookPart = (sheets: string, behind = '', before = '') =>
  `${declaration}<workbook xmlns="${main}" xmlns:r="${office}">${before}<sheets>${sheets}</sheets>${behind}</workbook>`;

export const sharedStrings = (...items: readonly string[]) =>
  `${declaration}<sst xmlns="${main}">${items.map((item) => `<si>${item}</si>`).join('')}</sst>`;

/** Styles whose cell formats are these `xf` elements. */
export const styles = (formats: string, { fills = '', numbers = '', colours = '' } = {}) =>
  `${declaration}<styleSheet xmlns="${main}"><numFmts>${numbers}</numFmts><fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${fills}</fills><cellStyleXfs><xf numFmtId="14" fillId="2"/></cellStyleXfs><cellXfs><xf numFmtId="0" fillId="0"/>${formats}</cellXfs>${colours}</styleSheet>`;

export const dataPart = 'xl/worksheets/sheet1.xml';

/** A valid workbook with one worksheet, `Matrix`, which holds this. */
export const partsWith = (sheetPart: string | Uint8Array, others: Parts = {}): Parts => ({
  '[Content_Types].xml': contentTypes(),
  '_rels/.rels': relationships([['rId1', 'officeDocument', 'xl/workbook.xml']]),
  'xl/workbook.xml': workbookPart('<sheet name="Matrix" sheetId="1" r:id="rId1"/>'),
  'xl/_rels/workbook.xml.rels': relationships([
    ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
    ['rId2', 'sharedStrings', 'sharedStrings.xml'],
    ['rId3', 'styles', 'styles.xml'],
    ['rId4', 'theme', 'theme/theme1.xml'],
  ]),
  [dataPart]: sheetPart,
  ...others,
});

/** The same, with these rows. */
export const withRows = (rows: string, others: Parts = {}): Parts => partsWith(worksheet(rows), others);

export const entriesOf = (parts: Parts): ZipEntrySpec[] =>
  Object.entries(parts).map(([name, content]) => ({ name, content }));

export const xlsx = (parts: Parts): Buffer => zip(entriesOf(parts));

/** The same without compression, for contents that would be taken for a bomb. */
export const storedXlsx = (parts: Parts): Buffer =>
  zip(entriesOf(parts).map((entry) => ({ ...entry, method: 0 })));

/** Reads a workbook that must be readable. */
export function snapshotOf(parts: Parts | Uint8Array, options?: ReadOptions): WorkbookSnapshot {
  const result = readWorkbook(parts instanceof Uint8Array ? parts : xlsx(parts), options);
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.diagnostics)}`);
  return result.snapshot;
}

export const firstWorksheet = (parts: Parts | Uint8Array): WorksheetSnapshot =>
  snapshotOf(parts).worksheets[0]!;

/** The cells of the first worksheet by address-like key `row:column`. */
export function cellsOf(parts: Parts | Uint8Array): Map<string, CellSnapshot> {
  return new Map(
    firstWorksheet(parts).rows.flatMap(({ row, cells }) =>
      cells.map((cell) => [`${row}:${cell.column}`, cell] as const),
    ),
  );
}

/** The contents of the first row's cells, in order. */
export const firstRow = (parts: Parts | Uint8Array): (CellContent | null)[] =>
  (firstWorksheet(parts).rows[0]?.cells ?? []).map(({ content }) => content);

export const text = (value: string): CellContent => ({ kind: 'text', text: value });
export const number = (value: number): CellContent => ({ kind: 'number', value });

/** Reads a workbook that must be refused, and returns its one finding. */
export function refusalOf(parts: Parts | Uint8Array): Diagnostic {
  const result = readWorkbook(parts instanceof Uint8Array ? parts : xlsx(parts));
  expect(result.ok).toBe(false);
  expect(result.diagnostics).toHaveLength(1);
  return result.diagnostics[0]!;
}

/** Asserts that a workbook is refused with this code, and these parameters. */
export function expectRefusal(
  parts: Parts | Uint8Array,
  code: DiagnosticCode,
  params: Readonly<Record<string, unknown>> = {},
): void {
  expect(refusalOf(parts)).toMatchObject({ code, severity: 'error', params });
}
