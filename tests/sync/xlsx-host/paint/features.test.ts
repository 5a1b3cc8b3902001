/** Each thing that a blueprint can say stands in the file's XML as the format wants it said. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Blueprint, Worksheet } from '../../../../core/index.js';
import { paintWorkbook, templateVersionProperty } from '../../../../sync/xlsx-host/paint/paint.js';
import { everything, longNote } from './fixture.js';
import { all, formatAt, one, part, partsOf, textAt, worksheetPart, type Element } from './parts.js';

let parts: Map<string, string>;
let matrix: Element;
let rollUp: Element;
let guide: Element;
let styles: Element;
beforeAll(async () => {
  parts = partsOf((await paintWorkbook(everything)).bytes);
  matrix = worksheetPart(parts, "Unit's Matrix");
  rollUp = worksheetPart(parts, 'Roll-up');
  guide = worksheetPart(parts, 'Guide');
  styles = part(parts, 'xl/styles.xml');
});

const cell = (worksheet: Element, address: string) =>
  all(worksheet, 'c').find((candidate) => candidate.attributes.r === address);

describe('workbook', () => {
  test('worksheets in order, with their visibility; the first visible one opens', () => {
    const workbook = part(parts, 'xl/workbook.xml');
    expect(all(workbook, 'sheet').map((s) => [s.attributes.name, s.attributes.state])).toEqual([
      ['Lists', 'hidden'],
      ['Guide', undefined],
      ["Unit's Matrix", undefined],
      ['Roll-up', undefined],
      ['_nisp', 'veryHidden'],
    ]);
    expect(one(workbook, 'workbookView').attributes.activeTab).toBe('1');
    const selected = everything.worksheets.filter(
      ({ name }) => one(worksheetPart(parts, name), 'sheetView').attributes.tabSelected === '1',
    );
    expect(selected.map(({ name }) => name)).toEqual(['Guide']);
  });

  test('is calculated anew when it is opened', () => {
    expect(one(part(parts, 'xl/workbook.xml'), 'calcPr').attributes.fullCalcOnLoad).toBe('1');
  });

  test('named ranges are absolute and quoted; the built-in ones are scoped to their worksheet', () => {
    const names = all(part(parts, 'xl/workbook.xml'), 'definedName');
    expect(names.map((n) => [n.attributes.name, n.attributes.localSheetId, n.text])).toEqual([
      ['Fixture_Statuses', undefined, "'Lists'!$A$1:$A$3"],
      ['Fixture_Entries', undefined, "'Unit''s Matrix'!$C$5:$C$7"],
      ['_xlnm._FilterDatabase', '2', "'Unit''s Matrix'!$A$3:$G$7"],
      ['_xlnm.Print_Area', '2', "'Unit''s Matrix'!$A$2:$G$7"],
      ['_xlnm.Print_Titles', '2', "'Unit''s Matrix'!$A:$B,'Unit''s Matrix'!$2:$3"],
      ['_xlnm.Print_Titles', '3', "'Roll-up'!$1:$1"],
    ]);
    expect(names[2]!.attributes.hidden).toBe('1');
  });

  test('properties, dates and the template version', () => {
    const core = part(parts, 'docProps/core.xml');
    expect(one(core, 'dc:title').text).toBe('NISP Matrix — Punjab, 2019-Q1');
    expect(one(core, 'dc:subject').text).toBe('Implementation <matrix> & "roll-up"');
    expect(one(core, 'dcterms:created').text).toBe('2019-03-31T00:00:00Z');
    expect(one(core, 'dcterms:modified').text).toBe('2019-03-31T00:00:00Z');
    expect(one(part(parts, 'docProps/app.xml'), 'Application').text).toBe('NISP Matrix');
    const property = one(part(parts, 'docProps/custom.xml'), 'property');
    expect(property.attributes.name).toBe(templateVersionProperty);
    expect(one(property, 'vt:lpwstr').text).toBe('1');
  });
});

describe('cells', () => {
  test('text, number, date and formula', () => {
    expect(textAt(parts, matrix, 'A5')).toBe('5');
    expect(textAt(parts, matrix, 'B6')).toBe('اردو میں ایک تبصرہ');
    expect(one(cell(matrix, 'D6')!, 'v').text).toBe('0.25');
    expect(one(cell(matrix, 'E5')!, 'v').text).toBe('43524');
    expect(one(cell(rollUp, 'B3')!, 'f').text).toBe('COUNTIFS(Fixture_Entries,A3)');
    expect(one(cell(rollUp, 'B3')!, 'v').text).toBe('1');
    expect(cell(rollUp, 'D3')!.attributes.t).toBe('str');
    expect(one(cell(rollUp, 'D3')!, 'v').text).toBe('has 1');
    expect(cell(rollUp, 'D2')!.attributes.t).toBe('str');
    expect(one(cell(rollUp, 'D2')!, 'v').text).toBe('');
  });

  test('text that looks like a formula is a quoted string, other text is not quoted', () => {
    for (const address of ['G5', 'G6']) {
      expect(cell(matrix, address)!.attributes.t).toBe('s');
      expect(all(cell(matrix, address)!, 'f')).toEqual([]);
      expect(formatAt(parts, matrix, address).attributes.quotePrefix).toBe('1');
    }
    expect(formatAt(parts, matrix, 'B5').attributes.quotePrefix).toBeUndefined();
    expect(parts.get('xl/styles.xml')).not.toContain('hidden=');
  });

  test('fonts, fills, borders, alignment, number formats and reading order', () => {
    const heading = formatAt(parts, matrix, 'A3').attributes;
    const table = (name: string) => one(styles, name).children;
    const font = table('fonts')[Number(heading.fontId)]!;
    expect(font.children.map((child) => [child.name, child.attributes.val ?? child.attributes.rgb])).toEqual([
      ['b', undefined],
      ['color', 'FFFFFFFF'],
      ['sz', '12'],
      ['name', 'Arial'],
    ]);
    expect(one(table('fills')[Number(heading.fillId)]!, 'fgColor').attributes.rgb).toBe('FF0B5345');
    const border = table('borders')[Number(heading.borderId)]!;
    expect(
      ['left', 'right', 'top', 'bottom'].map((side) => [
        one(border, side).attributes.style,
        one(one(border, side), 'color').attributes.rgb,
      ]),
    ).toEqual([
      ['thin', 'FF778899'],
      ['thin', 'FF112233'],
      ['medium', 'FF000000'],
      ['hair', 'FF445566'],
    ]);
    const alignment = (address: string) => one(formatAt(parts, matrix, address), 'alignment').attributes;
    expect(alignment('A3')).toMatchObject({ horizontal: 'center', vertical: 'center', readingOrder: '1' });
    expect(alignment('A4')).toMatchObject({ horizontal: 'left', vertical: 'bottom', indent: '2' });
    expect(alignment('B5')).toMatchObject({ vertical: 'top', wrapText: 'true', readingOrder: '0' });
    const emphasis = table('fonts')[Number(formatAt(parts, matrix, 'A4').attributes.fontId)]!;
    expect(emphasis.children.map((child) => child.name)).toEqual(expect.arrayContaining(['i', 'u']));
    const codes = new Map(table('numFmts').map((f) => [f.attributes.numFmtId, f.attributes.formatCode]));
    const code = (address: string) => codes.get(formatAt(parts, matrix, address).attributes.numFmtId);
    expect(['A5', 'D5', 'E5'].map(code)).toEqual(['@', '0%', 'd-mmm-yyyy']);
  });

  test('links lead inside the workbook and say where to', () => {
    expect(all(guide, 'hyperlink').map((link) => link.attributes)).toEqual([
      {
        ref: 'A2',
        location: "'Unit''s Matrix'!C5",
        tooltip: 'The first status',
        display: 'Go to the matrix',
      },
    ]);
  });

  test('notes are ours, whole, hidden until pointed at, and as large as their text', () => {
    const comments = part(parts, 'xl/comments3.xml');
    expect(one(comments, 'author').text).toBe('NISP Matrix');
    expect(all(comments, 'comment').map((c) => [c.attributes.ref, one(c, 't').text])).toEqual([
      ['A5', longNote],
      ['G6', 'A short note'],
    ]);
    const shapes = all(part(parts, 'xl/drawings/vmlDrawing3.vml'), 'v:shape');
    const points = (name: string) =>
      shapes.map((shape) => Number(new RegExp(`${name}:([\\d.]+)pt`).exec(shape.attributes.style!)![1]));
    const [widths, heights] = [points('width'), points('height')];
    // 9-point letters are 4.5 points wide, lines 11 points high.
    expect((widths[0]! / 4.5) * (heights[0]! / 11)).toBeGreaterThan(longNote.length);
    expect(heights[1]).toBeLessThan(30);
    for (const shape of shapes) expect(shape.attributes.style).toContain('visibility:hidden');
    // Beside its cell.
    expect(one(shapes[0]!, 'x:Anchor').text.split(', ')[0]).toBe('1');
    expect(one(shapes[1]!, 'x:Row').text + one(shapes[1]!, 'x:Column').text).toBe('56');
  });

  test('numbers kept as text by intent are not marked as mistakes', () => {
    expect(one(matrix, 'ignoredError').attributes).toEqual({ sqref: 'A1:G7', numberStoredAsText: '1' });
    expect(all(guide, 'ignoredError')).toEqual([]);
  });
});

describe('worksheets', () => {
  test('column widths as people count them, hidden columns and rows, heights, outline', () => {
    const columns = all(matrix, 'col').map(({ attributes }) => [
      Number(attributes.min),
      Math.round(Number(attributes.width) * 100) / 100,
      attributes.hidden,
    ]);
    expect(columns[1]).toEqual([2, 40.71, undefined]);
    expect(columns[5]).toEqual([6, 9.71, 'true']);
    const rows = all(matrix, 'row').map(({ attributes }) => [
      attributes.ht,
      attributes.hidden,
      attributes.outlineLevel,
    ]);
    expect(rows[0]).toEqual(['6', '1', undefined]);
    expect(rows[4]).toEqual(['32', undefined, '1']);
    expect(rows[5]).toEqual(['32', undefined, '2']);
    expect(one(matrix, 'sheetFormatPr').attributes.outlineLevelRow).toBe('2');
    expect(one(guide, 'sheetFormatPr').attributes.outlineLevelRow).toBeUndefined();
    expect(one(matrix, 'outlinePr').attributes.summaryBelow).toBe('0');
  });

  test('merges, frozen panes, grid lines, zoom, tab colour', () => {
    expect(all(matrix, 'mergeCell').map((merge) => merge.attributes.ref)).toEqual(['A2:G2']);
    expect(one(matrix, 'pane').attributes).toEqual({
      xSplit: '2',
      ySplit: '3',
      topLeftCell: 'C4',
      state: 'frozen',
      activePane: 'bottomRight',
    });
    expect(all(guide, 'pane')).toEqual([]);
    expect(one(matrix, 'sheetView').attributes).toMatchObject({ showGridLines: '0', zoomScale: '85' });
    expect(one(guide, 'sheetView').attributes.showGridLines).toBeUndefined();
    expect(one(matrix, 'tabColor').attributes.rgb).toBe('FF1B4F72');
  });

  test('autofilter', () => {
    expect(one(matrix, 'autoFilter').attributes.ref).toBe('A3:G7');
  });

  test('protection: what stays possible, and which cells are open', () => {
    expect(one(matrix, 'sheetProtection').attributes).toEqual({
      sheet: '1',
      autoFilter: '0',
      sort: '0',
      formatColumns: '0',
      formatRows: '0',
    });
    expect(one(rollUp, 'sheetProtection').attributes).toEqual({ sheet: '1', objects: '1' });
    expect(all(guide, 'sheetProtection')).toEqual([]);
    const locked = (address: string) => {
      const [protection] = all(formatAt(parts, matrix, address), 'protection');
      return protection?.attributes.locked !== '0';
    };
    expect(['C5', 'C7', 'D6', 'E7', 'G5', 'G7', 'G8', 'G9'].map(locked)).toEqual(Array(8).fill(false));
    expect(['A5', 'B7', 'F5', 'A3'].map(locked)).toEqual(Array(4).fill(true));
  });

  test('conditional formats: in the order given, the first that holds wins', () => {
    const rules = all(matrix, 'cfRule').map((rule) => ({
      ...rule.attributes,
      formula: all(rule, 'formula').map((f) => f.text)[0],
    }));
    expect(rules).toMatchObject([
      { type: 'cellIs', operator: 'equal', priority: '1', stopIfTrue: 'true', formula: '"Completed"' },
      { type: 'expression', priority: '2', stopIfTrue: 'true', formula: '$D5>0' },
      { type: 'cellIs', priority: '3', stopIfTrue: 'true', formula: '"Say ""on hold"""' },
      { type: 'dataBar', priority: '4' },
    ]);
    const [completed, some, hold] = one(styles, 'dxfs').children;
    expect(one(completed!, 'bgColor').attributes.rgb).toBe('FF1E8449');
    expect(one(one(completed!, 'font'), 'color').attributes.rgb).toBe('FFFFFFFF');
    expect(all(completed!, 'b')).toHaveLength(1);
    expect(one(some!, 'bgColor').attributes.rgb).toBe('FFF9E79F');
    expect(all(hold!, 'fill')).toEqual([]);
  });

  test('data bars run from the minimum to the maximum in one flat colour', () => {
    const bar = one(matrix, 'dataBar');
    expect(all(bar, 'cfvo').map((bound) => bound.attributes)).toEqual([
      { type: 'num', val: '0' },
      { type: 'num', val: '1' },
    ]);
    expect(bar.attributes).toEqual({ minLength: '0', maxLength: '100' });
    expect(one(bar, 'color').attributes.rgb).toBe('FF5DADE2');
    const extension = one(matrix, 'x14:cfRule');
    expect(extension.attributes.id).toBe(one(matrix, 'x14:id').text);
    expect(one(extension, 'x14:dataBar').attributes).toMatchObject({ gradient: '0', minLength: '0' });
    expect(one(matrix, 'xm:sqref').text).toBe('D5:D7');
  });

  test('data validations, with prompt and error', () => {
    const validations = all(matrix, 'dataValidation').map((validation) => ({
      ...validation.attributes,
      formulas: validation.children.map((formula) => formula.text),
    }));
    expect(validations).toMatchObject([
      { type: 'list', sqref: 'C5:C7', errorStyle: 'stop', formulas: ['Fixture_Statuses'] },
      { type: 'decimal', sqref: 'D5:D7', operator: 'between', formulas: ['0', '1'] },
      {
        type: 'decimal',
        sqref: 'F5 F7',
        operator: 'greaterThanOrEqual',
        errorStyle: 'warning',
        formulas: ['0'],
      },
      {
        type: 'date',
        sqref: 'E5:E7',
        operator: 'between',
        errorStyle: 'warning',
        formulas: ['43251', '45291'],
      },
      { type: 'textLength', sqref: 'G5:G7', operator: 'lessThanOrEqual', formulas: ['2000'] },
    ]);
    for (const validation of validations) {
      expect(validation).toMatchObject({
        allowBlank: '1',
        showInputMessage: '1',
        showErrorMessage: '1',
        promptTitle: 'Status',
        prompt: 'Choose one. Leave blank if there is nothing new.',
        errorTitle: 'Not a status',
        error: 'Please choose from the list.',
      });
    }
  });

  test('print set-up', () => {
    expect(one(matrix, 'pageSetup').attributes).toEqual({
      paperSize: '8',
      orientation: 'landscape',
      fitToWidth: '1',
      fitToHeight: '0',
    });
    expect(one(matrix, 'pageSetUpPr').attributes.fitToPage).toBe('1');
    expect(one(matrix, 'oddFooter').text).toBe('&LLaw && order, 2019-Q1&RPage &P of &N');
    expect(one(rollUp, 'pageSetup').attributes).toEqual({ paperSize: '9', orientation: 'landscape' });
    expect(one(rollUp, 'oddFooter').text).toBe('&RPage &P of &N');
    expect(all(guide, 'headerFooter')).toEqual([]);
  });
});

describe('charts', () => {
  test('stacked, in the colours given, with title, text alternative and the legend below', () => {
    const bar = part(parts, 'xl/charts/chart1.xml');
    expect(one(bar, 'c:barDir').attributes.val).toBe('bar');
    expect(one(bar, 'c:grouping').attributes.val).toBe('stacked');
    expect(one(bar, 'c:overlap').attributes.val).toBe('100');
    expect(one(one(bar, 'c:title'), 'a:t').text).toBe('Status per pillar & unit');
    expect(one(bar, 'c:legendPos').attributes.val).toBe('b');
    const series = all(bar, 'c:ser');
    expect(series.map((s) => one(one(s, 'c:tx'), 'c:v').text)).toEqual(['All', 'Reorient']);
    expect(series.map((s) => all(s, 'a:srgbClr')[0]!.attributes.val)).toEqual(['1E8449', 'CA6F1E']);
    expect(all(series[0]!, 'c:f').map((f) => f.text)).toEqual(["'Roll-up'!$A$2:$A$4", "'Roll-up'!$B$2:$B$4"]);
    // From the top down, as the table beside it, and the scale stays below.
    expect(one(one(bar, 'c:catAx'), 'c:orientation').attributes.val).toBe('maxMin');
    expect(one(one(bar, 'c:valAx'), 'c:crosses').attributes.val).toBe('max');
    const column = part(parts, 'xl/charts/chart2.xml');
    expect(one(column, 'c:barDir').attributes.val).toBe('col');
    expect(one(one(column, 'c:catAx'), 'c:orientation').attributes.val).toBe('minMax');
    const drawing = part(parts, 'xl/drawings/drawing4.xml');
    expect(all(drawing, 'xdr:cNvPr').map((shape) => shape.attributes.descr)).toEqual([
      'A bar for each status, "all" and Reorient.',
      'A column for each status.',
    ]);
    const corner = (name: string) =>
      all(drawing, name).map((at) => ['xdr:col', 'xdr:row'].map((axis) => one(at, axis).text));
    // A8:D22: in the last cell of its range, a little before its end.
    expect(corner('xdr:from')[0]).toEqual(['0', '7']);
    expect(corner('xdr:to')[0]).toEqual(['3', '21']);
    const offset = Number(one(all(drawing, 'xdr:to')[0]!, 'xdr:colOff').text) / 9525;
    expect(offset).toBeGreaterThan(12 * 7 - 5);
    expect(offset).toBeLessThan(12 * 7 + 5);
  });

  test('put an edge around a colour that would be lost on white, and none around others', async () => {
    const pale = structuredClone(everything) as { worksheets: Worksheet[] } & Blueprint;
    const index = pale.worksheets.findIndex(({ name }) => name === 'Roll-up');
    const sheet = pale.worksheets[index]!;
    const [chart] = sheet.charts;
    const series = chart!.series.map((one, at) => (at === 1 ? { ...one, colour: '#FFFFFF' as const } : one));
    pale.worksheets[index] = { ...sheet, charts: [{ ...chart!, series }] };
    const painted = part(partsOf((await paintWorkbook(pale)).bytes), 'xl/charts/chart1.xml');
    const edges = all(painted, 'c:ser').map((one) => all(one, 'a:ln')[0]!.children[0]!);
    expect(edges.map((edge) => [edge.name, edge.children[0]?.attributes.val])).toEqual([
      ['a:noFill', undefined],
      ['a:solidFill', '8C8C8C'],
    ]);
  });

  test('carry the values last seen, for viewers that do not calculate', () => {
    const bar = part(parts, 'xl/charts/chart1.xml');
    const points = (name: string) =>
      all(bar, name).map((cache) => all(cache, 'c:pt').map((point) => one(point, 'c:v').text));
    expect(points('c:strCache')).toEqual(Array(2).fill(['Not started', 'In progress', 'Completed']));
    expect(points('c:numCache')).toEqual([
      ['0', '1', '1'],
      ['2', '3', '4'],
    ]);
  });
});
