/** What the file format can say and the writer cannot, added to the package that it made. */
import type { Blueprint, Worksheet } from '../../../core/index.js';
import { rangeAddress } from '../../../core/index.js';
import { finishChart, finishDrawing } from './charts.js';
import { notesDrawing, notesOf, notesPart } from './notes.js';
import type { WrittenPackage } from './written.js';

/**
 * The writer cannot mark a cell format `quotePrefix`. `hidden` (a formula not shown) is what no blueprint asks for, so the
 * formats of quoted text are painted with it and turned into what they mean here.
 */
function finishStyles(xml: string): string {
  return xml.replace(
    /<xf ([^>]*)>((?:<alignment[^>]*\/>)?)<protection locked="([01])" hidden="1"\/><\/xf>/g,
    (_, attributes: string, alignment: string, locked: string) =>
      `<xf ${attributes} quotePrefix="1">${alignment}<protection locked="${locked}"/></xf>`,
  );
}

/** The filter's own name is an inner matter: without `hidden` it stands in the list of names. */
function finishWorkbook(xml: string): string {
  return xml.replaceAll(
    '<definedName name="_xlnm._FilterDatabase"',
    '<definedName hidden="1" name="_xlnm._FilterDatabase"',
  );
}

/**
 * Conditional formats in the order of their priority. The writer gathers the rules of one range, and LibreOffice goes by
 * the order in which they stand: a rule that comes last would win over one between it and its range's first.
 */
function finishRules(xml: string, worksheet: Worksheet): string {
  const closing = '</conditionalFormatting>';
  const start = xml.indexOf('<conditionalFormatting ');
  if (start < 0) return xml;
  const end = xml.lastIndexOf(closing) + closing.length;
  const rules = Array.from(xml.slice(start, end).matchAll(/<cfRule [^]*?<\/cfRule>/g), ([rule]) => rule);
  const priority = (rule: string) => Number(/ priority="(\d+)"/.exec(rule)![1]);
  const groups: { range: string; rules: string[] }[] = [];
  for (const rule of rules.sort((a, b) => priority(a) - priority(b))) {
    const { range } = worksheet.conditionalFormats[priority(rule) - 1]!;
    const last = groups.at(-1);
    if (last?.range === range) last.rules.push(rule);
    else groups.push({ range, rules: [rule] });
  }
  const ordered = groups.map(
    ({ range, rules: own }) =>
      `<conditionalFormatting sqref="${range}">${own.join('')}</conditionalFormatting>`,
  );
  return xml.slice(0, start) + ordered.join('') + xml.slice(end);
}

const x14 = 'http://schemas.microsoft.com/office/spreadsheetml/2009/9/main';
const xm = 'http://schemas.microsoft.com/office/excel/2006/main';

/** Ties a data bar to its extension. Unique in the workbook, and the same each time. */
function dataBarId(worksheetIndex: number, priority: number): string {
  const hex = (value: number, digits: number) => value.toString(16).toUpperCase().padStart(digits, '0');
  return `{00000000-000E-0000-${hex(worksheetIndex, 4)}-${hex(priority, 12)}}`;
}

/**
 * Data bars from empty at the minimum to full at the maximum, in one flat colour. Excel 2007's own bars begin at a tenth of
 * the cell and fade out; what came after stands in an extension.
 */
function finishDataBars(xml: string, worksheet: Worksheet, worksheetIndex: number): string {
  const extensions: string[] = [];
  const painted = xml.replace(
    /<cfRule type="dataBar" priority="(\d+)"><dataBar>(.*?)<\/dataBar><\/cfRule>/g,
    (_, priority: string, inner: string) => {
      const format = worksheet.conditionalFormats[Number(priority) - 1];
      if (format?.kind !== 'data-bar') throw new Error(`The writer numbered a data bar ${priority}`);
      const id = dataBarId(worksheetIndex, Number(priority));
      const bound = (value: number) => `<x14:cfvo type="num"><xm:f>${value}</xm:f></x14:cfvo>`;
      extensions.push(
        `<x14:conditionalFormatting xmlns:xm="${xm}"><x14:cfRule type="dataBar" id="${id}">` +
          '<x14:dataBar minLength="0" maxLength="100" gradient="0" axisPosition="none">' +
          `${bound(format.min)}${bound(format.max)}<x14:negativeFillColor rgb="FF${format.colour.slice(1).toUpperCase()}"/>` +
          `</x14:dataBar></x14:cfRule><xm:sqref>${format.range}</xm:sqref></x14:conditionalFormatting>`,
      );
      return (
        `<cfRule type="dataBar" priority="${priority}"><dataBar minLength="0" maxLength="100">${inner}</dataBar>` +
        `<extLst><ext uri="{B025F937-C7B1-47D3-B67F-A62EFF666E3E}" xmlns:x14="${x14}"><x14:id>${id}</x14:id></ext></extLst>` +
        '</cfRule>'
      );
    },
  );
  if (extensions.length === 0) return xml;
  return painted.replace(
    '</worksheet>',
    `<extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}" xmlns:x14="${x14}"><x14:conditionalFormattings>` +
      `${extensions.join('')}</x14:conditionalFormattings></ext></extLst></worksheet>`,
  );
}

/** Intervention numbers are text by intent; no green corner says that they might be numbers. */
function ignoredErrors(worksheet: Worksheet): string {
  const hasNumberLikeText = worksheet.rows.some((row) =>
    row.cells.some((cell) => cell.kind === 'text' && /^\s*[+-]?[\d.,]+%?\s*$/.test(cell.text)),
  );
  if (!hasNumberLikeText) return '';
  const right = Math.max(...worksheet.rows.map((row) => row.cells.length));
  const used = rangeAddress({ top: 1, left: 1, bottom: worksheet.rows.length, right });
  return `<ignoredErrors><ignoredError sqref="${used}" numberStoredAsText="1"/></ignoredErrors>`;
}

function finishWorksheet(xml: string, worksheet: Worksheet, index: number, active: boolean): string {
  const deepest = Math.max(0, ...worksheet.rows.map((row) => row.outlineLevel ?? 0));
  const view = `<sheetView ${active ? 'tabSelected="1" ' : ''}zoomScaleNormal="${worksheet.zoom}" `;
  const shaped = xml
    .replace('<sheetView ', view)
    // Without the deepest level Excel leaves no room for the buttons that fold the rows.
    .replace(
      '<sheetFormatPr ',
      deepest > 0 ? `<sheetFormatPr outlineLevelRow="${deepest}" ` : '<sheetFormatPr ',
    );
  // Errors to ignore stand behind the page's set-up and before what is drawn on the worksheet.
  const end = Math.min(
    ...['<drawing ', '<legacyDrawing ', '</worksheet>']
      .map((tag) => shaped.lastIndexOf(tag))
      .filter((at) => at >= 0),
  );
  const complete = shaped.slice(0, end) + ignoredErrors(worksheet) + shaped.slice(end);
  return finishDataBars(finishRules(complete, worksheet), worksheet, index);
}

/** Completes the writer's package for this blueprint, in place. `active`: index of the worksheet that opens first. */
export function finishPackage(written: WrittenPackage, blueprint: Blueprint, active: number): void {
  written.change('xl/styles.xml', finishStyles);
  written.change('xl/workbook.xml', finishWorkbook);
  written.change('docProps/app.xml', (xml) => xml.replace('>hucre<', '>NISP Matrix<'));
  let chartNumber = 0;
  blueprint.worksheets.forEach((worksheet, index) => {
    const number = index + 1;
    written.change(`xl/worksheets/sheet${number}.xml`, (xml) =>
      finishWorksheet(xml, worksheet, index, index === active),
    );
    if (notesOf(worksheet).length > 0) {
      written.change(`xl/comments${number}.xml`, () => notesPart(worksheet));
      written.change(`xl/drawings/vmlDrawing${number}.vml`, () => notesDrawing(worksheet, index));
    }
    if (worksheet.charts.length > 0) {
      written.change(`xl/drawings/drawing${number}.xml`, (xml) => finishDrawing(xml, worksheet));
    }
    for (const chart of worksheet.charts) {
      chartNumber += 1;
      written.change(`xl/charts/chart${chartNumber}.xml`, (xml) => finishChart(xml, chart, worksheet));
    }
  });
}
