import { beforeAll, describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import * as XLSX from '@e965/xlsx';
import { diagnose, type Diagnostic } from '../../../../core/index.js';
import { annotateWorkbook, findingsAuthor, mostNotes } from '../../../../sync/xlsx-host/edit/annotate.js';
import { paintWorkbook } from '../../../../sync/xlsx-host/paint/paint.js';
import { sheetNames } from '../../../../sync/xlsx-host/package/workbook-part.js';
import { convert, temporaryFile } from '../../../support/libreoffice.js';
import { row, text, workbook, worksheet } from '../paint/fixture.js';
import {
  changedParts,
  differentParts,
  foreignWorkbook,
  handmade,
  main,
  office,
  partNames,
  partOf,
  readBySheetJs,
  sameBytes,
} from './support.js';

const overdue = (range: string, name = 'Own'): Diagnostic =>
  diagnose('status/overdue', { due: '2019-01-01', asOf: '2019-03-31' }, { at: { worksheet: name, range } });
const unknown = (range: string, name = 'Own'): Diagnostic =>
  diagnose('status/unknown', { found: 'Dunno & <b>', suggestion: null }, { at: { worksheet: name, range } });

let findingsWorkbook: Uint8Array;
let foreign: Uint8Array;
let resaved: Uint8Array;

async function painted(...lines: string[]): Promise<Uint8Array> {
  return (
    await paintWorkbook(
      workbook([
        // Links need a worksheet of that name when they are painted.
        worksheet({ name: 'Own' }),
        worksheet({
          name: 'Findings',
          role: 'findings',
          rows: [
            row(text('Findings', 'heading')),
            ...lines.map((line) =>
              row({
                kind: 'text',
                text: line,
                style: 'emphasis',
                link: { worksheet: 'Own', range: 'A2', tooltip: line },
              }),
            ),
          ],
        }),
      ]),
    )
  ).bytes;
}

/** Notes as SheetJS reads them: author and text by cell. */
function notesOf(bytes: Uint8Array, name: string): Map<string, string> {
  const sheet = XLSX.read(bytes).Sheets[name]!;
  return new Map(
    Object.entries(sheet)
      .filter(([address]) => !address.startsWith('!'))
      .flatMap(([address, cell]) =>
        ((cell as XLSX.CellObject).c ?? []).map((note) => [address, `${note.a}: ${note.t}`] as const),
      ),
  );
}

beforeAll(async () => {
  findingsWorkbook = await painted('one', 'two');
  foreign = await foreignWorkbook();
  const [file] = await convert([temporaryFile('foreign.xlsx', foreign)], 'xlsx', { recalculate: false });
  resaved = readFileSync(file!);
});

const ours = (said: string) => `──── NISP Matrix ────\n${said}\n─────────────────────`;
const overdueText =
  'Information: It was due on 2019-01-01 and is not completed (as of 2019-03-31).\nGive the reason and the new date in Remarks.';

describe.each([
  ['a workbook of another library', () => foreign],
  ['the same workbook saved by LibreOffice', () => resaved],
])('annotating %s', (_, given) => {
  const findings = [overdue('B2'), unknown('A1'), overdue('A1'), overdue('D9'), overdue('A1', 'Second')];
  const annotate = (bytes: Uint8Array, list: readonly Diagnostic[] = findings) =>
    annotateWorkbook(bytes, { findings: list, findingsWorkbook });

  it('adds the Findings worksheet and a note on each cell', () => {
    const { bytes, notes, withoutNote } = annotate(given());
    expect([notes, withoutNote]).toEqual([4, []]);
    expect(sheetNames(bytes)).toEqual(['Own', 'Second', 'Findings']);
    const own = notesOf(bytes, 'Own');
    expect([...own.keys()].sort()).toEqual(['A1', 'A2', 'B2', 'D9']);
    expect(own.get('B2')).toBe(`${findingsAuthor}: ${ours(overdueText)}`);
    // LibreOffice saves notes without their authors.
    expect(own.get('A2')).toMatch(/^(Sana| ): check\nthis$/);
    // The person's own text stands first, then all findings of the cell, errors before the rest.
    expect(own.get('A1')).toMatch(
      /^(?:Ali| ): my own note\n─+ NISP Matrix ─+\nError: “Dunno & <b>” is not a status\.\n[^\n]+\n\nInformation: It was due[^\n]+\n[^\n]+\n─+$/,
    );
    expect(notesOf(bytes, 'Second').get('A1')).toBe(`${findingsAuthor}: ${ours(overdueText)}`);
  });

  it('leaves every other part and every cell as it was', () => {
    const { bytes } = annotate(given());
    const kept = partNames(given()).filter((name) =>
      /chart|theme|sharedStrings|docProps|drawing\d+\.xml/.test(name),
    );
    expect(kept.length).toBeGreaterThan(4);
    expect(changedParts(given(), bytes).filter((name) => kept.includes(name))).toEqual([]);
    const [before, after] = [readBySheetJs(given()), readBySheetJs(bytes)];
    expect(after.get('Own')).toEqual(new Map([...before.get('Own')!]));
    // The worksheet that had a drawing for notes does not change at all; the other one gets the element that names it.
    const sheets = partNames(given()).filter((name) => name.startsWith('xl/worksheets/sheet'));
    expect(changedParts(given(), bytes).filter((name) => sheets.includes(name))).toEqual([
      'xl/worksheets/sheet2.xml',
    ]);
    const second = partOf(bytes, 'xl/worksheets/sheet2.xml');
    expect(second.replace(/<legacyDrawing [^>]*\/>/, '')).toBe(partOf(given(), 'xl/worksheets/sheet2.xml'));
  });

  it('gives the same bytes the second time', () => {
    const once = annotate(given()).bytes;
    expect(sameBytes(annotate(once).bytes, once)).toBe(true);
  });

  it('takes earlier findings out and gives everything else back', () => {
    const cleared = annotate(annotate(given()).bytes, []).bytes;
    const never = annotate(given(), []).bytes;
    expect(differentParts(never, cleared)).toEqual([]);
    const own = partNames(given()).filter((name) => !/styles|workbook|Content_Types/.test(name));
    expect(differentParts(given(), cleared).filter((name) => own.includes(name))).toEqual([]);
  });

  it('shows in LibreOffice, and can be cleared after LibreOffice has saved it', async () => {
    const [saved] = await convert([temporaryFile('annotated.xlsx', annotate(given()).bytes)], 'xlsx', {
      recalculate: true,
    });
    const bytes = readFileSync(saved!);
    const own = notesOf(bytes, 'Own');
    expect([...own.keys()].sort()).toEqual(['A1', 'A2', 'B2', 'D9']);
    expect(own.get('B2')).toContain('It was due on 2019-01-01');
    expect(own.get('A1')).toContain('my own note');
    const cleared = notesOf(annotate(bytes, []).bytes, 'Own');
    expect([...cleared.keys()].sort()).toEqual(['A1', 'A2']);
    expect(cleared.get('A1')).toBe(' : my own note');
    expect(partNames(bytes).filter((name) => name.startsWith('xl/charts/chart')).length).toBe(1);
    const sheets = readBySheetJs(bytes);
    expect(sheets.get('Findings')!.get('A2')).toBe('one');
    expect(sheets.get('Own')!.get('A4')).toBe(3);
    const link = XLSX.read(bytes).Sheets.Findings!.A2 as XLSX.CellObject;
    expect(link.l?.Target.replaceAll(/['$]/g, '')).toMatch(/^#Own[.!]A2$/);
  });
});

describe('notes', () => {
  const sheet = 'xl/worksheets/sheet1.xml';
  const annotated = (bytes: Uint8Array, findings: readonly Diagnostic[]) =>
    annotateWorkbook(bytes, { findings, findingsWorkbook });
  const rels = (inner: string) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`;

  it('are put in their place among the worksheet’s elements, in its own prefix', () => {
    const xml = `<x:worksheet xmlns:x="${main}"><x:sheetData/><x:pageMargins left="1"/><x:tableParts count="0"/></x:worksheet>`;
    const { bytes } = annotated(handmade(xml), [overdue('C3', 'matrix')]);
    expect(partOf(bytes, sheet)).toBe(
      xml.replace('<x:tableParts', `<x:legacyDrawing xmlns:r="${office}" r:id="rId2"/><x:tableParts`),
    );
    expect(partOf(bytes, '[Content_Types].xml')).toContain('vmlDrawing');
    expect(differentParts(annotated(bytes, []).bytes, annotated(handmade(xml), []).bytes)).toEqual([]);
  });

  it('follow a plain text, rich text and an empty note, and give each back exactly', () => {
    const comments =
      `<comments xmlns="${main}"><authors><author>A</author></authors><commentList>` +
      '<comment ref="A1" authorId="0"><text><t>plain &amp; _x0041_</t></text></comment>' +
      '<comment ref="A2" authorId="0"><text><r><t>lone run</t></r></text></comment>' +
      '<comment ref="A3" authorId="0"><text><r><rPr><b/></rPr><t>bold</t></r><r><t xml:space="preserve"> rest</t></r><phoneticPr fontId="0"/></text></comment>' +
      '<comment ref="A4" authorId="0"><text></text></comment></commentList></comments>';
    const given = handmade(`<worksheet xmlns="${main}"><sheetData/></worksheet>`, {
      'xl/worksheets/_rels/sheet1.xml.rels': rels(
        `<Relationship Id="rId7" Type="${office}/comments" Target="../comments7.xml"/>`,
      ),
      'xl/comments7.xml': comments,
    });
    const findings = ['A1', 'A2', 'A3', 'A4', 'A5'].map((range) => overdue(range, 'Matrix'));
    const { bytes } = annotated(given, findings);
    const texts = partOf(bytes, 'xl/comments7.xml');
    expect(texts).toContain('<text><r ><t>plain &amp; _x0041_</t></r><r><rPr>');
    expect(texts.indexOf('<phoneticPr')).toBeGreaterThan(texts.indexOf('─', texts.indexOf(' rest')));
    expect(sameBytes(annotated(bytes, findings).bytes, bytes)).toBe(true);
    const cleared = annotated(bytes, []).bytes;
    expect(partOf(cleared, 'xl/comments7.xml')).toBe(comments);
    expect(differentParts(cleared, annotated(given, []).bytes)).toEqual([]);
  });

  it('keep what a person wrote below ours, in their own note and in one of ours', () => {
    const xml = `<worksheet xmlns="${main}"><sheetData/></worksheet>`;
    const part = (comments: string) =>
      handmade(xml, {
        'xl/worksheets/_rels/sheet1.xml.rels': rels(
          `<Relationship Id="rId7" Type="${office}/comments" Target="../comments7.xml"/>`,
        ),
        'xl/comments7.xml': comments,
      });
    const before = partOf(
      annotated(
        part(
          `<comments xmlns="${main}"><authors><author>A</author></authors><commentList><comment ref="A1" authorId="0"><text><t>mine</t></text></comment></commentList></comments>`,
        ),
        [overdue('A1', 'Matrix'), overdue('B1', 'Matrix')],
      ).bytes,
      'xl/comments7.xml',
    );
    // As a program does that joins the runs of a note when its text is edited.
    const answered = before.replace(/<text>(.*?)<\/text>/gs, (_, inside: string) => {
      const joined = inside.replace(/<[^>]*>/g, '');
      return `<text><t>${joined}\nanswered</t></text>`;
    });
    const texts = partOf(annotated(part(answered), []).bytes, 'xl/comments7.xml');
    expect([...texts.matchAll(/<text>(.*?)<\/text>/gs)].map(([, inside]) => inside)).toEqual([
      '<t xml:space="preserve">mine\nanswered</t>',
      '<t xml:space="preserve">\nanswered</t>',
    ]);
    expect(texts).toContain(`<author>${findingsAuthor}</author>`);
  });

  it('leave conversations alone and say so', () => {
    const comments = `<comments xmlns="${main}"><authors><author>tc={1}</author><author>A</author></authors><commentList><comment ref="A1" authorId="0"><text><t>[Threaded comment] x</t></text></comment><comment ref="B1" authorId="1"><text><t>mine</t></text></comment></commentList></comments>`;
    const threads =
      '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"><threadedComment ref="A1" id="{1}"><text>x</text></threadedComment></ThreadedComments>';
    const given = handmade(`<worksheet xmlns="${main}"><sheetData/></worksheet>`, {
      'xl/worksheets/_rels/sheet1.xml.rels': rels(
        `<Relationship Id="rId1" Type="${office}/comments" Target="../comments1.xml"/>` +
          '<Relationship Id="rId2" Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" Target="../threadedComments/threadedComment1.xml"/>',
      ),
      'xl/comments1.xml': comments,
      'xl/threadedComments/threadedComment1.xml': threads,
    });
    const result = annotated(given, [overdue('A1', 'Matrix'), overdue('C1', 'Matrix')]);
    expect(result.withoutNote).toEqual([{ finding: overdue('A1', 'Matrix'), reason: 'conversation' }]);
    expect(result.notes).toBe(1);
    expect(changedParts(given, result.bytes)).not.toContain('xl/threadedComments/threadedComment1.xml');
    expect(partOf(result.bytes, 'xl/comments1.xml')).toContain(
      '<t>[Threaded comment] x</t></text></comment>',
    );
    expect(partOf(annotated(result.bytes, []).bytes, 'xl/comments1.xml')).toBe(comments);
  });

  it('join a drawing of form controls and leave it as it was', () => {
    const vml =
      '<xml xmlns:v="urn:schemas-microsoft-com:vml"\r\n xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">\r\n' +
      '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="3,1"/></o:shapelayout><v:shape id="_x0000_s3075"><v:textbox><font>caf\u00e9<br></font></v:textbox><x:ClientData ObjectType="Button"><x:Row>2</x:Row><x:Column>2</x:Column></x:ClientData></v:shape>\r\n</xml>';
    const given = handmade(
      `<worksheet xmlns="${main}" xmlns:q="${office}"><sheetData/><legacyDrawing q:id="rId4"/></worksheet>`,
      {
        'xl/worksheets/_rels/sheet1.xml.rels': rels(
          `<Relationship Id="rId4" Type="${office}/vmlDrawing" Target="../drawings/vml.vml"/>`,
        ),
        'xl/drawings/vml.vml': Buffer.from(vml, 'latin1'),
      },
    );
    const { bytes } = annotated(given, [overdue('C3', 'Matrix')]);
    expect(changedParts(given, bytes)).not.toContain(sheet);
    expect(partOf(bytes, 'xl/drawings/vml.vml')).toContain('<v:shape id="_x0000_s3076" type="#_x0000_t202"');
    const cleared = annotated(bytes, []).bytes;
    expect(
      differentParts(cleared, annotated(given, []).bytes).filter((name) => name !== '[Content_Types].xml'),
    ).toEqual([]);
  });

  it('fit their text between the worksheet’s own columns and rows', () => {
    const xml = `<worksheet xmlns="${main}"><sheetFormatPr defaultRowHeight="15"/><cols><col min="2" max="3" width="10" hidden="1"/><col min="4" max="4" width="60"/></cols><sheetData><row r="1" ht="300"/></sheetData></worksheet>`;
    const { bytes } = annotated(handmade(xml), [overdue('A1', 'Matrix'), overdue('XFD1048576', 'Matrix')]);
    const anchors = [...partOf(bytes, 'xl/drawings/vmlDrawing1.vml').matchAll(/<x:Anchor>([^<]*)/g)].map(
      ([, anchor]) => anchor!.split(', ').map(Number),
    );
    // Column D alone is wide enough, row 1 high enough.
    expect(anchors[0]!.slice(0, 1)).toEqual([3]);
    expect(anchors[0]![4]).toBe(3);
    expect(anchors[0]![5]! - anchors[0]![1]!).toBe(300);
    expect(anchors[0]!.slice(6, 7)).toEqual([0]);
    expect(anchors[1]!.every((value) => value >= 0 && value <= 1_048_576)).toBe(true);
  });

  it(`stand on at most ${mostNotes} cells, errors first`, () => {
    const findings = [
      ...Array.from({ length: mostNotes }, (_, index) => overdue(`B${index + 1}`, 'Matrix')),
      unknown('A1', 'Matrix'),
      overdue('B1', 'Matrix'),
    ];
    const result = annotated(handmade(`<worksheet xmlns="${main}"><sheetData/></worksheet>`), findings);
    expect(result.notes).toBe(mostNotes);
    expect(result.withoutNote).toEqual([{ finding: findings[mostNotes - 1], reason: 'too-many' }]);
    expect(notesOf(result.bytes, 'Matrix').get('A1')).toContain('Error: ');
    expect(sameBytes(annotated(result.bytes, findings).bytes, result.bytes)).toBe(true);
  });

  it('are not made for findings without a cell', () => {
    const findings = [
      diagnose('submission/empty', {}),
      overdue('A1', 'Elsewhere'),
      overdue('A1', 'Findings'),
      diagnose('protection/lost', { worksheet: 'Matrix' }, { at: { worksheet: 'Matrix' } }),
    ];
    const result = annotated(handmade(`<worksheet xmlns="${main}"><sheetData/></worksheet>`), findings);
    expect(result.notes).toBe(0);
    expect(result.withoutNote.map(({ reason }) => reason)).toEqual(findings.map(() => 'no-cell'));
  });
});
