import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { diagnose } from '../../../../core/index.js';
import { annotateWorkbook } from '../../../../sync/xlsx-host/edit/annotate.js';
import { graftWorksheets } from '../../../../sync/xlsx-host/edit/graft.js';
import { paintWorkbook } from '../../../../sync/xlsx-host/paint/paint.js';
import { patchCells } from '../../../../sync/xlsx-host/edit/patch.js';
import { readWorkbook } from '../../../../sync/xlsx-host/read/read.js';
import { sheetNames } from '../../../../sync/xlsx-host/package/workbook-part.js';
import { openPackage } from '../../../../sync/xlsx-host/package/zip.js';
import { convert, temporaryFile } from '../../../support/libreoffice.js';
import { everything, row, text, workbook, worksheet } from '../paint/fixture.js';
import { handmade, main, office, packageOf, partOf, readBySheetJs, sameBytes } from './support.js';

const strictMain = 'http://purl.oclc.org/ooxml/spreadsheetml/main';
const strictOffice = 'http://purl.oclc.org/ooxml/officeDocument/relationships';
const rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>person</t></is></c><c r="B1"><v>2</v></c></row>';

/** The same package with every part's text changed. */
function retold(bytes: Uint8Array, change: (text: string, name: string) => string): Uint8Array {
  return packageOf(
    Object.fromEntries(openPackage(bytes).partNames.map((name) => [name, change(partOf(bytes, name), name)])),
  );
}

const strict = retold(
  handmade(`<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`),
  (xml) => xml.replaceAll(main, strictMain).replaceAll(office, strictOffice),
);

const spell = (xml: string) =>
  xml
    .replace(`xmlns="${main}"`, `xmlns:x="${main}"`)
    .replace(`xmlns:r="${office}"`, `xmlns:rel="${office}"`)
    .replaceAll('r:id=', 'rel:id=')
    .replace(/<(\/?)(?=[a-zA-Z])/g, '<$1x:');

/** Prefixes on everything, as some toolkits write. */
const prefixed = retold(
  handmade(`<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`),
  (xml, name) => (name.startsWith('xl/') && !name.endsWith('.rels') ? spell(xml) : xml),
);

const finding = diagnose(
  'status/overdue',
  { due: '2019-01-01', asOf: '2019-03-31' },
  { at: { worksheet: 'Matrix', range: 'B1' } },
);

describe.each([
  ['strict', () => strict],
  ['prefixed', () => prefixed],
])('a %s workbook', (dialect, given) => {
  it('takes new values, worksheets and notes in its own dialect, and LibreOffice reads them', async () => {
    const findingsWorkbook = (
      await paintWorkbook(workbook([worksheet({ name: 'Findings', rows: [row(text('found', 'heading'))] })]))
    ).bytes;
    const painted = (await paintWorkbook(everything)).bytes;
    const patched = patchCells(given(), [
      { worksheet: 'Matrix', range: 'B1', value: { date: '2019-03-31' } },
      { worksheet: 'Matrix', range: 'C3', value: 'new' },
    ]).bytes;
    const grafted = graftWorksheets(patched, painted, ["Unit's Matrix", 'Roll-up', 'Lists']);
    const annotate = (bytes: Uint8Array) =>
      annotateWorkbook(bytes, { findings: [finding], findingsWorkbook }).bytes;
    const bytes = annotate(grafted);
    expect(sameBytes(annotate(bytes), bytes)).toBe(true);
    const names = ['Matrix', "Unit's Matrix", 'Roll-up', 'Lists', 'Findings'];
    expect(sheetNames(bytes)).toEqual(names);
    for (const name of openPackage(bytes).partNames) {
      if (dialect !== 'strict' || name.endsWith('.vml')) continue;
      expect([name, partOf(bytes, name)]).toEqual([name, expect.not.stringContaining(`"${main}"`)]);
    }
    const read = readWorkbook(bytes);
    if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
    expect(read.snapshot.worksheets[0]!.rows.map(({ cells }) => cells.map(({ content }) => content))).toEqual(
      [
        [
          { kind: 'text', text: 'person' },
          { kind: 'date', date: '2019-03-31' },
        ],
        [{ kind: 'text', text: 'new' }],
      ],
    );

    const [file] = await convert([temporaryFile(`${dialect}.xlsx`, bytes)], 'xlsx', { recalculate: true });
    const saved = readFileSync(file!);
    expect(sheetNames(saved)).toEqual(names);
    const cells = readBySheetJs(saved);
    expect(Object.fromEntries(cells.get('Matrix')!)).toMatchObject({ A1: 'person', B1: 43555, C3: 'new' });
    expect(cells.get('Findings')!.get('A1')).toBe('found');
    expect(cells.get('Roll-up')!.get('B3')).toBe(1);
    const notes = openPackage(saved).partNames.filter((name) => /comments\d+\.xml$/.test(name));
    expect(notes.map((name) => partOf(saved, name)).join('')).toContain('It was due on 2019-01-01');
    expect(openPackage(saved).partNames.filter((name) => name.startsWith('xl/charts/chart')).length).toBe(2);
  });
});
