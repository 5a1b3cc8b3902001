/** What is painted is still there after a real spreadsheet program has opened it, calculated and saved. */
import { readFileSync } from 'node:fs';
import { read, utils, type WorkBook } from '@e965/xlsx';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Colour } from '../../../../core/index.js';
import { paintWorkbook } from '../../../../sync/xlsx-host/paint/paint.js';
import { convert, renderPages, temporaryFile } from '../../../support/libreoffice.js';
import { colourCounts } from '../../../support/png.js';
import { everything, longNote, row, text, withWrongResults, workbook, worksheet } from './fixture.js';
import { all, one, part, partsOf, textAt, worksheetPart, type Element } from './parts.js';

const hostile = [
  '=1+1',
  '+1',
  '-',
  '-1+2',
  '@SUM(A1)',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  '＝1+1',
  '\u200B=1+1',
  "'=1+1",
  '=cmd|"/c calc"!A1',
  '=HYPERLINK("https://example.org","x")',
  '#N/A',
  '#REF!',
  'TRUE',
  '007',
  '1e5',
  '2019-01-02',
  '50%',
  '  spaces around  ',
  'two\nlines',
  '<b>&amp;"quoted"\'</b>',
  '_x0041_ and _x000D_ as typed',
  'اردو متن ۱۲۳',
  '\u202Ertl override\u202C',
  '😀 emoji',
  'non\u00A0breaking',
];

let original: string;
let saved: Map<string, string>;
let second: WorkBook;
let matrix: Element;
let rollUp: Element;
let hostileParts: Map<string, string>;
beforeAll(async () => {
  original = temporaryFile('everything.xlsx', (await paintWorkbook(withWrongResults(everything))).bytes);
  const texts = workbook([worksheet({ name: 'Texts', rows: hostile.map((value) => row(text(value))) })]);
  const hostileFile = temporaryFile('hostile.xlsx', (await paintWorkbook(texts)).bytes);
  const [everythingSaved, hostileSaved] = await convert([original, hostileFile], 'xlsx', {
    recalculate: true,
  });
  saved = partsOf(readFileSync(everythingSaved!));
  second = read(readFileSync(everythingSaved!), { cellFormula: true });
  hostileParts = partsOf(readFileSync(hostileSaved!));
  matrix = worksheetPart(saved, "Unit's Matrix");
  rollUp = worksheetPart(saved, 'Roll-up');
});

const value = (book: WorkBook, worksheetName: string, address: string): unknown =>
  (book.Sheets[worksheetName]![address] as { v?: unknown } | undefined)?.v;

describe('LibreOffice', () => {
  test('computes what the blueprint says the formulas result in', () => {
    for (const sheet of everything.worksheets) {
      sheet.rows.forEach((line, rowIndex) => {
        line.cells.forEach((cell, column) => {
          if (cell.kind !== 'formula') return;
          const address = utils.encode_cell({ r: rowIndex, c: column });
          expect(value(second, sheet.name, address), `${sheet.name}!${address}`).toBe(cell.result);
        });
      });
    }
  });

  test('reads the values that were painted', () => {
    for (const sheet of everything.worksheets) {
      sheet.rows.forEach((line, rowIndex) => {
        line.cells.forEach((cell, column) => {
          const found = value(second, sheet.name, utils.encode_cell({ r: rowIndex, c: column }));
          if (cell.kind === 'text') expect(found).toBe(cell.text);
          if (cell.kind === 'number') expect(found).toBe(cell.value);
          if (cell.kind === 'date') {
            expect(utils.format_cell({ t: 'n', v: found as number, z: 'yyyy-mm-dd' })).toBe(cell.date);
          }
        });
      });
    }
  });

  test('keeps text as text, to the letter, whatever it begins with', () => {
    const sheet = worksheetPart(hostileParts, 'Texts');
    expect(all(sheet, 'f')).toEqual([]);
    const found = hostile.map((_, index) => textAt(hostileParts, sheet, `A${index + 1}`));
    expect(found).toEqual(hostile);
  });

  test('keeps the drop-down and the other validations', () => {
    const validations = all(matrix, 'dataValidation').map(({ attributes, children }) => [
      attributes.type,
      attributes.sqref,
      attributes.errorStyle,
      children[0]!.text,
    ]);
    expect(validations.sort()).toEqual([
      ['date', 'E5:E7', 'warning', '43251'],
      ['decimal', 'D5:D7', 'stop', '0'],
      ['decimal', 'F5 F7', 'warning', '0'],
      ['list', 'C5:C7', 'stop', 'Fixture_Statuses'],
      ['textLength', 'G5:G7', 'stop', '2000'],
    ]);
    expect(all(matrix, 'dataValidation')[0]!.attributes).toMatchObject({
      promptTitle: 'Status',
      prompt: 'Choose one. Leave blank if there is nothing new.',
      errorTitle: 'Not a status',
      error: 'Please choose from the list.',
    });
  });

  test('keeps the conditional formats and their order', () => {
    const rules = all(matrix, 'cfRule').sort(
      (a, b) => Number(a.attributes.priority) - Number(b.attributes.priority),
    );
    expect(rules.map((rule) => [rule.attributes.type, all(rule, 'formula')[0]?.text])).toEqual([
      ['cellIs', '"Completed"'],
      ['expression', '$D5>0'],
      ['cellIs', '"Say ""on hold"""'],
      ['dataBar', undefined],
    ]);
    const formats = one(part(saved, 'xl/styles.xml'), 'dxfs').children;
    const fills = rules.map((rule) => {
      const format = formats[Number(rule.attributes.dxfId ?? -1)];
      return format && all(format, 'bgColor')[0]?.attributes.rgb;
    });
    expect(fills.slice(0, 2)).toEqual(['FF1E8449', 'FFF9E79F']);
  });

  test('keeps protection and the open cells', () => {
    expect(one(matrix, 'sheetProtection').attributes).toMatchObject({
      sheet: 'true',
      autoFilter: 'false',
      sort: 'false',
    });
    expect(one(rollUp, 'sheetProtection').attributes.sheet).toBe('true');
    const formats = one(part(saved, 'xl/styles.xml'), 'cellXfs').children;
    const locked = (address: string) => {
      const cell = all(matrix, 'c').find((candidate) => candidate.attributes.r === address)!;
      return one(formats[Number(cell.attributes.s)]!, 'protection').attributes.locked;
    };
    expect(['C5', 'G7', 'G9', 'A5', 'F5'].map(locked)).toEqual(['false', 'false', 'false', 'true', 'true']);
  });

  test('keeps notes, links, names, the filter and the hidden worksheets', () => {
    const notes = all(part(saved, 'xl/comments3.xml'), 'comment').map((comment) => [
      comment.attributes.ref,
      all(comment, 't')
        .map((run) => run.text)
        .join(''),
    ]);
    expect(notes).toEqual(
      [
        ['A5', longNote.trimEnd()],
        ['G6', 'A short note'],
      ].map(([ref, note]) => [ref, expect.stringContaining(note!) as string]),
    );
    expect(one(worksheetPart(saved, 'Guide'), 'hyperlink').attributes).toMatchObject({
      ref: 'A2',
      location: "'Unit''s Matrix'!C5",
    });
    const states = all(part(saved, 'xl/workbook.xml'), 'sheet').map((s) => s.attributes.state);
    expect(states).toEqual(['hidden', 'visible', 'visible', 'visible', 'hidden']);
    const names = new Map(
      all(part(saved, 'xl/workbook.xml'), 'definedName').map((n) => [n.attributes.name, n.text]),
    );
    expect(names.get('Fixture_Entries')).toBe("'Unit''s Matrix'!$C$5:$C$7");
    expect(names.get('_xlnm._FilterDatabase')).toBe("'Unit''s Matrix'!$A$3:$G$7");
    expect(names.get('_xlnm.Print_Area')).toBe("'Unit''s Matrix'!$A$2:$G$7");
    expect(one(matrix, 'autoFilter').attributes.ref).toBe('A3:G7');
    expect(one(part(saved, 'docProps/custom.xml'), 'property').attributes.name).toBe('NISP template version');
  });

  test('keeps heights, outline, merges and the page', () => {
    const levels = all(matrix, 'row').map((line) => line.attributes.outlineLevel);
    expect(levels.slice(0, 7)).toEqual(['0', '0', '0', '0', '1', '2', '2']);
    expect(all(matrix, 'row')[4]!.attributes.ht).toBe('32');
    expect(one(matrix, 'mergeCell').attributes.ref).toBe('A2:G2');
    expect(one(matrix, 'pageSetup').attributes).toMatchObject({
      paperSize: '8',
      orientation: 'landscape',
      fitToWidth: '1',
      fitToHeight: '0',
    });
    expect(one(matrix, 'oddFooter').text).toBe('&LLaw && order, 2019-Q1&RPage &P of &N');
  });

  test('lets the first rule win, though another range comes between two rules of one range', async () => {
    const rule = (range: string, formula: string, fill: Colour) =>
      ({ kind: 'formula', range, formula, style: { fill } }) as const;
    const sheet = worksheet({
      name: 'Rules',
      rows: [1, 2, 3].map(() => row(text('x'), text('x'), text('x'))),
      conditionalFormats: [
        rule('B2:B3', 'FALSE', '#00FF00'),
        rule('A1:C2', 'TRUE', '#0000FF'),
        rule('B2:B3', 'TRUE', '#FF0000'),
      ],
    });
    const file = temporaryFile('rules.xlsx', (await paintWorkbook(workbook([sheet]))).bytes);
    const counts = colourCounts((await renderPages(file))[0]!);
    expect(counts.get('#00FF00')).toBeUndefined();
    // Six cells of the one, one cell of the other.
    expect(counts.get('#0000FF')! / counts.get('#FF0000')!).toBeGreaterThan(5);
  });

  test('draws the charts and the colours of the first rule that holds', async () => {
    const [guidePage, matrixPage, rollUpPage] = (await renderPages(original)).map(colourCounts);
    expect(guidePage!.get('#0B5345')).toBeGreaterThan(500);
    // Row 5 is Completed and above zero: the first rule's green. Row 6 is above zero only.
    expect(matrixPage!.get('#1E8449')).toBeGreaterThan(500);
    expect(matrixPage!.get('#F9E79F')).toBeGreaterThan(500);
    expect(matrixPage!.get('#5DADE2')).toBeGreaterThan(500);
    for (const colour of ['#1E8449', '#CA6F1E', '#2E86C1']) {
      expect(rollUpPage!.get(colour), colour).toBeGreaterThan(500);
    }
  });
});

describe('a second reader', () => {
  test('reads the painted file as the blueprint says', () => {
    const book = read(readFileSync(original), { cellStyles: true, cellNF: true });
    expect(book.SheetNames).toEqual(everything.worksheets.map((sheet) => sheet.name));
    expect(book.Workbook!.Sheets!.map((sheet) => sheet.Hidden)).toEqual([1, 0, 0, 0, 2]);
    expect(value(book, "Unit's Matrix", 'G5')).toBe('=1+1');
    expect((book.Sheets["Unit's Matrix"]!.G5 as { f?: string }).f).toBeUndefined();
    expect(book.Workbook!.Names!.find((name) => name.Name === 'Fixture_Statuses')!.Ref).toBe(
      "'Lists'!$A$1:$A$3",
    );
    expect(book.Sheets["Unit's Matrix"]!['!merges']).toEqual([utils.decode_range('A2:G2')]);
    expect(book.Sheets["Unit's Matrix"]!['!autofilter']).toEqual({ ref: 'A3:G7' });
    const note = (book.Sheets["Unit's Matrix"]!.A5 as { c?: { a?: string; t: string }[] }).c![0]!;
    expect(note.a).toBe('NISP Matrix');
    expect(note.t).toBe(longNote);
  });
});
